"""A table as HTML: on a phone one of figures scrolls in its own region, one of words becomes a card per row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from outreach import languages
from outreach.blocks import AsWritten, Foreign, Link, Missing
from outreach.rendering._cells import format_cell, machine_time
from outreach.rendering._inline import link_html, whole, words_html
from outreach.rendering._markup import Markup, element, escape, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.blocks import Cell, Column, Table
    from outreach.rendering._links import Links

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
