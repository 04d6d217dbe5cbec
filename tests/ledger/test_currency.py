"""The currency is what the file says, what the user says, or none."""

from __future__ import annotations

from decimal import Decimal

import pytest

SPECIFICATION = "kopare_id;kopare;leverantor;leverantor_id;konto_nr;bokforingsdatum;nettobelopp"


def test_currencies_are_never_added(read_rows):
    """Each has its own sum; a row that should name one and does not is set aside."""
    data = read_rows("2024-01-10;A;;1;1,00;SEK", "2024-01-10;A;;1;2,00;eur", "2024-01-10;A;;1;4,00;")
    assert {"EUR": Decimal(2), "SEK": Decimal(1)} == data.purchases.totals
    assert {"currency": 1} == data.problems.counts
    assert {("EUR", 2), ("SEK", 1), ("XXX", 0)} == {(a.currency, int(a.kept)) for a in data.reconciliation[0].amounts}
    assert 4 == sum(a.set_aside for a in data.reconciliation[0].amounts)


def test_the_option_names_what_the_file_leaves_open(read_rows, read):
    """It fills empty cells and whole files, and overrides no currency that is written."""
    rows = ("2024-01-10;A;;1;1,00;", "2024-01-10;A;;1;2,00;EUR")
    assert {"EUR": Decimal(2), "SEK": Decimal(1)} == read_rows(*rows, currency="SEK").purchases.totals
    assert {"GBP": Decimal(1)} == read("Date;Supplier;Amount\n2024-01-10;A;1\n", currency="GBP").purchases.totals


def test_no_currency_is_said_once(read):
    """A file that names none has XXX and one warning that names the option."""
    data = read("Date;Supplier;Amount\n2024-01-10;A;1\n2024-01-10;A;1\n")
    assert {"XXX": Decimal(2)} == data.purchases.totals
    assert ["no currency"] == [problem.kind for problem in data.problems]
    assert "currency=" in next(iter(data.problems)).hint


def test_the_heading_may_name_it(read):
    """Net Amount £ is in pounds."""
    assert {"GBP": Decimal(1)} == read("Date,Supplier,Net Amount £\n2024-01-10,A,1\n").purchases.totals


def test_a_cell_may_name_it(read):
    """A sign beside the number counts; one that contradicts the column sets the row aside."""
    assert {"GBP": Decimal("5.10")} == read('Date,Supplier,Amount\n2024-01-10,A,"£5.10"\n').purchases.totals
    data = read("Date,Supplier,Amount,Currency\n2024-01-10,A,£5.10,SEK\n2024-01-10,A,1,SEK\n")
    assert {"SEK": Decimal(1)} == data.purchases.totals


def test_the_swedish_specification_with_a_swedish_number_means_kronor(read):
    """Its headings alone do not."""
    row = ";Kommunen;A AB;{};4010;2024-01-10;1,00"
    swedish = read(f"{SPECIFICATION}\n{row.format('556016-0680')}\n")
    assert {"SEK": Decimal(1)} == swedish.purchases.totals
    assert any("currency SEK" in note for note in swedish.reconciliation[0].notes)
    assert {"XXX": Decimal(1)} == read(f"{SPECIFICATION}\n{row.format('17')}\n").purchases.totals


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "SEK"),
        ({"currency": "NOK"}, "NOK"),
        ({"country": "GB"}, "XXX"),
        ({"country": "GB", "currency": "NOK"}, "NOK"),
    ],
)
def test_kr_is_what_is_asked_for_else_the_countrys(read, options, expected):
    """Beside the amount; where the country has no crowns and none are asked for, it says nothing."""
    data = read("Date;Supplier;Amount\n2024-01-10;A;500 000 kr\n", **options)
    assert {expected: Decimal(500_000)} == data.purchases.totals


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "SEK"),
        ({"currency": "NOK"}, "NOK"),
        ({"country": "GB"}, "XXX"),
        *(({"country": "GB", "currency": code}, code) for code in ("NOK", "DKK", "ISK")),
    ],
)
def test_kr_in_a_column_of_currencies_is_what_is_asked_for(read_rows, options, expected):
    """The same word means the same in a column of its own."""
    assert {expected: Decimal(1)} == read_rows("2024-01-10;A;;1;1,00;kr", **options).purchases.totals


@pytest.mark.parametrize("row", ["2024-01-10;A;5 kr;", "2024-01-10;A;5;kr"])
def test_kr_in_a_country_without_crowns_is_asked_about(read, row):
    """Beside the amount or in a column: pounds are not proposed for what says crowns."""
    (problem,) = read(f"Date;Supplier;Amount;Currency\n{row}\n", country="GB").problems
    assert "it says kr, which is no money of United Kingdom" in str(problem)
    assert "GBP" not in str(problem)


def test_kr_beside_an_amount_contradicts_no_crowns(read):
    """A column that names the crowns of Norway or the pound stands."""
    data = read("Date,Supplier,Amount,Currency\n2024-01-10,A,5 kr,NOK\n")
    assert {"NOK": Decimal(5)} == data.purchases.totals
