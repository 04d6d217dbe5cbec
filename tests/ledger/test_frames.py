"""The user's own dataframe as a ledger: the same answers from every engine."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import narwhals as nw
import polars as pl
import pytest

import outreach
from outreach.ledger import Ledger

TEXT = {
    "bokforingsdatum": ["2024-01-10", "2024-02-29", "2023-02-29", "x", None, "2025-12-31", "2025-03-04"],
    "nettobelopp": ["1 234,50", "\u22125", "1", "1", "1", "2.345", "-0,05"],
    "leverantor": ["A AB", "a  ab", "B", None, None, "C", "Tolvan"],
    "leverantor_id": ["556016-0680", None, None, None, None, None, "19121212-1212"],
    "konto_nr": ["4010", "4010", "5", "5", "5", "5", "6"],
    "valuta": ["SEK"] * 7,
}


def _pandas(data):
    return pytest.importorskip("pandas").DataFrame(data)


def _pyarrow(data):
    return pytest.importorskip("pyarrow").table(data)


def _duckdb(data):
    duckdb = pytest.importorskip("duckdb")
    return duckdb.from_arrow(_pyarrow(data))


ENGINES = {
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "pandas": _pandas,
    "pyarrow": _pyarrow,
    "duckdb": _duckdb,
}

pytestmark = [
    pytest.mark.parametrize("make", ENGINES.values(), ids=ENGINES),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # duckdb's and pyarrow's own
]


def test_texts_are_tested_before_they_are_cast(make):
    """One bad cell sets its row aside in every engine, and no other."""
    ledger = Ledger.from_frame(make(TEXT))
    report = ledger.reconciliation[0]
    assert (7, 3, 4, 1) == (report.rows, report.kept, report.set_aside, report.unreadable_amounts)
    assert {"SEK": Decimal("1229.45")} == ledger.totals
    assert (dt.date(2024, 1, 10), dt.date(2025, 3, 4)) == ledger.period
    assert {"date", "amount"} == ledger.problems.counts.keys()
    amounts = report.amounts[0]
    assert (Decimal("1229.45"), Decimal(3)) == (amounts.kept, amounts.set_aside)


def test_cubes_and_selections_are_the_same(make):
    """Keys, bands and months come from the engine, the supplier's key from us."""
    ledger = Ledger.from_frame(make(TEXT))
    assert [
        ("5560160680", "2024-01", 1, 123450, 1),
        ("name:a ab", "2024-02", 0, -500, 1),
        ("personal", "2025-03", 0, -5, 1),
    ] == ledger.cube("supplier_key", "month", "value_band").rows()
    assert 2 == len(ledger.where(supplier="a AB"))
    assert 1 == len(ledger.where(quarter="2024-Q1", value_band=1))
    assert 1 == len(ledger.filter(nw.col("amount") > 0))


def test_rows_stay_in_their_engine_and_no_person_shows(make):
    """to_native gives the user's own kind of frame; to_polars the same rows with keys."""
    frame = make(TEXT)
    ledger = Ledger.from_frame(frame)
    native = ledger.to_native()
    assert nw.from_native(frame).implementation == nw.from_native(native).implementation
    rows = ledger.to_polars().sort("amount")
    assert [("name:a ab", "a  ab"), ("personal", None), ("5560160680", "A AB")] == rows.select(
        "supplier_key", "supplier"
    ).rows()
    assert "1212" not in str(rows.rows())


def test_typed_columns_need_no_reading(make):
    """Dates, numbers of major units whatever their type, whole minor units under their own name."""
    days = [dt.date(2024, 1, 10), dt.date(2024, 2, 29), dt.date(1889, 1, 1)]
    ledger = Ledger.from_frame(
        make({"date": days, "amount_minor": [100, 250, 300], "supplier": ["a", "b", "c"]}), currency="SEK"
    )
    assert {"SEK": Decimal("3.50")} == ledger.totals
    ledger = Ledger.from_frame(
        make({"date": days, "amount": [100, 250, 300], "supplier": ["a", "b", "c"]}), currency="SEK"
    )
    assert {"SEK": Decimal(350)} == ledger.totals
    assert "amounts in major units; minor units are named amount_minor" in ledger.parts[0].report.notes
    floats = make({"when": days, "sum": [0.1 + 0.2, 1234.5, 1.0], "supplier": ["a", "b", "c"]})
    ledger = Ledger.from_frame(floats, columns={"date": "when", "amount": "sum"}, currency="SEK")
    assert {"SEK": Decimal("1234.80")} == ledger.totals
    crowns = make({"when": days, "sum": [1, 2, 3], "supplier": ["a", "b", "c"]})
    assert {"XXX": Decimal(3)} == Ledger.from_frame(crowns, columns={"date": "when", "amount": "sum"}).totals


def test_what_is_missing_is_named(make):
    """A frame without an amount, a column that is not there, a word that is not known."""
    with pytest.raises(outreach.UnknownTableError, match="no column for date and amount"):
        Ledger.from_frame(make({"x": ["1"]}))
    with pytest.raises(outreach.UnknownTableError, match="no column 'Summa'"):
        Ledger.from_frame(make({"x": ["1"]}), columns={"amount": "Summa"})
    with pytest.raises(outreach.QuestionError, match="'sum' is not known"):
        Ledger.from_frame(make({"x": ["1"]}), columns={"sum": "x"})


def test_a_frame_has_a_country(make):
    """Its numbers, value bands and masks are the country's, as in a file that is read with it."""
    data = {
        "date": ["2024-01-10", "2024-01-11", "2024-01-12"],
        "amount": ["1000.00", "7000.00", "50.00"],
        "supplier": ["Alfa Ltd", "Alfa Limited", "Beta QQ 12 34 56 C"],
        "supplier_id": ["00000002", "2", None],
        "currency": ["GBP"] * 3,
    }
    british = Ledger.from_frame(make(data), country="GB")
    assert british.country.code == "GB"
    assert "GB-COH-00000002" in [row.key for row in outreach.analysis.spend(british, by="supplier")]
    bands = [row.label for row in outreach.analysis.spend(british, by="value_band")]
    assert bands != [row.label for row in outreach.analysis.spend(Ledger.from_frame(make(data)), by="value_band")]
    with pytest.raises(outreach.QuestionError, match="XX"):
        Ledger.from_frame(make(data), country="XX")
