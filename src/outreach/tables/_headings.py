"""Headings made comparable: what a column is called, whatever its spelling, and the unit its heading names."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache, lru_cache
from typing import Final, NamedTuple

from outreach.errors import shown
from outreach.tables._aliases import ALIASES, groups

LONGEST: Final = 120
"""A longer cell is prose, not a heading."""

_UNITS: Final[dict[str, tuple[int, str | None]]] = {
    "kr": (1, "SEK"),
    "sek": (1, "SEK"),
    "kronor": (1, "SEK"),
    "tkr": (1_000, "SEK"),
    "ksek": (1_000, "SEK"),
    "tsek": (1_000, "SEK"),
    "mkr": (1_000_000, "SEK"),
    "msek": (1_000_000, "SEK"),
    "miljoner": (1_000_000, None),
    "miljoner sek": (1_000_000, "SEK"),
    "miljoner kr": (1_000_000, "SEK"),
    "miljoner kronor": (1_000_000, "SEK"),
    "£": (1, "GBP"),
    "gbp": (1, "GBP"),
    "£k": (1_000, "GBP"),
    "£000": (1_000, "GBP"),
    "£000s": (1_000, "GBP"),
    "£m": (1_000_000, "GBP"),
    "€": (1, "EUR"),
    "eur": (1, "EUR"),
    "€m": (1_000_000, "EUR"),
    "meur": (1_000_000, "EUR"),
    "$": (1, "USD"),
    "usd": (1, "USD"),
    "nok": (1, "NOK"),
    "dkk": (1, "DKK"),
}
_UNIT: Final = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_WITH_UNIT: Final = re.compile(rf"^(?P<name>.*?)(?:[\s,(\[/]+i?\s*)(?P<unit>{_UNIT})[\s)\]*.:]*$", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"[(\[][^)\]]*[)\]]")
_TIME_UNIT: Final = {"år": "year", "years": "year", "mån": "month", "månader": "month", "months": "month"}
_WITH_TIME: Final = re.compile(r"[\s,(\[]+(år|years|mån|månader|months)[\s)\]*.:]*$", re.IGNORECASE)
_ALIKE: Final = 0.92
_WORTH_A_GUESS: Final = 9


class Heading(NamedTuple):
    """A heading taken apart: its key to compare by, the factor and the currency it names, the unit of a time."""

    keys: tuple[str, ...]
    factor: int
    currency: str | None
    time_unit: str | None


class Meaning(NamedTuple):
    """What a heading is read as: the attribute, how good a word it is for that (0 is best), whether it was misspelt."""

    role: str
    rank: int
    guessed: bool = False


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """Return *text* as headings are compared: lower case, letters and digits only, without diacritics."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if character.isalnum())


@lru_cache(maxsize=4096)
def heading(text: str) -> Heading:
    """Take a heading apart: ``Värde (tkr)`` is *värde*, its numbers thousands of kronor."""
    plain = " ".join(text.replace("\ufeff", " ").split())
    match = _WITH_UNIT.match(plain)
    factor, currency = _UNITS[match["unit"].casefold()] if match else (1, None)
    time = _WITH_TIME.search(plain)
    without = match["name"] if match else plain[: time.start()] if time else plain
    return Heading(_keys(plain, without), factor, currency, _TIME_UNIT[time[1].casefold()] if time else None)


def _keys(plain: str, without: str) -> tuple[str, ...]:
    """Return what to look up, the most exact first: all of it, without brackets, without what follows a sign."""
    bare = _BRACKETS.sub(" ", without)
    readings = (plain, without, bare, bare.partition(",")[0], *re.split(r"[/,]", bare)[:2])
    exact = dict.fromkeys(key(reading) for reading in readings)
    return tuple(found for found in (*exact, *(_without_figures(reading) for reading in exact)) if found)


def _without_figures(reading: str) -> str:
    return "".join(character for character in reading if not character.isdigit())


@cache
def known(record: type) -> dict[str, tuple[Meaning, ...]]:
    """Return what each heading's key means in tables of *record*, the best first; an attribute's own name too."""
    found: dict[str, list[Meaning]] = {}
    for role, said in ALIASES[record].items():
        words = {key(word): Meaning(role, rank) for rank, group in enumerate(groups(said)) for word in group}
        for word, meaning in ({key(role): Meaning(role, 0)} | words).items():
            found.setdefault(word, []).append(meaning)
    return {word: tuple(sorted(meanings, key=lambda meaning: meaning.rank)) for word, meanings in found.items()}


@cache
def every_word() -> frozenset[str]:
    """Return the keys of all headings that are known in any kind of table."""
    return frozenset(word for record in ALIASES for word in known(record))


def meanings(record: type, text: str) -> tuple[Meaning, ...]:
    """Return what the heading *text* may mean in a table of *record*, the best first; nothing where it is not known."""
    words = known(record)
    return next((words[reading] for reading in heading(text).keys if reading in words), ())


def guesses(record: type, text: str) -> tuple[Meaning, ...]:
    """Return what *text* may mean if it is a known heading misspelt by a letter or two."""
    reading = next(iter(heading(text).keys), "")
    words = [word for word in known(record) if len(word) >= _WORTH_A_GUESS <= len(reading) and word[0] == reading[0]]
    close = difflib.get_close_matches(reading, words, n=1, cutoff=_ALIKE)
    return tuple(meaning._replace(guessed=True) for word in close for meaning in known(record)[word])


def list_of(headings: tuple[str, ...] | list[str]) -> str:
    """Return *headings* as a message shows them."""
    named = [shown(text, 40) for text in headings if text.strip()]
    return ", ".join(repr(name) for name in named[:20]) + (f" … ({len(named)} in all)" if len(named) > 20 else "")  # noqa: PLR2004 - enough to see
