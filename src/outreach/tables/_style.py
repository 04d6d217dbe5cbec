"""How a table writes its values, decided per column from all of them; each decision is a note."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from outreach import countries, values, words
from outreach.errors import UnreadableError, shown
from outreach.fields import columns_of_kind
from outreach.tables._options import home_currency
from outreach.tables._sections import is_foot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.countries import Country  # noqa: TC004 - attrs resolves no types here
    from outreach.tables import Row
    from outreach.tables._options import ReadOptions
    from outreach.tables._table import Layout

DATES: Final = columns_of_kind("date")
VALUES: Final = columns_of_kind("value")
_DEADLINE: Final = "tender_deadline"
_YEAR: Final = re.compile(r"(?<![0-9])(?:19[9]|20[0-9])[0-9](?![0-9])", re.ASCII)
_PHONE: Final = r"(?<![0-9])(?:\+[0-9]{1,3}|0[0-9]{1,3})[ ()/–-]{0,3}[0-9][0-9 –-]{4,}"
_LAW: Final = r"(?<![0-9])[0-9]{4}:[0-9]+"
_DIARY: Final = r"\b[A-ZÅÄÖÜ]{1,8}[ -]?[0-9]{4}[/:–-][0-9]+|(?<![0-9])[0-9]{4}[/-](?:[0-9]|[0-9]{3}|[0-9]{5,})(?![0-9])"
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.][0-9]{1,2}[/. ]+[0-9]{4}", re.ASCII)
_ORDERS: Final = {"dmy": "day/month/year", "mdy": "month/day/year", "ymd": "year-month-day"}


@attrs.frozen(kw_only=True)
class Style:
    """How the columns of one table write their values; decided from all of them."""

    year: int | None = None  # the year of dates that name none
    orders: Mapping[str, Literal["ymd", "dmy", "mdy"] | None] = attrs.field(factory=dict)
    """Role → order of day, month and year."""
    decimals: Mapping[str, Literal[",", "."] | None] = attrs.field(factory=dict)  # role → decimal sign
    currencies: Mapping[str, str] = attrs.field(factory=dict)  # role → currency of values that name none
    factors: Mapping[str, int] = attrs.field(factory=dict)  # role → what a bare number counts
    time_units: Mapping[str, Literal["year", "month"]] = attrs.field(factory=dict)
    """Role → ``year`` or ``month``, what a bare length counts."""
    country: Country = attrs.field(factory=countries.default)  # whose numbers and places they are
    day_numbers: bool = False  # whether a bare number in a column of dates counts days
    home: str | None = None  # the currency that *kr* stands for
    zone: str | None = None  # the time zone of last days of tenders that name none


def decide(
    rows: Sequence[Row], options: ReadOptions, layout: Layout | None, titles: Iterable[str] = ()
) -> tuple[Style, tuple[str, ...]]:
    """Return how the columns of *rows* are written, and what was assumed.

    Arguments:
        rows: All rows of the table.
        options: What the user said; it goes before what the values show.
        layout: What the headings said; None where a source gives rows.
        titles: What stands above the table, its sheet's and its file's name, the nearest first: asked for a year.
    """
    columns = _columns(rows)
    notes: list[str] = []
    style = Style(
        year=_year(options, titles, columns, notes),
        orders=_orders(columns, options, notes),
        decimals={role: _decimal(options, texts) for role, texts in columns.items() if role in VALUES},
        currencies=_currencies(columns, options, layout, notes),
        factors=dict(layout.factors) if layout else {},
        time_units=dict(layout.time_units) if layout else {},  # type: ignore[arg-type]
        country=options.country or countries.default(),
        home=home_currency(options),
        zone=_zone(options, columns, notes),
    )
    return style, tuple(notes)


def _zone(options: ReadOptions, columns: Mapping[str, Sequence[str]], notes: list[str]) -> str:
    """Return the zone of last days with a time of day, and say which where a time names none."""
    zone = options.timezone or (options.country or countries.default()).timezone
    clocked = (values.split_clock(values.tidy(text)) for text in columns.get(_DEADLINE, ()))
    if any(part and not part.zone and part.clock != time() for part in clocked):
        notes.append(f"{_DEADLINE}: times of day in {zone}")
    return zone


def decided(style: Style) -> tuple[tuple[str, str | int], ...]:
    """Return what was decided, as options of a source, where it is one for all columns."""
    decisions: list[tuple[str, str | int]] = [("year", style.year)] if style.year else []
    for option, by_role in (("date_order", style.orders), ("decimal", style.decimals), ("currency", style.currencies)):
        values = {value for value in by_role.values() if value}
        if len(values) == 1:
            decisions.append((option, values.pop()))
    return tuple(decisions)


def _columns(rows: Sequence[Row]) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for row in rows:
        for role, cell in row.values.items():
            if isinstance(cell, str) and cell.strip() and role in DATES | VALUES:
                texts.setdefault(role, []).append(cell)
    return texts


def _year(options: ReadOptions, titles: Iterable[str], columns: Mapping[str, object], notes: list[str]) -> int | None:
    """Return the year of dates that name none: the user's, or the only one in the nearest title that names any."""
    if options.year or not DATES & columns.keys():
        return options.year
    for title in titles:
        years = set() if is_foot(title) else years_in(title)
        if len(years) == 1:
            year = int(years.pop())
            notes.append(f"year {year} for dates that name none, after {shown(title, 60)!r}")
            return year
        if years:
            return None
    return None


def years_in(title: str) -> set[str]:
    """Return the years that *title* names; a law (2016:1145), a diary number, a box and a telephone name none."""
    plain = _DAY.sub(" ", title)
    for figures in (_PHONE, _LAW, _DIARY):
        plain = re.sub(figures, " ", plain)
    return set(_YEAR.findall(_not_a_year().sub(" ", plain)))


@cache
def _not_a_year() -> re.Pattern[str]:
    """Return what a number that is no year looks like, after the word for what it is: ``Box 2024``, ``Dnr 2024-55``."""
    named = words.any_of(words.listed("sections", "not_a_year"))
    return re.compile(rf"\b(?:{named})\b\.?:?\s*\(?[A-Z]{{0,8}}\s?[0-9][0-9 :/–-]*", re.IGNORECASE)


def _orders(columns: Mapping[str, Sequence[str]], options: ReadOptions, notes: list[str]) -> dict[str, Any]:
    dates = {role: texts for role, texts in columns.items() if role in DATES}
    if options.date_order:
        return dict.fromkeys(dates, options.date_order)
    whole = values.date_order(text for texts in dates.values() for text in texts)
    orders = {role: values.date_order(texts) or whole for role, texts in dates.items()}
    notes.extend(f"{role}: {_ORDERS[order]}" for role, order in orders.items() if order and order != "ymd")
    return orders


def _decimal(options: ReadOptions, texts: Sequence[str]) -> Any:  # noqa: ANN401 - one of two signs
    return options.decimal or values.decimal_sign(texts)


def _currencies(
    columns: Mapping[str, Sequence[str]], options: ReadOptions, layout: Layout | None, notes: list[str]
) -> dict[str, str]:
    """Return per column the currency of values that name none: the user's, the heading's, or that of all the others."""
    headed = dict(layout.currencies) if layout else {}
    currencies = {}
    for role in sorted(VALUES & columns.keys()):
        named = {currency for text in columns[role] if (currency := _currency(text, home_currency(options)))}
        by_others = named.pop() if len(named) == 1 else None
        for currency, why in (
            (options.currency, "as asked for"),
            (headed.get(role), "after the heading"),
            (by_others, "as its other values name"),
        ):
            if currency:
                currencies[role] = currency
                notes.append(f"{role}: {currency} {why}")
                break
    return currencies


def _currency(text: str, home: str) -> str | None:
    try:
        return values.parse_estimate(text, home=home).currency
    except UnreadableError:
        return None
