"""A personal identity number that somebody wrote into a meeting's texts is in no publication of it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import attrs
import pytest

import outreach
from outreach import countries, publications

NUMBER = "850709-9805"
masked = countries.country("SE").masked
ZONE = ZoneInfo("Europe/Stockholm")
ON = date(2017, 3, 8)


def _said(text):
    return f"{text} {NUMBER}"


MEETING = outreach.Event(
    id="2017-var",
    title=_said("Företagarträff"),
    description=_said("Vi berättar."),
    venue=_said("Stadshuset"),
    organiser=_said("Bokedala kommun"),
    cost=_said("gratis"),
    starts=datetime(2017, 3, 1, 13, tzinfo=ZONE),
    ends=datetime(2017, 3, 1, 16, tzinfo=ZONE),
    registration_url="https://bokedala.example/anmalan",
    contact=outreach.Contact(
        name=_said("Maria Ekfors"), role=outreach.ContactRole.PURCHASER, email="inkop@bokedala.example"
    ),
    headcount=outreach.Headcount(count=20),
    summary_points=(_said("Delade kontrakt lockar fler."),),
    coverage=(outreach.Coverage(title=_said("Fler anbud"), outlet=_said("Posten"), url="https://posten.example/1"),),
    sessions=(
        outreach.Session(kind=outreach.SessionKind.PRESENTATION, title=_said("Det här köper vi")),
        outreach.Session(kind=outreach.SessionKind.FAIR_TABLE, title=_said("El"), industry=_said("Bygg"), table="1"),
    ),
)
NOTHING = outreach.Dataset()
COMPOSED = {
    "invitation": lambda event: publications.invitation(event, today=ON),
    "programme": lambda event: publications.programme(event, today=ON),
    "fair": lambda event: publications.fair(event, today=ON),
    "table_signs": lambda event: publications.table_signs(event, today=ON),
    "name_badges": lambda event: publications.name_badges((), event, today=ON),
    "purchaser_sheets": lambda event: publications.purchaser_sheets(event, NOTHING, today=ON),
    "spend_presentation": lambda event: publications.spend_presentation(NOTHING, event, today=ON),
    "questions": lambda event: publications.questions_and_answers(NOTHING, event, today=ON),
    "request": lambda event: publications.request_for_information(
        attrs.evolve(event, kind=outreach.EventKind.REQUEST_FOR_INFORMATION), [_said("Hur lång tid?")], today=ON
    ),
    "comments": lambda event: publications.comments_summary(event, NOTHING, today=ON),
    "results": lambda event: publications.results(event, today=ON, next_steps=[_said("Vi ser över kraven.")]),
    "minutes": lambda event: publications.minutes(event, decided=[_said("Listan uppdateras.")], today=ON),
    "press_release": lambda event: publications.press_release(event, today=ON, place=_said("Bokedala")),
    "coverage": lambda event: publications.coverage(event, today=ON),
    "case_page": lambda event: publications.case_page(event, told_in=[_said("webbplatsen")], today=ON),
}


@pytest.mark.parametrize("compose", COMPOSED.values(), ids=COMPOSED)
@pytest.mark.parametrize("status", [outreach.EventStatus.PUBLISHED, outreach.EventStatus.REPORTED])
def test_no_personal_number_is_published(compose, status):
    """Neither in a block, nor in facts, nor in what stands around them, nor in a part."""
    assert NUMBER not in repr(compose(attrs.evolve(MEETING, status=status)))


@pytest.mark.parametrize(
    "between", ["", "-", " ", "+", "\N{NON-BREAKING HYPHEN}", "\N{EN DASH}", "\N{MINUS SIGN}", " – "]
)
def test_a_number_is_found_whatever_stands_in_it(between):
    """Office programs make a dash, a minus or a blank that does not break of the hyphen."""
    text = f"Fråga 640823{between}3234 om städ"
    assert masked(text) == "Fråga ******-**** om städ"
    assert masked(text.replace(" ", "\xa0")) == "Fråga ******-**** om städ".replace(" ", "\xa0")
    assert masked(f"556016{between}0680") == f"556016{between}0680"
