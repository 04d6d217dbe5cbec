"""How many bid, and who: the facts of releases as columns.

Bids are counted by what tells most, in this order: ``bids.details``, one by one, without those invited or withdrawn;
``bids.statistics`` of the measure ``bids``, then ``validBids``; ``tender.numberOfTenderers``. Where lots are named,
each is counted for itself. What is not told is unknown, never zero.
"""

from __future__ import annotations

import re
from array import array
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import outreach
from outreach.sources._ocds_merge import moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from outreach.sources._ocds_shapes import Bids, Facts

NO_BIDS: Final = frozenset({"invited", "withdrawn"})
"""Statuses of what is no bid received."""
MEASURES: Final = ("bids", "validBids")
_WITHOUT_CALL: Final = {"open": 0, "selective": 0, "limited": 1, "direct": 1}
_UNKNOWN: Final = -1
_SWEDISH: Final = re.compile(r"(?:SE-(?:ON-|BLV-|ORG-)?)?([0-9]{10})", re.ASCII)


def number_of(value: Any) -> int | None:  # noqa: ANN401 - whatever stands there
    """Return a count: a whole number that is not negative; anything else is unknown."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**6 else None


class Bidders:
    """The facts of each process, in the order they are added.

    Attributes:
        counts: How many bids, awards and contracts.
        disagreeing: The numbers of releases that tell different counts of bids.
    """

    def __init__(self) -> None:
        self.days, self.calls = array("i"), array("b")
        self.unit_of, self.bids = array("i"), array("i")
        self.bid_of, self.bidder = array("i"), array("i")
        self.numbers = array("q")
        self.disagreeing: list[int] = []
        self.details, self.awards, self.contracts = array("i"), array("i"), array("i")
        self._index: dict[Any, int] = {}

    def __len__(self) -> int:
        """How many processes there are."""
        return len(self.days)

    def add(self, found: Facts, number: int) -> None:
        """Add the facts of one release.

        Raises:
            ValueError: Its date is none.
        """
        tender, bids = found.tender, found.bids
        day = _ordinal(found.date) if found.date is not None else 0
        place = len(self.days)
        call = _UNKNOWN
        told: Any = None
        if tender is not None:
            period = tender.tenderPeriod
            if period is not None and isinstance(period.endDate, str):
                day = _day_or_none(period.endDate) or day
            call = _WITHOUT_CALL.get(tender.procurementMethod or "", _UNKNOWN)
            told = tender.numberOfTenderers
        listed = 0
        if bids is not None and bids.details:
            listed = self._listed(bids, place)
        else:
            self._unlisted(bids, told, place)
        self.days.append(day)
        self.calls.append(call)
        self.numbers.append(number)
        self.details.append(listed)
        self.awards.append(len(found.awards or ()))
        self.contracts.append(len(found.contracts or ()))
        if bids is not None and bids.details and _disagree(bids, told):
            self.disagreeing.append(number)

    def _listed(self, bids: Bids, place: int) -> int:
        """Count the bids that are told one by one, and who made them."""
        index, bid_of, bidder = self._index, self.bid_of, self.bidder
        count, lots = 0, dict[Any, int]()
        for bid in bids.details or ():
            if bid.status in NO_BIDS:
                continue
            count += 1
            for tenderer in bid.tenderers or ():
                who = tenderer.id
                if who is not None:
                    at = index.get(who)
                    if at is None:
                        at = index[who] = len(index)
                    bid_of.append(place)
                    bidder.append(at)
            if bid.relatedLots:
                for lot in bid.relatedLots:
                    lots[lot] = lots.get(lot, 0) + 1
        self._units(place, lots.values() if lots else (count,))
        return len(bids.details or ())

    def _unlisted(self, bids: Bids | None, told: Any, place: int) -> None:  # noqa: ANN401 - as found
        """Count the bids that are only told as a number."""
        statistics = (bids.statistics if bids is not None else None) or ()
        for measure in MEASURES:
            of_it = [statistic for statistic in statistics if statistic.measure == measure]
            counts = {statistic.relatedLot: number_of(statistic.value) for statistic in of_it}
            whole = counts.pop(None, None)
            if counts:
                self._units(place, (_UNKNOWN if count is None else count for count in counts.values()))
                return
            if whole is not None:
                self._units(place, (whole,))
                return
        number = number_of(told)
        self._units(place, (_UNKNOWN if number is None else number,))

    def _units(self, place: int, counts: Iterable[int]) -> None:
        for count in counts:
            self.unit_of.append(place)
            self.bids.append(count)

    def drop(self, is_dropped: Callable[[int], bool]) -> None:
        """Forget the processes of the releases of these numbers."""
        kept = [place for place, number in enumerate(self.numbers) if not is_dropped(number)]
        moved = {place: at for at, place in enumerate(kept)}
        for name in ("days", "calls", "numbers", "details", "awards", "contracts"):
            column = getattr(self, name)
            setattr(self, name, array(column.typecode, (column[place] for place in kept)))
        self.unit_of, self.bids = _moved(self.unit_of, self.bids, moved)
        self.bid_of, self.bidder = _moved(self.bid_of, self.bidder, moved)
        self.disagreeing = [number for number in self.disagreeing if not is_dropped(number)]

    def columns(self) -> outreach.Bidding:
        """Return the facts as the core takes them."""
        return outreach.Bidding(
            days=self.days,
            without_call=array("i", self.calls),
            unit_of=self.unit_of,
            bids=self.bids,
            bid_of=self.bid_of,
            bidder=self.bidder,
            bidders=[_key(who, at) for who, at in self._index.items()],
        )


def _moved(of: array[int], values: array[int], moved: dict[int, int]) -> tuple[array[int], array[int]]:
    pairs = [(moved[place], value) for place, value in zip(of, values, strict=True) if place in moved]
    return array("i", (place for place, _ in pairs)), array("i", (value for _, value in pairs))


def _key(who: str | int, at: int) -> str:
    """Return the key of a bidder: its Swedish number, else its id; never a number that is a person's."""
    found = _SWEDISH.fullmatch(str(who))
    if not found:
        return str(who)
    return f"person-{at}" if found[1][2] in "01" else found[1]


def _ordinal(text: str) -> int:
    try:
        return moment(text).toordinal()
    except ValueError:
        raise ValueError(f"date: not a date-time: {text[:40]!r}") from None


def _day_or_none(text: str) -> int:
    try:
        return date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        return 0


def _disagree(bids: Bids, told: Any) -> bool:  # noqa: ANN401 - as found
    """Tell whether the counts that a release tells of its bids are not one: all of them, or the valid ones."""
    received = [bid.status for bid in bids.details or () if bid.status not in NO_BIDS]
    valid = sum(status in ("valid", None) for status in received)
    wanted = {"bids": len(received), "validBids": valid}
    said = [
        (statistic.measure, number_of(statistic.value))
        for statistic in bids.statistics or ()
        if not statistic.relatedLot
    ]
    if any(count is not None and wanted.get(measure or "", count) != count for measure, count in said):
        return True
    number = number_of(told)
    return number is not None and number not in (valid, len(received))
