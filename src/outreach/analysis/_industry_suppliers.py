"""What was bought in each industry, and from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

from outreach.analysis._breakdown import Kind, SpendRow, share_of
from outreach.errors import QuestionError
from outreach.model import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import polars as pl

    from outreach.analysis._question import Accounts, Question
    from outreach.dataset import Dataset
    from outreach.ledger import Ledger

LARGEST: Final = 5
"""How many suppliers of an industry are named, unless another number is asked for."""

_ORDER: Final = (Kind.GROUP, Kind.OTHER, Kind.PERSONAL, Kind.WITHHELD, Kind.UNKNOWN)


@attrs.frozen(kw_only=True)
class IndustrySpend:
    """What was bought in one industry, in one currency (inköp i en bransch).

    Attributes:
        key: The industry's code; the name as written where the vocabulary has none.
        label: The name as the data writes it, or the English one.
        amount: Net of credits, exact.
        purchases: How many rows of the ledger.
        suppliers: How many distinct suppliers; all sole traders together count as one, an unknown supplier not.
        rows: The largest suppliers, then one row each for all others, all sole traders and what names no supplier;
            they add up to *amount*.
    """

    key: str
    label: str
    amount: Money
    purchases: int
    suppliers: int
    rows: tuple[SpendRow, ...]


def industry_suppliers(
    data: Dataset | Ledger, *, top: int = LARGEST, accounts: Accounts = None
) -> tuple[IndustrySpend, ...]:
    """Tell for each industry what was bought, and from whom (leverantörer per bransch).

    Args:
        data: What was read, or a ledger alone; then what a supplier register would tell is unknown.
        top: How many suppliers of each industry have a row of their own.
        accounts: The account plan, as for :func:`outreach.analysis.spend`.

    Returns:
        Currencies in the order of their codes; in each the greatest amount first. What is no purchase, and what no
        industry is known of, is in none.

    Raises:
        outreach.errors.QuestionError: *top* or *accounts* is not known.
    """
    if isinstance(top, bool) or not isinstance(top, int) or top < 0:
        raise QuestionError("top", str(top), ["a whole number, 0 or more"])
    from outreach.analysis._question import Question  # noqa: PLC0415 - it loads polars

    question = Question.of(data, accounts=accounts)
    if not question.ledger:
        return ()
    groups: dict[tuple[str, str, str], list[_Sum]] = {}
    for currency, key, label, *cells in _by_supplier(question).iter_rows():
        groups.setdefault((currency, key, label), []).append(_sum(*cells))
    made = [_industry(key, label, currency, sums, top) for (currency, key, label), sums in groups.items()]
    return tuple(sorted(made, key=lambda industry: (industry.amount.currency, -industry.amount.amount, industry.key)))


def _by_supplier(question: Question) -> pl.DataFrame:
    """Return currency, key and label of the industry, supplier key and name, amount and purchases."""
    import polars as pl  # noqa: PLC0415 - as above

    from outreach.analysis._cells import text_of  # noqa: PLC0415
    from outreach.analysis._industry import industry_cells, industry_of_supplier  # noqa: PLC0415

    cells = industry_cells(question.ledger, question.register(industry_of_supplier), question.plan)
    frame = text_of(cells.frame, "currency", "supplier_key")
    added = frame.group_by("group", "currency", "supplier_key").agg(pl.sum("amount", "purchases"))
    names = text_of(question.ledger.supplier_names(), "supplier_key", "supplier")
    named = added.join(cells.names.filter(pl.col("kind") == Kind.GROUP.value), on="group")
    every = named.join(names, on="supplier_key", how="left")
    return every.select("currency", "key", "label", "supplier_key", "supplier", "amount", "purchases")


class _Sum(NamedTuple):
    """What was bought of somebody, in minor units."""

    kind: Kind
    key: str
    label: str
    minor: int
    purchases: int
    suppliers: int


def _sum(key: str, name: str | None, minor: int, purchases: int) -> _Sum:
    from outreach.ledger import PERSONAL, UNKNOWN, WITHHELD  # noqa: PLC0415 - as above

    if key == UNKNOWN:
        return _Sum(Kind.UNKNOWN, key, key, minor, purchases, 0)
    kind = {PERSONAL: Kind.PERSONAL, WITHHELD: Kind.WITHHELD}.get(key, Kind.GROUP)
    return _Sum(kind, key, name or key, minor, purchases, 1)


def _added(kind: Kind, sums: Sequence[_Sum]) -> _Sum:
    minor, purchases = sum(entry.minor for entry in sums), sum(entry.purchases for entry in sums)
    return _Sum(kind, kind.value, kind.value, minor, purchases, sum(entry.suppliers for entry in sums))


def _industry(key: str, label: str, currency: str, sums: list[_Sum], top: int) -> IndustrySpend:
    ordered = sorted(sums, key=lambda entry: (_ORDER.index(entry.kind), -entry.minor, entry.key))
    named = [entry for entry in ordered if entry.kind is Kind.GROUP]
    rest = [_added(Kind.OTHER, named[top:])] if len(named) > top else []
    whole = _added(Kind.GROUP, ordered)
    return IndustrySpend(
        key=key,
        label=label,
        amount=Money.from_minor(whole.minor, currency),
        purchases=whole.purchases,
        suppliers=whole.suppliers,
        rows=tuple(_shown([*named[:top], *rest, *ordered[len(named) :]], whole.minor, currency)),
    )


def _shown(sums: Iterable[_Sum], whole: int, currency: str) -> Iterable[SpendRow]:
    for entry in sums:
        yield SpendRow(
            key=entry.key,
            label=entry.label,
            kind=entry.kind,
            amount=Money.from_minor(entry.minor, currency),
            purchases=entry.purchases,
            suppliers=entry.suppliers,
            share=share_of(entry.minor, whole),
        )
