"""A sheet for each purchaser: whom to expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from outreach import blocks, codes
from outreach.analysis._fair import OTHER, TOGETHER
from outreach.analysis._industry import industry_named, industry_of_supplier
from outreach.model import Event, Participation, ParticipationRole
from outreach.publications.ids import in_alphabet, made_unique, slug_of
from outreach.publications.meetings import day_of, fair, last_update
from outreach.publications.procurements.tables import present_contract
from outreach.publications.public import Projection
from outreach.publications.spend.tables import label
from outreach.publications.staff.papers import of_other_events, participants_of
from outreach.publications.wording import cell, title_of, when_due
from outreach.rendering._publication import STAFF, Publication
from outreach.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from outreach.analysis import IndustrySpend
    from outreach.blocks import Block, Cell
    from outreach.countries import Country
    from outreach.dataset import Dataset
    from outreach.languages import Translator
    from outreach.model import Event, Session, Supplier
    from outreach.publications.facts import ProcurementFacts, PublicSession


@attrs.frozen(kw_only=True)
class Expected:
    """Who is expected (väntade besökare).

    Attributes:
        at: For each table who fits it, by company.
        nowhere: How many of those who come fit no table.
    """

    at: tuple[tuple[Participation, ...], ...]
    nowhere: int


def companies(participations: Iterable[Participation]) -> list[list[Participation]]:
    """Return *participations* by company, by its number or its name; who names none is one alone."""
    every = list(participations)
    named = {person.supplier_id: fold(person.supplier_name) for person in reversed(every) if person.supplier_name}
    by_name: dict[str, list[Participation]] = {}
    for number, person in enumerate(every):
        name = (named.get(person.supplier_id) if person.supplier_id else "") or fold(person.supplier_name)
        by_name.setdefault(name or person.supplier_id or f"\0{number}", []).append(person)
    return list(by_name.values())


def expected(
    tables: Sequence[Session], participations: Iterable[Participation], suppliers: Iterable[Supplier], t: Translator
) -> Expected:
    """Put those who come to the *tables* they fit: one, several or none."""
    industries = [(row, industry.key) for row in suppliers if (industry := industry_of_supplier(row))]
    register = {fold(row.name): key for row, key in industries} | {row.id: key for row, key in industries}
    who = [person for person in participations if person.role is ParticipationRole.SUPPLIER]
    ordered = sorted(who, key=lambda person: (in_alphabet(person.supplier_name or "\uffff", t.lang), _name(person, t)))
    own = {key for table in tables for key in fair.keys_of(table)} - {OTHER}
    places = [{at for at, table in enumerate(tables) if _fits(person, table, own, register)} for person in ordered]
    at = tuple(
        tuple(person for person, fitting in zip(ordered, places, strict=True) if place in fitting)
        for place in range(len(tables))
    )
    return Expected(at=at, nowhere=sum(not fitting for fitting in places))


def _name(person: Participation, t: Translator) -> str:
    return in_alphabet(person.contact.name if person.contact else "", t.lang)


def _fits(person: Participation, table: Session, own: set[str], register: dict[str, str]) -> bool:
    """Tell whether a table is one that somebody wants: by choice of the programme, by whom to meet, by industry."""
    if {fold(session_id) for session_id in person.session_ids} & {fold(text) for text in _called(table)}:
        return True
    if any(fold(contact.name) in fold(wish) for contact in table.staff if contact.name for wish in person.wishes):
        return True
    keys = fair.keys_of(table)
    return any(fair.is_at(industry, keys, own) for industry in _industries(person, register))


def _called(table: Session) -> list[str]:
    return [text for text in (table.title, table.industry) if text]


def _industries(person: Participation, register: dict[str, str]) -> set[str]:
    """Return the industries that somebody is of, or wants to meet; the register is asked where nothing is said."""
    wished = {code for wish in person.wishes if (code := codes.industry_by_name(wish))}
    named = wished | ({industry_named(person.industry).key} if person.industry else set())
    known = register.get(person.supplier_id) or register.get(fold(person.supplier_name))
    return named or ({known} if known else set())


def purchaser_sheets(  # noqa: PLR0913 - each is a keyword somebody needs
    event: Event,
    data: Dataset,
    participations: Iterable[Participation] | None = None,
    *,
    locale: str | None = None,
    country: str | Country | None = None,
    lead: str | None = None,
    today: date | None = None,
) -> Publication:
    """Compose the purchasers' sheets (inköparens underlag), for staff: a plan of the tables, and a sheet for each.

    A sheet tells what was bought in the industry and from whom, what comes, and who is expected: companies that come
    and whose industry, wishes or choice of the programme is this table's. Where none of these is said, the supplier
    register tells the industry. It ends with what to think of when talking with the market.

    Args:
        event: The meeting; its tables are its sessions, as :func:`with_fair_tables` makes them.
        data: What was read: purchases, procurements, the supplier register.
        participations: Who registered; None: those of *data*.
        locale: The language, such as ``"sv_SE"`` or ``"en_GB"``; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: the data's, else Sweden.
        lead: The first sentence of the plan, where you have a better one.
        today: The day it is: what has passed is not told of. None: the day of the meeting.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    view = Projection.of(locale, country, data)
    t = view.t
    lead = view.optional(lead)
    tables = fair.in_order_of_tables(event.sessions)
    meeting = view.event(event)
    public = [view.session(table) for table in tables]
    companies = fair.topics_of(public, data, view.procurements(data), view, day_of(meeting, today))
    every = tuple(data.participations if participations is None else participations)
    who = expected(tables, participants_of(every, event), data.suppliers, t)
    updated = last_update(meeting, today)
    first = lead or t("Who stands at which table, and how many are expected there.")
    sheets = [_sheet(*parts, view) for parts in zip(tables, companies, who.at, strict=True)]
    name = slug_of(t.c("slug", "purchasers-sheets"), meeting.id)
    table_word = t.c("slug", "table")
    slugs = made_unique(slug_of(table_word, meeting.id, table.table, fair.label_of(table, t)) for table in public)
    return Publication(
        id=f"purchaser-sheets-{slug_of(meeting.id)}",
        slug=name,
        title=t("The purchasers’ sheets: {event}", event=meeting.title),
        kind="purchaser_sheet",
        locale=t.locale,
        audience=STAFF,
        blocks=[
            blocks.Paragraph(first, lead=True),
            *_plan(tables, public, who, view),
            *_notes(who, of_other_events(every, event), t),
        ],
        summary=first,
        updated=updated,
        publisher_name=meeting.organiser,
        parts=[
            Publication(
                id=f"purchaser-sheet-{slug_of(meeting.id)}-{number}",
                slug=slug,
                title=": ".join(filter(None, (fair.number_of(table, t), fair.label_of(table, t)))),
                kind="purchaser_sheet",
                locale=t.locale,
                audience=STAFF,
                blocks=sheet,
                summary=t("What to know at the table, and who is expected."),
                updated=updated,
                publisher_name=meeting.organiser,
            )
            for number, (table, slug, sheet) in enumerate(zip(public, slugs, sheets, strict=True), start=1)
        ],
    )


def _plan(tables: list[Session], public: list[PublicSession], who: Expected, view: Projection) -> Iterable[Block]:
    t = view.t
    if not tables:
        yield blocks.Paragraph(t("The tables are not set yet."))
        return
    has_chairs = any(table.chairs is not None for table in tables)
    chairs = [blocks.Column(key="chairs", title=t("Chairs"), is_number=True)] if has_chairs else []
    yield blocks.Table(
        caption=t("The plan of the tables"),
        columns=[
            blocks.Column(key="industry", title=t("Industry")),
            blocks.Column(key="table", title=t("Table")),
            blocks.Column(key="people", title=t("Who stands there")),
            blocks.Column(key="expected", title=t("Companies expected"), is_number=True),
            *chairs,
        ],
        rows=[
            (
                fair.label_of(public[place], t),
                public[place].table or blocks.Missing(t("place not set")),
                _names(table, view) or blocks.Missing(t("nobody yet")),
                len(companies(who.at[place])),
                *([table.chairs] if chairs else []),
            )
            for place, table in enumerate(tables)
        ],
    )


def _names(table: Session, view: Projection) -> str:
    return "; ".join(view.text(contact.name) for contact in table.staff if contact.name)


def _notes(who: Expected, others: int, t: Translator) -> Iterable[Block]:
    """Say who is on no sheet."""
    items = []
    if who.nowhere:
        items.append(
            t.n(
                "{n} registration fits no table: no industry or wish tells which.",
                "{n} registrations fit no table: no industry or wish tells which.",
                who.nowhere,
            )
        )
    if others:
        items.append(
            t.n(
                "{n} registration is for another meeting and is not counted.",
                "{n} registrations are for another meeting and are not counted.",
                others,
            )
        )
    if items:
        yield blocks.List(items)


def _sheet(table: Session, topics: fair.Topics, who: tuple[Participation, ...], view: Projection) -> list[Block]:
    t, names = view.t, _names(table, view)
    first = t("You stand here: {names}.", names=names) if names else t("Nobody stands at this table yet.")
    return [
        blocks.Paragraph(first, lead=True),
        _advice(t),
        blocks.Heading(t("What we buy here")),
        *_bought(topics, t),
        blocks.Heading(t("What comes next")),
        *_coming(topics.coming, t),
        *_open(topics.open, t),
        blocks.Heading(t("Who is expected")),
        *_who(who, view),
    ]


def _bought(topics: fair.Topics, t: Translator) -> Iterable[Block]:
    content = list(fair.bought(topics, t))
    yield from content or [blocks.Paragraph(t("We have no purchases to tell of here."))]
    industries = {industry.key for industry in topics.spent}
    if len(industries) <= TOGETHER:
        yield from (_suppliers(industry, topics, t, several=len(industries) > 1) for industry in topics.spent)


def _suppliers(spent: IndustrySpend, topics: fair.Topics, t: Translator, *, several: bool) -> blocks.Table:
    caption = t("From whom we buy, {period}", period=topics.when(t))
    industry = fair.industry_label(spent.key, t, spent.label)
    return blocks.Table(
        caption=f"{industry}: {caption[:1].lower()}{caption[1:]}" if several else caption,
        columns=[
            blocks.Column(key="supplier", title=t("Supplier")),
            blocks.Column(key="amount", title=t("Amount"), is_number=True),
            blocks.Column(key="share", title=t("Share"), is_number=True),
        ],
        rows=[
            (label("supplier", row, t), row.amount, None if row.share is None else blocks.Share(row.share))
            for row in spent.rows
        ],
    )


def _coming(procurements: tuple[ProcurementFacts, ...], t: Translator) -> Iterable[Block]:
    if not procurements:
        yield blocks.Paragraph(t("Right now no procurement is planned here."))
        return
    yield blocks.Table(
        caption=t("Planned procurements, the next first"),
        columns=[
            blocks.Column(key="title", title=t("What")),
            blocks.Column(key="when", title=t("When")),
            blocks.Column(key="estimated_value", title=t("Estimated value")),
            blocks.Column(key="incumbents", title=t("Present contract")),
        ],
        rows=[_procurement(person, t) for person in procurements],
    )


def _open(procurements: tuple[ProcurementFacts, ...], t: Translator) -> Iterable[Block]:
    if procurements:
        titles = (title_of(procurement, t) for procurement in procurements)
        yield blocks.Paragraph(t("Open for bids on that day, so do not talk about these:"))
        yield blocks.List(titles)


def _procurement(procurement: ProcurementFacts, t: Translator) -> tuple[Cell, ...]:
    due = next(iter(when_due(procurement, t)), "")
    return (
        title_of(procurement, t),
        due or cell(procurement, "planned_publication", t("date not set"), t),
        cell(procurement, "estimated_value", t("not estimated"), t),
        present_contract(procurement, t) or blocks.Missing(t("none stated")),
    )


def _who(participations: tuple[Participation, ...], view: Projection) -> Iterable[Block]:
    t = view.t
    if not participations:
        yield blocks.Paragraph(
            t("Nobody who has registered fits this table yet. Be there all the same: many decide at the meeting.")
        )
        return
    unknown = blocks.Missing(t("not stated"))
    columns = _visitors(companies(participations), view)
    filled = [(column, cells) for column, cells in columns if column.key == "supplier" or any(cells)]
    yield blocks.Table(
        caption=t("Those who have registered and fit this table"),
        columns=[column for column, _ in filled],
        rows=zip(*([cell or unknown for cell in cells] for _, cells in filled), strict=True),
    )


def _visitors(companies_of: list[list[Participation]], view: Projection) -> list[tuple[blocks.Column, list[str]]]:
    """Return what is known of each company, a column each."""
    t = view.t
    return [
        (
            blocks.Column(key="supplier", title=t("Company")),
            [view.text(company[0].supplier_name) for company in companies_of],
        ),
        (blocks.Column(key="name", title=t("Name")), [_people(company, view) for company in companies_of]),
        (
            blocks.Column(key="wishes", title=t("Wants to talk about")),
            [_wishes(company, view) for company in companies_of],
        ),
        (
            blocks.Column(key="has_bid_before", title=t("Has bid before")),
            [_has_bid(company, t) for company in companies_of],
        ),
    ]


def _people(company: list[Participation], view: Projection) -> str:
    return _listed((entry.contact.name for entry in company if entry.contact), view)


def _wishes(company: list[Participation], view: Projection) -> str:
    return _listed((wish for entry in company for wish in entry.wishes or (entry.industry,)), view)


def _listed(texts: Iterable[str], view: Projection) -> str:
    return "; ".join(dict.fromkeys(view.text(text) for text in texts if text))


def _has_bid(company: list[Participation], t: Translator) -> str:
    """Return whether a company has bid before; one of its people who has is enough."""
    named = {person.has_bid_before for person in company}
    return t("yes") if True in named else t("no") if False in named else ""


def _advice(t: Translator) -> blocks.Box:
    """Return what the law of procurement asks of a talk: that everybody is told the same (likabehandling)."""
    items = [
        t("Tell everybody the same. What you tell one company, any other may know."),
        t("Do not talk about a procurement that is open for bids: refer to the questions in the system."),
        t("Do not promise anything, and do not tell one company what another has said."),
        t("Ask too: what can the market offer, and what in our documents is in the way?"),
        t("Write down every question you cannot answer. We publish the answers to all."),
    ]
    return blocks.Box(title=t("At the table"), blocks=[blocks.List(items)])
