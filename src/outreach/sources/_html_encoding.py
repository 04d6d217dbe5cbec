"""In which encoding a web page is: by its mark, by what it says of itself, else UTF-8 or Windows-1252."""

from __future__ import annotations

import codecs
import re
from typing import Final

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAID: Final = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})"""
)
_LOOKED_AT: Final = 4_096
_MEANT: Final = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
"""What a page says, and what browsers take it for: Windows' letters stand in what is called Latin-1."""


def decoded(raw: bytes, encoding: str | None) -> tuple[str, str]:
    """Return the text of a page and its codec.

    Raises:
        ValueError: It is not in that encoding; no codec but Windows-1252 takes what is not UTF-8.
        LookupError: There is no such codec.
    """
    codec = encoding or _marked(raw) or _said(raw)
    if codec:
        return raw.decode(codec), codec
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return raw.decode("cp1252"), "cp1252"


def _marked(raw: bytes) -> str:
    return next((codec for mark, codec in _MARKS if raw.startswith(mark)), "")


def _said(raw: bytes) -> str:
    """Return the codec that the page names, if there is one and the bytes are in it."""
    match = _SAID.search(raw[:_LOOKED_AT])
    said = match[1].decode("ascii").casefold() if match else ""
    try:
        codec = codecs.lookup(_MEANT.get(said, said)).name if said else ""
        raw.decode(codec or "utf-8")
    except (LookupError, ValueError):
        return ""
    return codec
