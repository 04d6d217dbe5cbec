"""Words and lines of a page → rows of cells: by the lines that rule a table, else by where its headings begin."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import attrs

from outreach import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


MOST_MARKS: Final = 200_000
_THIN: Final = 2.0
"""A rectangle no higher or wider than this, in points, is a line."""

_FEWEST_POINTS: Final = 4.0
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Point: TypeAlias = tuple[float, float]
_DRAWS: Final = frozenset({b"S", b"s", b"B", b"B*", b"b", b"b*"})
_PAINTS: Final = _DRAWS | {b"f", b"F", b"f*"}
_AS_IT_IS: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_TURNED: Final[dict[int, Matrix]] = {
    0: _AS_IT_IS,
    90: (0.0, -1.0, 1.0, 0.0, 0.0, 0.0),
    180: (-1.0, 0.0, 0.0, -1.0, 0.0, 0.0),
    270: (0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
}


class Words(NamedTuple):
    """Words on one line: where they begin, in points from the left and from below, and how large they are."""

    x: float
    y: float
    size: float
    text: str


class Line(NamedTuple):
    """A drawn line: where it lies across its direction, and from where to where it reaches along it."""

    at: float
    start: float
    end: float


@attrs.define
class Marks:
    """What a reader sees on a page."""

    words: list[Words] = attrs.field(factory=list)
    across: list[Line] = attrs.field(factory=list)
    down: list[Line] = attrs.field(factory=list)


def marks_of(page: Any) -> Marks:  # noqa: ANN401 - pypdf is an extra
    """Return the words and lines of a *page*. Raises ``ValueError``: there are more than ``MOST_MARKS`` of them."""
    pen = _Pen(_TURNED.get(int(page.rotation or 0) % 360, _AS_IT_IS))
    page.extract_text(visitor_text=pen.write, visitor_operand_before=pen.draw)
    return pen.marks


class _Pen:
    """Takes down what pypdf meets on a page."""

    def __init__(self, turned: Matrix) -> None:
        self.marks = Marks()
        self._turned = turned
        self._shapes: list[list[Point]] = []
        self._count = 0

    def write(self, text: str, where: Any, line: Any, font: Any, size: float) -> None:  # noqa: ANN401
        """Collect words; vertical and upside-down text belongs to no table."""
        del font
        if not text.strip():
            return
        self._counted()
        placed = _times(_matrix(line), _times(_matrix(where), self._turned))
        if abs(placed[1]) > abs(placed[0]):
            return
        height = abs(placed[3]) * float(size)
        self.marks.words.append(Words(placed[4], placed[5], height, " ".join(text.split())))

    def draw(self, operator: bytes, operands: Any, where: Any, line: Any) -> None:  # noqa: ANN401
        """Collect lines: drawn ones and thin filled shapes; clipping paths are invisible."""
        del line
        if operator in _PAINTS:
            for shape in self._shapes:
                self._paint(shape, is_drawn=operator in _DRAWS)
        if operator in (*_PAINTS, b"n"):
            self._shapes = []
        if operator not in (b"m", b"l", b"re"):
            return
        self._counted()
        matrix = _times(_matrix(where), self._turned)
        x, y, *size = (float(number) for number in operands)
        if operator == b"re":
            corners = [(x, y), (x + size[0], y), (x + size[0], y + size[1]), (x, y + size[1]), (x, y)]
            self._shapes.append([_point(matrix, *corner) for corner in corners])
        elif operator == b"m" or not self._shapes:
            self._shapes.append([_point(matrix, x, y)])
        else:
            self._shapes[-1].append(_point(matrix, x, y))

    def _paint(self, shape: list[Point], *, is_drawn: bool) -> None:
        (left, right), (below, above) = ((min(places), max(places)) for places in zip(*shape, strict=True))
        if above - below <= _THIN or right - left <= _THIN:
            x, y = (left + right) / 2, (below + above) / 2
            is_flat = above - below <= right - left
            self._line(*(((left, y), (right, y)) if is_flat else ((x, below), (x, above))))
        elif is_drawn:
            for begin, end in pairwise(shape):
                self._line(begin, end)

    def _line(self, begin: Point, end: Point) -> None:
        (x, y), (to_x, to_y) = begin, end
        if abs(y - to_y) <= _THIN and abs(x - to_x) > _FEWEST_POINTS:
            self.marks.across.append(Line((y + to_y) / 2, min(x, to_x), max(x, to_x)))
        elif abs(x - to_x) <= _THIN and abs(y - to_y) > _FEWEST_POINTS:
            self.marks.down.append(Line((x + to_x) / 2, min(y, to_y), max(y, to_y)))

    def _counted(self) -> None:
        self._count += 1
        if self._count > MOST_MARKS:
            raise ValueError(f"a page of more than {MOST_MARKS:,} marks")


def _matrix(numbers: Any) -> Matrix:  # noqa: ANN401 - six numbers
    a, b, c, d, e, f = (float(number) for number in numbers)
    return a, b, c, d, e, f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _point(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


Row: TypeAlias = list[str]
_NEAR: Final = 3.0
"""So many points apart, two lines are one, and words begin at the same place."""

_MOST_OF: Final = 0.5
_FEWEST_COLUMNS: Final = 3
_FEWEST_LINES: Final = 3
_FEWEST_LETTERS: Final = 10
_TIGHT: Final = 0.92
"""Lines of one cell stand so much closer than rows do."""


@cache
def _page_number() -> re.Pattern[str]:
    """Return the pattern of a page number, with the words around it in every language."""
    page, of = (words.any_of(words.listed("page_numbers", name)) for name in ("page", "of"))
    pattern = rf"(?:(?:{page})\s*)?[0-9]{{1,4}}(?:\s*(?:{of}|/|\()\s*[0-9]{{1,4}}\)?)?"
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


class PageRows(NamedTuple):
    """What stands on a page, from top to bottom: lines above the table, its rows, lines below it."""

    above: list[str]
    rows: list[Row]
    below: list[str]


class NoTableError(Exception):
    """The page holds no table whose columns can be recovered; the text says why."""


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
    frequent = (group for group, length in zip(groups, lengths, strict=True) if length >= _MOST_OF * longest)
    return [sum(line.at for line in group) / len(group) for group in frequent]


def _length(lines: Iterable[Line]) -> float:
    """Return over how much the *lines* reach, together."""
    total, reached = 0.0, float("-inf")
    for line in sorted(lines, key=lambda ruling: ruling.start):
        total += max(0.0, line.end - max(line.start, reached))
        reached = max(reached, line.end)
    return total


def _by_rules(words: Sequence[Words], columns: list[float], rows: list[float]) -> PageRows:
    cells: dict[tuple[float, int], list[Words]] = {}
    outside: list[Words] = []
    for word in words:
        column, row = bisect_right(columns, word.x + 1) - 1, bisect_right(rows, word.y + word.size / 3)
        if 0 < row < len(rows) and 0 <= column < len(columns) - 1:
            cells.setdefault((rows[row], column), []).append(word)
        else:
            outside.append(word)
    row_at: dict[float, Row] = {}
    for (height, column), inside in cells.items():
        row_at.setdefault(height, [""] * (len(columns) - 1))[column] = _joined(inside)
    lines = [line for line in _lines(outside) if not _page_number().fullmatch(_text(line))]
    return PageRows(
        [_text(line) for line in lines if line[0].y >= rows[-1]],
        [row_at[height] for height in sorted(row_at, reverse=True)],
        [_text(line) for line in lines if line[0].y < rows[-1]],
    )


def _joined(words: Sequence[Words]) -> str:
    return " ".join(_text(line) for line in _lines(words))


def _text(line: Sequence[Words]) -> str:
    return " ".join(word.text for word in line)


# Tables without rules


def _lines(words: Sequence[Words]) -> list[list[Words]]:
    """Return the words line by line, from the top, each line from the left."""
    lines: list[list[Words]] = []
    for placed in sorted(words, key=lambda word: (-word.y, word.x)):
        if lines and abs(lines[-1][0].y - placed.y) <= placed.size / 2:
            lines[-1].append(placed)
        else:
            lines.append([placed])
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
    numbered = [line for line in lines if not _page_number().fullmatch(_text(line))]
    return PageRows([], _unwrapped(numbered, lambda word: _column(word, edges), len(edges)), [])


def _fits(line: Sequence[Words], edges: Sequence[float]) -> bool:
    places = [_column(word, edges) for word in line]
    return len(set(places)) == len(places) and all(
        abs(word.x - edges[place]) <= _NEAR for word, place in zip(line, places, strict=True)
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
        for word in line:
            cells[column(word)] = word.text
        is_tight = at > 0 and gaps[at - 1] < _TIGHT * usual
        if rows and is_tight and (not cells[0] or sum(map(bool, cells)) == 1):
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return rows
