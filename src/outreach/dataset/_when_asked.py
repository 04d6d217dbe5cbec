"""Records that are made when they are asked for, and let go: what stands for a tuple that would be too large."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Generic, TypeVar, overload

Record = TypeVar("Record")


class WhenAsked(Sequence[Record], Generic[Record]):
    """A sequence that makes its items anew each time it is gone through.

    Attributes:
        make: Begins to make them.
        count: How many there are; None: found out by making them all.
    """

    def __init__(self, make: Callable[[], Iterator[Record]], count: int | None = None) -> None:
        self._make, self._count = make, count

    def __iter__(self) -> Iterator[Record]:
        return self._make()

    def __len__(self) -> int:
        if self._count is None:
            self._count = sum(1 for _ in self._make())
        return self._count

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | Sequence[Record]:
        """Return one item, or a tuple of those of a slice; those before are made on the way."""
        if isinstance(index, slice):
            if (index.start or 0) < 0 or index.stop is None or index.stop < 0:
                return tuple(self._make())[index]
            return tuple(islice(self._make(), index.start, index.stop, index.step))
        place = index if index >= 0 else len(self) + index
        for item in islice(self._make(), max(place, 0), None):
            if place >= 0:
                return item
        raise IndexError(index)
