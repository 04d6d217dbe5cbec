"""What is known of the attributes of a purchase (leverantörsreskontrarad): columns of a ledger, read by ``ledger``."""

from __future__ import annotations

from typing import Final

from outreach.fields.row import Attribute, Rows

PURCHASE: Final[Rows] = (
    Attribute("date", columns=("date",), required=True),
    Attribute("amount", columns=("amount", "debit", "credit", "side"), beside=("currency",), required=True),
    Attribute("supplier", columns=("supplier",)),
    Attribute("supplier_id", columns=("supplier_id",), public=False),
    Attribute("buyer", columns=("buyer",)),
    Attribute("buyer_id", columns=("buyer_id",)),
    Attribute("buyer_municipality", columns=("buyer_municipality",)),
    Attribute("voucher", columns=("voucher",)),
    Attribute("invoice", columns=("invoice",)),
    Attribute("account", columns=("account",)),
    Attribute("account_text", columns=("account_text",)),
    Attribute("unit", columns=("unit",)),
    Attribute("industry", columns=("industry",)),
    Attribute("classification", columns=("classification",)),
    Attribute("supplier_municipality", columns=("supplier_municipality",)),
    Attribute("contract_id", columns=("contract_id",)),
)

PURCHASE_NEEDS: Final = (
    ("amount", "debit"),
    ("date",),
    ("supplier", "supplier_id", "account", "account_text", "voucher", "invoice", "unit", "buyer"),
)
"""What a table must have to be taken for a ledger: one column of each group."""
