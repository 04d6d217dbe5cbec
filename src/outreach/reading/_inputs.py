"""What was given to ``read``: a path that can be read, the source that reads it, and what that source yields."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from outreach import countries, fields
from outreach.countries import Country
from outreach.errors import (
    DuplicateInputError,
    InputError,
    MissingExtraError,
    OutreachError,
    SourceError,
    UnknownTableError,
    shown,
)
from outreach.model import Problem
from outreach.reconciliation import FileReport
from outreach.registry.contracts import Source
from outreach.tables import Row, Table
from outreach.tables._headings import headless, key, list_of, roles
from outreach.tables._layout import likely_headings
from outreach.tables._options import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from outreach.tables._headings import Headless


Yielded = TypeVar("Yielded")

_FAULTS: Final = (Exception, SystemExit)

_PASS: Final = (InputError, MissingExtraError)

"""What a source says itself, and says well."""


NOT_UNDERSTOOD: Final = "not understood"

_PANIC: Final = "PanicException"

"""What a reader written in Rust raises on what it did not foresee; it is no ``Exception``."""


@attrs.frozen
class MappingNote:
    """Whether a saved mapping was used: a note where it was, a problem where it was not."""

    note: str = ""
    problem: Problem | None = None


@attrs.frozen(eq=False)
class Input:
    """One thing to read."""

    file: str  # the name that stands in every address: the path as given
    source: Source  # what reads it
    path: Path | None  # where it lies; None for a source that reads no file
    bringer: Source | None = None  # the source that brought the file from elsewhere; None where it lies at its path
    beside: tuple[str, ...] = ()  # what makes the others themselves that its source reads together with it
    others: tuple[str, ...] = ()  # their names
    mapping_note: MappingNote | None = None  # whether the mapping beside the file was used; None where there is none
    country: Country | None = None
    """Whose numbers and money it holds, as given to ``read``; the source's own option overrides it."""
    is_named: bool = False  # whether the country is the one that the data itself names

    def in_country(self, asked: Country | None) -> Input:
        """Return it with the country *asked* for, unless its source was given one; else with the one its data names."""
        source, cls = self.source, type(self.source)
        if cls.named_country is Source.named_country or getattr(source, "country", None) is not None:
            return attrs.evolve(self, country=asked)
        if named := asked or self.guarded(source.named_country):
            # Such a source makes keys of numbers itself, by its own option.
            known = named.code in countries.known()
            source = attrs.evolve(source, country=named.code if known else named)  # type: ignore[misc]
        return attrs.evolve(self, source=source, country=asked, is_named=named is not None and not asked)

    @property
    def identity(self) -> str:
        """What makes it the same as another: its real path, or the source itself."""
        return str(self.path.resolve()) if self.path and not self.bringer else repr(self.bringer or self.source)

    @property
    def options(self) -> ReadOptions:
        """The options the user gave for the meaning of the file."""
        options = getattr(self.source, "options", None)
        options = options if isinstance(options, ReadOptions) else ReadOptions()
        return options if options.country or not self.country else attrs.evolve(options, country=self.country)

    @property
    def country_note(self) -> str:
        """How its country is known, as the reconciliation says it; empty where none is given or named."""
        asked = self.options.country
        return f"country {asked.code}, {'after its buyer' if self.is_named else 'as asked for'}" if asked else ""

    @property
    def gives_rows(self) -> bool:
        """Whether the source tells the record of every row itself."""
        return type(self.source).rows is not Source.rows

    def rows(self, given: Iterable[Row | Problem]) -> tuple[list[Row], list[Problem]]:
        """Return all that was *given*, rows and what the source itself says is wrong; what goes wrong is its error."""
        items = self._all(lambda: given, Row, Problem)
        rows = [self.checked(row) for row in items if isinstance(row, Row)]
        problems = [problem for problem in items if isinstance(problem, Problem)]
        return rows, [self._placed(problem) for problem in problems]

    def tables(self) -> list[Table]:
        """Return all the tables."""
        return self._all(self.source.tables, Table)

    def guarded(
        self, do: Callable[[], Yielded], *, passes: type[OutreachError] | tuple[type[OutreachError], ...] = _PASS
    ) -> Yielded:
        """Call *do* and turn what it raises into one error that names source and file, but for what *passes*."""
        try:
            return do()
        except passes as error:
            raise self._addressed(error) from error.__cause__
        except BaseException as error:
            if not isinstance(error, _FAULTS) and type(error).__name__ != _PANIC:
                raise
            raise self._error(f"{type(error).__name__}: {shown(' '.join(str(error).split()), 200)}") from error

    def _addressed(self, error: OutreachError) -> OutreachError:
        """Return *error* with the address in the place of the file that was brought from there."""
        if self.bringer and self.path and isinstance(error, InputError):
            error.input = error.input.replace(str(self.path), self.file)
            error.args = (error.input, *error.args[1:])
        return error

    def _all(self, give: Callable[[], Iterable[Yielded]], *kinds: type) -> list[Yielded]:
        items = self.guarded(lambda: list(give()))
        for item in items:
            if not isinstance(item, kinds):
                raise self._error(f"gave a {type(item).__name__}, not a {kinds[0].__name__}")
        return items

    def _placed(self, problem: Problem) -> Problem:
        """Return *problem* with the file in its address, which a source need not know."""
        return attrs.evolve(problem, origin=attrs.evolve(problem.origin, file=problem.origin.file or self.file))

    def checked(self, row: Row) -> Row:
        """Return *row* with its values as text, each of them known."""
        return attrs.evolve(row, values=self._values(row))

    def _values(self, row: Row) -> dict[str, str]:
        known = dict.fromkeys((*roles(row.record), *fields.columns(row.record)))
        if not known:
            kinds = ", ".join(kind.__name__ for kind in fields.ATTRIBUTES if fields.columns(kind))
            raise self._error(f"gave rows of {shown(getattr(row.record, '__name__', row.record))}", f"one of: {kinds}")
        for name in row.values:
            if name not in known:
                raise self._error(f"{row.record.__name__} has no {shown(name)!r}", f"one of: {', '.join(known)}")
        return {name: _as_text(value) for name, value in row.values.items()}

    def _error(self, reason: str, hint: str = "") -> SourceError:
        return SourceError(self.file, f"the source {self.source.name!r} failed: {reason}", hint, self.source.name)


def _as_text(value: Any) -> str:  # noqa: ANN401 - whatever a stranger gives
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "\n".join(_as_text(item) for item in value)
    return value if isinstance(value, str) else str(getattr(value, "value", value))


def joined(inputs: Sequence[Input]) -> list[Input]:
    """Return the *inputs*, those as one whose sources say that they belong together."""
    groups: list[Input] = []
    for item in inputs:
        place = next((at for at, other in enumerate(groups) if _may_join(other, item)), None)
        one = None if place is None else item.guarded(partial(groups[place].source.joined, [item.source]))
        if place is None or one is None:
            groups.append(item)
        else:
            beside = (*groups[place].beside, item.identity)
            others = (*groups[place].others, item.file)
            groups[place] = attrs.evolve(groups[place], source=one, beside=beside, others=others)
    return groups


def _may_join(one: Input, other: Input) -> bool:
    kind = type(one.source)
    may = kind is type(other.source) and kind.joined is not Source.joined
    return may and not one.bringer and not other.bringer


def without_repeats(inputs: Iterable[Input]) -> Iterator[Input]:
    """Yield the *inputs*, refusing one that was given before."""
    seen: set[str] = set()
    for item in inputs:
        if item.identity in seen:
            raise DuplicateInputError(item.file, "given twice; its rows would count twice", "leave one out")
        seen.add(item.identity)
        yield item


def noted(report: FileReport, note: str) -> FileReport:
    """Return *report* with one note more, where there is one and the table was understood."""
    return attrs.evolve(report, notes=(*report.notes, note)) if note and report.kind != NOT_UNDERSTOOD else report


NO_HEADINGS = "no headings: its first row is data"
REMEDY = 'say what its columns are: columns={"amount": "Summa"}'


def not_understood(item: Input, table: Table, rows: Sequence[Sequence[str]]) -> FileReport:
    """Return the line of the reconciliation of a table that was not understood: with its headings, if it has any."""
    bare = headless(table.headings, rows)
    headings = () if bare else likely_headings(table, rows)
    return FileReport(
        file=item.file,
        part=table.part,
        kind=NOT_UNDERSTOOD,
        source=item.source.name,
        columns=tuple((heading, None) for heading in headings if heading),
        notes=(*table.notes, NO_HEADINGS if bare else "no rows" if not rows else "its rows were not read"),
    )


def unknown(
    item: Input,
    parts: Iterable[object],
    missing: Iterable[tuple[type, str] | None],
    bare: Iterable[Headless | None],
) -> UnknownTableError:
    """Return the error of a file of which nothing was understood: what it lacks, and what to say."""
    reports = [report for report in parts if isinstance(report, FileReport)]
    names = [heading for heading, _ in max((report.columns for report in reports), key=len, default=())]
    if not names:
        return _without_headings(item, next(filter(None, bare), None))
    misnamed = [written for written in item.options.columns.values() if key(written) not in map(key, names)]
    nearly = next(filter(None, missing), None)
    reason, hint = "no table with known headings", REMEDY
    if misnamed:
        reason = f"no column is named {shown(misnamed[0])!r}"
    elif nearly:
        record, role = nearly
        reason, hint = (
            f"like a table of {record.__name__}, but no column is the {role}",
            f'say which is: columns={{"{role}": "…"}}',
        )
    return UnknownTableError(item.file, f"{reason}; its headings: {list_of(names)}", hint, names)


def _without_headings(item: Input, bare: Headless | None) -> UnknownTableError:
    """Return the error of a file whose first row is data: no cell of it is shown as a heading."""
    if bare is None:
        return UnknownTableError(item.file, "no table in it has rows")
    columns = ", ".join(f'"{role}": "{number}"' for role, number in bare.likely.items()) or '"title": "column 1"'
    hint = f"add a row of headings, or say what its columns are by their numbers: columns={{{columns}}}"
    return UnknownTableError(item.file, f"{NO_HEADINGS}, {len(bare.cells)} columns", hint, ())
