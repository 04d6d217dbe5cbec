"""Workbooks as programs write them: whatever their name, and no more than a person sees in them."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

import outreach

HEAD = ("Upphandling", "Annonseras", "Kommentar")


@pytest.fixture
def read(tmp_path):
    """Give a function that reads a workbook of openpyxl without installed plugins."""

    def read(book, name="bok.xlsx"):
        path = tmp_path / name
        book.save(path)
        return outreach.read(path, registry=outreach.Registry(entry_points=False))

    return read


def book(*rows):
    """Return a workbook of these rows below the headings, and its sheet."""
    made = openpyxl.Workbook()
    for row in (HEAD, *rows):
        made.active.append(row)
    return made, made.active


def titles(data):
    """Return what is bought."""
    return [procurement.title for procurement in data.procurements]


@pytest.fixture(scope="module")
def kinds(tmp_path_factory):
    """Return one workbook as four programs write it, by suffix."""
    folder = tmp_path_factory.mktemp("kinds")
    with xlsxwriter.Workbook(folder / "bok.xlsx") as made:
        sheet = made.add_worksheet("Plan")
        sheet.write_row(0, 0, HEAD)
        for row, what in enumerate(("Tak", "Golv"), 1):
            sheet.write_row(row, 0, (what, None, "med el"))
            sheet.write_datetime(row, 1, date(2024, row, 1), made.add_format({"num_format": "yyyy-mm-dd"}))
    if not shutil.which("soffice"):
        pytest.skip("needs LibreOffice, which writes .xls and .ods")
    for suffix in ("xls", "ods"):
        command = ["soffice", f"-env:UserInstallation=file://{folder}/own", "--headless", "--convert-to", suffix]
        subprocess.run([*command, "--outdir", folder, folder / "bok.xlsx"], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("suffix", ["xls", "ods", "xlsx", "xlsb", "bin"])
@pytest.mark.parametrize("content", ["xls", "ods", "xlsx"])
def test_the_content_decides(kinds, tmp_path, content, suffix):
    """Each is read under each other's name, and under one that says nothing."""
    path = tmp_path / f"lista.{suffix}"
    shutil.copy(kinds / f"bok.{content}", path)
    data = outreach.read(path)
    told = [(one.title, one.planned_publication.start) for one in data.procurements]
    assert [("Tak", date(2024, 1, 1)), ("Golv", date(2024, 2, 1))] == told


@pytest.mark.parametrize("cut", [100, 2000, -1000])
@pytest.mark.parametrize("content", ["xls", "ods", "xlsx"])
def test_a_broken_one_is_refused_in_our_words(kinds, tmp_path, content, cut):
    """Whatever library reads it, nothing of its words is in the message."""
    path = tmp_path / f"bok.{content}"
    path.write_bytes((kinds / path.name).read_bytes()[:cut])
    with pytest.raises(outreach.OutreachError) as caught:
        outreach.read(path)
    assert [] == [word for word in ("alamine", "Error:", "Cfb", "Context", "Traceback") if word in str(caught.value)]


def test_merged_cells_hold_for_their_rows(read):
    """As on a web page; in the column that is first in the sheet, which need not be A."""
    for left in (1, 3):
        made = openpyxl.Workbook()
        for place, row in enumerate((("Förvaltning", "Upphandling", "Annonseras"), ("Skola", "Tak", "Q1 2024")), 2):
            for column, text in enumerate(row, left):
                made.active.cell(place, column, text)
        made.active.cell(4, left + 1, "Mat")
        made.active.cell(5, left + 1, "Väg")
        for column in (left, left + 2):
            made.active.merge_cells(start_row=3, end_row=5, start_column=column, end_column=column)
        data = read(made)
        assert [("Tak", "Skola"), ("Mat", "Skola"), ("Väg", "Skola")] == [
            (one.title, one.unit) for one in data.procurements
        ]
        assert {date(2024, 1, 1)} == {one.planned_publication.start for one in data.procurements}
        assert "2 merged cells: the value holds for each of their rows" in data.reconciliation[0].notes


def test_a_hidden_column_of_a_list_is_not_published(read):
    """It is named; one without which the list cannot be read is read, and that is said, too."""
    made, sheet = book(("Tak", "Q1 2024", "internt"))
    sheet.column_dimensions["C"].hidden = True
    data = read(made)
    assert "" == data.procurements[0].comments
    assert "hidden columns were not read: 'Kommentar'" in str(data.problems)
    made, sheet = book(("Tak", "Q1 2024", "internt"))
    sheet.column_dimensions["A"].hidden = True
    data = read(made)
    assert ["Tak"] == titles(data)
    assert "hidden columns were read: 'Upphandling'" in str(data.problems)


def test_a_hidden_column_of_a_ledger_is_read(read):
    """Its money is money paid."""
    made = openpyxl.Workbook()
    made.active.append(("Datum", "Leverantör", "Konto", "Belopp"))
    made.active.append(("2024-01-02", "Bokvalls", "4010", 12))
    made.active.column_dimensions["C"].hidden = True
    data = read(made)
    assert ["4010"] == data.purchases.to_polars()["account"].to_list()
    assert "hidden columns were read: 'Konto'" in str(data.problems)


def test_rows_struck_out_are_set_aside(read):
    """All of whose cells are; a row of which one is struck stays."""
    made, sheet = book(("Tak", "Q1 2024", ""), ("Väg", "Q1 2024", "x"), ("Bro", "Q2 2024", "y"))
    for cell in sheet[3]:
        cell.font = Font(strike=True)
    sheet["C4"].font = Font(strike=True)
    data = read(made)
    assert ["Tak", "Bro"] == titles(data)
    assert "Sheet:3: a row that is struck out is not read" in str(data.problems)


def test_letters_struck_out_are_no_text(read):
    """As on a web page: what was corrected in a cell is not read beside the correction."""
    struck = TextBlock(InlineFont(strike=True), "Takläggning ")
    made, sheet = book()
    sheet.append((CellRichText(struck, TextBlock(InlineFont(b=True), "Golvläggning")), "Q1 2024", ""))
    assert ["Golvläggning"] == titles(read(made))


def test_what_is_styled_and_empty_is_nothing(read):
    """A column filled with colour to the last row, and a height set there."""
    made, sheet = book(("Tak", "Q1 2024", "x"))
    for row in (5_000, 1_048_576):
        sheet.cell(row, 2).fill = PatternFill("solid", fgColor="00FF00")
        sheet.row_dimensions[row].height = 30
    sheet["XFD1"].fill = PatternFill("solid", fgColor="00FF00")
    assert ["Tak"] == titles(read(made))


@pytest.mark.parametrize("dimension", ["1:2", "A1:XFD1048576", "A:C", "", "A1:ÅÄ9"])
def test_how_far_the_cells_reach_is_what_they_say(tmp_path, dimension):
    """Not what the sheet says of itself, which some programs write wrongly."""
    made, _ = book(("Tak", "Q1 2024", "x"))
    made.save(tmp_path / "bok.xlsx")
    with zipfile.ZipFile(tmp_path / "bok.xlsx") as parts, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as other:
        for name in parts.namelist():
            text = parts.read(name).replace(b'ref="A1:C2"', f'ref="{dimension}"'.encode())
            other.writestr(name, text)
    assert ["Tak"] == titles(outreach.read(tmp_path / "b.xlsx"))


def test_days_from_1904_are_read(tmp_path):
    """As Macintosh programs once counted; a day number whose cell lost its format is no date there."""
    with xlsxwriter.Workbook(tmp_path / "bok.xlsx", {"date_1904": True}) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write(1, 0, "Tak")
        sheet.write_datetime(1, 1, date(2024, 3, 1), made.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_row(2, 0, ("Golv", 43839))
    first, second = outreach.read(tmp_path / "bok.xlsx").procurements
    assert (date(2024, 3, 1), None) == (first.planned_publication.start, second.planned_publication)


def test_numbers_tell_nothing_of_how_texts_are_read(read):
    """Texts with the comma beside numbers with a fraction: the column is no contradiction."""
    made = openpyxl.Workbook()
    made.active.append(("Datum", "Leverantör", "Belopp"))
    for row, amount in enumerate(("100,00", 1247.25, "1.234,50", -0.5, "7", 3), 1):
        made.active.append((f"2024-01-0{row}", "Bokvalls", amount))
    data = read(made)
    assert (6, "2591.25") == (len(data.purchases), str(sum(data.purchases.totals.values())))
    assert not data.problems.errors
