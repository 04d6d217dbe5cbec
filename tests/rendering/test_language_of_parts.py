"""A part in another language says so in every form: HTML, documents, slides, papers, feeds, calendars."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import attrs
import docx
import pytest
from docx.oxml.ns import qn
from pptx import Presentation

import outreach
import sample_publications as samples
from outreach import blocks, rendering
from outreach.publishers import Calendar, Document, Feed, Print
from outreach.publishers.deck import deck_of
from publishers.papers import opened, tags
from spoken import in_languages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = ("Cleaning", "Lifts", "as needed", "Painting", "Roads", "Heating", "Rescue", "Windows")
TITLE, LINK, WRITTEN, CELL, DEADLINE, NOTE, STRONG, HEADING = WORDS
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def publication(*more: blocks.Block, **changes) -> outreach.Publication:
    """Return a Swedish publication that has a piece of English wherever one may stand."""
    columns = [blocks.Column(key=key, title=title) for key, title in (("a", "Vad"), ("b", "Till"), ("c", "Hur mycket"))]
    row = (blocks.Foreign(CELL, "en"), blocks.Link(LINK, to="x", lang="en"), blocks.AsWritten(WRITTEN, lang="en"))
    deadline = blocks.Appointment(
        uid="u",
        title=f"Sista anbudsdag: {DEADLINE}",
        starts=date(2017, 4, 1),
        description="Of all roads.",
        is_deadline=True,
        lang="en",
        named=DEADLINE,
    )
    given = {
        "id": "p",
        "slug": "p",
        "title": TITLE,
        "title_lang": "en",
        "blocks": [
            blocks.Table(caption="Tabellen", columns=columns, rows=[row]),
            deadline,
            blocks.Paragraph((blocks.Strong(STRONG, lang="en"), ", ", blocks.Foreign(HEADING, "en"), " och mer.")),
            blocks.Slide(title="Bilden", blocks=[], notes=["Sagt", (blocks.Foreign(NOTE, "en"), ": i juni.")]),
            *more,
        ],
    }
    return attrs.evolve(samples.invitation(), **given, **changes)


def test_html_says_it_of_every_part():
    """And of nothing else; a link that is taken away leaves its language."""
    page = publication().as_html()
    assert {word: {"en"} for word in WORDS} == in_languages(page, WORDS)
    around = ("Tabellen", "Sista anbudsdag:", "och mer.", ": i juni.", "Sagt")
    assert {text: {"sv"} for text in around} == in_languages(page, around)
    linked = rendering.to_html(publication(), links=rendering.Links(page=lambda _: "x.html"))
    assert f'<a href="x.html"><span lang="en">{LINK}</span></a>' in linked


def test_text_and_markdown_read_the_same():
    """They have no sign for a language: the words alone are there, once."""
    said = publication()
    for written in (said.as_text(), said.as_markdown()):
        assert [1] * len(WORDS) == [written.count(word) for word in WORDS]


@pytest.mark.parametrize("lang", ["", "x!", 'en" onclick="x', "e" * 9])
def test_what_is_no_tag_is_no_attribute(lang: str):
    """A page would be wrong; the words stay."""
    columns = [blocks.Column(key="a", title="Vad")]
    cells = (blocks.Foreign("ord", lang), blocks.Link("ord", url="https://a.example", lang=lang))
    body = [blocks.Table(caption="T", columns=columns, rows=[(cell,) for cell in cells])]
    body += [blocks.Paragraph((*cells, blocks.Strong("ord", lang=lang)))]
    page = attrs.evolve(publication(), title="ord", title_lang=lang, blocks=body).as_html()
    assert {"ord": {"sv"}} == in_languages(page, ["ord"])
    assert page.count("lang=") == 1


def test_a_document_says_it_of_its_runs(tmp_path: Path):
    """So that spelling is checked in English, and it is read out so."""
    (path,) = Document(tmp_path / "d").publish_edition(samples.edition(publication()))
    runs = [(run.findtext(qn("w:t")) or "", run) for run in docx.Document(path).element.body.iter(qn("w:r"))]
    said = {text: run.find(f"{qn('w:rPr')}/{qn('w:lang')}") for text, run in runs}
    langs = {text: None if lang is None else lang.get(qn("w:val")) for text, lang in said.items()}
    assert dict.fromkeys(WORDS, "en") == {word: langs[word] for word in WORDS}
    assert {None} == {lang for text, lang in langs.items() if text not in WORDS}


def _runs(deck: bytes) -> Iterator[tuple[str, str]]:
    for slide in Presentation(io.BytesIO(deck)).slides:
        for element in (slide.element, *([slide.notes_slide.element] if slide.has_notes_slide else [])):
            for run in element.iter(f"{DRAWING}r"):
                yield run.findtext(f"{DRAWING}t") or "", run.find(f"{DRAWING}rPr").get("lang")


def test_a_deck_says_it_of_its_runs():
    """On slides, in tables, in what the speaker says."""
    said = set(_runs(deck_of(publication(), samples.edition())))
    assert {(word, "en") for word in WORDS} == {run for run in said if run[0] in WORDS}
    assert {"sv-SE"} == {lang for text, lang in said if not text.startswith(WORDS)}


def _marked(paper: Path) -> tuple[list[str], list[str]]:
    """Return the languages that the structure of a paper says, and those within its elements."""
    elements = [str(element["/Lang"]) for _, element in tags(paper) if "/Lang" in element]
    contents = b"".join(page.get_contents().get_data() for page in opened(paper).pages)
    return elements, re.findall(r"/Lang ?\(([^)]+)\)", contents.decode("latin-1"))


def test_a_paper_says_it_in_its_structure(tmp_path: Path):
    """A PDF's elements and spans have a language each (PDF/UA-1, 7.2); a publication in one has its own alone."""
    (path,) = Print(tmp_path / "p").publish_edition(samples.edition(publication()))
    elements, spans = _marked(path)
    assert ["en"] * 3 == elements  # the title, the row, the note; in the note the rest is Swedish
    assert {"en": 3, "sv-SE": len(spans) - 3} == Counter(spans)
    (plain,) = Print(tmp_path / "q").publish_edition(samples.edition(samples.procurement_list()))
    assert {"sv-SE"} >= {lang for said in _marked(plain) for lang in said}


def test_a_feed_says_it_of_the_titles_of_its_entries(tmp_path: Path):
    """As Atom says it; a title in the feed's own language says nothing."""
    edition = samples.edition(publication(), samples.procurement_list())
    list(Feed(tmp_path / "f", base_url="https://kommun.example/feed").publish_edition(edition))
    feed = ET.fromstring((tmp_path / "f" / "feed-sv.atom").read_bytes())  # noqa: S314 - ours
    titles = {title.text: title.get(f"{XML}lang") for title in feed.findall(f"{ATOM}entry/{ATOM}title")}
    assert "en" == titles.pop(TITLE)
    assert {None} == set(titles.values())
    items = json.loads((tmp_path / "f" / "feed-sv.json").read_text("utf-8"))["items"]
    (item,) = (each for each in items if each["title"] == TITLE)
    assert {WRITTEN: {"en"}} == in_languages(f'<div lang="sv">{item["content_html"]}</div>', [WRITTEN])


def test_a_calendar_says_it_of_a_description(tmp_path: Path):
    """A summary has words of both: it is the calendar's."""
    list(Calendar(tmp_path / "c").publish_edition(samples.edition(publication())))
    (entry,) = (tmp_path / "c").rglob("p*.ics")
    said = entry.read_text("utf-8")
    assert "DESCRIPTION;LANGUAGE=en:Of all roads." in said
    assert f"SUMMARY;LANGUAGE=sv:Sista anbudsdag: {DEADLINE}" in said
