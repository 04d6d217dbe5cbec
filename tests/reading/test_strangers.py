"""Sources as strangers write them: rows of any kind, tables in any engine."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import outreach
from outreach import Procurement, Purchase, Row, Table


@attrs.frozen(eq=False)
class Rows(outreach.Source):
    """Gives the rows it was made with."""

    name = "rows"
    given: tuple = ()

    def rows(self):
        """Give them."""
        return self.given


@attrs.frozen(eq=False)
class Tables(outreach.Source):
    """Gives the tables it was made with."""

    name = "tables"
    given: tuple = ()

    def tables(self):
        """Give them."""
        return self.given


def test_purchases_may_come_one_by_one(read):
    """Invoices do: they become columns, with the same checks and addresses."""
    rows = [
        Row(Purchase, {"date": "2017-01-02", "amount": "10,50", "supplier": "A", "currency": "SEK"}, line=2),
        Row(
            Purchase,
            {"date": "2017-01-03", "amount": "-0,50", "supplier": "B", "currency": "SEK", "unit": "Teknik"},
            line=3,
        ),
        Row(Purchase, {"date": "igår", "amount": "1,00", "supplier": "B", "currency": "SEK"}, line=4),
    ]
    data = read(Rows(rows))
    assert data.purchases.totals == {"SEK": Decimal("10.00")}
    assert "rows:4:date: not a date: 'igår'" in str(data.problems)
    assert [row["unit"] for row in data.purchases.to_polars().to_dicts()] == [None, "Teknik"]


def test_rows_without_lines_are_numbered(read):
    """Where a format has no lines, the row's number stands in the address."""
    rows = [Row(Purchase, {"date": "igår", "amount": "1", "supplier": "B"}, part="p")]
    rows += [Row(Procurement, {"title": "Hiss", "planned_publication": "snart"}, part="p")]
    assert {str(problem.origin) for problem in read(Rows(rows)).problems if problem.kind == "date"} == {
        "rows:p:row 1:date",
        "rows:p:row 1:planned_publication",
    }


def test_values_need_not_be_text(read):
    """A day, an exact number, an enum's member, nothing: what is plain to write is taken as written."""
    values = {
        "title": "Hiss",
        "tender_deadline": pd.Timestamp("2017-03-01").date(),
        "estimated_value": Decimal("1200.50"),
        "stage": outreach.Stage.AWARDED,
        "incumbents": ["A AB", "B AB"],
        "unit": None,
    }
    record = read(Rows([Row(Procurement, values)])).procurements[0]
    assert record.estimated_value.low == Decimal("1200.50")
    assert (str(record.tender_deadline), record.stage, record.unit) == ("2017-03-01", outreach.Stage.AWARDED, "")
    assert record.incumbents == ("A AB", "B AB")


def test_no_rows_is_said(read):
    """A source that finds nothing stands in the reconciliation all the same."""
    report = read(Rows()).reconciliation[0]
    assert (report.kind, report.notes, report.adds_up) == ("not understood", ("no rows",), True)


@pytest.mark.parametrize("record", [outreach.Event, "Procurement"])
def test_rows_of_what_is_not_read_are_refused(read, record):
    """The error says what rows there are."""
    with pytest.raises(outreach.SourceError, match="one of: Purchase, Procurement, Contract, Supplier"):
        read(Rows([Row(record, {"title": "x"})]))


COLUMNS = {"a": ["Hiss", None, "Städ"], "b": ["Q1 2017", None, "mars"], "c": ["1 mkr", None, None]}
HEADINGS = ("Upphandling", "Planerad annonsering", "Värde")


@pytest.mark.parametrize("engine", [pl.DataFrame, pl.LazyFrame, pd.DataFrame, pa.table])
def test_a_table_may_be_in_any_engine(read, engine):
    """Whatever narwhals reads; what the engine puts for nothing is nothing."""
    data = read(Tables([Table(frame=engine(COLUMNS), headings=HEADINGS, part="Blad")]))
    assert [record.title for record in data.procurements] == ["Hiss", "Städ"]
    assert str(data.problems).startswith("tables:Blad:row 3:planned_publication: no year: 'mars'")
    report = data.reconciliation[0]
    assert (report.rows, report.kept, report.blank) == (3, 2, 1)


def test_a_table_may_say_what_it_is(read):
    """A source that knows need not rely on headings alone."""
    table = Table(frame=pl.DataFrame(COLUMNS), headings=HEADINGS, record=outreach.Contract)
    with pytest.raises(outreach.UnknownTableError, match="like a table of Contract, but no column is the title"):
        read(Tables([table]))


def test_an_empty_table_beside_a_full_one(read):
    """An empty sheet is named, and hinders nothing."""
    empty, full = (
        Table(frame=pl.DataFrame(), part="tom"),
        Table(frame=pl.DataFrame(COLUMNS), headings=HEADINGS, part="full"),
    )
    data = read(Tables([empty, full]))
    assert [(report.part, report.kind) for report in data.reconciliation] == [
        ("tom", "not understood"),
        ("full", "procurement list"),
    ]
    with pytest.raises(outreach.UnknownTableError, match="no table in it has rows"):
        read(Tables([empty]))
