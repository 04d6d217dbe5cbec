"""Workbooks: every visible sheet is a table, every cell the text a person sees."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

import outreach

if TYPE_CHECKING:
    import fastexcel
    import polars as pl

SUFFIXES: Final = frozenset({".xlsx", ".xlsm"})
MOST_PACKED: Final = 100 << 20
MOST_UNPACKED: Final = 256 << 20
MOST_PARTS: Final = 2_000
MOST_RATIO: Final = 200
"""How many times larger a part of more than a megabyte may be unpacked than packed."""
MOST_COLUMNS: Final = 512
_JUDGED: Final = 1 << 20
_ZIP: Final = b"PK\x03\x04"
_OLD: Final = b"\xd0\xcf\x11\xe0"

_NOISE: Final = r"^-?[0-9]+\.[0-9]{7,}$"
_DECIMALS: Final = 6
_WHOLE_DAY: Final = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}) 00:00:00$"

_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE: Final = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_ERROR: Final = b't="e"'
_FILLED: Final = re.compile(rb'<(?:\w+:)?c\s+r="([A-Z]{1,3})[0-9]+"[^>/]*>')
_ERROR_CELL: Final = re.compile(
    rb'<(?:\w+:)?c\s+r="([A-Z]{1,3})([0-9]{1,7})"[^>]*\bt="e"[^>]*>(.*?)</(?:\w+:)?c>', re.DOTALL
)
_VALUE: Final = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)<")


@attrs.frozen
class Xlsx(outreach.Source):
    """A workbook (Excelbok): each visible sheet is a table of its own, of whatever kind.

    Dates are written ISO, whole numbers without decimals; a hidden sheet is not read, and the reconciliation says so.

    Attributes:
        path: The file.
        sheets: Names of the sheets to read; all visible ones if none is given.
        columns: Attribute → heading, such as ``{"amount": "Summa"}``.
        record: What the rows are, such as ``outreach.Procurement``.
        currency: ISO 4217 code of amounts that name none.
        decimal: ``","`` or ``"."``, for amounts that are text.
        date_order: ``"ymd"``, ``"dmy"`` or ``"mdy"``, for dates that are text.
        accounts: Account plan, such as ``"kommun-bas"``; ``"none"`` for none.
        year: The year of dates that name none.
        options: The meanings among these, as the core takes them.
    """

    name = "xlsx"
    path: Path = attrs.field(converter=Path)
    sheets: tuple[str, ...] = attrs.field(default=(), kw_only=True, converter=tuple)
    columns: Mapping[str, str] = attrs.field(factory=dict, kw_only=True, hash=False)
    record: type | None = attrs.field(default=None, kw_only=True)
    currency: str | None = attrs.field(default=None, kw_only=True)
    decimal: str | None = attrs.field(default=None, kw_only=True)
    date_order: str | None = attrs.field(default=None, kw_only=True)
    accounts: str | None = attrs.field(default=None, kw_only=True)
    year: int | None = attrs.field(default=None, kw_only=True)
    options: outreach.ReadOptions = attrs.field(init=False, repr=False, eq=False)

    @options.default
    def _options(self) -> outreach.ReadOptions:
        return outreach.ReadOptions(
            columns=self.columns,
            record=self.record,
            currency=self.currency,
            decimal=self.decimal,
            date_order=self.date_order,
            accounts=self.accounts,
            year=self.year,
        )

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Tell a workbook by its parts; a file called one is taken, so that what is wrong with it can be said."""
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
        errors = _errors_by_sheet(self.path)
        book = fastexcel.read_excel(self.path)
        chosen = self._chosen(book.sheet_names)
        read = [book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string") for name in chosen]
        hidden = [sheet.name for sheet in read if sheet.visible != "visible" and sheet.name not in self.sheets]
        notes = tuple(f"hidden sheet {name!r} was not read" for name in hidden)
        for sheet in read:
            if sheet.name not in hidden:
                yield self._table(sheet, errors.get(sheet.name, {}), notes)
                notes = ()

    def _chosen(self, names: Iterable[str]) -> list[str]:
        known = list(names)
        for name in self.sheets:
            if name not in known:
                raise self._error(f"there is no sheet {name!r}", f"one of: {', '.join(known)}")
        return list(self.sheets) or known

    def _table(
        self, sheet: fastexcel.ExcelSheet, errors: Mapping[tuple[int, int], str], notes: tuple[str, ...]
    ) -> outreach.Table:
        if sheet.width > MOST_COLUMNS:
            raise self._error(f"{sheet.width:,} columns in sheet {sheet.name!r}", f"at most {MOST_COLUMNS}")
        frame = sheet.to_polars()
        frame = frame.rename({name: f"c{place}" for place, name in enumerate(frame.columns)})
        frame = _with_errors(_plain(frame), errors).with_row_index("line", offset=1)
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


def _with_errors(frame: pl.DataFrame, errors: Mapping[tuple[int, int], str]) -> pl.DataFrame:
    """Put the errors of formulas (``#N/A``) where the reader left nothing, so that they are seen as what they are."""
    import polars as pl  # noqa: PLC0415 - heavy

    if not errors:
        return frame
    columns: dict[str, list[Any]] = {name: frame[name].to_list() for name in frame.columns}
    for (row, place), text in errors.items():
        if place < frame.width and row <= frame.height and columns[f"c{place}"][row - 1] is None:
            columns[f"c{place}"][row - 1] = text
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _errors_by_sheet(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Return, per sheet, row and column of each formula's error; the reader of cells leaves them out."""
    with zipfile.ZipFile(path) as parts:
        found = {name: _errors(parts.read(part)) for name, part in _parts(parts) if part in parts.namelist()}
    return {name: errors for name, errors in found.items() if errors}


def _parts(parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = {}
    for found in _RELATION.findall(_part(parts, "xl/_rels/workbook.xml.rels")):
        said = dict(_ATTRIBUTE.findall(found))
        relations[said.get(b"Id")] = said.get(b"Target", b"").decode()
    for found in _SHEET.findall(_part(parts, "xl/workbook.xml")):
        said = dict(_ATTRIBUTE.findall(found))
        target = relations.get(said.get(b"r:id"), "")
        yield (
            html.unescape(said.get(b"name", b"").decode()),
            target.lstrip("/") if target[:1] == "/" else f"xl/{target}",
        )


def _part(parts: zipfile.ZipFile, name: str) -> bytes:
    return parts.read(name) if name in parts.namelist() else b""


def _errors(sheet: bytes) -> dict[tuple[int, int], str]:
    if _ERROR not in sheet:
        return {}
    first = min((_number(found.decode()) for found in _FILLED.findall(sheet)), default=1)
    found = {}
    for column, row, inside in _ERROR_CELL.findall(sheet):
        text = _VALUE.search(inside)
        found[int(row), _number(column.decode()) - first] = text[1].decode() if text else "#N/A"
    return found


def _number(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


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
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise _refusal(path, f"larger than {MOST_UNPACKED >> 20} MB when unpacked", "export the sheet as CSV")
    for member in members:
        if member.flag_bits & 1:
            raise _refusal(path, "encrypted", "save it without a password")
        if member.file_size > _JUDGED and member.file_size > MOST_RATIO * member.compress_size:
            raise _refusal(path, f"part {member.filename!r} is packed more than {MOST_RATIO} times", "save it again")


def _refusal(path: Path, reason: str, hint: str) -> outreach.SourceError:
    return outreach.SourceError(str(path), reason, hint, Xlsx.name)
