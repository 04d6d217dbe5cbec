"""A table as HTML: on a phone one of figures scrolls in its own region, one of words becomes a card per row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from outreach import languages
from outreach.blocks import AsWritten, Foreign, Link, Missing
from outreach.rendering._cells import format_cell, machine_time
from outreach.rendering._inline import link_html, whole, words_html
from outreach.rendering._markup import Markup, element, escape, join

if TYPE_CHECKING:
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
    rows = join(_row(row, table, locale, links) for row in table.rows)
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
    return element("tfoot", _row(table.total, table, locale, links))


def _row(row: tuple[Cell, ...], table: Table, locale: str, links: Links) -> Markup:
    first, *rest = zip(row, table.columns, strict=True)
    cells = [_cell(cell, column, locale, links) for cell, column in rest]
    return element("tr", _row_heading(first[0], locale, links), *cells)


def _row_heading(cell: Cell, locale: str, links: Links) -> Markup:
    return element("th", _content(cell, locale, links), scope="row")


def _cell(cell: Cell, column: Column, locale: str, links: Links) -> Markup:
    kinds = [*(["number"] if column.is_number else []), *(["missing"] if isinstance(cell, Missing | None) else [])]
    content = element("span", _content(cell, locale, links))
    return element("td", content, class_=" ".join(kinds) or None, data_label=column.title)


def _content(cell: Cell, locale: str, links: Links) -> Markup:
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
