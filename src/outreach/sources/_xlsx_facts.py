"""What a person would see in a workbook and its cells do not tell: hidden rows, formulas, links to other workbooks."""

from __future__ import annotations

import re
from html import unescape
from itertools import groupby
from typing import TYPE_CHECKING, Final

import attrs

import outreach

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator, Sequence

_ROW: Final = re.compile(rb"<(?:\w+:)?row\s[^<>]*>")
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
    """What is told of one sheet.

    Attributes:
        hidden: The numbers of its hidden rows.
        formulas: How many cells are formulas.
        empty: How many of these were never calculated, so that the file holds no value.
        is_linked: Whether a formula takes something from another workbook.
    """

    hidden: tuple[int, ...] = ()
    formulas: int = 0
    empty: int = 0
    is_linked: bool = False

    def problems(self, *, is_linked: bool = False) -> Iterator[outreach.Problem]:
        """Yield a warning for each thing that somebody should look at."""
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
    """Return what the XML of a sheet tells."""
    hidden = [row for row in _ROW.findall(text) if _HIDDEN.search(row)] if b"idden" in text else []
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
    """Return member → name of the sheet it holds, as far as the workbook tells."""
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
    found = {}
    for tag in _SHEET.findall(parts.read(book).decode("utf-8", errors="replace")):
        key, name = _ID.search(tag), _NAME.search(tag)
        if key and name and key[1] in targets:
            found[targets[key[1]]] = unescape(name[1])
    return found


def _ranges(numbers: Sequence[int]) -> str:
    """Return ``5–9, 12``: the numbers of rows, those that follow each other together, the first few of many."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    said = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs[:_MOST_SAID]]
    return ", ".join(said) + ("…" if len(runs) > _MOST_SAID else "")


def _warning(kind: str, message: str, hint: str, line: int | None = None) -> outreach.Problem:
    return outreach.Problem(origin=outreach.Origin(line=line), kind=kind, message=message, hint=hint)
