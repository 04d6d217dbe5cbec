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
        decided = [each for each in procurements if each.stage in DECIDED]
        if not decided:
            return cls()
        counts = Counter(each.id for each in data.procurements)
        awards = _by_procurement(each for each in data.awards if each.outcome in _WON)
        contracts = _by_procurement(data.contracts)
        names = {each.id: each.name for each in data.suppliers}
        return cls(
            {
                key_of(each): _result(
                    awards.get(each.id, ()) if counts[each.id] == 1 else (),  # an award does not say whose it is
                    [found for found in contracts.get(each.id, ()) if _is_of_buyer(found, each, counts[each.id])],
                    names,
                )
                for each in decided
            }
        )

    def __getitem__(self, procurement: Procurement) -> Result:
        """Return what came of a *procurement*; nothing of one that is not decided."""
        return self._results.get(key_of(procurement), NOTHING) if procurement.stage in DECIDED else NOTHING


def _by_procurement(records: Iterable[Award] | Iterable[Contract]) -> dict[str, list[Award | Contract]]:
    found: dict[str, list[Award | Contract]] = {}
    for record in records:
        if record.procurement_id:
            found.setdefault(record.procurement_id, []).append(record)
    return found


def _is_of_buyer(contract: Award | Contract, procurement: Procurement, same: int) -> bool:
    """Tell whether a contract is this procurement's: where two buyers have its id, the one that names the buyer."""
    return same == 1 or values.fold(getattr(contract, "buyer", "")) == values.fold(procurement.buyer) != ""


def _result(
    awards: Iterable[Award | Contract], contracts: Iterable[Award | Contract], names: Mapping[str, str]
) -> Result:
    """Return what the decision says, and of what it does not say what the contracts do."""
    decided, signed = _told(awards, names), _told(contracts, names)
    return Result(winners=decided.winners or signed.winners, value=decided.value or signed.value)


def _told(records: Iterable[Award | Contract], names: Mapping[str, str]) -> Result:
    every = tuple(records)
    found = {name: None for each in every for name in _names(each, names)}
    return Result(winners=tuple(sorted(found, key=values.fold)), value=_sum([each.value for each in every]))


def _names(record: Award | Contract, names: Mapping[str, str]) -> Iterable[str]:
    written: tuple[str, ...] = getattr(record, "supplier_names", ())
    known = written or [names[key] for key in record.supplier_ids if key in names]
    return filter(None, known)


def _sum(values: list[Money | None]) -> Money | None:
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values) or len({value.currency for value in known}) > 1:
        return None
    return reduce(add, known)
