"""The recipe is the same reading, with every guess written down."""

from __future__ import annotations

import pytest

import outreach

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


@pytest.mark.parametrize(
    "name",
    [
        "ledger/leeds-2010-12.csv",
        "ledger/made-goteborg-form.csv",
        "ledger/vasteras-2025-rowstore-page.json",
        "ledger/vgr-2026-01-sample.csv",
        "lists/alsvike-upphandlingsplan.csv",
        "lists/council-procurement-pipeline.csv",
        "lists/flera-forvaltningar-2018.xlsx",
        "lists/hassleholm-form-2017.xlsx",
        "registers/avtal-rangordning-form.xlsx",
        "registers/foretag-rikstackande-form.csv",
        "registers/foretagsregister-naringsliv.csv",
    ],
)
def test_a_recipe_reads_the_same(shared, read, name):
    """Executed, it gives the same records, the same sums and the same problems."""
    data = read(shared / "data" / name)
    again = run(data.recipe)
    assert again.procurements == data.procurements
    assert again.contracts == data.contracts
    assert again.suppliers == data.suppliers
    assert again.purchases.totals == data.purchases.totals
    assert str(again.problems) == str(data.problems)
    assert again.recipe == data.recipe


def test_a_recipe_keeps_what_the_user_said(read, write):
    """Options that were given stand in it, before anything found out."""
    path = write("l.csv", "Dag|Vem|Summa\n2016-01-02|Åns AB|5\n")
    source = outreach.source("csv", path=path, columns={"date": "Dag", "supplier": "Vem"}, currency="NOK")
    recipe = read(source).recipe
    assert 'currency="NOK"' in recipe
    assert 'columns={"date": "Dag", "supplier": "Vem"}' in recipe
    assert run(recipe).purchases.totals == read(source).purchases.totals
