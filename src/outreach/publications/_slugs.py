"""Addresses of publications: a–z, 0–9 and hyphens, each once."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST: Final = 60
"""How long a slug is at most; it is cut between words."""

_LETTERS: Final = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ð": "d", "þ": "th", "ł": "l", "đ": "d"})
_ELSE: Final = re.compile(r"[^a-z0-9]+")
_RESERVED: Final = frozenset(
    {"index", "con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""What is another page already, or what Windows keeps for devices."""


def slug_of(*words: str) -> str:
    """Return *words* as one slug: ``("upphandling", "Städ & fönsterputs")`` is ``upphandling-stad-fonsterputs``.

    Letters lose their marks (å and ä become a, ö becomes o), all else that is not a–z or 0–9 becomes a hyphen. Words
    in another script leave nothing; then, and for a name kept for devices, the slug is ``page`` or ends in it.
    """
    folded = unicodedata.normalize("NFKD", " ".join(words).casefold().translate(_LETTERS))
    bare = "".join(character for character in folded if not unicodedata.combining(character))
    slug = _cut(_ELSE.sub("-", bare).strip("-"))
    if not slug:
        return "page"
    return f"{slug}-page" if slug in _RESERVED else slug


def _cut(slug: str) -> str:
    if len(slug) <= MOST:
        return slug
    head, _, _ = slug[: MOST + 1].rpartition("-")
    return head or slug[:MOST]


def each_once(slugs: Iterable[str]) -> Iterator[str]:
    """Yield *slugs* in order; one that was there before gets the first free number: ``hiss``, ``hiss-2``."""
    wanted = tuple(slugs)
    taken = set(wanted)
    seen: set[str] = set()
    for slug in wanted:
        unique = slug
        number = 1
        while unique in seen or (number > 1 and unique in taken):
            number += 1
            unique = f"{slug}-{number}"
        seen.add(unique)
        yield unique
