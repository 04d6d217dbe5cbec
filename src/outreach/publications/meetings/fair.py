"""A fair (mässa): tables, topics and who stands where."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

import attrs

from outreach import blocks, codes, languages
from outreach.analysis import IndustrySpend
from outreach.analysis._changes import key_of as procurement_key
from outreach.analysis._fair import OTHER
from outreach.analysis._industry import industry_named
from outreach.errors import QuestionError
from outreach.model import Event, EventStatus, Period, SessionKind
from outreach.publications import facts, meetings
from outreach.publications.ids import PageIds, slug_of
from outreach.publications.public import Projection
from outreach.publications.spend import whole_months
from outreach.publications.wording import all_plans, link_to, when_and_how_much, when_due
from outreach.rendering._publication import PUBLIC, STAFF, Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from outreach.blocks import Block, Cell, Inline
    from outreach.countries import Country
    from outreach.dataset import Dataset
    from outreach.languages import Translator


class OfFair(Protocol):
    """A table of a fair: a session, or what all may know of one."""

    @property
    def kind(self) -> SessionKind:
        """What it is."""

    @property
    def title(self) -> str:
        """What is talked about."""

    @property
    def industry(self) -> str:
        """Its industries."""

    @property
    def table(self) -> str:
        """Where it is."""


TableT = TypeVar("TableT", bound=OfFair)

BETWEEN: Final = "; "
"""What stands between the industries of a table."""


def tables_of(event: facts.EventFacts) -> list[facts.PublicSession]:
    """Return the tables of a meeting, 2 before 10."""
    return in_order_of_tables(event.sessions)


def in_order_of_tables(sessions: Iterable[TableT]) -> list[TableT]:
    """Return those of *sessions* that are tables of a fair, 2 before 10."""
    tables = [session for session in sessions if session.kind is SessionKind.FAIR_TABLE]
    return sorted(tables, key=lambda table: (not table.table, _natural(table.table), table.industry, table.title))


def _natural(text: str) -> list[tuple[int, str]]:
    """Return a key by which numbers in a *text* count as such."""
    return [(int(digits or 0), letters) for digits, letters in re.findall(r"([0-9]{1,9})|([^0-9]+|[0-9]+)", text)]


def keys_of(table: OfFair) -> tuple[str, ...]:
    """Return the codes of a table's industries, or the names where the vocabulary has none."""
    return tuple(industry_named(text).key for text in _written(table))


def labels_of(table: facts.PublicSession, t: Translator) -> list[str]:
    """Return what a table is about: its industries, else its title."""
    return [industry_label(industry_named(text).key, t, text) for text in _written(table)] or [table.title]


def label_of(table: facts.PublicSession, t: Translator) -> str:
    """Return what a table is about, in one text."""
    return BETWEEN.join(labels_of(table, t))


def _written(table: OfFair) -> list[str]:
    """Return the names of a table's industries; one that has a semicolon itself is known as it is."""
    whole = codes.industry_by_name(table.industry)
    texts = [table.industry] if whole else table.industry.split(BETWEEN.strip())
    return [text.strip() for text in texts if text.strip()]


def industry_label(key: str, t: Translator, written: str = "") -> str:
    """Return an industry's name in the language; one outside the vocabulary is called as it is *written*."""
    if key == OTHER:
        return t("Other industries")
    try:
        return codes.industry(key).label(t.locale)
    except QuestionError:
        return languages.capitalise(written or key)


def number_of(table: facts.PublicSession, t: Translator) -> str:
    """Return where the table is: *Table 3*; empty where that is not set."""
    return t("Table {number}", number=table.table) if table.table else ""


def whom_you_meet(table: facts.PublicSession, t: Translator) -> str:
    """Return the names of those at a table, each with its role; empty where nobody stands there yet."""
    people = [f"{contact.name}, {contact.role}" for contact in table.staff]
    return "; ".join(people) or (t("one of our purchasers") if table.is_staffed else "")


@attrs.frozen(kw_only=True)
class Topics:
    """What is talked about at one table.

    Attributes:
        spent: What was bought, a row for each industry and currency.
        coming: What is planned and not advertised by the day of the meeting, the next first.
        open: What is open for bids on that day, and no topic.
        period: The months of the purchases; None without any.
    """

    spent: tuple[IndustrySpend, ...] = ()
    coming: tuple[facts.ProcurementFacts, ...] = ()
    open: tuple[facts.ProcurementFacts, ...] = ()
    period: Period | None = None

    def when(self, t: Translator) -> str:
        """Return when it was bought: *2016*."""
        return languages.format_period(self.period, t.locale) if self.period else ""


def topics_of(
    tables: Sequence[OfFair], data: Dataset | None, listed: facts.PublicProcurements, view: Projection, day: date
) -> list[Topics]:
    """Return what is talked about at each of the *tables* on the *day*, in their order.

    The table of all other industries has every industry that has no table of its own, too; a table without an industry
    has nothing.
    """
    if data is None:
        return [Topics() for _ in tables]
    own = {key for table in tables for key in keys_of(table)} - {OTHER}
    spent = facts.industry_suppliers(view, data)
    coming = [(facts.topic_of(procurement) or OTHER, procurement) for procurement in listed.upcoming(day)]
    planned = listed.topics(day)
    dates = data.purchases.period
    period = whole_months(*dates) if dates else None

    def topics(keys: tuple[str, ...]) -> Topics:
        return Topics(
            spent=tuple(item for item in spent if is_at(item.key, keys, own)),
            coming=tuple(item for industry, item in coming if is_at(industry, keys, own) and item in planned),
            open=tuple(item for industry, item in coming if is_at(industry, keys, own) and item not in planned),
            period=period,
        )

    return [topics(keys_of(table)) for table in tables]


def is_at(industry: str, keys: tuple[str, ...], own: set[str]) -> bool:
    """Tell whether an *industry* is one of a table's *keys*, or of all others, where *own* have a table."""
    return industry in keys or (OTHER in keys and industry not in own)


def bought(topics: Topics, t: Translator, *, smallest: int = 1) -> Iterable[Block]:
    """Yield what was bought: a sentence for one industry, a table for several; a net credit is left out.

    Args:
        topics: Of the table.
        t: The language.
        smallest: Of fewer suppliers than these no amount is told: it would tell what one of them was paid.
    """
    shown = [industry for industry in topics.spent if industry.amount.amount > 0]
    if len({industry.key for industry in shown}) > 1:
        yield _table(shown, topics.when(t), t, smallest)
    else:
        yield from (blocks.Paragraph(_sentence(industry, topics.when(t), t, smallest)) for industry in shown)


def _sentence(industry: IndustrySpend, period: str, t: Translator, smallest: int) -> str:
    if industry.suppliers < smallest:
        return t("We bought from so few suppliers that we do not tell the amount here.")
    return t.n(
        "In {period} we bought for {amount} from {suppliers} supplier.",
        "In {period} we bought for {amount} from {suppliers} suppliers.",
        industry.suppliers,
        amount=languages.format_money_words(industry.amount, t.locale),
        suppliers=languages.format_number(industry.suppliers, t.locale),
        period=period,
    )


def _table(shown: list[IndustrySpend], period: str, t: Translator, smallest: int) -> blocks.Table:
    few = [industry for industry in shown if industry.suppliers < smallest]
    return blocks.Table(
        caption=t("What we bought, {period}", period=period),
        columns=[
            blocks.Column(key="industry", title=t("Industry")),
            blocks.Column(key="amount", title=t("Amount"), is_number=True),
            blocks.Column(key="suppliers", title=t("Suppliers"), is_number=True),
        ],
        rows=[_row(industry, t, is_shown=industry not in few) for industry in shown],
        note=t("Where so few suppliers share an amount that it would reveal what one was paid, we do not show it.")
        if few
        else "",
    )


def _row(industry: IndustrySpend, t: Translator, *, is_shown: bool) -> tuple[Cell, ...]:
    label = industry_label(industry.key, t, industry.label)
    return (
        (label, industry.amount, industry.suppliers) if is_shown else (label, blocks.Missing(t("not shown")), t("few"))
    )


MOST_COMING: Final = 5
"""How many procurements a table tells of; the rest is on the list."""
SMALLEST: Final = 5
"""Of fewer suppliers than these no amount is published."""


def fair(  # noqa: PLR0913 - each is a keyword somebody needs
    event: Event,
    data: Dataset | None = None,
    *,
    locale: str | None = None,
    country: str | Country | None = None,
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
        locale: The language, such as ``"sv_SE"`` or ``"en_GB"``; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: the data's, else Sweden.
        lead: The first sentence, where you have a better one.
        today: The day it is: what has passed is not told of. None: the day of the meeting.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    view = Projection.of(locale, country, data)
    t = view.t
    lead = view.optional(lead)
    meeting = meetings.as_of(view.event(event, data), today)
    tables = tables_of(meeting)
    listed = view.procurements(data)
    subjects = topics_of(tables, data, listed, view, meetings.day_of(meeting, today))
    first = lead or t("Find the table of your industry: what we buy there, what comes next, and whom you meet.")
    procurements = {
        procurement_key(procurement): procurement for topics in subjects for procurement in topics.coming[:MOST_COMING]
    }
    return Publication(
        id=f"fair-{slug_of(meeting.id)}",
        slug=slug_of(t.c("slug", "fair"), meeting.id),
        title=t("The industry tables: {event}", event=meeting.title),
        kind="fair",
        locale=t.locale,
        audience=STAFF if meeting.status is EventStatus.DRAFT else PUBLIC,
        blocks=[
            *meetings.status(meeting, t),
            blocks.Paragraph(first, lead=True),
            blocks.Facts(meetings.when_and_where(meeting, t)),
            *_tables(tables, t),
            *_sections(tables, subjects, listed.ids, t),
            *_end(meeting, t, today),
        ],
        facts=PublicFacts(
            procurements=tuple(procurement.public for procurement in procurements.values()), events=(meeting.public,)
        ),
        summary=first,
        updated=meetings.last_update(meeting, today),
        publisher_name=meeting.organiser,
    )


def _tables(tables: list[facts.PublicSession], t: Translator) -> Iterable[Block]:
    yield blocks.Heading(t("The tables"))
    if not tables:
        yield blocks.Paragraph(t("The tables are not set yet. We will publish them here."))
    else:
        yield overview(tables, t)
        yield blocks.Paragraph(t("Is your industry not here? Come to any table: we will find the right person."))


def overview(tables: list[facts.PublicSession], t: Translator) -> blocks.Table:
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
                *([table.table or blocks.Missing(t("place not set"))] if has_numbers else []),
                whom_you_meet(table, t) or blocks.Missing(t("not set yet")),
            )
            for table in tables
        ],
    )


def _sections(
    tables: list[facts.PublicSession], subjects: list[Topics], ids: PageIds, t: Translator
) -> Iterable[Block]:
    """Yield what each industry's tables talk about; several tables of one industry stand together."""
    pairs = zip(tables, subjects, strict=True)
    for label, group in groupby(pairs, key=lambda pair: label_of(pair[0], t)):
        same = list(group)
        numbers = [table.table for table, _ in same if table.table]
        yield blocks.Heading(_heading(label, numbers, t))
        yield from _section([table for table, _ in same], same[0][1], ids, t)


def _heading(label: str, numbers: list[str], t: Translator) -> str:
    if not numbers:
        return label
    listed = languages.format_list(numbers, t.locale)
    return t.n(
        "Table {numbers}: {industry}", "Tables {numbers}: {industry}", len(numbers), numbers=listed, industry=label
    )


def _section(tables: list[facts.PublicSession], topics: Topics, ids: PageIds, t: Translator) -> Iterable[Block]:
    yield from bought(topics, t, smallest=SMALLEST)
    if topics.coming:
        yield blocks.Paragraph(t("What comes next:"))
        yield blocks.List(_line(procurement, ids, t) for procurement in topics.coming[:MOST_COMING])
        yield from _more(len(topics.coming) - MOST_COMING, t)
    elif keys_of(tables[0]):
        yield blocks.Paragraph(t("Right now no procurement is planned here."))
    people = list(dict.fromkeys(whom_you_meet(table, t) for table in tables if table.is_staffed))
    if people:
        yield blocks.Paragraph(t("You meet {people}.", people="; ".join(people)))


def _line(procurement: facts.ProcurementFacts, ids: PageIds, t: Translator) -> tuple[Inline, ...]:
    known = when_and_how_much(procurement, t)
    undated = "" if any(when_due(procurement, t)) else t("date not set")
    return (link_to(procurement, ids, t), f": {', '.join(filter(None, (undated, known)))}")


def _more(number: int, t: Translator) -> Iterable[Block]:
    if number > 0:
        more = t.n("And {n} more.", "And {n} more.", number)
        yield blocks.Paragraph((f"{more} ", *all_plans(t)))


def _end(event: facts.EventFacts, t: Translator, today: date | None) -> Iterable[Block]:
    if not meetings.ended(event):
        yield from meetings.registration_section(event, t, today)
    yield from meetings.questions(event, t)
