"""Amounts as written → whole minor units, for a column at a time.

An amount is ``[+-−]?`` up to 15 digits, grouped by threes or not, and at most two decimals. Which sign is the decimal
sign is decided from the whole column: ``1 234,50`` proves the comma, ``1,234.50`` the full stop, ``1.234`` nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

import attrs

from outreach import values, words
from outreach.errors import UnreadableError
from outreach.ledger._columns import pl
from outreach.model import NO_CURRENCY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.ledger._cells import Cells

Way = Literal["cents", "plain", "full"]
SIGNS: Final = (",", ".")
_BLANKS: Final = " \u00a0\u202f\u2009\u2007'\u2019"
_MINUS: Final = "\u2212"
_FIGURES: Final = re.compile(rf"[-+{_MINUS}]?[0-9][0-9.,{_BLANKS}]*[-{_MINUS}]?")
_ROUND: Final = re.compile(r"[:,]-")
_NEARLY_ALL: Final = 0.9
"""Which share of the first amounts a fast way must read to be taken."""
"""What ends a round amount in crowns: ``1 200:-``."""


@cache
def currency_words(home: str) -> Mapping[str, str]:
    """Return word for a currency, in small letters → its code; *home* is what crowns are, which else say nothing."""
    units = {word: unit.currency for word, unit in values.units().items() if unit.currency and unit.scale is None}
    named = {word: home if currency == values.HOME else currency for word, currency in units.items()}
    return {word: currency for word, currency in named.items() if currency != NO_CURRENCY}


@cache
def _patterns() -> tuple[str, str, str, str]:
    """Return what stands before an amount, and after; what names its currency; and what says that it is in crowns."""
    named, every = currency_words(NO_CURRENCY), currency_words(values.HOME)
    crowns = words.any_of(every.keys() - named.keys())
    before = words.any_of(word for word in every if word[-1] != "-")
    return (
        rf"^(?i:{before})\.?\s*",
        rf"\s*(?i:{words.any_of(every)})\.?$",
        rf"(?i)({words.any_of(named)})",
        rf"(?i)[0-9]\s*(?:{crowns})\.?\s*$|^\s*(?:{crowns})\.?\s*-?[0-9]",
    )


@attrs.frozen
class AmountStyle:
    """How a column writes its amounts."""

    decimal: str | None = ","  # the decimal sign; None where the column contradicts itself
    decided: bool = False  # whether the column or the user tells; only then ``1.234`` is a thousand
    way: Way = "full"  # how to read nearly all of them: those with two decimals, the plain ones, or every known form
    names_currency: bool = False  # whether a currency stands beside some amounts in their cells
    has_crowns: bool = False  # whether *kr* stands beside some, without saying whose


def minor(text: pl.Expr, style: AmountStyle) -> pl.Expr:
    """Return the minor units of *text*, null where it is no amount in this style."""
    return _WAYS[style.way](text, style)


def full_style(style: AmountStyle) -> AmountStyle:
    """Return the *style* that reads every known form."""
    return attrs.evolve(style, way="full")


def evidence(text: pl.Expr, sign: str) -> pl.Expr:
    """Return whether *text* is an amount only if *sign* is the decimal sign."""
    other = _other(sign)
    fraction = rf"^[+-]?(?:[0-9]{{1,15}}|[0-9]{{1,3}}(?:[{_BLANKS}{other}][0-9]{{3}})+)[{sign}][0-9]{{1,2}}$"
    groups = rf"^[+-]?[0-9]{{1,3}}(?:[{other}][0-9]{{3}}){{2,}}$"
    return _bare(text).str.contains(f"{fraction}|{groups}")


def ambiguous(text: pl.Expr) -> pl.Expr:
    """Return whether *text* is an amount that only the rest of its column can tell, such as ``1.234``."""
    return _bare(text).str.contains(r"^[+-]?[0-9]{1,3}[.,][0-9]{3}$")


def cell_currency(text: pl.Expr) -> pl.Expr:
    """Return the currency that the cell itself names, null where it names none."""
    named = text.str.extract(_patterns()[2], 1).str.to_lowercase()
    return named.replace_strict(currency_words(NO_CURRENCY), default=None, return_dtype=pl.String)


def in_crowns(text: pl.Expr) -> pl.Expr:
    """Return whether the cell says that its amount is in crowns, without saying whose."""
    return text.str.contains(_patterns()[3]) & cell_currency(text).is_null()


def guess(sample: pl.Series, decimal: str | None) -> AmountStyle:
    """Return the style that the first amounts suggest; the whole column is held against it afterwards."""
    frame = pl.DataFrame({"text": sample})
    text = pl.col("text")
    votes = (evidence(text, sign).sum().alias(sign) for sign in SIGNS)
    comma, point, named, crowns = frame.select(*votes, **_money(text)).row(0)
    sign = decimal or (SIGNS[0] if (comma or 0) >= (point or 0) else SIGNS[1])
    style = AmountStyle(decimal=sign, decided=decimal is not None, names_currency=bool(named), has_crowns=bool(crowns))
    ways = [attrs.evolve(style, way=way) for way in ("cents", "plain")]
    read = frame.drop_nulls().select(minor(text, way).is_not_null().mean().alias(way.way) for way in ways).row(0)
    fast = (way for way, share in zip(ways, read, strict=True) if share is None or share > _NEARLY_ALL)
    return next(fast, style)


def _money(text: pl.Expr) -> dict[str, pl.Expr]:
    """Return whether any *text* names its currency, and whether any says *kr* without saying whose."""
    return {"named": cell_currency(text).is_not_null().any(), "crowns": in_crowns(text).any()}


def _other(sign: str) -> str:
    return SIGNS[1 - SIGNS.index(sign)]


def _cents(text: pl.Expr, style: AmountStyle) -> pl.Expr:
    """Amounts with two decimals: without the sign in front of these they are the minor units already."""
    sign = style.decimal or ","
    size = text.str.len_bytes()
    shape = text.cast(pl.Binary).bin.slice(-3, 1) == sign.encode()
    shape &= size.is_between(len("1,00"), len("123456789012345,00"))
    shape &= ~text.str.starts_with(f"-{sign}") & ~text.str.starts_with(f"+{sign}")
    return pl.when(shape).then(text.str.replace(sign, "", literal=True)).cast(pl.Int64, strict=False)


def _plain(text: pl.Expr, style: AmountStyle) -> pl.Expr:
    sign = style.decimal or ","
    shape = text.str.contains(rf"^-?[0-9]{{1,15}}(?:[{sign}][0-9]{{1,2}})?$")
    return _exact(pl.when(shape).then(_point(text, sign)))


def _full(text: pl.Expr, style: AmountStyle) -> pl.Expr:
    bare = _bare(text)
    if style.decimal is None:
        return _exact(pl.when(bare.str.contains(_shape("", _BLANKS))).then(_dense(bare, _BLANKS)))
    other = _other(style.decimal)
    bare = bare.str.replace(rf"([{style.decimal}][0-9]{{2}})00+$", "$1")  # databases write 1234.5000
    fits = bare.str.contains(_shape(style.decimal, _BLANKS + other))
    if not style.decided:
        fits &= ~bare.str.contains(rf"^[+-]?[0-9]{{1,3}}[{other}][0-9]{{3}}$")
    return _exact(pl.when(fits).then(_point(_dense(bare, _BLANKS + other), style.decimal)))


def _bare(text: pl.Expr) -> pl.Expr:
    """Strip blanks and currency words, and put the minus in front; brackets are a minus: ``(1,000.00)``."""
    credited = text.str.strip_chars().str.replace(r"^\(\s*([0-9][^()]*?)\s*\)$", "-$1")
    stripped = credited.str.replace(_patterns()[0], "").str.replace(_patterns()[1], "")
    signed = stripped.str.replace_all(_MINUS, "-", literal=True)
    return signed.str.replace(r"^([0-9][^-]*?)\s*-$", "-$1")


def _shape(sign: str, groupers: str) -> str:
    """One grouping sign throughout: ``1.234 567`` is no amount."""
    threes = "|".join(rf"[0-9]{{1,3}}(?:{'[.]' if each == '.' else each}[0-9]{{3}})+" for each in groupers)
    fraction = rf"(?:[{sign}][0-9]{{1,2}})?" if sign else ""
    return rf"^[+-]?(?:[0-9]{{1,15}}|{threes}){fraction}$"


def _dense(text: pl.Expr, groupers: str) -> pl.Expr:
    return text.str.replace_all(f"[{groupers}]", "")


def _point(text: pl.Expr, sign: str) -> pl.Expr:
    return text if sign == "." else text.str.replace(sign, ".", literal=True)


def _exact(text: pl.Expr) -> pl.Expr:
    return (text.cast(pl.Decimal(18, 2), strict=False) * 100).cast(pl.Int64)


_WAYS: Final = {"cents": _cents, "plain": _plain, "full": _full}


def _text() -> pl.Expr:
    return pl.col("amount_text")


def read_narrow(cells: Cells, decimal: str | None) -> tuple[pl.DataFrame, AmountStyle]:
    """Return the narrow rows with every amount that can be read, and how the column writes them.

    Args:
        cells: The data rows.
        decimal: The decimal sign, where the user says it.
    """
    style = guess(cells.head("amount"), decimal)
    narrow = cells.narrow(style)
    left = narrow.select(_text()).drop_nulls().unique()
    if left.is_empty():
        return narrow, style
    settled = style if style.decided else _settle(cells, style, left)
    named, crowns = left.select(**_money(_text())).row(0)
    settled = attrs.evolve(
        settled, names_currency=settled.names_currency or named, has_crowns=settled.has_crowns or crowns
    )
    if (settled.decimal, settled.names_currency) != (style.decimal, style.names_currency):
        narrow = cells.narrow(full_style(settled))
        left = narrow.select(_text()).drop_nulls().unique()
    return _filled(narrow, left, full_style(settled)), settled


def _settle(cells: Cells, style: AmountStyle, left: pl.DataFrame) -> AmountStyle:
    """Look at the whole column only where an amount that was left open makes it necessary."""
    contrary = SIGNS[1 - SIGNS.index(style.decimal or ",")]
    doubts = left.select((evidence(_text(), contrary) | ambiguous(_text())).any()).item()
    if not doubts:
        return style
    votes = cells.votes()
    comma, point = (votes[sign] or 0 for sign in SIGNS)
    if comma == point:
        return attrs.evolve(style, decimal=None if comma else style.decimal)
    return attrs.evolve(style, decimal=SIGNS[point > comma], decided=True)


@cache
def _marks() -> re.Pattern[str]:
    """Return what an amount as bookkeepers write it consists of, beside its figures."""
    currency = words.any_of(currency_words(values.HOME))
    credit, debit = (
        words.any_of(word for word in words.listed("booking", side) if len(word) > 1) for side in ("credit", "debit")
    )
    edge = rf"(?:{currency})\.?|(?P<{{0}}credit>{credit})|(?:{debit})|(?P<{{0}}minus>-)"
    before, after = (rf"(?:(?:{edge.format(name)})\s*)*" for name in ("before_", "after_"))
    body = r"(?:(?P<open>\()\s*(?:(?:CURRENCY)\s*)?)?(?P<figures>[0-9][0-9.,' ]*)?(?(open)\s*(?:(?:CURRENCY)\s*)?\))"
    return re.compile(rf"{before}{body.replace('CURRENCY', currency)}\s*(?::-|,-)?\s*{after}", re.ASCII)


def _booked(text: str, style: AmountStyle) -> int | None:
    """Return the minor units of an amount as bookkeepers write it, None where it is none.

    ``-£30.00``, ``($200.00)``, ``30.00 CR`` and ``30,00-`` are credits, ``1 200:-`` is a round amount, ``£-`` is
    nothing. What has two marks of a credit is no amount: what the writer meant is not guessed.
    """
    plain = values.tidy(text).replace("–", "-")
    match = _marks().fullmatch(plain)
    if not match or not plain.strip("- ") or _FIGURES.fullmatch(text.strip()):
        return None
    if style.decimal is None and re.search(r"[0-9][.,][0-9]", plain):
        return None  # the column contradicts itself
    minuses = plain.count("-") - bool(_ROUND.search(plain))
    signs = minuses + sum(match[name] is not None for name in ("before_credit", "after_credit", "open"))
    if match["figures"] is None:
        return 0 if minuses == 1 == signs else None
    if signs > 1:
        return None
    sign: Literal[",", "."] | None = "," if style.decimal == "," else "." if style.decimal else None
    try:
        amount = values.parse_amount(match["figures"].strip(), decimal=sign if style.decided else None)
    except UnreadableError:
        return None
    return int((-amount if signs else amount) * 100)


def _filled(narrow: pl.DataFrame, left: pl.DataFrame, style: AmountStyle) -> pl.DataFrame:
    """Read the few amounts that the fast pass could not."""
    read = left.with_columns(late=minor(_text(), style))
    unread = read.filter(pl.col("late").is_null()).get_column("amount_text").drop_nulls()
    booked = {text: amount for text in unread if (amount := _booked(text, style)) is not None}
    if booked:
        late = _text().replace_strict(booked, default=None, return_dtype=pl.Int64)
        read = read.with_columns(late=pl.coalesce("late", late))
    read = read.drop_nulls()
    if read.is_empty():
        return narrow
    joined = narrow.join(read, on="amount_text", how="left", maintain_order="left")
    late = pl.col("late")
    return joined.with_columns(
        minor=pl.coalesce("minor", late), amount_text=pl.when(late.is_null()).then(_text())
    ).drop("late")
