"""What is known of the attributes of bids (anbud) and awards (tilldelning): structured formats alone have them."""

from __future__ import annotations

from typing import Final

from outreach.fields.row import EXACT, LINE, MOMENT, SUPPLIER_KEYS, Attribute, Rows, word
from outreach.model import BidStatus, Outcome

_SUPPLIERS: Final = ("supplier_ids", "supplier_names")

BID: Final[Rows] = (
    Attribute("id", LINE, required=True, public=False, ocds="bids.details[].id", eforms="OPT-321"),
    Attribute("procurement_id", LINE, required=True, public=False, ocds="ocid"),
    Attribute("lot_id", LINE, public=False, ocds="bids.details[].relatedLots[]"),
    Attribute("supplier_ids", SUPPLIER_KEYS, columns=_SUPPLIERS, public=False, ocds="bids.details[].tenderers[]"),
    Attribute("value", EXACT, public=False, ocds="bids.details[].value", eforms="BT-720"),
    Attribute("status", word(BidStatus), public=False, ocds="bids.details[].status"),
    Attribute("received", MOMENT, public=False, ocds="bids.details[].date"),
)

AWARD: Final[Rows] = (
    Attribute("id", LINE, required=True, ocds="awards[].id"),
    Attribute("procurement_id", LINE, required=True, ocds="ocid"),
    Attribute("title", LINE, ocds="awards[].title"),
    Attribute("lot_id", LINE, ocds="awards[].items[].relatedLot"),
    Attribute("supplier_ids", SUPPLIER_KEYS, columns=_SUPPLIERS, ocds="awards[].suppliers[]"),
    Attribute("value", EXACT, ocds="awards[].value", eforms="BT-720"),
    Attribute("decided", MOMENT, ocds="awards[].date", eforms="BT-145 BT-1451"),
    Attribute("outcome", word(Outcome), ocds="awards[].status", eforms="BT-142"),
)
