"""Registrations and survey answers: what event systems, form tools and survey tools export, and lists made at home."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

import outreach
from outreach import Feedback, FeedbackKind, ParticipationStatus

FILES = (
    "indico-registrations.csv",
    "microsoft-forms-anmalan.xlsx",
    "pretix-checkin-list.csv",
    "pretix-order-positions.csv",
)
NOT_KEPT = {"origin", "order_email"}
"""What the truth tells and no record holds: the order's own address, where the attendee has one."""


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
        # *Vet ej* for a rating is an answer like another, and no fault.
        told = [warning for warning in told if (name, warning["field"]) != ("limesurvey-svar.csv", "rating.mingle")]
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
