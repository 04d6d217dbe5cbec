"""JSON as servers answer: several arrays, nested ones, pages, blank lines."""

from __future__ import annotations

import json

import pytest

import outreach
from outreach.sources import Json

ROW = {"Leverantör": "Alfa AB", "Belopp": "100,00", "Bokföringsdatum": "2024-01-02"}
CREDIT = {"Leverantör": "Alfa AB", "Belopp": "-40,00", "Bokföringsdatum": "2024-01-03"}


@pytest.fixture
def read(tmp_path):
    """Give a function that reads an answer without installed plugins."""

    def read(answer, name="svar.json", **options):
        path = tmp_path / name
        path.write_text(answer if isinstance(answer, str) else json.dumps(answer), encoding="utf-8")
        return outreach.read(Json(path, **options), registry=outreach.Registry(entry_points=False))

    return read


def kept(data):
    """Return what was bought in all."""
    return float(sum(data.purchases.totals.values()))


@pytest.mark.parametrize(
    "answer",
    [
        {"fakturor": [ROW], "krediter": [CREDIT]},
        {"data": {"fakturor": [ROW], "krediter": [CREDIT]}},
        {"a": {"rows": [ROW]}, "b": {"rows": [CREDIT]}, "c": []},
    ],
)
def test_each_array_is_a_table(read, answer):
    """Invoices and credits of one answer are both read, each under its own keys."""
    data = read(answer)
    assert kept(data) == 60
    assert len(data.reconciliation) == 2


def test_an_array_that_is_no_table_is_named(read):
    """CKAN tells its columns beside its records."""
    answer = {"success": True, "result": {"fields": [{"id": "Belopp", "type": "text"}], "records": [ROW, CREDIT]}}
    data = read(answer)
    assert kept(data) == 60
    assert "result.fields" in str(data.reconciliation)


def test_one_array_is_asked_for(read):
    """By the keys that lead to it; another key is refused with those there are."""
    answer = {"data": {"fakturor": [ROW], "krediter": [CREDIT]}}
    assert kept(read(answer, rows_in="data.krediter")) == -40
    with pytest.raises(outreach.SourceError, match=r"data\.fakturor"):
        read(answer, rows_in="data")


@pytest.mark.parametrize(
    "more",
    [
        {"@odata.nextLink": "https://k.example/2"},
        {"links": {"next": "https://k.example/2"}},
        {"_links": {"next": {"href": "https://k.example/2"}}},
        {"next": "https://k.example/2"},
        {"has_more": True},
        {"hasMore": "true"},
        {"hydra:view": {"hydra:next": "/2"}},
        {"meta": {"pagination": {"next_page": 2}}},
        {"nextPageToken": "CAUQAA"},
        {"truncated": True},
        {"total": 20},
        {"meta": {"total_count": 2}},
        {"@odata.count": 2},
        {"hydra:totalItems": 2},
        {"page": {"totalElements": 900}},
    ],
)
def test_a_page_is_told_apart_from_the_whole(read, more):
    """Whatever the server calls that there is more."""
    (problem,) = [problem for problem in read({**more, "value": [ROW]}).problems if problem.kind == "part"]
    assert "a part of" in problem.message


@pytest.mark.parametrize(
    "more",
    [
        {"@odata.nextLink": None},
        {"links": {"next": None, "prev": "https://k.example/1"}},
        {"next": ""},
        {"has_more": False},
        {"next_page": 0},
        {"truncated": "false"},
        {"total": 1},
        {"count": 1, "previous": "https://k.example/1"},
    ],
)
def test_a_last_page_is_no_part(read, more):
    """What says that there is no more is no problem."""
    assert not [problem for problem in read({**more, "value": [ROW]}).problems if problem.kind == "part"]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n\r\n", "\n   \n\n"])
def test_lines_may_be_blank(read, between):
    """Between objects, before the first and after the last."""
    assert kept(read(between.join(["", json.dumps(ROW), json.dumps(CREDIT), ""]), name="rader.jsonl")) == 60


@pytest.mark.parametrize("blank", [1, 3, 40])
def test_lines_of_releases_may_be_blank(tmp_path, blank):
    """As those of any other file."""
    lines = [
        json.dumps({"ocid": f"ocds-a1b2c3-{at}", "id": "1", "date": "2024-01-02T00:00:00Z", "tag": ["tender"],
                    "initiationType": "tender", "tender": {"id": f"T{at}", "title": "Asfalt", "status": "active"}})
        for at in range(3)
    ]  # fmt: skip
    path = tmp_path / "r.jsonl"
    path.write_text(("\n" * (blank + 1)).join(["", *lines, ""]), encoding="utf-8")
    assert len(outreach.read(path).procurements) == 3


def test_numbers_tell_nothing_of_how_texts_are_read(tmp_path):
    """A number with a fraction beside texts with the comma: both are read."""
    path = tmp_path / "l.json"
    rows = [("2024-01-01", '"100,00"'), ("2024-01-02", "1247.25"), ("2024-01-03", '"1.234,50"')]
    path.write_text(
        "[" + ",".join(f'{{"datum": "{day}", "leverantör": "B", "belopp": {one}}}' for day, one in rows) + "]"
    )
    data = outreach.read(path)
    assert ("2581.75", 0) == (str(sum(data.purchases.totals.values())), data.problems.errors)
