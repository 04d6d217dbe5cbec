"""Small groups hidden in a table whose totals are published, such that no total gives a hidden one back.

A hidden entry is found by subtraction if it is the only one left in its row or column, and so on round the table. Take
rows and columns, the totals among them, as vertices and hidden entries as edges: exactly the bridges of that graph can
be found. So entries are hidden until no edge is a bridge, and until what is hidden together is no small group either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Entry = tuple[str, str]
"""Row and column; an empty text for the total over them."""

WHOLE: Final[Entry] = ("", "")
"""The total of all, which is shown; a table whose whole is a small group is not for publishing."""


def hidden(counts: Mapping[Entry, int], smallest: int) -> frozenset[Entry]:
    """Return which entries of a table with its totals to hide, so that no group below *smallest* can be found."""
    chosen = {entry for entry, count in counts.items() if 0 < count < smallest}
    while (more := next(_more(counts, chosen, smallest), None)) is not None:
        chosen.add(more)
    return frozenset(chosen)


def hidden_alone(counts: Mapping[str, int], smallest: int) -> frozenset[str]:
    """Return which groups to hide of a table that has one row only, whose total is shown."""
    chosen = {group for group, count in counts.items() if 0 < count < smallest}
    others = sorted((count, group) for group, count in counts.items() if count >= smallest)
    while others and chosen and (len(chosen) == 1 or sum(counts[group] for group in chosen) < smallest):
        chosen.add(others.pop(0)[1])
    return frozenset(chosen)


def _more(counts: Mapping[Entry, int], chosen: set[Entry], smallest: int) -> Iterator[Entry]:
    """Yield entries any of which may be hidden next: nothing when all is safe."""
    for total, parts in _lines(counts):
        inside = [entry for entry in parts if entry in chosen]
        if inside and total not in chosen and sum(counts[entry] for entry in inside) < smallest:
            yield from _shown(counts, parts, chosen) or _shown(counts, [total], chosen)
    for entry in sorted(chosen):
        side = _reach((0, entry[0]), chosen - {entry})
        if (1, entry[1]) not in side:  # a bridge: an entry that joins its two sides otherwise takes it into a circle
            yield from _shown(
                counts, [each for each in counts if ((0, each[0]) in side) != ((1, each[1]) in side)], chosen
            )


def _lines(counts: Iterable[Entry]) -> Iterator[tuple[Entry, list[Entry]]]:
    """Yield each total with the entries it adds up: of a row, of a column, of either edge of the table."""
    across: dict[str, list[Entry]] = {}
    down: dict[str, list[Entry]] = {}
    for row, column in sorted(counts):
        if column:
            across.setdefault(row, []).append((row, column))
        if row:
            down.setdefault(column, []).append((row, column))
    yield from (((row, ""), entries) for row, entries in across.items())
    yield from ((("", column), entries) for column, entries in down.items())


def _shown(counts: Mapping[Entry, int], entries: Iterable[Entry], chosen: set[Entry]) -> list[Entry]:
    """Return the entries that are still shown, the smallest first; an empty one hides nothing."""
    shown = (entry for entry in entries if entry not in chosen and entry != WHOLE and counts[entry])
    return sorted(shown, key=lambda entry: (counts[entry], entry))


def _reach(start: tuple[int, str], edges: set[Entry]) -> set[tuple[int, str]]:
    found, ahead = {start}, [start]
    while ahead:
        axis, name = ahead.pop()
        for edge in edges:
            if edge[axis] == name and (other := (1 - axis, edge[1 - axis])) not in found:
                found.add(other)
                ahead.append(other)
    return found
