"""Each block as HTML: the elements that say what it is."""

import re
from datetime import date
from decimal import Decimal

import attrs
import pytest

import outreach
import sample_publications as samples
from outreach import blocks, rendering


def html(*content, **links) -> str:
    """Return blocks as HTML, without what stands around them."""
    publication = outreach.Publication(id="p", slug="p", title="T", kind="k", locale="sv_SE", blocks=content)
    whole = str(rendering.to_html(publication, links=rendering.Links(**links)))
    return whole.removeprefix('<article lang="sv" class="publication"><h1>T</h1>').removesuffix("</article>")


def test_paragraphs_and_headings():
    """A lead is marked; a heading is one below the title."""
    assert '<p class="lead">Hej</p>\n<h2>Nu</h2>\n<h3>Sen</h3>' == html(
        blocks.Paragraph("Hej", lead=True), blocks.Heading("Nu"), blocks.Heading("Sen", level=3)
    )


def test_headings_follow_the_title():
    """In a notebook the title is of level 3, and what is in it below that, six at most."""
    publication = outreach.Publication(
        id="p",
        slug="p",
        title="T",
        kind="k",
        locale="en_GB",
        blocks=[blocks.Heading("A"), blocks.Heading("B", level=9)],
    )
    assert (
        '<article lang="en" class="publication"><h3>T</h3><h4>A</h4>\n<h6>B</h6></article>' == publication._repr_html_()
    )


def test_inline_parts():
    """Links, emphasis, times and foreign words keep what they are."""
    text = [
        blocks.Link("a", url="https://a.example/"),
        blocks.Strong("b"),
        blocks.Moment(samples.STARTS, "kl. 13"),
        blocks.Moment(date(2017, 3, 1), "1 mars"),
        blocks.Foreign("hello", "en"),
    ]
    assert (
        '<p><a href="https://a.example/">a</a><strong>b</strong><time datetime="2017-03-01T13:00+01:00">kl. 13</time>'
        '<time datetime="2017-03-01">1 mars</time><span lang="en">hello</span></p>'
    ) == html(blocks.Paragraph(text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("6–8\xa0miljoner kronor", '<span class="whole">6–8</span>\xa0miljoner kronor'),
        (
            "ca 400\xa0000–600\xa0000\xa0kronor & mer",
            'ca <span class="whole">400\xa0000–600\xa0000</span>\xa0kronor &amp; mer',
        ),
        ("kl. 13.00–16.00, 2017/18–2020/21", None),
        ("små – även ni, A–B, 1 – 2", "små – även ni, A–B, 1 – 2"),
    ],
)
def test_a_span_of_figures_is_held_on_one_line(text, shown):
    """By an element: a character would travel with what a reader copies; a dash between words may end a line."""
    twice = 'kl. <span class="whole">13.00–16.00</span>, <span class="whole">2017/18–2020/21</span>'
    assert f"<p>{shown or twice}</p>" == html(blocks.Paragraph(text))


def test_a_span_as_long_as_a_page_may_break():
    """What is held together is short, whatever a record holds: a page never scrolls sideways for it."""
    page = html(blocks.Paragraph(f"{'1' * 200}–{'2' * 200}"))
    held = re.findall("<span[^>]*>([^<]*)</span>", page)
    assert 30 > max(map(len, held))


def test_links_to_publications_are_the_channels_to_resolve():
    """A channel that has a page links it; one that has none shows the text."""
    paragraph = blocks.Paragraph([blocks.Link("Hiss", to="x")])
    assert '<p><a href="hiss.html">Hiss</a></p>' == html(paragraph, page={"x": "hiss.html"}.get)
    assert "<p>Hiss</p>" == html(paragraph)


def test_lists_facts_and_figures():
    """Lists are lists, terms have their descriptions, figures their meaning."""
    assert "<ul><li>a</li><li>b</li></ul>" == html(blocks.List(["a", "b"]))
    assert "<ol><li>a</li></ol>" == html(blocks.List(["a"], ordered=True))
    assert '<dl class="facts"><div><dt>När</dt><dd>Nu</dd></div></dl>' == html(blocks.Facts([("När", "Nu")]))
    figures = '<dl class="figures"><div><dt>leverantörer</dt><dd>112</dd></div></dl>'
    assert figures == html(blocks.KeyFigures([("112", "leverantörer")]))


def test_empty_lists_leave_nothing():
    """A list without items is no element: it would be an error in the page."""
    assert "\n\n" == html(blocks.List([]), blocks.Facts([]), blocks.KeyFigures([]))


def test_a_table_says_what_its_cells_are():
    """Caption, headings with their scope, times for machines, what is missing in words, a labelled region."""
    table = blocks.Table(
        caption="Lista",
        columns=[blocks.Column(key="a", title="Vad"), blocks.Column(key="b", title="När", is_number=True)],
        rows=[("Hiss", samples.MARCH), ("Städ", blocks.Missing("inte bestämt"))],
        total=("Summa", None),
        note="Utan moms.",
    )
    assert (
        '<div class="table"><div class="scroll" role="region" aria-labelledby="p-1" tabindex="0"><table>'
        '<caption id="p-1">Lista</caption>'
        '<thead><tr><th scope="col">Vad</th><th scope="col" class="number">När</th></tr></thead>'
        '<tbody><tr><th scope="row">Hiss</th>'
        '<td class="number" data-label="När"><span><time datetime="2017-03">mars 2017</time></span></td></tr>'
        '<tr><th scope="row">Städ</th><td class="number missing" data-label="När"><span>inte bestämt</span></td></tr>'
        '</tbody><tfoot><tr><th scope="row">Summa</th>'
        '<td class="number missing" data-label="När"><span>–</span></td></tr></tfoot>'
        '</table></div><p class="note">Utan moms.</p></div>'
    ) == html(table)


def test_tables_have_ids_of_their_own():
    """Two tables of one caption are two regions."""
    table = blocks.Table(caption="x", columns=[blocks.Column(key="a", title="A")], rows=[])
    assert ['id="p-1"', 'id="p-2"'] == [
        part for part in html(table, table).replace(">", " ").split() if part[:3] == "id="
    ]


def test_downloads_are_offered_where_the_channel_has_them():
    """The channel says which files hold the table."""
    table = blocks.Table(caption="x", columns=[blocks.Column(key="a", title="A")], rows=[], download="x")
    assert '<a href="x.csv" download>CSV</a>' in html(table, downloads=lambda _: (("x.csv", "CSV"),))
    assert "CSV" not in html(table)


def test_an_appointment_is_a_calendar_entry_or_says_when_and_where():
    """With a calendar file it is a link, without one it is words."""
    entry = samples.appointment(title="Träff", venue="Stadshuset")
    assert '<p class="appointment"><a href="t.ics" download>Lägg in i kalendern</a></p>' == html(
        entry, calendar=lambda _: "t.ics"
    )
    assert (
        '<p class="appointment"><strong>Träff</strong>, <time datetime="2017-03-01T13:00+01:00">'
        'onsdag 1 mars 2017 kl. <span class="whole">13.00–16.00</span></time>, Stadshuset</p>'
    ) == html(entry)


def test_an_action_is_one_link():
    """A button that is a plain link; without an address that is safe, words."""
    assert '<p><a href="https://a.example/" class="action">Anmäl</a></p>' == html(
        blocks.Action("Anmäl", "https://a.example/")
    )
    assert "<p><strong>Anmäl: ftp://a</strong></p>" == html(blocks.Action("Anmäl", "ftp://a"))


def test_a_box_is_a_section_with_a_name():
    """What is set apart is named by its title."""
    box = blocks.Box(title="Metod", blocks=[blocks.Paragraph("x"), blocks.Heading("y", level=3)])
    assert ('<section class="box" aria-labelledby="p-1"><h2 id="p-1">Metod</h2><p>x</p>\n<h3>y</h3></section>') == html(
        box
    )


def test_a_chart_has_its_finding_its_source_and_its_numbers():
    """A figure: caption, drawing with a text alternative, source, the same numbers as a table."""
    page = samples.spend_report().as_html()
    assert '<figcaption><strong class="finding">Bygg och vård står för två tredjedelar</strong>' in page
    assert 'role="img" aria-label="Stapeldiagram: bygg 48,2 och vård 31,8 miljoner kronor är störst."' in page
    assert "Källa: leverantörsreskontran 2016" in page
    assert 2 == page.count("<figure") == page.count("<table")


def test_what_is_no_block_is_refused():
    """An object of another kind is the programmer's mistake."""
    with pytest.raises(TypeError, match="not a block: str"):
        html("text")


def test_html_does_not_depend_on_what_was_rendered_before():
    """The same publication, the same HTML."""
    assert samples.procurement_list().as_html() == samples.procurement_list().as_html()


def test_a_name_from_data_is_refused():
    """Elements and attributes are named in code alone."""
    with pytest.raises(ValueError, match="not a name in HTML"):
        rendering.element("p onclick=x")


def test_walking_finds_what_stands_in_boxes():
    """Tables and appointments count wherever they are."""
    box = blocks.Box(title="x", blocks=[samples.appointment(), samples.quarter_tables()[1]])
    publication = attrs.evolve(samples.spend_report(), blocks=[*samples.spend_report().blocks, box])
    assert 3 == len(rendering.tables(publication))
    assert (samples.appointment(),) == rendering.appointments(publication)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (None, "–"),
        ("text", "text"),
        (1200, "1\xa0200"),
        (Decimal("1.5"), "1,5"),
        (date(2017, 3, 1), "1\xa0mars 2017"),
        (samples.kronor("1200000"), "1\xa0200\xa0000\xa0kr"),
        (samples.kronor("-5"), "−5\xa0kr"),
        (samples.Q2, "andra kvartalet 2017"),
        (blocks.Share(Decimal("0.42")), "42\xa0%"),
        (blocks.Link("a", url="https://a.example"), "a"),
        (blocks.Missing("okänt"), "okänt"),
        (blocks.AsWritten("ca våren"), "ca våren"),
        (outreach.ContractLength(months=24), "2\xa0år"),
    ],
)
def test_cells_in_words(cell, shown):
    """Each type of cell is written as its language writes it."""
    assert shown.replace("\xa0", " ") == rendering.format_cell(cell, "sv_SE").replace("\xa0", " ")


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        ([0, 0], "table"),
        ([0, 0, 0], "table cards"),
        ([0, 1, 1], "table"),
        ([0, 0, 0, 0], "table wide cards even"),
        ([0, 0, 0, 1], "table wide cards even"),
        ([0, 1, 1, 1], "table wide"),
        ([0] * 8, "table wide cards"),
    ],
)
def test_wide_tables_of_words_become_cards(numbers, kind):
    """Figures are compared across rows, words are read row by row."""
    columns = [blocks.Column(key=str(place), title="x", is_number=bool(number)) for place, number in enumerate(numbers)]
    assert f'<div class="{kind}">' in html(blocks.Table(caption="x", columns=columns, rows=[]))


def test_a_table_that_is_not_shown_is_offered_or_nothing():
    """Data for machines is named and linked where the channel has files; in a letter it is nothing."""
    columns = [blocks.Column(key="a", title="A")]
    table = blocks.Table(caption="Allt", columns=columns, rows=[("x",)], download="allt", is_shown=False)
    assert "" == html(table)
    offered = html(table, downloads=lambda _: (("allt.csv", "CSV"),))
    assert '<div class="table"><p><strong>Allt</strong></p><p class="downloads">' in offered
    publication = outreach.Publication(id="p", slug="p", title="T", kind="k", locale="sv_SE", blocks=[table])
    assert ("T\n=\n", "# T\n") == (publication.as_text(), publication.as_markdown())
    assert (table,) == rendering.tables(publication)


def test_elements_without_content_are_not_closed():
    """As HTML has them."""
    assert '<br class="x">' == rendering.element("br", class_="x")
