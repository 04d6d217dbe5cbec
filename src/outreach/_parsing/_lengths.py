"""Lengths of contracts: a fixed time and options to extend it."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from outreach._parsing._words import LONGEST, tidy
from outreach.errors import UnreadableError, shown


class ParsedLength(NamedTuple):
    """What a contract's length says, in months.

    ``months`` is the fixed time, None where only the whole is told; ``options`` are the extensions in their order;
    ``max_months`` is all of it together.
    """

    months: int | None
    options: tuple[int, ...]
    max_months: int | None


_NUMBERS: Final = {
    word: number
    for words in (
        "ett två tre fyra fem sex sju åtta nio tio",
        "one two three four five six seven eight nine ten",
    )
    for number, word in enumerate(words.split(), start=1)
} | {"en": 1}

_YEAR: Final = r"(?:års?|years?|yrs?\.?|y)"
_MONTH: Final = r"(?:månader|månad|månaders|mån\.?|months?|mths?\.?|mth|mo\.?)"
_UNIT: Final = rf"(?:(?P<year>{_YEAR})|(?P<month>{_MONTH}))(?![a-zåäö])"
_TERM: Final = re.compile(
    rf"(?:(?P<times>[1-9])\s*[x×]\s*)?(?P<number>[0-9]{{1,3}}(?:[.,]5)?)\s*(?:{_UNIT})?\s*(?:[+,;]|och|and|plus)?\s*"
)
_FILLERS: Final = re.compile(
    r"(?:med|samt|inkl\.?|inklusive|eventuellt|eventuell|ev\.?|with|plus)?\s*"
    r"(?:en |an |the )?(?:möjlighet(?:er)? (?:till|att)|rätt att|option to|possible|optional|eventuell)?\s*"
    r"(?:option(?:er|en|s|sår)?|förlängning(?:ar|soption(?:er)?|smöjlighet(?:er)?)?|förläng(?:as|a)"
    r"|extensions?|extend|extendable|optional|option to extend)\s*(?:på|om|by|of|med|till|for|:)?"
)
_SOME: Final = rf"(?P<number>[0-9]{{1,3}}(?:[.,]5)?)\s*(?:(?P<year>{_YEAR})|(?P<month>{_MONTH}))"
_OPTIONS: Final = (
    r"(?:inkl\.?|inklusive|incl\.?|including|inc\.?)\s*(?:alla |eventuella |ev\.? |any |all )*"
    r"(?:option(?:er|s)?|förlängning(?:ar)?|förlängningsoption(?:er)?|extensions?)"
)
_WHOLES: Final = (
    re.compile(rf"(?:max\.?|maximalt|högst|up to|upp till|totalt|total)\s*{_SOME}"),
    re.compile(rf"{_SOME}\s*,?\s*\(?{_OPTIONS}\)?"),
)

_HINT: Final = "write 4 år, 48 months or 2+1+1 år"
_LONGEST_YEARS: Final = 15  # a bare number above this is hardly years; it is not guessed to be months
_LONGEST_MONTHS: Final = 1200


def parse_contract_length(text: str, *, unit: Literal["year", "month"] = "year") -> ParsedLength:
    """Return what a contract's length (avtalstid) says: ``"2+1+1 år"``, ``"48 months"``, ``"4 år inkl. option"``.

    The first term is fixed, the others are options. ``"4 år inkl. option"`` tells only the whole.

    Arguments:
        text: One cell.
        unit: What a number without a unit counts, as the column's heading says it.

    Raises:
        UnreadableError: It is not a length.
    """
    plain = _figures(tidy(text))
    for whole in _WHOLES:
        if match := whole.fullmatch(plain):
            return ParsedLength(None, (), _months(text, match["number"], bool(match["year"])))
    terms = _terms(text, plain, unit)
    return ParsedLength(terms[0], tuple(terms[1:]), sum(terms))


def _figures(plain: str) -> str:
    return " ".join(str(_NUMBERS.get(word, word)) for word in plain[: LONGEST + 1].split())


def _terms(text: str, plain: str, unit: str) -> list[int]:
    rest = " ".join(_FILLERS.sub(" ", plain.replace("(", " ").replace(")", " ")).split()).lstrip("+, ")
    found: list[re.Match[str]] = []
    while rest and (match := _TERM.match(rest)):
        found.append(match)
        rest = rest[match.end() :].lstrip("+, ")
    if rest or not found:
        raise _unreadable(text)
    return _in_months(text, found, unit)


def _in_months(text: str, terms: list[re.Match[str]], unit: str) -> list[int]:
    """Return each term in months, from the last to the first: a bare number counts what the next one counts."""
    months: list[int] = []
    in_years = unit == "year"
    said = any(term["year"] or term["month"] for term in terms)
    for term in reversed(terms):
        in_years = bool(term["year"]) or (in_years and not term["month"])
        if not said and in_years and float(term["number"].replace(",", ".")) > _LONGEST_YEARS:
            raise UnreadableError(f"a length with no unit: {shown(text)!r}", _HINT)
        months[:0] = [_months(text, term["number"], in_years)] * int(term["times"] or 1)
    return months


def _months(text: str, number: str, in_years: bool) -> int:  # noqa: FBT001 - private, and named where it is called
    half = number.endswith((",5", ".5"))
    whole = int(number[:-2] if half else number)
    if half and not in_years:
        raise _unreadable(text)
    months = whole * 12 + 6 * half if in_years else whole
    if not 0 < months <= _LONGEST_MONTHS:
        raise _unreadable(text)
    return months


def _unreadable(text: str) -> UnreadableError:
    return UnreadableError(f"not a contract length: {shown(text)!r}", _HINT)
