"""A copy to show: read as the file is, and nothing of the file in it."""

from __future__ import annotations

import csv
import functools
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import fastexcel
import pytest

import outreach
from kit_subjects import xlsx_inputs
from outreach.sampling._cells import Cells, Letters
from outreach.values import fold

SHARED = Path(os.environ.get("OUTREACH_SHARED") or Path(__file__).resolve().parents[2] / "shared") / "data"
FILES = [
    path
    for folder in ("ledger", "lists", "registers", "registrations")
    for path in sorted((SHARED / folder).glob("*"))
    if path.suffix in (".csv", ".xlsx", ".json")
]
CELLS = Cells(Letters(b"key"), frozenset({"leverantör"}))
LONG = 4
"""Shorter texts come back by chance, and say nothing."""


def facts(path: Path) -> tuple[object, object]:
    """Return what a file is read as: per table the counts and decisions, and the kinds of problems."""
    data = outreach.read(path)
    told = [
        (r.kind, r.part, r.rows, r.kept, r.set_aside, r.blank, r.totals, [a.currency for a in r.amounts], r.decided)
        for r in data.reconciliation
    ]
    return told, data.problems.counts


def rows(path: Path) -> list[list[str]]:
    """Return the cells of a file, as a second reader sees them."""
    if path.suffix == ".xlsx":
        book = fastexcel.read_excel(path)
        sheets = [book.load_sheet(name, header_row=None, dtypes="string").to_polars() for name in book.sheet_names]
        return [[cell or "" for cell in row] for sheet in sheets for row in sheet.iter_rows()]
    content = path.read_bytes()
    try:
        text = content.decode("utf-16" if content[:2] == b"\xff\xfe" else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    if path.suffix == ".json":
        objects = json.loads(text)["results"]
        return [list(objects[0]), *([str(value) for value in row.values()] for row in objects)]
    delimiter = max(";,\t|", key=text[:2000].count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def roles_of(path: Path) -> tuple[dict[str, str], set[str]]:
    """Return what the columns are read as, by heading, and the words of the headings."""
    columns = [column for report in outreach.read(path).reconciliation for column in report.columns]
    words = {word for heading, _ in columns for word in fold(heading).split()}
    return {fold(heading): role for heading, role in columns if role}, words


def may_stay(text: str, role: str | None, words: set[str]) -> bool:
    """Return whether a copy may have the same cell: nothing, a heading, a word of ours."""
    return CELLS.stays(text, role) or set(fold(text).split()) <= words


def leaked(path: Path, copy: Path) -> list[str]:
    """Return the cells that the copy has in the same place, but for what may stay."""
    roles, words = roles_of(path)
    found, meant = [], {}
    for before, after in zip(rows(path), rows(copy), strict=True):
        for place, (text, other) in enumerate(zip(before, after, strict=True)):
            meant[place] = roles.get(fold(text), meant.get(place))
            if text == other and len(text) > LONG and not may_stay(text, meant[place], words):
                found.append(text)
    return found


@pytest.fixture(scope="module")
def copy_of(tmp_path_factory):
    """Return the copy of a file, made once."""
    folder = tmp_path_factory.mktemp("copies")
    return functools.cache(lambda path: outreach.write_sample(path, folder / path.name))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_copy_is_read_as_the_file_is(path, copy_of):
    """The same tables, counts, decisions and kinds of problems, as often."""
    assert facts(path) == facts(copy_of(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_of_the_file_is_in_the_copy(path, copy_of):
    """No name, number, address or date of the file is a cell of the copy."""
    assert [] == leaked(path, copy_of(path))


@pytest.mark.parametrize("path", [path for path in FILES if path.stat().st_size < 40_000], ids=lambda path: path.name)
def test_the_same_file_gives_the_same_copy(path, tmp_path):
    """Byte for byte."""
    one, other = (outreach.write_sample(path, tmp_path / name).read_bytes() for name in ("one", "other"))

    assert one == other


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_quotes_and_line_ends_stay(encoding, end, tmp_path):
    """What stands between the cells is as it was."""
    rows = ["datum;leverantör;belopp", '2017-01-02;"Åkeri ""Norr""; AB";1 000,50', "", "2017-01-03;Östra;-7,00"]
    path = tmp_path / "a.csv"
    path.write_bytes((end.join(rows) + end).encode(encoding))
    content = outreach.write_sample(path, tmp_path / "b.csv").read_bytes()
    text = content.decode(encoding)

    assert re.sub(r"[^\W_]", "x", path.read_bytes().decode(encoding)) == re.sub(r"[^\W_]", "x", text)
    assert content[:2] == path.read_bytes()[:2]
    assert rows[0] == text.split(end)[0]
    assert "Norr" not in text


@pytest.mark.parametrize("text", ["556016-0680", "165560160680", "SE556016068001", "556016 0681", "556016-0689"])
def test_a_check_digit_stays_right_or_wrong(text):
    """A right number stays right, and one that is wrong by so much stays wrong by as much."""

    def is_right(number):
        try:
            return bool(outreach.Identifier.organisation(number))
        except outreach.UnreadableError:
            return False

    made = CELLS.replaced(text)
    assert made != text
    assert is_right(text) == is_right(made)


@pytest.mark.parametrize("text", ["121212-1212", "191212121212"])
def test_a_persons_number_becomes_another_persons(text):
    """It is still a person's, so that it is hidden there too."""
    made = outreach.Identifier.organisation(CELLS.replaced(text))

    assert made.is_personal
    assert text.replace("-", "")[-10:] != made.id


@pytest.mark.parametrize(
    "text",
    ["2017-03-01", "24/12/2010", "20-Jun-13", "20170131", "Q2 2017", "v. 12 2017", "2–4 mkr", "ca 500 tkr", "> £20m"],
)
def test_dates_and_values_stay_what_they_are(text):
    """Another date or value of the same form."""
    made = CELLS.replaced(text)

    assert made != text
    assert re.sub("[0-9]", "0", text) == re.sub("[0-9]", "0", made)


@pytest.mark.parametrize("text", ["", " - ", "ja", "N/A", "Summa:", "Leverantör", "0,00"])
def test_words_of_the_library_stay(text):
    """Blanks, yes and no, words for nothing, totals, headings."""
    assert text == CELLS.replaced(text)


@pytest.mark.parametrize("text", ["Бета", "Ωμεγα", "Ab Āb"])
def test_letters_of_other_alphabets_are_replaced(text):
    """By letters of the same alphabet."""
    made = CELLS.replaced(text)

    assert made != text
    assert len(text) == len(made)


def test_different_texts_stay_different():
    """A thousand numbers are a thousand numbers."""
    assert 999 == len({CELLS.letters.text(str(number)) for number in range(1, 1000)})


def test_nothing_of_who_wrote_a_workbook_is_left(tmp_path):
    """Properties, comments and links are left out."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx_inputs(2))
    names = fastexcel.read_excel(outreach.write_sample(path, tmp_path / "b.xlsx")).sheet_names
    content = (tmp_path / "b.xlsx").read_bytes()

    assert ["Blad1"] == names
    assert b"docProps" not in content


def test_what_cannot_be_copied_is_refused(tmp_path):
    """Another format, and a copy over the file itself."""
    path = tmp_path / "a.csv"
    path.write_text("a;b\n1;2\n")
    with pytest.raises(outreach.SourceError, match="written over it"):
        outreach.write_sample(path, path)
    page = tmp_path / "a.html"
    page.write_text("<html><body><table><tr><th>Upphandling</th><th>Annonseras</th></tr></table></body></html>")
    with pytest.raises(outreach.InputError):
        outreach.write_sample(page, tmp_path / "b.html")


def test_the_command_writes_a_copy(tmp_path):
    """``outreach sample FILE OUT`` says what it wrote; what goes wrong is one line."""
    (tmp_path / "a.csv").write_text("datum;leverantör;belopp\n2017-01-02;Bokvalls;1,00\n", encoding="utf-8")
    command = [sys.executable, "-m", "outreach", "sample"]
    done = subprocess.run([*command, "a.csv", "b.csv"], cwd=tmp_path, capture_output=True, text=True, check=False)
    failed = subprocess.run([*command, "no.csv", "b.csv"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (0, "b.csv: ") == (done.returncode, done.stdout[:7])
    assert "Bokvalls" not in (tmp_path / "b.csv").read_text(encoding="utf-8")
    assert (2, 1) == (failed.returncode, failed.stderr.count("\n"))
