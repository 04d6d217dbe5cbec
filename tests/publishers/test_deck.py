"""Decks: slides that can be edited, read aloud, and read at the back."""

import io
import re
import sys
import zipfile
from datetime import UTC, datetime
from decimal import Decimal

import attrs
import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

import outreach
import sample_publications as samples
from hostile_publications import hostile, hostile_texts
from outreach import blocks
from outreach.publishers import Deck
from outreach.publishers.deck import deck_of
from outreach.publishers.deck._canvas import ROOM
from outreach.publishers.deck._text import worded
from publishers.slides import off_slide, texts

CHART = samples.spend_report().blocks[3]
COLUMNS = samples.spend_report().blocks[5]


def talk(*given, **changes) -> outreach.Publication:
    """Return a talk of these blocks."""
    return attrs.evolve(samples.spend_report(), blocks=given, **changes)


def deck(*given, now=samples.NOW, **changes):
    """Return the deck of these blocks, read back."""
    return Presentation(io.BytesIO(deck_of(talk(*given, **changes), samples.edition(now=now))))


def slide(*given, title="Bilden", notes=()):
    """Return a slide."""
    return blocks.Slide(title=title, blocks=given, notes=notes)


def titles(read):
    """Return the titles of a deck."""
    return [each.shapes.title.text_frame.text for each in read.slides]


def chart_of(read):
    """Return the first chart."""
    return next(shape.chart for each in read.slides for shape in each.shapes if shape.has_chart)


def test_what_stands_before_the_first_slide_opens_the_talk():
    """Its first paragraph below the title, the others are said."""
    read = deck(blocks.Paragraph("Det här köper vi."), blocks.Paragraph("Välkomna hit!"), slide(blocks.List(["bröd"])))
    first = read.slides[0]
    assert ["Så köpte kommunen in 2016", "Bilden"] == titles(read)
    assert "Det här köper vi." == first.placeholders[1].text_frame.text
    assert "Välkomna hit!" == first.notes_slide.notes_text_frame.text


def test_every_slide_has_its_title_number_and_foot():
    """As placeholders, which screen readers and outlines know."""
    read = deck(slide(blocks.List(["bröd"])), slide())
    kinds = [{shape.placeholder_format.type.name for shape in each.placeholders} for each in read.slides]
    assert [True] * 3 == [{"SLIDE_NUMBER", "FOOTER"} <= kind for kind in kinds]
    assert ["CENTER_TITLE", "TITLE", "CENTER_TITLE"] == [
        each.shapes.title.placeholder_format.type.name for each in read.slides
    ]


def test_notes_are_what_is_said():
    """A paragraph each, in the deck's language."""
    notes = deck(slide(blocks.List(["bröd"]), notes=["Vi köper bröd.", "Varje dag."])).slides[1].notes_slide
    assert ["Vi köper bröd.", "Varje dag."] == [each.text for each in notes.notes_text_frame.paragraphs]
    assert {"sv-SE"} == set(re.findall('lang="([^"]*)"', notes.part.blob.decode()))


def test_a_chart_is_native_and_has_its_numbers_inside():
    """As exact as they were given, in the slide and in the workbook that opens when somebody edits it."""
    chart = chart_of(deck(slide(CHART)))
    values = [int(bar.value) for bar in CHART.bars]
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert values == [int(value) for value in chart.plots[0].series[0].values]
    assert values == [row[1].value for row in sheet.iter_rows(min_row=2)]
    assert [bar.label for bar in CHART.bars if len(bar.label) < 48] == [
        str(each) for each in chart.plots[0].categories if not str(each).endswith("…")
    ]


def test_a_chart_shows_its_values_as_they_are_shown_elsewhere():
    """By a form of numbers in the language where one fits, so that they follow what is edited; else as text."""
    bars = [
        blocks.Bar(label="Bygg", value=Decimal(61_178_164), shown="61,2"),
        blocks.Bar(label="Litet", value=Decimal(4_000), shown="under 0,1"),
    ]
    labels = chart_of(deck(slide(attrs.evolve(CHART, bars=bars)))).plots[0]
    assert "[$-41D]#,##0.0,," == labels.data_labels.number_format
    assert "under 0,1" == labels.series[0].points[1].data_label.text_frame.text
    assert "" == labels.series[0].points[0].data_label.text_frame.text


def test_columns_stand_and_bars_lie():
    """Time goes from left to right, things from top to bottom."""
    kinds = [str(chart_of(deck(slide(each))).chart_type) for each in (CHART, COLUMNS)]
    assert ["BAR_CLUSTERED (57)", "COLUMN_CLUSTERED (51)"] == kinds


def test_what_is_not_text_is_described():
    """Charts by their alternative, tables by their caption, pictures by theirs."""
    read = deck(slide(CHART), slide(CHART.table, title="Tabell"), slide(samples.picture(), title="Foto"))
    shapes = [shape for each in read.slides for shape in each.shapes]
    shown = [
        shape for shape in shapes if shape.has_chart or shape.has_table or shape.shape_type is MSO_SHAPE_TYPE.PICTURE
    ]
    described = [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in shown]
    assert [CHART.alternative, CHART.table.caption, CHART.table.caption, "En blå och en vit ruta"] == described


def test_a_long_table_goes_on_to_a_further_slide():
    """Its headings again, at most six rows, shared out evenly, and the total last."""
    rows = [(f"{number}", number) for number in range(1, 8)]
    columns = [blocks.Column(key="a", title="Bord"), blocks.Column(key="b", title="Platser", is_number=True)]
    read = deck(slide(blocks.Table(caption="Borden", columns=columns, rows=rows), title="Borden"))
    tables = [shape.table for each in read.slides for shape in each.shapes if shape.has_table]
    assert ["Så köpte kommunen in 2016", "Borden (1 av 2)", "Borden (2 av 2)"] == titles(read)
    assert [["Bord", "1", "2", "3", "4"], ["Bord", "5", "6", "7"]] == [
        [row.cells[0].text_frame.text for row in table.rows] for table in tables
    ]


def test_a_slide_with_little_to_say_stands_on_the_accent():
    """A question alone, or with a line below it."""
    read = deck(slide(title="Vad vill ni veta?"), slide(blocks.Paragraph("Ring oss."), title="Tack"))
    assert ["Opening"] * 3 == [each.slide_layout.name for each in read.slides]


def test_what_stands_between_slides_has_a_slide_of_its_own():
    """Nothing of a publication is lost."""
    read = deck(slide(blocks.List(["a"])), blocks.Heading("Metod"), blocks.List(["b"]), slide(blocks.List(["c"])))
    assert ["Så köpte kommunen in 2016", "Bilden", "Metod", "Bilden (2)"] == titles(read)


@pytest.mark.parametrize("words", [60, 600, 3000])
def test_long_texts_are_whole_and_stay_on_their_slides(words):
    """However long a title, a paragraph, a label."""
    long = " ".join(f"ord{number}" for number in range(words))
    bars = [blocks.Bar(label=long, value=Decimal(1), shown="1")]
    read = deck(
        slide(
            blocks.Paragraph(long),
            blocks.List([long, "x"]),
            blocks.KeyFigures([(long, long)]),
            attrs.evolve(CHART, bars=bars),
            blocks.Table(caption="c", columns=[blocks.Column(key="a", title=long)], rows=[(long,)]),
            title=long,
        )
    )
    assert 5 <= len(re.findall(r"\bord59\b", texts(read)))
    assert [] == off_slide(read)


def test_blank_texts_stay_on_their_slides(shared):
    """In every field of every block; the others are tried with every channel."""
    for text in hostile_texts(shared):
        if not text.strip():
            assert [] == off_slide(Presentation(io.BytesIO(deck_of(hostile(text), samples.edition()))))


def test_only_safe_addresses_are_links():
    """Everything else is text."""
    for url, count in (("https://kommun.example/", 1), ("javascript:alert(1)", 0), ("file:///etc/passwd", 0)):
        content = deck_of(talk(slide(blocks.Action("Anmäl er", url))), samples.edition())
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            relations = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".rels")]
        assert count == "".join(relations).count("TargetMode=")


def test_it_says_what_it_is():
    """Who stands behind it and since when, by the edition and never by the clock; in its language."""
    about = deck(slide(blocks.List(["a"]))).core_properties
    said = (about.title, about.author, about.created, about.modified, about.language, about.comments)
    moment = samples.NOW.astimezone(UTC).replace(tzinfo=None)
    assert ("Så köpte kommunen in 2016", samples.MUNICIPALITY, moment, moment, "sv-SE", "") == said


def test_without_any_date_it_is_still_the_same():
    """A fixed day stands where nobody gives one."""
    about = deck(slide(), now=None, updated=None).core_properties
    assert datetime(2000, 1, 1) == about.created  # noqa: DTZ001 - the format has no zone


def test_the_same_slides_are_the_same_bytes():
    """Nothing in the file tells when it was made."""
    one, other = (deck_of(talk(slide(CHART), slide(CHART.table)), samples.edition()) for _ in range(2))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as parts:
        assert {(1980, 1, 1, 0, 0, 0)} == {each.date_time for each in parts.infolist()}
        assert not [name for name in parts.namelist() if "thumbnail" in name or "printerSettings" in name]


def test_it_takes_only_what_has_a_slide(root):
    """A list is no talk."""
    assert Deck(root).accepts(talk(slide()))
    assert not Deck(root).accepts(samples.procurement_list())


def test_decks_stand_by_language(root):
    """Publishing again replaces one; withdrawing takes those of every language."""
    english = talk(slide(), locale="en_GB", slug="talk")
    list(Deck(root).publish_edition(samples.edition(talk(slide()), english)))
    assert {"sv/inkop-2016.pptx", "en/talk.pptx"} == {
        path.relative_to(root).as_posix() for path in root.rglob("*.pptx")
    }
    Deck(root).withdraw("spend-report-2016")
    assert [] == list(root.rglob("*.pptx"))


def test_without_its_package_it_says_what_to_install(root, monkeypatch):
    """And nothing is written."""
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(outreach.MissingExtraError, match=r"outreach\[slides\]"):
        list(Deck(root).publish_edition(samples.edition(talk(slide()))))


@pytest.mark.parametrize("size", [30, 34, 36, 40])
def test_no_title_ends_with_a_lone_word(size):
    """It is set narrower, in as many lines as before; a title of one line is left alone."""
    title = worded("De fem största leverantörerna fick 18 procent av beloppet", is_bold=True)
    lines = title.lines(ROOM, size)
    even = title.even_width(ROOM, size)
    assert (lines, True) == (title.lines(even, size), even <= ROOM)
    assert ROOM == worded("Ett anbud tar fem steg", is_bold=True).even_width(ROOM, size)
    assert ROOM == worded("", is_bold=True).even_width(ROOM, size)


def test_a_title_that_would_leave_a_word_alone_is_narrower():
    """Two lines of about the same length."""
    title = worded("Vad vi köper, och hur ni lämnar anbud", is_bold=True)
    size = next(size for size in range(40, 70) if title.lines(ROOM, size) == 2)
    assert title.even_width(ROOM, size) < 0.75 * ROOM
