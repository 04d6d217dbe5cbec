"""A table as CSV: data for machines, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from outreach.blocks import Link, Missing, Share
from outreach.model import ContractLength, Estimate, Money, Period
from outreach.rendering._cells import format_cell
from outreach.rendering._markup import clean, safe_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from outreach.blocks import Cell, Column, Table

# What spreadsheets take for the beginning of a formula; the full-width forms too, which some fold to these.
_FORMULA: Final = re.compile(r"[=+\-@\t\r\n\x00＝＋－＠]")
_NUMBER: Final = re.compile(r"-?\d+([.,]\d+)?")
BOM: Final = "\ufeff"


def table_csv(table: Table, locale: str, *, bom: bool = False) -> bytes:
    """Return *table* as CSV (RFC 4180, UTF-8, commas), its columns named by their keys, without its total.

    A value of several parts becomes several columns: ``value`` and ``value_currency``; ``planned``,
    ``planned_start`` and ``planned_end``; ``estimate``, ``estimate_low``, ``estimate_high``, ``estimate_currency``
    and, where a value is per year, ``estimate_per``; ``length``, ``length_months`` and ``length_max_months``;
    ``notice`` and ``notice_url``.
    Amounts and dates are ISO's, words are those of *locale*; what is not known is empty. A text that a spreadsheet
    would take for a formula gets an apostrophe before it.

    Args:
        table: What to write.
        locale: The language of the words.
        bom: Whether to begin with a byte order mark, by which Excel knows UTF-8.
    """
    groups = [list(_split(column, cells)) for column, cells in _by_column(table)]
    columns = [(name, cells) for group in groups for name, cells in group]
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(safe_text(name) for name in unique_names(name for name, _ in columns))
    for number in range(len(table.rows)):
        writer.writerow(_written(cells[number], locale) for _, cells in columns)
    return (BOM * bom + file.getvalue()).encode("utf-8")


def safe_text(text: object) -> str:
    """Return *text* so that no spreadsheet runs it: an apostrophe before what looks like a formula, but no number."""
    plain = clean(text)
    return f"'{plain}" if _FORMULA.match(str(text)) and not _NUMBER.fullmatch(plain) else plain


def _by_column(table: Table) -> Iterator[tuple[Column, Sequence[Cell]]]:
    for place, column in enumerate(table.columns):
        yield column, [row[place] for row in table.rows]


def _length(length: ContractLength) -> str:
    """Return ``24+12+12 months``: what lists write, and what can be read back."""
    if length.months is None:
        return f"max {length.max_months} months" if length.max_months is not None else ""
    return f"{'+'.join(str(months) for months in (length.months, *length.options))} months"


_PARTS: Final[dict[type, dict[str, Callable[..., object]]]] = {
    Money: {"": lambda cell: cell.amount, "currency": lambda cell: cell.currency},
    Estimate: {
        "": lambda cell: cell,
        "low": lambda cell: cell.low,
        "high": lambda cell: cell.high,
        "currency": lambda cell: cell.currency,
        "per": lambda cell: cell.per or None,
    },
    Period: {"": lambda cell: cell, "start": lambda cell: cell.start, "end": lambda cell: cell.end},
    ContractLength: {
        "": _length,
        "months": lambda cell: cell.months,
        "max_months": lambda cell: cell.max_months,
    },
    Link: {"": lambda cell: cell.text, "url": lambda cell: safe_url(cell.url)},
}


_SELDOM: Final = frozenset({"per"})
"""Parts that have a column only where a cell has them."""


def _split(column: Column, cells: Sequence[Cell]) -> Iterator[tuple[str, list[object]]]:
    """Yield the columns that *column* becomes: those of the first kind of value in it that has parts."""
    kind = next((type(cell) for cell in cells if type(cell) in _PARTS), None)
    parts = _PARTS[kind] if kind else {"": lambda cell: cell}
    if kind is Link and column.key.endswith("_url"):  # the address is what the column is for
        parts = {"": parts["url"]}
    for suffix, part in parts.items():
        written = [_part(cell, kind, suffix, part) for cell in cells]
        if suffix not in _SELDOM or any(text is not None for text in written):
            yield f"{column.key}_{suffix}" if suffix else column.key, written


def _part(cell: Cell, kind: type | None, suffix: str, part: Callable[..., object]) -> object:
    """Return the part of a *cell* of this *kind*; another kind of cell is whole in the first column."""
    if kind is None or type(cell) is kind:
        return part(cell)
    return None if suffix else cell


def _written(value: object, locale: str) -> str:
    if value is None or isinstance(value, Missing):
        return ""
    if isinstance(value, Share):
        return f"{value.value:f}"
    if isinstance(value, (int, Decimal)):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return safe_text(value if isinstance(value, str) else format_cell(value, locale))  # type: ignore[arg-type]


def unique_names(names: Iterable[str]) -> list[str]:
    """Return *names*, a repeated one with a number: ``a``, ``a-2``."""
    seen: set[str] = set()
    result = []
    for name in names:
        candidate, number = name, 2
        while candidate.casefold() in seen:
            candidate, number = f"{name}-{number}", number + 1
        seen.add(candidate.casefold())
        result.append(candidate)
    return result
