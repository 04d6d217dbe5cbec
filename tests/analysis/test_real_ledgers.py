"""Breakdowns of what publishers really publish."""

from __future__ import annotations

import pytest

import outreach
from outreach import analysis

FILES = (
    "leeds-2010-12.csv",
    "leeds-2013-06.csv",
    "made-goteborg-form.csv",
    "oxford-jan-mar-2018.csv",
    "oxford-oct-dec-2014.csv",
    "vasteras-2025-rowstore-page.json",
    "vgr-2026-01-sample.csv",
)


@pytest.mark.parametrize("name", FILES)
def test_adds_up_to_the_published_file(shared, name):
    """Every grouping of a real ledger adds up to its total, and no share is more than the whole."""
    data = outreach.read(shared / "data" / "ledger" / name)
    for word in ("industry", "supplier", "value_band", "account", "month", "unit", "supplier_municipality"):
        breakdown = analysis.spend(data, word, top=10)
        assert {total.currency: total.amount for total in breakdown.totals} == data.purchases.totals
        assert sum(row.purchases for row in breakdown) == len(data.purchases)
        assert all(row.share is None or 0 <= row.share <= 1 for row in breakdown)


def test_one_grant_of_more_than_everything_has_no_share(shared):
    """A region's sample has a grant of 100.2 % of its sum; its plan is its own, so nothing is guessed."""
    data = outreach.read(shared / "data" / "ledger" / "vgr-2026-01-sample.csv")
    greatest = analysis.spend(data, "account")[0]
    assert (greatest.key, greatest.share) == ("5831", None)
    assert [row.kind.value for row in analysis.spend(data, "industry")] == ["unknown"]


def test_demo_says_where_its_industries_are_from(demo_input):
    """The demo's ledger is told by its register and by the account plan, which its account texts agree with."""
    data = outreach.read(*sorted(demo_input.glob("*.csv")))
    breakdown = analysis.spend(data, "industry")
    assert [source for source, _ in breakdown.sources] == ["supplier register", "account plan"]
    assert breakdown.notes == ("account plan kommun-bas: the account texts agree with it",)
    assert breakdown[-1].kind == "not_purchases"
