"""The demo: what it writes, what it refuses, and that it is an ordinary user of the library."""

from __future__ import annotations

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import outreach
from outreach import analysis
from outreach import demo as _demo
from outreach.errors import PublishingError
from spoken import in_languages, spoken

if TYPE_CHECKING:
    from demo_runs import DemoRun

PACKAGE = Path(outreach.__file__).parent
OFFICE = pytest.param("office", marks=pytest.mark.slow)  # `.ci/run` asks it about the same files
JUDGED = "OUTREACH_JUDGED_DEMO"
CHANNELS = {
    "calendar", "documents", "feeds", "for-staff", "fragments", "ocds", "open-data", "papers", "site", "slides",
    "workbooks",
}  # fmt: skip


class Written(NamedTuple):
    """What the demo wrote, and what it read."""

    folder: Path
    data: outreach.Dataset


@pytest.fixture(scope="module")
def demo(demo_run: DemoRun) -> Written:
    assert demo_run.returncode == 0, demo_run.stderr
    folder = Path(demo_run.folder)
    return Written(folder, outreach.read(*(folder / "input" / name for name in _demo.INPUTS)))


def _tree(folder: Path) -> dict[str, str]:
    """Return what a visitor sees, without what a channel remembers and the generations before."""
    visible = (
        path for path in folder.rglob("*") if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    files = sorted(path for path in visible if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_inputs_stand_beside_the_results(demo: Written):
    """The folder holds the inputs under the names of README's script, and a folder for each channel."""
    assert CHANNELS == {path.name for path in demo.folder.iterdir() if not path.name.startswith(".")} - {"input"}
    assert {*_demo.INPUTS, _demo.LATER, _demo.PICTURE} == {path.name for path in (demo.folder / "input").iterdir()}


def test_it_publishes_in_both_languages(demo: Written):
    """There is a start page in each language, a calendar file and a workbook."""
    files = _tree(demo.folder)

    assert any(re.fullmatch(r"site/(sv/)?index\.html", name) for name in files)
    assert "site/en/index.html" in files
    assert any(name.endswith(".ics") for name in files)
    assert any(name.startswith("workbooks/") and name.endswith(".xlsx") for name in files)


def _own_words(demo: Written) -> set[str]:
    """Return the texts of the demo's lists and register, before the meeting and after it: all of them Swedish."""
    later = outreach.read(demo.folder / "input" / _demo.LATER, registry=outreach.Registry(entry_points=False))
    found = {each.title for each in demo.data.contracts}
    for each in (*demo.data.procurements, *later.procurements):
        written = (text for _, text in each.incomplete)
        found |= {each.title, each.description, each.comments, each.certainty, each.procedure_text, *written}
    return {line.strip() for text in found for line in text.split("\n") if line.strip()}


def test_every_swedish_text_on_an_english_page_says_so(demo: Written):
    """Titles, descriptions, comments, what could not be read: each within an element whose language is Swedish."""
    texts, told = _own_words(demo), set()
    for page in (demo.folder / "site" / "en").rglob("*.html"):
        for text, langs in in_languages(page.read_text(encoding="utf-8"), texts).items():
            assert langs <= {"sv"}, (page.name, text)
            told |= {text} if langs else set()
    assert len(told) > 30


def test_a_swedish_page_says_no_language_but_its_own(demo: Written):
    """Beside the link to the English one."""
    pages = [*(demo.folder / "site").glob("*.html"), *(demo.folder / "site" / "sv").rglob("*.html")]
    said = {piece for page in pages for piece in spoken(page.read_text(encoding="utf-8")) if piece.lang != "sv"}
    assert len(pages) > 40
    assert {("en", "English")} == said


def test_every_row_is_accounted_for(demo: Written):
    """In every file rows = kept + set aside + blank + totals; faults were planted, so some rows are set aside."""
    reports = list(demo.data.reconciliation)

    assert [report.rows for report in reports] == [
        report.kept + report.set_aside + report.blank + report.totals for report in reports
    ]
    assert sum(report.set_aside for report in reports) == 7


def test_spend_adds_up_to_the_ledger(demo: Written):
    """What is broken down by industry is all that was read, to the öre."""
    assert demo.data.purchases.totals == {"SEK": analysis.spend(demo.data, by="industry").total.amount}


def test_again_gives_the_same_bytes(demo: Written, tmp_path: Path):
    """A second run over the first changes nothing."""
    folder = shutil.copytree(demo.folder, tmp_path / "again", symlinks=True)

    done = _demo.write_demo(folder)

    assert done.receipts
    assert _tree(demo.folder) == _tree(folder)


def test_it_does_not_touch_what_it_did_not_write(tmp_path: Path):
    """A folder with somebody else's files is refused, and stays as it was."""
    (tmp_path / "thesis.txt").write_text("mine")

    with pytest.raises(PublishingError, match="holds files that the demo did not write"):
        _demo.write_demo(tmp_path)

    assert {"thesis.txt"} == set(_tree(tmp_path))


def test_a_file_is_no_folder(tmp_path: Path):
    """A file in the place of the folder is refused by name."""
    path = tmp_path / "demo"
    path.write_text("")

    with pytest.raises(PublishingError, match="is a file"):
        _demo.write_demo(path)


def test_no_personal_number_is_published(demo: Written):
    """Sole traders' numbers are in the ledger and nowhere in what is published; neither are their names."""
    published = [path for path in demo.folder.rglob("*") if path.is_file() and "input" not in path.parts]
    texts = {
        path: path.read_bytes().decode("utf-8", "replace")
        for path in published
        if path.suffix in {".html", ".ics", ".csv"}
    }

    assert "18900101" in (demo.folder / "input" / _demo.INPUTS[0]).read_text(encoding="utf-8")
    assert [path for path, text in texts.items() if re.search(r"(18)?90010\d-?98\d\d|Elsa Granhed", text)] == []


def test_the_library_does_not_know_the_demo():
    """No module but the command line speaks of the demo, its municipality or its files."""
    words = re.compile(
        r"bokedala|leverantorsreskontra-2016|upphandlingslista-2017|\b1299\b|outreach.demo\b", re.IGNORECASE
    )
    knowing = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "demo" not in path.parts and "cli" not in path.relative_to(PACKAGE).parts
        if words.search(path.read_text(encoding="utf-8")) and words.search(_code(path))
    ]

    assert knowing == []


def _code(path: Path) -> str:
    """Return a module's code without comments and docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value = ast.Constant("")
    return ast.unparse(tree)


def test_the_demo_uses_public_names_only():
    """It imports names of the front door and of public modules, as a user's script would."""
    imports = re.findall(r"^(?:from|import) (outreach[\w.]*)", _sources(), re.MULTILINE)

    assert {"outreach", "outreach.demo", "outreach.errors"} == {
        re.sub(r"(outreach.demo).*", r"\1", name) for name in imports
    }


def _sources() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "demo").glob("*.py"))


def _checker(checkers: Path, name: str, *arguments: str) -> str:
    """Run an independent judge and return what it said; nothing where it found nothing."""
    command = [sys.executable, str(checkers / f"{name}.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ))
    return "" if done.returncode == 0 else done.stdout + done.stderr


def _is_judged(folder: Path) -> bool:
    """Return whether the same bytes have been judged before: `.ci/run` names the folder in which it had them."""
    judged = os.environ.get(JUDGED)
    return bool(judged) and _tree(Path(judged)) == _tree(folder)


@pytest.mark.parametrize("name", ["html", "jsonld", "calendars", "feeds", "ocds", "dcat", "pdf", OFFICE])
def test_judges_find_nothing(name: str, demo: Written, checkers: Path):
    """Independent judges find no fault in pages, structured data, calendars and workbooks."""
    assert _is_judged(demo.folder) or _checker(checkers, name, str(demo.folder)) == ""


@pytest.mark.slow
def test_pages_are_accessible(demo: Written, checkers: Path):
    """The judge of accessibility finds nothing, light and dark, wide and narrow."""
    assert _checker(checkers, "accessibility", str(demo.folder / "site")) == ""
