"""What one row of the ledger says, as a record: for one at a time, and for naming fields."""

from __future__ import annotations

import datetime as dt

import attrs

from outreach.model._money import Money
from outreach.model._origin import Origin
from outreach.model._strict import strict


@attrs.frozen(kw_only=True, field_transformer=strict)
class Purchase:
    """One posting of the purchase ledger (leverantörsreskontrarad).

    Swedish specification *leverantörsreskontra* 1.1; outside OCDS core.

    Attributes:
        date: The booking date (bokföringsdatum).
        amount: Net, with its currency (nettobelopp).
        supplier: As written (leverantör).
        supplier_id: Organisation number or internal number, as text (leverantör-id).
        buyer: As written (köpare).
        buyer_id: The buyer's number (köpare-id).
        buyer_municipality: Its municipality code (kommun-id).
        voucher: Verification number (verifikationsnummer).
        invoice: The supplier's invoice number (fakturanummer).
        account: Account number (kontonummer).
        account_text: The account's name (kontotext).
        unit: The department (förvaltning).
        industry: The row's own industry, where it has one (bransch).
        classification: The row's own CPV or UNSPSC code.
        supplier_municipality: The supplier's municipality code, where the ledger has it.
        contract_id: The contract it was bought under (avtal).
        origin: Where it was read.
    """

    date: dt.date
    amount: Money
    supplier: str = ""
    supplier_id: str = attrs.field(default="", repr=False)
    buyer: str = ""
    buyer_id: str = ""
    buyer_municipality: str = ""
    voucher: str = ""
    invoice: str = ""
    account: str = ""
    account_text: str = ""
    unit: str = ""
    industry: str = ""
    classification: str = ""
    supplier_municipality: str = ""
    contract_id: str = ""
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)
