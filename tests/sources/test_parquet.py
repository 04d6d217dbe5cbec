"""Parquet files: typed or text, read as they lie."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
from decimal import Decimal

import polars as pl
import pytest

import outreach
from outreach import testing
from outreach.sources import Csv, Parquet


def _read(*inputs):
    return outreach.read(*inputs, registry=outreach.Registry(entry_points=False))


@pytest.fixture
def write(tmp_path):
    """Write columns as a Parquet file and return its path."""

    def write(columns, name="l.parquet"):
        path = tmp_path / name
        pl.DataFrame(columns).write_parquet(path)
        return path

    return write


DATES = [dt.date(2024, 1, 10), dt.date(2024, 1, 11)]


@pytest.mark.parametrize(
    "amounts",
    [
        pl.Series([Decimal("1000.10"), Decimal("-0.30")], dtype=pl.Decimal(12, 2)),
        pl.Series([1000.1, -0.30000000000000004]),
        pl.Series(["1000,10", "-0,30"]),
        pl.Series(["1000.10", "-0.30"], dtype=pl.Categorical),
    ],
    ids=["decimal", "float", "text", "category"],
)
def test_typed_and_text_columns_read_the_same(write, amounts):
    """Of whichever type, the amount is exact."""
    data = _read(Parquet(write({"Datum": DATES, "Leverantör": ["A", "B"], "Belopp": amounts}), currency="SEK"))

    assert {"SEK": Decimal("999.80")} == data.purchases.totals
    assert (DATES[0], DATES[1]) == data.purchases.period


def test_it_is_recognised_and_its_whole_numbers_are_whole(write):
    """By how it begins; kronor without öre are kronor, accounts are digits."""
    path = write({"datum": DATES, "belopp": [1000, 2], "konto": [6400, 6500], "valuta": ["SEK", "SEK"]})
    data = _read(path)

    assert {"SEK": Decimal(1002)} == data.purchases.totals
    assert ["6400", "6500"] == data.purchases.to_polars()["account"].to_list()


def test_moments_and_what_is_nested(write):
    """Midnight is a date; a column of lists is left, and that is noted."""
    moments = [dt.datetime(2024, 1, 10), dt.datetime(2024, 1, 11, 8, 30)]  # noqa: DTZ001 - as files have them
    data = _read(write({"datum": moments, "leverantör": ["A", "B"], "belopp": [1, 2], "taggar": [["a"], ["b"]]}))

    assert DATES == data.purchases.to_polars()["date"].to_list()
    assert "column 'taggar' was not read: it holds no plain values" in str(data.reconciliation)


def test_what_the_ledger_wrote_reads_back(tmp_path):
    """``to_parquet`` and back: the same rows, amounts to the öre."""
    path = tmp_path / "l.csv"
    text = "datum;leverantör;orgnr;belopp;fakturanummer\n2024-01-10;A;556016-0680;-0,05;F1\n2024-01-11;B;;1234,50;F2\n"
    path.write_text(text, encoding="utf-8")
    first = _read(Csv(path, currency="SEK")).purchases
    first.to_parquet(tmp_path / "l.parquet")
    again = _read(tmp_path / "l.parquet").purchases
    where = ("origin_file", "origin_line")

    assert {"SEK": Decimal("1234.45")} == again.totals
    assert first.to_polars().drop(where).equals(again.to_polars().drop(where))


def test_bad_rows_are_told_by_number(write):
    """A row whose amount is no number is set aside, and told by its number."""
    columns = {"datum": DATES, "belopp": [1.0, float("nan")], "leverantör": ["A", "B"], "valuta": ["SEK", "SEK"]}
    data = _read(write(columns))

    assert [(2, "amount")] == [(problem.origin.row, problem.kind) for problem in data.problems]


@pytest.mark.parametrize("cut", [4, 20, 200, -1])
def test_a_torn_file_is_told(write, cut):
    """In one line of the family."""
    path = write({"datum": DATES, "belopp": [1, 2], "leverantör": ["A", "B"]})
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(outreach.SourceError, match="damaged: "):
        _read(path)


@pytest.mark.parametrize("at", range(0, 900, 13))
def test_a_damaged_file_raises_in_the_family(write, at, capfd):
    """Whatever byte is wrong: rows, or an error of the library; never a panic."""
    path = write({"datum": DATES * 50, "belopp": [1.5, 2.0] * 50, "leverantör": ["A", "B"] * 50})
    damaged = bytearray(path.read_bytes())
    damaged[4 + at % (len(damaged) - 4)] ^= 0xFF
    path.write_bytes(damaged)
    with contextlib.suppress(outreach.InputError):
        _read(path)
    capfd.readouterr()  # what polars prints of its own panics


def test_no_rows_and_too_many_columns(write):
    """An empty table is empty; more columns than any ledger has are refused."""
    with pytest.raises(outreach.EmptyInputError):
        _read(write({"datum": pl.Series([], dtype=pl.Date)}))
    with pytest.raises(outreach.SourceError, match="600 columns"):
        _read(write({f"c{number}": [1] for number in range(600)}))


def _bytes(rows):
    columns = {"datum": DATES[:1] * rows, "leverantör": ["A"] * rows, "belopp": [str(row) for row in range(rows)]}
    made = io.BytesIO()
    pl.DataFrame(columns, schema={"datum": pl.Date, "leverantör": pl.String, "belopp": pl.String}).write_parquet(made)
    return made.getvalue()


test_kit = testing.source_tests(
    Parquet,
    suffix=".parquet",
    empty=_bytes(0),
    one=_bytes(1),
    many=_bytes(5),
    kind="any",
    options=[{"currency": "SEK"}],
    bad_options=[{"currency": "kronor"}, {"path": None}, {"nonsense": 1}, {"columns": {"amount": "Ingenstans"}}],
)
