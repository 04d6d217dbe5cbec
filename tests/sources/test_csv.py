"""Delimited text in all the forms it comes in: the same cells, the right lines, by both ways of reading."""

from __future__ import annotations

import codecs
import gc
import tempfile
from pathlib import Path

import pytest

import outreach
from outreach.sources import csv as source
from outreach.sources.csv import Csv, delimited

ROWS = [["datum", "leverantör", "belopp"], ["2024-01-10", "Åkeri & Söner AB", "1,50"], ["2024-01-11", "B", "2,00"]]
TEXT = "".join(";".join(row) + "\n" for row in ROWS)


@pytest.fixture(params=["exact", "fast"])
def way(request, monkeypatch) -> str:
    """Read as small files are, and as large ones."""
    monkeypatch.setattr(source, "SMALL", source.SMALL if request.param == "exact" else 0)
    return request.param


@pytest.fixture
def file(tmp_path):
    """Write bytes to a file and return its source."""

    def write(content: bytes | str, **options: object) -> Csv:
        path = tmp_path / "file.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Csv(path, **options)

    return write


def frame(csv: Csv):
    (table,) = csv.tables()
    try:
        made = table.frame.collect()
    except Exception:
        if table.exact is None:
            raise
    else:
        regular = table.height in (None, made.height)
        if table.exact is None or (regular and not made["c2"].null_count()):
            return table, made
    table = table.exact()
    return table, table.frame.collect()


def cells(csv: Csv) -> list[list[str | None]]:
    return [list(row) for row in frame(csv)[1].select("c0", "c1", "c2").rows()]


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF8.decode("cp1252").encode() + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\r", 1).encode(),
        TEXT.rstrip("\n").encode(),
        TEXT.replace(";", "\t").encode(),
        TEXT.replace(";", "|").encode(),
        '"' + TEXT.replace(";", '";"').replace("\n", '"\n"')[:-1].encode().decode(),
        TEXT.replace(",", ".").replace(";", ",").replace("1.50", '"1,50"').replace("2.00", '"2,00"').encode(),
    ],
    ids=[
        "utf-8",
        "utf-8 mark",
        "mark encoded twice",
        "utf-16 le",
        "utf-16 be",
        "utf-16 no mark",
        "cp1252",
        "crlf",
        "cr",
        "mixed line ends",
        "no last line end",
        "tab",
        "pipe",
        "all quoted",
        "comma",
    ],
)
def test_every_form_gives_the_same_cells(file, content):
    """Encoding, byte-order mark, line ends, delimiter and quotes are found out."""
    assert cells(file(content)) == ROWS


@pytest.mark.usefixtures("way")
def test_what_was_found_is_said(file):
    """Encoding and delimiter stand in the notes, and as arguments for the recipe."""
    table, _ = frame(file(TEXT.encode("cp1252")))
    assert table.notes == ("encoding cp1252", "delimiter semicolon")
    assert table.found == {"encoding": "cp1252", "delimiter": ";"}


@pytest.mark.usefixtures("way")
def test_lines_are_physical(file):
    """A row stands on its first line, whatever line breaks its cells hold; empty lines are rows."""
    table, made = frame(file('a;b;c\n1;"x\r\ny";3\n\n4;5;6\n'))
    assert made[table.line].to_list() == [1, 2, 4, 5]
    assert made["c0"].to_list() == ["a", "1", None, "4"]


@pytest.mark.usefixtures("way")
def test_the_number_of_cells_is_known(file):
    """Short and long rows are told from whole ones, also where the cells beyond are empty."""
    table, made = frame(file("a;b;c\n1;2;3\n1;2\n1;2;3;4\n1;2;;\n"))
    assert made[table.cells].to_list() == [3, 3, 2, 4, 4]
    assert made["c3"].to_list() == [None, None, None, "4", None]


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("cell", ['5" rör', 'Bygg "Norr" AB', '5" x;6" y'.replace(";", "")])
def test_a_quote_inside_an_unquoted_cell_is_text(file, cell):
    """An inch sign is no quote."""
    assert cells(file(f"a;b;c\n1;{cell};3\n4;5;6\n"))[1:] == [["1", cell, "3"], ["4", "5", "6"]]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('a;b;c\n1;2;3\n1;"x;3\n4;5;6\n', "line 3: a quote is opened and never closed"),
        ('a;b;c\n1;"x" y;3\n', "line 2: quotes cannot be told apart"),
        (b"a;b;c\n1;\xc3\xa5;3\n1;\xe5;3\n", "two encodings: line 2 is UTF-8, line 3 is not"),
        (b"a;b;c\n1;\x81\x8d;3\n", "line 2: neither UTF-8 nor Windows-1252"),
        (";".join(map(str, range(600))) + "\n", "600 columns"),
        (b"%PDF-1.7 ...", "not text"),
        (b"\x1f\x8b\x08\x00", "not text"),
        (b"\xef\xbb\xbf", "empty"),
    ],
)
@pytest.mark.usefixtures("way")
def test_what_cannot_be_read_is_refused_in_one_line(file, content, message):
    """The first offending line and the remedy."""
    with pytest.raises(outreach.InputError, match=message):
        frame(file(content))


def test_an_endless_cell_is_refused(file):
    """A cell that swallows megabytes is a quote gone wrong, not a cell."""
    with pytest.raises(outreach.SourceError, match="line 2: a cell of more than 1,048,576 bytes"):
        frame(file("a;b;c\n" + "x" * (2 << 20) + ";2;3\n"))


@pytest.mark.usefixtures("way")
def test_options_decide(file):
    """Delimiter, encoding and rows to skip are taken as given; a wrong encoding is refused."""
    assert cells(file("a,b|c|d\n", delimiter="|"))[0] == ["a,b", "c", "d"]
    assert cells(file(TEXT.encode("mac-roman"), encoding="mac-roman")) == ROWS
    assert cells(file(f"Title\n\n{TEXT}", skip=2)) == ROWS
    with pytest.raises(outreach.SourceError, match="no such encoding"):
        frame(file(TEXT, encoding="klingon"))
    with pytest.raises(outreach.SourceError, match="not ascii"):
        frame(file(TEXT, encoding="ascii"))


def test_meanings_go_to_the_core(tmp_path):
    """Columns, currency, decimal sign and the like are options of the core, not of the format."""
    csv = Csv(tmp_path / "x.csv", columns={"amount": "Summa"}, currency="SEK", decimal=",", date_order="dmy", year=2017)
    assert csv.options == outreach.ReadOptions(
        columns={"amount": "Summa"}, currency="SEK", decimal=",", date_order="dmy", year=2017
    )


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("x.csv", b"a;b\n1;2\n", True),
        ("x.csv", b"only one column\n", True),
        ("x.dat", b"a;b;c\n1;2;3\n", True),
        ("x.dat", b"plain prose without cells\nmore\n", False),
        ("x.csv", b"%PDF-1.4", False),
        ("x.csv", b"PK\x03\x04", False),
        ("x.csv", b'{"a": 1}', False),
        ("x.csv", b"<html>", False),
    ],
)
def test_it_knows_its_own(name, head, expected):
    """By name or by cells, and never what begins as another format does."""
    sample = outreach.Sample(name=name, suffix=Path(name).suffix, head=head, text=head.decode("latin-1"))
    assert Csv.recognises(sample) is expected


def test_temporary_files_go_with_the_table(file, monkeypatch, tmp_path):
    """A copy made to read a large file lives as long as its table."""
    monkeypatch.setattr(source, "SMALL", 0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (table,) = file(TEXT.encode("cp1252")).tables()
    assert len(list(tmp_path.glob("outreach-*"))) == 1
    del table
    gc.collect()
    assert not list(tmp_path.glob("outreach-*"))


def test_many_rows_are_read_in_batches(file, monkeypatch, tmp_path):
    """An irregular file larger than a batch keeps its rows, in order, on disk."""
    monkeypatch.setattr(delimited, "_BATCH", 10)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    table, made = frame(file("a;b;c\n" + "".join(f'{n};"x\ny";z\n' for n in range(95))))
    assert made["c0"].to_list()[1:] == [str(n) for n in range(95)]
    assert made[table.line].to_list()[1:] == [2 + 2 * n for n in range(95)]
    assert len(list(tmp_path.glob("outreach-*"))) == 1


def test_a_bad_byte_in_a_column_nobody_reads_is_found(tmp_path, monkeypatch):
    """A large file that begins as UTF-8 and is none is read as what it is."""
    monkeypatch.setattr(source, "SMALL", 1000)
    path = tmp_path / "x.csv"
    row = "2024-01-10;Acme;1,00;SEK;{};x\n"
    text = "datum;leverantör;belopp;valuta;grund;z\n".encode("cp1252")
    path.write_bytes(text.replace(b"\xf6", b"o") + row.format("o").encode() * 4000 + row.format("ö").encode("cp1252"))
    data = outreach.read(path)
    assert len(data.purchases) == 4001
    assert "encoding cp1252" in data.reconciliation[0].notes


def test_cells_of_several_lines_hide_no_columns(tmp_path):
    """A table whose every row has cells over several lines keeps the columns behind them."""
    path = tmp_path / "plan.csv"
    names = [f"Kolumn {number}" for number in range(30)]
    cells = ['"ett\ntvå"', '"ett\ntvå"', '"ett\ntvå"', *map(str, range(27))]
    path.write_text("\n".join([",".join(names), *[",".join(cells)] * 50]), encoding="utf-8")
    (table,) = Csv(path).tables()
    assert "26" == table.frame.collect()["c29"][-1]
