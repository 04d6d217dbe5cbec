"""Tables as a workbook, with widths and heights that fit: typed cells, never a formula, the same bytes again."""

from __future__ import annotations

import io
import math
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach import languages
from outreach.languages import format_estimate
from outreach.look import HOUSE, Look
from outreach.model import Estimate
from outreach.rendering._cells import format_cell
from outreach.rendering._markup import one_line
from outreach.rendering._to_text import text_width
from outreach.rendering._xlsx_cells import ColumnWriter, Form, Formats, Sheet, form_of, write_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from outreach.blocks import Cell, Column, Table
    from outreach.languages import Translator
    from outreach.rendering._xlsx_cells import Sheet


DATA: Final = "outreach_data"
"""The workbook's name for the sheet that holds its data."""

MOST_NAME: Final = 31
MOST_ON_PAPER: Final = 200
"""How many characters side by side can still be read on a sheet of A4."""

TERM, VALUE = 28, 80
"""How wide the two columns of the last sheet are."""

_UNFIT: Final = re.compile(r"[\[\]:*?/\\]")
# A workbook says when it was made; without a date of its own this one, never the clock's.
NO_DATE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no zone
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


@attrs.frozen(kw_only=True)
class About:
    """What stands on a workbook's last sheet, and in its properties (om filen).

    Attributes:
        title: What the workbook is.
        publisher: Who stands behind it.
        updated: When its content was true.
        lines: Further pairs of a term and what it is.
    """

    title: str
    publisher: str = ""
    updated: date | datetime | None = None
    lines: tuple[tuple[str, str], ...] = ()


def tables_xlsx(tables: Sequence[Table], locale: str, about: About, look: Look = HOUSE) -> bytes:
    """Return *tables* as an Excel workbook (arbetsbok), a sheet each, and a last one that says what it is.

    Amounts are numbers with their currency, dates are dates, periods are words; the heading row is frozen and
    filters; a text that looks like a formula stays a text. The language of headings and words is *locale*; links
    have the accent of the *look*, and all cells its letters.
    """
    import xlsxwriter  # noqa: PLC0415 - slow to import, and few write workbooks

    t = languages.translator(locale)
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, dict(OPTIONS))
    book.set_properties(_properties(about))
    formats = Formats(book, look)
    last = t("About this file")
    names = sheet_names([*(table.caption for table in tables), last])
    for name, table in zip(names, tables, strict=False):
        _fill(book.add_worksheet(name), with_bounds(table, t), formats, locale)
    _tell(book.add_worksheet(names[-1]), about, tables, formats, t)
    whole = next((name for name, table in zip(names, tables, strict=False) if not table.is_shown), None)
    if whole is not None:
        point_to(book, whole)
    book.close()
    return target.getvalue()


def point_to(book: Any, name: str) -> None:  # noqa: ANN401 - xlsxwriter has no types
    """Say by a name of the workbook on which sheet the data stands: the others show parts of it, or explain it."""
    quoted = name.replace("'", "''")
    book.define_name(DATA, f"='{quoted}'!$A$1")


def _properties(about: About) -> dict[str, Any]:
    day = about.updated
    created = datetime(day.year, day.month, day.day) if day else NO_DATE  # noqa: DTZ001 - the format has no zone
    return {"title": one_line(about.title)[:255], "author": one_line(about.publisher)[:255], "created": created}


def sheet_names(captions: Iterable[str]) -> list[str]:
    r"""Return a valid sheet name for each caption: 31 characters at most, none of ``[]:*?/\\``, no two alike."""
    seen: set[str] = {"history"}
    return [_sheet_name(caption, seen) for caption in captions]


def _sheet_name(caption: str, seen: set[str]) -> str:
    base = " ".join(_UNFIT.sub(" ", one_line(caption)).split()).strip("'") or "–"
    name, number = _cut(base, MOST_NAME), 2
    while name.casefold() in seen:
        suffix = f" ({number})"
        name, number = _cut(base, MOST_NAME - len(suffix)) + suffix, number + 1
    seen.add(name.casefold())
    return name


def _cut(text: str, most: int) -> str:
    """Return at most *most* UTF-16 units of *text*, as the format counts; a cut name ends with an ellipsis."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * most:
        return text
    return units[: 2 * (most - 1)].decode("utf-16-le", errors="ignore").rstrip(" '") + "…"


def _fill(sheet: Sheet, table: Table, formats: Formats, locale: str) -> None:
    widths: list[float] = []
    rows = table.rows if table.total is None else (*table.rows, table.total)
    lines, form = [1] * len(rows), None
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        form = form_of(column, cells, form)
        writer = ColumnWriter(sheet, place, form, formats, locale)
        writer.heading(column.title)
        writer.cells(cells, 1)
        shown = writer.shown
        if table.total is not None:
            adder = ColumnWriter(sheet, place, attrs.evolve(form, is_total=True), formats, locale)
            adder.cells([table.total[place]], len(cells) + 1)
            shown |= adder.shown
        widths.append(width_of(column.title, shown) + form.is_set_in)
        sheet.set_column(place, place, widths[-1])
        note_lines(lines, [row[place] for row in rows], {text: lines_of(text, widths[-1]) for text in shown}, locale)
    set_heights(sheet, lines, 1)
    _set_up(sheet, table)
    _on_paper(sheet, sum(widths))


def _set_up(sheet: Sheet, table: Table) -> None:
    sheet.freeze_panes(1, 1 if len(table.columns) > 1 else 0)
    if table.columns:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.repeat_rows(0)


def _on_paper(sheet: Sheet, width: float) -> None:
    """Let a printed sheet be as wide as the paper, or as two or three where its letters would be too small."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    pages = math.ceil(width / MOST_ON_PAPER) or 1
    sheet.fit_to_pages(pages, 0)
    if pages > 1:
        sheet.repeat_columns(0)  # what a row is of
    sheet.set_footer("&C&P (&N)")


def _tell(sheet: Sheet, about: About, tables: Sequence[Table], formats: Formats, t: languages.Translator) -> None:
    """Say what the workbook is, who stands behind it, and what belongs to each table."""
    day = about.updated.date() if isinstance(about.updated, datetime) else about.updated
    pairs: list[tuple[str, Cell]] = [(t("Title"), about.title)]
    pairs += [(t("Publisher"), about.publisher)] if about.publisher else []
    pairs += [(t("Last updated"), day)] if day else []
    pairs += about.lines
    pairs += [(table.caption, table.note) for table in tables if table.note]
    values = ColumnWriter(sheet, 1, Form(), formats, t.locale)
    for number, (term, value) in enumerate(pairs):
        write_label(sheet, number, term, formats)
        values.cells([value], number)
    sheet.set_column(0, 0, TERM)
    sheet.set_column(1, 1, VALUE)
    shown = [(lines_of(term, TERM), lines_of(format_cell(value, t.locale), VALUE)) for term, value in pairs]
    set_heights(sheet, [max(both) for both in shown], 0)
    _on_paper(sheet, TERM + VALUE)


def with_bounds(table: Table, t: Translator) -> Table:
    """Return *table* with two columns, least and most, for every column that holds a span of amounts.

    In a table that is offered as data every column of estimates has them, and the words before: the currency, *about*
    and *per year* stand in no number.
    """
    wanted = _is_span if table.is_shown else _is_estimate
    places = range(len(table.columns))
    split = {place for place in places if any(wanted(row[place]) for row in table.rows)}
    if not split:
        return table
    worded = set() if table.is_shown else split

    def spread(row: Sequence[Cell]) -> Iterator[Cell]:
        for place, cell in enumerate(row):
            if place in worded:
                yield format_estimate(cell, t.locale) if isinstance(cell, Estimate) else cell
            yield from _bounds(cell) if place in split else (cell,)

    return attrs.evolve(
        table,
        columns=[
            part for place, column in enumerate(table.columns) for part in _columns(column, t, place, split, worded)
        ],
        rows=[tuple(spread(row)) for row in table.rows],
        total=None if table.total is None else tuple(spread(table.total)),
    )


def _is_estimate(cell: Cell) -> bool:
    return isinstance(cell, Estimate)


def _is_span(cell: Cell) -> bool:
    return isinstance(cell, Estimate) and cell.is_span


def _columns(column: Column, t: Translator, place: int, split: set[int], worded: set[int]) -> Iterator[Column]:
    if place in worded:
        yield attrs.evolve(column, is_number=False)
    if place not in split:
        yield column
    else:
        yield attrs.evolve(column, title=t("{title}, at least", title=column.title))
        yield attrs.evolve(column, title=t("{title}, at most", title=column.title))


def _bounds(cell: Cell) -> tuple[Cell, Cell]:
    """Return the least and the most; what is no estimate stands in both, so that neither is empty."""
    return (_bound(cell, cell.low), _bound(cell, cell.high)) if isinstance(cell, Estimate) else (cell, cell)


def _bound(estimate: Estimate, value: Decimal | None) -> Cell:
    if estimate.low == estimate.high:  # is its own bound: most are, and a copy is checked like any record
        return estimate
    return None if value is None else attrs.evolve(estimate, low=value, high=value)


WIDEST: Final = 50
NARROWEST: Final = 8
LINE: Final = 15
"""How high a line is, in points."""
HIGHEST: Final = 409
"""How high the format lets a row be."""


def width_of(title: str, texts: Iterable[str]) -> float:
    """Return a column's width in characters: its longest line, within bounds, and room for the filter's button."""
    longest = max((text_width(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(round(max(text_width(title) + 3, 1.1 * longest + 1), 1), NARROWEST), WIDEST)


def note_lines(lines: list[int], cells: Sequence[Cell], needed: Mapping[str, int], locale: str) -> None:
    """Raise the *lines* of each row to what its cell in one column needs."""
    if max(needed.values(), default=1) == 1:
        return
    for row, cell in enumerate(cells):
        if cell is not None:
            lines[row] = max(lines[row], needed.get(format_cell(cell, locale), 1))


def lines_of(text: str, width: float) -> int:
    """Return in about how many lines a column so wide shows *text*: broken between words, a line is seldom full."""
    filled = (text_width(line) / width for line in text.split("\n"))
    return sum(math.ceil(1.1 * share) if share > 1 else 1 for share in filled)


def set_heights(sheet: Sheet, lines: Sequence[int], first: int) -> None:
    """Give rows of several lines their height: not every program finds it by itself, and lines would overlap."""
    for row, number in enumerate(lines, first):
        if number > 1:
            sheet.set_row(row, min(LINE * number, HIGHEST))
