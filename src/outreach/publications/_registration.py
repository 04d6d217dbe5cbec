"""How to register for a meeting, and what becomes of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.model import EventKind, EventStatus
from outreach.publications._public import public_contact
from outreach.publications._wording import joined, moment, reach

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from outreach.blocks import Block, Inline, Text
    from outreach.languages import Translator
    from outreach.model import Event


def registration(event: Event, t: Translator, today: date | None) -> Iterable[Block]:
    """Yield how to register (anmälan), and by when; a deadline that has passed says so."""
    is_written = event.kind is EventKind.REQUEST_FOR_INFORMATION
    deadline = event.registration_deadline
    if deadline and is_closed(event, today):
        yield blocks.Heading(t("Answers") if is_written else t("Registration"))
        yield blocks.Paragraph(_closed(deadline, t, is_written=is_written))
        return
    if event.status is EventStatus.FULL:
        yield from _waiting_list(event, t)
        return
    yield blocks.Heading(_heading(deadline, t, is_written=is_written))
    yield _way(event, t, is_written=is_written)


def _waiting_list(event: Event, t: Translator) -> Iterable[Block]:
    """Yield where to ask for a place, once all are taken; whoever answers questions stands below already."""
    if event.registration_url and public_contact(event.contact, t.locale) is None:
        yield blocks.Heading(t("The waiting list"))
        yield blocks.Action(t("Ask for a place here"), event.registration_url)


def is_closed(event: Event, today: date | None) -> bool:
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


def _way(event: Event, t: Translator, *, is_written: bool) -> Block:
    if event.registration_url:
        return blocks.Action(t("Answer here") if is_written else t("Register here"), event.registration_url)
    contact = public_contact(event.contact, t.locale)
    if contact is None:
        unknown = t("How to answer is not set yet.") if is_written else t("How to register is not set yet.")
        return blocks.Paragraph(unknown)
    name: tuple[Inline, ...] = (contact.name,) if contact.name else ()
    whom = joined([part for part in (name, reach(contact)) if part])
    if is_written:
        return blocks.Paragraph(t.parts("Send your answer to {contact}.", contact=whom))
    return blocks.Paragraph(t.parts("Register with {contact}.", contact=whom))


def data_protection(event: Event, t: Translator) -> blocks.Box:
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
