"""What was found out about a file, kept beside it and used for the next of its kind; a changed layout is told.

``leverantorsreskontra-2016.csv`` has ``leverantorsreskontra.outreach.json`` beside it, and so has that of 2017: the
figures of a name do not count.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach.errors import SourceError, shown
from outreach.model import Origin, Problem, Severity
from outreach.reconciliation import Problems, Reconciliation
from outreach.tables._headings import list_of
from outreach.tables._sheets import first_rows
from outreach.values import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from outreach.dataset import Dataset
    from outreach.reading._inputs import Input
    from outreach.registry.contracts import Source
    from outreach.tables import Table

SUFFIX: Final = ".outreach.json"
VERSION: Final = 1
MOST_BYTES: Final = 1 << 20
OPTIONS: Final = ("columns", "currency", "decimal", "date_order", "accounts")
"""What is kept: meanings, not what may differ from file to file."""
_FIGURES: Final = re.compile(r"[\W_]*[0-9][0-9\W_]*")
_AGAIN: Final = "look at it, and save it again: outreach check --save"


@attrs.frozen
class Said:
    """What is to be told of a mapping: a note where it was used, a problem where it was not."""

    note: str = ""
    problem: Problem | None = None


def mapping_beside(path: Path) -> Path:
    """Return where the mapping of the file at *path* is kept."""
    stem = _FIGURES.sub("-", path.stem).strip("-") or "files"
    return path.with_name(f"{stem}{path.suffix.lower()}{SUFFIX}")


def write_mapping(source: Source, path: Path, data: Dataset) -> Path:
    """Keep what was found out about the file at *path*, as *data* tells it, beside it.

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
    kept = {
        "version": VERSION,
        "source": source.name,
        "headings": [heading for heading, _ in report.columns],
        "options": {name: options[name] for name in OPTIONS if name in options},
    }
    target = mapping_beside(path)
    target.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return target


def applied(item: Input) -> Input:
    """Return *item* with the options of the mapping beside it, if there is one and its headings are the file's."""
    if item.path is None or not (beside := mapping_beside(item.path)).is_file():
        return item
    try:
        kept = _loaded(beside, item.source.name)
        headings = [str(heading) for heading in kept["headings"]]
        if changes := _changes(headings, item):
            return attrs.evolve(item, said=_told(item, f"its layout is not that of {beside.name}: {changes}"))
        source = type(item.source)(item.path, **kept["options"])  # type: ignore[call-arg]
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        return attrs.evolve(item, said=_told(item, f"{beside.name} is not used: {shown(error)}"))
    return attrs.evolve(item, source=source, said=Said(note=f"columns as saved in {shown(beside.name)}"))


def _loaded(path: Path, source: str) -> dict[str, Any]:
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"larger than {MOST_BYTES >> 20} MB")
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if kept["version"] != VERSION or kept["source"] != source:
        raise ValueError(f"of version {kept['version']} for the source {kept['source']!r}")
    if unknown := set(kept["options"]) - set(OPTIONS):
        raise ValueError(f"unknown options: {', '.join(sorted(unknown))}")
    return kept


def _changes(headings: Sequence[str], item: Input) -> str:
    """Return how the first rows of the file differ from the *headings* kept; nothing where they are the same."""
    wanted = [fold(heading) for heading in headings if heading.strip()]
    tables = item.tables()
    rows = [[fold(cell) for cell in row if cell.strip()] for table in tables for row in _rows(table)]
    if any(row == wanted for row in rows):
        return ""
    nearest = max(rows, key=lambda row: len(set(row) & set(wanted)), default=[])
    gone = [heading for heading in headings if heading.strip() and fold(heading) not in nearest]
    new = [heading for heading in nearest if heading not in wanted]
    parts = [f"{what}: {list_of(names)}" for what, names in (("gone", gone), ("new", new)) if names]
    return "; ".join(parts) or "its columns stand in another order"


def _rows(table: Table) -> list[Sequence[str]]:
    return [table.headings] if table.headings is not None else list(first_rows(table))


def _told(item: Input, message: str) -> Said:
    origin = Origin(file=item.file)
    return Said(problem=Problem(origin=origin, kind="layout", message=message, hint=_AGAIN, severity=Severity.WARNING))


def with_said(item: Input, data: Dataset) -> Dataset:
    """Return *data* with what is to be told of the mapping of *item*."""
    if item.said is None:
        return data
    if item.said.problem:
        return attrs.evolve(data, problems=data.problems + Problems.of([item.said.problem]))
    reports = [attrs.evolve(report, notes=(*report.notes, item.said.note)) for report in data.reconciliation]
    return attrs.evolve(data, reconciliation=Reconciliation(tuple(reports)))
