"""What several notices say together → rows: each procurement, each buyer and each supplier once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import outreach
from outreach.sources._eforms_parties import LINE
from outreach.sources._eforms_versions import counting, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.sources._eforms_notice import Facts
    from outreach.sources._eforms_parties import Organisation, Values
    from outreach.sources._eforms_versions import Told


def rows_of(notices: Iterable[Told]) -> Iterator[outreach.Row | outreach.Problem]:
    """Yield what is superseded, the Procurements with what came of them, then the Buyers and Suppliers."""
    kept, problems = counting(notices)
    yield from problems
    groups: dict[str, list[Told]] = {}
    for told in kept:
        groups.setdefault(told.facts.key, []).append(told)
    whole = [together(group) for group in groups.values()]
    for told in whole:
        yield from _rows(told)
    yield from _organisations(whole)


def _rows(told: Told) -> Iterator[outreach.Row | outreach.Problem]:
    yield from told.problems
    yield _row(outreach.Procurement, told.procurement, told.facts)
    for record, all_values in (
        (outreach.Lot, told.lots.values()),
        (outreach.Bid, told.bids),
        (outreach.Award, told.awards),
        (outreach.Contract, told.contracts),
    ):
        for values in all_values:
            yield _row(record, values, told.facts)


def _organisations(notices: Iterable[Told]) -> Iterator[outreach.Row]:
    """Yield each buyer and each supplier: what the last notice says of it, completed by those before."""
    found: dict[tuple[type, str], tuple[Values, Facts]] = {}

    def keep(record: type, party: Organisation, values: Values, facts: Facts) -> None:
        earlier, _ = found.get((record, party.key), ({}, facts))
        found[record, party.key] = earlier | {name: value for name, value in values.items() if value}, facts

    for told in notices:
        for buyer in told.buyers:
            keep(outreach.Buyer, buyer, buyer.as_buyer(), told.facts)
        for supplier in told.suppliers:
            keep(outreach.Supplier, supplier, supplier.as_supplier(), told.facts)
    for (record, _), (values, facts) in found.items():
        yield _row(record, values, facts)


def _row(record: type, values: Values, facts: Facts) -> outreach.Row:
    given = {name: value for name, value in values.items() if value and name != LINE}
    line = values.get(LINE)
    return outreach.Row(record, given, line=line if isinstance(line, int) else None, part=facts.part, file=facts.file)
