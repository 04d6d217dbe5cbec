"""Who bid when, and how many did, from records; a source of many procurements brings the same as columns."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from outreach.dataset import Bidding
from outreach.model import BidStatus, Procedure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.dataset import Dataset
    from outreach.model import Bid, Procurement

UNKNOWN: Final = -1
_NOT_RECEIVED: Final = (BidStatus.INVITED, BidStatus.WITHDRAWN)
_WITHOUT_CALL: Final = (Procedure.DIRECT, Procedure.NEGOTIATED_WITHOUT_CALL)


def facts_of(data: Dataset) -> tuple[Bidding, ...]:
    """Return the facts of all procurements of *data*: those a source told as columns, else those of the records."""
    return data.bidding or (_from_records(data.procurements, data.bids),)


def _from_records(procurements: Iterable[Procurement], bids: Iterable[Bid]) -> Bidding:
    received: dict[str, list[Bid]] = {}
    for bid in bids:
        if bid.status not in _NOT_RECEIVED:
            received.setdefault(bid.procurement_id, []).append(bid)
    facts, index = Bidding(), dict[str, int]()
    for procurement in procurements:
        own = received.get(procurement.id, [])
        facts.days.append(_day(procurement))
        facts.without_call.append(_call(procurement))
        counts = _counts(procurement, own)
        facts.units.append(len(counts))
        facts.bids.extend(counts)
        who = [index.setdefault(key, len(index)) for bid in own for key in bid.supplier_ids]
        facts.tenderers.append(len(who))
        facts.bidder.extend(who)
    facts.bidders.extend(index)
    return facts


def _day(procurement: Procurement) -> int:
    moment = procurement.tender_deadline or procurement.changed
    if moment is None:
        return 0
    day: date = moment.date() if isinstance(moment, datetime) else moment
    return day.toordinal()


def _call(procurement: Procurement) -> int:
    if procurement.procedure in (None, Procedure.OTHER):
        return UNKNOWN
    return int(procurement.procedure in _WITHOUT_CALL)


def _counts(procurement: Procurement, received: list[Bid]) -> list[int]:
    """Return the bids of each unit: as lots tell, else as the whole does, else as many as there are records of."""
    lots = [lot.bid_count for lot in procurement.lots]
    if any(count is not None for count in lots):
        return [UNKNOWN if count is None else count for count in lots]
    if procurement.bid_count is not None:
        return [procurement.bid_count]
    by_lot: dict[str, int] = {}
    for bid in received:
        by_lot[bid.lot_id] = by_lot.get(bid.lot_id, 0) + 1
    return list(by_lot.values()) or [UNKNOWN]
