"""A municipality's own presentation and document as templates; and ours, which are such files too."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import attrs
import docx
import pptx
import pytest
from docx.shared import Mm, RGBColor
from docx.shared import Pt as WordPt
from pptx.util import Pt

import office_templates
import outreach
import sample_publications as samples
from outreach import Look, blocks
from outreach.publishers import Deck, Document

if TYPE_CHECKING:
    from pathlib import Path

WINE = "7A1F3D"
TALK = attrs.evolve(
    samples.spend_report(),
    blocks=(
        blocks.Paragraph("Företagarträff"),
        blocks.Slide(title="Fem branscher", blocks=(samples.spend_report().blocks[3],)),
        blocks.Slide(title="Så här", blocks=(blocks.List(("Ett", "Två")), samples.spend_report().blocks[3].table)),
    ),
)


def recoloured(part: bytes, letters: str, **colours: str) -> bytes:
    """Return a theme with other letters and colours."""
    theme = re.sub(rb'<a:latin typeface="[^"]*"', f'<a:latin typeface="{letters}"'.encode(), part)
    for name, code in colours.items():
        new = f'<a:{name}><a:srgbClr val="{code}"/></a:{name}>'.encode()
        theme = re.sub(rf"(?s)<a:{name}>.*?</a:{name}>".encode(), new, theme)
    return theme


def themed(made, path: Path, letters: str = "Georgia", **colours: str) -> Path:
    """Save an office file with a theme of its own."""
    for part in made.part.package.iter_parts():
        if "/theme/" in str(part.partname):
            part._blob = recoloured(part.blob, letters, **{"accent1": WINE, **colours})
    made.save(path)
    return path


def own_deck(path: Path, **colours: str) -> Path:
    """Return a presentation as a municipality has one: 4:3, a slide that somebody left, its own theme."""
    made = pptx.Presentation()
    left = made.slides.add_slide(made.slide_layouts[0])
    left.shapes.title.text = "Utkast, hemligt"
    left.notes_slide.notes_text_frame.text = "Säg inget om budgeten"
    return themed(made, path, **colours)


def own_document(path: Path) -> Path:
    """Return a document as a municipality has one: narrow margins, its own styles, head and foot, and a draft."""
    made = docx.Document()
    made.add_paragraph("Utkast, hemligt")
    made.styles["Heading 1"].font.color.rgb = RGBColor.from_string(WINE)
    made.styles["Normal"].font.name = "Georgia"
    made.sections[0].left_margin = made.sections[0].right_margin = Mm(15)
    made.sections[0].header.paragraphs[0].text = "Storåns kommun"
    return themed(made, path)


def decked(root: Path, template: Path, **options: object) -> pptx.presentation.Presentation:
    """Return the slides of the talk on a template."""
    outreach.publish([TALK], to=[Deck(root, template=template, **options)])
    return pptx.Presentation(next(root.rglob("*.pptx")))


def written(root: Path, template: Path, *publications: outreach.Publication) -> docx.document.Document:
    """Return a report on a template."""
    outreach.publish(publications or [samples.spend_report()], to=[Document(root, template=template)])
    return docx.Document(next(root.rglob("*.docx")))


def members(path: Path) -> bytes:
    """Return all that an office file holds."""
    with zipfile.ZipFile(path) as archive:
        return b"\n".join(name.encode() + archive.read(name) for name in archive.namelist())


def test_our_templates_are_made_by_their_script():
    """To the byte: what is in the package is what anyone can make anew."""
    assert office_templates.DECK.read_bytes() == office_templates.deck()
    assert office_templates.DOCUMENT.read_bytes() == office_templates.document()


def test_slides_follow_a_template(root, tmp_path):
    """Its size, its layouts, its theme: nothing on a slide has a colour or letters of its own."""
    made = decked(root, own_deck(tmp_path / "profil.pptx"))

    assert (Pt(720), Pt(540)) == (made.slide_width, made.slide_height)
    assert ["Title Slide", *["Title Only"] * 3] == [slide.slide_layout.name for slide in made.slides]
    content = members(next(root.rglob("*.pptx"))).decode("latin-1")
    assert f'<a:accent1><a:srgbClr val="{WINE}"/>' in content
    assert "Georgia" in content
    for slide in made.slides:
        xml = slide.element.xml
        assert "srgbClr" not in xml
        assert "<a:latin" not in xml
    assert "0B5394" not in content


def test_what_a_template_was_used_for_is_left_out(root, tmp_path):
    """Slides, notes and names of those who made it: a template is its looks."""
    template = own_deck(tmp_path / "profil.pptx")
    assert b"hemligt" in members(template)
    assert "Utkast, hemligt" not in [slide.shapes.title.text for slide in decked(root, template).slides]
    content = members(next(root.rglob("*.pptx")))
    assert not any(word.encode() in content for word in ("hemligt", "budgeten", "Steve Canny"))

    paper = own_document(tmp_path / "mall.docx")
    written(tmp_path / "documents", paper)
    content = members(next((tmp_path / "documents").rglob("*.docx")))
    assert not any(word.encode() in content for word in ("hemligt", "python-docx"))


def test_no_slide_leaves_the_template_s_sheet(root, tmp_path):
    """Whatever its slides measure, what we draw stands between their edges, below the title."""
    made = decked(root, own_deck(tmp_path / "profil.pptx"))
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height
            if not shape.is_placeholder:
                assert shape.top >= slide.shapes.title.top + slide.shapes.title.height


def test_every_place_on_a_slide_is_filled_or_gone(root, tmp_path):
    """Nothing says that one may click there to add text."""
    made = pptx.Presentation()
    for layout in list(made.slide_layouts):
        if layout.name not in ("Title Slide", "Title and Content"):
            made.slide_layouts.remove(layout)
    for slide in decked(root, themed(made, tmp_path / "profil.pptx")).slides:
        assert all(shape.text_frame.text for shape in slide.placeholders)


def test_an_accent_that_cannot_be_read_gives_way(root, tmp_path):
    """Text on a bright yellow theme has the theme's second colour of text."""
    made = decked(root, own_deck(tmp_path / "profil.pptx", accent1="FFCC00", dk2="1F497D"))
    assert "accent1" not in "".join(slide.element.xml for slide in made.slides)
    assert "tx2" in "".join(slide.element.xml for slide in made.slides)


def test_a_dark_template_stays_readable(root, tmp_path):
    """Muted text is made darker than the ink only where the paper is lighter."""
    template = own_deck(tmp_path / "profil.pptx", dk1="FFFFFF", lt1="101820", accent1="8EC5F7")
    xml = "".join(slide.element.xml for slide in decked(root, template).slides)
    assert 'schemeClr val="accent1"' in xml
    assert "lumOff" not in re.sub(r'(?s)<a:schemeClr val="bg1">.*?</a:schemeClr>', "", xml)


def test_documents_follow_a_template(root, tmp_path):
    """Its styles, its margins, its head; the foot is ours where it has none."""
    made = written(root, own_document(tmp_path / "mall.docx"))

    assert RGBColor.from_string(WINE) == made.styles["Heading 1"].font.color.rgb
    assert "Georgia" == made.styles["Normal"].font.name
    assert Mm(15) == pytest.approx(made.sections[0].left_margin, abs=1000)
    assert "Storåns kommun" == made.sections[0].header.paragraphs[0].text
    assert "Sida" in made.sections[0].footer.paragraphs[0].text
    assert samples.spend_report().title == made.paragraphs[0].text
    assert "0B5394" not in members(next(root.rglob("*.docx"))).decode("latin-1")


def test_a_template_s_foot_stays(root, tmp_path):
    """Where it has one, there is no other."""
    template = own_document(tmp_path / "mall.docx")
    made = docx.Document(template)
    made.sections[0].footer.paragraphs[0].text = "Box 1, 123 45 Storån"
    made.save(template)
    assert ["Box 1, 123 45 Storån"] == [each.text for each in written(root, template).sections[0].footer.paragraphs]


def test_styles_that_a_template_lacks_are_made_of_its_own(root, tmp_path):
    """A note is smaller than its text, whatever size that has; a heading is as the one above it."""
    template = own_document(tmp_path / "mall.docx")
    made = docx.Document(template)
    for name in ("Caption", "Quote", "Heading 3"):
        made.styles[name].delete()
    made.styles["Normal"].font.size = WordPt(14)
    made.save(template)
    styles = written(root, template).styles
    assert WordPt(11.5) == styles["Note"].font.size
    assert "Heading 2" == styles["Heading 3"].base_style.name


def test_a_wide_table_lies_on_a_template_s_sheet(root, tmp_path):
    """Whichever way the template has it."""
    made = written(root, own_document(tmp_path / "mall.docx"), samples.procurement_list()).sections[0]
    assert (made.orientation == docx.enum.section.WD_ORIENT.LANDSCAPE) == (made.page_width > made.page_height)


def without_titles(path: Path) -> Path:
    """Return a presentation without a layout that has a title."""
    made = pptx.Presentation()
    for layout in list(made.slide_layouts):
        if layout.name != "Blank":
            made.slide_layouts.remove(layout)
    made.save(path)
    return path


def without_lists(path: Path) -> Path:
    """Return a document whose styles lack two."""
    made = docx.Document()
    for name in ("List Bullet", "Heading 1"):
        made.styles[name].delete()
    made.save(path)
    return path


def with_macros(path: Path) -> Path:
    """Return a file that carries a program."""
    target = io.BytesIO((own_deck if path.suffix == ".pptx" else own_document)(path).read_bytes())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("ppt/vbaProject.bin", b"Attribute VB_Name")
    path.write_bytes(target.getvalue())
    return path


def filled(content: bytes):
    """Return what makes a file of these bytes."""

    def make(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return make


def as_other(path: Path) -> Path:
    """Return a document where slides are asked for, and the other way round."""
    (own_document if path.suffix == ".pptx" else own_deck)(path)
    return path


@pytest.mark.parametrize(
    ("suffix", "make", "reason"),
    [
        (".pptx", without_titles, r"no layout has a title above its body \(its layouts: 'Blank'\)"),
        (".docx", without_lists, r"lacks the styles 'Heading 1', 'List Bullet' \(write a line in each of them"),
        (".pptx", with_macros, r"has macros \(save it as \.pptx, without them\)"),
        (".docx", with_macros, r"has macros \(save it as \.docx, without them\)"),
        (".pptx", filled(b"%PDF-1.7"), r"not a \.pptx file, or damaged"),
        (".docx", filled(b""), r"not a \.docx file, or damaged"),
        (".pptx", filled(b"\xd0\xcf\x11\xe0" + bytes(500)), r"locked with a password, or of the kind before 2007"),
        (".pptx", as_other, r"not a \.pptx file$"),
        (".docx", as_other, r"not a \.docx file$"),
        (".pptx", lambda path: path, r"No such file"),
        (".docx", lambda path: path.mkdir() or path, r"Is a directory"),
    ],
)
def test_what_cannot_be_a_template_is_told_in_plain_words(root, tmp_path, suffix, make, reason):
    """With the option, the file and what is missing; nothing is written."""
    path = make(tmp_path / f"mall{suffix}")
    publisher = Deck(root, template=path) if suffix == ".pptx" else Document(root, template=path)
    with pytest.raises(outreach.PublishErrors) as refused:
        outreach.publish([TALK], to=[publisher])
    said = str(refused.value.exceptions[0])
    assert said.startswith(f"{type(publisher).__name__}.template: {path}: ")
    assert re.search(reason, said)
    assert not list(root.rglob("*.*x"))


@pytest.mark.parametrize("suffix", [".pptx", ".docx"])
def test_a_damaged_template_is_told(root, tmp_path, suffix):
    """One that is an archive, but whose parts are cut."""
    path = (own_deck if suffix == ".pptx" else own_document)(tmp_path / f"mall{suffix}")
    target = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content if name.startswith(("[", "_rels")) else content[: len(content) // 2])
    path.write_bytes(target.getvalue())
    publisher = Deck(root, template=path) if suffix == ".pptx" else Document(root, template=path)
    with pytest.raises(outreach.PublishErrors) as refused:
        outreach.publish([TALK], to=[publisher])
    assert "cannot be read as" in str(refused.value.exceptions[0])


@pytest.mark.parametrize(
    ("suffix", "main"), [(".potx", "presentationml.presentation"), (".dotx", "wordprocessingml.document")]
)
def test_office_templates_are_as_good_as_documents(root, tmp_path, suffix, main):
    """PowerPoint's and Word's own kind of template, which their libraries refuse."""
    path = (own_deck if suffix == ".potx" else own_document)(tmp_path / f"mall{suffix}")
    target = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(
                name,
                old.read(name).replace(f"{main}.main".encode(), f"{main.partition('.')[0]}.template.main".encode()),
            )
    path.write_bytes(target.getvalue())
    assert decked(root, path).slides if suffix == ".potx" else written(root, path).paragraphs


def test_a_template_wins_over_a_look(root, tmp_path):
    """Colours, letters and logotype are the template's; of the look only the name is used."""
    look = Look(accent="#006633", letters="Verdana", logo=samples.picture().content, name="Storåns kommun")
    made = decked(root, own_deck(tmp_path / "profil.pptx"), look=look)
    content = members(next(root.rglob("*.pptx")))
    assert not any(word in content for word in (b"006633", b"Verdana"))
    assert not any(shape.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.PICTURE for shape in made.slides[0].shapes)


def test_our_own_templates_follow_a_look(root, tmp_path):
    """Letters and logotype: on the first slide, and at the head of each sheet, with the name as description."""
    look = Look(accent="#006633", letters="Verdana", logo=samples.picture().content, name="Storåns kommun")
    outreach.publish([TALK], to=[Deck(root, look=look), Document(tmp_path / "documents", look=look)])

    first = pptx.Presentation(next(root.rglob("*.pptx"))).slides[0]
    assert 'descr="Storåns kommun"' in first.element.xml
    paper = next((tmp_path / "documents").rglob("*.docx"))
    assert 'descr="Storåns kommun"' in docx.Document(paper).sections[0].header._element.xml
    for content in (members(next(root.rglob("*.pptx"))), members(paper)):
        assert b"Verdana" in content
        assert b"006633" in content


def test_the_same_template_makes_the_same_bytes(root, tmp_path):
    """As without one."""
    template = own_deck(tmp_path / "profil.pptx")
    for place in (root, tmp_path / "again"):
        outreach.publish([TALK], to=[Deck(place, template=template)])
    one, other = (next(place.rglob("*.pptx")).read_bytes() for place in (root, tmp_path / "again"))
    assert one == other
