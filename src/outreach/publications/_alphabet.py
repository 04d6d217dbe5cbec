"""The order of names in a language's alphabet."""

from __future__ import annotations

import unicodedata
from typing import Final

_SWEDISH: Final = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})
"""å, ä and ö are letters of their own, after z; these signs stand there."""


def in_alphabet(text: str, lang: str) -> str:
    """Return a key by which *text* is sorted as a reader of the language looks for it: other marks do not count."""
    folded = unicodedata.normalize("NFC", text.casefold())
    told = folded.translate(_SWEDISH) if lang == "sv" else folded
    bare = unicodedata.normalize("NFKD", told)
    return " ".join("".join(letter for letter in bare if not unicodedata.combining(letter)).split())
