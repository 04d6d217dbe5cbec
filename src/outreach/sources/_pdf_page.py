"""A page of a PDF → its words with their places, and the lines drawn on it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final, NamedTuple, TypeAlias

import attrs

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
    """Return the words and lines of a *page*.

    Raises:
        ValueError: There are more than ``MOST_MARKS`` of them.
    """
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
        """Take words; those that stand upright or on their head are none of a table."""
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
        """Take lines: those that are drawn, and thin shapes that are filled; what only cuts off is not seen."""
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
