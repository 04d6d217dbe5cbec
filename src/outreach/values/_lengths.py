"""Lengths of contracts: a fixed time and options to extend it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal, NamedTuple

from outreach import words
from outreach.errors import UnreadableError, shown
from outreach.values._dates import numbered
from outreach.values._text import LONGEST, tidy


class ParsedLength(NamedTuple):
    """What a contract's length says, in months.

    ``months`` is the fixed time, None where only the whole is told; ``options`` are the extensions in their order;
    ``max_months`` is all of it together, None where an option has no length.
    """

    months: int | None
    options: tuple[int, ...]
    max_months: int | None


class _Patterns(NamedTuple):
    """The shapes of lengths, in the languages there are."""

    term: re.Pattern[str]
    offered: re.Pattern[str]
    wholes: tuple[re.Pattern[str], ...]
    with_parts_included: re.Pattern[str]
    whole_then_parts: re.Pattern[str]
    extended_to: re.Pattern[str]
    plus: re.Pattern[str]
    years_and_months: re.Pattern[str]


_NUMBER: Final = r"[0-9]{1,3}(?:[.,]5)?"
_LETTER: Final = r"[^\W\d_]"


@cache
def _patterns() -> _Patterns:
    word = {name: words.pattern(words.listed("lengths", name)) for name in words.table("lengths")}
    year, month, option = (f"(?:{word[name]})" for name in ("year", "month", "option"))
    number = rf"(?P<number>{_NUMBER})"
    some = rf"{number}\s*(?:(?P<year>{year})|(?P<month>{month}))"
    included = rf"\s*,?\s*\(?(?:{word['including']})\s*(?:(?:{word['any']})\s+)*"
    return _Patterns(
        term=re.compile(rf"(?:(?P<times>[1-9])\s*[x×]\s*)?{number}\s*(?:(?P<year>{year})|(?P<month>{month}))?"),
        offered=re.compile(
            rf"(?:,\s*)?(?:(?:{word['can']})\s+)?(?:(?:{word['with']})\s+)?(?:(?:{word['a']})\s+)?"
            rf"(?:(?:{word['possibility']})\s+(?:(?:{word['a']})\s+)?)?"
            rf"{option}(?:\s+(?:{word['by']}))?(?!{_LETTER})\s*:?"
        ),
        wholes=(
            re.compile(rf"(?:{word['at_most']})\s*{some}(?:\s+(?:{word['with_options']}))?"),
            re.compile(rf"{some}{included}{option}\)?"),
        ),
        with_parts_included=re.compile(
            rf"(?P<whole>[^()]+?){included}{option}\s*(?:{word['by']})?\s*:?\s*(?P<part>[0-9][^()]*)\)?"
        ),
        whole_then_parts=re.compile(r"(?P<whole>[^()+]+[^()+ ])\s*\((?P<part>[0-9][^()]*)\)"),
        extended_to=re.compile(
            rf"(?P<first>.+?),?\s+(?:{word['extended_to']})\s+(?:(?:{word['at_most']})\s+)?(?P<whole>.+)"
        ),
        plus=re.compile(rf"(?:\s*(?:[+;]|(?<![0-9]),|,(?![0-9])|(?<!{_LETTER})(?:{word['plus']})(?!{_LETTER}))\s*)+"),
        years_and_months=re.compile(rf"([0-9]{{1,2}})\s*{year}\s*(?:{word['and']})?\s*([0-9]{{1,2}})\s*({month})"),
    )


_HINT: Final = "write 4 years, 48 months or 2+1+1 years"
_LONGEST_YEARS: Final = 15  # bare numbers above this, together, are hardly years; they are not guessed to be months
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
    plain = _patterns().years_and_months.sub(_as_months, _figures(tidy(text)))
    for whole in _patterns().wholes:
        if match := whole.fullmatch(plain):
            return ParsedLength(None, (), _months(text, match["number"], in_years=bool(match["year"])))
    if match := _patterns().extended_to.fullmatch(plain):
        fixed, most = (sum(_terms(text, match[name], unit)) for name in ("first", "whole"))
        if fixed >= most:
            raise _unreadable(text)
        return ParsedLength(fixed, (), most)
    terms = _included(text, plain, unit) or _divided(text, plain, unit) or _terms(text, plain, unit)
    is_open = len(terms) == 1 and _patterns().offered.search(plain)
    return ParsedLength(terms[0], tuple(terms[1:]), None if is_open else sum(terms))


def _figures(plain: str) -> str:
    numbers = numbered("numbers")
    return " ".join(str(numbers.get(word, word)) for word in plain.split())


def _as_months(match: re.Match[str]) -> str:
    return f"{int(match[1]) * 12 + int(match[2])} {match[3]}"


def _included(text: str, plain: str, unit: str) -> list[int]:
    """Return the terms of ``4 år inkl. option 2 år``: the options are part of the first number."""
    match = _patterns().with_parts_included.fullmatch(plain)
    if not match:
        return []
    whole, options = sum(_terms(text, match["whole"], unit)), _terms(text, match["part"], unit)
    if sum(options) >= whole:
        raise _unreadable(text)
    return [whole - sum(options), *options]


def _divided(text: str, plain: str, unit: str) -> list[int]:
    """Return the terms of ``4 år (2+1+1)``: what stands in brackets is the first number again, divided."""
    match = _patterns().whole_then_parts.fullmatch(plain)
    if not match or _patterns().offered.search(match["part"]):
        return []
    whole, parts = _terms(text, match["whole"], unit), _terms(text, match["part"], unit)
    if sum(whole) != sum(parts):
        raise _unreadable(text)
    if len(parts) > 1 and len(set(parts)) == 1:  # the whole in equal parts, or as many options after it
        raise UnreadableError(f"a length with two readings: {shown(text)!r}", _HINT)
    return max(whole, parts, key=len)


def _terms(text: str, plain: str, unit: str) -> list[int]:
    flat = _patterns().offered.sub("+", plain.replace("(", " ").replace(")", " ")).strip()
    terms = [_patterns().term.fullmatch(term) for term in _patterns().plus.split(flat.rstrip("+ "))]
    if None in terms:
        raise _unreadable(text)
    return _in_months(text, [term for term in terms if term], unit)


def _in_months(text: str, terms: list[re.Match[str]], unit: str) -> list[int]:
    """Return each term in months: a bare number counts what the next one that says it counts, else the one before."""
    named = ["year" if term["year"] else "month" for term in terms if term["year"] or term["month"]]
    in_years = (named[-1] if named else unit) == "year"
    numbers = [int(re.split("[.,]", term["number"])[0]) * int(term["times"] or 1) for term in terms]
    if not named and in_years and sum(numbers) > _LONGEST_YEARS:
        raise UnreadableError(f"a length with no unit: {shown(text)!r}", _HINT)
    months: list[int] = []
    for term in reversed(terms):
        in_years = bool(term["year"]) or (in_years and not term["month"])
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
