"""The slides of a talk about what is bought: how much, of what, how large, when."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

import attrs

from outreach import blocks, languages, rendering
from outreach.analysis import Kind
from outreach.publications import _spend_method, _spend_sections
from outreach.publications._spend_report import lead_of
from outreach.publications._spend_tables import band_of, label, table
from outreach.publications._talk import MOST_BARS, runners_up, slide

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.analysis import SpendRow
    from outreach.blocks import Block, Chart, Slide
    from outreach.languages import Translator
    from outreach.publications._spend_figures import Figures

_MANY: Final = 20
"""Fewer purchases than these are told as they are, not in per cent."""


def slides(figures: Figures, t: Translator) -> Iterable[Slide]:
    """Yield what we buy (vad vi köper), slide by slide."""
    yield _whole(figures, t)
    yield from _industries(figures, t)
    yield from _bands(figures, t)


def _whole(figures: Figures, t: Translator) -> Slide:
    period = languages.format_period(figures.period, t.locale)
    amount = languages.format_money_words(figures.total, t.locale)
    title = t("In {period} we bought for {amount}", period=period, amount=amount)
    if figures.total.amount <= 0:
        title = lead_of(figures, t)
    material = t(
        "All figures come from our purchase ledger. Each of its rows is a purchase, and credits are subtracted."
    )
    return slide(title, [blocks.KeyFigures(_figures(figures, t))], lead_of(figures, t), material, _left_out(figures, t))


def _figures(figures: Figures, t: Translator) -> Iterable[tuple[str, str]]:
    yield languages.format_number(figures.suppliers, t.locale), t.n("supplier", "suppliers", figures.suppliers)
    number = languages.format_number(figures.purchases, t.locale)
    yield number, t.n("purchase, large or small", "purchases, large and small", figures.purchases)
    if figures.local_share is not None:
        share = languages.format_share(figures.local_share, t.locale)
        yield share, t("of the amount went to local suppliers")


def _left_out(figures: Figures, t: Translator) -> str:
    """Return in a few sentences what the figures leave out."""
    found = [block for block in _spend_method.left_out(figures, t) if isinstance(block, blocks.List)]
    return " ".join(rendering.plain(item) for block in found for item in block.items)


def first_bars(found: Iterable[Block]) -> Chart | None:
    """Return the chart of a section of the report with its greatest bars; None where it has none."""
    chart = next((block for block in found if isinstance(block, blocks.Chart)), None)
    return attrs.evolve(chart, bars=chart.bars[:MOST_BARS]) if chart and chart.bars else None


def _industries(figures: Figures, t: Translator) -> Iterable[Slide]:
    chart = first_bars(_spend_sections.industries(figures, t))
    if chart is None:
        return
    groups = [row for row in figures.rows(figures.by_industry) if row.kind is Kind.GROUP]
    greatest = t(
        "The largest is {what}, with {amount}.",
        what=label("industry", groups[0], t),
        amount=languages.format_money_words(groups[0].amount, t.locale),
    )
    rest = runners_up([label("industry", row, t) for row in groups], t)
    look = t("Look for your own industry. If it is not on the slide, ask us: we have the figures for all of them.")
    yield slide(chart.title, [chart], greatest, rest, look)


def _bands(figures: Figures, t: Translator) -> Iterable[Slide]:
    rows = [row for row in figures.rows(figures.by_value_band) if row.kind is Kind.GROUP and row.purchases]
    if not rows:
        return
    every = figures.purchases  # as the last row of the table says: whoever reckons it out gets the same share
    title = _band_finding(max(rows, key=lambda row: row.purchases), every, t)
    caption = t("How many purchases of each size, {period}", period=languages.format_period(figures.period, t.locale))
    numbers = table(
        "value_band",
        figures.rows(figures.by_value_band),
        figures,
        t,
        caption=caption,
        first=t("Amount of the purchase"),
    )
    chart = blocks.Chart(
        title=title,
        subtitle=caption,
        bars=[count_bar(label("value_band", row, t), row.purchases, t) for row in rows[:MOST_BARS]],
        alternative=f"{title}.",
        source=t("our purchase ledger"),
        table=numbers,
    )
    small = [
        rendering.plain(block.text)
        for block in _spend_sections.value_bands(figures, t)
        if isinstance(block, blocks.Paragraph)
    ]
    meaning = t("So size alone need not stop you: a small company can have room for many of our purchases.")
    yield slide(title, [chart], *small, f"{title}.", meaning if len(rows) > 1 else "")


def _band_finding(row: SpendRow, every: int, t: Translator) -> str:
    band = band_of(row, t.locale)
    if every < _MANY:
        return t("The most common purchase is {band}", band=band)
    share = languages.format_share(Decimal(row.purchases) / every, t.locale, words=True)
    return t("{share} of our purchases are {band} each", share=languages.capitalise(share), band=band)


def count_bar(name: str, number: int, t: Translator) -> blocks.Bar:
    """Return the bar of something counted."""
    return blocks.Bar(label=name, value=Decimal(number), shown=languages.format_number(number, t.locale))
