"""Forms of every make, known by the words of their headings: systems, form and survey tools, lists made at home."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

import outreach
from outreach import Feedback, FeedbackKind, Participation, ParticipationRole, values
from outreach.errors import UnreadableError
from outreach.sources import Csv

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def _values(record):
    return [getattr(record, name) for name in record.__slots__ if not name.startswith("__")]


GOOGLE = """Timestamp,Email Address,Name,Company,Which industry tables would you like to visit?,\
How many people will attend?,"May we contact you about coming procurements, by e-mail?",Questions to the municipality?
2/13/2017 9:05:00,eva@a.example,Eva Test,A Ltd,"Construction, IT",2,Yes,When is the next meeting?
2/14/2017 14:05:00,bo@b.example,Bo Test,B Ltd,IT,1,No,
"""


def test_google_forms(read, write):
    """Questions are known by their words, chosen options by the commas between them, the date's order by the column."""
    data = read(write("svar.csv", GOOGLE))
    eva, bo = data.participations
    assert (("Construction", "IT"), 2, date(2017, 2, 13)) == (eva.wishes, eva.people, eva.registered)
    assert [True, False] == [eva.allows("contact"), bo.allows("contact")]
    assert [(FeedbackKind.QUESTION, "When is the next meeting?")] == [(each.kind, each.text) for each in data.feedback]


EVENTBRITE = """Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee #,Attendee Status,Company
11,2017-02-03 09:00:05+01:00,Eva,Test,eva@a.example,1,Supplier,1,Attending,A AB
12,2017-02-03 10:00:05+01:00,Bo,Prov,bo@b.example,1,Press,1,Checked In,Tidningen
13,2017-02-04 10:00:05+01:00,My,Prov,my@b.example,1,Supplier,1,Not Attending,B AB
"""


def test_eventbrite(read, write):
    """First and last name are one; the ticket tells the role; times keep their zone."""
    eva, bo, my = read(write("e.csv", EVENTBRITE)).participations
    assert "Eva Test" == eva.contact.name
    assert datetime(2017, 2, 3, 8, 0, 5, tzinfo=UTC) == eva.registered
    assert [ParticipationRole.SUPPLIER, ParticipationRole.PRESS] == [eva.role, bo.role]
    assert ["registered", "attended", "declined"] == [each.status for each in (eva, bo, my)]


def test_a_list_made_at_home(read, write):
    """Swedish words, a title above, a row that counts, several people of one company."""
    text = (
        "Anmälda till företagarträffen;;;\nNamn;Företag;E-post;Status;Anmäld\n"
        "Eva Test;Åns AB;eva@a.example;deltog;2017-02-01\nBo Test;Åns AB;bo@a.example;återbud;2017-02-01\n"
        "My Test;Bäcks AB;my@b.example;väntelista;2017-02-02\nTotalt;3;;;\n"
    )
    data = read(write("hemma.csv", text))
    assert ["attended", "cancelled", "waiting"] == [each.status for each in data.participations]
    assert (3, 1) == (data.reconciliation[0].kept, data.reconciliation[0].totals)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("paid", "registered"),
        ("Canceled", "declined"),
        ("Withdrawn", "declined"),
        ("Rejected", "declined"),
        ("återbud", "cancelled"),
        ("Pending", None),
        ("Awaiting approval", None),
        ("vet nog inte riktigt", None),
        ("no-show", "absent"),
        ("drop-in", "walk_in"),
        ("", "registered"),
    ],
)
def test_a_status_is_a_listed_word_or_none(read, write, word, expected):
    """What is neither yes nor no is left open, and is a problem; the text is kept beside it."""
    data = read(write("s.csv", f"Namn;E-post;Anmäld;Status\nEva;eva@a.example;2017-02-01;{word}\n"))
    assert expected == data.participations[0].status
    assert word == data.participations[0].status_text
    assert (expected is None) == any(problem.kind == "status" for problem in data.problems)


def test_nobody_stayed_away_before_it_has_begun(read, write):
    """Where nobody is checked in yet, those registered are registered; once one is, the others stayed away."""
    head = "Namn;E-post;Anmäld;Incheckad\n"
    before = read(write("a.csv", head + "Eva;e@a.example;2017-02-01;\nBo;b@a.example;2017-02-01;\n"))
    after = read(write("b.csv", head + "Eva;e@a.example;2017-02-01;ja\nBo;b@a.example;2017-02-01;\n"))
    assert ["registered", "registered"] == [each.status for each in before.participations]
    assert ["attended", "absent"] == [each.status for each in after.participations]


LOCAL = "Namn;E-post;Tidsstämpel\nEva;e@a.example;2017-02-01 09:30:00\nBo;b@a.example;2017-10-29 02:30:00\n"


def test_a_time_without_a_zone_is_a_day(read, write):
    """And that is said, with the option that tells the zone."""
    data = read(write("a.csv", LOCAL))
    assert [date(2017, 2, 1), date(2017, 10, 29)] == [each.registered for each in data.participations]
    assert 'timezone="Europe/Stockholm"' in str(data.problems)


def test_a_zone_is_given_and_not_guessed(read, write):
    """A time that comes twice, when clocks are put back, still tells no more than its day."""
    data = read(Csv(write("a.csv", LOCAL), timezone="Europe/Stockholm"))
    first, second = data.participations
    assert datetime(2017, 2, 1, 9, 30, tzinfo=STOCKHOLM) == first.registered
    assert date(2017, 10, 29) == second.registered
    with pytest.raises(outreach.QuestionError, match="timezone"):
        Csv("a.csv", timezone="Hässleholm")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017-02-03 09:00:11.482913+00:00", datetime(2017, 2, 3, 9, 0, 11, tzinfo=UTC)),
        ("2017-02-03T09:00Z", datetime(2017, 2, 3, 9, tzinfo=UTC)),
        ("2017/02/03 9:00:05 PM GMT+1", datetime(2017, 2, 3, 20, 0, 5, tzinfo=UTC)),
        ("2017-02-03 09.00.05", date(2017, 2, 3)),
        ("3 februari 2017 kl. 13.00", date(2017, 2, 3)),
        ("2017-02-03", date(2017, 2, 3)),
        ("2017-02-03 12:00 AM UTC", datetime(2017, 2, 3, tzinfo=UTC)),
    ],
)
def test_times_are_read(text, expected):
    """With their zone to the second, without it to the day."""
    assert expected == values.parse_moment(text).value


@pytest.mark.parametrize("text", ["i morgon", "2017-02-30 09:00", "2017-02-03 25:00", "2017-02-03 09:00 +99:00"])
def test_what_is_no_time_is_refused(text):
    """Nothing is guessed from it."""
    with pytest.raises(UnreadableError):
        values.parse_moment(text)


def test_an_address_is_the_orders_where_the_attendee_has_none(read, write):
    """And what a form writes for those who have not logged in is none."""
    text = "Order code,Email,Attendee name,Attendee email,Order date\nA1,e@a.example,Eva,,2017-02-01\n"
    assert "e@a.example" == read(write("a.csv", text)).participations[0].contact.email
    text = (
        "ID;Slutförandetid;E-post;Namn;E-postadress\n1;2017-02-01;anonymous;;\n2;2017-02-01;anonymous;Bo;bo@a.example\n"
    )
    data = read(write("b.csv", text))
    assert ["bo@a.example"] == [each.contact.email for each in data.participations]
    assert "neither a name, an e-mail address nor a company" in str(data.problems)


def test_a_number_of_the_order_is_the_orders_company(read, write):
    """Of two columns called *Company* the first is the attendee's; the VAT number belongs to the second."""
    text = (
        "Order code,Order date,Attendee name,Attendee email,Company,Company,VAT ID\n"
        "A1,2017-02-01,Eva,e@a.example,,Åns AB,SE559901011201\n"
        "A2,2017-02-01,Bo,b@a.example,Bäcks AB,Åns AB,SE559901011201\n"
    )
    eva, bo = read(write("a.csv", text)).participations
    assert ("Åns AB", "5599010112") == (eva.supplier_name, eva.supplier_id)
    assert ("Bäcks AB", "") == (bo.supplier_name, bo.supplier_id)


def test_a_persons_number_is_no_key(read, write):
    """A sole trader's number is known to be a person's: it stands in no record and no message."""
    number = "189001019802"
    text = f"Namn;E-post;Organisationsnummer;Anmäld\nEva;e@a.example;{number};2017-02-01\n"
    data = read(write("a.csv", text))
    values = [str(value) for value in _values(data.participations[0])]
    assert not any(number in text for text in (*values, str(data.problems), data.recipe))


def test_options_in_columns_of_their_own(read, write):
    """In brackets as survey tools write them, after a dash as shops do; a yes or the option's own words choose it."""
    head = "Svars-ID;Vad hindrar er? [Tid];Vad hindrar er? [Pris];Hur nöjd är du med mötet? (1–5)\n"
    data = read(write("a.csv", head + "1;Ja;Nej;4\n2;;Pris;5 av 5\n3;kanske;;mycket\n"))
    chosen = [(each.asked, each.choice) for each in data.feedback if each.kind is FeedbackKind.CHOICE]
    assert [("Vad hindrar er?", "Tid"), ("Vad hindrar er?", "Pris")] == chosen
    assert [(4, 5), (5, 5)] == [(each.score, each.out_of) for each in data.feedback if each.score]
    assert {"word", "number"} == {problem.kind for problem in data.problems}


def test_equal_answers_all_count(shared, read):
    """An anonymous survey has rows that are alike; each is somebody's."""
    data = read(shared / "badinputs" / "422_small_groups.csv")
    assert 25 == len(data.feedback) == len({each.id for each in data.feedback})
    assert 100 == sum(each.score for each in data.feedback)


def test_a_register_of_companies_is_no_list_of_guests(read, write):
    """Its registration date is the company's own."""
    head = "Företag;Organisationsnummer;Kontaktperson;E-post;Registreringsdatum;Kommun\n"
    assert 1 == len(read(write("a.csv", head + "Åns AB;5599010112;Eva;e@a.example;1999-01-01;1293\n")).suppliers)


def test_rows_in_any_order_are_the_same_registrations(shared, read, write):
    """Keys are made of what a row holds, not of where it stands."""
    path = shared / "data" / "registrations" / "pretix-order-positions.csv"
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    random.Random(4).shuffle(lines)
    turned = read(write("b.csv", "\n".join((head, *lines)) + "\n"))
    assert set(read(path).participations) == set(turned.participations)


def test_a_file_split_in_two_is_the_same_registrations(shared, read, write):
    """Several exports of one meeting add up to it."""
    path = shared / "data" / "registrations" / "indico-registrations.csv"
    head, *lines = path.read_text(encoding="utf-8-sig").splitlines()
    parts = [write(name, "\n".join((head, *some)) + "\n") for name, some in (("a", lines[:7]), ("b", lines[7:]))]
    assert set(read(path).participations) == set(read(*parts).participations)


def test_a_source_may_give_registrations_itself(registry):
    """By the attributes' own names; consent and check-in are read as from a table."""

    class Own(outreach.Source):
        name = "own"

        def rows(self):
            values = {
                "name": "Eva",
                "email": "e@a.example",
                "consent": "nej",
                "checked_in": "ja",
                "registered": "2017-02-01",
            }
            yield outreach.Row(Participation, values, line=2)
            yield outreach.Row(Feedback, {"answer_id": "1", "rating": "4", "locality": "Tyringe"}, line=3)

    data = outreach.read(Own(), registry=registry)
    assert "attended" == data.participations[0].status
    assert [False] == [consent.given for consent in data.participations[0].consents]
    assert [(4, "Tyringe")] == [(each.score, each.locality) for each in data.feedback]


def test_the_recipe_reads_the_same(shared, read):
    """Every guess written down."""
    data = read(shared / "data" / "registrations" / "pretix-order-positions.csv")
    exec(data.recipe, {"outreach": outreach}, found := {})  # noqa: S102 - our own code
    assert data.participations == found["data"].participations


def test_questions_of_a_form_made_at_home(read, write):
    """Whoever writes the questions asks them in words of their own."""
    text = (
        "Tidstämpel;Vad heter du?;Vilket företag representerar du?;Din e-postadress;På vilket mobilnummer når vi dig?;"
        "Kan du komma den 14 mars?;Jag vill gärna få inbjudningar med e-post\n"
        "2017-02-01 09.00.00;Eva Test;Åns AB;e@a.example;070-174 06 05;Ja;Ja\n"
        "2017-02-01 09.30.00;Bo Test;Bäcks AB;b@b.example;;Nej;\n"
    )
    eva, bo = read(write("svar.csv", text)).participations
    assert ("Eva Test", "Åns AB", "e@a.example") == (eva.contact.name, eva.supplier_name, eva.contact.email)
    assert ["registered", "declined"] == [eva.status, bo.status]
    assert [True, False] == [eva.allows("contact"), bo.allows("contact")]
