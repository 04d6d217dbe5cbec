"""The invitation to a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from outreach import blocks, languages
from outreach.errors import ModelError
from outreach.model import Event, EventKind, EventStatus
from outreach.publications import meetings
from outreach.publications.ids import PageIds, slug_of
from outreach.publications.meetings.programme import programme_section
from outreach.publications.public import Projection
from outreach.publications.wording import LIST_ID, link_to, moment, when_and_how_much
from outreach.rendering._publication import PUBLIC, STAFF, Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from outreach.blocks import Block, Inline
    from outreach.countries import Country
    from outreach.dataset import Dataset
    from outreach.languages import Translator
    from outreach.publications.facts import EventFacts, ProcurementFacts, PublicProcurements


MOST_COMING: Final = 3
"""How many procurements an invitation tells of, beside those that are presented."""


def invitation(  # noqa: PLR0913 - each is a keyword somebody needs
    event: Event,
    data: Dataset | None = None,
    *,
    locale: str | None = None,
    country: str | Country | None = None,
    lead: str | None = None,
    today: date | None = None,
) -> Publication:
    """Compose the invitation to a meeting (inbjudan till företagarträff).

    In the order a reader asks: why come, and for whom; when, where, what it costs; the programme; how to register;
    what will be bought next; whom to ask; what becomes of their data. A cancelled, moved or full meeting says so
    first, and so does one whose time has passed; of one that recurs the next occasion is told, and those after it. A
    draft has the audience ``staff``: no public channel takes it.

    Args:
        event: The meeting.
        data: What was read, for the procurements that come next; None: the invitation tells of none.
        locale: The language, such as ``"sv_SE"`` or ``"en_GB"``; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: the data's, else Sweden.
        lead: The first sentence, where you have a better one.
        today: The day it is: what has passed is not announced, and a deadline that has passed says so. None: the
            day of the meeting.

    Raises:
        outreach.errors.ModelError: The meeting is open, and has no way to register: neither ``registration_url`` nor
            a contact with e-mail or telephone.
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    view = Projection.of(locale, country, data)
    t = view.t
    lead = view.optional(lead)
    meeting = view.event(event)
    if meeting.status in meetings.NEEDS_A_WAY and not meeting.has_registration:
        hint = "give registration_url=, or a contact= with email or phone"
        raise ModelError("Event", "registration_url", "an invitation needs a way to register", hint)
    current = meetings.as_of(meeting, today)
    return Publication(
        id=f"invitation-{slug_of(meeting.id)}",
        slug=slug_of(t.c("slug", "invitation"), meeting.id),
        title=meeting.title,
        kind="invitation",
        locale=t.locale,
        audience=STAFF if meeting.status is EventStatus.DRAFT else PUBLIC,
        blocks=[
            *_blocks(meeting, current, t, lead, today),
            *_next(meeting, view.procurements(data), meetings.day_of(meeting, today), t),
            *_end(current, t),
        ],
        facts=PublicFacts(events=(meeting.public,)),
        summary=_summary(current, t),
        updated=meetings.last_update(meeting, today),
        publisher_name=meeting.organiser,
    )


def _blocks(
    event: EventFacts, current: EventFacts, t: Translator, lead: str | None, today: date | None
) -> Iterable[Block]:
    """Yield what stands above the procurements: the meeting itself, *current* as it stands on the day."""
    yield from meetings.status(current, t)
    if lead or not meetings.ended(current):
        yield blocks.Paragraph(lead or _lead(event.kind, t), lead=True)
    if not meetings.ended(current):
        yield blocks.Paragraph(_for_whom(t))
    yield blocks.Facts(_facts(event, current, t))
    if current.status is EventStatus.CANCELLED or not meetings.ended(
        current
    ):  # what is called off is struck out in calendars
        yield _appointment(event, current, t)
    yield from (blocks.Paragraph(text) for text in event.description.split("\n\n") if text)
    if not meetings.ended(current):
        yield from programme_section(event, t)
        yield from meetings.registration_section(current, t, today)


def _end(event: EventFacts, t: Translator) -> Iterable[Block]:
    yield from meetings.questions(event, t)
    if not meetings.ended(event):
        yield meetings.data_protection(event, t)


def _summary(event: EventFacts, t: Translator) -> str:
    when = languages.format_datetime_span(event.starts, event.ends, t.locale)
    place = [when, *([event.venue] if event.venue else [])]
    return f"{languages.capitalise(languages.label(event.kind, t.locale))}: {', '.join(place)}"


def _lead(kind: EventKind, t: Translator) -> str:
    """Say why to read on."""
    return {
        EventKind.SUPPLIER_MEETING: t("Come and hear what we are going to buy, and how you bid for it."),
        EventKind.HEARING: t("Tell us what the market can offer, so that we ask for the right thing."),
        EventKind.DIALOGUE_MEETING: t("Talk with us before we write the requirements."),
        EventKind.BID_TRAINING: t("Learn to write a bid to us, step by step."),
        EventKind.FAIR: t("Meet those of us who buy in your industry."),
        EventKind.REQUEST_FOR_INFORMATION: t("Answer our questions in writing before we write the requirements."),
    }[kind]


def _for_whom(t: Translator) -> str:
    welcome = t("Every company is welcome, large or small, even if you have never bid for a public contract.")
    equal = t("Everyone gets the same information. Taking part gives no advantage when we assess bids.")
    return f"{welcome} {equal}"


def _facts(event: EventFacts, current: EventFacts, t: Translator) -> Iterable[tuple[str, Inline | tuple[Inline, ...]]]:
    when, *where = meetings.when_and_where(current, t)
    yield when
    if not meetings.ended(current) and (more := meetings.further(event, current, t)):
        yield t("Again on"), more
    yield from where
    if not meetings.ended(current):
        yield from _terms(event, t)
    if event.organiser:
        yield t("Organiser"), event.organiser


def _terms(event: EventFacts, t: Translator) -> Iterable[tuple[str, Inline]]:
    """Yield what whoever wants to come must know, beside when and where."""
    yield t("Cost"), event.cost or t("free")
    if event.capacity is not None:
        yield t("Places"), languages.format_number(event.capacity, t.locale)
    if event.registration_deadline:
        yield t("Register by"), moment(event.registration_deadline, t.locale, weekday=True)


def _appointment(event: EventFacts, current: EventFacts, t: Translator) -> blocks.Appointment:
    """Return the calendar entry, which begins with the first occasion; in words it is the one that is *current*."""
    return blocks.Appointment(
        uid=_uid(event),
        title=event.title,
        starts=event.starts,
        ends=event.ends,
        venue=event.venue,
        description=event.description or _lead(event.kind, t),
        url=event.registration_url,
        organiser=event.organiser,
        status=event.status,
        sequence=event.sequence,
        recurrence=event.recurrence,
        text=languages.format_datetime_span(current.starts, current.ends, t.locale),
    )


def _uid(event: EventFacts) -> str:
    """Return what calendars know the meeting by: two organisers may each have a 2017-var, and one reader both."""
    whose = f"@{slug_of(event.organiser)}" if event.organiser and "@" not in event.id else ""
    return f"{event.id}{whose}"


def _next(event: EventFacts, listed: PublicProcurements, day: date, t: Translator) -> Iterable[Block]:
    coming = _coming(event, listed, day)
    if not coming:
        return
    yield blocks.Heading(t("What we will buy next"))
    yield blocks.List(_line(procurement, listed.ids, t) for procurement in coming)
    yield blocks.Paragraph(blocks.Link(t("See everything we plan to buy"), to=LIST_ID))


def _coming(event: EventFacts, listed: PublicProcurements, day: date) -> list[ProcurementFacts]:
    """Return what is presented, in the meeting's order, then what comes next; three unless more are presented.

    What was to be presented and cannot be talked about on the *day* of the meeting, since it is cancelled, open for
    bids or its time has passed, is left out.
    """
    coming = listed.topics(day)
    named = [procurement for procurement in coming if procurement.id in event.procurement_ids]
    presented = sorted(
        named,
        key=lambda procurement: (event.procurement_ids.index(procurement.id), procurement.buyer, procurement.title),
    )
    others = [procurement for procurement in coming if procurement.id not in event.procurement_ids]
    return [*presented, *others[: max(0, MOST_COMING - len(presented))]]


def _line(procurement: ProcurementFacts, ids: PageIds, t: Translator) -> tuple[Inline, ...]:
    known = when_and_how_much(procurement, t)
    return (link_to(procurement, ids, t), *([f": {known}"] if known else []))
