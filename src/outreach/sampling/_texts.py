"""Delimited text and JSON, cell by cell, with everything between the cells as it was."""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, Final

from outreach.values import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from outreach.sampling._cells import Cells

COUNTS: Final = frozenset({"resultCount", "total", "totalCount", "count", "total_count", "numFound", "limit", "offset"})
"""Keys whose numbers tell of the file, not of what is in it."""
_CODE_KEYS: Final = """
scheme tag status language initiationType roles role currency unit procurementMethod
mainProcurementCategory additionalProcurementCategories awardCriteria submissionMethod documentType
relationship measure scale version extensions uri license publicationPolicy
"""
CODE_KEYS: Final = frozenset(_CODE_KEYS.split())
"""Keys of standards whose values are words of a public list."""
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"(\s*:)?|-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?', re.DOTALL)
_MOST_ABOVE: Final = 40


def delimited(content: bytes, encoding: str, delimiter: str, cells: Cells, roles: Mapping[str, str]) -> bytes:
    """Return a delimited text with other cells: the same encoding, mark, delimiters, quotes and line ends."""
    mark, codec = next(((m, c) for m, c in _MARKS if content.startswith(m)), (b"", encoding))
    text = content[len(mark) :].decode(codec)
    sign = re.escape(delimiter)
    token = re.compile(rf'"(?:[^"]|"")*"(?=[{sign}\r\n]|$)|[^{sign}\r\n]+|[{sign}]|\r\n|\r|\n')
    made, column, row, known = [], 0, 0, {}
    for found in token.finditer(text):
        piece = found[0]
        if piece == delimiter:
            column += 1
        elif piece in ("\r\n", "\r", "\n"):
            column, row = 0, row + 1
        else:
            bare = piece[1:-1].replace('""', '"') if piece[:1] == '"' == piece[-1:] and len(piece) > 1 else piece
            if row < _MOST_ABOVE and fold(bare) in roles:
                known[column] = roles[fold(bare)]
            piece = piece.replace(piece.strip('"'), _quoted(cells.replaced(bare, known.get(column)), piece))
        made.append(piece)
    return mark + "".join(made).encode(codec, errors="replace")


def _quoted(text: str, piece: str) -> str:
    return text.replace('"', '""') if piece[:1] == '"' else text


def as_json(content: bytes, cells: Cells, roles: Mapping[str, str]) -> bytes:
    """Return a JSON text with other values: the same keys, brackets and blanks."""
    encoding = json.detect_encoding(content)
    text = content.decode(encoding)
    keys: list[str] = [""]
    is_ascii = text.isascii()

    def other(found: re.Match[str]) -> str:
        if found[1] is not None:
            keys[0] = json.loads(found[0][: found[0].rindex('"') + 1], strict=False)
            return found[0]
        key = keys[0].strip("\ufeff ")
        if key in COUNTS or key in CODE_KEYS:
            return found[0]
        return _value(found[0], cells, roles.get(fold(key)), is_ascii=is_ascii)

    return _TOKEN.sub(other, text).encode("utf-8-sig" if encoding == "utf-8-sig" else encoding)


def _value(token: str, cells: Cells, role: str | None, *, is_ascii: bool) -> str:
    if not token.startswith('"'):
        return cells.letters.text(f"#{token}")[1:] if not cells.stays(token, role) else token
    return json.dumps(cells.replaced(json.loads(token, strict=False), role), ensure_ascii=is_ascii)


def headings_of(named: Sequence[str]) -> frozenset[str]:
    """Return headings as they are compared: each by itself, and the parts of one that stood in two rows."""
    parts = [part for name in named for part in (name, *re.split(r"\s[–/:-]\s|\n", name), *_halves(name))]
    return frozenset(fold(part) for part in parts if part.strip())


def _halves(name: str) -> list[str]:
    words = name.split()
    return [half for at in range(1, len(words)) for half in (" ".join(words[:at]), " ".join(words[at:]))]
