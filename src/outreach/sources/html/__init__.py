"""Web pages: every table with rows is one of its own, and so is a list whose heading says what is planned when.

A page holds more tables than data: those that lay it out have no headings the core knows, and are reported as such.

Standard: HTML as browsers read it (WHATWG), by the parser lexbor: ``table``, ``caption``, ``tr``, ``th``, ``td`` with
``rowspan`` and ``colspan``, ``ul`` and ``ol`` below a heading, ``a`` for addresses. Scripts, styles and what is
struck out are no text.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final

import attrs

import outreach
from outreach import words
from outreach.sources.html.page import Page, parsed
from outreach.sources.table_file import TableFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from outreach.sources.html.page import Bullets, Grid, GridRow

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NAMED: Final = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})"""
)
_LOOKED_AT: Final = 4_096
_MEANT: Final = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
"""What a page says, and what browsers take it for: Windows' letters stand in what is called Latin-1."""


def decoded(raw: bytes, encoding: str | None) -> tuple[str, str]:
    """Return the text of a page and its codec.

    Raises:
        ValueError: It is not in that encoding; no codec but Windows-1252 takes what is not UTF-8.
        LookupError: There is no such codec.
    """
    codec = encoding or _marked(raw) or _named(raw)
    if codec:
        return raw.decode(codec), codec
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return raw.decode("cp1252"), "cp1252"


def _marked(raw: bytes) -> str:
    return next((codec for mark, codec in _MARKS if raw.startswith(mark)), "")


def _named(raw: bytes) -> str:
    """Return the codec that the page names, if there is one and the bytes are in it."""
    match = _NAMED.search(raw[:_LOOKED_AT])
    named = match[1].decode("ascii").casefold() if match else ""
    try:
        codec = codecs.lookup(_MEANT.get(named, named)).name if named else ""
        raw.decode(codec or "utf-8")
    except (LookupError, ValueError):
        return ""
    return codec


SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".mht"})
MOST_BYTES: Final = 20 << 20
MOST_TABLES: Final = 1_000
_ONLY_THE_TABLE: Final = "save only the table"
_BEGINS: Final = ("<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<!--")


@attrs.frozen
class Html(TableFile, outreach.Source):
    """A web page, or a table that a program saved as one under the name of a workbook (webbsida).

    Attributes:
        path: The file.
        encoding: A Python codec, such as ``"cp1252"``; found out if not given.
    """

    name = "html"
    encoding: str | None = attrs.field(default=None, kw_only=True)

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Recognise a page by its beginning; one that begins as XML, by its first element."""
        text = sample.text.lstrip("\ufeff \t\r\n").casefold()
        if text.startswith("<?xml"):
            return "<html" in text[:2_000]
        return text.startswith(_BEGINS) and (sample.suffix in SUFFIXES or "<t" in text or "<html" in text)

    def tables(self) -> Iterator[outreach.Table]:
        """Yield a table for each one on the page that has headings and rows, then one for each list of plans.

        Raises:
            outreach.SourceError: Larger than ``MOST_BYTES``, not text, nested too deep, or without any table or list.
        """
        page, encoding = self._page()
        try:
            tables = _tables(page)
        except ValueError as error:
            raise self._error(str(error), _ONLY_THE_TABLE) from error
        if not tables:
            raise self._error("no table in it, and no list that says what is planned", "ask for the spreadsheet")
        for number, table in enumerate(tables):
            notes = (*((f"encoding {encoding}",) if not number else ()), *table.notes)
            problems = (*table.problems, *((_CUT,) if page.is_cut and not number else ()))
            yield attrs.evolve(table, notes=notes, found={"encoding": encoding}, problems=problems)

    def _page(self) -> tuple[Page, str]:
        if self.path.stat().st_size > MOST_BYTES:
            raise self._error(f"larger than {MOST_BYTES >> 20} MB", _ONLY_THE_TABLE)
        try:
            text, encoding = decoded(self.path.read_bytes(), self.encoding)
        except (ValueError, LookupError) as error:
            raise self._error(str(error), 'say its encoding: Html(…, encoding="cp1252")') from error
        try:
            return parsed(text), encoding
        except ValueError as error:
            raise self._error(str(error), _ONLY_THE_TABLE) from error

    def _error(self, reason: str, hint: str) -> outreach.SourceError:
        return outreach.SourceError(str(self.path), reason, hint, self.name)


_CUT: Final = outreach.Problem(
    origin=outreach.Origin(),
    kind="part",
    message="the page ends within a table: rows may be missing",
    hint="save the whole page, and read it again",
)


def _tables(page: Page) -> list[outreach.Table]:
    if len(page.tables) > MOST_TABLES:
        raise ValueError(f"{len(page.tables):,} tables")
    tables = (table_of(grid, f"table {number}") for number, grid in enumerate(page.tables, 1))
    return [*(table for table in tables if table), *lists_of(page)]


MOST_COLUMNS: Final = 512
MOST_CELLS: Final = 2_000_000
_FEWEST: Final = 2


def table_of(grid: Grid, part: str) -> outreach.Table | None:
    """Return the table, the headings above it and its caption as rows before the first; None where it cannot be one.

    The line of a row is its number in the table.

    Raises:
        ValueError: It has more than ``MOST_COLUMNS`` columns.
    """
    rows = _spread(grid)
    width = max((len(row) for _, row in rows), default=0)
    if len(rows) < _FEWEST or width < _FEWEST:
        return None
    if width > MOST_COLUMNS or width * len(rows) > MOST_CELLS:
        raise ValueError(f"more than {MOST_COLUMNS} columns, or {MOST_CELLS:,} cells, in {part}")
    above = [(None, [text]) for text in (*grid.headings, grid.caption) if text]
    return _framed([*above, *rows], width, part, _hidden(grid))


def _hidden(grid: Grid) -> list[int]:
    return [number for number, row in enumerate(grid.rows, 1) if row.is_hidden]


def _spread(grid: Grid) -> list[tuple[int | None, list[str]]]:
    """Return each row's number and texts; a table's foot stands below, wherever the page writes it."""
    width = max((sum(cell.columns for cell in row.cells) for row in grid.rows), default=0)
    reaching: dict[int, tuple[int, str]] = {}
    rows = []
    for number, row in enumerate(grid.rows, 1):
        rows.append((row.is_foot, number, _across(row, reaching, width)))
    return [(number, texts) for _, number, texts in sorted(rows, key=lambda placed: placed[0])]


def _across(row: GridRow, reaching: dict[int, tuple[int, str]], width: int) -> list[str]:
    """Return the texts of a *row*, with those of cells above that reach down to it (column → rows left, text)."""
    texts: list[str] = []
    if len(row.cells) == 1 and row.cells[0].columns >= max(width, _FEWEST) and not reaching:
        return [row.cells[0].text] * min(width, MOST_COLUMNS + 1)
    cells = iter(row.cells)
    cell = next(cells, None)
    while cell is not None or len(texts) in reaching:
        place = len(texts)
        if place in reaching:
            left, text = reaching.pop(place)
            texts.append(text)
            if left > 1:
                reaching[place] = (left - 1, text)
            continue
        if cell is None:
            break
        for covered in range(cell.columns):
            # Over several columns a heading is a group; another text stands in the first of them.
            text = cell.text if not covered or cell.is_heading else ""
            if cell.rows > 1:
                reaching[len(texts)] = (cell.rows - 1, text)
            texts.append(text)
            if len(texts) > MOST_COLUMNS:
                return texts
        cell = next(cells, None)
    return texts


def _framed(
    rows: Sequence[tuple[int | None, list[str]]], width: int, part: str, hidden: Sequence[int]
) -> outreach.Table:
    import polars as pl  # noqa: PLC0415 - heavy

    columns: dict[str, list[str | int | None]] = {
        f"c{place}": [(texts[place] if place < len(texts) else "") or None for _, texts in rows]
        for place in range(width)
    }
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    frame = frame.with_columns(pl.Series("line", [number for number, _ in rows], pl.Int64))
    return outreach.Table(frame=frame.lazy(), line="line", part=part, withheld=dict.fromkeys(hidden, "hidden"))


_LONGEST: Final = 200
_MOST_WORDS: Final = 12
_ANY_YEAR: Final = 2000
"""A time that names no year is one as well; which year is meant the core finds out."""


def lists_of(page: Page) -> Iterator[outreach.Table]:
    """Yield the plans that stand in lists: their items are titles, the time stands in the heading or the lead.

    A list is one of plans where the headings above it speak of buying and not of what is over, and its own heading or
    lead says a time; menus and other lists are none.
    """
    for number, bullets in enumerate((listing for listing in page.lists if not listing.is_apart), 1):
        above = bullets.lead or "".join(bullets.headings[-1:])
        time = time_in(bullets.lead) or time_in("".join(bullets.headings[-1:]))
        about = " ".join((*bullets.headings, bullets.lead))
        if time and _speaks_of("buying", about) and not _speaks_of("over", above):
            yield _table(bullets, time, f"list {number}")


def _speaks_of(what: str, text: str) -> bool:
    """Return whether a heading has one of the words of ``[pages]`` in any language."""
    return bool(words.phrases(words.listed("pages", what)).search(text.casefold()))


def time_in(text: str) -> str:
    """Return the longest run of words in *text* that is a time, a span or a season, or nothing (under våren 2025)."""
    words = [word.strip(":.,!?") for word in text.split()[:_MOST_WORDS]]
    runs = (words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1))
    return next((" ".join(run) for run in sorted(runs, key=len, reverse=True) if _is_time(" ".join(run))), "")


def _is_time(text: str) -> bool:
    try:
        period = outreach.Period.parse(text, default_year=_ANY_YEAR)
    except outreach.UnreadableError:
        return False
    # A day is rather that of the page's last change.
    return period.precision is not outreach.Precision.DAY


def _table(bullets: Bullets, time: str, part: str) -> outreach.Table:
    import polars as pl  # noqa: PLC0415 - heavy

    items = [(number, " ".join(text.split())) for number, text in enumerate(bullets.items, 1)]
    titles = [(number, text, time) for number, text in items if text and len(text) <= _LONGEST]
    above = [(None, text, None) for text in (*bullets.headings, bullets.lead) if text]
    frame = pl.DataFrame(
        [*above, (None, "title", "planned_publication"), *titles],
        schema={"line": pl.Int64, "title": pl.String, "time": pl.String},
        orient="row",
    )
    left = len(items) - len(titles)
    notes = (
        f"the time of its items stands above it: {time!r}",
        *([f"{left} items too long for titles"] if left else []),
    )
    return outreach.Table(frame=frame.lazy(), line="line", part=part, record=outreach.Procurement, notes=notes)
