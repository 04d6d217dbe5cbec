"""Workbooks and JSON: every cell the text a person sees, and what would not fit refused first."""

from __future__ import annotations

import json
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest

import outreach
from outreach.sources import Json, Xlsx

HEADINGS = ("Upphandling", "Planerad annonsering", "Uppskattat värde (tkr)")


def cells(path, **options):
    """Return the rows of a workbook's first table, with their lines."""
    table = next(iter(Xlsx(path, **options).tables()))
    return table.frame.collect().rows()


def test_every_cell_is_what_a_person_sees(workbook):
    """Dates are ISO, whole numbers have no decimals, noise of binary fractions is gone, zeros before a number stay."""
    row = (
        "007",
        12.0,
        0.1 + 0.2,
        123456789.12,
        1e15,
        date(2017, 3, 1),
        datetime(2017, 3, 1, 13, 30),  # noqa: DTZ001 - a spreadsheet knows no zone
        True,
        "=1/0",
        " a\nb ",
    )
    expected = (
        "007",
        "12",
        "0.3",
        "123456789.12",
        "1000000000000000",
        "2017-03-01",
        "2017-03-01 13:30:00",
        "true",
        "#DIV/0!",
    )
    assert cells(workbook({"A": [row]})) == [(1, *expected, " a\nb ")]


@pytest.mark.parametrize("amount", ["0.1", "99999999.99", "123456.78", "1234567890123.45", "-0.01", "41.005"])
def test_an_amount_survives_exactly(workbook, amount):
    """What was typed is what is read, however large."""
    assert cells(workbook({"A": [(float(amount),)]})) == [(1, amount)]


def test_lines_are_the_rows_of_the_sheet(read, workbook):
    """Empty rows and columns before and between do not shift an address."""
    rows = [(), (), (None, *HEADINGS), (), (None, "Hiss", "Q1 2017", 900), (), (None, "Städ", "1 mars", 800)]
    data = read(path := workbook({"Lista": rows}))
    assert [record.origin.line for record in data.procurements] == [5, 7]
    assert f"{path}:Lista:7:planned_publication: no year: '1 mars'" in str(data.problems)
    report = data.reconciliation[0]
    assert (report.rows, report.kept, report.blank, report.adds_up) == (4, 2, 2, True)
    assert data.procurements[0].estimated_value.low == Decimal(900_000)


def test_sheets_of_several_kinds(read, workbook):
    """A workbook may hold a list, a register of contracts, one of suppliers and a ledger, each in its sheet."""
    sheets = {
        "Planer": [HEADINGS, ("Hiss", "Q1 2017", 900)],
        "Avtal": [
            ("Avtalsnr", "Avtalsnamn", "Leverantör", "Start", "Slut"),
            ("1", "Städ", "Städ AB", "2017-01-01", "2018-12-31"),
        ],
        "Företag": [("Företagsnamn", "Org.nr", "SNI"), ("Städ AB", "559901-0112", "81210")],
        "Reskontra": [("Datum", "Leverantör", "Nettobelopp"), (date(2017, 1, 2), "Städ AB", 1234.5)],
        "Om": [("Läs mig",)],
    }
    data = read(workbook(sheets))
    assert [report.kind for report in data.reconciliation] == [
        "procurement list",
        "contract register",
        "supplier register",
        "ledger",
        "not understood",
    ]
    assert [len(records) for records in (data.procurements, data.contracts, data.suppliers, data.purchases)] == [1] * 4
    assert data.purchases.totals == {"XXX": Decimal("1234.50")}


def test_an_error_of_a_formula_is_a_bad_cell(read, workbook):
    """``#DIV/0!`` sets the row aside with its address; it does not make the row look shorter."""
    rows = [(None, "Datum", "Leverantör", "Nettobelopp"), (None, date(2017, 1, 2), "Bygg AB", "=1/0")]
    data = read(path := workbook({"Blad1": rows}))
    assert f"{path}:Blad1:2:amount" in str(data.problems)
    assert "#DIV/0!" in str(data.problems)
    assert data.reconciliation[0].set_aside == 1


def test_a_day_without_its_format_is_read_and_said(read, workbook):
    """A date that became a number counts days; whoever reads the problems can check."""
    data = read(workbook({"A": [HEADINGS, ("Hiss", 44910, 1), ("Städ", "2022-12-16", 1)]}))
    assert data.procurements[0].planned_publication == outreach.Period.day(date(2022, 12, 15))
    assert "a day number: '44910' (read as 2022-12-15)" in str(data.problems)


def test_hidden_sheets_are_not_read_unless_named(read, workbook):
    """What was hidden was not meant to be seen; naming the sheet reads it."""
    path = workbook(
        {"Synlig": [HEADINGS, ("Hiss", "Q1 2017", 1)], "Dold": [HEADINGS, ("Hemlig", "Q1 2017", 1)]}, hidden=["Dold"]
    )
    data = read(path)
    assert [record.title for record in data.procurements] == ["Hiss"]
    assert "hidden sheet 'Dold' was not read" in data.reconciliation[0].notes
    assert [record.title for record in read(Xlsx(path, sheets=["Dold"])).procurements] == ["Hemlig"]
    with pytest.raises(outreach.SourceError, match=r"there is no sheet 'Nej' .one of: Synlig, Dold"):
        read(Xlsx(path, sheets=["Nej"]))


def test_departments_that_are_sheets(read, workbook):
    """Where each sheet is a department's list and no column tells, the sheet's name is the department."""
    data = read(workbook({name: [HEADINGS, ("Hiss", "Q1 2017", 1)] for name in ("Teknik", "Vård")}))
    assert [(record.unit, record.id) for record in data.procurements] == [("Teknik", "hiss"), ("Vård", "hiss-2")]


def _zip(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return path


def _sheet(text):
    return {"xl/workbook.xml": b"", "xl/worksheets/s.xml": text}


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"xl/worksheets/sheet1.xml": b"0" * (3 << 20)}, "packed more than 200 times"),
        ({f"xl/{number}.xml": b"" for number in range(2_001)}, "2,001 parts"),
        (
            {f"xl/{number}.xml": b"0123456789abcdef" * (1 << 16) for number in range(257)},
            "larger than 256 MB when unpacked",
        ),
        ({"xl/readme.txt": b""}, "a zip archive that is no workbook"),
        ({"xl/workbook.xml": b"<!DOCTYPE x><workbook/>"}, "part 'xl/workbook.xml' declares a document type"),
        (
            _sheet(b'<row r="1"><c r="A12345678"><v>1</v>'),
            "an address that is none",
        ),
        (
            _sheet(b"<row r='1'><c r = 'AAAA1'><v>1</v>"),
            "an address that is none",
        ),
        (
            _sheet(b'<row r="1"><c s="1" r="a1"><v>1</v>'),
            "an address that is none",
        ),
        (
            _sheet(b'<x:row r="1"><x:c r="A&#49;"><v>1</v>'),
            "an address that is none",
        ),
        (_sheet(b'<row r="12345678"><c r="A1"/>'), "an address that is none"),
        (_sheet(b'<row r="1"><c r="A9999999"><v>1</v></c>'), "a cell far out"),
        (
            _sheet('<row r="1"><c r="A12345678"/>'.encode("utf-16")),
            "an address that is none",
        ),
        ({"xl/workbook.xml": b"<a>" * 65}, "nested deeper than 64 levels"),
        (
            _sheet(b'<c r="XFD1048576"><v>1</v></c>'),
            "a cell beyond column 512",
        ),
        (
            _sheet(b'<row r="1048576"><c r="A1">'),
            "a cell far out, in row 1,048,576",
        ),
    ],
)
def test_a_bomb_is_refused_before_it_is_unpacked(read, tmp_path, parts, message):
    """The sizes that the archive declares are added up first."""
    with pytest.raises(outreach.SourceError, match=message):
        read(_zip(tmp_path / "bomb.xlsx", parts))


ROWS = [
    {"datum": "2025-01-01", "leverantor": "Åns AB", "belopp": "-1302,03"},
    {"datum": "2025-01-02", "belopp": "5,00"},
]


@pytest.mark.parametrize(
    "wrap", [lambda rows: rows, *(lambda rows, key=key: {key: rows} for key in ("results", "data", "poster"))]
)
def test_rows_are_found_wherever_they_stand(read, write, wrap):
    """An array, the usual keys of an answer, or the only array of objects there is."""
    data = read(write("l.json", json.dumps(wrap(ROWS))))
    assert (len(data.purchases), data.purchases.totals) == (2, {"XXX": Decimal("-1297.03")})


def test_json_lines(read, write):
    """One object a line is a table too."""
    data = read(write("l.jsonl", "\n".join(map(json.dumps, ROWS))))
    assert len(data.purchases) == 2


def test_numbers_are_exact(read, write):
    """A number in JSON is the figures that were written: no binary fraction on the way."""
    text = '[{"datum": "2025-01-01", "leverantor": "A", "belopp": 90071992547409.93}]'
    assert read(write("l.json", text)).purchases.totals == {"XXX": Decimal("90071992547409.93")}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"belopp": NaN}]', "not JSON: NaN is not a number"),
        ('[{"belopp": 1, "belopp": 2}]', "not JSON: the key 'belopp' stands twice in one object"),
        ("[" * 65 + "]" * 65, "nested deeper than 64 levels"),
        ("[" * 100_000, "nested deeper than 64 levels"),
        ('[{"a": 1},', "not JSON: Expecting value at line 1, column 11"),
        ('{"a": 1}', "no array of objects"),
        ('[{"datum": "2025-01-01"}, 7]', "no array of objects"),
    ],
)
def test_what_is_no_sound_json_is_refused(read, write, text, message):
    """Many readers take these; each would lose or change something."""
    with pytest.raises(outreach.SourceError, match=message):
        read(Json(write("l.json", text)))


def test_no_rows_is_empty(read, write):
    """An answer without rows is no ledger of nothing."""
    with pytest.raises(outreach.EmptyInputError, match="no rows in it"):
        read(write("l.json", '{"results": []}'))


def test_a_named_key_holds_the_rows(read, write):
    """Where an answer has several arrays, ``rows_in=`` says which."""
    path = write("l.json", json.dumps({"results": [{"x": 1}], "poster": ROWS}))
    assert len(read(Json(path, rows_in="poster")).purchases) == 2
    with pytest.raises(outreach.SourceError, match="no array of objects under 'rader'"):
        read(Json(path, rows_in="rader"))


def test_lists_and_registers_in_json(read, write):
    """Texts in a list are several values; an attribute's own name is a heading."""
    rows = [{"title": "Hiss", "planned_publication": "Q1 2017", "incumbents": ["A AB", "B AB"], "internal_id": 17}]
    record = read(write("u.json", json.dumps(rows))).procurements[0]
    assert (record.incumbents, record.internal_id, record.id) == (("A AB", "B AB"), "17", "hiss")


PURCHASES = ("Datum", "Leverantör", "Belopp", "Valuta")
FAULTY = {
    "Reskontra": [
        PURCHASES,
        ("igår", "Åns AB", 1, "SEK"),
        ("2017-01-02", "Åns AB", "en slant", "SEK"),
        ("2017-01-02", "B", 2, "SEK"),
    ],
    "Avtal": [
        ("Avtal", "Leverantör", "Org.nr", "Slutdatum"),
        ("Städ", "Åns AB", "556016-0681", "snart"),
        ("", "B", "", ""),
    ],
    "Plan": [("Upphandling", "Planerad annonsering", "Värde"), ("Städ", "sen", "mycket"), ("Hiss", "Q2 2017", "2 mkr")],
    "Företag": [
        ("Företagsnamn", "Org.nr", "SNI-kod"),
        ("Åns AB", "556016-0681", "00000"),
        ("", "559901-0112", "81210"),
    ],
}


def test_every_address_has_the_sheets_name(read, workbook):
    """Whatever is wrong in a workbook, its sheet and row are told."""
    data = read(workbook(FAULTY))
    found = {problem.origin.part for problem in data.problems}
    assert {*FAULTY} == found
    assert [] == [str(problem) for problem in data.problems if f":{problem.origin.part}:" not in str(problem)]
