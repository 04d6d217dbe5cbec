"""The score of a list: what lacks, what has passed, and what to mend first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.support import dataset_of
from outreach import analysis
from outreach.model import Classification, Contact, ContractLength, Estimate, Origin, Period, Procurement, Stage

TODAY = date(2017, 1, 10)
WHOLE = Procurement(
    id="1",
    title="Städ",
    description="Städning av skolor",
    industry="Städ",
    unit="Tekniska",
    procedure_text="öppet",
    planned_publication=Period.parse("Q2 2017"),
    estimated_value=Estimate(low=Decimal(2), high=Decimal(4), currency="SEK"),
    contract_period=Period.parse("2017-10-01"),
    contract_length=ContractLength.parse("2+1+1 år"),
    incumbents=("Ljungåsens Städ AB",),
    current_contract_ends=Period.parse("2017-09-30"),
    purchaser=Contact(name="Karin Exempelsson", email="karin@bokedala.example"),
    changed=date(2017, 1, 2),
    origin=Origin(file="lista.csv", line=2),
)


def score(*procurements: Procurement, **options) -> analysis.ListQuality:
    return analysis.list_quality(procurements, today=TODAY, **options)


def lacking(**changes) -> list[str]:
    """Return what a whole entry lacks after *changes*."""
    return [key for entry in score(attrs.evolve(WHOLE, **changes)).to_mend for key in entry.lacks]


def test_a_whole_entry_lacks_nothing():
    """A list with everything has all fifteen."""
    whole = score(WHOLE)
    assert (15, 15, (), ()) == (whole.score, whole.of, whole.to_mend, whole.missing)
    assert str(whole) == "15 of 15"


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"planned_publication": None}, ["date"]),
        ({"planned_publication": Period.parse("löpande")}, []),
        ({"planned_publication": Period.parse("hösten 2016")}, ["current", "precision"]),
        ({"planned_publication": Period.parse("2017")}, ["precision"]),
        ({"planned_publication": Period.parse("maj–juni 2017")}, []),
        ({"planned_publication": Period.parse("v. 12 2017")}, []),
        ({"stage": Stage.ADVERTISED}, ["date", "way_to_bid"]),
        ({"stage": Stage.ADVERTISED, "tender_deadline": date(2017, 1, 9)}, ["current", "way_to_bid"]),
        (
            {"stage": Stage.ADVERTISED, "tender_deadline": TODAY, "notice_url": "https://annonser.example/1"},
            [],
        ),
        ({"purchaser": Contact(name="Karin Exempelsson")}, ["contact"]),
        ({"purchaser": Contact(phone="040-628 04 10")}, []),
        ({"industry": ""}, ["industry"]),
        ({"industry": "", "classifications": (Classification(scheme="CPV", code="90910000"),)}, []),
        ({"estimated_value": None, "contract_length": None}, ["value", "contract_length"]),
        ({"description": "", "comments": "Delas i fyra"}, []),
        ({"incumbents": (), "unit": ""}, ["supplier", "unit"]),
    ],
)
def test_what_an_entry_lacks(changes: dict, lacks: list[str]):
    """Each attribute by itself; what an entry need not have it does not lack."""
    assert lacks == lacking(**changes)


def test_four_of_five_are_enough():
    """An attribute counts from 80 per cent on; of the present contract half of the entries suffice."""
    bare = attrs.evolve(WHOLE, estimated_value=None, incumbents=())
    both = {each.key: each.is_met for each in score(*[WHOLE] * 4, bare).attributes}
    assert (True, True) == (both["value"], both["supplier"])
    fewer = {each.key: each.is_met for each in score(*[WHOLE] * 3, bare, bare).attributes}
    assert (False, True) == (fewer["value"], fewer["supplier"])


@pytest.mark.parametrize(
    ("changed", "updated", "is_met"),
    [
        (date(2016, 10, 10), None, True),
        (date(2016, 10, 9), None, False),
        (None, None, False),
        (None, date(2017, 1, 1), True),
        (date(2016, 1, 1), date(2017, 1, 1), True),
    ],
)
def test_a_list_is_fresh_for_a_quarter(changed: date | None, updated: date | None, is_met: bool):  # noqa: FBT001
    """By its newest change, or by the day it was looked through."""
    whole = score(attrs.evolve(WHOLE, changed=changed), updated=updated)
    assert is_met is {each.key: each.is_met for each in whole.attributes}["updated"]


def test_what_is_over_is_not_scored():
    """Closed, decided and cancelled entries are counted, and no more."""
    whole = score(WHOLE, *(attrs.evolve(WHOLE, id=stage, stage=stage, unit="") for stage in list(Stage)[2:]))
    assert (1, 4, 15) == (whole.entries, whole.left_out, whole.score)


def test_an_empty_list_has_no_points():
    """And says why."""
    for nothing in ((), dataset_of(), [attrs.evolve(WHOLE, stage=Stage.AWARDED)]):
        whole = analysis.list_quality(nothing, today=TODAY)
        assert (0, 15, ()) == (whole.score, whole.of, whole.to_mend)
        assert str(whole) == "0 of 15\nthe list has no entry that is planned or advertised"
        assert "0 of 15" in whole._repr_html_()


def entry(key: str, when: str, worth: int = 1, **changes) -> Procurement:
    """Return an entry that lacks its department."""
    value = Estimate(low=Decimal(worth), high=Decimal(worth), currency="SEK")
    given = {"id": key, "title": key, "unit": "", "planned_publication": Period.parse(when), "estimated_value": value}
    return attrs.evolve(WHOLE, **(given | changes))


def test_the_nearest_and_weightiest_is_mended_first():
    """What has passed, then quarters; in a quarter what lacks most weightily, then what is worth most."""
    whole = score(
        entry("later", "Q3 2017", 9),
        entry("small", "Q2 2017", 1),
        entry("large", "maj 2017", 5),
        entry("unasked", "Q2 2017", 1, purchaser=None),
        entry("undated", "Q2 2017", 9, planned_publication=None),
        entry("passed", "hösten 2016"),
    )
    order = [each.procurement.id for each in whole.to_mend]
    assert order == ["passed", "unasked", "large", "small", "later", "undated"]
    assert [each.id for each in whole.passed] == ["passed"]


def test_it_says_where_each_stands():
    """With file and line, what is there instead of a value, and nothing that a terminal or a person would mind."""
    bad = attrs.evolve(
        WHOLE,
        title="Städ\x1b[2J 640823-3234",
        estimated_value=None,
        purchaser=None,
        incomplete=(("estimated_value", "ca 3 mkr/år"),),
    )
    text = str(score(bad))
    assert text.splitlines()[0] == "13 of 15"
    place, _, rest = text.splitlines()[-1].partition(": ")
    assert place == "lista.csv:2"
    assert rest == "Städ\N{REPLACEMENT CHARACTER}[2J ******-****: contact, value (not read: 'ca 3 mkr/år')"
    assert "640823" not in score(bad)._repr_html_()


def test_as_dictionaries_and_html():
    """One an attribute."""
    whole = score(attrs.evolve(WHOLE, purchaser=None))
    assert [each["key"] for each in whole.to_dicts() if not each["is_met"]] == ["contact"]
    assert "14 of 15" in whole._repr_html_()
    assert "14 of 15" in repr(whole)
    assert str(whole.missing[0]) == "contact: 0 of 1"


ENTRIES = st.lists(
    st.builds(
        entry,
        st.sampled_from("abcdef"),
        st.sampled_from(["Q2 2017", "våren 2017", "löpande", "2016"]),
        unit=st.sampled_from(["", "Tekniska"]),
        incumbents=st.sampled_from([(), ("Städ AB",)]),
        stage=st.sampled_from(Stage),
    ),
    max_size=8,
    unique_by=lambda each: each.id,
)


@given(ENTRIES, st.randoms(use_true_random=False))
def test_order_changes_nothing(entries: list[Procurement], random):
    """Permuted rows give the same score and the same things to mend."""
    shuffled = random.sample(entries, len(entries))
    assert (str(score(*entries)), score(*entries)) == (str(score(*shuffled)), score(*shuffled))


@given(ENTRIES)
def test_who_lacks_something_is_named(entries: list[Procurement]):
    """An attribute that some entry ought to have and has not is named for that entry, and for no other."""
    whole = score(*entries)
    lacks = [key for each in whole.to_mend for key in each.lacks]
    expected = {each.key: each.of - each.have for each in whole.attributes if each.key != "updated"}
    assert {key: lacks.count(key) for key in expected} == expected
