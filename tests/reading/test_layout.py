"""What a table is taken for."""

from __future__ import annotations

import pytest

from outreach import (
    Contract,
    CurrencyError,
    Procurement,
    Purchase,
    QuestionError,
    ReadOptions,
    Supplier,
    Table,
    UnknownTableError,
)
from outreach.tables._layout import identify, likely_headings


def layout(*rows, **options):
    """Identify a table of these rows."""
    return identify(Table(frame=None), [list(row) for row in rows], ReadOptions(**options), file="f.csv")


@pytest.mark.parametrize(
    ("headings", "record"),
    [
        (("Leverantör", "Belopp", "Datum"), Purchase),
        (("Supplier Name", "Net Amount", "Date Paid", "Department"), Purchase),
        (("Upphandling", "Planerad annonsering"), Procurement),
        (("Contract title", "Estimated tender date", "Current supplier(s)"), Procurement),
        (("Avtalsnamn", "Leverantör", "Fr.o.m.", "T.o.m."), Contract),
        (("Företagsnamn", "Org.nr", "SNI-kod"), Supplier),
        (("Namn", "Organisationsnummer", "Kommun"), Supplier),
    ],
)
def test_the_headings_tell_what_the_rows_are(headings, record):
    """A ledger, a list of procurements and registers of contracts and suppliers are known by their columns."""
    assert record is layout(headings).record


@pytest.mark.parametrize(
    "headings",
    [("a", "b", "c"), ("Leverantör", "Belopp"), ("Namn", "E-post"), ("Namn", "Organisationsnummer", "Matallergi?"), ()],
)
def test_what_is_not_enough_is_not_guessed(headings):
    """Without a date no ledger; a list of people with a number is no register of companies."""
    assert layout(headings) is None


def test_titles_may_stand_above():
    """The heading row is found below titles, blank rows and a row of groups."""
    found = layout(
        ("Upphandlingsplan 2018", None, None),
        (None, None, None),
        (None, "Tidplan", None),
        ("Benämning", "Annonsering", "Värde (tkr)"),
        ("Skolmat", "Q2", "900"),
    )
    assert (4, ("title", "planned_publication", "estimated_value")) == (found.skip, found.roles)
    assert found.factors == (("estimated_value", 1000),)
    assert found.currencies == (("estimated_value", "SEK"),)


def test_headings_of_the_source_go_first():
    """Where the source has the headings, no row is skipped."""
    found = identify(Table(frame=None, headings=("belopp", "datum", "leverantor")), [["1", "2", "3"]], ReadOptions())
    assert (found.skip, found.roles) == (0, ("amount", "date", "supplier"))


def test_two_columns_for_the_amount_are_refused():
    """Which of two equal headings is meant is the user's to say."""
    with pytest.raises(UnknownTableError) as caught:
        layout(("Datum", "Leverantör", "Belopp", "Belopp"))
    assert str(caught.value) == (
        "f.csv: two columns can be the amount: 'Belopp', 'Belopp' (say which: columns={\"amount\": \"Belopp\"})"
    )


def test_what_would_rather_be_something_else_is_not_taken():
    """A ledger without its amount is no register of suppliers, though a name and a number are there."""
    assert layout(("datum", "leverantör", "orgnr", "konto", "moms", "fakturanr")) is None


def test_the_better_word_wins_and_it_is_said():
    """The net amount goes before a mere amount, and the reconciliation tells."""
    found = layout(("Datum", "Leverantör", "Belopp", "Nettobelopp"))
    assert found.roles == ("date", "supplier", None, "amount")
    assert "'Belopp' not read: 'Nettobelopp' is the amount" in found.notes
    assert found.unmapped == ("Belopp",)


@pytest.mark.parametrize(
    ("heading", "note"),
    [
        ("Nettobelopp", "amounts without VAT, as headed"),
        ("Belopp inkl moms", "amounts with VAT, as headed"),
        ("Belopp", "with or without VAT is not said"),
    ],
)
def test_the_heading_tells_about_vat(heading, note):
    """Whether amounts include VAT is said as far as the heading tells, also where the user named the column."""
    assert note in layout(("Datum", "Leverantör", heading)).notes
    assert note in layout(("Datum", "Leverantör", heading), columns={"amount": heading}).notes


def test_a_misspelt_heading_is_understood_and_said():
    """One letter wrong in a long word is no mystery."""
    found = layout(("Datum", "Belopp", "Leverantör", "Fakturanumer"))
    assert found.roles[3] == "invoice"
    assert "'Fakturanumer' read as the invoice, misspelt" in found.notes


def test_the_user_has_the_last_word():
    """``columns=`` names a column nothing else would find, and frees the one that was taken for it."""
    found = layout(("När", "Kronor", "Vem", "Belopp"), columns={"amount": "kronor", "date": "När", "supplier": "Vem"})
    assert found.roles == ("date", "amount", "supplier", None)


def test_an_unknown_attribute_in_columns_is_refused():
    """A typing error in ``columns=`` is told with what is known."""
    with pytest.raises(QuestionError, match="amuont"):
        layout(("Datum", "Belopp", "Leverantör"), columns={"amuont": "Belopp"})


def test_a_column_decides_what_the_table_is():
    """An attribute that only lists of procurements have makes it one."""
    headings = ("Datum", "Leverantör", "Nettobelopp", "Konto", "Upphandling", "Plan")
    assert layout(headings).record is Purchase
    assert layout(headings, columns={"planned_publication": "Plan"}).record is Procurement


def test_options_are_checked_where_they_are_given():
    """A currency that is none, a sign and an order that are not known are refused at once."""
    with pytest.raises(CurrencyError, match=r"not a currency: 'kr' .an ISO 4217 code"):
        ReadOptions(currency="kr")
    with pytest.raises(QuestionError, match=r"decimal: ';' is not known .one of: ,, .."):
        ReadOptions(decimal=";")
    with pytest.raises(QuestionError, match="date_order: 'dym' is not known"):
        ReadOptions(date_order="dym")


def test_an_unknown_record_is_refused():
    """Only what tables can hold can be asked for."""
    with pytest.raises(QuestionError, match="one of: Purchase, Procurement, Contract, Supplier"):
        layout(("Datum",), record=int)


def test_several_columns_may_fill_one_attribute():
    """A register's main and other industries are all read."""
    found = layout(("Företagsnamn", "OrgNr", "Bransch_1, kod", "Bransch_1", "Bransch_2, kod"))
    assert found.roles == ("name", "identifier", "industries", "industry", "industries")


def test_the_fullest_row_stands_for_unknown_headings():
    """What was not understood is shown by the row that looks most like headings."""
    rows = [["Rubrik", None, None], ["a", "b", "c"]]
    assert ("a", "b", "c") == likely_headings(Table(frame=None), rows)
