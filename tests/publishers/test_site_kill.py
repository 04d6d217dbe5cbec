"""A site that is killed while it is published, and read meanwhile: no page is mixed, missing or half."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import site_kills

PROGRAM = Path(site_kills.__file__)


def _run(root, kills, loads):
    """Publish and kill, and read meanwhile; return what each found."""
    site_kills.publish(root, 0)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(PROGRAM.parent), *sys.path])}
    reading = [sys.executable, str(PROGRAM), "read", str(root), str(loads)]
    killing = [sys.executable, str(PROGRAM), "kill", str(root), str(kills)]
    with subprocess.Popen(reading, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True) as reader:
        killed = subprocess.run(killing, env=environment, text=True, capture_output=True, check=True)
        found, _ = reader.communicate("")
    return json.loads(killed.stdout), json.loads(found)


def _check(root, kills, loads):
    killed, found = _run(root, kills, loads)
    print(killed, found)  # noqa: T201 - the figures, with -s
    assert {} == killed["broken"]
    assert {} == found["faults"]
    assert kills == killed["whole"]
    assert loads <= found["loads"]
    assert killed["turns"] > kills / 10  # it was killed at work, not before it
    assert found["turns"] > kills / 10
    assert {".public.next"}.isdisjoint(killed["left"])


def test_a_site_killed_while_it_is_published_is_whole(root):
    """After each of 25 kills; and whoever reads it meanwhile meets whole pages, each with what it names."""
    _check(root, 25, 500)


@pytest.mark.slow
def test_a_site_killed_five_hundred_times_is_whole(root):
    """After each; and of ten thousand pages loaded meanwhile none is mixed, missing or half."""
    _check(root, 500, 10_000)
