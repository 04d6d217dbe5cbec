"""The programme of a meeting, as a section and as a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.model import Event, EventStatus, SessionKind
from outreach.publications.ids import slug_of
from outreach.publications.meetings import as_of, ended, last_update, questions, status, when_and_where
from outreach.publications.meetings.fair import label_of, tables_of, whom_you_meet
from outreach.publications.public import Projection
from outreach.publications.wording import in_language_of, joined, one_text, plain_part
from outreach.rendering._publication import PUBLIC, STAFF, Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from outreach.blocks import Block, Cell, Text
    from outreach.countries import Country
    from outreach.dataset import Dataset
    from outreach.languages import Translator
    from outreach.publications.facts import EventFacts, PublicSession


def programme_section(event: EventFacts, t: Translator) -> Iterable[Block]:
    """Yield what the meeting offers (program): its sessions by time, the tables of a fair by industry."""
    tables = [session for session in event.sessions if session.kind is SessionKind.FAIR_TABLE]
    sessions = [session for session in event.sessions if session.kind is not SessionKind.FAIR_TABLE]
    if not event.sessions and (event.description or event.status is EventStatus.DRAFT):
        return
    yield blocks.Heading(t("What you get"))
    if not event.sessions:
        yield blocks.Paragraph(t("The programme is not set yet. We will publish it here."))
    yield from _timed([session for session in in_time(sessions) if session.starts], t)
    yield from _untimed([session for session in sessions if not session.starts], t)
    yield from _fair(tables, t)


def in_time(sessions: Iterable[PublicSession]) -> list[PublicSession]:
    """Return *sessions* in the order in which they begin; those without a time last, as they were given."""
    every = list(sessions)
    timed = [(session.starts, session.title, place) for place, session in enumerate(every) if session.starts]
    return [*(every[place] for _, _, place in sorted(timed)), *(session for session in every if not session.starts)]


def _timed(sessions: list[PublicSession], t: Translator) -> Iterable[Block]:
    if sessions:
        yield blocks.Facts((_time_of_item(session, t), (what(session, t),)) for session in sessions)


def _time_of_item(session: PublicSession, t: Translator) -> str:
    if session.starts is None:
        return ""
    return languages.format_time_span(session.starts, session.ends, t.locale)


def _untimed(sessions: list[PublicSession], t: Translator) -> Iterable[Block]:
    if sessions:
        yield blocks.List([what(session, t) for session in sessions])


def what(session: PublicSession, t: Translator) -> str | blocks.Foreign:
    """Return title and description; speakers and staff are not named."""
    return in_language_of(session, ": ".join(filter(None, (session.title, session.description))), t)


def _fair(tables: list[PublicSession], t: Translator) -> Iterable[Block]:
    """Yield the tables of a fair, by industry as the reader looks for their own."""
    if not tables:
        return
    labelled = ((label_of(table, t), table.table, what(table, t)) for table in tables)
    rows = sorted(labelled, key=lambda row: (*row[:2], plain_part(row[2])))
    has_numbers = any(number for _, number, _ in rows)
    place = [blocks.Column(key="table", title=t("Table"))] if has_numbers else []
    yield blocks.Table(
        caption=t("Tables by industry, where you meet us"),
        columns=[
            blocks.Column(key="industry", title=t("Industry")),
            *place,
            blocks.Column(key="what", title=t("What we talk about")),
        ],
        rows=[
            (industry, *([number or blocks.Missing(t("place not set"))] if has_numbers else []), topics)
            for industry, number, topics in rows
        ],
    )


def programme(  # noqa: PLR0913 - each is a keyword somebody needs
    event: Event,
    data: Dataset | None = None,
    *,
    locale: str | None = None,
    country: str | Country | None = None,
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
        locale: The language, such as ``"sv_SE"`` or ``"en_GB"``; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: the data's, else Sweden.
        lead: The first sentence, where you have a better one.
        today: The day it is, shown as the day of the update; a meeting whose time has passed says so. None: the day of
            the last change.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    view = Projection.of(locale, country, data)
    t = view.t
    lead = view.optional(lead)
    meeting = as_of(view.event(event, data), today)
    first = lead or ("" if ended(meeting) else t("This is what happens, from the first minute to the last."))
    when = languages.format_datetime_span(meeting.starts, meeting.ends, t.locale)
    return Publication(
        id=f"programme-{slug_of(meeting.id)}",
        slug=slug_of(t.c("slug", "programme"), meeting.id),
        title=t("Programme: {event}", event=meeting.title),
        kind="programme",
        locale=t.locale,
        audience=STAFF if meeting.status is EventStatus.DRAFT else PUBLIC,
        blocks=[
            *status(meeting, t),
            *([blocks.Paragraph(first, lead=True)] if first else []),
            blocks.Facts(when_and_where(meeting, t)),
            *_sessions(meeting, t),
            *_tables(tables_of(meeting), t),
            *([] if ended(meeting) else questions(meeting, t)),
        ],
        facts=PublicFacts(events=(meeting.public,)),
        summary=t("Programme: {event}", event=", ".join(filter(None, (when, meeting.venue)))),
        updated=last_update(meeting, today),
        publisher_name=meeting.organiser,
    )


def _sessions(event: EventFacts, t: Translator) -> Iterable[Block]:
    sessions = in_time([session for session in event.sessions if session.kind is not SessionKind.FAIR_TABLE])
    if sessions or not event.sessions:
        yield blocks.Heading(t("Programme"))
    if not event.sessions:
        yield blocks.Paragraph(t("The programme is not set yet. We will publish it here."))
    timed = [session for session in sessions if session.starts]
    if timed:
        yield _timetable(timed, t)
    throughout = [session for session in sessions if not session.starts]
    if throughout:
        yield blocks.Heading(t("During the whole meeting"), level=3)
        yield blocks.List(_in_full(session, t) for session in throughout)


def _timetable(sessions: list[PublicSession], t: Translator) -> blocks.Table:
    people = [languages.format_list(session.speakers, t.locale) for session in sessions]
    who = [blocks.Column(key="speakers", title=t("Who speaks"))] if any(people) else []
    return blocks.Table(
        caption=t("What happens when"),
        columns=[blocks.Column(key="time", title=t("Time")), blocks.Column(key="what", title=t("What")), *who],
        rows=[
            (_time(session, t), what(session, t), *([spoken or None] if who else []))
            for session, spoken in zip(sessions, people, strict=True)
        ],
    )


def _time(session: PublicSession, t: Translator) -> str:
    return languages.format_time_span(session.starts, session.ends, t.locale) if session.starts else ""


def _in_full(session: PublicSession, t: Translator) -> Text:
    named = languages.format_list(session.speakers, t.locale)
    return one_text(joined([(part,) for part in (what(session, t), named) if part], ". "))


def _tables(tables: list[PublicSession], t: Translator) -> Iterable[Block]:
    if not tables:
        return
    yield blocks.Heading(t("The industry tables"))
    columns = _columns(tables, t)
    yield blocks.Table(
        caption=t("Tables by industry, where you meet us"),
        columns=[column for column, _ in columns],
        rows=zip(*(cells for _, cells in columns), strict=True),
    )


def _columns(tables: list[PublicSession], t: Translator) -> list[tuple[blocks.Column, list[Cell]]]:
    """Return the columns of the tables: industry, place, and whom you meet; what you talk about, while that is open."""
    place, unset = blocks.Missing(t("place not set")), blocks.Missing(t("not set yet"))
    columns: list[tuple[blocks.Column, list[Cell]]] = [
        (blocks.Column(key="industry", title=t("Industry")), [label_of(table, t) for table in tables])
    ]
    if any(table.table for table in tables):
        numbers: list[Cell] = [table.table or place for table in tables]
        columns.append((blocks.Column(key="table", title=t("Table")), numbers))
    people = [whom_you_meet(table, t) for table in tables]
    last: tuple[blocks.Column, list[Cell]] = (
        (blocks.Column(key="people", title=t("Whom you meet")), [person or unset for person in people])
        if any(people)
        else (blocks.Column(key="what", title=t("What we talk about")), [_about(table, t) for table in tables])
    )
    return [*columns, last]


def _about(table: PublicSession, t: Translator) -> Cell:
    """Return what a table talks about; one without an industry is called by its title already."""
    text = what(table, t) if table.industry else in_language_of(table, table.description, t)
    return text or None
