"""A frame's amounts: what a file of the same rows gives, whatever the type of their column, there and back again."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import polars as pl
import pytest

import outreach
from outreach import Ledger

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
