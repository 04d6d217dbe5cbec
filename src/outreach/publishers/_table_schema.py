"""Tables as JSON, and what their columns hold as a Table Schema (Frictionless), for CSV and JSON alike."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import msgspec

from outreach import rendering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.rendering import DataColumn, Datum

_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")


def rows_json(columns: Sequence[DataColumn]) -> bytes:
    """Return the rows as a JSON array of objects, a row a line: exact numbers, ISO dates, null where unknown."""
    names = [rendering.safe_text(column.name) for column in columns]
    rows = zip(*(map(_plain, column.values) for column in columns), strict=True)
    lines = [_ENCODER.encode(dict(zip(names, row, strict=True))) for row in rows]
    return b"[\n" + b",\n".join(lines) + b"\n]\n"


def _plain(value: Datum) -> Datum:
    if isinstance(value, str):
        return rendering.clean(value)
    if isinstance(value, Decimal):
        return Decimal(f"{value:f}")
    return value


def table_schema(columns: Sequence[DataColumn]) -> dict[str, Any]:
    """Return the Table Schema of the *columns*: what each is called and holds."""
    return {"fields": [_field(column) for column in columns], "missingValues": [""]}


def _field(column: DataColumn) -> dict[str, Any]:
    known = [value for value in column.values if value is not None]
    field: dict[str, Any] = {
        "name": rendering.safe_text(column.name),
        "title": rendering.one_line(column.title),
        "type": _type(known),
    }
    if field["type"] == "datetime":
        field["format"] = "any"  # with an offset, where the default asks for UTC
    return field


def _type(known: Sequence[Datum]) -> str:
    """Return the type that every value has; a column of several kinds, or of nothing known, holds texts."""
    if not known:
        return "string"
    if all(isinstance(value, int) for value in known):
        return "integer"
    if all(isinstance(value, (int, Decimal)) for value in known):
        return "number"
    if all(isinstance(value, datetime) for value in known):
        return "datetime"
    return "date" if all(type(value) is date for value in known) else "string"
