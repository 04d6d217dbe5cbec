"""The answer of :func:`outreach.analysis.spend`, kept as columns: rows become objects when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Context, Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from outreach import notebook
from outreach.analysis._breakdown import Breakdown
from outreach.analysis._rows import Kind, SpendRow
from outreach.errors import CurrencyError
from outreach.model import Money

if TYPE_CHECKING:
    import polars as pl  # noqa: TC004 - heavy: attrs never asks what the annotation means

COLUMNS: Final = ("key", "label", "kind", "currency", "amount", "purchases", "suppliers")

DIVISION: Final = Context(prec=28)
"""Shares are the same whatever precision the user's own arithmetic has."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class SpendBreakdown(Breakdown[SpendRow]):
    """What was bought, by group and currency (inköp per …).

    Attributes:
        by: The grouping word.
        sources: Where the groups were learnt, most trusted first, with the amount: ``("own code", Money)``; for each
            currency they add up to its total.
        notes: What a reader must know to read it right.
    """

    sources: tuple[tuple[str, Money], ...] = ()
    _bare: pl.DataFrame = attrs.field(alias="frame")
    _labels: Callable[[], Mapping[str, str]] = attrs.field(default=dict, alias="labels")

    def __len__(self) -> int:
        return self._bare.height

    @property
    def totals(self) -> tuple[Money, ...]:
        """The sum of each currency, in the order of their codes; exactly the ledger's."""
        return tuple(Money.from_minor(minor, currency) for currency, (minor, _) in self._sums_of.items())

    @property
    def total(self) -> Money:
        """The sum of all rows.

        Raises:
            outreach.errors.CurrencyError: There are several currencies, or no purchase at all.
        """
        totals = self.totals
        if len(totals) != 1:
            what = f"in {', '.join(total.currency for total in totals)}" if totals else "of nothing: it has no currency"
            raise CurrencyError(f"no one total {what} (.totals has one for each currency)")
        return totals[0]

    @property
    def purchases_totals(self) -> tuple[Money, ...]:
        """The sum of each currency without what is no purchase: what the shares are parts of."""
        return tuple(Money.from_minor(base, currency) for currency, (_, base) in self._sums_of.items())

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the rows with their labels, since the ledger that would be asked for them may not pickle."""
        return _made, (self.by, self.notes, self.sources, self._frame)

    def to_dicts(self) -> list[dict[str, object]]:
        """Return the rows as dictionaries: key, label, kind, currency, amount, purchases, suppliers, share."""
        return [_dict(row) for row in self]

    def to_native(self) -> pl.DataFrame:
        """Return the rows as a polars frame: key, label, kind, currency, amount, purchases, suppliers, share.

        ``amount`` is a Decimal of two places, in major units; ``share`` a float.
        """
        import polars as pl  # noqa: PLC0415 - heavy, and only asked for here

        base = {currency: sums[1] for currency, sums in self._sums_of.items()}
        whole = pl.col("currency").replace_strict(base, default=None, return_dtype=pl.Int64)
        part = (pl.col("kind") != Kind.NOT_PURCHASES.value) & (whole > 0) & pl.col("amount").is_between(0, whole)
        share = pl.when(part).then(pl.col("amount") / whole).alias("share")
        return self._frame.with_columns((pl.col("amount").cast(pl.Decimal(38, 2)) / 100).cast(pl.Decimal(38, 2)), share)

    @cached_property
    def _frame(self) -> pl.DataFrame:
        """The rows with their labels."""
        import polars as pl  # noqa: PLC0415 - as above

        better = self._labels()
        if not better:
            return self._bare
        label = pl.col("key").replace_strict(dict(better), default=None, return_dtype=pl.String)
        is_group = pl.col("kind") == Kind.GROUP.value
        return self._bare.with_columns(label=pl.coalesce(pl.when(is_group).then(label), "label"))

    @cached_property
    def _sums_of(self) -> dict[str, tuple[int, int]]:
        """Currency → minor units of all rows, and of the purchases among them."""
        import polars as pl  # noqa: PLC0415 - loaded already where there is a frame

        wide = pl.col("amount").cast(pl.Int128)  # sums of sums may pass 64 bits
        bought = wide.filter(pl.col("kind") != Kind.NOT_PURCHASES.value).sum()
        sums = self._bare.group_by("currency").agg(every=wide.sum(), bought=bought).sort("currency")
        return {currency: (every, of_these) for currency, every, of_these in sums.iter_rows()}

    def _row(self, index: int) -> SpendRow:
        key, label, kind, currency, amount, purchases, suppliers = self._frame.row(index)
        return SpendRow(
            key=key,
            label=label,
            kind=Kind(kind),
            amount=Money.from_minor(amount, currency),
            purchases=purchases,
            suppliers=suppliers,
            share=None if kind == Kind.NOT_PURCHASES else share_of(amount, self._sums_of[currency][1]),
        )

    def _headings(self) -> tuple[str, ...]:
        return (self.by, "amount", "share", "purchases", "suppliers")

    def _cells(self, row: SpendRow) -> tuple[str, ...]:
        share = "" if row.share is None else f"{row.share:.1%}"
        return (row.label, str(row.amount), share, f"{row.purchases:,}", f"{row.suppliers:,}")

    def _bar(self, row: SpendRow) -> str:
        return notebook.bar(row.share)

    def _sums(self) -> tuple[str, ...]:
        return tuple(map(str, self.totals))


def _made(
    by: str, notes: tuple[str, ...], sources: tuple[tuple[str, Money], ...], frame: pl.DataFrame
) -> SpendBreakdown:
    return SpendBreakdown(by=by, notes=notes, sources=sources, frame=frame)


def share_of(part: int, whole: int) -> Decimal | None:
    """Return *part* of *whole*, or None where it is no part of it."""
    return DIVISION.divide(Decimal(part), Decimal(whole)) if whole > 0 and 0 <= part <= whole else None


def _dict(row: SpendRow) -> dict[str, object]:
    return {
        "key": row.key,
        "label": row.label,
        "kind": row.kind.value,
        "currency": row.amount.currency,
        "amount": row.amount.amount,
        "purchases": row.purchases,
        "suppliers": row.suppliers,
        "share": row.share,
    }
