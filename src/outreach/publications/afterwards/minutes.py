"""Notes from a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.languages import DEFAULT_LOCALE, Translator
from outreach.model import SessionKind
from outreach.publications.afterwards import how_many, id_of, paragraphs, questions, section, written
from outreach.publications.ids import slug_of
from outreach.publications.meetings import last_update, must_have_been
from outreach.publications.public import masked, public_contact, public_event
from outreach.publications.wording import joined
from outreach.rendering._publication import Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from outreach.blocks import Block, Text
    from outreach.model import Contact, Event, Session


def minutes(  # noqa: PLR0913 - each is a keyword somebody needs
    event: Event,
    said: Mapping[str, Sequence[str]] | None = None,
    *,
    present: Sequence[Contact] = (),
    decided: Sequence[str] = (),
    written_by: Contact | None = None,
    locale: str = DEFAULT_LOCALE,
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
        locale: The language.
        lead: The first sentence, where you have a better one.
        today: The day it is.

    Raises:
        outreach.errors.ModelError: The meeting is cancelled, or comes after *today*.
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    must_have_been(event, today, "notes")
    t = languages.translator(locale)
    when = languages.format_datetime_span(event.starts, event.ends, t.locale)
    first = lead or t("What was said at the meeting, for those who were not there.")
    return Publication(
        id=id_of("minutes", event),
        slug=slug_of(t.c("slug", "minutes"), event.id),
        title=t("Notes: {event}", event=masked(event.title)),
        kind="minutes",
        locale=t.locale,
        blocks=[
            blocks.Paragraph(first, lead=True),
            blocks.Facts(_facts(event, when, present, written_by, t)),
            *_points(event, t),
            *_said(event, said or {}, t),
            *section(t("What we agreed"), [blocks.List(written(decided), ordered=True)] if decided else ()),
            *questions(event, t),
        ],
        facts=PublicFacts(events=(public_event(event),)),
        summary=f"{first} {languages.capitalise(when)}.",
        updated=last_update(event, today) or event.ends.date(),
        publisher_name=masked(event.organiser),
    )


def _facts(
    event: Event, when: str, present: Sequence[Contact], written_by: Contact | None, t: Translator
) -> Iterable[tuple[str, Text]]:
    yield t("When"), (blocks.Moment(event.starts, when),)
    if event.venue:
        yield t("Where"), (masked(event.venue),)
    people = [_named(each, t) for each in present]
    if any(people):
        ours = t("For {organiser}", organiser=masked(event.organiser) or t("the municipality"))
        yield ours, joined([each for each in people if each])
    if event.headcount:
        yield t("Took part"), (how_many(event, t),)
    writer = _named(written_by, t)
    if writer:
        yield t("Written by"), writer


def _named(contact: Contact | None, t: Translator) -> Text:
    """Return somebody in office by name and role: minutes tell who was there, not how to reach them."""
    public = public_contact(contact, t.locale)
    if public is None or not (public.name or public.role):
        return ()
    return (f"{public.name} ({public.role})" if public.name and public.role else public.name or public.role,)


def _points(event: Event, t: Translator) -> Iterable[Block]:
    if event.summary_points:
        yield blocks.Heading(t("In short"))
        yield blocks.List(map(masked, event.summary_points))


def _said(event: Event, said: Mapping[str, Sequence[str]], t: Translator) -> Iterable[Block]:
    """Yield what was said in the order of the programme; sessions of which nothing is noted are left out."""
    sessions = sorted((each for each in event.sessions if each.kind is not SessionKind.FAIR_TABLE), key=_by_time)
    titles = dict.fromkeys(each.title for each in sessions)
    ordered = [*(title for title in titles if title in said), *(title for title in said if title not in titles)]
    for title in ordered:
        yield from section(masked(title) or t("Other things"), paragraphs(said[title]))


def _by_time(session: Session) -> tuple[bool, str]:
    return session.starts is None, session.starts.isoformat() if session.starts else ""
