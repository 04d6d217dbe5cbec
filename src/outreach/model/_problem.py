"""Where a record came from, and what is wrong with an input: values with an address."""

from __future__ import annotations

import enum

import attrs

from outreach.errors import shown
from outreach.model._strict import strict


@attrs.frozen(kw_only=True, field_transformer=strict)
class Origin:
    """Where a record or a fault stands in its input (källa).

    Attributes:
        file: The file's name, as given to the reader.
        part: The sheet, the archive member or the array; empty where the file has no parts.
        line: The first physical line, counted from 1; None where the format has no lines.
        row: The row within the part, counted from 1, where there are no lines.
        field: The attribute; empty for the whole row.
    """

    file: str = ""
    part: str = ""
    line: int | None = None
    row: int | None = None
    field: str = ""

    def __str__(self) -> str:
        place = str(self.line) if self.line is not None else f"row {self.row}" if self.row is not None else ""
        return ":".join(part for part in (self.file, self.part, place, self.field) if part)


class Severity(enum.StrEnum):
    """What became of the row."""

    ERROR = "error"
    """The row was set aside."""
    WARNING = "warning"
    """The row counts; somebody should look."""


@attrs.frozen(kw_only=True, field_transformer=strict)
class Problem:
    """One thing that is wrong in an input, where, and what to write instead (brist).

    Attributes:
        origin: File, part, line and field.
        kind: A short, stable word for the sort of fault, such as ``"date"`` or ``"amount"``.
        message: What is wrong, the value shown safely: ``"not a date: '1 mars'"``.
        hint: What to write instead; may be empty.
        severity: Whether the row was set aside or counts.
    """

    origin: Origin
    kind: str
    message: str
    hint: str = ""
    severity: Severity = Severity.WARNING

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{shown(self.origin, 200)}: {self.message}{hint}"
