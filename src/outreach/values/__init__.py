"""Strict reading of text: dates, periods, amounts, estimates, lengths, identifiers, yes and no.

Pure functions with plain results. Every one of them reads a fixed set of forms and raises
:class:`~outreach.errors.UnreadableError` for the rest, with a hint what to write: nothing is guessed from today's
date, the machine's locale or a longer text. Only ASCII digits are digits.

What reads lists (periods, values, lengths) is loaded when it is first asked for: its many patterns take longer to
compile than a small ledger to read.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from outreach.values._amounts import Sign, decimal_sign, parse_amount
from outreach.values._dates import Order, date_order, parse_date, parse_day_number, read_date
from outreach.values._identifiers import (
    HIDDEN,
    PERSONAL_NUMBER,
    ParsedNumber,
    parse_organisation_number,
    without_personal,
)
from outreach.values._words import fold, is_unknown_word, parse_boolean

if TYPE_CHECKING:
    from outreach.values._estimates import ParsedEstimate, parse_estimate
    from outreach.values._lengths import ParsedLength, parse_contract_length
    from outreach.values._periods import ParsedPeriod, parse_period

__all__ = [
    "HIDDEN",
    "PERSONAL_NUMBER",
    "Order",
    "ParsedEstimate",
    "ParsedLength",
    "ParsedNumber",
    "ParsedPeriod",
    "Sign",
    "date_order",
    "decimal_sign",
    "fold",
    "is_unknown_word",
    "parse_amount",
    "parse_boolean",
    "parse_contract_length",
    "parse_date",
    "parse_day_number",
    "parse_estimate",
    "parse_organisation_number",
    "parse_period",
    "read_date",
    "without_personal",
]

_HOMES = {
    "ParsedEstimate": "_estimates",
    "ParsedLength": "_lengths",
    "ParsedPeriod": "_periods",
    "parse_contract_length": "_lengths",
    "parse_estimate": "_estimates",
    "parse_period": "_periods",
}


def __getattr__(name: str) -> object:
    """Load what is asked for, and keep it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
