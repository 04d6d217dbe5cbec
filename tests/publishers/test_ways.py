"""Lines that lead to a page, where there are no pages: they tell the address, or are not there."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import attrs
import pytest

import sample_publications as samples
from outreach import PublishingError, blocks
from outreach.publishers import Document, Print
from outreach.publishers._addresses import with_addresses
from publishers.papers import whole

SITE = "https://bokedala.example/inkop"
TIFINAGH = "\N{TIFINAGH LETTER YAZ}\N{TIFINAGH LETTER YAN}"
DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


def led(*body: blocks.Block):
    """Return a publication of these blocks, and the edition with it and the list."""
    publication = attrs.evolve(samples.invitation(), id="x", slug="x", blocks=body)
    return publication, samples.edition(publication, samples.procurement_list())


def kept(*body: blocks.Block, site_url: str = "") -> list[blocks.Block]:
    publication, edition = led(*body)
    return list(with_addresses(publication, edition, site_url).blocks)


def way(to: str = "procurement-list") -> blocks.Link:
    return blocks.Link("Se allt", to=to)


def test_a_line_that_leads_nowhere_is_left_out():
    """And a heading that has nothing else below it."""
    before, after = blocks.Heading("Före"), blocks.Heading("Efter")
    body = (before, blocks.Paragraph(way()), after, blocks.Paragraph("Text."), blocks.Paragraph(way()))
    assert [after, blocks.Paragraph("Text.")] == kept(*body)


def test_a_line_that_leads_to_a_page_tells_its_address():
    """In a list as in a paragraph; of a page that nobody publishes there is none."""
    to = f"{SITE}/sv/upphandlingar.html"
    link = blocks.Link("Se allt", url=to)
    assert [blocks.Paragraph(link)] == kept(blocks.Paragraph(way()), site_url=SITE)
    assert [blocks.List([(link, " (7)")])] == kept(blocks.List([(way(), " (7)"), way("other")]), site_url=SITE)
    assert [] == kept(blocks.Paragraph(way("other")), site_url=SITE)


@pytest.mark.parametrize(
    "block",
    [
        blocks.Paragraph(("Nästa gång: ", blocks.Link("träffen", to="x"), ".")),
        blocks.List([(blocks.Link("Hiss", to="x"), ": annonseras i mars")]),
        blocks.Paragraph(blocks.Link("Annonsen", url="https://anbud.example/1")),
        blocks.List([]),
    ],
)
def test_what_says_something_stays(block):
    """With a link in it or without."""
    assert [block] == kept(block)


def test_papers_and_documents_have_them(tmp_path: Path):
    """Written out on paper, as a link in a document."""
    publication, edition = led(blocks.Paragraph("Text."), blocks.Paragraph(way()))
    paper = next(iter(Print(tmp_path / "p", site_url=SITE).publish_edition(edition)))
    assert "Seallt(https://bokedala.example/inkop/sv/upphandlingar.html)" in whole(paper)
    document = next(iter(Document(tmp_path / "d", site_url=SITE).publish_edition(edition)))
    assert f"{SITE}/sv/upphandlingar.html".encode() in zipfile.ZipFile(document).read("word/_rels/document.xml.rels")
    without = next(iter(Print(tmp_path / "w").publish_edition(samples.edition(publication))))
    assert "Seallt" not in whole(without)


@pytest.mark.parametrize("channel", [Print, Document])
def test_a_site_is_a_web_address(channel, tmp_path: Path):
    """Anything else is refused at once."""
    with pytest.raises(PublishingError, match="site_url: not a web address"):
        channel(tmp_path, site_url="inkop")


def test_a_character_without_a_form_is_told_of(tmp_path: Path):
    """With the publication that has it; the paper shows a box."""
    publication, edition = led(blocks.Paragraph(f"Bolaget {TIFINAGH}"))
    del publication
    with pytest.warns(UserWarning, match=f"x: printed as □, since no font has them: .*{TIFINAGH[0]}"):
        paper = next(iter(Print(tmp_path).publish_edition(edition)))
    assert "Bolaget□□" in whole(paper)


@pytest.mark.skipif(not DEJAVU.is_file(), reason="needs a font with Berber letters: the package fonts-dejavu-core")
def test_a_folder_of_fonts_gives_a_character_its_form(tmp_path: Path, recwarn: pytest.WarningsRecorder):
    """It is the caller's, so that the bytes are the same on every machine."""
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    shutil.copy(DEJAVU, fonts)
    _, edition = led(blocks.Paragraph(f"Bolaget {TIFINAGH}"))
    paper = next(iter(Print(tmp_path / "p", fonts=fonts).publish_edition(edition)))
    assert ("□" not in whole(paper), []) == (True, list(recwarn))
