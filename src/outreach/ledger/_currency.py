"""In which currency a file's amounts are: what it says itself, what the user says, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from outreach.ledger._suppliers import judge_numbers
from outreach.model import NO_CURRENCY
from outreach.values import fold

if TYPE_CHECKING:
    import polars as pl

    from outreach.ledger._cells import Cells
    from outreach.tables import Layout
    from outreach.tables._options import ReadOptions

_SPECIFICATION: Final = frozenset(
    [
        "kopare_id",
        "kopare",
        "verifikationsnummer",
        "leverantor",
        "leverantor_id",
        "konto_nr",
        "konto_text",
        "bokforingsdatum",
        "datum",
        "forvaltning",
        "fakturanummer",
        "nettobelopp",
        "belopp",
        "kommun_id",
        "s_kod_nr",
    ]
)
_ENOUGH: Final = 5
"""How many of the specification's headings make a file one of it."""


@attrs.frozen
class Currency:
    """The currency of amounts beside which none stands.

    Attributes:
        code: ISO 4217; ``XXX`` where nothing tells.
        note: Why.
        is_told: Whether something tells.
    """

    code: str
    note: str
    is_told: bool = True


def decide_currency(cells: Cells, layout: Layout, options: ReadOptions, numbers: pl.Series) -> Currency:
    """Decide from the user's word, the heading, or a Swedish number in a file of the Swedish specification."""
    if options.currency:
        return Currency(options.currency, f"currency {options.currency} as asked for")
    headed = dict(layout.currencies).get("amount")
    if headed:
        return Currency(headed, f"currency {headed} after the heading")
    if _is_specification(layout) and (
        _has_number(numbers) or _has_number(judge_numbers(cells.head("buyer_id")).number)
    ):
        return Currency("SEK", "currency SEK: headings of the Swedish specification, Swedish organisation numbers")
    return Currency(NO_CURRENCY, "no currency named", is_told=False)


def _is_specification(layout: Layout) -> bool:
    return len(_SPECIFICATION & {fold(heading) for heading in layout.headings}) >= _ENOUGH


def _has_number(numbers: pl.Series) -> bool:
    return numbers.null_count() < numbers.len()
