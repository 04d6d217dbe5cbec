"""What a screen reader would say of a page, each piece in the language it would say it in (WCAG 2.1, 3.1.1, 3.1.2)."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from outreach.rendering._markup import VOID

if TYPE_CHECKING:
    from collections.abc import Iterable

UNSPOKEN = {"script", "style", "title"}


class Piece(NamedTuple):
    """Some text, and the nearest ``lang`` around it."""

    lang: str
    text: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.around: list[tuple[str, str]] = []
        self.pieces: list[Piece] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        lang = dict(attrs).get("lang") or (self.around[-1][1] if self.around else "")
        if tag not in VOID:
            self.around.append((tag, lang))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.around.pop()[0] == tag, tag

    def handle_data(self, data: str) -> None:
        said = " ".join(data.split())
        if said and self.around and self.around[-1][0] not in UNSPOKEN:
            self.pieces.append(Piece(self.around[-1][1], said))


def spoken(page: str) -> list[Piece]:
    """Return what is said of *page*, in order."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.pieces


def in_languages(page: str, texts: Iterable[str]) -> dict[str, set[str]]:
    """Return for each of *texts* in which languages the pieces that hold it are said; those nowhere have none."""
    pieces = spoken(page)
    return {text: {lang for lang, said in pieces if text in said} for text in texts}
