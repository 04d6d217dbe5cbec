"""The tables and charts of a spend report."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from outreach import blocks, codes, languages
from outreach.analysis import Kind
from outreach.errors import QuestionError
from outreach.publications._public import masked
from outreach.publications._tongue import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.analysis import SpendRow
    from outreach.blocks import Cell
    from outreach.languages import Translator
    from outreach.publications._spend_figures import Figures

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
    return masked(row.label)


def _industry(row: SpendRow, locale: str) -> str:
    """Return the industry's name; one outside the vocabulary is called as the ledger calls it."""
    return codes.industry(row.key).label(locale) if _is_known(row.key) else masked(row.label)


def _named(by: str, row: SpendRow, t: Translator) -> str | blocks.Foreign:
    """Return what a row is called in a table; an industry in the ledger's own word is in the ledger's language."""
    called = label(by, row, t)
    is_own = by == "industry" and row.kind is Kind.GROUP and not _is_known(row.key)
    return words(called, "", t) if is_own else called


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
        rows=[_row(_named(by, row, t), row, has_suppliers=has_suppliers) for row in rows],
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
