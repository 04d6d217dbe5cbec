"""A meeting on a day: which of its occasions is the next, where it recurs, and whether all of them lie behind."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

import attrs
from dateutil.rrule import rrulestr

from outreach import languages
from outreach.model import EventStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.languages import Translator
    from outreach.model import Event

MOST: Final = 1_000
"""How many occasions are looked at; a calendar takes no more either."""

MOST_DAYS: Final = 50 * 366
MOST_TOLD: Final = 4
_OFTEN: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_TO_COME: Final = (EventStatus.PUBLISHED, EventStatus.FULL, EventStatus.MOVED)


def as_of(event: Event, today: date | None) -> Event:
    """Return a meeting as it stands on a day: its next occasion, or as held where its time has passed.

    A meeting that is said to be anything but to come is left as it is; so is any where the day is not known.
    """
    if today is None or event.status not in _TO_COME:
        return event
    lasts = event.ends - event.starts
    starts = [each for each in occasions(event) if (each + lasts).date() >= today]
    if not starts:
        return attrs.evolve(event, status=EventStatus.HELD)
    return event if starts[0] == event.starts else attrs.evolve(event, starts=starts[0], ends=starts[0] + lasts)


def occasions(event: Event) -> tuple[datetime, ...]:
    """Return when each occasion begins (tillfällen), in order; where no rule can be followed the first one alone."""
    try:
        return tuple(_all(event)) or (event.starts,)
    except (ValueError, TypeError):  # what is wrong with the rule the calendar says
        return (event.starts,)


def _all(event: Event) -> Iterable[datetime]:
    rule = dict(part.upper().split("=", 1) for part in event.recurrence.strip().removeprefix("RRULE:").split(";"))
    if rule.get("FREQ") not in _OFTEN:
        return
    first = event.starts.replace(tzinfo=None)
    last, until = first + timedelta(days=MOST_DAYS), rule.pop("UNTIL", "")
    last = min(last, _moment(until, event.starts)) if until else last
    most = min(int(rule.pop("COUNT", MOST)), MOST)
    text = ";".join(f"{name}={value}" for name, value in rule.items())
    for each in islice(rrulestr(f"{text};UNTIL={last:%Y%m%dT%H%M%S}", dtstart=first), most):
        yield each.replace(tzinfo=event.starts.tzinfo)


def _moment(until: str, starts: datetime) -> datetime:
    """Return the last moment of a rule by the clock where the meeting is; a day lasts until its end."""
    if "T" not in until:
        return datetime.combine(date.fromisoformat(until), time.max)
    moment = datetime.fromisoformat(until)
    return (moment.astimezone(starts.tzinfo) if moment.tzinfo else moment).replace(tzinfo=None)


def further(event: Event, shown: Event, t: Translator) -> str:
    """Return the days of the occasions of *event* after the one that is *shown*; empty where there is none."""
    later = [each for each in occasions(event) if each > shown.starts]
    days = [languages.format_date(each.date(), t.locale) for each in later[:MOST_TOLD]]
    left_out = len(later) - len(days)
    if left_out:
        days.append(t.n("{n} more", "{n} more", left_out))
    return languages.format_list(days, t.locale)
