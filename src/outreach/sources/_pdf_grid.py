"""Words and lines of a page → rows of cells: by the lines that rule a table, else by where its headings begin."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from outreach.sources._pdf_page import Line, Marks, Words

Row: TypeAlias = list[str]
_NEAR: Final = 3.0
"""So many points apart, two lines are one, and words begin at the same place."""

_MOST_OF: Final = 0.5
_FEWEST_COLUMNS: Final = 3
_FEWEST_LINES: Final = 3
_FEWEST_LETTERS: Final = 10
_TIGHT: Final = 0.92
"""Lines of one cell stand so much closer than rows do."""


_PAGE_NUMBER: Final = re.compile(
    r"(?:(?:sida|sid\.?|page|p\.)\s*)?[0-9]{1,4}(?:\s*(?:av|of|/|\()\s*[0-9]{1,4}\)?)?", re.IGNORECASE | re.ASCII
)


class PageRows(NamedTuple):
    """What stands on a page, from top to bottom: lines above the table, its rows, lines below it."""

    above: list[str]
    rows: list[Row]
    below: list[str]


class NoTableError(Exception):
    """The page holds no table whose columns can be told; the text says why."""


def rows_of(marks: Marks) -> PageRows:
    """Return the rows of a page, without its number.

    Raises:
        NoTableError: There is no text, or no columns that can be told.
    """
    if sum(len(words.text) for words in marks.words) < _FEWEST_LETTERS:
        raise NoTableError("no text in it: a scan")
    edges = _ruled(marks)
    if edges:
        return _by_rules(marks.words, *edges)
    return _by_headings(_lines(marks.words))


# Ruled tables


def _ruled(marks: Marks) -> tuple[list[float], list[float]] | None:
    """Return where the columns and rows of a ruled table end, or None where it has no columns that are."""
    columns = _places(marks.down)
    rows = _places(marks.across)
    if len(columns) <= _FEWEST_COLUMNS or len(rows) < _FEWEST_LINES:
        return None
    return columns, rows


def _places(lines: Iterable[Line]) -> list[float]:
    """Return where the *lines* lie that together reach over half of what the longest do: others are no rules."""
    groups: list[list[Line]] = []
    for line in sorted(lines):
        if groups and line.at - groups[-1][-1].at <= _NEAR:
            groups[-1].append(line)
        else:
            groups.append([line])
    lengths = [_length(group) for group in groups]
    longest = max(lengths, default=0)
    kept = (group for group, length in zip(groups, lengths, strict=True) if length >= _MOST_OF * longest)
    return [sum(line.at for line in group) / len(group) for group in kept]


def _length(lines: Iterable[Line]) -> float:
    """Return over how much the *lines* reach, together."""
    total, reached = 0.0, float("-inf")
    for line in sorted(lines, key=lambda each: each.start):
        total += max(0.0, line.end - max(line.start, reached))
        reached = max(reached, line.end)
    return total


def _by_rules(words: Sequence[Words], columns: list[float], rows: list[float]) -> PageRows:
    cells: dict[tuple[float, int], list[Words]] = {}
    outside: list[Words] = []
    for each in words:
        column, row = bisect_right(columns, each.x + 1) - 1, bisect_right(rows, each.y + each.size / 3)
        if 0 < row < len(rows) and 0 <= column < len(columns) - 1:
            cells.setdefault((rows[row], column), []).append(each)
        else:
            outside.append(each)
    found: dict[float, Row] = {}
    for (height, column), inside in cells.items():
        found.setdefault(height, [""] * (len(columns) - 1))[column] = _joined(inside)
    lines = [line for line in _lines(outside) if not _PAGE_NUMBER.fullmatch(_text(line))]
    return PageRows(
        [_text(line) for line in lines if line[0].y >= rows[-1]],
        [found[height] for height in sorted(found, reverse=True)],
        [_text(line) for line in lines if line[0].y < rows[-1]],
    )


def _joined(words: Sequence[Words]) -> str:
    return " ".join(_text(line) for line in _lines(words))


def _text(line: Sequence[Words]) -> str:
    return " ".join(each.text for each in line)


# Tables without rules


def _lines(words: Sequence[Words]) -> list[list[Words]]:
    """Return the words line by line, from the top, each line from the left."""
    lines: list[list[Words]] = []
    for each in sorted(words, key=lambda word: (-word.y, word.x)):
        if lines and abs(lines[-1][0].y - each.y) <= each.size / 2:
            lines[-1].append(each)
        else:
            lines.append([each])
    return [sorted(line, key=lambda word: word.x) for line in lines]


def _by_headings(lines: Sequence[list[Words]]) -> PageRows:
    """Return the rows of a table whose columns begin where those of its fullest line do."""
    fullest = max(lines, key=len)
    edges = [words.x for words in fullest]
    if len(edges) < _FEWEST_COLUMNS:
        raise NoTableError("no table in it: its words stand in fewer than three columns")
    several = [line for line in lines if len(line) > 1]
    if len(several) < _FEWEST_LINES or not all(_fits(line, edges) for line in several):
        raise NoTableError("a table whose columns cannot be told: it has no lines, and its words begin anywhere")
    kept = [line for line in lines if not _PAGE_NUMBER.fullmatch(_text(line))]
    return PageRows([], _unwrapped(kept, lambda each: _column(each, edges), len(edges)), [])


def _fits(line: Sequence[Words], edges: Sequence[float]) -> bool:
    places = [_column(each, edges) for each in line]
    return len(set(places)) == len(places) and all(
        abs(each.x - edges[place]) <= _NEAR for each, place in zip(line, places, strict=True)
    )


def _column(words: Words, edges: Sequence[float]) -> int:
    return max(0, bisect_right(edges, words.x + _NEAR) - 1)


def _unwrapped(lines: Sequence[list[Words]], column: Callable[[Words], int], width: int) -> list[Row]:
    """Return the rows: a line much closer to the one above than most, and without a first cell, goes on with it."""
    gaps = [above[0].y - below[0].y for above, below in pairwise(lines)]
    usual = median(gaps) if gaps else 0.0
    rows: list[Row] = []
    for at, line in enumerate(lines):
        cells = [""] * width
        for each in line:
            cells[column(each)] = each.text
        is_tight = at > 0 and gaps[at - 1] < _TIGHT * usual
        if rows and is_tight and (not cells[0] or sum(map(bool, cells)) == 1):
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return rows
