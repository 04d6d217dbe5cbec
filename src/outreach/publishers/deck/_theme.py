"""The deck's master: a wide slide, our colours and letters, two layouts; made from python-pptx's own template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from outreach import MissingExtraError

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import SlideLayout

Native: TypeAlias = Any
"""A thing of python-pptx's own, most of which have no types, or XML."""

WIDE: Final = 960
HIGH: Final = 540
"""16:9, in points."""
EDGE: Final = 48
ROOM: Final = WIDE - 2 * EDGE

TITLE: Final = (EDGE, 28, ROOM, 98)
TOP: Final = 146
BOTTOM: Final = 484
FOOT: Final = (EDGE, 500, 700, 24)
NUMBER: Final = (WIDE - EDGE - 120, 500, 120, 24)
OPENING: Final = (EDGE, 96, ROOM, 190)
LEAD: Final = (EDGE, 304, ROOM, 160)

FONT: Final = "Arial"
INK: Final = "1B1F23"
MUTED: Final = "50585F"
ACCENT: Final = "0B5394"
REST: Final = "7B848C"
TINT: Final = "F2F5F8"
HAIRLINE: Final = "C5CCD3"
PAPER: Final = "FFFFFF"
TONES: Final = {"ink": INK, "muted": MUTED, "accent": ACCENT, "paper": PAPER}

_COLOURS: Final = {
    "dk1": INK, "lt1": PAPER, "dk2": ACCENT, "lt2": TINT, "accent1": ACCENT, "accent2": REST, "accent3": "2E7D4F",
    "accent4": "8A5A00", "accent5": "6B3FA0", "accent6": "A3333D", "hlink": ACCENT, "folHlink": ACCENT,
}  # fmt: skip
_BOX: Final = 'lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0"'
_KEPT: Final = {"Title Slide": "Opening", "Title Only": "Message"}


def empty_deck(lang: str) -> Presentation:
    """Return a deck without slides, its master in the language *lang*, such as ``sv-SE``.

    Raises:
        MissingExtraError: The package that writes it is not installed.
    """
    try:
        from pptx import Presentation as new  # noqa: PLC0415, N813 - an extra, and a function of a class' name
    except ImportError as error:
        raise MissingExtraError("python-pptx", "slides") from error
    deck = new()
    deck.slide_width, deck.slide_height = points(WIDE), points(HIGH)
    deck.element.find(_tag("p:sldSz")).attrib.pop("type", None)  # it says 4:3
    for layout in list(deck.slide_layouts):
        if layout.name not in _KEPT:
            deck.slide_layouts.remove(layout)
    _set_theme(deck)
    _set_master(deck)
    opening, message = deck.slide_layouts
    _set_opening(opening)
    _set_message(message)
    _without_extras(deck)
    for part in (deck.element, deck.slide_master.element, opening.element, message.element):
        speak(part, lang)
    return deck


def points(number: float) -> Native:
    """Return a length in points as the format writes it."""
    from pptx.util import Pt  # noqa: PLC0415

    return Pt(number)


def place(shape: Native, box: tuple[float, float, float, float]) -> None:
    """Put a *shape* where it belongs: left, top, width, height."""
    shape.left, shape.top, shape.width, shape.height = (points(round(each, 2)) for each in box)


def speak(element: Native, lang: str) -> None:
    """Say in every property of letters below *element* which language they are in."""
    for each in element.iter():
        if isinstance(each.tag, str) and each.tag.rpartition("}")[2] in ("rPr", "defRPr", "endParaRPr"):
            each.set("lang", lang)


def _set_theme(deck: Presentation) -> None:
    from pptx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415

    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    colours = "".join(f'<a:{name}><a:srgbClr val="{code}"/></a:{name}>' for name, code in _COLOURS.items())
    xml = part.blob.decode("utf-8")
    xml = re.sub("(?s)<a:clrScheme .*?</a:clrScheme>", f'<a:clrScheme name="outreach">{colours}</a:clrScheme>', xml)
    letters = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fonts = f"<a:majorFont>{letters}</a:majorFont><a:minorFont>{letters}</a:minorFont>"
    xml = re.sub("(?s)<a:fontScheme .*?</a:fontScheme>", f'<a:fontScheme name="outreach">{fonts}</a:fontScheme>', xml)
    part.blob = re.sub('name="Office Theme"', 'name="outreach"', xml).encode("utf-8")


def _set_master(deck: Presentation) -> None:
    """Set title, text, date, foot and number where they belong, and how large they are."""
    title, body, day, foot, number = deck.slide_master.placeholders
    room = (EDGE, TOP, ROOM, BOTTOM - TOP)
    for shape, box in ((title, TITLE), (body, room), (day, FOOT), (foot, FOOT), (number, NUMBER)):
        place(shape, box)
        _plain_box(shape, "t" if shape is body else "ctr")
    styles = deck.slide_master.element.find(_tag("p:txStyles"))
    _set_style(styles[0][0], 36, is_bold=True)
    for level in styles[1]:
        _set_style(level, 28)
    for small, side in ((day, "l"), (foot, "l"), (number, "r")):
        level = small.element.find(f".//{_tag('a:lvl1pPr')}")
        level.set("algn", side)
        _set_style(level, 14, colour="tx1")
    deck.slide_master.element.find(f".//{_tag('p:cSld')}").set("name", "outreach")


def _plain_box(shape: Native, anchor: str) -> None:
    """Give a placeholder a box without margins that does not change its letters."""
    from pptx.oxml import parse_xml  # noqa: PLC0415

    old = shape.element.find(f".//{_tag('a:bodyPr')}")
    spaces = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    new = f'<a:bodyPr {spaces} vert="horz" wrap="square" {_BOX} anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
    old.getparent().replace(old, parse_xml(new))


def _set_style(level: Native, size: float, *, is_bold: bool = False, colour: str = "tx1") -> None:
    """Set a level of a style: its size, weight and colour, from the left."""
    letters = level.find(_tag("a:defRPr"))
    letters.set("sz", str(int(size * 100)))
    letters.set("b", "1" if is_bold else "0")
    scheme = letters.find(f".//{_tag('a:schemeClr')}")
    scheme.set("val", colour)
    for shade in list(scheme):
        scheme.remove(shade)
    if level.get("algn") == "ctr":
        level.set("algn", "l")


def _tag(name: str) -> str:
    from pptx.oxml.ns import qn  # noqa: PLC0415

    return str(qn(name))


def _set_opening(layout: SlideLayout) -> None:
    """Make the layout of a slide that says one thing on the accent: the opening, the questions."""
    _rename(layout)
    layout.background.fill.solid()
    layout.background.fill.fore_color.rgb = colour_of(ACCENT)
    found: Native = layout.placeholders
    title, lead, *small = found
    place(title, OPENING)
    place(lead, LEAD)
    _plain_box(title, "b")
    _plain_box(lead, "t")
    for shape, size, is_bold in ((title, 54, True), (lead, 28, False), *((each, 14, False) for each in small)):
        _set_levels(shape, size, is_bold=is_bold)


def _set_levels(shape: Native, size: int, *, is_bold: bool) -> None:
    """Give a placeholder its letters, white, from the left."""
    from pptx.oxml import parse_xml  # noqa: PLC0415

    styles = shape.element.find(f".//{_tag('a:lstStyle')}")
    side = "r" if "Number" in shape.name else "l"
    spaces = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    letters = f'<a:defRPr sz="{size * 100}" b="{int(is_bold)}"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
    level = f'<a:lvl1pPr {spaces} marL="0" indent="0" algn="{side}"><a:buNone/>{letters}</a:defRPr></a:lvl1pPr>'
    for old in list(styles):
        styles.remove(old)
    styles.append(parse_xml(level))


def _set_message(layout: SlideLayout) -> None:
    """Make the layout of a slide that says one thing and shows it: a stroke of the accent beside its title."""
    from pptx.oxml import parse_xml  # noqa: PLC0415

    _rename(layout)
    left, top, width, height = (int(points(each)) for each in (0, TITLE[1], 14, TITLE[3]))
    spaces = " ".join(
        f'xmlns:{name}="http://schemas.openxmlformats.org/{kind}/2006/main"'
        for name, kind in (("p", "presentationml"), ("a", "drawingml"))
    )
    stroke = (
        f'<p:sp {spaces}><p:nvSpPr><p:cNvPr id="99" name="Stroke"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        "<p:spPr>"
        f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect">'
        '<a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></p:spPr></p:sp>'
    )
    tree = layout.shapes.element
    tree.insert(2, parse_xml(stroke))


def _rename(layout: SlideLayout) -> None:
    layout.element.find(_tag("p:cSld")).set("name", _KEPT[layout.name])


def colour_of(code: str) -> Native:
    """Return a colour as python-pptx knows it."""
    import pptx.dml.color  # noqa: PLC0415

    kinds: Native = pptx.dml.color
    return kinds.RGBColor.from_string(code)


def _without_extras(deck: Presentation) -> None:
    """Leave out what the template brings from somebody's desk: a printer's settings, a picture of its first slide."""
    from pptx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415

    for owner, kind in (
        (deck.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS),
        (deck.part.package, RELATIONSHIP_TYPE.THUMBNAIL),
    ):
        relations = owner._rels  # noqa: SLF001 - there is no public way to end one of a package
        for key in [key for key, relation in relations.items() if relation.reltype == kind]:
            relations.pop(key)
