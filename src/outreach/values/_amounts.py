"""Amounts of money in figures, exact, and estimated values in words: spans, bounds, about, thousands and millions."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Context, Decimal
from functools import cache, reduce
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from outreach import words
from outreach.errors import UnreadableError, shown
from outreach.values._text import LONGEST, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Sign = Literal[",", "."]

MOST_DIGITS: Final = 15
_MOST_DECIMALS: Final = 2
_GROUP: Final = 3

# Blanks that group thousands: space, no-break, thin, narrow no-break, figure; and the apostrophes of Switzerland.
_BLANKS: Final = " \u00a0\u2009\u202f\u2007'’"
_BLANK: Final = f"[{_BLANKS}]"
_MINUS: Final = "\u2212-"  # the hyphen last: in a character class it would else span a range

_FORM: Final = re.compile(
    rf"(?P<sign>[+{_MINUS}]?)(?P<body>[0-9](?:[0-9.,]|{_BLANK}(?=[0-9]))*)(?:{_BLANK}?(?P<after>[{_MINUS}]))?", re.ASCII
)
_CREDIT: Final = re.compile(r"\(\s*(?P<amount>[0-9][^()]*)\)")  # as bookkeepers write a minus: (1,000.00)
_FIGURES: Final = re.compile(rf"[0-9](?:[0-9.,]|{_BLANK}(?=[0-9]))*", re.ASCII)
_GROUPED: Final = re.compile(rf"[0-9]{{1,3}}(?:({_BLANK}|[.,])[0-9]{{3}})(?:\1[0-9]{{3}})*", re.ASCII)
_PLAIN: Final = re.compile(r"[0-9]+", re.ASCII)

_HINT: Final = "write 1234,56 or 1234.56"

_EXACT: Final = re.compile(r"(?P<amount>[-\u2212]?[0-9]{1,15}(?:\.[0-9]{1,12})?)(?: (?P<currency>[A-Z]{3}))?", re.ASCII)
_COUNT: Final = re.compile(r"[0-9]{1,6}", re.ASCII)


def exact_sum(amounts: Iterable[Decimal]) -> Decimal:
    """Return the sum of *amounts* to the last figure, whatever the caller's decimal context is."""
    return reduce(Context(prec=100).add, amounts, Decimal(0))


def from_minor(minor: int) -> Decimal:
    """Return minor units (öre, pence) as an exact decimal of major units, whatever the caller's decimal context is."""
    return Decimal(f"{minor}e-2")


def parse_amount(text: str, *, decimal: Sign | None = None) -> Decimal:
    """Return the amount (belopp) that *text* writes in figures, exactly as written.

    Read are an optional sign (``+``, ``-``, U+2212; or a minus after the figures, as some ledgers print it; or brackets
    around them, ``(1,000.00)``, which are a minus), at most
    15 digits with thousands grouped by one kind of blank, apostrophe, point or comma, and at most two
    decimals (four or more if the rest are zeros: ``1234.5000``).

    Arguments:
        text: One cell.
        decimal: The decimal sign of the column; None reads what cannot be misread and refuses ``1.234``.

    Raises:
        UnreadableError: It is no such amount, or without *decimal* it could mean two.
    """
    if credit := _CREDIT.fullmatch(text.strip()):
        return -_unsigned(text, credit["amount"].strip(), decimal)
    match = _FORM.fullmatch(text.strip())
    if not match or (match["sign"] and match["after"]):
        raise _unreadable(text)
    whole, fraction = _split(text, match["body"], decimal)
    amount = Decimal(f"{whole}.{fraction}") if fraction else Decimal(whole)
    return -amount if (match["sign"] or match["after"]) in tuple(_MINUS) else amount


def _unsigned(text: str, figures: str, decimal: Sign | None) -> Decimal:
    if not _FIGURES.fullmatch(figures):
        raise _unreadable(text)
    return parse_amount(figures, decimal=decimal)


def decimal_sign(texts: Iterable[str]) -> Sign | None:
    """Return the decimal sign (decimaltecken) of a column; None if its values leave it open or use both.

    Words and currency signs around the figures are ignored: ``£75,000`` and ``2,5 mkr`` count too.
    """
    signs = {sign for text in texts for figures in _FIGURES.findall(text[:LONGEST]) if (sign := _sign_in(figures))}
    return signs.pop() if len(signs) == 1 else None


def _sign_in(figures: str) -> Sign | None:
    try:
        return _sign_of(figures.rstrip(".,"))
    except _AmbiguousError:
        return None


class _AmbiguousError(Exception):
    """One sign and three digits after it: a thousand or a fraction."""


def _sign_of(body: str) -> Sign | None:
    """Return the decimal sign that *body* itself tells, or None where it has none."""
    last: Sign = "," if body.rfind(",") > body.rfind(".") else "."
    other: Sign = "." if last == "," else ","
    if last not in body:
        return None
    if body.count(last) > 1:
        return other
    if other in body:
        return last
    if len(body) - body.rindex(last) - 1 == _GROUP and not body.startswith("0"):
        if any(blank in body for blank in _BLANKS) or body.index(last) > _GROUP:
            return last
        raise _AmbiguousError
    return last


def _split(text: str, body: str, decimal: Sign | None) -> tuple[str, str]:
    try:
        sign = decimal or _sign_of(body)
    except _AmbiguousError:
        hint = "say which sign is the decimal one: decimal=',' or decimal='.'"
        raise UnreadableError(f"an amount with two readings: {shown(text)!r}", hint) from None
    whole, point, fraction = body.partition(sign) if sign else (body, "", "")
    if not _is_whole(whole) or (point and not _is_fraction(fraction)):
        raise _unreadable(text)
    digits = "".join(character for character in whole if character.isdigit())
    if len(digits) > MOST_DIGITS:
        raise UnreadableError(f"an amount of more than {MOST_DIGITS} digits: {shown(text)!r}", _HINT)
    return digits, fraction[:_MOST_DECIMALS]


def _is_whole(whole: str) -> bool:
    return bool(_PLAIN.fullmatch(whole) or _GROUPED.fullmatch(whole))


def _is_fraction(fraction: str) -> bool:
    # Databases write 1234.5000; exactly three decimals look too much like a thousand.
    written = fraction if len(fraction) <= _GROUP else fraction.rstrip("0").ljust(1, "0")
    return len(written) <= _MOST_DECIMALS and bool(_PLAIN.fullmatch(fraction))


def _unreadable(text: str) -> UnreadableError:
    return UnreadableError(f"not an amount: {shown(text)!r}", _HINT)


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


class _Unit(NamedTuple):
    """What a word beside figures says: what they count in, and the currency."""

    scale: int | None
    currency: str | None


class _Patterns(NamedTuple):
    """The words around figures, in the languages there are."""

    about: re.Pattern[str]
    at_least: re.Pattern[str]
    at_most: re.Pattern[str]
    per_year: re.Pattern[str]
    net: re.Pattern[str]
    between: re.Pattern[str]
    span: re.Pattern[str]
    part: re.Pattern[str]


HOME: Final = "home"
"""In the place of a currency: the one that *kr* stands for where the text comes from."""

_THOUSAND: Final = 1_000
_MILLION: Final = 1_000_000
_POINT_CURRENCIES: Final = frozenset({"GBP", "USD"})
_NOT_A_LETTER: Final = r"(?![^\W\d_])"


@cache
def units() -> Mapping[str, _Unit]:
    """Return what each word for a currency, or for thousands or millions of one, says (enheter)."""
    by_word = {code: _Unit(None, code.upper()) for code in words.listed("currency_codes", "iso")}
    by_word |= {word: _Unit(int(scale), None) for scale, named in words.table("scales").items() for word in named}
    sections = (("currencies", None), ("currency_thousands", _THOUSAND), ("currency_millions", _MILLION))
    for section, scale in sections:
        by_word |= {word: _Unit(scale, code) for code, named in words.table(section).items() for word in named}
    for size, named in words.table("crowns").items():
        by_word |= {word: _Unit(int(size) if size != "1" else None, HOME) for word in named}
    return by_word


@cache
def _patterns() -> _Patterns:
    listed = {name: words.pattern(words.listed("estimates", name)) for name in words.table("estimates")}
    unit = words.any_of(units())
    before = words.any_of({*words.listed("crowns", "1"), *(word for word, (size, _) in units().items() if not size)})
    return _Patterns(
        about=re.compile(rf"(?:(?:{listed['about']}){_NOT_A_LETTER}|~|≈)\s*"),
        at_least=re.compile(rf"(?:(?:{listed['at_least']}){_NOT_A_LETTER}|>=?|≥)\s*"),
        at_most=re.compile(rf"(?:(?:{listed['at_most']}){_NOT_A_LETTER}|<=?|≤)\s*"),
        per_year=re.compile(rf"\s*(?:{listed['per_year']})$"),
        net=re.compile(rf"\s*\(?(?:{listed['without']})\s(?:{listed['tax']})\)?(?=$|\s|/)"),
        between=re.compile(rf"(?:{listed['between']})\s+"),
        span=re.compile(rf"\s*–\s*|\s+-\s+|(?<=[\w.,])-(?=[0-9£€$])|\s+(?:{listed['to']})\s+"),
        part=re.compile(
            rf"(?:(?P<before>{before})\.?)?\s*(?P<figures>[0-9][0-9 .,']*?)\s*"
            rf"(?P<first>{unit})?\.?\s*(?P<second>{unit})?\.?"
        ),
    )


_VALUE_HINT: Final = "write 500000, 2–4 mkr, ca 500 tkr or > 1 mkr"


def parse_estimate(
    text: str, *, factor: int = 1, decimal: Sign | None = None, home: str | None = None
) -> ParsedEstimate:
    """Return what an estimated value (uppskattat värde) says: an amount, a span, a bound, each about or not.

    Values are without VAT (moms); a text that says so is read, one that says the contrary is not.

    Arguments:
        text: One cell, such as ``"2–4 mkr"``, ``"ca 500 tkr"``, ``"> £20m"``, ``"högst 600 000 kr"``.
        factor: What the column's heading counts in (1000 for *tkr*); used where the cell itself says neither a
            thousand or a million nor kronor.
        decimal: The decimal sign of the column, for what has two readings; None leaves it to the currency.
        home: ISO 4217 code of the currency that *kr*, *tkr* and *mkr* stand for; None: a currency that is not named.

    Raises:
        UnreadableError: It is not a value, or its bounds are the wrong way round.
    """
    plain = tidy(text)
    if len(plain) > LONGEST:
        raise _no_value(text)
    plain, per_year = _without(_patterns().per_year, _patterns().net.sub("", plain))
    plain, about = _led_by(_patterns().about, plain)
    low, high, about_inside = _bounds(text, plain)
    currency = _one_currency(text, low, high)
    if currency not in {None, HOME, *words.table("currencies")} and str(currency) not in text:
        raise _no_value(text)  # "3 try", "500 all": a code that is a word, too, counts in capitals
    lowest, highest = (part and _value(text, part, factor, decimal or _usual(part, currency)) for part in (low, high))
    _check_rising(text, lowest, highest)
    named = home if currency == HOME else currency
    return ParsedEstimate(lowest, highest, named, about or about_inside, "year" if per_year else None)


def _bounds(text: str, plain: str) -> tuple[_Part | None, _Part | None, bool]:
    rest, at_least = _led_by(_patterns().at_least, plain)
    if at_least and not _patterns().span.search(rest):
        return _part(text, rest), None, False
    if plain.endswith("+"):
        return _part(text, plain[:-1].rstrip()), None, False
    rest, at_most = _led_by(_patterns().at_most, plain)
    if at_most:
        return None, _part(text, rest), False
    return _span(text, _led_by(_patterns().between, plain)[0])


def _span(text: str, plain: str) -> tuple[_Part, _Part, bool]:
    sides = _patterns().span.split(plain)
    if len(sides) == 1:
        only = _part(text, plain)
        return only, only, False
    if len(sides) != 2:  # noqa: PLR2004 - a span has two sides
        raise _no_value(text)
    right, about = _led_by(_patterns().about, sides[1])
    low, high = _part(text, sides[0]), _part(text, right)
    # "2–4 mkr", "$10.1 - $20M": what is said once is said of both.
    high = high._replace(is_led=high.is_led or low.is_led)
    low = low._replace(
        scale=low.scale or (None if low.in_units else high.scale), in_units=low.in_units or high.in_units
    )
    return low, high, about


def _part(text: str, plain: str) -> _Part:
    match = _patterns().part.fullmatch(plain)
    if not match:
        raise _no_value(text)
    named = [match[name] for name in ("before", "first", "second") if match[name]]
    meanings = [units()[word] for word in named]
    scales = [scale for scale, _ in meanings if scale]
    currencies = {currency for _, currency in meanings if currency}
    if len(scales) > 1 or len(currencies) > 1:
        raise _no_value(text)
    return _Part(
        match["figures"].rstrip(" .,"),
        scales[0] if scales else None,
        currencies.pop() if currencies else None,
        not set(words.listed("crowns", "1")).isdisjoint(named),
        bool(match["before"]),
    )


def _one_currency(text: str, *parts: _Part | None) -> str | None:
    named = {part.currency for part in parts if part and part.currency}
    if len(named) > 1:
        raise UnreadableError(f"a value in two currencies: {shown(text)!r}", _VALUE_HINT)
    return named.pop() if named else None


def _value(text: str, part: _Part, factor: int, usual: Sign | None) -> Decimal:
    scale = part.scale or (1 if part.in_units else factor)
    value = _figures(part.figures, usual, is_led=part.is_led) * scale
    if value >= 10**MOST_DIGITS:
        raise UnreadableError(f"a value of more than {MOST_DIGITS} digits: {shown(text)!r}", _VALUE_HINT)
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


def _no_value(text: str) -> UnreadableError:
    return UnreadableError(f"not a value: {shown(text)!r}", _VALUE_HINT)


class ParsedMoney(NamedTuple):
    """An exact amount and the ISO 4217 code of its currency, ``XXX`` where none is named."""

    amount: Decimal
    currency: str


def parse_exact(text: str) -> ParsedMoney:
    """Return an amount as machines write it (belopp): ``1234.50 SEK``, no grouping, a dot.

    Raises:
        UnreadableError: Another form.
    """
    match = _EXACT.fullmatch(text)
    if not match:
        raise UnreadableError(f"not an amount: {shown(text)!r}", "write 1234.50 EUR")
    return ParsedMoney(Decimal(match["amount"].replace("\u2212", "-")), match["currency"] or "XXX")


def parse_count(text: str) -> int:
    """Return a number of bids (antal anbud): up to six digits.

    Raises:
        UnreadableError: Another form.
    """
    if not _COUNT.fullmatch(text):
        raise UnreadableError(f"not a number of bids: {shown(text)!r}", "write 4")
    return int(text)
