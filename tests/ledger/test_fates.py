"""Every row is kept, set aside, blank or a total, and the reconciliation says how many and how much."""

from __future__ import annotations

from decimal import Decimal

GOOD = "2024-01-10;A AB;556016-0680;4010;100,00;SEK"


def report(data):
    found = data.reconciliation[0]
    assert found.adds_up
    return found.rows, found.kept, found.set_aside, found.blank, found.totals


def test_empty_lines_and_rows_of_empty_cells_are_blank(read_rows):
    """They are counted as rows, and nothing is wrong with them."""
    data = read_rows(GOOD, "", ";;;;;", ' ;"";;;;', GOOD)
    assert (5, 2, 0, 3, 0) == report(data)
    assert data.problems.total == 0


def test_a_total_row_is_never_counted(read_rows):
    """A row that calls itself a total and has no date is listed, not added."""
    data = read_rows(GOOD, GOOD, ";Summa;;;200,00;SEK", "Totalt;;;;200,00;SEK", ";;;;5,00;SEK")
    assert (5, 2, 1, 0, 2) == report(data)
    amounts = data.reconciliation[0].amounts[0]
    assert (Decimal(200), Decimal(5), Decimal(400)) == (amounts.kept, amounts.set_aside, amounts.totals)


def test_a_dated_total_is_known_by_its_sum(read_rows):
    """A row named Summa is a total only if it is the sum of what stands above; a firm of that name is not."""
    data = read_rows(GOOD, GOOD, "2024-01-31;Summa;;;200,00;SEK", "2024-01-31;Total;;;17,00;SEK")
    assert (4, 3, 0, 0, 1) == report(data)
    data = read_rows("2024-01-31;Total Energi AB;;;17,00;SEK", GOOD)
    assert (2, 2, 0, 0, 0) == report(data)


def test_subtotals_are_totals(read_rows):
    """Each subtotal is the sum since the one before."""
    sub = "2024-01-31;Summa januari;;;100,00;SEK"
    data = read_rows(GOOD, ";Delsumma;;;100,00;SEK", GOOD, sub.replace("Summa januari", "Summa"))
    assert (4, 2, 0, 0, 2) == report(data)


def test_too_many_or_too_few_cells_set_the_row_aside(read_rows):
    """No cell lands under another heading, and no row is filled up in silence."""
    data = read_rows(GOOD, "2024-01-10;A; AB;556016-0680;4010;100,00;SEK", "2024-01-10;A AB;556016-0680;4010;10", GOOD)
    assert (4, 2, 2, 0, 0) == report(data)
    assert [3, 4] == [problem.origin.line for problem in data.problems if problem.kind == "cells"]
    assert 2 == data.reconciliation[0].unreadable_amounts


def test_a_trailing_delimiter_is_no_cell_too_many(read):
    """Exports that end every line with a delimiter are whole."""
    assert (1, 1, 0, 0, 0) == report(read("datum;leverantör;belopp;\n2024-01-10;A;1,00;\n"))
    assert (1, 1, 0, 0, 0) == report(read("datum;leverantör;belopp\n2024-01-10;A;1,00;\n"))


def test_each_fault_has_its_address(read_rows):
    """File, physical line and field stand before what is wrong."""
    data = read_rows(GOOD, "okänt;A AB;;4010;se bilaga;SEK")
    assert [
        "ledger-1.csv:3:date: not a date: 'okänt' (write 2017-03-01; years 1990 to 2100)",
        "ledger-1.csv:3:amount: not an amount: 'se bilaga' (write 1234,50 or 1 234,50; at most two decimals)",
    ] == [str(problem).rpartition("/")[2] for problem in data.problems]


def test_physical_lines_count_line_breaks_in_cells(read_rows):
    """A problem after a cell of two lines names the line an editor shows."""
    data = read_rows('2024-01-10;"A\nAB";;4010;1,00;SEK', "x;B;;4010;1,00;SEK")
    assert [4] == [problem.origin.line for problem in data.problems if problem.kind == "date"]


def test_a_thousand_bad_rows_are_counted_and_the_first_shown(read_rows):
    """The exact number and the first ten, not a wall; every one is in the frame."""
    data = read_rows(*["x;A;;1;1,00;SEK"] * 1000)
    assert (1000, 10) == (data.problems.count(kind="date"), len([p for p in data.problems if p.kind == "date"]))
    assert list(range(2, 1002)) == data.problems.to_native()["line"].to_list()


def test_hostile_texts_are_shown_safely(read_rows):
    """Control and direction characters in a cell cannot act in a message, and long texts are cut."""
    data = read_rows("\u202e2024\x1b[31m;A;;1;1,00;SEK", f"{'9' * 500};A;;1;1,00;SEK")
    texts = [str(problem) for problem in data.problems if problem.kind == "date"]
    assert all(text.isprintable() for text in texts)
    assert max(map(len, texts)) < 300


def test_nul_and_endless_cells_set_the_row_aside(read_rows):
    """A cell that no spreadsheet holds is a fault of the row, not the end of the reading."""
    data = read_rows("2024-01-10;A\x00B;;1;1,00;SEK", f"2024-01-10;{'x' * 40_000};;1;1,00;SEK", GOOD)
    assert (3, 1, 2, 0, 0) == report(data)
    assert 2 == data.problems.counts["unfit text"]


def test_garbled_and_broken_names_are_warnings(read_rows):
    """Doubly encoded text and line breaks in a name are told, the rows count."""
    data = read_rows("2024-01-10;Ã…keri AB;;1;1,00;SEK", '2024-01-10;"A\nBcc: x";;1;1,00;SEK')
    assert (2, 2, 0, 0, 0) == report(data)
    assert {"encoding": 1, "control character": 1} == data.problems.counts


BESIDE = ["2024-01-10;A AB;556016-0680;4010;100,00;SEK;kolla med Eva", "2024-01-10;A AB;;4010;100,00;SEK;#N/A;;x"]


def test_a_note_beside_the_table_costs_no_row(read_rows):
    """Whether it stands beside one row or all of them: the cells are named once, and the money counts."""
    for rows in ((GOOD, BESIDE[0], GOOD), (GOOD, BESIDE[1]), (BESIDE[0],) * 7, tuple(BESIDE)):
        data = read_rows(*rows)
        assert (len(rows), len(rows), 0, 0, 0) == report(data)
        assert Decimal(100) * len(rows) == data.purchases.totals["SEK"]
        (problem,) = [problem for problem in data.problems if problem.kind == "beside"]
        first = next(line for line, row in enumerate(rows, 2) if row != GOOD)
        assert (first, False) == (problem.origin.line, problem.severity == "error")


def test_a_column_without_a_heading_is_named(read):
    """In the middle of the table, first, or last; the columns beside it keep their headings."""
    for place in (0, 1, 3):
        rows = [["datum", "leverantör", "belopp"], ["2024-01-10", "A", "1,00"], ["2024-01-11", "B", "2,50"]]
        for row, cell in zip(rows, ("", "x", "7"), strict=True):
            row.insert(place, cell)
        data = read("".join(";".join(row) + "\n" for row in rows), currency="SEK")
        assert (Decimal("3.50"), [2]) == (
            data.purchases.totals["SEK"],
            [problem.origin.line for problem in data.problems if problem.kind == "beside"],
        )


def test_cells_that_a_program_left_out_at_the_end_are_empty(read):
    """Where the amount stands before them, so that it cannot be cut."""
    whole = "2024-01-10;A;1,00;4010;text\n"
    data = read(
        "datum;leverantör;belopp;konto;beskrivning\n"
        + whole * 2
        + "2024-01-10;A;2,00\n2024-01-10;A;3,00;4010\n"
        + whole
    )
    assert (5, 5, 0, 0, 0) == report(data)
    cut = read("datum;leverantör;belopp;konto;beskrivning\n" + whole * 2 + "2024-01-10;A;2\n" + whole)
    assert (4, 3, 1, 0, 0) == report(cut)


def test_a_delimiter_inside_a_cell_changes_no_amount(read):
    """A row is set aside where its cells fit the headings in two ways, and the amounts then are two."""
    whole = "".join(f"2024-01-{day},Bolag {day},40{day},1{day}.50\n" for day in range(10, 20))
    for row in ("2024-01-20,Bolag,4020,1,234.50\n", "2024-01-20,Ab, Cd,4020,5.50\n", "2024-01-20,Ab,40, 4020,7\n"):
        assert (11, 10, 1, 0, 0) == report(read("date,supplier,account,amount\n" + whole + row)), row
    every = "".join(f"2024-01-{day},Bolag {day},40{day},1{day},50\n" for day in range(10, 20))
    assert (10, 0, 10, 0, 0) == report(read("date,supplier,account,amount\n" + every))
