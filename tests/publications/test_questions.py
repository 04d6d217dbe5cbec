"""How to ask, and that all get the answer: in the system where it is advertised, not by telephone."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from outreach import blocks, publications
from outreach.dataset import Dataset
from outreach.model import Procurement, Stage
from publications.support import BUYER, KARIN, TODAY, all_of, dataset, headings, meeting, text_of

OPEN = Procurement(
    id="U-6",
    title="Tolktjänster",
    buyer=BUYER,
    stage=Stage.ADVERTISED,
    question_deadline=date(2017, 2, 1),
    tender_deadline=date(2017, 2, 14),
    notice_url="https://annonser.example/6",
    purchaser=KARIN,
)
IN_THE_SYSTEM = "Ställ frågan i det system där annonsen finns. Alla som följer upphandlingen får svaret."


def asked(about, today=TODAY):
    return publications.questions_and_answers(Dataset(), about, today=today)


def test_what_is_advertised_is_asked_about_in_the_system():
    """By the last day, and of nobody by telephone."""
    told = text_of(asked(OPEN))
    assert IN_THE_SYSTEM in told
    assert "onsdag 1 februari 2017" in told
    assert KARIN.phone not in told


def test_without_its_address_too_it_is_asked_about_in_the_system():
    """A notice whose address the list lacks is still where all get the answer."""
    told = text_of(asked(attrs.evolve(OPEN, notice_url="")))
    assert IN_THE_SYSTEM in told
    assert KARIN.phone not in told


def test_after_the_last_day_nobody_is_told_to_ask():
    """It says which day that was."""
    page = asked(OPEN, date(2017, 2, 2))
    assert "Sista dag att fråga var onsdag 1 februari 2017." in text_of(page)
    assert IN_THE_SYSTEM not in text_of(page)
    assert not all_of(page, blocks.Action)


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.AWARDED, Stage.CONTRACTED, Stage.CANCELLED])
def test_what_is_over_is_not_asked_about(stage: Stage):
    """There is nothing to ask for any more."""
    assert "Ställ en fråga" not in headings(asked(attrs.evolve(OPEN, stage=stage)))


def test_a_plan_is_asked_about_by_whoever_is_named():
    """And where nobody is, no heading stands above nothing."""
    plan = attrs.evolve(OPEN, stage=Stage.PLANNED, notice_url="")
    assert KARIN.email in text_of(asked(plan))
    assert "Ställ en fråga" not in headings(asked(attrs.evolve(plan, purchaser=None)))
    assert "Ställ en fråga" not in headings(asked(meeting(contact=None)))


def test_the_page_of_what_is_open_sends_questions_to_the_system_first():
    """The contact stands there too, and for a plan is whom to ask."""
    (page, *_) = publications.procurement_list(dataset(OPEN), today=TODAY).parts
    assert f"{IN_THE_SYSTEM} Kontakt: {KARIN.name}" in text_of(page)
    plan = attrs.evolve(OPEN, stage=Stage.PLANNED, notice_url="")
    (page, *_) = publications.procurement_list(dataset(plan), today=TODAY).parts
    assert f"Fråga {KARIN.name}" in text_of(page)
    assert IN_THE_SYSTEM not in text_of(page)


def test_nothing_is_said_of_bids_that_nobody_knows_of():
    """A list that says *closed* has not said that there are bids to assess."""
    (page, *_) = publications.procurement_list(dataset(attrs.evolve(OPEN, stage=Stage.CLOSED)), today=TODAY).parts
    assert "Anbudstiden är ute. Läs annonsen" in text_of(page)
    assert "prövar" not in text_of(page)


def test_what_is_open_without_a_link_is_bid_for_in_the_system():
    """The list says so where others lead to the notice; that it is open answers nobody's question where."""
    whole = publications.procurement_list(dataset(attrs.evolve(OPEN, notice_url="")), today=TODAY)
    assert "Var ni lämnar anbud: i upphandlingssystemet; länk saknas" in text_of(whole)
    assert "Ni lämnar anbud i upphandlingssystemet, där annonsen finns." in text_of(whole.parts[0])
