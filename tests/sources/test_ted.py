"""The answer of a search in TED: what is planned and advertised, each procedure once."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

import outreach
from outreach.sources import Ted

PROCEDURE = "11111111-0000-4000-8000-000000000001"
NOTICE = {
    "publication-number": "123456-2024",
    "publication-date": "2024-05-02+02:00",
    "notice-identifier": "00000000-0000-4000-8000-000000000001",
    "notice-version": "01",
    "procedure-identifier": PROCEDURE,
    "notice-type": "cn-standard",
    "notice-title": {"eng": "Sweden – Lifts – Lift maintenance", "swe": "Sverige – Hissar – Hisservice"},
    "title-proc": {"swe": "Hisservice"},
    "description-proc": {"swe": ["Service av hissar"]},
    "buyer-name": {"swe": ["Umeå kommun"]},
    "buyer-country": ["SWE"],
    "organisation-identifier-buyer": ["212000-2627"],
    "classification-cpv": ["50750000", "50750000"],
    "contract-nature": ["services"],
    "procedure-type": "open",
    "deadline-receipt-tender-date-lot": ["2024-06-05+02:00", "2024-06-03+02:00"],
    "deadline-receipt-tender-time-lot": ["23:59:00+02:00", "12:00:00+02:00"],
    "estimated-value-proc": 1500000.5,
    "estimated-value-cur-proc": "SEK",
    "links": {
        "xml": {"MUL": "https://ted.europa.eu/en/notice/123456-2024/xml"},
        "html": {
            "ENG": "https://ted.europa.eu/en/notice/-/detail/123456-2024",
            "SWE": "https://ted.europa.eu/sv/notice/1",
        },
    },
}


@pytest.fixture
def answer(tmp_path):
    """Give a function that reads an answer of some notices."""
    read = partial(outreach.read, registry=outreach.Registry(entry_points=False))

    def answer(*notices, language="", **beside):
        path = tmp_path / "svar.json"
        path.write_text(json.dumps({"notices": notices, **beside}), encoding="utf-8")
        return read(Ted(path, language=language) if language else path)

    return answer


def only(records):
    (record,) = records
    return record


def test_a_notice_of_an_answer_is_a_procurement(answer):
    """Its fields are read as those of the notice itself are."""
    data = answer(NOTICE)
    procurement = only(data.procurements)
    assert procurement.id == PROCEDURE
    assert (procurement.title, procurement.description) == ("Hisservice", "Service av hissar")
    assert procurement.stage is outreach.Stage.ADVERTISED
    assert procurement.nature is outreach.Nature.SERVICES
    assert procurement.procedure is outreach.Procedure.OPEN
    assert [code.code[:8] for code in procurement.classifications] == ["50750000"]
    assert Decimal("1500000.5") == procurement.estimated_value.low
    assert procurement.estimated_value.currency == "SEK"
    assert procurement.tender_deadline.isoformat() == "2024-06-03T12:00:00+02:00"
    assert procurement.notice_url == "https://ted.europa.eu/sv/notice/1"
    assert date(2024, 5, 2) == procurement.changed
    assert only(data.buyers).id == procurement.buyer_id == "2120002627"
    assert not data.problems


def test_the_language_asked_for_is_read(answer):
    """Title and address both."""
    told = {name: value for name, value in NOTICE.items() if name != "title-proc"}
    procurement = only(answer(told, language="en").procurements)
    assert procurement.title == "Sweden – Lifts – Lift maintenance"
    assert procurement.notice_url.endswith("/123456-2024")


@pytest.mark.parametrize(
    ("change", "supersedes"),
    [
        ({"notice-version": "02"}, 1),
        ({"notice-identifier": "x", "change-notice-version-identifier": ["123456-2024"]}, 1),
        ({"notice-identifier": "x"}, 0),
    ],
)
def test_the_later_notice_of_a_procedure_counts(answer, change, supersedes):
    """A version, a change and a result are one procurement with the call."""
    later = NOTICE | {"publication-number": "2-2024", "publication-date": "2024-06-09", "notice-type": "can-standard"}
    data = answer(later | change, NOTICE)
    assert only(data.procurements).stage is outreach.Stage.AWARDED
    assert len([problem for problem in data.problems if problem.kind == "superseded"]) == supersedes


def test_a_page_is_said_to_be_one(answer):
    """With how many notices there are in all."""
    data = answer(NOTICE, totalNoticeCount=212, iterationNextToken="abc")
    assert "a part of 212 notices" in str(only(data.problems))


@pytest.mark.parametrize(
    ("left_out", "field"),
    [
        (("notice-type", "deadline-receipt-tender-date-lot"), "notice-type"),
        (("title-proc", "notice-title"), "notice-title"),
    ],
)
def test_a_notice_that_tells_too_little_is_an_error(answer, left_out, field):
    """It names the field to ask for; nothing is taken for planned because its form is not told."""
    data = answer({name: value for name, value in NOTICE.items() if name not in left_out})
    assert not data.procurements
    problem = only(data.problems)
    assert problem.severity is outreach.Severity.ERROR
    assert problem.hint == f"ask for the field {field}"


def test_a_deadline_is_a_call_for_bids(answer):
    """Also where the type of the notice was not asked for."""
    told = {name: value for name, value in NOTICE.items() if name != "notice-type"}
    assert only(answer(told).procurements).stage is outreach.Stage.ADVERTISED


@pytest.mark.parametrize("title", ["[Utkast] Hiss", "{Hiss", "Hiss"])
def test_a_title_that_is_a_plain_text_is_read(answer, title):
    """Whatever it begins with."""
    told = {name: value for name, value in NOTICE.items() if name != "title-proc"}
    assert only(answer(told | {"notice-title": title}).procurements).title == title


def test_an_answer_that_is_no_json_is_refused(tmp_path):
    """By the reader of JSON, in one line."""
    path = tmp_path / "svar.json"
    path.write_text('{"notices": [{"publication-number": "1-2024"', encoding="utf-8")
    with pytest.raises(outreach.SourceError, match="not JSON"):
        outreach.read(Ted(path))
