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


WIDTHS = [pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32, pl.Float32, pl.Float64]


@pytest.mark.parametrize("dtype", [*WIDTHS, pl.Decimal(12, 2), pl.Decimal(12, 0), pl.String])
@pytest.mark.parametrize("name", ["amount", "Belopp"])
def test_a_frame_is_what_its_file_is(tmp_path, dtype, name):
    """Whatever the type of the amounts and the name of their column, to the minor unit, and there and back again."""
    most = 127 if dtype in (pl.Int8, pl.UInt8) else 25_000
    frame = pl.DataFrame(
        {"date": ["2024-01-02", "2024-01-03"], "supplier": ["A", "B"], name: pl.Series([most, 1]).cast(dtype)}
    )
    frame.cast({name: pl.Int64}).write_csv(tmp_path / "l.csv")
    ledger = Ledger.from_frame(frame, currency="SEK")
    read = outreach.read(outreach.sources.Csv(tmp_path / "l.csv", currency="SEK")).purchases
    assert read.totals == ledger.totals == {"SEK": Decimal(most + 1)}
    assert ledger.totals == Ledger.from_frame(ledger.to_polars()).totals
    assert ledger.totals == Ledger.from_frame(ledger.to_polars(minor_units=True)).totals
    assert ledger.to_native().collect()["amount"].dtype == pl.Decimal(38, 2)


def test_a_whole_number_does_not_wrap():
    """25,000,000 kronor in 32 bits are 2,500,000,000 öre, which 32 bits do not hold."""
    frame = pl.DataFrame({"date": ["2024-01-02"], "amount": pl.Series([25_000_000], dtype=pl.Int32)})
    assert {"SEK": Decimal(25_000_000)} == Ledger.from_frame(frame, currency="SEK").totals


def test_more_places_than_money_has_are_told():
    """They are set aside, not cut."""
    amounts = pl.Series([Decimal("1.005"), Decimal("1.500")], dtype=pl.Decimal(12, 3))
    ledger = Ledger.from_frame(pl.DataFrame({"date": ["2024-01-02"] * 2, "amount": amounts}), currency="SEK")
    assert ({"SEK": Decimal("1.50")}, 1) == (ledger.totals, ledger.parts[0].report.set_aside)
    assert {"amount"} == ledger.problems.counts.keys()


def test_a_number_held_as_a_fraction_is_that_number():
    """Engines make whole numbers with empty cells beside them fractions: ``5560160680.0``."""
    frame = pl.DataFrame({"date": ["2024-01-02"] * 2, "amount": [1, 2], "supplier_id": [5560160680.0, None]})
    assert "5560160680" in Ledger.from_frame(frame, currency="SEK").to_polars()["supplier_key"].to_list()


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow"])
def test_a_moment_is_the_local_day_of_the_country(engine):
    """Half past eleven in the evening in UTC is the next day in Sweden, on every engine."""
    frame = pl.DataFrame(
        {"date": pl.Series([dt.datetime(2024, 1, 1, 23, 30, tzinfo=dt.UTC)]).dt.cast_time_unit("us"), "amount": [1]}
    )
    own = frame if engine == "polars" else frame.to_arrow() if engine == "pyarrow" else frame.to_pandas()
    day = Ledger.from_frame(own, currency="SEK").to_polars()["date"].item()
    assert dt.date(2024, 1, 2) == day
