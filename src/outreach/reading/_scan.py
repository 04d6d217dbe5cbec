"""Procurements by the hundred thousand: ``read`` makes and holds all records, ``scan`` one after the other."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import attrs

from outreach import countries, values
from outreach.dataset import Processes, Scan, ScanPart
from outreach.errors import InputError
from outreach.model import Lot, Origin, Problem
from outreach.reading._drafts import currency_problem, draft_of, from_rows, record_of, without_currency
from outreach.reading._inputs import joined, noted, without_repeats
from outreach.reading._keys import attach
from outreach.reading._opening import expanded, open_input
from outreach.reconciliation import AmountReport, Problems, Reconciliation
from outreach.registry import default_registry
from outreach.tables._options import home_currency
from outreach.tables._style import DATES, VALUES, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from os import PathLike

    from outreach.countries import Country
    from outreach.dataset import Dataset
    from outreach.reading._drafts import Batch, Draft
    from outreach.reading._inputs import Input
    from outreach.registry import Registry
    from outreach.registry.contracts import Source
    from outreach.tables import Row
    from outreach.tables._options import ReadOptions


def scan(
    *inputs: str | PathLike[str] | Source, country: str | Country | None = None, registry: Registry | None = None
) -> Scan:
    """Go through files that are too large to be held, and return what is in them without its records (läs igenom).

    The files are read once for the counts, the reconciliation and the facts of competition. The records are made when
    the scan is iterated, and not kept. ``read`` makes and holds all of them, whatever their number.

    Args:
        inputs: Paths, patterns of paths, and sources, of formats that can be gone through again: OCDS.
        country: Whose numbers and money they hold, such as ``"GB"`` (land); None: what each names itself, else Sweden.
        registry: Where sources are looked for; what is installed if none is given.

    Raises:
        outreach.errors.InputError: The format is one that only ``read`` takes; else as ``read``.
    """
    registry = registry or default_registry()
    if not inputs:
        raise InputError("scan", "no input is given", "name at least one file")
    opened = joined(list(without_repeats([open_input(given, registry) for given in expanded(inputs)])))
    asked = registry.country(country) if country is not None else None
    opened = [item.in_country(asked) for item in opened]
    surveys = [(item, _survey(item)) for item in opened]
    counts: dict[type, int] = {}
    for _, survey in surveys:
        for kind, count in survey.counts.items():
            counts[kind] = counts.get(kind, 0) + count
    return Scan(
        reconciliation=Reconciliation(
            [noted(report, item.country_note) for item, survey in surveys for report in survey.reports]
        ),
        counts=counts,
        bidding=tuple(survey.bidding for _, survey in surveys),
        parts=tuple(_part(item, survey) for item, survey in surveys),
    )


def _survey(item: Input) -> Processes:
    given = item.guarded(item.source.rows) if item.gives_rows else None
    if not isinstance(given, Processes):
        reason = f"not a format that is scanned: {item.source.name}"
        raise InputError(item.file, reason, "read it: outreach.read(…) holds its records")
    return given


def _part(item: Input, survey: Processes) -> ScanPart:
    problems = Problems.of(survey.problems) + survey.more_problems
    return ScanPart(read=partial(_records, item, survey), kinds=survey.records, problems=problems)


def _records(item: Input, survey: Processes, kind: type) -> Iterator[tuple[object | None, Sequence[Problem]]]:
    style = _style_of(item.options)
    unnamed: dict[type, Origin] = {}
    for draft in _with_lots(item, survey, kind, style):
        if isinstance(draft, Problem):
            yield None, (draft,)
            continue
        if draft.record not in unnamed and (field := without_currency(draft)):
            unnamed[draft.record] = Origin(file=item.file, field=field)
        record = record_of(draft)
        yield record, draft.problems
    yield None, [currency_problem(origin, style) for origin in unnamed.values()]


def _with_lots(item: Input, survey: Processes, kind: type, style: Style) -> Iterator[Draft | Problem]:
    """Yield the drafts of one class, and what is wrong with whole releases; a procurement's lots are given to it."""
    group: list[Draft] = []
    for number, row in enumerate(survey.read(kind), 1):
        if isinstance(row, Problem):
            yield row
            continue
        if row.record is not Lot:
            yield from _attached(group)
            group.clear()
        group.append(draft_of(item.checked(row), number, style, item.file))
    yield from _attached(group)


def _style_of(options: ReadOptions) -> Style:
    """Return how a release writes its values: as JSON does, each with a currency of its own."""
    return Style(
        orders=dict.fromkeys(DATES, "ymd"),
        decimals=dict.fromkeys(VALUES, "."),
        currencies=dict.fromkeys(VALUES, options.currency) if options.currency else {},
        country=options.country or countries.default(),
        home=home_currency(options),
    )


def _attached(group: list[Draft]) -> Iterator[Draft]:
    if group:
        attach(group)
        yield from group


def batches_of(item: Input, rows: list[Row]) -> Iterator[Batch]:
    """Yield the drafts of *rows*, those of a class together."""
    groups: dict[type, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.record, []).append(row)
    for group in groups.values():
        yield from_rows(group, item.options, file=item.file, source=item.source.name, style=_style_of(item.options))


def with_sums(data: Dataset) -> Dataset:
    """Return *data* with the sum of its awards, a currency and a file, in the reconciliation."""
    sums: dict[str, dict[str, Decimal]] = {}
    for award in data.awards:
        if award.value and award.origin:
            of_file = sums.setdefault(award.origin.file, {})
            of_file[award.value.currency] = values.exact_sum(
                (of_file.get(award.value.currency, Decimal(0)), award.value.amount)
            )
    reports = (attrs.evolve(report, amounts=_amounts(sums.get(report.file, {}))) for report in data.reconciliation)
    return attrs.evolve(data, reconciliation=Reconciliation(reports))


def _amounts(sums: dict[str, Decimal]) -> tuple[AmountReport, ...]:
    return tuple(AmountReport(currency=currency, kept=amount) for currency, amount in sorted(sums.items()))
