"""What is known of the attributes of bids (anbud) and awards (tilldelning): structured formats alone have them."""

from __future__ import annotations

from typing import Final

from outreach.fields.row import EXACT, LINE, MOMENT, SUPPLIER_KEYS, Attribute, Rows, word
from outreach.model import BidStatus, Outcome

_SUPPLIERS: Final = ("supplier_ids", "supplier_names")

BID: Final[Rows] = (
    Attribute(name="id", read=LINE, required=True, public=False, ocds="bids.details[].id", eforms=("OPT-321",)),
    Attribute(name="procurement_id", read=LINE, required=True, public=False, ocds="ocid"),
    Attribute(name="lot_id", read=LINE, public=False, ocds="bids.details[].relatedLots[]"),
    Attribute(
        name="supplier_ids", read=SUPPLIER_KEYS, columns=_SUPPLIERS, public=False, ocds="bids.details[].tenderers[]"
    ),
    Attribute(name="value", read=EXACT, public=False, ocds="bids.details[].value", eforms=("BT-720",)),
    Attribute(name="status", read=word(BidStatus), public=False, ocds="bids.details[].status"),
    Attribute(name="received", read=MOMENT, public=False, ocds="bids.details[].date"),
)

AWARD: Final[Rows] = (
    Attribute(name="id", read=LINE, required=True, ocds="awards[].id"),
    Attribute(name="procurement_id", read=LINE, required=True, ocds="ocid"),
    Attribute(name="title", read=LINE, ocds="awards[].title"),
    Attribute(name="lot_id", read=LINE, ocds="awards[].items[].relatedLot"),
    Attribute(name="supplier_ids", read=SUPPLIER_KEYS, columns=_SUPPLIERS, ocds="awards[].suppliers[]"),
    Attribute(name="value", read=EXACT, ocds="awards[].value", eforms=("BT-720",)),
    Attribute(name="decided", read=MOMENT, ocds="awards[].date", eforms=("BT-145", "BT-1451")),
    Attribute(name="outcome", read=word(Outcome), ocds="awards[].status", eforms=("BT-142",)),
)
