"""What the library needs: said in README, tested together, and installable beside what others need."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NEIGHBOURS = ("boto3", "celery", "google-cloud-bigquery", "holidays")
"""What runs beside the library in a municipality's own programs, each with needs of its own."""


def _named(requirement):
    return re.match(r"[\w.-]+", requirement)[0].lower()


def _needed():
    """Return package → the extra it comes with, or the core."""
    extras = PROJECT["project"]["optional-dependencies"]
    needed = {_named(requirement): "the core" for requirement in PROJECT["project"]["dependencies"]}
    return needed | {_named(one): f"`{extra}`" for extra, some in extras.items() if extra != "all" for one in some}


def _pinned():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()[1:]
    return {name.lower(): version for name, version in (line.split("==") for line in lines)}


def test_readme_says_what_each_package_is_for():
    """The table in README has every package, what brings it, and a purpose."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text.partition("## What it needs")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line[:1] == "|"][2:]

    assert _needed() == {name: where for name, where, _ in rows}
    assert [] == [name for name, _, purpose in rows if not purpose]


def test_all_is_every_extra():
    """``outreach[all]`` brings what the extras bring, one by one."""
    extras = PROJECT["project"]["optional-dependencies"]
    (everything,) = extras["all"]

    assert sorted(set(extras) - {"all"}) == sorted(re.search(r"\[(.*)\]", everything)[1].split(","))


def test_what_is_tested_is_pinned_and_allowed():
    """The versions that are tested together are those of packages that are asked for, and not older than asked for."""
    assert set() == set(_needed()) - set(_pinned())
    assert "2.9.0.post0" == _pinned()["python-dateutil"]  # the newest that boto3 allows


@pytest.mark.slow
def test_it_can_be_installed_beside_others(tmp_path):
    """Every extra resolves beside the newest of what else a municipality runs, and holds none of it back."""
    alone, together = _resolved(tmp_path, *NEIGHBOURS), _resolved(tmp_path, *NEIGHBOURS, f"{ROOT}[all]")

    assert {name: alone[name] for name in NEIGHBOURS} == {name: together[name] for name in NEIGHBOURS}
    assert set(_needed()) <= set(together)


def _resolved(folder, *wanted):
    """Return name → version of what pip would install into an empty environment."""
    report = folder / "report.json"
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet", "--report", report]
    subprocess.run([*command, *wanted], check=True, capture_output=True)
    installed = json.loads(report.read_text(encoding="utf-8"))["install"]
    return {re.sub(r"[_.]", "-", one["metadata"]["name"].lower()): one["metadata"]["version"] for one in installed}
