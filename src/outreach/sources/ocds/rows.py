"""A compiled release → rows: the procurement with its lots, bids, awards, contracts, and who is party to them.

One ``ocid`` is one procurement; the ids of its lots, bids and awards are one within it. An organisation number of the
country of the data (in Sweden of the schemes SE-ON, SE-BLV, SE-ORG) stands as itself, so that the same company is found
in other files; any other organisation stands by its id.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import msgspec

import outreach
from outreach.sources.ocds.bidding import count_of, counts_by_lot
from outreach.sources.ocds.parties import BUYS, SELLS, Process, Values, mentioned, party_values, plain, same, text_of
from outreach.sources.ocds.releases import left_out
from outreach.sources.ocds.shapes import RELEASE, Facts, Release, Tender, facts_of, mended

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from outreach.sources.ocds.releases import Place
    from outreach.sources.ocds.shapes import (
        Amount,
        Award,
        Bid,
        Contract,
        Fault,
        Item,
        Lot,
        Planning,
        Span,
    )

_STAGES: Final = {
    "planning": "planned",
    "planned": "planned",
    "active": "advertised",
    "complete": "closed",
    "cancelled": "cancelled",
    "unsuccessful": "cancelled",
    "withdrawn": "cancelled",
}
_PROCEDURES: Final = {
    "open": "open",
    "selective": "restricted",
    "limited": "negotiated_without_call",
    "direct": "direct",
}
_NATURES: Final = {"goods": "supplies", "services": "services", "works": "works"}
_OUTCOMES: Final = {"active": "awarded", "pending": "pending", "cancelled": "cancelled", "unsuccessful": "not_awarded"}
_SIZES: Final = frozenset({"micro", "small", "medium", "sme", "large"})
_NOTICES: Final = frozenset({"tenderNotice", "biddingDocuments"})
_PLANNED: Final = "plannedPublication"  # a milestone of our own releases: the standard has no field for it
_OVER: Final = frozenset({"active", "terminated"})


def release_of(raw: bytes) -> tuple[Release, Facts, list[Fault]]:
    """Return what records are made of, the facts, and what of it is left out because its shape is another."""
    facts, part = facts_of(raw)
    try:
        if part is raw:
            return RELEASE.decode(raw), facts, []
    except (msgspec.DecodeError, ValueError):
        pass
    whole, faults = mended(raw, Release)
    _, more = mended(raw, Facts)
    named = {path for path, _ in faults}
    faults += [fault for fault in more if fault[0] not in named]
    return RELEASE.decode(whole or b"{}"), facts, faults


class Rows:
    """Makes the rows of one compiled release after another; a party gives a row only once."""

    def __init__(self, wanted: type | None, country: outreach.Country) -> None:
        self._wanted = wanted
        self._country = country
        self._given: set[tuple[type, str]] = set()
        self._names: dict[tuple[bool, str], str] = {}

    def of(self, raw: bytes, place: Place) -> Iterator[outreach.Row | outreach.Problem]:
        """Yield the rows of the release at *place*."""
        release, facts, faults = release_of(raw)
        if self._wanted in (None, outreach.Procurement):
            yield from (left_out(path, fault, place) for path, fault in faults)
        process = Process(release, facts, self._country, self._names)
        yield from process.problems(place, self._wanted)
        for record, give in GIVES.items():
            if self._wanted in (None, record) or (record is outreach.Lot and self._wanted is outreach.Procurement):
                for values in give(process):
                    if self._is_new(record, values):
                        yield outreach.Row(record, values, line=place.line, number=place.row, file=place.file)

    def _is_new(self, record: type, values: Values) -> bool:
        if record not in (outreach.Buyer, outreach.Supplier):
            return True
        who = (record, str(values["id"] or values["identifier"] or plain(str(values["name"]))))
        is_new = who not in self._given
        self._given.add(who)
        return is_new


def _procurements(process: Process) -> Iterator[Values]:
    release, tender = process.release, process.tender
    buyer = release.buyer or tender.procuringEntity
    who, name = process.who(buyer, buys=True) if buyer else ("", "")
    budget = release.planning.budget if release.planning else None
    yield {
        "id": process.ocid,
        "title": _title(process),
        "internal_id": text_of(tender.id),
        "buyer_id": who,
        "buyer": name,
        "description": tender.description or "",
        "changed": (release.date or "")[:10],
        "stage": _stage(process),
        "nature": _NATURES.get(tender.mainProcurementCategory or "", ""),
        "procedure": _PROCEDURES.get(tender.procurementMethod or "", ""),
        "classifications": _codes(tender.items),
        "planned_publication": _planned(release.planning),
        "estimated_value": _between(tender.minValue, tender.value) or _amount(budget.amount if budget else None),
        "question_deadline": _end(tender.enquiryPeriod),
        "tender_deadline": _end(tender.tenderPeriod),
        "contract_start": _start(tender.contractPeriod)[:10],
        "contract_end": _end(tender.contractPeriod)[:10],
        "notice_url": _notice(tender),
        "bid_count": "" if counts_by_lot(process.facts) else count_of(process.facts),
        "lang": process.release.lang,
    }


def _lots(process: Process) -> Iterator[Values]:
    counts = counts_by_lot(process.facts)
    lots: Sequence[Lot] = process.tender.lots or ()
    known = {text_of(lot.id): lot for lot in lots if lot.id is not None}
    for number in dict.fromkeys((*known, *counts)):
        lot = known.get(number)
        yield {
            "id": number,
            "procurement_id": process.ocid,
            "title": (lot.title or "") if lot else "",
            "description": (lot.description or "") if lot else "",
            "estimated_value": _amount(lot.value) if lot else "",
            "bid_count": counts.get(number, ""),
        }


def _bids(process: Process) -> Iterator[Values]:
    details: Sequence[Bid] = (process.release.bids.details if process.release.bids else None) or ()
    for place, bid in enumerate(details, 1):
        ids, names = process.names(bid.tenderers)
        yield {
            "id": text_of(bid.id) or str(place),
            "procurement_id": process.ocid,
            "lot_id": _one(bid.relatedLots),
            "supplier_ids": ids,
            "supplier_names": names,
            "value": _exact(bid.value),
            "status": bid.status or "",
            "received": bid.date or "",
        }


def _awards(process: Process) -> Iterator[Values]:
    awards: Sequence[Award] = process.release.awards or ()
    taken: Counter[str] = Counter()
    for place, award in enumerate(awards, 1):
        ids, names = process.names(award.suppliers)
        number = text_of(award.id) or str(place)
        taken[number] += 1
        yield {
            "id": number if taken[number] == 1 else f"{number}-{taken[number]}",
            "procurement_id": process.ocid,
            "title": award.title or "",
            "lot_id": _one(award.relatedLots),
            "supplier_ids": ids,
            "supplier_names": names,
            "value": _exact(award.value),
            "decided": award.date or "",
            "outcome": _OUTCOMES.get(award.status or "", ""),
        }


def _contracts(process: Process) -> Iterator[Values]:
    numbers = Counter(text_of(award.id) for award in process.release.awards or ())
    awards = {text_of(award.id): award for award in process.release.awards or () if numbers[text_of(award.id)] == 1}
    awards.pop("", None)
    buyer = process.release.buyer or process.tender.procuringEntity
    contracts: Sequence[Contract] = process.release.contracts or ()
    for place, contract in enumerate(contracts, 1):
        award = awards.get(text_of(contract.awardID))
        ids, names = process.names(award.suppliers if award else ())
        number = text_of(contract.id) or str(place)
        yield {
            "id": number if number.startswith(process.ocid) else f"{process.ocid}-{number}",
            "title": contract.title or (award.title if award else None) or _title(process),
            "buyer_id": process.who(buyer, buys=True)[0] if buyer else "",
            "supplier_keys": ids,
            "supplier_names": names,
            "classifications": _codes((award.items if award else None) or process.tender.items),
            "start": _start(contract.period)[:10],
            "end": _end(contract.period)[:10],
            "value": _exact(contract.value),
            "procurement_id": process.ocid,
            "lang": process.release.lang,
        }


def _buyers(process: Process) -> Iterator[Values]:
    release = process.release
    by_role = [party for party in process.parties if BUYS & set(party.roles or ())]
    known = [same(party) for party in by_role]
    for party in by_role:
        yield party_values(party, process, buys=True)
    for one in (release.buyer, process.tender.procuringEntity):
        if one and one.name and same(process.party_of(one) or one) not in known:
            known.append(same(process.party_of(one) or one))
            yield mentioned(one, process, buys=True)


def _suppliers(process: Process) -> Iterator[Values]:
    release, tender = process.release, process.tender
    by_role = [party for party in process.parties if SELLS & set(party.roles or ())]
    known = {same(party) for party in by_role}
    for party in by_role:
        address = party.address
        scale = party.details.scale if party.details else None
        yield party_values(party, process, buys=False) | {
            "size": scale if scale in _SIZES else "",
            "locality": (address.locality or "") if address else "",
            "postcode": text_of(address.postalCode) if address else "",
        }
    bids = (release.bids.details if release.bids else None) or ()
    named = [*(tender.tenderers or ()), *(one for bid in bids for one in bid.tenderers or ())]
    for one in (*named, *(one for award in release.awards or () for one in award.suppliers or ())):
        meant = process.party_of(one)
        if one.name and same(meant or one) not in known:
            known.add(same(meant or one))
            yield party_values(meant, process, buys=False) if meant else mentioned(one, process, buys=False)


GIVES: Final[Mapping[type, Any]] = {
    outreach.Procurement: _procurements,
    outreach.Lot: _lots,
    outreach.Bid: _bids,
    outreach.Award: _awards,
    outreach.Contract: _contracts,
    outreach.Buyer: _buyers,
    outreach.Supplier: _suppliers,
}


def _one(lots: Sequence[str | int] | None) -> str:
    return text_of(lots[0]) if lots and len(lots) == 1 else ""


def _title(process: Process) -> str:
    awarded = (award.title for award in process.release.awards or () if award.title)
    planned = process.release.planning.rationale if process.release.planning else None
    return process.tender.title or next(awarded, "") or (planned or "")[:200] or process.ocid


def _planned(planning: Planning | None) -> str:
    milestones = (planning.milestones if planning else None) or ()
    return next(
        (milestone.description for milestone in milestones if milestone.code == _PLANNED and milestone.description), ""
    )


def _stage(process: Process) -> str:
    release, status = process.release, process.tender.status or ""
    if _STAGES.get(status) == "cancelled":
        return "cancelled"
    if any(contract.status in _OVER for contract in release.contracts or ()):
        return "contracted"
    if any(award.status in ("active", None) for award in release.awards or ()):
        return "awarded"
    if status in _STAGES:
        return _STAGES[status]
    return "planned" if release.planning and not release.tender else "closed" if release.awards else "advertised"


def _codes(items: Iterable[Item] | None) -> list[str]:
    """Return the distinct CPV codes of *items*; spreadsheets on the way leave ``45233130.0``."""
    codes = [code for item in items or () for code in (item.classification, *(item.additionalClassifications or ()))]
    cpv = [text_of(code.id).removesuffix(".0") for code in codes if code is not None and code.scheme == "CPV"]
    return list(dict.fromkeys(filter(None, cpv)))


def _exact(value: Amount | None) -> str:
    if value is None or value.amount is None:
        return ""
    digits = f"{value.amount:f}"
    return f"{digits} {value.currency}" if value.currency else digits


def _amount(value: Amount | None) -> str:
    """Return an amount for a field that holds estimates, too: whole kronor keep no zeros behind the point."""
    text = _exact(value)
    digits, _, currency = text.partition(" ")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return " ".join(filter(None, (digits, currency)))


def _between(least: Amount | None, most: Amount | None) -> str:
    low, high = _amount(least), _amount(most)
    if low and high and least and most and least.currency == most.currency and least != most:
        return f"{low.partition(' ')[0]} - {high}"
    return high or low


def _start(span: Span | None) -> str:
    return (span.startDate or "") if span else ""


def _end(span: Span | None) -> str:
    return (span.endDate or "") if span else ""


def _notice(tender: Tender) -> str:
    documents = tender.documents or ()
    return next((document.url for document in documents if document.documentType in _NOTICES and document.url), "")
