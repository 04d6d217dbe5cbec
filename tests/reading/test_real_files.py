"""What publishers really publish, and what was made like it, read without an option."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

LEDGERS = {
    # name: (rows kept, blank, sum, currency)
    "leeds-2010-12.csv": (10_303, 3, "77179009.24", "XXX"),
    "leeds-2013-06.csv": (8_334, 0, "91086646.93", "XXX"),
    "oxford-oct-dec-2014.csv": (3_978, 0, "15676053.92", "XXX"),
    "oxford-jan-mar-2018.csv": (1_220, 0, "4339765.85", "XXX"),
    "vgr-2026-01-sample.csv": (4, 0, "5047504.73", "SEK"),
    "vasteras-2025-rowstore-page.json": (2, 0, "-1702.71", "SEK"),
    "made-goteborg-form.csv": (32, 0, "317984.70", "SEK"),
}
LISTS = (
    "alsvike-upphandlingsplan.csv",
    "council-procurement-pipeline.csv",
    "flera-forvaltningar-2018.xlsx",
    "hassleholm-form-2017.xlsx",
    "storkommun-plan-300.xlsx",
)
CONTRACTS = ("avtal-eavrop-form.xlsx", "avtal-rangordning-form.xlsx", "council-contract-register.csv")
SUPPLIERS = ("foretag-rikstackande-form.csv", "foretagsregister-naringsliv.csv")
PER_YEAR = "per"


def truth(path):
    """Return what is known of a made file."""
    return json.loads((path.parent / "truth" / f"{path.name}.json").read_text(encoding="utf-8"))


def by_place(records):
    """Return the records by sheet and line."""
    return {(record.origin.part or None, record.origin.line): record for record in records}


@pytest.mark.parametrize(("name", "expected"), LEDGERS.items())
def test_every_ledger_is_exact(shared, read, name, expected):
    """Rows and sums are the publisher's to the minor unit, and where no currency is named, that is said."""
    data = read(shared / "data" / "ledger" / name)
    kept, blank, total, currency = expected
    report = data.reconciliation[0]
    assert (report.kept, report.set_aside, report.blank, report.totals) == (kept, 0, blank, 0)
    assert len(data.purchases) == kept
    assert data.purchases.totals == {currency: Decimal(total)}
    assert data.reconciliation.adds_up
    assert (currency == "XXX") == any("currency=" in problem.hint for problem in data.problems)


def test_a_page_is_said_to_be_a_part(shared, read):
    """Two of 376,449 rows are not a year's purchases."""
    data = read(shared / "data" / "ledger" / "vasteras-2025-rowstore-page.json")
    assert "a part of 376,449 rows" in str(data.problems)
    assert "page: 2 of 376,449 rows" in data.reconciliation[0].notes


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_read_as_its_truth_says(shared, read, name):
    """Titles, references, departments, stages, procedures, codes and suppliers of every row."""
    path = shared / "data" / "lists" / name
    found = by_place(read(path).procurements)
    expected = truth(path)["records"]
    assert len(expected) == len(found)
    for row in expected:
        record = found[row["origin"]["location"], row["origin"]["row"]]
        assert row["title"] == record.title
        assert (row.get("internal_id") or "", row.get("unit") or "") == (record.internal_id, record.unit)
        assert row["stage"] == record.stage.name
        assert row.get("procedure") == (record.procedure.name if record.procedure else None)
        assert sorted(row.get("techniques") or []) == sorted(technique.name for technique in record.techniques)
        assert [code["id"] for code in row.get("classifications") or []] == [c.code for c in record.classifications]
        assert [one["name"] for one in row.get("incumbents") or []] == list(record.incumbents)


@pytest.mark.parametrize("name", LISTS)
def test_every_date_is_as_precise_as_written(shared, read, name):
    """Planned publications, ends of contracts and lengths; what is no time keeps its text."""
    path = shared / "data" / "lists" / name
    found = by_place(read(path).procurements)
    for row in truth(path)["records"]:
        record = found[row["origin"]["location"], row["origin"]["row"]]
        assert _period(row.get("planned_publication")) == _bounds(record.planned_publication)
        assert _period(row.get("current_contract_ends")) == _bounds(record.current_contract_ends)
        assert _length(row.get("contract_length")) == _months(record.contract_length)
        if (row.get("planned_publication") or {}).get("precision") == "none":
            assert dict(record.incomplete)["planned_publication"] == row["planned_publication"]["text"]


@pytest.mark.parametrize("name", LISTS)
def test_every_value_is_exact(shared, read, name):
    """Values and spans in thousands, millions and pounds; one per year is not multiplied but left as written."""
    path = shared / "data" / "lists" / name
    found = by_place(read(path).procurements)
    for row in truth(path)["records"]:
        record, value = found[row["origin"]["location"], row["origin"]["row"]], row.get("estimated_value")
        if value and value.get(PER_YEAR):
            assert dict(record.incomplete)["estimated_value"] == value["text"]
        elif not value or value["low"] is value["high"] is None:
            assert record.estimated_value is None
        else:
            got = record.estimated_value
            low, high = (None if value[end] is None else Decimal(str(value[end])) for end in ("low", "high"))
            assert (low, high, value["currency"], value["about"]) == (got.low, got.high, got.currency, got.about)


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_contract_register(shared, read, name):
    """A row a contract: what it covers, from when to when, with whom."""
    path = shared / "data" / "registers" / name
    found = by_place(read(path).contracts)
    expected = truth(path)["records"]
    assert len(expected) == len(found) == len({record.id for record in found.values()})
    for row in expected:
        record = found[row["origin"]["location"], row["origin"]["row"]]
        assert (row["title"], [row["supplier"]["name"]]) == (record.title, list(record.supplier_names))
        start, end = _period(row["starts"]), _period(row["ends"])
        assert (start and start[0], end and end[1]) == (str(record.period.start), _text(record.period.end))
        number = (row["supplier"]["identifier"] or {}).get("id")
        assert [number] * bool(number) == [key.removeprefix("GB-COH-") for key in record.supplier_ids]


@pytest.mark.parametrize("name", SUPPLIERS)
def test_every_supplier_register(shared, read, name):
    """Numbers in all spellings, codes, sizes; of a company told twice the later row counts."""
    path = shared / "data" / "registers" / name
    data = read(path)
    found, expected = by_place(data.suppliers), truth(path)["records"]
    assert len(found) + data.problems.count(kind="duplicate") == len(expected)
    for row in expected:
        record = found.get((None, row["origin"]["row"]))
        if record is None:
            continue
        number = row["identifier"] if row["identifier"]["id"] else None
        assert number is None or (number["scheme"], number["id"]) == (record.identifier.scheme, record.identifier.id)
        assert (row["name"], row["municipality"], row["postcode"]) == (
            record.name,
            record.municipality,
            record.postcode,
        )
        assert [code["id"].replace(".", "") for code in row["industries"]] == [c.code for c in record.industries]
        assert row.get("size") in (None, record.size and record.size.name)


def test_a_sheet_that_is_not_understood_stands_in_the_reconciliation(shared, read):
    """The sheet of explanations is named with its headings, the hidden one with its name; neither is read."""
    data = read(shared / "data" / "lists" / "flera-forvaltningar-2018.xlsx")
    info = data.reconciliation[0]
    assert (info.part, info.kind, info.rows) == ("Info", "not understood", 0)
    assert "hidden sheet 'Underlag' was not read" in info.notes
    assert "takpris" not in f"{data.procurements.to_dicts()}{data.problems}"


def test_notes_totals_and_sections_are_no_records(shared, read):
    """Whatever stands between and below the rows is counted, and the rows add up."""
    reports = {
        name: read(shared / "data" / "lists" / name).reconciliation[0]
        for name in ("alsvike-upphandlingsplan.csv", "storkommun-plan-300.xlsx")
    }
    assert [(report.blank, report.totals) for report in reports.values()] == [(2, 1), (6, 0)]
    assert "rows that are no records: 2 sections, 2 repeated headings" in reports["storkommun-plan-300.xlsx"].notes


@pytest.mark.parametrize("name", ["norrbacka-kommande.html", "tallmo-upphandlingslista.pdf"])
def test_what_no_source_reads_yet_is_said(shared, read, name):
    """A web page and a PDF are refused in a line."""
    with pytest.raises(LookupError, match="no source reads it; installed: csv, xlsx, json"):
        read(shared / "data" / "lists" / name)


def _period(told):
    if not told or told["precision"] == "none":
        return None
    return told["start"], told["end"], {"half": "half_year"}.get(told["precision"], told["precision"])


def _bounds(period):
    return period and (_text(period.start), _text(period.end), period.precision.value)


def _text(day):
    return None if day is None else str(day)


def _length(told):
    whole = told and (told["months"], tuple(told["options"] or ()), told["max_months"])
    return whole if whole and whole != (None, (), None) else None


def _months(length):
    return length and (length.months, length.options, length.max_months)
