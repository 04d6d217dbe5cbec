"""What was bought in each industry, and from whom."""

from __future__ import annotations

import pytest

from analysis.support import dataset_of, ledger_of
from outreach import analysis
from outreach.errors import QuestionError
from outreach.ledger import Ledger

BUILDING = [
    {"industry": "bygg", "supplier": "Berg AB", "supplier_id": "5560160680", "amount": 600_00},
    {"industry": "bygg", "supplier": "Berg AB", "supplier_id": "5560160680", "amount": -100_00},
    {"industry": "bygg", "supplier": "Dal AB", "supplier_id": "", "amount": 300_00},
    {"industry": "bygg", "supplier": "Ek AB", "supplier_id": "", "amount": 100_00},
    {"industry": "bygg", "supplier": "Sven Svensson", "supplier_id": "640823-3234", "amount": 50_00},
    {"industry": "bygg", "supplier": "", "supplier_id": "", "amount": 50_00},
]


def rows_of(found) -> list[tuple[str, str, str]]:
    return [(row.label, row.kind.value, str(row.amount.amount)) for row in found.rows]


def test_the_largest_have_a_row_each():
    """Then all others, all sole traders and what names nobody; they add up."""
    (found,) = analysis.industry_suppliers(dataset_of(purchases=ledger_of(*BUILDING)), top=1)

    assert (found.key, str(found.amount), found.purchases, found.suppliers) == ("construction", "1,000.00 SEK", 6, 4)
    assert rows_of(found) == [
        ("Berg AB", "group", "500.00"),
        ("other", "other", "400.00"),
        ("personal", "personal", "50.00"),
        ("unknown", "unknown", "50.00"),
    ]
    assert sum(row.amount.amount for row in found.rows) == found.amount.amount
    assert sum(row.share for row in found.rows) == 1


def test_it_says_the_same_as_spend():
    """Amounts, purchases and suppliers of each industry are those of the breakdown by industry."""
    rows = [*BUILDING, {"industry": "it", "amount": 5}, {"industry": "it", "amount": 7, "currency": "EUR"}]
    ledger = ledger_of(*rows)
    found = [(each.key, each.amount, each.purchases, each.suppliers) for each in analysis.industry_suppliers(ledger)]
    spent = [(row.key, row.amount, row.purchases, row.suppliers) for row in analysis.spend(ledger, by="industry")]

    assert found == spent


def test_what_is_no_purchase_and_what_has_no_industry_is_in_none():
    """Grants and purchases of an unknown industry belong to no table."""
    accounts = {"45": "not-purchases"}
    ledger = ledger_of({"account": "4511", "amount": 100}, {"amount": 100})
    assert analysis.industry_suppliers(ledger, accounts=accounts) == ()


def test_nothing_is_nothing():
    """An empty ledger has no industry."""
    assert analysis.industry_suppliers(Ledger.empty()) == ()


def test_a_share_is_a_part_or_none():
    """After great credits there is nothing to be a part of."""
    (found,) = analysis.industry_suppliers(ledger_of({"industry": "it", "amount": -5}))
    assert [row.share for row in found.rows] == [None]


@pytest.mark.parametrize("top", [-1, True, "5"])
def test_top_is_a_whole_number(top):
    """Anything else is refused."""
    with pytest.raises(QuestionError, match="a whole number, 0 or more"):
        analysis.industry_suppliers(Ledger.empty(), top=top)
