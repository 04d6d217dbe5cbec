"""What is too large to be held: counted in one pass, its records made anew for whoever goes through them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NoReturn, TypeVar

import attrs

from outreach.dataset._dataset import KINDS, Dataset
from outreach.dataset._processes import Bidding
from outreach.errors import NotHeldError
from outreach.model import Problem
from outreach.reconciliation import Problems, Reconciliation

Record = TypeVar("Record")

_HELD = {name for name in (*vars(Dataset), *(field.name for field in attrs.fields(Dataset))) if name[0] != "_"}
"""What a dataset has and a scan has not."""


@attrs.frozen(kw_only=True, eq=False)
class ScanPart:
    """One input of a scan, or several that are read as one.

    Attributes:
        read: Gives each record of a class, or None where it is set aside, with what is wrong with it; reads anew.
        kinds: The classes of the records it gives.
        problems: What the first pass found wrong.
    """

    read: Callable[[type], Iterator[tuple[object | None, Iterable[Problem]]]]
    kinds: frozenset[type]
    problems: Problems


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Scan(Iterable[object]):
    """Inputs that were gone through once and are not held: what ``scan`` returns (genomläsning).

    Records are made when they are iterated and not kept; each iteration reads the files again. ``analysis.competition``
    takes a scan; what needs records that are held takes the ``Dataset`` that ``outreach.read`` returns.

    Attributes:
        reconciliation: Per file what was read, kept and set aside.
        counts: Class of record → how many there are, for those known from the first pass.
        bidding: Who bid when, as columns.
    """

    reconciliation: Reconciliation
    counts: Mapping[type, int]
    bidding: tuple[Bidding, ...]
    _parts: tuple[ScanPart, ...]

    def __iter__(self) -> Iterator[object]:
        """Yield every record, class by class; the files are read again for each class.

        Raises:
            outreach.errors.FileChangedError: A file is another than the one that was scanned.
        """
        for kind in KINDS.values():
            yield from self.records(kind)

    def records(self, kind: type[Record]) -> Iterator[Record]:
        """Yield the records of one class, such as ``outreach.Procurement``; the files are read again (poster).

        Raises:
            outreach.errors.FileChangedError: A file is another than the one that was scanned.
        """
        for part in self._parts:
            for record, _ in part.read(kind) if kind in part.kinds else ():
                if isinstance(record, kind):
                    yield record

    def problems(self) -> Problems:
        """Return everything that is wrong, also in fields that no figure needs; the files are read again (problem).

        The same record twice is no problem here: nothing is held to compare with.

        Raises:
            outreach.errors.FileChangedError: A file is another than the one that was scanned.
        """
        known = Problems()
        for part in self._parts:
            known += part.problems
        return known + Problems.of(problem for part in self._parts for problem in _problems(part))

    def __getattr__(self, name: str) -> NoReturn:
        if name in _HELD:
            raise NotHeldError(name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __repr__(self) -> str:
        counts = ", ".join(f"{count:,} {kind.__name__}" for kind, count in self.counts.items() if count)
        return f"<Scan: {counts or 'empty'}>"


def _problems(part: ScanPart) -> Iterator[Problem]:
    for kind in KINDS.values():
        for _, problems in part.read(kind) if kind in part.kinds else ():
            yield from problems
