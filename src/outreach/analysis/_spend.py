"""What was bought, by whom, of whom, of what."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from outreach import notebook
from outreach.analysis import _cells
from outreach.analysis._breakdown import Breakdown, Kind, SpendRow, share_of
from outreach.analysis._question import Question
from outreach.analysis._words import WORDS
from outreach.errors import CurrencyError, QuestionError
from outreach.ledger._columns import pl
from outreach.model import Money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from outreach.analysis._question import Accounts
    from outreach.dataset import Dataset
    from outreach.ledger import Ledger


def spend(
    data: Dataset | Ledger,
    by: str,
    *,
    top: int | None = None,
    bands: Sequence[int] | None = None,
    accounts: Accounts = None,
) -> SpendBreakdown:
    """Break the purchases down by a grouping word (inköp per bransch, leverantör, värde …).

    Args:
        data: What was read, or a ledger alone; then what a supplier register would tell is unknown.
        by: ``supplier``, ``supplier_size``, ``supplier_municipality``, ``buyer``, ``industry``, ``unit``, ``account``,
            ``value_band``, ``month``, ``quarter`` or ``year``.
        top: Keep so many groups of each currency, the greatest; the rest become one row of kind ``other``.
        bands: Lower edges of the value bands in whole major units (kronor), each in the band it begins; below 0 is
            credit. None: 0, 10,000, 100,000, 700,000 and 5,000,000.
        accounts: The account plan that tells industries and what is no purchase: ``"kommun-bas"``, a table from the
            digits accounts begin with to an industry or ``"not-purchases"``, or ``"none"``. None: by industry
            Kommun-Bas, if the ledger's account texts agree with it; by other words none.

    Returns:
        A row for each group and currency, which add up to the ledger's totals exactly: the greatest amount first, ties
        by key; times and value bands in their order; rows that are no groups last.

    Raises:
        outreach.errors.QuestionError: *by*, *top*, *bands* or *accounts* is not known.

    The industry of a purchase is told by its own code, else by the supplier register's SNI code, else by the account
    plan. What an account of the plan says to be no purchase (wages, grants, interest, taxes) is a row of its own,
    whoever was paid: inside the total, outside the shares.
    """
    if by not in WORDS:
        raise QuestionError("spend by", by, tuple(WORDS))
    if top is not None and (isinstance(top, bool) or not isinstance(top, int) or top < 0):
        raise QuestionError("top", str(top), ["a whole number, 0 or more"])
    question = Question.of(data, bands=bands, accounts=accounts)
    cells = question.without_nothing(WORDS[by](question))
    by_source = _cells.added_by_source(cells)
    return SpendBreakdown(
        by=by,
        notes=cells.notes,
        sources=tuple((source, Money.from_minor(amount, currency)) for source, currency, amount in by_source),
        frame=_labelled(_cells.added_up(cells, top), cells.labels),
    )


COLUMNS: Final = ("key", "label", "kind", "currency", "amount", "purchases", "suppliers")


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
    _frame: pl.DataFrame = attrs.field(alias="frame")

    def __len__(self) -> int:
        return self._frame.height

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

    def to_dicts(self) -> list[dict[str, object]]:
        """Return the rows as dictionaries: key, label, kind, currency, amount, purchases, suppliers, share."""
        return [_dict(row) for row in self]

    def to_native(self) -> pl.DataFrame:
        """Return the rows as a polars frame: key, label, kind, currency, amount, purchases, suppliers, share.

        ``amount`` is a Decimal of two places, in major units; ``share`` a float.
        """
        base = {currency: sums[1] for currency, sums in self._sums_of.items()}
        whole = pl.col("currency").replace_strict(base, default=None, return_dtype=pl.Int64)
        part = (pl.col("kind") != Kind.NOT_PURCHASES.value) & (whole > 0) & pl.col("amount").is_between(0, whole)
        share = pl.when(part).then(pl.col("amount") / whole).alias("share")
        return self._frame.with_columns((pl.col("amount").cast(pl.Decimal(38, 2)) / 100).cast(pl.Decimal(38, 2)), share)

    @cached_property
    def _sums_of(self) -> dict[str, tuple[int, int]]:
        """Currency → minor units of all rows, and of the purchases among them."""
        wide = pl.col("amount").cast(pl.Int128)  # sums of sums may pass 64 bits
        bought = wide.filter(pl.col("kind") != Kind.NOT_PURCHASES.value).sum()
        sums = self._frame.group_by("currency").agg(every=wide.sum(), bought=bought).sort("currency")
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


def _labelled(frame: pl.DataFrame, labels: Mapping[str, str]) -> pl.DataFrame:
    if not labels:
        return frame
    label = pl.col("key").replace_strict(dict(labels), default=None, return_dtype=pl.String)
    return frame.with_columns(label=pl.coalesce(pl.when(pl.col("kind") == Kind.GROUP.value).then(label), "label"))


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
