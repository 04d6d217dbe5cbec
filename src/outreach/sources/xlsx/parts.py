"""The parts of a workbook in XML, looked at before the reader of cells sees them: what is hostile, and what it hides.

Every cell's address is checked in every spelling, since the reader makes room for all that lies before it; what is
styled and empty is taken away. What the reader does not tell is found here: hidden rows and columns, rows struck out,
merged cells, formulas and links.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

import outreach

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_COLUMNS: Final = 512
BOOK: Final = "xl/workbook.xml"
MOST_DEPTH: Final = 64
_PROLOGUE: Final = 4096
_MOST_MERGED: Final = 20_000
_MOST_FIGURES: Final = 7
_NARROW: Final = 26
_ROOM: Final = 4 << 20
_SPARSE: Final = 60
"""How many cells of room a cell may need: sheets are filled thinly, but not as thinly as this."""

_DECLARES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DEEP: Final = re.compile(rb"(?:<[A-Za-z](?:[^<>]*[^<>/])?>[^<]*){%d}" % (MOST_DEPTH + 1))
_LOOSE: Final = re.compile(rb"<(?:\w+:)?(?:c|row|col|mergeCell|dimension)\s[^<>]*?(?:'|=\s|\s=)")
_LOOSE_TAG: Final = re.compile(rb"<(?:\w+:)?(?:c|row|col|mergeCell|dimension)\s[^<>]*>")
_ATTRIBUTE: Final = re.compile(rb"""\s([\w:]+)\s*=\s*(?:'([^'"<>]*)'|"([^"<>]*)")""")
_BAD_CELL: Final = re.compile(rb'<(?:\w+:)?c\s(?:[^<>]*\s)?r="(?![A-Z]{1,3}[1-9][0-9]{0,6}")[^"]*"')
_BAD_ROW: Final = re.compile(rb'<(?:\w+:)?row\s(?:[^<>]*\s)?r="(?![1-9][0-9]{0,6}")[^"]*"')
_DIMENSION: Final = re.compile(rb"<(?:\w+:)?dimension\b[^<>]*>")
_PLAIN_DIMENSION: Final = re.compile(
    rb'<(?:\w+:)?dimension ref="[A-Z]{1,3}[1-9][0-9]{0,6}(?::[A-Z]{1,3}[1-9][0-9]{0,6})?"/?>'
)
_ROW: Final = re.compile(rb'<(?:\w+:)?row\s(?:[^<>]*\s)?r="([0-9]{1,7})"')
_CELL_ROW: Final = re.compile(rb'<(?:\w+:)?c\s(?:[^<>]*\s)?r="[A-Z]{1,3}([0-9]{1,7})"')
_FAR_COLUMN: Final = re.compile(rb'<(?:\w+:)?c\s(?:[^<>]*\s)?r="(?:S[S-Z]|[T-Z][A-Z]|[A-Z]{3})[0-9]')
_WIDE_COLUMN: Final = re.compile(rb'<(?:\w+:)?c\s(?:[^<>]*\s)?r="[A-Z]{2}[0-9]')
_EMPTY_CELL: Final = re.compile(rb"<(?:\w+:)?c(?:\s[^<>]*)?/>|<(?:\w+:)?c(?:\s[^<>]*)?>\s*</(?:\w+:)?c>")
_EMPTY_ROW: Final = re.compile(rb"<(?:\w+:)?row(?:\s[^<>]*)?/>|<(?:\w+:)?row(?:\s[^<>]*)?>\s*</(?:\w+:)?row>")
_ERROR: Final = b't="e"'
_ERROR_CELL: Final = re.compile(rb'(<(?:\w+:)?c\s[^<>]*?)\bt="e"')
_COUNTS_FROM_1904: Final = re.compile(rb'<(?:\w+:)?workbookPr\s[^<>]*?\bdate1904="(?:1|true)"')

_ROW_TAG: Final = re.compile(rb"<(?:\w+:)?row\s[^<>]*>")
_CELL_TAG: Final = re.compile(rb"<(?:\w+:)?c\s[^<>]*>")
_COLUMN_TAG: Final = re.compile(rb"<(?:\w+:)?col\s[^<>]*>")
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_ADDRESS: Final = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_NUMBER: Final = re.compile(rb'\br="([0-9]{1,7})"')
_FROM, _TO = re.compile(rb'\bmin="([0-9]{1,5})"'), re.compile(rb'\bmax="([0-9]{1,5})"')
_STYLE: Final = re.compile(rb'\ss="([0-9]+)"')
_HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"')
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_NEVER_CALCULATED: Final = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\s[^<>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ELSEWHERE: Final = re.compile(rb"<(?:\w+:)?f[^<>]*>[^<]*\[[0-9]+\]")

_FRACTION: Final = re.compile(
    rb'<(?:\w+:)?c\s(?:[^<>]*\s)?r="([A-Z]{1,3})([0-9]{1,7})"(?![^<>]*\st="(?!n"))[^<>]*>'
    rb"(?:<(?:\w+:)?f[^<>]*>[^<]*</(?:\w+:)?f>)?\s*<(?:\w+:)?v>-?[0-9]*\.[0-9]"
)

_STRUCK: Final = rb'<(?:\w+:)?strike(?:\s+val="(?:1|true)")?\s*/>'
_FONTS: Final = re.compile(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
_FONT: Final = re.compile(rb"<(?:\w+:)?font(?:\s[^<>]*)?/>|<(?:\w+:)?font(?:\s[^<>]*)?>.*?</(?:\w+:)?font>", re.DOTALL)
_FORMATS: Final = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT: Final = re.compile(rb"<(?:\w+:)?xf\s[^<>]*>")
_FONT_OF: Final = re.compile(rb'\bfontId="([0-9]+)"')
_RUN: Final = re.compile(
    rb"<((?:\w+:)?)r>\s*<(?:\w+:)?rPr>(?:(?!</(?:\w+:)?r>).)*?" + _STRUCK + rb".*?</\1r>", re.DOTALL
)


class UnfitPartError(ValueError):
    """A part is hostile or broken; the message says what, and *hint* what to do."""

    def __init__(self, reason: str, hint: str = "save it again with a spreadsheet program") -> None:
        super().__init__(reason)
        self.hint = hint


class Merged(NamedTuple):
    """A range of cells that show one value: rows and columns from 1."""

    top: int
    left: int
    bottom: int


@attrs.frozen
class SheetFacts:
    """What the XML of one sheet says beside its cells."""

    hidden: tuple[int, ...] = ()  # the numbers of its hidden rows
    struck: tuple[int, ...] = ()  # the numbers of the rows whose every cell is struck out
    columns: tuple[int, ...] = ()  # the numbers of its hidden columns
    merged: tuple[Merged, ...] = ()  # the merged cells of more than one row
    first: int = 1  # the first column that has a cell; the reader of cells begins there
    formulas: int = 0  # how many cells are formulas
    empty: int = 0  # how many of these were never calculated, so that the file holds no value
    is_linked: bool = False  # whether a formula takes something from another workbook

    def problems(self, *, is_linked: bool = False) -> Iterator[outreach.Problem]:
        """Yield the warnings about the sheet."""
        if self.formulas > self.empty:
            count = self.formulas - self.empty
            message = f"{count:,} formulas have the values" if count > 1 else "a formula has the value"
            message += " last calculated"
            yield warning("formula", message, "calculate and save it anew if that was long ago")
        if self.empty:
            message = f"{self.empty:,} formulas were" if self.empty > 1 else "a formula was"
            message += " never calculated: nothing is in the cell"
            yield warning("formula", message, "open it in a spreadsheet program, and save it")
        if self.is_linked or is_linked:
            message = "links to other workbooks were not followed"
            yield warning("link", message, "copy the values into the sheet")


def warning(kind: str, message: str, hint: str, line: int | None = None) -> outreach.Problem:
    """Return a warning about a sheet."""
    return outreach.Problem(origin=outreach.Origin(line=line), kind=kind, message=message, hint=hint)


def counts_from_1904(book: bytes) -> bool:
    """Tell whether the days of a workbook count from 1904, as Macintosh programs once counted them."""
    return bool(_COUNTS_FROM_1904.search(book))


def struck_styles(styles: bytes) -> frozenset[bytes]:
    """Return the numbers of the styles whose letters are struck out."""
    fonts, formats = _FONTS.search(styles), _FORMATS.search(styles)
    if b"strike" not in styles or not fonts or not formats:
        return frozenset()
    struck = {number for number, font in enumerate(_FONT.findall(fonts[0])) if re.search(_STRUCK, font)}
    ids = (_FONT_OF.search(tag) for tag in _FORMAT.findall(formats[0]))
    return frozenset(str(number).encode() for number, font in enumerate(ids) if font and int(font[1]) in struck)


def without_struck_runs(texts: bytes) -> bytes:
    """Return shared strings without the letters that are struck out: on a page they are no text either."""
    return _RUN.sub(b"", texts) if b"strike" in texts else texts


def sound_part(name: str, text: bytes) -> bytes:
    """Return a part in UTF-8 that is safe to look at.

    Raises:
        UnfitPartError: It declares entities, is nested too deep, or is no text.
    """
    if text[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in text[:_PROLOGUE]:
        try:
            text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.decode("utf-16")).encode()
        except UnicodeError as error:
            raise UnfitPartError(f"part {name!r} is no text") from error
    if _DECLARES.search(text, 0, _PROLOGUE):
        raise UnfitPartError(f"part {name!r} declares a document type")
    if _DEEP.search(text):
        raise UnfitPartError(f"part {name!r} is nested deeper than {MOST_DEPTH} levels")
    return text


def sound_sheet(name: str, text: bytes) -> bytes:
    """Return the XML of a sheet whose every address the reader of cells can take, without what is styled and empty.

    Raises:
        UnfitPartError: An address is none, or a cell with something in it stands far out.
    """
    if _LOOSE.search(text):
        text = _LOOSE_TAG.sub(_plainly_quoted, text)
    if _BAD_CELL.search(text) or _BAD_ROW.search(text):
        raise UnfitPartError(f"a cell in {name!r} has an address that is none")
    if (dimension := _DIMENSION.search(text)) and not _PLAIN_DIMENSION.fullmatch(dimension[0]):
        text = text.replace(dimension[0], b"")  # it only says how far the cells reach, and some programs say it wrongly
    if _is_sparse(text):
        text = without_empty(text)
        if _FAR_COLUMN.search(text):
            raise UnfitPartError(f"a cell beyond column {MOST_COLUMNS} in {name!r}", "delete what stands far out")
        if _is_sparse(text):
            raise UnfitPartError(
                f"a cell far out, in row {_last_row(text):,} of {name!r}", "delete what stands far out"
            )
    return _ERROR_CELL.sub(rb'\1t="str"', text) if _ERROR in text else text


def _plainly_quoted(tag: re.Match[bytes]) -> bytes:
    return _ATTRIBUTE.sub(lambda one: b' %s="%s"' % (one[1], one[2] if one[3] is None else one[3]), tag[0])


def without_empty(text: bytes) -> bytes:
    """Return the XML of a sheet without the cells and rows that hold nothing."""
    return _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", text))


def _is_sparse(text: bytes) -> bool:
    """Tell whether the reader of cells would make far more room than there are cells."""
    if _FAR_COLUMN.search(text):
        return True
    room = _last_row(text) * (MOST_COLUMNS if _WIDE_COLUMN.search(text) else _NARROW)
    return room > _ROOM and room > _SPARSE * (text.count(b"<c ") + text.count(b":c "))


def _last_row(text: bytes) -> int:
    """Return the last row that is named; cells are asked only where one has a longer number than the rows have."""
    last = max(map(int, _ROW.findall(text)), default=0)
    longer = len(str(last)) + 1
    further = longer <= _MOST_FIGURES and re.search(rb'\br="[A-Z]{1,3}[0-9]{%d,%d}"' % (longer, _MOST_FIGURES), text)
    return max(last, *map(int, _CELL_ROW.findall(text)), 0) if not last or further else last


def facts_of(text: bytes, struck: frozenset[bytes] = frozenset()) -> SheetFacts:
    """Return what the XML of a sheet says beside its cells; *struck* are the styles whose letters are struck out."""
    hidden = [row for row in _ROW_TAG.findall(text) if _HIDDEN.search(row)] if b"idden" in text else []
    formulas = len(_FORMULA.findall(text)) if b"<f" in text or b":f" in text else 0
    facts = SheetFacts(
        hidden=tuple(int(number[1]) for row in hidden if (number := _NUMBER.search(row))),
        struck=_struck_rows(text, struck) if struck else (),
        columns=tuple(_hidden_columns(text)) if b"idden" in text else (),
        merged=tuple(_merged(text)) if b"ergeCell" in text else (),
        formulas=formulas,
        empty=len(_NEVER_CALCULATED.findall(text)) if formulas else 0,
        is_linked=bool(formulas and _ELSEWHERE.search(text)),
    )
    return attrs.evolve(facts, first=first_column(text)) if facts.columns or facts.merged else facts


def _struck_rows(text: bytes, struck: frozenset[bytes]) -> tuple[int, ...]:
    """Return the rows all whose cells that hold something are struck out."""
    rows: dict[int, bool] = {}
    for tag in _CELL_TAG.findall(without_empty(text)):
        address, style = _ADDRESS.search(tag), _STYLE.search(tag)
        if address:
            row = int(address[2])
            rows[row] = rows.get(row, True) and bool(style and style[1] in struck)
    return tuple(row for row, is_struck in rows.items() if is_struck)


def _hidden_columns(text: bytes) -> Iterator[int]:
    for tag in _COLUMN_TAG.findall(text):
        first, last = _FROM.search(tag), _TO.search(tag)
        if _HIDDEN.search(tag) and first and last:
            yield from range(int(first[1]), min(int(last[1]), MOST_COLUMNS) + 1)


def _merged(text: bytes) -> Iterator[Merged]:
    for left, top, _, bottom in _MERGED.findall(text)[:_MOST_MERGED]:
        if int(bottom) > int(top):
            yield Merged(int(top), _column(left), int(bottom))


def fractions_of(text: bytes) -> set[tuple[int, int]]:
    """Return row and column of the numbers with a fraction in the XML of a sheet: numbers, not texts that look so."""
    return {(int(row), _column(letters)) for letters, row in _FRACTION.findall(text)}


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def first_column(text: bytes) -> int:
    """Return the first column that has something in it; the reader of cells begins there."""
    columns = {match[1] for tag in _CELL_TAG.findall(without_empty(text)) if (match := _ADDRESS.search(tag))}
    return min(map(_column, columns), default=1)


_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")
_NAME: Final = re.compile(r'\sname="([^"]*)"')
_ID: Final = re.compile(r'\s(?:\w+:)?[iI]d="([^"]*)"')
_TARGET: Final = re.compile(r'\sTarget="([^"]*)"')
_DATA: Final = re.compile(r'<definedName name="outreach_data"[^<>]*>(?:\'((?:[^<\']|\'\')+)\'|([^<\'!]+))!\$A\$1<')


def data_sheet(book: bytes) -> str:
    """Return the sheet that a workbook of ours says its data stands on; empty where it says none."""
    match = _DATA.search(book.decode("utf-8", errors="replace"))
    return unescape(match[1] or match[2]).replace("''", "'") if match else ""


def sheet_names(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return member → name of the sheet it holds, as far as the workbook states it."""
    relations = parts.get("xl/_rels/workbook.xml.rels", b"").decode("utf-8", errors="replace")
    targets = {}
    for tag in _RELATION.findall(relations):
        key, target = _ID.search(tag), _TARGET.search(tag)
        if key and target:
            path = unescape(target[1])
            targets[key[1]] = path.removeprefix("/") if path.startswith("/") else f"xl/{path}"
    names = {}
    for tag in _SHEET.findall(parts.get(BOOK, b"").decode("utf-8", errors="replace")):
        key, name = _ID.search(tag), _NAME.search(tag)
        if key and name and key[1] in targets:
            names[targets[key[1]]] = unescape(name[1])
    return names
