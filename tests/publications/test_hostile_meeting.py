"""Hostile texts in every field of a meeting: its papers hold them as text, and no text makes another block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hostile_publications import hostile_texts
from outreach import publications
from outreach.model import Contact, ContactRole, ParticipationRole, Session, SessionKind
from publications.fair_support import person, whole
from publications.support import TODAY, dataset, meeting
from publications.test_programme import YES

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.rendering._publication import Publication


def papers(text: str) -> list[Publication]:
    """Return every paper of a meeting whose every field says *text*."""
    contact = Contact(name=text, role=ContactRole.PURCHASER, email=text, phone=text)
    title = text if text.strip() else "Titel"
    tables = [
        Session(kind=SessionKind.FAIR_TABLE, title=title, industry=text, table=text, staff=(contact,)),
        Session(kind=SessionKind.PRESENTATION, title=title, description=text, speaker_ids=("s",)),
    ]
    event = meeting(title=title, description=text, venue=text, organiser=text, contact=contact, sessions=tables)
    people = [
        person(text, text, id="s", role=ParticipationRole.SPEAKER, consents=YES, contact=contact),
        person(text, text, industry=text, wishes=(text,), contact=contact, session_ids=(text,)),
    ]
    data = whole(*people)
    return [
        publications.programme(event, data, today=TODAY),
        publications.fair(event, data, today=TODAY),
        publications.table_signs(event, url=text),
        publications.name_badges(people, event),
        publications.purchaser_sheets(event, data, today=TODAY),
        publications.bid_handout(dataset(), today=TODAY, buyer=text, contact=contact, notices_url=text),
    ]


def shape(publication: Publication) -> list[str]:
    """Return the kinds of the blocks, those of the parts too."""
    return [type(block).__name__ for page in (publication, *publication.parts) for block in page.blocks]


def test_no_text_breaks_out(shared: Path):
    """Each paper can be composed and shown with each text, and stays what it is with a plain one."""
    plain = [shape(paper) for paper in papers("Text")]
    for text in filter(str.strip, hostile_texts(shared)):
        made = papers(text)
        assert [shape(paper) for paper in made[:3]] == plain[:3], text
        for paper in made:
            for page in (paper, *paper.parts):
                assert "<script" not in page.as_html().casefold(), text
                page.as_text()
                page.as_markdown()
