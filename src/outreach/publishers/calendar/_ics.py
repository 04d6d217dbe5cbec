"""Appointments as iCalendar (RFC 5545): stable UIDs, zones defined in the file, no clock."""

from __future__ import annotations

import functools
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from zoneinfo import ZoneInfo, available_timezones

from dateutil.rrule import rrulestr

from outreach import EventStatus, PublishingError, languages, rendering
from outreach.publishers._editions import as_moment
from outreach.publishers.calendar._zones import timezone_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from outreach.blocks import Appointment

Component: TypeAlias = Any
"""What icalendar makes; it types every value as a union of all there are."""

PRODUCT: Final = "-//outreach//outreach//EN"
MOST_OCCURRENCES: Final = 1_000
MOST_YEARS: Final = 50
_TOO_OFTEN: Final = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_PARTS: Final = frozenset(
    {
        "FREQ",
        "COUNT",
        "UNTIL",
        "INTERVAL",
        "BYDAY",
        "BYMONTH",
        "BYMONTHDAY",
        "BYYEARDAY",
        "BYWEEKNO",
        "BYSETPOS",
        "WKST",
    }
)
_STATUS: Final[Mapping[EventStatus, str]] = {EventStatus.CANCELLED: "CANCELLED", EventStatus.DRAFT: "TENTATIVE"}


def calendar_ics(events: Iterable[Component], *, name: str = "") -> bytes:
    """Return *events* as one calendar file, which has a *name* where people subscribe to it."""
    from icalendar import Calendar  # noqa: PLC0415 - slow to import, and few write calendars

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", rendering.one_line(name))
        calendar.add("x-wr-calname", rendering.one_line(name))
    for event in sorted(events, key=_order):
        calendar.add_component(event)
    _define_zones(calendar)
    return bytes(calendar.to_ical())


def _order(event: Component) -> tuple[str, str]:
    return as_moment(event["dtstart"].dt).astimezone(UTC).isoformat(), str(event["uid"])


def _define_zones(calendar: Component) -> None:
    starts = [event["dtstart"].dt for event in calendar.walk("VEVENT") if isinstance(event["dtstart"].dt, datetime)]
    names = sorted({moment.tzinfo.key for moment in starts if isinstance(moment.tzinfo, ZoneInfo)} - {"UTC"})
    for name in reversed(names):
        years = [moment.year for moment in starts if getattr(moment.tzinfo, "key", "") == name]
        calendar.subcomponents.insert(0, timezone_of(name, min(years)))


def appointment_event(
    appointment: Appointment, *, stamp: date | datetime | None, locale: str, alarm: int = 0
) -> Component:
    """Return an *appointment* as an event.

    Args:
        appointment: What, when and where.
        stamp: When it was true (DTSTAMP); None: the turn of the millennium, never the clock's time.
        locale: The language of its texts.
        alarm: How many minutes before it reminds; 0: it does not, nor of what is cancelled.

    Raises:
        PublishingError: Its recurrence has no date, no end, or too many, or is none.
    """
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    lang = {"language": languages.lang_tag(locale)}
    event.add("uid", uid_of(appointment))
    event.add("dtstamp", as_moment(stamp).astimezone(UTC))
    event.add("dtstart", _as_shown(appointment.starts))
    if appointment.until is not None:
        event.add("dtend", _as_shown(appointment.until))
    event.add("sequence", appointment.sequence)
    event.add("status", _STATUS.get(appointment.status, "CONFIRMED"))
    event.add("transp", "TRANSPARENT" if appointment.is_deadline else "OPAQUE")
    if appointment.industry.strip():
        event.add("categories", [rendering.one_line(appointment.industry)], parameters=lang)
    event.add("summary", rendering.one_line(appointment.title) or "–", parameters=lang)
    _add_texts(event, appointment, lang)
    if appointment.recurrence:
        event.add("rrule", recurrence_of(appointment))
    if alarm and appointment.status is not EventStatus.CANCELLED:
        event.add_component(_alarm(appointment, alarm))
    return event


def uid_of(appointment: Appointment) -> str:
    """Return a UID that is one line, the same for ever."""
    return rendering.one_line(appointment.uid) or "–"


def _as_shown(when: date | datetime) -> date | datetime:
    """Return a moment to the minute, in UTC unless its zone has a name that calendars know."""
    if not isinstance(when, datetime):
        return when
    when = when.replace(second=0, microsecond=0)
    return when if getattr(when.tzinfo, "key", "") in _known_zones() else when.astimezone(UTC)


@functools.cache
def _known_zones() -> frozenset[str]:
    """Return the zones that this machine knows; asked once, since the answer is read from some hundred folders."""
    return frozenset(available_timezones())


def _add_texts(event: Component, appointment: Appointment, lang: dict[str, str]) -> None:
    address = rendering.safe_url(appointment.url)
    description = "\n".join(filter(None, [rendering.clean(appointment.description), address or appointment.url]))
    if description:
        own = {"language": appointment.lang} if rendering.is_language_tag(appointment.lang) else lang
        event.add("description", rendering.clean(description), parameters=own)
    if appointment.venue:
        event.add("location", rendering.clean(appointment.venue), parameters=lang)
    if address:
        event.add("url", address)
    if appointment.organiser:
        event.add("contact", rendering.clean(appointment.organiser), parameters=lang)


def _alarm(appointment: Appointment, minutes: int) -> Component:
    from icalendar import Alarm  # noqa: PLC0415

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", rendering.one_line(appointment.title) or "–")
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm


def recurrence_of(appointment: Appointment) -> Component:
    """Return the recurrence of an *appointment*, checked: it ends, and within a thousand dates.

    Raises:
        PublishingError: It is not an RRULE, recurs more often than daily, has no date, no end, or too many dates.
    """
    from icalendar import vRecur  # noqa: PLC0415

    try:
        rule = vRecur.from_ical(appointment.recurrence.strip().removeprefix("RRULE:"))
    except (ValueError, TypeError) as error:
        raise _refused(appointment, "is not an RFC 5545 RRULE") from error
    if not {"FREQ"} <= {*rule} <= _PARTS or rule.get("INTERVAL", [1])[0] < 1:
        raise _refused(appointment, "is not an RFC 5545 RRULE")
    if {*rule["FREQ"]} & _TOO_OFTEN:
        raise _refused(appointment, "recurs more often than daily")
    if ("COUNT" in rule) == ("UNTIL" in rule):
        raise _refused(appointment, "needs one end: COUNT or UNTIL")
    if "UNTIL" in rule:
        rule["UNTIL"] = [_until(rule["UNTIL"][0], appointment.starts)]
    last = rule.get("UNTIL", [appointment.starts])[0]
    if rule.get("COUNT", [1])[0] < 1 or as_moment(last) < as_moment(appointment.starts):
        raise _refused(appointment, "has no date")
    if _number_of_dates(rule, appointment.starts) > MOST_OCCURRENCES:
        raise _refused(appointment, f"has more than {MOST_OCCURRENCES} dates")
    return rule


def _until(until: date | datetime, starts: date | datetime) -> date | datetime:
    """Return the last moment in UTC, as the standard asks of events with a zone; a day lasts until its end.

    Of whole days it is the last day.
    """
    if not isinstance(starts, datetime):
        return until.date() if isinstance(until, datetime) else until
    moment = until if isinstance(until, datetime) else datetime.combine(until, time(23, 59, 59))
    return (moment if moment.tzinfo else moment.replace(tzinfo=starts.tzinfo)).astimezone(UTC)


def _number_of_dates(rule: Component, starts: date | datetime) -> int:
    """Return how often *rule* falls, counted no further than matters, nor for longer than a lifetime."""
    if "COUNT" in rule:
        return int(rule["COUNT"][0])
    if rule["UNTIL"][0].year - starts.year > MOST_YEARS:
        return MOST_OCCURRENCES + 1
    first = starts if isinstance(starts, datetime) else datetime.combine(starts, time())
    dates = rrulestr(rule.to_ical().decode(), dtstart=first)
    return sum(1 for _ in islice(dates, MOST_OCCURRENCES + 1))


def _refused(appointment: Appointment, reason: str) -> PublishingError:
    shown = rendering.one_line(appointment.recurrence)[:80]
    return PublishingError(f"the recurrence of {rendering.one_line(appointment.uid)[:80]!r} {reason}: {shown!r}")
