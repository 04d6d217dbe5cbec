"""What is too large to be held: ``scan`` counts in one pass, and reads again only where it is asked to by name."""

from __future__ import annotations

import inspect
import json
import pickle
from datetime import UTC, date, datetime, timedelta

import pytest

import outreach
from outreach import analysis, publications
from outreach.dataset import _scan
from outreach.errors import NotHeldError


def release(number, **tender):
    """Return a release of a process of its own, with a bid."""
    bidder = {"id": f"SE-ON-{5560160680 if number % 2 else 2120000449}", "name": "X"}
    return {
        "ocid": f"ocds-x-{number}",
        "id": f"r{number}",
        "date": "2024-01-02T00:00:00Z",
        "tag": ["tender"],
        "tender": {"title": f"Bröd {number}", "numberOfTenderers": 1, **tender},
        "bids": {"details": [{"id": "b", "status": "valid", "tenderers": [bidder]}]},
    }


@pytest.fixture
def many(tmp_path):
    """A file with more procurements than were once held at a time, some with a field that no figure needs unread."""
    wrong = {"tenderPeriod": {"endDate": "invalid"}}
    path = tmp_path / "many.jsonl"
    lines = (json.dumps(release(number, **({} if number % 1000 else wrong))) + "\n" for number in range(10_050))
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def few(tmp_path):
    """A file with three procurements."""
    path = tmp_path / "few.jsonl"
    path.write_text("".join(json.dumps(release(number)) + "\n" for number in range(3)), encoding="utf-8")
    return path


def test_read_holds_records_whatever_their_number(many):
    """Of ten thousand and more, every record is there when the file is gone, and every bad field is told."""
    data = outreach.read(many)
    problems = data.problems.to_dicts()
    many.unlink()

    assert 10_050 == len(data.procurements)
    assert "Bröd 10049" == data.procurements[-1].title
    assert 11 == sum(problem["field"] == "tender_deadline" for problem in problems)


def test_a_scan_tells_everything_that_read_tells(many):
    """The counts, the problems and the competition are those of the records that ``read`` holds."""
    data, scan = outreach.read(many), outreach.scan(many)

    assert (
        len(data.procurements)
        == scan.counts[outreach.Procurement]
        == sum(1 for _ in scan.records(outreach.Procurement))
    )
    assert [report.rows for report in data.reconciliation] == [report.rows for report in scan.reconciliation]
    assert sorted(map(str, data.problems.to_dicts())) == sorted(map(str, scan.problems().to_dicts()))
    assert analysis.competition(data) == analysis.competition(scan)


def test_a_scan_makes_the_records_that_read_makes_and_tells_the_same(tmp_path):
    """The country that the data names holds for both; a currency is each release's own; what is left out is told."""
    amounts = [{"amount": 1, "currency": "kr"}, {"amount": 2}, {"amount": "x"}, {"amount": 4, "currency": "EUR"}]
    buyer = {"id": "SE-ON-2120000985", "name": "K"}
    path = tmp_path / "releases.jsonl"
    lines = (json.dumps({**release(number, value=value), "buyer": buyer}) for number, value in enumerate(amounts))
    path.write_text("\n".join(lines), encoding="utf-8")

    data, scan = outreach.read(path), outreach.scan(path)
    records = list(scan.records(outreach.Procurement))

    assert list(data.procurements) == records
    assert ["SEK", "XXX", None, "EUR"] == [
        record.estimated_value and record.estimated_value.currency for record in records
    ]
    assert sorted(map(str, data.problems)) == sorted(map(str, scan.problems()))
    assert [report.notes for report in data.reconciliation] == [report.notes for report in scan.reconciliation]
    assert "country SE, after its buyer" in str(scan.reconciliation)


def test_what_needs_procurements_alone_takes_a_scan(few):
    """Of a scan only its procurements are asked, not the buyers and bids beside them."""
    today = date(2024, 1, 1)

    assert analysis.pipeline(outreach.read(few), today=today) == analysis.pipeline(outreach.scan(few), today=today)


def test_the_buyer_names_the_country_in_utf_16_too(tmp_path):
    """What the data says of its country does not depend on how its letters are stored."""
    path = tmp_path / "release.json"
    text = json.dumps({**release(1), "buyer": {"id": "GB-LAC-E09000003", "name": "Barnet"}})
    path.write_text(text, encoding="utf-16")

    assert "GB" == outreach.read(path).country.code


def test_attributes_never_read_the_file_again(few):
    """What a scan shows of itself is known without the file; going through its records is not."""
    scan = outreach.scan(few)
    few.unlink()

    assert "<Scan: 3 Procurement, 3 Bid>" == repr(scan)
    assert bool(scan)
    assert scan.reconciliation.adds_up
    assert 3 == analysis.competition(scan).procurements
    with pytest.raises((outreach.OutreachError, FileNotFoundError)):
        next(iter(scan))


def test_what_only_a_dataset_holds_is_refused_with_what_to_do(few):
    """No attribute of a dataset is silently missing or made in secret."""
    scan = outreach.scan(few)

    for name in _scan._HELD - {"problems", "reconciliation"}:
        with pytest.raises(NotHeldError, match=rf"a scan holds no {name} \(use outreach.read"):
            getattr(scan, name)
    with pytest.raises(AttributeError, match="nothing_such"):
        scan.nothing_such  # noqa: B018
    assert "procurements" == pickle.loads(pickle.dumps(NotHeldError("procurements"))).attribute  # noqa: S301 - our own


NINE = datetime(2024, 3, 1, 9, tzinfo=UTC)
EVENT = outreach.Event(
    id="e", title="Träff", registration_url="https://kommun.example/a", starts=NINE, ends=NINE + timedelta(hours=2)
)
GIVEN = {"today": date(2024, 3, 2), "event": EVENT, "about": EVENT}
TAKE_DATA = [
    name for name in publications.__all__ if "data" in inspect.signature(getattr(publications, name)).parameters
]


@pytest.mark.parametrize("name", TAKE_DATA)
def test_publications_refuse_a_scan(few, name):
    """Each that takes a dataset says to read the files instead."""
    compose = getattr(publications, name)
    given = {key: value for key, value in GIVEN.items() if key in inspect.signature(compose).parameters}
    with pytest.raises(NotHeldError, match=r"use outreach\.read"):
        compose(data=outreach.scan(few), **given, locale="sv_SE")


@pytest.mark.parametrize("name", ["l.csv", "l.json"])
def test_what_cannot_be_gone_through_again_is_read(tmp_path, name):
    """A file of which the records are few is no matter for a scan."""
    path = tmp_path / name
    ledger = "Datum;Leverantör;Nettobelopp\n2016-01-01;Bygg AB;100,00\n"
    path.write_text(ledger if path.suffix == ".csv" else "[]", encoding="utf-8")
    with pytest.raises(outreach.InputError):
        outreach.scan(path)


@pytest.mark.parametrize("source", [str, outreach.sources.Ocds, outreach.sources.Notices, outreach.sources.Csv])
def test_a_file_that_is_not_there_is_named_as_by_read(tmp_path, source):
    """One line of the family's errors, which is a FileNotFoundError too, whichever way the file is given."""
    path = tmp_path / "gone.jsonl"
    for function in (outreach.read, outreach.scan):
        with pytest.raises(outreach.InputNotFoundError) as caught:
            function(source(path))
        assert isinstance(caught.value, FileNotFoundError)
        assert str(caught.value) == f"{path}: no such file"


def test_a_format_that_is_not_scanned_says_what_reads_it(tmp_path):
    """A list is read: its records are held."""
    path = tmp_path / "list.csv"
    path.write_text("Upphandling;Annonseras\nHissar;2027-05\n", encoding="utf-8")
    with pytest.raises(outreach.InputError) as caught:
        outreach.scan(path)
    hint = "read it: outreach.read(…) holds its records"
    assert str(caught.value) == f"{path}: not a format that is scanned: csv ({hint})"


def test_nothing_is_no_input():
    """A scan of nothing is refused, as reading nothing is."""
    with pytest.raises(outreach.InputError, match="no input is given"):
        outreach.scan()
