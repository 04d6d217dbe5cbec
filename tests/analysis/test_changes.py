"""What has changed between two lists: from when to when, the weightiest first, and nothing where nothing has."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.support import dataset_of
from outreach import analysis
from outreach.model import ChangeKind, Contact, Estimate, Period, Procurement, Stage

ZONE = ZoneInfo("Europe/Stockholm")
CLEANING = Procurement(
    id="1",
    title="Städ",
    buyer="Bokedala kommun",
    planned_publication=Period.parse("Q2 2017"),
    estimated_value=Estimate(low=Decimal(1), high=Decimal(2), currency="SEK"),
    changed=date(2017, 1, 1),
)


def kinds(now: list[Procurement], before: list[Procurement]) -> list[str]:
    return [change.kind.value for change in analysis.changes(now, before)]


@pytest.mark.parametrize(
    ("changed", "kind", "fields"),
    [
        ({"planned_publication": Period.parse("Q3 2017")}, "moved", ("planned_publication",)),
        ({"planned_publication": None}, "moved", ("planned_publication",)),
        ({"tender_deadline": date(2017, 5, 1)}, "moved", ("tender_deadline",)),
        ({"stage": Stage.ADVERTISED, "tender_deadline": date(2017, 5, 1)}, "advertised", ("stage", "tender_deadline")),
        ({"stage": Stage.AWARDED}, "awarded", ("stage",)),
        ({"stage": Stage.CONTRACTED}, "awarded", ("stage",)),
        ({"stage": Stage.CANCELLED, "title": "Städning"}, "cancelled", ("title", "stage")),
        ({"stage": Stage.CLOSED}, "changed", ("stage",)),
        ({"estimated_value": None}, "changed", ("estimated_value",)),
        ({"purchaser": Contact(name="Karin Exempelsson")}, "changed", ("contact",)),
        ({"notice_url": "https://annonser.example/1"}, "changed", ("notice_url",)),
    ],
)
def test_the_weightiest_gives_the_kind_and_all_are_told(changed: dict, kind: str, fields: tuple[str, ...]):
    """One change a procurement, whose kind is that of what matters most to a bidder."""
    now = attrs.evolve(CLEANING, **changed)
    (found,) = analysis.changes([now], [CLEANING])
    assert (kind, fields, now, CLEANING) == (found.kind.value, found.fields, found.now, found.before)


@pytest.mark.parametrize(
    "changed",
    [
        {"title": " STÄD "},
        {"certainty": "osäker"},
        {"comments": "ny kommentar"},
        {"unit": "Annan förvaltning"},
        {"changed": date(2017, 1, 9)},
        {"buyer": "bokedala  kommun"},
        {"bid_count": 4},
    ],
)
def test_what_no_bidder_plans_by_is_no_change(changed: dict):
    """Blanks, capitals, notes, the day of a change alone, and what is sealed are none."""
    assert kinds([attrs.evolve(CLEANING, **changed)], [CLEANING]) == []


def test_an_hour_is_the_same_in_every_zone():
    """A moment told in another zone has not moved, nor has a day whose hour only one list tells."""
    here = datetime(2017, 5, 1, 12, tzinfo=ZONE)
    there = here.astimezone(ZoneInfo("UTC"))
    one, other = (attrs.evolve(CLEANING, tender_deadline=moment) for moment in (here, there))
    assert kinds([one], [other]) == []
    by_day = attrs.evolve(CLEANING, tender_deadline=here.date())
    assert kinds([one], [by_day]) == []
    assert kinds([by_day], [one]) == []
    assert kinds([attrs.evolve(CLEANING, tender_deadline=date(2017, 5, 2))], [one]) == ["moved"]


def test_a_season_has_two_names():
    """What is *vt 2017* in one list is *våren 2017* in another; autumn is later."""
    spring, term, autumn = (
        attrs.evolve(CLEANING, planned_publication=Period.parse(text)) for text in ("våren 2017", "vt 2017", "ht 2017")
    )
    assert kinds([spring], [term]) == []
    assert kinds([autumn], [term]) == ["moved"]


def test_new_and_removed():
    """What is in one list alone is new or removed; an empty list before makes everything new."""
    other = attrs.evolve(CLEANING, id="2", title="Bussar")
    assert kinds([CLEANING], [other]) == ["new", "removed"]
    assert kinds([CLEANING, other], []) == ["new", "new"]
    assert kinds([], []) == []
    (gone,) = analysis.changes([], [CLEANING])
    assert (gone.subject, gone.now) == (CLEANING, None)


def test_the_day_is_told_where_the_list_tells_it():
    """A day that is newer than before is the change's; an old one is not."""
    moved = attrs.evolve(CLEANING, planned_publication=None)
    assert analysis.changes([moved], [CLEANING])[0].changed is None
    newer = attrs.evolve(moved, changed=date(2017, 1, 9))
    assert analysis.changes([newer], [CLEANING])[0].changed == date(2017, 1, 9)


def test_ids_are_one_within_a_buyer():
    """The same id of another buyer is another thing."""
    other = attrs.evolve(CLEANING, buyer="Regionen", title="Bussar")
    assert kinds([CLEANING, other], [CLEANING]) == ["new"]


def test_a_list_that_begins_to_name_its_buyer_is_the_same_list():
    """Where one side names no buyer the id decides, unless two have it."""
    unnamed = attrs.evolve(CLEANING, buyer="")
    assert kinds([CLEANING], [unnamed]) == []
    assert kinds([unnamed], [CLEANING]) == []
    other = attrs.evolve(CLEANING, buyer="Regionen")
    assert kinds([CLEANING, other], [unnamed]) == ["new", "new", "removed"]


def test_order_is_what_a_reader_can_act_on_first():
    """Open for bids, new, moved, changed, awarded, cancelled, removed; by title within these."""
    every = {key: attrs.evolve(CLEANING, id=key, title=key) for key in "abcdefg"}
    now = [
        attrs.evolve(every["a"], stage=Stage.CANCELLED),
        attrs.evolve(every["b"], stage=Stage.AWARDED),
        attrs.evolve(every["c"], stage=Stage.ADVERTISED),
        attrs.evolve(every["d"], estimated_value=None),
        attrs.evolve(every["e"], planned_publication=None),
        attrs.evolve(CLEANING, id="z", title="ny"),
    ]
    found = kinds(now, list(every.values()))
    assert found == ["advertised", "new", "moved", "changed", "awarded", "cancelled", "removed", "removed"]


def test_datasets_are_compared_by_their_procurements():
    """What was read then and now."""
    assert analysis.changes(dataset_of(CLEANING), dataset_of())[0].kind is ChangeKind.NEW


PROCUREMENTS = st.lists(
    st.builds(
        Procurement,
        id=st.sampled_from("12345"),
        buyer=st.sampled_from(["", "Bokedala kommun", "Regionen"]),
        title=st.sampled_from(["Städ", "Bussar"]),
        stage=st.sampled_from(Stage),
        planned_publication=st.sampled_from([None, Period.parse("Q2 2017"), Period.parse("våren 2017")]),
        changed=st.sampled_from([None, date(2017, 1, 1)]),
    ),
    max_size=8,
    unique_by=lambda each: (each.buyer, each.id),
)


@given(PROCUREMENTS, st.randoms(use_true_random=False))
def test_a_list_has_not_changed_against_itself(procurements: list[Procurement], random):
    """In whatever order its rows stand."""
    shuffled = random.sample(procurements, len(procurements))
    assert analysis.changes(shuffled, procurements) == ()


@given(PROCUREMENTS, PROCUREMENTS, st.randoms(use_true_random=False))
def test_order_changes_no_change(now: list[Procurement], before: list[Procurement], random):
    """Permuted rows on either side give the same changes in the same order."""
    other = analysis.changes(random.sample(now, len(now)), random.sample(before, len(before)))
    assert analysis.changes(now, before) == other


@given(PROCUREMENTS, PROCUREMENTS)
def test_every_procurement_is_told_of_at_most_once(now: list[Procurement], before: list[Procurement]):
    """New less removed is how much longer the list is."""
    found = analysis.changes(now, before)
    sides = [change.now for change in found if change.now], [change.before for change in found if change.before]
    assert all(len(side) == len({(each.buyer, each.id) for each in side}) for side in sides)
    counts = [change.kind for change in found]
    assert counts.count(ChangeKind.NEW) - counts.count(ChangeKind.REMOVED) == len(now) - len(before)
