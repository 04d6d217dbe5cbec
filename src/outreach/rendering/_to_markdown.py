"""A publication as Markdown: CommonMark with tables, every sign of it in a text escaped."""

from __future__ import annotations

import re
from functools import singledispatchmethod
from typing import TYPE_CHECKING, Final

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
    Paragraph,
    Picture,
    Quote,
    Slide,
    Strong,
    Table,
)
from outreach.rendering._cells import format_cell, when_text
from outreach.rendering._inline import Links
from outreach.rendering._markup import one_line, safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.blocks import Cell, Inline, Text
    from outreach.rendering._publication import Publication

# What CommonMark, its tables and GitHub read as markup wherever it stands; at the beginning of a text; at its end,
# where a link may follow; and what would become a link of its own accord.
_SIGN: Final = re.compile(r"([\\`*_{}\[\]<>#|~&$@]|:(?=//)|(?<=www)\.|!$)")
_FIRST: Final = re.compile(r"^([+\-=:]|\d{1,9}(?=[.)]))")
_IN_ADDRESS: Final = str.maketrans({"<": "%3C", ">": "%3E", "\\": "%5C", "|": "%7C", "(": "%28", ")": "%29"})
DEEPEST: Final = 6


def to_markdown(publication: Publication, *, heading_level: int = 1, links: Links | None = None) -> str:
    """Return *publication* as Markdown (CommonMark with tables), everything escaped.

    Args:
        publication: What to show.
        heading_level: The level of its title, 1 to 6; the headings in it follow.
        links: What the channel has beside the text; without it, links to other publications are plain text.
    """
    writer = _Writer(publication.locale, heading_level, links or Links())
    title = f"{'#' * heading_level} {markdown_text(publication.title)}"
    return "\n\n".join(filter(None, [title, *writer.blocks(publication.blocks)])) + "\n"


def markdown_text(text: object) -> str:
    """Return *text* as one line of Markdown that shows exactly it."""
    escaped = _SIGN.sub(r"\\\1", one_line(text))
    return _FIRST.sub(_escaped_first, escaped)


def _escaped_first(match: re.Match[str]) -> str:
    """Return the beginning of a text so that it begins no list: the sign escaped, or the one after a number."""
    return f"{match[1]}\\" if match[1].isdigit() else f"\\{match[1]}"


class _Writer:
    def __init__(self, locale: str, level: int, links: Links) -> None:
        self.locale, self.level, self.links = locale, level, links
        self.t = languages.translator(locale)

    def blocks(self, blocks: Iterable[Block]) -> list[str]:
        return [self.write(block) for block in blocks]

    def text(self, text: Text) -> str:
        pieces = [self._inline(part) for part in text]
        for place, part in enumerate(text):
            if isinstance(part, Strong):
                around = "".join(pieces[:place])[-1:], "".join(pieces[place + 1 :])[:1]
                pieces[place] = _strong(pieces[place], *around)
        return "".join(pieces).strip()

    def _inline(self, part: Inline) -> str:
        if isinstance(part, Link):
            return self._link(part)
        return _spaced(part) if isinstance(part, str) else markdown_text(part.text)

    def _link(self, link: Link) -> str:
        page = self.links.page(link.to) if link.to else None
        address = page if page is not None else safe_url(link.url)
        if address:
            return f"[{markdown_text(link.text or address)}](<{address.translate(_IN_ADDRESS)}>)"
        shown = f"{link.text} ({link.url})" if link.url and link.url != link.text else link.text
        return markdown_text(shown)

    def cell(self, cell: Cell) -> str:
        return self._link(cell) if isinstance(cell, Link) else markdown_text(format_cell(cell, self.locale))

    def heading(self, level: int, text: str) -> str:
        return f"{'#' * min(max(level, 2) - 1 + self.level, DEEPEST)} {markdown_text(text)}".rstrip()

    @singledispatchmethod
    def write(self, block: Block) -> str:
        """Return one *block*."""
        raise TypeError(f"not a block: {type(block).__name__}")

    @write.register
    def _(self, block: Heading) -> str:
        return self.heading(block.level, block.text)

    @write.register
    def _(self, block: Paragraph) -> str:
        return self.text(block.text)

    @write.register
    def _(self, block: List) -> str:
        marks = [f"{number}. " if block.ordered else "- " for number in range(1, len(block.items) + 1)]
        return "\n".join(f"{mark}{self.text(item)}" for mark, item in zip(marks, block.items, strict=True))

    @write.register
    def _(self, block: Facts) -> str:
        return "\n".join(f"- **{markdown_text(term)}:** {self.text(text)}" for term, text in block.items)

    @write.register
    def _(self, block: KeyFigures) -> str:
        return "\n".join(f"- **{markdown_text(figure)}** {markdown_text(meaning)}" for figure, meaning in block.items)

    @write.register
    def _(self, block: Table) -> str:
        if not block.is_shown:
            return ""
        rows = [*block.rows, *([block.total] if block.total is not None else [])]
        rule = ["---:" if column.is_number else "---" for column in block.columns]
        lines = [[markdown_text(column.title) for column in block.columns], rule]
        lines += [[self.cell(cell) for cell in row] for row in rows]
        drawn = "\n".join(_row(line) for line in lines)
        return "\n\n".join(filter(None, [f"**{markdown_text(block.caption)}**", drawn, markdown_text(block.note)]))

    @write.register
    def _(self, block: Chart) -> str:
        source = self.t("Source: {source}", source=block.source) if block.source else ""
        head = f"**{markdown_text(block.title)}** {markdown_text(block.subtitle)}".rstrip()
        return "\n\n".join(filter(None, [head, self.write(block.table), markdown_text(source)]))

    @write.register
    def _(self, block: Appointment) -> str:
        when = when_text(block, self.locale)
        details = markdown_text(", ".join(filter(None, [when, block.venue])))
        address = self.links.calendar(block)
        entry = f" ([{markdown_text(self.t('Add to your calendar'))}](<{address}>))" if address else ""
        return f"**{markdown_text(block.title)}**, {details}{entry}"

    @write.register
    def _(self, block: Action) -> str:
        return f"**{self._link(Link(block.text, url=block.url))}**"

    @write.register
    def _(self, block: Box) -> str:
        return "\n\n".join(filter(None, [self.heading(2, block.title), *self.blocks(block.blocks)]))

    @write.register
    def _(self, block: Quote) -> str:
        lines = [self.text(block.text), *([f"— {markdown_text(block.who)}"] if block.who else [])]
        return "\n>\n".join(f"> {line}" for line in lines)

    @write.register
    def _(self, block: Picture) -> str:
        address = self.links.picture(block)
        shown = f"![{markdown_text(block.alternative)}](<{address}>)" if address else self._described(block)
        credit = self.t("Photo: {credit}", credit=block.credit) if block.credit else ""
        return "\n\n".join(filter(None, [shown, markdown_text(f"{block.caption} {credit}".strip())]))

    def _described(self, block: Picture) -> str:
        return markdown_text(self.t("[Picture: {description}]", description=block.alternative))

    @write.register
    def _(self, block: Slide) -> str:
        notes = (markdown_text(note) if isinstance(note, str) else self.text(note) for note in block.notes)
        return "\n\n".join(filter(None, [self.heading(2, block.title), *self.blocks(block.blocks), *notes]))

    @write.register
    def _(self, block: Card) -> str:
        lines = [f"**{markdown_text(block.title)}**", *map(markdown_text, block.lines)]
        return "\n\n".join(filter(None, [*lines, self._link(Link(block.url, url=block.url)) if block.url else ""]))


def _spaced(text: str) -> str:
    """Return *text* escaped, with the blanks at its ends, which hold it apart from the link or date beside it."""
    inner = markdown_text(text)
    before = " " if text[:1].isspace() else ""
    after = " " if inner and text[-1:].isspace() else ""
    return f"{before}{inner}{after}"


def _strong(inner: str, before: str, after: str) -> str:
    """Return *inner* as strong, where CommonMark lets it begin and end: a sign at its edge needs no letter beside."""
    begins = inner[:1].isalnum() or not before.isalnum()
    ends = inner[-1:].isalnum() or not after.isalnum()
    return f"**{inner}**" if inner and begins and ends else inner


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
