"""Dates and moments, strictly: ISO first, then forms that cannot be misread, then what the column decides."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from outreach import words
from outreach.errors import UnreadableError, shown
from outreach.values._text import LONGEST, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Order = Literal["ymd", "dmy", "mdy"]

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100

_CENTURY_TURNS: Final = FIRST_YEAR % 100  # 90–99 are the 1990s, 00–89 this century
_NOON: Final = 12

_ZONED: Final = re.compile(r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?P<zone>z|[+-][0-9]{2}:[0-9]{2})", re.ASCII)
_COMPACT: Final = re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(?P<y>[0-9]{4})([-–/.])(?P<m>[0-9]{1,2})\2(?P<d>[0-9]{1,2})", re.ASCII)
_DAY_OF_WEEK: Final = re.compile(r"(?P<y>[0-9]{4})-?w(?P<w>[0-9]{2})-?(?P<d>[1-7])", re.ASCII)
_SLASHED: Final = re.compile(  # as Swedes write by hand: 2/9 2019, 2/9-2019, 2/9 -19
    r"(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})(?:,? [-'’]?(?P<y>[0-9]{4})|-(?P<y4>[0-9]{4})| [-'’](?P<yy>[0-9]{2}))",
    re.ASCII,
)
_NUMERIC: Final = re.compile(r"(?P<a>[0-9]{1,2})([-–/.])(?P<b>[0-9]{1,2})\2(?P<c>[0-9]{4}|[0-9]{2})", re.ASCII)
_SERIAL: Final = re.compile(r"[3-7][0-9]{4}(?:\.0)?", re.ASCII)

_PLACEHOLDER: Final = re.compile(
    r"(?:0001|1753|1899|1900|2999|9999)([-–/.]?)[0-9]{2}\1[0-9]{2}|[0-9]{1,2}[-–/.][0-9]{1,2}[-–/.](?:0001|1753|1899|1900|2999|9999)",
    re.ASCII,
)
"""Days that systems write where there is none: their first, their last, and the day 0 of a spreadsheet."""

_OFFSET: Final = re.compile(
    r"(?:(?:gmt|utc) ?)?(?P<sign>[+-])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?|(?P<zero>z|gmt|utc)", re.ASCII
)
_LAST_HOUR: Final = 24

_FIRST_DAY: Final = date(1899, 12, 30)  # day 0 of a spreadsheet, by the count that takes 1900 for a leap year

_HINT: Final = "write 2017-03-01"
_ORDERS: Final[dict[Order, str]] = {"ymd": "cba", "dmy": "abc", "mdy": "bac"}  # where day, month and year stand


def parse_date(text: str) -> date:
    """Return the day (datum) that *text* writes in a form that has one reading.

    Read are ``2017-03-01``, ``20170301``, ``2017/3/1``, ``1 mars 2017``, ``den 1 mars 2017``, ``20-Jun-13``,
    ``March 1, 2017``, ``Wednesday, May 04, 2022``, ``2/9 2019`` (the 2nd of September), ``2019-W10-5``, and
    ``24/12/2010``, where only one order is possible. A weekday must be that of the day. A time of day after the date is
    dropped.

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
    day = _one_of(text, numeric, order) if numeric else _self_evident(plain)
    if day is None:
        raise _unreadable(text, plain)
    return day


def date_order(texts: Iterable[str]) -> Order | None:
    """Return the order of day, month and year in a column (datumordning): ``"ymd"``, ``"dmy"`` or ``"mdy"``.

    Only figures such as ``24/12/2010`` are asked; a column of nothing but self-evident dates is ``"ymd"``. None
    means that the values leave several orders open, contradict each other, or are no dates.
    """
    left: set[Order] = set(_ORDERS)
    has_numeric = evident = False
    for text in texts:
        plain = _day_part(text)
        numeric = _NUMERIC.fullmatch(plain)
        if numeric and (possible := set(_readings(numeric))):
            has_numeric, left = True, left & possible
        evident = evident or _self_evident(plain) is not None
    if not has_numeric:
        return "ymd" if evident else None
    return left.pop() if len(left) == 1 else None


def is_placeholder_date(text: str) -> bool:
    """Tell whether *text* is a day that systems write where there is none: ``9999-12-31``, ``0001-01-01T00:00:00Z``."""
    return bool(_PLACEHOLDER.fullmatch(_day_part(text)))


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
    """Return the day of a form that has one reading: ISO first, then words and what is written one way only."""
    for pattern in (_COMPACT, _YEAR_FIRST, _SLASHED):
        if match := pattern.fullmatch(plain):
            return day_of(_year_of(match), int(match["m"]), int(match["d"]))
    if match := _DAY_OF_WEEK.fullmatch(plain):
        return _day_of_week(match)
    # Most cells hold no letter, and then no word for a month either.
    return _in_words(plain) if any(map(str.isalpha, plain)) else None


def _in_words(plain: str) -> date | None:
    weekday, day_month, month_day = _patterns()
    named = weekday.match(plain)
    rest = plain[named.end() :] if named else plain
    match = day_month.fullmatch(rest) or month_day.fullmatch(rest)
    day = day_of(_year_of(match), months()[match["m"]], int(match["d"])) if match else None
    if day and named and day.isoweekday() != weekdays()[named["weekday"]]:
        return None  # the weekday and the day contradict each other: which of them is right is not guessed
    return day


def _year_of(match: re.Match[str]) -> int | None:
    parts = match.groupdict()
    digits = parts.get("y") or parts.get("y4") or parts.get("yy")
    return full_year(digits) if digits else None


def _day_of_week(match: re.Match[str]) -> date | None:
    try:
        return date.fromisocalendar(full_year(match["y"]) or 0, int(match["w"]), int(match["d"]))
    except ValueError:
        return None


@cache
def months() -> Mapping[str, int]:
    """Return the words for months, case-folded and without a point → 1–12."""
    return numbered("months")


@cache
def weekdays() -> Mapping[str, int]:
    """Return the words for days of the week → 1–7, Monday first as in ISO 8601."""
    return numbered("weekdays")


def numbered(section: str) -> dict[str, int]:
    """Return the words of a section whose lists are numbered → their number."""
    return {word: int(number) for number, named in words.table(section).items() for word in named}


def part(name: str) -> str:
    """Return a pattern for the words of a part of a date, such as ``"quarter"``."""
    return words.pattern(words.listed("dates", name))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return what a weekday in front, ``1 mars 2017`` and ``March 1, 2017`` look like in the languages there are."""
    month, the, after, of = words.any_of(months()), part("the"), part("after_day"), part("of")
    year = r"(?:[ /-]?(?P<y>[0-9]{4})| ?[-'’/](?P<yy>[0-9]{2})| (?P<y4>[0-9]{2}))"
    return (
        re.compile(rf"(?P<weekday>{words.any_of(weekdays())})\.?,? (?={the}|{month}|[0-9])"),
        re.compile(
            rf"(?:(?:{the}) )?(?P<d>[0-9]{{1,2}})(?:\.|{after})?(?: |-|/|\. ?| (?:{of}) )?(?P<m>{month})\.?,?{year}",
            re.ASCII,
        ),
        re.compile(rf"(?P<m>{month})\.? (?P<d>[0-9]{{1,2}})(?:{after})?,? (?P<y>[0-9]{{4}})", re.ASCII),
    )


def _readings(numeric: re.Match[str]) -> dict[Order, date]:
    days = {order: _in_order(numeric, places) for order, places in _ORDERS.items()}
    is_slashed = numeric[2] == "/"  # then a year of two digits does not come first: nobody writes 17/03/01
    return {order: day for order, day in days.items() if day and not (is_slashed and order == "ymd")}


def _in_order(numeric: re.Match[str], places: str) -> date | None:
    day, month, year = (numeric[place] for place in places)
    if len(day) > 2:  # noqa: PLR2004 - a year of four digits is no day
        return None
    return day_of(full_year(year.zfill(2)), int(month), int(day))


def _one_of(text: str, numeric: re.Match[str], order: Order | None) -> date | None:
    if order:
        return _in_order(numeric, _ORDERS[order])
    days = set(_readings(numeric).values())
    if len(days) > 1:
        hint = "write 2017-03-01, or say the order: day/month/year or month/day/year"
        raise UnreadableError(f"a date with several readings: {shown(text)!r}", hint)
    return days.pop() if days else None


def _without_time(text: str) -> str:
    """Return *text* tidied, without a time of day whose zone, where there is one, is known."""
    plain = tidy(text)
    if len(plain) > LONGEST:
        raise _unreadable(text, plain)
    if match := _ZONED.fullmatch(plain):
        return match["date"] if _is_zone(match["zone"]) else plain
    clocked = split_clock(plain)
    return clocked.day if clocked and (not clocked.zone or _is_zone(clocked.zone)) else plain


def _day_part(text: str) -> str:
    """Return *text* tidied, without a time of day."""
    plain = tidy(text)
    clocked = split_clock(plain) if len(plain) <= LONGEST else None
    return clocked.day if clocked else plain


class Clocked(NamedTuple):
    """A day with a time of day behind it: the day as written, the time, and what stands after it."""

    day: str
    clock: time
    zone: str


def split_clock(plain: str) -> Clocked | None:
    """Return the parts of a tidied text that ends in a time of day; None where there is none, or no such time.

    Read are ``2017-03-01 13:00``, ``2017-03-01t13:00:00z``, ``1 mars 2017 kl. 13.00``, ``2017-03-01, 1:00 pm``.
    """
    match = _clock_pattern().fullmatch(plain)
    if not match:
        return None
    hour, half = int(match["hour"]), match["half"]
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half.replace(".", "") in _after_noon() else 0)
    try:
        return Clocked(match["day"], time(hour, int(match["minute"]), int(match["second"] or 0)), match["zone"] or "")
    except ValueError:
        return None


@cache
def _after_noon() -> frozenset[str]:
    return frozenset(word.replace(".", "") for word in words.listed("dates", "after_noon"))


@cache
def _clock_pattern() -> re.Pattern[str]:
    at = part("at")
    half = words.pattern([*words.listed("dates", "before_noon"), *words.listed("dates", "after_noon")])
    return re.compile(
        rf"(?P<day>.+?)(?:,? |t)(?:(?:{at}) ?)?(?P<hour>[0-9]{{1,2}})[:.](?P<minute>[0-9]{{2}})"
        r"(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
        rf"(?: ?(?P<half>{half}))?(?: ?(?P<zone>[^0-9 ].*))?",
        re.ASCII,
    )


def _is_zone(zone: str) -> bool:
    try:
        datetime.fromisoformat(f"2000-01-01T00:00{zone.upper()}")
    except ValueError:
        return False
    return True


def _unreadable(text: str, plain: str) -> UnreadableError:
    if _SERIAL.fullmatch(plain):
        day = _FIRST_DAY + timedelta(days=int(plain[:5]))
        return UnreadableError(f"not a date: {shown(text)!r}", f"if it is a spreadsheet's day number, write {day}")
    return UnreadableError(f"not a date: {shown(text)!r}", _HINT)


def full_year(digits: str) -> int | None:
    """Return the year of two or four digits, or None outside 1990–2100."""
    year = int(digits)
    if len(digits) == 2:  # noqa: PLR2004 - two digits are what is asked
        return year + (1900 if year >= _CENTURY_TURNS else 2000)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def day_of(year: int | None, month: int, day: int) -> date | None:
    """Return the date, or None where there is none."""
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None


def months_of(year: int, first: int, last: int) -> tuple[date, date]:
    """Return the first day of month *first* and the last of month *last*; months above 12 are the next year's."""
    return month_start(year, first), date.fromordinal(month_start(year, last + 1).toordinal() - 1)


def month_start(year: int, month: int) -> date:
    """Return the first day of *month*, which may be above 12."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


class ParsedMoment(NamedTuple):
    """A moment or a day, and whether the time of day was left out because its zone is not known."""

    value: datetime | date
    is_local: bool


def parse_moment(text: str, order: Order | None = None, zone: str | None = None) -> ParsedMoment:
    """Return when *text* says (tidpunkt): a moment in its own zone or in *zone*, otherwise a day.

    ``2017-03-01T13:00Z``, ``2017-03-01 13:00 GMT+1``, ``1 mars 2017 kl. 13.00``, ``3/1/2017, 1:00 pm`` with an order.

    Args:
        text: A day as :func:`read_date` reads it, with or without a time of day.
        order: Of day, month and year in figures.
        zone: IANA name of the zone of times that name none; None: of these only the day is known. Midnight is a day
            without a time. A time that the
            clock shows twice, or never, when it is put back or forward tells no more than its day either.

    Raises:
        UnreadableError: It is no date, or its offset from UTC is a day or more.
    """
    plain = tidy(text)
    clocked = split_clock(plain)
    if clocked is None:
        return ParsedMoment(read_date(plain, order), is_local=False)
    day = read_date(clocked.day, order)
    offset = _offset(clocked.zone)
    if offset is not None:
        return ParsedMoment(datetime.combine(day, clocked.clock, offset), is_local=False)
    if clocked.clock == time() and not clocked.zone:  # as spreadsheets write a day
        return ParsedMoment(day, is_local=False)
    if clocked.zone or zone is None:
        return ParsedMoment(day, is_local=True)
    return _in_zone(day, clocked, zone)


def _offset(text: str) -> tzinfo | None:
    match = _OFFSET.fullmatch(text)
    if not match:
        return None
    if match["zero"]:
        return UTC
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    if hours >= _LAST_HOUR:
        raise UnreadableError("not a time zone", "write +01:00")
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if match["sign"] == "-" else ahead)


def _in_zone(day: date, clocked: Clocked, zone: str) -> ParsedMoment:
    moment = datetime.combine(day, clocked.clock, ZoneInfo(zone))
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        return ParsedMoment(day, is_local=True)
    return ParsedMoment(moment, is_local=False)
