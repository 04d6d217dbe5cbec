"""The spend report, and how it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.analysis import Kind
from outreach.publications.facts import files as files_of
from outreach.publications.ids import slug_of
from outreach.publications.public import Projection
from outreach.publications.spend import Figures, ledger_of, tables
from outreach.rendering._publication import Publication

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from outreach.analysis import SpendRow
    from outreach.analysis._question import Accounts
    from outreach.blocks import Block
    from outreach.countries import Country
    from outreach.dataset import Dataset
    from outreach.languages import Translator
    from outreach.ledger import Ledger


def left_out_section(figures: Figures, t: Translator) -> Iterable[Block]:
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


def method_section(figures: Figures, t: Translator) -> blocks.Box:
    """Return how the figures were worked out (metod)."""
    sentences = [*_material(figures, t), *_counting(t), *_industries(figures, t)]
    return blocks.Box(title=t("How we counted"), blocks=[blocks.List(sentences)])


def _material(figures: Figures, t: Translator) -> Iterable[str]:
    files = files_of(figures.view, figures.ledger)
    first, last = (languages.format_date(day, t.locale) for day in figures.dates)
    if files:
        listed = languages.format_list(files, t.locale)
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
    shares = [
        t("{source} for {share} of the amount", source=source, share=languages.format_share(share, t.locale))
        for source, share in _sources(figures, t)
    ]
    if shares:
        yield t("It came from {sources}.", sources=languages.format_list(shares, t.locale))


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


def spend_report(  # noqa: PLR0913 - each is a keyword somebody needs
    data: Dataset | Ledger,
    *,
    locale: str | None = None,
    country: str | Country | None = None,
    lead: str | None = None,
    title: str | None = None,
    today: date | None = None,
    buyer: str = "",
    municipality: str = "",
    currency: str | None = None,
    accounts: Accounts = None,
) -> Publication:
    """Compose the report of what was bought (inköpsrapport): a page that needs no other beside it.

    How much, of how many, how much of it local; then by industry, by the size of purchases, by supplier and over
    time; below them what does not count, with the reason; the method in a box. All sole traders are one line.

    Args:
        data: What was read, or a ledger alone; then what a supplier register would tell is unknown.
        locale: The language, such as ``"sv_SE"`` or ``"en_GB"``; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: the data's, else Sweden.
        lead: The first sentence, where you have a better one.
        title: The heading; None: *Våra inköp 2016*.
        today: The day it is, shown as the day of the update; None: the day of the last purchase.
        buyer: Who bought; empty: the buyer of the ledger, where it names one alone.
        municipality: The buyer's municipality, its code or name; empty: as the ledger says.
        currency: The currency to report on, where the ledger has several: amounts of two are never added.
        accounts: The account plan, as for :func:`outreach.analysis.spend`.

    Raises:
        outreach.errors.CurrencyError: The ledger names no currency, or several of which none is chosen.
        outreach.errors.LanguageError: There is no catalogue for *locale*.
        outreach.errors.QuestionError: There is no such account plan.
        outreach.errors.UnreadableError: There is no such *municipality*.
    """
    view = Projection.of(locale, country, data)
    t = view.t
    lead = view.optional(lead)
    title = view.optional(title)
    buyer = view.text(buyer)
    municipality = view.text(municipality)
    if not ledger_of(data):
        return _empty(t, title, today, buyer)
    figures = Figures.of(data, view, currency=currency, accounts=accounts, municipality=municipality)
    period = languages.format_period(figures.period, t.locale)
    first = lead or lead_of(figures, t)
    return Publication(
        id=slug_of("spend-report", buyer, _stamp(figures)),
        slug=slug_of(t.c("slug", "purchases"), buyer, _stamp(figures)),
        title=title or t("Our purchases, {period}", period=period),
        kind="spend_report",
        locale=t.locale,
        blocks=tuple(_blocks(figures, t, first)),
        summary=first,
        updated=today or figures.dates[1],
        publisher_name=buyer or figures.buyer,
    )


def _empty(t: Translator, title: str | None, today: date | None, buyer: str) -> Publication:
    nothing = t("There are no purchases to report.")
    return Publication(
        id=slug_of("spend-report", buyer),
        slug=slug_of(t.c("slug", "purchases"), buyer),
        title=title or t("Our purchases"),
        kind="spend_report",
        locale=t.locale,
        blocks=[blocks.Paragraph(nothing, lead=True)],
        summary=nothing,
        updated=today,
        publisher_name=buyer,
    )


def _stamp(figures: Figures) -> str:
    """Return the period for an address: ``2016``, or ``2018-01-2018-03``."""
    start, end = figures.period.start, figures.period.end
    if start is None or end is None:
        return ""
    if start.year == end.year and (start.month, end.month) == (1, 12):
        return f"{start:%Y}"
    months = dict.fromkeys((f"{start:%Y-%m}", f"{end:%Y-%m}"))
    return "-".join(months)


def lead_of(figures: Figures, t: Translator) -> str:
    """Return how much was bought, and from how many, in a sentence."""
    amount = languages.format_money_words(figures.total, t.locale)
    count = languages.format_number(figures.suppliers, t.locale)
    period = languages.format_period(figures.period, t.locale)
    if figures.total.amount <= 0:
        return t("In {period} credits were larger than purchases: {amount} in all.", period=period, amount=amount)
    return t.n(
        "In {period} we bought for {amount} from {suppliers} supplier.",
        "In {period} we bought for {amount} from {suppliers} suppliers.",
        figures.suppliers,
        amount=amount,
        suppliers=count,
        period=period,
    )


def _blocks(figures: Figures, t: Translator, lead: str) -> Iterable[Block]:
    yield blocks.Paragraph(lead, lead=True)
    yield blocks.KeyFigures(tables.key_figures(figures, t))
    yield from tables.local_section(figures, t)
    yield from tables.industries_section(figures, t)
    yield from tables.suppliers_section(figures, t)
    yield from tables.value_bands_section(figures, t)
    yield from tables.time_section(figures, t)
    yield from left_out_section(figures, t)
    yield method_section(figures, t)
