"""A table on paper: how wide its columns are, whether the sheet lies down, and when rows become paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from outreach import rendering
from outreach.blocks import Link, Missing
from outreach.publishers._print_text import fit, link_runs, pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.blocks import Cell, Table

UPRIGHT: Final = 100
"""How many characters side by side can be read on an upright sheet of A4."""

LYING: Final = 150
"""The same, on one that lies."""

WORD: Final = 14
"""A longer word is hyphenated before its column grows."""

WIDEST: Final = 40
BETWEEN: Final = 2
LONGEST_CELL: Final = 900
"""A row with a longer cell may be broken across pages; it may not fit on one."""


def is_lying(table: Table, locale: str) -> bool:
    """Tell whether *table* needs a sheet that lies: whole words do not fit beside each other on an upright one."""
    columns = _columns(table, locale)
    return sum(map(_wanted, columns)) > 1.35 * UPRIGHT and sum(map(_least, columns)) <= LYING


def table_data(table: Table, locale: str, *, lying: bool) -> dict[str, Any]:
    """Return *table* for the template: rows of cells, or paragraphs where the columns do not fit on a sheet."""
    columns = _columns(table, locale)
    room = LYING if lying else UPRIGHT
    said = {
        "caption": pieces(table.caption),
        "note": pieces(table.note),
        "columns": [pieces(column.title) for column in table.columns],
        "rows": [_row(row, locale) for row in table.rows],
        "total": [cell_data(cell, locale) for cell in table.total] if table.total else [],
    }
    if sum(map(_least, columns)) > room:
        return {"kind": "records", **said}
    numbers = [column.is_number for column in table.columns]
    return {"kind": "table", "widths": list(map(_wanted, columns)), "numbers": numbers, **said}


def cell_data(cell: Cell, locale: str) -> Any:  # noqa: ANN401 - JSON
    """Return a *cell*: its text, or its runs where it is a link or is missing."""
    if isinstance(cell, Link):
        return {"kind": "runs", "runs": link_runs(cell)}
    said = pieces(rendering.format_cell(cell, locale))
    if cell is None or isinstance(cell, Missing):
        return {"kind": "missing", "text": said}
    return said if isinstance(said, str) else {"kind": "text", "text": said}


def _row(row: Sequence[Cell], locale: str) -> dict[str, Any]:
    longest = max((len(rendering.format_cell(cell, locale)) for cell in row), default=0)
    return {"cells": [cell_data(cell, locale) for cell in row], "long": longest > LONGEST_CELL}


def _columns(table: Table, locale: str) -> list[list[str]]:
    rows = [*table.rows, *([table.total] if table.total else [])]
    cells = [[_said(cell, locale) for cell in row] for row in rows]
    titles = [fit(column.title) for column in table.columns]
    given = list(zip(*cells, strict=True)) or [()] * len(titles)
    return [[title, *texts] for title, texts in zip(titles, given, strict=True)]


def _said(cell: Cell, locale: str) -> str:
    return "".join(map(_plain, link_runs(cell))) if isinstance(cell, Link) else fit(rendering.format_cell(cell, locale))


def _plain(run: Any) -> str:  # noqa: ANN401 - JSON
    text = run if isinstance(run, str) else run["text"]
    return text if isinstance(text, str) else " ".join(text)


def _wanted(texts: Sequence[str]) -> int:
    """Return the width that suits a column: that of most of its cells, within bounds."""
    lengths = sorted(map(len, texts))
    most = lengths[int(0.9 * (len(lengths) - 1))]
    return max(min(most, WIDEST), _least(texts) - BETWEEN) + BETWEEN


def _least(texts: Sequence[str]) -> int:
    """Return the width without which words are torn."""
    return min(max((len(word) for text in texts for word in text.split(" ")), default=1), WORD) + BETWEEN
