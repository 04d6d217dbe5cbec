"""The answer of :func:`outreach.analysis.pipeline`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

import attrs

from outreach.analysis._breakdown import Breakdown
from outreach.analysis._rows import PipelineRow
from outreach.errors import CurrencyError
from outreach.model import Estimate, Money

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

_ZERO: Final = Decimal(0)
_COLUMNS: Final[dict[str, type]] = {
    "key": str,
    "label": str,
    "kind": str,
    "currency": str,
    "procurements": int,
    "low": Decimal,
    "high": Decimal,
    "without_value": int,
    "less_precise": int,
}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PipelineBreakdown(Breakdown[PipelineRow]):
    """What is planned, by group (kommande upphandlingar per …).

    Attributes:
        by: The grouping word.
        rows: The rows.
        notes: What a reader must know to read it right: what is left out and why.
    """

    rows: tuple[PipelineRow, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def procurements(self) -> int:
        """How many procurements are in the rows."""
        return sum(row.procurements for row in self.rows)

    @property
    def totals(self) -> tuple[Estimate, ...]:
        """The sums of the values of each currency, what has passed among them."""
        by_currency: dict[str, list[PipelineRow]] = {}
        for row in self.rows:
            if row.low:
                by_currency.setdefault(row.low.currency, []).append(row)
        return tuple(_sum(currency, rows) for currency, rows in sorted(by_currency.items()))

    @property
    def total(self) -> Estimate:
        """The sum of the values of all rows.

        Raises:
            outreach.errors.CurrencyError: There are several currencies, or no value at all.
        """
        totals = self.totals
        if len(totals) != 1:
            what = f"in {', '.join(total.currency for total in totals)}" if totals else "of nothing: no value is known"
            raise CurrencyError(f"no one total {what} (.totals has one for each currency)")
        return totals[0]

    def to_dicts(self) -> list[dict[str, object]]:
        """Return the rows as dictionaries.

        Keys: key, label, kind, currency, procurements, low, high, without_value, less_precise.
        """
        return [_dict(row) for row in self.rows]

    def to_native(self) -> pl.DataFrame:
        """Return the rows as a polars frame with the columns of ``to_dicts()``; low and high are Decimals."""
        import polars as pl  # noqa: PLC0415 - heavy, and only asked for here

        dtypes = {str: pl.String(), int: pl.Int64(), Decimal: pl.Decimal(38, 2)}
        return pl.DataFrame(self.to_dicts(), schema={name: dtypes[kind] for name, kind in _COLUMNS.items()})

    def _row(self, index: int) -> PipelineRow:
        return self.rows[index]

    def _headings(self) -> tuple[str, ...]:
        return (self.by, "procurements", "low", "high", "without value")

    def _cells(self, row: PipelineRow) -> tuple[str, ...]:
        return (row.label, f"{row.procurements:,}", _shown(row.low), _shown(row.high), f"{row.without_value:,}")

    def _sums(self) -> tuple[str, ...]:
        return (f"{self.procurements:,} procurements",)


def _sum(currency: str, rows: list[PipelineRow]) -> Estimate:
    return Estimate(low=_added(row.low for row in rows), high=_added(row.high for row in rows), currency=currency)


def _added(amounts: Iterable[Money | None]) -> Decimal | None:
    """Return the sum, or None if one of the *amounts* is not known."""
    known = [amount.amount if amount else None for amount in amounts]
    return None if None in known else sum(filter(None, known), start=_ZERO)


def _shown(amount: Money | None) -> str:
    return "" if amount is None else str(amount)


def _dict(row: PipelineRow) -> dict[str, object]:
    return {
        "key": row.key,
        "label": row.label,
        "kind": row.kind.value,
        "currency": row.low.currency if row.low else None,
        "procurements": row.procurements,
        "low": row.low.amount if row.low else None,
        "high": row.high.amount if row.high else None,
        "without_value": row.without_value,
        "less_precise": row.less_precise,
    }
