"""What is bought, in which lots, and until when one may bid: the values of a Procurement and its Lots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

import outreach
from outreach.sources.eforms.notice import (
    FORMS,
    amount,
    day,
    every,
    extension,
    listed,
    moment,
    one,
    reference,
    text_at,
    text_of,
    withheld,
)
from outreach.sources.table_file import known_country

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.sources.eforms.notice import Facts, Speech
    from outreach.sources.xml import Node

Values = dict[str, object]
"""Attribute → text as written, as a row takes them; and under ``LINE`` where that stands."""
LINE: Final = "line"

_ALPHA_3: Final = "AUT BEL BGR CHE CYP CZE DEU DNK ESP EST FIN FRA GBR GRC HRV HUN IRL ISL ITA LIE LTU LUX LVA MLT NLD"
_ALPHA_2: Final = "AT BE BG CH CY CZ DE DK ES EE FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SK SI SE"
_COUNTRIES: Final = dict(zip(f"{_ALPHA_3} NOR POL PRT ROU SVK SVN SWE".split(), _ALPHA_2.split(), strict=True))
"""ISO 3166-1 alpha-3, as notices write countries → alpha-2; those of the single market and its neighbours."""
_PARTY: Final = "cac:PartyIdentification/cbc:ID"


@attrs.frozen(kw_only=True)
class Organisation:
    """One organisation of a notice, or a touch point of it."""

    name: str  # BT-500
    number: str = ""  # BT-501, as written
    country: str = ""  # BT-514, three letters
    home: outreach.Country  # the country of the data, and of a number that names none
    city: str = ""  # BT-513
    postcode: str = ""  # BT-512
    size: str = ""  # BT-165
    contact: str = attrs.field(default="", repr=False)  # BT-502
    email: str = attrs.field(default="", repr=False)  # BT-506
    phone: str = attrs.field(default="", repr=False)  # BT-503
    line: int | None = None  # where it stands

    @property
    def country_code(self) -> str:
        """Its country, two letters; empty for one outside the single market and its neighbours."""
        return _COUNTRIES.get(self.country, "") if self.country else self.home.code

    @property
    def is_foreign(self) -> bool:
        """Whether it is of another country than the data."""
        return self.country_code != self.home.code

    @property
    def key(self) -> str:
        """What other rows know it by: its number, in a country that is not known behind it, else its name."""
        return self._key_of_number or self.name

    @property
    def _key_of_number(self) -> str:
        country = known_country(self.country_code) if self.is_foreign else self.home
        if country is None:
            is_number = any(map(str.isdigit, self.number))  # *not available* is none
            return f"{self.country}-{''.join(filter(str.isalnum, self.number))}" if is_number else ""
        try:
            return country.key(country.parse_organisation(self.number))
        except outreach.UnreadableError:
            return ""

    def as_buyer(self) -> Values:
        """Return it as the values of a Buyer."""
        return self._known() | {"contact": self.contact, "email": self.email, "phone": self.phone}

    def as_supplier(self) -> Values:
        """Return it as the values of a Supplier; whom to ask there is nobody's business here."""
        return self._known() | {"size": self.size, "locality": self.city, "postcode": self.postcode}

    def _known(self) -> Values:
        own = "" if self.is_foreign and known_country(self.country_code) is None else self._key_of_number
        number = own if self.is_foreign else self.number
        return {LINE: self.line, "id": self.key, "name": self.name, "identifier": number}


def organisations_of(root: Node, speech: Speech) -> dict[str, Organisation]:
    """Return the organisations of a notice by the ids by which it refers to them (OPT-200, OPT-201)."""
    organisations: dict[str, Organisation] = {}
    for node in every(extension(root), "efac:Organizations/efac:Organization"):
        company, is_person = one(node, "efac:Company"), text_at(node, "efbc:NaturalPersonIndicator") == "true"
        for place in (company, *every(node, "efac:TouchPoint")):
            if place is not None and company is not None:
                known = _organisation(company, place, speech)
                # A person's number is nobody's key; those of the country of the data are known by their form.
                is_hidden = is_person and known.is_foreign
                organisations.setdefault(text_at(place, _PARTY), attrs.evolve(known, number="") if is_hidden else known)
    return organisations


def _organisation(company: Node, place: Node, speech: Speech) -> Organisation:
    """Return an organisation, and whom to ask at *place*, which is the company itself or a touch point of it."""
    address, contact = one(company, "cac:PostalAddress"), one(place, "cac:Contact")
    return Organisation(
        name=speech.at(company, "cac:PartyName/cbc:Name"),
        home=speech.country,
        number=text_at(company, "cac:PartyLegalEntity/cbc:CompanyID"),
        country=text_at(address, "cac:Country/cbc:IdentificationCode").upper(),
        city=text_at(address, "cbc:CityName"),
        postcode=text_at(address, "cbc:PostalZone"),
        size=text_at(company, "efbc:CompanySizeCode"),
        contact=text_at(contact, "cbc:Name"),
        email=text_at(contact, "cbc:ElectronicMail"),
        phone=text_at(contact, "cbc:Telephone"),
        line=company.line,
    )


def buyers_of(root: Node, organisations: dict[str, Organisation]) -> list[Organisation]:
    """Return who buys, OPT-300, the first as the notice names it first."""
    named = (text_at(party, _PARTY) for party in every(root, "cac:ContractingParty/cac:Party"))
    return [organisations[name] for name in dict.fromkeys(named) if name in organisations]


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
    groups = {
        lot_id(node): list[str]() for node in every(root, "cac:ProcurementProjectLot") if _scheme(node) not in LOTS
    }
    for group in every(root, "cac:TenderingTerms/cac:LotDistribution/cac:LotsGroup"):
        groups[text_at(group, "cbc:LotsGroupID")] = [text_of(node) for node in every(group, lots)]
    return groups


def lot_id(node: Node) -> str:
    """Return how a notice calls the lot."""
    return text_at(node, "cbc:ID")


def _scheme(node: Node) -> str:
    code = one(node, "cbc:ID")
    return "" if code is None else code.get("schemeName", "Lot")


def procurement(root: Node, facts: Facts, speech: Speech, buyers: Sequence[Organisation]) -> Values:
    """Return the values of the Procurement in *root*."""
    lots = lots_of(root)
    whole = one(root, _PROJECT)
    process = one(root, "cac:TenderingProcess")
    values: Values = _project(whole, speech) | {
        LINE: facts.line,
        "id": facts.key,
        "internal_id": text_at(whole, "cbc:ID"),
        "stage": FORMS[facts.form],
        "changed": facts.sent[:10],
        "nature": text_at(whole, "cbc:ProcurementTypeCode"),
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
        "suits_small_suppliers": text_at(project, "cbc:SMESuitableIndicator"),
    }


def codes_of(project: Node | None) -> list[str]:
    """Return the CPV codes of what is bought, BT-262 and BT-263."""
    kinds = ("cac:MainCommodityClassification", "cac:AdditionalCommodityClassification")
    codes = (node for kind in kinds for node in every(project, f"{kind}/cbc:ItemClassificationCode"))
    return list(dict.fromkeys(text_of(code) for code in codes if code.get("listName", "cpv") == "cpv"))


def _suits(lot: Node) -> str:
    return text_at(lot, "cac:ProcurementProject/cbc:SMESuitableIndicator")


def _procedure(process: Node | None) -> str:
    code = text_at(process, "cbc:ProcedureCode")
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
    return text_at(terms, documents) or text_at(terms, "cac:TenderRecipientParty/cbc:EndpointID")


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
    duration = one(period, "cbc:DurationMeasure")
    unit = "" if duration is None else duration.get("unitCode", "")
    return "" if duration is None else f"{text_of(duration)} {_UNITS.get(unit, unit)}"


def _common(texts: Iterable[str]) -> str:
    """Return what all *texts* are, or nothing."""
    distinct = set(texts)
    return distinct.pop() if len(distinct) == 1 else ""


def _first(moments: Iterable[str]) -> str:
    """Return the earliest of the *moments*, which are ISO 8601: who keeps that is late for no lot."""
    return min(filter(None, moments), default="")
