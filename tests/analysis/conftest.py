"""Small ledgers, whose answers can be worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import polars as pl
import pytest

from outreach.ledger import COLUMNS, Ledger, LedgerPart

TYPES = {"date": pl.Date(), "amount": pl.Int64(), "origin_line": pl.Int64()}
SCHEMA = {column: TYPES.get(column, pl.String()) for column in COLUMNS}
USUAL = {"date": date(2016, 3, 1), "currency": "SEK", "supplier": "Berg AB", "supplier_id": "5560160680"}


def ledger_of(rows: list[dict[str, Any]]) -> Ledger:
    """Return the ledger of *rows* of canonical columns, amounts in minor units; what a row leaves out is as usual."""
    frame = pl.DataFrame([USUAL | row for row in rows], schema=SCHEMA)
    return Ledger((LedgerPart(rows=lambda: frame),)) if rows else Ledger.empty()


@attrs.frozen(kw_only=True)
class Read:
    """What an analysis asks of a dataset."""

    purchases: Ledger = attrs.field(factory=Ledger.empty)
    suppliers: tuple[Any, ...] = ()
    procurements: tuple[Any, ...] = ()


@pytest.fixture
def make_ledger() -> Any:
    return ledger_of


@pytest.fixture
def read() -> type[Read]:
    return Read
