"""Which notice counts: the last version, the change rather than what it changes, and one procurement of them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

import outreach
from outreach.sources._eforms_notice import Facts, reference
from outreach.sources._eforms_parties import Organisation, Values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


@attrs.frozen(eq=False, kw_only=True)
class Told:
    """What one notice says, in the values of rows.

    Attributes:
        facts: Which notice it is.
        procurement: The values of its Procurement.
        lots: Lot → its values.
        awards: The values of its Awards.
        bids: The values of its Bids.
        contracts: The values of its Contracts.
        buyers: Who buys.
        suppliers: Who offers.
        problems: What is wrong in it or withheld.
    """

    facts: Facts
    procurement: Values
    lots: dict[str, Values] = attrs.field(factory=dict)
    awards: list[Values] = attrs.field(factory=list)
    bids: list[Values] = attrs.field(factory=list)
    contracts: list[Values] = attrs.field(factory=list)
    buyers: list[Organisation] = attrs.field(factory=list)
    suppliers: list[Organisation] = attrs.field(factory=list)
    problems: list[outreach.Problem] = attrs.field(factory=list)


def counting(notices: Iterable[Told]) -> tuple[list[Told], list[outreach.Problem]]:
    """Return the notices that count, in the order they were sent, and what supersedes the others."""
    ordered = sorted(notices, key=lambda told: (told.facts.sent, told.facts.version, told.facts.id))
    superseded: dict[Facts, Facts] = {}
    for earlier, later in _superseding([told.facts for told in ordered]):
        if earlier not in superseded and not _is_after(earlier, later, superseded):
            superseded[earlier] = later
    problems = [_superseded(earlier, later) for earlier, later in superseded.items()]
    return [told for told in ordered if told.facts not in superseded], problems


def _superseding(notices: Sequence[Facts]) -> Iterator[tuple[Facts, Facts]]:
    """Yield each notice that another supersedes, with that."""
    by_id: dict[str, list[Facts]] = {}
    for facts in notices:
        by_id.setdefault(facts.id, []).append(facts)
    for versions in by_id.values():
        last = max(versions, key=lambda facts: (facts.version, facts.sent))
        yield from ((facts, last) for facts in versions if facts is not last)
    published = {facts.published: facts for facts in notices if facts.published}
    for facts in notices:
        for text in facts.changes:
            yield from ((found, facts) for found in _referred(text, by_id, published) if found is not facts)
    yield from _followed(notices, by_id, published)


def _referred(text: str, by_id: dict[str, list[Facts]], published: dict[str, Facts]) -> list[Facts]:
    """Return the notices that a reference names: a change of one version changes what the versions before said too."""
    name, version = reference(text)
    if text in published:
        return [published[text]]
    return [facts for facts in by_id.get(name, ()) if version is None or facts.version <= version]


def _followed(
    notices: Sequence[Facts], by_id: dict[str, list[Facts]], published: dict[str, Facts]
) -> Iterator[tuple[Facts, Facts]]:
    """Yield the plans that came true: another notice follows the whole of them, and what they planned has begun."""
    for facts in notices:
        for text, part in facts.follows:
            for plan in _referred(text, by_id, published):
                if plan.form == "planning" and facts.form != "planning" and not part and plan is not facts:
                    yield plan, facts


def _is_after(earlier: Facts, later: Facts, superseded: dict[Facts, Facts]) -> bool:
    """Tell whether *earlier* supersedes *later* already: of two that change each other one must count."""
    found: Facts | None = later
    while found is not None and found is not earlier:
        found = superseded.get(found)
    return found is earlier


def _superseded(earlier: Facts, later: Facts) -> outreach.Problem:
    where = f" in {later.place}" if later.place else ""
    return outreach.Problem(
        origin=outreach.Origin(file=earlier.file, part=earlier.part, line=earlier.line),
        kind="superseded",
        message=f"notice {earlier.name} is superseded by {later.name}{where}",
        hint="the later one counts",
    )


def together(notices: Sequence[Told]) -> Told:
    """Return what the *notices* of one procurement say, in the order they were sent: what a later one says counts.

    An earlier one tells what later ones leave out: the notice of a result names no last day for bids.
    """
    last = notices[-1]
    lots = _lots(notices)
    awards = _ends(notices, "lot_id", lambda told: told.awards)
    values: Values = {}
    for told in notices:
        values |= {name: value for name, value in told.procurement.items() if value}
    return attrs.evolve(
        last,
        procurement=values | {"stage": _stage(last, awards), "id": last.facts.key},
        lots=lots,
        awards=awards,
        bids=_ends(notices, "lot_id", lambda told: told.bids),
        contracts=_ends(notices, "lot", lambda told: told.contracts),
        buyers=[buyer for told in notices for buyer in told.buyers],
        suppliers=[supplier for told in notices for supplier in told.suppliers],
        problems=[problem for told in notices for problem in told.problems],
    )


def _lots(notices: Iterable[Told]) -> dict[str, Values]:
    found: dict[str, Values] = {}
    is_plan = True
    for told in notices:
        if is_plan and told.facts.form != "planning" and told.lots:
            found, is_plan = {}, False  # the parts of a plan become lots of other names
        for name, lot in told.lots.items():
            found[name] = found.get(name, {}) | {attribute: value for attribute, value in lot.items() if value}
    return found


def _ends(notices: Iterable[Told], lot: str, values_of: Callable[[Told], list[Values]]) -> list[Values]:
    """Return awards, bids or contracts; where a contract was modified, what is said of its lots counts instead."""
    found: dict[object, Values] = {}
    for told in notices:
        values = values_of(told)
        if told.facts.is_modification:
            lots = {value[lot] for value in values}
            found = {key: value for key, value in found.items() if value[lot] not in lots}
        found |= {value["id"]: value for value in values}
    return list(found.values())


def _stage(last: Told, awards: Sequence[Values]) -> object:
    """Return how far the procurement has come: a result without any winner ends it, or not yet."""
    outcomes = {award["outcome"] for award in awards}
    if last.facts.form != "result" or not outcomes:
        return last.procurement["stage"]
    if outcomes == {outreach.Outcome.NOT_AWARDED.value}:
        return outreach.Stage.CANCELLED
    if outcomes <= {outreach.Outcome.NOT_AWARDED.value, outreach.Outcome.PENDING.value}:
        return outreach.Stage.CLOSED
    return outreach.Stage.AWARDED
