"""The programme of a meeting: what you get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.model import EventStatus, SessionKind
from outreach.publications._fair_tables import label_of
from outreach.publications._public import masked
from outreach.publications._tongue import plain_part, said_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks import Block
    from outreach.languages import Translator
    from outreach.model import Event, Session


def programme(event: Event, t: Translator) -> Iterable[Block]:
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


def in_time(sessions: Iterable[Session]) -> list[Session]:
    """Return *sessions* in the order in which they begin; those without a time last, as they were given."""
    every = list(sessions)
    timed = [(session.starts, session.title, place) for place, session in enumerate(every) if session.starts]
    return [*(every[place] for _, _, place in sorted(timed)), *(each for each in every if not each.starts)]


def _timed(sessions: list[Session], t: Translator) -> Iterable[Block]:
    if sessions:
        yield blocks.Facts((_time(session, t), (what(session, t),)) for session in sessions)


def _time(session: Session, t: Translator) -> str:
    if session.starts is None:
        return ""
    return languages.format_time_span(session.starts, session.ends, t.locale)


def _untimed(sessions: list[Session], t: Translator) -> Iterable[Block]:
    if sessions:
        yield blocks.List([what(session, t) for session in sessions])


def what(session: Session, t: Translator) -> str | blocks.Foreign:
    """Return title and description; speakers and staff are not named."""
    return said_at(session, masked(": ".join(filter(None, (session.title, session.description)))), t)


def _fair(tables: list[Session], t: Translator) -> Iterable[Block]:
    """Yield the tables of a fair, by industry as the reader looks for their own."""
    if not tables:
        return
    found = ((label_of(table, t), masked(table.table), what(table, t)) for table in tables)
    rows = sorted(found, key=lambda row: (*row[:2], plain_part(row[2])))
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
