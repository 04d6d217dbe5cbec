"""What a spend report leaves out and why, and how it was worked out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.analysis import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from outreach.analysis import SpendRow
    from outreach.blocks import Block
    from outreach.languages import Translator
    from outreach.publications._spend_figures import Figures


def left_out(figures: Figures, t: Translator) -> Iterable[Block]:
    """Yield what is not in the figures, and what is not known about those that are (bortfall)."""
    items = [*_not_purchases(figures, t), *_set_aside(figures, t), *_unknown(figures, t), *_personal(figures, t)]
    yield blocks.Heading(t("What is left out, and why"))
    if items:
        yield blocks.List(items)
    else:
        yield blocks.Paragraph(t("Nothing is left out: every row of the ledger is in the figures."))


def _not_purchases(figures: Figures, t: Translator) -> Iterable[str]:
    amount = figures.not_purchases
    if amount is not None:
        shown = languages.format_money_words(amount, t.locale)
        yield t("{amount} are not purchases, but pay, grants, interest or taxes. They are not counted.", amount=shown)


def _set_aside(figures: Figures, t: Translator) -> Iterable[str]:
    rows = figures.set_aside
    if not rows:
        return
    number = languages.format_number(rows, t.locale)
    amount = languages.format_money_words(figures.amount_set_aside, t.locale)
    if figures.amount_set_aside.amount:
        yield t.n(
            "{number} row has a fault and is not counted. Its amount is {amount}.",
            "{number} rows have faults and are not counted. The amounts that could be read are {amount}.",
            rows,
            number=number,
            amount=amount,
        )
        return
    yield t.n(
        "{number} row has a fault and is not counted.",
        "{number} rows have faults and are not counted.",
        rows,
        number=number,
    )


def _unknown(figures: Figures, t: Translator) -> Iterable[str]:
    industry = _share_unknown(figures.by_industry)
    if industry and industry < 1:
        yield t(
            "For {share} of the amount the industry is not known.", share=languages.format_share(industry, t.locale)
        )
    if not figures.local.municipalities:
        yield t("Which suppliers are local cannot be told: the ledger does not say where we are.")
    elif not figures.local.known_suppliers:
        yield t("Which suppliers are local cannot be told: the ledger does not say where they are.")
    else:
        yield from _unknown_places(figures, t)


def _unknown_places(figures: Figures, t: Translator) -> Iterable[str]:
    place = _share_unknown(figures.by_place)
    if place:
        share = languages.format_share(place, t.locale)
        yield t("For {share} of the amount the supplier’s municipality is not known.", share=share)


def _share_unknown(rows: Iterable[SpendRow]) -> Decimal | None:
    return next((row.share for row in rows if row.kind is Kind.UNKNOWN), None)


def _personal(figures: Figures, t: Translator) -> Iterable[str]:
    if any(row.kind is Kind.PERSONAL for row in figures.by_supplier):
        yield t("Sole traders are shown together, without names: their numbers are personal identity numbers.")


def method(figures: Figures, t: Translator) -> blocks.Box:
    """Return how the figures were worked out (metod)."""
    sentences = [*_material(figures, t), *_counting(t), *_industries(figures, t)]
    return blocks.Box(title=t("How we counted"), blocks=[blocks.List(sentences)])


def _material(figures: Figures, t: Translator) -> Iterable[str]:
    files = [re.split(r"[\\/]", report.file)[-1] for report in figures.reports if report.file]
    first, last = (languages.format_date(day, t.locale) for day in figures.dates)
    if files:
        listed = languages.format_list(dict.fromkeys(files), t.locale)
        yield t("The material is our purchase ledger: {files}.", files=listed)
    if first != last:
        yield t("The first purchase is dated {first}, the last {last}.", first=first, last=last)


def _counting(t: Translator) -> Iterable[str]:
    yield t("A purchase is one row of the ledger, with its amount as booked. Credits are subtracted.")
    yield t("A supplier is counted once, by its organisation number; without a number by its name.")
    yield t("Amounts are rounded to be read; the shares are worked out from the exact ones.")


def _industries(figures: Figures, t: Translator) -> Iterable[str]:
    if not any(row.kind is Kind.GROUP for row in figures.by_industry):
        return
    yield t("The industry comes from the row’s own code, else the supplier register, else the account.")
    told = [
        t("{source} for {share} of the amount", source=source, share=languages.format_share(share, t.locale))
        for source, share in _sources(figures, t)
    ]
    if told:
        yield t("It came from {sources}.", sources=languages.format_list(told, t.locale))


def _sources(figures: Figures, t: Translator) -> Iterable[tuple[str, Decimal]]:
    """Yield where the industry of the purchases was learnt, and of what part of them."""
    words = {
        "own code": t("the row’s own code"),
        "supplier register": t("the supplier register"),
        "account plan": t("the account"),
    }
    for source, money in figures.by_industry.sources:
        # What is no purchase was told by the account, and is not in the figures.
        nothing = figures.not_purchases if source == "account plan" else None
        amount = money.amount - (nothing.amount if nothing else 0)
        if source in words and amount > 0 and figures.total.amount > 0:
            yield words[source], amount / figures.total.amount
