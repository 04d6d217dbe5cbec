"""A row as a source hands it over; the core makes a record of it, or problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs


@attrs.frozen(kw_only=False)
class Row:
    """What a source knows of one record (rad).

    Attributes:
        record: What it is: ``outreach.Procurement``, ``outreach.Supplier`` …
        values: Attribute → text as written; None or an empty text where there is nothing.
        line: The first physical line, counted from 1.
        part: The sheet or member.
        number: Its number within the part, where there are no lines.
        file: Its file, where a source reads several as one.
        extra: Cells that stand under no heading; they are told as a Problem.
    """

    record: type
    values: Mapping[str, object]
    line: int | None = attrs.field(default=None, kw_only=True)
    part: str = attrs.field(default="", kw_only=True)
    number: int | None = attrs.field(default=None, kw_only=True)
    file: str = attrs.field(default="", kw_only=True)
    extra: Sequence[str] | None = attrs.field(default=None, kw_only=True)
