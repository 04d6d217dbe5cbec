"""What came of procurements: who was chosen, and for how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Final

import attrs

from outreach import values
from outreach.analysis._changes import Key, key_of
from outreach.model import Money, Outcome, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.dataset import Dataset
    from outreach.model import Award, Contract, Procurement

DECIDED: Final = (Stage.AWARDED, Stage.CONTRACTED)
_WON: Final = (Outcome.AWARDED, None)


@attrs.frozen(kw_only=True)
class Result:
    """What came of a procurement."""

    winners: tuple[str, ...] = ()  # by name
    value: Money | None = None  # what was agreed in all; None where not all of it is known, or in several currencies


NOTHING: Final = Result()


@attrs.frozen
class Outcomes:
    """What came of the procurements of a dataset (tilldelning).

    Nothing is told of a procurement before its stage says that it is decided, whatever else the data holds.
    """

    _results: Mapping[Key, Result] = attrs.field(factory=dict)

    @classmethod
    def of(cls, data: Dataset, procurements: Iterable[Procurement]) -> Outcomes:
        """Look up what came of those of the *procurements* that are decided."""
        decided = [entry for entry in procurements if entry.stage in DECIDED]
        if not decided:
            return cls()
        counts = Counter(entry.id for entry in data.procurements)
        awards = _by_procurement(award for award in data.awards if award.outcome in _WON)
        contracts = _by_procurement(data.contracts)
        names = {supplier.id: supplier.name for supplier in data.suppliers}
        return cls(
            {
                key_of(entry): _result(
                    awards.get(entry.id, ()) if counts[entry.id] == 1 else (),  # an award does not say whose it is
                    [
                        contract
                        for contract in contracts.get(entry.id, ())
                        if _is_of_buyer(contract, entry, counts[entry.id])
                    ],
                    names,
                )
                for entry in decided
            }
        )

    def __getitem__(self, entry: Procurement) -> Result:
        """Return what came of a *procurement*; nothing of one that is not decided."""
        return self._results.get(key_of(entry), NOTHING) if entry.stage in DECIDED else NOTHING


def _by_procurement(records: Iterable[Award] | Iterable[Contract]) -> dict[str, list[Award | Contract]]:
    groups: dict[str, list[Award | Contract]] = {}
    for record in records:
        if record.procurement_id:
            groups.setdefault(record.procurement_id, []).append(record)
    return groups


def _is_of_buyer(contract: Award | Contract, entry: Procurement, same: int) -> bool:
    """Tell whether a contract is this procurement's: where two buyers have its id, the one that names the buyer."""
    return same == 1 or values.fold(getattr(contract, "buyer", "")) == values.fold(entry.buyer) != ""


def _result(
    awards: Iterable[Award | Contract], contracts: Iterable[Award | Contract], names: Mapping[str, str]
) -> Result:
    """Return what the decision says, and of what it does not say what the contracts do."""
    decided, signed = _told(awards, names), _told(contracts, names)
    return Result(winners=decided.winners or signed.winners, value=decided.value or signed.value)


def _told(records: Iterable[Award | Contract], names: Mapping[str, str]) -> Result:
    every = tuple(records)
    winners = {name: None for record in every for name in _names(record, names)}
    return Result(winners=tuple(sorted(winners, key=values.fold)), value=_sum([record.value for record in every]))


def _names(record: Award | Contract, names: Mapping[str, str]) -> Iterable[str]:
    written: tuple[str, ...] = getattr(record, "supplier_names", ())
    known = written or [names[key] for key in record.supplier_ids if key in names]
    return filter(None, known)


def _sum(values: list[Money | None]) -> Money | None:
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values) or len({value.currency for value in known}) > 1:
        return None
    return reduce(add, known)
