"""PDF: ruled tables, tables whose columns begin where their headings do, and what is refused."""

from __future__ import annotations

import sys
import zlib
from datetime import date

import pytest

import outreach
from outreach.sources import Pdf
from sources.pdfs import grid, line, pdf, words

COLUMNS = (40, 220, 330, 430, 540)
HEAD = ("Upphandling", "Förvaltning", "Annonseras", "Värde")
ROWS = (("Lokalvård", "Teknik", "Kv 2 2021", "ca 6 mkr"), ("Skolfrukt", "", "maj 2021", "300 tkr"))


@pytest.fixture
def read(tmp_path):
    """Give a function that reads a PDF of the given bytes without installed plugins."""

    def read(content):
        path = tmp_path / "lista.pdf"
        path.write_bytes(content)
        return outreach.read(path, registry=outreach.Registry(entry_points=False))

    return read


def titles(data):
    """Return title, department and first day of each procurement."""
    return [(each.title, each.unit, each.planned_publication.start) for each in data.procurements]


EXPECTED = [("Lokalvård", "Teknik", date(2021, 4, 1)), ("Skolfrukt", "", date(2021, 5, 1))]


def test_a_ruled_table(read):
    """Cells are told by the lines around them; a title above, a note and a page number below are none."""
    around = words(40, 530, "Upphandlingslista 2021") + words(40, 100, "Tiderna är preliminära.")
    data = read(pdf(grid(COLUMNS, [HEAD, *ROWS]) + around + words(400, 20, "Sida 1 av 1")))
    assert EXPECTED == titles(data)
    assert data.reconciliation.adds_up
    assert ("page 1", 3) == (data.procurements[0].origin.part, data.procurements[0].origin.line)
    assert "Sida" not in str(data.problems)


def test_a_wrapped_cell_is_one_text(read):
    """What a cell breaks over lines is joined with a blank."""
    data = read(pdf(grid(COLUMNS, [HEAD, ("Beläggning på gator\noch gångvägar", "Teknik", "2021", "1 mkr")])))
    assert ["Beläggning på gator och gångvägar"] == [each.title for each in data.procurements]


def test_pages_that_go_on(read):
    """A table over several pages is one; headings that are repeated, and what runs along the top, count once."""
    top = words(40, 560, "Tallmo kommun")
    first = grid(COLUMNS, [HEAD, ROWS[0]]) + top
    second = grid(COLUMNS, [HEAD, ROWS[1]]) + top + words(400, 20, "2 (2)")
    data = read(pdf(first, second))
    assert EXPECTED == titles(data)
    assert {"pages 1–2"} == {each.origin.part for each in data.procurements}


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_page(read, rotate):
    """A page that is shown turned is read as it is shown."""
    turn = {90: b"0 1 -1 0 842 0 cm\n", 180: b"-1 0 0 -1 842 595 cm\n", 270: b"0 -1 1 0 0 595 cm\n"}[rotate]
    assert EXPECTED == titles(read(pdf(turn + grid(COLUMNS, [HEAD, *ROWS]), rotate=rotate)))


def test_columns_that_begin_where_their_headings_do(read):
    """Without lines, columns are told where every word begins below a heading."""
    content = b"".join(
        words(x, 500 - 20 * number, text)
        for number, row in enumerate([HEAD, *ROWS])
        for x, text in zip(COLUMNS, row, strict=False)
        if text
    )
    assert EXPECTED == titles(read(pdf(content)))


def test_columns_that_cannot_be_told_are_refused(read):
    """Values to the right of their column begin anywhere: nothing is guessed, and the spreadsheet is asked for."""
    content = b"".join(
        words(x + 7 * number, 500 - 20 * number, text)
        for number, row in enumerate([HEAD, *ROWS, ("Fönsterputs", "Teknik", "2022", "1 mkr")])
        for x, text in zip(COLUMNS, row, strict=False)
        if text
    )
    with pytest.raises(outreach.SourceError, match=r"cannot be told.*\(ask for the spreadsheet it was made from\)"):
        read(pdf(content))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no text in it: a scan"),
        (words(40, 500, "En lång text om vad kommunen köper."), "fewer than three columns"),
        (line(1, 1, 500, 1) * 3 + words(40, 500, "Upphandling  Annonseras  Värde"), "fewer than three columns"),
    ],
)
def test_what_is_no_table_is_refused(read, content, reason):
    """A scan and a text are refused with the remedy."""
    with pytest.raises(outreach.SourceError, match=reason) as caught:
        read(pdf(content))
    assert "ask for the spreadsheet it was made from" == caught.value.hint


def test_a_table_of_something_else_is_not_understood(read):
    """A ruled table without known headings is refused with its headings, as in every format."""
    with pytest.raises(outreach.UnknownTableError, match="Vecka"):
        read(pdf(grid(COLUMNS, [("Vecka", "Rätt", "Soppa", "Efterrätt"), ("1", "Fisk", "Ärt", "Kräm")])))


def test_clipping_and_backgrounds_are_no_lines(read):
    """Only what is drawn rules a table: a frame that cuts off and a coloured page do not."""
    paper = b"q 0 0 842 595 re W* n\nq 1 1 0 rg 0 0 842 595 re f Q\n"
    assert EXPECTED == titles(read(pdf(paper + grid(COLUMNS, [HEAD, *ROWS]))))


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<", pdf(grid(COLUMNS, [HEAD]))[:-200]])
def test_damaged_files_are_refused(read, content):
    """Whatever is wrong inside is one error with the file's name, and nothing is printed."""
    with pytest.raises(outreach.InputError, match=r"lista\.pdf"):
        read(content)


def test_a_bomb_is_refused(read):
    """A page packed a thousand times is not unpacked without bound."""
    packed = zlib.compress(zlib.compress(b" " * 300_000_000, 9), 9)
    whole = pdf(b"")
    begin, end = whole.index(b"<< /Filter"), whole.index(b"endstream")
    bomb = b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%s\n" % (len(packed), packed)
    with pytest.raises(outreach.InputError):
        read(whole[:begin] + bomb + whole[end:])


def test_a_missing_package_is_named_with_its_remedy(read, monkeypatch):
    """Without the extra the message says what to install."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(outreach.MissingExtraError, match=r"pip install 'outreach\[pdf\]'"):
        read(pdf(grid(COLUMNS, [HEAD, *ROWS])))


def test_it_is_told_by_its_first_bytes():
    """A PDF is one whatever it is called."""
    sample = outreach.Sample(name="x.csv", suffix=".csv", head=b"%PDF-1.4", text="%PDF-1.4")
    assert Pdf.recognises(sample)
