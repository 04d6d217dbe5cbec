"""What holds of releases, whatever stands in them: order and splitting change nothing; both ways to count agree."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import outreach
from outreach import analysis
from outreach.analysis._competition import _from_records

pytestmark = pytest.mark.property

SINCE = date(2024, 1, 15)
NUMBERS = ("5560160680", "2120000449", "5565094191", "5560000167")
KINDS = {
    "procurements": outreach.Procurement,
    "bids": outreach.Bid,
    "awards": outreach.Award,
    "contracts": outreach.Contract,
    "suppliers": outreach.Supplier,
    "buyers": outreach.Buyer,
}


@st.composite
def releases(draw):
    """Make releases of a few processes, each with a moment of its own."""
    made = []
    for number in range(draw(st.integers(1, 8))):
        who = [{"id": f"SE-ON-{draw(st.sampled_from(NUMBERS))}", "name": "X"} for _ in range(draw(st.integers(0, 3)))]
        details = [
            {
                "id": f"b{at}",
                "status": draw(st.sampled_from(["valid", "withdrawn", "disqualified", None])),
                "tenderers": [one | {"name": f"Bolag {one['id'][-4:]}"}],
            }
            for at, one in enumerate(who)
        ]
        amount = {"amount": draw(st.integers(0, 10**12)) / 100, "currency": "SEK"}
        made.append(
            {
                "ocid": f"ocds-x-{draw(st.integers(1, 4))}",
                "id": f"r{number}",
                "date": f"2024-01-{draw(st.integers(1, 28)):02}T{draw(st.integers(0, 23)):02}:00:{number:02}Z",
                "tag": ["tender"],
                "tender": {
                    "title": f"Titel {draw(st.integers(0, 2))}",
                    "procurementMethod": draw(st.sampled_from(["open", "selective", "limited", "direct", None])),
                    "numberOfTenderers": draw(st.sampled_from([None, 0, 1, 5])),
                },
                "bids": {"details": details},
                "awards": [{"id": "a", "value": amount, "suppliers": who[:1]}],
            }
        )
    return made


def read(folder, *files):
    paths = []
    for number, each in enumerate(files):
        path = folder / f"{number}.jsonl"
        folder.mkdir(exist_ok=True)
        path.write_text("".join(json.dumps(release) + "\n" for release in each), encoding="utf-8")
        paths.append(outreach.sources.Ocds(path))
    return outreach.read(*paths)


def facts(data):
    """Return what was read, sorted, without order and places."""
    return {kind: sorted(map(repr, getattr(data, kind))) for kind in KINDS}


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=releases(), data=st.data())
def test_order_and_splitting_change_nothing(tmp_path, made, data):
    """Releases in any order, in one file or two, are the same records and the same competition."""
    shuffled = data.draw(st.permutations(made))
    cut = data.draw(st.integers(1, len(made)))

    whole = read(tmp_path, made)
    parts = read(tmp_path, *filter(None, (shuffled[:cut], shuffled[cut:])))

    assert facts(whole) == facts(parts)
    assert analysis.competition(whole, since=SINCE) == analysis.competition(parts, since=SINCE)
    assert whole.reconciliation.adds_up


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=releases())
def test_columns_and_records_agree(tmp_path, made):
    """A scan gives the records that are held when they are read, as many, and the same competition and problems."""
    held = read(tmp_path, made)
    scan = outreach.scan(tmp_path / "0.jsonl")

    assert facts(held) == {name: sorted(map(repr, scan.records(kind))) for name, kind in KINDS.items()}
    assert {kind: len(getattr(held, name)) for name, kind in KINDS.items() if kind in scan.counts} == scan.counts
    for since in (None, SINCE):
        assert analysis.competition(held, since=since) == analysis.competition(scan, since=since)
    assert sum(_from_records(held.procurements, held.bids).units) == sum(scan.bidding[0].units)
    assert sorted(map(str, held.problems.to_dicts())) == sorted(map(str, scan.problems().to_dicts()))
