"""The ledger's columns and words, once and for all."""

from __future__ import annotations

from typing import Final

from outreach.model._same import BY_NAME as BY_NAME  # noqa: PLC0414 - one of the ledger's own words

TEXTS: Final = (
    "buyer_id",
    "buyer",
    "buyer_municipality",
    "supplier_id",
    "supplier",
    "voucher",
    "invoice",
    "currency",
    "account",
    "account_text",
    "unit",
    "industry",
    "classification",
    "supplier_municipality",
    "contract_id",
)
"""Columns kept as text."""

COLUMNS: Final = (
    *TEXTS[:7],
    "date",
    "amount",
    *TEXTS[7:],
    "origin_file",
    "origin_part",
    "origin_line",
)
"""Every canonical column, in order; ``amount`` is whole minor units (öre, pence) as Int64, ``date`` a date."""

CODED: Final = ("supplier_id", "supplier", "account", "supplier_municipality", "buyer_municipality", "currency", "date")
"""Columns read as codes of their distinct texts, so that each text is checked once."""

BASE_KEYS: Final = (
    "supplier_key",
    "supplier",
    "account",
    "year",
    "value_band",
    "supplier_municipality",
    "buyer_municipality",
    "currency",
)
"""What the cube of a file that was just read is made by."""

DATE_KEYS: Final = ("year", "quarter", "month")
KEYS: Final = (*BASE_KEYS, "quarter", "month", *(text for text in TEXTS if text not in (*BASE_KEYS, "supplier_id")))
"""What a cube can be made by: not the supplier's number as written, which may be a person's."""

BANDS: Final = (0, 10_000, 100_000, 700_000, 5_000_000)
"""Lower edges of the value bands in major units; below the first is credit. An edge belongs to the upper band."""

MINOR: Final = 100
"""Minor units to the major unit."""

PERSONAL: Final = "personal"
"""The supplier key that all sole traders share: their own numbers are a person's."""
UNKNOWN: Final = "unknown"
"""The supplier key of purchases with neither number nor name."""

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
"""Purchases of other years are misread dates."""

LONGEST_CELL: Final = 32_767
"""Characters; what a spreadsheet holds."""

INVOICE_TWICE: Final = "invoice twice"
"""The kind of problem that tells of an invoice that is in two documents, or in a document and a ledger."""
