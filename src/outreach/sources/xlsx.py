"""Workbooks: every visible sheet is a table, every cell the text a person sees.

Standard: ECMA-376 (Office Open XML), of which cells, shared strings, number formats and the state of sheets and rows
are read. A date is a number with a format of dates (from 1900 or 1904), a number its shortest digits, a formula the
value it had when it was last saved. Macros, links, pictures and comments are not looked at. A sheet is read as any
table is, by its headings.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html import unescape
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

import outreach
from outreach.sources.archives import MOST_PACKED, MOST_PARTS, MOST_RATIO, MOST_UNPACKED
from outreach.sources.table_file import TableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import fastexcel
    import polars as pl

_ROW_TAG: Final = re.compile(rb"<(?:\w+:)?row\s[^<>]*>")
_NUMBER: Final = re.compile(rb'\br="([0-9]{1,7})"')
_HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"')
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_NEVER_CALCULATED: Final = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\s[^<>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ELSEWHERE: Final = re.compile(rb"<(?:\w+:)?f[^<>]*>[^<]*\[[0-9]+\]")
_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")
_NAME: Final = re.compile(r'\sname="([^"]*)"')
_ID: Final = re.compile(r'\s(?:\w+:)?[iI]d="([^"]*)"')
_TARGET: Final = re.compile(r'\sTarget="([^"]*)"')
_DATA: Final = re.compile(r'<definedName name="outreach_data"[^<>]*>(?:\'((?:[^<\']|\'\')+)\'|([^<\'!]+))!\$A\$1<')
_MOST_SAID: Final = 10


@attrs.frozen
class SheetFacts:
    """Hidden rows, formulas and links of one sheet."""

    hidden: tuple[int, ...] = ()  # the numbers of its hidden rows
    formulas: int = 0  # how many cells are formulas
    empty: int = 0  # how many of these were never calculated, so that the file holds no value
    is_linked: bool = False  # whether a formula takes something from another workbook

    def problems(self, *, is_linked: bool = False) -> Iterator[outreach.Problem]:
        """Yield the warnings about the sheet."""
        if self.hidden:
            counted = f"{len(self.hidden):,} hidden rows were" if len(self.hidden) > 1 else "a hidden row was"
            message = f"{counted} read: {_ranges(self.hidden)}"
            yield _warning("hidden", message, "show what belongs to the table, delete the rest", self.hidden[0])
        if self.formulas > self.empty:
            count = self.formulas - self.empty
            message = f"{count:,} formulas have the values" if count > 1 else "a formula has the value"
            message += " last calculated"
            yield _warning("formula", message, "calculate and save it anew if that was long ago")
        if self.empty:
            message = f"{self.empty:,} formulas were" if self.empty > 1 else "a formula was"
            message += " never calculated: nothing is in the cell"
            yield _warning("formula", message, "open it in a spreadsheet program, and save it")
        if self.is_linked or is_linked:
            message = "links to other workbooks were not followed"
            yield _warning("link", message, "copy the values into the sheet")


def facts_of(text: bytes) -> SheetFacts:
    """Return the hidden rows, formulas and links in the XML of a sheet."""
    hidden = [row for row in _ROW_TAG.findall(text) if _HIDDEN.search(row)] if b"idden" in text else []
    numbers = tuple(int(number[1]) for row in hidden if (number := _NUMBER.search(row)))
    formulas = len(_FORMULA.findall(text)) if b"<f" in text or b":f" in text else 0
    if not formulas:
        return SheetFacts(numbers)
    return SheetFacts(numbers, formulas, len(_NEVER_CALCULATED.findall(text)), bool(_ELSEWHERE.search(text)))


def data_sheet(parts: zipfile.ZipFile) -> str:
    """Return the sheet that a workbook of ours says its data stands on; empty where it says none."""
    if "xl/workbook.xml" not in parts.namelist():
        return ""
    match = _DATA.search(parts.read("xl/workbook.xml").decode("utf-8", errors="replace"))
    return unescape(match[1] or match[2]).replace("''", "'") if match else ""


def sheet_names(parts: zipfile.ZipFile) -> dict[str, str]:
    """Return member → name of the sheet it holds, as far as the workbook states it."""
    known = parts.namelist()
    book = next((name for name in ("xl/workbook.xml", "xl/workbook.bin") if name in known), "")
    relations = "xl/_rels/workbook.xml.rels"
    if not book or relations not in known:
        return {}
    targets = {}
    for tag in _RELATION.findall(parts.read(relations).decode("utf-8", errors="replace")):
        key, target = _ID.search(tag), _TARGET.search(tag)
        if key and target:
            path = unescape(target[1])
            targets[key[1]] = path.removeprefix("/") if path.startswith("/") else f"xl/{path}"
    names = {}
    for tag in _SHEET.findall(parts.read(book).decode("utf-8", errors="replace")):
        key, name = _ID.search(tag), _NAME.search(tag)
        if key and name and key[1] in targets:
            names[targets[key[1]]] = unescape(name[1])
    return names


def _ranges(numbers: Sequence[int]) -> str:
    """Return the numbers of rows as ``5–9, 12``; of many only the first few."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    ranges = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs[:_MOST_SAID]]
    return ", ".join(ranges) + ("…" if len(runs) > _MOST_SAID else "")


def _warning(kind: str, message: str, hint: str, line: int | None = None) -> outreach.Problem:
    return outreach.Problem(origin=outreach.Origin(line=line), kind=kind, message=message, hint=hint)


SUFFIXES: Final = frozenset({".xlsx", ".xlsm"})
MOST_COLUMNS: Final = 512
_JUDGED: Final = 1 << 20
_ZIP: Final = b"PK\x03\x04"
_OLD: Final = b"\xd0\xcf\x11\xe0"

_NOISE: Final = r"^-?[0-9]+\.[0-9]{7,}$"
_DECIMALS: Final = 6
_WHOLE_DAY: Final = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}) 00:00:00$"

_SHEETS: Final = "xl/worksheets/"
_ERROR: Final = b't="e"'
_ERROR_CELL: Final = re.compile(rb'(<(?:\w+:)?c\s[^<>]*?)\bt="e"')
_PROLOGUE: Final = 4096
_DECLARES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
MOST_DEPTH: Final = 64
_DEEP: Final = re.compile(rb"(?:<[A-Za-z](?:[^<>]*[^<>/])?>[^<]*){%d}" % (MOST_DEPTH + 1))
_ROW: Final = re.compile(rb'<(?:\w+:)?row\s[^<>]*?\br="([0-9]{1,7})"')
_COUNTS_FROM_1904: Final = re.compile(rb'<(?:\w+:)?workbookPr\s[^<>]*?\bdate1904="(?:1|true)"')
_FAR_COLUMN: Final = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br="(?:S[S-Z]|[T-Z][A-Z]|[A-Z]{3})[0-9]')
_WIDE_COLUMN: Final = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br="[A-Z]{2}[0-9]')
_NARROW: Final = 26
_ROOM: Final = 4 << 20
_SPARSE: Final = 60
"""How many cells of room a cell may need: sheets are filled thinly, but not as thinly as this."""


@attrs.frozen
class Xlsx(TableFile, outreach.Source):
    """A workbook (Excelbok): each visible sheet is a table of its own, of whatever kind.

    Dates are written ISO, whole numbers without decimals; a hidden sheet is not read, and the reconciliation says so.

    Attributes:
        path: The file.
        sheets: Names of the sheets to read; all visible ones if none is given.
    """

    name = "xlsx"
    sheets: tuple[str, ...] = attrs.field(default=(), kw_only=True, converter=tuple)

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Recognise a workbook by its parts, or by its name, so that a broken one gives a message about workbooks."""
        if sample.head.startswith(_ZIP):
            return sample.suffix in SUFFIXES or b"xl/" in sample.head
        return sample.suffix in SUFFIXES and sample.head.startswith(_OLD)

    def tables(self) -> Iterator[outreach.Table]:
        """Yield a table a sheet.

        Raises:
            outreach.SourceError: Encrypted, not a workbook, or larger than ``MOST_UNPACKED`` when unpacked.
        """
        import fastexcel  # noqa: PLC0415 - heavy

        _refuse_unfit(self.path)
        sound = _sound(self.path)
        book = fastexcel.read_excel(sound.content)
        chosen = self._chosen(book.sheet_names, sound.data)
        read = [book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string") for name in chosen]
        hidden = [sheet.name for sheet in read if sheet.visible != "visible" and sheet.name not in self.sheets]
        left = [name for name in book.sheet_names if name not in chosen] if not self.sheets else []
        notes = (
            *(f"hidden sheet {name!r} was not read" for name in hidden),
            *([f"the workbook says where its data stands; {len(left)} other sheets were not read"] if left else []),
        )
        # A link that no formula of a sheet shows is told once, with the first sheet.
        is_linked = sound.is_linked and not any(facts.is_linked for facts in sound.facts.values())
        for sheet in read:
            if sheet.name not in hidden:
                facts = sound.facts.get(sheet.name, SheetFacts())
                table = self._table(sheet, notes)
                yield attrs.evolve(table, problems=tuple(facts.problems(is_linked=is_linked)))
                notes, is_linked = (), False

    def _chosen(self, names: Iterable[str], data: str) -> list[str]:
        """Return the sheets asked for; else the one that the workbook says holds its data; else all."""
        known = list(names)
        if not self.sheets and data in known:
            return [data]
        for name in self.sheets:
            if name not in known:
                raise self._error(f"there is no sheet {name!r}", f"one of: {', '.join(known)}")
        return list(self.sheets) or known

    def _table(self, sheet: fastexcel.ExcelSheet, notes: tuple[str, ...]) -> outreach.Table:
        if sheet.width > MOST_COLUMNS:
            raise self._error(f"{sheet.width:,} columns in sheet {sheet.name!r}", f"at most {MOST_COLUMNS}")
        frame = sheet.to_polars()
        frame = frame.rename({name: f"c{place}" for place, name in enumerate(frame.columns)})
        frame = _plain(frame).with_row_index("line", offset=1)
        return outreach.Table(frame=frame.lazy(), line="line", part=sheet.name, notes=notes, day_numbers=True)

    def _error(self, reason: str, hint: str) -> outreach.SourceError:
        return _refusal(self.path, reason, hint)


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the cells as a person sees them: no midnight after a date, no noise of binary fractions."""
    import polars as pl  # noqa: PLC0415 - heavy

    text = pl.all()
    number = text.cast(pl.Float64, strict=False).round(_DECIMALS).cast(pl.String).str.strip_suffix(".0")
    day = text.str.replace(_WHOLE_DAY, "$1")
    return frame.select(pl.when(text.str.contains(_NOISE)).then(number).otherwise(day))


class _Sound(NamedTuple):
    """A workbook that can be read: the file or its repaired bytes, and the facts of its sheets."""

    content: str | bytes
    facts: Mapping[str, SheetFacts]
    is_linked: bool
    data: str


def _sound(path: Path) -> _Sound:
    """Return what can be read: the file itself, or its parts with the errors of formulas turned into texts.

    The reader of cells leaves ``#N/A`` out, so that a row would look emptier than it is, and stops at an error it does
    not know.

    Raises:
        outreach.SourceError: Damaged, or a part is hostile: declares entities, is nested too deep, has a cell far out.
    """
    try:
        with zipfile.ZipFile(path) as parts:
            return _read_parts(path, parts)
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, EOFError) as error:
        raise _refusal(path, f"damaged: {error}", "save it again, or fetch it again") from error


def _read_parts(path: Path, parts: zipfile.ZipFile) -> _Sound:
    names = parts.namelist()
    if not any(name.startswith("xl/workbook") for name in names):
        raise _refusal(path, "a zip archive that is no workbook", "save it as .xlsx")
    called, changed, facts = sheet_names(parts), {}, {}
    for name in names:
        if not name.endswith((".xml", ".rels")):
            continue
        text = parts.read(name)
        _refuse_part(path, name, text)
        if name.startswith(_SHEETS):
            facts[called.get(name, name)] = facts_of(text)
            if _ERROR in text:
                changed[name] = _ERROR_CELL.sub(rb'\1t="str"', text)
    is_linked = any(name.startswith("xl/externalLinks/") for name in names)
    content = _with_parts(parts, changed) if changed else str(path)
    return _Sound(content, facts, is_linked, data_sheet(parts))


def _with_parts(parts: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name in parts.namelist():
            book.writestr(name, changed.get(name) or parts.read(name))
    return made.getvalue()


def _refuse_part(path: Path, name: str, text: bytes) -> None:
    if _DECLARES.search(text, 0, _PROLOGUE):
        raise _refusal(path, f"part {name!r} declares a document type", "save it again with a spreadsheet program")
    if _DEEP.search(text):
        raise _refusal(path, f"part {name!r} is nested deeper than {MOST_DEPTH} levels", "save it again")
    if _COUNTS_FROM_1904.search(text):
        raise _refusal(path, "its days count from 1904", "turn the 1904 date system off in its options, and save it")
    if name.startswith(_SHEETS):
        _refuse_sparse(path, name, text)


def _refuse_sparse(path: Path, name: str, text: bytes) -> None:
    """Refuse a sheet with a cell far out: the reader of cells makes room for everything between."""
    if _FAR_COLUMN.search(text):
        raise _refusal(path, f"a cell beyond column {MOST_COLUMNS} in {name!r}", "delete what stands far out")
    last = max((int(row) for row in _ROW.findall(text)), default=0)
    room = last * (MOST_COLUMNS if _WIDE_COLUMN.search(text) else _NARROW)
    if room > _ROOM and room > _SPARSE * text.count(b"<c "):
        raise _refusal(path, f"a cell far out, in row {last:,} of {name!r}", "delete what stands far out")


def _refuse_unfit(path: Path) -> None:
    """Refuse what is no workbook, and what would not fit: the declared sizes are added up before anything is unpacked.

    Raises:
        outreach.SourceError: With what is wrong.
    """
    with path.open("rb") as file:
        head = file.read(len(_OLD))
    if head == _OLD:
        raise _refusal(path, "encrypted, or of a format before 2007", "save it without a password, as .xlsx")
    if path.stat().st_size > MOST_PACKED:
        raise _refusal(path, f"larger than {MOST_PACKED >> 20} MB", "export the sheet as CSV")
    try:
        with zipfile.ZipFile(path) as parts:
            members = parts.infolist()
    except zipfile.BadZipFile as error:
        raise _refusal(path, f"not a workbook, or cut off: {error}", "save it again as .xlsx") from error
    _refuse_too_large(path, members)


def _refuse_too_large(path: Path, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_PARTS:
        raise _refusal(path, f"{len(members):,} parts", f"at most {MOST_PARTS:,}")
    if len({member.filename for member in members}) < len(members):
        raise _refusal(path, "two parts have one name", "save it again with a spreadsheet program")
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise _refusal(path, f"larger than {MOST_UNPACKED >> 20} MB when unpacked", "export the sheet as CSV")
    for member in members:
        if member.flag_bits & 1:
            raise _refusal(path, "encrypted", "save it without a password")
        if member.file_size > _JUDGED and member.file_size > MOST_RATIO * member.compress_size:
            raise _refusal(path, f"part {member.filename!r} is packed more than {MOST_RATIO} times", "save it again")


def _refusal(path: Path, reason: str, hint: str) -> outreach.SourceError:
    return outreach.SourceError(str(path), reason, hint, Xlsx.name)
