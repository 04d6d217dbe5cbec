"""Text as paper takes it: pieces between which a line may break, and runs with their emphasis and addresses."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from outreach import rendering
from outreach.blocks import Foreign, Link, Strong

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks import Inline, Text

Pieces: TypeAlias = "str | list[str]"
Run: TypeAlias = "str | dict[str, Any]"

LONGEST_WORD: Final = 32
"""A longer one is no word that hyphenation knows: it may break anywhere."""

NOTHING: Final = "–"
PIECE: Final = 8
_BLANKS: Final = re.compile("[ \t\n\v\f\r\x85\u2028\u2029]+")
# What steers the direction of writing, and marks without width: on paper nobody sees why a text is turned round.
_UNSEEN: Final = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_ADDRESS: Final = re.compile(r"://|^www\.|@")
_JOINT: Final = re.compile(r"[^/?&=._@-]*[/?&=._@-]+|[^/?&=._@-]+")
_NUMBER: Final = re.compile(r"\d\D*\d\D*\d")
_LANG: Final = re.compile(r"[a-z]{2,3}(?=-|$)")


def fit(text: str) -> str:
    """Return *text* as paper can hold it: one line, accents composed, nothing unseen; blanks that hold stay."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", rendering.clean(text))))


def pieces(text: str) -> Pieces:
    """Return *text*, or where it has addresses or endless words the pieces between which a line may break too."""
    words = re.split("( )", fit(text))
    if not any(map(_breaks, words)):
        return "".join(words)
    found: list[str] = [""]
    for word in words:
        first, *rest = _cut(word) if _breaks(word) else [word]
        found[-1] += first
        found += rest
    return found


def name(text: str) -> str:
    """Return a *text* that must not be empty, such as a heading: a dash where it says nothing."""
    return fit(text).strip() or NOTHING


def _breaks(word: str) -> bool:
    return len(word) > LONGEST_WORD or bool(_ADDRESS.search(word))


def _cut(word: str) -> list[str]:
    joints = _JOINT.findall(word) or [word]
    long = LONGEST_WORD // 2
    return [piece for joint in joints for piece in ([joint] if len(joint) <= long else _chunks(joint))]


def _chunks(word: str) -> list[str]:
    return [word[at : at + PIECE] for at in range(0, len(word), PIECE)]


def runs(text: Text) -> list[Run]:
    """Return *text* as runs: emphasis, links with their address written out, words of another language."""
    return [run for part in text for run in _runs(part)]


def _runs(part: Inline) -> Iterable[Run]:
    if isinstance(part, Link):
        return link_runs(part)
    if isinstance(part, Strong):
        return [{"kind": "strong", "text": pieces(part.text), **spoken(part.lang)}]
    if isinstance(part, Foreign):
        return [_foreign(part)]
    said = pieces(part if isinstance(part, str) else part.text)
    return [said if isinstance(said, str) else {"kind": "text", "text": said}]


def _foreign(part: Foreign) -> Run:
    return {"kind": "text", "text": pieces(part.text), **spoken(part.lang)}


def spoken(lang: str) -> dict[str, str]:
    """Return what a run or a cell says of its language: nothing where it is the paper's."""
    found = _LANG.match(lang)
    return {"lang": found[0]} if found else {}


def link_runs(link: Link) -> list[Run]:
    """Return a link, and behind it its address where the text does not say it: who reads paper cannot follow it."""
    address = rendering.safe_url(link.url)
    text = link.text or link.url
    shown: dict[str, Any] = {"kind": "link", "url": address} if address else {"kind": "text"}
    said: list[Run] = [{**shown, "text": pieces(text), **spoken(link.lang)}]
    rest = "" if _is_said(link) else fit(rendering.plain((link,)))[len(fit(link.text)) :]
    return [*said, _plain(_without_scheme(rest))] if rest else said


def _is_said(link: Link) -> bool:
    """Tell whether the text of a link is all there is to say: a page, a telephone number."""
    return bool(link.to) or not link.text or (link.url.startswith("tel:") and bool(_NUMBER.search(link.text)))


def _plain(text: str) -> Run:
    return {"kind": "text", "text": pieces(text)}


def _without_scheme(rest: str) -> str:
    return re.sub(r"^ \((?:mailto|tel):", " (", rest)


def shown_address(url: str) -> str:
    """Return an address as people write it."""
    return re.sub("^(?:mailto|tel):", "", fit(url))
