"""A web page taken apart: its tables cell by cell, its headings, its lists; nothing of it is run or fetched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from outreach.sources.html.tokens import Start, tokens

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_DEPTH: Final = 64
MOST_CELLS: Final = 1_000_000
MOST_COLUMNS: Final = 512
LONGEST_CELL: Final = 32_767

_UNSEEN: Final = frozenset({"template", "noscript", "svg", "math", "select", "datalist", "object"})
"""Elements whose words nobody reads on the page."""

_STRUCK: Final = frozenset({"s", "del", "strike"})
"""Elements whose words no longer hold; they end at the latest with the cell or block they stand in."""

_BLOCKS: Final = frozenset(
    {"p", "div", "br", "li", "dd", "dt", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_APART: Final = frozenset({"nav", "header", "footer", "aside", "form"})
"""Parts of a page that are about the site, not about its subject."""

_MARK: Final = re.compile(r"[*†‡§¹²³]+|\[[0-9a-z*]{1,3}\]|\(?[0-9a-z*]{1,2}\)")
_DISPLAY_NONE: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)


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


def parsed(text: str) -> Page:
    """Return the tables and lists of the page *text*.

    Raises:
        ValueError: Tables and lists are nested deeper than ``MOST_DEPTH``, or hold more than ``MOST_CELLS`` cells.
    """
    walk = _Walk()
    for token in tokens(text):
        if isinstance(token, str):
            walk.say(token.replace(_APART_SIGN, ""))
        elif isinstance(token, Start):
            walk.begin(token)
        else:
            walk.end(token.name)
    walk.end_all()
    return walk.page


_APART_SIGN: Final = "\x00"
"""What stands around an address among the words of a cell, until they are put together."""


@attrs.define
class _Open:
    """A table or a list whose end has not come yet, and where the words of its open cell or item begin."""

    thing: Grid | Bullets
    words_from: int | None = None
    is_in_foot: bool = False


class _Walk:
    """Goes through the page once. All words stand in one list; who waits for some knows where they begin."""

    def __init__(self) -> None:
        self.page = Page()
        self._open: list[_Open] = []
        self._words: list[str] = []
        self._begun: dict[str, int] = {}
        self._headings: dict[str, str] = {}
        self._lead = ""
        self._cells = 0
        self._unseen: list[str] = []
        self._apart: list[str] = []
        self._is_struck = False

    def say(self, text: str) -> None:
        """Add words to whoever waits for them."""
        waits = self._begun or any(each.words_from is not None for each in self._open)
        if waits and not (self._unseen or self._is_struck):
            self._words.append(text)

    def begin(self, tag: Start) -> None:
        """Begin an element."""
        name = tag.name
        if self._unseen:
            self._unseen.extend([name] * (name == self._unseen[-1]))
            return
        if name in _UNSEEN:
            self._unseen.append(name)
        elif name in _STRUCK:
            self._is_struck = True
        elif name in _APART:
            self._apart.append(name)
        if name in _BLOCKS:
            self._is_struck = False
            self.say("\n")
        if name in _BEGIN:
            _BEGIN[name](self, tag)
        elif name in _NAMED:
            self._begun[name] = len(self._words)

    def end(self, name: str) -> None:
        """End an element."""
        if self._unseen:
            if name == self._unseen[-1]:
                self._unseen.pop()
            return
        if name in _STRUCK:
            self._is_struck = False
        if name in self._apart:
            self._apart.remove(name)
        if name in _END:
            _END[name](self)
        elif name in self._begun:
            self._end_named(name)
        if name in _BLOCKS:
            self.say("\n")

    def end_all(self) -> None:
        """End what the page left open."""
        while self._open:
            self.end_outer()

    # Tables

    def begin_table(self, tag: Start) -> None:
        """Begin a table, which may stand in a cell of another."""
        del tag
        self._enter(_Open(Grid(headings=self._path())))

    def begin_row(self, tag: Start) -> None:
        """Begin a row; what the row before left open ends."""
        self.end_inner()
        if (table := self._table()) is not None:
            said = tag.attributes
            is_hidden = "hidden" in said or bool(_DISPLAY_NONE.search(said.get("style", "")))
            table.rows.append(GridRow(is_hidden=is_hidden, is_foot=self._open[-1].is_in_foot))

    def begin_cell(self, tag: Start) -> None:
        """Begin a cell."""
        self.end_inner()
        table = self._table()
        if table is None:
            return
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise ValueError(f"more than {MOST_CELLS:,} cells")
        if not table.rows:
            table.rows.append(GridRow())
        said = tag.attributes
        columns, rows = _span(said.get("colspan", ""), MOST_COLUMNS), _span(said.get("rowspan", ""), MOST_CELLS)
        table.rows[-1].cells.append(Cell(columns=columns, rows=rows, is_heading=tag.name == "th"))
        self._open[-1].words_from = len(self._words)

    def begin_foot(self, tag: Start) -> None:
        """Begin the rows at the foot of a table, or end them with the body's that follow."""
        self.end_inner()
        if self._table() is not None:
            self._open[-1].is_in_foot = tag.name == "tfoot"

    # Lists

    def begin_list(self, tag: Start) -> None:
        """Begin a list."""
        del tag
        is_apart = bool(self._apart or self._open)
        self._enter(_Open(Bullets(headings=self._path(), lead=self._lead, is_apart=is_apart)))

    def begin_item(self, tag: Start) -> None:
        """Begin an item; the one before ends."""
        del tag
        if self._open and isinstance(self._open[-1].thing, Bullets):
            self.end_inner()
            self._open[-1].words_from = len(self._words)

    # What is in words

    def begin_raised(self, tag: Start) -> None:
        """Begin a raised text, often the mark of a footnote."""
        del tag
        self._begun["sup"] = len(self._words)

    def end_raised(self) -> None:
        """Keep a raised text, unless it is the mark of a footnote."""
        begun = self._begun.pop("sup", None)
        if begun is not None and _MARK.fullmatch("".join(self._words[begun:]).strip()):
            del self._words[begun:]

    def begin_link(self, tag: Start) -> None:
        """Put an address to write to beside the name it stands behind."""
        address = tag.attributes.get("href", "").strip()
        if address.casefold().startswith("mailto:"):
            self.say(f"{_APART_SIGN}{address[7:].partition('?')[0]}{_APART_SIGN}")

    def end_inner(self) -> None:
        """End the open cell or item of the innermost table or list."""
        self._is_struck = False
        if not self._open or self._open[-1].words_from is None:
            return
        thing, text = self._open[-1].thing, self._taken(self._open[-1].words_from)
        self._open[-1].words_from = None
        if isinstance(thing, Bullets):
            thing.items.append(text)
        else:
            thing.rows[-1].cells[-1].text = text

    def end_outer(self) -> None:
        """End the innermost table or list."""
        self.end_inner()
        if self._open:
            self._open.pop()

    def _end_named(self, name: str) -> None:
        text = _tidy("".join(self._words[self._begun.pop(name) :]))
        if name == "title":
            self.page.title = self.page.title or text
        elif name == "caption" and (table := self._table()) is not None:
            table.caption = text
        elif name == "p":
            self._lead = text
        else:
            self._headings = {level: text for level, text in self._headings.items() if level < name} | {name: text}
            self._lead = ""
        if not self._begun and not self._open:
            self._words.clear()

    def _enter(self, opened: _Open) -> None:
        if len(self._open) >= MOST_DEPTH:
            raise ValueError(f"nested deeper than {MOST_DEPTH} tables and lists")
        self._open.append(opened)
        if isinstance(opened.thing, Grid):
            self.page.tables.append(opened.thing)
        else:
            self.page.lists.append(opened.thing)

    def _table(self) -> Grid | None:
        thing = self._open[-1].thing if self._open else None
        return thing if isinstance(thing, Grid) else None

    def _taken(self, begin: int) -> str:
        text = _tidy("".join(self._words[begin:]))
        del self._words[begin:]
        # Words that somebody else waited for, inside, are gone with the cell.
        self._begun = {name: at for name, at in self._begun.items() if at < begin}
        return text

    def _path(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.page.title, *self._headings.values())))


_NAMED: Final = _HEADINGS | {"title", "caption", "p"}
_BEGIN: Final[dict[str, Callable[[_Walk, Start], None]]] = {
    "table": _Walk.begin_table,
    "tr": _Walk.begin_row,
    "td": _Walk.begin_cell,
    "th": _Walk.begin_cell,
    "tfoot": _Walk.begin_foot,
    "tbody": _Walk.begin_foot,
    "thead": _Walk.begin_foot,
    "ul": _Walk.begin_list,
    "ol": _Walk.begin_list,
    "li": _Walk.begin_item,
    "sup": _Walk.begin_raised,
    "a": _Walk.begin_link,
}
_END: Final[dict[str, Callable[[_Walk], None]]] = {
    "table": _Walk.end_outer,
    "ul": _Walk.end_outer,
    "ol": _Walk.end_outer,
    "tr": _Walk.end_inner,
    "td": _Walk.end_inner,
    "th": _Walk.end_inner,
    "li": _Walk.end_inner,
    "sup": _Walk.end_raised,
}


def _tidy(text: str) -> str:
    """Return words as a person reads them, line by line, an address to write to behind its name."""
    pieces = text.split(_APART_SIGN)
    words, addresses = "".join(pieces[::2]), pieces[1::2]
    lines = [" ".join(line.replace("\u00ad", "").split()) for line in words.split("\n")]
    plain = "\n".join(line for line in lines if line)
    for address in addresses:
        if address.casefold() not in plain.casefold():
            plain = f"{plain}, {address}" if plain else address
    return plain[: LONGEST_CELL + 1]


def _span(text: str, most: int) -> int:
    """Return how many columns or rows a cell covers; what is no number covers one, as in a browser."""
    plain = text.strip()
    return max(1, min(int(plain[:7]), most)) if plain.isascii() and plain.isdigit() else 1
