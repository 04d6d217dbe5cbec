"""Suppliers that are one: by their number, or because a person has decided so; never by a name alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import SameSupplier, Supplier, analysis
from outreach.dataset._sameness import resolved
from outreach.model import Identifier

NUMBER = "5599010112"
LEDGER = (
    "leverantor;leverantor_id;belopp;datum;valuta\n"
    "Ljungåsens Städ AB;559901-0112;100,00;2016-01-02;SEK\n"
    "LJUNGÅSENS STÄD;;50,00;2016-01-03;SEK\n"
    "LJUNGÅSENS STÄD;;25,00;2016-01-04;SEK\n"
    "Kvarnbäcks El AB;559922-4226;10,00;2016-01-03;SEK\n"
)
REGISTER = (
    "Företagsnamn;Organisationsnummer;Ort;Kommun;Bransch\n"
    "Ljungåsens Städ AB;559901-0112;Hässleholm;1293;\n"
    "Ljungåsens Städ;;Hässleholm;;Städ\n"
)
HEAD = "keep;same;decided;by;reason\n"
SAME = HEAD + "559901-0112;name:ljungåsens städ;2017-01-01;Eva Test;samma ort\n"


@pytest.fixture
def files(write):
    """A ledger, a register and a decision."""
    return [write("l.csv", LEDGER), write("r.csv", REGISTER), write("same.csv", SAME)]


def test_a_number_makes_one_of_two_registers(read, write):
    """What only one tells is kept; what both tell the later decides, and a conflict is said with both places."""
    one = write(
        "a.csv", "Leverantörsnummer;Företagsnamn;Organisationsnummer;Ort;Kommun\n17;Åns AB;5599010112;Osby;1273\n"
    )
    two = write("b.csv", "Företagsnamn;Organisationsnummer;Ort;SNI\nÅNS AB;559901-0112;Höör;81210\n")
    data = read(one, two)
    (supplier,) = data.suppliers
    assert (NUMBER, "Höör", "1273", "81210") == (
        supplier.id,
        supplier.locality,
        supplier.municipality,
        supplier.industries[0].code,
    )
    assert [f"{two}:2:locality: not what {one}:2 says of the same (the later one counts)"] == [
        str(problem) for problem in data.problems
    ]


def test_a_name_makes_none_the_same(read, write):
    """Two registers, one name, no number: two suppliers, and a suggestion at most."""
    one = write("a.csv", "Företagsnamn;Bransch;Ort;Kommun\nÅns AB;Bygg;Osby;1273\n")
    two = write("b.csv", "Företagsnamn;Bransch;Ort;Kommun\nÅns AB;IT;Höör;1267\n")
    data = read(one, two)
    assert ["ans-ab", "ans-ab-2"] == [supplier.id for supplier in data.suppliers]
    assert [] == list(data.problems)


def test_two_numbers_are_two_companies(read, write):
    """Though a register calls both by one number of its own."""
    head = "Leverantörsnummer;Företagsnamn;Organisationsnummer;Kommun\n"
    one, two = (
        write("a.csv", head + "17;Åns AB;5599010112;1273\n"),
        write("b.csv", head + "17;Bäcks AB;5599224226;1273\n"),
    )
    assert [NUMBER, "5599224226"] == [supplier.identifier.id for supplier in read(one, two).suppliers]


def test_a_sole_trader_is_one_by_number_and_stays_hidden(read, write):
    """In memory the number tells; no id, message or table does."""
    one = write("a.csv", "Företagsnamn;Organisationsnummer;Ort\nTest Foto;900101-9802;Osby\n")
    two = write("b.csv", "Företagsnamn;Organisationsnummer;Ort\nTest Foto;18900101-9802;Höör\n")
    data = read(one, two)
    assert 1 == len(data.suppliers)
    assert "9802" not in repr(data.suppliers[0]) + str(data.problems) + str(data.suppliers.to_dicts())


def test_names_are_suggested_with_reasons(files, read):
    """And nothing is done by it."""
    data = read(*files[:2])
    (suggestion,) = analysis.same_suppliers(data)
    assert (NUMBER, "name:ljungåsens städ") == (suggestion.keep, suggestion.same)
    assert ("the same name but for the form of company", "the same town") == suggestion.reasons
    assert () == suggestion.doubts
    assert {NUMBER, "name:ljungåsens städ", "5599224226"} == set(data.purchases.cube("supplier_key")["supplier_key"])


def test_a_suggestion_is_accepted_by_its_line(files, read, write):
    """Pasted below the headings it reads back, and is not suggested again."""
    (suggestion,) = analysis.same_suppliers(read(*files[:2]))
    data = read(*files[:2], write("mine.csv", f"{HEAD}{suggestion.line}\n"))
    assert () == analysis.same_suppliers(data)
    assert [NUMBER] == [supplier.id for supplier in data.suppliers]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (2, 0, 1)])
def test_a_decision_holds_everywhere(files, read, order):
    """In register, ledger and questions, whichever file is read first."""
    data = read(*(files[place] for place in order))
    (supplier,) = data.suppliers
    assert (NUMBER, "Ljungåsens Städ AB", "Städ") == (supplier.id, supplier.name, supplier.industry)
    cube = data.purchases.cube("supplier_key", "supplier")
    assert [(NUMBER, "Ljungåsens Städ AB", 17_500, 3)] == [row for row in cube.iter_rows() if row[0] == NUMBER]
    for asked in ("559901-0112", NUMBER, "ljungåsens städ", "Ljungåsens Städ AB", "name:ljungåsens städ"):
        assert {"SEK": Decimal("175.00")} == data.purchases.where(supplier=asked).totals
    assert {NUMBER, "5599224226"} == set(data.purchases.to_polars()["supplier_key"])
    assert {"SEK": Decimal("185.00")} == data.purchases.totals
    rows = {row.label: row.amount.amount for row in analysis.spend(data, by="supplier")}
    assert Decimal("175.00") == rows["Ljungåsens Städ AB"]
    assert date(2017, 1, 1) == data.same[0].decided


def test_a_decision_made_later_holds_for_what_was_read(files, read):
    """Datasets add, in any order."""
    ledger, register, same = (read(path) for path in files)
    for data in (ledger + register + same, same + ledger + register, ledger + (same + register)):
        assert [NUMBER] == [supplier.id for supplier in data.suppliers]
        assert 2 == data.purchases.cube("supplier_key").height


def test_deleting_the_line_undoes_it(files, read, write):
    """What is read then is as if nobody had decided."""
    without = read(files[0], files[1])
    emptied = read(files[0], files[1], write("other.csv", f"{HEAD}5599224226;name:något annat;;;\n"))
    assert without.suppliers == emptied.suppliers
    assert without.purchases.cube("supplier_key").equals(emptied.purchases.cube("supplier_key"))


def test_who_decided_is_personal(files, read):
    """The name stands in no table and no repr."""
    data = read(*files)
    assert "Eva Test" not in repr(list(data.same)) + str(data.same.to_dicts()) + data.same._repr_html_()
    assert "Eva Test" == data.same[0].by


def test_contracts_and_registrations_follow(read, write, files):
    """A contract known by name alone gets the number that was decided for the name."""
    contracts = write("c.csv", "Avtal;Leverantör;Startdatum;Slutdatum\nStäd;Ljungåsens Städ;2016-01-01;2017-01-01\n")
    guests = write("g.csv", "Namn;Företag;E-post;Anmäld\nEva;Ljungåsens Städ;e@a.example;2017-02-01\n")
    data = read(contracts, guests, files[2])
    assert (NUMBER,) == data.contracts[0].supplier_ids
    assert ("Ljungåsens Städ",) == data.contracts[0].supplier_names
    assert NUMBER == data.participations[0].supplier_id


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("559901-0112;5599010112;;;", "the same as what is kept"),
        ("890101-9802;name:x;;;", "a personal identity number is no key"),
        ("559901-0112;;2017-01-01;;", "same: empty"),
    ],
)
def test_a_decision_that_cannot_be_is_set_aside(read, write, line, message):
    """With its place; a person's number is not repeated."""
    data = read(write("same.csv", f"{HEAD}{line}\n559901-0112;name:y;;;\n"))
    assert ["name:y"] == [decision.same for decision in data.same]
    assert message in str(data.problems)
    assert "9802" not in str(data.problems)


def test_a_circle_is_told(read, write):
    """The line that closes it is left out; of two lines about one supplier the later counts."""
    data = read(write("same.csv", HEAD + "name:a;name:b;;;\nname:b;name:a;;;\nname:c;name:b;;;\n"))
    assert "they are one already, the other way about" in str(data.problems)
    assert "decided again later" in str(data.problems)
    assert {"name:b": "name:c"} == resolved(data.same)[0]


def test_two_companies_of_one_name_are_a_doubt(read, write):
    """Both are suggested, and that it may be either is said."""
    head = "Företagsnamn;Organisationsnummer;Ort;Kommun\n"
    rows = "Åns AB;5599010112;Osby;1273\nÅns HB;5599224226;Höör;1267\nÅns;;Höör;\n"
    found = analysis.same_suppliers(read(write("r.csv", head + rows)))
    assert [(NUMBER, "name:åns"), ("5599224226", "name:åns")] == [(each.keep, each.same) for each in found]
    assert ["not in the same town" in each.doubts for each in found] == [True, False]
    assert all("2 companies with a number have this name" in each.doubts for each in found)


KEYS = st.sampled_from([f"name:{letter}" for letter in "abcde"])


@given(st.lists(st.tuples(KEYS, KEYS).filter(lambda pair: pair[0] != pair[1]), max_size=8))
def test_decisions_always_come_to_an_end(pairs):
    """Whatever is decided: no circle, and what stands for others stands for itself."""
    same, _ = resolved(SameSupplier(id=f"{one} is {two}", keep=two, same=one) for one, two in pairs)
    assert not set(same) & set(same.values())


def test_suppliers_without_a_key_are_left():
    """A sole trader's name is a person's; it is neither suggested nor merged."""
    person = Supplier(id="x", name="Test Foto", identifier=Identifier(scheme="SE-PNR", id="8901019802"))
    other = Supplier(id="y", name="Test Foto")
    from outreach import Dataset, Records  # noqa: PLC0415 - beside what it is for

    assert () == analysis.same_suppliers(Dataset(suppliers=Records(Supplier, (person, other))))
