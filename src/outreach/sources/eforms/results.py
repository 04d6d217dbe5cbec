"""Results of lots: tenders received, winners and values; withheld values are unknown and give a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

import outreach
from outreach.sources.eforms.notice import amount, day, every, extension, one, reference, text_at, text_of, withheld
from outreach.sources.eforms.procurement import (
    LINE,
    Organisation,
    Values,
    codes_of,
    extension_of,
    groups_of,
    lot_id,
    lots_of,
    period_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from outreach.sources.eforms.notice import Facts, Speech
    from outreach.sources.xml import Node

OUTCOMES: Final = {
    "selec-w": outreach.Outcome.AWARDED,
    "clos-nw": outreach.Outcome.NOT_AWARDED,
    "open-nw": outreach.Outcome.PENDING,
}
"""BT-142: a winner was chosen; none was, and the competition is closed; none yet, and it goes on."""
_UNTOLD: Final = {
    "dir-awa-pre": outreach.Outcome.PENDING,
    "cont-modif": outreach.Outcome.AWARDED,
    "completion": outreach.Outcome.AWARDED,
}
"""Forms that state no outcome: a direct award announced in advance is pending; a contract was awarded."""
_NAMES_WINNERS: Final = (outreach.Outcome.AWARDED, outreach.Outcome.PENDING)
"""Of a lot without a winner, the tenders that its result names won nothing."""
_TENDERS: Final = "tenders"
_COUNT_WITHHELD: Final = ("rec-sub-cou", "rec-sub-typ")
_OUTCOME_WITHHELD: Final = ("win-cho",)
_VALUE_WITHHELD: Final = ("win-ten-val",)
_TENDER: Final = "efac:LotTender/cbc:ID"
_LOT: Final = "efac:TenderLot/cbc:ID"


@attrs.frozen(eq=False)
class Results:
    """What a notice says about the end of its lots."""

    counts: dict[str, str] = attrs.field(factory=dict)
    """Lot → tenders received, as written; nothing where unknown or withheld."""
    awards: list[Values] = attrs.field(factory=list)  # the values of Awards, one for each lot result
    bids: list[Values] = attrs.field(factory=list)  # the values of Bids, one for each tender that is named
    contracts: list[tuple[Values, list[str]]] = attrs.field(factory=list)
    """The values of Contracts, without what stands elsewhere in the notice; each with its lots."""
    suppliers: list[Organisation] = attrs.field(factory=list)  # who made them
    problems: list[outreach.Problem] = attrs.field(factory=list)  # what is withheld, and what is told twice


def results_of(root: Node, facts: Facts, speech: Speech, organisations: Mapping[str, Organisation]) -> Results:
    """Return what came of the lots of a notice."""
    return _Reading(root, facts, speech, organisations).read()


class _Reading:
    """Reads ``efac:NoticeResult``, whose parts refer to one another by id."""

    def __init__(self, root: Node, facts: Facts, speech: Speech, known: Mapping[str, Organisation]) -> None:
        self.facts, self.speech, self.known = facts, speech, known
        result = one(extension(root), "efac:NoticeResult")
        self.lots = list(every(result, "efac:LotResult"))
        self.tenders = _by_id(every(result, "efac:LotTender"))
        self.contracts = _by_id(every(result, "efac:SettledContract"))
        self.parties = _by_id(every(result, "efac:TenderingParty"))
        self.groups = groups_of(root)
        self.results = Results()
        self.won: set[str] = set()
        self.settled: dict[str, list[str]] = {}

    def read(self) -> Results:
        for lot in self.lots:
            self._count(lot)
            self.results.awards.append(self._award(lot))
        self._settle_alone()
        self.results.bids.extend(self._bid(name, tender) for name, tender in self.tenders.items())
        self.results.contracts.extend((self._contract(name), lots) for name, lots in self.settled.items())
        names = (name for tender in self.tenders.values() for name in self._tenderers(tender))
        self.results.suppliers.extend(self.known[name] for name in dict.fromkeys(names))
        return self.results

    def _settle_alone(self) -> None:
        """Keep the contracts that no lot result names, as modifications have them: of the lots of their tenders."""
        named = {name for lot in self.lots for name in _ids(lot, "efac:SettledContract/cbc:ID")}
        for name, contract in self.contracts.items():
            if name and name not in named:
                tenders = [tender for tender in _ids(contract, _TENDER) if tender in self.tenders]
                places = dict.fromkeys(text_at(self.tenders[tender], _LOT) for tender in tenders)
                self.settled[name] = [lot for place in places for lot in self.groups.get(place, [place]) if lot]
                self.won.update(tenders)

    def _count(self, lot: Node) -> None:
        """Note the tenders received for a lot, BT-759 where BT-760 says *tenders*."""
        name = text_at(lot, _LOT)
        for node in every(lot, "efac:ReceivedSubmissionsStatistics"):
            code, count = text_at(node, "efbc:StatisticsCode"), text_at(node, "efbc:StatisticsNumeric")
            if code not in ("", _TENDERS):
                continue
            if self._is_withheld(node, _COUNT_WITHHELD, f"tenders received, {name}", "bid_count"):
                return
            if code and self.results.counts.setdefault(name, count) != count:
                self._say("lots", "bid_count", node, f"more than one number of tenders for {name}", "none is taken")
                self.results.counts[name] = ""

    def _award(self, lot: Node) -> Values:
        is_withheld = self._is_withheld(lot, _OUTCOME_WITHHELD, f"whether {text_at(lot, _LOT)} was awarded", "outcome")
        outcome = None if is_withheld else self._outcome(lot)
        names = [name for name in _ids(lot, "efac:SettledContract/cbc:ID") if name in self.contracts]
        contracts = [self.contracts[name] for name in names]
        winners = self._winners(lot, contracts) if outcome in _NAMES_WINNERS else []
        is_final = outcome is outreach.Outcome.AWARDED
        if is_final:
            self.won.update(winners)
            for name in names:
                self.settled.setdefault(name, []).append(text_at(lot, _LOT))
        return {
            LINE: lot.line,
            "id": self._key(text_at(lot, "cbc:ID")),
            "procurement_id": self.facts.key,
            "lot_id": text_at(lot, _LOT),
            "title": _only(self.speech.at(contract, "cbc:Title") for contract in contracts),
            "supplier_ids": self._suppliers(winners),
            "value": self._value(self.tenders[winners[0]]) if len(winners) == 1 else "",
            "decided": _only(filter(None, map(_decided, contracts))) if is_final else "",
            "outcome": outcome.value if outcome else "",
        }

    def _outcome(self, lot: Node) -> outreach.Outcome | None:
        """Return the outcome of a lot, or the one that follows from the form of the notice."""
        return OUTCOMES.get(text_at(lot, "cbc:TenderResultCode"), _UNTOLD.get(self.facts.form))

    def _winners(self, lot: Node, contracts: Sequence[Node]) -> list[str]:
        """Return the tenders that won a lot: those a contract is made on, else all that its result names.

        A contract may be made on tenders for several lots, and a tender for a group of lots wins each of them.
        """
        contracted = dict.fromkeys(name for contract in contracts for name in _ids(contract, _TENDER))
        names = contracted or dict.fromkeys(_ids(lot, _TENDER))
        name = text_at(lot, _LOT)
        places = {name, *(group for group, lots in self.groups.items() if name in lots)}
        own = [name for name in names if name in self.tenders]
        return [name for name in own if text_at(self.tenders[name], _LOT) in places] or own

    def _bid(self, name: str, tender: Node) -> Values:
        return {
            LINE: tender.line,
            "id": self._key(name),
            "procurement_id": self.facts.key,
            "lot_id": text_at(tender, _LOT),
            "supplier_ids": self._suppliers([name]),
            "value": self._value(tender),
            "status": outreach.BidStatus.VALID.value if name in self.won else "",
        }

    def _contract(self, name: str) -> Values:
        """Return what a contract is, BT-721 its title, with the suppliers whose tenders it is made on."""
        contract = self.contracts[name]
        tenders = [tender for tender in dict.fromkeys(_ids(contract, _TENDER)) if tender in self.tenders]
        return {
            LINE: contract.line,
            "id": self._key(name),
            "procurement_id": self.facts.key,
            "title": self.speech.at(contract, "cbc:Title"),
            "supplier_keys": self._suppliers(tenders),
            "value": self._value(self.tenders[tenders[0]]) if len(tenders) == 1 else "",
        }

    def _value(self, tender: Node) -> str:
        """Return what a tender costs, BT-720, unless that is withheld."""
        if self._is_withheld(tender, _VALUE_WITHHELD, f"the value of {text_at(tender, 'cbc:ID')}", "value"):
            return ""
        return amount(tender, "cac:LegalMonetaryTotal/cbc:PayableAmount")

    def _tenderers(self, tender: Node) -> list[str]:
        party = self.parties.get(text_at(tender, "efac:TenderingParty/cbc:ID"))
        return [name for name in _ids(party, "efac:Tenderer/cbc:ID") if name in self.known]

    def _suppliers(self, tenders: Iterable[str]) -> list[str]:
        """Return the keys of those who made *tenders*."""
        names = (name for tender in tenders for name in self._tenderers(self.tenders[tender]))
        return list(dict.fromkeys(self.known[name].key for name in names))

    def _key(self, name: str) -> str:
        """Return a key that stays the same in all versions of a notice, and in the notice that changes it."""
        changed = next((reference(text)[0] for text in self.facts.changes), "")
        return f"{changed or self.facts.id}-{name}"

    def _is_withheld(self, node: Node, codes: Iterable[str], what: str, field: str) -> bool:
        hidden = withheld(node)
        code = next((code for code in codes if code in hidden), None)
        if code is None:
            return False
        until = f"to be published {hidden[code]}" if hidden[code] else ""
        self._say("withheld", field, node, f"withheld: {what}", until)
        return True

    def _say(self, kind: str, field: str, node: Node, message: str, hint: str) -> None:
        origin = outreach.Origin(file=self.facts.file, part=self.facts.part, line=node.line, field=field)
        problem = outreach.Problem(origin=origin, kind=kind, message=message, hint=hint)
        if problem not in self.results.problems:
            self.results.problems.append(problem)


def _decided(contract: Node) -> str:
    """Return when a winner was chosen, BT-1451, else when the contract was made, BT-145."""
    return day(contract, "cbc:AwardDate") or day(contract, "cbc:IssueDate")


def _by_id(nodes: Iterable[Node]) -> dict[str, Node]:
    return {text_at(node, "cbc:ID"): node for node in nodes}


def _ids(node: Node | None, path: str) -> list[str]:
    return list(map(text_of, every(node, path)))


def _only(texts: Iterable[str]) -> str:
    distinct = set(texts)
    return distinct.pop() if len(distinct) == 1 else ""


def contract_of(root: Node, contract: Values, procurement: Values, speech: Speech) -> Values:
    """Return what a contract is, completed by its lots: what they cover, when it runs, and how it may go on."""
    lots = [node for node in lots_of(root) if lot_id(node) in str(contract["lot"]).split(", ")]
    project = one(lots[0] if len(lots) == 1 else root, "cac:ProcurementProject")
    return (
        contract
        | {name: procurement.get(name, "") for name in ("buyer", "buyer_id", "lang")}
        | {"title": contract["title"] or procurement["title"], "classifications": codes_of(project)}
        | {"extension": extension_of(project, speech)}
        | period_of(lots)
    )
