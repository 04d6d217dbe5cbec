"""Credits as bookkeepers write them, debit and credit in two columns or marked, and signs that are reversed."""

from __future__ import annotations

import pytest

HEAD = "Leverantör;Belopp;Bokföringsdatum;Konto"


def total(data):
    """Return what was bought in all."""
    return float(sum(data.purchases.totals.values()))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("-£30.00", -30),
        ("£-30.00", -30),
        ("£30.00-", -30),
        ("- 30.00", -30),
        ("\u221230.00", -30),
        ("(30.00)", -30),
        ("($30.00)", -30),
        ("£(30.00)", -30),
        ("30.00 CR", -30),
        ("30.00CR", -30),
        ("CR 30.00", -30),
        ("£30.00 Cr.", -30),
        ("30.00 DR", 30),
        ("£-", 0),
        ("£ -  ", 0),
        ("1 200:-", 1200),
        ("kr 1 200:-", 1200),
    ],
)
def test_a_credit_is_read_as_it_is_written(read, text, amount):
    """Beside amounts that say what the decimal sign is; and the file's money adds up."""
    rows = [f"Alfa;{text};2024-01-02;4010", *(f"Beta;{at}00.50;2024-01-03;4010" for at in range(1, 4))]
    data = read("\n".join([HEAD, *rows]) + "\n")
    assert total(data) == amount + 601.5
    assert data.reconciliation[0].set_aside == 0


@pytest.mark.parametrize("text", ["--30", "(-30.00)", "(30.00) CR", "-£-", "30.00 hej", "£", "12-13", "-30.00 CR"])
def test_what_has_two_marks_or_another_is_no_amount(read, text):
    """What the writer meant is not guessed: the row is set aside, and said."""
    data = read(f"{HEAD}\nAlfa;{text};2024-01-02;4010\nBeta;100.50;2024-01-03;4010\n")
    assert (total(data), data.reconciliation[0].set_aside) == (100.5, 1)


@pytest.mark.parametrize(
    "rows",
    [
        ("Alfa;100,00;;2024-01-02", "Alfa;;40,00;2024-01-03"),
        ("Alfa;100,00;0,00;2024-01-02", "Alfa;0,00;40,00;2024-01-03"),
        ("Alfa;100,00;-;2024-01-02", "Alfa;-;40,00;2024-01-03"),
    ],
)
@pytest.mark.parametrize("head", ["Leverantör;Debet;Kredit;Datum", "Supplier;Debit;Credit;Date"])
def test_debit_and_credit_are_one_amount(read, head, rows):
    """A credit is taken from the debits, and both sums are the file's."""
    data = read("\n".join([head, *rows]) + "\n")
    assert (total(data), len(data.purchases)) == (60, 2)
    assert "credits" in str(data.reconciliation)


def test_a_row_booked_on_both_sides_is_set_aside(read):
    """Which of them is meant is not guessed."""
    data = read("Leverantör;Debet;Kredit;Datum\nAlfa;100,00;40,00;2024-01-02\nBeta;5,00;;2024-01-02\n")
    assert (total(data), data.reconciliation[0].set_aside) == (5, 1)


@pytest.mark.parametrize(
    ("head", "debit", "credit"),
    [
        ("D/K", "D", "K"),
        ("Debet/Kredit", "Debet", "Kredit"),
        ("Debit/Credit", "Debit", "Credit"),
        ("DR/CR", "DR", "CR"),
    ],
)
@pytest.mark.parametrize("minus", ["", "-"])
def test_a_mark_beside_the_amount_gives_its_sign(read, head, debit, credit, minus):
    """Whether credits have a minus as well or not."""
    rows = [f"Alfa;100,00;{debit};2024-01-02", f"Alfa;{minus}40,00;{credit};2024-01-03"]
    assert total(read("\n".join([f"Leverantör;Belopp;{head};Datum", *rows]) + "\n")) == 60


def test_a_column_of_debits_alone_is_the_amount(read):
    """A ledger of purchases may have no credits."""
    assert total(read("Leverantör;Debet;Datum\nAlfa;100,00;2024-01-02\n")) == 100


@pytest.mark.parametrize(("count", "is_said"), [(12, True), (9, False)])
def test_signs_that_are_reversed_are_remarked_on(read, count, is_said):
    """A ledger is of purchases, not of credits."""
    rows = [f"Alfa;-{at}00,00;2024-01-02;4010" for at in range(1, count)]
    data = read("\n".join([HEAD, *rows]) + "\n")
    assert any(problem.kind == "sign" for problem in data.problems) is is_said


def test_a_few_credits_are_no_reversed_signs(read):
    """Most ledgers have some."""
    rows = [f"Alfa;{'-' if at % 3 == 0 else ''}{at}00,00;2024-01-02;4010" for at in range(1, 20)]
    assert not [problem for problem in read("\n".join([HEAD, *rows]) + "\n").problems if problem.kind == "sign"]
