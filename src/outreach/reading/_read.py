"""Inputs → Dataset."""

from __future__ import annotations

import decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from outreach import countries, values
from outreach.countries import Country
from outreach.dataset import Processes, Records
from outreach.dataset._dataset import KINDS, Dataset, together
from outreach.errors import InputError, OutreachError, UnknownTableError
from outreach.ledger import Ledger, LedgerPart, intake
from outreach.model import Feedback, Origin, Participation, Problem, Purchase
from outreach.reading._drafts import Batch, from_rows, from_table, record_of, with_units
from outreach.reading._inputs import NOT_UNDERSTOOD, Input, joined, not_understood, noted, unknown, without_repeats
from outreach.reading._keys import attach, settle
from outreach.reading._mapping import line_of, with_mapping_note, write_mapping
from outreach.reading._opening import expanded, open_input
from outreach.reading._scan import batches_of, with_sums
from outreach.reconciliation import FileReport, Problems, Reconciliation
from outreach.registry import default_registry
from outreach.tables import Layout, Table
from outreach.tables._headings import Headless, headless, list_of
from outreach.tables._layout import identify, what_is_missing
from outreach.tables._sheets import first_rows, runs_of, without_hidden_columns
from outreach.tables._stacked import stacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from os import PathLike

    from outreach.registry import Registry
    from outreach.registry.contracts import Source
    from outreach.tables import Row

FORMS = (Participation, Feedback)
_FIGURES = 60
ELSEWHERE = "nothing read from it alone: a later version in another file replaces what it holds"


def read(
    *inputs: str | PathLike[str] | Source, country: str | Country | None = None, registry: Registry | None = None
) -> Dataset:
    """Read files and return what is in them (läs in).

    Each input is taken for what its content says: a purchase ledger, a list of planned procurements, a register of
    contracts or of suppliers. A pattern (``reskontra-2016-*.csv``) stands for the files it matches. Where a file
    leaves something open, give a source with options instead of a name:
    ``read(Csv("l.csv", delimiter="|"), "u.xlsx")``.

    Args:
        inputs: Paths, patterns of paths, and sources.
        country: Whose numbers, money and places they hold, such as ``"GB"`` (land); None: what each of them says, else
            Sweden. A source's own ``country=`` goes before it.
        registry: Where sources are looked for; what is installed if none is given.

    Raises:
        outreach.errors.QuestionError: There is no such country.
        outreach.errors.InputNotFoundError: There is no such file.
        outreach.errors.NotAFileError: A directory, a pipe or a device.
        outreach.errors.EmptyInputError: Nothing is in it.
        outreach.errors.SourceNotFoundError: No source reads it.
        outreach.errors.AmbiguousSourceError: Two plugins do.
        outreach.errors.SourceError: A source could not read it to its end.
        outreach.errors.UnknownTableError: No table in it has headings that are known.
        outreach.errors.DuplicateInputError: It was given twice.
    """
    with decimal.localcontext(decimal.Context(prec=_FIGURES)):  # the caller's context changes no figure
        return read_inputs(inputs, country=country, registry=registry)


def save_mapping(given: str | PathLike[str] | Source, *, registry: Registry | None = None) -> Path:
    """Keep beside a file what its columns were read as, so that the next file of its kind is read the same way.

    ``leverantorsreskontra-2016.csv`` gets ``leverantorsreskontra.csv.outreach.json``: names count without their
    figures. ``read`` finds it for every such file in that folder that is given by its name, uses it where the
    headings are the same, and says so; where they are others it is not used, and a problem tells what changed.

    Args:
        given: The file, or a source with the options to save.
        registry: Where sources are looked for; what is installed if none is given.

    Raises:
        outreach.errors.InputError: It cannot be read.
        outreach.errors.SourceError: It has not one table but several, or none that is understood.
    """
    registry = registry or default_registry()
    item = open_input(given, registry)
    if item.path is None:
        raise InputError(item.file, "not a file: nothing can be kept beside it")
    return write_mapping(item.source, item.path, read(given, registry=registry))


def read_inputs(
    inputs: Sequence[object],
    *,
    country: str | Country | None = None,
    registry: Registry | None = None,
    on_file: Callable[[str, int, int], None] | None = None,
) -> Dataset:
    """Read *inputs*; *on_file* is called with the name, the number and the count of each before it is read."""
    registry = registry or default_registry()
    if not inputs:
        raise InputError("read", "no input is given", "name at least one file")
    asked = None if country is None else registry.country(country)
    opened = joined(list(without_repeats([open_input(given, registry) for given in expanded(inputs)])))
    datasets = []
    for number, item in enumerate(opened, 1):
        if on_file:
            on_file(item.file, number, len(opened))
        datasets.append(_read_with_mapping(item.in_country(asked)))
    return _checked(together(datasets), registry)


def _checked(data: Dataset, registry: Registry) -> Dataset:
    problems = [problem for check in registry.checks() for problem in check(data)]
    return attrs.evolve(data, problems=data.problems + Problems.of(problems)) if problems else data


@attrs.frozen(eq=False)
class _Contents:
    """What one input holds, part by part."""

    parts: list[FileReport | Batch | LedgerPart] = attrs.field(factory=list)
    layouts: list[tuple[Table, Layout]] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)
    missing: list[tuple[type, str] | None] = attrs.field(factory=list)
    headless: list[Headless | None] = attrs.field(factory=list)
    countries: list[Country] = attrs.field(factory=list)


def _read_with_mapping(item: Input) -> Dataset:
    """Return what is in *item*, with the note of the mapping beside it; an unknown table's error has it too."""
    try:
        return with_mapping_note(item, _read(item))
    except UnknownTableError as error:
        if item.mapping_note is None or item.mapping_note.problem is None:
            raise
        reason = f"{error.reason}; {item.mapping_note.problem.message}"
        raise UnknownTableError(error.input, reason, error.hint, error.headings) from error


def _read(item: Input) -> Dataset:
    if not item.gives_rows:
        return _dataset(item, _from_tables(item))
    given = item.guarded(item.source.rows)
    if isinstance(given, Processes):
        return _from_processes(item, given)
    return _dataset(item, _from_rows(item, given))


def _from_processes(item: Input, given: Processes) -> Dataset:
    rows, problems = item.rows(given)
    data = with_sums(_dataset(item, _Contents(parts=[*batches_of(item, rows), *given.reports], problems=problems)))
    return attrs.evolve(data, problems=data.problems + given.more_problems)


def _from_tables(item: Input) -> _Contents:
    contents = _Contents()
    for table in item.tables():
        contents.problems.extend(_located(problem, item, table) for problem in table.problems)
        # A frame may be a plan over the file, so that what is wrong with the file shows only now.
        rows = item.guarded(partial(first_rows, table), passes=OutreachError)
        layout = identify(table, rows, item.options, file=item.file)
        if layout is None:
            contents.parts.append(not_understood(item, table, rows))
            contents.headless.append(headless(table.headings, rows))
            contents.missing.append(what_is_missing(table, rows, item.options))
            continue
        _take_all(item, *_as_seen(item, table, layout, contents), contents)
        if table.total_rows is not None:
            contents.problems.append(_partial(item, table))
    if not contents.layouts:
        raise unknown(item, contents.parts, contents.missing, contents.headless)
    return contents


def _as_seen(item: Input, table: Table, layout: Layout, contents: _Contents) -> tuple[Table, Layout]:
    """Return a list without its hidden columns, where it can be read without; a ledger's are read, and that is said."""
    if not table.hidden_columns:
        return table, layout
    headings = list_of([layout.headings[place] for place in table.hidden_columns if place < len(layout.headings)])
    if layout.record is not Purchase:
        seen, _ = without_hidden_columns(table)
        own = identify(seen, first_rows(seen), item.options, file=item.file)
        if own is not None and own.record is layout.record:
            contents.problems.append(_of_hidden(item, table, f"hidden columns were not read: {headings}"))
            return seen, own
    contents.problems.append(_of_hidden(item, table, f"hidden columns were read: {headings}"))
    return table, layout


def _of_hidden(item: Input, table: Table, message: str, line: int | None = None) -> Problem:
    origin = Origin(file=item.file, part=table.part, line=line)
    hint = "show what belongs to the table, delete the rest"
    return Problem(origin=origin, kind="hidden", message=message, hint=hint)


def _of_two_kinds(item: Input, table: Table, layout: Layout) -> Problem:
    name = layout.near.__name__ if layout.near else ""
    return Problem(
        origin=Origin(file=item.file, part=table.part),
        kind="record",
        message=f"read as records of {layout.record.__name__}; its headings fit {name} nearly as well",
        hint=f"say which: record=outreach.{layout.record.__name__}, or record=outreach.{name}",
    )


def _hidden_rows(item: Input, table: Table) -> Iterator[Problem]:
    """Yield what is said of rows that a reader of the file does not see, where they are read all the same."""
    for why in dict.fromkeys(table.withheld.values()):
        lines = [line for line, reason in table.withheld.items() if reason == why]
        counted = f"{len(lines):,} {why} rows were" if len(lines) > 1 else f"a {why} row was"
        yield _of_hidden(item, table, f"{counted} read: {runs_of(lines)}", lines[0])


def _take_all(item: Input, table: Table, layout: Layout, contents: _Contents, *, search: bool = False) -> None:
    """Read the tables that stand below each other in *table*; a ledger is searched for them only if asked to."""
    divide = partial(stacked, table, layout, item.options, file=item.file, search=search)
    pieces = item.guarded(divide, passes=OutreachError)
    for piece in pieces:
        placed = _placed(item, piece.layout, contents)
        own = attrs.evolve(placed, path=None) if len(pieces) > 1 else placed  # a piece is no file of its own
        part = item.guarded(partial(_take, own, *piece), passes=OutreachError)
        if isinstance(part, LedgerPart) and part.may_hold_another and not search:
            _take_all(item, *piece, contents, search=True)
            continue
        contents.layouts.append(piece)
        contents.parts.append(part)
        if piece.layout.near:
            contents.problems.append(_of_two_kinds(item, *piece))
        if piece.layout.record in (Purchase, *FORMS):
            contents.problems.extend(_hidden_rows(item, piece.table))


def _placed(item: Input, layout: Layout, contents: _Contents) -> Input:
    """Return *item* with the country that was asked for, else with that of the table's headings."""
    named = None if item.options.country else countries.of_headings(values.fold(text) for text in layout.headings)
    if named:
        contents.countries.append(named)
        return attrs.evolve(item, country=named)
    return item


def _take(item: Input, table: Table, layout: Layout) -> Batch | LedgerPart:
    if layout.record in FORMS:
        from outreach.reading._forms import from_form  # noqa: PLC0415 - who reads a ledger does not wait for it

        return from_form(table, layout, item.options, file=item.file, source=item.source.name)
    if layout.record is not Purchase:
        return from_table(table, layout, item.options, file=item.file, source=item.source.name)
    part = intake(table, layout, file=item.file, options=item.options, path=item.path)
    return attrs.evolve(part, report=part.report and attrs.evolve(part.report, source=item.source.name))


def _from_rows(item: Input, given: Iterable[Row | Problem]) -> _Contents:
    rows, problems = item.rows(given)
    contents = _Contents(problems=problems)
    groups: dict[tuple[str, str, type], list[Row]] = {}
    for row in rows:
        # The documents of a folder are many: all rows of a kind make one line of the report.
        part = "" if item.source.takes_folders else row.part
        groups.setdefault((row.file, part, row.record), []).append(row)
    for (file, part, record), rows in groups.items():
        if record is Purchase:
            contents.parts.append(_take(item, *_gathered(rows, part)))
        else:
            make = _maker_of(record)
            batch = make(rows, item.options, file=file or item.file, source=item.source.name)
            contents.parts.append(attrs.evolve(batch, report=attrs.evolve(batch.report, part=part)))
    if item.others and groups:
        contents.parts.extend(_reported_elsewhere(item, {Path(file) for file, _, _ in groups}, contents.parts[0]))
    if not groups:
        contents.parts.append(
            FileReport(file=item.file, kind=NOT_UNDERSTOOD, source=item.source.name, notes=("no rows",))
        )
    return contents


def _reported_elsewhere(item: Input, reported: set[Path], like: Any) -> Iterable[FileReport]:  # noqa: ANN401 - any part
    """Yield a line for each file that was read together with another whose line has no rows of its own."""
    report = like.report
    for file in (item.file, *item.others):
        if Path(file) not in reported:
            yield FileReport(file=file, kind=report.kind, source=report.source, notes=(ELSEWHERE,))


def _maker_of(record: type) -> Callable[..., Batch]:
    if record not in FORMS:
        return from_rows
    from outreach.reading._forms import from_form_rows  # noqa: PLC0415 - as above

    return from_form_rows


def _gathered(rows: Sequence[Row], part: str) -> tuple[Table, Layout]:
    """Return purchases that came one by one as a table."""
    import polars as pl  # noqa: PLC0415 - heavy

    roles = tuple(dict.fromkeys(name for row in rows for name in row.values))
    columns: dict[str, Any] = {
        f"c{at}": [row.values.get(role) or None for row in rows] for at, role in enumerate(roles)
    }
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    line = None
    if all(row.line is not None for row in rows):
        frame, line = frame.with_columns(pl.Series("line", [row.line for row in rows], pl.Int64)), "line"
    return (
        Table(frame=frame.lazy(), headings=roles, line=line, part=part, record=Purchase),
        Layout(record=Purchase, headings=roles, roles=roles),
    )


def _located(problem: Problem, item: Input, table: Table) -> Problem:
    """Return what a source found wrong, with the file's name in its address."""
    origin = problem.origin
    return attrs.evolve(problem, origin=attrs.evolve(origin, file=item.file, part=origin.part or table.part))


def _partial(item: Input, table: Table) -> Problem:
    origin = Origin(file=item.file, part=table.part)
    return Problem(
        origin=origin, kind="part", message=f"a part of {table.total_rows:,} rows", hint="read all pages for the whole"
    )


def _dataset(item: Input, contents: _Contents) -> Dataset:
    parts = with_units(contents.parts)
    batches = [part for part in parts if isinstance(part, Batch)]
    drafts = [draft for batch in batches for draft in batch.drafts]
    settle(drafts)
    attach(drafts)
    made = [record_of(draft) for draft in drafts]
    country, note = _country_of(item, contents)
    reports = [noted(report, note) for part in parts if (report := _report(part))]
    problems = [*contents.problems, *(problem for batch in batches for problem in _problems(batch))]
    ledger = Ledger(tuple(part for part in parts if isinstance(part, LedgerPart)))
    records: dict[str, Any] = {name: _of_kind(kind, made) for name, kind in KINDS.items()}
    return Dataset(
        **records,
        purchases=ledger,
        problems=ledger.problems + Problems.of(problems),
        reconciliation=Reconciliation(tuple(reports)),
        inputs=(line_of(item, contents.layouts, reports),),
        files=(item.identity, *item.beside),
        country=country,
    )


def _country_of(item: Input, contents: _Contents) -> tuple[Country | None, str]:
    """Return the country of what is in *item*, where anything tells, and how it is known."""
    if asked := item.options.country:
        return asked, item.country_note
    named = next(iter(contents.countries), None)
    return named, f"country {named.code}, after its headings" if named else ""


def _of_kind(kind: type[Any], made: Iterable[object | None]) -> Records[Any]:
    return Records(kind, tuple(record for record in made if isinstance(record, kind)))


def _problems(batch: Batch) -> Iterable[Problem]:
    yield from batch.problems
    for draft in batch.drafts:
        yield from draft.problems


def _report(entry: FileReport | Batch | LedgerPart) -> FileReport | None:
    if not isinstance(entry, Batch):
        return entry if isinstance(entry, FileReport) else entry.report
    if not entry.is_counted:
        return None
    rows = entry.drafts if entry.rows is None else entry.rows
    fit = sum(draft.is_fit for draft in rows)
    return attrs.evolve(entry.report, kept=fit + entry.unanswered, set_aside=len(rows) - fit)
