"""Small ledgers, whose answers can be worked out by hand."""

from __future__ import annotations

from datetime import date

import polars as pl

from outreach.dataset import Dataset
from outreach.ledger import COLUMNS, Ledger, LedgerPart
from outreach.model import Classification, Identifier, Procurement, Supplier

TYPES = {"date": pl.Date(), "amount": pl.Int64(), "origin_line": pl.Int64()}
SCHEMA = {column: TYPES.get(column, pl.String()) for column in COLUMNS}
GRANT = {"account": "4511", "account_text": "Lämnade bidrag", "amount": 40_000}
RENT = {"account": "6011", "account_text": "Lokalhyra", "amount": 30_000}
ADVERT = {"account": "7210", "account_text": "Annonser", "amount": 20_000}
TRIP = {"account": "7010", "account_text": "Resor", "amount": 10_000}
USUAL = {"date": date(2016, 3, 1), "currency": "SEK", "supplier": "Berg AB", "supplier_id": "5560160680"}


def ledger_of(*rows: dict) -> Ledger:
    """Return the ledger of *rows* of canonical columns, amounts in minor units; what a row leaves out is as usual."""
    if not rows:
        return Ledger.empty()
    frame = pl.DataFrame([USUAL | row for row in rows], schema=SCHEMA)
    return Ledger((LedgerPart.of(lambda: frame),))


def dataset_of(*records: Supplier | Procurement, purchases: Ledger | None = None) -> Dataset:
    """Return what was read: *records* and *purchases*."""
    whole = Dataset()
    kinds = {Supplier: whole.suppliers, Procurement: whole.procurements}
    suppliers, procurements = (
        type(empty)(kind, [each for each in records if isinstance(each, kind)]) for kind, empty in kinds.items()
    )
    return Dataset(suppliers=suppliers, procurements=procurements, purchases=purchases or Ledger.empty())


def rows_of(breakdown):
    return [(row.key, row.kind.value, row.amount.amount) for row in breakdown]


def sources_of(breakdown):
    return [(source, money.amount) for source, money in breakdown.sources]


def supplier(name, *codes_of, number=None, **facts):
    identifier = Identifier.organisation(number) if number else None
    industries = [Classification(scheme="SNI", code=code) for code in codes_of]
    return Supplier(id=name, name=name, identifier=identifier, industries=industries, **facts)
