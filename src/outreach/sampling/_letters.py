"""Text of the same shape with other letters and digits, which only the file itself could turn back."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

ALPHABETS: Final = ("aeiouy", "bcdfghjklmnpqrstvwxz", "åäö", "éüèáæø", "123456789")
"""A letter becomes another of its row; 0 stays: it tells how large a number is."""
_ROWS: Final = {sign: row for row in ALPHABETS for sign in row}
_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|^(?:https?://|mailto:)", re.ASCII | re.IGNORECASE)
_BLOCK: Final = 16


class Letters:
    """Replaces letters and digits: never by themselves, equal texts by equal ones, different by different.

    Each sign is moved within its row by an amount that follows from the *key*, which is made of the whole file, and
    from what stands before it.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def text(self, text: str) -> str:
        """Return *text* with every letter and digit replaced, but for years and the beginning of an address."""
        kept = {at for found in _YEAR.finditer(text) for at in range(*found.span())}
        return "".join(sign if at in kept else self.sign(sign, text[:at]) for at, sign in enumerate(text))

    def sign(self, sign: str, before: str, row: str = "") -> str:
        """Return what stands for *sign* after *before*; another of *row* where that is given."""
        lower = sign.lower()
        row = row or _ROWS.get(lower, "")
        if lower in row:
            other = row[(row.index(lower) + 1 + self.chance(before, len(row) - 1)) % len(row)]
            return other.upper() if sign != lower else other
        return self._stranger(sign, before) if sign.isalpha() and ord(sign) > 0xFF else sign  # noqa: PLR2004 - beyond Latin-1, whose signs show how a text was garbled

    def chance(self, before: str, most: int) -> int:
        """Return a number from 0 to below *most* that follows from the file and from *before*."""
        made = hashlib.blake2b(before.encode(errors="surrogatepass"), key=self._key, digest_size=8).digest()
        return int.from_bytes(made) % most

    def _stranger(self, sign: str, before: str) -> str:
        """Return another letter of the same alphabet and kind."""
        first = ord(sign) // _BLOCK * _BLOCK
        alike = [chr(code) for code in range(first, first + _BLOCK) if _alike(chr(code), sign)]
        place = alike.index(sign)
        return alike[(place + 1 + self.chance(before, len(alike) - 1)) % len(alike)] if len(alike) > 1 else sign


def _alike(one: str, other: str) -> bool:
    return unicodedata.category(one) == unicodedata.category(other)
