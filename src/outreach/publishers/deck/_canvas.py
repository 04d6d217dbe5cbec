"""What slides are drawn on: a template's layouts, the room they leave, its colours and letters.

All measures of a slide are units: a body of text is 864 of them wide, whatever the template's slides measure. On our
own template, a slide of 960 × 540 points, a unit is a point.
"""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from outreach import Look, MissingExtraError, PublishingError
from outreach.publishers._office import dressed, template_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pptx.presentation import Presentation

Native: TypeAlias = Any
"""A thing of python-pptx's own, most of which have no types, or XML."""

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, width, height."""

ROOM: Final = 864
"""How wide the body of a slide is, in units."""

_OURS: Final = ("templates", "outreach.pptx")
_EMU: Final = 12_700
"""Units of the format in a point."""

_UNKNOWN_LETTERS: Final = 0.92
"""How much smaller letters are whose widths nobody has measured: text is measured as if it were Arial's."""

_LEAST_CONTRAST: Final = 4.5
_LEAST_ROOM: Final = 160
"""The height that the body of a slide has at least, in units; of less, no text can be made."""

_SHARES: Final = (1.0, 0.89, 0.78)
_OPENING_SHARES: Final = (1.0, 0.89, 0.74, 0.67)
"""How large a title is, in sizes of its layout's: the largest that fits."""

_TITLE, _CENTRED = "TITLE", "CENTER_TITLE"
_BODIES: Final = ("BODY", "OBJECT")
_SMALL: Final = ("DATE", "FOOTER", "SLIDE_NUMBER")
_COLOUR: Final = re.compile(r'(?:val|lastClr)="([0-9A-Fa-f]{6})"')
_MAPPED: Final = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}


@attrs.frozen(kw_only=True)
class Frame:
    """How much room a template leaves, in units (utrymme)."""

    room: float  # the height of a slide's body
    title: tuple[float, float]  # width and height of a message's title
    title_sizes: tuple[int, ...]  # how large its letters may be, the layout's own first
    opening: tuple[float, float]  # width and height of the title of a slide that opens
    opening_sizes: tuple[int, ...]  # how large its letters may be
    lead: tuple[float, float]
    """Width and height of what stands below that title; no height where the layout has no place for it."""
    lead_size: float  # how large its letters are


@attrs.frozen
class Foot:
    """The place of a layout for what stands below its slides: the foot, or the number.

    LibreOffice takes neither letters nor side from the layout where a foot does not say its place itself.
    """

    is_number: bool
    index: int
    box: tuple[int, ...]  # left, top, width and height, as the format counts them

    @classmethod
    def of(cls, layout: Native) -> list[Foot]:
        """Return the places of a *layout*."""
        return [
            cls(
                _kind(shape) == "SLIDE_NUMBER",
                shape.placeholder_format.idx,
                tuple(int(side or 0) for side in _box(shape)),
            )
            for shape in _placeholders(layout, "FOOTER", "SLIDE_NUMBER")
        ]


class Canvas:
    """A deck without slides, and what is needed to draw some.

    *opening* is the layout of a slide that opens the talk, or says one thing alone, *message* that of a slide with a
    title and a body, *frame* the room they leave, *feet* their places below a message and below an opening;
    *is_ours*: the template comes with the library.
    """

    def __init__(self, deck: Presentation, source: str, *, is_ours: bool) -> None:
        """Find the layouts of a *deck*; *source* is what a fault is said of.

        Raises:
            PublishingError: A layout that is needed is not there.
        """
        self.deck, self.is_ours = deck, is_ours
        self.opening, self.message = _layouts(deck, source)
        self.feet = [Foot.of(layout) for layout in (self.message, self.opening)]
        self._body = self._body_box()
        self.scale = self._body[2] / ROOM
        self.frame = self._frame()
        if self.frame.room < _LEAST_ROOM or self.frame.title[1] <= 0:
            raise PublishingError(f"{source}: its layout {self.message.name!r} leaves no room below the title")
        self._accent, self._is_dark = self._colours()
        self._share = 1.0 if is_ours else _UNKNOWN_LETTERS

    def length(self, units: float) -> Native:
        """Return a length as the format writes it."""
        from pptx.util import Pt  # noqa: PLC0415 - an extra

        return Pt(round(units * self.scale, 2))

    def letters(self, size: float) -> Native:
        """Return a size of letters as the format writes it."""
        from pptx.util import Pt  # noqa: PLC0415

        return Pt(round(size * self.scale * self._share, 1))

    def box(self, box: Box) -> tuple[Native, Native, Native, Native]:
        """Return where a *box* is on the slide: left and top are counted from those of the body."""
        from pptx.util import Pt  # noqa: PLC0415

        left, top, width, height = (item * self.scale for item in box)
        sides = (self._body[0] + left, self._body[1] + top, width, height)
        one, two, three, four = (Pt(round(item, 2)) for item in sides)
        return one, two, three, four

    def place(self, shape: Native, box: Box) -> None:
        """Put a *shape* into a *box*."""
        shape.left, shape.top, shape.width, shape.height = self.box(box)

    def paint(self, colour: Native, tone: str) -> None:
        """Set a *colour* of python-pptx's to a *tone* of the theme: ink, muted, accent, rest, line, tint or paper."""
        import pptx.enum.dml  # noqa: PLC0415

        slots: Native = pptx.enum.dml.MSO_THEME_COLOR

        slot, shade = {
            "ink": ("TEXT_1", 0.0),
            "muted": ("TEXT_1", 0.25),
            "rest": ("TEXT_1", 0.45),
            "accent": (self._accent, 0.0),
            "line": ("BACKGROUND_1", -0.25),
            "tint": ("BACKGROUND_1", -0.05),
            "paper": ("BACKGROUND_1", 0.0),
        }[tone]
        colour.theme_color = slots[slot]
        if shade:
            colour.brightness = -shade if self._is_dark else shade

    def fill(self, shape: Native, tone: str) -> None:
        """Fill a *shape* with a *tone*."""
        shape.fill.solid()
        self.paint(shape.fill.fore_color, tone)

    def _body_box(self) -> Box:
        """Return where the body of a message is, in points: its layout's place for it, else the master's, else below.

        Its foot never reaches into the places for date, foot and number.
        """
        title, high = _placeholder(self.message, _TITLE), int(self.deck.slide_height or 0)
        bodies = (*_placeholders(self.message, *_BODIES), *_placeholders(self.deck.slide_master, *_BODIES))
        below = title.top + title.height
        left, top, width, height = next(
            (_box(item) for item in bodies if item.width and item.top is not None and item.top >= below - _EMU),
            (title.left, below, title.width, high * 0.9 - below),
        )
        feet = [item.top for item in _placeholders(self.message, *_SMALL) if item.top is not None and item.top > below]
        height = min(height, min(feet, default=high) - top)
        return left / _EMU, top / _EMU, width / _EMU, height / _EMU

    def _frame(self) -> Frame:
        title, opening = _placeholder(self.message, _TITLE), _placeholder(self.opening, _CENTRED, _TITLE)
        lead = self.lead_of(self.opening)
        size, large = self._size(title, 36), self._size(opening, 54)
        return Frame(
            room=self._body[3] / self.scale,
            title=self._sides(title),
            title_sizes=tuple(round(size * share) for share in _SHARES),
            opening=self._sides(opening),
            opening_sizes=tuple(round(large * share) for share in _OPENING_SHARES),
            lead=self._sides(lead) if lead is not None else (ROOM, 0),
            lead_size=self._size(lead, 28) if lead is not None else 28,
        )

    @staticmethod
    def lead_of(layout: Native) -> Native:
        """Return the place below the title of a slide that opens; None where there is none."""
        return next(iter(_placeholders(layout, "SUBTITLE", "BODY")), None)

    def _sides(self, shape: Native) -> tuple[float, float]:
        return shape.width / _EMU / self.scale, shape.height / _EMU / self.scale

    def _size(self, shape: Native, otherwise: float) -> float:
        """Return how large the letters of a placeholder are, as its layout or the master says it; in units."""
        place = "p:titleStyle" if "TITLE" in _kind(shape) and _kind(shape) != "SUBTITLE" else "p:bodyStyle"
        master = self.deck.slide_master.element
        for element, path in ((shape.element, ".//a:lstStyle"), (master, f".//{place}")):
            result = element.xpath(f"{path}/a:lvl1pPr/a:defRPr/@sz")
            if result:
                return int(result[0]) / 100 / self.scale
        return otherwise

    def _colours(self) -> tuple[str, bool]:
        """Return which colour of the theme is the accent, and whether paper is darker than ink.

        An accent that cannot be read on paper, such as a bright yellow, gives way to the second colour of text.
        """
        colours = _theme_colours(self.deck)
        paper, ink = colours.get("bg1", "#ffffff"), colours.get("tx1", "#000000")
        slots = (("accent1", "ACCENT_1"), ("tx2", "TEXT_2"), ("tx1", "TEXT_1"))
        fitting = (slot for name, slot in slots if Look.contrast(colours.get(name, paper), paper) >= _LEAST_CONTRAST)
        return next(fitting, "TEXT_1"), Look.contrast(paper, "#000000") < Look.contrast(ink, "#000000")


def canvas_of(look: Look, template: Path | None, lang: str) -> Canvas:
    """Return what slides in the language *lang* are drawn on: the *template*, else ours in the colours of the *look*.

    Raises:
        MissingExtraError: The package that writes it is not installed.
        PublishingError: The template cannot be used.
    """
    try:
        import pptx  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("python-pptx", "slides") from error
    canvas = _built_in(pptx, look) if template is None else _from_template(pptx, template)
    deck = canvas.deck
    for part in (deck.element, deck.slide_master.element, canvas.opening.element, canvas.message.element):
        speak(part, lang)
    return canvas


def _built_in(pptx: Native, look: Look) -> Canvas:
    content = resources.files(__package__ or "").joinpath(*_OURS).read_bytes()
    return Canvas(_opened(pptx, dressed(content, look)), _OURS[-1], is_ours=True)


def _from_template(pptx: Native, template: Path) -> Canvas:
    source, content = f"Deck.template: {template}", template_bytes(template, "pptx", "Deck.template")
    try:
        return Canvas(_opened(pptx, content), source, is_ours=False)
    except PublishingError:
        raise
    except Exception as error:  # whatever a damaged file makes of a library
        raise PublishingError(f"{source}: cannot be read as slides ({type(error).__name__})") from error


def _opened(pptx: Native, content: bytes) -> Presentation:
    """Return a deck without its slides, comments and whatever else does not belong to its looks."""
    import io  # noqa: PLC0415

    deck: Presentation = pptx.Presentation(io.BytesIO(content))
    slides = deck.element.find(_tag("p:sldIdLst"))
    for slide in list(slides) if slides is not None else ():
        deck.part.drop_rel(slide.rId)
        slides.remove(slide)
    for extras in deck.element.xpath("./p:extLst | ./p:custShowLst"):  # sections and shows name slides
        extras.getparent().remove(extras)
    for owner in (deck.part, deck.part.package):
        relations = owner._rels  # noqa: SLF001 - there is no public way to end one of a package
        for key in [key for key, item in relations.items() if item.reltype.rpartition("/")[2] in _PRIVATE]:
            relations.pop(key)
    return deck


_PRIVATE: Final = frozenset(
    {"authors", "commentAuthors", "custom-properties", "customXml", "printerSettings", "tags", "thumbnail"}
)
"""What a file says of those who worked on it."""


def _layouts(deck: Presentation, source: str) -> tuple[Native, Native]:
    """Return the layouts of a slide that opens and of one with a message; one does for both where there is one.

    Raises:
        PublishingError: No layout has a title.
    """
    titled = [layout for layout in deck.slide_layouts if _placeholders(layout, _TITLE, _CENTRED)]
    messages = [layout for layout in titled if _placeholders(layout, _TITLE)]
    if not messages:
        names = ", ".join(repr(layout.name) for layout in deck.slide_layouts) or "none"
        raise PublishingError(f"{source}: no layout has a title above its body (its layouts: {names})")
    openings = [layout for layout in titled if _placeholders(layout, _CENTRED)]
    message = min(messages, key=_strangeness)
    return (openings or [message])[0], message


def _strangeness(layout: Native) -> int:
    """Return how much else than a title a layout has: nothing is best, then one place for a body."""
    others = [kind for kind in map(_kind, layout.placeholders) if kind not in (_TITLE, *_SMALL)]
    return 0 if not others else 1 if len(others) == 1 and others[0] in _BODIES else 1 + len(others)


def _kind(shape: Native) -> str:
    return str(shape.placeholder_format.type.name)


def _placeholders(layout: Native, *kinds: str) -> list[Native]:
    return [shape for shape in layout.placeholders if _kind(shape) in kinds]


def _placeholder(layout: Native, *kinds: str) -> Native:
    return next(shape for kind in kinds for shape in _placeholders(layout, kind))


def _box(shape: Native) -> Box:
    return shape.left, shape.top, shape.width, shape.height


def _theme_colours(deck: Presentation) -> dict[str, str]:
    """Return the colours of the theme, as ``#rrggbb``, by the names that the master gives them."""
    from pptx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415

    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob.decode("utf-8", "replace")
    mapped = deck.slide_master.element.find(_tag("p:clrMap"))
    result = {}
    for name, slot in {**_MAPPED, "accent1": "accent1"}.items():
        used = mapped.get(name, slot) if mapped is not None else slot
        body = re.search(rf"<a:{used}>(.*?)</a:{used}>", theme, re.DOTALL)
        colour = _COLOUR.search(body[1]) if body else None
        if colour:
            result[name] = f"#{colour[1].lower()}"
    return result


def speak(element: Native, lang: str) -> None:
    """Say in every property of letters below *element* which language they are in."""
    for item in _properties(element, "rPr", "defRPr", "endParaRPr"):
        item.set("lang", lang)


def _properties(element: Native, *names: str) -> Iterable[Native]:
    return (item for item in element.iter() if isinstance(item.tag, str) and item.tag.rpartition("}")[2] in names)


def _tag(name: str) -> str:
    from pptx.oxml.ns import qn  # noqa: PLC0415

    return str(qn(name))
