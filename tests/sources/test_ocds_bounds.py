"""OCDS: how much one release and one line may be."""

from __future__ import annotations

import gzip
import json

import pytest

import outreach
from outreach.errors import SourceError
from outreach.sources.ocds.releases import MOST_LINE


def release(**fields):
    """Return a release."""
    return {"ocid": "ocds-x-1", "id": "r1", "date": "2024-01-10T09:00:00Z", "tag": ["award"]} | fields


def test_a_release_of_more_than_a_megabyte_is_set_aside(tmp_path):
    """One release is at most 1 MB, on a line of its own, in a package and packed; the others are kept."""
    large = json.dumps(release(ocid="ocds-large", description="x" * (1 << 20)))
    small = json.dumps(release())
    contents = {
        "a.jsonl": f"{small}\n{large}\n".encode(),
        "a.json": f'{{"publishedDate": "2024-01-01T00:00:00Z", "releases": [{small}, {large}]}}'.encode(),
        "b.jsonl": f'{small}\n{{"releases": [{large}]}}\n'.encode(),
        # Not made smaller, so that it is no bomb.
        "a.jsonl.gz": gzip.compress(f"{small}\n{large}\n".encode(), 0),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
        data = outreach.read(tmp_path / name)
        assert ["more than 1 MB in one release"] == [problem.message for problem in data.problems], name
        assert 1 == len(data.procurements), name
        assert data.reconciliation.adds_up, name


def test_what_small_releases_make_together_may_be_large(tmp_path):
    """The bound is on what is read, not on what is compiled of it."""
    halves = [
        release(id=f"{part}", date=f"2024-01-0{part}T00:00:00Z", tender={f"x{part}": "y" * 700_000}) for part in (1, 2)
    ]
    path = tmp_path / "two.jsonl"
    path.write_text("".join(f"{json.dumps(half)}\n" for half in halves))

    data = outreach.read(path)

    assert 1 == len(data.procurements)
    assert not data.problems


def test_a_plain_line_that_never_ends_is_refused(tmp_path):
    """A line is a release, or a package of many; of 16 MB at most."""
    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        file.write(json.dumps(release()).encode() + b"\n{")
        file.write(b" " * (MOST_LINE + 1))

    with pytest.raises(SourceError, match="a line of more than 16 MB"):
        outreach.read(path)
