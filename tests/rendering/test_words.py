"""Plain text and Markdown: what a person reads, and a second reader understands."""

from decimal import Decimal

import markdown_it
import pytest

import outreach
import sample_publications as samples
from outreach import blocks, rendering


def _publication(*content):
    return outreach.Publication(id="p", slug="p", title="Titel", kind="k", locale="sv_SE", blocks=content)


def _text(*content) -> str:
    return _publication(*content).as_text().removeprefix("Titel\n=====\n\n").removesuffix("\n").replace("\xa0", " ")


def _markdown(*content) -> str:
    return _publication(*content).as_markdown().removeprefix("# Titel\n\n").removesuffix("\n").replace("\xa0", " ")


TABLE = blocks.Table(
    caption="Inköp",
    columns=[blocks.Column(key="a", title="Bransch"), blocks.Column(key="b", title="Belopp", is_number=True)],
    rows=[("Bygg", samples.kronor(1200000)), ("Vård", samples.kronor(500))],
    total=("Summa", samples.kronor(1200500)),
    note="Utan moms.",
)


def test_a_letter_has_lines_of_72_characters():
    """Long paragraphs are wrapped, addresses stay whole."""
    url = f"https://kommun.example/{'x' * 80}"
    lines = _text(blocks.Paragraph("ord " * 60), blocks.Paragraph(["Se ", blocks.Link("listan", url=url)])).splitlines()
    assert 72 >= max(len(line) for line in lines if url not in line)
    assert f"({url})" in lines


def test_headings_are_underlined():
    """As wide as they are."""
    assert "Nu\n--" == _text(blocks.Heading("Nu"))


def test_lists_are_numbered_or_dashed():
    """An item that is wrapped stays indented."""
    assert "1. a\n2. b" == _text(blocks.List(["a", "b"], ordered=True))
    assert "- " + "ord " * 16 + "ord\n  ord ord" == _text(blocks.List(["ord " * 19]))


def test_a_narrow_table_stands_in_columns():
    """Numbers to the right, a line under the headings, the total last."""
    expected = (
        "Inköp\nBransch        Belopp\n-------  ------------\nBygg     1 200 000 kr\nVård           500 kr\n"
        "Summa    1 200 500 kr\n\nUtan moms."
    )
    assert expected == _text(TABLE)


def test_a_wide_table_is_a_paragraph_a_row():
    """What would not fit a letter is said line by line."""
    text = samples.procurement_list().as_text().replace("\xa0", " ")
    assert "Hisservice\n  Annonseras: datum inte bestämt\n  Uppskattat värde: inte uppskattat\n" in text


def test_letters_count_as_wide_as_they_are():
    """Accents take no room, East Asian letters two."""
    table = blocks.Table(
        caption="t",
        columns=[blocks.Column(key="a", title="A"), blocks.Column(key="b", title="B")],
        rows=[("e\u0301", "x"), ("漢", "y")],
    )
    assert "A   B\n--  -\ne\u0301   x\n漢  y" in _text(table)


def test_facts_figures_actions_and_boxes_in_a_letter():
    """Each says what it is in one line."""
    text = _text(
        blocks.Facts([("När", "i dag")]),
        blocks.KeyFigures([("112", "leverantörer")]),
        blocks.Action("Anmäl dig", "https://a.example"),
        blocks.Box(title="Metod", blocks=[blocks.Paragraph("x")]),
    )
    assert "När: i dag\n\n- 112 leverantörer\n\nAnmäl dig: https://a.example\n\nMetod\n-----\n\nx" == text


def test_a_chart_in_a_letter_is_its_finding_and_numbers():
    """Nobody needs the picture."""
    text = samples.spend_report().as_text()
    assert "Bygg och vård står för två tredjedelar\nInköp per bransch 2016, miljoner kronor\n" in text
    assert "Källa: leverantörsreskontran 2016" in text


@pytest.mark.parametrize(
    "make", [samples.invitation, samples.procurement_list, samples.english_list, samples.spend_report]
)
def test_letters_never_end_a_line_in_a_blank(make):
    """Nor have three empty lines in a row."""
    text = make().as_text()
    assert not [line for line in text.splitlines() if line != line.rstrip(" ")]
    assert "\n\n\n" not in text


def test_markdown_of_each_block():
    """CommonMark, with a table."""
    assert "## Nu" == _markdown(blocks.Heading("Nu"))
    assert "- a\n- b" == _markdown(blocks.List(["a", "b"]))
    assert "1. a" == _markdown(blocks.List(["a"], ordered=True))
    assert "- **När:** i dag" == _markdown(blocks.Facts([("När", "i dag")]))
    assert "- **112** leverantörer" == _markdown(blocks.KeyFigures([("112", "leverantörer")]))
    assert "**[Anmäl](<https://a.example>)**" == _markdown(blocks.Action("Anmäl", "https://a.example"))
    assert "## Metod\n\nx" == _markdown(blocks.Box(title="Metod", blocks=[blocks.Paragraph("x")]))
    assert (
        "**Inköp**\n\n| Bransch | Belopp |\n| --- | ---: |\n| Bygg | 1 200 000 kr |\n| Vård | 500 kr |\n"
        "| Summa | 1 200 500 kr |\n\nUtan moms."
    ) == _markdown(TABLE)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1. *a* [b](c) <d> | e_f", r"1\. \*a\* \[b\](c) \<d\> \| e\_f"),
        ("47 av 112 (42 %): se 3.1, vi köper!", r"47 av 112 (42 %): se 3.1, vi köper\!"),
        ("- a - b", r"\- a - b"),
        ("http://a.example www.a.example a@b.example", r"http\://a.example www\.a.example a\@b.example"),
    ],
)
def test_markdown_escapes_what_would_be_markup(text, written):
    """And leaves the rest as people write it."""
    assert written == _markdown(blocks.Paragraph(text))


@pytest.mark.parametrize("strong", ["42 %", "x", "(a)"])
@pytest.mark.parametrize(("before", "after"), [("a", "b"), (" ", " "), ("", ""), ("(", ")"), (" ", "b"), ("a", " ")])
def test_strong_text_never_leaves_its_stars(strong, before, after):
    """Where CommonMark does not let emphasis begin or end, the text stands alone."""
    source = _publication(blocks.Paragraph(["x", before, blocks.Strong(strong), after, "y"])).as_markdown()
    reader = markdown_it.MarkdownIt("commonmark")
    inline = reader.parse(source)[4]
    assert f"x{before}{strong}{after}y" == "".join(child.content for child in inline.children)


def test_markdown_links_to_what_the_channel_has():
    """Links to publications are resolved as in HTML."""
    publication = _publication(blocks.Paragraph(blocks.Link("Hiss", to="x")))
    assert "[Hiss](<hiss.md>)" in rendering.to_markdown(publication, links=rendering.Links(page={"x": "hiss.md"}.get))
    assert "\n\nHiss\n" in rendering.to_markdown(publication)


def test_estimates_read_as_words():
    """A span of amounts is said as people say it."""
    estimate = outreach.Estimate(low=Decimal(2_000_000), high=Decimal(4_000_000), currency="SEK")
    assert "2–4 miljoner kronor" == rendering.format_cell(estimate, "sv_SE").replace("\xa0", " ")


@pytest.mark.parametrize("render", [rendering.to_text, rendering.to_markdown])
def test_what_is_no_block_is_refused(render):
    """An object of another kind is the programmer's mistake."""
    with pytest.raises(TypeError, match="not a block: str"):
        render(_publication("text"))


def test_a_telephone_number_stays_on_one_line_of_a_letter():
    """Its blanks do not break; the words around it do."""
    contact = blocks.Link("040-628 04 10", url="tel:0406280410")
    for words in range(3, 20):
        text = _text(blocks.Paragraph(["ord " * words, "Fråga Maria Ekfors, maria.ekfors@bokedala.example, ", contact]))
        assert "040-628 04 10" in text
