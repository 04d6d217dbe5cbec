"""Agreements in force, and what is bought: one row of a ledger as a record."""

from __future__ import annotations

import datetime as dt

import attrs

from outreach.model._money import Money
from outreach.model._party import Classification
from outreach.model._period import ContractLength, Period
from outreach.model._problem import Origin
from outreach.model._strict import strict


@attrs.frozen(kw_only=True, field_transformer=strict)
class Contract:
    """What a buyer and its suppliers have agreed on, and until when (avtal).

    OCDS ``contracts[]``; eForms BT-150.

    Attributes:
        id: The key other records use (avtalsnummer).
        title: What it covers (benämning).
        buyer_id: The buyer's key.
        buyer: The buyer as written.
        unit: The department (förvaltning).
        supplier_ids: Keys of its suppliers, where known.
        supplier_names: As written.
        classifications: CPV codes.
        industry: The industry as written (bransch).
        period: From start to end, the latter without options; BT-536, BT-537.
        length: With options.
        extension: Options as written (förlängningsoption).
        value: Excluding VAT.
        procurement_id: The procurement it came from.
        lang: The language of its texts (språk), as of a :class:`Procurement`; empty: taken to be Swedish.
        incomplete: Fields whose text could not be read, and the text as written.
        origin: Where it was read.
    """

    id: str
    title: str
    buyer_id: str = ""
    buyer: str = ""
    unit: str = ""
    supplier_ids: tuple[str, ...] = ()
    supplier_names: tuple[str, ...] = ()
    classifications: tuple[Classification, ...] = ()
    industry: str = ""
    period: Period | None = None
    length: ContractLength | None = None
    extension: str = ""
    value: Money | None = None
    procurement_id: str = ""
    lang: str = ""
    incomplete: tuple[tuple[str, str], ...] = ()
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)


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
