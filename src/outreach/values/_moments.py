"""A day with a time of day → a moment, in the zone that it names or in one that is given."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from outreach.errors import UnreadableError
from outreach.values._dates import Clocked, Order, read_date, split_clock
from outreach.values._text import tidy

_OFFSET: Final = re.compile(
    r"(?:(?:gmt|utc) ?)?(?P<sign>[+-])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?|(?P<zero>z|gmt|utc)", re.ASCII
)
_LAST_HOUR: Final = 24


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
