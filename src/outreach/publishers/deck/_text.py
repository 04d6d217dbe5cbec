"""Text on slides: runs, paragraphs, and how much room they take; all lengths are points."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

import attrs

from outreach import rendering
from outreach.blocks import Foreign, Link, Strong

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.blocks import Inline, Text

LINE: Final = 1.2
"""The height of a line, in sizes of its letters."""
INDENT: Final = 1.1
"""How far a mark sets its item in, in sizes."""
GAP: Final = 0.45
"""What stands between two paragraphs, in sizes."""

# The widths of Helvetica's letters in thousandths of their size; what is not named is as wide as its widest common
# ones, so that text is rather measured too wide than too narrow.
_WIDTHS: Final = {
    **dict.fromkeys("ijl'|", 240),
    **dict.fromkeys(' \u00a0,.:;/\\!ftI[]-()r"', 333),
    **dict.fromkeys("cksvxyzJ", 500),
    **dict.fromkeys("abdeghnopquL0123456789åäöéü–", 556),
    **dict.fromkeys("FTZ", 611),
    **dict.fromkeys("ABEKPSVXYÅÄÉ&", 667),
    **dict.fromkeys("CDHNRUwGOQÖ", 760),
    **dict.fromkeys("mM%—…", 890),
    "W": 944,
}
_MOST_EVEN: Final = 4
_BLANKS: Final = re.compile("[ \\t\\n\\v\\f\\r\\x85\\u2028\\u2029]+")
_HELD: Final = re.compile(r"\u00a0(?=[^\W\d_])")
_WIDEST_LETTER: Final = 700
_FIRST_WIDE: Final = "\u1100"
_BOLD: Final = 1.07


@attrs.frozen(kw_only=True)
class Run:
    """Some words of one kind: bold, in another language, or leading to an address."""

    text: str
    is_bold: bool = False
    lang: str = ""
    url: str = ""


@attrs.frozen(kw_only=True)
class Words:
    """A paragraph."""

    runs: tuple[Run, ...]  # what it says
    mark: str = ""  # ``•`` before an item of a list, ``1`` before one whose order matters; empty: none
    number: int = 0  # that of an ordered item
    tone: str = "ink"  # ``ink``, ``muted`` or ``accent``
    scale: float = 1.0  # its size in that of the text around it

    @property
    def text(self) -> str:
        """What it says, without its looks."""
        return "".join(run.text for run in self.runs)

    def lines(self, width: float, size: float, most: int | None = None) -> int:
        """Return how many lines it takes in a box so *wide*; more than *most* are not counted."""
        return sum(1 for _ in islice(self._wrapped(width, size), most))

    def height(self, width: float, size: float, room: float | None = None) -> float:
        """Return how high it is, with the gap below; what is higher than *room* is told as just that."""
        own = size * self.scale
        most = None if room is None else int(max(room, 0) / own / LINE) + 1
        return (self.lines(width, size, most) * LINE + GAP) * own

    def even_width(self, width: float, size: float) -> float:
        """Return how wide the lines may be so that they are about as long, no more of them than before.

        Then no word is left alone on the last one, and a span of figures is not broken after its dash.
        """
        lines = self.lines(width, size, _MOST_EVEN + 1)
        if not 1 < lines <= _MOST_EVEN:
            return width
        steps = (width * (1 - step / 50) for step in range(25))
        return min(item for item in steps if self.lines(item, size, lines + 1) == lines)

    def cut(self, width: float, size: float, lines: int) -> tuple[Words, Words | None]:
        """Return what fits in so many *lines*, and the rest, which has no mark; None: there is no rest."""
        first, rest = _cut(self.runs, sum(len(line) for line in islice(self._wrapped(width, size), lines)))
        return attrs.evolve(self, runs=first), attrs.evolve(self, runs=rest, mark="") if rest else None

    def _wrapped(self, width: float, size: float) -> Iterator[str]:
        room = width - (INDENT * size if self.mark else 0)
        return wrapped(self.text, room, size * self.scale, is_bold=any(run.is_bold for run in self.runs))


def _cut(runs: Iterable[Run], taken: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    first, rest = [], []
    for run in runs:
        first.append(attrs.evolve(run, text=run.text[:taken]))
        rest.append(attrs.evolve(run, text=run.text[taken:]))
        taken = max(0, taken - len(run.text))
    return tuple(run for run in first if run.text), tuple(run for run in rest if run.text)


@lru_cache(10_000)
def width_of(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return how wide *text* is on one line."""
    thousandths = sum(_WIDTHS.get(letter, _WIDEST_LETTER if letter < _FIRST_WIDE else 1000) for letter in text)
    return thousandths / 1000 * size * (_BOLD if is_bold else 1)


def longest_word(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return how wide the widest word of *text* is."""
    return max((width_of(word, size, is_bold=is_bold) for word in text.split(" ")), default=0.0)


def wrapped(text: str, width: float, size: float, *, is_bold: bool = False) -> Iterator[str]:
    """Yield the lines of *text*, each with the blank at its end; a word longer than a line is broken."""
    line, used = "", 0.0
    for word in _pieces(text, width, size):
        wide = width_of(word, size, is_bold=is_bold)
        if line and used + width_of(word.rstrip(" "), size, is_bold=is_bold) > width:
            yield line
            line, used = "", 0.0
        line, used = line + word, used + wide
    if line:
        yield line


def _pieces(text: str, width: float, size: float) -> Iterator[str]:
    """Yield the words of *text* with their blanks, long ones in pieces that surely fit."""
    most = max(1, int(width / size / _BOLD))
    for word in text.replace(" ", " \n").split("\n"):
        if len(word) <= most or (len(word) <= 5 * most and width_of(word, size, is_bold=True) <= width):
            yield word
        else:
            yield from (word[at : at + most] for at in range(0, len(word), most))


def fit(text: str) -> str:
    """Return *text* as a slide can hold it: one line, without what steers a program; blanks that hold stay."""
    return _BLANKS.sub(" ", rendering.clean(text)).strip(" ")


def eased(text: str) -> str:
    """Return *text* so that a line may break before a word that a blank holds to its number: narrow boxes need it."""
    return _HELD.sub(" ", fit(text))


def worded(text: str, *, is_bold: bool = False, tone: str = "ink", scale: float = 1.0, lang: str = "") -> Words:
    """Return a plain *text* as a paragraph; *lang*: where not the deck's."""
    return Words(runs=(Run(text=fit(text), is_bold=is_bold, lang=lang),), tone=tone, scale=scale)


def runs_of(text: Text) -> tuple[Run, ...]:
    """Return *text* with its inline parts as runs; an address nobody can follow stands behind its words."""
    parts = [_run(part) for part in text]
    return tuple(run for run in parts if run.text)


def _run(part: Inline) -> Run:
    if isinstance(part, Link):
        return _link(part)
    if isinstance(part, Strong):
        return Run(text=_inner(part.text), is_bold=True, lang=part.lang)
    if isinstance(part, Foreign):
        return Run(text=_inner(part.text), lang=part.lang)
    return Run(text=_inner(part if isinstance(part, str) else part.text))


def _link(link: Link) -> Run:
    address = "" if link.to else rendering.safe_url(link.url)
    text = link.text if link.to else link.text or link.url
    if not address and not link.to and link.url and link.url != link.text:
        text = f"{link.text} ({link.url})"
    return Run(text=_inner(text), url=address, lang=link.lang)


def _inner(text: str) -> str:
    """Return a part of a text on one line, with a blank at its ends where it had one."""
    inner = fit(text)
    if not inner:
        return " " if text else ""
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if text[-1:].isspace() else ''}"
