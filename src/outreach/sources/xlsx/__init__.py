"""Workbooks: every visible sheet is a table, every cell the text a person sees.

Standard: ECMA-376 (Office Open XML), of which cells, shared strings, number formats and the state of sheets and rows
are read. A date is a number with a format of dates (from 1900 or 1904), a number its shortest digits, a formula the
value it had when it was last saved. Macros, links, pictures and comments are not looked at. A sheet is read as any
table is, by its headings.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

import outreach
from outreach.sources.archives import MOST_PACKED, MOST_PARTS, MOST_RATIO, MOST_UNPACKED
from outreach.sources.table_file import TableFile
from outreach.sources.xlsx.parts import (
    BOOK,
    MOST_COLUMNS,
    SheetFacts,
    UnfitPartError,
    counts_from_1904,
    data_sheet,
    facts_of,
    first_column,
    fractions_of,
    sheet_names,
    sound_part,
    sound_sheet,
    struck_styles,
    without_struck_runs,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import polars as pl


SUFFIXES: Final = frozenset({".xlsx", ".xlsm", ".xltx", ".xls", ".xlt", ".xlsb", ".ods", ".ots"})
_TOLD_BY_SUFFIX: Final = frozenset({".xlsx", ".xlsm"})
_JUDGED: Final = 1 << 20
_ZIP: Final = b"PK\x03\x04"
_OLD: Final = b"\xd0\xcf\x11\xe0"

_NOISE: Final = r"^-?[0-9]+\.[0-9]{7,}$"
_DECIMALS: Final = 6
_COMMA: Final = r"^[^A-Za-z]*[0-9],[0-9]{1,2}\D*$"
_POINT: Final = r"^-?[0-9]*\.[0-9]+$"
_WHOLE_DAY: Final = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}) 00:00:00$"

_SHEETS: Final = "xl/worksheets/"
_STYLES: Final = "xl/styles.xml"
_TEXTS: Final = "xl/sharedStrings.xml"
_OPEN_DOCUMENT: Final = b"opendocument.spreadsheet"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK: Final = "Workbook".encode("utf-16-le")
_MINUTE: Final = 60
_ANOTHER: Final = """
import json, sys
import fastexcel
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
except (ImportError, ValueError):
    pass
path, folder = sys.argv[1:]
with open(path, "rb") as file:
    book = fastexcel.read_excel(file.read())
sheets = []
for number in range(len(book.sheet_names)):
    sheet = book.load_sheet(number, header_row=None, skip_rows=0, dtypes="string")
    sheets.append([sheet.name, sheet.visible, sheet.width])
    if sheet.width <= int({most}):
        sheet.to_polars().write_ipc(f"{{folder}}/{{number}}.arrow")
with open(f"{{folder}}/sheets.json", "w") as file:
    json.dump(sheets, file)
"""
"""Reads a workbook that is no zip of XML in a process of its own: what its bytes make the reader do stays there."""


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
            return sample.suffix in SUFFIXES or b"xl/" in sample.head or _OPEN_DOCUMENT in sample.head[: 1 << 12]
        return sample.head.startswith(_OLD) and (sample.suffix in SUFFIXES or _WORKBOOK in sample.head)

    def tables(self) -> Iterator[outreach.Table]:
        """Yield a table a sheet.

        Raises:
            outreach.SourceError: Encrypted, not a workbook, or larger than ``MOST_UNPACKED`` when unpacked.
        """
        book = _book(self.path)
        chosen = self._chosen([sheet.name for sheet in book.sheets], book.data)
        read = [sheet for name in chosen for sheet in book.sheets if sheet.name == name]
        hidden = [sheet.name for sheet in read if not sheet.is_visible and sheet.name not in self.sheets]
        left = [sheet.name for sheet in book.sheets if sheet.name not in chosen] if not self.sheets else []
        notes = (
            *(f"hidden sheet {name!r} was not read" for name in hidden),
            *([f"the workbook says where its data stands; {len(left)} other sheets were not read"] if left else []),
        )
        # A link that no formula of a sheet shows is told once, with the first sheet.
        is_linked = book.is_linked and not any(sheet.facts.is_linked for sheet in book.sheets)
        for sheet in read:
            if sheet.name not in hidden:
                table = self._table(sheet, notes, day_numbers=not book.is_from_1904)
                problems = (*table.problems, *sheet.facts.problems(is_linked=is_linked))
                yield attrs.evolve(table, problems=problems)
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

    def _table(self, sheet: _Sheet, notes: tuple[str, ...], *, day_numbers: bool) -> outreach.Table:
        if sheet.width > MOST_COLUMNS:
            raise self._error(f"{sheet.width:,} columns in sheet {sheet.name!r}", f"at most {MOST_COLUMNS}")
        frame = sheet.cells()
        frame = frame.rename({name: f"c{place}" for place, name in enumerate(frame.columns)})
        frame = _one_decimal_sign(_plain(frame), sheet.xml)
        frame, merged = _unmerged(frame, sheet.facts)
        if merged:
            notes = (*notes, f"{merged} merged cells: the value holds for each of their rows")
        facts = sheet.facts
        withheld = dict.fromkeys(facts.hidden, "hidden") | dict.fromkeys(facts.struck, "struck out")
        return outreach.Table(
            frame=frame.with_row_index("line", offset=1).lazy(),
            line="line",
            part=sheet.name,
            notes=notes,
            day_numbers=day_numbers,
            withheld=withheld,
            hidden_columns=tuple(column - facts.first for column in facts.columns if column >= facts.first),
        )

    def _error(self, reason: str, hint: str) -> outreach.SourceError:
        return _refusal(self.path, reason, hint)


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the cells as a person sees them: no midnight after a date, no noise of binary fractions."""
    import polars as pl  # noqa: PLC0415 - heavy

    text = pl.all()
    number = text.cast(pl.Float64, strict=False).round(_DECIMALS).cast(pl.String).str.strip_suffix(".0")
    day = text.str.replace(_WHOLE_DAY, "$1")
    return frame.select(pl.when(text.str.contains(_NOISE)).then(number).otherwise(day))


def _one_decimal_sign(frame: pl.DataFrame, xml: bytes) -> pl.DataFrame:
    """Write numbers with the decimal comma in the columns whose texts have it: numbers tell nothing of texts.

    Else ``1247.25``, a number, and ``100,00``, a text, would be taken for a column that contradicts itself.
    """
    import polars as pl  # noqa: PLC0415 - heavy

    mixed = [
        name
        for name in frame.columns
        if frame[name].str.contains(_COMMA).any() and frame[name].str.contains(_POINT).any()
    ]
    if not mixed or not xml:
        return frame
    numbers, first = fractions_of(xml), first_column(xml)
    for name in mixed:
        column = frame.columns.index(name) + first
        cells = [
            text and (text.replace(".", ",") if (row, column) in numbers else text)
            for row, text in enumerate(frame[name], 1)
        ]
        frame = frame.with_columns(pl.Series(name, cells, pl.String))
    return frame


def _unmerged(frame: pl.DataFrame, facts: SheetFacts) -> tuple[pl.DataFrame, int]:
    """Return the cells with the value of each merged cell in all its rows, as a web page has it, and how many."""
    import polars as pl  # noqa: PLC0415 - heavy

    columns: dict[str, list[str | None]] = {}
    count = 0
    for top, left, bottom in facts.merged:
        place, last = left - facts.first, min(bottom, frame.height)
        if not 0 <= place < frame.width or top > frame.height:
            continue
        name = frame.columns[place]
        cells = columns.setdefault(name, frame[name].to_list())
        if cells[top - 1] is not None:
            cells[top - 1 : last] = [cells[top - 1]] * (last - top + 1)
            count += 1
    return frame.with_columns(pl.Series(name, cells, pl.String) for name, cells in columns.items()), count


class _Sheet(NamedTuple):
    """One sheet: its cells are made when they are asked for."""

    name: str
    is_visible: bool
    width: int
    cells: Callable[[], pl.DataFrame]
    facts: SheetFacts
    xml: bytes = b""


class _Book(NamedTuple):
    """A workbook that can be read, whatever program wrote it."""

    sheets: Sequence[_Sheet]
    is_linked: bool = False  # whether it links to other workbooks
    is_from_1904: bool = False
    data: str = ""  # the sheet that it says holds its data


def _book(path: Path) -> _Book:
    """Return the workbook at *path*: its content tells how it is read, not its name.

    Raises:
        outreach.SourceError: Encrypted, damaged, hostile, too large, or no workbook.
    """
    with path.open("rb") as file:
        head = file.read(1 << 12)
    if not head.startswith(_ZIP) or _OPEN_DOCUMENT in head:
        return _book_of_another_kind(path, head)
    _refuse_unfit(path)
    try:
        with zipfile.ZipFile(path) as parts:
            if "xl/workbook.bin" in parts.namelist():
                return _book_of_another_kind(path, head)
            return _book_of_parts(path, parts)
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, EOFError) as error:
        raise _refusal(path, f"damaged: {error}", "save it again, or fetch it again") from error
    except UnfitPartError as error:
        raise _refusal(path, str(error), error.hint) from error


def _book_of_parts(path: Path, parts: zipfile.ZipFile) -> _Book:
    """Return a workbook of XML, its parts made sound before the reader of cells sees them."""
    names = parts.namelist()
    if not any(name.startswith("xl/workbook") for name in names):
        raise _refusal(path, "a zip archive that is no workbook", "save it as .xlsx")
    texts = {name: parts.read(name) for name in names if name.endswith((".xml", ".rels"))}
    sound = {name: sound_part(name, text) for name, text in texts.items()}
    struck = struck_styles(sound.get(_STYLES, b""))
    called, facts, xml = sheet_names(sound), {}, {}
    for name in [name for name in sound if name.startswith(_SHEETS)]:
        sound[name] = without_struck_runs(sound_sheet(name, sound[name]))
        facts[called.get(name, name)] = facts_of(sound[name], struck)
        xml[called.get(name, name)] = sound[name]
    if _TEXTS in sound:
        sound[_TEXTS] = without_struck_runs(sound[_TEXTS])
    changed = {name: text for name, text in sound.items() if text is not texts[name]}
    content = _with_parts(parts, changed) if changed else str(path)
    is_linked = any(name.startswith("xl/externalLinks/") for name in names)
    book = sound.get(BOOK, b"")
    return _Book(_read_sheets(path, content, facts, xml), is_linked, counts_from_1904(book), data_sheet(book))


def _read_sheets(
    path: Path, content: str | bytes, facts: Mapping[str, SheetFacts], xml: Mapping[str, bytes]
) -> list[_Sheet]:
    import fastexcel  # noqa: PLC0415 - heavy

    try:
        # A path is opened as its suffix says, which need not be true.
        if isinstance(content, str) and path.suffix.lower() not in _TOLD_BY_SUFFIX:
            content = path.read_bytes()
        book = fastexcel.read_excel(content)
        read = [book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string") for name in book.sheet_names]
    except fastexcel.FastExcelError as error:
        raise _refusal(
            path, "not a workbook that can be read", "open it in a spreadsheet program, and save it"
        ) from error
    return [
        _Sheet(
            name=sheet.name,
            is_visible=sheet.visible == "visible",
            width=sheet.width,
            cells=sheet.to_polars,
            facts=facts.get(sheet.name, SheetFacts()),
            xml=xml.get(sheet.name, b""),
        )
        for sheet in read
    ]


def _book_of_another_kind(path: Path, head: bytes) -> _Book:
    """Return a workbook that is no zip of XML (.xls, .xlsb, .ods), read in a process of its own, which may end.

    Raises:
        outreach.SourceError: It could not be read within a minute and 4 GB, or it is encrypted.
    """
    import polars as pl  # noqa: PLC0415 - heavy

    if path.stat().st_size > MOST_PACKED:
        raise _refusal(path, f"larger than {MOST_PACKED >> 20} MB", "export the sheet as CSV")
    if head.startswith(_OLD) and _ENCRYPTED in path.read_bytes():
        raise _refusal(path, "encrypted", "save it without a password")
    with tempfile.TemporaryDirectory(prefix="outreach-") as folder:
        command = [sys.executable, "-c", _ANOTHER.format(most=MOST_COLUMNS), str(path), folder]
        environment = {**os.environ, "POLARS_MAX_THREADS": "1"}
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_MINUTE, env=environment)  # noqa: S603 - ours
            facts = json.loads(Path(folder, "sheets.json").read_text(encoding="utf-8"))
        except (subprocess.SubprocessError, OSError, ValueError) as error:
            reason = "damaged, or not a workbook that can be read"
            raise _refusal(path, reason, "open it in a spreadsheet program, and save it as .xlsx") from error
        frames = [
            pl.read_ipc(Path(folder, f"{number}.arrow")) if width <= MOST_COLUMNS else pl.DataFrame()
            for number, (_, _, width) in enumerate(facts)
        ]
    return _Book(
        [
            _Sheet(name, visible == "visible", width, frame.clone, SheetFacts())
            for (name, visible, width), frame in zip(facts, frames, strict=True)
        ]
    )


def _with_parts(parts: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name in parts.namelist():
            book.writestr(name, changed[name] if name in changed else parts.read(name))
    return made.getvalue()


def _refuse_unfit(path: Path) -> None:
    """Refuse what is no workbook, and what would not fit: the declared sizes are added up before anything is unpacked.

    Raises:
        outreach.SourceError: With what is wrong.
    """
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
