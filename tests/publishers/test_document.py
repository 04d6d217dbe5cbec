"""Documents: real styles, whole texts, links that are links; read back by a library, and opened by LibreOffice."""

import sys
import zipfile
from datetime import UTC, datetime

import attrs
import docx
import pytest
from docx.oxml.ns import qn

import outreach
import sample_publications as samples
from hostile_publications import hostile, hostile_texts
from outreach import blocks
from outreach.publishers import Document

ADDRESS = "https://kommun.example/upphandlingar"


def published(root, *publications, now=samples.NOW):
    """Publish these and return the documents."""
    paths = Document(root).publish_edition(samples.edition(*publications, now=now))
    return [docx.Document(str(path)) for path in paths]


def document(root, *body, **changes):
    """Return the document of a publication of these blocks."""
    return published(root, attrs.evolve(samples.invitation(), id="x", slug="x", blocks=body, **changes))[0]


def said(made):
    """Return the style and the text of each paragraph."""
    return [(paragraph.style.name, paragraph.text) for paragraph in made.paragraphs]


def test_blocks_have_the_styles_that_word_knows(root):
    """A table of contents, a screen reader and a colleague find their way."""
    body = [
        blocks.Paragraph("Först.", lead=True),
        blocks.Heading("Rubrik"),
        blocks.List(["a", "b"]),
        blocks.List(["c"], ordered=True),
        blocks.Facts([("När", "i dag")]),
        blocks.KeyFigures([("47", "leverantörer")]),
        blocks.Quote("Bra!", "Eva Ek"),
        blocks.Action("Svara", ADDRESS),
        blocks.Box(title="Om", blocks=[blocks.Paragraph("x")]),
        blocks.Slide(title="Bild", blocks=[], notes=["Säg det."]),
        blocks.Card(kind=blocks.CardKind.SIGN, title="Bygg", lines=["Anna"]),
    ]
    assert [
        ("Title", "Företagarträff om offentlig upphandling"),
        ("Lead", "Först."),
        ("Heading 1", "Rubrik"),
        ("List Bullet", "a"),
        ("List Bullet", "b"),
        ("List Number", "c"),
        ("Facts", "När\ti dag"),
        ("List Bullet", "47 leverantörer"),
        ("Quote", "Bra!"),
        ("Note", "– Eva Ek"),
        ("Normal", f"Svara: {ADDRESS}"),
        ("Heading 1", "Om"),
        ("Normal", "x"),
        ("Heading 1", "Bild"),
        ("Note", "Talarmanus"),
        ("Normal", "Säg det."),
        ("Normal", "Bygg"),
        ("Normal", "Anna"),
    ] == said(document(root, *body))


def test_no_level_of_heading_is_skipped(root):
    """Whatever levels a publication gives."""
    made = document(root, *(blocks.Heading(str(level), level) for level in (5, 6, 2, 4)))
    assert ["Heading 1", "Heading 2", "Heading 1", "Heading 2"] == [style for style, _ in said(made)[1:]]


def test_each_ordered_list_begins_at_one(root):
    """Word would go on from the list before."""
    made = document(root, *(blocks.List(["a", "b"], ordered=True) for _ in range(2)))
    numbers = [paragraph._p.pPr.numPr.numId.val for paragraph in made.paragraphs[1:]]
    assert (numbers[0], numbers[2]) == (numbers[1], numbers[3])
    assert numbers[0] != numbers[2]


def test_tables_repeat_their_heading_and_keep_rows_whole(root):
    """Every cell is there, figures at the right; the last row is the total."""
    made = document(root, samples.spend_report().blocks[3].table)
    (table,) = made.tables
    assert ["Bransch", "Belopp", "Andel"] == [cell.text for cell in table.rows[0].cells]
    assert ["Summa", "118\u00a0750\u00a0000\u00a0kr", "100\u00a0%"] == [cell.text for cell in table.rows[-1].cells]
    assert 1 == len(table._tbl.xpath(".//w:tblHeader"))
    assert 9 == len(table._tbl.xpath(".//w:cantSplit"))
    assert 16 + 2 == len(table._tbl.xpath(".//w:jc[@w:val='right']"))
    assert ("Caption", "Inköp per bransch 2016") == said(made)[1]


def test_links_lead_where_they_say(root):
    """Only to safe addresses; what is no address stays as text."""
    text = [
        blocks.Link("listan", url=ADDRESS),
        blocks.Link("fel", url="javascript:alert(1)"),
        blocks.Link("här", to="x"),
    ]
    made = document(root, blocks.Paragraph(text))
    assert [("listan", ADDRESS)] == [(link.text, link.url) for link in made.paragraphs[1].hyperlinks]
    assert "listanfel (javascript:alert(1))här" == made.paragraphs[1].text


def test_a_document_speaks_its_language_and_says_what_it_is(root):
    """Spelling is checked in Swedish, other words in theirs; no date is the clock's."""
    made = document(root, blocks.Paragraph([blocks.Foreign("English", "en"), " ord"]))
    default = made.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    assert ["sv-SE"] == [lang.get(qn("w:val")) for lang in default]
    assert ["en"] == [lang.get(qn("w:val")) for lang in made.element.body.xpath(".//w:lang")]
    about = made.core_properties
    assert (samples.invitation().title, samples.MUNICIPALITY, "sv-SE") == (about.title, about.author, about.language)
    assert {samples.NOW.astimezone(UTC).replace(tzinfo=None)} == {
        about.created.replace(tzinfo=None),
        about.modified.replace(tzinfo=None),
    }


def test_a_foot_says_who_when_and_which_page(root):
    """The page's number is filled in by the program."""
    made = document(root)
    foot = made.sections[0].footer.paragraphs[0]
    assert f"{samples.MUNICIPALITY} · Senast uppdaterad 10 januari 2017 · Sida 1 av 1" == foot.text
    assert ["PAGE", "NUMPAGES"] == [field.text for field in foot._p.xpath(".//w:instrText")]


def test_pictures_are_described(root):
    """By their alternative text; never wider than the sheet."""
    picture = next(block for block in hostile("x").blocks if isinstance(block, blocks.Picture))
    made = document(root, attrs.evolve(picture, alternative="Ett torg", width=picture.width * 9000))
    assert ["Ett torg"] == [about.get("descr") for about in made.element.body.xpath(".//wp:docPr")]
    assert made.inline_shapes[0].width.mm <= 160


def test_wide_tables_lie_down_and_the_widest_become_paragraphs(root):
    """Nothing is cut off at the side."""
    found = {}
    for count in (3, 9, 40):
        columns = [blocks.Column(key=f"k{n}", title=f"Rubriken{n}") for n in range(count)]
        rows = [[f"innehåll i cell {n}" for n in range(count)]]
        made = document(root / str(count), blocks.Table(caption="T", columns=columns, rows=rows))
        section = made.sections[0]
        found[count] = (section.page_width > section.page_height, len(made.tables))
    assert {3: (False, 1), 9: (True, 1), 40: (True, 0)} == found


def test_every_text_comes_back_whole(root, shared):
    """No field, no markup, no property: a text is a text, with U+FFFD for what XML cannot hold."""
    texts = hostile_texts(shared)
    made = document(root, *(blocks.Paragraph(f"[{text}]") for text in texts))
    shown = [outreach.rendering.one_line(f"[{text}]") for text in texts]
    assert shown == [outreach.rendering.one_line(paragraph.text) for paragraph in made.paragraphs[1:]]


@pytest.mark.parametrize("text", ["", " ", "</w:t>", "💩" * 30, "x" * 5000, "\u202e\x00\ufffe", "_x0041_"])
def test_every_block_takes_every_text(text, root):
    """A heading that says nothing is a dash: a screen reader needs a name for it."""
    (made,) = published(root, hostile(text))
    assert all(paragraph.text for paragraph in made.paragraphs if paragraph.style.name.startswith(("Heading", "Title")))


def test_long_tables_take_seconds(root):
    """Two thousand rows: none is lost."""
    columns = [blocks.Column(key="a", title="Upphandling"), blocks.Column(key="b", title="Värde", is_number=True)]
    rows = [(f"rad {n}", samples.kronor(n)) for n in range(2000)]
    made = document(root, blocks.Table(caption="Alla", columns=columns, rows=rows))
    cells = [cell.text for cell in made.tables[0]._tbl.xpath(".//w:tr/w:tc[1]//w:t")]
    assert ["Upphandling", *(f"rad {n}" for n in range(2000))] == cells


def test_nothing_of_the_machine_is_in_the_file(root):
    """Neither the clock's time nor what the template brought along."""
    published(root, samples.invitation())
    with zipfile.ZipFile(root / "sv/foretagartraff-2017.docx") as package:
        assert {(1980, 1, 1, 0, 0, 0)} == {member.date_time for member in package.infolist()}
        assert "[Content_Types].xml" == package.namelist()[0]
        assert [] == [name for name in package.namelist() if "thumbnail" in name or "customXml" in name]
        assert b"python-docx" not in package.read("docProps/core.xml")


def test_a_document_without_a_day_has_a_fixed_one(root):
    """The format wants one."""
    publication = attrs.evolve(samples.invitation(), updated=None)
    (made,) = published(root, publication, now=None)
    assert datetime(2000, 1, 1, tzinfo=made.core_properties.created.tzinfo) == made.core_properties.created


def test_documents_stand_by_language_and_can_be_withdrawn(root):
    """As workbooks do."""
    published(root, samples.procurement_list(), samples.english_list(), samples.invitation())
    Document(root).withdraw("procurement-list")
    assert ["sv/foretagartraff-2017.docx"] == [path.relative_to(root).as_posix() for path in root.rglob("*.docx")]


def test_a_missing_package_is_named(root, monkeypatch):
    """With the command that brings it."""
    for name in [name for name in sys.modules if name.startswith("outreach.publishers.document.")]:
        monkeypatch.delitem(sys.modules, name)
        monkeypatch.delattr(outreach.publishers.document, name.rpartition(".")[2])
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(outreach.MissingExtraError, match=r"python-docx is not installed; .*outreach\[documents\]"):
        document(root)
