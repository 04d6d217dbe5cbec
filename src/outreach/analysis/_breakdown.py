"""What an analysis answers: a small table that adds up."""

from __future__ import annotations

import enum
from abc import abstractmethod
from collections.abc import Sequence
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Final, Generic, TypeVar, overload

import attrs

from outreach import notebook
from outreach.errors import shown
from outreach.model import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import polars as pl

RowT = TypeVar("RowT")
DIVISION: Final = Context(prec=28)
"""Shares are the same whatever precision the user's own arithmetic has."""
MOST_LINES = 50
"""How many rows are printed; all of them are in the breakdown."""
WIDEST = 60
"""How many characters of a cell are printed."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Breakdown(Sequence[RowT], Generic[RowT]):
    """Amounts or procurements by group (fördelning): a sequence of rows, immutable.

    Attributes:
        by: The grouping word.
        notes: What a reader must know to read it right: plans applied, what is left out and why.
    """

    by: str
    notes: tuple[str, ...] = ()

    @abstractmethod
    def _row(self, index: int) -> RowT:
        """Return the row at *index*, from 0."""

    @abstractmethod
    def to_dicts(self) -> list[dict[str, object]]:
        """Return the rows as dictionaries, amounts as Decimal in major units."""

    @abstractmethod
    def to_native(self) -> pl.DataFrame:
        """Return the rows as a polars frame, amounts as Decimal in major units."""

    @abstractmethod
    def _headings(self) -> tuple[str, ...]:
        """Return what stands above the columns of a printed table."""

    @abstractmethod
    def _cells(self, row: RowT) -> tuple[str, ...]:
        """Return a printed table's cells, the label first and numbers after it."""

    @abstractmethod
    def _sums(self) -> tuple[str, ...]:
        """Return the sums, a text for each currency."""

    def _bar(self, row: RowT) -> str:  # noqa: ARG002 - a breakdown without shares has no bars
        return ""

    @overload
    def __getitem__(self, index: int) -> RowT: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[RowT, ...]: ...

    def __getitem__(self, index: int | slice) -> RowT | tuple[RowT, ...]:
        places = range(len(self))[index]
        return self._row(places) if isinstance(places, int) else tuple(self._row(place) for place in places)

    def __iter__(self) -> Iterator[RowT]:
        return (self._row(place) for place in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Breakdown):
            return NotImplemented
        return (self.by, self.notes) == (other.by, other.notes) and self.to_dicts() == other.to_dicts()

    def __hash__(self) -> int:
        return hash((self.by, self.notes, len(self)))

    def __repr__(self) -> str:
        return f"<Breakdown by {self.by}: {len(self):,} rows; {', '.join(self._sums()) or 'nothing'}>"

    def __str__(self) -> str:
        lines = [self._headings(), *(self._cells(row) for row in self[:MOST_LINES])]
        left_out = len(self) - MOST_LINES
        more = [f"… and {left_out:,} more"] if left_out > 0 else []
        return "\n".join([*_columns(lines), *more, *(f"note: {note}" for note in self.notes)])

    def _repr_html_(self) -> str:
        headings = (*self._headings(), "")
        rows = ((*self._cells(row), self._bar(row)) for row in self[: notebook.MOST_ROWS])
        caption = f"by {self.by}: {', '.join(self._sums()) or 'nothing'}"
        numbers = range(1, len(headings) - 1)
        table = notebook.table(
            headings, rows, caption=caption, numbers=numbers, more=max(0, len(self) - notebook.MOST_ROWS)
        )
        return table + "".join(f"<p>{notebook.escape(note)}</p>" for note in self.notes)


def _columns(lines: Sequence[Sequence[str]]) -> Iterable[str]:
    """Line the cells up: the first to the left, numbers to the right."""
    lines = [tuple(shown(cell, WIDEST) for cell in line) for line in lines]
    widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
    for first, *numbers in lines:
        cells = (cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *cells)).rstrip()


class Kind(enum.StrEnum):
    """What a row of a breakdown stands for; publications put the words to it."""

    GROUP = "group"
    """One group: an industry, a supplier, a quarter."""
    CREDIT = "credit"
    """The value band of credit rows (kreditfakturor)."""
    OPEN = "open"
    """Procurements that can be bid for now (annonserade)."""
    ONGOING = "ongoing"
    """Procurements that run without a date (löpande)."""
    OTHER = "other"
    """The groups that ``top=`` leaves out (övriga)."""
    PERSONAL = "personal"
    """All sole traders whose number is a person's (enskilda näringsidkare)."""
    WITHHELD = "withheld"
    """Suppliers whom the publisher of the ledger does not name (uppgiften lämnas inte ut)."""
    UNDATED = "undated"
    """Procurements without a date that could be read (datum inte bestämt)."""
    UNKNOWN = "unknown"
    """What the data does not tell (okänt)."""
    PASSED = "passed"
    """Planned procurements whose time has passed."""
    NOT_PURCHASES = "not_purchases"
    """Accounts that buy nothing: wages, grants, interest, taxes (ej inköp)."""

    @property
    def rank(self) -> int:
        """Its place below the groups."""
        return 0 if self in (Kind.CREDIT, Kind.OPEN) else list(Kind).index(self)


@attrs.frozen(kw_only=True)
class SpendRow:
    """What was bought of one group, in one currency.

    Attributes:
        key: What names the group in code: an industry's code, an account's number, ``2016-Q1``; for a row that is no
            group, its kind.
        label: The name as the data writes it, or the key.
        kind: What the row stands for.
        amount: Net of credits, exact.
        purchases: How many rows of the ledger.
        suppliers: How many distinct suppliers; all sole traders together count as one, an unknown supplier not.
        share: The part of the purchases' total in the currency, 0 to 1; None where it is no part of a whole: the
            total is not positive, the amount is negative or more than the total, or the row is no purchase.
    """

    key: str
    label: str
    kind: Kind
    amount: Money
    purchases: int
    suppliers: int
    share: Decimal | None


@attrs.frozen(kw_only=True)
class PipelineRow:
    """What is planned in one group, in one currency.

    Attributes:
        key: What names the group in code, such as ``2017-Q2``; for a row that is no group, its kind.
        label: The name as the data writes it, or the key.
        kind: What the row stands for.
        procurements: How many.
        low: The sum of the least values; one that is only *at most* counts as nothing. None: no value is known.
        high: The sum of the greatest values; None: no value is known, or one of them has no upper bound.
        without_value: How many of the procurements have no estimated value, or one per year; they are in no sum.
        less_precise: How many of the procurements are placed by the beginning of a longer period: a year, a half-year,
            a season.
    """

    key: str
    label: str
    kind: Kind
    procurements: int
    low: Money | None = None
    high: Money | None = None
    without_value: int = 0
    less_precise: int = 0


def share_of(part: int, whole: int) -> Decimal | None:
    """Return *part* of *whole*, or None where it is no part of it."""
    return DIVISION.divide(Decimal(part), Decimal(whole)) if whole > 0 and 0 <= part <= whole else None
