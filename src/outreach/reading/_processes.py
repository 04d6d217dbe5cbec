"""Procurements that a source knows by the hundred thousand → records, at once where they are few, else when asked."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach.dataset import Records
from outreach.dataset._dataset import KINDS, Dataset
from outreach.dataset._when_asked import WhenAsked
from outreach.model import Lot
from outreach.reading._drafts import draft_of, from_rows, record_of
from outreach.reading._settling import attach
from outreach.reconciliation import AmountReport, Reconciliation
from outreach.tables import Row
from outreach.tables._style import VALUES, Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.dataset import Processes
    from outreach.reading._drafts import Batch, Draft
    from outreach.reading._inputs import Input

KEPT: Final = 10_000
"""Procurements up to which all records are made at once; those of more are made when they are asked for."""
WHEN_ASKED: Final = (
    "records are made when asked for; what is wrong in fields that no figure needs is told in them alone"
)


def batches_of(item: Input, rows: list[Row]) -> Iterator[Batch]:
    """Yield the drafts of *rows*, those of a class together."""
    groups: dict[type, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.record, []).append(row)
    for group in groups.values():
        yield from_rows(group, item.options, file=item.file, source=item.source.name, is_counted=False)


def with_sums(data: Dataset) -> Dataset:
    """Return *data* with the sum of its awards, a currency and a file, in the reconciliation."""
    sums: dict[str, dict[str, Decimal]] = {}
    for award in data.awards:
        if award.value and award.origin:
            of_file = sums.setdefault(award.origin.file, {})
            of_file[award.value.currency] = of_file.get(award.value.currency, Decimal(0)) + award.value.amount
    reports = (attrs.evolve(each, amounts=_amounts(sums.get(each.file, {}))) for each in data.reconciliation)
    return attrs.evolve(data, reconciliation=Reconciliation(reports))


def _amounts(sums: dict[str, Decimal]) -> tuple[AmountReport, ...]:
    return tuple(AmountReport(currency=currency, kept=kept) for currency, kept in sorted(sums.items()))


def when_asked(item: Input, found: Processes) -> dict[str, Records[Any]]:
    """Return the records of *found* by the dataset's attributes, none of them made yet."""
    return {
        name: Records(kind, WhenAsked(partial(_records, item, found, kind), found.counts.get(kind)))
        for name, kind in KINDS.items()
        if found.counts.get(kind, 1) and kind in found.records
    }


def _records(item: Input, found: Processes, kind: type) -> Iterator[Any]:
    for draft in _with_lots(item, found, kind):
        record = record_of(draft)
        if record is not None:
            yield record


def _with_lots(item: Input, found: Processes, kind: type) -> Iterator[Draft]:
    """Yield the drafts of one class; a procurement's lots come after it, and are given to it."""
    style = Style(decimals=dict.fromkeys(VALUES, "."))
    together: list[Draft] = []
    for number, row in enumerate((row for row in found.read(kind) if isinstance(row, Row)), 1):
        if row.record is not Lot and together:
            attach(together)
            yield together[0]
            together.clear()
        together.append(draft_of(item.checked(row), number, style, item.file))
    if together:
        attach(together)
        yield together[0]
