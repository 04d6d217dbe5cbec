"""Blocks as what stands on a slide."""

from __future__ import annotations

from functools import singledispatchmethod
from typing import TYPE_CHECKING, Final

import attrs

from outreach import languages, rendering
from outreach.blocks import (
    Action,
    Appointment,
    AsWritten,
    Block,
    Box,
    Card,
    Chart,
    Facts,
    Foreign,
    Heading,
    KeyFigures,
    Link,
    List,
    Paragraph,
    Picture,
    Quote,
    Slide,
    Table,
)
from outreach.publishers._deck_chart import LONGEST_LABEL, LONGEST_VALUE
from outreach.publishers._deck_elements import Element, Graph, Grid, Image, Pairs, Texts
from outreach.publishers._deck_text import Run, Words, eased, fit, runs_of, said
from outreach.publishers._deck_theme import BOTTOM, TOP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks import Cell

SMALL: Final = 0.65
"""How large a source or a note is, in sizes of the text."""
_SUBTITLE: Final = 0.8
_SIZES: Final = (36, 32, 28, 24, 20)
_FIGURE: Final = 1.6
_TABLE: Final = BOTTOM - TOP - 44
"""How high a table may be below its caption."""
_BULLET: Final = "•"


class Writer:
    """Writes blocks as elements of a slide.

    Attributes:
        locale: The language.
        title: That of the slide: what says the same is not said again.
    """

    def __init__(self, locale: str, title: str) -> None:
        self.locale, self.title = locale, fit(title)
        self.t = languages.translator(locale)

    def blocks(self, blocks: Iterable[Block]) -> list[Element]:
        """Return the elements of *blocks*, in order; paragraphs that follow each other are one."""
        found: list[Element] = []
        for element in (element for block in blocks for element in self.write(block)):
            last = found[-1] if found else None
            if isinstance(element, Texts) and isinstance(last, Texts):
                found[-1] = Texts((*last.words, *element.words))
            elif not isinstance(element, Texts) or element.words:
                found.append(element)
        return found

    def _texts(self, *words: Words) -> list[Element]:
        return [Texts(tuple(each for each in words if each.text.strip()))]

    def _unless_said(self, text: str) -> Words:
        same = fit(text).rstrip(".") == self.title.rstrip(".")
        return said("" if same else text, tone="muted", scale=_SUBTITLE)

    @singledispatchmethod
    def write(self, block: Block) -> list[Element]:
        """Return the elements of one *block*."""
        raise TypeError(f"not a block: {type(block).__name__}")

    @write.register
    def _(self, block: Heading) -> list[Element]:
        return self._texts(said(block.text, is_bold=True, tone="accent"))

    @write.register
    def _(self, block: Paragraph) -> list[Element]:
        return self._texts(Words(runs=runs_of(block.text)))

    @write.register
    def _(self, block: List) -> list[Element]:
        mark = "1" if block.ordered else _BULLET
        items = enumerate(block.items, 1)
        return self._texts(*(Words(runs=runs_of(item), mark=mark, number=number) for number, item in items))

    @write.register
    def _(self, block: Facts) -> list[Element]:
        pairs = [(said(term, tone="muted"), Words(runs=runs_of(text))) for term, text in block.items]
        return [Pairs(tuple(pairs))] if pairs else []

    @write.register
    def _(self, block: KeyFigures) -> list[Element]:
        pairs = [
            (said(eased(figure), is_bold=True, tone="accent", scale=_FIGURE), said(meaning))
            for figure, meaning in block.items
        ]
        return [Pairs(tuple(pairs))] if pairs else []

    @write.register
    def _(self, block: Table) -> list[Element]:
        if not block.is_shown or not block.columns:
            return []
        rows = [*block.rows, *([block.total] if block.total is not None else [])]
        grid = Grid(
            caption=fit(block.caption),
            titles=tuple(fit(column.title) for column in block.columns),
            rows=tuple(tuple(eased(rendering.format_cell(cell, self.locale)) for cell in row) for row in rows),
            langs=tuple(tuple(map(_lang_of, row)) for row in rows),
            numbers=tuple(column.is_number for column in block.columns),
            has_total=block.total is not None,
        )
        caption, note = self._unless_said(block.caption), said(block.note, tone="muted", scale=SMALL)
        return [*self._texts(caption), _sized(grid), *self._texts(note)]

    @write.register
    def _(self, block: Chart) -> list[Element]:
        source = self.t("Source: {source}", source=block.source) if block.source else ""
        head = self._texts(self._unless_said(block.title), self._unless_said(block.subtitle))
        below = self._texts(said(source, tone="muted", scale=SMALL))
        long = [bar for bar in block.bars if len(fit(bar.label)) > LONGEST_LABEL or len(fit(bar.shown)) > LONGEST_VALUE]
        whole = (Words(runs=(Run(text=fit(f"{bar.label}: {bar.shown}")),), mark=_BULLET) for bar in long)
        return [*head, *([Graph(block)] if block.bars else []), *below, *self._texts(*whole)]

    @write.register
    def _(self, block: Appointment) -> list[Element]:
        where = Words(runs=(Run(text=fit(block.venue), url=rendering.safe_url(block.url)),))
        title = Words(runs=tuple(attrs.evolve(run, is_bold=True) for run in runs_of(block.title_text)))
        return self._texts(title, said(rendering.when_text(block, self.locale)), where)

    @write.register
    def _(self, block: Action) -> list[Element]:
        address = rendering.safe_url(block.url)
        return self._texts(said(block.text, is_bold=True), Words(runs=(Run(text=fit(block.url), url=address),)))

    @write.register
    def _(self, block: Quote) -> list[Element]:
        who = said(f"– {block.who}" if block.who else "", tone="muted", scale=_SUBTITLE)
        return self._texts(Words(runs=runs_of(block.text), tone="accent"), who)

    @write.register
    def _(self, block: Picture) -> list[Element]:
        credit = self.t("Photo: {credit}", credit=block.credit) if block.credit else ""
        below = " ".join(filter(None, [block.caption, credit]))
        return [Image(block), *self._texts(said(below, tone="muted", scale=SMALL))]

    @write.register
    def _(self, block: Box) -> list[Element]:
        return [*self._texts(said(block.title, is_bold=True, tone="accent")), *self.blocks(block.blocks)]

    @write.register
    def _(self, block: Slide) -> list[Element]:
        return [*self._texts(said(block.title, is_bold=True, tone="accent")), *self.blocks(block.blocks)]

    @write.register
    def _(self, block: Card) -> list[Element]:
        address = rendering.safe_url(block.url)
        lines = [said(block.title, is_bold=True), *map(said, block.lines)]
        return self._texts(*lines, Words(runs=(Run(text=fit(block.url), url=address),)))


def _lang_of(cell: Cell) -> str:
    """Return the language of a cell, where it is not the deck's."""
    return cell.lang if isinstance(cell, (Link, Foreign, AsWritten)) else ""


def _sized(grid: Grid) -> Element:
    """Return the table with the largest letters it fits on a slide with; one that fits with none is told in words."""
    for size in _SIZES:
        sized = attrs.evolve(grid, size=size)
        first = attrs.evolve(sized, rows=sized.rows[: sized.most_rows])
        if first.height(size) <= _TABLE and sized.has_room():
            return sized
    smallest = attrs.evolve(grid, size=_SIZES[-1])
    highest = max(map(smallest.row_height, smallest.rows), default=0)
    fits = smallest.row_height(smallest.titles) + highest <= _TABLE
    return smallest if fits and smallest.has_room() else grid.as_texts()
