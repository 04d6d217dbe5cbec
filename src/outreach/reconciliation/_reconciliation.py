"""What was read, counted and added up, so that nothing can be lost unseen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from outreach import notebook, values
from outreach.errors import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@attrs.frozen(kw_only=True)
class AmountReport:
    """The amounts of one file and part in one currency, in major units and exact.

    Attributes:
        currency: ISO 4217; ``XXX`` where none is named.
        kept: Sum of the rows that count.
        set_aside: Sum of the rows set aside whose amount could be read.
        totals: Sum of the total rows.
    """

    currency: str
    kept: Decimal = Decimal(0)
    set_aside: Decimal = Decimal(0)
    totals: Decimal = Decimal(0)

    @property
    def read(self) -> Decimal:
        """The sum of every amount that could be read: kept + set aside + totals."""
        return values.exact_sum((self.kept, self.set_aside, self.totals))


@attrs.frozen(kw_only=True)
class FileReport:
    """One line of the reconciliation: a file, or a part of it (avstämning).

    Attributes:
        file: The name, as given.
        part: The sheet or member; empty where there is none.
        kind: What it was taken for: ``ledger``, ``procurement list``, ``contract register``, ``supplier register``,
            or ``not understood``.
        source: The name of the source that read it.
        rows: Rows below the headings; rows = kept + set_aside + blank + totals.
        kept: Rows that count.
        set_aside: Rows with a fault in a required field.
        blank: Rows of empty cells, empty lines, and rows that hold no record: sections, notes, repeated headings.
        totals: Rows that add up the others.
        amounts: Per currency: of a ledger's purchases, or of awards.
        unreadable_amounts: How many amounts could not be read (they are in no sum).
        period: The first and last date of the rows kept; None where there is none.
        columns: Heading as written → what it was read as (None: nothing).
        notes: Every assumption: how dates and decimals are written, encoding, delimiter, currency, account plan …
        decided: What the values of the file decided, as options of a source: ``("decimal", ",")``,
            ``("date_order", "dmy")``, ``("currency", "SEK")``, ``("year", 2017)``.
    """

    file: str
    part: str = ""
    kind: str
    source: str = ""
    rows: int = 0
    kept: int = 0
    set_aside: int = 0
    blank: int = 0
    totals: int = 0
    amounts: tuple[AmountReport, ...] = ()
    unreadable_amounts: int = 0
    period: tuple[date, date] | None = None
    columns: tuple[tuple[str, str | None], ...] = ()
    notes: tuple[str, ...] = ()
    decided: tuple[tuple[str, str | int], ...] = ()

    @property
    def adds_up(self) -> bool:
        """Whether every row is accounted for."""
        return self.rows == self.kept + self.set_aside + self.blank + self.totals

    @property
    def name(self) -> str:
        """File and part, as problems write them."""
        return f"{self.file}:{self.part}" if self.part else self.file

    def __str__(self) -> str:
        parts = [f"{self.rows:,} rows = {self.kept:,} kept + {self.set_aside:,} set aside"]
        parts.append(f"+ {self.blank:,} blank + {self.totals:,} totals")
        sums = "; ".join(f"{amount.kept:,.2f} {amount.currency} kept of {amount.read:,.2f}" for amount in self.amounts)
        notes = f" [{'; '.join(self.notes)}]" if self.notes else ""
        return f"{_safe(self.name)}: {self.kind}: {' '.join(parts)}{f'; {sums}' if sums else ''}{notes}"


def _safe(name: str) -> str:
    return shown(name, len(name) + 1)


def _reports(given: Iterable[FileReport]) -> tuple[FileReport, ...]:
    return tuple(given)


@attrs.frozen
class Reconciliation:
    """Per file and part what was read, kept, set aside; the sums likewise (avstämning).

    Attributes:
        files: One report a file and part, in the order of the inputs.
    """

    files: tuple[FileReport, ...] = attrs.field(default=(), converter=_reports)

    @property
    def adds_up(self) -> bool:
        """Whether every row of every file is accounted for."""
        return all(report.adds_up for report in self.files)

    def __iter__(self) -> Iterator[FileReport]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    def __getitem__(self, index: int) -> FileReport:
        return self.files[index]

    def __add__(self, other: Reconciliation) -> Reconciliation:
        return Reconciliation((*self.files, *other.files)) if isinstance(other, Reconciliation) else NotImplemented

    def __str__(self) -> str:
        return "\n".join(map(str, self.files)) or "nothing was read"

    def _repr_html_(self) -> str:
        headings = ("file", "kind", "rows", "kept", "set aside", "blank", "totals", "sum kept", "notes")
        return notebook.table(
            headings, [_cells(report) for report in self.files], caption="Reconciliation", numbers=(2, 3, 4, 5, 6)
        )


def _cells(report: FileReport) -> tuple[str, ...]:
    counts = (report.rows, report.kept, report.set_aside, report.blank, report.totals)
    sums = ", ".join(f"{amount.kept:,.2f} {amount.currency}" for amount in report.amounts)
    return (_safe(report.name), report.kind, *(f"{count:,}" for count in counts), sums, "; ".join(report.notes))
