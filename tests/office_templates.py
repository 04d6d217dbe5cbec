"""Make the office files that ``Deck`` and ``Document`` begin with: ``python tests/office_templates.py``.

They are ordinary files, as a municipality's own are: a wide slide with two layouts, and a document with styles. Made
from those that python-pptx and python-docx bring, in the house's colours; the same bytes each time.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import docx
import pptx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn as word
from docx.shared import Mm, RGBColor
from docx.shared import Pt as WordPt
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from outreach import Look
from outreach.publishers._office import APP, repacked

PUBLISHERS = Path(__file__).parent.parent / "src" / "outreach" / "publishers"
DECK = PUBLISHERS / "deck" / "templates" / "outreach.pptx"
DOCUMENT = PUBLISHERS / "document" / "templates" / "outreach.docx"
LETTERS = "Arial"
"""Every office has them, or some of the same widths."""

COLOURS = Look().light
ACCENT, INK, MUTED, PAPER = (shade[1:].upper() for shade in (COLOURS.accent, COLOURS.ink, COLOURS.muted, COLOURS.paper))
SCHEME = {
    "dk1": INK, "lt1": PAPER, "dk2": ACCENT, "lt2": COLOURS.tint[1:].upper(), "accent1": ACCENT,
    "accent2": COLOURS.rest[1:].upper(), "accent3": "2E7D4F", "accent4": "8A5A00", "accent5": "6B3FA0",
    "accent6": "A3333D", "hlink": ACCENT, "folHlink": ACCENT,
}  # fmt: skip

WIDE, HIGH, EDGE = 960, 540, 48
ROOM = WIDE - 2 * EDGE
TITLE, BODY = (EDGE, 28, ROOM, 98), (EDGE, 146, ROOM, 338)
FOOT, NUMBER = (EDGE, 500, 700, 24), (WIDE - EDGE - 120, 500, 120, 24)
OPENING, LEAD = (EDGE, 96, ROOM, 190), (EDGE, 304, ROOM, 160)
LAYOUTS = {"Title Slide": "Opening", "Title Only": "Message"}
DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
SLIDES = f'{DRAWING} xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'

FACTS, NOTE, FIRST, CELL = "Facts", "Note", "Lead", "Cell"
SIZES = {
    "Normal": 11, "Title": 24, "Heading 1": 15, "Heading 2": 13, "Heading 3": 11.5, "Caption": 10, FIRST: 12.5, NOTE: 9,
    CELL: 9, "Footer": 9,
}  # fmt: skip
LEFT_OUT = ("stylesWithEffects", "thumbnail", "customXml")


def dressed(theme: bytes) -> bytes:
    """Return a theme in the house's colours and letters."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{code}"/></a:{name}>' for name, code in SCHEME.items())
    letters = f'<a:latin typeface="{LETTERS}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fonts = f"<a:majorFont>{letters}</a:majorFont><a:minorFont>{letters}</a:minorFont>"
    xml = theme.decode("utf-8")
    xml = re.sub("(?s)<a:clrScheme .*?</a:clrScheme>", f'<a:clrScheme name="outreach">{colours}</a:clrScheme>', xml)
    xml = re.sub("(?s)<a:fontScheme .*?</a:fontScheme>", f'<a:fontScheme name="outreach">{fonts}</a:fontScheme>', xml)
    return re.sub('name="Office Theme"', 'name="outreach"', xml).encode("utf-8")


def deck() -> bytes:
    """Return a deck without slides."""
    made = pptx.Presentation()
    made.slide_width, made.slide_height = Pt(WIDE), Pt(HIGH)
    made.element.find(qn("p:sldSz")).attrib.pop("type", None)  # it says 4:3
    for layout in list(made.slide_layouts):
        if layout.name not in LAYOUTS:
            made.slide_layouts.remove(layout)
    theme = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme.blob = dressed(theme.blob)
    set_master(made.slide_master)
    opening, message = made.slide_layouts
    set_opening(opening)
    set_message(message)
    for owner, kind in ((made.part, "PRINTER_SETTINGS"), (made.part.package, "THUMBNAIL")):
        for key in [key for key, each in owner._rels.items() if each.reltype == getattr(RELATIONSHIP_TYPE, kind)]:
            owner._rels.pop(key)
    for part in made.part.package.iter_parts():
        if part.partname == "/docProps/app.xml":
            part.blob = APP
    return saved(made)


def set_master(master: Any) -> None:
    """Set title, text, date, foot and number where they belong, and how large they are."""
    title, body, day, foot, number = master.placeholders
    for shape, box in ((title, TITLE), (body, BODY), (day, FOOT), (foot, FOOT), (number, NUMBER)):
        place(shape, box)
        plain_box(shape, "t" if shape is body else "ctr")
    styles = master.element.find(qn("p:txStyles"))
    set_level(styles[0][0], 36, is_bold=True)
    for level in styles[1]:
        set_level(level, 28)
    for small, side in ((day, "l"), (foot, "l"), (number, "r")):
        level = small.element.find(f".//{qn('a:lvl1pPr')}")
        level.set("algn", side)
        set_level(level, 14)
    master.element.find(f".//{qn('p:cSld')}").set("name", "outreach")


def place(shape: Any, box: tuple[float, float, float, float]) -> None:
    """Put a *shape* where it belongs: left, top, width, height."""
    shape.left, shape.top, shape.width, shape.height = map(Pt, box)


def plain_box(shape: Any, anchor: str) -> None:
    """Give a placeholder a box without margins that does not change its letters."""
    old = shape.element.find(f".//{qn('a:bodyPr')}")
    box = f'lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}"'
    new = f'<a:bodyPr {DRAWING} vert="horz" wrap="square" {box}><a:noAutofit/></a:bodyPr>'
    old.getparent().replace(old, parse_xml(new))


def set_level(level: Any, size: float, *, is_bold: bool = False) -> None:
    """Set a level of a style: its size and weight, in the colour of text, from the left."""
    letters = level.find(qn("a:defRPr"))
    letters.set("sz", str(int(size * 100)))
    letters.set("b", str(int(is_bold)))
    scheme = letters.find(f".//{qn('a:schemeClr')}")
    scheme.set("val", "tx1")
    for shade in list(scheme):
        scheme.remove(shade)
    if level.get("algn") == "ctr":
        level.set("algn", "l")


def set_opening(layout: Any) -> None:
    """Make the layout of a slide that says one thing on the accent: the opening, the questions."""
    layout.element.find(qn("p:cSld")).set("name", LAYOUTS[layout.name])
    fill = layout.background.fill
    fill.solid()
    fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    title, lead, *small = layout.placeholders
    place(title, OPENING)
    place(lead, LEAD)
    plain_box(title, "b")
    plain_box(lead, "t")
    for shape, size, is_bold in ((title, 54, True), (lead, 28, False), *((each, 14, False) for each in small)):
        side = "r" if "Number" in shape.name else "l"
        letters = f'<a:defRPr sz="{size * 100}" b="{int(is_bold)}"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
        level = f'<a:lvl1pPr {DRAWING} marL="0" indent="0" algn="{side}"><a:buNone/>{letters}</a:defRPr></a:lvl1pPr>'
        styles = shape.element.find(f".//{qn('a:lstStyle')}")
        for old in list(styles):
            styles.remove(old)
        styles.append(parse_xml(level))


def set_message(layout: Any) -> None:
    """Make the layout of a slide that says one thing and shows it: a stroke of the accent beside its title."""
    layout.element.find(qn("p:cSld")).set("name", LAYOUTS[layout.name])
    left, top, width, height = (int(Pt(each)) for each in (0, TITLE[1], 14, TITLE[3]))
    stroke = (
        f'<p:sp {SLIDES}><p:nvSpPr><p:cNvPr id="99" name="Stroke"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "</p:spPr></p:sp>"
    )
    layout.shapes.element.insert(2, parse_xml(stroke))


def document() -> bytes:
    """Return a document without text, on A4."""
    made = docx.Document()
    for holder in (made.part, made.part.package):
        for key in [key for key, each in holder.rels.items() if each.reltype.rpartition("/")[2] in LEFT_OUT]:
            del holder.rels[key]
    for style in made.styles.element.xpath("w:style[@w:type='table' and not(@w:default)]"):
        style.getparent().remove(style)
    for part in made.part.package.iter_parts():
        if part.partname == "/docProps/app.xml":
            part._blob = APP
        if part.partname.startswith("/word/theme/"):
            part._blob = dressed(part.blob)
    set_styles(made)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
    return saved(made)


def set_styles(made: Any) -> None:
    """Set the styles that Word knows by their names, and add ours."""
    for name in (FIRST, NOTE, FACTS, CELL):
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = made.styles["Normal"]
    link = made.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(ACCENT), True
    for name in (*SIZES, *(f"Heading {level}" for level in range(4, 7)), FACTS, "Quote"):
        set_style(made.styles[name], SIZES.get(name, SIZES["Normal"]))
    normal, facts, cell, quote, title = (made.styles[name] for name in ("Normal", FACTS, CELL, "Quote", "Title"))
    cell.paragraph_format.space_after = WordPt(2)
    normal.paragraph_format.line_spacing = 1.15
    facts.paragraph_format.left_indent, facts.paragraph_format.first_line_indent = Mm(45), Mm(-45)
    facts.paragraph_format.tab_stops.add_tab_stop(Mm(45))
    facts.paragraph_format.space_after = WordPt(3)
    quote.paragraph_format.left_indent = Mm(8)
    quote.paragraph_format.keep_with_next = True
    title.paragraph_format.space_before = WordPt(0)
    for border in title.element.xpath(".//w:pBdr"):
        border.getparent().remove(border)


def set_style(style: Any, size: float) -> None:
    """Set the letters of a style, and the white around its paragraphs."""
    is_heading = style.name.startswith(("Heading", "Title"))
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(word(f"w:{kind}"), LETTERS)
    style.font.size = WordPt(size)
    style.font.bold = is_heading or style.name == "Caption"
    style.font.italic = style.name == "Quote"
    colour = ACCENT if is_heading else MUTED if style.name in (NOTE, "Footer") else INK
    style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before = WordPt(14 if is_heading else 0)
    style.paragraph_format.space_after = WordPt(6)
    style.paragraph_format.keep_with_next = is_heading or style.name == "Caption"


def saved(made: Any) -> bytes:
    """Return an office file as bytes, the same each time."""
    target = io.BytesIO()
    made.save(target)
    return repacked(target.getvalue())


if __name__ == "__main__":
    DECK.write_bytes(deck())
    DOCUMENT.write_bytes(document())
