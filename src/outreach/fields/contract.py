"""What is known of the attributes of a contract (avtal)."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from outreach.fields.row import (
    CPV,
    KNOWN,
    LANG,
    LINE,
    MONEY,
    NAMES,
    Attribute,
    Reader,
    Rows,
    Sample,
    mark,
    msgid,
    together,
)
from outreach.model import ContractLength

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

CONTRACT: Final[Rows] = (
    Attribute(
        name="id",
        read=LINE,
        required=True,
        label=mark("template", "Contract number"),
        samples=(Sample(example="2023/007"),),
        ocds="contracts[].id",
    ),
    Attribute(
        name="title",
        read=LINE,
        required=True,
        label=mark("template", "Contract name"),
        samples=(Sample(example=mark("template", "Cleaning of schools")),),
        ocds="contracts[].title",
        eforms=("BT-721",),
    ),
    Attribute(name="buyer_id", read=KNOWN, ocds="buyer.id"),
    Attribute(name="buyer", read=KNOWN, ocds="buyer.name"),
    Attribute(
        name="unit",
        read=KNOWN,
        label=msgid("Department"),
        samples=(Sample(example=mark("template", "Technical services")),),
    ),
    Attribute(
        name="supplier_names",
        read=NAMES,
        is_many=True,
        label=msgid("Supplier"),
        samples=(Sample(example="Exempelbolaget AB"),),
        ocds="awards[].suppliers[].name",
    ),
    Attribute(
        name="supplier_ids",
        read=Reader("number", _supplier_ids),
        columns=("supplier_ids",),
        beside=("supplier_keys",),
        label=mark("template", "Supplier's organisation number"),
        samples=(Sample(example="559900-0006"),),
        ocds="awards[].suppliers[].id",
    ),
    Attribute(
        name="classifications",
        read=CPV,
        is_many=True,
        label=msgid("CPV code"),
        samples=(Sample(example="90910000"),),
        ocds="contracts[].items[].classification",
    ),
    Attribute(name="industry", read=KNOWN),
    Attribute(
        name="period",
        read=_TIME,
        columns=("period", "start", "end"),
        samples=(
            Sample(example="2023-09-01", is_day=True, column="start", label=mark("template", "Start date")),
            Sample(example="2027-08-31", is_day=True, column="end", label=mark("template", "End date")),
        ),
        ocds="contracts[].period",
        eforms=("BT-536", "BT-537"),
    ),
    Attribute(name="length", read=_TIME, kind="text"),
    Attribute(
        name="extension",
        read=KNOWN,
        label=mark("template", "Option to extend"),
        samples=(Sample(example=ContractLength(months=24)),),
        eforms=("BT-54", "BT-57"),
    ),
    Attribute(
        name="value",
        read=MONEY,
        label=mark("template", "Contract value"),
        samples=(Sample(example="3000000", has_currency=True),),
        ocds="contracts[].value",
        eforms=("BT-720",),
    ),
    Attribute(name="procurement_id", read=KNOWN, ocds="ocid"),
    Attribute(name="lang", read=LANG, ocds="language"),
)

CONTRACT_NEEDS: Final = (("title",), ("supplier_names",), ("start", "end", "period"))
"""What a table must have to be taken for a register of contracts: one column of each group."""
