"""Estimated values in words: spans, bounds, about, thousands and millions."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from outreach.errors import UnreadableError, shown
from outreach.values._amounts import MOST_DIGITS, Sign, parse_amount
from outreach.values._words import LONGEST, tidy

if TYPE_CHECKING:
    from decimal import Decimal


class ParsedEstimate(NamedTuple):
    """What an estimated value says.

    ``low`` and ``high`` are in whole units of ``currency``; a bound that is not given is None, and so is a currency
    that is not named. ``per`` is ``"year"`` where the text says so: the amount is never multiplied.
    """

    low: Decimal | None
    high: Decimal | None
    currency: str | None
    about: bool
    per: Literal["year"] | None = None


class _Part(NamedTuple):
    figures: str
    scale: int | None
    currency: str | None
    in_units: bool  # "500 000 kr" counts kronor, whatever the column's heading says
    is_led: bool  # the currency stands before the figures, as the English write it


_THOUSAND: Final = 1_000
_MILLION: Final = 1_000_000
_BILLION: Final = 1_000_000_000

_SCALES: Final = {
    "tkr": (_THOUSAND, "SEK"),
    "kkr": (_THOUSAND, "SEK"),
    "tsek": (_THOUSAND, "SEK"),
    "ksek": (_THOUSAND, "SEK"),
    "mkr": (_MILLION, "SEK"),
    "mnkr": (_MILLION, "SEK"),
    "msek": (_MILLION, "SEK"),
    "mdkr": (_BILLION, "SEK"),
    "mdr": (_BILLION, None),
    "k": (_THOUSAND, None),
    "tusen": (_THOUSAND, None),
    "thousand": (_THOUSAND, None),
    "m": (_MILLION, None),
    "mn": (_MILLION, None),
    "mln": (_MILLION, None),
    "milj": (_MILLION, None),
    "miljon": (_MILLION, None),
    "miljoner": (_MILLION, None),
    "million": (_MILLION, None),
    "millions": (_MILLION, None),
    "miljard": (_BILLION, None),
    "miljarder": (_BILLION, None),
    "bn": (_BILLION, None),
    "billion": (_BILLION, None),
}
_CURRENCIES: Final = {
    "kr": "SEK",
    "krona": "SEK",
    "kronor": "SEK",
    "sek": "SEK",
    ":-": "SEK",
    "£": "GBP",
    "gbp": "GBP",
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "$": "USD",
    "usd": "USD",
    "nok": "NOK",
    "dkk": "DKK",
    "chf": "CHF",
    "us$": "USD",
    "pund": "GBP",
    "brittiska pund": "GBP",
    "dollar": "USD",
    "amerikanska dollar": "USD",
    "norska kronor": "NOK",
    "danska kronor": "DKK",
    "schweiziska franc": "CHF",
}
_SAID_UNITS: Final = frozenset({"kr", "krona", "kronor", ":-"})
_POINT_CURRENCIES: Final = frozenset({"GBP", "USD"})

_ABOUT: Final = re.compile(
    r"(?:cirka|circa|c:a|ca\.?|c\.|ungefär|ung\.|uppskattningsvis|uppskattat|omkring|runt|about|approximately|approx\.?"
    r"|around|estimated|est\.?|~|≈)\s*"
)
_AT_LEAST: Final = re.compile(r"(?:>=?|≥|över|mer än|mer än|minst|från|over|above|more than|at least|from)\s*")
_AT_MOST: Final = re.compile(
    r"(?:<=?|≤|under|mindre än|högst|max\.?|maximalt|upp till|below|less than|at most|up to|maximum)\s*"
)
_PER_YEAR: Final = re.compile(r"\s*(?:/\s?år|per år|om året|årligen|/\s?year|per year|per annum|p\.\s?a\.?|pa|a year)$")
_NET: Final = re.compile(
    r"\s*\(?(?:exklusive|exkl\.?|excluding|excl\.?|ex\.?|utan)\s(?:moms|mervärdesskatt|vat)\)?(?=$|\s|/)"
)
_LED: Final = re.compile(r"(?:mellan|between|från|from)\s+")
_SPAN: Final = re.compile(r"\s*–\s*|\s+-\s+|(?<=[0-9a-zåäö.,])-(?=[0-9£€$])|\s+(?:till|to|och|and)\s+")

_WORD: Final = "|".join(sorted(map(re.escape, (*_SCALES, *_CURRENCIES)), key=len, reverse=True))
_PART: Final = re.compile(
    rf"(?:(?P<before>us\$|£|€|\$|sek|gbp|eur|usd|nok|dkk|chf|kr)\.?)?\s*(?P<figures>[0-9][0-9 .,']*?)\s*"
    rf"(?P<first>{_WORD})?\.?\s*(?P<second>{_WORD})?\.?",
    re.ASCII,
)

_HINT: Final = "write 500000, 2–4 mkr, ca 500 tkr or > 1 mkr"


def parse_estimate(text: str, *, factor: int = 1, decimal: Sign | None = None) -> ParsedEstimate:
    """Return what an estimated value (uppskattat värde) says: an amount, a span, a bound, each about or not.

    Values are without VAT (moms); a text that says so is read, one that says the contrary is not.

    Arguments:
        text: One cell, such as ``"2–4 mkr"``, ``"ca 500 tkr"``, ``"> £20m"``, ``"högst 600 000 kr"``.
        factor: What the column's heading counts in (1000 for *tkr*); used where the cell itself says neither a
            thousand or a million nor kronor.
        decimal: The decimal sign of the column, for what has two readings; None leaves it to the currency.

    Raises:
        UnreadableError: It is not a value, or its bounds are the wrong way round.
    """
    plain = tidy(text)
    if len(plain) > LONGEST:
        raise _unreadable(text)
    plain, per_year = _without(_PER_YEAR, _NET.sub("", plain))
    plain, about = _led_by(_ABOUT, plain)
    low, high, about_inside = _bounds(text, plain)
    currency = _one_currency(text, low, high)
    lowest, highest = (part and _value(text, part, factor, decimal or _usual(part, currency)) for part in (low, high))
    _check_rising(text, lowest, highest)
    return ParsedEstimate(lowest, highest, currency, about or about_inside, "year" if per_year else None)


def _bounds(text: str, plain: str) -> tuple[_Part | None, _Part | None, bool]:
    rest, at_least = _led_by(_AT_LEAST, plain)
    if at_least and not _SPAN.search(rest):
        return _part(text, rest), None, False
    if plain.endswith("+"):
        return _part(text, plain[:-1].rstrip()), None, False
    rest, at_most = _led_by(_AT_MOST, plain)
    if at_most:
        return None, _part(text, rest), False
    return _span(text, _led_by(_LED, plain)[0])


def _span(text: str, plain: str) -> tuple[_Part, _Part, bool]:
    sides = _SPAN.split(plain)
    if len(sides) == 1:
        only = _part(text, plain)
        return only, only, False
    if len(sides) != 2:  # noqa: PLR2004 - a span has two sides
        raise _unreadable(text)
    right, about = _led_by(_ABOUT, sides[1])
    low, high = _part(text, sides[0]), _part(text, right)
    # "2–4 mkr", "$10.1 - $20M": what is said once is said of both.
    high = high._replace(is_led=high.is_led or low.is_led)
    low = low._replace(
        scale=low.scale or (None if low.in_units else high.scale), in_units=low.in_units or high.in_units
    )
    return low, high, about


def _part(text: str, plain: str) -> _Part:
    match = _PART.fullmatch(plain)
    if not match:
        raise _unreadable(text)
    words = [match[name] for name in ("before", "first", "second") if match[name]]
    scales = [_SCALES[word] for word in words if word in _SCALES]
    currencies = {_CURRENCIES[word] for word in words if word in _CURRENCIES} | {code for _, code in scales if code}
    if len(scales) > 1 or len(currencies) > 1:
        raise _unreadable(text)
    return _Part(
        match["figures"].rstrip(" .,"),
        scales[0][0] if scales else None,
        currencies.pop() if currencies else None,
        not _SAID_UNITS.isdisjoint(words),
        bool(match["before"]),
    )


def _one_currency(text: str, *parts: _Part | None) -> str | None:
    named = {part.currency for part in parts if part and part.currency}
    if len(named) > 1:
        raise UnreadableError(f"a value in two currencies: {shown(text)!r}", _HINT)
    return named.pop() if named else None


def _value(text: str, part: _Part, factor: int, usual: Sign | None) -> Decimal:
    scale = part.scale or (1 if part.in_units else factor)
    value = _figures(part.figures, usual, is_led=part.is_led) * scale
    if value >= 10**MOST_DIGITS:
        raise UnreadableError(f"a value of more than {MOST_DIGITS} digits: {shown(text)!r}", _HINT)
    return value.to_integral_value() if value == value.to_integral_value() else value


def _usual(part: _Part, currency: str | None) -> Sign | None:
    """Return the decimal sign to expect in *part*, which decides only what has two readings.

    ``1.500 kr`` is written for 1,500 kronor, but ``1.234 mkr`` hardly for more than a milliard: that is refused.
    """
    if currency in _POINT_CURRENCIES:
        return "."
    return "," if currency and not part.scale else None


def _figures(figures: str, usual: Sign | None, *, is_led: bool) -> Decimal:
    # "1.5 mkr" is one and a half though kronor are written with a comma: what is clear by itself goes first.
    with suppress(UnreadableError):
        return parse_amount(figures)
    # "SEK 500,000" groups with the sign that would be the decimal one: three decimals are no amount.
    with suppress(UnreadableError):
        return parse_amount(figures, decimal=usual)
    return parse_amount(figures, decimal="." if usual == "," and is_led else usual)


def _check_rising(text: str, low: Decimal | None, high: Decimal | None) -> None:
    if low is not None and high is not None and low > high:
        raise UnreadableError(f"a span that falls: {shown(text)!r}", "write the lower bound first")


def _led_by(pattern: re.Pattern[str], plain: str) -> tuple[str, bool]:
    match = pattern.match(plain)
    return (plain[match.end() :], True) if match else (plain, False)


def _without(pattern: re.Pattern[str], plain: str) -> tuple[str, bool]:
    match = pattern.search(plain)
    return (plain[: match.start()], True) if match else (plain, False)


def _unreadable(text: str) -> UnreadableError:
    return UnreadableError(f"not a value: {shown(text)!r}", _HINT)
