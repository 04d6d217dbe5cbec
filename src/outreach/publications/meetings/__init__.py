"""Meetings with companies (företagsträffar), and what every publication about one shares."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

import attrs
from dateutil.rrule import rrulestr

from outreach import blocks, languages
from outreach.errors import ModelError
from outreach.model import EventKind, EventStatus
from outreach.publications.wording import joined, moment, reach, whom_to_ask

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks import Block, Inline, Text
    from outreach.languages import Translator
    from outreach.publications.facts import EventFacts, ProcurementFacts


MOST: Final = 1_000
"""How many occasions are looked at; a calendar takes no more either."""

MOST_DAYS: Final = 50 * 366
MOST_OCCASIONS: Final = 4
_OFTEN: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_TO_COME: Final = (EventStatus.PUBLISHED, EventStatus.FULL, EventStatus.MOVED)


def as_of(event: EventFacts, today: date | None) -> EventFacts:
    """Return a meeting as it stands on a day: its next occasion, or as held where its time has passed.

    A meeting that is said to be anything but to come is left as it is; so is any where the day is not known.
    """
    if today is None or event.status not in _TO_COME:
        return event
    lasts = event.ends - event.starts
    starts = [occasion for occasion in occasions(event) if (occasion + lasts).date() >= today]
    if not starts:
        return attrs.evolve(event, status=EventStatus.HELD)
    return event if starts[0] == event.starts else attrs.evolve(event, starts=starts[0], ends=starts[0] + lasts)


def day_of(event: EventFacts, today: date | None) -> date:
    """Return the day of a meeting, of its next occasion where it recurs; the day it is where it has been."""
    day = as_of(event, today).starts.date()
    return max(day, today) if today else day


def occasions(event: EventFacts) -> tuple[datetime, ...]:
    """Return when each occasion begins (tillfällen), in order; where no rule can be followed the first one alone."""
    try:
        return tuple(_all(event)) or (event.starts,)
    except (ValueError, TypeError):  # what is wrong with the rule the calendar says
        return (event.starts,)


def _all(event: EventFacts) -> Iterable[datetime]:
    rule = dict(part.upper().split("=", 1) for part in event.recurrence.strip().removeprefix("RRULE:").split(";"))
    if rule.get("FREQ") not in _OFTEN:
        return
    first = event.starts.replace(tzinfo=None)
    last, until = first + timedelta(days=MOST_DAYS), rule.pop("UNTIL", "")
    last = min(last, _moment(until, event.starts)) if until else last
    most = min(int(rule.pop("COUNT", MOST)), MOST)
    text = ";".join(f"{name}={value}" for name, value in rule.items())
    for occasion in islice(rrulestr(f"{text};UNTIL={last:%Y%m%dT%H%M%S}", dtstart=first), most):
        yield occasion.replace(tzinfo=event.starts.tzinfo)


def _moment(until: str, starts: datetime) -> datetime:
    """Return the last moment of a rule by the clock where the meeting is; a day lasts until its end."""
    if "T" not in until:
        return datetime.combine(date.fromisoformat(until), time.max)
    moment = datetime.fromisoformat(until)
    return (moment.astimezone(starts.tzinfo) if moment.tzinfo else moment).replace(tzinfo=None)


def further(event: EventFacts, shown: EventFacts, t: Translator) -> str:
    """Return the days of the occasions of *event* after the one that is *shown*; empty where there is none."""
    later = [occasion for occasion in occasions(event) if occasion > shown.starts]
    days = [languages.format_date(occasion.date(), t.locale) for occasion in later[:MOST_OCCASIONS]]
    left_out = len(later) - len(days)
    if left_out:
        days.append(t.n("{n} more", "{n} more", left_out))
    return languages.format_list(days, t.locale)


def registration_section(event: EventFacts, t: Translator, today: date | None) -> Iterable[Block]:
    """Yield how to register (anmälan), and by when; a deadline that has passed says so."""
    is_written = event.kind is EventKind.REQUEST_FOR_INFORMATION
    deadline = event.registration_deadline
    if deadline and registration_is_closed(event, today):
        yield blocks.Heading(t("Answers") if is_written else t("Registration"))
        yield blocks.Paragraph(_closed(deadline, t, is_written=is_written))
        return
    if event.status is EventStatus.FULL:
        yield from _waiting_list(event, t)
        return
    yield blocks.Heading(_heading(deadline, t, is_written=is_written))
    yield _way(event, t, is_written=is_written)


def _waiting_list(event: EventFacts, t: Translator) -> Iterable[Block]:
    """Yield where to ask for a place, once all are taken; whoever answers questions stands below already."""
    if event.registration_url and event.contact is None:
        yield blocks.Heading(t("The waiting list"))
        yield blocks.Action(t("Ask for a place here"), event.registration_url)


def registration_is_closed(event: EventFacts, today: date | None) -> bool:
    """Tell whether the last day to register, or to answer, has passed."""
    return bool(event.registration_deadline and today and event.registration_deadline < today)


def _heading(deadline: date | None, t: Translator, *, is_written: bool) -> str:
    if deadline is None:
        return t("Answer us") if is_written else t("Register")
    day = languages.format_date(deadline, t.locale, weekday=True)
    return t("Answer by {date}", date=day) if is_written else t("Register by {date}", date=day)


def _closed(deadline: date, t: Translator, *, is_written: bool) -> Text:
    day = moment(deadline, t.locale)
    if is_written:
        return t.parts("The last day to answer was {date}.", date=day)
    return t.parts("The last day to register was {date}.", date=day)


def _way(event: EventFacts, t: Translator, *, is_written: bool) -> Block:
    if event.registration_url:
        return blocks.Action(t("Answer here") if is_written else t("Register here"), event.registration_url)
    contact = event.contact
    if contact is None:
        unknown = t("How to answer is not set yet.") if is_written else t("How to register is not set yet.")
        return blocks.Paragraph(unknown)
    name: tuple[Inline, ...] = (contact.name,) if contact.name else ()
    whom = joined([part for part in (name, reach(contact)) if part])
    if is_written:
        return blocks.Paragraph(t.parts("Send your answer to {contact}.", contact=whom))
    return blocks.Paragraph(t.parts("Register with {contact}.", contact=whom))


def data_protection(event: EventFacts, t: Translator) -> blocks.Box:
    """Return what becomes of what the reader sends (personuppgifter): the duties any public body has."""
    is_written = event.kind is EventKind.REQUEST_FOR_INFORMATION
    use = (
        t("We use what you send to prepare the procurement, and to reply to you.")
        if is_written
        else t("We use what you send to arrange the meeting, and to reply to you.")
    )
    public = t("What a public body receives can be released to anyone who asks for it.")
    rights = t("You have the right to know what we keep about you, and to have it corrected.")
    return blocks.Box(title=t("How we handle your data"), blocks=[blocks.Paragraph(f"{use} {public} {rights}")])


NEEDS_A_WAY: Final = (EventStatus.PUBLISHED, EventStatus.FULL, EventStatus.MOVED)
"""Whoever is asked to come, or to answer, must be told how."""

_NO_MORE: Final = (EventStatus.CANCELLED, EventStatus.HELD, EventStatus.REPORTED)


def ended(event: EventFacts) -> bool:
    """Tell whether nobody can come any more: it is called off, or has been."""
    return event.status in _NO_MORE


def has_been(event: EventFacts, today: date) -> bool:
    """Tell whether a meeting lies behind on a day: it is said to be held, or its time has passed."""
    return as_of(event, today).status in (EventStatus.HELD, EventStatus.REPORTED)


def must_have_been(event: EventFacts, today: date | None, what: str) -> None:
    """Refuse to tell what came of a meeting that was called off, or is to come on the day and not said to be held.

    Raises:
        ModelError: It is one or the other.
    """
    if event.status is EventStatus.CANCELLED:
        hint = "invitation() and press_release() tell that it is cancelled"
        raise ModelError("Event", "status", f"a meeting that is cancelled has no {what}", hint)
    first = event.starts.date()
    if today is not None and today < first and not ended(event):
        raise ModelError("Event", "starts", f"no {what} on {today} of a meeting on {first}", "give today= a later day")


def last_update(about: EventFacts | ProcurementFacts, today: date | None) -> date | None:
    """Return what stands as the day of the last update: *today*, but no day before *about* was changed."""
    return max(filter(None, (about.changed, today)), default=None)


def the(kind: EventKind, t: Translator) -> str:
    """Return the kind of meeting as one that is known: the supplier meeting."""
    return {
        EventKind.SUPPLIER_MEETING: t("the supplier meeting"),
        EventKind.HEARING: t("the hearing"),
        EventKind.DIALOGUE_MEETING: t("the dialogue meeting"),
        EventKind.BID_TRAINING: t("the bid training"),
        EventKind.FAIR: t("the supplier fair"),
        EventKind.REQUEST_FOR_INFORMATION: t("the written dialogue"),
    }[kind]


def status(event: EventFacts, t: Translator) -> Iterable[Block]:
    """Say first what changes everything."""
    known = the(event.kind, t)
    texts = {
        EventStatus.DRAFT: (t("This is a draft."), t("It is not published yet.")),
        EventStatus.FULL: (t("All places are taken."), t("Contact us if you want a place on the waiting list.")),
        EventStatus.MOVED: (t("We have moved {event}.", event=known), t("The new time and place are below.")),
        EventStatus.CANCELLED: (
            t("We have cancelled {event}.", event=known),
            t("If you have answered, you need not do anything.")
            if event.kind is EventKind.REQUEST_FOR_INFORMATION
            else t("If you have registered, you need not do anything."),
        ),
        EventStatus.HELD: (t("We have held {event}.", event=known), ""),
        EventStatus.REPORTED: (t("We have held {event}.", event=known), ""),
    }.get(event.status)
    if texts:
        strong, more = texts
        yield blocks.Paragraph((blocks.Strong(strong), *([f" {more}"] if more else [])))


def when_and_where(event: EventFacts, t: Translator) -> Iterable[tuple[str, Inline]]:
    """Yield date, time and place (när och var) as facts; a written dialogue has no place."""
    when = languages.format_datetime_span(event.starts, event.ends, t.locale)
    yield t("When"), blocks.Moment(event.starts, when)
    if event.kind is not EventKind.REQUEST_FOR_INFORMATION or event.venue:
        yield t("Where"), event.venue or t("place not set")


def questions(event: EventFacts, t: Translator) -> Iterable[Block]:
    """Yield whom to ask (frågor), where somebody is named for it."""
    contact = event.contact
    if contact:
        yield blocks.Heading(t("Questions"))
        yield blocks.Paragraph(t.parts("Ask {contact}.", contact=whom_to_ask(contact)))
