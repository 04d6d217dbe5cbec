"""Registrations and survey answers: what event systems, form tools and survey tools export, and lists made at home."""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

import outreach
from outreach import Feedback, FeedbackKind, Participation, ParticipationRole, ParticipationStatus
from outreach._rows._times import read_when
from outreach.errors import UnreadableError
from outreach.sources import Csv

FILES = (
    "indico-registrations.csv",
    "microsoft-forms-anmalan.xlsx",
    "pretix-checkin-list.csv",
    "pretix-order-positions.csv",
)
NOT_KEPT = {"origin", "order_email"}
"""What the truth tells and no record holds: the order's own address, where the attendee has one."""

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def truth(path):
    """Return what is known of a made file."""
    return json.loads((path.parent / "truth" / f"{path.name}.json").read_text(encoding="utf-8"))


def day(told):
    """Return the day of a time in the truth."""
    return told and date.fromisoformat(told["start"])


def day_of(when):
    """Return the day of a moment or a day."""
    return when.date() if isinstance(when, datetime) else when


def number_of(supplier):
    """Return the organisation number that the truth tells of a company; nothing where it tells none."""
    return (supplier.get("identifier") or {}).get("id") or ""


EXPECTED = {
    # the truth's name: (what is expected of it, what a participation has of it)
    "order": (str, lambda each: each.order),
    "position": (int, lambda each: each.position),
    "event_id": (str, lambda each: each.event_id),
    "status": (lambda told: told and ParticipationStatus(told.lower()), lambda each: each.status),
    "contact": (dict, lambda each: {"name": each.contact.name, "email": each.contact.email}),
    "supplier": (lambda told: told["name"], lambda each: each.supplier_name),
    "registered": (day, lambda each: day_of(each.registered)),
    "checked_in": (day, lambda each: day_of(each.checked_in)),
    "ticket": (str, lambda each: each.ticket),
    "postcode": (str, lambda each: each.postcode),
    "locality": (str, lambda each: each.locality),
    "invitation": (lambda told: told or "", lambda each: each.invitation),
    "has_bid_before": (lambda told: told, lambda each: each.has_bid_before),
    "language": (str, lambda each: each.language),
    "wishes": (tuple, lambda each: each.wishes),
    "people": (lambda told: told, lambda each: each.people),
    "consent": (lambda told: told, lambda each: each.allows("storage")),
    "fair": (lambda told: ("mini-mässan",) if told else (), lambda each: each.session_ids),
}


@pytest.mark.parametrize("name", FILES)
def test_every_registration_is_as_it_was_written(shared, read, name):
    """Row by row, under the names the truth gives: nothing of a row is lost, and nothing is added."""
    path = shared / "data" / "registrations" / name
    data, told = read(path), truth(path)
    assert told["records_expected"] == len(data.participations)
    by_line = {each.origin.line: each for each in data.participations}
    said = {(each.origin.line, each.text) for each in data.feedback}
    for row in told["records"]:
        each = by_line[row["origin"]["row"]]
        for field in row.keys() - NOT_KEPT - {"comments"}:
            convert, of = EXPECTED[field]
            expected = convert(row[field])
            if field == "contact":
                expected = {key: row["contact"][key] for key in ("name", "email")}
            assert expected == of(each), (name, row["origin"], field)
        if "comments" in row:
            assert bool(row["comments"]) == ((each.origin.line, row["comments"]) in said)
    assert data.reconciliation.adds_up


@pytest.mark.parametrize("name", ["indico-registrations.csv", "microsoft-forms-anmalan.xlsx"])
def test_every_organisation_number(shared, read, name):
    """As ten digits, however it is spelt; none where none is given."""
    path = shared / "data" / "registrations" / name
    by_line = {each.origin.line: each for each in read(path).participations}
    for row in truth(path)["records"]:
        assert number_of(row["supplier"]) == by_line[row["origin"]["row"]].supplier_id


def test_every_answer_to_the_survey(shared, read):
    """A rating, a choice or a comment each; what is unreadable is a problem, and what is not said is nothing."""
    path = shared / "data" / "registrations" / "limesurvey-svar.csv"
    data, told = read(path), truth(path)
    by_line = {}
    for each in data.feedback:
        by_line.setdefault(each.origin.line, []).append(each)
    for row in told["records"]:
        answers = by_line.get(row["origin"]["row"], [])
        scores = {each.asked: each.score for each in answers if each.kind is FeedbackKind.RATING}
        chosen = {(each.theme, each.choice) for each in answers if each.kind is FeedbackKind.CHOICE}
        assert {row["rating.content"], row["rating.mingle"]} - {None} == set(scores.values())
        assert row["rating.content"] == scores.get("Hur nöjd är du med träffen? [Innehållet]")
        assert set(row["hinders"]) == {choice for theme, choice in chosen if theme == "hinder"}
        expected = {True: {"Ja"}, False: {"Nej"}, None: set()}[row["will_bid"]]
        assert expected == {choice for theme, choice in chosen if theme == "will_bid"} - {"Kanske"}
        assert [row["comment"]] * bool(row["comment"]) == [
            each.text for each in answers if each.kind is FeedbackKind.COMMENT
        ]
        assert {row["industry_text"]} >= {each.industry for each in answers}
        assert {day(row["submitted"])} >= {each.submitted for each in answers}
    report = data.reconciliation[0]
    assert (told["records_expected"], 0) == (report.kept, report.set_aside)


def test_what_the_truth_warns_of_is_said(shared, read):
    """Statuses that are neither, numbers that are none, health data and codes that are not kept: by line or by file."""
    folder = shared / "data" / "registrations"
    kinds = {"status_unknown": "status", "number_not_readable": "number", "answers_not_finished": "unfinished"}
    kinds |= {"health_data": "health_data", "access_code_identifies_person": "access_code"}
    for name in (*FILES, "limesurvey-svar.csv"):
        problems = read(folder / name).problems
        told = [warning for warning in truth(folder / name)["warnings"] if warning["what"] in kinds]
        for warning in told:
            found = {problem.origin.line for problem in problems if problem.kind == kinds[warning["what"]]}
            assert warning["row"] in found or None in found, (name, warning)


def test_what_is_never_kept_stands_nowhere(shared, read):
    """No record, problem or table holds an allergy or an access code."""
    folder = shared / "data" / "registrations"
    for name, secret in (("microsoft-forms-anmalan.xlsx", "Nötter"), ("limesurvey-svar.csv", "t003331")):
        data = read(folder / name)
        records = [*data.participations, *data.feedback]
        shown = [str(data.problems), repr(data), data._repr_html_(), str(data.reconciliation)]
        held = [json.dumps([str(value) for value in _values(record)], ensure_ascii=False) for record in records]
        assert not any(secret in text for text in (*shown, *held))


def _values(record):
    return [getattr(record, name) for name in record.__slots__ if not name.startswith("__")]


def test_nobody_shows(shared, read):
    """Names, addresses, telephone numbers and what people wrote are in no repr, problem, dictionary, frame or page."""
    folder = shared / "data" / "registrations"
    data = read(*(folder / name for name in (*FILES, "limesurvey-svar.csv")))
    shown = "".join(
        (
            repr(list(data.participations)),
            repr(list(data.feedback)),
            str(data.problems),
            str(data.problems.to_native()),
            json.dumps(data.participations.to_dicts(), default=str, ensure_ascii=False),
            json.dumps(data.feedback.to_dicts(), default=str, ensure_ascii=False),
            str(data.participations.to_native().rows()),
            data.participations._repr_html_(),
            data.feedback._repr_html_(),
            data._repr_html_(),
            data.recipe,
        )
    )
    secrets = {each.contact.name for each in data.participations} | {each.contact.email for each in data.participations}
    secrets |= {each.contact.phone for each in data.participations} | {each.text for each in data.feedback}
    assert [] == [secret for secret in secrets if secret and secret in shown]


def test_a_text_shows_when_a_person_has_released_it(read, write):
    """Feedback is public by decision, never by itself."""
    feedback = read(write("s.csv", "Betyg;Kommentar\n4;Ring Anna\n")).feedback
    assert [""] == [row["text"] for row in feedback.to_dicts() if row["kind"] == "comment"]
    released = outreach.Feedback(id="1", text="Dela upp avtalen", is_public=True)
    assert "Dela upp avtalen" == outreach.Records(Feedback, (released,)).to_dicts()[0]["text"]


def test_the_same_registration_in_two_exports_is_one(shared, read):
    """Order list and check-in list of one system: who came, came, and what only one of them tells is kept."""
    folder = shared / "data" / "registrations"
    names = ("pretix-order-positions.csv", "pretix-checkin-list.csv")
    both = read(*(folder / name for name in names)).participations
    turned = read(*(folder / name for name in reversed(names))).participations
    assert 27 == len(both)
    first = next(each for each in both if each.order == "A7XQ0" and each.position == 1)
    assert ParticipationStatus.ATTENDED is first.status
    assert ("traff17", True) == (first.event_id, first.has_bid_before)
    facts = {(each.id, each.status, each.event_id, each.supplier_id) for each in both}
    assert facts == {(each.id, each.status, each.event_id, each.supplier_id) for each in turned}


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
    assert expected == read_when(text, None, None).value


@pytest.mark.parametrize("text", ["i morgon", "2017-02-30 09:00", "2017-02-03 25:00", "2017-02-03 09:00 +99:00"])
def test_what_is_no_time_is_refused(text):
    """Nothing is guessed from it."""
    with pytest.raises(UnreadableError):
        read_when(text, None, None)


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
