"""The public facts that publications are composed of, and what analyses find in them.

A channel is given less: :attr:`ProcurementFacts.public` and :attr:`EventFacts.public` are what it sees.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import attrs

from outreach import analysis
from outreach.analysis import ChoiceRow, FeedbackRow, SpendRow
from outreach.analysis._pipeline import industry_of as key_of_topic
from outreach.analysis._timetable import in_order as _in_order
from outreach.analysis._timetable import topics as _topics
from outreach.model import EventKind, FeedbackKind, Money, SessionKind, Stage, Technique
from outreach.publications.ids import PageIds, ids_of
from outreach.rendering._publication import PublicContact, PublicEvent, PublicProcurement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.analysis import IndustrySpend
    from outreach.analysis._question import Accounts
    from outreach.dataset import Dataset
    from outreach.ledger import Ledger
    from outreach.model import Estimate
    from outreach.publications.public import Projection


@attrs.frozen(kw_only=True)
class PublicCode:
    """A code of a classification (CPV …) with its label, where the list has one."""

    scheme: str
    code: str
    label: str = ""


@attrs.frozen(kw_only=True)
class ProcurementFacts(PublicProcurement):
    """What a page may tell of a procurement beside what channels are given (upphandling).

    Attributes:
        buyer_id: The buyer's key.
        industry_code: Of the library's vocabulary; empty where *industry* is the list's own word.
        procedure_text: The procedure as written, where it is none of the model's.
        classifications: Codes with their labels; *cpv* has the codes of CPV alone.
        incomplete: Attribute → the text of the source, where it could not be read.
        details: Attribute → value, of those that all may know and that have no attribute here.
    """

    buyer_id: str = ""
    industry_code: str = ""
    procedure_text: str = ""
    techniques: tuple[Technique, ...] = ()
    classifications: tuple[PublicCode, ...] = ()
    suits_small_suppliers: bool | None = None
    standstill_ends: date | None = None
    certainty: str = ""
    comments: str = ""
    incomplete: tuple[tuple[str, str], ...] = ()
    details: tuple[tuple[str, Any], ...] = ()

    def value(self, name: str) -> Any:  # noqa: ANN401 - of any attribute
        """Return the value of an attribute, which may be one of the details."""
        return dict(self.details)[name] if name in dict(self.details) else getattr(self, name)

    @property
    def is_planned(self) -> bool:
        """Whether it has not been advertised yet."""
        return self.stage is Stage.PLANNED

    @cached_property
    def public(self) -> PublicProcurement:
        """What channels are given."""
        return PublicProcurement(**_of_base(self, PublicProcurement))


@attrs.frozen(kw_only=True)
class PublicSession:
    """What all may know of an item of a programme, or of a table of a fair.

    Attributes:
        staff: Who stands there in office: those with a name and a role.
        is_staffed: Whether anybody stands there, named or not.
        speakers: Name and company of those who have said yes to being named.
    """

    kind: SessionKind
    title: str = ""
    description: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    industry: str = ""
    table: str = ""
    lang: str = ""
    staff: tuple[PublicContact, ...] = ()
    is_staffed: bool = False
    speakers: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class PublicHeadcount:
    """How many came to a meeting, exact or about."""

    count: int
    is_about: bool = False


@attrs.frozen(kw_only=True)
class PublicCoverage:
    """What others wrote of a meeting."""

    title: str
    outlet: str
    published: date | None = None
    url: str = ""
    lang: str = ""


@attrs.frozen(kw_only=True)
class EventFacts(PublicEvent):
    """What a page may tell of a meeting beside what channels are given (företagarträff).

    Attributes:
        sessions: The programme, with the tables of a fair.
        contact: Whom to ask.
        procurement_ids: Of the procurements that are presented.
    """

    kind: EventKind
    contact: PublicContact | None = None
    recurrence: str = ""
    registration_deadline: date | None = None
    capacity: int | None = None
    cost: str = ""
    sequence: int = 0
    sessions: tuple[PublicSession, ...] = ()
    procurement_ids: tuple[str, ...] = ()
    headcount: PublicHeadcount | None = None
    summary_points: tuple[str, ...] = ()
    coverage: tuple[PublicCoverage, ...] = ()

    @property
    def has_registration(self) -> bool:
        """Whether there is a way to register."""
        return bool(self.registration_url or (self.contact and (self.contact.email or self.contact.phone)))

    @cached_property
    def public(self) -> PublicEvent:
        """What channels are given."""
        return PublicEvent(**_of_base(self, PublicEvent))


def _of_base(facts: object, base: type[attrs.AttrsInstance]) -> dict[str, Any]:
    return {field.name: getattr(facts, field.name) for field in attrs.fields(base)}


@attrs.frozen(kw_only=True)
class PublicFeedback:
    """What all may know of an answer (synpunkt): its words only where a person has released them.

    Attributes:
        sheet: The number of the sheet it stands on: a sheet has several answers.
        of_procurement: Whether it is about a procurement, not a meeting alone.
        text: Without what would tell who wrote it; empty where it is not released.
        answer: What the municipality answers.
    """

    kind: FeedbackKind
    sheet: int
    is_public: bool
    of_procurement: bool = False
    theme: str = ""
    text: str = ""
    answer: str = ""


@attrs.frozen(kw_only=True)
class PublicContract:
    """What all may know of a contract that ends: its title, in *lang*, and its last day."""

    title: str
    lang: str
    ends: date


@attrs.frozen(kw_only=True)
class PublicAnswers:
    """What was answered, in numbers (svaren i siffror).

    Attributes:
        ratings: The mean of each question.
        best: For each of these the highest score there is; None where that is not known.
        choices: How many picked which answer.
    """

    ratings: tuple[FeedbackRow, ...] = ()
    best: tuple[int | None, ...] = ()
    choices: tuple[ChoiceRow, ...] = ()


@attrs.frozen(kw_only=True)
class PublicSpend:
    """Purchases by group, as a report may show them; see :class:`outreach.analysis.SpendBreakdown`."""

    by: str
    rows: tuple[SpendRow, ...]
    purchases_totals: tuple[Money, ...]
    sources: tuple[tuple[str, Money], ...]

    def __iter__(self) -> Iterator[SpendRow]:
        return iter(self.rows)


def spend(view: Projection, data: Dataset | Ledger, by: str, *, top: int | None, accounts: Accounts) -> PublicSpend:
    """Return the purchases by a grouping word *by*; a sole trader's number in a name is masked here too."""
    result = analysis.spend(data, by=by, top=top, accounts=accounts)
    return PublicSpend(
        by=by,
        rows=tuple(_row(view, row) for row in result),
        purchases_totals=result.purchases_totals,
        sources=result.sources,
    )


def _row(view: Projection, row: SpendRow) -> SpendRow:
    return attrs.evolve(row, key=view.text(row.key), label=view.text(row.label))


def industry_suppliers(view: Projection, data: Dataset) -> tuple[IndustrySpend, ...]:
    """Return what was bought in each industry, and from whom."""
    return tuple(
        attrs.evolve(
            industry,
            key=view.text(industry.key),
            label=view.text(industry.label),
            rows=tuple(_row(view, row) for row in industry.rows),
        )
        for industry in analysis.industry_suppliers(data)
    )


def files(view: Projection, ledger: Ledger) -> tuple[str, ...]:
    """Return the names of the files of a ledger, each once, without folders."""
    names = (re.split(r"[\\/]", report.file)[-1] for report in ledger.reconciliation if report.file)
    return tuple(dict.fromkeys(map(view.text, names)))


def only_buyer(view: Projection, ledger: Ledger) -> str:
    """Return the name of the buyer, where the *ledger* names one alone; else an empty text."""
    names = ledger.cube("buyer")["buyer"].drop_nulls().unique().to_list()
    return view.text(str(names[0])) if len(names) == 1 else ""


@attrs.frozen(kw_only=True)
class PublicSlot:
    """A place in time with the procurements in it, the next first; see :class:`outreach.analysis.Slot`."""

    key: str
    kind: analysis.Kind
    procurements: tuple[ProcurementFacts, ...]


@attrs.frozen
class PublicProcurements:
    """What all may know of the procurements of a dataset, in the order they were read."""

    every: tuple[ProcurementFacts, ...] = ()

    @cached_property
    def ids(self) -> PageIds:
        """The ids of their pages."""
        return ids_of(self.every)

    def upcoming(self, today: date) -> tuple[ProcurementFacts, ...]:
        """Return what can be bid for now and what is planned, the next first."""
        return cast("tuple[ProcurementFacts, ...]", analysis.upcoming(_records(self.every), today=today))

    def topics(self, day: date) -> tuple[ProcurementFacts, ...]:
        """Return what may be talked about on a *day*, the next first: what is planned and not advertised by then.

        What is open for bids is asked about in the system, where all get the answer (likabehandling).
        """
        return cast("tuple[ProcurementFacts, ...]", _topics(_records(self.every), day=day))


def timetable(procurements: Iterable[ProcurementFacts], today: date) -> tuple[PublicSlot, ...]:
    """Place *procurements* in time (tidplan); see :func:`outreach.analysis.timetable`."""
    slots = analysis.timetable(_records(procurements), today=today)
    return tuple(
        PublicSlot(key=slot.key, kind=slot.kind, procurements=cast("tuple[ProcurementFacts, ...]", slot.procurements))
        for slot in slots
    )


def in_order(procurements: Iterable[ProcurementFacts], today: date) -> tuple[ProcurementFacts, ...]:
    """Return *procurements*, the next first."""
    return cast("tuple[ProcurementFacts, ...]", tuple(_in_order(_records(procurements), today)))


def estimated_total(procurements: Iterable[ProcurementFacts], today: date) -> tuple[Estimate, ...]:
    """Return the sum of the estimates, for each currency."""
    return analysis.pipeline(_records(procurements), by="industry", today=today).totals


def topic_of(procurement: ProcurementFacts) -> str:
    """Return the key of the industry by which fairs and talks count a procurement; empty where nothing tells it."""
    return key_of_topic(next(iter(_records((procurement,)))))


def _records(procurements: Iterable[ProcurementFacts]) -> Any:  # noqa: ANN401 - for the analyses they are records
    """Return public facts as what the analyses take: they read nothing that the facts do not have."""
    return tuple(procurements)
