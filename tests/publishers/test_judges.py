"""What we publish, before independent judges; and the same bytes wherever and whenever it is made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import sample_publications as samples
from hostile_publications import hostile
from kit_subjects import feed, ocds, open_data, talks
from outreach.publishers import Calendar, Deck, Fragment, Site, Workbook

TESTS = Path(__file__).resolve().parent.parent
HOSTILE = '"><img src=x onerror=alert(1)>\u202e =1+1 är vad någon har skrivit i listan, och det ska synas som text.'
CHANNELS = {
    "public": Site,
    "calendar": Calendar,
    "workbooks": Workbook,
    "slides": Deck,
    "fragments": Fragment,
    "feeds": feed,
    "ocds": ocds,
    "data": open_data,
}


def publish(root, *publications):
    """Publish in every channel."""
    for name, channel in CHANNELS.items():
        publisher = channel(root / name)
        accepted = [publication for publication in publications if publisher.accepts(publication)]
        list(publisher.publish_edition(samples.edition(*accepted)))


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """One of each, and one whose every text is hostile, in every channel."""
    root = tmp_path_factory.mktemp("published")
    publish(root, *samples.all_publications(), *talks(), hostile(HOSTILE))
    return root


@pytest.mark.parametrize(
    ("judge", "folder", "options"),
    [
        ("html.py", "public", []),
        ("accessibility.py", "public", ["--langs", "sv,en", "--sample", "7"]),
        ("jsonld.py", "public", ["--events"]),
        ("calendars.py", ".", []),
        ("office.py", ".", []),
    ],
)
def test_judges_find_nothing(judge, folder, options, published, checkers):
    """Each judge reads what it knows, and finds nothing."""
    command = [sys.executable, checkers / judge, *options, folder]
    done = subprocess.run(command, cwd=published, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr


PROGRAM = (
    "import sys, pathlib, test_judges as t; "
    "t.publish(pathlib.Path(sys.argv[1]), *t.samples.all_publications(), *t.talks())"
)


def _made(folder, **environment):
    """Publish in a process of its own, and return every file."""
    search = os.pathsep.join([str(TESTS), str(TESTS / "publishers")])
    command = [sys.executable, "-c", PROGRAM, str(folder)]
    subprocess.run(command, check=True, cwd=folder.parent, env={**os.environ, "PYTHONPATH": search, **environment})
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_input_makes_the_same_bytes(tmp_path):
    """Whatever the hash seed, the time zone, the language of the machine and the folder."""
    (tmp_path / "elsewhere").mkdir()
    one = _made(tmp_path / "one", PYTHONHASHSEED="1", TZ="Europe/Stockholm", LC_ALL="C.UTF-8")
    other = _made(tmp_path / "elsewhere" / "x", PYTHONHASHSEED="2", TZ="Pacific/Auckland", LC_ALL="C", LANG="en_US")
    assert one == other
