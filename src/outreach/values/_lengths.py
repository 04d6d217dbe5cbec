"""Lengths of contracts: a fixed time and options to extend it."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from outreach.errors import UnreadableError, shown
from outreach.values._words import LONGEST, tidy


class ParsedLength(NamedTuple):
    """What a contract's length says, in months.

    ``months`` is the fixed time, None where only the whole is told; ``options`` are the extensions in their order;
    ``max_months`` is all of it together, None where an option has no length.
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
_MONTH: Final = r"(?:månaders?|månad|mån\.?|months?|mths?\.?|mo\.?)"
_NUMBER: Final = r"[0-9]{1,3}(?:[.,]5)?"
_TERM: Final = re.compile(
    rf"(?:(?P<times>[1-9])\s*[x×]\s*)?(?P<number>{_NUMBER})\s*(?:(?P<year>{_YEAR})|(?P<month>{_MONTH}))?"
)

_OPTION: Final = (
    r"(?:option(?:er|en|s|sår)?|optional|förlängning(?:ar|soption(?:er)?|smöjlighet(?:er)?)?|förläng(?:as|a)"
    r"|extensions?|extend(?:able|ed)?)"
)
_OFFERED: Final = re.compile(
    r"(?:,\s*)?(?:kan\s+|may be\s+|can be\s+)?"
    r"(?:(?:med|samt|eventuellt|eventuell|ev\.?|with|plus|och|and)\s+)?(?:(?:en|an|the)\s+)?"
    r"(?:(?:möjlighet(?:er)?|rätt|possibility) (?:till|att|of|to)\s+(?:en\s+)?|option to\s+)?"
    rf"{_OPTION}(?:\s+(?:på|om|av|by|of|med|till|for))?(?![a-zåäö])\s*:?"
)
_INCLUDED: Final = (
    r"\s*,?\s*\(?(?:inklusive|inkl\.?|including|incl\.?|inc\.?)\s*(?:(?:alla|eventuella|ev\.?|any|all)\s+)*"
)
_SOME: Final = rf"(?P<number>{_NUMBER})\s*(?:(?P<year>{_YEAR})|(?P<month>{_MONTH}))"
_WHOLES: Final = (
    re.compile(
        rf"(?:maximalt|max\.?|högst|up to|upp till|totalt|total)\s*{_SOME}"
        r"(?:\s+(?:med|with)\s+(?:alla\s+|all\s+)?(?:förlängningar|optioner|extensions|options))?"
    ),
    re.compile(rf"{_SOME}{_INCLUDED}{_OPTION}\)?"),
)
_WITH_PARTS_INCLUDED: Final = re.compile(
    rf"(?P<whole>[^()]+?){_INCLUDED}{_OPTION}\s*(?:på|om|of)?\s*:?\s*(?P<part>[0-9][^()]*)\)?"
)
_WHOLE_THEN_PARTS: Final = re.compile(r"(?P<whole>[^()+]+[^()+ ])\s*\((?P<part>[0-9][^()]*)\)")
_EXTENDED_TO: Final = re.compile(
    r"(?P<first>.+?),?\s+(?:kan förlängas|förlängs|may be extended|can be extended)\s+(?:till|to)\s+"
    r"(?:högst\s+|at most\s+)?(?P<whole>.+)"
)
_PLUS: Final = re.compile(
    r"(?:\s*(?:[+;]|(?<![0-9]),|,(?![0-9])|(?<![a-zåäö])(?:och|and|plus|with|med|samt)(?![a-zåäö]))\s*)+"
)
_YEARS_AND_MONTHS: Final = re.compile(rf"([0-9]{{1,2}})\s*{_YEAR}\s*(?:och|and)?\s*([0-9]{{1,2}})\s*{_MONTH}")

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
    if len(text) > LONGEST:
        raise _unreadable(text)
    plain = _YEARS_AND_MONTHS.sub(_as_months, _figures(tidy(text)))
    for whole in _WHOLES:
        if match := whole.fullmatch(plain):
            return ParsedLength(None, (), _months(text, match["number"], in_years=bool(match["year"])))
    if match := _EXTENDED_TO.fullmatch(plain):
        fixed, most = (sum(_terms(text, match[name], unit)) for name in ("first", "whole"))
        if fixed >= most:
            raise _unreadable(text)
        return ParsedLength(fixed, (), most)
    terms = _included(text, plain, unit) or _divided(text, plain, unit) or _terms(text, plain, unit)
    is_open = len(terms) == 1 and _OFFERED.search(plain)
    return ParsedLength(terms[0], tuple(terms[1:]), None if is_open else sum(terms))


def _figures(plain: str) -> str:
    return " ".join(str(_NUMBERS.get(word, word)) for word in plain.split())


def _as_months(match: re.Match[str]) -> str:
    return f"{int(match[1]) * 12 + int(match[2])} mån"


def _included(text: str, plain: str, unit: str) -> list[int]:
    """Return the terms of ``4 år inkl. option 2 år``: the options are part of the first number."""
    match = _WITH_PARTS_INCLUDED.fullmatch(plain)
    if not match:
        return []
    whole, options = sum(_terms(text, match["whole"], unit)), _terms(text, match["part"], unit)
    if sum(options) >= whole:
        raise _unreadable(text)
    return [whole - sum(options), *options]


def _divided(text: str, plain: str, unit: str) -> list[int]:
    """Return the terms of ``4 år (2+1+1)``: what stands in brackets is the first number again, divided."""
    match = _WHOLE_THEN_PARTS.fullmatch(plain)
    if not match or _OFFERED.search(match["part"]):
        return []
    whole, parts = _terms(text, match["whole"], unit), _terms(text, match["part"], unit)
    if sum(whole) != sum(parts):
        raise _unreadable(text)
    return max(whole, parts, key=len)


def _terms(text: str, plain: str, unit: str) -> list[int]:
    flat = _OFFERED.sub("+", plain.replace("(", " ").replace(")", " ")).strip()
    terms = [_TERM.fullmatch(term) for term in _PLUS.split(flat.rstrip("+ "))]
    if None in terms:
        raise _unreadable(text)
    return _in_months(text, [term for term in terms if term], unit)


def _in_months(text: str, terms: list[re.Match[str]], unit: str) -> list[int]:
    """Return each term in months, from the last to the first: a bare number counts what the next one counts."""
    months: list[int] = []
    in_years = unit == "year"
    said = any(term["year"] or term["month"] for term in terms)
    for term in reversed(terms):
        in_years = bool(term["year"]) or (in_years and not term["month"])
        if not said and in_years and int(re.split("[.,]", term["number"])[0]) > _LONGEST_YEARS:
            raise UnreadableError(f"a length with no unit: {shown(text)!r}", _HINT)
        months[:0] = [_months(text, term["number"], in_years=in_years)] * int(term["times"] or 1)
    return months


def _months(text: str, number: str, *, in_years: bool) -> int:
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
