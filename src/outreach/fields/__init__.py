"""What is known of each attribute of each record: one row an attribute, plain facts and functions.

What reads records, shows them, compares them and documents them is derived from these tables. They hold keys of texts,
never a translated text.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from outreach import model
from outreach.fields.contract import AWARD, BID, CONTRACT, CONTRACT_NEEDS
from outreach.fields.event import EVENT
from outreach.fields.feedback import FEEDBACK, FEEDBACK_NEEDS
from outreach.fields.participation import PARTICIPATION, PARTICIPATION_NEEDS
from outreach.fields.procurement import LOT, PROCUREMENT, PROCUREMENT_NEEDS
from outreach.fields.purchase import PURCHASE, PURCHASE_NEEDS
from outreach.fields.row import Several
from outreach.fields.supplier import BUYER, SAME_SUPPLIER, SAME_SUPPLIER_NEEDS, SUPPLIER, SUPPLIER_NEEDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.fields.row import Attribute, Cells, Rows

# fmt: off
ATTRIBUTES: Final[Mapping[type, Rows]] = {
    model.Purchase: PURCHASE, model.Procurement: PROCUREMENT, model.Contract: CONTRACT, model.Supplier: SUPPLIER,
    model.Participation: PARTICIPATION, model.Feedback: FEEDBACK, model.SameSupplier: SAME_SUPPLIER, model.Lot: LOT,
    model.Bid: BID, model.Award: AWARD, model.Buyer: BUYER, model.Event: EVENT,
}
# fmt: on
"""Record → its attributes."""

NEEDS: Final[Mapping[type, tuple[tuple[str, ...], ...]]] = {
    model.Purchase: PURCHASE_NEEDS,
    model.Procurement: PROCUREMENT_NEEDS,
    model.Contract: CONTRACT_NEEDS,
    model.Supplier: SUPPLIER_NEEDS,
    model.Participation: PARTICIPATION_NEEDS,
    model.Feedback: FEEDBACK_NEEDS,
    model.SameSupplier: SAME_SUPPLIER_NEEDS,
}
"""Record → what a table must have to be taken for a list of such records: one column of each group."""


def attribute(record: type, name: str) -> Attribute:
    """Return what is known of one attribute of a *record*.

    Raises:
        LookupError: The record has no such attribute.
    """
    for row in ATTRIBUTES[record]:
        if row.name == name:
            return row
    raise LookupError(f"{record.__name__} has no attribute {name!r}")


@cache
def columns(record: type) -> tuple[str, ...]:
    """Return the columns that fill a *record*'s attributes, by name."""
    return tuple(dict.fromkeys(column for row in ATTRIBUTES.get(record, ()) for column in (*row.columns, *row.beside)))


@cache
def attribute_of(record: type, column: str) -> str:
    """Return the attribute that a *column* fills; the column's own name where it fills none."""
    return next((row.name for row in ATTRIBUTES[record] if column in (*row.columns, *row.beside)), column)


@cache
def columns_of_kind(kind: str) -> frozenset[str]:
    """Return the columns of every record whose texts are of a *kind*: ``date``, ``value`` or ``number``."""
    return frozenset(
        column for rows in ATTRIBUTES.values() for row in rows if row.kind == kind for column in row.columns
    )


def columns_of_many(*records: type) -> frozenset[str]:
    """Return the columns of which a table of one of the *records* may have several."""
    return frozenset(
        column for record in records for row in ATTRIBUTES[record] if row.is_many for column in row.columns
    )


def values_of(record: type, cells: Cells) -> dict[str, Any]:
    """Return what a *record* is made with: attribute → value, each read from *cells* as its row says."""
    values: dict[str, Any] = {}
    for row in ATTRIBUTES[record]:
        if row.read is None or row.name in values:
            continue
        value = row.read.read(cells, row.name)
        values |= value if isinstance(value, Several) else {row.name: value}
    return values
