"""Tables whose headings fit two kinds of record: a register of contracts is no list of what will be bought."""

from __future__ import annotations

import pytest

import outreach
from outreach.sources import Csv


@pytest.fixture
def read(tmp_path):
    """Read rows of cells as a file."""

    def read_rows(*rows: tuple[str, ...], **options: object) -> outreach.Dataset:
        path = tmp_path / "fil.csv"
        path.write_text("".join(";".join(row) + "\n" for row in rows), encoding="utf-8")
        return outreach.read(Csv(path, **options))

    return read_rows


REGISTERS = [
    {"Avtal": "Städ", "Leverantör": "Ekfors AB", "Avtalsperiod": "2021-01-01 - 2023-01-28"},
    {"Avtalsnamn": "Städ", "Leverantör": "Ekfors AB", "Startdatum": "2021-01-01", "Slutdatum": "2023-01-28"},
    {"Benämning": "Städ", "Leverantör": "Ekfors AB", "Avtal löper ut": "2023-01-28"},
    {"Contract name": "Cleaning", "Supplier": "Ekfors Ltd", "Start date": "2021-01-01", "End date": "2023-01-28"},
]
MORE = [
    {},
    {"Avtalstyp": "Ramavtal"},
    {"Upphandlingsform": "Öppet", "Kontaktperson": "Ida Prov"},
    {"Status": "Gällande", "CPV": "90910000", "Kommentar": "x"},
    {"Förfarande": "Direktupphandling", "Ansvarig": "Ida", "Telefon": "0451-26 00 00", "Länk": "https://a.example/b"},
]


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("more", MORE)
def test_more_columns_do_not_turn_a_register_into_a_list(read, register, more):
    """Whatever else it tells: no column speaks of what will be bought."""
    table = register | more
    data = read(tuple(table), tuple(table.values()))
    assert (0, 1) == (len(data.procurements), len(data.contracts))
    assert not data.problems.counts.get("record")


@pytest.mark.parametrize(
    "columns",
    [
        {"Upphandling": "Städ", "Nuvarande leverantör": "Ekfors AB", "Avtal löper ut": "2023-01-28"},
        {"Benämning": "Städ", "Leverantör": "Ekfors AB", "Slutdatum": "2023-01-28", "Annonseras": "Q2 2024"},
        {"Titel": "Städ", "Nuvarande leverantör": "Ekfors AB", "Planerad avtalsstart": "2023-01-28", "Förfarande": ""},
    ],
)
def test_a_list_that_names_suppliers_is_a_list(read, columns):
    """A column that tells what will be bought, or when."""
    assert 1 == len(read(tuple(columns), tuple(columns.values())).procurements)


BOTH = {"Avtal": "Städ", "Leverantör": "Ekfors AB", "Slutdatum": "2023-01-28", "Annonseras": "Q2 2024"}


def test_two_kinds_that_are_near_are_asked_for(read):
    """The problem names both, and following its hint settles it."""
    rows = (tuple(BOTH), tuple(BOTH.values()))
    (problem,) = [problem for problem in read(*rows).problems if problem.kind == "record"]
    assert "record=outreach.Contract" in problem.hint
    assert "record=outreach.Procurement" in problem.hint
    for record in (outreach.Contract, outreach.Procurement):
        data = read(*rows, record=record)
        assert (record is outreach.Contract, None) == (bool(data.contracts), data.problems.counts.get("record"))
