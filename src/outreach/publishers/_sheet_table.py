"""Tables on sheets, printed or in documents: their columns, which way the sheet lies, rows that become paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from outreach import rendering
from outreach.blocks import AsWritten, Foreign, Link, Missing
from outreach.publishers._print_text import fit, link_runs, pieces, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.blocks import Cell, Column, Table

UPRIGHT: Final = 105
"""How many characters side by side can be read on an upright sheet of A4."""

LYING: Final = 160
"""The same, on one that lies."""

WRAPPED: Final = 125
"""How many characters an upright sheet takes where some cells wrap; more than that, and it lies down."""

WORD: Final = 14
"""A longer word is hyphenated before its column grows."""

WIDEST: Final = 40
WIDEST_NUMBER: Final = 24
BETWEEN: Final = 3
LONGEST_HEADING: Final = 120
_CAPS: Final = range(WIDEST, 0, -1)
LONGEST_CELL: Final = 900
"""A row with a longer cell may be broken across pages: it may not fit on one."""


class Sheet:
    """The sheet of a publication (ark): tables with the same columns share their widths, so that they read as one."""

    def __init__(self, tables: Iterable[Table], locale: str, *, has_links: bool = False) -> None:
        """Measure the *tables* that are shown; where there are links, their addresses are not written out."""
        self.locale, self.has_links = locale, has_links
        self._texts: dict[tuple[Column, ...], list[list[str]]] = {}
        for table in tables:
            if table.is_shown:
                self._measure(table)
        self.is_lying = any(self._is_wide(columns) for columns in self._texts)
        """Whether it lies down: a table does not suit an upright one."""

    def _measure(self, table: Table) -> None:
        texts = self._texts.setdefault(table.columns, [[fit(column.title)] for column in table.columns])
        for row in _rows(table):
            for column, cell in zip(texts, row, strict=True):
                column.append(self._said(cell))

    def _said(self, cell: Cell) -> str:
        if isinstance(cell, Link) and not self.has_links:
            return " ".join(map(_plain, link_runs(cell)))
        return fit(rendering.format_cell(cell, self.locale))

    def widths(self, columns: tuple[Column, ...]) -> list[int]:
        """Return how wide the columns are beside each other, in characters: where room is scarce, the widest wrap."""
        wanted = self._wanted(columns)
        least = list(map(min, self._least(columns), wanted))
        room = LYING if self.is_lying else UPRIGHT
        capped = ([max(low, min(high, cap)) for low, high in zip(least, wanted, strict=True)] for cap in _CAPS)
        return next((widths for widths in capped if sum(widths) <= room), least)

    def _is_wide(self, columns: tuple[Column, ...]) -> bool:
        return sum(self._wanted(columns)) > WRAPPED or sum(self._least(columns)) > UPRIGHT

    def _wanted(self, columns: tuple[Column, ...]) -> list[int]:
        texts = zip(columns, self._texts[columns], strict=True)
        return [_wanted_number(said) if column.is_number else _wanted(said) for column, said in texts]

    def _least(self, columns: tuple[Column, ...]) -> list[int]:
        return list(map(_least, self._texts[columns]))

    def table(self, table: Table) -> dict[str, Any]:
        """Return *table* for the template: rows of cells, or paragraphs where the columns do not fit on a sheet."""
        said = {
            "caption": pieces(table.caption),
            "note": pieces(table.note),
            "columns": [_text(column.title) for column in table.columns],
            "rows": [self._row(row) for row in table.rows],
            "total": self._row(table.total or ()),
        }
        if not self.is_readable(table.columns):
            return {"kind": "records", **said}
        numbers = [column.is_number for column in table.columns]
        return {"kind": "table", "widths": self.widths(table.columns), "numbers": numbers, **said}

    def is_readable(self, columns: tuple[Column, ...]) -> bool:
        """Tell whether the columns fit side by side, under headings that can be repeated on every page."""
        least = sum(self._least(columns))
        longest = max((len(column.title) for column in columns), default=0)
        return least <= (LYING if self.is_lying else UPRIGHT) and longest <= LONGEST_HEADING

    def _row(self, row: Sequence[Cell]) -> dict[str, Any]:
        longest = max((len(rendering.format_cell(cell, self.locale)) for cell in row), default=0)
        return {"cells": [self._cell(cell) for cell in row], "long": longest > LONGEST_CELL}

    def _cell(self, cell: Cell) -> Any:  # noqa: ANN401 - JSON
        if isinstance(cell, Link):
            return {"kind": "runs", "runs": link_runs(cell)}
        said = rendering.format_cell(cell, self.locale)
        if isinstance(cell, (Foreign, AsWritten)) and cell.lang:
            return {"kind": "text", "text": pieces(said), **spoken(cell.lang)}
        return {"kind": "missing", "text": pieces(said)} if cell is None or isinstance(cell, Missing) else _text(said)


def _text(text: str) -> Any:  # noqa: ANN401 - JSON
    said = pieces(text)
    return said if isinstance(said, str) else {"kind": "text", "text": said}


def _rows(table: Table) -> Iterable[Sequence[Cell]]:
    return [*table.rows, *([table.total] if table.total else [])]


def _plain(run: Any) -> str:  # noqa: ANN401 - JSON
    text = run if isinstance(run, str) else run["text"]
    return text if isinstance(text, str) else " ".join(text)


def _wanted(texts: Sequence[str]) -> int:
    """Return the width that suits a column of words: that of most of its cells, and of half its heading."""
    lengths = sorted(map(len, texts))
    most = max(lengths[int(0.9 * (len(lengths) - 1))], len(texts[0]) // 2 + 1)
    return max(min(most + BETWEEN, WIDEST), _least(texts))


def _wanted_number(texts: Sequence[str]) -> int:
    """Return the width at which no figure of a column is broken, nor a heading that is short."""
    heading, *figures = texts
    longest = max(map(len, figures), default=0)
    return max(min(longest, WIDEST_NUMBER), min(len(heading), WORD)) + BETWEEN


def _least(texts: Sequence[str]) -> int:
    """Return the width without which words are torn; long ones are hyphenated, figures cannot be."""
    return max((_width(word) for text in texts for word in text.split(" ")), default=1) + BETWEEN


def _width(word: str) -> int:
    is_figure = any(map(str.isdigit, word))
    return min(len(word), WIDEST_NUMBER if is_figure and len(word) <= WIDEST_NUMBER else WORD)
