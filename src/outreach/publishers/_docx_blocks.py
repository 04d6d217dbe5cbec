"""A publication's blocks in a document: one function per block, in styles that Word knows."""

from __future__ import annotations

import io
from functools import singledispatchmethod
from typing import TYPE_CHECKING, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from outreach import languages, rendering
from outreach.blocks import (
    Action,
    Appointment,
    Block,
    Box,
    Card,
    Chart,
    Facts,
    Heading,
    KeyFigures,
    Link,
    List,
    Paragraph,
    Picture,
    Quote,
    Slide,
    Strong,
    Table,
)
from outreach.publishers._docx_styles import FACTS, LEAD, NOTE
from outreach.publishers._docx_table import write_table
from outreach.publishers._docx_text import element, line, name, write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document
    from docx.text.paragraph import Paragraph as DocxParagraph

    from outreach.blocks import Inline
    from outreach.publishers._sheet_table import Sheet

DEEPEST: Final = 6
WIDEST: Final = 160
TALLEST: Final = 110
"""Of a picture, in millimetres."""

PER_INCH: Final = 96
INCH: Final = 25.4


class Writer:
    """Writes the blocks of one publication at the end of a document."""

    def __init__(self, document: Document, sheet: Sheet, locale: str) -> None:
        self.document, self.sheet, self.locale = document, sheet, locale
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

    def _numbering(self) -> int:
        """Return a numbering that begins at one: otherwise every list goes on from the one before."""
        numbering = self.document.part.numbering_part.element
        style = self.document.styles["List Number"].element.pPr.numPr.numId.val
        kind = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == style)
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
            for column, said in zip(table.columns[1:], others, strict=True):
                self._add((Strong(column.title), ": ", said), FACTS)

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
            others = (f", {said}" for said in (when, block.venue) if said)
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
        scale = min(1, WIDEST / (block.width * INCH / PER_INCH), TALLEST / (block.height * INCH / PER_INCH))
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
            _mark(paragraph)

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
        said: list[Inline] = [Strong(block.title), *block.lines]
        said += [Link(block.url, url=block.url)] if block.url else []
        *others, last = [self._add((each,)) for each in said]
        for paragraph in others:
            paragraph.paragraph_format.space_after, paragraph.paragraph_format.keep_with_next = Pt(0), True
        last.paragraph_format.space_after = Pt(12)


def _mark(paragraph: DocxParagraph) -> None:
    """Rule the left of *paragraph*: it belongs to a box."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - no public way to rule a paragraph
    borders = OxmlElement("w:pBdr")
    borders.append(element("w:left", val="single", sz=18, space=8, color="0B5394"))
    following = [qn(f"w:{tag}") for tag in ("shd", "tabs", "spacing", "ind", "jc", "rPr")]
    after = next((child for child in properties if child.tag in following), None)
    if after is None:
        properties.append(borders)
    else:
        after.addprevious(borders)
