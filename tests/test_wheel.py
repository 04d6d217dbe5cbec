"""The wheel holds what an installed library needs."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "outreach"
DATA = sorted(
    path.relative_to(ROOT / "src").as_posix()
    for path in PACKAGE.rglob("*")
    if path.is_file() and path.suffix not in {".py", ".pyc", ".po", ".pot"}
)


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("outreach-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("name", DATA)
def test_data_files_are_in_it(name: str, members: set[str]):
    """Everything beside the code is in the wheel: catalogues, templates, code lists, the demo's inputs."""
    assert name in members


@pytest.mark.parametrize(
    "name",
    [
        "outreach/py.typed",
        "outreach/languages/sv/messages.po",
        "outreach/languages/sv/words.toml",
        "outreach/languages/en/headings.toml",
        "outreach/publishers/deck/templates/outreach.pptx",
        "outreach/publishers/document/templates/outreach.docx",
        "outreach/publishers/print/templates/main.typ",
        "outreach/publishers/site/templates/style.css",
        "outreach/demo/input/leverantorsreskontra-2016.csv",
        "outreach/demo/input/upphandlingslista-2017.xlsx",
    ],
)
def test_what_nobody_may_forget(name: str, members: set[str]):
    """The files without which the library is silently less."""
    assert name in members


def test_tests_stay_at_home(members: set[str]):
    """Only the package and its metadata are in the wheel."""
    assert {name.split("/")[0].split("-")[0] for name in members} == {"outreach"}
