"""eForms: the notices of the EU about plans, competitions and results, UBL 2.3 XML (annonser på EU-nivå).

A notice is read for what ``cbc:NoticeTypeCode/@listName`` says it is for, never for the name of its root element:
calls for competition come under ``PriorInformationNotice`` too, and direct awards announced in advance under
``ContractAwardNotice``. Of the notices that are read together, in files, folders or zip archives, the last version of
each counts, a change counts instead of what it changes, and the notices of one procedure are one procurement.

Standard: eForms, Regulation (EU) 2019/1780, SDK 1; which business term (BT) is read as what stands in docs/formats.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

import outreach
from outreach.sources._archives import first_bytes, members_of
from outreach.sources._eforms_nodes import ROOTS, one, withheld
from outreach.sources._eforms_notice import Speech, facts_of, is_language, language_code
from outreach.sources._eforms_parties import buyers_of, organisations_of
from outreach.sources._eforms_procurement import (
    PROCEDURE_WITHHELD,
    codes_of,
    extension_of,
    groups_of,
    lot,
    lot_id,
    lots_of,
    period_of,
    procurement,
)
from outreach.sources._eforms_results import results_of
from outreach.sources._eforms_rows import rows_of
from outreach.sources._eforms_versions import Told
from outreach.sources._xml import read_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from outreach.sources._archives import Member
    from outreach.sources._eforms_notice import Facts
    from outreach.sources._eforms_parties import Values
    from outreach.sources._xml import Node

_SUFFIX: Final = ".xml"


def _names(given: Iterable[str | Path]) -> tuple[str, ...]:
    return tuple(map(str, given))


@attrs.frozen
class Notices(outreach.Source):
    """A notice, or a folder or zip archive of notices (annonser).

    Attributes:
        path: The file, the folder or the archive.
        language: In which language to read texts given in several, such as ``"sv"``; Swedish if not given, where
            there is any, else the notice's own.
        more: Other files, folders or archives of the same procedures: which notice counts is decided among all.
    """

    name = "eforms"
    takes_folders = True
    path: Path = attrs.field(converter=Path)
    language: str = attrs.field(default="", converter=language_code, validator=is_language, kw_only=True)

    more: tuple[str, ...] = attrs.field(default=(), kw_only=True, converter=_names)

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Tell a notice by the namespace of its root element, and an archive by its first member."""
        head = first_bytes(sample.head)
        is_packed = head != sample.head[: len(head)]
        text = head.decode("utf-8", errors="replace") if is_packed else sample.text
        return text.lstrip("\ufeff \t\r\n").startswith("<") and any(root in text for root in ROOTS)

    def joined(self, others: Sequence[Notices]) -> Notices | None:
        """Return one source for all: a notice may change, or go on with, one that lies in another file."""
        if any(other.language != self.language for other in others):
            return None
        names = [name for other in others for name in (str(other.path), *other.more)]
        return attrs.evolve(self, more=(*self.more, *names))

    def rows(self) -> Iterator[outreach.Row | outreach.Problem]:
        """Yield the Procurements with their Lots, Bids and Awards, then the Buyers and Suppliers, each once.

        Raises:
            outreach.SourceError: What is read is one document, and no notice that can be read.
        """
        notices: list[Told] = []
        # By name, as in a folder: in whatever order they are given, the same one of two alike counts.
        for path in sorted((self.path, *map(Path, self.more))):
            for member in members_of(path, self.name):
                found = self._read(member, str(path) if self.more else "")
                if isinstance(found, Told):
                    notices.append(found)
                else:
                    yield found
        yield from rows_of(notices)

    def _read(self, member: Member, file: str) -> Told | outreach.Problem:
        """Return what a notice says; of several that one is bad is a problem, and the others are read."""
        is_one_of_many, origin = bool(member.name), outreach.Origin(file=file, part=member.name)
        if is_one_of_many and member.suffix != _SUFFIX:
            return _problem("document", "not read: no .xml file", origin)
        try:
            with member.opened() as stream:
                root = read_xml(stream, member.place, self.name)
            facts = attrs.evolve(facts_of(root, member.name, member.place, self.name), file=file)
            if facts.is_without_procurement:
                return _problem("document", "registers a company: no procurement in it", origin)
            return self._told(root, facts, member.place)
        except outreach.InputError as error:
            if not is_one_of_many:
                raise
            return _not_read(origin, error)

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
            contracts=[
                _contract(root, told | {"lot": ", ".join(names)}, values, speech) for told, names in results.contracts
            ],
            buyers=buyers,
            suppliers=results.suppliers,
            problems=[*_said_of(root, facts), *results.problems],
        )


def _contract(root: Node, told: Values, procurement: Values, speech: Speech) -> Values:
    """Return what a contract is, completed by its lots: what they cover, when it runs, and how it may go on."""
    lots = [node for node in lots_of(root) if lot_id(node) in str(told["lot"]).split(", ")]
    project = one(lots[0] if len(lots) == 1 else root, "cac:ProcurementProject")
    return (
        told
        | {name: procurement.get(name, "") for name in ("buyer", "buyer_id", "lang")}
        | {"title": told["title"] or procurement["title"], "classifications": codes_of(project)}
        | {"extension": extension_of(project, speech)}
        | period_of(lots)
    )


def _said_of(root: Node, facts: Facts) -> Iterator[outreach.Problem]:
    """Yield what a reader should know of a notice: groups that are no lots, and a procedure that is withheld."""
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
