"""Tables without headings, and columns without one: no data is taken for a heading, and no row is swallowed."""

from __future__ import annotations

from decimal import Decimal

import pytest

import outreach
from outreach.sources import Csv

ROWS = ["Bokvalls;2024-01-01;61110;100,50", "Ekfors;2024-01-02;61110;200,50", "Granlunds;2024-01-03;61111;300,00"]


@pytest.fixture
def path(tmp_path):
    """Write lines as a file."""

    def written(*lines: str):
        file = tmp_path / "fil.csv"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return file

    return written


@pytest.mark.parametrize(
    ("lines", "hint"),
    [
        (ROWS, '"date": "column 2", "amount": "column 4", "supplier": "column 1"'),
        (["Reskontra 2024;;;", "", *ROWS], '"amount": "column 4"'),
        (["556016-0680;Bokvalls;1 200.00;01/02/2024"] * 3, '"date": "column 4", "amount": "column 3"'),
        (["Tak;Skola;2024-05-01", "Golv;Skola;2024-06-01"], '"title": "column 1", "planned_publication": "column 3"'),
    ],
)
def test_a_file_without_headings_is_refused_as_such(path, lines, hint):
    """The reason is said, no cell is shown as a heading, and the hint names columns by their numbers."""
    with pytest.raises(outreach.UnknownTableError, match="no headings: its first row is data") as caught:
        outreach.read(path(*lines))
    assert hint in caught.value.hint
    assert () == caught.value.headings
    assert not any(cell in str(caught.value) for cell in ("Bokvalls", "Tak", "100,50"))


@pytest.mark.parametrize(
    "columns",
    [
        {"supplier": "column 1", "date": "column 2", "amount": "Column 4"},
        {"supplier": "Bokvalls", "date": "2024-01-01", "amount": "100,50"},
        {"supplier": "Bokvalls", "date": "column 2", "amount": "100,50", "account": "61110"},
    ],
)
@pytest.mark.parametrize("above", [[], ["Reskontra;;;"], ["", ";;;"]])
def test_named_columns_keep_the_first_row(path, columns, above):
    """By number, or by a cell of it: the row counts."""
    data = outreach.read(Csv(path(*above, *ROWS), columns=columns, currency="SEK"))
    assert (3, Decimal("601.00")) == (len(data.purchases), data.purchases.totals["SEK"])
    assert ("column 4", "amount") in data.reconciliation[0].columns


def test_naming_some_cells_swallows_no_row(path):
    """What is missing is still missing: the row of data does not become headings."""
    with pytest.raises(outreach.UnknownTableError, match="no headings"):
        outreach.read(Csv(path(*ROWS), columns={"amount": "100,50"}))


def test_a_saved_mapping_holds_for_the_next_file_without_headings(path, tmp_path):
    """Where it has as many columns."""
    first = path(*ROWS)
    named = {"supplier": "column 1", "date": "column 2", "amount": "column 4"}
    outreach.save_mapping(Csv(first, columns=named, currency="SEK"))
    assert 3 == len(outreach.read(first).purchases)
    path(*(f"{row};x" for row in ROWS))
    with pytest.raises(outreach.UnknownTableError, match="more columns"):
        outreach.read(tmp_path / "fil.csv")


def test_a_blank_heading_is_named_by_its_number(path):
    """Beside headings that are known."""
    lines = ["Datum;;Belopp;", "2024-01-01;Bokvalls;100,50;x", "2024-01-02;Ekfors;200,00;"]
    data = outreach.read(Csv(path(*lines), columns={"supplier": "column 2"}, currency="SEK"))
    assert ["Bokvalls", "Ekfors"] == data.purchases.to_polars()["supplier"].to_list()


def test_headings_with_figures_are_headings(path):
    """A year, a number of a column or an account beside words that are known."""
    data = outreach.read(Csv(path("Datum;Leverantör;2016;Belopp", "2016-01-02;Ekfors;7;1,00"), currency="SEK"))
    assert Decimal("1.00") == data.purchases.totals["SEK"]
    data = outreach.read(path("Upphandling;Annonseras;2016-01-01", "Tak;2024-05-01;7"))
    assert ["Tak"] == [one.title for one in data.procurements]
