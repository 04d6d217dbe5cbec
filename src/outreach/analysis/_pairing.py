"""Which entries of two lists are one procurement, where neither list numbers them: the best pairs of all there are."""

from __future__ import annotations

import difflib
import re
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING, Final, Protocol

from outreach import values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_FEW: Final = 6
"""Up to so many entries of one title all ways to pair them are compared; of more the best pair is taken first."""
_ALIKE: Final = 0.6
"""How alike two titles are, from 0 to 1, at which one may be the other corrected."""


class Titled(Protocol):
    """What has an id and a title."""

    @property
    def id(self) -> str:
        """The key."""

    @property
    def title(self) -> str:
        """What is bought."""


def has_made_id(entry: Titled) -> bool:
    """Tell whether the id was made of the title, since the list gives none: ``stadtjanster``, ``stadtjanster-2``."""
    stem = values.slug(entry.title) or "record"
    return not getattr(entry, "internal_id", "") and bool(re.fullmatch(rf"{re.escape(stem)}(?:-[0-9]+)?", entry.id))


def best_pairs(
    ours: Sequence[Titled], theirs: Sequence[Titled], telling: Callable[[Titled], Sequence[object]]
) -> list[tuple[int, int]]:
    """Return the places of what is the same in both lists, by title first, then by titles that are alike.

    Args:
        ours: Entries without a number of their own.
        theirs: The same of the list before.
        telling: An entry → what else it tells (unit, time, value …), always in one order; empty where it does not.
    """
    mine, other = ([(values.fold(entry.title), telling(entry)) for entry in entries] for entries in (ours, theirs))
    pairs: list[tuple[int, int]] = []
    for title in dict.fromkeys(title for title, _ in mine):
        left = [at for at, entry in enumerate(mine) if entry[0] == title]
        right = [at for at, entry in enumerate(other) if entry[0] == title]
        pairs.extend(_assigned(left, right, lambda at, to: _shared(mine[at][1], other[to][1])))
    paired, paired_with = {at for at, _ in pairs}, {to for _, to in pairs}
    left = [at for at in range(len(mine)) if at not in paired]
    right = [to for to in range(len(other)) if to not in paired_with]
    return [*pairs, *_corrected(left, right, mine, other)]


def _shared(one: Sequence[object], other: Sequence[object]) -> int:
    """Return how much two entries have in common: what both tell alike counts, what they tell otherwise counts against.

    It is never less than one: two entries of one title are rather the same than not.
    """
    same = sum(bool(first) and first == second for first, second in zip(one, other, strict=True))
    differs = sum(bool(first and second) and first != second for first, second in zip(one, other, strict=True))
    return max(1, 1 + 4 * same - differs)


def _assigned(left: Sequence[int], right: Sequence[int], score: Callable[[int, int], int]) -> list[tuple[int, int]]:
    """Return the pairs of the greatest sum; each entry is in one at most, and as many are paired as can be."""
    if not left or not right:
        return []
    if len(left) > len(right):
        return [(at, to) for to, at in _assigned(right, left, lambda to, at: score(at, to))]
    if len(right) > _FEW:
        return _by_the_best_first(left, right, score)
    ways = permutations(right, len(left))
    best = max(ways, key=lambda way: sum(score(at, to) for at, to in zip(left, way, strict=True)))
    return list(zip(left, best, strict=True))


def _by_the_best_first(
    left: Sequence[int], right: Sequence[int], score: Callable[[int, int], int]
) -> list[tuple[int, int]]:
    every = sorted(((score(at, to), at, to) for at in left for to in right), key=lambda pair: (-pair[0], pair[1:]))
    pairs: dict[int, int] = {}
    for _, at, to in every:
        if at not in pairs and to not in pairs.values():
            pairs[at] = to
    return list(pairs.items())


def _corrected(
    left: Sequence[int],
    right: Sequence[int],
    mine: Sequence[tuple[str, Sequence[object]]],
    other: Sequence[tuple[str, Sequence[object]]],
) -> list[tuple[int, int]]:
    """Pair what is left where titles are alike and something else is the same, and nothing of that says otherwise."""
    close = [
        (alike, at, to)
        for at in left
        for to in right
        if _shared(mine[at][1], other[to][1]) > 1 and (alike := _likeness(mine[at][0], other[to][0])) >= _ALIKE
    ]
    pairs: dict[int, int] = {}
    for _, at, to in sorted(close, key=lambda pair: (-pair[0], pair[1:])):
        if at not in pairs and to not in pairs.values():
            pairs[at] = to
    return list(pairs.items())


@cache
def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
