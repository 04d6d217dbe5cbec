"""Web pages: tables as a person sees them, lists whose heading says when, and nothing that is run."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import date

import pytest

import outreach
from outreach.sources import Html

HEAD = "<tr><th>Upphandling</th><th>Annonseras</th><th>Värde</th></tr>"
PAGE = "<!doctype html><html><head><title>Kommande upphandlingar 2024</title></head><body>{}</body></html>"


@pytest.fixture
def read(tmp_path):
    """Give a function that reads a page without installed plugins."""

    def read(text, name="sida.html", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return outreach.read(path, registry=outreach.Registry(entry_points=False))

    return read


def table(*rows):
    """Return a page with one table of plans."""
    return PAGE.format(f"<table>{HEAD}{''.join(rows)}</table>")


def row(*cells):
    """Return a row."""
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def only(data):
    """Return the one procurement."""
    (found,) = data.procurements
    return found


def test_a_table_on_a_page(read):
    """Each row of a table below its headings is a record, its place the row in the table."""
    data = read(table(row("Hisservice", "Q2 2024", "2–4 mkr"), row("Städ", "våren", "")))
    assert ["Hisservice", "Städ"] == [each.title for each in data.procurements]
    assert [("table 1", 2), ("table 1", 3)] == [(each.origin.part, each.origin.line) for each in data.procurements]
    assert date(2024, 3, 1) == data.procurements[1].planned_publication.start


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("<strong>Däck&nbsp;<sup>*</sup></strong>", "Däck"),
        ("Däck<sup>1)</sup>", "Däck"),
        ("Yta 500 m<sup>2</sup>", "Yta 500 m2"),
        ("Däck <s>och fälg</s>", "Däck"),
        ("Däck <del>och fälg", "Däck"),
        ("Däck<script>alert('<td>')</script>", "Däck"),
        ("Däck &amp; f&auml;lg", "Däck & fälg"),
        ("Däck<br>och fälg", "Däck och fälg"),
        ("<p>Däck</p><p>och fälg</p>", "Däck och fälg"),
        ("Däck <!-- <td>hemligt</td> -->", "Däck"),
        ("D\u00adäck", "Däck"),
        ("5 < 6 däck", "5 < 6 däck"),
        ("<a title='a > b' href=\"/x\">Däck</a>", "Däck"),
        ("<ul><li>Däck<li>fälg</ul>Mer", "Mer"),
    ],
)
def test_a_cell_holds_what_a_person_reads(read, cell, title):
    """Marks of footnotes, what is struck out, scripts and remarks are no part of it."""
    assert title == only(read(table(row(cell, "2024", "")))).title


def test_an_address_to_write_to_belongs_to_its_name(read):
    """A link to mail gives the contact's address."""
    page = (
        table(row("Hiss", "2024", ""))
        .replace("Värde", "Kontakt")
        .replace("<td></td>", '<td><a href="mailto:anna@kommun.example?subject=x">Anna Testgren</a></td>')
    )
    contact = only(read(page)).purchaser
    assert ("Anna Testgren", "anna@kommun.example") == (contact.name, contact.email)


def test_cells_over_several_rows_and_columns(read):
    """What covers rows is each row's, headings that cover columns say what those mean, a foot stands below."""
    page = PAGE.format(
        "<table><tfoot><tr><td colspan=5>* Preliminärt.</td></tr></tfoot>"
        "<tr><th rowspan=2>Förvaltning<th rowspan=2>Upphandling<th colspan=2>Nuvarande avtal<th>Nytt avtal</tr>"
        "<tr><th>Leverantör<th>Slut<th>Start</tr>"
        "<tr><td rowspan=2>Teknik<td>Hiss<td>Furuviks Hiss AB<td>2024-12-31<td>2025-01-01</tr>"
        "<tr><td>Larm<td>Önnebo Larm AB<td>2024-06-30<td>2024-07-01</tr></table>"
    )
    data = read(page)
    assert [("Hiss", "Teknik"), ("Larm", "Teknik")] == [(each.title, each.unit) for each in data.procurements]
    assert [date(2024, 12, 31), date(2024, 6, 30)] == [each.current_contract_ends.end for each in data.procurements]
    assert [date(2025, 1, 1), date(2024, 7, 1)] == [each.contract_period.start for each in data.procurements]
    assert [("Furuviks Hiss AB",), ("Önnebo Larm AB",)] == [each.incumbents for each in data.procurements]
    assert data.reconciliation.adds_up


def test_rows_that_divide_a_table(read):
    """A row across the table says what is bought below it, or when."""
    page = table(
        "<tr><th colspan=3>Varor</th></tr>", row("Däck", "2024-05", ""), "<tr><th colspan=3>Tjänster</th></tr>"
    ).replace("</table>", row("Tolk", "", "") + row("Städ", "v. 12", "1 mkr") + "</table>")
    natures = [(each.title, each.nature.value) for each in read(page).procurements]
    assert [("Däck", "supplies"), ("Tolk", "services"), ("Städ", "services")] == natures


def test_a_hidden_row_of_a_list_is_set_aside(read):
    """A row that the page does not show is not published either; a problem says where it is."""
    data = read(table(row("Hiss", "2024", ""), '<tr style="display:none"><td>Larm<td>2024<td></tr>'))
    assert ["Hiss"] == [procurement.title for procurement in data.procurements]
    assert "table 1:3: a row that is hidden is not read (show it, or delete it)" in str(data.problems)
    assert (2, 1, 1) == next((report.rows, report.kept, report.set_aside) for report in data.reconciliation)


@pytest.mark.parametrize(
    ("heading", "start"),
    [
        ("<h2>Under våren 2025 planeras även</h2>", date(2025, 3, 1)),
        ("<h2>Upphandlingar Q3 2025</h2>", date(2025, 7, 1)),
        ("<p>Följande upphandlas under hösten:</p>", date(2024, 9, 1)),
    ],
)
def test_a_list_whose_heading_says_when(read, heading, start):
    """Its items are plans, as precise as the heading and no more."""
    data = read(PAGE.format(f"<h1>Kommande upphandlingar</h1>{heading}<ul><li>Målning<li>Verkstad</ul>"))
    assert [("Målning", start), ("Verkstad", start)] == [
        (each.title, each.planned_publication.start) for each in data.procurements
    ]
    assert {("list 1", 1), ("list 1", 2)} == {(each.origin.part, each.origin.line) for each in data.procurements}


@pytest.mark.parametrize(
    "other",
    [
        "<h2>Avslutade upphandlingar 2024</h2><ul><li>Målning</ul>",
        "<h2>Öppettider sommaren 2024</h2><ul><li>Biblioteket</ul>".replace("upphandl", ""),
        "<nav><h2>Upphandlingar 2024</h2><ul><li>Start</ul></nav>",
        "<h2>Läs mer om upphandling</h2><ul><li>Valfrihet</ul>",
    ],
)
def test_other_lists_are_no_plans(read, other):
    """Menus, what is over and what says no time are not read."""
    page = table(row("Hiss", "2024", "")).replace("<body>", f"<body>{other}").replace("upphandlingar 2024<", "<")
    assert "Hiss" == only(read(page)).title


def test_tables_that_lay_out_the_page(read):
    """A table without known headings is reported, one of a single row or column not even that."""
    page = PAGE.format(
        "<table><tr><td>Start<td>Företag</table><table><tr><th>Vecka<th>Rätt<tr><td>1<td>Fisk</table>"
        f"<table>{HEAD}{row('Hiss', '2024', '')}</table>"
    )
    data = read(page)
    assert "table 3" == only(data).origin.part
    assert [("table 2", "not understood"), ("table 3", "procurement list")] == [
        (report.part, report.kind) for report in data.reconciliation
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_the_encoding_is_found(read, encoding):
    """By the mark, by what the page says, else by its bytes."""
    assert "Städ åäö" == only(read(table(row("Städ åäö", "2024", "")), encoding=encoding)).title


def test_a_table_saved_as_a_workbook(read):
    """Programs write tables of a page under the name of a workbook: it is read as what it is."""
    assert "Hiss" == only(read(f"<table>{HEAD}{row('Hiss', '2024', '')}</table>", name="lista.xls")).title


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<html><body><p>Sidan finns inte</body></html>", "no table in it"),
        (PAGE.format("<table><tr><td>" * 65), "nested deeper than 64 tables and lists"),
        (PAGE.format("<table>" * 65), "no table in it"),
        (PAGE.format("<div>" * 600 + f"<table>{HEAD}{row('Hiss', '2024', '')}</table>"), "nested deeper than 512"),
        (PAGE.format(f"<table>{HEAD}<tr>{'<td>a' * 600}</table>"), "more than 512 columns"),
        (PAGE.format("&#" + "9" * 5_000 + ";"), "not a table|4300 digits|no table"),
    ],
)
def test_what_is_refused(read, text, reason):
    """Pages without a table, and hostile ones, in one line."""
    with pytest.raises(outreach.InputError, match=reason):
        read(text)


def seconds(read, text):
    """Return how much work it is to read a page, or to refuse it."""
    begun = time.process_time()
    with suppress(outreach.InputError):
        read(text)
    return time.process_time() - begun


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<a ", "<a b='", "</a ", "<a/", "<!", "<?x", "<", "<![CDATA[", "<script>", "&#", '<a b="c', "<td>"],
)
def test_what_never_ends_takes_no_time(read, piece):
    """Whatever is repeated without its end is walked through once."""
    assert seconds(read, "<table><tr><td>x</td></tr>" + piece * 100_000) < 10


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 100_000,
        "<table><tr><td>" * 30_000,
        "<dd><li>" * 30_000,
        "<div><table><tr><td></div>" * 30_000,
        "<table><tr><td>" + "<div></th>" * 30_000,
        "<table><tr><td><svg>" + "<td>" * 30_000,
        "<svg><title>" + "<div>" * 30_000,
        "<svg>" + "<g><![CDATA[></g>]]>" * 30_000,
        "<span><form></span></form>" * 30_000,
        "<h1><div><h2></h1>" * 30_000,
        "<!--><div>" * 30_000,
        "<!-- <table> --!>" + "<div><td>" * 30_000,
        "<script><!--<script></script><table></script>" + "<div><td>" * 30_000,
        "".join(f"<p><b id={number}>x" for number in range(30_000)),
        "".join(f"<table><b id={number}></table>x" for number in range(30_000)),
        "<select>" + "<option>x" * 30_000,
        "<a " + " ".join(f"a{number}=1" for number in range(30_000)) + ">",
        "<body a=1>" * 30_000,
    ],
    ids=lambda text: text[:24],
)
def test_deep_nesting_is_refused_before_it_is_parsed(read, text):
    """A parser takes half a minute for a hundred thousand elements in each other: they are counted first."""
    page = PAGE.format(f"<table>{HEAD}{row('Hiss', '2024', '')}</table>{text}")
    begun = time.process_time()
    with pytest.raises(outreach.SourceError, match=r"nested deeper than 512 \(save only|too many .* \(save only"):
        read(page)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "text",
    [
        "<p>x" * 3_000,
        "<nav><ul>" + "<li><a href=x><div>y</div></a>" * 3_000 + "</ul></nav>",
        "<dl>" + "<dt>x<dd>y" * 3_000,
        "<select>" + "<option>x" * 3_000 + "</select>",
        "<p><font size=2>x" * 1_000,
        "<svg viewBox='0 0'><path d=''/><title>x</title><style><![CDATA[a > b]]></style></svg>" * 3_000,
        "<ruby>x<rt>y</ruby>" * 3_000,
        "<div>" * 500,
        "<script>'<div>'</script><!-- <div> --><textarea><div></textarea>" * 3_000,
        f'<img src="data:{"a/b+" * 300_000}">',
    ],
    ids=lambda text: text[:24],
)
def test_pages_that_leave_out_ends_are_read(read, text):
    """Paragraphs, items, cells and choices end by themselves, however many there are; drawings are no depth."""
    assert "Hiss" == only(read(PAGE.format(f"{text}<table>{HEAD}{row('Hiss', '2024', '')}</table>"))).title


def test_rows_that_leave_out_ends_are_read(read):
    """So are ten thousand rows of a table whose cells leave their formatting open."""
    rows = "".join(f"<tr><td><b><font size=2>Hiss {number}<td>2024<td>" for number in range(1_000))
    assert 1_000 == len(read(PAGE.format(f"<table>{HEAD}{rows}</table>")).procurements)


@pytest.mark.parametrize(
    "cell",
    [
        '<td class="a"">Hiss',
        "<td data-x=it's>Hiss",
        "<!-- ny --!><td>Hiss",
        "<TD Class='a&amp;b'HIDDEN>Hiss</TD>",
        "<td title='a > b' x=\"c'>\">Hiss",
        "<!--><td>Hiss",
    ],
)
def test_a_slip_in_a_tag_loses_nothing(read, cell):
    """What a browser shows is read: the rest of the cell, and the rows below."""
    page = table(f"<tr>{cell}<td>2024<td></tr>", row("Larm", "2025", ""))
    assert ["Hiss", "Larm"] == [procurement.title for procurement in read(page).procurements]


@pytest.mark.parametrize("name", ["stray_quote", "apostrophe", "comment_bang"])
def test_pages_with_slips(shared, name):
    """Found pages with a stray quote, an apostrophe and a comment closed by ``--!>``: every row is read."""
    data = outreach.read(shared / "found" / "html" / f"{name}.html", registry=outreach.Registry(entry_points=False))
    assert ["Städning", "Hissar", "Konsulter", "Livsmedel"] == [procurement.title for procurement in data.procurements]
    assert [2, 3, 4, 5] == [procurement.origin.line for procurement in data.procurements]


def test_what_is_struck_out_is_as_a_browser_shows_it(read):
    """Also paragraphs within; formatting that is left open ends with its cell, and not with its paragraph."""
    page = table(row("Däck<del><p>och fälg</p></del>", "2024", ""), row("<p><s>Hiss</p><p>Larm", "2024", "") + "")
    page = page.replace("</table>", f"{row('Tolk', '2024', '')}</table>")
    titles = [procurement.title for procurement in read(page).procurements]
    assert ["Däck", "Tolk"] == titles


def test_a_page_is_told_by_how_it_begins():
    """Not by its name, and XML is one only where it says so."""

    def claims(text, suffix=""):
        return Html.recognises(outreach.Sample(name="x", suffix=suffix, head=text.encode(), text=text))

    assert [True, True, True, False, False] == [
        claims("\n<!DOCTYPE html><html>"),
        claims("<table><tr>"),
        claims('<?xml version="1.0"?><html xmlns="x">'),
        claims('<?xml version="1.0"?><Invoice>'),
        claims("a;b\n1;2"),
    ]


def test_a_tag_that_never_ends_is_looked_through_once(read):
    """A name of half a million letters takes no longer than to read it; it took hours when each end was tried."""
    page = table(row("Hiss", "2024", "")).removesuffix("</body></html>")
    assert seconds(read, page + "<a" + "A" * 500_000) < 5
    assert "Hiss" == only(read(page + "<a" + "A" * 500_000)).title


@pytest.mark.parametrize(
    "end", ["", "<tr><td>Bro", "<tr><td>Bro</td><td cla", "<tr><td>Bro</td></tr></tbody>", "<!-- slut"]
)
def test_a_page_that_is_cut_within_its_table_says_so(read, end):
    """What was transmitted in part is not taken for the whole."""
    data = read(f"<html><body><table>{HEAD}{row('Tak', 'Q2 2024', '1 mkr')}{end}")
    assert data.procurements[0].title == "Tak"
    assert "ends within a table" in str(data.problems)


@pytest.mark.parametrize("end", ["</table>", "</TABLE >", "</table><p>Slut", "</table></div></body></html>"])
def test_a_table_that_ends_is_whole(read, end):
    """Whatever is left out after it."""
    assert not read(f"<body><div><table>{HEAD}{row('Tak', 'Q2 2024', '1 mkr')}{end}").problems
