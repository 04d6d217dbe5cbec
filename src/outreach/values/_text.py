"""Text made comparable, keys made of names, and the words for yes, no and no value."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from html import unescape
from typing import Final

from outreach import words
from outreach.errors import UnreadableError, shown

LONGEST: Final = 200  # a longer cell holds prose, not a date or an amount

_ENTITY: Final = re.compile("&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_HYPHENS: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2212"), "-")
_DASHES: Final = dict.fromkeys(map(ord, "\u2012\u2014\u2015"), "–")

_NOTHING: Final = frozenset(("?", "??", "???", "-", "–", "—", ".", "..", "...", "…", "*"))
"""Signs that stand for no value, in any language."""

_LONGEST_SLUG: Final = 60
_SPELT: Final = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ł": "l", "&": " "})


def plainly(text: str) -> str:
    """Return the text of a cell that a program dressed for another: ``&aring;`` is å, and ``="5560160680"`` a text."""
    if text.startswith('="') and text.endswith('"') and len(text) > 2:  # noqa: PLR2004 - the signs themselves
        text = text[2:-1]
    return _ENTITY.sub(lambda entity: unescape(entity[0]), text) if "&" in text else text


def fold(text: str) -> str:
    """Return *text* as names and headings are compared: NFKC, case-folded, trimmed, each run of blanks one space.

    No-break and narrow blanks count as blanks; invisible characters (BOM, zero width, soft hyphen) are dropped.
    """
    text = plainly(text)
    if text.isascii():
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).translate(_INVISIBLE).split())


def tidy(text: str) -> str:
    """Return *text* for reading values: as :func:`fold`, but no character becomes another digit or letter.

    NFKC would make ``½`` and full-width digits look like numbers that nobody wrote. Hyphens become ``-``, dashes
    ``–``.
    """
    text = plainly(text)
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFC", text.translate(_INVISIBLE)).casefold()
    return " ".join(plain.translate(_HYPHENS).translate(_DASHES).split())


def is_placeholder(text: str) -> bool:
    """Tell whether *text* stands for nothing in any column: a dash, ``?``, ``N/A``, *ej angivet*, ``#SAKNAS!``."""
    plain = tidy(text)
    return plain in _NOTHING or plain in _answers("placeholder")


def is_withheld(text: str) -> bool:
    """Tell whether *text* says that somebody knows and does not tell: *REDACTED PERSONAL DATA*, *sekretess*."""
    return bool(_withheld().fullmatch(fold(text)))


@cache
def _withheld() -> re.Pattern[str]:
    begins, whole = (words.any_of(words.listed("answers", name)) for name in ("withheld_begins", "withheld"))
    return re.compile(rf"(?:{begins})\b.*|(?:{whole})[.:]?", re.DOTALL)


def is_unknown_word(text: str) -> bool:
    """Tell whether *text* says that there is no value: empty, ``?``, ``TBC``, ``oklart``, ``ej bestämt``, ``-``."""
    plain = tidy(text)
    return not plain or plain in _NOTHING or plain in _answers("placeholder") or plain in _answers("unknown")


def parse_boolean(text: str) -> bool:
    """Return what a yes or no says (ja, nej).

    ``ja``, ``yes``, ``true``, ``x``, ``1`` and a few more are yes; ``nej``, ``no``, ``false``, ``0`` are no.

    Raises:
        UnreadableError: *text* is neither; nothing counts as no by default.
    """
    plain = tidy(text)
    if plain in _answers("yes"):
        return True
    if plain in _answers("no"):
        return False
    raise UnreadableError(f"neither yes nor no: {shown(text)!r}", "write yes or no")


@cache
def _answers(name: str) -> frozenset[str]:
    return frozenset(map(tidy, words.listed("answers", name)))


def slug(text: str) -> str:
    """Return *text* as a key: lower case, without diacritics, words joined by hyphens, 60 characters at most."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SPELT))
    spaced = "".join(
        " " if not character.isalnum() else character for character in plain if not unicodedata.combining(character)
    )
    joined = "-".join(word for word in spaced.split() if word.isascii())
    return joined[:_LONGEST_SLUG].rstrip("-") or "-".join(spaced.split())[:_LONGEST_SLUG]
