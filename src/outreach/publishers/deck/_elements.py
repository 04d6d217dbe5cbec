"""What stands on a slide below its title: each knows how high it is, and where it can be parted in two."""

from __future__ import annotations

import math
from typing import ClassVar, Final, Protocol

import attrs

from outreach.blocks import Chart, Picture
from outreach.publishers.deck._canvas import ROOM
from outreach.publishers.deck._text import GAP, LINE, Run, Words, fit, longest_word, width_of, worded

LEAST_CHART: Final = 160
A_BAR: Final = 38
MOST_CHART: Final = 260
LEAST_PICTURE: Final = 200
MOST_ROWS: Final = 6
"""Of a table on one slide, beside its headings."""
LEFT_PART: Final = 0.42
"""How much of the width figures and terms take."""
ROW_GAP: Final = 20
CELL: Final = 7
"""What stands around the text of a cell, at each side."""
_AROUND: Final = 2 * CELL + 4
_ENDLESS: Final = 10
"""How wide a word may be at most, in sizes, before it is taken for none."""


class Element(Protocol):
    """A part of a slide."""

    grows: ClassVar[bool]

    def height(self, size: float) -> float:
        """Return how high it is at least, when the text is so large."""

    def part(self, room: float, size: float) -> tuple[Element | None, Element | None]:
        """Return what of it fits in so much *room*, and the rest."""


@attrs.frozen
class Texts:
    """Paragraphs, lists."""

    grows: ClassVar[bool] = False
    words: tuple[Words, ...]

    def height(self, size: float) -> float:
        """Return how high the paragraphs are."""
        return sum(item.height(ROOM, size) for item in self.words)

    def part(self, room: float, size: float) -> tuple[Element | None, Element | None]:
        """Return the paragraphs that fit, and the rest; one that fits on no slide goes on to the next."""
        used, at = 0.0, 0
        for item in self.words:
            used += item.height(ROOM, size, room - used)
            if used > room:
                break
            at += 1
        if at:
            return Texts(self.words[:at]), Texts(self.words[at:]) if at < len(self.words) else None
        first = self.words[0]
        lines = int((room / size / first.scale - GAP) / LINE)
        if lines < 1:
            return None, self
        taken, rest = first.cut(ROOM, size, lines)
        left = (*([rest] if rest else []), *self.words[1:])
        return Texts((taken,)), Texts(left) if left else None


@attrs.frozen
class Pairs:
    """Figures with what they mean, terms with what they are: beside each other, a line between."""

    grows: ClassVar[bool] = True
    pairs: tuple[tuple[Words, Words], ...]  # the left and the right one of each

    @property
    def left(self) -> float:
        """How wide the left part is."""
        return ROOM * LEFT_PART

    def row_height(self, pair: tuple[Words, Words], size: float) -> float:
        """Return how high one pair is."""
        sides = zip(pair, (self.left - ROW_GAP, ROOM - self.left), strict=True)
        return max(words.lines(width, size) * LINE * size * words.scale for words, width in sides) + ROW_GAP

    def height(self, size: float) -> float:
        """Return how high all of them are."""
        return sum(self.row_height(pair, size) for pair in self.pairs) + ROW_GAP / 2

    def has_room(self, size: float) -> bool:
        """Tell whether no word must be broken."""
        return all(
            longest_word(words.text, size * words.scale, is_bold=any(run.is_bold for run in words.runs)) <= width
            for pair in self.pairs
            for words, width in zip(pair, (self.left - ROW_GAP, ROOM - self.left), strict=True)
        )

    def part(self, room: float, size: float) -> tuple[Element | None, Element | None]:
        """Return the pairs that fit, and the rest; one that fits on no slide is told as paragraphs."""
        used, at = 0.0, 0
        while at < len(self.pairs) and used + self.row_height(self.pairs[at], size) <= room:
            used += self.row_height(self.pairs[at], size)
            at += 1
        rest = Pairs(self.pairs[at:]) if at < len(self.pairs) else None
        return (Pairs(self.pairs[:at]) if at else None), rest

    def as_texts(self) -> Texts:
        """Return the pairs as paragraphs, which can be parted anywhere."""
        return Texts(tuple(attrs.evolve(item, scale=1.0) for pair in self.pairs for item in pair if item.text))


@attrs.frozen(kw_only=True)
class Grid:
    """A table."""

    grows: ClassVar[bool] = True
    caption: str  # what it shows, for those who do not see it
    titles: tuple[str, ...]  # above the columns
    rows: tuple[tuple[str, ...], ...]  # as text, with an address where a cell leads to one
    langs: tuple[tuple[str, ...], ...]  # of each cell of the rows its language, where that is not the deck's
    numbers: tuple[bool, ...]  # which columns are numbers
    has_total: bool = False  # whether the last row adds up
    size: float = 28  # how large its letters are

    @property
    def widths(self) -> tuple[float, ...]:
        """How wide the columns are: as their text needs, within bounds, together the whole width."""
        columns = list(zip(self.titles, *self.rows, strict=True))
        wanted = [max(width_of(text, self.size, is_bold=True) for text in column) + _AROUND for column in columns]
        whole = sum(wanted)
        if whole <= ROOM:
            widest = wanted.index(max(wanted))
            return tuple(item + (ROOM - whole if at == widest else 0) for at, item in enumerate(wanted))
        least = [min(self._longest(column), _ENDLESS * self.size) + _AROUND for column in columns]
        spare = ROOM - sum(least)
        if spare < 0:
            return tuple(item * ROOM / whole for item in wanted)
        more = whole - sum(least)
        return tuple(few + (many - few) * spare / more for few, many in zip(least, wanted, strict=True))

    def _longest(self, column: tuple[str, ...]) -> float:
        return max(longest_word(text, self.size, is_bold=True) for text in column)

    @property
    def most_rows(self) -> int:
        """How many rows a slide has, so that no slide has a few that are left over."""
        return math.ceil(len(self.rows) / math.ceil(len(self.rows) / MOST_ROWS)) if self.rows else 0

    def row_height(self, row: tuple[str, ...]) -> float:
        """Return how high a row is."""
        cells = zip(row, self.widths, strict=True)
        lines = max(worded(text, is_bold=True).lines(width - 2 * CELL, self.size) for text, width in cells)
        return max(lines, 1) * LINE * self.size + 2 * CELL

    def has_room(self) -> bool:
        """Tell whether every column has room for its words, or for a dozen letters of an endless one."""
        columns = zip(zip(self.titles, *self.rows, strict=True), self.widths, strict=True)
        return all(min(self._longest(texts), _ENDLESS * self.size) <= width - 2 * CELL for texts, width in columns)

    def height(self, size: float) -> float:
        """Return how high the table is, with its headings."""
        del size
        return self.row_height(self.titles) + sum(map(self.row_height, self.rows))

    def part(self, room: float, size: float) -> tuple[Element | None, Element | None]:
        """Return the rows that fit, six at most, and the rest; the headings stand above both."""
        del size
        used, at = self.row_height(self.titles), 0
        while at < self.most_rows and used + self.row_height(self.rows[at]) <= room:
            used += self.row_height(self.rows[at])
            at += 1
        if at == len(self.rows):
            return self, None
        first = attrs.evolve(self, rows=self.rows[:at], langs=self.langs[:at], has_total=False) if at else None
        return first, attrs.evolve(self, rows=self.rows[at:], langs=self.langs[at:])

    def as_texts(self) -> Texts:
        """Return the rows as paragraphs: each cell under its heading."""
        rows = zip(self.rows, self.langs, strict=True)
        cells = (item for row, langs in rows for item in zip(self.titles, row, langs, strict=True))
        return Texts(tuple(_named(*item) for item in cells))


@attrs.frozen
class Graph:
    """A chart."""

    grows: ClassVar[bool] = True
    chart: Chart

    def height(self, size: float) -> float:
        """Return how high it is at least."""
        del size
        return min(max(LEAST_CHART, len(self.chart.bars) * A_BAR + 50), MOST_CHART)

    def part(self, room: float, size: float) -> tuple[Element | None, Element | None]:
        """Return it whole."""
        return (self, None) if room >= self.height(size) else (None, self)


@attrs.frozen
class Image:
    """A picture."""

    grows: ClassVar[bool] = True
    picture: Picture

    def height(self, size: float) -> float:
        """Return how high it is at least."""
        del size
        return LEAST_PICTURE

    def part(self, room: float, size: float) -> tuple[Element | None, Element | None]:
        """Return it whole."""
        return (self, None) if room >= self.height(size) else (None, self)


def _named(title: str, cell: str, lang: str) -> Words:
    """Return a cell under its heading as a paragraph, each in its own language."""
    if not lang:
        return worded(f"{title}: {cell}")
    return Words(runs=(Run(text=f"{fit(title)}: "), Run(text=fit(cell), lang=lang)))
