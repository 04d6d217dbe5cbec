"""What is bought, in which lots, and until when one may bid: the values of a Procurement and its Lots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import outreach
from outreach.sources._eforms_nodes import (
    amount,
    day,
    every,
    extension,
    listed,
    moment,
    one,
    said,
    text_of,
    withheld,
)
from outreach.sources._eforms_notice import FORMS, reference
from outreach.sources._eforms_parties import LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.sources._eforms_notice import Facts, Speech
    from outreach.sources._eforms_parties import Organisation, Values
    from outreach.sources._xml import Node

PROCEDURES: Final = {
    "open": outreach.Procedure.OPEN,
    "restricted": outreach.Procedure.RESTRICTED,
    "neg-w-call": outreach.Procedure.NEGOTIATED,
    "neg-wo-call": outreach.Procedure.NEGOTIATED_WITHOUT_CALL,
    "comp-dial": outreach.Procedure.COMPETITIVE_DIALOGUE,
    "innovation": outreach.Procedure.INNOVATION_PARTNERSHIP,
    "oth-single": outreach.Procedure.OTHER,
    "oth-mult": outreach.Procedure.OTHER,
    "comp-tend": outreach.Procedure.OTHER,
    "exp-int-rail": outreach.Procedure.OTHER,
}
"""BT-105; the last two are of the regulation on passenger transport, which knows procedures of its own."""
PROCEDURE_WITHHELD: Final = "pro-typ"
_UNITS: Final = {"DAY": "days", "WEEK": "weeks", "MONTH": "months", "YEAR": "years"}
_NO: Final = frozenset({"", "none"})
_PROJECT: Final = "cac:ProcurementProject"
_NAME: Final = "cbc:Name"
LOTS: Final = frozenset({"Lot", "Part"})
"""What is a lot: parts are the lots to be, of a notice that plans."""


def lots_of(root: Node) -> list[Node]:
    """Return the lots and parts of a notice, BT-137; groups of lots are none."""
    return [node for node in every(root, "cac:ProcurementProjectLot") if _scheme(node) in LOTS]


def groups_of(root: Node) -> dict[str, list[str]]:
    """Return the groups of lots that may be awarded together, BT-330: group → lots."""
    lots = "cac:ProcurementProjectLotReference/cbc:ID"
    found = {
        lot_id(node): list[str]() for node in every(root, "cac:ProcurementProjectLot") if _scheme(node) not in LOTS
    }
    for group in every(root, "cac:TenderingTerms/cac:LotDistribution/cac:LotsGroup"):
        found[said(group, "cbc:LotsGroupID")] = [text_of(node) for node in every(group, lots)]
    return found


def lot_id(node: Node) -> str:
    """Return how a notice calls the lot."""
    return said(node, "cbc:ID")


def _scheme(node: Node) -> str:
    found = one(node, "cbc:ID")
    return "" if found is None else found.get("schemeName", "Lot")


def procurement(root: Node, facts: Facts, speech: Speech, buyers: Sequence[Organisation]) -> Values:
    """Return the values of the Procurement that *root* tells of."""
    lots = lots_of(root)
    whole = one(root, _PROJECT)
    process = one(root, "cac:TenderingProcess")
    values: Values = _project(whole, speech) | {
        LINE: facts.line,
        "id": facts.key,
        "internal_id": said(whole, "cbc:ID"),
        "stage": FORMS[facts.form],
        "changed": facts.sent[:10],
        "nature": said(whole, "cbc:ProcurementTypeCode"),
        "procedure": "" if PROCEDURE_WITHHELD in withheld(process) else _procedure(process),
        "techniques": list(dict.fromkeys(technique for lot in lots for technique in _techniques(lot))),
        "planned_publication": day(root, "cbc:PlannedDate") or _common(day(lot, "cbc:PlannedDate") for lot in lots),
        "question_deadline": _first(_question_deadline(lot) for lot in lots),
        "tender_deadline": _first(_tender_deadline(lot) for lot in lots),
        "notice_url": next(filter(None, map(_address, (root, *lots))), ""),
        "follows": next((reference(named)[0] for named, _ in facts.follows), ""),
        "buyer": buyers[0].name if buyers else "",
        "buyer_id": buyers[0].key if buyers else "",
        "lang": next(filter(None, (speech.lang_at(one(node, _PROJECT), _NAME) for node in (root, *lots))), ""),
    }
    values["suits_small_suppliers"] = values["suits_small_suppliers"] or _common(map(_suits, lots))
    return values | {f"contract_{name}": value for name, value in period_of(lots or [root]).items()}


def lot(node: Node, facts: Facts, speech: Speech) -> Values:
    """Return the values of a Lot."""
    project = one(node, _PROJECT)
    return _project(project, speech) | {
        LINE: node.line,
        "id": lot_id(node),
        "procurement_id": facts.key,
        "tender_deadline": _tender_deadline(node),
    }


def _project(project: Node | None, speech: Speech) -> Values:
    """Return what a whole procurement and a lot have in common."""
    return {
        "title": speech.at(project, _NAME),
        "description": speech.at(project, "cbc:Description"),
        "classifications": codes_of(project),
        "estimated_value": amount(project, "cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount"),
        "suits_small_suppliers": said(project, "cbc:SMESuitableIndicator"),
    }


def codes_of(project: Node | None) -> list[str]:
    """Return the CPV codes of what is bought, BT-262 and BT-263."""
    kinds = ("cac:MainCommodityClassification", "cac:AdditionalCommodityClassification")
    codes = (node for kind in kinds for node in every(project, f"{kind}/cbc:ItemClassificationCode"))
    return list(dict.fromkeys(text_of(code) for code in codes if code.get("listName", "cpv") == "cpv"))


def _suits(lot: Node) -> str:
    return said(lot, "cac:ProcurementProject/cbc:SMESuitableIndicator")


def _procedure(process: Node | None) -> str:
    code = said(process, "cbc:ProcedureCode")
    return PROCEDURES[code].value if code in PROCEDURES else code


def _techniques(lot: Node) -> Iterable[str]:
    systems = one(lot, "cac:TenderingProcess")
    path = "cac:ContractingSystem/cbc:ContractingSystemTypeCode"
    if listed(systems, path, "framework-agreement") not in _NO:
        yield outreach.Technique.FRAMEWORK.value
    if listed(systems, path, "dps-usage") not in _NO:
        yield outreach.Technique.DYNAMIC_PURCHASING_SYSTEM.value


def _tender_deadline(lot: Node) -> str:
    """Return the last moment to bid, BT-131; where one first asks to take part, to do that, BT-1311 or BT-630."""
    process = one(lot, "cac:TenderingProcess")
    return (
        moment(one(process, "cac:TenderSubmissionDeadlinePeriod"))
        or moment(one(process, "cac:ParticipationRequestReceptionPeriod"))
        or moment(one(extension(process), "efac:InterestExpressionReceptionPeriod"))
    )


def _question_deadline(lot: Node) -> str:
    return moment(one(lot, "cac:TenderingProcess/cac:AdditionalInformationRequestPeriod"))


def _address(node: Node) -> str:
    """Return where to bid: the documents' address, BT-15, else where tenders are handed in, BT-18."""
    terms = one(node, "cac:TenderingTerms")
    documents = "cac:CallForTendersDocumentReference/cac:Attachment/cac:ExternalReference/cbc:URI"
    return said(terms, documents) or said(terms, "cac:TenderRecipientParty/cbc:EndpointID")


def period_of(lots: Sequence[Node]) -> Values:
    """Return when the contract runs, BT-536, BT-537 and BT-36, as far as all *lots* agree."""
    periods = [one(lot, "cac:ProcurementProject/cac:PlannedPeriod") for lot in lots]
    return {
        "start": _common(day(period, "cbc:StartDate") for period in periods),
        "end": _common(day(period, "cbc:EndDate") for period in periods),
        "length": _common(_length(period) for period in periods),
    }


def extension_of(project: Node | None, speech: Speech) -> str:
    """Return how a contract may be renewed, BT-57, and which options it has, BT-54, as written."""
    paths = (
        "cac:ContractExtension/cac:Renewal/cac:Period/cbc:Description",
        "cac:ContractExtension/cbc:OptionsDescription",
    )
    return "; ".join(filter(None, (speech.at(project, path) for path in paths)))


def _length(period: Node | None) -> str:
    found = one(period, "cbc:DurationMeasure")
    unit = "" if found is None else found.get("unitCode", "")
    return "" if found is None else f"{text_of(found)} {_UNITS.get(unit, unit)}"


def _common(texts: Iterable[str]) -> str:
    """Return what all *texts* are, or nothing."""
    found = set(texts)
    return found.pop() if len(found) == 1 else ""


def _first(moments: Iterable[str]) -> str:
    """Return the earliest of the *moments*, which are ISO 8601: who keeps that is late for no lot."""
    return min(filter(None, moments), default="")
