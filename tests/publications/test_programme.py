"""The programme: what happens when, who speaks, which table is whose."""

from __future__ import annotations

from datetime import datetime

import attrs
import pytest

from outreach import blocks, publications
from outreach.model import Consent, EventStatus, ParticipationRole, Session, SessionKind
from publications.fair_support import fair_event, person, whole
from publications.support import (
    LOCALES,
    PERSONAL,
    SESSIONS,
    TODAY,
    ZONE,
    all_of,
    bytes_of,
    headings,
    meeting,
    sentences,
    text_of,
)

YES = (Consent(purpose="list", given=True),)
NO = (Consent(purpose="list", given=False),)
TALK = Session(
    kind=SessionKind.SUPPLIER_TALK,
    title="En leverantör berättar",
    starts=SESSIONS[0].starts,
    ends=SESSIONS[0].ends,
    speaker_ids=("5560160680",),
)


def speaker(name: str = "Eva Ros", **changes):
    given = {"role": ParticipationRole.SPEAKER, "supplier_id": "5560160680", "consents": YES}
    return person(name, "Ros AB", **(given | changes))


def spoken(*people, session: Session = TALK) -> list[str]:
    """Return who speaks, as the programme tells it."""
    told = publications.programme(meeting(sessions=[session]), whole(*people), locale="sv_SE")
    (table,) = all_of(told, blocks.Table)
    return [row[2] for row in table.rows] if len(table.columns) == 3 else []


def test_what_happens_stands_in_order():
    """By time, then what runs throughout, then the tables."""
    mingle = Session(kind=SessionKind.MINGLE, title="Mingel", description="med kaffe")
    told = publications.programme(meeting(sessions=[mingle, *SESSIONS]), locale="sv_SE")

    timetable, tables = all_of(told, blocks.Table)
    assert timetable.rows == (
        ("13.00–14.00", "Det här ska vi köpa"),
        ("14.00–15.00", "Så lämnar ni anbud"),
    )
    assert headings(told) == ["Program", "Under hela träffen", "Branschborden", "Frågor"]
    assert all_of(told, blocks.List)[0].items == (("Mingel: med kaffe",),)
    assert tables.rows == (
        ("Bygg och anläggning", "1", "Hus och vägar"),
        ("Livsmedel och måltider", "2", "Mat"),
    )


def test_a_meeting_without_a_programme_says_so():
    """What is not set is said, and nothing else stands there."""
    text = text_of(publications.programme(meeting(sessions=()), locale="sv_SE"))
    assert "Programmet är inte klart än. Det kommer att stå här." in text
    assert "Branschborden" not in text


def test_tables_alone_are_a_programme():
    """A fair without talks has its tables, and no empty timetable."""
    told = publications.programme(meeting(sessions=SESSIONS[2:]), locale="en_GB")
    (table,) = all_of(told, blocks.Table)
    assert table.caption == "Tables by industry, where you meet us"
    assert "not set yet" not in text_of(told)


def test_whom_you_meet_is_told_where_somebody_is_there():
    """Names of those in office; of others that somebody is there, and who is missing is said."""
    tables = all_of(publications.programme(fair_event(), locale="sv_SE"), blocks.Table)[-1]
    assert [row[-1] for row in tables.rows] == [
        "Ann Björk, upphandlare",
        "en av våra upphandlare",
        blocks.Missing("inte bestämt än"),
    ]


def test_who_said_yes_is_named():
    """Name and company, found by the company's number or by the participation's own."""
    assert spoken(speaker()) == ["Eva Ros, Ros AB"]
    own = attrs.evolve(TALK, speaker_ids=("Eva Ros-Ros AB",))
    assert spoken(speaker(role="supplier"), session=own) == ["Eva Ros, Ros AB"]
    assert spoken(speaker(), speaker("Per Ek")) == ["Eva Ros, Ros AB och Per Ek, Ros AB"]


@pytest.mark.parametrize(
    "changes",
    [
        {"consents": ()},
        {"consents": NO},
        {"consents": (*YES, *NO)},
        {"consents": (Consent(purpose="contact", given=True),)},
        {"role": ParticipationRole.SUPPLIER},
        {"supplier_id": "5566778899"},
    ],
)
def test_nobody_else_is_named(changes):
    """Without a listed yes to being named, or as a colleague who only listens, nobody is."""
    assert spoken(speaker(**changes)) == []


def test_what_one_entry_refuses_another_does_not_allow():
    """Somebody who stands twice in the lists is named only if both say yes."""
    assert spoken(speaker(), speaker(id="again", consents=NO)) == []


def test_a_session_without_a_speaker_has_an_empty_cell():
    """Where one talk has a named speaker and another none, nothing is invented."""
    told = publications.programme(meeting(sessions=[SESSIONS[0], TALK]), whole(speaker()), locale="sv_SE")
    assert [row[2] for row in all_of(told, blocks.Table)[0].rows] == ["Eva Ros, Ros AB", None]
    throughout = attrs.evolve(TALK, starts=None, ends=None)
    told = publications.programme(meeting(sessions=[throughout]), whole(speaker()), locale="sv_SE")
    assert all_of(told, blocks.List)[0].items == (("En leverantör berättar. Eva Ros, Ros AB",),)


@pytest.mark.parametrize("status", list(EventStatus))
@pytest.mark.parametrize("locale", LOCALES)
def test_every_status_in_every_language(status: EventStatus, locale: str):
    """A cancelled meeting says so first; a draft is for staff; sentences are short."""
    told = publications.programme(fair_event(locale, status=status), whole(speaker()), locale=locale, today=TODAY)
    assert told.audience == ("staff" if status is EventStatus.DRAFT else "public")
    assert [each for each in sentences(told) if len(each.split()) > 20] == []


def test_no_personal_number_leaves():
    """Neither of a session nor of who speaks."""
    session = attrs.evolve(TALK, title=f"Berättar {PERSONAL}")
    people = speaker(f"Eva {PERSONAL}", supplier_name=f"Firma {PERSONAL}")
    told = publications.programme(meeting(sessions=[session]), whole(people), locale="sv_SE")
    assert PERSONAL not in bytes_of(told)


def test_ids_hold_and_addresses_follow_the_language():
    """The first sentence is yours if you like; the summary tells when and where."""
    swedish, english = (publications.programme(meeting(), locale=locale, lead="Hej!") for locale in LOCALES)
    assert swedish.id == english.id == "programme-2017-var"
    assert (swedish.slug, english.slug) == ("program-2017-var", "programme-2017-var")
    assert text_of(swedish).count("Hej!") == 1
    assert swedish.summary.endswith("13.00–16.00, Stadshuset, Bokedala")


def test_a_programme_of_tables_alone_has_no_empty_heading():
    """What stands under *Programme* are sessions; the tables have a heading of their own."""
    page = publications.programme(meeting(sessions=SESSIONS[2:]), today=TODAY)
    assert "Program" not in headings(page)
    assert "Branschborden" in headings(page)


@pytest.mark.parametrize("changes", [{"status": EventStatus.CANCELLED}, {"ends": datetime(2017, 1, 9, tzinfo=ZONE)}])
def test_a_programme_of_what_is_over_does_not_say_what_will_happen(changes):
    """A meeting that is cancelled, or whose time has passed, says that instead."""
    over = meeting(**({"starts": datetime(2017, 1, 8, tzinfo=ZONE)} | changes))
    assert "Det här händer" not in text_of(publications.programme(over, today=TODAY))
