"""The amounts of a column, settled from all of them: the first ones suggest a style, the rest prove it or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from outreach._later import pl
from outreach.ledger import _amounts
from outreach.ledger._amounts import SIGNS, AmountStyle

if TYPE_CHECKING:
    from outreach.ledger._cells import Cells


def _text() -> pl.Expr:
    return pl.col("amount_text")


def read_narrow(cells: Cells, decimal: str | None) -> tuple[pl.DataFrame, AmountStyle]:
    """Return the narrow rows with every amount that can be read, and how the column writes them.

    Args:
        cells: The data rows.
        decimal: The decimal sign, where the user says it.
    """
    style = _amounts.guess(cells.head("amount"), decimal)
    narrow = cells.narrow(style)
    left = narrow.select(_text()).drop_nulls().unique()
    settled = style if style.decided else _settle(cells, style, left)
    named = bool(left.select(_amounts.cell_currency(_text()).is_not_null().any()).item())
    settled = attrs.evolve(settled, names_currency=settled.names_currency or named)
    if (settled.decimal, settled.names_currency) != (style.decimal, style.names_currency):
        narrow = cells.narrow(_amounts.full_style(settled))
        left = narrow.select(_text()).drop_nulls().unique()
    return _filled(narrow, left, _amounts.full_style(settled)), settled


def _settle(cells: Cells, style: AmountStyle, left: pl.DataFrame) -> AmountStyle:
    """Look at the whole column only where an amount that was left open makes it necessary."""
    contrary = SIGNS[1 - SIGNS.index(style.decimal or ",")]
    doubts = left.select((_amounts.evidence(_text(), contrary) | _amounts.ambiguous(_text())).any()).item()
    if not doubts:
        return style
    votes = cells.votes()
    comma, point = (votes[sign] or 0 for sign in SIGNS)
    if comma == point:
        return attrs.evolve(style, decimal=None if comma else style.decimal)
    return attrs.evolve(style, decimal=SIGNS[point > comma], decided=True)


def _filled(narrow: pl.DataFrame, left: pl.DataFrame, style: AmountStyle) -> pl.DataFrame:
    """Read the few amounts that the fast pass could not."""
    read = left.with_columns(late=_amounts.minor(_text(), style)).drop_nulls()
    if read.is_empty():
        return narrow
    joined = narrow.join(read, on="amount_text", how="left", maintain_order="left")
    late = pl.col("late")
    return joined.with_columns(
        minor=pl.coalesce("minor", late), amount_text=pl.when(late.is_null()).then(_text())
    ).drop("late")
