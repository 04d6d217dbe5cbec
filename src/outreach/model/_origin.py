"""Where a record came from."""

from __future__ import annotations

import attrs

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
