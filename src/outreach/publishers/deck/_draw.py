"""The slides of a deck, drawn with python-pptx: its shapes, texts, tables, pictures."""

from __future__ import annotations

import copy
import io
from functools import singledispatchmethod
from typing import TYPE_CHECKING, Final

from outreach import rendering
from outreach.publishers.deck._canvas import ROOM, Box, Canvas, Foot, Native
from outreach.publishers.deck._chart import draw_chart
from outreach.publishers.deck._elements import CELL, ROW_GAP, Element, Graph, Grid, Image, Pairs, Texts
from outreach.publishers.deck._text import GAP, INDENT, Run, Words, fit, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.publishers.deck._plan import Page

_MOST_STRETCH: Final = 2.2
"""How much higher than needed a row of figures may be drawn."""
_MOST_TABLE_STRETCH: Final = 1.6
_LOGO: Final = (300, 44)
"""How wide and how high a logotype is at most."""
_LOGO_TOP: Final = -118
"""Where it begins: above the title of a slide that opens."""
_MOST_SPREAD: Final = 1.5
"""How far apart paragraphs may stand, in sizes, beside the gap that is always there."""


class Draughtsman:
    """Draws the pages of one publication on a *canvas*, a *foot* below every slide; *lang* is a tag of BCP 47."""

    def __init__(self, canvas: Canvas, lang: str, foot: str) -> None:
        self.canvas, self.lang, self.foot = canvas, lang, foot
        self.locale = lang.replace("-", "_")
        self._tones: dict[str, Native] = {}

    def page(self, page: Page) -> None:
        """Draw one slide."""
        canvas = self.canvas
        slide = canvas.deck.slides.add_slide(canvas.opening if page.is_opening else canvas.message)
        self._title(slide, page)
        self._body(slide, page)
        self._frame(slide, page)
        if page.notes:
            self._notes(slide, page.notes)
        speak_unless_said(slide.element, self.lang)

    def _title(self, slide: Native, page: Page) -> None:
        frame = self.canvas.frame
        title, lead = slide.shapes.title, self.canvas.lead_of(slide) if page.is_opening else None
        for shape in list(slide.placeholders):
            if shape.shape_id not in {
                item.shape_id for item in (title, lead if page.lead else None) if item is not None
            }:
                shape.element.getparent().remove(shape.element)
        width, own = (
            (frame.opening[0], frame.opening_sizes[0]) if page.is_opening else (frame.title[0], frame.title_sizes[0])
        )
        words = worded(page.title, lang=page.title_lang)
        self._fill(title.text_frame, words, page.title_size if page.title_size != own else 0)
        narrower = width - worded(page.title, is_bold=True).even_width(width, page.title_size)
        if narrower and self.canvas.is_ours:
            title.text_frame.margin_right = self.canvas.length(round(narrower))
        if lead is not None and page.lead is not None:
            self._fill(lead.text_frame, page.lead, 0)

    def _fill(self, frame: Native, words: Words, size: float) -> None:
        """Write *words* into a placeholder, as its layout has them; a *size* of 0 is the layout's too."""
        for run in words.runs:
            written = frame.paragraphs[0].add_run()
            self._say(written, run)
            if size:
                written.font.size = self.canvas.letters(size)

    def _body(self, slide: Native, page: Page) -> None:
        needed = [item.height(page.size) for item in page.elements]
        spare = self.canvas.frame.room - sum(needed)
        growing = [item for item in page.elements if item.grows]
        top = 0.0
        for element, height in zip(page.elements, needed, strict=True):
            more = spare / len(growing) if element.grows else 0 if growing else spare / len(page.elements)
            room = height + max(0.0, more)
            used = self.draw(element, slide, (0, top, ROOM, room), page.size)
            top += used

    def _frame(self, slide: Native, page: Page) -> None:
        """Draw the foot and the number of the slide, where its layout has a place for them."""
        for foot in self.canvas.feet[page.is_opening]:
            if foot.is_number or self.foot:
                self._copied(slide, foot)

    def _copied(self, slide: Native, foot: Foot) -> None:
        from pptx.oxml import parse_xml  # noqa: PLC0415

        kind, (left, top, width, height) = "sldNum" if foot.is_number else "ftr", foot.box
        inner = (
            f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="{self.lang}"/>'
            f"<a:t>{len(self.canvas.deck.slides)}</a:t></a:fld>"
            if foot.is_number
            else f'<a:r><a:rPr lang="{self.lang}"/><a:t>{rendering.escape(self.foot)}</a:t></a:r>'
        )
        spaces = " ".join(
            f'xmlns:{name}="http://schemas.openxmlformats.org/{what}/2006/main"'
            for name, what in (("p", "presentationml"), ("a", "drawingml"))
        )
        slide.shapes.element.append(
            parse_xml(
                f'<p:sp {spaces}><p:nvSpPr><p:cNvPr id="{len(slide.shapes) + 20}" name="{kind}"/><p:cNvSpPr>'
                f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter" idx="{foot.index}"/>'
                f'</p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
                f'<a:ext cx="{width}" cy="{height}"/></a:xfrm></p:spPr>'
                f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{inner}</a:p></p:txBody></p:sp>"
            )
        )

    def logo(self, content: bytes, name: str) -> None:
        """Draw a logotype above the title of the first slide, on paper whatever the slide stands on."""
        from pptx.enum.shapes import MSO_SHAPE  # noqa: PLC0415

        slide: Native = self.canvas.deck.slides[0]
        picture = slide.shapes.add_picture(io.BytesIO(content), 0, 0)
        scale = min(_LOGO[0] / picture.width, _LOGO[1] / picture.height)
        width, height = picture.width * scale, picture.height * scale
        plate = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *self.canvas.box((0, _LOGO_TOP, width + 16, height + 16)))
        self.canvas.fill(plate, "paper")
        plate.line.fill.background()
        plate.shadow.inherit = False
        self.canvas.place(picture, (8, _LOGO_TOP + 8, width, height))
        slide.shapes.element.append(picture.element)  # above the plate
        describe(picture, name)

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
        first, height, *_ = self.canvas.box((left, top, 0, 0))
        rule = slide.shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT, first, height, first + self.canvas.length(width), height
        )
        self.canvas.paint(rule.line.color, "line")
        rule.line.width = self.canvas.length(1)
        for style in rule._element.xpath("./p:style"):  # noqa: SLF001 - it would cast a shadow
            rule._element.remove(style)  # noqa: SLF001

    @draw.register
    def _(self, element: Graph, slide: Native, box: Box, size: float) -> float:
        del size
        draw_chart(slide, element.chart, box, self.locale, self.canvas)
        return box[3]

    @draw.register
    def _(self, element: Grid, slide: Native, box: Box, size: float) -> float:
        head = element.row_height(element.titles)
        rows = element.height(size) - head
        stretch = min((box[3] - head) / rows, _MOST_TABLE_STRETCH) if rows else 1.0
        needed = head + rows * stretch
        count = len(element.rows) + 1
        frame = slide.shapes.add_table(count, len(element.titles), *self.canvas.box((*box[:3], needed)))
        describe(frame, element.caption or " ".join(element.titles))
        table = frame.table
        table.first_row, table.horz_banding, table.last_row = True, False, element.has_total
        for column, width in zip(table.columns, element.widths, strict=True):
            column.width = self.canvas.length(width)
        langs = (("",) * len(element.titles), *element.langs)
        for at, row in enumerate((element.titles, *element.rows)):
            table.rows[at].height = self.canvas.length(element.row_height(row) * (stretch if at else 1))
            for column, text in enumerate(row):
                is_bold = at == 0 or (element.has_total and at == count - 1) or column == 0
                tone = "paper" if at == 0 else "ink"
                words = worded(text, is_bold=is_bold, tone=tone, lang=langs[at][column])
                self._cell(table.cell(at, column), words, element.size, at)
                if element.numbers[column]:
                    _right(table.cell(at, column))
        return needed

    def _cell(self, cell: Native, words: Words, size: float, at: int) -> None:
        from pptx.enum.text import MSO_ANCHOR  # noqa: PLC0415

        cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = self.canvas.length(CELL)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        self.canvas.fill(cell, "accent" if at == 0 else "tint" if at % 2 == 0 else "paper")
        self.write(cell.text_frame, [words], size, spread=-GAP)

    @draw.register
    def _(self, element: Image, slide: Native, box: Box, size: float) -> float:
        picture = element.picture
        scale = min(box[2] / picture.width, box[3] / picture.height)
        width, height = picture.width * scale, picture.height * scale
        left = box[0] + (box[2] - width) / 2
        try:
            shape = slide.shapes.add_picture(io.BytesIO(picture.content), *self.canvas.box((left, box[1], 0, 0))[:2])
        except (OSError, ValueError, KeyError):  # no program can show it: its description does
            return self.draw(Texts((worded(picture.alternative, tone="muted"),)), slide, box, size)
        self.canvas.place(shape, (left, box[1], width, height))
        describe(shape, picture.alternative)
        return box[3]

    def text_box(  # noqa: PLR0913 - a box has four sides and a text
        self, slide: Native, box: Box, words: Sequence[Words], size: float, *, anchor: str = "t", spread: float = 0.0
    ) -> None:
        """Draw a box of paragraphs."""
        from pptx.enum.text import MSO_AUTO_SIZE  # noqa: PLC0415

        shape = slide.shapes.add_textbox(*self.canvas.box(box))
        frame = shape.text_frame
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame._txBody.bodyPr.set("anchor", anchor)  # noqa: SLF001 - its own name for it differs by version
        self.write(frame, words, size, spread=spread)

    def write(self, frame: Native, words: Iterable[Words], size: float, *, spread: float = 0.0) -> None:
        """Write paragraphs into a *frame*; a *size* of 0 leaves the letters as its layout has them."""
        for at, paragraph_words in enumerate(words):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            own = size * paragraph_words.scale
            if size:
                paragraph._p.insert(0, _spaced(self.canvas.letters((GAP + spread) * own)))  # noqa: SLF001 - set one by one it takes three times as long
                _mark(paragraph, paragraph_words, self.canvas.letters(INDENT * size))
            for run in paragraph_words.runs:
                written = paragraph.add_run()
                self._say(written, run)
                if size:
                    written.font.size = self.canvas.letters(own)
                    written.font.bold = run.is_bold
                    self._paint(written, paragraph_words.tone)

    def _paint(self, target: Native, tone: str) -> None:
        """Set the letters of a run in a *tone*, which python-pptx is asked for once: it builds each anew."""
        if tone in self._tones:
            target._r.rPr.insert(0, copy.deepcopy(self._tones[tone]))  # noqa: SLF001 - no public way
        else:
            self.canvas.paint(target.font.color, tone)
            self._tones[tone] = copy.deepcopy(target._r.rPr[0])  # noqa: SLF001 - the same

    def _say(self, target: Native, run: Run) -> None:
        """Write the text of a *run*, its language and its address."""
        target.text = run.text
        target._r.get_or_add_rPr().set("lang", run.lang if _is_tag(run.lang) else self.lang)  # noqa: SLF001
        if run.url:
            target.hyperlink.address = run.url


def _spaced(below: Native) -> Native:
    """Return the properties of a paragraph of single lines, with so much room *below* it."""
    from pptx.oxml import parse_xml  # noqa: PLC0415

    return parse_xml(
        '<a:pPr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:lnSpc><a:spcPct val="100000"/>'
        f'</a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{below.centipoints}"/></a:spcAft>'
        "</a:pPr>"
    )


def _right(cell: Native) -> None:
    from pptx.enum.text import PP_ALIGN  # noqa: PLC0415

    cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _is_tag(lang: str) -> bool:
    return bool(lang) and lang.isascii() and all(part.isalnum() and len(part) <= 8 for part in lang.split("-"))  # noqa: PLR2004 - BCP 47


def _mark(paragraph: Native, words: Words, indent: Native) -> None:
    """Set an item in, behind its mark."""
    from pptx.oxml import parse_xml  # noqa: PLC0415

    if not words.mark:
        return
    spaces = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    marks = (
        f'<a:buFont {spaces} typeface="+mj-lt"/>,<a:buAutoNum {spaces} type="arabicPeriod" startAt="{words.number}"/>'
        if words.mark == "1"
        else f'<a:buFont {spaces} typeface="+mj-lt"/>,<a:buChar {spaces} char="•"/>'
    )
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - there is no public way to a mark
    properties.set("marL", str(int(indent)))
    properties.set("indent", str(-int(indent)))
    for xml in marks.split(","):
        properties.append(parse_xml(xml))


def describe(shape: Native, text: str) -> None:
    """Say what a *shape* shows, for those who do not see it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", fit(text) or "–")  # noqa: SLF001 - there is no public way


def speak_unless_said(element: Native, lang: str) -> None:
    """Say the language where nothing says one."""
    for item in element.iter():
        if isinstance(item.tag, str) and item.tag.endswith(("}rPr", "}endParaRPr")) and not item.get("lang"):
            item.set("lang", lang)
