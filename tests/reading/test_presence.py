"""Who came, who called off, who comes along, and what a rating says, in the columns of many systems."""

from __future__ import annotations

import pytest

from outreach import ParticipationStatus

HEAD = "Namn;E-post;Företag;Anmäld"
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
