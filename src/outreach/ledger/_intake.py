"""A source's table of purchases → facts and lazy rows, in one pass."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from outreach._options import ReadOptions
from outreach._problems import Problems
from outreach._reconciliation import AmountReport, FileReport
from outreach.errors import SourceError, shown
from outreach.ledger._cells import Cells
from outreach.ledger._cube import base_cube, refuse_overflow
from outreach.ledger._faults import Place, problems_of
from outreach.ledger._judge import Fate, Judged, judge
from outreach.ledger._packed import add_up
from outreach.ledger._part import LedgerPart, Stamp
from outreach.ledger._rows import Reading
from outreach.ledger._settle import read_narrow
from outreach.ledger._suppliers import looks_double_encoded
from outreach.model import NO_CURRENCY, Origin, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from outreach._tables import Layout, Table
    from outreach.ledger._amounts import AmountStyle


def intake(
    table: Table, layout: Layout, *, file: str, options: ReadOptions | None = None, path: Path | None = None
) -> LedgerPart:
    """Read a *table* of purchases once: counts, sums, problems and the cube now, rows when somebody asks for them.

    Args:
        table: The cells, as the source hands them over.
        layout: Which column is what.
        file: The name that stands in every address.
        options: What the user says the file leaves open.
        path: Where the rows are read again; a file that changed meanwhile is refused then.

    Raises:
        outreach.errors.SourceError: The table cannot be read to its end.
    """
    options = options or ReadOptions()
    stamp = Stamp.of(path) if path else None
    table, cells, narrow, style = _read(table, layout, file, options)
    narrow = _scaled(narrow, layout)
    refuse_overflow(narrow["minor"], file)
    judged = judge(cells, narrow, layout, options, style)
    place = Place(file, table.part, cells.has_lines)
    return LedgerPart(
        file=file,
        part=table.part,
        stamp=stamp,
        report=_report(judged, table, layout, place, style),
        problems=Problems.of(_of_the_file(judged, layout, place)) + problems_of(judged, place),
        cube=base_cube(judged),
        rows=Reading.of(cells, judged, layout, style, place).rows,
        keeps=table,
    )


def _read(
    table: Table, layout: Layout, file: str, options: ReadOptions
) -> tuple[Table, Cells, pl.DataFrame, AmountStyle]:
    """Read as the source suggests; exactly, where its rows turn out less regular than it thought."""
    cells = Cells.of(table, layout)
    try:
        narrow, style = read_narrow(cells, options.decimal)
    except pl.exceptions.ComputeError as error:
        if table.exact is None:
            raise SourceError(file, f"not a readable table: {str(error).splitlines()[0]}") from error
    else:
        if table.exact is None or _is_regular(table, layout, narrow):
            return table, cells, narrow, style
    return _read(table.exact(), layout, file, options)


def _is_regular(table: Table, layout: Layout, narrow: pl.DataFrame) -> bool:
    height = narrow.height + layout.skip
    return not narrow["ragged"].any() and table.height in (None, height)


def _scaled(narrow: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    factor = dict(layout.factors).get("amount", 1)
    return narrow if factor == 1 else narrow.with_columns(pl.col("minor") * factor)


def _of_the_file(judged: Judged, layout: Layout, place: Place) -> Iterator[Problem]:
    """Yield what concerns no single row."""
    if judged.assumed and not judged.currency.is_told:
        yield Problem(
            origin=Origin(file=place.file, part=place.part, field="currency"),
            kind="no currency",
            message="the file names no currency, so its amounts have none (XXX)",
            hint='say it: Csv(…, currency="SEK")',
        )
    for heading in layout.headings:
        if looks_double_encoded(pl.Series([heading])).item():
            yield Problem(
                origin=Origin(file=place.file, part=place.part),
                kind="encoding",
                message=f"not readable text: {shown(heading)!r} in the headings",
                hint="it was encoded twice before it was published",
            )


def _report(judged: Judged, table: Table, layout: Layout, place: Place, style: AmountStyle) -> FileReport:
    fates = judged.fate.value_counts()
    counts = dict(fates.iter_rows())
    kept = judged.fate == Fate.KEPT
    dates = judged.dates.dates.gather(judged.coded["date"].codes.filter(kept).unique())
    first, last = dates.min(), dates.max()
    whole = (judged.fate == Fate.SET_ASIDE) & judged.minor.is_null()
    return FileReport(
        file=place.file,
        part=place.part,
        kind="ledger",
        rows=judged.fate.len(),
        kept=counts.get(Fate.KEPT, 0),
        set_aside=counts.get(Fate.SET_ASIDE, 0),
        blank=counts.get(Fate.BLANK, 0),
        totals=counts.get(Fate.TOTAL, 0),
        amounts=_amounts(judged),
        unreadable_amounts=int(whole.sum()),
        period=None if first is None or last is None else (first, last),  # type: ignore[arg-type]
        columns=layout.columns,
        notes=(*table.notes, *layout.notes, *_notes(judged, style)),
    )


def _notes(judged: Judged, style: AmountStyle) -> list[str]:
    notes = list(judged.dates.notes)
    if style.decimal is not None:
        notes.append(f"decimal {'comma' if style.decimal == ',' else 'point'}")
    if judged.assumed:
        notes.append(judged.currency.note)
    return notes


def _amounts(judged: Judged) -> tuple[AmountReport, ...]:
    """Per currency; rows set aside for their currency count as having none."""
    currency = judged.coded["currency"].codes.fill_null(judged.coded["currency"].texts.len())
    frame = pl.DataFrame({"currency": currency, "fate": judged.fate, "amount": judged.minor}).drop_nulls("amount")
    sums = add_up(frame, {"currency": judged.coded["currency"].texts.len() + 1, "fate": len(Fate)})
    names = [*judged.coded["currency"].texts, NO_CURRENCY]
    found: dict[str, dict[int, Decimal]] = {}
    for code, fate, minor, _ in sums.iter_rows():
        by_fate = found.setdefault(names[code], {})
        by_fate[fate] = by_fate.get(fate, Decimal(0)) + Decimal(minor).scaleb(-2)
    return tuple(
        AmountReport(
            currency=name,
            kept=by_fate.get(Fate.KEPT, Decimal(0)),
            set_aside=by_fate.get(Fate.SET_ASIDE, Decimal(0)),
            totals=by_fate.get(Fate.TOTAL, Decimal(0)),
        )
        for name, by_fate in sorted(found.items())
    )
