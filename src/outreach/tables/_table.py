"""A table as a source hands it over, and what the core makes of its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from outreach.model import Problem

if TYPE_CHECKING:
    import polars as pl


def _texts(given: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(text) for text in given)


@attrs.frozen(kw_only=True, eq=False)
class Table:
    """Cells under the file's own headings: a sheet, a CSV file, a JSON array, a member of an archive (tabell).

    Attributes:
        frame: A dataframe of any make narwhals knows, all its columns text (null: empty), but for *line*. Columns
            stand in the order of the headings; their names do not matter.
        headings: As written, in order, repeated ones too. None: they stand in one of the first rows of the frame,
            and the core finds out which.
        line: The name of the integer column that says on which line a row begins; None where there are no lines.
        cells: The name of the integer column with the number of cells each row has; None where all have the same.
            Columns beyond the headings hold the cells of rows that are too long.
        exact: Reads the same rows again, slowly and whatever they look like. A source gives it when it has read only
            the beginning and took the rest to be as regular: ``frame`` may then fail, and a row whose last cell is
            null, or that has a cell beyond the headings, is to be read this way; so is a frame of another height.
        height: How many rows the frame has if it is as regular as that.
        top: The first rows of the frame, where the source has them at hand: looking at them then costs nothing.
        part: The sheet or member, the second part of an address: ``ledger.xlsx:Blad1:3:amount``.
        parts: The name of the text column with each row's own part, where the rows of a table come from several
            documents.
        record: What the rows are, where the source knows it.
        notes: What a reader of the reconciliation should know: ``"encoding cp1252"``, ``"hidden rows are read"``.
        found: What the source found out about the file, as arguments of its own constructor
            (``{"encoding": "cp1252"}``): ``data.recipe`` writes them down.
        total_rows: How many rows there are in all, where these are only a part of them (a page of an answer).
        problems: What the source found wrong; the core adds the file to where it stands.
        day_numbers: Whether a bare number in a column of dates counts days, as spreadsheets do inside (44910 is
            2022-12-15): a date whose cell lost its format.
        withheld: Line of a row that a reader of the file does not see → why, such as ``"hidden"`` or ``"struck out"``.
        hidden_columns: The places, from 0, of the columns that a reader of the file does not see.
    """

    frame: Any
    headings: tuple[str, ...] | None = attrs.field(default=None, converter=attrs.converters.optional(_texts))
    line: str | None = None
    cells: str | None = None
    exact: Callable[[], Table] | None = attrs.field(default=None, repr=False)
    height: int | None = None
    top: Any = None
    part: str = ""
    parts: str | None = None
    record: type | None = None
    notes: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    found: Mapping[str, object] = attrs.field(factory=dict)
    total_rows: int | None = None
    problems: tuple[Problem, ...] = ()
    day_numbers: bool = False
    withheld: Mapping[int, str] = attrs.field(factory=dict)
    hidden_columns: tuple[int, ...] = ()


@attrs.frozen(kw_only=True)
class Layout:
    """What a table was taken for.

    Attributes:
        record: What the rows are, such as ``outreach.Purchase``.
        headings: As written, in order.
        roles: For each heading the attribute it is read as, or None.
        skip: How many of the frame's first rows are not data: titles and the headings themselves.
        factors: Attribute → what its numbers are multiplied by, where the heading says so (``tkr``: 1,000).
        currencies: Attribute → the currency its heading names (``Net Amount £``: ``GBP``).
        time_units: Attribute → ``year`` or ``month``, where the heading says what its numbers count.
        above: What stands alone right above the headings and is true of the rows below them, where several tables
            stand below each other.
        before: How many rows of the part stand between its first headings and the data of this table; 0 for the first.
        near: Another record whose tables have nearly the same headings; None where there is no doubt.
        notes: What was assumed.
    """

    record: type
    headings: tuple[str, ...]
    roles: tuple[str | None, ...]
    skip: int = 0
    factors: tuple[tuple[str, int], ...] = ()
    currencies: tuple[tuple[str, str], ...] = ()
    time_units: tuple[tuple[str, str], ...] = ()
    above: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    before: int = 0
    near: type | None = None
    notes: tuple[str, ...] = ()

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The headings that were not understood."""
        return tuple(
            heading for heading, role in zip(self.headings, self.roles, strict=True) if role is None and heading
        )

    def index(self, role: str) -> int | None:
        """Return the position of the first column read as *role*, or None."""
        return self.roles.index(role) if role in self.roles else None

    @property
    def columns(self) -> tuple[tuple[str, str | None], ...]:
        """Each heading that is not blank, with the attribute it is read as."""
        return tuple((heading, role) for heading, role in zip(self.headings, self.roles, strict=True) if heading)


@attrs.frozen
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


def as_polars(frame: Any) -> pl.LazyFrame:  # noqa: ANN401 - anything narwhals reads
    """Return any *frame* that narwhals reads as a polars plan."""
    import polars as pl  # noqa: PLC0415 - heavy

    if isinstance(frame, pl.LazyFrame):
        return frame
    if isinstance(frame, pl.DataFrame):
        return frame.lazy()
    import narwhals as nw  # noqa: PLC0415 - heavy, and only for frames of other engines

    own = nw.from_native(frame)
    eager = own.collect() if isinstance(own, nw.LazyFrame) else own
    made: pl.LazyFrame = eager.to_polars().lazy()
    return made
