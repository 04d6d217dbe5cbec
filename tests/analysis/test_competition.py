"""How many bid, how often one alone did, and who was new: exact counts beside what they are counted among."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import polars as pl

import outreach
from outreach import analysis
from outreach.model import Bid, BidStatus, Lot, Procedure, Procurement
from outreach.sources import Ocds

OPEN, DIRECT = Procedure.OPEN, Procedure.DIRECT


def dataset(*procurements, bids=(), purchases=None):
    found = {} if purchases is None else {"purchases": purchases}
    return outreach.Dataset(
        procurements=outreach.Records(Procurement, procurements), bids=outreach.Records(Bid, tuple(bids)), **found
    )


def procurement(number, count=None, *, day=date(2024, 3, 1), **fields):
    return Procurement(id=str(number), title="Bröd", bid_count=count, tender_deadline=day, **fields)


def test_what_is_unknown_is_in_no_count():
    """The mean is over those with a known count; none is not zero, and zero is known."""
    found = analysis.competition(dataset(procurement(1, 4), procurement(2), procurement(3, 0), procurement(4, 1)))

    assert [4, 3, 5, 1] == [found.procurements, found.known, found.bids, found.single]
    assert "1.67 (5 of 3)" in str(found)


def test_nothing_known_is_no_share():
    """Without a known count there is no mean, and no share."""
    found = analysis.competition(dataset(procurement(1), procurement(2)))

    assert [None, None, None, None] == [
        found.bids_per_procurement,
        found.single_share,
        found.no_call_share,
        found.first_time_share,
    ]


def test_lots_count_for_themselves():
    """Where lots are known each is a unit, also if the whole tells a number."""
    lots = (Lot(id="1", bid_count=1), Lot(id="2", bid_count=3), Lot(id="3"))

    found = analysis.competition(dataset(procurement(1, 9, lots=lots), procurement(2, 2)))

    assert [2, 3, 6, 1] == [found.known, found.units, found.bids, found.single]


def test_bids_one_by_one_are_counted_where_no_number_is():
    """Bids invited or withdrawn are none; those of lots count by lot."""
    bids = [
        Bid(id="1", procurement_id="1", lot_id="A", status=BidStatus.VALID, supplier_ids=("x",)),
        Bid(id="2", procurement_id="1", lot_id="A", status=BidStatus.WITHDRAWN, supplier_ids=("y",)),
        Bid(id="3", procurement_id="1", lot_id="B", supplier_ids=("z",)),
    ]

    found = analysis.competition(dataset(procurement(1), bids=bids))

    assert [2, 2, 2, 2] == [found.units, found.bids, found.single, found.bidders]


def test_newcomers_were_never_seen_before():
    """Who bid before the window is none, nor who was paid before; the day itself is in the window."""
    since = date(2024, 3, 1)
    early, late = procurement(1, day=date(2024, 2, 29)), procurement(2, day=since)
    who = [("1", "a"), ("2", "a"), ("2", "b"), ("2", "5560160680"), ("2", "5565094191")]
    bids = [Bid(id=str(n), procurement_id=where, supplier_ids=(one,)) for n, (where, one) in enumerate(who)]
    frame = pl.DataFrame(
        {
            "date": ["2024-02-01", "2024-03-02"],
            "amount": ["10", "10"],
            "supplier_id": ["5560160680", "5565094191"],
            "supplier": ["A", "B"],
        }
    )
    paid = outreach.Ledger.from_frame(frame, currency="SEK")

    found = analysis.competition(dataset(early, late, bids=bids, purchases=paid), since=since)

    assert [1, 4, 2] == [found.procurements, found.bidders, found.first_time]
    assert analysis.competition(dataset(early, late, bids=bids)).first_time is None


def test_without_call_counts_where_the_procedure_is_known():
    """Direct awards and negotiations without a call went out to nobody; other procedures did."""
    found = analysis.competition(
        dataset(
            procurement(1, procedure=OPEN), procurement(2, procedure=DIRECT), procurement(3, procedure=Procedure.OTHER)
        )
    )

    assert [2, 1, Decimal("0.5")] == [found.calls, found.without_call, found.no_call_share]


def test_the_undated_are_in_no_window():
    """A procurement without a day is counted as such."""
    found = analysis.competition(dataset(procurement(1, 2, day=None), procurement(2, 3)), since=date(2024, 1, 1))

    assert [1, 1, 3] == [found.procurements, found.undated, found.bids]


def test_single_bids_as_published(shared):
    """R018 (single bid in an open or selective procedure) finds what the indicator's own test expects."""
    folder = shared / "data" / "ocds" / "cardinal"
    expected = json.loads((folder / "R018.expected").read_text(encoding="utf-8"))["OCID"]

    data = outreach.read(Ocds(folder / "R018.jsonl"))

    found = data.procurements.where(procedure=[OPEN, Procedure.RESTRICTED], bid_count=1)
    assert set(expected) == {procurement.id for procurement in found}
    assert [6, 5] == [getattr(analysis.competition(data), name) for name in ("units", "single")]


def test_winning_bids_as_published(shared):
    """R025 (few wins for many bids) can be computed from bids and awards, procurement by procurement."""
    folder = shared / "data" / "ocds" / "cardinal"
    expected = json.loads((folder / "R025.expected").read_text(encoding="utf-8"))["Tenderer"]

    data = outreach.read(Ocds(folder / "R025.jsonl"))

    going = {procurement.id for procurement in data.procurements if procurement.stage != "cancelled"}
    bid = {(each.procurement_id, who) for each in data.bids for who in each.supplier_ids}
    won = {(each.procurement_id, who) for each in data.awards for who in each.supplier_ids}
    shares = {}
    for who in ("N", "F"):
        own = {process for process, one in bid if one == who and process in going}
        shares[who] = len({process for process in own if (process, who) in won}) / len(own)
    assert {who: found["R025"] for who, found in expected.items()} == shares
