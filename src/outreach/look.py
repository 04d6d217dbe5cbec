"""The graphic profile: colours that can be read, letters, logotype and name; every channel that has a look takes it.

Colours are written ``#rrggbb``. Contrast is that of WCAG 2.1: text needs 4.5:1 (1.4.3, level AA), what is no text but
means something, such as a bar of a chart, 3:1 (1.4.11).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from outreach.errors import PublishingError

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCENT: Final = "#0b5394"
"""The house colour: what links, headings and the bars of charts are drawn in where nobody says another colour."""

_ACCENT_IN_DARK: Final = "#8ec5f7"
_ACCENT_ANYWHERE: Final = "#3478bd"
"""The house colour on a dark page, and where nobody knows whether the page is dark."""

TEXT: Final = 4.5
SHAPE: Final = 3.0
_COMFORTABLE: Final = 7.0
"""Contrast of accents that are derived for dark pages, where thin letters glow."""
_BETWEEN: Final = 4.0
"""Contrast with black of a colour for any page: it leaves as much with white."""

WHITE: Final = "#ffffff"
BLACK: Final = "#000000"
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}", re.ASCII)
_LETTERS: Final = re.compile(r"[^\W_](?:[\w .\-]{0,62}\w)?")
_STEPS: Final = 40
_LIGHT_ENOUGH: Final = 0.04045  # where the curve of sRGB (IEC 61966-2-1) begins
_MEDIA: Final = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_MOST_LOGO: Final = 2 * 1024 * 1024


@attrs.frozen(kw_only=True)
class Palette:
    """The colours of a light or of a dark page (palett)."""

    paper: str  # behind everything
    tint: str  # behind boxes and the headings of tables
    ink: str  # text
    muted: str  # text that matters less
    line: str  # rules, which carry no meaning
    accent: str  # links, headings, bars
    on_accent: str  # text on the accent
    rest: str  # bars of what is not the point


def _colour(given: str) -> str:
    return given.strip().lower() if isinstance(given, str) else given


def _picture(given: bytes | str | Path | None) -> bytes:
    """Return the bytes of a picture that is given as such, or as its file."""
    if given is None or isinstance(given, bytes):
        return given or b""
    try:
        return Path(given).read_bytes()
    except OSError as error:
        raise PublishingError(f"Look.logo: {given}: {error.strerror or error}") from error


@attrs.frozen(kw_only=True)
class Look:
    """How publications look (grafisk profil): given to ``Site``, ``Deck``, ``Print``, ``Document``, ``Workbook`` ….

    ``Look(accent="#7a1f3d", letters="Open Sans", logo="logotyp.png", name="Hässleholms kommun")``

    Greys and white are the same in every profile; what follows from the accent (its shade on a dark page and on a
    page of unknown colour) is derived from it.

    Attributes:
        accent: The colour of links, headings and bars, as ``#rrggbb``; dark enough for text on white (4.5:1).
        letters: A family of letters, such as ``Open Sans``. It is not sent along: where a reader's computer, or the one
            that makes a PDF, does not have it, the channel's own stands in. Empty: each channel's own.
        logo: A PNG or JPEG picture, as a path or as bytes; on the site's head, the first slide, the first page.
        name: Whose profile it is: the logotype's description, and who stands behind what names nobody.

    Raises:
        PublishingError: The accent cannot be read on what it stands on (with the contrast it has and the one it
            needs), is no colour, or the logotype no picture.
    """

    accent: str = attrs.field(default=ACCENT, converter=_colour)
    letters: str = ""
    logo: bytes = attrs.field(default=b"", converter=_picture, repr=False)
    name: str = ""

    def __attrs_post_init__(self) -> None:
        """Check the colours against each other, the letters, and the picture."""
        if not isinstance(self.accent, str) or not _COLOUR.fullmatch(self.accent):
            raise PublishingError(f"Look.accent: not a colour: {str(self.accent)[:80]!r} (write {ACCENT})")
        for place, colour, ground, needed in self._pairs():
            contrast = self.contrast(colour, ground)
            if contrast < needed:
                raise PublishingError(
                    f"Look.accent: {self.accent} cannot be read {place}: {colour} has a contrast of {_ratio(contrast)} "
                    f"against {ground}, {_ratio(needed)} is needed (WCAG 2.1 AA; {self._darker()} has it)"
                )
        if self.letters and not (isinstance(self.letters, str) and _LETTERS.fullmatch(self.letters)):
            raise PublishingError(f"Look.letters: not a family of letters: {str(self.letters)[:80]!r}")
        if self.logo and (not self.logo_type or len(self.logo) > _MOST_LOGO):
            raise PublishingError("Look.logo: not a PNG or JPEG picture of at most 2 MB")

    @staticmethod
    def contrast(one: str, other: str) -> float:
        """Return the contrast of two colours, from 1.0 (the same) to 21.0 (black on white): WCAG 2.1."""
        light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    @property
    def light(self) -> Palette:
        """The colours of paper, slides and a light page."""
        return Palette(
            paper=WHITE,
            tint="#f2f5f8",
            ink="#1b1f23",
            muted="#50585f",
            line="#c5ccd3",
            accent=self.accent,
            on_accent=WHITE,
            rest="#7b848c",
        )

    @property
    def dark(self) -> Palette:
        """The colours of a dark page."""
        return Palette(
            paper="#14181c",
            tint="#1e242a",
            ink="#e9edf0",
            muted="#b4bcc4",
            line="#46505a",
            accent=self._accent_in_dark(),
            on_accent="#0d1b28",
            rest="#8b949c",
        )

    @property
    def anywhere(self) -> str:
        """The accent's shade for what may stand on white or on black: bars of a chart on somebody else's page."""
        if self.accent == ACCENT:
            return _ACCENT_ANYWHERE
        return next(shade for shade in _lighter(self.accent) if self.contrast(shade, BLACK) >= _BETWEEN)

    @property
    def rest_anywhere(self) -> str:
        """The grey of what is not the point, on white or on black."""
        return "#808080"

    @property
    def logo_type(self) -> str:
        """The media type of the logotype; empty where there is none."""
        return next((media for head, media in _MEDIA.items() if self.logo.startswith(head)), "")

    def _accent_in_dark(self) -> str:
        if self.accent == ACCENT:
            return _ACCENT_IN_DARK
        return next(shade for shade in _lighter(self.accent) if self.contrast(shade, "#1e242a") >= _COMFORTABLE)

    def _pairs(self) -> Iterator[tuple[str, str, str, float]]:
        """Yield where a colour stands, the colour, what it stands on, and the contrast it needs."""
        for name, palette in (("a light page", self.light), ("a dark page", self.dark)):
            yield f"on {name}", palette.accent, palette.paper, TEXT
            yield f"in a box on {name}", palette.accent, palette.tint, TEXT
            yield f"with text on it, on {name}", palette.on_accent, palette.accent, TEXT
        yield "as a bar on white", self.anywhere, WHITE, SHAPE
        yield "as a bar on black", self.anywhere, BLACK, SHAPE

    def _darker(self) -> str:
        """Return the nearest shade of the accent that is dark enough."""
        ground = self.light.tint
        return next(shade for shade in _mixed(self.accent, BLACK) if self.contrast(shade, ground) >= TEXT)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.1)."""
    shares = (part / 255 for part in _parts(colour))
    red, green, blue = (
        share / 12.92 if share <= _LIGHT_ENOUGH else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed(colour: str, other: str) -> Iterator[str]:
    """Yield *colour*, and its mixtures with ever more of the *other*."""
    for step in range(_STEPS + 1):
        pairs = zip(_parts(colour), _parts(other), strict=True)
        yield "#" + "".join(f"{round(one + (two - one) * step / _STEPS):02x}" for one, two in pairs)


def _lighter(colour: str) -> Iterator[str]:
    return _mixed(colour, WHITE)


def _ratio(contrast: float) -> str:
    """Return a contrast as it is written; never rounded up to one that would do."""
    return f"{int(contrast * 100) / 100:g}:1"


HOUSE: Final = Look()
"""What publications look like where nobody says otherwise."""
