"""The example plugin, installed as a stranger's package would be, and used by name and by content."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "outreach_hassleholm"
LISTA = (
    "Nr;Upphandling;Annonseras\r\n"
    '2017-1;"Hisservice\r\ni alla hus";Q1 2017\r\n'
    "2017-2;Städning av skolor;1 mars 2017;för mycket\r\n"
    "2017-3;;Q2 2017\r\n"
    "2017-4;Skolskjuts;när det passar\r\n"
)
SCRIPT = """
import json, sys
import outreach

data = outreach.read("lista.csv")
source = outreach.source("hassleholm", path="lista.csv")
website = outreach.publisher("website", root="public")
page = outreach.Publication(
    id="lista", slug="lista", title="Planerade upphandlingar", kind="list", locale="sv_SE",
    blocks=[outreach.blocks.Paragraph("Fem *stycken*.")],
)
receipts = outreach.publish([page], to=[website])
plugin = next(plugin for plugin in outreach.plugins() if plugin.name == "hassleholm")
json.dump({
    "by_content": [(found.id, found.title) for found in data.procurements],
    "by_name": [(found.id, found.title) for found in outreach.read(source).procurements],
    "report": [(report.source, report.rows, report.kept, report.set_aside) for report in data.reconciliation],
    "problems": [str(problem) for problem in data.problems],
    "receipts": [(receipt.publisher, receipt.publication, receipt.target) for receipt in receipts],
    "plugin": [plugin.distribution, plugin.version, plugin.hooks, plugin.sources, plugin.publishers],
}, sys.stdout)
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Install the example into a folder of its own, from this checkout and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, "--target", folder, EXAMPLE], check=True)
    return folder


@pytest.fixture(scope="module")
def used(installed, tmp_path_factory):
    """Return what a script that uses the plugin finds, and the folder it ran in."""
    folder = tmp_path_factory.mktemp("used")
    (folder / "lista.csv").write_text(LISTA, encoding="utf-8-sig", newline="")
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-W", "error", "-c", SCRIPT]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert "" == done.stderr
    return json.loads(done.stdout), folder


def test_the_source_is_found_by_content(used):
    """A stranger's source is asked before the built-in csv."""
    assert ["hassleholm", 4, 3, 1] == used[0]["report"][0]
    assert ["2017-1", "2017-2", "2017-4"] == [key for key, _ in used[0]["by_content"]]


def test_the_source_is_found_by_name(used):
    """Named, it reads the same."""
    assert used[0]["by_content"] == used[0]["by_name"]


def test_problems_have_the_sources_lines(used):
    """The lines are the file's physical ones, over a quoted line break, and every fault of a row is told."""
    problems = used[0]["problems"]

    assert 3 == len(problems)
    assert problems[0].startswith("lista.csv:4:")
    assert "för mycket" in problems[0]
    assert problems[1].startswith("lista.csv:5:title: ")
    assert problems[2].startswith("lista.csv:6:planned_publication: ")
    assert "'när det passar'" in problems[2]


def test_the_publisher_is_found_by_name(used):
    """It writes one page for each publication, and the receipt says where."""
    found, folder = used

    assert [["website", "lista", "public/lista.md"]] == found["receipts"]
    assert "Planerade upphandlingar" in (folder / "public" / "lista.md").read_text(encoding="utf-8")


def test_the_listing_names_the_package(used):
    """Distribution, version, hooks and names stand in the listing."""
    hooks = ["outreach_sources", "outreach_publishers"]

    assert ["outreach-hassleholm", "1.0", hooks, ["hassleholm"], ["website"]] == used[0]["plugin"]


def test_the_command_line_lists_it(installed):
    """``outreach plugins`` shows it, and a blocked one as blocked."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "outreach", "plugins"]
    shown = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    blocked = {**environment, "OUTREACH_BLOCKED_PLUGINS": "hassleholm"}
    hidden = subprocess.run(command, env=blocked, capture_output=True, text=True, check=True).stdout

    line = next(line for line in shown.splitlines() if line.startswith("hassleholm"))
    assert ["hassleholm", "outreach-hassleholm", "1.0"] == line.split()[:3]
    assert "blocked" == next(line for line in hidden.splitlines() if line.startswith("hassleholm")).split()[-1]
