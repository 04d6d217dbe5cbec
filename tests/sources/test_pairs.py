"""parse(write(x)) = x for every way in which rows are written and read, whatever stands in the cells."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import outreach
from outreach import publications, rendering
from outreach.dataset import Records
from outreach.sources import Csv, Json, Parquet, Xlsx

pytestmark = pytest.mark.property

REGISTRY = outreach.Registry(entry_points=False)
WORD = st.text(st.characters(categories=["L"], max_codepoint=0x24F), min_size=2, max_size=6)
NAME = st.lists(WORD, min_size=1, max_size=3).map(" ".join).map(lambda text: f"{text} AB")
DAY = st.dates(date(1995, 1, 1), date(2060, 12, 31))
MINOR = st.integers(-(10**11), 10**11)
HEADINGS = ("Bokföringsdatum", "Leverantör", "Konto", "Nettobelopp", "Fakturanummer")
PURCHASE = st.tuples(DAY, NAME, st.sampled_from(["6400", "7410"]), MINOR, st.integers(1, 10**6).map("F{}".format))
PURCHASES = st.lists(PURCHASE, min_size=1, max_size=12)


def as_csv(rows, path):
    """Write *rows* as an export of a bookkeeping system."""
    text = io.StringIO(newline="")
    swedish = [
        (day, *names, f"{Decimal(minor).scaleb(-2)}".replace(".", ","), bill) for day, *names, minor, bill in rows
    ]
    csv.writer(text, delimiter=";").writerows([HEADINGS, *swedish])
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return Csv(path, currency="SEK")


def as_xlsx(rows, path):
    """Write *rows* as a workbook, days and amounts typed."""
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    for day, name, account, minor, bill in rows:
        book.active.append((day, name, account, Decimal(minor).scaleb(-2), bill))
    book.save(path)
    return Xlsx(path, currency="SEK")


def as_json(rows, path):
    """Write *rows* as objects, amounts as numbers with their decimals."""
    made = [
        json.dumps(dict(zip(HEADINGS, (str(day), *names, 0, bill), strict=True))).replace(
            '"Nettobelopp": 0', f'"Nettobelopp": {Decimal(minor).scaleb(-2)}'
        )
        for day, *names, minor, bill in rows
    ]
    path.write_text(f"[{', '.join(made)}]", encoding="utf-8")
    return Json(path, currency="SEK")


def as_parquet(rows, path):
    """Write *rows* as typed columns."""
    columns = dict(zip(HEADINGS, zip(*rows, strict=True), strict=True))
    amounts = [Decimal(minor).scaleb(-2) for minor in columns["Nettobelopp"]]
    frame = pl.DataFrame(columns | {"Nettobelopp": pl.Series(amounts, dtype=pl.Decimal(18, 2))})
    frame.write_parquet(path)
    return Parquet(path, currency="SEK")


WRITERS = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json, "parquet": as_parquet}


def read(*sources):
    """Read without what is installed."""
    return outreach.read(*sources, registry=REGISTRY)


def purchases(data):
    """Return the rows of a ledger as they were written."""
    names = ("date", "supplier", "account", "amount_minor", "invoice")
    return data.purchases.to_polars(minor_units=True).select(names).rows()


@pytest.mark.parametrize("form", WRITERS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(rows=PURCHASES)
def test_a_ledger_in_every_form(form, rows):
    """Each row is the row, to the öre, and every one of them is counted."""
    with tempfile.TemporaryDirectory() as folder:
        data = read(WRITERS[form](rows, Path(folder, f"l.{form}")))
        assert rows == purchases(data)
    report = data.reconciliation[0]
    assert (len(rows), len(rows), 0) == (report.rows, report.kept, report.set_aside)
    assert {"SEK": Decimal(sum(row[3] for row in rows)).scaleb(-2)} == data.purchases.totals


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(rows=PURCHASES)
def test_what_the_ledger_writes(rows):
    """``to_parquet`` of what was read is read as the same ledger: rows, sums and suppliers."""
    with tempfile.TemporaryDirectory() as folder:
        first = read(as_csv(rows, Path(folder, "l.csv"))).purchases
        first.to_parquet(Path(folder, "l.parquet"))
        again = read(Path(folder, "l.parquet")).purchases
        keys = ("supplier_key", "account", "month")
        assert first.totals == again.totals
        assert first.cube(*keys).rows() == again.cube(*keys).rows()


LINES = st.lists(st.tuples(NAME, DAY, st.integers(0, 10**9)), min_size=1, max_size=8, unique_by=lambda row: row[0])


CONTRACTS = {
    "csv": lambda rows: "\n".join(["Avtal;Leverantör;Slutdatum;Avtalsvärde (SEK)", *map(_contract, rows)]),
    "json": lambda rows: json.dumps(
        [
            {"Avtal": f"Avtal {name}", "Leverantör": name, "Slutdatum": str(day), "Avtalsvärde (SEK)": value}
            for name, day, value in rows
        ]
    ),
}


def _contract(row):
    name, day, value = row
    return f"Avtal {name};{name};{day};{value}"


@pytest.mark.parametrize("form", CONTRACTS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(rows=LINES)
def test_a_register_in_every_form(form, rows):
    """Title, supplier, end and value of each contract, and no problem."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"avtal.{form}")
        path.write_text(CONTRACTS[form](rows), encoding="utf-8")
        data = read(path)
    found = [(each.supplier_names[0], each.period.end, each.value.amount) for each in data.contracts]
    assert sorted((name, day, Decimal(value)) for name, day, value in rows) == sorted(found)
    assert 0 == data.problems.total


TIME = st.sampled_from(["v. 7 2017", "maj 2017", "Q2 2018", "2019", "2020-02-29", "löpande"])
PLANS = st.lists(
    st.tuples(NAME, TIME, st.integers(1, 10**6), st.integers(0, 10**6), st.booleans(), st.integers(1, 60)),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row[0],
)
LOCALES = st.sampled_from(["sv_SE", "en_GB"])


def plans(rows):
    """Return procurements of *rows*: when, how much at least and more, about or not, for how many months."""
    return tuple(
        outreach.Procurement(
            id=f"p-{number}",
            title=name,
            planned_publication=outreach.Period.parse(when),
            estimated_value=outreach.Estimate(low=Decimal(low), high=Decimal(low + more), currency="SEK", about=about),
            contract_length=outreach.ContractLength(months=months, max_months=months),
        )
        for number, (name, when, low, more, about, months) in enumerate(rows)
    )


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(rows=PLANS, locale=LOCALES)
def test_tables_that_publications_hold(form, rows, locale):
    """What ``table_csv`` and ``tables_xlsx`` write, ``Csv`` and ``Xlsx`` read, in both languages."""
    expected = plans(rows)
    data = outreach.Dataset(procurements=Records(outreach.Procurement, expected))
    publication = publications.procurement_list(data, today=date(2017, 1, 20), locale=locale)
    (whole,) = (table for table in rendering.tables(publication) if not table.is_shown)
    about = rendering.About(title=publication.title)
    made = rendering.table_csv(whole, locale) if form == "csv" else rendering.tables_xlsx([whole], locale, about)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"lista.{form}")
        path.write_bytes(made)
        found = read(path)
    assert 0 == found.problems.total
    told = {each.id: _told(each) for each in found.procurements}
    assert {each.id: _told(each) for each in expected} == told


def _told(each):
    return each.title, each.planned_publication, each.estimated_value, each.contract_length.months


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(rows=LINES, locale=LOCALES)
def test_workbooks_to_fill_in(rows, locale):
    """A template of contracts, filled in with anything, gives what was filled in, without a problem."""
    book = openpyxl.load_workbook(io.BytesIO(rendering.template("contracts", locale, currency="SEK")))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "avtal.xlsx")
        book.save(path)
        roles = dict(read(path).reconciliation[0].columns)
        places = {role: heads.index(heading) + 1 for heading, role in roles.items()}
        for number, (name, day, value) in enumerate(rows, 2):
            filled = {"title": f"Avtal {name}", "supplier_names": name, "end": day, "value": value}
            for role, cell in filled.items():
                sheet.cell(number, places[role]).value = cell
        book.save(path)
        data = read(path)
    found = [(each.supplier_names[0], each.period.end, each.value.amount) for each in data.contracts]
    assert sorted((name, day, Decimal(value)) for name, day, value in rows) == sorted(found)
    assert 0 == data.problems.total
