"""A fair (mässa): tables, topics and who stands where."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

import attrs

from outreach import analysis, blocks, codes, languages
from outreach.analysis import IndustrySpend
from outreach.analysis._changes import key_of as procurement_key
from outreach.analysis._fair import OTHER, TOGETHER
from outreach.analysis._industry import industry_named
from outreach.analysis._pipeline import industry_of
from outreach.errors import QuestionError
from outreach.languages import DEFAULT_LOCALE, Translator, foreign_lang
from outreach.model import Event, EventStatus, Period, Procurement, Session, SessionKind
from outreach.publications.ids import PageIds, ids_of, slug_of
from outreach.publications.meetings import (
    as_of,
    ended,
    last_update,
    questions,
    registration_section,
    status,
    when_and_where,
)
from outreach.publications.public import masked, public_contact, public_event, public_procurement
from outreach.publications.spend import whole_months
from outreach.publications.wording import all_plans, link_to, when_and_how_much, when_due
from outreach.rendering._publication import PUBLIC, STAFF, Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from outreach.analysis import FairTable
    from outreach.blocks import Block, Cell, Inline
    from outreach.dataset import Dataset
    from outreach.rendering._publication import PublicContact


_BETWEEN: Final = "; "
"""What stands between the industries of a table."""
_TITLES: Final = 3
"""How many procurements a table is called by."""


def with_fair_tables(event: Event, tables: Iterable[FairTable], *, locale: str = DEFAULT_LOCALE) -> Event:
    """Return the meeting with these tables in its programme, and no others (branschbord).

    Invitation, programme, fair, table signs and purchasers' sheets take their tables from the meeting's sessions:
    composed from what this returns, all of them say the same. A table is called by what comes next in its industry, as
    far as that is called so in one language.

    Args:
        event: The meeting.
        tables: As :func:`outreach.analysis.fair_tables` plans them.
        locale: The language of the programme, such as ``"sv_SE"`` or ``"en_GB"``.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    t = languages.translator(locale)
    others = [session for session in event.sessions if session.kind is not SessionKind.FAIR_TABLE]
    return attrs.evolve(event, sessions=(*others, *(_session(table, t) for table in tables)))


def _session(table: FairTable, t: Translator) -> Session:
    named = table.coming[:_TITLES]
    lang = foreign_lang(named[0].lang, t.locale) if named else ""
    titles = [masked(each.title) for each in named if foreign_lang(each.lang, t.locale) == lang]
    return Session(
        kind=SessionKind.FAIR_TABLE,
        title="; ".join(titles) or t("What we buy today, and how you bid for it"),
        lang=lang,
        industry=_BETWEEN.join(key if key == OTHER else industry_label(key, t) for key in _called(table)),
        table=str(table.number),
        staff=table.purchasers,
        chairs=table.chairs,
    )


def _called(table: FairTable) -> tuple[str, ...]:
    """Return the industries a table is called by: of one for all others those that somebody there knows."""
    if len(table.industries) <= TOGETHER:
        return table.industries
    known = tuple(key for key in table.industries if key not in table.without_purchaser)
    return (*(known if len(known) <= TOGETHER else ()), OTHER)


def tables_of(event: Event) -> list[Session]:
    """Return the tables of a meeting, 2 before 10."""
    tables = [session for session in event.sessions if session.kind is SessionKind.FAIR_TABLE]
    return sorted(tables, key=lambda table: (not table.table, _natural(table.table), table.industry, table.title))


def _natural(text: str) -> list[tuple[int, str]]:
    """Return a key by which numbers in a *text* count as such."""
    return [(int(digits or 0), letters) for digits, letters in re.findall(r"([0-9]{1,9})|([^0-9]+|[0-9]+)", text)]


def keys_of(table: Session) -> tuple[str, ...]:
    """Return the codes of a table's industries, or the names where the vocabulary has none."""
    return tuple(industry_named(text).key for text in _written(table))


def labels_of(table: Session, t: Translator) -> list[str]:
    """Return what a table is about: its industries, else its title."""
    return [industry_label(industry_named(text).key, t, text) for text in _written(table)] or [masked(table.title)]


def label_of(table: Session, t: Translator) -> str:
    """Return what a table is about, in one text."""
    return _BETWEEN.join(labels_of(table, t))


def _written(table: Session) -> list[str]:
    """Return the names of a table's industries; one that has a semicolon itself is known as it is."""
    whole = codes.industry_by_name(table.industry)
    texts = [table.industry] if whole else table.industry.split(_BETWEEN.strip())
    return [text.strip() for text in texts if text.strip()]


def industry_label(key: str, t: Translator, written: str = "") -> str:
    """Return an industry's name in the language; one outside the vocabulary is called as it is *written*."""
    if key == OTHER:
        return t("Other industries")
    try:
        return codes.industry(key).label(t.locale)
    except QuestionError:
        return languages.capitalise(masked(written or key))


def number_of(table: Session, t: Translator) -> str:
    """Return where the table is: *Table 3*; empty where that is not set."""
    return t("Table {number}", number=masked(table.table)) if table.table else ""


def in_office(table: Session, t: Translator) -> list[PublicContact]:
    """Return who stands at a table and may be named to all: contacts with a name and a role."""
    contacts = [public_contact(each, t.locale) for each in table.staff if each.name and each.role]
    return [contact for contact in contacts if contact]


def whom_you_meet(table: Session, t: Translator) -> str:
    """Return the names of those at a table, each with its role; empty where nobody stands there yet."""
    people = [f"{contact.name}, {contact.role}" for contact in in_office(table, t)]
    return "; ".join(people) or (t("one of our purchasers") if table.staff else "")


@attrs.frozen(kw_only=True)
class Topics:
    """What is talked about at one table.

    Attributes:
        spent: What was bought, a row for each industry and currency.
        coming: What is open for bids or planned, the next first.
        period: The months of the purchases; None without any.
    """

    spent: tuple[IndustrySpend, ...] = ()
    coming: tuple[Procurement, ...] = ()
    period: Period | None = None

    def when(self, t: Translator) -> str:
        """Return when it was bought: *2016*."""
        return languages.format_period(self.period, t.locale) if self.period else ""


def topics_of(tables: Sequence[Session], data: Dataset | None, today: date) -> list[Topics]:
    """Return what is talked about at each of the *tables*, in their order.

    The table of all other industries has every industry that has no table of its own, too; a table without an industry
    has nothing.
    """
    if data is None:
        return [Topics() for _ in tables]
    own = {key for table in tables for key in keys_of(table)} - {OTHER}
    spent = analysis.industry_suppliers(data)
    coming = [(industry_of(each) or OTHER, each) for each in analysis.upcoming(data, today=today)]
    dates = data.purchases.period
    period = whole_months(*dates) if dates else None

    def topics(keys: tuple[str, ...]) -> Topics:
        return Topics(
            spent=tuple(each for each in spent if is_at(each.key, keys, own)),
            coming=tuple(each for industry, each in coming if is_at(industry, keys, own)),
            period=period,
        )

    return [topics(keys_of(table)) for table in tables]


def is_at(industry: str, keys: tuple[str, ...], own: set[str]) -> bool:
    """Tell whether an *industry* is one of a table's *keys*, or of all others, where *own* have a table."""
    return industry in keys or (OTHER in keys and industry not in own)


def bought(topics: Topics, t: Translator, *, smallest: int = 1) -> Iterable[Block]:
    """Yield what was bought: a sentence for one industry, a table for several; a net credit is not told of.

    Args:
        topics: Of the table.
        t: The language.
        smallest: Of fewer suppliers than these no amount is told: it would tell what one of them was paid.
    """
    told = [each for each in topics.spent if each.amount.amount > 0]
    if len({each.key for each in told}) > 1:
        yield _table(told, topics.when(t), t, smallest)
    else:
        yield from (blocks.Paragraph(_sentence(each, topics.when(t), t, smallest)) for each in told)


def _sentence(each: IndustrySpend, period: str, t: Translator, smallest: int) -> str:
    if each.suppliers < smallest:
        return t("We bought from so few suppliers that we do not tell the amount here.")
    return t.n(
        "In {period} we bought for {amount} from {suppliers} supplier.",
        "In {period} we bought for {amount} from {suppliers} suppliers.",
        each.suppliers,
        amount=languages.format_money_words(each.amount, t.locale),
        suppliers=languages.format_number(each.suppliers, t.locale),
        period=period,
    )


def _table(told: list[IndustrySpend], period: str, t: Translator, smallest: int) -> blocks.Table:
    few = [each for each in told if each.suppliers < smallest]
    return blocks.Table(
        caption=t("What we bought, {period}", period=period),
        columns=[
            blocks.Column(key="industry", title=t("Industry")),
            blocks.Column(key="amount", title=t("Amount"), is_number=True),
            blocks.Column(key="suppliers", title=t("Suppliers"), is_number=True),
        ],
        rows=[_row(each, t, is_told=each not in few) for each in told],
        note=t("Where so few suppliers share an amount that it would reveal what one was paid, we do not show it.")
        if few
        else "",
    )


def _row(each: IndustrySpend, t: Translator, *, is_told: bool) -> tuple[Cell, ...]:
    label = industry_label(each.key, t, each.label)
    return (label, each.amount, each.suppliers) if is_told else (label, blocks.Missing(t("not shown")), t("few"))


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
        yield from registration_section(event, t, today)
    yield from questions(event, t)
