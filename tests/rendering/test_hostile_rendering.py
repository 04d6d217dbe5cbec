"""Whatever a text holds, it stays a text, and comes back whole."""

import csv
import io

import markdown_it
import openpyxl
import pytest

from hostile_publications import Structure, hostile, hostile_texts
from outreach import rendering

UNSAFE = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "//x.example",
    "http:\\\\x.example",
    "https://user:pw@x.example",
    "http://[::1",
    "https://xn--a.example",
    "",
    " ",
    "x",
    "/x",
]


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_html_has_the_same_elements_whatever_the_text(shared):
    """No text adds, ends or changes an element or an attribute."""
    expected = _elements("x")
    for text in filter(None, hostile_texts(shared)):  # an empty note has no element
        assert expected == _elements(text), ascii(text)


def _elements(text):
    """Return the elements of a page; a label that takes two lines in a chart counts once."""
    elements = Structure(hostile(text).as_html()).elements
    label = ("text", ("x", "y"))
    return [one for one, before in zip(elements, [None, *elements], strict=False) if (one, before) != (label, label)]


def test_html_gives_every_text_back(shared):
    """A text comes out of a page as it went in, but for what no page can hold."""
    for text in hostile_texts(shared):
        found = "".join(Structure(hostile(text).as_html()).text)
        assert rendering.clean(text) in found, ascii(text)


@pytest.mark.parametrize("url", UNSAFE)
def test_an_unsafe_address_is_no_link(url):
    """Only http, https, mailto and tel become links, without passwords and without tricks."""
    assert rendering.safe_url(url) == ""
    links = rendering.Links(picture=lambda _: "bild.png")
    addresses = Structure(rendering.to_html(hostile("x", url=url), links=links)).addresses
    assert {"https://kommun.example/", "bild.png"} == set(addresses)  # those of the tables' cells, and the picture


def test_an_unsafe_address_is_said_as_text():
    """What cannot be linked can still be read."""
    assert "x (javascript:alert(1))" in "".join(Structure(hostile("x", url="javascript:alert(1)").as_html()).text)


def test_an_address_cannot_leave_its_attribute():
    """Quotes in an address are encoded."""
    url = 'https://x.example/"onmouseover="alert(1)'
    assert "https://x.example/%22onmouseover=%22alert(1)" == rendering.safe_url(url)


def test_markdown_has_the_same_elements_whatever_the_text(shared):
    """A second reader of Markdown sees the same structure, and no HTML."""
    reader = markdown_it.MarkdownIt("commonmark").enable("table")
    expected = _kinds(reader, "x")
    for text in hostile_texts(shared):
        if rendering.one_line(text):
            assert expected == _kinds(reader, text), ascii(text)


def _kinds(reader, text):
    tokens = reader.parse(hostile(text).as_markdown())
    return [
        kind
        for token in tokens
        for kind in [
            token.type,
            *(child.type for child in token.children or () if child.type not in ("text", "softbreak")),
        ]
        if kind not in ("inline", "text_special")
    ]


def test_markdown_gives_every_text_back(shared):
    """A heading in Markdown says the text, with every run of blanks one."""
    reader = markdown_it.MarkdownIt("commonmark").enable("table")
    for text in hostile_texts(shared):
        if not rendering.one_line(text):
            continue
        heading = reader.parse(hostile(text).as_markdown())[1]
        found = "".join(child.content for child in heading.children)
        assert rendering.one_line(text) == _flat(found), ascii(text)


def test_plain_text_gives_every_text_back(shared):
    """A letter says every text, in lines of 72 characters."""
    for text in hostile_texts(shared):
        assert _flat(rendering.clean(text)) in _flat(hostile(text).as_text()), ascii(text)


def test_csv_gives_every_text_back_and_no_formula(shared):
    """Another reader finds each text, an apostrophe before what a spreadsheet would run."""
    for text in hostile_texts(shared):
        table = rendering.tables(hostile(text))[0]
        content = rendering.table_csv(table, "sv_SE").decode()
        rows = list(csv.reader(io.StringIO(content, newline=""), strict=True))
        assert [len(rows[0])] * len(rows) == [len(row) for row in rows]
        cell = rows[1][0]
        assert rendering.clean(text) == cell.removeprefix("'") or text.startswith("'")
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\n", "\r")), ascii(text)


def test_workbook_gives_every_text_back_and_no_formula(shared):
    """Another library finds each text as a text, and no formula and no link but those given."""
    for text in hostile_texts(shared):
        about = rendering.About(title=text, publisher=text)
        content = rendering.tables_xlsx(rendering.tables(hostile(text)), "sv_SE", about)
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert not [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type in ("f", "e")]
        cell = book.worksheets[0]["A2"]
        expected = rendering.clean(text)[:32_766]
        assert expected[:32_000] == _unescaped(cell.value)[:32_000], ascii(text)
        assert cell.quotePrefix is bool(text.strip().startswith(("=", "+", "-", "@", "＝", "＋", "＠"))), ascii(text)


def _unescaped(value: str | None) -> str:
    return (value or "").replace("_x005F_", "_")
