"""Papers: tagged PDF, whole texts, signs and badges; read back by a library that did not write them."""

import sys
from decimal import Decimal

import attrs
import pytest
import segno

import outreach
import sample_publications as samples
from hostile_publications import hostile, hostile_texts
from outreach import blocks
from outreach.publishers import Print, PrintForStaff
from outreach.publishers._paper import Sheet, fit, pieces
from outreach.publishers.print._blocks import qr_svg
from publishers.papers import each_tag, opened, pages, squeezed, tags, whole

ADDRESS = "https://kommun.example/upphandlingar"


def published(root, *publications, now=samples.NOW):
    """Publish these for the staff and return where they stand."""
    return list(PrintForStaff(root).publish_edition(samples.edition(*publications, now=now)))


def paper(root, *body, **changes):
    """Return the paper of a publication of these blocks."""
    publication = attrs.evolve(samples.invitation(), id="x", slug="x", blocks=body, **changes)
    return published(root, publication)[0]


def cards(kind, count, url=""):
    """Return cards of a kind."""
    return [blocks.Card(kind=kind, title=f"Namn{n}", lines=[f"Rad {n}", "Bord"], url=url) for n in range(count)]


@pytest.mark.parametrize("make", [samples.invitation, samples.procurement_list, samples.spend_report])
def test_every_word_is_on_the_paper(make, root):
    """What the text says, the paper says: words, figures, Swedish letters."""
    (path,) = published(root, make())
    printed = whole(path)
    known = {"onsdag1mars2017kl.13.00–16.00,Stadshuset,Storgatan1,Storån"}  # said in the facts, not again below them
    words = [word.strip("=-:,.()") for word in make().as_text().split()]
    missing = [word for word in words if squeezed(word) not in printed]
    assert [] == [word for word in missing if word not in known]


def test_a_paper_says_what_it_is(root):
    """Tagged, in its language, with its title shown in the window, its publisher and its day."""
    reader = opened(published(root, samples.procurement_list())[0])
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert "sv" == str(catalog["/Lang"])[:2]
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert ("Kommande upphandlingar 2017", samples.MUNICIPALITY) == (reader.metadata.title, reader.metadata.author)
    assert "2017-01-10" == f"{reader.metadata.creation_date:%Y-%m-%d}"
    assert b"pdfuaid:part>1<" in catalog["/Metadata"].get_data()


def test_a_paper_without_a_day_has_none(root):
    """The clock is never read."""
    publication = attrs.evolve(samples.invitation(), updated=None)
    reader = opened(published(root, publication, now=None)[0])
    assert (None, False) == (reader.metadata.creation_date, "uppdaterad" in whole(root / "sv/foretagartraff-2017.pdf"))


def test_a_foot_says_who_when_and_which_page(root):
    """On every page."""
    (path,) = published(root, samples.spend_report())
    sides = pages(path)
    assert all(squeezed(f"{samples.MUNICIPALITY} · Senast uppdaterad 10 januari 2017") in side for side in sides)
    assert [f"Sida{number}av{len(sides)}" in side for number, side in enumerate(sides, 1)] == [True] * len(sides)


def test_tables_are_tables_with_their_headings(root):
    """A heading cell for each column, a caption, a row for each row."""
    (path,) = published(root, attrs.evolve(samples.spend_report(), blocks=[samples.spend_report().blocks[3].table]))
    kinds = [kind for kind, _ in tags(path)]
    assert (1, 1, 3, 9, 24) == tuple(kinds.count(kind) for kind in ("/Table", "/Caption", "/TH", "/TR", "/TD"))


def test_charts_codes_and_pictures_are_described(root):
    """Each figure says what it shows."""
    picture = attrs.evolve(
        next(b for b in hostile("x").blocks if isinstance(b, blocks.Picture)), alternative="Ett torg"
    )
    chart = samples.spend_report().blocks[3]
    path = paper(root, picture, chart, blocks.Action("Anmäl er", ADDRESS))
    said = [str(element["/Alt"]) for kind, element in tags(path) if kind == "/Figure"]
    assert ["Ett torg", chart.alternative, f"QR-kod som leder till {ADDRESS}"] == said


def test_no_level_of_heading_is_skipped(root):
    """Whatever levels a publication gives."""
    path = paper(root, blocks.Heading("a", 5), blocks.Heading("b", 6), blocks.Box(title="c", blocks=[]))
    assert ["/H1", "/H2", "/H3", "/H2"] == [kind for kind, _ in tags(path) if kind.startswith("/H")]


def test_long_lists_repeat_their_heading_and_lose_no_row(root):
    """A thousand rows: each once, none broken across pages."""
    columns = [blocks.Column(key="a", title="Upphandling"), blocks.Column(key="b", title="Värde", is_number=True)]
    rows = [(f"Avtal-{n:04}-slut", samples.kronor(n)) for n in range(1000)]
    sides = pages(paper(root, blocks.Table(caption="Alla", columns=columns, rows=rows)))
    said = "".join(sides)
    assert len(sides) > 15
    assert all("UpphandlingVärde" in side for side in sides)
    assert [1] * 1000 == [said.count(f"Avtal-{n:04}-slut") for n in range(1000)]


def test_no_page_parts_a_heading_from_its_text_or_a_short_table(root):
    """Wherever it begins: heading, sentence, caption and rows come together."""
    columns = [blocks.Column(key="a", title="Avtal"), blocks.Column(key="b", title="Värde", is_number=True)]
    table = blocks.Table(caption="De största", columns=columns, rows=[(f"rad-{n}-slut", n) for n in range(6)])
    for above in range(24, 36):
        filler = [blocks.Paragraph(f"Stycke {n}.") for n in range(above)]
        path = paper(root, *filler, blocks.Heading("Rubriken"), blocks.Paragraph("Det leder fram."), table)
        said = ("Rubriken", "Detlederfram", "Destörsta", "rad-")
        assert 1 == sum(any(each in side for each in said) for side in pages(path))


def test_columns_share_the_room_so_that_the_narrow_ones_keep_theirs():
    """What is long wraps; a column of few words is not made narrower for it."""
    columns = tuple(blocks.Column(key=key, title=key) for key in ("Vad", "Vem", "Var", "Hur", "Senast ändrad"))
    rows = [(*["x" * 8 + " " + "y" * 8 + " z" * 40] * 4, "ingen ändring")] * 12
    sheet = Sheet([blocks.Table(caption="x", columns=columns, rows=rows)], "sv_SE")
    *wide, narrow = sheet.widths(columns)
    assert (len("ingen ändring") + 3, True) == (narrow, min(wide) > narrow)


def test_wide_tables_lie_down_and_the_widest_become_paragraphs(root):
    """Nothing is cut off at the side."""

    def table(count):
        columns = [blocks.Column(key=f"k{n}", title=f"Rubriken{n}") for n in range(count)]
        return blocks.Table(caption="T", columns=columns, rows=[[f"innehåll i cell {n}" for n in range(count)]])

    sizes = {}
    for count in (3, 9, 40):
        path = paper(root / str(count), table(count))
        box = opened(path).pages[0].mediabox
        sizes[count] = (box.width > box.height, "/Table" in dict(tags(path)))
        assert all(f"innehållicell{n}" in whole(path) for n in range(count))
    assert {3: (False, True), 9: (True, True), 40: (True, False)} == sizes


def test_each_sign_has_a_page_that_lies(root):
    """The industry largest; nothing else is printed when nothing else is said."""
    path = paper(root, *cards(blocks.CardKind.SIGN, 3, ADDRESS))
    assert [True, True, True] == [page.mediabox.width > page.mediabox.height for page in opened(path).pages]
    assert [f"Namn{n}Rad{n}Bord{ADDRESS}" for n in range(3)] == pages(path)
    assert ["/H1"] * 3 == [kind for kind, _ in tags(path) if kind.startswith("/H")]


def test_ten_badges_are_on_a_sheet(root):
    """Of A4; the eleventh goes on the next."""
    path = paper(root, *cards(blocks.CardKind.BADGE, 11, ADDRESS))
    assert [10, 1] == [side.count("Bord") for side in pages(path)]
    assert (595, 842) == tuple(round(float(side)) for side in opened(path).pages[0].mediabox[2:])


def test_a_slide_is_a_page_with_its_notes(root):
    """The first one stands below the title."""
    slides = [blocks.Slide(title=f"Bild {n}", blocks=[blocks.List(["x"])], notes=["Säg det här."]) for n in range(3)]
    sides = pages(paper(root, *slides))
    assert [True] * 3 == [f"Bild{n}" in side and "TalarmanusSägdethär." in side for n, side in enumerate(sides)]


def test_a_code_leads_to_the_address():
    """The squares are those of the address, with the quiet zone of four; of an unsafe one there is no code."""
    made = segno.make_qr(ADDRESS, error="m")
    drawn = qr_svg(ADDRESS)
    assert f'viewBox="0 0 {len(made.matrix) + 8} {len(made.matrix) + 8}"' in drawn
    assert made.svg_inline(border=4, omitsize=True).partition(' d="')[2] == drawn.partition(' d="')[2].strip()
    assert ["", "", ""] == [qr_svg(url) for url in ("javascript:alert(1)", "", "https://x.example/" + "a" * 300)]


def test_addresses_are_written_out(root):
    """Who reads paper cannot follow a link; a telephone number and an e-mail address say themselves."""
    text = [
        blocks.Link("listan", url=ADDRESS),
        blocks.Link("0451-26 70 00", url="tel:+46451267000"),
        blocks.Link("Anna", url="mailto:anna@kommun.example"),
        blocks.Link("sidan", to="procurement-list"),
        blocks.Link("fel", url="javascript:alert(1)"),
    ]
    path = paper(root, blocks.Paragraph(text))
    said = f"listan({ADDRESS})0451-267000Anna(anna@kommun.example)sidanfel(javascript:alert(1))"
    assert said in whole(path)
    notes = [note.get_object() for page in opened(path).pages for note in page.get("/Annots", [])]
    assert [ADDRESS, "tel:+46451267000", "mailto:anna@kommun.example"] == [note["/A"]["/URI"] for note in notes]


def test_hostile_texts_stay_texts(root, shared):
    """Everything a template could obey comes back as it was; what no font has shows as a box."""
    texts = [text for text in hostile_texts(shared) if len(text) < 100]
    texts += ["#sys.inputs", '#import "/etc/passwd"', "*a* _b_ `c` $x$ <d> @e = f", "\\u{41} // x /* y */", "#{1+1}"]
    body = [part for text in texts for part in (blocks.Paragraph(f"[{text}]"), blocks.List([f"[{text}]"]))]
    path = paper(root, *body)
    printed = whole(path)
    shown = [squeezed(fit(f"[{text}]")).replace("\ufffd", "□") for text in texts]
    assert [] == [text for text in shown if printed.count(text) < 2 and text.isascii()]
    assert "中" not in printed
    assert "\ufffd" not in printed


@pytest.mark.parametrize("text", ["", " ", "</title><script>", "💩" * 30, "x" * 5000, "\u202e\x00", "#panic()"])
def test_every_block_takes_every_text(text, root):
    """Signs and badges too; the paper is still tagged, with headings that are not empty."""
    path = published(root, hostile(text))[0]
    assert any(name == "/H1" for name, _ in each_tag(path))


def test_an_empty_publication_is_a_page(root):
    """With its title, or with a dash where it has none."""
    assert pages(paper(root, title="Inget"))[0].startswith("StorånskommunInget")
    assert "–" in pages(paper(root, title=" "))[0]


def test_words_break_where_they_may():
    """Addresses behind their joints, endless words anywhere; ordinary ones are hyphenated by the language."""
    assert "Upphandlingsmyndigheten säger" == pieces("Upphandlingsmyndigheten\n säger")
    assert ["se https://", "a.", "example/", "b"] == pieces("se https://a.example/b")
    assert "x" * 100 == "".join(pieces("x" * 100))
    assert "1 200 kr" == pieces("1\u00a0200\u00a0kr").replace("\u00a0", " ")


def test_bars_begin_at_zero(root):
    """Values below it as well."""
    bars = [blocks.Bar(label=f"b{n}", value=Decimal(n), shown=str(n)) for n in (-5, 0, 10)]
    chart = attrs.evolve(samples.spend_report().blocks[3], bars=bars)
    assert "b-5-5b00b1010" in whole(paper(root, chart)).replace("\u2212", "-")


def test_what_is_for_the_staff_is_not_printed_for_all(root):
    """A publisher takes only what its audiences name."""
    badges = attrs.evolve(samples.invitation(), audience="staff")
    with pytest.raises(outreach.PublishingError):
        outreach.publish([badges], to=[Print(root)])
    assert outreach.publish([badges], to=[PrintForStaff(root)])


def test_papers_stand_by_language_and_can_be_withdrawn(root):
    """As workbooks do."""
    published(root, samples.procurement_list(), samples.english_list(), samples.invitation())
    PrintForStaff(root).withdraw("procurement-list")
    assert ["sv/foretagartraff-2017.pdf"] == [path.relative_to(root).as_posix() for path in root.rglob("*.pdf")]


@pytest.mark.parametrize(("module", "package"), [("typst", "typst"), ("segno", "segno")])
def test_a_missing_package_is_named(module, package, root, monkeypatch):
    """With the command that brings it."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(outreach.MissingExtraError, match=rf"{package} is not installed; .*outreach\[print\]"):
        paper(root, blocks.Action("Anmäl er", ADDRESS))
