"""The slides of a talk about whom we buy from: how many, how large, how much of it local."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from outreach import blocks, languages, rendering
from outreach.analysis import Kind
from outreach.publications import _spend_sections
from outreach.publications._spend_tables import bars, is_in_millions, label, table
from outreach.publications._talk import MOST_BARS, slide
from outreach.publications._talk_bought import count_bar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.analysis import SpendRow
    from outreach.blocks import Slide
    from outreach.languages import Translator
    from outreach.publications._spend_figures import Figures


def slides(figures: Figures, t: Translator) -> Iterable[Slide]:
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
    found, share = figures.local, figures.local_share
    if found.by_number is None or share is None:
        return
    local, known = (languages.format_number(each, t.locale) for each in (found.local_suppliers, found.known_suppliers))
    title = t(
        "{share} of the amount went to local suppliers", share=languages.format_share(share, t.locale, words=True)
    )
    shown = [
        (languages.format_share(share, t.locale), t("of the amount went to local suppliers")),
        (local, t.n("local supplier", "local suppliers", found.local_suppliers)),
        (
            known,
            t.n("supplier whose municipality we know", "suppliers whose municipality we know", found.known_suppliers),
        ),
    ]
    said = [
        rendering.plain(block.text)
        for block in _spend_sections.local(figures, t)
        if isinstance(block, blocks.Paragraph)
    ]
    equal = t("We may not favour anybody for being local. We can make it easy to bid, for all.")
    yield slide(languages.capitalise(title), [blocks.KeyFigures(shown)], *said, equal)
