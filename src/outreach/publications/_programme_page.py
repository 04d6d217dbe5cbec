"""The programme of a meeting as a page or a paper of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.languages import DEFAULT_LOCALE, Translator
from outreach.model import EventStatus, SessionKind
from outreach.publications._fair_tables import label_of, tables_of, whom_you_meet
from outreach.publications._meeting import ended, last_update, questions, status, when_and_where
from outreach.publications._occasions import as_of
from outreach.publications._programme import in_time, what
from outreach.publications._public import masked, public_event
from outreach.publications._slugs import slug_of
from outreach.publications._speakers import speakers
from outreach.publications._tongue import one_text, said_at
from outreach.publications._wording import joined
from outreach.rendering._publication import PUBLIC, STAFF, Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from outreach.blocks import Block, Cell, Text
    from outreach.dataset import Dataset
    from outreach.model import Event, Participation, Session


def programme(
    event: Event,
    data: Dataset | None = None,
    *,
    locale: str = DEFAULT_LOCALE,
    lead: str | None = None,
    today: date | None = None,
) -> Publication:
    """Compose the programme (program): what happens when, who speaks, and which table is whose.

    A speaker is named who has said yes to it: whose participation, found by its id, or by its company where the role
    is ``speaker``, has a consent for ``list``. A purchaser at a table is named whose contact has a role. A draft has
    the audience ``staff``.

    Args:
        event: The meeting.
        data: What was read, for the participations of those who speak; None: no speaker is named.
        locale: The language, such as ``"sv_SE"`` or ``"en_GB"``.
        lead: The first sentence, where you have a better one.
        today: The day it is, shown as the day of the update; a meeting whose time has passed says so. None: the day of
            the last change.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    t, event = languages.translator(locale), as_of(event, today)
    first = lead or ("" if ended(event) else t("This is what happens, from the first minute to the last."))
    when = languages.format_datetime_span(event.starts, event.ends, t.locale)
    return Publication(
        id=f"programme-{slug_of(event.id)}",
        slug=slug_of(t.c("slug", "programme"), event.id),
        title=t("Programme: {event}", event=masked(event.title)),
        kind="programme",
        locale=t.locale,
        audience=STAFF if event.status is EventStatus.DRAFT else PUBLIC,
        blocks=[
            *status(event, t),
            *([blocks.Paragraph(first, lead=True)] if first else []),
            blocks.Facts(when_and_where(event, t)),
            *_sessions(event, tuple(data.participations) if data else (), t),
            *_tables(tables_of(event), t),
            *([] if ended(event) else questions(event, t)),
        ],
        facts=PublicFacts(events=(public_event(event),)),
        summary=t("Programme: {event}", event=", ".join(filter(None, (when, masked(event.venue))))),
        updated=last_update(event, today),
        publisher_name=masked(event.organiser),
    )


def _sessions(event: Event, participations: Sequence[Participation], t: Translator) -> Iterable[Block]:
    sessions = in_time([each for each in event.sessions if each.kind is not SessionKind.FAIR_TABLE])
    if sessions or not event.sessions:
        yield blocks.Heading(t("Programme"))
    if not event.sessions:
        yield blocks.Paragraph(t("The programme is not set yet. We will publish it here."))
    timed = [session for session in sessions if session.starts]
    if timed:
        yield _timetable(timed, participations, t)
    throughout = [session for session in sessions if not session.starts]
    if throughout:
        yield blocks.Heading(t("During the whole meeting"), level=3)
        yield blocks.List(_in_full(session, speakers(session, participations), t) for session in throughout)


def _timetable(sessions: list[Session], participations: Sequence[Participation], t: Translator) -> blocks.Table:
    people = [languages.format_list(speakers(session, participations), t.locale) for session in sessions]
    who = [blocks.Column(key="speakers", title=t("Who speaks"))] if any(people) else []
    return blocks.Table(
        caption=t("What happens when"),
        columns=[
            blocks.Column(key="time", title=t("Time")),
            blocks.Column(key="what", title=t("What")),
            *who,
        ],
        rows=[
            (_time(session, t), what(session, t), *([spoken or None] if who else []))
            for session, spoken in zip(sessions, people, strict=True)
        ],
    )


def _time(session: Session, t: Translator) -> str:
    return languages.format_time_span(session.starts, session.ends, t.locale) if session.starts else ""


def _in_full(session: Session, people: list[str], t: Translator) -> Text:
    named = languages.format_list(people, t.locale)
    return one_text(joined([(each,) for each in (what(session, t), named) if each], ". "))


def _tables(tables: list[Session], t: Translator) -> Iterable[Block]:
    if not tables:
        return
    yield blocks.Heading(t("The industry tables"))
    columns = _columns(tables, t)
    yield blocks.Table(
        caption=t("Tables by industry, where you meet us"),
        columns=[column for column, _ in columns],
        rows=zip(*(cells for _, cells in columns), strict=True),
    )


def _columns(tables: list[Session], t: Translator) -> list[tuple[blocks.Column, list[Cell]]]:
    """Return the columns of the tables: industry, place, and whom you meet; what you talk about, while that is open."""
    place, unset = blocks.Missing(t("place not set")), blocks.Missing(t("not set yet"))
    columns: list[tuple[blocks.Column, list[Cell]]] = [
        (blocks.Column(key="industry", title=t("Industry")), [label_of(table, t) for table in tables])
    ]
    if any(table.table for table in tables):
        numbers: list[Cell] = [masked(table.table) or place for table in tables]
        columns.append((blocks.Column(key="table", title=t("Table")), numbers))
    people = [whom_you_meet(table, t) for table in tables]
    last: tuple[blocks.Column, list[Cell]] = (
        (blocks.Column(key="people", title=t("Whom you meet")), [each or unset for each in people])
        if any(people)
        else (blocks.Column(key="what", title=t("What we talk about")), [_about(table, t) for table in tables])
    )
    return [*columns, last]


def _about(table: Session, t: Translator) -> Cell:
    """Return what a table talks about; one without an industry is called by its title already."""
    said = what(table, t) if table.industry else said_at(table, masked(table.description), t)
    return said or None
