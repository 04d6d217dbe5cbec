"""How wide columns are, and how high rows: not every program finds it by itself, and lines would overlap."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from outreach.rendering._cells import format_cell
from outreach.rendering._to_text import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from outreach.blocks import Cell
    from outreach.rendering._xlsx_cells import Sheet

WIDEST: Final = 50
NARROWEST: Final = 8
LINE: Final = 15
"""How high a line is, in points."""
HIGHEST: Final = 409
"""How high the format lets a row be."""


def width_of(title: str, texts: Iterable[str]) -> float:
    """Return a column's width in characters: its longest line, within bounds, and room for the filter's button."""
    longest = max((text_width(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(round(max(text_width(title) + 3, 1.1 * longest + 1), 1), NARROWEST), WIDEST)


def note_lines(lines: list[int], cells: Sequence[Cell], needed: Mapping[str, int], locale: str) -> None:
    """Raise the *lines* of each row to what its cell in one column needs."""
    if max(needed.values(), default=1) == 1:
        return
    for row, cell in enumerate(cells):
        if cell is not None:
            lines[row] = max(lines[row], needed.get(format_cell(cell, locale), 1))


def lines_of(text: str, width: float) -> int:
    """Return in about how many lines a column so wide shows *text*: broken between words, a line is seldom full."""
    filled = (text_width(line) / width for line in text.split("\n"))
    return sum(math.ceil(1.1 * each) if each > 1 else 1 for each in filled)


def set_heights(sheet: Sheet, lines: Sequence[int], first: int) -> None:
    """Give rows of several lines their height: not every program finds it by itself, and lines would overlap."""
    for row, number in enumerate(lines, first):
        if number > 1:
            sheet.set_row(row, min(LINE * number, HIGHEST))
