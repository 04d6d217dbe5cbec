"""People put to tables: as many tables as possible have somebody who knows them, and nobody is idle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction


def assigned(knows: Sequence[Sequence[int]], loads: Sequence[Fraction], *, most: int) -> list[list[int]]:
    """Return for each table the people there: *knows* has the tables of each person, *loads* the work of each table.

    Tables are filled from the first, so give the heaviest first: whom a heavy table needs, a light one does not get.
    Nobody stands at more than *most* tables, or takes a second one while somebody else could. People who are left over
    go where the load for each person is greatest. A table without people has nobody who knows it.
    """
    staff = _Staff(knows=knows, at=[[] for _ in loads], of=[[] for _ in knows])
    for limit in range(1, most + 1):
        for table in range(len(loads)):
            if not staff.at[table]:
                staff.find(table, limit, set())
    for person in _fewest_first(knows):
        if not staff.of[person] and knows[person]:
            staff.put(person, max(knows[person], key=lambda table: (loads[table] / (len(staff.at[table]) + 1), -table)))
    return staff.at


def _fewest_first(knows: Sequence[Sequence[int]]) -> Iterable[int]:
    """Return people, those who can stand at the fewest tables first."""
    return sorted(range(len(knows)), key=lambda person: (len(knows[person]), person))


@attrs.define
class _Staff:
    """Who stands where; both ways round."""

    knows: Sequence[Sequence[int]]
    at: list[list[int]]
    of: list[list[int]]

    def put(self, person: int, table: int) -> None:
        self.at[table].append(person)
        self.of[person].append(table)

    def find(self, table: int, limit: int, asked: set[int]) -> bool:
        """Find somebody for a *table*: who is free, else by moving others (an augmenting path)."""
        able = [person for person in _fewest_first(self.knows) if table in self.knows[person] and person not in asked]
        for person in sorted(able, key=lambda person: len(self.of[person]) >= limit):
            if person in asked:
                continue
            asked.add(person)
            if len(self.of[person]) < limit or self._moved(person, limit, asked):
                self.put(person, table)
                return True
        return False

    def _moved(self, person: int, limit: int, asked: set[int]) -> bool:
        """Let somebody else take one of a *person*'s tables."""
        for other in self.of[person]:
            if self.find(other, limit, asked):
                self.of[person].remove(other)
                self.at[other].remove(person)
                return True
        return False


def apportioned(total: int, weights: Sequence[Fraction], *, least: int, most: int | None = None) -> list[int]:
    """Return *total* shared by *weights*, by highest averages (d'Hondt): between *least* and *most* for each.

    Each gets *least* even where *total* does not suffice; what is left when all have *most* is given to nobody. Weights
    that are all 0 count alike; ties go to the earlier.
    """
    given = [least] * len(weights)
    weighed = list(weights) if any(weights) else [1 for _ in weights]
    for _ in range(total - sum(given)):
        takers = [place for place, held in enumerate(given) if most is None or held < most]
        if not takers:
            break
        given[max(takers, key=lambda place: (weighed[place] / (given[place] + 1), -place))] += 1
    return given
