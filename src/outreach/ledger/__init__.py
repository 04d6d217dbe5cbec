"""Purchases as columns: read in one pass, counted to the last row, added up to the last öre."""

from outreach.ledger._columns import BANDS, BY_NAME, COLUMNS, INVOICE_TWICE, KEYS, PERSONAL, UNKNOWN
from outreach.ledger._intake import intake
from outreach.ledger._ledger import Ledger
from outreach.ledger._part import LedgerPart

__all__ = [
    "BANDS",
    "BY_NAME",
    "COLUMNS",
    "INVOICE_TWICE",
    "KEYS",
    "PERSONAL",
    "UNKNOWN",
    "Ledger",
    "LedgerPart",
    "intake",
]
