"""A web page taken apart: its tables cell by cell, its headings, its lists; nothing of it is run or fetched.

The tree is that of a browser, made by lexbor. Lexbor needs quadratic time for deep nesting, so a page is measured by
``outreach.sources.html.nesting`` before it is parsed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from outreach.sources.html.nesting import check_nesting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selectolax.lexbor import LexborNode

MOST_DEPTH: Final = 64
MOST_CELLS: Final = 1_000_000
MOST_COLUMNS: Final = 512
LONGEST_CELL: Final = 32_767

_SKIPPED: Final = frozenset(
    {"template", "noscript", "svg", "math", "select", "datalist", "object", "script", "style", "textarea", "xmp"}
    | {"iframe", "noembed", "noframes"}
)
"""Elements whose words nobody reads on the page."""

_STRUCK: Final = frozenset({"s", "del", "strike"})
"""Elements whose words no longer hold."""

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS: Final = _HEADINGS | {"p", "div", "br", "li", "dd", "dt", "section", "article"}
_NAMED: Final = _HEADINGS | {"title", "p"}
_APART: Final = frozenset({"nav", "header", "footer", "aside", "form"})
"""Parts of a page that are about the site, not about its subject."""

_MARK: Final = re.compile(r"[*†‡§¹²³]+|\[[0-9a-z*]{1,3}\]|\(?[0-9a-z*]{1,2}\)")
_DISPLAY_NONE: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_TEXT: Final = "-text"
_ADDRESS_SIGN: Final = "\x00"
"""What stands around an address among the words of a cell, until they are put together."""


@attrs.define
class Cell:
    """One cell: its text, and how many columns and rows it covers."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    is_heading: bool = False


@attrs.define
class GridRow:
    """One row of a table as it stands in the page."""

    cells: list[Cell] = attrs.field(factory=list)
    is_hidden: bool = False
    is_foot: bool = False


@attrs.define
class Grid:
    """One table: its rows, its caption, and the headings of the page above it."""

    rows: list[GridRow] = attrs.field(factory=list)
    caption: str = ""
    headings: tuple[str, ...] = ()


@attrs.define
class Bullets:
    """One list: its items, the headings above it, and the sentence just before it."""

    items: list[str] = attrs.field(factory=list)
    headings: tuple[str, ...] = ()
    lead: str = ""
    is_apart: bool = False


@attrs.define
class Page:
    """What stands on a page."""

    title: str = ""
    tables: list[Grid] = attrs.field(factory=list)
    lists: list[Bullets] = attrs.field(factory=list)
    is_cut: bool = False  # it ends within a table


def parsed(text: str) -> Page:
    """Return the tables and lists of the page *text*.

    Raises:
        ValueError: Elements are nested too deep for the parser, tables and lists deeper than ``MOST_DEPTH``, or there
            are more than ``MOST_CELLS`` cells.
    """
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - only who reads a page waits for it

    is_cut = check_nesting(text)
    walk = _Walk()
    walk.page.is_cut = is_cut
    root = LexborHTMLParser(text).root
    for node, name, is_end in _events(root) if root is not None else ():
        if name == _TEXT:
            walk.say(node)
        elif is_end:
            walk.end(name)
        else:
            walk.begin(node, name)
    return walk.page


def _events(root: LexborNode) -> Iterator[tuple[LexborNode, str, bool]]:
    """Yield every text once, and every element that is not skipped twice: at its beginning and at its end."""
    node: LexborNode | None = root
    is_end = False
    depth = 0
    while node is not None:
        name = node.tag or ""
        if name not in _SKIPPED:
            if not is_end:
                yield node, name, False
                if (child := node.first_child) is not None:
                    node, depth = child, depth + 1
                    continue
            if name != _TEXT:
                yield node, name, True
        if not depth:
            return
        following = node.next
        is_end = following is None
        depth -= is_end
        node = node.parent if following is None else following


class _Walk:
    """Goes through the page once. All words stand in one list; who waits for some knows where they begin."""

    def __init__(self) -> None:
        self.page = Page()
        self._open: list[Grid | Bullets] = []
        self._words: list[str] = []
        self._begun: list[int] = []  # where the words begin of each open element that waits for them
        self._headings: dict[str, str] = {}
        self._lead = ""
        self._cells = 0
        self._struck = 0
        self._apart = 0

    def say(self, node: LexborNode) -> None:
        """Add the words of a text to those that are waited for."""
        if self._begun and not self._struck:
            self._words.append((node.text_content or "").replace(_ADDRESS_SIGN, ""))

    def begin(self, node: LexborNode, name: str) -> None:
        """Begin an element."""
        self._struck += name in _STRUCK
        self._apart += name in _APART
        if name in _BLOCKS:
            self._words.append("\n")
        if name in _BEGIN:
            _BEGIN[name](self, node)
        if self._takes_words(name):
            self._begun.append(len(self._words))

    def end(self, name: str) -> None:
        """End an element."""
        if self._takes_words(name):
            self._end_words(name, self._begun.pop())
        if name in _LISTINGS:
            self._open.pop()
        self._struck -= name in _STRUCK
        self._apart -= name in _APART
        if name in _BLOCKS:
            self._words.append("\n")

    def _takes_words(self, name: str) -> bool:
        if name == "li":  # an item is one only directly in a list; in a cell of a table its words are the cell's
            return bool(self._open) and isinstance(self._open[-1], Bullets)
        return name in _WAITING

    def _end_words(self, name: str, begin: int) -> None:
        if name == "sup":
            if _MARK.fullmatch("".join(self._words[begin:]).strip()):
                del self._words[begin:]
            return
        text = _tidy("".join(self._words[begin:]))
        if name in _NAMED:
            self._name(name, text)
        else:
            self._put(name, text)
            # They are the cell's alone, not those of what stands around its table.
            del self._words[begin:]
        if not self._begun:
            self._words.clear()

    def _name(self, name: str, text: str) -> None:
        """Keep the words of a heading, a paragraph or the title for what stands below it."""
        if name == "title":
            self.page.title = self.page.title or text
        elif name == "p":
            self._lead = text
        else:
            self._headings = {level: above for level, above in self._headings.items() if level < name} | {name: text}
            self._lead = ""

    def _put(self, name: str, text: str) -> None:
        """Put the words of an item, a cell or a caption where they belong."""
        listing = self._open[-1]
        if isinstance(listing, Bullets):
            listing.items.append(text)
        elif name == "caption":
            listing.caption = listing.caption or text
        else:
            listing.rows[-1].cells[-1].text = text

    def begin_table(self, node: LexborNode) -> None:
        """Begin a table, which may stand in a cell of another."""
        del node
        table = Grid(headings=self._path())
        self.page.tables.append(table)
        self._enter(table)

    def begin_list(self, node: LexborNode) -> None:
        """Begin a list."""
        del node
        bullets = Bullets(headings=self._path(), lead=self._lead, is_apart=bool(self._apart or self._open))
        self.page.lists.append(bullets)
        self._enter(bullets)

    def begin_row(self, node: LexborNode) -> None:
        """Begin a row of the table."""
        is_hidden = "hidden" in node.attributes or bool(_DISPLAY_NONE.search(node.attributes.get("style") or ""))
        is_foot = node.parent is not None and node.parent.tag == "tfoot"
        self._table().rows.append(GridRow(is_hidden=is_hidden, is_foot=is_foot))

    def begin_cell(self, node: LexborNode) -> None:
        """Begin a cell of the row."""
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise ValueError(f"more than {MOST_CELLS:,} cells")
        columns, rows = _span(node, "colspan", MOST_COLUMNS), _span(node, "rowspan", MOST_CELLS)
        self._table().rows[-1].cells.append(Cell(columns=columns, rows=rows, is_heading=node.tag == "th"))

    def begin_link(self, node: LexborNode) -> None:
        """Put an address to write to beside the name it stands behind."""
        address = (node.attributes.get("href") or "").strip()
        if address.casefold().startswith("mailto:") and not self._struck:
            self._words.append(f"{_ADDRESS_SIGN}{address[7:].partition('?')[0]}{_ADDRESS_SIGN}")

    def _enter(self, listing: Grid | Bullets) -> None:
        if len(self._open) >= MOST_DEPTH:
            raise ValueError(f"nested deeper than {MOST_DEPTH} tables and lists")
        self._open.append(listing)

    def _table(self) -> Grid:
        """Return the innermost table: the parser lets rows and cells stand in one only."""
        return next(listing for listing in reversed(self._open) if isinstance(listing, Grid))

    def _path(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.page.title, *self._headings.values())))


_LISTINGS: Final = frozenset({"table", "ul", "ol"})
_WAITING: Final = _NAMED | {"td", "th", "caption", "sup"}
_BEGIN: Final[dict[str, Callable[[_Walk, LexborNode], None]]] = {
    "table": _Walk.begin_table,
    "tr": _Walk.begin_row,
    "td": _Walk.begin_cell,
    "th": _Walk.begin_cell,
    "ul": _Walk.begin_list,
    "ol": _Walk.begin_list,
    "a": _Walk.begin_link,
}


def _tidy(text: str) -> str:
    """Return words as a person reads them, line by line, an address to write to behind its name."""
    pieces = text.split(_ADDRESS_SIGN)
    words, addresses = "".join(pieces[::2]), pieces[1::2]
    lines = [" ".join(line.replace("\u00ad", "").split()) for line in words.split("\n")]
    plain = "\n".join(line for line in lines if line)
    for address in addresses:
        if address.casefold() not in plain.casefold():
            plain = f"{plain}, {address}" if plain else address
    return plain[: LONGEST_CELL + 1]


def _span(node: LexborNode, name: str, most: int) -> int:
    """Return how many columns or rows a cell covers; what is no number covers one, as in a browser."""
    plain = (node.attributes.get(name) or "").strip()
    return max(1, min(int(plain[:7]), most)) if plain.isascii() and plain.isdigit() else 1
