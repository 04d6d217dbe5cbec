"""Slides of what was bought and of whom."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import attrs

from outreach import blocks, languages, rendering
from outreach.analysis import Kind
from outreach.blocks import Chart, Slide
from outreach.ledger import Ledger
from outreach.publications.facts import EventFacts, ProcurementFacts, PublicContract, PublicProcurements
from outreach.publications.meetings.fair import tables_of
from outreach.publications.spend.report import lead_of, left_out_section
from outreach.publications.spend.tables import (
    band_of,
    bars,
    industries_section,
    is_in_millions,
    label,
    local_section,
    table,
    value_bands_section,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.analysis import SpendRow
    from outreach.blocks import Block, Text
    from outreach.dataset import Dataset
    from outreach.languages import Translator
    from outreach.publications.facts import PublicSession
    from outreach.publications.public import Projection
    from outreach.publications.spend import Figures


MOST_BARS: Final = 5
"""How many bars a slide shows at most."""
MOST_ROWS: Final = 4
"""How many rows of a table."""
MOST_NEXT: Final = 3
"""How many procurements that come next are told of, with their long titles."""
MONTHS: Final = 18
"""How far ahead contracts that end are told of."""


@attrs.frozen(kw_only=True, eq=False)
class Talk:
    """What a talk speaks of beside purchases.

    Attributes:
        event: The meeting where it is given.
        today: The day it is; None where nothing tells it.
        procurements: Those that were read.
        coming: What can be bid for now and what is planned, the next first.
        ending: The contracts that end within ``MONTHS``, the next first.
    """

    event: EventFacts | None
    today: date | None
    procurements: PublicProcurements
    coming: tuple[ProcurementFacts, ...] = ()
    ending: tuple[PublicContract, ...] = ()

    @classmethod
    def of(
        cls,
        data: Dataset | Ledger,
        view: Projection,
        event: EventFacts | None,
        figures: Figures | None,
        today: date | None,
    ) -> Talk:
        """Find what there is to speak of, on the day the talk is given: what can be bid for *now* is so then."""
        days = [*([today] if today else []), *([event.starts.date()] if event else [])]
        day = max(days, default=figures.dates[1] if figures else None)
        records = None if isinstance(data, Ledger) else data
        procurements = view.procurements(records)
        return cls(
            event=event,
            today=day,
            procurements=procurements,
            coming=procurements.upcoming(day) if day else (),
            ending=view.contracts_ending(records, day, MONTHS) if records is not None and day else (),
        )

    @property
    def tables(self) -> list[PublicSession]:
        """The tables of the meeting, in order."""
        return tables_of(self.event) if self.event else []


def slide(title: str, shown: Iterable[Block], *notes: str | Text) -> Slide:
    """Return a slide: its title says its message, without a full stop; empty notes are left out."""
    message = title.rstrip(".")
    parts = [_without(message, block) if isinstance(block, Chart) else block for block in shown]
    return Slide(title=message, blocks=parts, notes=[note for note in notes if note])


def runners_up(names: Sequence[str], t: Translator) -> str:
    """Return who comes second and third, as it is read aloud: names of industries have an *and* of their own."""
    if len(names) < 2:  # noqa: PLR2004 - the first has nobody behind it
        return ""
    if len(names) == 2:  # noqa: PLR2004
        return t("Then comes {second}.", second=names[1])
    return t("Then comes {second}, and after that {third}.", second=names[1], third=names[2])


def _without(message: str, chart: Chart) -> Chart:
    """Return a chart whose finding is the message of its slide: its title says what is shown, and nothing twice."""
    if chart.title != message or not chart.subtitle:
        return chart
    return attrs.evolve(chart, title=chart.subtitle, subtitle="")


_MANY: Final = 20
"""Fewer purchases than these are told as they are, not in per cent."""


def purchase_slides(figures: Figures, t: Translator) -> Iterable[Slide]:
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
    lists = [block for block in left_out_section(figures, t) if isinstance(block, blocks.List)]
    return " ".join(rendering.plain(item) for block in lists for item in block.items)


def first_bars(section: Iterable[Block]) -> Chart | None:
    """Return the chart of a section of the report with its greatest bars; None where it has none."""
    chart = next((block for block in section if isinstance(block, blocks.Chart)), None)
    return attrs.evolve(chart, bars=chart.bars[:MOST_BARS]) if chart and chart.bars else None


def _industries(figures: Figures, t: Translator) -> Iterable[Slide]:
    chart = first_bars(industries_section(figures, t))
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
        rendering.plain(block.text) for block in value_bands_section(figures, t) if isinstance(block, blocks.Paragraph)
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


def supplier_slides(figures: Figures, t: Translator) -> Iterable[Slide]:
    """Yield whom we buy from (vilka vi köper av), slide by slide."""
    yield from _many(figures, t)
    yield from _largest(figures, t)
    yield from _local(figures, t)


def _groups(figures: Figures, breakdown: Iterable[SpendRow]) -> list[SpendRow]:
    return [row for row in figures.rows(breakdown) if row.kind is Kind.GROUP]


def _period(figures: Figures, t: Translator) -> str:
    return languages.format_period(figures.period, t.locale)


def _many(figures: Figures, t: Translator) -> Iterable[Slide]:
    """Yield how many suppliers share the largest industries."""
    rows = sorted(_groups(figures, figures.by_industry), key=lambda row: -row.suppliers)[:MOST_BARS]
    if len(rows) < 2 or rows[0].suppliers < 2:  # noqa: PLR2004 - nothing to compare
        return
    title = _many_finding(rows, t)
    caption = t("Suppliers by industry, {period}", period=_period(figures, t))
    chart = blocks.Chart(
        title=title,
        subtitle=caption,
        bars=[count_bar(label("industry", row, t), row.suppliers, t) for row in rows],
        alternative=f"{title}.",
        source=t("our purchase ledger"),
        table=table("industry", rows, figures, t, caption=caption, first=t("Industry")),
    )
    many = t("Where many share the purchases, there are often many ways in. Where few do, we want more to bid.")
    yield slide(title, [chart], f"{title}.", t("A supplier can be in several industries."), many)


def _many_finding(rows: Sequence[SpendRow], t: Translator) -> str:
    most = languages.format_number(rows[0].suppliers, t.locale)
    if rows[0].suppliers > rows[1].suppliers:
        return t("{industry} has the most suppliers: {number}", industry=label("industry", rows[0], t), number=most)
    return t.n(
        "No industry has more than {number} supplier",
        "No industry has more than {number} suppliers",
        rows[0].suppliers,
        number=most,
    )


def _largest(figures: Figures, t: Translator) -> Iterable[Slide]:
    rows = _groups(figures, figures.by_supplier)[:MOST_BARS]
    drawn = bars("supplier", rows, t)
    if not drawn:
        return
    caption = t("The largest suppliers, {period}", period=_period(figures, t))
    unit = languages.money_unit(figures.currency, t.locale, millions=is_in_millions(rows))
    title = _largest_finding(rows, figures, t)
    chart = blocks.Chart(
        title=title,
        subtitle=f"{caption}, {unit}" if unit else caption,
        bars=drawn,
        alternative=f"{title}.",
        source=t("our purchase ledger"),
        table=table("supplier", rows, figures, t, caption=caption, first=t("Supplier")),
    )
    caution = t("A large amount is often a large assignment; it says nothing of how it was won.")
    others = figures.suppliers - len(rows)
    number = languages.format_number(others, t.locale)
    rest = t.n(
        "{number} other supplier shares the rest.", "{number} other suppliers share the rest.", others, number=number
    )
    yield slide(title, [chart], f"{title}.", rest if others > 0 else "", caution)


def _largest_finding(rows: Sequence[SpendRow], figures: Figures, t: Translator) -> str:
    shares = [row.share for row in rows if row.share is not None]
    if len(shares) < len(rows) or len(rows) < 2 or figures.suppliers <= len(rows):  # noqa: PLR2004
        return t("The largest supplier is {supplier}", supplier=label("supplier", rows[0], t))
    return t(
        "The {number} largest suppliers got {share} of the amount.",
        number=languages.format_count(len(rows), t.locale),
        share=languages.format_share(sum(shares, start=Decimal(0)), t.locale, words=True),
    ).rstrip(".")


def _local(figures: Figures, t: Translator) -> Iterable[Slide]:
    lists, share = figures.local, figures.local_share
    if lists.by_number is None or share is None:
        return
    local, known = (
        languages.format_number(number, t.locale) for number in (lists.local_suppliers, lists.known_suppliers)
    )
    title = t(
        "{share} of the amount went to local suppliers", share=languages.format_share(share, t.locale, words=True)
    )
    shown = [
        (languages.format_share(share, t.locale), t("of the amount went to local suppliers")),
        (local, t.n("local supplier", "local suppliers", lists.local_suppliers)),
        (
            known,
            t.n("supplier whose municipality we know", "suppliers whose municipality we know", lists.known_suppliers),
        ),
    ]
    sentences = [
        rendering.plain(block.text) for block in local_section(figures, t) if isinstance(block, blocks.Paragraph)
    ]
    equal = t("We may not favour anybody for being local. We can make it easy to bid, for all.")
    yield slide(languages.capitalise(title), [blocks.KeyFigures(shown)], *sentences, equal)
