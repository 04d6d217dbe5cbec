"""The ledger's line of the reconciliation: rows = kept + set aside + blank + totals, and the amounts likewise."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from outreach._later import pl
from outreach.ledger._judge import Fate, Judged
from outreach.model import NO_CURRENCY
from outreach.reconciliation import AmountReport, FileReport

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from outreach.ledger._cube import Cube
    from outreach.ledger._faults import Place
    from outreach.tables import Layout, Table


def report_of(judged: Judged, cube: Cube, table: Table, layout: Layout, place: Place) -> FileReport:
    """Return the line of the reconciliation."""
    counts = {fate: int((judged.fate == fate).sum()) for fate in Fate}
    unreadable = (judged.fate == Fate.SET_ASIDE) & judged.minor.is_null()
    return FileReport(
        file=place.file,
        part=place.part,
        kind="ledger",
        rows=judged.fate.len(),
        kept=counts[Fate.KEPT],
        set_aside=counts[Fate.SET_ASIDE],
        blank=counts[Fate.BLANK],
        totals=counts[Fate.TOTAL],
        amounts=_amounts(judged, cube),
        unreadable_amounts=int(unreadable.sum()),
        period=_period(judged),
        columns=layout.columns,
        notes=(*table.notes, *layout.notes, *_notes(judged)),
        decided=tuple(_decided(judged)),
    )


def _period(judged: Judged) -> tuple[dt.date, dt.date] | None:
    days = judged.coded["date"].spread(judged.dates.dates)
    kept = pl.DataFrame({"day": days, "fate": judged.fate}).lazy().filter(pl.col("fate") == Fate.KEPT)
    first, last = kept.select(first=pl.col("day").min(), last=pl.col("day").max()).collect(engine="streaming").row(0)
    return None if first is None else (first, last)


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


def _amounts(judged: Judged, cube: Cube) -> tuple[AmountReport, ...]:
    """Per currency; rows set aside for their currency count as having none."""
    currency = judged.coded["currency"]
    rows = judged.fate.is_between(Fate.SET_ASIDE, Fate.TOTAL).arg_true()
    frame = pl.DataFrame({"fate": judged.fate.gather(rows), "amount": judged.minor.gather(rows)})
    frame = frame.with_columns(currency.at(rows).fill_null(NO_CURRENCY).alias("currency")).drop_nulls("amount")
    aside = frame.group_by("currency", "fate").agg(pl.col("amount").sum())
    sums = {(name, Fate.KEPT): minor for name, minor, _ in cube.by(("currency",)).iter_rows()}
    sums |= {(name, Fate(fate)): minor for name, fate, minor in aside.iter_rows()}

    def amount(name: str, fate: Fate) -> Decimal:
        return Decimal(sums.get((name, fate), 0)).scaleb(-2)

    return tuple(
        AmountReport(
            currency=name,
            kept=amount(name, Fate.KEPT),
            set_aside=amount(name, Fate.SET_ASIDE),
            totals=amount(name, Fate.TOTAL),
        )
        for name in sorted({name for name, _ in sums})
    )
