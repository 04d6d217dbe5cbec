"""A publication as plain text: a letter that can be read as it is."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from functools import singledispatchmethod
from typing import TYPE_CHECKING, Final

import attrs

from outreach import languages
from outreach.blocks import (
    Action,
    Appointment,
    Block,
    Box,
    Card,
    Chart,
    Facts,
    Heading,
    KeyFigures,
    Link,
    List,
    Moment,
    Paragraph,
    Picture,
    Quote,
    Slide,
    Table,
)
from outreach.rendering._cells import format_cell, when_text
from outreach.rendering._inline import Links
from outreach.rendering._markup import clean, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.blocks import Cell, Inline, Text
    from outreach.rendering._publication import Publication

WIDTH: Final = 72
WIDEST_TABLE: Final = 78
"""What a mail program shows without breaking a line."""

INDENT: Final = "  "
_SCHEME: Final = re.compile(r"^(mailto|tel):")
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_BLANKS: Final = re.compile(r"[^\S\u00a0\u202f]+")  # a blank that does not break keeps a number on one line


def to_text(publication: Publication, *, links: Links | None = None) -> str:
    """Return *publication* as plain text (klartext), in lines of 72 characters; addresses stand in brackets.

    Args:
        publication: What to show.
        links: Where the channel has the pages that links lead to; without it, they have no address.
    """
    title = _underlined(publication.title, "=")
    writer = _Writer(publication.locale, links or Links())
    return "\n\n".join(filter(None, [title, *writer.blocks(publication.blocks)])) + "\n"


def _underlined(text: str, sign: str) -> str:
    lines = _wrapped(text)
    return f"{lines}\n{sign * max(map(text_width, lines.splitlines()), default=0)}" if lines else ""


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        _BLANKS.sub(" ", clean(text)).strip(),
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


FIRST_COMBINING: Final = "\N{COMBINING GRAVE ACCENT}"
"""Every letter before it takes one column."""


def text_width(text: str) -> int:
    """Return how many columns *text* takes in letters of one width; wide East Asian ones take two, accents none."""
    if not text or max(text) < FIRST_COMBINING:
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text
    )


def plain(text: Text, links: Links | None = None) -> str:
    """Return *text* without its markup; the address of a link follows it in brackets, if it is not said already."""
    return "".join(_plain_part(part, links or Links()) for part in text)


def _plain_part(part: Inline, links: Links) -> str:
    if isinstance(part, str):
        return part
    address = _address(part, links) if isinstance(part, Link) else ""
    if address.startswith("tel:"):
        part = attrs.evolve(part, text=part.text.replace(" ", _NO_BREAK))
    number = "".join(character for character in part.text if character.isdecimal() or character == "+")
    is_repeated = address in ("", part.text, f"mailto:{part.text}", f"tel:{number}")
    return part.text if is_repeated else f"{part.text} ({_SCHEME.sub('', address)})"


def _address(link: Link, links: Links) -> str:
    page = links.page(link.to) if link.to else None
    return link.url if page is None else page


def _moments(facts: Facts) -> Iterable[Moment]:
    return (part for _, text in facts.items for part in text if isinstance(part, Moment))


def _is_shown_above(block: Block, shown_before: set[str], locale: str) -> bool:
    """Tell whether a meeting's day stands among the facts already: elsewhere its entry is a link, a letter has none."""
    return isinstance(block, Appointment) and not block.is_deadline and when_text(block, locale) in shown_before


class _Writer:
    def __init__(self, locale: str, links: Links) -> None:
        self.locale, self.t, self.links = locale, languages.translator(locale), links

    def text(self, text: Text) -> str:
        return plain(text, self.links)

    def blocks(self, blocks: Iterable[Block]) -> list[str]:
        every = tuple(blocks)
        shown_before = {part.text for block in every if isinstance(block, Facts) for part in _moments(block)}
        return [self.write(block) for block in every if not _is_shown_above(block, shown_before, self.locale)]

    @singledispatchmethod
    def write(self, block: Block) -> str:
        """Return one *block*."""
        raise TypeError(f"not a block: {type(block).__name__}")

    @write.register
    def _(self, block: Heading) -> str:
        return _underlined(block.text, "-")

    @write.register
    def _(self, block: Paragraph) -> str:
        return _wrapped(self.text(block.text))

    @write.register
    def _(self, block: List) -> str:
        marks = [f"{number}. " if block.ordered else "- " for number in range(1, len(block.items) + 1)]
        items = (
            _wrapped(self.text(item), mark, " " * len(mark)) for mark, item in zip(marks, block.items, strict=True)
        )
        return "\n".join(items)

    @write.register
    def _(self, block: Facts) -> str:
        return "\n".join(_wrapped(f"{term}: {self.text(text)}", "", INDENT) for term, text in block.items)

    @write.register
    def _(self, block: KeyFigures) -> str:
        return "\n".join(_wrapped(f"{figure} {meaning}", "- ", INDENT) for figure, meaning in block.items)

    @write.register
    def _(self, block: Table) -> str:
        if not block.is_shown:
            return ""
        table = _table(block, self.locale)
        return "\n\n".join(filter(None, [f"{_wrapped(block.caption)}\n{table}", _wrapped(block.note)]))

    @write.register
    def _(self, block: Chart) -> str:
        source = self.t("Source: {source}", source=block.source) if block.source else ""
        head = "\n".join(filter(None, [_wrapped(block.title), _wrapped(block.subtitle)]))
        return "\n\n".join(filter(None, [head, self.write(block.table), _wrapped(source)]))

    @write.register
    def _(self, block: Appointment) -> str:
        when = when_text(block, self.locale)
        return _wrapped(", ".join(filter(None, [block.title, when, block.venue])), "", INDENT)

    @write.register
    def _(self, block: Action) -> str:
        return _wrapped(f"{block.text}: {block.url}" if block.url else block.text, "", INDENT)

    @write.register
    def _(self, block: Box) -> str:
        inner = "\n\n".join(filter(None, self.blocks(block.blocks)))
        return f"{_underlined(block.title, '-')}\n\n{inner}"

    @write.register
    def _(self, block: Quote) -> str:
        quoted = _wrapped(self.text(block.text), INDENT, INDENT)
        return "\n".join(filter(None, [quoted, _wrapped(block.who, f"{INDENT}– ", INDENT * 2) if block.who else ""]))

    @write.register
    def _(self, block: Picture) -> str:
        shown = self.t("[Picture: {description}]", description=block.alternative)
        credit = self.t("Photo: {credit}", credit=block.credit) if block.credit else ""
        return _wrapped(" ".join(filter(None, [shown, block.caption, credit])))

    @write.register
    def _(self, block: Slide) -> str:
        notes = (_wrapped(note if isinstance(note, str) else self.text(note)) for note in block.notes)
        return "\n\n".join(filter(None, [_underlined(block.title, "-"), *self.blocks(block.blocks), *notes]))

    @write.register
    def _(self, block: Card) -> str:
        return "\n".join(filter(None, map(_wrapped, [block.title, *block.lines, block.url])))


def _table(table: Table, locale: str) -> str:
    """Return *table* in columns where they fit, else each row as a paragraph of its own."""
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    cells = [[one_line(_cell(cell, locale)) for cell in row] for row in rows]
    titles = [one_line(column.title) for column in table.columns]
    widths = [max(map(text_width, column)) for column in zip(titles, *cells, strict=True)]
    if sum(widths) + 2 * (len(widths) - 1) > WIDEST_TABLE:
        return "\n\n".join(_record(titles, row, given) for row, given in zip(cells, rows, strict=True))
    numbers = [column.is_number for column in table.columns]
    lines = [titles, ["-" * width for width in widths], *cells]
    return "\n".join(_line(line, widths, numbers) for line in lines)


def _cell(cell: Cell, locale: str) -> str:
    """Return a cell as text; what leads out of the site, to a notice or a person, with its address."""
    return _plain_part(cell, Links()) if isinstance(cell, Link) and cell.url else format_cell(cell, locale)


def _line(cells: Sequence[str], widths: Sequence[int], numbers: Sequence[bool]) -> str:
    padded = (
        f"{' ' * (width - text_width(cell))}{cell}" if is_number else f"{cell}{' ' * (width - text_width(cell))}"
        for cell, width, is_number in zip(cells, widths, numbers, strict=True)
    )
    return "  ".join(padded).rstrip()


def _record(titles: Sequence[str], cells: Sequence[str], given: Sequence[Cell]) -> str:
    """Return a row as lines of *title: cell* under its first cell; an empty cell is left out."""
    known = [
        (title, cell) for title, cell, raw in zip(titles[1:], cells[1:], given[1:], strict=True) if raw is not None
    ]
    return "\n".join([_wrapped(cells[0]), *(_wrapped(f"{title}: {cell}", INDENT, INDENT * 2) for title, cell in known)])
