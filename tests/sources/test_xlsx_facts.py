"""Workbooks: what their cells do not tell is a warning with the name of the sheet."""

from __future__ import annotations

import openpyxl
import pytest

import outreach

HEAD = ("Upphandling", "Annonseras", "Värde")


@pytest.fixture
def read(tmp_path):
    """Give a function that reads a workbook of openpyxl without installed plugins."""

    def read(book):
        path = tmp_path / "bok.xlsx"
        book.save(path)
        return outreach.read(path, registry=outreach.Registry(entry_points=False))

    return read


def book(*rows, title="Plan & tid"):
    """Return a workbook whose first sheet holds other things, and whose second the rows."""
    made = openpyxl.Workbook()
    made.active.title = "Info"
    made.active.append(["Läs detta"])
    sheet = made.create_sheet(title)
    for row in (HEAD, *rows):
        sheet.append(row)
    return made, sheet


def told(data):
    """Return the warnings that are not about a value."""
    return [
        str(problem).partition("bok.xlsx:")[2] for problem in data.problems if problem.kind not in ("value", "date")
    ]


def test_hidden_rows_of_a_list_are_set_aside(read):
    """What nobody sees in the file is not published; a problem a row says where."""
    made, sheet = book(*((f"Sak {number}", "2024", number) for number in range(2, 12)))
    for row in (3, 4, 5, 9):
        sheet.row_dimensions[row].hidden = True
    data = read(made)
    assert 6 == len(data.procurements)
    assert [3, 4, 5, 9] == [problem.origin.line for problem in data.problems if problem.kind == "hidden"]
    assert "Plan & tid:3: a row that is hidden is not read (show it, or delete it)" in told(data)


def test_hidden_rows_of_a_ledger_are_read_and_told(read):
    """A row that a filter hides is still money paid; the warning says which rows, each run of them once."""
    made = openpyxl.Workbook()
    made.active.append(("Datum", "Leverantör", "Belopp"))
    for number in range(2, 12):
        made.active.append((f"2024-01-{number:02}", "Bokvalls", number))
    for row in (3, 4, 5, 9):
        made.active.row_dimensions[row].hidden = True
    data = read(made)
    assert 10 == len(data.purchases)
    assert "Sheet:3: 4 hidden rows were read: 3–5, 9 (show what belongs to the table, delete the rest)" in told(data)


def test_formulas_without_values_are_told(read):
    """A program that writes formulas does not calculate them: the cells are empty, and that is said."""
    made, _ = book(("Hiss", "2024", "=1+1"), ("Larm", "2024", 500_000))
    data = read(made)
    assert None is data.procurements[0].estimated_value
    expected = "Plan & tid: a formula was never calculated: nothing is in the cell"
    assert any(text.startswith(expected) for text in told(data))


def test_a_plain_workbook_has_no_warning(read):
    """Nothing is said where there is nothing to say."""
    made, _ = book(("Hiss", "2024", "500 tkr"))
    assert [] == told(read(made))
