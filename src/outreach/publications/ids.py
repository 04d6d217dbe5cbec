"""Ids and addresses of pages, and the order of names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

import attrs

from outreach.analysis._changes import Key, key_of
from outreach.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.analysis._changes import Owned


@cache
def _after_z(lang: str) -> dict[int, str]:
    """Return for each letter that stands after z in the alphabet of a language a sign that stands there."""
    groups = listed("alphabet", "after_z", lang)
    return {ord(letter): chr(ord("{") + place) for place, group in enumerate(groups) for letter in group.split()}


def in_alphabet(text: str, lang: str) -> str:
    """Return a key by which *text* is sorted as a reader of the language looks for it: other marks do not count."""
    folded = unicodedata.normalize("NFC", text.casefold())
    bare = unicodedata.normalize("NFKD", folded.translate(_after_z(lang)))
    return " ".join("".join(letter for letter in bare if not unicodedata.combining(letter)).split())


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


def made_unique(slugs: Iterable[str]) -> Iterator[str]:
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


@attrs.frozen
class PageIds(Mapping[str, str]):
    """The id of each procurement → the id of its page; :meth:`of` tells two buyers' procurements apart too."""

    by_key: Mapping[Key, str]
    by_id: Mapping[str, str]

    def of(self, procurement: Owned) -> str:
        """Return the id of the page of a procurement."""
        return self.by_key[key_of(procurement)]

    def __getitem__(self, key: str) -> str:
        """Return the id of the page of the procurement with that id: of several buyers the first one's."""
        return self.by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_id)

    def __len__(self) -> int:
        return len(self.by_id)


def ids_of(procurements: Iterable[Owned]) -> PageIds:
    """Return the ids of the pages of *procurements*: their own ids, with the buyer where two have the same."""
    keys = sorted({key_of(procurement) for procurement in procurements})
    counts = Counter(key for _, key in keys)
    wanted = (slug_of("procurement", buyer if counts[key] > 1 else "", key) for buyer, key in keys)
    by_key = dict(zip(keys, made_unique(wanted), strict=True))
    return PageIds(by_key, {key: by_key[buyer, key] for buyer, key in reversed(keys)})
