"""eForms: the notices of the EU about plans, competitions and results, UBL 2.3 XML (annonser på EU-nivå).

A notice is read for what ``cbc:NoticeTypeCode/@listName`` says it is for, never for the name of its root element:
calls for competition come under ``PriorInformationNotice`` too, and direct awards announced in advance under
``ContractAwardNotice``. A folder or a zip archive of notices is one input: of each notice its last version counts, a
change counts instead of what it changes, and the notices of one procedure are one procurement.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

import outreach
from outreach.sources._archives import first_bytes, members_of
from outreach.sources._eforms_nodes import ROOTS, one, withheld
from outreach.sources._eforms_notice import LANGUAGES, Speech, facts_of
from outreach.sources._eforms_parties import LINE, buyers_of, organisations_of
from outreach.sources._eforms_procurement import PROCEDURE_WITHHELD, groups_of, lot, lot_id, lots_of, procurement
from outreach.sources._eforms_results import results_of
from outreach.sources._eforms_versions import Told, counting, together
from outreach.sources._xml import read_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.sources._archives import Member
    from outreach.sources._eforms_notice import Facts
    from outreach.sources._eforms_parties import Organisation, Values
    from outreach.sources._xml import Node

_SUFFIX: Final = ".xml"


def _code(language: str | None) -> str:
    """Return a language as notices write it: ``sv``, ``sv_SE`` and ``swe`` are ``SWE``."""
    text = (language or "").replace("-", "_").partition("_")[0]
    return LANGUAGES.get(text.lower(), text.upper())


def _is_language(_: object, field: attrs.Attribute[Any], value: str) -> None:
    if value and value not in LANGUAGES.values():
        raise outreach.QuestionError(field.name, value, tuple(LANGUAGES))


@attrs.frozen
class Notices(outreach.Source):
    """A notice, or a folder or zip archive of notices (annonser).

    Attributes:
        path: The file, the folder or the archive.
        language: In which language to read texts given in several, such as ``"sv"``; Swedish if not given, where
            there is any, else the notice's own.
    """

    name = "eforms"
    takes_folders = True
    path: Path = attrs.field(converter=Path)
    language: str = attrs.field(default="", converter=_code, validator=_is_language, kw_only=True)

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Tell a notice by the namespace of its root element, and an archive by its first member."""
        head = first_bytes(sample.head)
        is_packed = head != sample.head[: len(head)]
        text = head.decode("utf-8", errors="replace") if is_packed else sample.text
        return text.lstrip("\ufeff \t\r\n").startswith("<") and any(root in text for root in ROOTS)

    def rows(self) -> Iterator[outreach.Row | outreach.Problem]:
        """Yield the Procurements with their Lots, Bids and Awards, then the Buyers and Suppliers, each once.

        Raises:
            outreach.SourceError: What is read is one document, and no notice that can be read.
        """
        notices: list[Told] = []
        for member in members_of(self.path, self.name):
            found = self._read(member)
            if isinstance(found, Told):
                notices.append(found)
            else:
                yield found
        kept, problems = counting(notices)
        yield from problems
        whole = [together(group) for group in _by_procurement(kept)]
        for told in whole:
            yield from _rows(told)
        yield from _organisations(whole)

    def _read(self, member: Member) -> Told | outreach.Problem:
        """Return what a notice says; of several that one is bad is a problem, and the others are read."""
        is_one_of_many = bool(member.name)
        if is_one_of_many and member.suffix != _SUFFIX:
            return _problem("document", "not read: no .xml file", part=member.name)
        try:
            with member.opened() as stream:
                root = read_xml(stream, member.place, self.name)
            facts = facts_of(root, member.name, member.place, self.name)
            if facts.is_without_procurement:
                return _problem("document", "registers a company: no procurement in it", part=member.name)
            return self._told(root, facts, member.place)
        except outreach.InputError as error:
            if not is_one_of_many:
                raise
            return _not_read(member, error)

    def _told(self, root: Node, facts: Facts, place: str) -> Told:
        speech = Speech(self.language, facts.language)
        organisations = organisations_of(root, speech)
        buyers = buyers_of(root, organisations)
        values = procurement(root, facts, speech, buyers)
        lots = {lot_id(node): lot(node, facts, speech) for node in lots_of(root)}
        values["title"] = values["title"] or next((title for each in lots.values() if (title := each["title"])), "")
        if not values["title"]:
            raise outreach.SourceError(place, "has no title (BT-21): no whole notice", "fetch it again", self.name)
        results = results_of(root, facts, speech, organisations)
        for name, count in results.counts.items():
            lots.setdefault(name, {"id": name, "procurement_id": facts.key})["bid_count"] = count
        return Told(
            facts=facts,
            procurement=values,
            lots=lots,
            awards=results.awards,
            bids=results.bids,
            buyers=buyers,
            suppliers=results.suppliers,
            problems=[*_said_of(root, facts), *results.problems],
        )


def _said_of(root: Node, facts: Facts) -> Iterator[outreach.Problem]:
    """Yield what a reader should know of a notice: groups that are no lots, and a procedure that is withheld."""
    for group, lots in groups_of(root).items():
        message = f"{group} is a group of {', '.join(lots) or 'lots'}: no lot of its own"
        yield _problem("lots", message, part=facts.part)
    hidden = withheld(one(root, "cac:TenderingProcess"))
    if PROCEDURE_WITHHELD in hidden:
        until = f"to be published {hidden[PROCEDURE_WITHHELD]}" if hidden[PROCEDURE_WITHHELD] else ""
        yield _problem("withheld", "withheld: the procedure", until, part=facts.part, field="procedure")


def _problem(kind: str, message: str, hint: str = "", *, part: str, field: str = "") -> outreach.Problem:
    origin = outreach.Origin(part=part, field=field)
    return outreach.Problem(origin=origin, kind=kind, message=message, hint=hint)


def _not_read(member: Member, error: outreach.InputError) -> outreach.Problem:
    problem = _problem("document", f"not read: {error.reason}", error.hint, part=member.name)
    return attrs.evolve(problem, severity=outreach.Severity.ERROR)


def _by_procurement(notices: Iterable[Told]) -> list[list[Told]]:
    groups: dict[str, list[Told]] = {}
    for told in notices:
        groups.setdefault(told.facts.key, []).append(told)
    return list(groups.values())


def _rows(told: Told) -> Iterator[outreach.Row | outreach.Problem]:
    yield from told.problems
    yield _row(outreach.Procurement, told.procurement, told.facts)
    for record, all_values in (
        (outreach.Lot, told.lots.values()),
        (outreach.Bid, told.bids),
        (outreach.Award, told.awards),
    ):
        for values in all_values:
            yield _row(record, values, told.facts)


def _organisations(notices: Iterable[Told]) -> Iterator[outreach.Row]:
    """Yield each buyer and each supplier once: what the last notice says of it, completed by those before."""
    found: dict[tuple[type, str], tuple[Values, Facts]] = {}

    def keep(record: type, party: Organisation, values: Values, facts: Facts) -> None:
        earlier, _ = found.get((record, party.key), ({}, facts))
        found[record, party.key] = earlier | {name: value for name, value in values.items() if value}, facts

    for told in notices:
        for buyer in told.buyers:
            keep(outreach.Buyer, buyer, buyer.as_buyer(), told.facts)
        for supplier in told.suppliers:
            keep(outreach.Supplier, supplier, supplier.as_supplier(), told.facts)
    for (record, _), (values, facts) in found.items():
        yield _row(record, values, facts)


def _row(record: type, values: Values, facts: Facts) -> outreach.Row:
    given = {name: value for name, value in values.items() if value and name != LINE}
    line = values.get(LINE)
    return outreach.Row(record, given, line=line if isinstance(line, int) else None, part=facts.part)
