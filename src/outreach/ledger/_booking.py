"""Debit and credit (debet, kredit) → one column of amounts with signs: two columns, or a mark beside the amount."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from outreach import words
from outreach.ledger._columns import pl
from outreach.tables._table import as_polars

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.tables import Layout, Table

_NOTHING: Final = r"^[\s0.,–—-]*$"
"""A cell of a side that was not booked: empty, a dash, or noughts."""
_SIGNED: Final = r"^\s*[-\u2212(]|-\s*$"


def with_signs(table: Table, layout: Layout) -> tuple[Table, Layout]:
    """Return a table whose column of amounts has signs, and its layout; both as they are where nothing is to be done.

    Where there is no amount but debits (and credits), the debits become the amount, a credit a negative one; what has
    both is no amount. A mark of credit beside an amount makes it negative, unless it is so already.
    """
    amount, debit, credit, side = (layout.index(role) for role in ("amount", "debit", "credit", "side"))
    if amount is None and debit is not None:
        roles = tuple("amount" if at == debit else role for at, role in enumerate(layout.roles))
        signed = table if credit is None else _changed(table, lambda names: _of_two(names[debit], names[credit]))
        return signed, attrs.evolve(layout, roles=roles, notes=(*layout.notes, "amount: debits, less credits"))
    if amount is not None and side is not None:
        marked = _changed(table, lambda names: _marked(names[amount], names[side]))
        return marked, attrs.evolve(layout, notes=(*layout.notes, "amount: negative where it is a credit"))
    return table, layout


def _changed(table: Table, expression: Callable[[list[str]], pl.Expr]) -> Table:
    """Return *table* with a column replaced, wherever its rows are read."""
    names = [
        name
        for name in as_polars(table.frame).collect_schema().names()
        if name not in (table.line, table.cells, table.parts)
    ]
    column = expression(names)
    exact = table.exact
    return attrs.evolve(
        table,
        frame=as_polars(table.frame).with_columns(column),
        top=None if table.top is None else as_polars(table.top).with_columns(column),
        exact=None if exact is None else lambda: _changed(exact(), expression),
    )


def _of_two(debit: str, credit: str) -> pl.Expr:
    ours, theirs = pl.col(debit).fill_null(""), pl.col(credit).fill_null("")
    no_debit, no_credit = ours.str.contains(_NOTHING), theirs.str.contains(_NOTHING)
    both = pl.concat_str([ours, pl.lit(" / "), theirs])
    return (
        pl.when(no_credit)
        .then(pl.col(debit))
        .when(no_debit)
        .then(pl.concat_str([pl.lit("-"), theirs.str.strip_chars()]))
        .otherwise(both)
        .alias(debit)
    )


def _marked(amount: str, side: str) -> pl.Expr:
    marks = list(words.listed("booking", "credit"))
    is_credit = pl.col(side).fill_null("").str.strip_chars().str.to_lowercase().is_in(marks)
    written = pl.col(amount).fill_null("")
    turned = is_credit & ~written.str.contains(_SIGNED) & ~written.str.contains(_NOTHING)
    return (
        pl.when(turned)
        .then(pl.concat_str([pl.lit("-"), written.str.strip_chars()]))
        .otherwise(pl.col(amount))
        .alias(amount)
    )
