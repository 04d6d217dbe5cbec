"""A time zone as iCalendar defines one (VTIMEZONE, RFC 5545 section 3.6.5), its summer time by rule.

Outlook reads rules (RRULE) and ignores lists of dates (RDATE). What Python's ``zoneinfo`` tells of a zone's clock is
asked for; a rule is taken where it gives each change of the years it stands for.
"""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

_YEARS: Final = 20
"""How many years after the first appointment a rule is checked for."""
_LAST_YEAR: Final = 9990
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST: Final = -1


class _Change(NamedTuple):
    """When a zone's clock is changed: by the clock before, and from which offset to which."""

    local: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


class _Rule(NamedTuple):
    """What the changes of several years have in common."""

    month: int
    week: int
    weekday: int
    hour: int
    minute: int
    before: timedelta
    after: timedelta


def timezone_of(name: str, first_year: int) -> Any:  # noqa: ANN401 - icalendar types its components as a union of all
    """Return the VTIMEZONE of the zone *name* (IANA), right from the year before *first_year* on."""
    from icalendar import Timezone  # noqa: PLC0415 - slow to import, and few write calendars

    zone = ZoneInfo(name)
    start = min(max(first_year - 1, 2), _LAST_YEAR - _YEARS)
    made = Timezone()
    made.add("tzid", name)
    changes = [change for year in range(start, start + _YEARS) for change in _changes(zone, year)]
    if not changes or changes[0].local.year > start:
        made.add_component(_observance(_standing(zone, start)))
    for is_summer in (False, True):
        for run in _runs([change for change in changes if change.is_summer is is_summer]):
            made.add_component(_observance(run[0], _rule_text(run, start + _YEARS - 1)))
    return made


@cache
def _changes(zone: ZoneInfo, year: int) -> tuple[_Change, ...]:
    """Return the changes of a year, to the minute."""
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in range(367)]
    return tuple(
        _change(zone, start, end)
        for start, end in pairwise(days)
        if start.year == year and start.astimezone(zone).utcoffset() != end.astimezone(zone).utcoffset()
    )


def _change(zone: ZoneInfo, start: datetime, end: datetime) -> _Change:
    """Return the change between two moments."""
    before = _offset(zone, start)
    while end - start > timedelta(minutes=1):
        middle = start + (end - start) / 2
        start, end = (middle, end) if _offset(zone, middle) == before else (start, middle)
    moment = end.replace(second=0, microsecond=0)
    after = moment.astimezone(zone)
    local = (moment + before).replace(tzinfo=None)
    return _Change(local, before, _offset(zone, moment), after.tzname() or "", bool(after.dst()))


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _standing(zone: ZoneInfo, year: int) -> _Change:
    """Return what the clock shows at the beginning of a *year*, as if it began then."""
    local = datetime(year, 1, 1)  # noqa: DTZ001 - by the zone's own clock
    there = local.replace(tzinfo=zone)
    offset = there.utcoffset() or timedelta()
    return _Change(local, offset, offset, there.tzname() or "", bool(there.dst()))


def _runs(changes: list[_Change]) -> Iterator[list[_Change]]:
    """Yield the changes that follow one rule, year after year."""
    left = changes
    while left:
        rules = _rules(left[0])
        length = max(_length(left, rule) for rule in rules)
        yield left[:length]
        left = left[length:]


def _length(changes: list[_Change], rule: _Rule) -> int:
    """Return for how many of *changes* from the first on the *rule* holds, one each year."""
    first = changes[0].local.year
    fits = (rule in _rules(change) and change.local.year == first + at for at, change in enumerate(changes))
    return sum(1 for _ in takewhile(bool, fits))


def _rules(change: _Change) -> list[_Rule]:
    """Return the rules that give a *change*: the nth such day of its month, and where it is the last, that."""
    local = change.local
    weeks = [(local.day - 1) // 7 + 1]
    if local.day + 7 > calendar.monthrange(local.year, local.month)[1]:
        weeks.append(_LAST)
    return [
        _Rule(local.month, week, local.weekday(), local.hour, local.minute, change.before, change.after)
        for week in weeks
    ]


def _rule_text(run: list[_Change], last_year: int) -> str:
    """Return the RRULE of changes that follow one rule; it ends where they end before *last_year*. Empty: one alone."""
    if len(run) == 1:
        return ""
    rule = next(rule for rule in reversed(_rules(run[0])) if _length(run, rule) == len(run))
    # A day later than the last change, since some readers compare its local time with this moment.
    end = run[-1].local + timedelta(days=1)
    until = "" if run[-1].local.year == last_year else f";UNTIL={end:%Y%m%dT%H%M%SZ}"
    return f"FREQ=YEARLY;BYMONTH={rule.month};BYDAY={rule.week}{_DAYS[rule.weekday]}{until}"


def _observance(change: _Change, rule: str = "") -> Any:  # noqa: ANN401 - as above
    from icalendar import TimezoneDaylight, TimezoneStandard, vRecur  # noqa: PLC0415 - as above

    part = TimezoneDaylight() if change.is_summer else TimezoneStandard()
    part.add("dtstart", change.local)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("tzname", change.name)
    if rule:
        part.add("rrule", vRecur.from_ical(rule))
    return part
