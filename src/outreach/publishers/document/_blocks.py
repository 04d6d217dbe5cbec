"""A publication's blocks in a document: one function per block, tables that repeat their heading."""

from __future__ import annotations

import copy
import io
from functools import singledispatchmethod
from typing import TYPE_CHECKING, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell, _Row

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
    Missing,
    Paragraph,
    Picture,
    Quote,
    Slide,
    Strong,
    Table,
)
from outreach.publishers._editions import HOUSE
from outreach.publishers.document._styles import (
    CELL,
    DEEPEST,
    FACTS,
    LEAD,
    NOTE,
    accent_of,
    element,
    line,
    name,
    room_of,
    speak,
    write,
    write_link,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document
    from docx.table import Table as DocxTable
    from docx.text.paragraph import Paragraph as DocxParagraph

    from outreach.blocks import Cell, Inline
    from outreach.publishers._paper import Sheet

WIDEST: Final = 160
TALLEST: Final = 110
"""Of a picture, in millimetres."""

PER_INCH: Final = 96
INCH: Final = 25.4


class Writer:
    """Writes the blocks of one publication at the end of a document."""

    def __init__(self, document: Document, sheet: Sheet, locale: str) -> None:
        self.document, self.sheet, self.locale = document, sheet, locale
        self._accent = accent_of(document)
        self.t = languages.translator(locale)
        self._level = 0
        self._facts: set[str] = set()

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Write the *blocks*."""
        for block in blocks:
            self.write(block)

    def _add(self, text: Iterable[Inline], style: str = "Normal") -> DocxParagraph:
        paragraph = self.document.add_paragraph(style=style)
        write(paragraph, text)
        return paragraph

    def _add_some(self, text: str, style: str) -> None:
        if text:
            self._add((text,), style)

    def _heading(self, level: int, text: str) -> None:
        """Write a heading below the title; no level is skipped."""
        self._level = max(1, min(level - 1, self._level + 1, DEEPEST))
        self._add((name(text),), f"Heading {self._level}")

    @singledispatchmethod
    def write(self, block: Block) -> None:
        """Write one *block*."""
        raise TypeError(f"not a block: {type(block).__name__}")

    @write.register
    def _(self, block: Heading) -> None:
        self._heading(block.level, block.text)

    @write.register
    def _(self, block: Paragraph) -> None:
        self._add(block.text, LEAD if block.lead else "Normal")

    @write.register
    def _(self, block: List) -> None:
        number = self._numbering() if block.ordered else None
        for item in block.items:
            paragraph = self._add(item, "List Number" if block.ordered else "List Bullet")
            if number is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - no public way
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number

    def _numbering(self) -> int | None:
        """Return a numbering that begins at one: otherwise every list goes on from the one before.

        None where the template numbers its lists in a way of its own.
        """
        numbering = self.document.part.numbering_part.element
        style = self.document.styles["List Number"].element.xpath("./w:pPr/w:numPr/w:numId/@w:val")
        kinds = (num.abstractNumId.val for num in numbering.num_lst if style and num.numId == int(style[0]))
        kind = next(kinds, None)
        if kind is None:  # a template whose lists are numbered otherwise
            return None
        made = numbering.add_num(kind)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(made.numId)

    @write.register
    def _(self, block: Facts) -> None:
        self._facts |= {line(rendering.plain(text)) for _, text in block.items}
        for term, text in block.items:
            paragraph = self._add((Strong(term),), FACTS)
            paragraph.add_run("\t")
            write(paragraph, text)

    @write.register
    def _(self, block: KeyFigures) -> None:
        for figure, meaning in block.items:
            self._add((Strong(figure), " ", meaning), "List Bullet")

    @write.register
    def _(self, block: Table) -> None:
        if not block.is_shown:
            return
        self._add((block.caption,), "Caption")
        if self.sheet.is_readable(block.columns):
            write_table(self.document, block, self.sheet, self.locale)
            self._add((block.note,), NOTE)
        else:
            self._records(block)
            self._add_some(block.note, NOTE)

    def _records(self, table: Table) -> None:
        """Write each row as paragraphs below its first cell: its columns do not fit on a sheet."""
        for row in [*table.rows, *([table.total] if table.total else [])]:
            first, *others = [rendering.format_cell(cell, self.locale) for cell in row]
            self._add((Strong(first),))
            for column, written in zip(table.columns[1:], others, strict=True):
                self._add((Strong(column.title), ": ", written), FACTS)

    @write.register
    def _(self, block: Chart) -> None:
        self._add((Strong(block.title),)).paragraph_format.keep_with_next = True
        self._add_some(block.subtitle, NOTE)
        self.write(block.table)
        self._add_some(self.t("Source: {source}", source=block.source) if block.source else "", NOTE)

    @write.register
    def _(self, block: Appointment) -> None:
        when = rendering.when_text(block, self.locale)
        if line(when) not in self._facts:
            others = (f", {written}" for written in (when, block.venue) if written)
            named = block.title_text
            title = (Strong(part) if isinstance(part, str) else Strong(part.text, lang=block.lang) for part in named)
            self._add((*title, *others))

    @write.register
    def _(self, block: Action) -> None:
        address = rendering.safe_url(block.url)
        shown: Inline = Link(block.url, url=block.url) if address else block.url
        self._add((Strong(block.text), ": ", shown) if block.url else (Strong(block.text),))

    @write.register
    def _(self, block: Quote) -> None:
        self._add(block.text, "Quote")
        self._add_some(f"– {block.who}" if block.who else "", NOTE)

    @write.register
    def _(self, block: Picture) -> None:
        scale = min(
            1,
            min(WIDEST, room_of(self.document)) / (block.width * INCH / PER_INCH),
            TALLEST / (block.height * INCH / PER_INCH),
        )
        width = Mm(max(1, int(block.width * INCH / PER_INCH * scale)))
        self.document.add_picture(io.BytesIO(block.content), width=width)
        for about in self.document.paragraphs[-1]._p.xpath(".//wp:docPr"):  # noqa: SLF001 - no public way
            about.set("descr", name(block.alternative))
        credit = self.t("Photo: {credit}", credit=block.credit) if block.credit else ""
        self._add_some(" ".join(filter(None, [block.caption, credit])), NOTE)

    @write.register
    def _(self, block: Box) -> None:
        first = len(self.document.paragraphs)
        self._heading(2, block.title)
        self.blocks(block.blocks)
        for paragraph in self.document.paragraphs[first:]:
            _mark(paragraph, self._accent)

    @write.register
    def _(self, block: Slide) -> None:
        self._heading(2, block.title)
        self.blocks(block.blocks)
        if block.notes:
            self._add((Strong(self.t("Speaker's notes")),), NOTE)
        for note in block.notes:
            self._add((note,) if isinstance(note, str) else note)

    @write.register
    def _(self, block: Card) -> None:
        written: list[Inline] = [Strong(block.title), *block.lines]
        written += [Link(block.url, url=block.url)] if block.url else []
        *others, last = [self._add((entry,)) for entry in written]
        for paragraph in others:
            paragraph.paragraph_format.space_after, paragraph.paragraph_format.keep_with_next = Pt(0), True
        last.paragraph_format.space_after = Pt(12)


def _mark(paragraph: DocxParagraph, colour: str) -> None:
    """Rule the left of *paragraph*: it belongs to a box."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - no public way to rule a paragraph
    borders = OxmlElement("w:pBdr")
    borders.append(element("w:left", val="single", sz=18, space=8, color=colour))
    following = [qn(f"w:{tag}") for tag in ("shd", "tabs", "spacing", "ind", "jc", "rPr")]
    after = next((child for child in properties if child.tag in following), None)
    if after is None:
        properties.append(borders)
    else:
        after.addprevious(borders)


TINT, LINE, MUTED = (shade[1:].upper() for shade in (HOUSE.light.tint, HOUSE.light.line, HOUSE.light.muted))
"""Greys, which are the same in every profile."""


def write_table(document: Document, table: Table, sheet: Sheet, locale: str) -> None:
    """Write *table* at the end of *document*; its caption and its note are the caller's."""
    made = document.add_table(1, len(table.columns))
    made.autofit = False
    _set_widths(made, sheet.widths(table.columns), room_of(document))
    _rule(made)
    empty = copy.deepcopy(made.rows[0]._tr)  # noqa: SLF001 - a row to copy: adding one by one takes quadratic time
    headings = _Row(made.rows[0]._tr, made)  # noqa: SLF001 - the same
    _fill(headings, [column.title for column in table.columns], table, locale, strong=True)
    headings._tr.get_or_add_trPr().append(element("w:tblHeader"))  # noqa: SLF001 - no public way to repeat a row
    for cell in _cells(headings):
        cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=TINT))  # noqa: SLF001
    for cells, is_total in _rows(table):
        row = copy.deepcopy(empty)
        made._tbl.append(row)  # noqa: SLF001 - the same
        _fill(_Row(row, made), cells, table, locale, strong=is_total)


def _rows(table: Table) -> Iterable[tuple[Sequence[Cell], bool]]:
    yield from ((row, False) for row in table.rows)
    if table.total is not None:
        yield table.total, True


def _set_widths(made: DocxTable, widths: Sequence[int], room: int) -> None:
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(room * width // (sum(widths) or 1))
    for cell in _cells(made.rows[0]):
        cell.width = made.columns[made.rows[0]._tr.tc_lst.index(cell._tc)].width  # noqa: SLF001 - the same


def _rule(made: DocxTable) -> None:
    """Rule the rows, not the columns."""
    borders = element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz=4, space=0, color=LINE))
    made._tbl.tblPr.append(borders)  # noqa: SLF001 - no public way to rule a table


def _cells(row: _Row) -> list[_Cell]:
    return [_Cell(tc, row.table) for tc in row._tr.tc_lst]  # noqa: SLF001 - ``cells`` asks every row anew


def _fill(row: _Row, cells: Sequence[Cell], table: Table, locale: str, *, strong: bool) -> None:
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))  # noqa: SLF001 - no public way to keep a row whole
    for target, cell, column in zip(_cells(row), cells, table.columns, strict=True):
        _write(target, cell, locale, strong=strong)
        if column.is_number:
            target.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _write(target: _Cell, cell: Cell, locale: str, *, strong: bool) -> None:
    paragraph = target.paragraphs[0]
    paragraph.style = CELL
    if isinstance(cell, Link):
        write_link(paragraph, cell)
    else:
        run = paragraph.add_run(line(rendering.format_cell(cell, locale)))
        if isinstance(cell, (Foreign, AsWritten)):
            speak(run, cell.lang)
    for run in paragraph.runs:
        run.bold = strong or None
        if cell is None or isinstance(cell, Missing):
            run.italic, run.font.color.rgb = True, RGBColor.from_string(MUTED)
