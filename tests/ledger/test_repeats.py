"""Rows that may count twice: found, told, never dropped."""

from decimal import Decimal

import polars as pl
import pytest

import outreach
from outreach import analysis
from outreach.sources import Csv, Ubl
from sample_invoices import invoice

HEAD = "bokföringsdatum;leverantör;orgnr;konto;nettobelopp;fakturanummer;projekt"
ROW = "2024-01-10;Bygg AB;556016-0680;6400;{amount};{invoice};{project}"


def _ledger(tmp_path, *rows, name="l.csv"):
    path = tmp_path / name
    lines = (ROW.format(**{"amount": "100,00", "invoice": "F1", "project": "a"} | row) for row in rows)
    path.write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
    return Csv(path, currency="SEK")


def _read(*inputs):
    return outreach.read(*inputs, registry=outreach.Registry(entry_points=False))


def _found(problems):
    return [(p.origin.line, p.kind, p.message) for p in problems]


def test_a_row_repeated_cell_by_cell_is_told_and_counts(tmp_path):
    """The second of two equal rows is a warning that names the first; both count."""
    data = _read(_ledger(tmp_path, {}, {"invoice": "F2"}, {}))

    assert [(4, "repeated row", "the same as line 2, cell by cell")] == _found(data.problems)
    assert {"SEK": Decimal(300)} == data.purchases.totals


def test_a_row_with_another_amount_is_told(tmp_path):
    """A row that is another one but for its amount is a warning with both amounts."""
    data = _read(_ledger(tmp_path, {}, {"amount": "110,50"}))
    message = "the same as line 2 but for the amount: 110.50, there 100.00"

    assert [(3, "other amount", message)] == _found(data.problems)


@pytest.mark.parametrize(
    "other",
    [{"project": "b"}, {"amount": "-100,00"}, {"amount": "5,00", "project": "b"}],
    ids=["posted on two projects", "credited", "posted in two parts"],
)
def test_what_an_invoice_may_have_is_not_told(tmp_path, other):
    """Two postings of one invoice, and a row with its credit, are no repeats."""
    assert [] == _found(_read(_ledger(tmp_path, {}, other)).problems)


def test_rows_without_invoice_number_may_differ_in_amount(tmp_path):
    """Fees without an invoice number, of one day and account, are no repeats of each other."""
    rows = ({"invoice": "-", "amount": "1,00"}, {"invoice": "-", "amount": "2,00"})

    assert [] == _found(_read(_ledger(tmp_path, *rows)).problems)


def test_set_aside_rows_do_not_repeat(tmp_path):
    """A row that does not count cannot count twice."""
    data = _read(_ledger(tmp_path, {}, {"amount": "se bilaga"}))

    assert {"amount": 1} == data.problems.counts


def test_every_one_is_counted(tmp_path):
    """The first ones are objects, all of them are counted and in the frame."""
    data = _read(_ledger(tmp_path, *[{}] * 31))

    assert {"repeated row": 30} == data.problems.counts
    assert 30 == data.problems.to_native().height


def test_a_ledger_without_invoice_numbers_is_asked(tmp_path):
    """Without a column of invoice numbers reading tells nothing; ``analysis.duplicates`` does."""
    path = tmp_path / "l.csv"
    path.write_text("datum;leverantör;belopp;valuta\n2024-01-10;A;10,00;SEK\n2024-01-10;A;10,00;SEK\n", "utf-8")
    data = _read(path)

    assert {} == data.problems.counts
    assert {"repeated row": 1} == analysis.duplicates(data).counts


def test_a_frame_is_asked():
    """A user's own frame has its canonical columns compared, and rows instead of lines."""
    frame = pl.DataFrame({"date": ["2024-01-10"] * 3, "amount": ["1.00"] * 3, "supplier": ["A", "B", "A"]})
    ledger = outreach.Ledger.from_frame(frame, currency="SEK")

    assert [3] == [problem.origin.row for problem in analysis.duplicates(ledger)]


def test_an_invoice_in_ledger_and_document_is_told(tmp_path):
    """By the numbers of supplier and invoice, however the names are spelt; both places are named, both count."""
    folder = invoice(tmp_path / "ubl", "a.xml")
    ledger = _ledger(tmp_path, {"invoice": "F0"}, {}, {"project": "b"})
    data = _read(ledger, Ubl(folder))

    assert [f"{folder}:a.xml:invoice: invoice F1 of the same supplier stands in {ledger.path}:3 too"] == [
        str(problem).partition(" (")[0] for problem in data.problems
    ]
    assert {"SEK": Decimal(400)} == data.purchases.totals
    assert {"invoice twice": 1} == analysis.duplicates(data).counts


def test_an_invoice_may_stand_as_voucher(tmp_path):
    """Some ledgers keep the invoice's number as the voucher's."""
    path = tmp_path / "l.csv"
    path.write_text("datum;orgnr;belopp;valuta;verifikationsnummer\n2024-01-10;5560160680;1,00;SEK;F1\n", "utf-8")

    assert {"invoice twice": 1} == _read(path, Ubl(invoice(tmp_path / "ubl", "a.xml"))).problems.counts


@pytest.mark.parametrize("other", [{"number": "F9"}, {"supplier": "2120000142"}], ids=["number", "supplier"])
def test_another_invoice_is_not_told(tmp_path, other):
    """Another number, or the same number of another supplier, is another invoice; equal lines of one are its own."""
    data = _read(_ledger(tmp_path, {}), Ubl(invoice(tmp_path / "ubl", "a.xml", **other)))

    assert {} == data.problems.counts


def test_a_document_given_twice_is_told(tmp_path):
    """The same invoice in two files of a folder counts twice, and is told once."""
    folder = invoice(invoice(tmp_path / "ubl", "a.xml"), "b.xml")

    assert {"invoice twice": 1} == _read(Ubl(folder)).problems.counts
