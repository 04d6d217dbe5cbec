"""When a file is read again: for rows and for questions with a new key; never for an attribute or a label."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import narwhals as nw
import polars as pl
import pytest

import outreach
from outreach import analysis
from outreach.ledger import Ledger

COLUMNS = {
    "datum": ["2016-02-29", "2016-12-31", "2017-03-01"],
    "leverantör": ["Acme AB", "Berg", "Acme AB"],
    "orgnr": ["556016-0680", "", "556016-0680"],
    "konto": ["6011", "6011", "4010"],
    "kontotext": ["Lokalhyra", "Lokalhyra", "Material"],
    "förvaltning": ["Skola", "Omsorg", "Skola"],
    "kommun_id": ["9999", "9999", "9999"],
    "köpare": ["Landet Lagom", "Landet Lagom", "Landet Lagom"],
    "leverantörens kommun": ["9999", "0580", "0580"],
    "belopp": ["100,00", "-50,00", "7,50"],
    "valuta": ["SEK", "SEK", "SEK"],
}
SELECTIONS = [
    {"year": 2016},
    {"supplier": "5560160680"},
    {"supplier": "acme ab", "account": ["6011", "4010"]},
    {"value_band": 1, "supplier_municipality": "0580"},
    {"supplier": "nobody"},
    {},
]


class Counted:
    """A plan over rows that counts how often they are read."""

    def __init__(self) -> None:
        self.reads = 0

    def frame(self) -> pl.LazyFrame:
        """Return the rows."""

        def read(frame: pl.DataFrame) -> pl.DataFrame:
            self.reads += 1
            return frame

        frame = pl.LazyFrame(COLUMNS)
        return frame.map_batches(read, schema=frame.collect_schema())


@pytest.fixture
def counted() -> Counted:
    """Rows that are counted."""
    return Counted()


@pytest.fixture
def ledger(counted) -> Ledger:
    """What a source reads from them."""

    class Rows(outreach.Source):
        name = "rows"

        def tables(self):
            yield outreach.Table(frame=counted.frame(), headings=tuple(COLUMNS))

    return outreach.read(Rows(), registry=outreach.Registry(entry_points=False)).purchases


def _look(ledger: Ledger) -> tuple[object, ...]:
    return (
        len(ledger),
        bool(ledger),
        ledger.totals,
        ledger.period,
        repr(ledger),
        ledger._repr_html_(),
        [*ledger.problems],
        ledger.reconciliation,
        [(part.purchases, part.totals, part.period) for part in ledger.parts],
    )


@pytest.mark.parametrize("conditions", SELECTIONS)
def test_a_selection_by_keys_of_the_first_pass_reads_nothing(ledger, counted, conditions):
    """Its number, sums and period are exact, and those of its rows."""
    before = counted.reads
    selected = ledger.where(**conditions)
    _look(selected)
    assert before == counted.reads
    rows = selected.to_polars()
    assert before < counted.reads
    assert (rows.height, rows["amount"].sum()) == (len(selected), sum(selected.totals.values()))
    assert ((rows["date"].min(), rows["date"].max()) if rows.height else None) == selected.period


@pytest.mark.parametrize(
    "select",
    [lambda ledger: ledger.where(unit="Skola"), lambda ledger: ledger.filter(nw.col("unit") == "Skola")],
    ids=["where", "filter"],
)
def test_another_selection_reads_once_when_it_is_made(ledger, counted, select):
    """After that its attributes are known."""
    before = counted.reads
    selected = select(ledger)
    assert before + 1 == counted.reads
    _look(selected)
    assert before + 1 == counted.reads
    assert (2, {"SEK": Decimal("107.50")}) == (len(selected), selected.totals)
    assert (dt.date(2016, 2, 29), dt.date(2017, 3, 1)) == selected.period


def test_a_users_plan_is_read_once(counted):
    """A frame of the user's is a question once: its attributes read it no more."""
    own = {"date": "datum", "amount": "belopp", "supplier": "leverantör", "supplier_id": "orgnr", "currency": "valuta"}
    ledger = Ledger.from_frame(counted.frame(), columns=own)
    assert 1 == counted.reads
    _look(ledger)
    assert 1 == counted.reads
    assert (3, {"SEK": Decimal("57.50")}) == (len(ledger), ledger.totals)
    assert (dt.date(2016, 2, 29), dt.date(2017, 3, 1)) == ledger.period


def test_tables_of_the_usual_words_read_nothing(ledger, counted):
    """Labels of accounts, names of municipalities and of suppliers came with the first pass."""
    before = counted.reads
    labels = {
        by: {row.label for row in analysis.spend(ledger, by=by)}
        for by in ("account", "value_band", "supplier", "year", "supplier_municipality", "supplier_size", "industry")
    }
    assert before == counted.reads
    assert {"6011 Lokalhyra", "4010 Material"} == labels["account"]
    assert {"Landet Lagom", "Linköping"} == labels["supplier_municipality"]
    assert {"Acme AB", "Berg"} == labels["supplier"]


def test_a_new_key_reads_once(ledger, counted):
    """Its answer is kept for the next time."""
    before = counted.reads
    table = analysis.spend(ledger, by="unit")
    assert before + 1 == counted.reads
    assert "Skola" in str(table)
    assert table.to_native().height == len(analysis.spend(ledger, by="unit").to_dicts())
    assert before + 1 == counted.reads
