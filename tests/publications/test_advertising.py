"""What is bought without a notice: the list promises none."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from outreach import languages, publications
from outreach.model import Period, Procedure, Procurement, Stage, Technique
from outreach.publications.wording import when_and_how_much
from publications.support import PROCUREMENTS, TODAY, dataset, text_of

PLAIN = attrs.evolve(PROCUREMENTS[0], notice_url="", techniques=(), procedure=Procedure.OPEN, procedure_text="")


def composed(**changes: object):
    """Return the list of one procurement."""
    whole = dataset(attrs.evolve(PLAIN, **changes))
    return publications.procurement_list(whole, today=TODAY)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"procedure": Procedure.DIRECT},
            "En direktupphandling behöver inte annonseras. Hör av er till oss om ni vill lämna anbud.",
        ),
        (
            {"procedure": None, "techniques": (Technique.CALL_OFF,), "procedure_text": "Avrop från ramavtal"},
            "Bara företag som är med i ramavtalet kan leverera.",
        ),
        (
            {"procedure": Procedure.NEGOTIATED_WITHOUT_CALL},
            "Det här köpet annonseras inte. Fråga oss hur det går till.",
        ),
    ],
)
def test_what_is_not_advertised_promises_no_notice(changes, said):
    """Its page says when it is bought, and what a supplier does who wants it."""
    page = text_of(composed(**changes).parts[0])
    assert "Vi planerar att göra köpet andra kvartalet 2017." in page
    assert said in page
    assert "Köps: andra kvartalet 2017" in page
    assert "när vi har annonserat" not in page


@pytest.mark.parametrize(
    "changes",
    [
        {"procedure": Procedure.OPEN},
        {"procedure": Procedure.DIRECT, "procedure_text": "Direktupphandling med annonsering"},
        {"procedure": Procedure.DIRECT, "notice_url": "https://anbud.example/1"},
        {"techniques": (Technique.FRAMEWORK,)},
    ],
)
def test_what_may_be_advertised_says_so(changes):
    """A buyer may advertise what it need not."""
    assert "Vi planerar att annonsera upphandlingen andra kvartalet 2017." in text_of(composed(**changes).parts[0])


def test_a_list_says_that_not_all_is_advertised():
    """Where it holds something that is not; the time in the column is then another one."""
    said = "Direktupphandlingar och avrop annonseras inte alltid: då är tiden den då vi köper. Fråga oss."
    assert said in text_of(composed(procedure=Procedure.DIRECT))
    assert said not in text_of(composed())


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period.parse("2016-12-01"), "Vi planerade att göra köpet den 1 december 2016. Fråga oss vad som gäller nu."),
        (None, "Vi planerar det här köpet. När vi köper är inte bestämt."),
    ],
)
def test_a_purchase_that_is_late_or_without_a_date(period, said):
    """Neither is announced as one to be advertised."""
    assert said in text_of(composed(procedure=Procedure.DIRECT, planned_publication=period).parts[0])


def test_what_was_called_off_before_its_notice_was_only_planned():
    """A day to come is not the day it was advertised; where there is a notice, it was."""
    off = {"stage": Stage.CANCELLED, "planned_publication": Period.parse("2017-03-06"), "changed": date(2017, 1, 9)}
    assert "Planerad till: 6 mars 2017" in text_of(composed(**off).parts[0])
    noticed = text_of(composed(**off, notice_url="https://anbud.example/1").parts[0])
    assert "Annonsering: 6 mars 2017" in noticed


def test_a_technique_is_not_said_a_second_time_as_the_procedure():
    """A list has one column for both; what could not be read at all is said as written."""
    off = {"procedure": None, "procedure_text": "Avrop från ramavtal"}
    once = text_of(composed(**off, techniques=(Technique.CALL_OFF,)).parts[0])
    assert "Upplägg: avrop från ramavtal" in once
    assert "Förfarande:" not in once
    assert "Förfarande: Avrop från ramavtal" in text_of(composed(**off).parts[0])


def test_an_invitation_tells_when_it_is_bought():
    """In few words, as lists of what comes next do."""
    direct: Procurement = attrs.evolve(PLAIN, procedure=Procedure.DIRECT)
    said = when_and_how_much(direct, languages.translator("sv_SE")).replace("\xa0", " ")
    assert "köps andra kvartalet 2017, 2–4 miljoner kronor" == said


def test_what_is_ongoing_is_said_to_be_just_that():
    """It is advertised at no certain time."""
    ongoing = attrs.evolve(PLAIN, planned_publication=Period.parse("löpande"))
    assert "löpande, 2–4 miljoner kronor" == when_and_how_much(ongoing, languages.translator("sv_SE")).replace(
        "\xa0", " "
    )
