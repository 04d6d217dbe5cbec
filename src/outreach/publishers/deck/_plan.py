"""Which slides a publication needs: its blocks as elements, parted so that each fits."""

from __future__ import annotations

import math
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
from outreach.publishers.deck._canvas import Frame
from outreach.publishers.deck._chart import LONGEST_LABEL, LONGEST_VALUE
from outreach.publishers.deck._elements import MOST_ROWS, Element, Graph, Grid, Image, Pairs, Texts
from outreach.publishers.deck._text import LINE, Run, Words, eased, fit, runs_of, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from outreach import Publication
    from outreach.blocks import Block, Cell, Text

SIZES: Final = (44, 40, 36, 32, 28)
"""Of the text on a slide, the largest that fits."""
_MOST_SAID: Final = 120
"""How many characters a slide may say beside its title to stand on the accent."""


@attrs.frozen(kw_only=True)
class Page:
    """A slide as it will be."""

    title: str  # its message; no two slides of a deck have the same
    title_size: int  # in points
    elements: tuple[Element, ...] = ()  # below it
    lead: Words | None = None  # below the title, on a slide that stands on the accent
    size: int = SIZES[-1]  # of the text, in points
    notes: tuple[Words, ...] = ()  # what is said, a paragraph each
    is_opening: bool = False  # whether it stands on the accent
    title_lang: str = ""  # the language of the title, where that is not the deck's


@attrs.frozen
class Setting:
    """Which language a deck speaks, and how much room its slides have."""

    t: languages.Translator
    frame: Frame


def pages_of(publication: Publication, frame: Frame) -> list[Page]:
    """Return the slides of *publication*, each of which fits the *frame*."""
    setting = Setting(languages.translator(publication.locale), frame)
    opening, rest = _opening_of(publication)
    result = _in_language(_opening(publication.title, opening, setting), publication.title_lang)
    for title, blocks, notes in _messages(publication.title, rest):
        lang = publication.title_lang if title == publication.title else ""
        result += _in_language(_message(title, blocks, notes, setting), lang)
    return list(_told_apart(result))


def _in_language(pages: list[Page], lang: str) -> list[Page]:
    return [attrs.evolve(page, title_lang=lang) for page in pages] if lang else pages


def _opening_of(publication: Publication) -> tuple[list[Paragraph], list[Block]]:
    """Return the paragraphs that open the talk, and all that follows."""
    blocks = list(publication.blocks)
    at = next((at for at, block in enumerate(blocks) if not isinstance(block, Paragraph)), len(blocks))
    return [block for block in blocks[:at] if isinstance(block, Paragraph)], blocks[at:]


def _opening(title: str, paragraphs: Sequence[Paragraph], setting: Setting) -> list[Page]:
    lead = Words(runs=runs_of(paragraphs[0].text)) if paragraphs else None
    notes = tuple(_note(entry.text) for entry in paragraphs[1:])
    return _on_accent(title, lead, notes, setting)


def _on_accent(title: str, lead: Words | None, notes: tuple[Words, ...], setting: Setting) -> list[Page]:
    """Return a slide that stands on the accent; what is too long for it follows on others."""
    frame = setting.frame
    shown, size = _fitted(title, frame.opening_sizes, frame.opening)
    fits = lead is None or lead.height(frame.lead[0], frame.lead_size) <= frame.lead[1]
    page = Page(title=shown, title_size=size, lead=lead if fits else None, notes=notes, is_opening=True)
    whole = [worded(title)] if shown != fit(title) else []
    left = [*whole, *([lead] if lead and not fits else [])]
    return [page, *(_filled(title, [Texts(tuple(left))], (), setting) if left else [])]


def _messages(title: str, blocks: Iterable[Block]) -> Iterator[tuple[str, list[Block], tuple[Words, ...]]]:
    """Yield title, blocks and notes of each message: every slide, and what stands between them under its heading."""
    between: list[Block] = []
    for block in blocks:
        if isinstance(block, (Slide, Heading)) and between:
            yield title, between, ()
            between = []
        if isinstance(block, Slide):
            yield block.title, list(block.blocks), tuple(_notes(block))
        elif isinstance(block, Heading):
            title = block.text
        else:
            between.append(block)
    if between:
        yield title, between, ()


def _notes(slide: Slide) -> Iterator[Words]:
    """Yield what is said at a slide, and at those within it."""
    yield from (worded(note) if isinstance(note, str) else _note(note) for note in slide.notes)
    for block in slide.blocks:
        if isinstance(block, Slide):
            yield from _notes(block)


def _note(text: Text) -> Words:
    """Return what is said, without its looks; words of another language stay such."""
    words = Words(runs=runs_of(text))
    return words if any(run.lang for run in words.runs) else worded(words.text)


def _message(title: str, blocks: list[Block], notes: tuple[Words, ...], setting: Setting) -> list[Page]:
    only = blocks[0] if len(blocks) == 1 else None
    if not blocks or (isinstance(only, Paragraph) and len(Words(runs=runs_of(only.text)).text) <= _MOST_SAID):
        lead = Words(runs=runs_of(only.text)) if isinstance(only, Paragraph) else None
        return _on_accent(title, lead, notes, setting)
    return _filled(title, Writer(setting.t.locale, title, setting.frame.room).blocks(blocks), notes, setting)


def _filled(title: str, elements: list[Element], notes: tuple[Words, ...], setting: Setting) -> list[Page]:
    """Return the slides of one message: one, with the largest letters it fits with, or several."""
    frame = setting.frame
    shown, _ = _fitted(title, frame.title_sizes, frame.title)
    if shown != fit(title):
        elements = [Texts((worded(title),)), *elements]
    size = next((size for size in SIZES if _fits(elements, size, frame.room)), SIZES[-1])
    parts = list(_parts(elements, size, frame.room))
    titles = [shown]
    if len(parts) > 1:
        titles = [
            setting.t("{title} ({number} of {total})", title=shown, number=at + 1, total=len(parts))
            for at in range(len(parts))
        ]
    sizes = [_fitted(entry, frame.title_sizes, frame.title)[1] for entry in titles]
    return [
        Page(title=entry, title_size=sized, elements=tuple(part), size=size, notes=_share(notes, at, len(parts)))
        for at, (entry, sized, part) in enumerate(zip(titles, sizes, parts, strict=True))
    ]


def _share(notes: tuple[Words, ...], at: int, parts: int) -> tuple[Words, ...]:
    """Return what is said at one of several slides that share a message: its part of the notes, in order."""
    most = math.ceil(len(notes) / parts)
    return notes[at * most : (at + 1) * most]


def _fits(elements: Iterable[Element], size: float, room: float) -> bool:
    if any(isinstance(entry, Pairs) and not entry.has_room(size) for entry in elements):
        return False
    few_rows = all(len(entry.rows) <= MOST_ROWS for entry in elements if isinstance(entry, Grid))
    return few_rows and sum(entry.height(size) for entry in elements) <= room


def _parts(elements: Sequence[Element], size: float, room: float) -> Iterator[list[Element]]:
    """Yield what stands on each slide."""
    left, page = list(elements), list[Element]()
    while left:
        used = sum(entry.height(size) for entry in page)
        taken, rest = left[0].part(room - used, size)
        if taken is None and not page:
            left[0] = _in_words(left[0])
            continue
        if taken is not None:
            page.append(taken)
        left = [*([rest] if rest is not None else []), *left[1:]]
        if rest is not None:
            yield page
            page = []
    if page or not elements:
        yield page


def _in_words(element: Element) -> Element:
    """Return an element that fits on no slide as paragraphs, which can be parted anywhere."""
    return element.as_texts() if isinstance(element, (Pairs, Grid)) else element


def _fitted(text: str, sizes: Sequence[int], sides: tuple[float, float]) -> tuple[str, int]:
    """Return a title and its size; one that is too long is cut, with an ellipsis."""
    width, room = sides
    title = fit(text).strip() or "–"
    alone = next((size for size in sizes[:2] if worded(title, is_bold=True).lines(width, size) == 1), 0)
    for size in [alone] if alone else sizes:
        if worded(title, is_bold=True).lines(width, size) * LINE * size <= room:
            return title, size
    size = sizes[-1]
    cut, _ = worded(title, is_bold=True).cut(width - 2 * size, size, max(1, int(room / LINE / size)))
    return f"{cut.text.rstrip()[: len(title) - 1]}…", size


def _told_apart(pages: Iterable[Page]) -> Iterator[Page]:
    """Yield the *pages*, each with a title of its own: by it a screen reader tells them apart."""
    seen: set[str] = set()
    for page in pages:
        title, number = page.title, 2
        while title in seen:
            title, number = f"{page.title} ({number})", number + 1
        seen.add(title)
        yield attrs.evolve(page, title=title)


SMALL: Final = 0.65
"""How large a source or a note is, in sizes of the text."""
_SUBTITLE: Final = 0.8
_SIZES: Final = (36, 32, 28, 24, 20)
_FIGURE: Final = 1.6
_CAPTION: Final = 44
"""How much of the body the caption of a table takes."""
_BULLET: Final = "•"


class Writer:
    """Writes blocks as elements of a slide with a body as high as *room*; what its *title* says is not repeated."""

    def __init__(self, locale: str, title: str, room: float) -> None:
        self.locale, self.title, self.room = locale, fit(title), room
        self.t = languages.translator(locale)

    def blocks(self, blocks: Iterable[Block]) -> list[Element]:
        """Return the elements of *blocks*, in order; paragraphs that follow each other are one."""
        result: list[Element] = []
        for element in (element for block in blocks for element in self.write(block)):
            last = result[-1] if result else None
            if isinstance(element, Texts) and isinstance(last, Texts):
                result[-1] = Texts((*last.words, *element.words))
            elif not isinstance(element, Texts) or element.words:
                result.append(element)
        return result

    def _texts(self, *words: Words) -> list[Element]:
        return [Texts(tuple(entry for entry in words if entry.text.strip()))]

    def _unless_said(self, text: str) -> Words:
        same = fit(text).rstrip(".") == self.title.rstrip(".")
        return worded("" if same else text, tone="muted", scale=_SUBTITLE)

    @singledispatchmethod
    def write(self, block: Block) -> list[Element]:
        """Return the elements of one *block*."""
        raise TypeError(f"not a block: {type(block).__name__}")

    @write.register
    def _(self, block: Heading) -> list[Element]:
        return self._texts(worded(block.text, is_bold=True, tone="accent"))

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
        pairs = [(worded(term, tone="muted"), Words(runs=runs_of(text))) for term, text in block.items]
        return [Pairs(tuple(pairs))] if pairs else []

    @write.register
    def _(self, block: KeyFigures) -> list[Element]:
        pairs = [
            (worded(eased(figure), is_bold=True, tone="accent", scale=_FIGURE), worded(meaning))
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
        caption, note = self._unless_said(block.caption), worded(block.note, tone="muted", scale=SMALL)
        return [*self._texts(caption), _sized(grid, self.room - _CAPTION), *self._texts(note)]

    @write.register
    def _(self, block: Chart) -> list[Element]:
        source = self.t("Source: {source}", source=block.source) if block.source else ""
        head = self._texts(self._unless_said(block.title), self._unless_said(block.subtitle))
        below = self._texts(worded(source, tone="muted", scale=SMALL))
        long = [bar for bar in block.bars if len(fit(bar.label)) > LONGEST_LABEL or len(fit(bar.shown)) > LONGEST_VALUE]
        whole = (Words(runs=(Run(text=fit(f"{bar.label}: {bar.shown}")),), mark=_BULLET) for bar in long)
        return [*head, *([Graph(block)] if block.bars else []), *below, *self._texts(*whole)]

    @write.register
    def _(self, block: Appointment) -> list[Element]:
        where = Words(runs=(Run(text=fit(block.venue), url=rendering.safe_url(block.url)),))
        title = Words(runs=tuple(attrs.evolve(run, is_bold=True) for run in runs_of(block.title_text)))
        return self._texts(title, worded(rendering.when_text(block, self.locale)), where)

    @write.register
    def _(self, block: Action) -> list[Element]:
        address = rendering.safe_url(block.url)
        return self._texts(worded(block.text, is_bold=True), Words(runs=(Run(text=fit(block.url), url=address),)))

    @write.register
    def _(self, block: Quote) -> list[Element]:
        who = worded(f"– {block.who}" if block.who else "", tone="muted", scale=_SUBTITLE)
        return self._texts(Words(runs=runs_of(block.text), tone="accent"), who)

    @write.register
    def _(self, block: Picture) -> list[Element]:
        credit = self.t("Photo: {credit}", credit=block.credit) if block.credit else ""
        below = " ".join(filter(None, [block.caption, credit]))
        return [Image(block), *self._texts(worded(below, tone="muted", scale=SMALL))]

    @write.register
    def _(self, block: Box) -> list[Element]:
        return [*self._texts(worded(block.title, is_bold=True, tone="accent")), *self.blocks(block.blocks)]

    @write.register
    def _(self, block: Slide) -> list[Element]:
        return [*self._texts(worded(block.title, is_bold=True, tone="accent")), *self.blocks(block.blocks)]

    @write.register
    def _(self, block: Card) -> list[Element]:
        address = rendering.safe_url(block.url)
        lines = [worded(block.title, is_bold=True), *map(worded, block.lines)]
        return self._texts(*lines, Words(runs=(Run(text=fit(block.url), url=address),)))


def _lang_of(cell: Cell) -> str:
    """Return the language of a cell, where it is not the deck's."""
    return cell.lang if isinstance(cell, (Link, Foreign, AsWritten)) else ""


def _sized(grid: Grid, room: float) -> Element:
    """Return the table with the largest letters it fits on a slide with; one that fits with none is told in words."""
    for size in _SIZES:
        sized = attrs.evolve(grid, size=size)
        first = attrs.evolve(sized, rows=sized.rows[: sized.most_rows])
        if first.height(size) <= room and sized.has_room():
            return sized
    smallest = attrs.evolve(grid, size=_SIZES[-1])
    highest = max(map(smallest.row_height, smallest.rows), default=0)
    fits = smallest.row_height(smallest.titles) + highest <= room
    return smallest if fits and smallest.has_room() else grid.as_texts()
