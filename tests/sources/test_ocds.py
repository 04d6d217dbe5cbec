"""OCDS: releases and records as they come, compiled before anything is counted."""

from __future__ import annotations

import gzip
import json
from datetime import date
from decimal import Decimal

import pytest

import outreach
from outreach.errors import FileChangedError, SourceError
from outreach.model import Outcome, Procedure, Stage
from outreach.sources import Ocds

NUMBER = "5560160680"
KINDS = ("procurements", "bids", "awards", "contracts", "suppliers", "buyers")


def release(number=1, **fields):
    """Return a release of one process."""
    made = {"ocid": f"ocds-x-{number}", "id": f"r{number}", "date": "2024-01-10T09:00:00Z", "tag": ["award"]}
    return made | fields


def org(number=NUMBER, name="Bokvalls Bageri AB"):
    return {"id": f"SE-ON-{number}", "name": name}


def written(tmp_path, *releases, name="ocds.jsonl"):
    """Write releases a line each."""
    path = tmp_path / name
    text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in releases)
    path.write_text(text, encoding="utf-8")
    return path


def records(data):
    return {kind: list(getattr(data, kind)) for kind in KINDS}


def problems(data):
    return [(problem.origin.line, problem.origin.field, problem.message) for problem in data.problems]


def test_six_releases_are_what_the_record_says(shared):
    """Releases in six files, whatever their order, compile to the standard's own compiled release."""
    folder = shared / "data" / "ocds"
    files = sorted(folder.glob("ocds-213czf-000-00001-0*.json"), reverse=True)

    read = outreach.read(*files)

    assert records(outreach.read(folder / "record-package.json")) == records(read)
    assert [6, 6, True] == [
        len(read.reconciliation),
        sum(report.kept for report in read.reconciliation),
        read.reconciliation.adds_up,
    ]


def test_a_package_of_releases(shared):
    """One file with all six is the same again; an amended value has replaced the earlier one."""
    data = outreach.read(shared / "data" / "ocds" / "ocds-213czf-000-00001.json")

    (procurement,) = data.procurements
    (award,) = data.awards
    assert records(outreach.read(shared / "data" / "ocds" / "record-package.json")) == records(data)
    assert ["ocds-213czf-000-00001", Procedure.OPEN, Stage.CONTRACTED, 2] == [
        procurement.id,
        procurement.procedure,
        procurement.stage,
        procurement.bid_count,
    ]
    assert ["45233130", "45233162"] == [code.code for code in procurement.classifications]
    assert [Decimal(11000000), "GBP", ("GB-COH-11111111",), Outcome.AWARDED] == [
        award.value.amount,
        award.value.currency,
        award.supplier_ids,
        award.outcome,
    ]
    assert ("GB-COH-11111111",) == data.contracts[0].supplier_ids


def test_a_folder_is_one_dataset(shared, tmp_path):
    """A source of a folder reads its releases together, and leaves other JSON alone."""
    for file in (shared / "data" / "ocds").glob("ocds-213czf-000-00001-0*.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "schema.json").write_text('{"$schema": "x", "properties": {"ocid": {}}}', encoding="utf-8")

    data = outreach.read(Ocds(tmp_path))

    assert records(outreach.read(shared / "data" / "ocds" / "record-package.json")) == records(data)


def test_amended_totals_replace(tmp_path):
    """The later value of an award stands for the earlier; they never add up."""
    value = {"amount": 100.10, "currency": "SEK"}
    first = release(awards=[{"id": "1", "value": value, "suppliers": [org()]}])
    later = release(id="r2", date="2024-02-10T09:00:00Z", awards=[{"id": "1", "value": value | {"amount": 90.25}}])

    data = outreach.read(written(tmp_path, later, first))

    (award,) = data.awards
    assert [Decimal("90.25"), (NUMBER,)] == [award.value.amount, award.supplier_ids]
    assert [2, 2, 0] == [getattr(data.reconciliation[0], name) for name in ("rows", "kept", "set_aside")]


def test_amounts_pass_the_merging_as_written(tmp_path):
    """Fifteen digits and decimals stay what they were."""
    path = tmp_path / "x.jsonl"
    award = '"awards": [{"id": "1", "value": {"amount": 999999999999.123456, "currency": "SEK"}}]'
    path.write_text(
        f'{{"ocid": "o", "id": "1", "date": "2024-01-01T00:00:00Z", {award}}}\n'
        '{"ocid": "o", "id": "2", "date": "2024-01-02T00:00:00Z"}\n',
        encoding="utf-8",
    )

    assert Decimal("999999999999.123456") == outreach.read(path).awards[0].value.amount


def test_a_compiled_release_stands_for_what_is_not_later(tmp_path):
    """What a compiled release no longer has does not come back from an older one."""
    older = release(awards=[{"id": "1", "status": "active"}])
    compiled = release(id="c", date="2024-03-01T00:00:00Z", tag=["compiled"], tender={"title": "Bröd"})

    data = outreach.read(written(tmp_path, compiled, older))

    assert [[], "Bröd"] == [list(data.awards), data.procurements[0].title]


def test_organisations_stand_by_number_or_id(tmp_path):
    """The three Swedish schemes are one number; others stand by their id; a person's number is nobody's key."""
    parties = [
        {
            "id": "1",
            "name": "Bokvalls Bageri AB",
            "roles": ["tenderer"],
            "identifier": {"scheme": s, "id": "556016-0680"},
        }
        for s in ("SE-BLV",)
    ]
    person = {"id": "SE-ON-8001019812", "name": "Eva Ek", "roles": ["tenderer"]}
    parties += [person, {"id": "GB-COH-11111111", "name": "AnyCorp Ltd", "roles": ["supplier"]}]
    bids = [{"id": str(n), "tenderers": [{"id": who["id"], "name": who["name"]}]} for n, who in enumerate(parties)]

    data = outreach.read(written(tmp_path, release(parties=parties, bids={"details": bids})))

    assert [(NUMBER,), ("eva-ek",), ("GB-COH-11111111",)] == [bid.supplier_ids for bid in data.bids]
    assert [NUMBER, "eva-ek", "GB-COH-11111111"] == [supplier.id for supplier in data.suppliers]
    assert "8001019812" not in repr(records(data)) + str(data.problems)


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({}, None),
        ({"tender": {"numberOfTenderers": 3}}, 3),
        ({"tender": {"numberOfTenderers": -1}}, None),
        ({"tender": {"numberOfTenderers": 0}}, 0),
        ({"bids": {"statistics": [{"measure": "validBids", "value": 2}]}, "tender": {"numberOfTenderers": 3}}, 2),
        ({"bids": {"statistics": [{"measure": "validBids", "value": 2}, {"measure": "bids", "value": 4}]}}, 4),
        ({"bids": {"details": [{"status": "valid"}, {"status": "withdrawn"}, {"status": "disqualified"}]}}, 2),
    ],
)
def test_bids_are_counted_by_what_tells_most(tmp_path, fields, count):
    """Single bids go before statistics, these before the number of tenderers; what is not told is unknown."""
    data = outreach.read(written(tmp_path, release(**fields)))

    assert count == data.procurements[0].bid_count


def test_counts_that_differ_are_told(tmp_path):
    """A release that counts its bids in two ways is read, and warned of."""
    bids = {"details": [{"id": "1", "status": "valid"}], "statistics": [{"measure": "bids", "value": 3}]}

    data = outreach.read(written(tmp_path, release(bids=bids), release(2)))

    assert [(1, "bids", "counts of bids differ")] == problems(data)


def test_lots_have_their_own_counts(tmp_path):
    """Where bids name lots, each lot has a count; one that no bid names has none that is known."""
    bids = {"details": [{"id": "1", "relatedLots": ["A"]}, {"id": "2", "relatedLots": ["A", "B"]}]}
    tender = {"title": "Bröd", "lots": [{"id": each, "title": f"Del {each}"} for each in "ABC"]}

    data = outreach.read(written(tmp_path, release(bids=bids, tender=tender)))

    (procurement,) = data.procurements
    assert [("A", 2), ("B", 1), ("C", None)] == [(lot.id, lot.bid_count) for lot in procurement.lots]
    assert ["A", ""] == [bid.lot_id for bid in data.bids]


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"awards": [{"value": {"amount": "1 000,00"}}]}, "awards[0].value.amount", "not a number, but text"),
        ({"awards": [{"value": {"amount": True}}]}, "awards[0].value.amount", "not a number, but true or false"),
        ({"date": "2024-02-30T25:00:00Z"}, "date", "not a date-time: '2024-02-30T25:00:00Z'"),
        ({"ocid": ""}, "ocid", "expected str of length >= 1"),
        ({"bids": {"details": {}}}, "bids.details", "expected array | null, got object"),
    ],
)
def test_what_is_wrong_sets_the_release_aside(tmp_path, fields, field, message):
    """A fault in what figures rest on has its line and field; the other releases stand."""
    data = outreach.read(written(tmp_path, release(1), release(2, **fields), release(3)))

    assert [(2, field, message)] == problems(data)
    assert ["ocds-x-1", "ocds-x-3"] == [procurement.id for procurement in data.procurements]
    assert (3, 2, 1) == tuple(getattr(data.reconciliation[0], name) for name in ("rows", "kept", "set_aside"))


def test_a_release_without_date_among_several_is_set_aside(tmp_path):
    """Without a date nobody can tell which release is the later; one alone needs none."""
    undated = release(2, date=None)

    data = outreach.read(written(tmp_path, release(1), release(1, id="b", date=None), undated))

    assert [(2, "date", "missing, and there are several releases of this process")] == problems(data)
    assert [1, 2] == [data.reconciliation[0].set_aside, len(data.procurements)]


def test_a_line_that_is_no_json_is_set_aside(tmp_path):
    """A cut line is told; the lines before it are read."""
    path = written(tmp_path, release(1), release(2))
    path.write_text(path.read_text(encoding="utf-8") + '{"ocid": "ocds-x-3", "da', encoding="utf-8")

    data = outreach.read(path)

    assert [(3, 2)] == [(report.rows, report.kept) for report in data.reconciliation]
    assert ["json"] == [problem.kind for problem in data.problems]


def test_packages_a_line(tmp_path):
    """Lines may be packages or records; each release in them is one."""
    package, record = {"releases": [release(1), release(2)]}, {"ocid": "ocds-x-3", "compiledRelease": release(3)}

    data = outreach.read(written(tmp_path, package, record, release(4)))

    assert [f"ocds-x-{number}" for number in range(1, 5)] == sorted(each.id for each in data.procurements)


def test_links_are_not_followed(tmp_path):
    """A record that only links to its releases is refused with the remedy, and nothing is fetched."""
    link = {"url": "http://127.0.0.1:9/1.json", "date": "2024-01-01T00:00:00Z"}
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"records": [{"ocid": "ocds-x-1", "releases": [link]}]}), encoding="utf-8")

    with pytest.raises(SourceError, match="links to releases are not followed"):
        outreach.read(path)


def test_packed_lines_are_read(tmp_path):
    """A .jsonl.gz is read as the file in it."""
    path = written(tmp_path, release(1), release(2))
    packed = tmp_path / "ocds.jsonl.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))

    assert records(outreach.read(path)) == records(outreach.read(packed))


@pytest.mark.parametrize("make", [lambda line: line * 40_000, lambda line: line[:-1] + b" " * 4_000_000 + b"\n"])
def test_a_gzip_bomb_is_refused(tmp_path, make):
    """Packed JSON unpacks to at most two hundred times its size."""
    packed = tmp_path / "ocds.jsonl.gz"
    packed.write_bytes(gzip.compress(make(json.dumps(release()).encode() + b"\n")))

    with pytest.raises(SourceError, match="200 times its size"):
        outreach.read(packed)


def test_damaged_gzip_is_refused(tmp_path):
    """A packed file that ends too early is refused, not half read."""
    packed = tmp_path / "ocds.jsonl.gz"
    many = b"".join(json.dumps(release(number)).encode() + b"\n" for number in range(5_000))
    packed.write_bytes(gzip.compress(many)[:-400])

    with pytest.raises(SourceError, match="damaged"):
        outreach.read(packed)


def test_no_release_is_refused(tmp_path):
    """Lines of other JSON are no releases."""
    path = tmp_path / "x.jsonl"
    path.write_text('{"a": 1}\n{"a": 2}\n', encoding="utf-8")

    with pytest.raises(SourceError, match="no releases in it"):
        outreach.read(Ocds(path))


def test_a_bad_field_of_no_figure_keeps_the_record(tmp_path):
    """A last day for bids that is none is left out, and said, as in any other file."""
    data = outreach.read(written(tmp_path, release(tender={"title": "Bröd", "tenderPeriod": {"endDate": "invalid"}})))

    assert [(None, "tender_deadline", "not a date: 'invalid'")] == problems(data)
    assert (("tender_deadline", "invalid"),) == data.procurements[0].incomplete


def test_a_bad_shape_of_no_figure_is_told(tmp_path):
    """Where a field of another kind has another shape, the release counts, its details are left out, and it is said."""
    data = outreach.read(written(tmp_path, release(tender={"title": 5, "numberOfTenderers": 2}), release(2)))

    assert [(1, "tender.title", "expected str | null, got int")] == problems(data)
    assert ["ocds-x-1", "ocds-x-2"] == [procurement.title for procurement in data.procurements]
    assert [2, None] == [procurement.bid_count for procurement in data.procurements]


def test_the_day_counts_where_a_moment_has_none(tmp_path):
    """Dates without a zone are days."""
    data = outreach.read(written(tmp_path, release(awards=[{"id": "1", "date": "2024-01-05"}])))

    assert date(2024, 1, 5) == data.awards[0].decided


def test_a_changed_file_is_noticed(tmp_path):
    """Records that a scan makes are those of the file that was scanned."""
    path = written(tmp_path, release(1))
    scan = outreach.scan(path)
    written(tmp_path, release(1), release(2))

    with pytest.raises(FileChangedError):
        list(scan)


def test_every_problem_is_counted_and_the_first_are_objects(tmp_path):
    """Of many bad releases the first ten are objects; all of them are in the frame, each with its line."""
    bad = {"awards": [{"value": {"amount": "tio"}}]}
    path = written(tmp_path, *(release(number, **({} if number % 3 else bad)) for number in range(90)))

    found = outreach.read(path).problems

    assert [30, 10, 30] == [found.total, len(list(found)), found.to_native().height]
    assert list(range(1, 91, 3)) == found.to_native()["line"].to_list()
