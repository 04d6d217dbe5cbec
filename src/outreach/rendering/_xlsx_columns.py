"""Estimates that are spans as two columns of numbers, which can be sorted and added; words cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from outreach.model import Estimate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from outreach.blocks import Cell, Column, Table
    from outreach.languages import Translator


def with_bounds(table: Table, t: Translator) -> Table:
    """Return *table* with two columns, least and most, for every column that holds a span of amounts."""
    places = range(len(table.columns))
    spans = {place for place in places if any(_is_span(row[place]) for row in table.rows)}
    columns = [part for place, column in enumerate(table.columns) for part in _columns(column, t, place in spans)]
    rows = [_row(row, spans) for row in table.rows]
    total = _row(table.total, spans) if table.total is not None else None
    return attrs.evolve(table, columns=columns, rows=rows, total=total)


def _is_span(cell: Cell) -> bool:
    return isinstance(cell, Estimate) and cell.is_span


def _columns(column: Column, t: Translator, is_span: bool) -> tuple[Column, ...]:  # noqa: FBT001 - a private helper
    if not is_span:
        return (column,)
    return (
        attrs.evolve(column, title=t("{title}, at least", title=column.title)),
        attrs.evolve(column, title=t("{title}, at most", title=column.title)),
    )


def _row(row: Sequence[Cell], spans: set[int]) -> tuple[Cell, ...]:
    return tuple(part for place, cell in enumerate(row) for part in (_bounds(cell) if place in spans else (cell,)))


def _bounds(cell: Cell) -> tuple[Cell, Cell]:
    """Return the least and the most; what is no estimate stands in both, so that neither is empty."""
    return (_bound(cell, cell.low), _bound(cell, cell.high)) if isinstance(cell, Estimate) else (cell, cell)


def _bound(estimate: Estimate, value: Decimal | None) -> Cell:
    return None if value is None else attrs.evolve(estimate, low=value, high=value)
