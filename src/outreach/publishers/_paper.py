"""What paper and documents have in common: text that fits a line, tables that fit a sheet."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from outreach import rendering
from outreach.blocks import AsWritten, Foreign, Link, Missing, Strong

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.blocks import Cell, Column, Inline, Table, Text

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
    result: list[str] = [""]
    for word in words:
        first, *rest = _cut(word) if _breaks(word) else [word]
        result[-1] += first
        result += rest
    return result


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
    written = pieces(part if isinstance(part, str) else part.text)
    return [written if isinstance(written, str) else {"kind": "text", "text": written}]


def _foreign(part: Foreign) -> Run:
    return {"kind": "text", "text": pieces(part.text), **spoken(part.lang)}


def spoken(lang: str) -> dict[str, str]:
    """Return what a run or a cell says of its language: nothing where it is the paper's."""
    result = _LANG.match(lang)
    return {"lang": result[0]} if result else {}


def link_runs(link: Link) -> list[Run]:
    """Return a link, and behind it its address where the text does not say it: who reads paper cannot follow it."""
    address = rendering.safe_url(link.url)
    text = link.text or link.url
    shown: dict[str, Any] = {"kind": "link", "url": address} if address else {"kind": "text"}
    written: list[Run] = [{**shown, "text": pieces(text), **spoken(link.lang)}]
    rest = "" if _is_said(link) else fit(rendering.plain((link,)))[len(fit(link.text)) :]
    return [*written, _plain(_without_scheme(rest))] if rest else written


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


UPRIGHT: Final = 105
"""How many characters side by side can be read on an upright sheet of A4."""

LYING: Final = 160
"""The same, on one that lies."""

WRAPPED: Final = 125
"""How many characters an upright sheet takes where some cells wrap; more than that, and it lies down."""

WORD: Final = 14
"""A longer word is hyphenated before its column grows."""

WIDEST: Final = 40
WIDEST_NUMBER: Final = 24
BETWEEN: Final = 3
LONGEST_HEADING: Final = 120
_CAPS: Final = range(WIDEST, 0, -1)
LONGEST_CELL: Final = 900
"""A row with a longer cell may be broken across pages: it may not fit on one."""


class Sheet:
    """The sheet of a publication (ark): tables with the same columns share their widths, so that they read as one."""

    def __init__(self, tables: Iterable[Table], locale: str, *, has_links: bool = False) -> None:
        """Measure the *tables* that are shown; where there are links, their addresses are not written out."""
        self.locale, self.has_links = locale, has_links
        self._texts: dict[tuple[Column, ...], list[list[str]]] = {}
        for table in tables:
            if table.is_shown:
                self._measure(table)
        self.is_lying = any(self._is_wide(columns) for columns in self._texts)
        """Whether it lies down: a table does not suit an upright one."""

    def _measure(self, table: Table) -> None:
        texts = self._texts.setdefault(table.columns, [[fit(column.title)] for column in table.columns])
        for row in _rows(table):
            for column, cell in zip(texts, row, strict=True):
                column.append(self._text_of(cell))

    def _text_of(self, cell: Cell) -> str:
        if isinstance(cell, Link) and not self.has_links:
            return " ".join(map(_bare, link_runs(cell)))
        return fit(rendering.format_cell(cell, self.locale))

    def widths(self, columns: tuple[Column, ...]) -> list[int]:
        """Return how wide the columns are beside each other, in characters: where room is scarce, the widest wrap."""
        wanted = self._wanted(columns)
        least = list(map(min, self._least(columns), wanted))
        room = LYING if self.is_lying else UPRIGHT
        capped = ([max(low, min(high, cap)) for low, high in zip(least, wanted, strict=True)] for cap in _CAPS)
        return next((widths for widths in capped if sum(widths) <= room), least)

    def _is_wide(self, columns: tuple[Column, ...]) -> bool:
        return sum(self._wanted(columns)) > WRAPPED or sum(self._least(columns)) > UPRIGHT

    def _wanted(self, columns: tuple[Column, ...]) -> list[int]:
        texts = zip(columns, self._texts[columns], strict=True)
        return [_wanted_number(written) if column.is_number else _wanted(written) for column, written in texts]

    def _least(self, columns: tuple[Column, ...]) -> list[int]:
        return list(map(_least, self._texts[columns]))

    def table(self, table: Table) -> dict[str, Any]:
        """Return *table* for the template: rows of cells, or paragraphs where the columns do not fit on a sheet."""
        written = {
            "caption": pieces(table.caption),
            "note": pieces(table.note),
            "columns": [_text(column.title) for column in table.columns],
            "rows": [self._row(row) for row in table.rows],
            "total": self._row(table.total or ()),
        }
        if not self.is_readable(table.columns):
            return {"kind": "records", **written}
        numbers = [column.is_number for column in table.columns]
        return {"kind": "table", "widths": self.widths(table.columns), "numbers": numbers, **written}

    def is_readable(self, columns: tuple[Column, ...]) -> bool:
        """Tell whether the columns fit side by side, under headings that can be repeated on every page."""
        least = sum(self._least(columns))
        longest = max((len(column.title) for column in columns), default=0)
        return least <= (LYING if self.is_lying else UPRIGHT) and longest <= LONGEST_HEADING

    def _row(self, row: Sequence[Cell]) -> dict[str, Any]:
        longest = max((len(rendering.format_cell(cell, self.locale)) for cell in row), default=0)
        return {"cells": [self._cell(cell) for cell in row], "long": longest > LONGEST_CELL}

    def _cell(self, cell: Cell) -> Any:  # noqa: ANN401 - JSON
        if isinstance(cell, Link):
            return {"kind": "runs", "runs": link_runs(cell)}
        written = rendering.format_cell(cell, self.locale)
        if isinstance(cell, (Foreign, AsWritten)) and cell.lang:
            return {"kind": "text", "text": pieces(written), **spoken(cell.lang)}
        return (
            {"kind": "missing", "text": pieces(written)}
            if cell is None or isinstance(cell, Missing)
            else _text(written)
        )


def _text(text: str) -> Any:  # noqa: ANN401 - JSON
    written = pieces(text)
    return written if isinstance(written, str) else {"kind": "text", "text": written}


def _rows(table: Table) -> Iterable[Sequence[Cell]]:
    return [*table.rows, *([table.total] if table.total else [])]


def _bare(run: Any) -> str:  # noqa: ANN401 - JSON
    text = run if isinstance(run, str) else run["text"]
    return text if isinstance(text, str) else " ".join(text)


def _wanted(texts: Sequence[str]) -> int:
    """Return the width that suits a column of words: that of most of its cells, and of half its heading."""
    lengths = sorted(map(len, texts))
    most = max(lengths[int(0.9 * (len(lengths) - 1))], len(texts[0]) // 2 + 1)
    return max(min(most + BETWEEN, WIDEST), _least(texts))


def _wanted_number(texts: Sequence[str]) -> int:
    """Return the width at which no figure of a column is broken, nor a heading that is short."""
    heading, *figures = texts
    longest = max(map(len, figures), default=0)
    return max(min(longest, WIDEST_NUMBER), min(len(heading), WORD)) + BETWEEN


def _least(texts: Sequence[str]) -> int:
    """Return the width without which words are torn; long ones are hyphenated, figures cannot be."""
    return max((_width(word) for text in texts for word in text.split(" ")), default=1) + BETWEEN


def _width(word: str) -> int:
    is_figure = any(map(str.isdigit, word))
    return min(len(word), WIDEST_NUMBER if is_figure and len(word) <= WIDEST_NUMBER else WORD)
