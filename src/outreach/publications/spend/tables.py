"""Tables, charts and sections of the spend report."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from outreach import blocks, codes, languages, values
from outreach.analysis import Kind
from outreach.blocks import ChartKind
from outreach.errors import QuestionError
from outreach.model import Money
from outreach.publications.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.analysis import SpendRow
    from outreach.blocks import Block, Cell
    from outreach.languages import Translator
    from outreach.publications.public import Projection
    from outreach.publications.spend import Figures


_MILLION: Final = Decimal(10**6)
_SMALLEST: Final = Decimal("0.1")


def label(by: str, row: SpendRow, t: Translator) -> str:
    """Return what a *row* of a breakdown by *by* is called in the language."""
    named = languages.group_label(by, row.kind, t.locale) if row.kind is not Kind.GROUP else None
    if named is not None:
        return languages.capitalise(named)
    if by == "industry":
        return _industry(row, t.locale)
    if by == "value_band":
        return languages.capitalise(band_of(row, t.locale))
    if by == "quarter":
        year, _, quarter = row.key.partition("-Q")
        return languages.capitalise(languages.quarter_of(int(year), int(quarter), t.locale))
    return row.label


def _industry(row: SpendRow, locale: str) -> str:
    """Return the industry's name; one outside the vocabulary is called as the ledger calls it."""
    return codes.industry(row.key).label(locale) if _is_known(row.key) else row.label


def _named(by: str, row: SpendRow, view: Projection) -> str | blocks.Foreign:
    """Return what a row is called in a table; an industry in the ledger's own word is in the ledger's language."""
    called = label(by, row, view.t)
    is_own = by == "industry" and row.kind is Kind.GROUP and not _is_known(row.key)
    return words(called, view.lang, view.t) if is_own else called


def _is_known(key: str) -> bool:
    try:
        codes.industry(key)
    except QuestionError:
        return False
    return True


def band_of(row: SpendRow, locale: str) -> str:
    """Return the amounts of a value band as a sentence tells them."""
    low, _, high = row.key.partition("-")
    upper = Decimal(high) if high else None
    return languages.format_band(Decimal(low), upper, row.amount.currency, locale)


def table(  # noqa: PLR0913 - each says another thing
    by: str, rows: Sequence[SpendRow], figures: Figures, t: Translator, *, caption: str, first: str
) -> blocks.Table:
    """Return *rows* as a table with the total of the purchases; a supplier may stand in several rows.

    Args:
        by: The grouping word.
        rows: Of the breakdown, without what is no purchase.
        figures: For the total.
        t: The language.
        caption: What it shows.
        first: The heading of the first column.
    """
    has_suppliers = by != "supplier"
    return blocks.Table(
        caption=caption,
        columns=_columns(by, first, t, has_suppliers=has_suppliers),
        rows=[_row(_named(by, row, figures.view), row, has_suppliers=has_suppliers) for row in rows],
        total=_total(figures, t, has_suppliers=has_suppliers),
        download=f"{t.c('slug', 'purchases')}-{_stem(by, t)}",
        note=_note(by, t),
    )


def _columns(by: str, first: str, t: Translator, *, has_suppliers: bool) -> list[blocks.Column]:
    suppliers = [blocks.Column(key="suppliers", title=t("Suppliers"), is_number=True)] if has_suppliers else []
    return [
        blocks.Column(key=by, title=first),
        blocks.Column(key="amount", title=t("Amount"), is_number=True),
        blocks.Column(key="share", title=t("Share"), is_number=True),
        blocks.Column(key="purchases", title=t("Purchases"), is_number=True),
        *suppliers,
    ]


def _row(name: str | blocks.Foreign, row: SpendRow, *, has_suppliers: bool) -> tuple[Cell, ...]:
    share = blocks.Share(row.share) if row.share is not None else None
    return (name, row.amount, share, row.purchases, *([row.suppliers] if has_suppliers else []))


def _total(figures: Figures, t: Translator, *, has_suppliers: bool) -> tuple[Cell, ...]:
    counted: list[Cell] = [figures.suppliers] if has_suppliers else []
    whole = blocks.Share(Decimal(1)) if figures.total.amount > 0 else None
    return (t("All purchases"), figures.total, whole, figures.purchases, *counted)


def _note(by: str, t: Translator) -> str:
    if by in ("industry", "value_band", "quarter", "year", "supplier_municipality"):
        return t("A supplier can be in several rows, and is counted once in the last.")
    return ""


def _stem(by: str, t: Translator) -> str:
    """Return the end of a download's name in the language."""
    return {
        "industry": t.c("slug", "by-industry"),
        "value_band": t.c("slug", "by-size"),
        "supplier": t.c("slug", "by-supplier"),
        "supplier_municipality": t.c("slug", "by-municipality"),
        "year": t.c("slug", "by-year"),
        "quarter": t.c("slug", "by-quarter"),
    }[by]


def bars(by: str, rows: Iterable[SpendRow], t: Translator) -> tuple[blocks.Bar, ...]:
    """Return the bars of *rows*; a net credit has none, it stands in the table."""
    drawn = [row for row in rows if row.amount.amount > 0]
    in_millions = is_in_millions(drawn)
    return tuple(
        blocks.Bar(
            label=label(by, row, t),
            value=row.amount.amount,
            shown=_shown(row.amount.amount, t.locale, t, in_millions=in_millions),
            is_rest=row.kind is not Kind.GROUP,
        )
        for row in drawn
    )


def is_in_millions(rows: Iterable[SpendRow]) -> bool:
    """Tell whether the values of a chart are shown in millions."""
    return max((row.amount.amount for row in rows), default=Decimal(0)) >= _MILLION


def _shown(amount: Decimal, locale: str, t: Translator, *, in_millions: bool) -> str:
    if not in_millions:
        return languages.format_number(amount, locale, decimals=0)
    millions = amount / _MILLION
    if millions < _SMALLEST / 2:
        return t("below {amount}", amount=languages.format_number(_SMALLEST, locale))
    return languages.format_number(millions, locale, decimals=1)


_FEW: Final = 5
"""How many groups a finding speaks of at most."""
_MOST: Final = Decimal("0.66")
"""From which share on fewer groups are finding enough."""
_SMALL: Final = Decimal(100_000)
_MANY: Final = 20
"""Fewer purchases than these are told as they are, not in per cent."""


def key_figures(figures: Figures, t: Translator) -> Iterable[tuple[str, str]]:
    """Yield the few figures that matter (nyckeltal): how much, of how many, of what, how much local."""
    yield languages.format_money_words(figures.total, t.locale), t("spent on purchases")
    yield languages.format_number(figures.suppliers, t.locale), t.n("supplier", "suppliers", figures.suppliers)
    greatest = next((row for row in figures.by_industry if row.kind is Kind.GROUP and row.share is not None), None)
    if greatest is not None and greatest.share is not None:
        name = label("industry", greatest, t)
        share = languages.format_share(greatest.share, t.locale)
        yield share, t("of the amount went to the largest industry, {industry}", industry=name)
    if figures.local_share is not None:
        share = languages.format_share(figures.local_share, t.locale)
        yield share, t("of the amount went to local suppliers")


def local_section(figures: Figures, t: Translator) -> Iterable[Block]:
    """Yield how much stays in the municipality (lokala leverantörer), with the base of every share."""
    local = figures.local
    if local.by_number is None or figures.local_share is None:
        return
    share, value = (languages.format_share(ratio, t.locale) for ratio in (local.by_number, figures.local_share))
    yield blocks.Heading(t("Local suppliers"))
    yield blocks.Paragraph(
        t.n(
            "Of {known} supplier with a known municipality, {local} is local ({share}). "
            "They got {value} of the amount.",
            "Of {known} suppliers with a known municipality, {local} are local ({share}). "
            "They got {value} of the amount.",
            local.known_suppliers,
            local=languages.format_number(local.local_suppliers, t.locale),
            known=languages.format_number(local.known_suppliers, t.locale),
            share=share,
            value=value,
        )
    )
    yield blocks.Paragraph(_what_is_local(figures, t))
    places = figures.rows(figures.by_place)
    if any(row.kind is Kind.GROUP for row in places):
        caption = t("Purchases by the suppliers’ municipality, {period}", period=_period(figures, t))
        yield table("supplier_municipality", places, figures, t, caption=caption, first=t("Municipality"))


def _what_is_local(figures: Figures, t: Translator) -> str:
    local = figures.local
    sentences = [t("A supplier is local when it is in the same municipality as we are.")]
    unknown = local.suppliers - local.known_suppliers
    if unknown:
        number = languages.format_number(unknown, t.locale)
        sentences.append(
            t.n(
                "We do not know the municipality of {number} supplier.",
                "We do not know the municipality of {number} suppliers.",
                unknown,
                number=number,
            )
        )
    return " ".join(sentences)


def industries_section(figures: Figures, t: Translator) -> Iterable[Block]:
    """Yield the purchases by industry (bransch)."""
    rows = figures.rows(figures.by_industry)
    groups = [row for row in rows if row.kind is Kind.GROUP]
    yield blocks.Heading(t("What we buy"))
    if not groups:
        yield blocks.Paragraph(t("The ledger does not tell which industries we buy from."))
        return
    caption = t("Purchases by industry, {period}", period=_period(figures, t))
    numbers = table("industry", rows, figures, t, caption=caption, first=t("Industry"))
    finding = _industries_finding(groups, t)
    yield blocks.Chart(
        title=finding,
        subtitle=t("Purchases by industry, {unit}, {period}", unit=_unit(rows, t), period=_period(figures, t)),
        bars=bars("industry", rows, t),
        alternative=f"{finding}. {_greatest('industry', groups[0], t)}",
        source=t("our purchase ledger"),
        table=numbers,
    )


def _industries_finding(groups: Sequence[SpendRow], t: Translator) -> str:
    shares = [row.share for row in groups if row.share is not None]
    if len(shares) < 2:  # noqa: PLR2004 - nothing to compare
        return t("We buy most from one industry: {industry}", industry=label("industry", groups[0], t))
    number, together = _few(shares)
    return t(
        "{number} industries make up {share} of the purchases",
        number=languages.capitalise(languages.format_count(number, t.locale)),
        share=languages.format_share(together, t.locale, words=True),
    )


def _few(shares: Sequence[Decimal]) -> tuple[int, Decimal]:
    """Return how few of the greatest make up most, two to five, and their share."""
    for number in range(2, min(_FEW, len(shares)) + 1):
        together = sum(shares[:number], start=Decimal(0))
        if together >= _MOST:
            return number, together
    number = min(_FEW, len(shares))
    return number, sum(shares[:number], start=Decimal(0))


def _greatest(by: str, row: SpendRow, t: Translator) -> str:
    amount = languages.format_money_words(row.amount, t.locale)
    return t("The largest is {what}, with {amount}.", what=label(by, row, t), amount=amount)


def value_bands_section(figures: Figures, t: Translator) -> Iterable[Block]:
    """Yield the purchases by the size of each (värde)."""
    rows = figures.rows(figures.by_value_band)
    yield blocks.Heading(t("Small purchases and large ones"))
    finding = _small_finding(rows, figures, t)
    if finding:
        yield blocks.Paragraph(finding)
    caption = t("Purchases by the amount of each, {period}", period=_period(figures, t))
    yield table("value_band", rows, figures, t, caption=caption, first=t("Amount of the purchase"))


def _upper(row: SpendRow) -> Decimal | None:
    high = row.key.partition("-")[2]
    return Decimal(high) if high else None


def _small_finding(rows: Sequence[SpendRow], figures: Figures, t: Translator) -> str:
    """Say how many purchases are small, and what part of the amount they are; nothing where it would be no part."""
    small = [row for row in rows if row.kind is Kind.GROUP and (_upper(row) or _SMALL + 1) <= _SMALL]
    count, every = (sum(row.purchases for row in of if row.kind is Kind.GROUP) for of in (small, rows))
    amount = values.exact_sum(row.amount.amount for row in small)
    if every < _MANY or not 0 < amount <= figures.total.amount:
        return ""
    return t(
        "{count} of {all} purchases were below {limit} ({share}); they are {value} of the amount.",
        count=languages.format_number(count, t.locale),
        all=languages.format_number(every, t.locale),
        limit=languages.format_money(Money(amount=_SMALL, currency=figures.currency), t.locale),
        share=languages.format_share(Decimal(count) / every, t.locale),
        value=languages.format_share(amount / figures.total.amount, t.locale),
    )


def suppliers_section(figures: Figures, t: Translator) -> Iterable[Block]:
    """Yield the greatest suppliers (leverantörer), and what all others got."""
    rows = figures.rows(figures.by_supplier)
    named = [row for row in rows if row.kind is Kind.GROUP]
    if not named:
        return
    yield blocks.Heading(t("Whom we buy from"))
    shares = [row.share for row in named if row.share is not None]
    if len(shares) > 1 and figures.suppliers > len(named):
        yield blocks.Paragraph(_suppliers_finding(shares, t))
    caption = t("The largest suppliers, {period}", period=_period(figures, t))
    yield table("supplier", rows, figures, t, caption=caption, first=t("Supplier"))


def _suppliers_finding(shares: Sequence[Decimal], t: Translator) -> str:
    together = sum(shares, start=Decimal(0))
    finding = t(
        "The {number} largest suppliers got {share} of the amount.",
        number=languages.format_count(len(shares), t.locale),
        share=languages.format_share(together, t.locale, words=True),
    )
    caution = t("A large amount is often a large assignment; it says nothing of how it was won.")
    return f"{finding} {caution}"


def time_section(figures: Figures, t: Translator) -> Iterable[Block]:
    """Yield the purchases over time, if there is more than one quarter."""
    breakdown = figures.over_time
    rows = [row for row in figures.rows(breakdown) if row.kind is Kind.GROUP]
    if len(rows) < 2:  # noqa: PLR2004 - nothing to compare
        return
    by = breakdown.by
    first = t("Year") if by == "year" else t("Quarter")
    caption = t("Purchases over time, {period}", period=_period(figures, t))
    greatest = max(rows, key=lambda row: row.amount.amount)
    finding = t("We bought most {when}", when=_when(by, greatest, t))
    yield blocks.Heading(t("When we bought"))
    yield blocks.Chart(
        title=finding,
        subtitle=t("Purchases over time, {unit}, {period}", unit=_unit(rows, t), period=_period(figures, t)),
        bars=bars(by, rows, t),
        kind=ChartKind.COLUMNS,
        alternative=f"{finding}: {languages.format_money_words(greatest.amount, t.locale)}.",
        source=t("our purchase ledger"),
        table=table(by, rows, figures, t, caption=caption, first=first),
    )


def _when(by: str, row: SpendRow, t: Translator) -> str:
    """Return a year or a quarter as a sentence tells it."""
    if by == "year":
        return t("in {year}", year=row.key)
    year, _, number = row.key.partition("-Q")
    return t("in the {quarter}", quarter=languages.quarter_of(int(year), int(number), t.locale))


def _period(figures: Figures, t: Translator) -> str:
    return languages.format_period(figures.period, t.locale)


def _unit(rows: Sequence[SpendRow], t: Translator) -> str:
    return languages.money_unit(rows[0].amount.currency, t.locale, millions=is_in_millions(rows))
