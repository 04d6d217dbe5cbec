"""Contracts that end soon, and the purchases made on them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import outreach
from outreach import analysis

TODAY = date(2026, 1, 31)
LEDGER = """leverantör;organisationsnummer;datum;belopp;valuta;avtal
Ljungåsens Städ AB;559901-0112;2025-02-01;1000,50;SEK;A1
Ljungåsens Städ AB;559901-0112;2025-03-01;-100,50;SEK;A1
Ljungåsens Städ AB;559901-0112;2025-03-02;77;SEK;
Kvarnbäcks El AB;559922-4226;2024-12-31;10;SEK;
Kvarnbäcks El AB;559922-4226;2025-01-01;20;SEK;
Kvarnbäcks El AB;559922-4226;2025-06-01;30;EUR;
Björkö Måleri AB;;2025-06-01;5;SEK;
"""
CONTRACTS = """Avtalsnummer;Avtalsnamn;Leverantör;Orgnr;Startdatum;Slutdatum
A1;Städ;Ljungåsens Städ AB;559901-0112;2023-01-01;2026-01-31
A2;El;Kvarnbäcks El AB;559922-4226;2025-01-01;2027-07-31
A3;Måleri;Björkö Måleri AB;;2025-01-01;2026-12-31
A4;Tak;Zinkgruvans Plåt & Tak AB;;2025-01-01;2027-08-01
A5;Mark;Stenkulla Mark AB;;2025-01-01;
A6;Golv;Furuviks Golv AB;;2025-01-01;2026-06-30
"""


@pytest.fixture
def read(tmp_path):
    """Give a function that reads a ledger and a register of contracts."""

    def read(contracts=CONTRACTS, ledger=LEDGER):
        files = []
        for name, text in {"liggare.csv": ledger, "avtal.csv": contracts}.items():
            if text:
                files.append(tmp_path / name)
                files[-1].write_text(text, encoding="utf-8")
        return outreach.read(*files, registry=outreach.Registry(entry_points=False))

    return read


def money(*pairs):
    """Return amounts."""
    return tuple(outreach.Money(amount=Decimal(amount), currency=currency) for amount, currency in pairs)


def test_what_ends_and_what_was_bought(read):
    """The next end first; by the ledger's contract where it names one, else by the supplier while it ran; exact."""
    found = analysis.expiring(read(), today=TODAY, months=18)
    assert date(2027, 7, 31) == found.until
    assert [
        ("A1", date(2026, 1, 31), money(("900", "SEK")), 2, "contract"),
        ("A6", date(2026, 6, 30), (), 0, ""),
        ("A3", date(2026, 12, 31), money(("5", "SEK")), 1, "supplier"),
        ("A2", date(2027, 7, 31), money(("30", "EUR"), ("20", "SEK")), 2, "supplier"),
    ] == [(row.contract.id, row.ends, row.spent, row.purchases, row.found_by) for row in found]
    assert money(("30", "EUR"), ("925", "SEK")) == found.totals
    assert (
        "1 contracts have no end that is known; they are not among these",
        "of 1 contracts no purchase was found",
        "of 2 contracts all purchases from the supplier count that were made while it ran",
    ) == found.notes


def test_several_currencies_have_no_one_total(read):
    """Euros and kronor do not add up: the error names both."""
    with pytest.raises(outreach.CurrencyError, match="EUR, SEK"):
        _ = analysis.expiring(read(), today=TODAY).total


def test_two_contracts_of_one_supplier_share_purchases(read):
    """Nothing tells which of them a purchase belongs to: it stands under both, is said to, and counts once."""
    found = analysis.expiring(
        read(CONTRACTS + "A7;Larm;Kvarnbäcks El AB;559922-4226;2025-01-01;2026-12-31\n"), today=TODAY
    )
    shared = {row.contract.id: row.purchases for row in found if row.is_shared}
    assert {"A2": 2, "A7": 2} == shared
    assert money(("30", "EUR"), ("925", "SEK")) == found.totals
    assert "2 of them have a supplier with other contracts: their purchases may belong to those" in found.notes


def test_rows_of_one_contract_divide_its_purchases(read):
    """A framework with a row a supplier: each row has its own supplier's purchases under the contract's number."""
    rows = "Avtalsnummer;Avtalsnamn;Leverantör;Orgnr;Startdatum;Slutdatum\n" + "".join(
        f"A1;Städ;{name};{number};2023-01-01;2026-12-31\n"
        for name, number in (("Ljungåsens Städ AB", "559901-0112"), ("Kvarnbäcks El AB", "559922-4226"))
    )
    ledger = LEDGER + "Kvarnbäcks El AB;559922-4226;2025-06-01;40;SEK;A1\n"
    found = analysis.expiring(read(rows, ledger), today=TODAY)
    assert [money(("40", "SEK")), money(("900", "SEK"))] == sorted((row.spent for row in found), key=str)
    assert money(("940", "SEK")) == found.totals


def test_without_a_ledger_what_was_bought_is_unknown(read):
    """Not zero: unknown, and said."""
    found = analysis.expiring(read(ledger=""), today=TODAY)
    assert 4 == len(found)
    assert None is found.total
    assert "no purchases were read: what was bought is unknown" in found.notes


def test_a_short_month_ends_on_its_last_day(read):
    """Thirteen months after 31 January is the last day of February."""
    assert date(2027, 2, 28) == analysis.expiring(read(), today=TODAY, months=13).until


@pytest.mark.parametrize("months", [0, -1, 1.5, True, 10_000])
def test_months_are_a_whole_number(read, months):
    """What is no number of months is refused."""
    with pytest.raises(outreach.QuestionError, match="months"):
        analysis.expiring(read(), today=TODAY, months=months)


def test_it_is_plain_data_too(read):
    """A dictionary a contract and currency; and a table in a notebook."""
    found = analysis.expiring(read(), today=TODAY)
    assert ["A1", "A6", "A3", "A2", "A2"] == [row["id"] for row in found.to_dicts()]
    assert "<table" in found._repr_html_()
    assert "<Expiring: 4 contracts until 2027-07-31>" == repr(found)


def test_no_contract_ends(read):
    """An empty answer is one."""
    found = analysis.expiring(read(), today=date(2040, 1, 1))
    assert (0, (), None) == (len(found), found.totals, found.total)
