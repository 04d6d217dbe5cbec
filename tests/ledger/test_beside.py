"""What stands right of a ledger's last heading sets no row and no money aside; it is named once."""

from __future__ import annotations

import openpyxl
import pytest

import outreach

HEAD = ("Leverantör", "Datum", "Konto", "Belopp")
ROWS = [("Bokvalls", f"2024-01-{day:02}", "4010", "100,50") for day in range(1, 12)]


def text_of(rows) -> str:
    """Return *rows* as delimited text."""
    return "".join(";".join(row) + "\n" for row in rows)


@pytest.mark.parametrize("extra", [("#N/A",), ("x", "y"), ("", "not"), ("", "")])
def test_a_column_without_heading_loses_no_row(tmp_path, extra):
    """Nearly every row has it: it is a column, and no sign of a delimiter within a cell."""
    (tmp_path / "l.csv").write_text(text_of([HEAD, *((*row, *extra) for row in ROWS)]), encoding="utf-8")
    data = outreach.read(tmp_path / "l.csv")
    assert (11, 0) == (len(data.purchases), data.problems.errors)
    told = [str(problem) for problem in data.problems if problem.kind == "beside"]
    assert len(told) == any(extra)
    assert all("beside 10 other rows" in text for text in told)


def test_one_row_that_is_longer_may_be_broken(tmp_path):
    """In delimited text it may be a delimiter within a cell: it is set aside where its amount could be another."""
    for row, kept in (((*ROWS[0], "x"), 12), (("Ekfors", "2024-01-09", "4010", "4", "100,50"), 11)):
        (tmp_path / "l.csv").write_text(text_of([HEAD, *ROWS, row]), encoding="utf-8")
        data = outreach.read(tmp_path / "l.csv")
        assert (kept, 12 - kept) == (len(data.purchases), data.problems.errors)


@pytest.mark.parametrize("column", [5, 9])
def test_a_note_beside_a_row_of_a_workbook_is_a_note(tmp_path, column):
    """The cells of a sheet do not move: the row and its money count."""
    made = openpyxl.Workbook()
    for row in (HEAD, *ROWS):
        made.active.append(row)
    made.active.cell(4, column, "kontrollerat av Ida")
    made.save(tmp_path / "l.xlsx")
    data = outreach.read(tmp_path / "l.xlsx")
    assert (11, 0) == (len(data.purchases), data.problems.errors)
    (told,) = [problem for problem in data.problems if problem.kind == "beside"]
    assert (4, True) == (told.origin.line, "'kontrollerat av Ida'" in told.message)
