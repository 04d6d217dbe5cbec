"""The recipe is the same reading, with every guess written down."""

from __future__ import annotations

from pathlib import Path

import pytest

import outreach
from outreach.dataset._dataset import KINDS

LEDGER = "Datum;Leverantör;Org.nr;Belopp kr\n24/12/2016;Åns AB;559901-0112;1 234,50\n03/04/2016;B AB;;-4,00\n"


def run(recipe):
    """Execute a recipe and return its dataset."""
    names = {"outreach": outreach}
    exec(recipe, names)  # noqa: S102 - that it can be executed is the promise
    return names["data"]


def test_a_recipe_says_everything(read, write):
    """Encoding, delimiter, columns, decimal sign, order of dates, currency: as code."""
    path = write("l.csv", LEDGER, "cp1252")
    assert read(path).recipe.splitlines() == [
        "data = outreach.read(",
        (
            f'    outreach.source("csv", path="{path}", encoding="cp1252", delimiter=";", record=outreach.Purchase,'
            ' columns={"date": "Datum", "supplier": "Leverantör", "supplier_id": "Org.nr", "amount": "Belopp kr"},'
            ' currency="SEK", date_order="dmy", decimal=","),'
        ),
        ")",
    ]


FOLDERS = ("eforms", "ledger", "lists", "ocds", "registers", "registrations", "ubl")
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
NOT_READ = {"INVALID_pin-only_24_empty.xml", "X02_registration.xml", "release-schema-1.1.4.json"}
FILES = [
    path
    for folder in FOLDERS
    for path in sorted((SHARED / folder).glob("*.*"))
    if path.suffix != ".md" and path.name not in NOT_READ
]


def told(data):
    """Return everything that a dataset tells."""
    records = [tuple(getattr(data, kind)) for kind in KINDS]
    return records, data.purchases.totals, data.problems.to_dicts(), tuple(data.reconciliation), data.recipe


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_recipe_reads_the_same(read, path):
    """Executed, it gives the same records, the same sums and the same problems: of every file at hand."""
    data = read(path)
    records, totals, problems, reports, recipe = told(run(data.recipe))
    assert (records, totals, problems, recipe) == (*told(data)[:3], data.recipe)
    assert [(each.kind, each.rows, each.kept) for each in data.reconciliation] == [
        (each.kind, each.rows, each.kept) for each in reports
    ]


def test_a_recipe_of_several_files_reads_the_same(read):
    """Also of those that a source reads together."""
    folder = SHARED / "eforms"
    data = read(
        folder / "cn_24_open.xml", folder / "change-cn_24_open_dates.xml", SHARED / "ubl" / "guide-example1.xml"
    )
    assert told(data)[:3] == told(run(data.recipe))[:3]
    assert 1 == data.problems.counts["superseded"]


def test_a_recipe_keeps_what_the_user_said(read, write):
    """Options that were given stand in it, before anything found out."""
    path = write("l.csv", "Dag|Vem|Summa\n2016-01-02|Åns AB|5\n")
    source = outreach.source("csv", path=path, columns={"date": "Dag", "supplier": "Vem"}, currency="NOK")
    recipe = read(source).recipe
    assert 'currency="NOK"' in recipe
    assert 'columns={"date": "Dag", "supplier": "Vem"}' in recipe
    assert run(recipe).purchases.totals == read(source).purchases.totals
