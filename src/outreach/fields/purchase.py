"""What is known of the attributes of a purchase (leverantörsreskontrarad): columns of a ledger, read by ``ledger``."""

from __future__ import annotations

from typing import Final

from outreach.fields.row import Attribute, Rows

PURCHASE: Final[Rows] = (
    Attribute(name="date", columns=("date",), required=True),
    Attribute(name="amount", columns=("amount",), beside=("currency",), required=True),
    Attribute(name="supplier", columns=("supplier",)),
    Attribute(name="supplier_id", columns=("supplier_id",), public=False),
    Attribute(name="buyer", columns=("buyer",)),
    Attribute(name="buyer_id", columns=("buyer_id",)),
    Attribute(name="buyer_municipality", columns=("buyer_municipality",)),
    Attribute(name="voucher", columns=("voucher",)),
    Attribute(name="invoice", columns=("invoice",)),
    Attribute(name="account", columns=("account",)),
    Attribute(name="account_text", columns=("account_text",)),
    Attribute(name="unit", columns=("unit",)),
    Attribute(name="industry", columns=("industry",)),
    Attribute(name="classification", columns=("classification",)),
    Attribute(name="supplier_municipality", columns=("supplier_municipality",)),
    Attribute(name="contract_id", columns=("contract_id",)),
)

PURCHASE_NEEDS: Final = (
    ("amount",),
    ("date",),
    ("supplier", "supplier_id", "account", "account_text", "voucher", "invoice", "unit", "buyer"),
)
"""What a table must have to be taken for a ledger: one column of each group."""
