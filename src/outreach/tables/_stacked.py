"""Tables that stand below each other in one sheet or file, each with headings of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

from outreach.model import Purchase
from outreach.tables._headings import every_word, heading, key
from outreach.tables._layout import heads, identify
from outreach.tables._sheets import first_rows, lines_of
from outreach.tables._table import as_polars
from outreach.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from outreach.tables._options import ReadOptions
    from outreach.tables._sheets import Line
    from outreach.tables._table import Layout, Table

_LOOKED_AT: Final = 3
"""So many cells of a row are looked up before the whole row is: most rows are data."""
_MOST_TITLES: Final = 3
"""How many rows of one text may stand right above headings as their titles."""


class Piece(NamedTuple):
    """One of the tables, and what it was taken for."""

    table: Table
    layout: Layout


def stacked(table: Table, layout: Layout, options: ReadOptions, *, file: str, search: bool = False) -> list[Piece]:
    """Return the tables that stand below each other in *table*, the first read as *layout*; most often that one alone.

    A ledger may have a million rows, and is not searched here unless its first reading meets headings among them.
    """
    if table.headings is not None or (layout.record is Purchase and not search):
        return [Piece(table, layout)]
    whole = table.exact() if table.exact else table
    frame = as_polars(whole.frame).collect()
    table = attrs.evolve(
        whole, frame=frame, notes=table.notes, problems=table.problems, exact=None, top=None, height=None
    )
    lines = list(lines_of(table))
    places = list(_headings(lines, layout, options))
    begins = [_beginning(lines, place) for place in places]
    ends = [*begins, len(lines)]
    pieces = [Piece(_part(table, 0, ends[0]), layout if not places else _titled(layout, lines, layout.skip - 1))]
    for begin, place, end in zip(begins, places, ends[1:], strict=True):
        part = _part(table, begin, end)
        own = identify(part, first_rows(part), _own(options, lines[place].cells), file=file)
        if own is not None:
            pieces.append(Piece(part, attrs.evolve(_titled(own, lines, place), before=place + 1 - layout.skip)))
    return pieces


def _part(table: Table, begin: int, end: int) -> Table:
    return attrs.evolve(table, frame=as_polars(table.frame).slice(begin, end - begin))


def _titled(layout: Layout, lines: Sequence[Line], place: int) -> Layout:
    """Return the *layout* of headings at *place* with the texts that stand alone right above them."""
    above = lines[_beginning(lines, place) : place]
    return attrs.evolve(layout, above=[text.strip() for line in above for text in line.cells if text.strip()])


def _own(options: ReadOptions, cells: Iterable[str]) -> ReadOptions:
    """Return *options* with what they say of columns that these headings have."""
    keys = set(map(key, cells))
    columns = {role: written for role, written in options.columns.items() if key(written) in keys}
    return attrs.evolve(options, columns=columns)


def _headings(lines: Sequence[Line], layout: Layout, options: ReadOptions) -> Iterator[int]:
    """Yield the places of the rows below the first headings that are headings of another table."""
    current = [fold(text) for text in layout.headings if text.strip()]
    for place in range(layout.skip, len(lines)):
        cells = [text.strip() for text in lines[place].cells]
        filled = [text for text in cells if text]
        if not may_be_headings(filled) or [fold(text) for text in filled] == current:
            continue
        if heads(cells, place + 1, _own(options, filled)):
            current = [fold(text) for text in filled]
            yield place


def may_be_headings(filled: Sequence[str]) -> bool:
    """Tell whether a row with these cells may be headings: two at least, half of them known, none of the first data."""
    if len(filled) < 2 or not any(_is_known(text) for text in filled[:_LOOKED_AT]):  # noqa: PLR2004 - a title is one
        return False
    known = sum(map(_is_known, filled))
    return known >= 2 and 2 * known >= len(filled)  # noqa: PLR2004 - as above


def _is_known(text: str) -> bool:
    words = every_word()
    return key(text) in words or not words.isdisjoint(heading(text).keys)


def _beginning(lines: Sequence[Line], place: int) -> int:
    """Return where the table begins whose headings stand at *place*: its titles belong to it, and blanks above them."""
    begin = place
    while place - begin < _MOST_TITLES and _filled(lines, begin - 1) == 1:
        begin -= 1
    while _filled(lines, begin - 1) == 0:
        begin -= 1
    return begin


def _filled(lines: Sequence[Line], place: int) -> int:
    return sum(bool(text.strip()) for text in lines[place].cells) if place >= 0 else -1
