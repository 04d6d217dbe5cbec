"""What is too large to be held: counted in one pass, its records made anew for whoever goes through them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NoReturn, TypeVar

import attrs

from outreach.dataset._dataset import KINDS, Dataset
from outreach.errors import NotHeldError
from outreach.model import Problem
from outreach.reconciliation import FileReport, Problems, Reconciliation
from outreach.tables._table import Row

UNKNOWN = -1
"""What stands in a column where a source says nothing; it is never zero."""


def _numbers() -> array[int]:
    return array("i")


@attrs.frozen(eq=False, kw_only=True)
class Bidding:
    """Who bid when, and how many did, as columns of whole numbers (anbudsgivning).

    A *unit* is what is bid for by itself: a lot where lots are known, else the whole procurement. Units and bidders
    stand in the order of their procurements, which tell how many of them are theirs.

    Attributes:
        days: Per procurement the ordinal of its day, last day for bids where known; 0 where none is.
        without_call: Per procurement 1 where no call for competition went out, 0 where one did, -1 unknown.
        units: Per procurement how many units it has.
        bids: Per unit the bids received; -1 unknown.
        tenderers: Per procurement how many bidders of its bids are told.
        bidder: Per bidder of a bid its place among *bidders*.
        bidders: Their keys.
    """

    days: array[int] = attrs.field(factory=_numbers)
    without_call: array[int] = attrs.field(factory=_numbers)
    units: array[int] = attrs.field(factory=_numbers)
    bids: array[int] = attrs.field(factory=_numbers)
    tenderers: array[int] = attrs.field(factory=_numbers)
    bidder: array[int] = attrs.field(factory=_numbers)
    bidders: list[str] = attrs.field(factory=list)


@attrs.frozen(eq=False, kw_only=True)
class Processes(Iterable["Row | Problem"]):
    """What ``Source.rows()`` may return instead of mere rows, where they are too many to be kept (upphandlingar).

    The source has gone through its input once: it knows how many there are, what is wrong, and the facts that figures
    of competition rest on. It gives its rows again whenever they are asked for. ``outreach.read`` makes all records
    of them, as of any other rows; ``outreach.scan`` makes them one after the other and keeps none.

    Attributes:
        read: Gives the rows of the records of one class, or of all for None; each call begins anew.
        counts: Class → how many records there will be, for those known without making them.
        records: The classes of the records it gives.
        count: How many procurements.
        reports: Per file what was read, kept and set aside.
        problems: What is wrong, each with its whole address.
        more_problems: The same, where they are too many for objects.
        bidding: The facts.
    """

    read: Callable[[type | None], Iterator[Row | Problem]]
    records: frozenset[type]
    count: int
    counts: Mapping[type, int] = attrs.field(factory=dict)
    reports: Sequence[FileReport] = ()
    problems: Sequence[Problem] = ()
    more_problems: Problems = attrs.field(factory=Problems)
    bidding: Bidding = attrs.field(factory=Bidding)

    def __iter__(self) -> Iterator[Row | Problem]:
        yield from self.problems
        yield from self.read(None)


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
