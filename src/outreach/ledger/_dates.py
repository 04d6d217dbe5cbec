"""Dates as written → dates, for a column at a time: :mod:`outreach.values` is asked once for each distinct text.

ISO dates are read by polars, which agrees with it. ``24/12/2010`` and ``12/24/2010`` are decided by the texts of the
same form in the column: the order that reads more of them wins; where two read as many, such as in a column of
``03/04/2017`` alone, none does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

import attrs

from outreach import values
from outreach.errors import UnreadableError
from outreach.ledger._columns import FIRST_YEAR, LAST_YEAR, pl, repeated

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from outreach.values import Order

_PLAIN: Final = r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)?\s*$"
_FIGURES: Final = re.compile(r"\s*[0-9]{1,2}([-/.])[0-9]{1,2}\1([0-9]{4}|[0-9]{2})(?![0-9])", re.ASCII)
_ORDERS: Final[tuple[Order, ...]] = ("dmy", "mdy", "ymd")


@attrs.frozen(eq=False)
class Dates:
    """What a column's texts are as dates."""

    dates: pl.Series  # one for each text; null where it is none
    undecided: pl.Series  # which texts are dates whose order the column does not tell
    notes: tuple[str, ...] = ()  # what was assumed
    orders: tuple[str, ...] = ()  # the orders of day, month and year that the texts decided, each once


def read_dates(texts: pl.Series, order: str | None = None, *, day_numbers: bool = False) -> Dates:
    """Read the distinct *texts* of a column.

    Args:
        texts: As written.
        order: What the user says of forms such as ``03/04/2017``.
        day_numbers: Whether a bare number counts days, as spreadsheets do inside.
    """
    plain = _plain(texts)
    left = texts.filter(plain.is_null()).drop_nulls().to_list()
    forms = _forms(left)
    asked = cast("Order | None", order)
    orders = {form: asked or _order(written, form) for form, written in forms.items()}
    by_text = {text: orders[form] for form, written in forms.items() for text in written}
    days = {text: _day(text, by_text.get(text), day_numbers=day_numbers) for text in left}
    undecided = {text for text, chosen in by_text.items() if chosen is None and days[text] is None and _any(text)}
    decided = {form: chosen for form, chosen in sorted(orders.items()) if chosen}
    return Dates(
        pl.select(pl.coalesce(plain, _looked_up(texts, days))).to_series(),
        texts.is_in(sorted(undecided)).fill_null(value=False),
        tuple(f"dates {_shown(chosen, *form)}" for form, chosen in decided.items()),
        tuple(dict.fromkeys(decided.values())),
    )


def _plain(texts: pl.Series) -> pl.Series:
    """Return the days of ISO dates, with or without a time of day."""
    shape = pl.col("text").str.contains(_PLAIN)
    day = pl.col("text").str.strip_chars().str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    read = pl.when(shape & day.dt.year().is_between(FIRST_YEAR, LAST_YEAR)).then(day)
    return pl.DataFrame({"text": texts.cast(pl.String)}).select(date=read).to_series()


def _looked_up(texts: pl.Series, days: Mapping[str, dt.date | None]) -> pl.Series:
    known = {text: day for text, day in days.items() if day is not None}
    if not known:
        return repeated(None, texts.len(), pl.Date)
    return texts.replace_strict(known, default=None, return_dtype=pl.Date)


def _forms(texts: Iterable[str]) -> dict[tuple[str, int], list[str]]:
    """Return the texts that are dates in figures by sign, and by how many digits the year has."""
    forms: dict[tuple[str, int], list[str]] = {}
    for text in texts:
        if match := _FIGURES.match(text):
            forms.setdefault((match[1], len(match[2])), []).append(text)
    return forms


def _order(texts: list[str], form: tuple[str, int]) -> Order | None:
    """A year that comes first is written in full, or between hyphens: nobody writes ``17/03/01``."""
    orders = _ORDERS[:2] if form[0] == "/" or form[1] == len("2017") else _ORDERS
    counts = {order: sum(_read(text, order) is not None for text in texts) for order in orders}
    first, second, *_ = sorted(orders, key=lambda order: -counts[order])
    return first if counts[first] > counts[second] else None


def _day(text: str, order: Order | None, *, day_numbers: bool) -> dt.date | None:
    day = _read(text, order)
    if day is not None or not day_numbers:
        return day
    try:
        return values.parse_day_number(text)
    except UnreadableError:
        return None


def _read(text: str, order: Order | None) -> dt.date | None:
    try:
        return values.read_date(text, order)
    except UnreadableError:
        return None


def _any(text: str) -> bool:
    return any(_read(text, order) is not None for order in _ORDERS)


def _shown(order: str, sign: str, digits: int) -> str:
    words = {"d": "dd", "m": "mm", "y": "y" * digits}
    return sign.join(words[letter] for letter in order)
