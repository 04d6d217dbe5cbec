"""People put to tables: as many tables as possible have somebody who knows them, and nobody is idle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction


def assigned(knows: Sequence[Sequence[int]], loads: Sequence[Fraction], *, most: int) -> list[list[int]]:
    """Put people to tables.

    Tables are filled from the first, so give the heaviest first: whom a heavy table needs, a light one does not get.
    Nobody takes a second table while somebody else could. Who is left over helps where the load for each is greatest.

    Args:
        knows: For each person the tables it can stand at.
        loads: For each table how much is to be done there.
        most: At how many tables one person may stand.

    Returns:
        For each table the people there, in the order in which they came; an empty one has nobody who knows it.
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
    """Share *total* by highest averages (d'Hondt): each gets *least*, the rest goes where most weight is behind each.

    Args:
        total: How many there are; fewer than *least* for each still gives each *least*.
        weights: One for each that shares; none of them negative. Where all are nothing, all count alike.
        least: What each gets at least.
        most: What each gets at most; what then is left is given to nobody.

    Returns:
        As many as *weights*; ties go to the earlier.
    """
    given = [least] * len(weights)
    weighed = list(weights) if any(weights) else [1 for _ in weights]
    for _ in range(total - sum(given)):
        takers = [place for place, held in enumerate(given) if most is None or held < most]
        if not takers:
            break
        given[max(takers, key=lambda place: (weighed[place] / (given[place] + 1), -place))] += 1
    return given
