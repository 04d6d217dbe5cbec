"""The invitation: what a reader finds, in which order, and what is never in it."""

from __future__ import annotations

from datetime import date, datetime

import attrs
import pytest

from outreach import blocks, publications
from outreach.errors import LanguageError, ModelError
from outreach.model import Contact, EventKind, EventStatus, Period, Session, SessionKind, Stage
from publications.support import (
    ANNA,
    LARS,
    LOCALES,
    PERSONAL,
    TODAY,
    ZONE,
    all_of,
    bytes_of,
    dataset,
    headings,
    meeting,
    sentences,
    text_of,
)


def test_it_answers_in_the_order_a_reader_asks():
    """Why and for whom, when and where and what it costs, programme, registration, what is next, whom to ask, data."""
    text = text_of(publications.invitation(meeting(), dataset(), locale="sv_SE", today=TODAY))
    asked = [
        "Kom och hör vad vi ska köpa och hur ni lämnar anbud.",
        "även ni som aldrig har lämnat anbud",
        "När: onsdag 1 mars 2017 kl. 13.00–16.00",
        "Var: Stadshuset, Bokedala",
        "Kostnad: gratis",
        "Det här får ni",
        "13.00–14.00: Det här ska vi köpa",
        "Anmäl er senast onsdag 22 februari 2017",
        "Anmäl er här: https://bokedala.example/anmalan",
        "Det här köper vi härnäst",
        "Fråga Anna Testgren, upphandlingschef, anna.testgren@bokedala.example, 040-628 04 12.",
        "Så hanterar vi era uppgifter",
    ]
    places = [text.find(each) for each in asked]
    assert -1 not in places, asked[places.index(-1)]
    assert places == sorted(places)


def test_english_reads_as_english():
    """The English invitation has English dates and words."""
    text = text_of(publications.invitation(meeting(), dataset(), locale="en_GB", today=TODAY))
    assert "When: Wednesday 1 March 2017, 13:00–16:00" in text
    assert "Register by Wednesday 22 February 2017" in text
    assert "Tolktjänster: bids by" not in text  # it is open for bids, and its last day is before the meeting
    assert "Ask Anna Testgren, head of procurement" in text


def test_ids_are_the_same_in_every_language_and_addresses_are_not():
    """A link names an id; an address is in the reader's language."""
    swedish, english = (publications.invitation(meeting(), locale=locale) for locale in LOCALES)
    assert swedish.id == english.id == "invitation-2017-var"
    assert (swedish.slug, english.slug) == ("inbjudan-2017-var", "invitation-2017-var")


def test_three_procurements_are_next():
    """The nearest three stand there, as links to their pages; what is presented comes first."""
    invitation = publications.invitation(meeting(), dataset(), locale="sv_SE", today=TODAY)
    (coming,) = all_of(invitation, blocks.List)
    assert [item[0].to for item in coming.items] == ["procurement-u-2", "procurement-u-3", "procurement-u-1"]
    presented = publications.invitation(meeting(procurement_ids=["U-9"]), dataset(), locale="sv_SE", today=TODAY)
    (coming,) = all_of(presented, blocks.List)
    assert [item[0].to for item in coming.items] == ["procurement-u-9", "procurement-u-2", "procurement-u-3"]


def test_without_procurements_there_is_no_such_section():
    """Nothing is promised of what is not known."""
    for data in (None, dataset().__class__()):
        assert "Det här köper vi härnäst" not in headings(publications.invitation(meeting(), data, locale="sv_SE"))


def test_without_a_day_it_is_read_on_the_day_of_the_meeting():
    """What has passed by the meeting is not announced on the invitation."""
    (coming,) = all_of(publications.invitation(meeting(), dataset(), locale="sv_SE"), blocks.List)
    assert "procurement-u-6" not in [item[0].to for item in coming.items]


def test_an_invitation_that_nobody_can_answer_is_refused():
    """The error names the field and what to give."""
    for contact in (None, Contact(name="Anna Testgren")):
        with pytest.raises(ModelError, match=r"Event.registration_url: .* \(give registration_url=, or a contact="):
            publications.invitation(meeting(registration_url="", contact=contact))


def test_registration_by_mail_or_telephone():
    """Without an address to register at, the contact takes registrations."""
    text = text_of(publications.invitation(meeting(registration_url=""), locale="sv_SE"))
    assert "Anmäl er till Anna Testgren, anna.testgren@bokedala.example" in text
    text = text_of(publications.invitation(meeting(registration_url="", contact=LARS), locale="en_GB"))
    assert "Register with Lars Provberg, 040-628 04 11" in text


def test_a_deadline_that_has_passed_is_said():
    """Nobody is sent to a form that is closed."""
    invitation = publications.invitation(meeting(), locale="sv_SE", today=date(2017, 2, 23))
    assert "Sista dag att anmäla sig var 22 februari 2017." in text_of(invitation)
    assert all_of(invitation, blocks.Action) == []


@pytest.mark.parametrize(
    ("status", "first"),
    [
        ("cancelled", "Vi har ställt in företagarträffen. Ni som har anmält er behöver inte göra något."),
        ("moved", "Vi har flyttat företagarträffen. Den nya tiden och platsen står här nedanför."),
        ("full", "Alla platser är bokade. Hör av er till oss om ni vill stå på väntelistan."),
        ("held", "Vi har haft företagarträffen."),
    ],
)
def test_what_changes_everything_comes_first(status: str, first: str):
    """A cancelled, moved, full or past meeting says so before anything else."""
    invitation = publications.invitation(meeting(status=status), locale="sv_SE")
    assert sentences_of_first(invitation) == first


def sentences_of_first(invitation):
    return "".join(part if isinstance(part, str) else part.text for part in invitation.blocks[0].text)


def test_a_cancelled_meeting_asks_for_nothing():
    """No registration, no programme; the calendar is told."""
    invitation = publications.invitation(meeting(status="cancelled", registration_url="", contact=None), locale="sv_SE")
    assert all_of(invitation, blocks.Action) == []
    assert "Det här får ni" not in headings(invitation)
    (appointment,) = all_of(invitation, blocks.Appointment)
    assert appointment.status is EventStatus.CANCELLED


def test_a_draft_is_for_staff():
    """No public channel takes it."""
    draft = publications.invitation(meeting(status="draft", registration_url="", contact=None), locale="sv_SE")
    assert draft.audience == "staff"
    assert publications.invitation(meeting(), locale="sv_SE").audience == "public"


def test_the_appointment_is_what_the_event_is():
    """A calendar entry keeps its uid, and says date and time in words, too."""
    (appointment,) = all_of(publications.invitation(meeting(sequence=2), locale="sv_SE"), blocks.Appointment)
    assert (appointment.uid, appointment.sequence) == ("2017-var@bokedala-kommun", 2)
    assert appointment.starts == datetime(2017, 3, 1, 13, tzinfo=ZONE)
    assert appointment.text == "onsdag 1 mars 2017 kl.\N{NO-BREAK SPACE}13.00–16.00"


def test_two_organisers_meetings_of_one_id_are_two_entries():
    """Who subscribes to two municipalities has both; an id that is unique already stays as it is."""
    uids = []
    for whose, key in (("Bokedala kommun", "1"), ("Hässleholms kommun", "1"), ("", "1"), ("Bokedala", "1@b.example")):
        page = publications.invitation(meeting(organiser=whose, id=key), locale="sv_SE")
        uids += [each.uid for each in all_of(page, blocks.Appointment)]
    assert ["1@bokedala-kommun", "1@hassleholms-kommun", "1", "1@b.example"] == uids


def test_a_fair_is_found_by_industry():
    """The tables of a fair stand by industry, in the language's words."""
    (table,) = all_of(publications.invitation(meeting(), locale="en_GB"), blocks.Table)
    assert [row[:2] for row in table.rows] == [("Construction and civil works", "1"), ("Food and meals", "2")]


def test_a_programme_that_is_not_set_is_said():
    """What is not known is said, unless the description tells what the meeting is."""
    assert "Programmet är inte klart än." in text_of(publications.invitation(meeting(sessions=()), locale="sv_SE"))
    told = publications.invitation(meeting(sessions=(), description="Vi visar planen.\n\nNi frågar."), locale="sv_SE")
    assert "Programmet" not in text_of(told)
    assert "Vi visar planen. Ni frågar." in text_of(told)


def test_a_session_without_a_time_is_listed():
    """What runs throughout stands in a list; a table without an industry is called by its title."""
    sessions = (
        Session(kind="mingle", title="Mingel", description="med kaffe"),
        Session(kind="fair_table", title="Andra frågor"),
    )
    invitation = publications.invitation(meeting(sessions=sessions), locale="sv_SE")
    assert all_of(invitation, blocks.List)[0].items == (("Mingel: med kaffe",),)
    assert all_of(invitation, blocks.Table)[0].rows == (("Andra frågor", "Andra frågor"),)


def test_a_written_dialogue_that_is_closed():
    """Its deadline is for answers."""
    event = meeting(kind="request_for_information", venue="", sessions=())
    closed = publications.invitation(event, locale="sv_SE", today=date(2017, 2, 23))
    assert "Sista dag att svara var 22 februari 2017." in text_of(closed)
    by_mail = publications.invitation(meeting(kind="request_for_information", registration_url=""), locale="sv_SE")
    assert "Skicka svaret till Anna Testgren" in text_of(by_mail)


def test_a_draft_says_what_is_open():
    """A way to register may still be missing in a draft."""
    draft = meeting(status="draft", registration_url="", registration_deadline=None, contact=None, venue="")
    text = text_of(publications.invitation(draft, locale="sv_SE"))
    assert "Det här är ett utkast. Det är inte publicerat än." in text
    assert "Var: plats inte bestämd" in text
    assert "Hur man anmäler sig är inte bestämt än." in text


def test_a_written_dialogue_has_no_place_and_asks_for_answers():
    """A request for information is answered, not visited."""
    event = meeting(kind="request_for_information", venue="", sessions=())
    text = text_of(publications.invitation(event, locale="sv_SE"))
    assert "Svara här: https://bokedala.example/anmalan" in text
    assert "Var:" not in text


@pytest.mark.parametrize("kind", list(EventKind))
@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_of_meeting_in_every_language(kind: EventKind, locale: str):
    """Each kind has its reason to come; sentences are short."""
    for status in EventStatus:
        invitation = publications.invitation(meeting(kind=kind, status=status), dataset(), locale=locale, today=TODAY)
        assert [each for each in sentences(invitation) if len(each.split()) > 20] == []


def test_speakers_staff_and_personal_numbers_stay_inside():
    """Nobody is named but the contact, and no personal identity number leaves in any text."""
    event = meeting(description=f"Ring Sven {PERSONAL}", title=f"Träff {PERSONAL}", contact=ANNA)
    said = bytes_of(publications.invitation(event, dataset(), locale="sv_SE", today=TODAY))
    assert PERSONAL not in said
    assert "Lars Provberg" not in said
    assert "5560160680" not in said


def test_your_own_first_sentence():
    """``lead=`` takes the place of the first sentence, and nothing else."""
    invitation = publications.invitation(meeting(), locale="sv_SE", lead="Fika ingår.")
    (lead,) = [block for block in all_of(invitation, blocks.Paragraph) if block.lead]
    assert lead.text == ("Fika ingår.",)
    assert len(invitation.blocks) == len(publications.invitation(meeting(), locale="sv_SE").blocks)


def test_your_own_blocks():
    """``with_blocks`` adds what a municipality wants to say beside it."""
    invitation = publications.invitation(meeting(), locale="sv_SE")
    longer = invitation.with_blocks([*invitation.blocks, blocks.Paragraph("Parkera bakom huset.")])
    assert "Parkera bakom huset." in longer.as_text()
    assert longer.facts == invitation.facts


def test_the_same_meeting_gives_the_same_publication():
    """Composing twice gives equal publications."""
    first, second = (publications.invitation(meeting(), dataset(), locale="sv_SE", today=TODAY) for _ in range(2))
    assert first == second


def test_updated_is_the_newest_date():
    """The day of the last change, or of today."""
    assert publications.invitation(meeting(changed=date(2017, 1, 5))).updated == date(2017, 1, 5)
    assert publications.invitation(meeting(changed=date(2017, 1, 5)), today=TODAY).updated == TODAY
    assert publications.invitation(meeting()).updated is None


def test_a_language_without_a_catalogue_is_refused():
    """Finnish is an error, not English."""
    with pytest.raises(LanguageError):
        publications.invitation(meeting(), locale="fi_FI")


def test_a_meeting_whose_time_has_passed_invites_nobody():
    """Whoever forgot to say that it was held does not ask companies to yesterday."""
    page = publications.invitation(meeting(), dataset(), today=date(2017, 3, 2))
    assert "Vi har haft företagarträffen." in text_of(page)
    assert {"Anmäl er", "Det här får ni"}.isdisjoint(headings(page))
    assert "Kom och hör" in text_of(publications.invitation(meeting(), dataset(), today=date(2017, 3, 1)))


def test_a_meeting_that_has_been_has_neither_places_nor_a_calendar_entry():
    """One that is called off is struck out in calendars, so it stays one for them."""

    def of(status):
        page = publications.invitation(meeting(status=status), dataset(), today=TODAY)
        return "Antal platser" in text_of(page), any(isinstance(each, blocks.Appointment) for each in page.blocks)

    held, called_off, to_come = map(of, (EventStatus.HELD, EventStatus.CANCELLED, EventStatus.PUBLISHED))
    assert [(False, False), (False, True), (True, True)] == [held, called_off, to_come]


@pytest.mark.parametrize(
    ("rule", "today", "when", "more"),
    [
        ("FREQ=MONTHLY;BYDAY=1WE;COUNT=3", TODAY, "onsdag 1 mars 2017", "5 april 2017 och 3 maj 2017"),
        ("RRULE:FREQ=MONTHLY;BYDAY=1WE;COUNT=3", date(2017, 3, 2), "onsdag 5 april 2017", "3 maj 2017"),
        ("FREQ=WEEKLY;UNTIL=20170315T110000Z", TODAY, "onsdag 1 mars 2017", "8 mars 2017"),
        ("FREQ=WEEKLY;UNTIL=20170315", TODAY, "onsdag 1 mars 2017", "8 mars 2017 och 15 mars 2017"),
        (
            "FREQ=DAILY;COUNT=7",
            TODAY,
            "onsdag 1 mars 2017",
            "2 mars 2017, 3 mars 2017, 4 mars 2017, 5 mars 2017 och 2 till",
        ),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2", TODAY, "onsdag 1 mars 2017", ""),
        ("varje onsdag", TODAY, "onsdag 1 mars 2017", ""),
        ("FREQ=SECONDLY", TODAY, "onsdag 1 mars 2017", ""),
    ],
)
def test_a_meeting_that_recurs_tells_its_next_occasion_and_those_after(rule, today, when, more):
    """The days are told; a rule that says nothing is the calendar's to refuse."""
    page = publications.invitation(meeting(recurrence=rule, registration_deadline=None), today=today)
    assert f"När: {when} kl. 13.00–16.00 " in text_of(page)
    assert (f"Fler tillfällen: {more} " in text_of(page)) is bool(more)
    (entry,) = all_of(page, blocks.Appointment)
    assert (entry.starts.date(), entry.recurrence) == (date(2017, 3, 1), rule)


def test_the_last_occasion_ends_a_meeting_that_recurs():
    """After it there is nothing to come to."""
    page = publications.invitation(meeting(recurrence="FREQ=WEEKLY;COUNT=2"), today=date(2017, 3, 9))
    assert "Vi har haft företagarträffen." in text_of(page)


def test_what_was_to_be_presented_and_no_longer_comes_is_not_bought_next():
    """Neither what was cancelled nor what should have been advertised already."""
    gone = attrs.evolve(dataset().procurements[1], id="gone", title="Inställd", stage=Stage.CANCELLED)
    event = meeting(procurement_ids=("gone", "U-7", "U-9"))
    page = publications.invitation(event, dataset(gone, *dataset().procurements), today=TODAY)
    assert "Inställd" not in text_of(page)
    assert "Skolfoto" not in text_of(page)
    assert text_of(page).index("Tolktjänster: köps hösten 2017") < text_of(page).index("Skolskjuts med buss")


@pytest.mark.parametrize(
    ("changes", "is_topic"),
    [
        ({"stage": Stage.ADVERTISED, "tender_deadline": date(2017, 3, 31)}, False),  # open on the day
        ({"stage": Stage.ADVERTISED, "tender_deadline": date(2017, 2, 14)}, False),  # closed by then
        ({"stage": Stage.ADVERTISED, "tender_deadline": None}, False),
        ({"planned_publication": Period.day(date(2017, 2, 1))}, False),  # advertised by then, as planned
        ({"planned_publication": Period.parse("februari 2017")}, False),
        ({"planned_publication": Period.parse("2017 Q1")}, True),  # may come after the day
        ({"planned_publication": Period.parse("april 2017")}, True),
        ({"planned_publication": None}, True),
    ],
)
def test_no_topic_is_advertised_on_the_day_of_the_meeting(changes, is_topic):
    """Nor written on an invitation in January; fair and purchasers' sheets agree (likabehandling)."""
    entry = attrs.evolve(dataset().procurements[1], id="x", title="Ämnet", stage=Stage.PLANNED, tender_deadline=None)
    industry = "Bygg och anläggning"
    entry = attrs.evolve(entry, industry=industry, **changes)
    data, event = dataset(entry), meeting(procurement_ids=("x",))
    table = Session(kind=SessionKind.FAIR_TABLE, title="Bord", industry=industry, table="1")
    event = attrs.evolve(event, sessions=(table,))
    assert ("Ämnet" in text_of(publications.invitation(event, data, today=TODAY))) is is_topic
    assert ("Ämnet" in text_of(publications.fair(event, data, today=TODAY))) is is_topic
    sheet = text_of(publications.purchaser_sheets(event, data, today=TODAY).parts[0])
    before, _, after = sheet.partition("tala inte om dessa")
    assert ("Ämnet" in before) is is_topic
    is_open = changes.get("stage") is Stage.ADVERTISED and changes["tender_deadline"] != date(2017, 2, 14)
    assert ("Ämnet" in after) is is_open


def test_a_full_meeting_takes_no_registration():
    """Whoever wants a place asks the contact, or where one registers; nobody is told to register as before."""
    page = publications.invitation(meeting(status=EventStatus.FULL), today=TODAY)
    assert "Anmäl er här" not in text_of(page)
    assert "Väntelista" not in headings(page)
    alone = publications.invitation(meeting(status=EventStatus.FULL, contact=None), today=TODAY)
    assert "Be om en plats här: https://bokedala.example/anmalan" in text_of(alone)
