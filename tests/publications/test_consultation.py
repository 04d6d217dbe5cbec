"""Questions to the market in writing, and the summary of the answers."""

from datetime import date

import attrs
import pytest

import outreach
from outreach import blocks, publications
from outreach.model import EventStatus
from publications.test_afterwards import AUTUMN, MEETING, TODAY, data, said, text

DIALOGUE = attrs.evolve(
    MEETING,
    id="remiss-1",
    title="Remiss: städtjänster",
    kind=outreach.EventKind.REQUEST_FOR_INFORMATION,
    status=EventStatus.PUBLISHED,
    venue="",
    headcount=None,
    description="Vi planerar att köpa städ.",
    registration_deadline=date(2017, 4, 1),
)


def test_a_draft_goes_out_for_comment():
    """The documents, the questions numbered, the last day, and that answering binds nobody."""
    draft = blocks.Link("Kravspecifikation, utkast", url="https://kommun.example/utkast.pdf")
    page = publications.request_for_information(DIALOGUE, ["Är tiden rimlig?"], documents=[draft], today=TODAY)

    told = text(page)
    assert "Läs vårt utkast innan det är klart" in told
    assert "- Kravspecifikation, utkast (https://kommun.example/utkast.pdf)" in told
    assert "1. Är tiden rimlig?" in told
    assert "Svara senast lördag 1 april 2017" in told
    assert "vi lovar inte att köpa" in told
    assert "public" == page.audience


def test_a_dialogue_that_is_a_draft_stays_inside():
    """What is not published yet no public channel takes."""
    page = publications.request_for_information(attrs.evolve(DIALOGUE, status=EventStatus.DRAFT), [])

    assert "staff" == page.audience


def test_the_answers_are_summed_up():
    """How many answered, what they said with our answers, and what is changed."""
    told = data(
        said(1, text="Tiden är för kort.", theme="Tid", answer="Vi förlänger.", answer_id="s1", event_id="remiss-1"),
        said(2, text="Bra.", theme="Tid", answer_id="s1", event_id="remiss-1"),
        said(3, text="Nej.", answer_id="s2", is_public=False, event_id="remiss-1"),
    )
    page = text(publications.comments_summary(DIALOGUE, told, changes=["Tiden blir sex veckor."]))

    assert "Vi fick 2 svar." in page
    assert "Tiden är för kort. Vårt svar: Vi förlänger." in page
    assert "- Tiden blir sex veckor." in page
    assert "Nej." not in page
    assert "Ingen svarade." in text(publications.comments_summary(DIALOGUE, data()))


def test_a_dialogue_whose_last_day_has_passed_asks_for_nothing():
    """It still says what was asked, and no longer to answer."""
    later = date(2017, 4, 2)
    page = text(publications.request_for_information(DIALOGUE, ["Är tiden rimlig?"], today=later))
    assert "Det här frågade vi företag om innan vi skrev kraven." in page
    assert "Sista dag att svara var 1 april 2017." in page
    assert "Svara skriftligt" not in page


def test_a_cancelled_dialogue_asks_for_nothing():
    """Who has answered is told so, and nobody is asked."""
    cancelled = attrs.evolve(DIALOGUE, status=EventStatus.CANCELLED)
    page = text(publications.request_for_information(cancelled, ["Är tiden rimlig?"], today=TODAY))
    assert "Vi har ställt in den skriftliga dialogen. Ni som har svarat behöver inte göra något." in page
    assert "Svara skriftligt" not in page
    assert "Svara senast" not in page


def test_a_request_needs_a_way_to_answer_and_is_no_meeting():
    """Otherwise it says what to give."""
    with pytest.raises(
        outreach.ModelError, match=r"needs a way to answer \(give registration_url=, or a contact= with"
    ):
        publications.request_for_information(attrs.evolve(DIALOGUE, contact=None))
    with pytest.raises(outreach.ModelError, match=r"^Event.kind: .* \(give kind=EventKind.REQUEST_FOR_INFORMATION;"):
        publications.request_for_information(AUTUMN)


def test_while_answers_can_come_nobody_says_that_none_did():
    """Before the last day it is *not yet*, and the last day is to come."""
    page = text(publications.comments_summary(DIALOGUE, data(), today=TODAY))
    assert "Ingen har svarat än. Sista dag att svara är 1 april 2017." in page


def test_a_text_alone_is_one_text():
    """Whoever writes a sentence where several may stand does not get a list of its letters."""
    letters = "Hur lång tid?"
    pages = [
        publications.request_for_information(DIALOGUE, letters, today=TODAY),
        publications.comments_summary(DIALOGUE, data(), changes=letters),
        publications.results(MEETING, next_steps=letters),
        publications.minutes(MEETING, {"Annat": letters}, decided=letters),
        publications.press_release(MEETING, today=TODAY, body=letters),
        publications.case_page(MEETING, background=letters, preparation=letters, outcome=letters, told_in=letters),
    ]
    assert [text(page).count(letters) for page in pages] == [1, 1, 1, 2, 1, 4]
