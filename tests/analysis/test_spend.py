"""What each grouping word means, where groups are learnt, and how a breakdown is asked wrongly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest

from analysis.support import dataset_of, ledger_of
from outreach import analysis, codes
from outreach.errors import CurrencyError, FileChangedError, QuestionError, UnreadableError
from outreach.ledger import Ledger, LedgerPart
from outreach.model import Classification, Identifier, Money, Supplier

GRANT = {"account": "4511", "account_text": "Lämnade bidrag", "amount": 40_000}
RENT = {"account": "6011", "account_text": "Lokalhyra", "amount": 30_000}
ADVERT = {"account": "7210", "account_text": "Annonser", "amount": 20_000}
TRIP = {"account": "7010", "account_text": "Resor", "amount": 10_000}


def rows_of(breakdown):
    return [(row.key, row.kind.value, row.amount.amount) for row in breakdown]


def sources_of(breakdown):
    return [(source, money.amount) for source, money in breakdown.sources]


def supplier(name, *codes_of, number=None, **facts):
    identifier = Identifier.organisation(number) if number else None
    industries = [Classification(scheme="SNI", code=code) for code in codes_of]
    return Supplier(id=name, name=name, identifier=identifier, industries=industries, **facts)


def test_industry_is_told_by_own_code_then_register_then_account_plan():
    """The row's own industry or CPV code goes before the register's SNI code, and that before the account."""
    purchases = ledger_of(
        RENT | {"industry": "Livsmedel", "classification": "45233141"},
        RENT | {"classification": "45233141-8"},
        RENT | {"supplier": "Hals AB", "supplier_id": None},
        ADVERT | {"supplier": "Okänd AB", "supplier_id": None},
        {"amount": 5_000, "supplier": "Okänd AB", "supplier_id": None},
    )
    register = supplier("HALS ab", "81210"), supplier("Berg AB", "62010", number="5560160680")
    data = dataset_of(*register, purchases=purchases)
    breakdown = analysis.spend(data, "industry")
    assert rows_of(breakdown) == [
        ("construction", "group", Decimal(300)),
        ("food", "group", Decimal(300)),
        ("maintenance", "group", Decimal(300)),
        ("communication", "group", Decimal(200)),
        ("unknown", "unknown", Decimal(50)),
    ]
    assert sources_of(breakdown) == [
        ("own code", Decimal(600)),
        ("supplier register", Decimal(300)),
        ("account plan", Decimal(200)),
        ("unknown", Decimal(50)),
    ]


def test_what_an_account_says_to_be_no_purchase_is_none_whoever_was_paid():
    """Grants are a row of their own, inside the total and outside the shares, also to a supplier of known industry."""
    data = dataset_of(
        supplier("Berg AB", "41200", number="556016-0680"),
        purchases=ledger_of(GRANT, GRANT | {"classification": "45233141"}, RENT),
    )
    breakdown = analysis.spend(data, "industry")
    assert rows_of(breakdown) == [
        ("construction", "group", Decimal(300)),
        ("not-purchases", "not_purchases", Decimal(800)),
    ]
    assert [row.share for row in breakdown] == [Decimal(1), None]
    assert breakdown.total == Money(amount=Decimal(1100), currency="SEK")
    assert breakdown.purchases_totals == (Money(amount=Decimal(300), currency="SEK"),)


def test_account_plan_applies_by_itself_only_where_the_texts_agree():
    """Another plan uses the same digits for other things: then the industry is unknown, and a note says why."""
    breakdown = analysis.spend(
        ledger_of(RENT | {"account_text": "Ränta"}, GRANT | {"account_text": "Kost"}), "industry"
    )
    assert rows_of(breakdown) == [("unknown", "unknown", Decimal(700))]
    assert breakdown.notes == ("no account plan: the account texts do not agree with kommun-bas (accounts= names one)",)


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ("kommun-bas", {"property", "not-purchases"}),
        (codes.account_plan("kommun-bas"), {"property", "not-purchases"}),
        ({"60": "food", "45": "Bygg"}, {"food", "construction"}),
        ({"6": "not-purchases"}, {"not-purchases", "unknown"}),
        ("none", {"unknown"}),
    ],
)
def test_account_plan_can_be_named(accounts, expected):
    """A plan, its name, a table of one's own, or none."""
    ledger = ledger_of(RENT | {"account_text": None}, GRANT | {"account_text": None})
    assert {row.key for row in analysis.spend(ledger, "industry", accounts=accounts)} == expected


def test_named_account_plan_takes_out_what_is_no_purchase_from_every_grouping():
    """With a plan named, grants are a row of their own by supplier too; without one they are the supplier's."""
    ledger = ledger_of(GRANT, RENT, TRIP, ADVERT)
    assert rows_of(analysis.spend(ledger, "supplier")) == [("5560160680", "group", Decimal(1000))]
    assert rows_of(analysis.spend(ledger, "supplier", accounts="kommun-bas")) == [
        ("5560160680", "group", Decimal(600)),
        ("not-purchases", "not_purchases", Decimal(400)),
    ]


def test_codes_of_another_scheme_tell_no_industry():
    """A column of UNSPSC codes is not read as CPV, though some of them would pass."""
    ledger = ledger_of(*({"classification": code, "amount": 100} for code in ("43211503", "10101501", "86101700")))
    breakdown = analysis.spend(ledger, "industry")
    assert rows_of(breakdown) == [("unknown", "unknown", Decimal(3))]
    assert breakdown.notes[0] == "the ledger's codes are not CPV (1 of 3 would be): they tell no industry"


def test_industry_the_vocabulary_has_not_stays_as_written():
    """A buyer's own word is its own group, whatever its case."""
    ledger = ledger_of({"industry": "Djurvård", "amount": 100}, {"industry": "DJURVÅRD ", "amount": 200})
    assert [(row.key, row.label, row.purchases) for row in analysis.spend(ledger, "industry")] == [
        ("djurvård", "DJURVÅRD", 2)
    ]


def test_name_that_two_suppliers_share_tells_nothing():
    """Where the register has two companies of one name and different industries, a name alone does not decide."""
    ledger = ledger_of({"supplier": "Hals AB", "supplier_id": None, "amount": 100})
    data = dataset_of(
        supplier("Hals AB", "81210", number="556677-8899"),
        supplier("Hals AB", "41200", number="556016-0680"),
        purchases=ledger,
    )
    assert rows_of(analysis.spend(data, "industry")) == [("unknown", "unknown", Decimal(1))]


def test_name_shared_with_a_supplier_of_whom_nothing_is_told_tells_nothing():
    """A name alone does not decide which of two companies was paid."""
    ledger = ledger_of({"supplier": "Hals AB", "supplier_id": None, "amount": 100})
    namesakes = supplier("Hals AB", "81210"), attrs.evolve(supplier("Hals AB"), id="2")
    data = dataset_of(*namesakes, purchases=ledger)
    assert rows_of(analysis.spend(data, "industry")) == [("unknown", "unknown", Decimal(1))]


def test_register_without_numbers_is_matched_by_name():
    """A supplier whose number the ledger has and the register has not is found by its name."""
    ledger = ledger_of(
        {"amount": 100, "supplier": "BERG  AB"}, {"amount": 50, "supplier": "Annan AB", "supplier_id": None}
    )
    data = dataset_of(supplier("Berg AB", "41200"), supplier("Annan AB", "81210"), purchases=ledger)
    assert [row.key for row in analysis.spend(data, "industry")] == ["construction", "maintenance"]


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


def test_account_texts_that_are_gone_with_the_file_leave_the_numbers():
    """When the file has changed since, the amounts stand and accounts are called by their number."""
    held = ledger_of(RENT).parts[0]
    cube = ledger_of(RENT).cube(
        "supplier_key", "supplier", "account", "year", "value_band", "supplier_municipality", "currency"
    )

    def gone():
        raise FileChangedError("reskontra.csv", "the file has changed")

    ledger = Ledger((LedgerPart(rows=gone, cube=cube),))
    assert held.purchases == 1
    assert [(row.label, row.amount.amount) for row in analysis.spend(ledger, "account")] == [("6011", Decimal(300))]


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


def test_local_share_counts_suppliers_and_kronor():
    """Two of three known suppliers are local; they were paid 60 of 80 known kronor, of 100 in all."""
    home = {"buyer_municipality": "1293"}
    ledger = ledger_of(
        home | {"amount": 5_000, "supplier_municipality": "1293"},
        home | {"amount": 1_000, "supplier_municipality": "Hässleholm", "supplier": "Hals AB", "supplier_id": None},
        home | {"amount": 2_000, "supplier": "Borta AB", "supplier_id": None},
        home | {"amount": 1_500, "supplier": "Okänd AB", "supplier_id": None},
        home | {"amount": 500, "supplier": "Sven", "supplier_id": "8001011231"},
    )
    share = analysis.local_share(dataset_of(supplier("Borta AB", municipality="0580"), purchases=ledger))
    assert (share.suppliers, share.known_suppliers, share.local_suppliers) == (4, 3, 2)
    assert (share.municipalities, share.by_number) == (("1293",), Decimal(2) / 3)
    assert (share.by_value, share.known_by_value) == (Decimal("0.75"), Decimal("0.8"))


def test_local_share_of_a_buyer_whose_place_is_not_known_can_be_told():
    """Without the buyer's municipality nobody is local; the caller can say it."""
    ledger = ledger_of({"amount": 100, "supplier_municipality": "1293"})
    assert (analysis.local_share(ledger).by_number, analysis.local_share(ledger).by_value) == (None, None)
    assert analysis.local_share(ledger, municipality="Hässleholm").by_number == Decimal(1)
    with pytest.raises(UnreadableError):
        analysis.local_share(ledger, municipality="Ankeborg")


def test_local_share_of_nothing_is_unknown():
    """An empty ledger has no share of anything."""
    share = analysis.local_share(Ledger.empty())
    assert (share.suppliers, share.by_number, share.by_value, share.known_by_value) == (0, None, None, None)


def test_local_share_by_value_is_of_one_currency():
    """With two currencies the amounts are there, one each, and no share by value."""
    home = {"amount": 100, "supplier_municipality": "9999", "buyer_municipality": "9999"}
    share = analysis.local_share(ledger_of(home, home | {"currency": "EUR"}))
    assert (share.by_number, [str(money) for money in share.local]) == (Decimal(1), ["1.00 EUR", "1.00 SEK"])
    with pytest.raises(CurrencyError, match="no one share in EUR, SEK"):
        _ = share.by_value
