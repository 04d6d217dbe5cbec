"""Through award: who was chosen and for how much, and what is never told before it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach import blocks, publications
from outreach.model import Award, Bid, Contract, Money, Outcome, Stage, Supplier
from publications.support import LOCALES, PERSONAL, PROCUREMENTS, all_of, bytes_of, dataset, text_of

if TYPE_CHECKING:
    import outreach
    from outreach.dataset import Dataset

CLEANING = PROCUREMENTS[0]
LATER = date(2017, 2, 10)
DECIDED = (Stage.AWARDED, Stage.CONTRACTED)
WINNER = Supplier(id="5560160680", name="Vinnarens Bygg AB")


def listed(now: Dataset, before: Any = None, locale: str = "sv_SE", **options) -> outreach.Publication:
    return publications.procurement_list(now, previous=before, today=LATER, locale=locale, **options)


def with_records(data: Dataset, *records) -> Dataset:
    """Return the dataset with more records."""
    kinds = {"awards": Award, "bids": Bid, "contracts": Contract, "suppliers": Supplier}
    return attrs.evolve(
        data,
        **{
            name: type(data.awards)(kind, tuple(each for each in records if isinstance(each, kind)))
            for name, kind in kinds.items()
        },
    )


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return " ".join(text.split())


def won(**fields) -> Award:
    given = {"id": "1", "procurement_id": "U-1", "supplier_ids": (WINNER.id,), "outcome": Outcome.AWARDED}
    return Award(**(given | {"value": Money(amount=Decimal(1234567), currency="SEK")} | fields))


def awarded(*records, stage: Stage = Stage.AWARDED) -> Dataset:
    return with_records(dataset(attrs.evolve(CLEANING, stage=stage), *PROCUREMENTS[1:]), WINNER, *records)


def first(whole: outreach.Publication) -> outreach.PublicProcurement:
    """Return what all may know of the procurement that is decided."""
    return next(fact for fact in whole.facts.procurements if fact.id == "U-1")


@pytest.mark.parametrize("stage", DECIDED)
def test_winner_and_value_once_it_is_decided(stage: Stage):
    """In row, page, facts and change."""
    whole = listed(awarded(won(), stage=stage), dataset())
    (change,) = whole.facts.changes
    assert plain(change.text) == "Tilldelad. Vald leverantör: Vinnarens Bygg AB. Avtalat värde: 1 234 567 kr."
    fact = first(whole)
    assert (("Vinnarens Bygg AB",), Money(amount=Decimal(1234567), currency="SEK")) == (
        fact.winners,
        fact.awarded_value,
    )
    over = next(table for table in all_of(whole, blocks.Table) if "avslutade" in table.caption)
    row = dict(zip([column.key for column in over.columns], over.rows[0], strict=True))
    assert ("Vinnarens Bygg AB", fact.awarded_value) == (row["winners"], row["awarded_value"])
    assert "Vald leverantör: Vinnarens Bygg AB Avtalat värde: 1 234 567 kr" in text_of(whole)


@pytest.mark.parametrize(
    ("records", "winners", "value"),
    [
        ([], (), None),
        ([won(value=None)], ("Vinnarens Bygg AB",), None),
        ([won(), won(id="2", lot_id="2")], ("Vinnarens Bygg AB",), 2469134),
        ([won(), won(id="2", lot_id="2", value=None)], ("Vinnarens Bygg AB",), None),
        ([won(), won(id="2", value=Money(amount=Decimal(1), currency="EUR"))], ("Vinnarens Bygg AB",), None),
        ([won(outcome=Outcome.PENDING)], (), None),
        ([won(outcome=Outcome.CANCELLED)], (), None),
        ([won(procurement_id="U-2")], (), None),
        ([won(supplier_ids=("6408233234",))], (), 1234567),
        (
            [Contract(id="A", title="Städ", procurement_id="U-1", supplier_names=(f"Sven {PERSONAL}", "B AB"))],
            ("B AB", "Sven ******-****"),
            None,
        ),
    ],
)
def test_what_the_data_tells_of_the_winner(records: list, winners: tuple[str, ...], value: int | None):
    """Names, never numbers; a value only where all of it is known, in one currency; what is not decided is not told."""
    fact = first(listed(awarded(*records)))
    assert (winners, value) == (fact.winners, fact.awarded_value and int(fact.awarded_value.amount))


def test_an_award_of_an_id_that_two_buyers_have_is_nobodys():
    """An award does not say whose it is; a contract that names its buyer does."""
    region = attrs.evolve(CLEANING, buyer="Regionen", stage=Stage.AWARDED)
    signed = Contract(id="A", title="Städ", procurement_id="U-1", supplier_names=("B AB",), buyer="regionen")
    data = dataset(attrs.evolve(CLEANING, stage=Stage.AWARDED), region)
    found = listed(with_records(data, WINNER, won(), signed)).facts.procurements
    assert [each.winners for each in found] == [(), ("B AB",)]


@given(
    stage=st.sampled_from([stage for stage in Stage if stage not in DECIDED]),
    outcome=st.sampled_from([None, *Outcome]),
    before=st.booleans(),
    locale=st.sampled_from(LOCALES),
)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_leaks_before_award(stage: Stage, outcome: Outcome | None, before: bool, locale: str):  # noqa: FBT001
    """Of what is not decided no bid, bidder, count, winner or price is anywhere, whatever the data holds."""
    sealed = attrs.evolve(CLEANING, stage=stage, bid_count=987)
    bid = Bid(
        id="b",
        procurement_id="U-1",
        supplier_ids=(WINNER.id,),
        value=Money(amount=Decimal(7654321), currency="SEK"),
    )
    signed = Contract(id="A", title="Städ", procurement_id="U-1", supplier_names=("Vinnarens Bygg AB",))
    data = with_records(dataset(sealed), WINNER, won(outcome=outcome), bid, signed)
    whole = listed(data, dataset() if before else None, locale)
    said = "".join(bytes_of(each) for each in (whole, *whole.parts))
    digits = re.sub(r"[\s,.]", "", said)
    assert [secret for secret in ("Vinnarens", WINNER.id, "987") if secret in said] == []
    assert [price for price in ("1234567", "7654321") if price in digits] == []
