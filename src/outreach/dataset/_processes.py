"""Procurements by the hundred thousand: facts as columns after one pass, rows again for whoever asks."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import attrs

from outreach.model import Problem
from outreach.reconciliation import FileReport, Problems
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
