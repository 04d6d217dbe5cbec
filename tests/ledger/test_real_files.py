"""Every real ledger reads without an option, exact to the minor unit."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

import outreach
from outreach.sources import csv as source

FILES = {
    "vgr-2026-01-sample.csv": (4, 0, "5047504.73", "SEK"),
    "leeds-2010-12.csv": (10_303, 3, "77179009.24", "XXX"),
    "leeds-2013-06.csv": (8_334, 0, "91086646.93", "XXX"),
    "oxford-oct-dec-2014.csv": (3_978, 0, "15676053.92", "XXX"),
    "oxford-jan-mar-2018.csv": (1_220, 0, "4339765.85", "XXX"),
    "made-goteborg-form.csv": (32, 0, "317984.70", "SEK"),
}
NEGATIVE = {"leeds-2010-12.csv": 126, "leeds-2013-06.csv": 83}


@pytest.mark.parametrize("small", [source.SMALL, 0], ids=["exact", "fast"])
@pytest.mark.parametrize("name", FILES)
def test_rows_and_sums_are_the_publishers(shared, name, small, monkeypatch):
    """Kept and blank rows, the sum and its currency, by the exact way and by the way of large files."""
    monkeypatch.setattr(source, "SMALL", small)
    data = outreach.read(shared / "data" / "ledger" / name)
    rows, blank, total, currency = FILES[name]
    report = data.reconciliation[0]
    assert (rows, 0, blank, 0) == (report.kept, report.set_aside, report.blank, report.totals)
    assert report.adds_up
    assert {currency: Decimal(total)} == data.purchases.totals
    assert rows == data.purchases.to_polars().height
    assert Decimal(total) * 100 == data.purchases.cube("supplier_key")["amount"].sum()
    if name in NEGATIVE:
        assert NEGATIVE[name] == data.purchases.cube("value_band").row(0)[2]
    assert (currency == "XXX") == ("no currency" in data.problems.counts)


def test_the_made_file_has_the_sum_of_its_truth(shared):
    """The truth beside the file says the same."""
    folder = shared / "data" / "ledger"
    truth = json.loads(
        (folder / "truth" / "made-goteborg-form.csv.json").read_text(encoding="utf-8"), parse_float=Decimal
    )
    data = outreach.read(folder / "made-goteborg-form.csv")
    assert Decimal(str(truth["sum"])) == data.purchases.totals["SEK"]
    assert len(truth["records"]) == len(data.purchases)


def test_bad_inputs_have_the_verdict_they_should(shared):
    """Of every hostile or unlucky ledger: read, read with a warning, rows set aside, or refused."""
    folder = shared / "badinputs"
    for entry in json.loads((folder / "manifest.json").read_text(encoding="utf-8")):
        if entry["reads_as"] == "csv" and entry["expect"] != "policy":
            assert entry["expect"] in _verdicts(folder / entry["file"], entry), entry


def _verdicts(path, entry) -> set[str]:
    """What happened, in the words of the manifest; rows and sums must be those it says."""
    try:
        data = outreach.read(path)
    except outreach.OutreachError as error:
        return {"reject"} if len(str(error)) < 500 else {"a wall of text"}
    report = data.reconciliation[0]
    if report.kind != "ledger":
        return {"reject"}
    if "accepted" in entry:
        total = sum(amount.kept for amount in report.amounts)
        assert (entry["accepted"], entry["rejected"]) == (report.kept, report.set_aside), entry
        assert Decimal(entry["sum"]) == total, entry
    return {"rows"} if report.set_aside else {"ok", "warn"}
