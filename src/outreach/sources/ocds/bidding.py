"""How many bid, and who: the facts of releases as columns.

Bids are counted by what tells most, in this order: ``bids.details``, one by one, without those invited or withdrawn;
``bids.statistics`` of the measure ``bids``, then ``validBids``; ``tender.numberOfTenderers``. Where lots are named,
each is counted for itself. What is not told is unknown, never zero.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, Any, Final

import msgspec

import outreach
from outreach.sources.ocds.parties import number_in
from outreach.sources.ocds.releases import MOST_RELEASE, moment
from outreach.sources.ocds.shapes import FACTS, NOTHING, facts_of, key_twice

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from outreach.sources.ocds.shapes import BidFacts, Bids, Facts

NO_BIDS: Final = frozenset({"invited", "withdrawn"})
"""Statuses of what is no bid received."""
MEASURES: Final = ("bids", "validBids")
FAULTS: Final = (msgspec.DecodeError, RecursionError, ValueError)
"""What a release raises that is none."""
_VALID: Final = frozenset({"valid", None})
_WITHOUT_CALL: Final = {"open": 0, "selective": 0, "limited": 1, "direct": 1}
_UNKNOWN: Final = -1
_BY_LOT: Final = -2
_NOBODY: Final = -1
_MOST_DAYS: Final = 100_000


def number_of(value: Any) -> int | None:  # noqa: ANN401 - whatever stands there
    """Return a count: a whole number that is not negative; anything else is unknown."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**6 else None


class _Days(dict[str | None, int]):
    """``date-time`` → its day; a text is parsed once."""

    def __missing__(self, text: str | None) -> int:
        if text is None:
            return 0
        if len(self) > _MOST_DAYS:
            self.clear()
        day = self[text] = _day_of(text)
        return day


class _Ends(_Days):
    """``Period.endDate`` → its day; 0 where it is none."""

    def __missing__(self, text: str | None) -> int:
        try:
            return super().__missing__(text)
        except ValueError:
            return 0


class _Places(dict[str | int | None, int]):
    """Bidder → its place among all of them."""

    def __missing__(self, who: str | int | None) -> int:
        place = self[who] = len(self) - 1
        return place


class Bidders:
    """The facts of all releases as columns, in the order of reading; a faulty release has a row, too."""

    def __init__(self, country: outreach.Country) -> None:
        self._country = country
        self.totals = [0, 0, 0]  # bids, awards and contracts
        self.disagreeing: list[int] = []  # the places of releases that state different counts of bids
        self.keys = array("q")
        self._days, self._calls, self._bids, self._tenderers = array("i"), array("b"), array("i"), array("I")
        self._bidder = array("i")
        self._lots: dict[int, list[int]] = {}
        self._index = _Places({None: _NOBODY})
        self._dropped: set[int] = set()
        self._known, self._ends = _Days(), _Ends()

    def __len__(self) -> int:
        """How many processes there are."""
        return len(self._days) - len(self._dropped)

    def take(  # noqa: C901, PLR0912, PLR0915 - see below
        self, releases: Iterable[bytes], most: int = MOST_RELEASE, is_suspect: Callable[[bytes], str] | None = None
    ) -> Iterator[tuple[int, bytes]]:
        """Take the facts of *releases*; yield number (from 1) and bytes of those that are none, faulty or too large.

        One loop, since it runs by the hundred thousand. Of more bytes than *most*, and what *is_suspect*, is not taken.
        """
        decode, known, ends, index = FACTS.decode, self._known, self._ends, self._index
        add_key, add_day, add_call = self.keys.append, self._days.append, self._calls.append
        add_bids, add_tenderers, add_bidder = self._bids.append, self._tenderers.append, self._bidder.append
        call_of, totals = _WITHOUT_CALL.get, self.totals
        for number, raw in enumerate(releases, 1):
            if is_suspect is not None and is_suspect(raw):
                yield number, raw
                continue
            try:
                facts = decode(raw)
                day = known[facts.date]
            except FAULTS:
                yield number, raw
                continue
            if len(raw) > most or not (
                facts.releases is NOTHING and facts.records is NOTHING and facts.compiledRelease is NOTHING
            ):
                yield number, raw
                continue
            tender, bids, call, tenderers = facts.tender, facts.bids, _UNKNOWN, None
            if tender is not None:
                period = tender.tenderPeriod
                if period is not None and isinstance(period.endDate, str):
                    day = ends[period.endDate] or day
                call = call_of(tender.procurementMethod or "", _UNKNOWN)
                tenderers = tender.numberOfTenderers
            at = 0
            if bids is not None and (details := bids.details):
                received = valid = 0
                by_lot = False
                for bid in details:
                    status = bid.status
                    if status in NO_BIDS:
                        continue
                    received += 1
                    if status in _VALID:
                        valid += 1
                    if bid.relatedLots:
                        by_lot = True
                    for tenderer in bid.tenderers or ():
                        add_bidder(index[tenderer.id])
                        at += 1
                totals[0] += len(details)
                if bids.statistics or tenderers is not None:
                    self._compare(bids, tenderers, received, valid)
                if by_lot:
                    received = self._by_lot(details)
            else:
                received = self._unlisted(bids, tenderers)
            if facts.awards:
                totals[1] += len(facts.awards)
            if facts.contracts:
                totals[2] += len(facts.contracts)
            add_key(hash(facts.ocid))
            add_day(day)
            add_call(call)
            add_bids(received)
            add_tenderers(at)

    def takes_part_of(self, raw: bytes) -> bool:
        """Take a release without what no figure rests on; return whether that could be done."""
        try:
            _, part = facts_of(raw)
        except FAULTS:
            return False
        return len(raw) <= MOST_RELEASE and not list(self.take([part]))

    def leave_out(self) -> None:
        """Add an empty row for a faulty release."""
        self._dropped.add(len(self._days))
        self.keys.append(0)
        for column in (self._days, self._calls, self._bids, self._tenderers):
            column.append(0)

    def drop(self, places: Iterable[int]) -> None:
        """Forget what stands in these *places*."""
        self._dropped.update(places)

    def is_dropped(self, place: int) -> bool:
        """Return whether the row no longer counts."""
        return place in self._dropped

    def columns(self) -> outreach.Bidding:
        """Return the facts as the core takes them."""
        bidders = [_key(who, at, self._country) for who, at in self._index.items() if at != _NOBODY]
        if not self._dropped and not self._lots and _NOBODY not in self._bidder:
            ones = array("i", [1]) * len(self._days)
            return outreach.Bidding(
                days=self._days,
                without_call=self._calls,
                units=ones,
                bids=self._bids,
                tenderers=self._tenderers,
                bidder=self._bidder,
                bidders=bidders,
            )
        facts = outreach.Bidding(bidders=bidders)
        start = 0
        for place, process in enumerate(self._tenderers):
            end = start + process
            if place not in self._dropped:
                self._copy(place, self._bidder[start:end], facts)
            start = end
        return facts

    def _copy(self, place: int, bidders: array[int], facts: outreach.Bidding) -> None:
        bids = self._bids[place]
        counts = self._lots[place] if bids == _BY_LOT else (bids,)
        known = [who for who in bidders if who != _NOBODY]
        facts.days.append(self._days[place])
        facts.without_call.append(self._calls[place])
        facts.units.append(len(counts))
        facts.bids.extend(counts)
        facts.tenderers.append(len(known))
        facts.bidder.extend(known)

    def _by_lot(self, details: Iterable[BidFacts]) -> int:
        counts: dict[str | int, int] = {}
        for bid in details:
            for lot in (bid.relatedLots or ()) if bid.status not in NO_BIDS else ():
                counts[lot] = counts.get(lot, 0) + 1
        return self._in_lots(counts.values())

    def _in_lots(self, counts: Collection[int]) -> int:
        self._lots[len(self._days)] = list(counts)
        return _BY_LOT if counts else _UNKNOWN

    def _unlisted(self, bids: Bids | None, tenderers: Any) -> int:  # noqa: ANN401 - as found
        """Return the number of bids that are given as a count only."""
        statistics = (bids.statistics if bids is not None else None) or ()
        for measure in MEASURES:
            counts = {
                statistic.relatedLot: number_of(statistic.value)
                for statistic in statistics
                if statistic.measure == measure
            }
            whole = counts.pop(None, None)
            if counts:
                return self._in_lots([_UNKNOWN if count is None else count for count in counts.values()])
            if whole is not None:
                return whole
        number = number_of(tenderers)
        return _UNKNOWN if number is None else number

    def _compare(self, bids: Bids, tenderers: Any, received: int, valid: int) -> None:  # noqa: ANN401 - as found
        """Note a process whose counts differ from its list of bids: all of them, or the valid ones."""
        for statistic in bids.statistics or ():
            if statistic.relatedLot is None and statistic.measure in MEASURES:
                wanted = received if statistic.measure == "bids" else valid
                if statistic.value != wanted and number_of(statistic.value) is not None:
                    self.disagreeing.append(len(self._days))
                    return
        if tenderers not in (valid, received) and number_of(tenderers) is not None:
            self.disagreeing.append(len(self._days))


def reason(raw: bytes) -> Exception:
    """Return why *raw* is no release whose facts could be taken."""
    try:
        facts, _ = facts_of(raw)
        _Days()[facts.date]
    except FAULTS as error:
        return error
    if key := key_twice(raw):
        return msgspec.DecodeError(f"the key {key[:40]!r} stands twice in one object")
    if len(raw) > MOST_RELEASE:
        return ValueError(f"size: more than {MOST_RELEASE >> 20} MB in one release")
    return ValueError("a package among releases")


def _key(who: object, at: int, country: outreach.Country) -> str:
    """Return the key of a bidder: its number, else its id; a person's number is no key, and stands for one alone."""
    number = number_in(who, country)
    try:
        parsed = country.organisation(number)
    except outreach.UnreadableError:
        is_person = bool(country.personal_cell and re.fullmatch(country.personal_cell, number or str(who)))
        return f"person-{at}" if is_person else number or str(who)
    return f"person-{at}" if parsed.is_personal else country.key(parsed)


def _day_of(text: str) -> int:
    try:
        return moment(text).toordinal()
    except ValueError:
        raise ValueError(f"date: not a date-time: {text[:40]!r}") from None


def count_of(facts: Facts) -> str:
    """Return the number of bids of the process, from the most precise figure; empty where it is unknown."""
    bids = facts.bids
    if bids and bids.details:
        return str(sum(bid.status not in NO_BIDS for bid in bids.details))
    statistics = (bids.statistics if bids else None) or ()
    for measure in MEASURES:
        for one in statistics:
            if one.measure == measure and one.relatedLot is None and (number := number_of(one.value)) is not None:
                return str(number)
    number = number_of(facts.tender.numberOfTenderers) if facts.tender else None
    return "" if number is None else str(number)


def counts_by_lot(facts: Facts) -> dict[str, str]:
    """Return lot → bids, where bids or statistics name lots."""
    bids = facts.bids
    counts: dict[str, int] = {}
    for bid in (bids.details if bids else None) or ():
        if bid.status not in NO_BIDS:
            for lot in bid.relatedLots or ():
                counts[str(lot)] = counts.get(str(lot), 0) + 1
    if counts or (bids and bids.details):
        return {lot: str(count) for lot, count in counts.items()}
    for measure in MEASURES:
        statistics = [
            one for one in (bids.statistics if bids else None) or () if one.measure == measure and one.relatedLot
        ]
        if statistics:
            return {str(one.relatedLot): _number_text(one.value) for one in statistics}
    return {}


def _number_text(value: Any) -> str:  # noqa: ANN401 - as found
    number = number_of(value)
    return "" if number is None else str(number)
