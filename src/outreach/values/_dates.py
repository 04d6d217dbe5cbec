"""Dates to the day, strictly: ISO first, then forms that cannot be misread, then what the column decides."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal

from outreach.errors import UnreadableError, shown
from outreach.values._calendar import FIRST_YEAR, LAST_YEAR, MONTHS, day_of, full_year
from outreach.values._words import LONGEST, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

Order = Literal["ymd", "dmy", "mdy"]

_TIME: Final = re.compile(
    r"(?P<date>.+?)[ t](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)(?P<zone>z|[+-][0-9]{2}:?[0-9]{2})?",
    re.ASCII,
)
_COMPACT: Final = re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(?P<y>[0-9]{4})([-/.])(?P<m>[0-9]{1,2})\2(?P<d>[0-9]{1,2})", re.ASCII)
_SWEDISH: Final = re.compile(r"(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2}),? (?:-|')?(?P<y>[0-9]{4})", re.ASCII)
_NUMERIC: Final = re.compile(r"(?P<a>[0-9]{1,2})([-/.])(?P<b>[0-9]{1,2})\2(?P<c>[0-9]{4}|[0-9]{2})", re.ASCII)
_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_MONTH: Final = re.compile(
    rf"(?:den )?(?P<d>[0-9]{{1,2}})(?:\.|st|nd|rd|th|:a|:e)?(?: |-|\. ?| of )?(?P<m>{_MONTH})\.?,?"
    rf"(?:[ -]?(?P<y>[0-9]{{4}})|[-'](?P<yy>[0-9]{{2}}))",
    re.ASCII,
)
_MONTH_DAY: Final = re.compile(rf"(?P<m>{_MONTH})\.? (?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<y>[0-9]{{4}})", re.ASCII)
_SERIAL: Final = re.compile(r"[3-7][0-9]{4}(?:\.0)?", re.ASCII)

_FIRST_DAY: Final = date(1899, 12, 30)  # day 0 of a spreadsheet, by the count that takes 1900 for a leap year

_HINT: Final = "write 2017-03-01"
_ORDERS: Final[dict[Order, str]] = {"ymd": "cba", "dmy": "abc", "mdy": "bac"}  # where day, month and year stand


def parse_date(text: str) -> date:
    """Return the day (datum) that *text* writes in a form that has one reading.

    Read are ``2017-03-01``, ``20170301``, ``2017/3/1``, ``1 mars 2017``, ``den 1 mars 2017``, ``20-Jun-13``,
    ``March 1, 2017``, ``2/9 2019`` (the 2nd of September), and ``24/12/2010``, where only one order is possible. A
    time of day after the date is dropped.

    Raises:
        UnreadableError: Another form, no such day, a year outside 1990–2100, or a form with two readings.
    """
    return read_date(text, None)


def read_date(text: str, order: Order | None) -> date:
    """Return the day (datum) that *text* writes, its figures in the *order* that :func:`date_order` found.

    Raises:
        UnreadableError: As :func:`parse_date`; with an order also figures that do not fit it.
    """
    plain = _without_time(text)
    numeric = _NUMERIC.fullmatch(plain)
    found = _one_of(text, numeric, order) if numeric else _self_evident(plain)
    if found is None:
        raise _unreadable(text, plain)
    return found


def date_order(texts: Iterable[str]) -> Order | None:
    """Return the order of day, month and year in a column (datumordning): ``"ymd"``, ``"dmy"`` or ``"mdy"``.

    Only figures such as ``24/12/2010`` are asked; a column of nothing but self-evident dates is ``"ymd"``. None
    means that the values leave several orders open, contradict each other, or are no dates.
    """
    left: set[Order] = set(_ORDERS)
    asked = evident = False
    for text in texts:
        plain = _tried_without_time(text)
        numeric = _NUMERIC.fullmatch(plain)
        if numeric and (possible := set(_readings(numeric))):
            asked, left = True, left & possible
        evident = evident or _self_evident(plain) is not None
    if not asked:
        return "ymd" if evident else None
    return left.pop() if len(left) == 1 else None


def parse_day_number(text: str) -> date:
    """Return the day that a spreadsheet's day number counts to, from 1899-12-30 (serienummer): ``44910``.

    Only for cells of a spreadsheet in a column of dates: elsewhere a number of five digits is no date.

    Raises:
        UnreadableError: It is not a whole number of five digits, or the day is outside 1990–2100.
    """
    plain = tidy(text)
    day = _FIRST_DAY + timedelta(days=int(plain[:5])) if _SERIAL.fullmatch(plain) else None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UnreadableError(f"not a spreadsheet's day number: {shown(text)!r}", _HINT)
    return day


def _self_evident(plain: str) -> date | None:
    for pattern in (_COMPACT, _YEAR_FIRST, _SWEDISH, _DAY_MONTH, _MONTH_DAY):
        if match := pattern.fullmatch(plain):
            parts = match.groupdict()
            month = MONTHS.get(parts["m"]) or int(parts["m"])
            return day_of(full_year(parts["y"] or parts["yy"]), month, int(parts["d"]))
    return None


def _readings(numeric: re.Match[str]) -> dict[Order, date]:
    found = {order: _in_order(numeric, places) for order, places in _ORDERS.items()}
    return {order: day for order, day in found.items() if day}


def _in_order(numeric: re.Match[str], places: str) -> date | None:
    day, month, year = (numeric[place] for place in places)
    if len(day) > 2:  # noqa: PLR2004 - a year of four digits is no day
        return None
    return day_of(full_year(year.zfill(2)), int(month), int(day))


def _one_of(text: str, numeric: re.Match[str], order: Order | None) -> date | None:
    readings = _readings(numeric)
    if order:
        return readings.get(order)
    days = set(readings.values())
    if len(days) > 1:
        hint = "write 2017-03-01, or say the order: day/month/year or month/day/year"
        raise UnreadableError(f"a date with several readings: {shown(text)!r}", hint)
    return days.pop() if days else None


def _without_time(text: str) -> str:
    plain = _tried_without_time(text)
    if len(plain) > LONGEST:
        raise _unreadable(text, plain)
    return plain


def _tried_without_time(text: str) -> str:
    plain = tidy(text)
    match = _TIME.fullmatch(plain) if len(plain) <= LONGEST else None
    return match["date"] if match and _is_time(match["time"], match["zone"] or "") else plain


def _is_time(time: str, zone: str) -> bool:
    try:
        datetime.fromisoformat(f"2000-01-01T{time}{zone.upper()}")
    except ValueError:
        return False
    return True


def _unreadable(text: str, plain: str) -> UnreadableError:
    if _SERIAL.fullmatch(plain):
        day = _FIRST_DAY + timedelta(days=int(plain[:5]))
        return UnreadableError(f"not a date: {shown(text)!r}", f"if it is a spreadsheet's day number, write {day}")
    return UnreadableError(f"not a date: {shown(text)!r}", _HINT)
