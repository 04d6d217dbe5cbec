"""The slides of a deck, drawn with python-pptx: its shapes, texts, tables, pictures."""

from __future__ import annotations

import io
from functools import singledispatchmethod
from typing import TYPE_CHECKING, Final, TypeAlias

from outreach import rendering
from outreach.publishers.deck._chart import draw_chart
from outreach.publishers.deck._elements import CELL, ROW_GAP, Element, Graph, Grid, Image, Pairs, Texts
from outreach.publishers.deck._text import GAP, INDENT, Run, Words, fit, said
from outreach.publishers.deck._theme import (
    ACCENT,
    BOTTOM,
    EDGE,
    FOOT,
    HAIRLINE,
    NUMBER,
    PAPER,
    ROOM,
    TINT,
    TONES,
    TOP,
    Native,
    colour_of,
    place,
    points,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pptx.presentation import Presentation

    from outreach.publishers.deck._plan import Page

Box: TypeAlias = tuple[float, float, float, float]

_MOST_STRETCH: Final = 2.2
"""How much higher than needed a row of figures may be drawn."""
_MOST_TABLE_STRETCH: Final = 1.6
_MOST_SPREAD: Final = 1.5
"""How far apart paragraphs may stand, in sizes, beside the gap that is always there."""


class Draughtsman:
    """Draws the pages of one publication.

    Attributes:
        deck: What is drawn into.
        lang: BCP 47, such as ``sv-SE``.
        foot: What stands below every slide.
    """

    def __init__(self, deck: Presentation, lang: str, foot: str) -> None:
        self.deck, self.lang, self.foot = deck, lang, foot
        self.locale = lang.replace("-", "_")

    def page(self, page: Page) -> None:
        """Draw one slide."""
        opening, message = self.deck.slide_layouts
        slide = self.deck.slides.add_slide(opening if page.is_opening else message)
        self._title(slide, page)
        self._body(slide, page)
        self._frame(slide)
        if page.notes:
            self._notes(slide, page.notes)
        speak_unless_said(slide.element, self.lang)

    def _title(self, slide: Native, page: Page) -> None:
        tone = "paper" if page.is_opening else "ink"
        title = slide.shapes.title
        if title is not None:
            words = said(page.title, is_bold=True, tone=tone, lang=page.title_lang)
            self.write(title.text_frame, [words], page.title_size, spread=-GAP)
            narrower = ROOM - words.even_width(ROOM, page.title_size)
            if narrower:
                title.text_frame.margin_right = points(round(narrower))
        if page.is_opening:
            lead = slide.placeholders[1]
            if page.lead is None:
                lead.element.getparent().remove(lead.element)
            else:
                self.write(lead.text_frame, [page.lead], 28, tone="paper", spread=-GAP)

    def _body(self, slide: Native, page: Page) -> None:
        needed = [each.height(page.size) for each in page.elements]
        spare = BOTTOM - TOP - sum(needed)
        growing = [each for each in page.elements if each.grows]
        top = float(TOP)
        for element, height in zip(page.elements, needed, strict=True):
            more = spare / len(growing) if element.grows else 0 if growing else spare / len(page.elements)
            room = height + max(0.0, more)
            used = self.draw(element, slide, (EDGE, top, ROOM, room), page.size)
            top += used

    def _frame(self, slide: Native) -> None:
        """Draw the foot and the number of the slide, as its layout places them."""
        for shape in slide.slide_layout.placeholders:
            name = shape.placeholder_format.type.name
            if name == "SLIDE_NUMBER" or (name == "FOOTER" and self.foot):
                self._copied(slide, shape, NUMBER if name == "SLIDE_NUMBER" else FOOT, is_number=name == "SLIDE_NUMBER")

    def _copied(self, slide: Native, shape: Native, box: Box, *, is_number: bool) -> None:
        from pptx.oxml import parse_xml  # noqa: PLC0415

        number = len(slide.shapes) + 20
        index = shape.placeholder_format.idx
        kind = "sldNum" if is_number else "ftr"
        inner = (
            f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="{self.lang}"/>'
            f"<a:t>{len(self.deck.slides)}</a:t></a:fld>"
            if is_number
            else f'<a:r><a:rPr lang="{self.lang}"/><a:t>{rendering.escape(self.foot)}</a:t></a:r>'
        )
        left, top, width, height = (int(points(each)) for each in box)
        spaces = " ".join(
            f'xmlns:{name}="http://schemas.openxmlformats.org/{what}/2006/main"'
            for name, what in (("p", "presentationml"), ("a", "drawingml"))
        )
        slide.shapes.element.append(
            parse_xml(
                f'<p:sp {spaces}><p:nvSpPr><p:cNvPr id="{number}" name="{kind}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
                f'</p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr>'
                f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm></p:spPr>'
                f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{inner}</a:p></p:txBody></p:sp>"
            )
        )

    def _notes(self, slide: Native, notes: Sequence[Words]) -> None:
        page = slide.notes_slide
        for shape in list(page.placeholders):
            if shape.placeholder_format.type.name == "SLIDE_NUMBER":  # empty, and so no part of the text
                shape.element.getparent().remove(shape.element)
        frame = page.notes_text_frame
        if frame is not None:
            self.write(frame, notes, 0)
        speak_unless_said(page.element, self.lang)

    @singledispatchmethod
    def draw(self, element: Element, slide: Native, box: Box, size: float) -> float:
        """Draw one *element* into a *box* of a slide, and return how much of its height it took."""
        del slide, box, size
        raise TypeError(f"not an element: {type(element).__name__}")

    @draw.register
    def _(self, element: Texts, slide: Native, box: Box, size: float) -> float:
        needed = element.height(size)
        gaps = len(element.words) - 1
        spread = min((box[3] - needed) / gaps / size, _MOST_SPREAD) if gaps and box[3] > needed else 0.0
        height = needed + spread * size * gaps
        self.text_box(slide, (*box[:3], height), element.words, size, spread=spread)
        return height

    @draw.register
    def _(self, element: Pairs, slide: Native, box: Box, size: float) -> float:
        needed = [element.row_height(pair, size) for pair in element.pairs]
        stretch = min((box[3] - ROW_GAP / 2) / sum(needed), _MOST_STRETCH)
        top = box[1]
        for at, ((left, right), height) in enumerate(zip(element.pairs, needed, strict=True)):
            if at:
                self._rule(slide, (box[0], top, box[2], 0))
            row = height * stretch
            self.text_box(slide, (box[0], top, element.left - ROW_GAP, row), [left], size, anchor="ctr", spread=-GAP)
            self.text_box(
                slide,
                (box[0] + element.left, top, box[2] - element.left, row),
                [right],
                size,
                anchor="ctr",
                spread=-GAP,
            )
            top += row
        return top - box[1] + ROW_GAP / 2

    def _rule(self, slide: Native, box: Box) -> None:
        from pptx.enum.shapes import MSO_CONNECTOR  # noqa: PLC0415

        left, top, width, _ = box
        ends = (points(each) for each in (left, top, left + width, top))
        rule = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
        rule.line.color.rgb = colour_of(HAIRLINE)
        rule.line.width = points(1)
        for style in rule._element.xpath("./p:style"):  # noqa: SLF001 - it would cast a shadow
            rule._element.remove(style)  # noqa: SLF001

    @draw.register
    def _(self, element: Graph, slide: Native, box: Box, size: float) -> float:
        del size
        draw_chart(slide, element.chart, box, self.locale)
        return box[3]

    @draw.register
    def _(self, element: Grid, slide: Native, box: Box, size: float) -> float:
        head = element.row_height(element.titles)
        rows = element.height(size) - head
        stretch = min((box[3] - head) / rows, _MOST_TABLE_STRETCH) if rows else 1.0
        needed = head + rows * stretch
        count = len(element.rows) + 1
        frame = slide.shapes.add_table(
            count, len(element.titles), *(points(round(each, 2)) for each in (*box[:3], needed))
        )
        describe(frame, element.caption or " ".join(element.titles))
        table = frame.table
        table.first_row, table.horz_banding, table.last_row = True, False, element.has_total
        for column, width in zip(table.columns, element.widths, strict=True):
            column.width = points(round(width, 2))
        langs = (("",) * len(element.titles), *element.langs)
        for at, row in enumerate((element.titles, *element.rows)):
            table.rows[at].height = points(round(element.row_height(row) * (stretch if at else 1), 2))
            for column, text in enumerate(row):
                is_bold = at == 0 or (element.has_total and at == count - 1) or column == 0
                tone = "paper" if at == 0 else "ink"
                words = said(text, is_bold=is_bold, tone=tone, lang=langs[at][column])
                self._cell(table.cell(at, column), words, element.size, at)
                if element.numbers[column]:
                    _right(table.cell(at, column))
        return needed

    def _cell(self, cell: Native, words: Words, size: float, at: int) -> None:
        from pptx.enum.text import MSO_ANCHOR  # noqa: PLC0415

        cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = points(CELL)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        cell.fill.solid()
        cell.fill.fore_color.rgb = colour_of(ACCENT if at == 0 else TINT if at % 2 == 0 else PAPER)
        self.write(cell.text_frame, [words], size, spread=-GAP)

    @draw.register
    def _(self, element: Image, slide: Native, box: Box, size: float) -> float:
        picture = element.picture
        scale = min(box[2] / picture.width, box[3] / picture.height)
        width, height = picture.width * scale, picture.height * scale
        left = box[0] + (box[2] - width) / 2
        try:
            shape = slide.shapes.add_picture(io.BytesIO(picture.content), points(left), points(box[1]))
        except (OSError, ValueError, KeyError):  # no program can show it: its description does
            return self.draw(Texts((said(picture.alternative, tone="muted"),)), slide, box, size)
        place(shape, (left, box[1], width, height))
        describe(shape, picture.alternative)
        return box[3]

    def text_box(  # noqa: PLR0913 - a box has four sides and a text
        self, slide: Native, box: Box, words: Sequence[Words], size: float, *, anchor: str = "t", spread: float = 0.0
    ) -> None:
        """Draw a box of paragraphs."""
        from pptx.enum.text import MSO_AUTO_SIZE  # noqa: PLC0415

        shape = slide.shapes.add_textbox(*(points(round(each, 2)) for each in box))
        frame = shape.text_frame
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame._txBody.bodyPr.set("anchor", anchor)  # noqa: SLF001 - its own name for it differs by version
        self.write(frame, words, size, spread=spread)

    def write(
        self,
        frame: Native,
        words: Iterable[Words],
        size: float,
        *,
        tone: str = "",
        spread: float = 0.0,
    ) -> None:
        """Write paragraphs into a *frame*; a *size* of 0 leaves the letters as its layout has them."""
        for at, each in enumerate(words):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            own = size * each.scale
            if size:
                paragraph.space_before = points(0)
                paragraph.space_after = points(round((GAP + spread) * own, 1))
                paragraph.line_spacing = 1.0
                _mark(paragraph, each, size)
            for run in each.runs:
                self._run(paragraph.add_run(), run, tone or each.tone, own)

    def _run(self, target: Native, run: Run, tone: str, size: float) -> None:
        target.text = run.text
        if size:
            target.font.size = points(round(size, 1))
            target.font.bold = run.is_bold
            target.font.color.rgb = colour_of(TONES[tone])
        target._r.get_or_add_rPr().set("lang", run.lang if _is_tag(run.lang) else self.lang)  # noqa: SLF001
        if run.url:
            target.hyperlink.address = run.url


def _right(cell: Native) -> None:
    from pptx.enum.text import PP_ALIGN  # noqa: PLC0415

    cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _is_tag(lang: str) -> bool:
    return bool(lang) and lang.isascii() and all(part.isalnum() and len(part) <= 8 for part in lang.split("-"))  # noqa: PLR2004 - BCP 47


def _mark(paragraph: Native, words: Words, size: float) -> None:
    """Set an item in, behind its mark."""
    from pptx.oxml import parse_xml  # noqa: PLC0415

    if not words.mark:
        return
    spaces = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    marks = (
        f'<a:buFont {spaces} typeface="+mj-lt"/>,<a:buAutoNum {spaces} type="arabicPeriod" startAt="{words.number}"/>'
        if words.mark == "1"
        else f'<a:buFont {spaces} typeface="Arial"/>,<a:buChar {spaces} char="•"/>'
    )
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - there is no public way to a mark
    indent = int(points(INDENT * size))
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    for xml in marks.split(","):
        properties.append(parse_xml(xml))


def describe(shape: Native, text: str) -> None:
    """Say what a *shape* shows, for those who do not see it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", fit(text) or "–")  # noqa: SLF001 - there is no public way


def speak_unless_said(element: Native, lang: str) -> None:
    """Say the language where nothing says one."""
    for each in element.iter():
        if isinstance(each.tag, str) and each.tag.endswith(("}rPr", "}endParaRPr")) and not each.get("lang"):
            each.set("lang", lang)
