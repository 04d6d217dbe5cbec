"""Workbooks: the same sheets, cells and styles, other texts and numbers; nothing of who wrote them."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from outreach.values import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from outreach.sampling._cells import Cells

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
    return unescape("".join(found[2] for found in _TEXT.finditer(item)))


def _texts(xml: str, cells: Cells, meant: Mapping[int, str]) -> str:
    numbers = itertools.count()

    def other(item: re.Match[str]) -> str:
        role = meant.get(next(numbers))
        return _TEXT.sub(lambda found: found[1] + escape(cells.replaced(unescape(found[2]), role)) + found[3], item[0])

    return _SHARED.sub(other, xml)


def _date_styles(styles: str) -> frozenset[str]:
    """Return the numbers of the cell styles that show a number as a date."""
    own = {
        int(number)
        for number, code in _FORMAT.findall(styles)
        if _DATE_SIGNS.search(re.sub(r"\[[^\]]*\]|&quot;.*?&quot;|\\\\.", "", code))
    }
    found = _STYLES.search(styles)
    formats = _STYLE.findall(found[0]) if found else []
    return frozenset(str(at) for at, number in enumerate(formats) if int(number) in _DATES | own)


def _without_others(xml: str, names: set[str]) -> str:
    """Return relationships or content types without those of parts that are left out."""
    kept = {name.rpartition("/")[2] for name in names}

    def is_kept(found: re.Match[str]) -> str:
        target = re.search(r'(?:Target|PartName)="([^"]*)"', found[0])
        outside = 'TargetMode="External"' in found[0]
        return found[0] if target and not outside and target[1].rpartition("/")[2] in kept else ""

    return re.sub(r"<(?:\w+:)?(?:Relationship|Override)\s[^>]*?/>", is_kept, xml)


class _Sheet:
    """One sheet: what its columns are read as is learnt from its headings on the way down."""

    def __init__(
        self,
        cells: Cells,
        roles: Mapping[str, str],
        days: frozenset[str],
        shared: list[str],
        meant: dict[int, str],
    ) -> None:
        self._cells, self._roles, self._days, self._shared, self._meant = cells, roles, days, shared, meant
        self._columns: dict[str, str] = {}

    def other(self, xml: str) -> str:
        """Return the sheet with other cells."""
        return _CELL.sub(self._cell, _FORMULA.sub(r"\g<1>0\g<2>", xml))

    def _cell(self, found: re.Match[str]) -> str:
        said = dict(_ATTRIBUTE.findall(found[1]))
        column = said.get("r", "").rstrip("0123456789")
        kind, body = said.get("t", "n"), found[2] or ""
        if (text := self._words(kind, body)) is not None:
            if fold(text) in self._roles:
                self._columns[column] = self._roles[fold(text)]
            if kind == "s":
                self._remember(body, self._columns.get(column))
                return found[0]
            other = escape(self._cells.replaced(text, self._columns.get(column)))
            pattern = _TEXT if kind == "inlineStr" else _VALUE
            return found[0].replace(body, pattern.sub(lambda match: match[1] + other + match[3], body, count=1))
        if kind != "n":
            return found[0]
        role = self._columns.get(column)
        is_day = said.get("s") in self._days
        made = _VALUE.sub(lambda match: match[1] + self._number(match[2], role, is_day=is_day) + match[3], body)
        return found[0].replace(body, made) if body else found[0]

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
