"""Every made list of planned procurements reads into what its truth says, attribute by attribute."""

from __future__ import annotations

from pathlib import Path

import pytest

import outreach
from reading.truth import estimate, is_time, length, names, truth

LISTS = (
    "alsvike-upphandlingsplan.csv",
    "council-procurement-pipeline.csv",
    "flera-forvaltningar-2018.xlsx",
    "hassleholm-form-2017.xlsx",
    "norrbacka-kommande.html",
    "storkommun-plan-300.xlsx",
    "tallmo-upphandlingslista.pdf",
)
TEXTS = {
    # what the truth calls it: what the record calls it
    "title": "title",
    "internal_id": "internal_id",
    "unit": "unit",
    "description": "description",
    "industry_text": "industry",
    "procedure_text": "procedure_text",
    "comments": "comments",
}
TIMES = {
    "planned_publication": "planned_publication",
    "contract_starts": "contract_period",
    "current_contract_ends": "current_contract_ends",
}
NO_FORMAT = "date_serial_without_format"
MEMBERS = ("stage", "nature", "procedure")


@pytest.fixture(scope="session")
def pairs(shared, registry):
    """Give a function that reads a list and returns each row's truth with its record, in their order."""
    known = {}

    def pairs(name):
        if name not in known:
            path = shared / "data" / "lists" / name
            data = outreach.read(path, registry=registry)
            told = truth(path)["records"]
            assert len(told) == len(data.procurements) == truth(path)["records_expected"]
            known[name] = list(zip(told, data.procurements, strict=True)), data
        return known[name]

    return pairs


def as_told(told, period):
    """Return the period of a contract of which only the day of its start is told as that day."""
    if period and period.precision is outreach.Precision.FROM and told["precision"] == "day":
        return outreach.Period.day(period.start)
    return period


@pytest.mark.parametrize("name", LISTS)
def test_every_record_stands_where_it_was_written(pairs, name):
    """Sheet, table or list, and the row in it; a PDF has no rows but those of its text."""
    for told, record in pairs(name)[0]:
        place = told["origin"]["location"] or "", told["origin"]["row"]
        if not name.endswith(".pdf"):
            assert place == (record.origin.part, record.origin.line)
        else:
            assert place[0] == record.origin.part


@pytest.mark.parametrize("name", LISTS)
def test_every_text(pairs, name):
    """Titles, references, departments, descriptions, industries, procedures and comments, as written."""
    for told, record in pairs(name)[0]:
        expected = {role: told.get(name) or "" for name, role in TEXTS.items()}
        assert expected == {role: getattr(record, role) for role in TEXTS.values()}


@pytest.mark.parametrize("name", LISTS)
def test_every_word_and_code(pairs, name):
    """Stages, kinds, procedures, techniques, CPV codes and present suppliers."""
    for told, record in pairs(name)[0]:
        got = {field: member and member.name for field in MEMBERS if (member := getattr(record, field)) or True}
        assert {field: told.get(field) for field in MEMBERS} == got
        assert sorted(told.get("techniques") or []) == sorted(technique.name for technique in record.techniques)
        assert names(told.get("classifications")) == [code.code for code in record.classifications]
        assert names(told.get("incumbents")) == list(record.incumbents)


@pytest.mark.parametrize("name", LISTS)
def test_every_time_is_as_precise_as_written(pairs, name):
    """Planned publications, starts and ends; what is no time keeps its text, and no day is made up."""
    for told, record in pairs(name)[0]:
        for field, role in TIMES.items():
            assert is_time(told.get(field), as_told(told.get(field), getattr(record, role))), (told, record)
            if (told.get(field) or {}).get("precision") == "none":
                assert dict(record.incomplete)[role] == told[field]["text"]
        deadline = told.get("tender_deadline")
        assert (deadline and deadline["start"]) == (record.tender_deadline and str(record.tender_deadline))


@pytest.mark.parametrize("name", LISTS)
def test_every_length_and_value(pairs, name):
    """Options in their order; spans, bounds, *about*, thousands and millions; a value per year says so."""
    for told, record in pairs(name)[0]:
        got = record.contract_length
        assert length(told.get("contract_length")) == (got and (got.months, got.options, got.max_months))
        value = record.estimated_value
        expected = estimate(told.get("estimated_value"))
        assert expected == (value and (value.low, value.high, value.currency, value.about, value.per))


@pytest.mark.parametrize("name", LISTS)
def test_every_contact(pairs, name):
    """Whom to ask; a page's truth may know a telephone number that the page does not show."""
    for told, record in pairs(name)[0]:
        contact = told.get("contact") if any((told.get("contact") or {}).values()) else None
        assert bool(contact) == bool(record.purchaser)
        if contact:
            expected = contact["name"], contact["email"] or ""
            assert expected == (record.purchaser.name, record.purchaser.email)
            if not name.endswith(".html"):
                assert (contact["phone"] or "") == record.purchaser.phone


def test_what_the_truth_warns_of_is_said(pairs):
    """A text that is no date, no value or no length stays as written, and is counted among the problems."""
    kinds = {"date_not_readable": "date", "value_not_numeric": "value", "length_not_readable": "length"}
    roles = {"contract_starts": "contract_period"}
    for name in LISTS:
        rows, data = pairs(name)
        records = {(told["origin"]["location"], told["origin"]["row"]): record for told, record in rows}
        warnings = [each for each in truth_of(data)["warnings"] if each["what"] in kinds]
        for warning in warnings:
            record = records[warning["location"], warning["row"]]
            assert roles.get(warning["field"], warning["field"]) in dict(record.incomplete)
        for kind in kinds.values():
            said = sum(({NO_FORMAT: "date"} | kinds).get(each["what"]) == kind for each in truth_of(data)["warnings"])
            assert said == data.problems.count(kind=kind)


def truth_of(data):
    """Return the truth of the only file of *data*."""
    return truth(Path(data.reconciliation[0].file))


def test_no_hidden_sheet_is_read(pairs):
    """What a municipality hid stays hidden, and that there is something is said."""
    _, data = pairs("flera-forvaltningar-2018.xlsx")
    assert "hidden sheet 'Underlag' was not read" in data.reconciliation[0].notes
    assert "takpris" not in f"{data.procurements.to_dicts()}{data.problems}{data.reconciliation}"


def test_rows_that_are_no_records_are_counted(pairs):
    """Sections, notes, repeated headings and totals: rows in = rows kept and rows accounted for."""
    for name in LISTS:
        _, data = pairs(name)
        assert data.reconciliation.adds_up
        assert sum(report.kept for report in data.reconciliation) == len(data.procurements)
        assert data.problems.errors == 0
