"""A publication as HTML: one function per block, everything escaped."""

from __future__ import annotations

import base64
from functools import singledispatchmethod
from itertools import count
from typing import TYPE_CHECKING, Final, TypeAlias

from outreach import languages
from outreach.blocks import (
    Action,
    Appointment,
    AsWritten,
    Block,
    Box,
    Card,
    Chart,
    Facts,
    Foreign,
    Heading,
    KeyFigures,
    Link,
    List,
    Missing,
    Paragraph,
    Picture,
    Quote,
    Slide,
    Table,
)
from outreach.look import HOUSE, Look
from outreach.rendering._cells import format_cell, machine_time, when_text
from outreach.rendering._chart import chart_svg
from outreach.rendering._inline import Links, is_language_tag, link_html, text_html, whole, words_html
from outreach.rendering._markup import Markup, element, escape, join, one_line, pair, safe_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from outreach.blocks import Cell, Column
    from outreach.rendering._publication import Publication


DEEPEST: Final = 6


def to_html(
    publication: Publication,
    *,
    heading_level: int = 1,
    links: Links | None = None,
    has_title: bool = True,
    look: Look = HOUSE,
) -> Markup:
    """Return *publication* as an HTML fragment, everything escaped.

    Args:
        publication: What to show.
        heading_level: The level of its title, 1 to 6; the headings in it follow.
        links: What the channel has beside the text; without it, links to other publications are plain text.
        has_title: Whether its title stands above; where it does not, the headings in it begin at *heading_level*.
        look: The profile whose accent charts have.
    """
    writer = _Writer(publication, heading_level - (not has_title), links or Links(), look)
    language = publication.title_lang if is_language_tag(publication.title_lang) else None
    title = element(f"h{heading_level}", publication.title, lang=language) if has_title else None
    lang = languages.lang_tag(publication.locale)
    return element("article", title, writer.blocks(publication.blocks), lang=lang, class_="publication")


class _Writer:
    """Writes the blocks of one publication; it counts, so that each id is there once."""

    def __init__(self, publication: Publication, level: int, links: Links, look: Look) -> None:
        self.locale, self.links, self.level, self.look = publication.locale, links, level, look
        self.t = languages.translator(publication.locale)
        self._prefix, self._numbers = publication.slug, count(1)

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        return join([_writer_for(type(block))(self, block) for block in blocks], "\n")

    def _id(self) -> str:
        return f"{self._prefix}-{next(self._numbers)}"

    def _heading(self, level: int, text: str, **attributes: object) -> Markup:
        return element(f"h{min(max(level, 2) - 1 + self.level, DEEPEST)}", text, **attributes)

    @singledispatchmethod
    def write(self, block: Block) -> Markup:
        """Return one *block*; an unknown kind is the programmer's mistake, not the reader's."""
        raise TypeError(f"not a block: {type(block).__name__}")

    @write.register
    def _(self, block: Heading) -> Markup:
        return self._heading(block.level, whole(block.text))

    @write.register
    def _(self, block: Paragraph) -> Markup:
        return element("p", text_html(block.text, self.links), class_="lead" if block.lead else None)

    @write.register
    def _(self, block: List) -> Markup:
        items = (element("li", text_html(item, self.links)) for item in block.items)
        return element("ol" if block.ordered else "ul", join(items)) if block.items else escape("")

    @write.register
    def _(self, block: Facts) -> Markup:
        pairs = [pair(term, text_html(text, self.links)) for term, text in block.items]
        return element("dl", join(pairs), class_="facts") if block.items else escape("")

    @write.register
    def _(self, block: KeyFigures) -> Markup:
        pairs = [pair(meaning, whole(figure)) for figure, meaning in block.items]
        return element("dl", join(pairs), class_="figures") if block.items else escape("")

    @write.register
    def _(self, block: Table) -> Markup:
        return table_html(block, self.locale, self.links, self._id())

    @write.register
    def _(self, block: Chart) -> Markup:
        title = element("strong", block.title, class_="finding")
        subtitle = element("span", block.subtitle, class_="subtitle") if block.subtitle else None
        source = element("p", self.t("Source: {source}", source=block.source), class_="note") if block.source else None
        drawing = element("div", chart_svg(block, self.look), source, class_="drawing")
        caption = element("figcaption", title, subtitle)
        kind = "chart wide" if is_wide(block.table) else "chart"
        return element("figure", caption, drawing, self.write(block.table), class_=kind)

    @write.register
    def _(self, block: Appointment) -> Markup:
        address, kind = self.links.calendar(block), "appointment"
        if address is None:
            return element("p", self._what(block), *self._when_and_where(block), class_=kind)
        entry = element("a", self.t("Add to your calendar"), href=address, download=True)
        if block.is_deadline:  # a page may have several
            return element("p", self._what(block), *self._when_and_where(block), ". ", entry, class_=kind)
        return element("p", entry, class_=kind)

    def _what(self, block: Appointment) -> Markup:
        return element("strong", text_html(block.title_text, self.links))

    def _when_and_where(self, block: Appointment) -> list[object]:
        when = element("time", whole(when_text(block, self.locale)), datetime=machine_time(block.starts))
        return [", ", when, *([", ", block.venue] if block.venue else [])]

    @write.register
    def _(self, block: Action) -> Markup:
        address = safe_url(block.url)
        if address:
            return element("p", element("a", block.text, href=address, class_="action"))
        return element("p", element("strong", f"{block.text}: {block.url}" if block.url else block.text))

    @write.register
    def _(self, block: Box) -> Markup:
        name = self._id()
        title = self._heading(2, block.title, id=name)
        return element("section", title, self.blocks(block.blocks), class_="box", aria_labelledby=name)

    @write.register
    def _(self, block: Quote) -> Markup:
        content = element("blockquote", element("p", text_html(block.text, self.links)))
        return element("figure", content, element("figcaption", block.who) if block.who else None, class_="quote")

    @write.register
    def _(self, block: Picture) -> Markup:
        address = self.links.picture(block) or _within(block)
        size = {"width": block.width, "height": block.height}
        image = element("img", src=address, alt=one_line(block.alternative), loading="lazy", **size)
        credit = (
            element("span", self.t("Photo: {credit}", credit=block.credit), class_="note") if block.credit else None
        )
        caption = element("figcaption", block.caption or None, " " if block.caption and credit else None, credit)
        return element("figure", image, caption if block.caption or credit else None, class_="picture")

    @write.register
    def _(self, block: Slide) -> Markup:
        name = self._id()
        title = self._heading(2, whole(block.title), id=name)
        paragraphs = [
            element("p", note if isinstance(note, str) else text_html(note, self.links)) for note in block.notes
        ]
        content = element("div", *paragraphs, class_="notes") if paragraphs else None
        return element("section", title, self.blocks(block.blocks), content, class_="slide", aria_labelledby=name)

    @write.register
    def _(self, block: Card) -> Markup:
        lines = [element("p", line) for line in block.lines]
        address = safe_url(block.url)
        link = element("p", element("a", block.url, href=address)) if address else None
        title = element("p", element("strong", block.title), class_="card-title")
        return element("div", title, *lines, link, class_=f"card {block.kind.value}")


def _writer_for(kind: type) -> Callable[[_Writer, Block], Markup]:
    """Return what writes a block of *kind*; asked for as a method, each look-up would make another."""
    writer: Callable[[_Writer, Block], Markup] = _dispatch(kind)
    return writer


_dispatch = vars(_Writer)["write"].dispatcher.dispatch


def _within(picture: Picture) -> str:
    """Return the address of a picture that travels with the page: a fragment pasted elsewhere has no files beside."""
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.content).decode('ascii')}"


WIDE: Final = 4
"""From this many columns on, a table takes the whole width of a page."""

TIGHT: Final = 3
"""From this many columns on, a phone has no room for words side by side."""

MOST_EVEN: Final = 6
"""Up to this many columns a table of words gives each the same room, so that several tables read as one."""


def table_html(table: Table, locale: str, links: Links, table_id: str) -> Markup:
    """Return *table* with its note and downloads; *table_id* is unique on the page.

    Of a table whose rows are not shown there is what it holds and where to download it, or nothing.
    """
    if not table.is_shown:
        return _offered(table, locale, links)
    head = element("tr", join(_heading(column) for column in table.columns))
    frames = _frames(table.columns)
    rows = join(_row(row, frames, locale, links) for row in table.rows)
    body = element("tbody", rows)
    whole = element(
        "table",
        element("caption", table.caption, id=table_id),
        element("thead", head),
        body,
        _foot(table, locale, links),
    )
    region = element("div", whole, class_="scroll", role="region", aria_labelledby=table_id, tabindex="0")
    return element("div", region, _note(table), _downloads(table, locale, links), class_=_kind(table))


def _offered(table: Table, locale: str, links: Links) -> Markup:
    files = _downloads(table, locale, links)
    if files is None:
        return escape("")
    return element("div", element("p", element("strong", table.caption)), files, class_="table")


def is_wide(table: Table) -> bool:
    """Tell whether *table* takes the whole width of a page."""
    return len(table.columns) >= WIDE


def _kind(table: Table) -> str:
    """Return how *table* is laid out: figures are compared across rows, words are read row by row."""
    numbers = sum(column.is_number for column in table.columns)
    is_of_words = 2 * numbers < len(table.columns)
    kinds = {"wide": is_wide(table), "cards": len(table.columns) >= TIGHT and is_of_words}
    kinds["even"] = kinds["wide"] and kinds["cards"] and len(table.columns) <= MOST_EVEN
    return " ".join(["table", *(kind for kind, is_so in kinds.items() if is_so)])


def _heading(column: Column) -> Markup:
    return element("th", column.title, scope="col", class_="number" if column.is_number else None)


def _foot(table: Table, locale: str, links: Links) -> Markup | None:
    if table.total is None:
        return None
    return element("tfoot", _row(table.total, _frames(table.columns), locale, links))


def _row(row: tuple[Cell, ...], frames: Sequence[_Frames], locale: str, links: Links) -> Markup:
    cells = []
    for cell, (known, missing) in zip(row, frames, strict=True):
        before, after = missing if cell is None or isinstance(cell, Missing) else known
        cells.append(f"{before}{_content(cell, locale, links)}{after}")
    return element("tr", Markup("".join(cells)))


# What stands around a cell is made once for its column: cells are many, and half of the time went into their tags.
_Frame: TypeAlias = tuple[str, str]
_Frames: TypeAlias = tuple[_Frame, _Frame]
"""Around what is known, and around what is missing."""

_HERE: Final = Markup("\0")
"""Where the content comes: no text and no attribute can hold this character."""


def _frames(columns: Sequence[Column]) -> list[_Frames]:
    """Return what stands around the cells of each of the *columns*; the first names the row."""
    heading = _around(element("th", _HERE, scope="row"))
    return [(heading, heading), *((_cell_frame(column), _cell_frame(column, "missing")) for column in columns[1:])]


def _cell_frame(column: Column, *kinds: str) -> _Frame:
    classes = [*(["number"] if column.is_number else []), *kinds]
    content = element("span", _HERE)
    return _around(element("td", content, class_=" ".join(classes) or None, data_label=column.title))


def _around(whole: Markup) -> _Frame:
    before, _, after = whole.partition(_HERE)
    return before, after


def _content(cell: Cell, locale: str, links: Links) -> Markup:
    if type(cell) is str:  # as most are
        return whole(cell)
    if isinstance(cell, Link):
        return link_html(cell, links)
    shown = format_cell(cell, locale)
    if isinstance(cell, (Foreign, AsWritten)) and cell.lang:
        return words_html(shown, cell.lang)
    moment = machine_time(cell)
    return element("time", shown, datetime=moment) if moment else whole(shown)


def _note(table: Table) -> Markup | None:
    return element("p", table.note, class_="note") if table.note else None


def _downloads(table: Table, locale: str, links: Links) -> Markup | None:
    files = links.downloads(table)
    if not files:
        return None
    t = languages.translator(locale)
    anchors = (element("a", name, href=address, download=True) for address, name in files)
    return element("p", t("Download the table:"), " ", join(anchors, " "), class_="downloads")
