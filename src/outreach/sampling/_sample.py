"""A copy of a file that can be shown: the same shape, other values."""

from __future__ import annotations

import codecs
import hashlib
import io
import itertools
import json
import os
import re
import zipfile
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from outreach.errors import OutreachError, SourceError, UnknownTableError
from outreach.reading import read
from outreach.reading._opening import open_input
from outreach.registry import Registry
from outreach.sampling._cells import Cells, Letters
from outreach.sources.archives import MAGIC
from outreach.sources.csv.delimited import DelimitedText
from outreach.values import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike


KINDS = ("csv", "xlsx", "json")


def write_sample(path: str | PathLike[str], to: str | PathLike[str]) -> Path:
    """Write a copy of a file with other values in it, to send along when you report a fault (provexemplar).

    The copy is read as the file is: the same tables, as many rows, problems of the same kinds. Names become other
    letters, numbers other digits (a wrong check digit stays wrong), dates other days. As they are stay headings, the
    names of sheets, blanks, and short words and codes of public lists: *ja*, *öppet*, account and CPV numbers. The
    same file gives the same copy; without the file nothing can be turned back.

    Args:
        path: A delimited text, a workbook or a JSON file.
        to: Where the copy is written; never over the file itself.

    Raises:
        outreach.errors.InputError: The file cannot be opened.
        outreach.errors.SourceError: It is packed or of another format, or the copy would be written over it.
    """
    file = os.fspath(path)
    item = open_input(file, Registry(entry_points=False))
    source, target = Path(file), Path(to)
    if item.source.name not in KINDS:
        kind = item.source.name
        raise SourceError(file, f"no copy is made of this format ({kind})", f"one of: {', '.join(KINDS)}", kind)
    if target.exists() and target.resolve() == source.resolve():
        raise SourceError(file, "the copy would be written over it", "give another name", item.source.name)
    content = source.read_bytes()
    if content.startswith(MAGIC):
        raise SourceError(file, "no copy is made of what is packed", "unpack it first", item.source.name)
    headings, roles = _headings(source)
    cells = Cells(Letters(hashlib.blake2b(content, digest_size=32).digest()), headings)
    target.write_bytes(_other(item.source.name, source, content, cells, roles))
    return target


def _other(kind: str, path: Path, content: bytes, cells: Cells, roles: dict[str, str]) -> bytes:
    if kind == "xlsx":
        return workbook(path, cells, roles)
    if kind == "json":
        return as_json(content, cells, roles)
    text = DelimitedText.of(path, None, None, whole=True)
    return delimited(content, text.encoding, text.delimiter, cells, roles)


def _headings(path: Path) -> tuple[frozenset[str], dict[str, str]]:
    """Return what the headings are, and what the columns under them are read as."""
    try:
        columns = [
            column
            for report in read(path, registry=Registry(entry_points=False)).reconciliation
            for column in report.columns
        ]
    except UnknownTableError as error:
        columns = [(heading, None) for heading in error.headings]
    except OutreachError:
        columns = []
    roles = {fold(heading): role for heading, role in columns if role}
    return headings_of([heading for heading, _ in columns]), roles


COUNTS: Final = frozenset({"resultCount", "total", "totalCount", "count", "total_count", "numFound", "limit", "offset"})
"""Keys whose numbers tell of the file, not of what is in it."""
_CODE_KEYS: Final = """
scheme tag status language initiationType roles role currency unit procurementMethod
mainProcurementCategory additionalProcurementCategories awardCriteria submissionMethod documentType
relationship measure scale version extensions uri license publicationPolicy
"""
CODE_KEYS: Final = frozenset(_CODE_KEYS.split())
"""Keys of standards whose values are words of a public list."""
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"(\s*:)?|-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?', re.DOTALL)
_MOST_ABOVE: Final = 40


def delimited(content: bytes, encoding: str, delimiter: str, cells: Cells, roles: Mapping[str, str]) -> bytes:
    """Return a delimited text with other cells: the same encoding, mark, delimiters, quotes and line ends."""
    mark, codec = next(((m, c) for m, c in _MARKS if content.startswith(m)), (b"", encoding))
    text = content[len(mark) :].decode(codec)
    sign = re.escape(delimiter)
    token = re.compile(rf'"(?:[^"]|"")*"(?=[{sign}\r\n]|$)|[^{sign}\r\n]+|[{sign}]|\r\n|\r|\n')
    made, column, row, known = [], 0, 0, {}
    for match in token.finditer(text):
        piece = match[0]
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

    def other(match: re.Match[str]) -> str:
        if match[1] is not None:
            keys[0] = json.loads(match[0][: match[0].rindex('"') + 1], strict=False)
            return match[0]
        key = keys[0].strip("\ufeff ")
        if key in COUNTS or key in CODE_KEYS:
            return match[0]
        return _value(match[0], cells, roles.get(fold(key)), is_ascii=is_ascii)

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


KEPT: Final = re.compile(
    r"(?:\[Content_Types\]|_rels/\.rels|xl/workbook|xl/_rels/workbook\.xml|xl/sharedStrings|xl/styles|xl/theme/theme\d+"
    r"|xl/worksheets/[^/]+|xl/externalLinks/[^/]+)(?:\.xml|\.rels|)"
)
"""Parts that make a workbook; comments, pictures and properties are left out."""
_LEFT_OUT: Final = re.compile(
    rb"<(?:\w+:)?(headerFooter|hyperlinks|legacyDrawing|drawing|tableParts|dataValidations|extLst|definedNames"
    rb"|conditionalFormatting|picture|oleObjects|controls)\b(?:[^>]*/>|.*?</(?:\w+:)?\1>)",
    re.DOTALL,
)
_TEXT: Final = re.compile(r"(<(?:\w+:)?t(?:\s[^>]*)?>)(.*?)(</(?:\w+:)?t>)", re.DOTALL)
_CELL: Final = re.compile(r"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_SHARED: Final = re.compile(r"<(?:\w+:)?si>(.*?)</(?:\w+:)?si>", re.DOTALL)
_VALUE: Final = re.compile(r"(<(?:\w+:)?v>)(.*?)(</(?:\w+:)?v>)", re.DOTALL)
_FORMULA: Final = re.compile(r"(<(?:\w+:)?f(?:\s[^>]*)?>).*?(</(?:\w+:)?f>)", re.DOTALL)
_ATTRIBUTE: Final = re.compile(r'\b(r|s|t)="([^"]*)"')
_FORMAT: Final = re.compile(r'<(?:\w+:)?numFmt\s[^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"')
_STYLES: Final = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE: Final = re.compile(r'<(?:\w+:)?xf\s[^>]*?numFmtId="(\d+)"')
_DATES: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48)))
_DATE_SIGNS: Final = re.compile(r"[dmyhs]", re.IGNORECASE)
_MONTH: Final = 28


def workbook(path: Path, cells: Cells, roles: Mapping[str, str]) -> bytes:
    """Return the workbook at *path* with other cells."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        names = [name for name in book.namelist() if KEPT.fullmatch(name)]
        days = _date_styles(_text(book, "xl/styles.xml"))
        shared = [_plain(item) for item in _SHARED.findall(_text(book, "xl/sharedStrings.xml"))]
        meant: dict[int, str] = {}
        # Sheets before the texts they share: what a text is read as is known from where it stands.
        for name in sorted(names, key="xl/sharedStrings.xml".__eq__):
            content = _LEFT_OUT.sub(b"", book.read(name))
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                content = _Sheet(cells, roles, days, shared, meant).other(content.decode()).encode()
            elif name == "xl/sharedStrings.xml":
                content = _texts(content.decode(), cells, meant).encode()
            elif name.endswith(".rels") or name.startswith("["):
                content = _without_others(content.decode(), set(names)).encode()
            elif name.startswith("xl/externalLinks/"):
                content = re.sub(rb">[^<>]+<", b"><", content)
            copy.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _text(book: zipfile.ZipFile, name: str) -> str:
    return book.read(name).decode() if name in book.namelist() else ""


def _plain(item: str) -> str:
    return unescape("".join(match[2] for match in _TEXT.finditer(item)))


def _texts(xml: str, cells: Cells, meant: Mapping[int, str]) -> str:
    numbers = itertools.count()

    def other(item: re.Match[str]) -> str:
        role = meant.get(next(numbers))
        return _TEXT.sub(lambda match: match[1] + escape(cells.replaced(unescape(match[2]), role)) + match[3], item[0])

    return _SHARED.sub(other, xml)


def _date_styles(styles: str) -> frozenset[str]:
    """Return the numbers of the cell styles that show a number as a date."""
    own = {
        int(number)
        for number, code in _FORMAT.findall(styles)
        if _DATE_SIGNS.search(re.sub(r"\[[^\]]*\]|&quot;.*?&quot;|\\\\.", "", code))
    }
    section = _STYLES.search(styles)
    formats = _STYLE.findall(section[0]) if section else []
    return frozenset(str(at) for at, number in enumerate(formats) if int(number) in _DATES | own)


def _without_others(xml: str, names: set[str]) -> str:
    """Return relationships or content types without those of parts that are left out."""
    members = {name.rpartition("/")[2] for name in names}

    def keep_or_drop(match: re.Match[str]) -> str:
        target = re.search(r'(?:Target|PartName)="([^"]*)"', match[0])
        outside = 'TargetMode="External"' in match[0]
        return match[0] if target and not outside and target[1].rpartition("/")[2] in members else ""

    return re.sub(r"<(?:\w+:)?(?:Relationship|Override)\s[^>]*?/>", keep_or_drop, xml)


class _Sheet:
    """One sheet: what its columns are read as is learnt from its headings on the way down."""

    def __init__(
        self, cells: Cells, roles: Mapping[str, str], days: frozenset[str], shared: list[str], meant: dict[int, str]
    ) -> None:
        self._cells, self._roles, self._days, self._shared, self._meant = cells, roles, days, shared, meant
        self._columns: dict[str, str] = {}

    def other(self, xml: str) -> str:
        """Return the sheet with other cells."""
        return _CELL.sub(self._cell, _FORMULA.sub(r"\g<1>0\g<2>", xml))

    def _cell(self, cell: re.Match[str]) -> str:
        attributes = dict(_ATTRIBUTE.findall(cell[1]))
        column = attributes.get("r", "").rstrip("0123456789")
        kind, body = attributes.get("t", "n"), cell[2] or ""
        if (text := self._words(kind, body)) is not None:
            if fold(text) in self._roles:
                self._columns[column] = self._roles[fold(text)]
            if kind == "s":
                self._remember(body, self._columns.get(column))
                return cell[0]
            other = escape(self._cells.replaced(text, self._columns.get(column)))
            pattern = _TEXT if kind == "inlineStr" else _VALUE
            return cell[0].replace(body, pattern.sub(lambda match: match[1] + other + match[3], body, count=1))
        if kind != "n":
            return cell[0]
        role = self._columns.get(column)
        is_day = attributes.get("s") in self._days
        made = _VALUE.sub(lambda match: match[1] + self._number(match[2], role, is_day=is_day) + match[3], body)
        return cell[0].replace(body, made) if body else cell[0]

    def _remember(self, body: str, role: str | None) -> None:
        value = _VALUE.search(body)
        if value and role:
            self._meant.setdefault(int(value[2]), role)

    def _words(self, kind: str, body: str) -> str | None:
        if kind == "inlineStr":
            return _plain(body)
        value = _VALUE.search(body)
        if value is None or kind not in ("s", "str"):
            return None
        if kind == "str":
            return unescape(value[2])
        return self._shared[int(value[2])] if value[2].isdigit() and int(value[2]) < len(self._shared) else ""

    def _number(self, number: str, role: str | None, *, is_day: bool) -> str:
        whole = number.partition(".")[0]
        if is_day and whole.isdigit():
            return str(int(whole) - int(whole) % _MONTH + (int(whole) + 7) % _MONTH) + number[len(whole) :]
        return self._cells.replaced(number, role or "amount")
