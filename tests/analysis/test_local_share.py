"""How many suppliers are local, and how much they were paid."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analysis.support import dataset_of, ledger_of, supplier
from outreach import analysis
from outreach.errors import CurrencyError, UnreadableError
from outreach.ledger import Ledger


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
