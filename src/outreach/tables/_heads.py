"""Rows that may hold a table's headings: each by itself, and with the row above it where that groups columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from outreach.tables._headings import LONGEST, key
from outreach.tables._questions import is_question

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Head(NamedTuple):
    """One heading: what stands above it, its own text, whether another column has the same below something else."""

    group: str
    text: str
    is_repeated: bool

    @property
    def whole(self) -> str:
        """Both texts: ``Nuvarande avtal`` over ``Slut`` is *nuvarande avtal slut*."""
        return f"{self.group} {self.text}".strip()


class Heads(NamedTuple):
    """A row that may hold the headings, what stands above each of them, and how many rows then are not data."""

    headings: tuple[str, ...]
    groups: tuple[str, ...]
    skip: int

    def each(self) -> list[Head]:
        """Return the headings one by one."""
        over: dict[str, set[str]] = {}
        for group, text in zip(self.groups, self.headings, strict=True):
            over.setdefault(key(text), set()).add(group)
        return [
            Head(group, text, len(over[key(text)]) > 1) for group, text in zip(self.groups, self.headings, strict=True)
        ]

    @property
    def is_unclear(self) -> bool:
        """Whether a heading is repeated: which is meant is then said by what stands above it, or by nothing."""
        return any(head.is_repeated for head in self.each())


def alone(headings: tuple[str, ...], skip: int) -> Heads:
    """Return *headings* over which nothing stands."""
    return Heads(headings, ("",) * len(headings), skip)


def candidates(rows: Sequence[Sequence[str | None]]) -> Iterator[Heads]:
    """Yield what each of the *rows* would be as headings."""
    above: tuple[str, ...] = ()
    for place, row in enumerate(rows, 1):
        cells = _trimmed(row)
        fits = bool(cells) and all(len(cell) <= LONGEST or is_question(cell) for cell in cells)
        grouped = _grouped(cells, above, place) if fits else None
        if fits and not (grouped and grouped.is_unclear):
            yield alone(cells, place)
        if grouped:
            yield grouped
        above = cells if fits else ()


def _trimmed(row: Sequence[str | None]) -> tuple[str, ...]:
    cells = [(cell or "").strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _grouped(cells: tuple[str, ...], above: tuple[str, ...], skip: int) -> Heads | None:
    """Return the headings of two rows: a group reaches to the next one, and over an empty cell it is the heading."""
    if sum(map(bool, above)) < 2 and (not above or above[0]):  # noqa: PLR2004 - one alone at the left is a title
        return None
    headings, groups, group = [], [], ""
    for place in range(max(len(cells), len(above))):
        over, text = (row[place] if place < len(row) else "" for row in (above, cells))
        group = over or group
        headings.append(text or over)
        groups.append(group if text and key(group) != key(text) else "")
    return Heads(tuple(headings), tuple(groups), skip)
