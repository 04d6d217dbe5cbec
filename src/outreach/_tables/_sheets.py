"""A table's frame → rows of text, told apart from titles, notes, totals and blank rows."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs

from outreach._parsing import fold
from outreach._rows import Row
from outreach._tables._aliases import MANY
from outreach._tables._engines import as_polars
from outreach._tables._layout import SEARCHED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from outreach._tables._table import Layout, Table

_TOTAL: Final = re.compile(
    r"(?:total|totalt|summa|delsumma|slutsumma|totalsumma|sum|grand total|sub-?total|totals)(?:\s*\([^)]*\))?\s*:?"
)
_SECTION: Final = re.compile(r"(?:år |year )?(?:19|20)[0-9]{2}(?:[-–/](?:19|20)?[0-9]{2})?", re.ASCII)
_LONG: Final = 60
_FEW: Final = 3


class Line(NamedTuple):
    """One row of a frame: its physical line or None, and its cells."""

    line: int | None
    cells: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Sheet:
    """The rows of a table that hold records, and how many do not.

    Attributes:
        rows: One a record.
        numbers: The row's number within the part, from 1, for each of the rows.
        titles: What stands above the headings.
        blank: Rows of empty cells, and rows that hold no record: notes, sections, headings repeated.
        totals: Rows that add up the others.
        notes: How many of each.
    """

    rows: tuple[Row, ...]
    numbers: tuple[int, ...]
    titles: tuple[str, ...]
    blank: int
    totals: int
    notes: tuple[str, ...]


def lines_of(table: Table, most: int | None = None) -> Iterator[Line]:
    """Yield the rows of *table*'s frame, at most so many."""
    plan = as_polars(table.frame if most is None or table.top is None else table.top)
    frame = (plan if most is None else plan.head(most)).collect()
    beside = [name for name in (table.line, table.cells) if name is not None]
    names = [name for name in frame.columns if name not in beside]
    for row in frame.iter_rows(named=True):
        cells = tuple(_text(row[name]) for name in names)
        yield Line(row[table.line] if table.line else None, cells)


def _text(cell: object) -> str:
    """Return a cell's text; what some engines put where there is nothing (None, not-a-number) is nothing."""
    return "" if cell is None or cell != cell else str(cell)  # noqa: PLR0124 - only a not-a-number is not itself


def first_rows(table: Table) -> list[tuple[str, ...]]:
    """Return the rows among which the headings may stand."""
    return [line.cells for line in lines_of(table, SEARCHED)]


def sheet(table: Table, layout: Layout) -> Sheet:
    """Return the rows of *table* below its headings, as *layout* reads them."""
    table = table.exact() if table.exact else table
    every = list(lines_of(table))
    above, below = every[: layout.skip], every[layout.skip :]
    kinds = _kinds(below, layout)
    found = [(at, line) for at, (line, kind) in enumerate(zip(below, kinds, strict=True), 1) if kind == "record"]
    counts = Counter(kinds)
    told = ("section", "note", "repeated heading")
    apart = [f"{counts[kind]} {kind}{'s' if counts[kind] > 1 else ''}" for kind in told if counts[kind]]
    return Sheet(
        rows=tuple(_row(line, layout, table.part) for _, line in found),
        numbers=tuple(at for at, _ in found),
        titles=tuple(" ".join(filter(None, line.cells)) for line in above[:-1] if any(line.cells)),
        blank=counts["blank"] + sum(counts[kind] for kind in told),
        totals=counts["total"],
        notes=(f"rows that are no records: {', '.join(apart)}",) if apart else (),
    )


def _kinds(lines: Sequence[Line], layout: Layout) -> list[str]:
    kinds = [_kind(line.cells, layout) for line in lines]
    alone = [_is_alone(line.cells, layout) for line in lines]
    last = max((at for at, kind in enumerate(kinds) if kind == "record" and not alone[at]), default=-1)
    # What stands alone in its row below the last record and a blank row is a note, however short.
    for at in range(last + 1, len(kinds)):
        if kinds[at] == "record" and "blank" in kinds[last + 1 : at]:
            kinds[at] = "note"
    return kinds


def _kind(cells: Sequence[str], layout: Layout) -> str:
    filled = [(place, text.strip()) for place, text in enumerate(cells) if text.strip()]
    if not filled:
        return "blank"
    first = filled[0][1]
    if _TOTAL.fullmatch(fold(first)):
        return "total"
    if len(filled) > 1 and all(_is_heading(place, text, layout) for place, text in filled):
        return "repeated heading"
    if _is_alone(cells, layout) and (
        _SECTION.fullmatch(fold(first)) or layout.index(_named(layout)) != filled[0][0] == 0
    ):
        return "section"
    return "note" if _is_alone(cells, layout) and (len(first) > _LONG or first.endswith((".", ":", "!"))) else "record"


def _named(layout: Layout) -> str:
    return "title" if "title" in layout.roles else "name"


def _is_alone(cells: Sequence[str], layout: Layout) -> bool:
    return sum(bool(text.strip()) for text in cells) == 1 and sum(role is not None for role in layout.roles) >= _FEW


def _is_heading(place: int, text: str, layout: Layout) -> bool:
    return place < len(layout.headings) and fold(layout.headings[place]) == fold(text)


def _row(line: Line, layout: Layout, part: str) -> Row:
    values: dict[str, Any] = {}
    for role, text in zip(layout.roles, line.cells, strict=False):
        if role in MANY:
            values.setdefault(role, []).append(text)
        elif role:
            values[role] = text
    width = max((place for place, heading in enumerate(layout.headings, 1) if heading.strip()), default=0)
    extra = [text for text in islice(line.cells, width, None) if text.strip()]
    return Row(layout.record, _joined(values), line=line.line, part=part, extra=extra or None)


def _joined(values: Mapping[str, Any]) -> dict[str, Any]:
    return {role: "\n".join(filter(None, cell)) if isinstance(cell, list) else cell for role, cell in values.items()}
