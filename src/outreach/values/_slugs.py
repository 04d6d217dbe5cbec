"""Keys made of names: the same name gives the same key, on any machine and in any year."""

from __future__ import annotations

import unicodedata

_LONGEST = 60
_SPELT = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ł": "l", "&": " "})


def slug(text: str) -> str:
    """Return *text* as a key: lower case, without diacritics, words joined by hyphens, 60 characters at most."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SPELT))
    spaced = "".join(
        " " if not character.isalnum() else character for character in plain if not unicodedata.combining(character)
    )
    words = "-".join(word for word in spaced.split() if word.isascii())
    return words[:_LONGEST].rstrip("-") or "-".join(spaced.split())[:_LONGEST]
