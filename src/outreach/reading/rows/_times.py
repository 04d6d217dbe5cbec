"""Times of day: kept to the second where their zone is known, else to the day; a zone is never guessed."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from typing import Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from outreach import values
from outreach.errors import UnreadableError

_CLOCK: Final = re.compile(
    r"(?P<day>.+?)(?:[ T]+|, )(?:kl\.? ?)?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})"
    r"(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?\s*(?P<half>[ap]\.?m\.?|[fe]m)?\s*(?P<zone>\S.*)?",
    re.ASCII | re.IGNORECASE,
)
_OFFSET: Final = re.compile(
    r"(?:(?:gmt|utc) ?)?(?P<sign>[+-])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?|(?P<zero>z|gmt|utc)",
    re.ASCII | re.IGNORECASE,
)
_NOON: Final = 12
_LAST_HOUR: Final = 24


class When(NamedTuple):
    """A moment, or a day, and whether a time of day was left out because its zone is not known."""

    value: datetime | date
    is_local: bool


def read_when(text: str, order: Literal["ymd", "dmy", "mdy"] | None, zone: str | None) -> When:
    """Return when *text* says, in its own zone or in *zone*; without either, and where the clock is put back, the day.

    Raises:
        UnreadableError: It is no date.
    """
    plain = " ".join(text.split())
    match = _CLOCK.fullmatch(plain)
    clock = _clock(match) if match else None
    if match is None or clock is None:
        return When(values.read_date(plain, order), is_local=False)
    day = values.read_date(match["day"], order)
    offset = _offset(match["zone"] or "")
    if offset is not None:
        return When(datetime.combine(day, clock, offset), is_local=False)
    if match["zone"] or zone is None:
        return When(day, is_local=True)
    return _in_zone(datetime.combine(day, clock, ZoneInfo(zone)))


def day_part(text: str) -> str:
    """Return the part of *text* that is the day, without the time after it."""
    match = _CLOCK.fullmatch(" ".join(text.split()))
    return match["day"] if match else text


def _clock(match: re.Match[str]) -> time | None:
    hour, half = int(match["hour"]), (match["half"] or "").replace(".", "").casefold()
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half in ("pm", "em") else 0)
    try:
        return time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        return None


def _offset(text: str) -> timezone | None:
    match = _OFFSET.fullmatch(text.strip())
    if not match:
        return None
    if match["zero"]:
        return timezone.utc  # noqa: UP017 - the name of the class beside it
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    if hours >= _LAST_HOUR:
        raise UnreadableError("not a time zone", "write +01:00")
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if match["sign"] == "-" else ahead)


def _in_zone(moment: datetime) -> When:
    """Return the moment; a time that comes twice (or never) when clocks change tells no more than its day."""
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        return When(moment.date(), is_local=True)
    return When(moment, is_local=False)
