"""What is wrong with an input, as a value with an address."""

from __future__ import annotations

import enum

import attrs

from outreach.errors import shown
from outreach.model._origin import Origin
from outreach.model._strict import strict


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
