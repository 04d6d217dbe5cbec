"""A table as data: columns of texts, numbers and dates, by name, for CSV, JSON and whatever machines read."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from outreach.blocks import Link, Missing, Share
from outreach.languages import translator
from outreach.model import ContractLength, Estimate, Money, Period
from outreach.rendering._cells import format_cell
from outreach.rendering._markup import clean, safe_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from outreach.blocks import Cell, Column, Table
    from outreach.languages import Translator


Datum: TypeAlias = str | int | Decimal | date | datetime | None


def _values(given: Iterable[Datum]) -> tuple[Datum, ...]:
    return tuple(given)


@attrs.frozen(kw_only=True)
class DataColumn:
    """A column of data (datakolumn).

    Attributes:
        name: In machine-readable forms; unique in its table.
        title: In the language of the table.
        values: A row each: a text, a number, a date, a moment; None where it is not known.
    """

    name: str
    title: str
    values: tuple[Datum, ...] = attrs.field(converter=_values)


def table_columns(table: Table, locale: str) -> tuple[DataColumn, ...]:
    """Return *table* as columns of data, a value of several parts as several columns, without its total.

    Args:
        table: Of typed cells.
        locale: The language of the words.
    """
    split = [(column, *part) for column, cells in _by_column(table) for part in _split(column, cells)]
    names = unique_names(name for _, name, _, _ in split)
    t = translator(locale)
    return tuple(
        DataColumn(name=name, title=_title(column, part, t), values=(_datum(value, locale) for value in values))
        for name, (column, _, part, values) in zip(names, split, strict=True)
    )


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
    ContractLength: {"": _length, "months": lambda cell: cell.months, "max_months": lambda cell: cell.max_months},
    Link: {"": lambda cell: cell.text, "url": lambda cell: safe_url(cell.url) or None},
}


_SELDOM: Final = frozenset({"per"})
"""Parts that have a column only where a cell has them."""


def _split(column: Column, cells: Sequence[Cell]) -> Iterator[tuple[str, str, list[object]]]:
    """Yield the columns that *column* becomes: those of the first kind of value in it that has parts.

    Each as name, name of the part, values.
    """
    kind = next((type(cell) for cell in cells if type(cell) in _PARTS), None)
    if kind is None:
        yield column.key, "", list(cells)
        return
    parts = _PARTS[kind]
    if kind is Link and column.key.endswith("_url"):  # the address is what the column is for
        parts = {"": parts["url"]}
    for suffix, part in parts.items():
        values = [_part(cell, kind, suffix, part) for cell in cells]
        if suffix not in _SELDOM or any(value is not None for value in values):
            yield f"{column.key}_{suffix}" if suffix else column.key, suffix, values


def _part(cell: Cell, kind: type, suffix: str, part: Callable[..., object]) -> object:
    """Return the part of a *cell* of this *kind*; another kind of cell is whole in the first column."""
    if type(cell) is kind:
        return part(cell)
    return None if suffix else cell


def _datum(value: object, locale: str) -> Datum:
    if type(value) is str:  # as most are
        return value
    if value is None or isinstance(value, Missing):
        return None
    if isinstance(value, Share):
        return value.value
    if isinstance(value, (str, int, Decimal, date, datetime)):
        return value
    return format_cell(value, locale)  # type: ignore[arg-type]


def _title(column: Column, part: str, t: Translator) -> str:
    """Return what a *part* of a column is called: the column's title, and what it is of it."""
    bounds = {
        "currency": t.c("part of a value", "currency"),
        "low": t.c("part of a value", "at least"),
        "high": t.c("part of a value", "at most"),
        "per": t.c("part of a value", "per"),
        "start": t.c("part of a value", "first day"),
        "end": t.c("part of a value", "last day"),
        "months": t.c("part of a value", "months"),
        "max_months": t.c("part of a value", "months at most"),
        "url": t.c("part of a value", "address"),
    }
    return f"{column.title} ({bounds[part]})" if part else column.title


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
    columns = table_columns(table, locale)
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(safe_text(column.name) for column in columns)
    safe = cache(safe_text)  # most texts of a table come again
    writer.writerows(zip(*(_written(column.values, safe) for column in columns), strict=True))
    return (BOM * bom + file.getvalue()).encode("utf-8")


def safe_text(text: object) -> str:
    """Return *text* so that no spreadsheet runs it: an apostrophe before what looks like a formula, but no number."""
    plain = clean(text)
    return f"'{plain}" if _FORMULA.match(str(text)) and not _NUMBER.fullmatch(plain) else plain


def _written(values: Iterable[Datum], safe: Callable[[str], str]) -> list[object]:
    return [safe(value) if isinstance(value, str) else _plain(value) for value in values]


def _plain(value: Datum) -> object:
    """Return a number or a time as ISO writes it; None, and a whole number, as they are."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value
