"""What was read, as the code that reads it again with every guess written down."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any, Final

import attrs

if TYPE_CHECKING:
    from outreach.reading._inputs import Input
    from outreach.reconciliation import FileReport
    from outreach.registry.contracts import Source
    from outreach.tables import Layout, Table

_OWN: Final = ("path", "options")


def line_of(item: Input, layouts: Sequence[tuple[Table, Layout]], reports: Sequence[FileReport]) -> str:
    """Return the call that makes the source of *item* with everything that is known about it."""
    source = item.bringer or item.source
    arguments = {"path": item.file} if item.path and not item.bringer else {}
    arguments |= _found(source, layouts, reports) | _given(source)
    shown = ", ".join(f"{name}={_code(value)}" for name, value in arguments.items())
    return f"outreach.source({', '.join(filter(None, (_code(source.name), shown)))})"


def _found(source: Source, layouts: Sequence[tuple[Table, Layout]], reports: Sequence[FileReport]) -> dict[str, Any]:
    """Return what was found out, as far as the source takes it and as it is one for all its tables."""
    takes = {field.alias or field.name for field in _fields(source)}
    found: dict[str, Any] = {}
    if len(layouts) == 1:
        table, layout = layouts[0]
        found |= table.found
        found |= {"record": layout.record, "columns": _columns(layout)}
    understood = [dict(report.decided) for report in reports if report.columns and report.rows]
    if understood:
        common = set(understood[0].items()).intersection(*(decided.items() for decided in understood[1:]))
        found |= dict(sorted(common))
    return {name: value for name, value in found.items() if name in takes}


def _columns(layout: Layout) -> dict[str, str]:
    """Return attribute → heading, for what one heading and no other is read as."""
    roles = [role for role in layout.roles if role]
    once = [
        (role, text)
        for text, role in zip(layout.headings, layout.roles, strict=True)
        if role and roles.count(role) == 1
    ]
    return {role: text for role, text in once if layout.headings.count(text) == 1}


def _given(source: Source) -> dict[str, Any]:
    """Return the options the user gave."""
    given = {}
    for field in _fields(source):
        value = getattr(source, field.name)
        default: Any = field.default
        if value != (default.factory() if hasattr(default, "factory") else default):
            given[field.alias or field.name] = value
    return given


def _fields(source: Source) -> list[attrs.Attribute[Any]]:
    """Return what the source takes: its own options first, then those of all its like."""
    kind: Any = type(source)
    fields = attrs.fields(kind) if attrs.has(kind) else ()
    taken = [field for field in fields if field.init and field.name not in _OWN]
    return sorted(taken, key=lambda field: field.inherited)


def _code(value: object) -> str:
    if isinstance(value, type):
        return f"outreach.{value.__name__}"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_code(name)}: {_code(item)}" for name, item in value.items()) + "}"
    if isinstance(value, (str, PathLike)):
        text = json.dumps(str(value), ensure_ascii=False)
        # What turns the direction of reading, or does not show, would make the code look like other code.
        return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
    return repr(value)
