"""What is known of the attributes of bids (anbud), of awards (tilldelning) and of contracts (avtal)."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from outreach.fields.row import (
    CPV,
    EXACT,
    KNOWN,
    LANG,
    LINE,
    MOMENT,
    MONEY,
    NAMES,
    SUPPLIER_KEYS,
    Attribute,
    Reader,
    Rows,
    Sample,
    mark,
    msgid,
    together,
    word,
)
from outreach.model import BidStatus, ContractLength, Outcome

if TYPE_CHECKING:
    from outreach.fields.row import Cells


def _period_and_length(cells: Cells) -> dict[str, Any]:
    """Return when a contract runs and how long: a column *avtalstid* may tell either."""
    if not cells.text("period"):
        return {"period": cells.from_to("start", "end", "period"), "length": cells.length("length")}
    if not cells.text("length") and cells.reads("period", ContractLength.parse):
        return {"period": cells.from_to("start", "end", "period"), "length": cells.length("period")}
    return {"period": cells.period("period"), "length": cells.length("length")}


def _supplier_ids(cells: Cells, column: str) -> tuple[str, ...]:
    """Return the keys of the suppliers: as a source gives them, else the numbers in the cell."""
    if cells.text("supplier_keys"):
        return cells.supplier_keys("supplier_keys")
    # Only their order tells which of several names a person's number belongs to.
    named = zip_longest(cells.names("supplier_names"), cells.identifiers(column), fillvalue=None)
    return tuple(cells.supplier_id(name or "", number) for name, number in named if number)


_TIME: Final = together(_period_and_length, "date")

# fmt: off
CONTRACT: Final[Rows] = (
    Attribute("id", LINE, mark("template", "Contract number"), required=True, samples=Sample("2023/007"),
              ocds="contracts[].id"),
    Attribute("title", LINE, mark("template", "Contract name"), required=True,
              samples=Sample(mark("template", "Cleaning of schools")), ocds="contracts[].title", eforms="BT-721"),
    Attribute("buyer_id", KNOWN, ocds="buyer.id"),
    Attribute("buyer", KNOWN, ocds="buyer.name"),
    Attribute("unit", KNOWN, msgid("Department"), samples=Sample(mark("template", "Technical services"))),
    Attribute("supplier_names", NAMES, msgid("Supplier"), is_many=True, samples=Sample("Exempelbolaget AB"),
              ocds="awards[].suppliers[].name"),
    Attribute("supplier_ids", Reader("number", _supplier_ids), mark("template", "Supplier's organisation number"),
              columns=("supplier_ids",), beside=("supplier_keys",), samples=Sample("559900-0006"),
              ocds="awards[].suppliers[].id"),
    Attribute("classifications", CPV, msgid("CPV code"), is_many=True, samples=Sample("90910000"),
              ocds="contracts[].items[].classification"),
    Attribute("industry", KNOWN),
    Attribute("period", _TIME, columns=("period", "start", "end"),
              samples=(Sample("2023-09-01", is_day=True, column="start", label=mark("template", "Start date")),
                       Sample("2027-08-31", is_day=True, column="end", label=mark("template", "End date"))),
              ocds="contracts[].period", eforms="BT-536 BT-537"),
    Attribute("length", _TIME, kind="text"),
    Attribute("extension", KNOWN, mark("template", "Option to extend"), samples=Sample(ContractLength(months=24)),
              eforms="BT-54 BT-57"),
    Attribute("value", MONEY, mark("template", "Contract value"), samples=Sample("3000000", has_currency=True),
              ocds="contracts[].value", eforms="BT-720"),
    Attribute("procurement_id", KNOWN, ocds="ocid"),
    Attribute("lang", LANG, ocds="language"),
)
# fmt: on

CONTRACT_NEEDS: Final = (("title",), ("supplier_names",), ("start", "end", "period"))
"""What a table must have to be taken for a register of contracts: one column of each group."""

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
