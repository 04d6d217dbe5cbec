"""Whole things shared by weight: tables among industries, chairs among tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction


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
