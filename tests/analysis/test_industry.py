"""Where the industry of a purchase is learnt, and what is no purchase."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

from analysis.support import ADVERT, GRANT, RENT, TRIP, dataset_of, ledger_of, rows_of, sources_of, supplier
from outreach import analysis, countries
from outreach.model import Money


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
    """Grants are a row of their own, in the total and in no share, also to a supplier of known industry."""
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
        (countries.country("SE").account_plan("kommun-bas"), {"property", "not-purchases"}),
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
