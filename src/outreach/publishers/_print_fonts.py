"""What the fonts can show: a paper holds no character without a form (PDF/UA-1, 7.21.8)."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from outreach import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

UNSHOWN: Final = "□"
"""Stands for a character that no font has: it is seen that something is missing."""

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
PLAIN: Final = 0x250
"""Below it are the letters of Latin alphabets, which the fonts have."""

_TRIAL: Final = b"""
#set document(title: "x", date: none)
#for c in json("data.json") [#c #strong(c) #emph(c) #strong(emph(c)) ]
"""


def typst() -> Any:  # noqa: ANN401 - a module, brought by an extra
    """Return the package that sets pages.

    Raises:
        MissingExtraError: It is not installed.
    """
    try:
        import typst as module  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("typst", "print") from error
    return module


def set_pages(files: Mapping[str, bytes], fonts: Path | None = None) -> bytes:
    """Return the PDF of ``main.typ`` among *files*: tagged, with nothing of this machine or this moment in it.

    It has the fonts that typst brings, and those in the folder *fonts*.
    """
    folders = [str(fonts)] if fonts else []
    made: bytes = typst().compile(
        dict(files),
        format="pdf",
        pdf_standards=["ua-1"],
        font_paths=folders,
        ignore_system_fonts=True,
        timestamp=0,
    )
    return made


def with_forms(text: str, fonts: Path | None = None) -> tuple[str, str]:
    """Return *text* with a box for every character that the fonts do not have, and those characters."""
    unusual = "".join(sorted({character for character in text if not character.isascii()} - {REPLACEMENT}))
    lacking = _unshown(unusual, fonts)
    return text.translate({ord(character): UNSHOWN for character in lacking + REPLACEMENT}), lacking


def with_plain_forms(text: str) -> str:
    """Return *text* with a box for everything but Latin letters: for what fonts have only by itself."""
    return "".join(character if ord(character) < PLAIN else UNSHOWN for character in text)


def _unshown(characters: str, fonts: Path | None) -> str:
    """Return those that no font has: asked of all at once, then of halves."""
    if not characters or _are_shown(characters, fonts):
        return ""
    if len(characters) == 1:
        return characters
    half = len(characters) // 2
    return _unshown(characters[:half], fonts) + _unshown(characters[half:], fonts)


@lru_cache(maxsize=4096)
def _are_shown(characters: str, fonts: Path | None) -> bool:
    try:
        set_pages({"main.typ": _TRIAL, "data.json": json.dumps(list(characters)).encode()}, fonts)
    except typst().TypstError:
        return False
    return True
