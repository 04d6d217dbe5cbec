"""What publishers really publish, and what was made like it, read without an option: ledgers."""

from __future__ import annotations

from decimal import Decimal

import pytest

LEDGERS = {
    # name: (rows kept, blank, sum, currency)
    "leeds-2010-12.csv": (10_303, 3, "77179009.24", "XXX"),
    "leeds-2013-06.csv": (8_334, 0, "91086646.93", "XXX"),
    "oxford-oct-dec-2014.csv": (3_978, 0, "15676053.92", "XXX"),
    "oxford-jan-mar-2018.csv": (1_220, 0, "4339765.85", "XXX"),
    "vgr-2026-01-sample.csv": (4, 0, "5047504.73", "SEK"),
    "vasteras-2025-rowstore-page.json": (2, 0, "-1702.71", "SEK"),
    "made-goteborg-form.csv": (32, 0, "317984.70", "SEK"),
}


@pytest.mark.parametrize(("name", "expected"), LEDGERS.items())
def test_every_ledger_is_exact(shared, read, name, expected):
    """Rows and sums are the publisher's to the minor unit, and where no currency is named, that is said."""
    data = read(shared / "data" / "ledger" / name)
    kept, blank, total, currency = expected
    report = data.reconciliation[0]
    assert (report.kept, report.set_aside, report.blank, report.totals) == (kept, 0, blank, 0)
    assert len(data.purchases) == kept
    assert data.purchases.totals == {currency: Decimal(total)}
    assert data.reconciliation.adds_up
    assert (currency == "XXX") == any("currency=" in problem.hint for problem in data.problems)


def test_a_page_is_said_to_be_a_part(shared, read):
    """Two of 376,449 rows are not a year's purchases."""
    data = read(shared / "data" / "ledger" / "vasteras-2025-rowstore-page.json")
    assert "a part of 376,449 rows" in str(data.problems)
    assert "page: 2 of 376,449 rows" in data.reconciliation[0].notes


def test_notes_totals_and_sections_are_no_records(shared, read):
    """Whatever stands between and below the rows is counted, and the rows add up."""
    reports = {
        name: read(shared / "data" / "lists" / name).reconciliation[0]
        for name in ("alsvike-upphandlingsplan.csv", "storkommun-plan-300.xlsx")
    }
    assert [(report.blank, report.totals) for report in reports.values()] == [(2, 1), (6, 0)]
    assert "rows that are no records: 2 sections, 2 repeated headings" in reports["storkommun-plan-300.xlsx"].notes
