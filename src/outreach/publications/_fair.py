"""The page of a fair: which tables there are, what is bought there, what comes, whom you meet."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from outreach import blocks, languages
from outreach.analysis._changes import key_of as procurement_key
from outreach.languages import DEFAULT_LOCALE, Translator
from outreach.model import EventStatus
from outreach.publications import _registration
from outreach.publications._fair_tables import keys_of, label_of, tables_of, whom_you_meet
from outreach.publications._fair_topics import Topics, bought, topics_of
from outreach.publications._ids import PageIds, ids_of
from outreach.publications._meeting import ended, last_update, questions, status, when_and_where
from outreach.publications._occasions import as_of
from outreach.publications._public import masked, public_event, public_procurement
from outreach.publications._slugs import slug_of
from outreach.publications._tongue import link_to
from outreach.publications._wording import all_plans, when_and_how_much, when_due
from outreach.rendering._publication import PUBLIC, STAFF, Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from outreach.blocks import Block, Inline
    from outreach.dataset import Dataset
    from outreach.model import Event, Procurement, Session

MOST_COMING: Final = 5
"""How many procurements a table tells of; the rest is on the list."""
SMALLEST: Final = 5
"""Of fewer suppliers than these no amount is published."""


def fair(
    event: Event,
    data: Dataset | None = None,
    *,
    locale: str = DEFAULT_LOCALE,
    lead: str | None = None,
    today: date | None = None,
) -> Publication:
    """Compose the page of a fair (mini-mässa): its tables by industry.

    For each table what was bought in its industry, what comes next, and whom you meet: a purchaser is named whose
    contact has a role, that is a person in office. Where fewer than five suppliers share an industry, its amount is
    not told. A draft has the audience ``staff``.

    Args:
        event: The meeting; its tables are its sessions, as :func:`with_fair_tables` makes them.
        data: What was read, for purchases and procurements; None: neither is told of.
        locale: The language, such as ``"sv_SE"`` or ``"en_GB"``.
        lead: The first sentence, where you have a better one.
        today: The day it is: what has passed is not told of. None: the day of the meeting.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    t, event = languages.translator(locale), as_of(event, today)
    tables = tables_of(event)
    found = topics_of(tables, data, today or event.starts.date())
    first = lead or t("Find the table of your industry: what we buy there, what comes next, and whom you meet.")
    told = {procurement_key(each): each for topics in found for each in topics.coming[:MOST_COMING]}
    return Publication(
        id=f"fair-{slug_of(event.id)}",
        slug=slug_of(t.c("slug", "fair"), event.id),
        title=t("The industry tables: {event}", event=masked(event.title)),
        kind="fair",
        locale=t.locale,
        audience=STAFF if event.status is EventStatus.DRAFT else PUBLIC,
        blocks=[
            *status(event, t),
            blocks.Paragraph(first, lead=True),
            blocks.Facts(when_and_where(event, t)),
            *_tables(tables, t),
            *_sections(tables, found, ids_of(data.procurements if data else ()), t),
            *_end(event, t, today),
        ],
        facts=PublicFacts(
            procurements=tuple(public_procurement(each, t.locale) for each in told.values()),
            events=(public_event(event),),
        ),
        summary=first,
        updated=last_update(event, today),
        publisher_name=masked(event.organiser),
    )


def _tables(tables: list[Session], t: Translator) -> Iterable[Block]:
    yield blocks.Heading(t("The tables"))
    if not tables:
        yield blocks.Paragraph(t("The tables are not set yet. We will publish them here."))
    else:
        yield overview(tables, t)
        yield blocks.Paragraph(t("Is your industry not here? Come to any table: we will find the right person."))


def overview(tables: list[Session], t: Translator) -> blocks.Table:
    """Return the tables by number (bordsplan): the industry, where it is, and whom you meet."""
    has_numbers = any(table.table for table in tables)
    number = blocks.Column(key="table", title=t("Table"))
    return blocks.Table(
        caption=t("Tables by industry, where you meet us"),
        columns=[
            blocks.Column(key="industry", title=t("Industry")),
            *([number] if has_numbers else []),
            blocks.Column(key="people", title=t("Whom you meet")),
        ],
        rows=[
            (
                label_of(table, t),
                *([masked(table.table) or blocks.Missing(t("place not set"))] if has_numbers else []),
                whom_you_meet(table, t) or blocks.Missing(t("not set yet")),
            )
            for table in tables
        ],
    )


def _sections(tables: list[Session], found: list[Topics], ids: PageIds, t: Translator) -> Iterable[Block]:
    """Yield what each industry's tables talk about; several tables of one industry stand together."""
    pairs = zip(tables, found, strict=True)
    for label, group in groupby(pairs, key=lambda pair: label_of(pair[0], t)):
        same = list(group)
        numbers = [masked(table.table) for table, _ in same if table.table]
        yield blocks.Heading(_heading(label, numbers, t))
        yield from _section([table for table, _ in same], same[0][1], ids, t)


def _heading(label: str, numbers: list[str], t: Translator) -> str:
    if not numbers:
        return label
    listed = languages.format_list(numbers, t.locale)
    return t.n(
        "Table {numbers}: {industry}", "Tables {numbers}: {industry}", len(numbers), numbers=listed, industry=label
    )


def _section(tables: list[Session], topics: Topics, ids: PageIds, t: Translator) -> Iterable[Block]:
    yield from bought(topics, t, smallest=SMALLEST)
    if topics.coming:
        yield blocks.Paragraph(t("What comes next:"))
        yield blocks.List(_line(each, ids, t) for each in topics.coming[:MOST_COMING])
        yield from _more(len(topics.coming) - MOST_COMING, t)
    elif keys_of(tables[0]):
        yield blocks.Paragraph(t("Right now no procurement is planned here."))
    people = list(dict.fromkeys(whom_you_meet(table, t) for table in tables if table.staff))
    if people:
        yield blocks.Paragraph(t("You meet {people}.", people="; ".join(people)))


def _line(each: Procurement, ids: PageIds, t: Translator) -> tuple[Inline, ...]:
    known = when_and_how_much(each, t)
    undated = "" if any(when_due(each, t)) else t("date not set")
    return (link_to(each, ids, t), f": {', '.join(filter(None, (undated, known)))}")


def _more(number: int, t: Translator) -> Iterable[Block]:
    if number > 0:
        more = t.n("And {n} more.", "And {n} more.", number)
        yield blocks.Paragraph((f"{more} ", *all_plans(t)))


def _end(event: Event, t: Translator, today: date | None) -> Iterable[Block]:
    if not ended(event):
        yield from _registration.registration(event, t, today)
    yield from questions(event, t)
