"""Every made register of contracts and of suppliers reads into what its truth says, attribute by attribute."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import outreach
from reading.truth import truth

CONTRACTS = ("avtal-eavrop-form.xlsx", "avtal-rangordning-form.xlsx", "council-contract-register.csv")
SUPPLIERS = ("foretag-rikstackande-form.csv", "foretagsregister-naringsliv.csv")
TEXTS = {
    # what the truth calls it: what the record calls it
    "title": "title",
    "buyer": "buyer",
    "unit": "unit",
    "industry_text": "industry",
}
UNREAD = {
    "avtal-eavrop-form.xlsx": {"Avtalstecknare", "Avtalsform"},
    "avtal-rangordning-form.xlsx": {"Rangordning"},
    "council-contract-register.csv": {
        "Annual value",
        "Description",
        "Irrecoverable VAT",
        "Process",
        "Review date",
        "SME",
        "VCSE",
    },
    "foretag-rikstackande-form.csv": {"COAdress", "Juridisk form, kod", "Kommun", "PostAdress", "Reklamspärr"},
    "foretagsregister-naringsliv.csv": {"Kommun", "Vill ha nyhetsbrev"},
}
"""What no attribute holds: said in the reconciliation, never dropped silently."""


@pytest.fixture(scope="session")
def told(shared, registry):
    """Give a function that reads a register and returns its truth with its records by place."""

    def told(name):
        path = shared / "data" / "registers" / name
        data = outreach.read(path, registry=registry)
        records = (*data.contracts, *data.suppliers)
        return truth(path), {(record.origin.part or None, record.origin.line): record for record in records}, data

    return told


@pytest.mark.parametrize("name", [*CONTRACTS, *SUPPLIERS])
def test_every_row_is_accounted_for(told, name):
    """Each record stands where it was written; of a company told twice the later row counts, and that is said."""
    known, records, data = told(name)
    assert known["records_expected"] == len(records) + data.problems.count(kind="duplicate")
    assert len(records) == len({record.id for record in records.values()})
    assert data.reconciliation.adds_up
    assert UNREAD[name] == {text for report in data.reconciliation for text, role in report.columns if role is None}


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_contract(told, name):
    """What it covers, of whom, with whom, from when to when, for how much."""
    known, records, _ = told(name)
    for row in known["records"]:
        record = records[row["origin"]["location"], row["origin"]["row"]]
        expected = {role: row.get(name) or "" for name, role in TEXTS.items()}
        assert expected == {role: getattr(record, role) for role in TEXTS.values()}
        assert record.id.startswith(row["internal_id"])
        assert [row["supplier"]["name"]] == list(record.supplier_names)
        number = (row["supplier"]["identifier"] or {}).get("id")
        assert [number] * bool(number) == [key.removeprefix("GB-COH-") for key in record.supplier_ids]
        assert day(row["starts"], "start") == record.period.start
        assert day(row["ends"], "end") == record.period.end
        value = row.get("value") and row["value"]["low"]
        expected = None if value is None else (Decimal(value), row["value"]["currency"])
        assert expected == (record.value and (record.value.amount, record.value.currency))


def day(period, end):
    """Return the first or last day of a period that is told; None where there is none."""
    return date.fromisoformat(period[end]) if period and period[end] else None


def test_what_has_no_end_runs(told):
    """No end is no fault; *Rolling* is said and kept as written, and no end is made up."""
    _, running, data = told("avtal-eavrop-form.xlsx")
    assert 0 == data.problems.total
    assert {outreach.Precision.FROM} == {
        record.period.precision for record in running.values() if record.period.end is None
    }
    _, records, data = told("council-contract-register.csv")
    assert 3 == data.problems.count(kind="date")
    assert ["Rolling"] * 3 == [
        text for record in records.values() for field, text in record.incomplete if field == "period"
    ]


@pytest.mark.parametrize("name", SUPPLIERS)
def test_every_supplier(told, name):
    """Numbers in all spellings, codes, size, place and whom to ask."""
    known, records, _ = told(name)
    for row in known["records"]:
        record = records.get((None, row["origin"]["row"]))
        if record is None:
            continue
        identifier = row["identifier"]
        expected = (identifier["scheme"], identifier["id"]) if identifier["id"] else None
        assert expected == (record.identifier and (record.identifier.scheme, record.identifier.id))
        assert [row[key] for key in ("name", "municipality", "postcode")] == [
            record.name,
            record.municipality,
            record.postcode,
        ]
        assert [code["id"].replace(".", "") for code in row["industries"]] == [code.code for code in record.industries]
        assert row.get("size") in (None, record.size and record.size.name)
        contact = row.get("contact")
        if contact:
            (found,) = record.contacts
            assert [contact[key] or "" for key in ("name", "email", "phone")] == [found.name, found.email, found.phone]


@pytest.mark.parametrize("name", SUPPLIERS)
def test_no_personal_number_leaves_the_reader(told, name):
    """A sole trader's number is known as a person's, is no key, and stands in no message."""
    known, records, data = told(name)
    people = [row for row in known["records"] if row["identifier"]["scheme"] == "SE-PNR"]
    assert people
    for row in people:
        record = records[None, row["origin"]["row"]]
        assert record.identifier.is_personal
        for text in (record.id, repr(record), str(data.problems), str(data.reconciliation)):
            assert row["identifier"]["id"] not in text
