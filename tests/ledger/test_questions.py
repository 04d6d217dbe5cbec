"""What can be asked of a ledger."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import narwhals as nw
import polars as pl
import pytest

import outreach
from outreach.ledger import KEYS, Ledger

ROWS = (
    "2023-03-31;Acme AB;556016-0680;4010;100,00;SEK",
    "2023-04-01;ACME AB;5560160680;4010;-50,00;SEK",
    "2024-12-31;Berg & Dal;;6110;700000,00;SEK",
    "2024-02-29;Acme AB;556016-0680;6110;9999,99;SEK",
    "x;Acme AB;;1;1,00;SEK",
)


@pytest.fixture
def ledger(read_rows) -> Ledger:
    """Four purchases of two suppliers, and one row set aside."""
    return read_rows(*ROWS).purchases


def test_facts_are_known_at_once(ledger):
    """Number, sums and period need no further pass, and stand in the repr."""
    assert (4, {"SEK": Decimal("710049.99")}) == (len(ledger), ledger.totals)
    assert (dt.date(2023, 3, 31), dt.date(2024, 12, 31)) == ledger.period
    assert "<Ledger: 4 purchases, 710,049.99 SEK, 2023-03-31 to 2024-12-31>" == repr(ledger)
    assert "710,049.99 SEK" in ledger._repr_html_()


def test_an_empty_ledger_answers_everything(tmp_path):
    """No purchase is no special case."""
    empty = Ledger.empty()
    assert (0, {}, None, False) == (len(empty), empty.totals, empty.period, bool(empty))
    assert [] == empty.cube("supplier", "year").rows()
    assert 0 == empty.to_polars().height
    empty.to_parquet(tmp_path / "empty.parquet")
    assert "<Ledger: 0 purchases, no amounts>" == repr(empty + Ledger.empty())


def test_a_cube_has_one_row_for_each_group(ledger):
    """Amounts are minor units, bands count lower edges, and an edge belongs to the upper band."""
    assert [(2023, 5000, 2), (2024, 70999999, 2)] == ledger.cube("year").rows()
    assert [(0, -5000, 1), (1, 1009999, 2), (4, 70000000, 1)] == ledger.cube("value_band").rows()
    assert [("2023-Q1",), ("2023-Q2",), ("2024-Q1",), ("2024-Q4",)] == ledger.cube("quarter").select("quarter").rows()
    assert [("2023-03",), ("2023-04",), ("2024-02",), ("2024-12",)] == ledger.cube("month").select("month").rows()
    assert [(71004999, 4)] == ledger.cube().rows()


def test_a_supplier_has_one_name(ledger):
    """Of several spellings the one with most purchases is shown."""
    assert [("Acme AB", 1004999, 3), ("Berg & Dal", 70000000, 1)] == ledger.cube("supplier").rows()


@pytest.mark.parametrize("key", KEYS)
def test_every_key_adds_up(ledger, key):
    """Whatever is asked for, the sum is the ledger's."""
    cube = ledger.cube(key)
    assert (71004999, 4) == (cube["amount"].sum(), cube["purchases"].sum())
    assert [key, "amount", "purchases"] == cube.columns


def test_an_unknown_key_names_the_known_ones(ledger):
    """A misspelt word is refused with the words there are."""
    for ask in (lambda: ledger.cube("suplier"), lambda: ledger.where(suplier="x")):
        with pytest.raises(outreach.QuestionError, match="supplier_municipality"):
            ask()


@pytest.mark.parametrize(
    ("conditions", "count"),
    [
        ({"year": 2023}, 2),
        ({"year": [2023, 2024]}, 4),
        ({"quarter": "2023-Q1"}, 1),
        ({"month": "2024-02"}, 1),
        ({"account": "4010", "year": 2023}, 2),
        ({"supplier": "acme ab"}, 3),
        ({"supplier": "556016-0680"}, 3),
        ({"supplier": "5560160680"}, 3),
        ({"supplier": ["Berg & Dal", "acme AB"]}, 4),
        ({"supplier_key": "name:berg & dal"}, 1),
        ({"value_band": 0}, 1),
        ({"value_band": [1, 4]}, 3),
        ({"currency": "EUR"}, 0),
    ],
)
def test_where_selects(ledger, conditions, count):
    """One value or several for each key; the selection is a ledger with facts of its own."""
    selected = ledger.where(**conditions)
    assert count == len(selected)
    assert count == selected.to_polars().height
    assert selected.totals.get("SEK", 0) == selected.to_polars()["amount"].sum()


def test_a_selection_has_a_period_of_its_own(ledger):
    """First and last date are those of the rows selected."""
    assert (dt.date(2023, 4, 1), dt.date(2024, 2, 29)) == ledger.filter(nw.col("amount") < 2_000_000).where(
        supplier="Acme AB", value_band=[0, 1], account=["4010", "6110"]
    ).filter(nw.col("date") > dt.date(2023, 3, 31)).period
    assert ledger.where(year=1999).period is None


def test_filter_takes_narwhals_expressions(ledger):
    """Anything over the canonical columns."""
    assert 2 == len(ledger.filter(nw.col("amount") > 0, nw.col("date") > dt.date(2024, 1, 1)))


def test_rows_are_lazy_and_the_file_must_be_the_same(read, tmp_path):
    """A file that changed after it was read is refused; what was collected stays."""
    ledger = read("datum;leverantör;belopp;valuta\n2024-01-10;A;1,00;SEK\n").purchases
    held = ledger.collect()
    path = next(tmp_path.glob("*.csv"))
    path.write_text("datum;leverantör;belopp;valuta\n2024-01-10;A;9,00;SEK\n2024-01-10;A;9,00;SEK\n", encoding="utf-8")
    with pytest.raises(outreach.FileChangedError, match="changed since"):
        ledger.to_polars()
    assert [100] == held.to_polars(minor_units=True)["amount_minor"].to_list()
    path.unlink()
    with pytest.raises(outreach.FileChangedError):
        ledger.where(year=2024).to_polars()


def test_the_same_file_twice_is_refused(ledger):
    """Its rows would count twice."""
    with pytest.raises(outreach.DuplicateInputError, match="twice"):
        ledger + ledger


def test_ledgers_add_up(ledger, read_rows):
    """Two files, one ledger, one name for a supplier."""
    both = ledger + read_rows("2025-01-01;Acme AB;556016-0680;4010;1,00;SEK").purchases
    assert (5, {"SEK": Decimal("710050.99")}) == (len(both), both.totals)
    assert [("5560160680", "Acme AB", 1005099, 4)] == both.cube("supplier_key", "supplier").rows()[:1]
    assert 5 == both.to_polars().height
    assert 5 == both.to_native().collect().height


def test_parquet_comes_back(ledger, tmp_path):
    """What was written reads as the same ledger."""
    ledger.to_parquet(tmp_path / "rows.parquet")
    again = Ledger.from_frame(pl.scan_parquet(tmp_path / "rows.parquet"))
    assert (len(ledger), ledger.totals, ledger.period) == (len(again), again.totals, again.period)
    for key in ("supplier_key", "account", "month", "value_band"):
        assert ledger.cube(key).rows() == again.cube(key).rows()


def test_the_canonical_columns_come_in_order(ledger):
    """Every column of the vocabulary, then the key; the origin is the physical line."""
    frame = ledger.to_polars()
    assert (*outreach.ledger.COLUMNS, "supplier_key") == tuple(frame.columns)
    assert [2, 3, 4, 5] == frame["origin_line"].to_list()
    assert outreach.ledger.COLUMNS == tuple(ledger.to_native().collect_schema().names())
