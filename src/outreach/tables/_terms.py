"""What lists call stages, procedures, techniques, natures and sizes, by the words of each language."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

from outreach import words
from outreach.errors import UnreadableError, shown
from outreach.model import Nature, Procedure, Size, Stage, Technique
from outreach.tables._headings import key

if TYPE_CHECKING:
    import enum
    from collections.abc import Mapping

Member = TypeVar("Member", bound=StrEnum)

_ELSEWHERE: Final = {Technique.DYNAMIC_PURCHASING_SYSTEM: Procedure.RESTRICTED}
"""A dynamic purchasing system is always run with the restricted procedure (2014/24/EU art. 34)."""

_PEOPLE: Final = ((10, Size.MICRO), (50, Size.SMALL), (250, Size.MEDIUM))
_CLASSES: Final = {1: (0, 0), 2: (1, 4), 3: (5, 9), 4: (10, 19), 5: (20, 49), 6: (50, 99), 7: (100, 199), 8: (200, 499)}
_LAST_CLASS: Final = 16
_BETWEEN: Final = re.compile(r"[,;/()+:\n]| - | – ")


@cache
def _members(section: str, kind: type[Member]) -> Mapping[str, Member]:
    """Return the words of a section of ``words.toml`` by key → the member that each names."""
    named = {key(member.value): member for member in kind}
    return named | {key(word): kind(name) for name, listed in words.table(section).items() for word in listed}


def _stages() -> Mapping[str, Stage]:
    return _members("stages", Stage)


def _natures() -> Mapping[str, Nature]:
    return _members("natures", Nature)


def _procedures() -> Mapping[str, Procedure]:
    return _members("procedures", Procedure)


def _techniques() -> Mapping[str, Technique]:
    return _members("techniques", Technique)


@cache
def _not_an_industry() -> frozenset[str]:
    return frozenset(map(key, words.listed("not_an_industry", "words")))


@cache
def _count() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what a number of people, and the word for people after it, looks like."""
    more = words.pattern(words.listed("people", "or_more"))
    return (
        re.compile(
            rf"(?P<low>[0-9]{{1,6}})(?:\s*[-–]\s*(?P<high>[0-9]{{1,6}}))?(?P<open>\s*[-–+]|\s*(?:{more}))?", re.ASCII
        ),
        re.compile(rf"\s*(?:{words.pattern(words.listed('people', 'people'))})$"),
    )


def stage(text: str) -> Stage:
    """Return the stage that *text* names (skede)."""
    return stage_alone(text) or _member(_stages(), text, "stage", "planned, advertised, awarded or cancelled")


def stage_alone(text: str) -> Stage | None:
    """Return the stage that *text* names, alone or beside a word for purchases: *Avslutade upphandlingar*."""
    known, nouns = _stages(), words.listed("sections", "stage_of")
    bare = " ".join(word for word in text.strip(" :").split() if word.casefold() not in nouns)
    return known.get(key(text)) or known.get(key(bare))


def nature(text: str) -> Nature:
    """Return what *text* says is bought (vara, tjänst, entreprenad)."""
    return _member(_natures(), text, "nature", "goods, services or works")


def is_nature(text: str) -> bool:
    """Tell whether *text* says supplies, services or works, and cannot be an industry (*bygg* can)."""
    return key(text) in _natures() and key(text) not in _not_an_industry()


def procedure(text: str) -> tuple[Procedure | None, tuple[Technique, ...]]:
    """Return the procedure and techniques that *text* names (förfarande); FKU, avrop, DIS and LOV are techniques."""
    whole = key(text)
    if whole in _procedures():
        return _procedures()[whole], ()
    techniques = techniques_in(text)
    procedures = [_procedures()[part] for part in _parts(text) if part in _procedures()]
    if not techniques and not procedures:
        raise UnreadableError(
            f"not a procedure: {shown(text)!r}", "write open procedure, direct award or renewed competition"
        )
    named = procedures[0] if procedures else None
    return named or next(
        (_ELSEWHERE[technique] for technique in techniques if technique in _ELSEWHERE), None
    ), techniques


def techniques_in(text: str) -> tuple[Technique, ...]:
    """Return the techniques that *text* names, each once."""
    pieces = [text] if key(text) in _techniques() else _BETWEEN.split(text)
    return tuple(dict.fromkeys(technique for piece in pieces for technique in _techniques_of(piece)))


def _techniques_of(piece: str) -> list[Technique]:
    """Return the technique that a *piece* is, else those that its words are."""
    known = _techniques()
    pieces = [piece] if key(piece) in known else piece.split()
    return [known[key(word)] for word in pieces if key(word) in known]


def size(text: str) -> Size:
    """Return the size that *text* names, or that the number of people it tells means (storlek; EU 2003/361)."""
    return _members("sizes", Size).get(key(text)) or size_of_people(text)


def size_of_people(text: str) -> Size:
    """Return the size of a company of so many people: ``12``, ``20-49 anställda``; ten make it small."""
    count, people = _count()
    match = count.fullmatch(people.sub("", text.strip().casefold()))
    if not match:
        raise UnreadableError(f"not a number of people: {shown(text)!r}", "write 12, or 20-49")
    low = int(match["low"])
    return _size_between(text, low, None if match["open"] else int(match["high"] or low))


def size_of_class(text: str) -> Size:
    """Return the size of one of Statistics Sweden's size classes (storleksklass), such as ``5`` for 20–49 people."""
    number = int(text) if re.fullmatch(r"[0-9]{1,2}", text.strip(), re.ASCII) else 0
    if not 1 <= number <= _LAST_CLASS:
        raise UnreadableError(f"not a size class: {shown(text)!r}", "write 1 to 16")
    low, high = _CLASSES.get(number, (500, None))
    return _size_between(text, low, high)


def _size_between(text: str, low: int, high: int | None) -> Size:
    smallest, largest = _size(low), _size(high)
    if smallest is largest:
        return smallest
    if largest is Size.LARGE:
        raise UnreadableError(f"people of more than one size of company: {shown(text)!r}", "write the number")
    return Size.SME


def _size(people: int | None) -> Size:
    return next((category for below, category in _PEOPLE if people is not None and people < below), Size.LARGE)


def _member(known: Mapping[str, Member], text: str, what: str, hint: str) -> Member:
    match = known.get(key(text)) or next((known[part] for part in _pieces(text) if part in known), None)
    if match is None:
        raise UnreadableError(f"not a {what}: {shown(text)!r}", f"write {hint}")
    return match


def _pieces(text: str) -> list[str]:
    """Return what stands between the signs of *text*."""
    return [key(piece) for piece in _BETWEEN.split(text)]


def _parts(text: str) -> list[str]:
    """Return the pieces of *text* that may be a word of their own: between signs, then each word."""
    return [piece for piece in (*_pieces(text), *map(key, text.split())) if piece]


def member(kind: type[enum.Enum], text: str) -> enum.Enum:
    """Return the member that a structured format names by its value."""
    try:
        return kind(text.strip().casefold())
    except ValueError:
        known = ", ".join(str(member.value) for member in kind)
        raise UnreadableError(f"not a {kind.__name__}: {shown(text)!r}", f"one of: {known}") from None
