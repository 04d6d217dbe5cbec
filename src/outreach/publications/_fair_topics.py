"""What there is to talk about at each table of a fair: what is bought in its industry, and what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from outreach import analysis, blocks, languages
from outreach.analysis import IndustrySpend
from outreach.analysis._fair import OTHER
from outreach.analysis._pipeline import industry_of
from outreach.model import Period, Procurement
from outreach.publications._fair_tables import industry_label, keys_of
from outreach.publications._spend_figures import whole_months

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from outreach.blocks import Block, Cell
    from outreach.dataset import Dataset
    from outreach.languages import Translator
    from outreach.model import Session


@attrs.frozen(kw_only=True)
class Topics:
    """What is talked about at one table.

    Attributes:
        spent: What was bought, a row for each industry and currency.
        coming: What is open for bids or planned, the next first.
        period: The months of the purchases; None without any.
    """

    spent: tuple[IndustrySpend, ...] = ()
    coming: tuple[Procurement, ...] = ()
    period: Period | None = None

    def when(self, t: Translator) -> str:
        """Return when it was bought: *2016*."""
        return languages.format_period(self.period, t.locale) if self.period else ""


def topics_of(tables: Sequence[Session], data: Dataset | None, today: date) -> list[Topics]:
    """Return what is talked about at each of the *tables*, in their order.

    The table of all other industries has every industry that has no table of its own, too; a table without an industry
    has nothing.
    """
    if data is None:
        return [Topics() for _ in tables]
    own = {key for table in tables for key in keys_of(table)} - {OTHER}
    spent = analysis.industry_suppliers(data)
    coming = [(industry_of(each) or OTHER, each) for each in analysis.upcoming(data, today=today)]
    dates = data.purchases.period
    period = whole_months(*dates) if dates else None

    def topics(keys: tuple[str, ...]) -> Topics:
        return Topics(
            spent=tuple(each for each in spent if is_at(each.key, keys, own)),
            coming=tuple(each for industry, each in coming if is_at(industry, keys, own)),
            period=period,
        )

    return [topics(keys_of(table)) for table in tables]


def is_at(industry: str, keys: tuple[str, ...], own: set[str]) -> bool:
    """Tell whether an *industry* is one of a table's *keys*, or of all others, where *own* have a table."""
    return industry in keys or (OTHER in keys and industry not in own)


def bought(topics: Topics, t: Translator, *, smallest: int = 1) -> Iterable[Block]:
    """Yield what was bought: a sentence for one industry, a table for several; a net credit is not told of.

    Args:
        topics: Of the table.
        t: The language.
        smallest: Of fewer suppliers than these no amount is told: it would tell what one of them was paid.
    """
    told = [each for each in topics.spent if each.amount.amount > 0]
    if len({each.key for each in told}) > 1:
        yield _table(told, topics.when(t), t, smallest)
    else:
        yield from (blocks.Paragraph(_sentence(each, topics.when(t), t, smallest)) for each in told)


def _sentence(each: IndustrySpend, period: str, t: Translator, smallest: int) -> str:
    if each.suppliers < smallest:
        return t("We bought from so few suppliers that we do not tell the amount here.")
    return t.n(
        "In {period} we bought for {amount} from {suppliers} supplier.",
        "In {period} we bought for {amount} from {suppliers} suppliers.",
        each.suppliers,
        amount=languages.format_money_words(each.amount, t.locale),
        suppliers=languages.format_number(each.suppliers, t.locale),
        period=period,
    )


def _table(told: list[IndustrySpend], period: str, t: Translator, smallest: int) -> blocks.Table:
    few = [each for each in told if each.suppliers < smallest]
    return blocks.Table(
        caption=t("What we bought, {period}", period=period),
        columns=[
            blocks.Column(key="industry", title=t("Industry")),
            blocks.Column(key="amount", title=t("Amount"), is_number=True),
            blocks.Column(key="suppliers", title=t("Suppliers"), is_number=True),
        ],
        rows=[_row(each, t, is_told=each not in few) for each in told],
        note=t("Where so few suppliers share an amount that it would reveal what one was paid, we do not show it.")
        if few
        else "",
    )


def _row(each: IndustrySpend, t: Translator, *, is_told: bool) -> tuple[Cell, ...]:
    label = industry_label(each.key, t, each.label)
    return (label, each.amount, each.suppliers) if is_told else (label, blocks.Missing(t("not shown")), t("few"))
