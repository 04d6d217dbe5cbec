"""Dates as written → dates, for a column at a time, each distinct text once.

Plain figures are read by expressions; whatever else there is, the one reader of dates (``values``) is asked.

ISO dates tell themselves. ``24/12/2010`` and ``12/24/2010`` are told by the texts of the same form in the column: the
order that reads more of them wins; where two read as many, such as in a column of ``03/04/2017`` alone, none does.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from outreach import values
from outreach._later import pl
from outreach.errors import UnreadableError
from outreach.ledger._columns import FIRST_YEAR, LAST_YEAR

_CLOCK: Final = r"(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9](?:[:.][0-5][0-9](?:[.,][0-9]{1,9})?)?(?:\s?[AaPp][Mm])?"
_ZONE: Final = r"(?:Z|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?"
_TIME: Final = rf"(?:[T ]{_CLOCK}{_ZONE})?$"
_YEAR_FIRST: Final = r"^([0-9]{4})(?:-([0-9]{1,2})-|/([0-9]{1,2})/|\.([0-9]{1,2})\.)([0-9]{1,2})" + _TIME
_COMPACT: Final = r"^([0-9]{4})([0-9]{2})([0-9]{2})$"
_NUMBERS: Final = r"^([0-9]{1,2})([-/.])([0-9]{1,2})([-/.])([0-9]{4}|[0-9]{2})" + _TIME
_DAYS: Final = r"^([0-9]{5})(?:\.0*)?$"
_EPOCH: Final = dt.date(1899, 12, 30)
_MAY_BE_READ: Final = r"^.{0,60}[0-9].{0,60}$"
_MORE: Final = r"[\p{L}/+]"
"""What a date that no fast path reads has: a letter (a month, a week), a slash, or a time zone."""

_PLACES: Final = {"dmy": ("c", "b", "a"), "mdy": ("c", "a", "b"), "ymd": ("a", "b", "c")}
_TURN: Final = 90
"""Two-digit years from here on belong to the twentieth century."""


@attrs.frozen(eq=False)
class Dates:
    """What a column's texts are as dates.

    Attributes:
        dates: One for each text; null where it is none.
        undecided: Which texts are dates whose order the column does not tell.
        notes: What was assumed.
        orders: The orders of day, month and year that the texts decided, each once.
    """

    dates: pl.Series
    undecided: pl.Series
    notes: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()


def read_dates(texts: pl.Series, order: str | None = None, *, day_numbers: bool = False) -> Dates:
    """Read the distinct *texts* of a column.

    Args:
        texts: As written.
        order: What the user says of forms such as ``03/04/2017``.
        day_numbers: Whether a bare number counts days, as spreadsheets do inside.
    """
    frame = pl.DataFrame({"text": texts}).with_columns(pl.col("text").str.strip_chars())
    fast = [_year_first(), _compact(), *([_day_number()] if day_numbers else [])]
    frame = frame.with_columns(date=pl.coalesce(fast), **_numbers())
    notes, orders = [], []
    for sign, digits in _forms(frame):
        form = (pl.col("sign") == sign) & (pl.col("digits") == digits)
        chosen = order or _order(frame.filter(form), _orders(sign, digits))
        if chosen is not None:
            frame = frame.with_columns(date=pl.when(form).then(_date(chosen)).otherwise(pl.col("date")))
            notes.append(f"dates {_shown(chosen, sign, digits)}")
            orders.append(chosen)
    frame = frame.with_columns(date=pl.coalesce(pl.col("date"), _others(frame)))
    made = frame.select(
        date=_in_range(pl.col("date")), undecided=pl.col("sign").is_not_null() & _date("dmy").is_not_null()
    )
    undecided = made["undecided"] & made["date"].is_null()
    return Dates(made["date"], undecided.fill_null(value=False), tuple(notes), tuple(dict.fromkeys(orders)))


def _forms(frame: pl.DataFrame) -> list[tuple[str, int]]:
    return sorted(frame.filter(pl.col("sign").is_not_null()).select("sign", "digits").unique().iter_rows())


def _orders(sign: str, digits: int) -> tuple[str, ...]:
    """A year that comes first is written in full, or between hyphens: nobody writes ``17/03/01``."""
    return ("dmy", "mdy") if sign == "/" or digits == len("2017") else tuple(_PLACES)


def _order(form: pl.DataFrame, orders: tuple[str, ...]) -> str | None:
    read = form.select(_in_range(_date(order)).is_not_null().sum().alias(order) for order in orders).row(0, named=True)
    ranked = sorted(read, key=lambda each: -read[each])
    return ranked[0] if read[ranked[0]] > read[ranked[1]] else None


def _year_first() -> pl.Expr:
    year, hyphen, slash, point, day = (pl.col("text").str.extract(_YEAR_FIRST, group) for group in (1, 2, 3, 4, 5))
    return _made(year, pl.coalesce(hyphen, slash, point), day)


def _compact() -> pl.Expr:
    year, month, day = (pl.col("text").str.extract(_COMPACT, group) for group in (1, 2, 3))
    return _made(year, month, day)


def _day_number() -> pl.Expr:
    """Days since 30 December 1899 (ECMA-376, 18.17.4.1)."""
    days = pl.col("text").str.extract(_DAYS, 1).cast(pl.Int32)
    return pl.lit(_EPOCH) + pl.duration(days=days)


def _others(frame: pl.DataFrame) -> pl.Series:
    """Return the dates of the texts that no fast path reads, each read once by the one reader of dates."""
    text = pl.col("text")
    asked = pl.col("date").is_null() & pl.col("sign").is_null() & text.str.contains(_MAY_BE_READ)
    texts = frame.select(pl.when(asked & text.str.contains(_MORE)).then(text)).to_series()
    return pl.Series([None if written is None else _read(written) for written in texts], dtype=pl.Date)


def _read(text: str) -> dt.date | None:
    try:
        return values.read_date(text, None)
    except UnreadableError:
        return None


def _numbers() -> dict[str, pl.Expr]:
    """Take figures apart; both signs are the same, or it is no such date."""
    first, sign, second, other, third = (pl.col("text").str.extract(_NUMBERS, group) for group in (1, 2, 3, 4, 5))
    return {
        "a": first,
        "sign": pl.when(sign == other).then(sign),
        "b": second,
        "c": third,
        "digits": third.str.len_bytes(),
    }


def _date(order: str) -> pl.Expr:
    year, month, day = (pl.col(place) for place in _PLACES[order])
    return _made(_century(year), month, day)


def _century(year: pl.Expr) -> pl.Expr:
    start = pl.when(year.cast(pl.Int16, strict=False) >= _TURN).then(pl.lit("19")).otherwise(pl.lit("20"))
    return pl.when(year.str.len_bytes() == len("17")).then(start + year).otherwise(year)


def _made(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    iso = pl.concat_str(year, month.str.zfill(2), day.str.zfill(2), separator="-")
    return iso.str.to_date("%Y-%m-%d", strict=False)


def _in_range(date: pl.Expr) -> pl.Expr:
    return pl.when(date.dt.year().is_between(FIRST_YEAR, LAST_YEAR)).then(date)


def _shown(order: str, sign: str, digits: int) -> str:
    words = {"d": "dd", "m": "mm", "y": "y" * digits}
    return sign.join(words[letter] for letter in order)
