"""Notes from a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.model import Event, SessionKind
from outreach.publications.afterwards import how_many, id_of, paragraphs, questions, section, written
from outreach.publications.ids import slug_of
from outreach.publications.meetings import last_update, must_have_been
from outreach.publications.public import Projection
from outreach.publications.wording import joined
from outreach.rendering._publication import Publication, PublicContact, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from outreach.blocks import Block, Text
    from outreach.countries import Country
    from outreach.languages import Translator
    from outreach.model import Contact
    from outreach.publications.facts import EventFacts, PublicSession


def minutes(  # noqa: PLR0913 - each is a keyword somebody needs
    event: Event,
    said: Mapping[str, Sequence[str]] | None = None,
    *,
    present: Sequence[Contact] = (),
    decided: Sequence[str] = (),
    written_by: Contact | None = None,
    locale: str | None = None,
    country: str | Country | None = None,
    lead: str | None = None,
    today: date | None = None,
) -> Publication:
    """Compose the notes of a meeting (minnesanteckningar), so that who was not there knows as much as who was.

    When and where; who was there for the municipality, by name; companies are counted, never named; what was said,
    item by item; what was agreed, numbered; who wrote it.

    Args:
        event: The meeting.
        said: What was said, paragraphs by the title of the session; other titles come after the programme's.
        present: Who was there for the municipality.
        decided: What was agreed or will be done, a sentence each.
        written_by: Who wrote the notes.
        locale: The language; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: Sweden.
        lead: The first sentence, where you have a better one.
        today: The day it is.

    Raises:
        outreach.errors.ModelError: The meeting is cancelled, or comes after *today*.
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    view = Projection.of(locale, country)
    t = view.t
    lead = view.optional(lead)
    decided = view.texts(decided)
    meeting = view.event(event)
    must_have_been(meeting, today, "notes")
    when = languages.format_datetime_span(meeting.starts, meeting.ends, t.locale)
    first = lead or t("What was said at the meeting, for those who were not there.")
    return Publication(
        id=id_of("minutes", meeting),
        slug=slug_of(t.c("slug", "minutes"), meeting.id),
        title=t("Notes: {event}", event=meeting.title),
        kind="minutes",
        locale=t.locale,
        blocks=[
            blocks.Paragraph(first, lead=True),
            blocks.Facts(_facts(meeting, when, tuple(map(view.contact, present)), view.contact(written_by), t)),
            *_points(meeting, t),
            *_discussed(meeting, _public_remarks(said or {}, view), t),
            *section(t("What we agreed"), [blocks.List(written(decided), ordered=True)] if decided else ()),
            *questions(meeting, t),
        ],
        facts=PublicFacts(events=(meeting.public,)),
        summary=f"{first} {languages.capitalise(when)}.",
        updated=last_update(meeting, today) or meeting.ends.date(),
        publisher_name=meeting.organiser,
    )


def _facts(
    event: EventFacts,
    when: str,
    present: Sequence[PublicContact | None],
    written_by: PublicContact | None,
    t: Translator,
) -> Iterable[tuple[str, Text]]:
    yield t("When"), (blocks.Moment(event.starts, when),)
    if event.venue:
        yield t("Where"), (event.venue,)
    people = [_named(person) for person in present]
    if any(people):
        heading = t("For {organiser}", organiser=event.organiser or t("the municipality"))
        yield heading, joined([person for person in people if person])
    if event.headcount:
        yield t("Took part"), (how_many(event, t),)
    writer = _named(written_by)
    if writer:
        yield t("Written by"), writer


def _named(public: PublicContact | None) -> Text:
    """Return somebody in office by name and role: minutes tell who was there, not how to reach them."""
    if public is None or not (public.name or public.role):
        return ()
    return (f"{public.name} ({public.role})" if public.name and public.role else public.name or public.role,)


def _public_remarks(remarks: Mapping[str, Sequence[str]], view: Projection) -> dict[str, tuple[str, ...]]:
    return {view.text(title): view.texts(texts) for title, texts in remarks.items()}


def _points(event: EventFacts, t: Translator) -> Iterable[Block]:
    if event.summary_points:
        yield blocks.Heading(t("In short"))
        yield blocks.List(event.summary_points)


def _discussed(event: EventFacts, remarks: Mapping[str, Sequence[str]], t: Translator) -> Iterable[Block]:
    """Yield the *remarks* in the order of the programme; sessions of which nothing is noted are left out."""
    sessions = sorted(
        (session for session in event.sessions if session.kind is not SessionKind.FAIR_TABLE), key=_by_time
    )
    titles = dict.fromkeys(session.title for session in sessions)
    ordered = [*(title for title in titles if title in remarks), *(title for title in remarks if title not in titles)]
    for title in ordered:
        yield from section(title or t("Other things"), paragraphs(remarks[title]))


def _by_time(session: PublicSession) -> tuple[bool, str]:
    return session.starts is None, session.starts.isoformat() if session.starts else ""
