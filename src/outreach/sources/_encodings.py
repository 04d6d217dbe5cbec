"""In which encoding a text is: by its mark, else by all its bytes."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final

import outreach

if TYPE_CHECKING:
    from pathlib import Path

CHUNK: Final = 1 << 22
"""How many bytes of a file are looked at, or copied, at a time."""
TWICE: Final = codecs.BOM_UTF8.decode("cp1252").encode()
"""A byte-order mark that was taken for text and encoded once more."""
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAY_ENCODING: Final = 'save it as UTF-8, or say its encoding: Csv(…, encoding="cp1252")'


def encoding_of(path: Path, head: bytes, name: str, *, whole: bool) -> tuple[str, str]:
    """Return the codec, and what to call it: from the mark, else from all bytes of the file, which is called *name*.

    If not the *whole* counts, a beginning in UTF-8 is enough: polars refuses what is not.
    """
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return codec, f"{codec.removesuffix('-sig')} with byte-order mark"
    if head.startswith(TWICE):
        return "utf-8", "utf-8 with a byte-order mark encoded twice"
    zeros = head[::2].count(0), head[1::2].count(0)
    if max(zeros) * 4 > len(head) > 1:
        codec = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
        return codec, codec
    is_utf8 = _is_utf8(path) if whole else _decodes(head[: len(head) - _unfinished(head)], "utf-8")
    return ("utf-8", "utf-8") if is_utf8 else _windows(path, name)


def _is_utf8(path: Path) -> bool:
    import polars as pl  # noqa: PLC0415 - validates six times as fast as decoding does

    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            whole = rest + chunk
            cut = len(whole) - _unfinished(whole)
            rest = whole[cut:]
            try:
                pl.Series([whole[:cut]], dtype=pl.Binary).cast(pl.String)
            except pl.exceptions.PolarsError:
                return False
    return not rest


def _unfinished(text: bytes) -> int:
    """Return how many bytes at the end begin a character that is not complete."""
    for back in range(1, min(4, len(text) + 1)):
        byte = text[-back]
        if byte >= 0xC0:  # noqa: PLR2004 - the first byte of a character of two or more
            length = 2 + (byte >= 0xE0) + (byte >= 0xF0)  # noqa: PLR2004
            return back if length > back else 0
        if byte < 0x80:  # noqa: PLR2004 - ASCII
            return 0
    return 0


def _windows(path: Path, name: str) -> tuple[str, str]:
    """Take the file for Windows-1252, unless a part of it is UTF-8 or no text at all."""
    utf8 = other = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.isascii():
                continue
            if _decodes(line, "utf-8"):
                utf8 = utf8 or number
            elif _decodes(line, "cp1252"):
                other = other or number
            else:
                raise outreach.SourceError(name, f"line {number}: neither UTF-8 nor Windows-1252", _SAY_ENCODING, "csv")
    if utf8:
        reason = f"two encodings: line {utf8} is UTF-8, line {other} is not"
        raise outreach.SourceError(name, reason, _SAY_ENCODING, "csv")
    return "cp1252", "cp1252"


def _decodes(line: bytes, codec: str) -> bool:
    try:
        line.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def decoded(head: bytes, codec: str, name: str) -> str:
    """Return the text of a file's beginning, whose last character may be cut."""
    try:
        return codecs.getincrementaldecoder(codec)().decode(head).removeprefix(TWICE.decode())
    except LookupError as error:
        raise outreach.SourceError(
            name, f"no such encoding: {codec}", 'for example encoding="cp1252"', "csv"
        ) from error
    except UnicodeDecodeError as error:
        raise outreach.SourceError(name, f"not {codec}", "say another encoding, or none", "csv") from error
