"""Estimates as columns of numbers, which can be sorted and added; words, which tell more, cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from outreach.languages import format_estimate
from outreach.model import Estimate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from outreach.blocks import Cell, Column, Table
    from outreach.languages import Translator


def with_bounds(table: Table, t: Translator) -> Table:
    """Return *table* with two columns, least and most, for every column that holds a span of amounts.

    In a table that is offered as data every column of estimates has them, and the words before: the currency, *about*
    and *per year* stand in no number.
    """
    wanted = _is_span if table.is_shown else _is_estimate
    places = range(len(table.columns))
    split = {place for place in places if any(wanted(row[place]) for row in table.rows)}
    if not split:
        return table
    worded = set() if table.is_shown else split

    def spread(row: Sequence[Cell]) -> Iterator[Cell]:
        for place, cell in enumerate(row):
            if place in worded:
                yield format_estimate(cell, t.locale) if isinstance(cell, Estimate) else cell
            yield from _bounds(cell) if place in split else (cell,)

    return attrs.evolve(
        table,
        columns=[part for place, each in enumerate(table.columns) for part in _columns(each, t, place, split, worded)],
        rows=[tuple(spread(row)) for row in table.rows],
        total=None if table.total is None else tuple(spread(table.total)),
    )


def _is_estimate(cell: Cell) -> bool:
    return isinstance(cell, Estimate)


def _is_span(cell: Cell) -> bool:
    return isinstance(cell, Estimate) and cell.is_span


def _columns(column: Column, t: Translator, place: int, split: set[int], worded: set[int]) -> Iterator[Column]:
    if place in worded:
        yield attrs.evolve(column, is_number=False)
    if place not in split:
        yield column
    else:
        yield attrs.evolve(column, title=t("{title}, at least", title=column.title))
        yield attrs.evolve(column, title=t("{title}, at most", title=column.title))


def _bounds(cell: Cell) -> tuple[Cell, Cell]:
    """Return the least and the most; what is no estimate stands in both, so that neither is empty."""
    return (_bound(cell, cell.low), _bound(cell, cell.high)) if isinstance(cell, Estimate) else (cell, cell)


def _bound(estimate: Estimate, value: Decimal | None) -> Cell:
    if estimate.low == estimate.high:  # is its own bound: most are, and a copy is checked like any record
        return estimate
    return None if value is None else attrs.evolve(estimate, low=value, high=value)
