"""What each grouping word means, and how a breakdown is asked wrongly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import outreach
from analysis.support import RENT, dataset_of, ledger_of, rows_of, sources_of, supplier
from outreach import analysis
from outreach.errors import QuestionError
from outreach.ledger import Ledger


def test_blank_cells_say_nothing():
    """A unit, an industry or a municipality of blanks is unknown."""
    blank = ledger_of({"amount": 100, "unit": "  ", "industry": " ", "supplier_municipality": " "})
    data = dataset_of(supplier("Berg AB", municipality="1293"), purchases=blank)
    assert [row.key for word in ("unit", "industry") for row in analysis.spend(data, word)] == ["unknown", "unknown"]
    assert [row.key for row in analysis.spend(data, "supplier_municipality")] == ["1293"]


def test_size_is_told_by_the_register_alone():
    """Suppliers of the register have a size; of a bare ledger it is unknown."""
    ledger = ledger_of({"amount": 100}, {"amount": 50, "supplier": "Annan AB", "supplier_id": None})
    data = dataset_of(supplier("Berg AB", number="5560160680", size="small"), purchases=ledger)
    assert rows_of(analysis.spend(data, "supplier_size")) == [
        ("small", "group", Decimal(1)),
        ("unknown", "unknown", Decimal("0.5")),
    ]
    assert rows_of(analysis.spend(ledger, "supplier_size")) == [("unknown", "unknown", Decimal("1.5"))]
    assert sources_of(analysis.spend(data, "supplier_size")) == [
        ("supplier register", Decimal(1)),
        ("unknown", Decimal("0.5")),
    ]


def test_municipality_is_told_by_the_ledger_then_by_the_register():
    """The ledger's column goes first; codes and names are one; labels are names."""
    ledger = ledger_of(
        {"amount": 400, "supplier_municipality": "1293"},
        {"amount": 300, "supplier_municipality": "HÄSSLEHOLMS kommun"},
        {"amount": 200},
        {"amount": 100, "supplier": "Annan AB", "supplier_id": None},
    )
    data = dataset_of(supplier("Berg AB", number="5560160680", municipality="0580"), purchases=ledger)
    breakdown = analysis.spend(data, "supplier_municipality")
    assert [(row.key, row.label, row.amount.amount) for row in breakdown] == [
        ("1293", "Hässleholm", Decimal(7)),
        ("0580", "Linköping", Decimal(2)),
        ("unknown", "unknown", Decimal(1)),
    ]
    assert sources_of(breakdown) == [
        ("ledger", Decimal(7)),
        ("supplier register", Decimal(2)),
        ("unknown", Decimal(1)),
    ]


def test_supplier_placed_by_ledger_and_register_counts_once():
    """Rows whose place the ledger gives and rows the register fills are of one supplier."""
    ledger = ledger_of({"amount": 100, "supplier_municipality": "0580"}, {"amount": 100})
    data = dataset_of(supplier("Berg AB", number="5560160680", municipality="0580"), purchases=ledger)
    assert [(row.key, row.purchases, row.suppliers) for row in analysis.spend(data, "supplier_municipality")] == [
        ("0580", 2, 1)
    ]


def test_supplier_of_two_groups_left_out_counts_once():
    """What ``top=`` folds has as many suppliers as are in it, not as its groups have together."""
    ledger = ledger_of(*({"unit": unit, "amount": 100} for unit in "ABC"))
    assert [(row.key, row.purchases, row.suppliers) for row in analysis.spend(ledger, "unit", top=1)] == [
        ("a", 1, 1),
        ("other", 2, 1),
    ]


def test_municipality_that_is_the_buyers_own_has_its_name():
    """A code that the official list has not is called by the buyer that is in it."""
    ledger = ledger_of(
        {"amount": 100, "supplier_municipality": "9999", "buyer": "Storskogens kommun", "buyer_municipality": "9999"}
    )
    assert [row.label for row in analysis.spend(ledger, "supplier_municipality")] == ["Storskogens kommun"]


def test_sole_traders_share_one_row_that_names_nobody():
    """Neither a personal identity number nor the name beside it is anywhere in the answer."""
    ledger = ledger_of(
        {"amount": 100, "supplier": "Sven Svensson", "supplier_id": "800101-1231"},
        {"amount": 200, "supplier": "Anna Andersson", "supplier_id": "19790202-1234"},
    )
    breakdown = analysis.spend(ledger, "supplier")
    assert [(row.key, row.kind.value, row.label, row.suppliers) for row in breakdown] == [
        ("personal", "personal", "personal", 1)
    ]
    shown = f"{breakdown!r}{breakdown}{breakdown._repr_html_()}{breakdown.to_dicts()}"
    assert [secret for secret in ("Sven", "Anna", "800101", "790202") if secret in shown] == []


def test_value_bands_rise_and_an_edge_lies_in_the_upper_band():
    """Credit first, then each band from its edge on."""
    ledger = ledger_of(*({"amount": amount} for amount in (999_999, 1_000_000, 500_000_000, -1, 0)))
    assert [(row.key, row.kind.value, row.purchases) for row in analysis.spend(ledger, "value_band")] == [
        ("credit", "credit", 1),
        ("0-10000", "group", 2),
        ("10000-100000", "group", 1),
        ("5000000-", "group", 1),
    ]


@pytest.mark.parametrize("accounts", [None, "kommun-bas"])
def test_bands_can_be_chosen(accounts):
    """Edges in whole kronor; 0 is always one."""
    amounts = zip((9_999, 9_998, 10_000, 20_000, -5), ("6011", "7010", "6011", "6011", "6011"), strict=True)
    ledger = ledger_of(*({"amount": amount, "account": account} for amount, account in amounts))
    breakdown = analysis.spend(ledger, "value_band", bands=[100, 200], accounts=accounts)
    assert [(row.key, row.purchases, row.suppliers) for row in breakdown] == [
        ("credit", 1, 1),
        ("0-100", 2, 1),
        ("100-200", 1, 1),
        ("200-", 1, 1),
    ]


def test_times_stand_in_order():
    """Years, quarters and months go forward, whatever was spent; what top= leaves out stands last."""
    ledger = ledger_of(
        *({"date": date(year, 11, 2), "amount": amount} for year, amount in ((2017, 1), (2015, 2), (2016, 3)))
    )
    assert [row.key for row in analysis.spend(ledger, "year")] == ["2015", "2016", "2017"]
    assert [row.key for row in analysis.spend(ledger, "quarter")] == ["2015-Q4", "2016-Q4", "2017-Q4"]
    assert [row.key for row in analysis.spend(ledger, "month", top=2)] == ["2015-11", "2016-11", "other"]


def test_greatest_amount_first_and_ties_by_key():
    """Groups go down by amount; what is no group stands below, however much it is."""
    units = (("B", 1), ("A", 1), ("C", 5), (None, 99))
    breakdown = analysis.spend(ledger_of(*({"unit": unit, "amount": amount} for unit, amount in units)), "unit")
    assert [row.key for row in breakdown] == ["c", "a", "b", "unknown"]


def test_spellings_of_a_unit_are_one_called_as_most_call_it():
    """Case and blanks do not make another unit."""
    units = ("Skolan", "SKOLAN", "Skolan ", "Omsorg", "Skolan")
    breakdown = analysis.spend(ledger_of(*({"unit": unit, "amount": 100} for unit in units)), "unit")
    assert [(row.label, row.purchases, row.suppliers) for row in breakdown] == [("Skolan", 4, 1), ("Omsorg", 1, 1)]


def test_accounts_are_called_by_number_and_text():
    """The text that most purchases of an account have."""
    texts = ("Hyra", "Lokalhyra", "Lokalhyra", None)
    ledger = ledger_of(*({"account": "6011", "account_text": text, "amount": 1} for text in texts))
    assert [row.label for row in analysis.spend(ledger, "account")] == ["6011 Lokalhyra"]


def test_account_texts_stand_when_the_file_is_gone(tmp_path):
    """They came with the first pass; of a selection, whose texts are not kept, accounts are called by their number."""
    file = tmp_path / "reskontra.csv"
    heading = "leverantor;leverantor_id;konto_nr;konto_text;bokforingsdatum;nettobelopp\n"
    file.write_text(f"{heading}Berg AB;556016-0680;6011;Lokalhyra;2016-03-01;300,00\n", encoding="utf-8")
    data = outreach.read(file)
    file.write_text(heading, encoding="utf-8")
    labels = [(row.label, row.amount.amount) for row in analysis.spend(data, "account")]
    assert labels == [("6011 Lokalhyra", Decimal(300))]
    selected = analysis.spend(data.purchases.where(year=2016), "account")
    assert [(row.label, row.amount.amount) for row in selected] == [("6011", Decimal(300))]


def test_currencies_are_never_added():
    """A group has a row in each of its currencies, and shares are parts of that currency's total."""
    ledger = ledger_of({"amount": 100, "currency": "SEK"}, {"amount": 700, "currency": "EUR"})
    breakdown = analysis.spend(ledger, "year")
    assert [(row.key, str(row.amount), row.share) for row in breakdown] == [
        ("2016", "7.00 EUR", Decimal(1)),
        ("2016", "1.00 SEK", Decimal(1)),
    ]


@pytest.mark.parametrize(
    "amounts", [(100, -100), (100, -200), (-100, -100), (0, 0)], ids=["zero", "negative", "credits", "nothing"]
)
def test_no_share_of_what_is_no_whole(amounts):
    """A total of zero or less has no parts: no share is told, rather than 5,000 %."""
    ledger = ledger_of(*({"amount": amount, "unit": unit} for amount, unit in zip(amounts, "AB", strict=True)))
    assert [row.share for row in analysis.spend(ledger, "unit")] == [None, None]


def test_amount_beyond_its_total_has_no_share():
    """Where credits make the total small, a group greater than it is no part of it."""
    ledger = ledger_of({"amount": 100_00, "unit": "A"}, {"amount": -98_00, "unit": "B"}, {"amount": 1_00, "unit": "C"})
    assert [row.share for row in analysis.spend(ledger, "unit")] == [None, Decimal(1) / 3, None]


@pytest.mark.parametrize(
    "wrong",
    [
        {"by": "sector"},
        {"by": "unit", "top": -1},
        {"by": "unit", "top": True},
        {"by": "unit", "top": 2.5},
        {"by": "value_band", "bands": [5, 5]},
        {"by": "value_band", "bands": [-5, 5]},
        {"by": "value_band", "bands": [0.5]},
        {"by": "industry", "accounts": "bas-2017"},
    ],
    ids=str,
)
def test_unknown_question_is_refused(wrong):
    """A word, number or plan that is not known is refused with what is."""
    with pytest.raises(QuestionError):
        analysis.spend(ledger_of(RENT), **wrong)


def test_unknown_word_is_refused_with_the_known_ones():
    """The message lists every grouping word."""
    with pytest.raises(QuestionError, match=r"'sector' is not known .one of: industry, supplier, value_band, "):
        analysis.spend(Ledger.empty(), "sector")


@pytest.mark.parametrize("word", ["industry", "supplier", "value_band", "supplier_municipality", "account", "month"])
def test_nothing_bought_is_an_empty_breakdown(word):
    """An empty dataset has an answer: no rows, no totals."""
    breakdown = analysis.spend(dataset_of(), word, top=3)
    assert (len(breakdown), breakdown.totals, breakdown.sources, str(breakdown).splitlines()[0].split()[0]) == (
        0,
        (),
        (),
        word,
    )
