"""An empty document, its sheet, language and styles, and text written in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from outreach import rendering
from outreach.blocks import Foreign, Link, Strong

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document
    from docx.oxml.text.run import CT_R
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    from outreach.blocks import Inline

FONT: Final = "Arial"
"""Every office has it, or one of the same widths."""

ACCENT: Final = RGBColor(0x0B, 0x53, 0x94)
INK: Final = RGBColor(0x1B, 0x1F, 0x23)
MUTED: Final = RGBColor(0x50, 0x58, 0x5F)
MARGIN: Final = 25
SHORT, LONG = 210, 297
FACTS, NOTE, LEAD, CELL = "Facts", "Note", "Lead", "Cell"
"""Styles of our own, beside Word's."""

_SIZES: Final = {
    "Normal": 11,
    "Title": 24,
    "Heading 1": 15,
    "Heading 2": 13,
    "Heading 3": 11.5,
    "Caption": 10,
    LEAD: 12.5,
    NOTE: 9,
    CELL: 9,
    "Footer": 9,
}
_UNUSED: Final = ("stylesWithEffects", "thumbnail", "customXml")


def empty_document(lang: str, *, lying: bool) -> Document:
    """Return a document without text, in the language *lang*, on A4 that stands or lies."""
    document = docx.Document()
    _leave_out(document)
    _set_styles(document)
    _speak(document, lang)
    _set_sheet(document, lying=lying)
    return document


def _leave_out(document: Document) -> None:
    """Drop what the template brings and no document needs: a picture of itself, styles that nothing here has."""
    for holder in (document.part, document.part.package):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.rpartition("/")[2] in _UNUSED:
                del holder.rels[key]
    for style in document.styles.element.xpath("w:style[@w:type='table' and not(@w:default)]"):
        style.getparent().remove(style)


def _set_styles(document: Document) -> None:
    for name in (LEAD, NOTE, FACTS, CELL):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link: Any = document.styles["Hyperlink"]
    link.font.color.rgb, link.font.underline = ACCENT, True
    for name in (*_SIZES, *(f"Heading {level}" for level in range(4, 7)), FACTS, "Quote"):
        _set_style(document.styles[name], _SIZES.get(name, _SIZES["Normal"]))
    _set_own(document)


def _set_style(style: Any, size: float) -> None:  # noqa: ANN401 - the styles of the package have no one type
    is_heading = style.name.startswith(("Heading", "Title"))
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)
    style.font.size = Pt(size)
    style.font.bold = is_heading or style.name == "Caption"
    style.font.italic = style.name == "Quote"
    style.font.color.rgb = ACCENT if is_heading else MUTED if style.name in (NOTE, "Footer") else INK
    style.paragraph_format.space_before = Pt(14 if is_heading else 0)
    style.paragraph_format.space_after = Pt(6)
    style.paragraph_format.keep_with_next = is_heading or style.name == "Caption"


def _set_own(document: Document) -> None:
    normal, facts, cell, quote, title = (_style(document, name) for name in ("Normal", FACTS, CELL, "Quote", "Title"))
    cell.paragraph_format.space_after = Pt(2)
    normal.paragraph_format.line_spacing = 1.15
    facts.paragraph_format.left_indent, facts.paragraph_format.first_line_indent = Mm(45), Mm(-45)
    facts.paragraph_format.tab_stops.add_tab_stop(Mm(45))
    facts.paragraph_format.space_after = Pt(3)
    quote.paragraph_format.left_indent = Mm(8)
    quote.paragraph_format.keep_with_next = True
    title.paragraph_format.space_before = Pt(0)
    for border in title.element.xpath(".//w:pBdr"):
        border.getparent().remove(border)


def _style(document: Document, name: str) -> ParagraphStyle:
    style: ParagraphStyle = document.styles[name]
    return style


def _speak(document: Document, lang: str) -> None:
    for said in document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        said.getparent().remove(said)
    for default in document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr"):
        default.append(element("w:lang", val=lang, eastAsia=lang, bidi="ar-SA"))


def _set_sheet(document: Document, *, lying: bool) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(LONG), Mm(SHORT)) if lying else (Mm(SHORT), Mm(LONG))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)


_BLANKS: Final = re.compile("[ \t\n\v\f\r\x85\u2028\u2029]+")
_LANG: Final = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


def line(text: str) -> str:
    """Return *text* in one line, with U+FFFD for what XML cannot hold; blanks that hold stay."""
    return _BLANKS.sub(" ", rendering.clean(text))


def name(text: str) -> str:
    """Return a *text* that must not be empty, such as a heading: a dash where it says nothing."""
    return line(text).strip() or "–"


def element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """Return an element of the format: ``element("w:shd", fill="F2F5F8")``."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def write(paragraph: Paragraph, text: Iterable[Inline]) -> None:
    """Write *text* at the end of *paragraph*."""
    for part in text:
        _write_part(paragraph, part)


def _write_part(paragraph: Paragraph, part: Inline) -> None:
    if isinstance(part, Link):
        write_link(paragraph, part)
        return
    run = paragraph.add_run(line(part if isinstance(part, str) else part.text))
    if isinstance(part, Strong):
        run.bold = True
    if isinstance(part, (Strong, Foreign)):
        speak(run, part.lang)


def speak(run: Run, lang: str) -> None:
    """Say the language of a *run*, where one is known."""
    if _LANG.fullmatch(lang):
        run._r.get_or_add_rPr().append(element("w:lang", val=lang))  # noqa: SLF001 - no public way to say a language


def write_link(paragraph: Paragraph, link: Link) -> None:
    """Write a link; where its address is unsafe or unknown the text alone, with what the address says as text."""
    address = rendering.safe_url(link.url)
    if not address:
        speak(paragraph.add_run(line(link.text if link.to else rendering.plain((link,)))), link.lang)
        return
    run = paragraph.add_run(line(link.text) or address)
    run.style = "Hyperlink"
    speak(run, link.lang)
    anchor = OxmlElement("w:hyperlink")
    anchor.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    anchor.append(run._r)  # noqa: SLF001 - the format's own element
    paragraph._p.append(anchor)  # noqa: SLF001 - the same


def write_field(paragraph: Paragraph, field: str) -> None:
    """Write a number that the program fills in: ``PAGE``, ``NUMPAGES``."""
    run: CT_R = paragraph.add_run()._r  # noqa: SLF001 - no public way to make a field
    run.append(element("w:fldChar", fldCharType="begin"))
    said = OxmlElement("w:instrText")
    said.text = field
    run.append(said)
    run.append(element("w:fldChar", fldCharType="separate"))
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    run.append(element("w:fldChar", fldCharType="end"))
