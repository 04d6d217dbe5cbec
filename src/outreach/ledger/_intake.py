"""A source's table of purchases → facts and lazy rows, in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from outreach.errors import SourceError, shown
from outreach.ledger._amounts import AmountStyle, currency_words, read_narrow
from outreach.ledger._booking import with_signs
from outreach.ledger._cells import LINE, Beside, Cells
from outreach.ledger._columns import pl
from outreach.ledger._cube import Cube, Facts, refuse_overflow
from outreach.ledger._faults import Place, problems_of
from outreach.ledger._judge import Fate, Judged, judge
from outreach.ledger._part import LedgerPart, Reading, Stamp
from outreach.ledger._repeats import Repeats
from outreach.ledger._suppliers import looks_double_encoded
from outreach.model import NO_CURRENCY, Origin, Problem
from outreach.reconciliation import AmountReport, FileReport, Problems
from outreach.tables._headings import every_word, key
from outreach.tables._options import ReadOptions
from outreach.values import HOME, from_minor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path

    from outreach.tables import Layout, Table


_MANY: Final = 10
_NEARLY_ALL: Final = 0.9
"""From how many amounts on, and of which share that is negative, signs are remarked on."""


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
    table, layout = with_signs(table, layout)
    stamp = Stamp.of(path) if path else None
    table, cells, narrow, style = _read(table, layout, file, options)
    ragged = _ragged(narrow)
    narrow = _scaled(cells.settled(narrow), layout)
    beside = cells.beside(ragged, _ragged(narrow))
    refuse_overflow(narrow["minor"], file)
    judged = judge(cells, narrow, layout, options, style)
    place = Place(file, table.part, cells.has_lines)
    cube = Cube.of(judged)
    facts = cube.facts
    reading = Reading.of(cells, judged, layout, style, place)
    repeats = Repeats(reading) if table.parts is None else None
    of_file = Problems.of([*_of_the_file(judged, layout, cells, place), *_of_cells(judged, beside, place)])
    # All cells are needed to tell, as much as half the time of reading: done now only where invoices have numbers.
    again = repeats() if repeats and "invoice" in cells.columns else Problems()
    return LedgerPart(
        file=file,
        part=table.part,
        stamp=stamp,
        report=report_of(judged, facts, table, layout, place),
        problems=of_file + problems_of(judged, place) + again,
        cube=cube,
        facts=facts,
        repeats=repeats,
        has_lines=place.has_lines,
        is_documents=table.parts is not None,
        accounts=options.accounts,
        may_hold_another=_may_hold_another(judged),
        country=judged.country,
        rows=reading.rows,
        keeps=table,
    )


def _ragged(narrow: pl.DataFrame) -> pl.Series:
    return narrow[LINE].filter(narrow["ragged"])


def _read(
    table: Table, layout: Layout, file: str, options: ReadOptions
) -> tuple[Table, Cells, pl.DataFrame, AmountStyle]:
    """Read as the source suggests; exactly, where its rows turn out less regular than it thought."""
    cells = Cells.of(table, layout)
    try:
        narrow, style = read_narrow(cells, options.decimal)
    except pl.exceptions.PolarsError as error:
        if table.exact is None:
            raise SourceError(file, f"not a readable table: {str(error).splitlines()[0]}") from error
    else:
        if table.exact is None or _is_regular(table, layout, narrow):
            return table, cells, narrow, style
    return _read(table.exact(), layout, file, options)


def _is_regular(table: Table, layout: Layout, narrow: pl.DataFrame) -> bool:
    """Whether a row stands on each line, and none has cells that the source did not foresee."""
    if table.height not in (None, narrow.height + layout.skip):
        return False
    return table.cells is not None or not narrow["ragged"].any()


def _may_hold_another(judged: Judged) -> bool:
    """Tell whether another table may begin below: among what is no amount and no date, a word is a heading."""
    dates, amounts = judged.coded["date"].texts.filter(judged.dates.dates.is_null()), judged.amount_text.drop_nulls()
    return any(key(text) in every_word() for text in {*dates, *amounts.unique()} if text and text[0].isalpha())


def _scaled(narrow: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    factor = dict(layout.factors).get("amount", 1)
    return narrow if factor == 1 else narrow.with_columns(pl.col("minor") * factor)


def _currency_to_say(judged: Judged, cells: Cells) -> str:
    """Return what to write where a file names no currency: *kr* in a country without crowns may be several."""
    crowns = currency_words(HOME).keys() - currency_words(NO_CURRENCY).keys()
    column = cells.head("currency").str.strip_chars().str.to_lowercase().is_in(list(crowns)).any()
    if judged.style.has_crowns or column:
        return f'it says kr, which is no money of {judged.country.name}: say whose, such as Csv(…, currency="NOK")'
    return f'say it: Csv(…, currency="{judged.country.currency}")'


def _of_the_file(judged: Judged, layout: Layout, cells: Cells, place: Place) -> Iterator[Problem]:
    """Yield what concerns no single row."""
    if judged.assumed and not judged.currency.is_told:
        yield Problem(
            origin=Origin(file=place.file, part=place.part, field="currency"),
            kind="no currency",
            message="the file names no currency, so its amounts have none (XXX)",
            hint=_currency_to_say(judged, cells),
        )
    kept = judged.minor.filter(judged.fate == Fate.KEPT)
    if kept.len() >= _MANY and (kept < 0).sum() > _NEARLY_ALL * kept.len():
        yield Problem(
            origin=Origin(file=place.file, part=place.part, field="amount"),
            kind="sign",
            message="nearly all amounts are negative: the signs look reversed",
            hint="if purchases are written as minus here, ask for an export with the signs of invoices",
        )
    headings = pl.Series(layout.headings, dtype=pl.String)
    for heading in headings.filter(looks_double_encoded(headings)):
        yield Problem(
            origin=Origin(file=place.file, part=place.part),
            kind="encoding",
            message=f"not readable text: {shown(heading)!r} in the headings",
            hint="it was encoded twice before it was published",
        )


def _of_cells(judged: Judged, beside: Beside | None, place: Place) -> Iterator[Problem]:
    """Yield what stands beside the table: said once, whatever the number of rows."""
    if beside is None or not (judged.fate == Fate.KEPT).any():
        return
    rows, line, text = beside
    others = f" and what stands beside {rows - 1:,} other rows" if rows > 1 else ""
    yield Problem(
        origin=Origin(
            file=place.file,
            part=place.part,
            line=line if place.has_lines else None,
            row=None if place.has_lines else line,
        ),
        kind="beside",
        message=f"not read, since it has no heading: {shown(judged.country.masked(text), 40)!r}{others}",
        hint="give the column a heading if it belongs to the table",
    )


def report_of(judged: Judged, facts: Facts, table: Table, layout: Layout, place: Place) -> FileReport:
    """Return the line of the reconciliation."""
    counts = {fate: int((judged.fate == fate).sum()) for fate in Fate}
    unreadable = (judged.fate == Fate.SET_ASIDE) & judged.minor.is_null()
    return FileReport(
        file=place.file,
        part=place.part,
        kind="ledger",
        rows=judged.fate.len() + (headings := layout.skip if layout.before else 0),
        kept=counts[Fate.KEPT],
        set_aside=counts[Fate.SET_ASIDE],
        blank=counts[Fate.BLANK] + headings,
        totals=counts[Fate.TOTAL],
        amounts=_amounts(judged, facts),
        unreadable_amounts=int(unreadable.sum()),
        period=facts.period,
        columns=layout.columns,
        notes=(*table.notes, *layout.notes, *_notes(judged)),
        decided=tuple(_decided(judged)),
    )


def _decided(judged: Judged) -> Iterator[tuple[str, str | int]]:
    """Yield what the values decided, as options of a source."""
    if judged.style.decimal is not None:
        yield "decimal", judged.style.decimal
    if len(judged.dates.orders) == 1:
        yield "date_order", judged.dates.orders[0]
    if judged.assumed and judged.currency.is_told:
        yield "currency", judged.currency.code


def _notes(judged: Judged) -> list[str]:
    notes = list(judged.dates.notes)
    if judged.style.decimal is not None:
        notes.append(f"decimal {'comma' if judged.style.decimal == ',' else 'point'}")
    if judged.assumed:
        notes.append(judged.currency.note)
    return notes


def _amounts(judged: Judged, facts: Facts) -> tuple[AmountReport, ...]:
    """Per currency; rows set aside for their currency count as having none."""
    currency = judged.coded["currency"]
    rows = judged.fate.is_between(Fate.SET_ASIDE, Fate.TOTAL).arg_true()
    frame = pl.DataFrame({"fate": judged.fate.gather(rows), "amount": judged.minor.gather(rows)})
    frame = frame.with_columns(currency.at(rows).fill_null(NO_CURRENCY).alias("currency")).drop_nulls("amount")
    aside = frame.group_by("currency", "fate").agg(pl.col("amount").sum())
    sums = {(name, Fate.KEPT): minor for name, minor in facts.sums.items()}
    sums |= {(name, Fate(fate)): minor for name, fate, minor in aside.iter_rows()}

    def amount(name: str, fate: Fate) -> Decimal:
        return from_minor(sums.get((name, fate), 0))

    return tuple(
        AmountReport(
            currency=name,
            kept=amount(name, Fate.KEPT),
            set_aside=amount(name, Fate.SET_ASIDE),
            totals=amount(name, Fate.TOTAL),
        )
        for name in sorted({name for name, _ in sums})
    )
