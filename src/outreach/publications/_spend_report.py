"""The report of what was bought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.languages import DEFAULT_LOCALE, Translator
from outreach.publications import _spend_method, _spend_sections
from outreach.publications._slugs import slug_of
from outreach.publications._spend_figures import Figures, ledger_of
from outreach.rendering._publication import Publication

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from outreach.analysis._question import Accounts
    from outreach.blocks import Block
    from outreach.dataset import Dataset
    from outreach.ledger import Ledger


def spend_report(  # noqa: PLR0913 - each is a keyword somebody needs
    data: Dataset | Ledger,
    *,
    locale: str = DEFAULT_LOCALE,
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
        locale: The language, such as ``"sv_SE"`` or ``"en_GB"``.
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
    t = languages.translator(locale)
    if not ledger_of(data):
        return _empty(t, title, today, buyer)
    figures = Figures.of(data, currency=currency, accounts=accounts, municipality=municipality)
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
    yield blocks.KeyFigures(_spend_sections.key_figures(figures, t))
    yield from _spend_sections.local(figures, t)
    yield from _spend_sections.industries(figures, t)
    yield from _spend_sections.suppliers(figures, t)
    yield from _spend_sections.value_bands(figures, t)
    yield from _spend_sections.time(figures, t)
    yield from _spend_method.left_out(figures, t)
    yield _spend_method.method(figures, t)
