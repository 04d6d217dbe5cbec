"""Blocks of figures: tables with typed cells, charts with their numbers beside them, and pictures."""

from __future__ import annotations

import enum
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import attrs

from outreach.blocks._inline import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable


# Converters with a type each: the type checker cannot tell what ``converter=tuple`` takes.
def _rows(given: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(row) for row in given)


def _columns(given: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(given)


def _bars(given: Iterable[Bar]) -> tuple[Bar, ...]:
    return tuple(given)


@attrs.frozen(kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        key: Its name in machine-readable forms, such as ``planned_publication``.
        title: Its heading in the publication's language.
        is_number: Whether its cells are aligned as numbers.
    """

    key: str
    title: str
    is_number: bool = False


@attrs.frozen(kw_only=True)
class Table:
    """A table with typed cells (tabell).

    Attributes:
        caption: What it shows; read out first.
        columns: From left to right; the first one names the row.
        rows: As many cells a row as there are columns.
        total: A last row that adds up; None where there is none.
        download: The stem of a file name under which channels may offer it as data; empty: they do not.
        note: A line below: source, unit, what is left out.
        is_shown: Whether a page shows its rows; if not, it is there for channels that hand out data.
    """

    caption: str
    columns: tuple[Column, ...] = attrs.field(converter=_columns)
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(converter=_rows)
    total: tuple[Cell, ...] | None = None
    download: str = ""
    note: str = ""
    is_shown: bool = True

    def __attrs_post_init__(self) -> None:
        width = len(self.columns)
        for row in (*self.rows, *([self.total] if self.total is not None else [])):
            if len(row) != width:
                raise ValueError(f"Table {self.caption!r}: a row of {len(row)} cells under {width} columns")


class ChartKind(enum.StrEnum):
    """How a chart shows its values: bars for things, columns for time."""

    BARS = "bars"
    COLUMNS = "columns"


@attrs.frozen(kw_only=True)
class Bar:
    """One value of a chart.

    Attributes:
        label: What it is.
        value: How much, exact; charts start at zero.
        shown: The value as text in the publication's language.
        is_rest: Whether it is the rest (*övriga*, *okänd*), drawn in grey.
    """

    label: str
    value: Decimal
    shown: str
    is_rest: bool = False


@attrs.frozen(kw_only=True)
class Chart:
    """A static chart, with its numbers beside it (diagram).

    Attributes:
        title: The finding, as a sentence.
        subtitle: What the bars count, in which unit, of what time.
        bars: Sorted, ten at most and the rest.
        kind: Bars or columns.
        alternative: The finding for those who do not see it.
        source: Where the numbers are from.
        table: What the bars show, in figures.
    """

    title: str
    subtitle: str = ""
    bars: tuple[Bar, ...] = attrs.field(converter=_bars)
    kind: ChartKind = ChartKind.BARS
    alternative: str
    source: str = ""
    table: Table


JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
_BEGINS: Final = {JPEG: b"\xff\xd8\xff", PNG: b"\x89PNG\r\n\x1a\n"}


@attrs.frozen(kw_only=True)
class Picture:
    """A picture (bild); :func:`outreach.publications.pictures` makes it from a file: small, and without metadata.

    Attributes:
        content: The file itself.
        media_type: ``image/jpeg`` or ``image/png``.
        alternative: What it shows, for those who do not see it; never empty (WCAG 1.1.1).
        caption: What stands below.
        credit: Who took it, and under which licence.
        width: In pixels.
        height: In pixels.
    """

    content: bytes = attrs.field(repr=False)
    media_type: str
    alternative: str
    caption: str = ""
    credit: str = ""
    width: int
    height: int

    def __attrs_post_init__(self) -> None:
        if not self.alternative.strip():
            raise ValueError("Picture.alternative: empty (say what the picture shows)")
        begins = _BEGINS.get(self.media_type)
        if begins is None or not self.content.startswith(begins):
            raise ValueError(f"Picture.content: not {self.media_type!r} (give a JPEG or a PNG, and say which)")
        if self.width < 1 or self.height < 1:
            raise ValueError(f"Picture: {self.width} × {self.height} pixels")
