"""A table as CSV: data for machines, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

from outreach.rendering._markup import clean
from outreach.rendering._table_data import table_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from outreach.blocks import Table
    from outreach.rendering._table_data import Datum

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
