"""How much competition there was: bids, single bids, newcomers, calls."""

from __future__ import annotations

from array import array
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import attrs

from outreach import notebook, values
from outreach.analysis._breakdown import DIVISION
from outreach.dataset import Bidding, Dataset, Scan
from outreach.ledger import BY_NAME
from outreach.model import BidStatus, Procedure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.model import Bid, Procurement


@attrs.frozen(kw_only=True)
class Competition:
    """Counts of one window of time, exact, each beside what it is counted among (konkurrens).

    A *unit* is what is bid for by itself: a lot where lots are known, else the whole procurement. What is unknown is in
    no count; it is never zero.

    Attributes:
        since: The first day of the window; None: everything.
        procurements: How many there are in the window.
        undated: How many have no date, and are in no window.
        known: Procurements whose number of bids is known, for one of their lots at least.
        units: Lots, or whole procurements, whose number of bids is known.
        bids: How many bids these got.
        single: How many of them got exactly one.
        bidders: Those who bid, where it is known who.
        first_time: How many of these were never seen before the window, as bidder or as paid supplier; None without
            a window, for then nobody can be told to be new.
        calls: Procurements of which it is known whether a call for competition went out.
        without_call: For how many of them none did.
    """

    since: date | None = None
    procurements: int = 0
    undated: int = 0
    known: int = 0
    units: int = 0
    bids: int = 0
    single: int = 0
    bidders: int = 0
    first_time: int | None = None
    calls: int = 0
    without_call: int = 0

    @property
    def bids_per_procurement(self) -> Decimal | None:
        """Bids received for each lot, or procurement, whose number is known; None where none is.

        Never compare Swedish figures across 2021: tenderers were counted before, bids since.
        """
        return _part(self.bids, self.units)

    @property
    def single_share(self) -> Decimal | None:
        """Those with exactly one bid, 0 to 1: at most 0.1 is good, above 0.2 poor (EU Single Market Scoreboard)."""
        return _part(self.single, self.units)

    @property
    def first_time_share(self) -> Decimal | None:
        """Newcomers among bidders, 0 to 1; None without a window or bidders."""
        return None if self.first_time is None else _part(self.first_time, self.bidders)

    @property
    def no_call_share(self) -> Decimal | None:
        """Procurements without a call for competition, 0 to 1, of those where it is known; None where none is."""
        return _part(self.without_call, self.calls)

    def __str__(self) -> str:
        return "\n".join(": ".join(row) for row in self._rows())

    def _rows(self) -> Iterator[tuple[str, str]]:
        yield "bids per procurement", _shown(self.bids_per_procurement, self.bids, self.units)
        yield "single bid", _shown(self.single_share, self.single, self.units)
        if self.first_time is not None:
            yield "first-time bidders", _shown(self.first_time_share, self.first_time, self.bidders)
        yield "without call", _shown(self.no_call_share, self.without_call, self.calls)

    def _repr_html_(self) -> str:
        since = f" since {self.since}" if self.since else ""
        caption = f"{self.procurements:,} procurements{since}, bids known of {self.known:,}"
        return notebook.table(("measure", "value"), list(self._rows()), caption=caption)


def competition(data: Dataset | Scan, *, since: date | None = None) -> Competition:
    """Tell how many bid, how often one alone did, and how many bidders were new (konkurrens).

    A procurement's day is the last day for bids, else that of its last change. A bidder is new that was never seen
    before the window, neither as a bidder nor, in the ledger, as somebody who was paid.

    Args:
        data: Procurements with bids or numbers of bids; purchases, where there are any. A scan is not read again.
        since: The first day of the window; None counts everything.
    """
    first = since.toordinal() if since else 0
    competition = Competition(since=since)
    now, before = set[str](), set[str]()
    for facts in facts_of(data):
        competition = _counted(competition, facts, first)
        inside, outside = _bidders(facts, first)
        now |= inside
        before |= outside
    if since is None:
        return attrs.evolve(competition, bidders=len(now))
    newcomers = now - before
    known = _paid_before(data, since, newcomers) if isinstance(data, Dataset) and data.purchases else set()
    return attrs.evolve(competition, bidders=len(now), first_time=len(newcomers - known))


def _counted(so_far: Competition, facts: Bidding, first: int) -> Competition:
    """Add the counts of those procurements whose day is in the window; the undated are in none but *everything*."""
    is_in = [day >= first for day in facts.days]
    calls = [call for call, inside in zip(facts.without_call, is_in, strict=True) if inside and call != UNKNOWN]
    bids, known, start = list[int](), 0, 0
    for inside, units in zip(is_in, facts.units, strict=True):
        end = start + units
        if inside:
            counts = facts.bids[start:end]
            if UNKNOWN in counts:
                counts = array("i", (count for count in counts if count != UNKNOWN))
            known += bool(counts)
            bids.extend(counts)
        start = end
    return attrs.evolve(
        so_far,
        procurements=so_far.procurements + sum(is_in),
        undated=so_far.undated + facts.days.count(0),
        known=so_far.known + known,
        units=so_far.units + len(bids),
        bids=so_far.bids + sum(bids),
        single=so_far.single + bids.count(1),
        calls=so_far.calls + len(calls),
        without_call=so_far.without_call + sum(calls),
    )


def _bidders(facts: Bidding, first: int) -> tuple[set[str], set[str]]:
    """Return who bid in the window, and who did before it."""
    inside, before, start = set[int](), set[int](), 0
    for day, tenderers in zip(facts.days, facts.tenderers, strict=True):
        end = start + tenderers
        if day >= first:
            inside.update(facts.bidder[start:end])
        elif day:
            before.update(facts.bidder[start:end])
        start = end
    keys = facts.bidders
    return {keys[who] for who in inside}, {keys[who] for who in before}


def _paid_before(data: Dataset, since: date, newcomers: set[str]) -> set[str]:
    """Return which of the *newcomers* were paid before: by their number, else by the name of one without."""
    paid = _paid(data, since)
    named = {who for who in newcomers if not who.isdigit()}
    known = (supplier for supplier in data.suppliers if supplier.id in named) if named else ()
    names = {supplier.id: f"{BY_NAME}{values.fold(supplier.name)}" for supplier in known}
    return {who for who in newcomers if who in paid or names.get(who) in paid}


def _paid(data: Dataset, since: date) -> set[str]:
    ledger = data.purchases
    if (since.month, since.day) == (1, 1):
        years = ledger.cube("supplier_key", "year")
        return set(years.filter(years["year"] < since.year)["supplier_key"])
    import narwhals as nw  # noqa: PLC0415 - seldom needed

    return set(ledger.filter(nw.col("date") < nw.lit(since)).cube("supplier_key")["supplier_key"])


def _part(part: int, whole: int) -> Decimal | None:
    return DIVISION.divide(Decimal(part), Decimal(whole)) if whole else None


def _shown(value: Decimal | None, part: int, whole: int) -> str:
    return f"{'unknown' if value is None else f'{value:.2f}'} ({part:,} of {whole:,})"


UNKNOWN: Final = -1
_NOT_RECEIVED: Final = (BidStatus.INVITED, BidStatus.WITHDRAWN)
_WITHOUT_CALL: Final = (Procedure.DIRECT, Procedure.NEGOTIATED_WITHOUT_CALL)


def facts_of(data: Dataset | Scan) -> tuple[Bidding, ...]:
    """Return the facts of all procurements of *data*: the columns of a scan, or those made of a dataset's records."""
    return (_from_records(data.procurements, data.bids),) if isinstance(data, Dataset) else data.bidding


def _from_records(procurements: Iterable[Procurement], bids: Iterable[Bid]) -> Bidding:
    received: dict[str, list[Bid]] = {}
    for bid in bids:
        if bid.status not in _NOT_RECEIVED:
            received.setdefault(bid.procurement_id, []).append(bid)
    facts, index = Bidding(), dict[str, int]()
    for procurement in procurements:
        own = received.get(procurement.id, [])
        facts.days.append(_day(procurement))
        facts.without_call.append(_call(procurement))
        counts = _counts(procurement, own)
        facts.units.append(len(counts))
        facts.bids.extend(counts)
        who = [index.setdefault(key, len(index)) for bid in own for key in bid.supplier_ids]
        facts.tenderers.append(len(who))
        facts.bidder.extend(who)
    facts.bidders.extend(index)
    return facts


def _day(procurement: Procurement) -> int:
    moment = procurement.tender_deadline or procurement.changed
    if moment is None:
        return 0
    day: date = moment.date() if isinstance(moment, datetime) else moment
    return day.toordinal()


def _call(procurement: Procurement) -> int:
    if procurement.procedure in (None, Procedure.OTHER):
        return UNKNOWN
    return int(procurement.procedure in _WITHOUT_CALL)


def _counts(procurement: Procurement, received: list[Bid]) -> list[int]:
    """Return the bids of each unit: as lots tell, else as the whole does, else as many as there are records of."""
    lots = [lot.bid_count for lot in procurement.lots]
    if any(count is not None for count in lots):
        return [UNKNOWN if count is None else count for count in lots]
    if procurement.bid_count is not None:
        return [procurement.bid_count]
    by_lot: dict[str, int] = {}
    for bid in received:
        by_lot[bid.lot_id] = by_lot.get(bid.lot_id, 0) + 1
    return list(by_lot.values()) or [UNKNOWN]
