"""Numbers, shares and amounts: exact, rounded only to be shown, half up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

from outreach.languages._catalogues import Translator, normalise, translator
from outreach.languages._dates import MOST, _babel
from outreach.model import NO_CURRENCY, Estimate, Money

_MINUS: Final = "\N{MINUS SIGN}"
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_EN_DASH: Final = "–"
_MILLION: Final = Decimal(10**6)
_BILLION: Final = Decimal(10**9)
_ONE_PERCENT: Final = Decimal("0.01")
_MANY: Final = 100


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def format_number(number: int | Decimal, locale: str, *, decimals: int | None = None) -> str:
    """Return a *number* (tal): ``1 200 000``, ``−3,5``; *decimals* rounds half up, None shows every one there is."""
    value = Decimal(number) if decimals is None else _rounded(Decimal(number), decimals)
    # As text: 1 and 1.0 are equal, and would be each other's in the cache.
    text = _number(f"{abs(value):,f}", normalise(locale))
    return f"{_MINUS}{text}" if value < 0 else text


@lru_cache(MOST)
def _number(plain: str, locale: str) -> str:
    """Write by Babel's signs; its own formatting rounds half to even, and writes a hyphen for a minus."""
    symbols = _babel(locale).number_symbols["latn"]
    whole, _, decimals = plain.partition(".")
    return whole.replace(",", symbols["group"]) + (f"{symbols['decimal']}{decimals}" if decimals else "")


def format_count(number: int, locale: str) -> str:
    """Return a small *number* as a word (två … tolv), so that a sentence may begin with it; else as a number."""
    t = translator(locale)
    words = (
        t("two"),
        t("three"),
        t("four"),
        t("five"),
        t("six"),
        t("seven"),
        t("eight"),
        t("nine"),
        t("ten"),
        t("eleven"),
        t("twelve"),
    )
    return words[number - 2] if 2 <= number < 2 + len(words) else format_number(number, locale)  # noqa: PLR2004


def format_share(share: Decimal, locale: str, *, words: bool = False) -> str:
    """Return a part of a whole (andel), 0 to 1: ``42 %``, with *words* ``42 procent``.

    What rounds to nothing or to all, and is neither, says so: ``mindre än 1 %``, ``mer än 99 %``.
    """
    t = translator(locale)
    percent = _rounded(share * 100, 0)
    if 0 < share < 1 and percent in (0, 100):
        edge = _percent(1 if percent == 0 else 99, t, words)
        return t("less than {share}", share=edge) if percent == 0 else t("more than {share}", share=edge)
    return _percent(percent, t, words)


def _percent(number: int | Decimal, t: Translator, words: bool) -> str:  # noqa: FBT001 - a private helper
    text = format_number(number, t.locale, decimals=0)
    return t("{number} per cent", number=text) if words else t("{number}%", number=text)


@lru_cache(MOST)
def _around(currency: str, locale: str, in_words: bool) -> tuple[str, str]:  # noqa: FBT001
    """Return what stands before and after an amount: ``SEK`` and nothing, or nothing and ``kr``."""
    if currency == NO_CURRENCY:
        return "", ""
    from babel.numbers import get_currency_symbol  # noqa: PLC0415

    babel = _babel(locale)
    symbol = get_currency_symbol(currency, babel)
    if babel.currency_formats["standard"].pattern.startswith("¤"):
        return (f"{symbol}{_NO_BREAK}" if symbol.isalpha() else symbol), ""
    return "", _NO_BREAK + (_name(currency, locale) if in_words else symbol)


def _name(currency: str, locale: str) -> str:
    """Return a currency's name in the plural; at home nobody says whose (*svenska kronor*)."""
    from babel.numbers import get_currency_name  # noqa: PLC0415

    name = get_currency_name(currency, 2, _babel(locale))
    return name.rpartition(" ")[2] if currency == _at_home(locale) else name


@lru_cache(MOST)
def _at_home(locale: str) -> str:
    """Return the money of the country whose region a *locale* names: that of ``sv_SE`` is the Swedish krona."""
    from babel.numbers import get_territory_currencies  # noqa: PLC0415

    return next(iter(get_territory_currencies(_babel(locale).territory or "")), NO_CURRENCY)


def format_money(money: Money, locale: str, *, exact: bool = False) -> str:
    """Return an amount for a table (belopp): ``1 200 000 kr``; *exact* with decimals: ``1 200 000,50 kr``.

    The minus stands first, as in CLDR: ``−£1,200``. An amount of no named currency is a number alone.
    """
    return _money(money, normalise(locale), 2 if exact else 0)


@lru_cache(MOST)
def _money(money: Money, locale: str, decimals: int) -> str:
    amount = _rounded(money.amount, decimals)
    before, after = _around(money.currency, locale, in_words=False)
    return f"{_MINUS if amount < 0 else ''}{before}{format_number(abs(amount), locale)}{after}"


def format_money_words(money: Money, locale: str) -> str:
    """Return an amount for a sentence (belopp): ``1,2 miljoner kronor``, ``450 000 kronor``, rounded.

    One decimal below 100 millions, none above.
    """
    return _worded(money.amount, money.currency, translator(locale))


def money_unit(currency: str, locale: str, *, millions: bool = False) -> str:
    """Return the unit of a column or an axis (enhet): ``kronor``, ``miljoner kronor``; empty for no named currency."""
    t = translator(locale)
    before, after = _around(currency, t.locale, in_words=True)
    name = f"{before}{after}".strip()
    if not millions:
        return name
    return t("{currency} million", currency=name) if name else t("millions")


def _worded(amount: Decimal, currency: str, t: Translator, decimals: int | None = None) -> str:
    size = abs(amount)
    sign = _MINUS if amount < 0 else ""
    unit = _unit_of(size)
    if unit == 1:
        return f"{sign}{_in_unit(format_number(size, t.locale, decimals=0), 2, unit, currency, t)}"
    count = _short(size / unit, decimals)
    return f"{sign}{_in_unit(format_number(count, t.locale), 1 if count == 1 else 2, unit, currency, t)}"


def _unit_of(size: Decimal) -> Decimal:
    """Return the unit of an amount in words; rounding may carry over: 999.6 millions are a billion.

    A thousand billions are written in figures: *1,000 billion* is *one billion* to who has the comma for a decimal.
    """
    if size >= 1000 * _BILLION - _BILLION / 2:
        return Decimal(1)
    if size >= _BILLION - _MILLION / 2:
        return _BILLION
    return _MILLION if size >= _MILLION - Decimal("0.5") else Decimal(1)


def _in_unit(text: str, number: int, unit: Decimal, currency: str, t: Translator) -> str:
    """Return the figures *text* with their unit and currency; *number* decides between one million and several."""
    before, after = _around(currency, t.locale, in_words=True)
    words = {"before": before, "amount": text, "after": after}
    if unit == _BILLION:
        return t.n("{before}{amount}\xa0billion{after}", "{before}{amount}\xa0billion{after}", number, **words)
    if unit == _MILLION:
        return t.n("{before}{amount}\xa0million{after}", "{before}{amount}\xa0million{after}", number, **words)
    return f"{before}{text}{after}"


def _short(count: Decimal, decimals: int | None) -> Decimal:
    """Return *count* with one decimal, none above a hundred, and no nought at its end."""
    wanted = (0 if count >= _MANY else 1) if decimals is None else decimals
    rounded = _rounded(count, wanted)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()


def format_estimate(estimate: Estimate, locale: str) -> str:
    """Return what something is thought to cost (uppskattat värde): ``2–4 miljoner kronor``, ``ca 500 000 kronor``.

    As exact as the source: an amount that is not short in millions keeps all its digits.
    """
    return _estimate(estimate, normalise(locale))


@lru_cache(MOST)
def _estimate(estimate: Estimate, locale: str) -> str:
    t = translator(locale)
    text = _bounds(estimate, t)
    text = t("about {amount}", amount=text) if estimate.about else text
    return t("{amount} per year", amount=text) if estimate.per else text


def _bounds(estimate: Estimate, t: Translator) -> str:
    low, high, currency = estimate.low, estimate.high, estimate.currency
    if low is not None and high is not None and low != high:
        return _spanned(low, high, currency, t)
    if high is None and low is not None:
        return t("at least {amount}", amount=_one(low, currency, t))
    if low is None and high is not None:
        return t("at most {amount}", amount=_one(high, currency, t))
    return _one(low or Decimal(0), currency, t)


def _is_short(amount: Decimal, unit: Decimal = _MILLION) -> bool:
    """Whether *amount* is at least a *unit*, and exact in it with two decimals."""
    return abs(amount) >= unit and (amount / unit * 100) % 1 == 0


def _one(amount: Decimal, currency: str, t: Translator) -> str:
    if _is_short(amount):
        return _worded(amount, currency, t, 2)
    text = format_number(abs(amount), t.locale, decimals=_decimals(amount))
    return f"{_MINUS if amount < 0 else ''}{_in_unit(text, 2, Decimal(1), currency, t)}"


def _decimals(*amounts: Decimal) -> int:
    return 0 if all(amount == amount.to_integral_value() for amount in amounts) else 2


def _spanned(low: Decimal, high: Decimal, currency: str, t: Translator) -> str:
    """Return a span whose unit and currency are said once, where both ends can share a unit."""
    unit = next((unit for unit in (_BILLION, _MILLION) if _is_short(low, unit) and _is_short(high, unit)), None)
    if unit is None:
        ends = [format_number(end, t.locale, decimals=_decimals(low, high)) for end in (low, high)]
    else:
        ends = [format_number(_short(end / unit, 2), t.locale) for end in (low, high)]
    return _in_unit(_EN_DASH.join(ends), 2, unit or Decimal(1), currency, t)


def format_band(low: Decimal | None, high: Decimal | None, currency: str, locale: str) -> str:
    """Return a band of amounts (värdeband): ``10 000–100 000 kr``; the upper edge belongs to the next band.

    Args:
        low: The lower edge, in major units; None: everything below *high*.
        high: The upper edge; None: everything from *low*.
        currency: ISO 4217; ``XXX`` for none.
        locale: ``sv_SE`` …
    """
    t = translator(locale)
    before, after = _around(currency, t.locale, in_words=False)
    ends = [format_number(end, t.locale) for end in (low, high) if end is not None]
    if low is None and high == 0:
        return t("credits")
    text = f"{before}{_EN_DASH.join(ends)}{after}"
    if low is None or low == 0:
        return t("below {amount}", amount=f"{before}{ends[-1]}{after}")
    return t("{amount} or more", amount=text) if high is None else text
