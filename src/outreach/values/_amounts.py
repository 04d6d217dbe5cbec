"""Amounts of money in figures, exact."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from outreach.errors import UnreadableError, shown
from outreach.values._text import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    """Return the decimal sign (decimaltecken) of a column, or None if its values do not tell, or tell both.

    Words and currency signs around the figures are passed over: ``£75,000`` and ``2,5 mkr`` are asked too.
    """
    told = {sign for text in texts for figures in _FIGURES.findall(text[:LONGEST]) if (sign := _told(figures))}
    return told.pop() if len(told) == 1 else None


def _told(figures: str) -> Sign | None:
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
