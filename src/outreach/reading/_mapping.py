"""The mapping of a file: saved beside it and used for the next of its kind; a changed layout is reported.

``leverantorsreskontra-2016.csv`` has ``leverantorsreskontra.outreach.json`` beside it, and so has that of 2017: the
figures of a name do not count.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach.countries import Country
from outreach.errors import SourceError, shown
from outreach.model import Origin, Problem, Severity
from outreach.reading._inputs import MappingNote
from outreach.reconciliation import Problems, Reconciliation
from outreach.tables._headings import headless, list_of, numbered
from outreach.tables._sheets import first_rows
from outreach.values import fold

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.dataset import Dataset
    from outreach.reading._inputs import Input
    from outreach.reconciliation import FileReport
    from outreach.registry.contracts import Source
    from outreach.tables import Layout, Table


SUFFIX: Final = ".outreach.json"
VERSION: Final = 1
MOST_BYTES: Final = 1 << 20
OPTIONS: Final = ("columns", "currency", "decimal", "date_order", "accounts")
"""Options that are saved: meanings, not what may differ from file to file."""
_FIGURES: Final = re.compile(r"[\W_]*[0-9][0-9\W_]*")
_AGAIN: Final = "look at it, and save it again: outreach check --save"


def mapping_beside(path: Path) -> Path:
    """Return where the mapping of the file at *path* is saved."""
    stem = _FIGURES.sub("-", path.stem).strip("-") or "files"
    return path.with_name(f"{stem}{path.suffix.lower()}{SUFFIX}")


def write_mapping(source: Source, path: Path, data: Dataset) -> Path:
    """Save the mapping of the file at *path*, taken from the reconciliation of *data*, beside it.

    Raises:
        SourceError: Its tables are several, so that no one mapping is theirs.
    """
    reports = [report for report in data.reconciliation if any(role for _, role in report.columns)]
    if len(reports) != 1:
        hint = "say the columns in a script: data.recipe"
        raise SourceError(str(path), f"{len(reports)} tables in it, not one: no mapping is kept", hint, source.name)
    (report,) = reports
    roles = [role for _, role in report.columns if role]
    columns = {role: heading for heading, role in report.columns if role and roles.count(role) == 1}
    given = {name: value for name in OPTIONS if (value := getattr(source, name, None))}
    options = dict(report.decided) | given | {"columns": columns}
    saved = {
        "version": VERSION,
        "source": source.name,
        "headings": [heading for heading, _ in report.columns],
        "options": {name: options[name] for name in OPTIONS if name in options},
    }
    target = mapping_beside(path)
    target.write_text(json.dumps(saved, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return target


def applied(item: Input) -> Input:
    """Return *item* with the options of the mapping beside it, if there is one and its headings are the file's."""
    if item.path is None or not (beside := mapping_beside(item.path)).is_file():
        return item
    try:
        saved = _loaded(beside, item.source.name)
        headings = [str(heading) for heading in saved["headings"]]
        if changes := _changes(headings, item):
            return attrs.evolve(
                item, mapping_note=_not_applied(item, f"its layout is not that of {beside.name}: {changes}")
            )
        source = type(item.source)(item.path, **saved["options"])  # type: ignore[call-arg]
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        return attrs.evolve(item, mapping_note=_not_applied(item, f"{beside.name} is not used: {shown(error)}"))
    return attrs.evolve(item, source=source, mapping_note=MappingNote(note=f"columns as saved in {shown(beside.name)}"))


def _loaded(path: Path, source: str) -> dict[str, Any]:
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"larger than {MOST_BYTES >> 20} MB")
    saved: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if saved["version"] != VERSION or saved["source"] != source:
        raise ValueError(f"of version {saved['version']} for the source {saved['source']!r}")
    if unknown := set(saved["options"]) - set(OPTIONS):
        raise ValueError(f"unknown options: {', '.join(sorted(unknown))}")
    return saved


def _changes(headings: Sequence[str], item: Input) -> str:
    """Return how the first rows of the file differ from the saved *headings*; nothing where they are the same."""
    wanted = [fold(heading) for heading in headings if heading.strip()]
    tables = list(item.tables())
    if tuple(headings) == numbered(headings):
        bare = [headless(table.headings, first_rows(table)) for table in tables]
        return (
            "" if any(one and len(one.cells) == len(headings) for one in bare) else "it has headings, or more columns"
        )
    rows = [[fold(cell) for cell in row if cell.strip()] for table in tables for row in _rows(table)]
    if any(row == wanted for row in rows):
        return ""
    nearest = max(rows, key=lambda row: len(set(row) & set(wanted)), default=[])
    missing = [heading for heading in headings if heading.strip() and fold(heading) not in nearest]
    new = [heading for heading in nearest if heading not in wanted]
    parts = [f"{what}: {list_of(names)}" for what, names in (("gone", missing), ("new", new)) if names]
    return "; ".join(parts) or "its columns stand in another order"


def _rows(table: Table) -> list[Sequence[str]]:
    return [table.headings] if table.headings is not None else list(first_rows(table))


def _not_applied(item: Input, message: str) -> MappingNote:
    origin = Origin(file=item.file)
    return MappingNote(
        problem=Problem(origin=origin, kind="layout", message=message, hint=_AGAIN, severity=Severity.WARNING)
    )


def with_mapping_note(item: Input, data: Dataset) -> Dataset:
    """Return *data* with the note or the problem of the mapping of *item*."""
    if item.mapping_note is None:
        return data
    if item.mapping_note.problem:
        return attrs.evolve(data, problems=data.problems + Problems.of([item.mapping_note.problem]))
    reports = [attrs.evolve(report, notes=(*report.notes, item.mapping_note.note)) for report in data.reconciliation]
    return attrs.evolve(data, reconciliation=Reconciliation(tuple(reports)))


_OWN: Final = ("path", "options")


def line_of(item: Input, layouts: Sequence[tuple[Table, Layout]], reports: Sequence[FileReport]) -> str:
    """Return the call that makes the source of *item* with everything that is known about it."""
    source = item.bringer or item.source
    arguments = {"path": item.file} if item.path and not item.bringer else {}
    arguments |= _inferred(source, layouts, reports) | _given(source)
    shown = ", ".join(f"{name}={_code(value)}" for name, value in arguments.items())
    return f"outreach.source({', '.join(filter(None, (_code(source.name), shown)))})"


def _inferred(source: Source, layouts: Sequence[tuple[Table, Layout]], reports: Sequence[FileReport]) -> dict[str, Any]:
    """Return the options that were inferred: those the source takes, and that are the same for all its tables."""
    takes = {field.alias or field.name for field in _fields(source)}
    inferred: dict[str, Any] = {}
    if len(layouts) == 1:
        table, layout = layouts[0]
        inferred |= table.found
        inferred |= {"record": layout.record, "columns": _columns(layout)}
    understood = [dict(report.decided) for report in reports if report.columns and report.rows]
    if understood:
        common = set(understood[0].items()).intersection(*(decided.items() for decided in understood[1:]))
        inferred |= dict(sorted(common))
    return {name: value for name, value in inferred.items() if name in takes}


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
    if isinstance(value, Country):
        return _code(value.code)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_code(name)}: {_code(item)}" for name, item in value.items()) + "}"
    if isinstance(value, (str, PathLike)):
        text = json.dumps(str(value), ensure_ascii=False)
        # What turns the direction of reading, or does not show, would make the code look like other code.
        return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
    return repr(value)
