"""Who came, who called off, who comes along, and what a rating says, in the columns of many systems."""

from __future__ import annotations

from datetime import UTC, datetime

import attrs
import pytest

import outreach
from outreach import Event, EventStatus, ParticipationStatus, analysis, publications
from outreach.sources import Csv

HEAD = "Namn;E-post;Företag;Anmäld"
MEETING = Event(
    id="2017-var",
    title="Företagarträff",
    status=EventStatus.HELD,
    starts=datetime(2017, 3, 1, 12, tzinfo=UTC),
    ends=datetime(2017, 3, 1, 15, tzinfo=UTC),
)
PERSON = "Eva Prov;eva@a.example;A AB;2024-02-01"


@pytest.fixture
def statuses(read, write):
    """Give a function that reads a list with one more column, and returns the statuses and the dataset."""

    def statuses(heading, *cells):
        rows = [f"Person {at};p{at}@a.example;A AB;2024-02-01;{cell}" for at, cell in enumerate(cells)]
        data = read(write("lista.csv", "\n".join([f"{HEAD};{heading}", *rows]) + "\n"))
        return [record.status for record in data.participations], data

    return statuses


@pytest.mark.parametrize("heading", ["Närvaro", "Deltog", "Checked in", "Incheckad", "Attendance"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Närvarande", "attended"),
        ("2024-03-01 13:02", "attended"),
        ("13:02", "attended"),
        ("01/03/2024 1:02 PM", "attended"),
        ("✓", "attended"),
        ("Frånvarande", "absent"),
        ("Uteblev", "absent"),
        ("Absent", "absent"),
        ("No-show", "absent"),
        ("Ej närvarande", "absent"),
        ("Deltog ej", "absent"),
        ("Not checked in", "absent"),
        ("✗", "absent"),
        ("Declined", "absent"),
        ("nej", "absent"),
        ("", "absent"),
        ("-", "absent"),
        ("kanske om det är fint väder", None),
        ("Required Attendee", None),
    ],
)
def test_only_a_time_or_a_known_word_is_presence(statuses, heading, text, expected):
    """Beside one who came; what is neither leaves the status open, and is a problem."""
    (_, status), data = statuses(heading, "ja", text)
    assert status == expected
    assert any(problem.kind == "status" for problem in data.problems) is (expected is None)


@pytest.mark.parametrize("text", ["Not checked in", "nej", "✗", ""])
def test_before_it_has_begun_nobody_is_away(statuses, text):
    """A list from before the meeting says who has not come yet."""
    assert statuses("Incheckad", text, text)[0] == ["registered", "registered"]


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        ("Avbokad", "Ja", "cancelled"),
        ("Avbokad", "2024-02-20", "cancelled"),
        ("Avbokad", "x", "cancelled"),
        ("Avbokad", "Nej", "registered"),
        ("Avbokad", "", "registered"),
        ("Avbokad", "vet inte än", None),
        ("Cancelled", "TRUE", "cancelled"),
        ("Cancelled", "false", "registered"),
        ("Cancellation date", "2024-02-20 09:00", "cancelled"),
        ("Återbud", "ja", "cancelled"),
        ("Deltar", "Nej", "declined"),
        ("Deltar", "Ja", "registered"),
        ("Response", "Declined", "declined"),
        ("Response", "Accepted", "registered"),
        ("Response", "None", "invited"),
        ("Response", "Tentative", None),
        ("approval_status", "declined", "declined"),
        ("approval_status", "approved", "registered"),
        ("Approval status", "pending", None),
        ("RSVP", "Not going", "declined"),
    ],
)
def test_who_does_not_come_is_read(statuses, heading, text, expected):
    """From columns that say who called off, and from those that say who comes."""
    (status,), data = statuses(heading, text)
    assert status == expected
    assert any(problem.kind == "status" for problem in data.problems) is (expected is None)


@pytest.mark.parametrize("heading", ["Deltagare 2", "Medföljande", "Guest name", "Participant 2", "Plus one"])
def test_a_companion_is_not_who_registers(read, write, heading):
    """Somebody more comes; no record keeps the name."""
    text = f"{HEAD};{heading}\n{PERSON};Bea Prov\n{PERSON.replace('Eva', 'Bo')};\n"
    first, second = read(write("lista.csv", text)).participations
    assert (first.contact.name, first.people, second.people) == ("Eva Prov", 2, 1)
    assert "Bea" not in repr(first)


def test_seats_of_one_order_are_people(read, write):
    """Where they have numbers of their own, in whatever order they stand; a row repeated stays one."""
    head = "Order #,Order Date,First Name,Last Name,Email,Attendee #,Attendee Status"
    rows = [f"1001,2017-02-10,Test,Testsson,t@f.example,{seat},Attending" for seat in (9001, 9002, 9003, 9003)]
    first = read(write("a.csv", "\n".join([head, *rows]) + "\n"))
    second = read(write("b.csv", "\n".join([head, *reversed(rows)]) + "\n"))
    ids = [{record.id for record in data.participations} for data in (first, second)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 3
    assert {record.status for record in first.participations} == {ParticipationStatus.REGISTERED}


@pytest.mark.parametrize(
    ("text", "score", "out_of"),
    [
        ("Mycket bra", 5, 5),
        ("Missnöjd", 2, 5),
        ("Strongly agree", 5, 5),
        ("7", 7, 10),
        ("11", None, None),
        ("Vet ej", None, None),
        ("Ej aktuellt", None, None),
    ],
)
def test_a_rating_in_words(read, write, text, score, out_of):
    """Is one of five; above the best is refused, and who does not know is no fault."""
    head = "Datum inskickat;Hur nöjd är du med träffen? (0-10);Vad hindrar er?"
    data = read(write("svar.csv", f"{head}\n2017-03-02;{text};Tiden\n2017-03-03;8;Tiden\n"))
    scores = [(record.score, record.out_of) for record in data.feedback if record.kind == "rating"]
    assert scores == ([(score, out_of), (8, 10)] if score else [(8, 10)])
    assert bool(data.problems) is (text == "11")


FORM = "Namn;E-post;Företag;Anmäld;Event slug\n" + "".join(
    f"Person {at};p{at}@a.example;A{at} AB;2017-02-01;foretagartraff-2017\n" for at in range(8)
)


def test_an_event_by_another_name_is_no_event_without_people(read, write):
    """Eight registrations of the form's own slug are not nobody: the error names both, and says what to do."""
    data = read(write("anmalda.csv", FORM))
    for count in (
        lambda: analysis.attendance(data, "2017-var"),
        lambda: publications.results(MEETING, data),
        lambda: publications.name_badges(data.participations, MEETING),
        lambda: publications.purchaser_sheets(MEETING, data),
    ):
        with pytest.raises(outreach.errors.OtherEventError, match=r"2017-var.*foretagartraff-2017.*aliases"):
            count()


def test_an_event_has_other_names(read, write):
    """Its aliases are its id in other systems; a source can say which event its rows are of."""
    path = write("anmalda.csv", FORM)
    by_alias = attrs.evolve(MEETING, aliases=("foretagartraff-2017",))
    assert analysis.attendance(read(path), by_alias).registered == 8
    assert "8 " in publications.results(by_alias, read(path)).as_text()
    assert analysis.attendance(read(Csv(path, event_id="2017-var")), MEETING).registered == 8


def test_some_of_another_event_are_left_out(read, write):
    """A list of two meetings is a list of two meetings."""
    data = read(write("anmalda.csv", FORM.replace("foretagartraff-2017", "2017-var", 3)))
    assert analysis.attendance(data, MEETING).registered == 3


def test_answers_of_another_event_are_not_none(read, write):
    """A survey of another id is refused like a list of registrations."""
    text = "Event;Datum inskickat;Vad hindrar er?;Betyg\nform-9;2017-03-02;Tiden;4\n"
    with pytest.raises(outreach.errors.OtherEventError, match="form-9"):
        publications.results(MEETING, read(write("svar.csv", text)))
