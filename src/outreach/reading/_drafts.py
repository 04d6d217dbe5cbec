"""Rows → drafts of records: every field read, every fault with its address, no key settled yet."""

from __future__ import annotations

import re
from itertools import zip_longest
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from outreach import fields
from outreach.errors import ModelError, shown
from outreach.model import (
    NO_CURRENCY,
    Award,
    Bid,
    Buyer,
    Contract,
    Lot,
    Origin,
    Problem,
    Procurement,
    SameSupplier,
    Severity,
    Supplier,
)
from outreach.reading._cells import Fault, RowCells
from outreach.reconciliation import FileReport
from outreach.tables._sheets import sheet
from outreach.tables._style import decide, decided

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from outreach.tables import Layout, Table
    from outreach.tables._options import ReadOptions
    from outreach.tables._sheets import Sheet
    from outreach.tables._style import Style
    from outreach.tables._table import Row

KINDS = {
    Procurement: "procurement list",
    Contract: "contract register",
    Supplier: "supplier register",
    SameSupplier: "decisions about suppliers",
    Lot: "lots",
    Bid: "bids",
    Award: "awards",
    Buyer: "buyers",
}
"""What the reconciliation calls a table of such records."""

Part = TypeVar("Part")

_GENERIC = re.compile(r"(?:|.*[0-9].*|sheet|blad|list|lista|plan|tabell|table|data)", re.IGNORECASE)
"""Names of sheets that say nothing: most of them hold a number or a year."""

LONGEST_CELL = 32_767
"""What a spreadsheet's cell holds; a longer one is no value but a sign of a broken file."""


@attrs.define(eq=False)
class Draft:
    """A record on its way: what it will be made with, where it stands, what is wrong with it."""

    record: type
    made: dict[str, Any]
    origin: Origin
    lot: str = ""
    problems: list[Problem] = attrs.field(factory=list)

    @property
    def is_fit(self) -> bool:
        """Whether nothing is wrong that sets the row aside."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)

    def refuse(self, field: str, kind: str, message: str, hint: str = "") -> None:
        """Set the row aside, and say why."""
        origin = attrs.evolve(self.origin, field=field)
        self.problems.append(Problem(origin=origin, kind=kind, message=message, hint=hint, severity=Severity.ERROR))

    def warn(self, field: str, kind: str, message: str, hint: str = "") -> None:
        """Keep the row, and say what somebody should look at."""
        self.problems.append(
            Problem(origin=attrs.evolve(self.origin, field=field), kind=kind, message=message, hint=hint)
        )


@attrs.frozen(eq=False)
class Batch:
    """The drafts of one table, and the report of it as far as it is known before keys are settled."""

    drafts: tuple[Draft, ...]  # a record each
    report: FileReport  # what is known of the table
    problems: tuple[Problem, ...] = ()  # what is wrong with the table as a whole
    rows: tuple[Draft, ...] | None = None
    """The draft that stands for each row, where a row gives several; None: each draft is a row."""
    unanswered: int = 0  # how many rows were read and gave no record
    is_counted: bool = attrs.field(default=True, kw_only=True)
    """Whether the report counts its rows; not where the source gives the report."""


def from_table(table: Table, layout: Layout, options: ReadOptions, *, file: str, source: str) -> Batch:
    """Return the drafts of the rows of *table*, which is no ledger."""
    contents = sheet(table, layout)
    titles = (*reversed(contents.titles), table.part, PurePath(file).stem)
    style, assumed = decide(contents.rows, options, layout, titles)
    notes = (*table.notes, *layout.notes, *assumed, *contents.notes)
    report = FileReport(
        file=file,
        part=table.part,
        kind=KINDS[layout.record],
        source=source,
        rows=len(contents.rows) + contents.blank + contents.totals,
        blank=contents.blank,
        totals=contents.totals,
        columns=layout.columns,
        notes=notes,
    )
    style = attrs.evolve(style, day_numbers=table.day_numbers)
    drafts = _drafts(contents.rows, contents.numbers, style, file, contents.years)
    for draft, why in zip(drafts, contents.withheld, strict=True):
        if why:
            draft.refuse("", "hidden", f"a row that is {why} is not read", "show it, or delete it")
    problems = (
        *_without_currency(drafts, report, style),
        *_last_rows(contents, report, style),
        *_of_cells(contents, report, style),
    )
    return Batch(drafts, attrs.evolve(report, decided=decided(style)), problems)


def _last_rows(contents: Sheet, report: FileReport, style: Style) -> Iterator[Problem]:
    """Yield a problem for each row of one text right below the others: it is taken for a foot, and that is a guess."""
    for line, number in contents.last:
        text = style.country.masked(next(cell.strip() for cell in line.cells if cell.strip()))
        yield Problem(
            origin=Origin(file=report.file, part=report.part, line=line.line, row=None if line.line else number),
            kind="last row",
            message=f"stands alone below the others: {shown(text, 60)!r}; taken for a note",
            hint="if it is one of them, give it another cell, such as when it is planned",
        )


def _of_cells(contents: Sheet, report: FileReport, style: Style) -> Iterator[Problem]:
    """Yield what stands beside the table: said once, whatever the number of rows."""
    for line, number, text in contents.beside[:1]:
        count = len(contents.beside)
        others = f" and what stands beside {count - 1:,} other rows" if count > 1 else ""
        yield Problem(
            origin=Origin(file=report.file, part=report.part, line=line, row=None if line else number),
            kind="beside",
            message=f"not read, since it has no heading: {shown(style.country.masked(text), 40)!r}{others}",
            hint="give the column a heading if it belongs to the table",
        )


def from_rows(
    rows: Sequence[Row], options: ReadOptions, *, file: str, source: str, style: Style | None = None
) -> Batch:
    """Return the drafts of rows that a source gave itself; all of one kind and part.

    Where the *style* is known, nothing is decided from the values, and the source counts its rows itself.
    """
    is_counted = style is None
    assumed: tuple[str, ...] = ()
    if style is None:
        style, assumed = decide(rows, options, None, (rows[0].part, PurePath(file).stem))
    report = FileReport(
        file=file,
        part=rows[0].part,
        kind=KINDS[rows[0].record],
        source=source,
        rows=len(rows),
        columns=tuple((role, role) for role in rows[0].values),
        notes=assumed,
    )
    drafts = _drafts(rows, range(1, len(rows) + 1), style, file)
    return Batch(drafts, report, _without_currency(drafts, report, style), is_counted=is_counted)


def _drafts(
    rows: Iterable[Row], numbers: Iterable[int], style: Style, file: str, years: Iterable[int | None] = ()
) -> tuple[Draft, ...]:
    return tuple(
        _draft(row, number, attrs.evolve(style, year=year) if year else style, file)
        for row, number, year in zip_longest(rows, numbers, years)
    )


def _draft(row: Row, number: int, style: Style, file: str) -> Draft:
    texts = {role: str(cell) for role, cell in row.values.items()}
    too_long = [role for role, text in texts.items() if len(text) > LONGEST_CELL]
    cells = RowCells({role: text for role, text in texts.items() if role not in too_long}, style)
    made = fields.values_of(row.record, cells)
    place = None if row.line else row.number or number
    origin = Origin(file=row.file or file, part=row.part, line=row.line, row=place)
    draft = Draft(row.record, made, origin, cells.line("lot"))
    for fault in (*cells.notices, *cells.faults):
        draft.warn(fault.field, fault.kind, fault.reason, fault.hint)
    for role in too_long:
        draft.refuse(role, "cell", f"a cell of {len(texts[role]):,} characters", f"at most {LONGEST_CELL:,}")
    if "incomplete" in attrs.fields_dict(row.record):
        made["incomplete"] = _incomplete(row.record, cells.faults)
    _check_required(draft)
    if row.extra:
        beyond = ", ".join(repr(shown(style.country.masked(cell), 40)) for cell in row.extra[:3])
        draft.warn("", "cells", f"{len(row.extra)} cells beyond the last heading: {beyond}", "give them a heading")
    return draft


def draft_of(row: Row, number: int, style: Style, file: str) -> Draft:
    """Return the draft of one *row*, the *number*-th where it has no line."""
    return _draft(row, number, style, file)


def record_of(draft: Draft) -> object | None:
    """Return the record; what its class still refuses sets the row aside."""
    if not draft.is_fit or draft.record is Lot:  # a lot is in its procurement
        return None
    try:
        made: object = draft.record(**draft.made, origin=draft.origin)
    except ModelError as error:
        draft.refuse(error.field, "record", error.reason, error.hint)
        return None
    return made


def _incomplete(record: type, faults: Iterable[Fault]) -> tuple[tuple[str, str], ...]:
    texts: dict[str, list[str]] = {}
    for fault in faults:
        if fault.text:
            texts.setdefault(fields.attribute_of(record, fault.field), []).append(fault.text)
    return tuple((field, " – ".join(dict.fromkeys(written))) for field, written in texts.items())


def _check_required(draft: Draft) -> None:
    for row in fields.ATTRIBUTES[draft.record]:
        if row.required and row.name != "id" and not draft.made[row.name]:
            draft.refuse(row.name, "empty", "empty", f"give the {row.name}")


def _without_currency(drafts: Iterable[Draft], report: FileReport, style: Style) -> tuple[Problem, ...]:
    """Return one problem for a table whose values name no currency, not one for each row."""
    field = next(filter(None, map(without_currency, drafts)), "")
    return (currency_problem(Origin(file=report.file, part=report.part, field=field), style),) if field else ()


def without_currency(draft: Draft) -> str:
    """Return the field of *draft* whose value names no currency; empty where there is none."""
    values: list[tuple[str, Any]] = [(name, draft.made.get(name)) for name in ("estimated_value", "value")]
    return next((name for name, value in values if value is not None and value.currency == NO_CURRENCY), "")


def currency_problem(origin: Origin, style: Style) -> Problem:
    """Return the problem of values that name no currency, the field of the first in its *origin*."""
    hint = f'say currency="{style.country.currency}"'
    return Problem(origin=origin, kind="currency", message="no currency is named", hint=hint)


def with_units(parts: Sequence[Part]) -> list[Part | Batch]:
    """Let the names of sheets be the departments, where each sheet is a list of procurements and no column tells."""
    lists = [part for part in parts if isinstance(part, Batch) and part.report.kind == KINDS[Procurement]]
    names = {batch.report.part for batch in lists}
    has_units = any(draft.made["unit"] for batch in lists for draft in batch.drafts)
    if len(names) < 2 or has_units or any(_GENERIC.fullmatch(name) for name in names):  # noqa: PLR2004 - one tells nothing
        return list(parts)
    return [_with_unit(part) if isinstance(part, Batch) and part in lists else part for part in parts]


def _with_unit(batch: Batch) -> Batch:
    for draft in batch.drafts:
        draft.made["unit"] = batch.report.part
    notes = (*batch.report.notes, "unit: the name of the sheet")
    return attrs.evolve(batch, report=attrs.evolve(batch.report, notes=notes))
