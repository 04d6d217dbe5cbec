"""eForms: the notices of the EU about plans, competitions and results, UBL 2.3 XML (annonser på EU-nivå).

A notice is read for what ``cbc:NoticeTypeCode/@listName`` says it is for, never for the name of its root element:
calls for competition come under ``PriorInformationNotice`` too, and direct awards announced in advance under
``ContractAwardNotice``. Of the notices that are read together, in files, folders or zip archives, the last version of
each counts, a change counts instead of what it changes, and the notices of one procedure are one procurement.

Standard: eForms, Regulation (EU) 2019/1780, SDK 1; which business term (BT) is read as what stands in docs/formats.md.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

import outreach
from outreach.sources.archives import first_bytes, first_document, members_of
from outreach.sources.eforms.notice import (
    ROOTS,
    Facts,
    Speech,
    facts_of,
    is_language,
    language_code,
    one,
    superseded_among,
    superseded_problem,
    withheld,
)
from outreach.sources.eforms.procurement import (
    LINE,
    PROCEDURE_WITHHELD,
    Organisation,
    Values,
    buyers_of,
    groups_of,
    lot,
    lot_id,
    lots_of,
    organisations_of,
    procurement,
)
from outreach.sources.eforms.results import contract_of, results_of
from outreach.sources.table_file import OfCountry, known_country
from outreach.sources.xml import read_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from outreach.sources.archives import Member
    from outreach.sources.xml import Node


@attrs.frozen(eq=False, kw_only=True)
class Notice:
    """The content of one notice, as values of rows."""

    facts: Facts  # which notice it is
    procurement: Values  # the values of its Procurement
    lots: dict[str, Values] = attrs.field(factory=dict)  # lot → its values
    awards: list[Values] = attrs.field(factory=list)  # the values of its Awards
    bids: list[Values] = attrs.field(factory=list)  # the values of its Bids
    contracts: list[Values] = attrs.field(factory=list)  # the values of its Contracts
    buyers: list[Organisation] = attrs.field(factory=list)  # who buys
    suppliers: list[Organisation] = attrs.field(factory=list)  # who offers
    problems: list[outreach.Problem] = attrs.field(factory=list)  # what is wrong in it or withheld


def counting(notices: Iterable[Notice]) -> tuple[list[Notice], list[outreach.Problem]]:
    """Return the notices that count, in the order they were sent, and what supersedes the others."""
    ordered = sorted(notices, key=lambda notice: (notice.facts.sent, notice.facts.version, notice.facts.id))
    superseded = superseded_among([notice.facts for notice in ordered])
    problems = [superseded_problem(earlier, later) for earlier, later in superseded.items()]
    return [notice for notice in ordered if notice.facts not in superseded], problems


def together(notices: Sequence[Notice]) -> Notice:
    """Return what the *notices* of one procurement say, in the order they were sent: what a later one says counts.

    An earlier one tells what later ones leave out: the notice of a result names no last day for bids.
    """
    last = notices[-1]
    lots = _lots(notices)
    awards = _ends(notices, "lot_id", lambda notice: notice.awards)
    values: Values = {}
    for notice in notices:
        values |= {name: value for name, value in notice.procurement.items() if value}
    return attrs.evolve(
        last,
        procurement=values | {"stage": _stage(last, awards), "id": last.facts.key},
        lots=lots,
        awards=awards,
        bids=_ends(notices, "lot_id", lambda notice: notice.bids),
        contracts=_ends(notices, "lot", lambda notice: notice.contracts),
        buyers=[buyer for notice in notices for buyer in notice.buyers],
        suppliers=[supplier for notice in notices for supplier in notice.suppliers],
        problems=[problem for notice in notices for problem in notice.problems],
    )


def _lots(notices: Iterable[Notice]) -> dict[str, Values]:
    lots: dict[str, Values] = {}
    is_plan = True
    for notice in notices:
        if is_plan and notice.facts.form != "planning" and notice.lots:
            lots, is_plan = {}, False  # the parts of a plan become lots of other names
        for name, values in notice.lots.items():
            lots[name] = lots.get(name, {}) | {attribute: value for attribute, value in values.items() if value}
    return lots


def _ends(notices: Iterable[Notice], lot: str, values_of: Callable[[Notice], list[Values]]) -> list[Values]:
    """Return awards, bids or contracts; a modification replaces what it modifies, and of one lot no other's."""
    results: dict[object, Values] = {}
    for notice in notices:
        values = values_of(notice)
        if notice.facts.is_modification:
            old = list(results.values())
            results = {key: value for key, value in results.items() if not _is_modified(value, values, old, lot)}
        results |= {value["id"]: value for value in values}
    return list(results.values())


def _is_modified(earlier: Values, values: Iterable[Values], old: Sequence[Values], lot: str) -> bool:
    """Return whether *earlier* is modified: one of its lot and its suppliers is, or the only one of the lot."""
    own = _lots_in(earlier, lot)
    is_only = sum(not own.isdisjoint(_lots_in(value, lot)) for value in old) == 1
    later = [value for value in values if not own.isdisjoint(_lots_in(value, lot))]
    return any(is_only or _who(value) == _who(earlier) for value in later)


def _lots_in(value: Values, lot: str) -> frozenset[str]:
    return frozenset(str(value[lot]).split(", "))


def _who(value: Values) -> object:
    return value.get("supplier_keys") or value.get("supplier_ids")


def _stage(last: Notice, awards: Sequence[Values]) -> object:
    """Return how far the procurement has come: a result without any winner ends it, or not yet."""
    outcomes = {award["outcome"] for award in awards}
    if last.facts.form != "result" or not outcomes:
        return last.procurement["stage"]
    if outcomes == {outreach.Outcome.NOT_AWARDED.value}:
        return outreach.Stage.CANCELLED
    if outcomes <= {outreach.Outcome.NOT_AWARDED.value, outreach.Outcome.PENDING.value}:
        return outreach.Stage.CLOSED
    return outreach.Stage.AWARDED


def rows_of(notices: Iterable[Notice]) -> Iterator[outreach.Row | outreach.Problem]:
    """Yield what is superseded, the Procurements with what came of them, then the Buyers and Suppliers."""
    counted, problems = counting(notices)
    yield from problems
    counted, problems = _buyers_apart(counted)
    yield from problems
    groups: dict[str, list[Notice]] = {}
    for notice in counted:
        groups.setdefault(notice.facts.key, []).append(notice)
    whole = [together(group) for group in groups.values()]
    for notice in whole:
        yield from _rows(notice)
    yield from _organisations(whole)


def _buyers_apart(notices: Iterable[Notice]) -> tuple[list[Notice], list[outreach.Problem]]:
    """Return the notices with buyers of one number and several names apart, and a problem for each but the first."""
    names: dict[str, str] = {}
    made: list[Notice] = []
    problems: dict[tuple[str, str], outreach.Problem] = {}
    for notice in notices:
        changed = notice
        for buyer in notice.buyers:
            name = " ".join(buyer.name.casefold().split())
            if names.setdefault(buyer.key, name) != name:
                changed = _with_buyer(changed, buyer, attrs.evolve(buyer, number=""))
                origin = outreach.Origin(
                    file=notice.facts.file, part=notice.facts.part, line=buyer.line, field="buyer_id"
                )
                message = f"the number of another buyer, too: {buyer.name!r} is kept by its name"
                problems.setdefault(
                    (buyer.key, name), _problem("identity", message, origin, "give each its own number")
                )
        made.append(changed)
    return made, list(problems.values())


def _with_buyer(notice: Notice, old: Organisation, new: Organisation) -> Notice:
    is_first = notice.buyers[0] in (old, new)
    own = {"buyer_id": new.key} if is_first else {}
    return attrs.evolve(
        notice,
        buyers=[new if buyer == old else buyer for buyer in notice.buyers],
        procurement=notice.procurement | own,
        contracts=[contract | own for contract in notice.contracts],
    )


def _rows(notice: Notice) -> Iterator[outreach.Row | outreach.Problem]:
    yield from notice.problems
    yield _row(outreach.Procurement, notice.procurement, notice.facts)
    for record, all_values in (
        (outreach.Lot, notice.lots.values()),
        (outreach.Bid, notice.bids),
        (outreach.Award, notice.awards),
        (outreach.Contract, notice.contracts),
    ):
        for values in all_values:
            yield _row(record, values, notice.facts)


def _organisations(notices: Iterable[Notice]) -> Iterator[outreach.Row]:
    """Yield buyers and suppliers: the values of the last notice, completed from earlier ones."""
    organisations: dict[tuple[type, str], tuple[Values, Facts]] = {}

    def keep(record: type, party: Organisation, values: Values, facts: Facts) -> None:
        earlier, _ = organisations.get((record, party.key), ({}, facts))
        organisations[record, party.key] = earlier | {name: value for name, value in values.items() if value}, facts

    for notice in notices:
        for buyer in notice.buyers:
            keep(outreach.Buyer, buyer, buyer.as_buyer(), notice.facts)
        for supplier in notice.suppliers:
            keep(outreach.Supplier, supplier, supplier.as_supplier(), notice.facts)
    for (record, _), (values, facts) in organisations.items():
        yield _row(record, values, facts)


def _row(record: type, values: Values, facts: Facts) -> outreach.Row:
    given = {name: value for name, value in values.items() if value and name != LINE}
    line = values.get(LINE)
    return outreach.Row(record, given, line=line if isinstance(line, int) else None, part=facts.part, file=facts.file)


_SUFFIX: Final = ".xml"


def _names(given: Iterable[str | Path]) -> tuple[str, ...]:
    return tuple(map(str, given))


@attrs.frozen
class Notices(OfCountry, outreach.Source):
    """A notice, or a folder or zip archive of notices (annonser).

    Attributes:
        path: The file, the folder or the archive.
        language: In which language to read texts given in several, such as ``"sv"``; that of the country if not
            given, where there is any, else the notice's own.
        country: Whose organisation numbers are meant where no country stands, such as ``"SE"``.
        more: Other files, folders or archives of the same procedures: which notice counts is decided among all.
    """

    name = "eforms"
    takes_folders = True
    path: Path = attrs.field(converter=Path)
    language: str = attrs.field(default="", converter=language_code, validator=is_language, kw_only=True)
    more: tuple[str, ...] = attrs.field(default=(), kw_only=True, converter=_names)

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Recognise a notice by the namespace of its root element, and an archive by its first member."""
        head = first_bytes(sample.head)
        is_packed = head != sample.head[: len(head)]
        text = head.decode("utf-8", errors="replace") if is_packed else sample.text
        return text.lstrip("\ufeff \t\r\n").startswith("<") and any(root in text for root in ROOTS)

    def named_country(self) -> outreach.Country | None:
        """Return the country of the first buyer (BT-514), if it is installed."""
        with suppress(outreach.InputError, StopIteration):
            with first_document(self.path, self.name) as file:
                root = read_xml(file, str(self.path), self.name)
            buyers = buyers_of(root, organisations_of(root, Speech("", "", self.home)))
            return known_country(buyers[0].country_code) if buyers else None
        return None

    def joined(self, others: Sequence[Notices]) -> Notices | None:
        """Return one source for all: a notice may change, or go on with, one that lies in another file."""
        if any((other.language, other.country) != (self.language, self.country) for other in others):
            return None
        names = [name for other in others for name in (str(other.path), *other.more)]
        return attrs.evolve(self, more=(*self.more, *names))

    def rows(self) -> Iterator[outreach.Row | outreach.Problem]:
        """Yield the Procurements with their Lots, Bids and Awards, then the Buyers and Suppliers, each once.

        Raises:
            outreach.SourceError: What is read is one document, and no notice that can be read.
        """
        notices: list[Notice] = []
        # By name, as in a folder: in whatever order they are given, the same one of two alike counts.
        for path in sorted((self.path, *map(Path, self.more))):
            for member in members_of(path, self.name):
                notice = self._read(member, str(path) if self.more else "")
                if isinstance(notice, Notice):
                    notices.append(notice)
                else:
                    yield notice
        yield from rows_of(notices)

    def _read(self, member: Member, file: str) -> Notice | outreach.Problem:
        """Return the content of a notice; one that is bad among several becomes a problem, and the others are read."""
        is_one_of_many, origin = bool(member.name), outreach.Origin(file=file, part=member.name)
        if is_one_of_many and member.suffix != _SUFFIX:
            return _problem("document", "not read: no .xml file", origin)
        try:
            with member.opened() as stream:
                root = read_xml(stream, member.place, self.name)
            facts = attrs.evolve(facts_of(root, member.name, member.place, self.name), file=file)
            if facts.is_without_procurement:
                return _problem("document", "registers a company: no procurement in it", origin)
            return self._notice(root, facts, member.place)
        except outreach.InputError as error:
            if not is_one_of_many:
                raise
            return _not_read(origin, error)

    def _notice(self, root: Node, facts: Facts, place: str) -> Notice:
        speech = Speech(self.language, facts.language, self.home)
        organisations = organisations_of(root, speech)
        buyers = buyers_of(root, organisations)
        values = procurement(root, facts, speech, buyers)
        lots = {lot_id(node): lot(node, facts, speech) for node in lots_of(root)}
        values["title"] = values["title"] or next(
            (title for lot_values in lots.values() if (title := lot_values["title"])), ""
        )
        if not values["title"]:
            raise outreach.SourceError(place, "has no title (BT-21): no whole notice", "fetch it again", self.name)
        results = results_of(root, facts, speech, organisations)
        for name, count in results.counts.items():
            lots.setdefault(name, {"id": name, "procurement_id": facts.key})["bid_count"] = count
        return Notice(
            facts=facts,
            procurement=values,
            lots=lots,
            awards=results.awards,
            bids=results.bids,
            contracts=[
                contract_of(root, contract | {"lot": ", ".join(names)}, values, speech)
                for contract, names in results.contracts
            ],
            buyers=buyers,
            suppliers=results.suppliers,
            problems=[*_remarks(root, facts), *results.problems],
        )


def _remarks(root: Node, facts: Facts) -> Iterator[outreach.Problem]:
    """Yield a warning for every group of lots, and for a procedure that is withheld."""
    origin = outreach.Origin(file=facts.file, part=facts.part)
    for group, lots in groups_of(root).items():
        message = f"{group} is a group of {', '.join(lots) or 'lots'}: no lot of its own"
        yield _problem("lots", message, origin)
    hidden = withheld(one(root, "cac:TenderingProcess"))
    if PROCEDURE_WITHHELD in hidden:
        until = f"to be published {hidden[PROCEDURE_WITHHELD]}" if hidden[PROCEDURE_WITHHELD] else ""
        yield _problem("withheld", "withheld: the procedure", attrs.evolve(origin, field="procedure"), until)


def _problem(kind: str, message: str, origin: outreach.Origin, hint: str = "") -> outreach.Problem:
    return outreach.Problem(origin=origin, kind=kind, message=message, hint=hint)


def _not_read(origin: outreach.Origin, error: outreach.InputError) -> outreach.Problem:
    problem = _problem("document", f"not read: {error.reason}", origin, error.hint)
    return attrs.evolve(problem, severity=outreach.Severity.ERROR)
