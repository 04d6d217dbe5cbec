"""A table of a page → rows of as many cells: what covers several columns or rows is put where a person sees it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import outreach

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from outreach.sources.html.page import Bullets, Grid, GridRow, Page

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
    found = []
    for number, row in enumerate(grid.rows, 1):
        found.append((row.is_foot, number, _across(row, reaching, width)))
    return [(number, texts) for _, number, texts in sorted(found, key=lambda each: each[0])]


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
    return outreach.Table(frame=frame.lazy(), line="line", part=part, problems=tuple(map(_told, hidden)))


def _told(row: int) -> outreach.Problem:
    return outreach.Problem(
        origin=outreach.Origin(line=row), kind="hidden", message="a hidden row was read", hint="show it, or delete it"
    )


_ABOUT: Final = re.compile(r"upphandl|inköp|procure|tender|contract opportunit", re.IGNORECASE)
_OVER: Final = re.compile(
    r"avsluta|genomför|tilldela|avbrut|utgång|arkiv|tidigare|award|complet|closed|archive|past|previous", re.IGNORECASE
)
_LONGEST: Final = 200
_MOST_WORDS: Final = 12
_ANY_YEAR: Final = 2000
"""A time that names no year is one as well; which year is meant the core finds out."""


def lists_of(page: Page) -> Iterator[outreach.Table]:
    """Yield the plans that stand in lists: their items are titles, the time stands in the heading or the lead.

    A list is one of plans where the headings above it speak of buying and not of what is over, and its own heading or
    lead says a time; menus and other lists are none.
    """
    for number, bullets in enumerate((each for each in page.lists if not each.is_apart), 1):
        said = bullets.lead or "".join(bullets.headings[-1:])
        time = time_in(bullets.lead) or time_in("".join(bullets.headings[-1:]))
        about = " ".join((*bullets.headings, bullets.lead))
        if time and _ABOUT.search(about) and not _OVER.search(said):
            yield _table(bullets, time, f"list {number}")


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
    kept = [(number, text, time) for number, text in items if text and len(text) <= _LONGEST]
    above = [(None, text, None) for text in (*bullets.headings, bullets.lead) if text]
    frame = pl.DataFrame(
        [*above, (None, "title", "planned_publication"), *kept],
        schema={"line": pl.Int64, "title": pl.String, "time": pl.String},
        orient="row",
    )
    left = len(items) - len(kept)
    notes = (
        f"the time of its items stands above it: {time!r}",
        *([f"{left} items too long for titles"] if left else []),
    )
    return outreach.Table(frame=frame.lazy(), line="line", part=part, record=outreach.Procurement, notes=notes)
