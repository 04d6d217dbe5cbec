"""What every publication of a meeting says in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from outreach import blocks, languages
from outreach.errors import ModelError
from outreach.model import EventKind, EventStatus
from outreach.publications._occasions import as_of
from outreach.publications._public import masked, public_contact
from outreach.publications._wording import whom_to_ask

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from outreach.blocks import Block, Inline
    from outreach.languages import Translator
    from outreach.model import Event, Procurement

NEEDS_A_WAY: Final = (EventStatus.PUBLISHED, EventStatus.FULL, EventStatus.MOVED)
"""Whoever is asked to come, or to answer, must be told how."""

_NO_MORE: Final = (EventStatus.CANCELLED, EventStatus.HELD, EventStatus.REPORTED)


def ended(event: Event) -> bool:
    """Tell whether nobody can come any more: it is called off, or has been."""
    return event.status in _NO_MORE


def has_been(event: Event, today: date) -> bool:
    """Tell whether a meeting lies behind on a day: it is said to be held, or its time has passed."""
    return as_of(event, today).status in (EventStatus.HELD, EventStatus.REPORTED)


def must_have_been(event: Event, today: date | None, what: str) -> None:
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


def last_update(about: Event | Procurement, today: date | None) -> date | None:
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


def status(event: Event, t: Translator) -> Iterable[Block]:
    """Say first what changes everything."""
    known = the(event.kind, t)
    said = {
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
    if said:
        strong, more = said
        yield blocks.Paragraph((blocks.Strong(strong), *([f" {more}"] if more else [])))


def when_and_where(event: Event, t: Translator) -> Iterable[tuple[str, Inline]]:
    """Yield date, time and place (när och var) as facts; a written dialogue has no place."""
    when = languages.format_datetime_span(event.starts, event.ends, t.locale)
    yield t("When"), blocks.Moment(event.starts, when)
    if event.kind is not EventKind.REQUEST_FOR_INFORMATION or event.venue:
        yield t("Where"), masked(event.venue) or t("place not set")


def questions(event: Event, t: Translator) -> Iterable[Block]:
    """Yield whom to ask (frågor), where somebody is named for it."""
    contact = public_contact(event.contact, t.locale)
    if contact:
        yield blocks.Heading(t("Questions"))
        yield blocks.Paragraph(t.parts("Ask {contact}.", contact=whom_to_ask(contact)))
