"""A table in a document: a heading row on every page, rows that stay whole, columns as wide as what they hold."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.table import _Cell, _Row

from outreach import rendering
from outreach.blocks import AsWritten, Foreign, Link, Missing
from outreach.publishers._docx_styles import CELL, LONG, MARGIN, MUTED, SHORT
from outreach.publishers._docx_text import element, line, speak, write_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document
    from docx.table import Table as DocxTable

    from outreach.blocks import Cell, Table
    from outreach.publishers._sheet_table import Sheet

TINT: Final = "F2F5F8"
LINE: Final = "C5CCD3"


def write_table(document: Document, table: Table, sheet: Sheet, locale: str) -> None:
    """Write *table* at the end of *document*; its caption and its note are the caller's."""
    made = document.add_table(1, len(table.columns))
    made.autofit = False
    _set_widths(made, sheet, table)
    _rule(made)
    empty = copy.deepcopy(made.rows[0]._tr)  # noqa: SLF001 - a row to copy: adding one by one takes quadratic time
    headings = _Row(made.rows[0]._tr, made)  # noqa: SLF001 - the same
    _fill(headings, [column.title for column in table.columns], table, locale, strong=True)
    headings._tr.get_or_add_trPr().append(element("w:tblHeader"))  # noqa: SLF001 - no public way to repeat a row
    for cell in _cells(headings):
        cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=TINT))  # noqa: SLF001
    for cells, is_total in _rows(table):
        row = copy.deepcopy(empty)
        made._tbl.append(row)  # noqa: SLF001 - the same
        _fill(_Row(row, made), cells, table, locale, strong=is_total)


def _rows(table: Table) -> Iterable[tuple[Sequence[Cell], bool]]:
    yield from ((row, False) for row in table.rows)
    if table.total is not None:
        yield table.total, True


def _set_widths(made: DocxTable, sheet: Sheet, table: Table) -> None:
    widths = sheet.widths(table.columns)
    room = (LONG if sheet.is_lying else SHORT) - 2 * MARGIN
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(room * width // (sum(widths) or 1))
    for cell in _cells(made.rows[0]):
        cell.width = made.columns[made.rows[0]._tr.tc_lst.index(cell._tc)].width  # noqa: SLF001 - the same


def _rule(made: DocxTable) -> None:
    """Rule the rows, not the columns."""
    borders = element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz=4, space=0, color=LINE))
    made._tbl.tblPr.append(borders)  # noqa: SLF001 - no public way to rule a table


def _cells(row: _Row) -> list[_Cell]:
    return [_Cell(tc, row.table) for tc in row._tr.tc_lst]  # noqa: SLF001 - ``cells`` asks every row anew


def _fill(row: _Row, cells: Sequence[Cell], table: Table, locale: str, *, strong: bool) -> None:
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))  # noqa: SLF001 - no public way to keep a row whole
    for target, cell, column in zip(_cells(row), cells, table.columns, strict=True):
        _write(target, cell, locale, strong=strong)
        if column.is_number:
            target.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _write(target: _Cell, cell: Cell, locale: str, *, strong: bool) -> None:
    paragraph = target.paragraphs[0]
    paragraph.style = CELL
    if isinstance(cell, Link):
        write_link(paragraph, cell)
    else:
        run = paragraph.add_run(line(rendering.format_cell(cell, locale)))
        if isinstance(cell, (Foreign, AsWritten)):
            speak(run, cell.lang)
    for run in paragraph.runs:
        run.bold = strong or None
        if cell is None or isinstance(cell, Missing):
            run.italic, run.font.color.rgb = True, MUTED
