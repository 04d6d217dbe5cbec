"""Text made comparable, and the words that mean no value."""

from __future__ import annotations

import unicodedata
from typing import Final

from outreach.errors import UnreadableError, shown

LONGEST: Final = 200  # a longer cell holds prose, not a date or an amount

_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_HYPHENS: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2212"), "-")
_DASHES: Final = dict.fromkeys(map(ord, "\u2012\u2014\u2015"), "–")

_UNKNOWN: Final = frozenset(
    """? ?? ??? - – — . .. ... … * tbc tbd tba t.b.c. t.b.d. n/a n.a. na nd none null nil unknown unclear
    undecided okänt okänd oklart oklar saknas ingen inget inga""".split()  # noqa: SIM905
) | frozenset(
    (
        "beslut saknas",
        "datum ej bestämt",
        "datum inte bestämt",
        "datum saknas",
        "ej aktuellt",
        "ej bestämd",
        "ej bestämt",
        "ej fastställt",
        "ej klart",
        "ej känt",
        "går ej att bedöma",
        "inte bestämt",
        "inte klart",
        "inte känt",
        "inget datum",
        "not applicable",
        "not available",
        "not decided",
        "not known",
        "not yet known",
        "uppgift saknas",
        "vet ej",
        "to be advised",
        "to be announced",
        "to be confirmed",
        "to be decided",
        "to be determined",
    )
)

_YES: Final = frozenset("ja j yes y true sant x 1 ✓ ✔ on".split())  # noqa: SIM905 - the words read better so
_NO: Final = frozenset("nej n no false falskt 0 off".split())  # noqa: SIM905


def fold(text: str) -> str:
    """Return *text* as names and headings are compared: NFKC, case-folded, trimmed, each run of blanks one space.

    No-break and narrow blanks count as blanks; invisible characters (BOM, zero width, soft hyphen) are dropped.
    """
    folded = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).translate(_INVISIBLE).split())


def tidy(text: str) -> str:
    """Return *text* for reading values: as :func:`fold`, but no character becomes another digit or letter.

    NFKC would make ``½`` and full-width digits look like numbers that nobody wrote. Hyphens become ``-``, dashes
    ``–``.
    """
    plain = unicodedata.normalize("NFC", text.translate(_INVISIBLE)).casefold()
    return " ".join(plain.translate(_HYPHENS).translate(_DASHES).split())


def is_unknown_word(text: str) -> bool:
    """Tell whether *text* says that there is no value: empty, ``?``, ``TBC``, ``oklart``, ``ej bestämt``, ``-``."""
    plain = tidy(text)
    return not plain or plain in _UNKNOWN


def parse_boolean(text: str) -> bool:
    """Return what a yes or no says (ja, nej).

    ``ja``, ``yes``, ``true``, ``x``, ``1`` and a few more are yes; ``nej``, ``no``, ``false``, ``0`` are no.

    Raises:
        UnreadableError: *text* is neither; nothing counts as no by default.
    """
    plain = tidy(text)
    if plain in _YES:
        return True
    if plain in _NO:
        return False
    raise UnreadableError(f"neither yes nor no: {shown(text)!r}", "write ja or nej")
