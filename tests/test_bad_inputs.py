"""Every hostile or unlucky file gets its verdict: read, read with a warning, in part, or refused; in time, in bounds.

Where the files leave the choice to the reader, the choice stands in ``POLICY`` here and in docs/trust.md.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("OUTREACH_SHARED") or Path(__file__).resolve().parents[2] / "shared") / "badinputs"
MANIFEST = FOLDER / "manifest.json"
CASES = json.loads(MANIFEST.read_text(encoding="utf-8")) if MANIFEST.is_file() else []
CHILD = Path(__file__).with_name("reading_child.py")

SECONDS, MEGABYTES = 10, 512
EXPECTED_WARNINGS = {"organisation number", "no currency", "identifier"}
"""What all the made ledgers are told: they name no currency, and their numbers are made up."""
BY_DOCUMENT = {"ubl", "ocds"}
"""Of these the files count documents where we count lines and records."""

POLICY = {
    "010": "reject",  # two encodings in one file
    "026": "ok",  # a title above the headings
    "031": "rows",  # 1.234 in a column that does not tell
    "037": "rows",  # sixteen digits
    "041": "rows",  # 03/04/2017 in a column that does not tell
    "067": "rows",  # a row without a currency among rows of two
    "068": "ok",  # the column of VAT is not read
    "109": "reject",  # a cell far out
    "115": "rows",  # numbers where dates should be: those that can be days of these years are
    "116": "rows",  # days counted from 1904: a bare number is no date there
    "118": "reject",  # nonsense references
    "130": "ok",  # strict OOXML
    "133": "rows",  # control characters in a cell
    "209": "ok",  # an include is not followed
    "308": "reject",  # half a character
    "314": "ok",  # an object a line
    "404": "reject",  # calendars are written, not read
    "415": "reject",  # two members that some systems take for one
    "421": "warn",  # answers that are no listed yes are no
    "422": "ok",  # small groups: hiding them is the publications' affair
}
PENDING: dict[str, str] = {}
"""What is not read yet, with the reason."""


def _saved(case: dict, folder: Path) -> Path:
    """Copy the file under the name it should have, in a folder of its own."""
    path = folder / case["id"] / case.get("save_as", case["file"])
    path.parent.mkdir()
    path.write_bytes((FOLDER / case["file"]).read_bytes())
    return path


@pytest.fixture(scope="session")
def verdicts(shared, tmp_path_factory) -> dict[str, dict]:
    """Read every file in one other process, and return what became of each."""
    del shared
    folder = tmp_path_factory.mktemp("bad")
    written, listed = folder / "written", folder / "list.json"
    written.mkdir()
    pairs = [(case["id"], str(_saved(case, folder))) for case in CASES]
    listed.write_text(json.dumps(pairs), encoding="utf-8")
    command = [sys.executable, "-W", "error", CHILD, listed, written]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert (0, "") == (done.returncode, done.stderr)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return {verdict["id"]: verdict for verdict in found}


def _cases(*, ids: set[str] | None = None):
    return [
        pytest.param(
            case,
            id=Path(case["file"]).stem,
            marks=[pytest.mark.xfail(reason=PENDING[case["id"]], strict=True)] if case["id"] in PENDING else [],
        )
        for case in CASES
        if ids is None or case["id"] in ids
    ]


@pytest.mark.parametrize("case", _cases())
def test_each_file_gets_its_verdict(case, verdicts):
    """Read, in part, or refused, as the file deserves."""
    verdict = verdicts[case["id"]]
    expected = POLICY.get(case["id"], case["expect"])

    assert expected == _verdict(verdict), verdict["messages"]


def _verdict(verdict: dict) -> str:
    """Return what became of a file, in the manifest's words."""
    if verdict["verdict"] != "read":
        return verdict["verdict"]
    if verdict["set_aside"]:
        return "rows"
    return "warn" if verdict["kinds"].keys() - EXPECTED_WARNINGS else "ok"


_COUNTED = {case["id"] for case in CASES if "rows_in" in case}


@pytest.mark.parametrize("case", _cases(ids=_COUNTED))
def test_each_file_is_counted(case, verdicts):
    """Rows = kept + set aside, and the sum of those kept is the file's, exactly."""
    verdict = verdicts[case["id"]]

    assert verdict.get("adds_up")
    assert case.get("rejected", 0) == verdict["set_aside"]
    assert Decimal(case.get("sum", verdict["sum"])) == Decimal(verdict["sum"])
    if case["reads_as"] not in BY_DOCUMENT:
        assert (case["rows_in"], case["accepted"]) == (verdict["rows"], verdict["kept"])


@pytest.mark.parametrize("case", [pytest.param(case, id=Path(case["file"]).stem) for case in CASES])
def test_each_file_stays_within_bounds(case, verdicts):
    """Ten seconds, half a gigabyte, no network, no file left, no error but ours, no warning outside the data."""
    verdict = verdicts[case["id"]]

    assert "crash" != verdict["verdict"], verdict
    assert verdict["seconds"] < SECONDS
    assert verdict["megabytes"] < MEGABYTES
    assert ([], [], []) == (verdict["network"], verdict["outside"], verdict["warnings"])


@pytest.mark.parametrize("case", [pytest.param(case, id=Path(case["file"]).stem) for case in CASES])
def test_each_message_is_safe(case, verdicts):
    """No message carries what a terminal obeys or hides, nor a person's number, nor a page of text."""
    verdict = verdicts[case["id"]]
    text = "\n".join(verdict["messages"])

    assert [] == [character for character in text.replace("\n", "") if not character.isprintable()]
    assert [] == [number for number in _personal_numbers(case) if number in text or number in verdict.get("html", "")]
    assert all(len(line) < 4000 for line in text.splitlines())
    assert verdict.get("placed", True)


def _personal_numbers(case: dict) -> list[str]:
    if case["id"] != "061":
        return []
    text = (FOLDER / case["file"]).read_text(encoding="utf-8")
    return re.findall(r"\b[0-9]{6}[-+]?[0-9]{4}\b", text)


def test_every_choice_is_for_a_file_that_leaves_it():
    """The policies are those the files ask for, all of them."""
    assert {case["id"] for case in CASES if case["expect"] == "policy"} in (set(POLICY), set())


def test_every_choice_is_written_down():
    """Each policy stands in the documentation."""
    text = (Path(__file__).resolve().parents[1] / "docs" / "trust.md").read_text(encoding="utf-8")
    words = ("two encodings", "title", "1.234", "15 digits", "03/04", "VAT", "1904", "half a character", "consent")

    assert [] == [word for word in words if word not in text]


def test_other_inputs_results_stay(shared, tmp_path):
    """Of several files checked at once each is told by itself: what is wrong with one takes nothing from the others."""
    files = [shared / "badinputs" / name for name in ("004_utf8_bom.csv", "016_unclosed_quote.csv", "100_plain.xlsx")]
    command = [sys.executable, "-m", "outreach", "check", "--problems", "0", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)

    assert 2 == done.returncode
    assert 2 == done.stdout.count("3,600.40")
    assert "016_unclosed_quote.csv" in done.stderr
