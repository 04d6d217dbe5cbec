"""The pages of industries, and the last days for a calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import attrs
import pytest

from outreach import blocks, publications
from outreach.model import EventStatus, Stage
from publications.support import LOCALES, PROCUREMENTS, ZONE, all_of, dataset, headings, text_of

if TYPE_CHECKING:
    import outreach
    from outreach.dataset import Dataset

CLEANING = PROCUREMENTS[0]
LATER = date(2017, 2, 10)


def listed(data: Dataset, locale: str = "sv_SE") -> outreach.Publication:
    return publications.procurement_list(data, today=LATER, locale=locale)


def test_every_industry_has_a_page():
    """With its procurements, the next first, and whom to ask; linked from the list and from each procurement."""
    whole = listed(dataset())
    pages = {part.id: part for part in whole.parts if part.kind == "industry"}
    assert list(pages) == ["industry-maintenance"]
    page = pages["industry-maintenance"]
    assert page.title == "Drift, städ och underhåll: kommande upphandlingar"
    assert "Se vad vi planerar att köpa inom drift, städ och underhåll" in text_of(page)
    assert "Karin Exempelsson" in text_of(page)
    assert [each.id for each in page.facts.procurements] == ["U-1"]
    first = next(part for part in whole.parts if part.id == "procurement-u-1")
    assert "data-to" not in first.as_html()
    links = {
        item.to
        for block in first.blocks
        if isinstance(block, blocks.Facts)
        for _, text in block.items
        for item in text
        if isinstance(item, blocks.Link)
    }
    assert links == {"industry-maintenance"}


def test_industries_of_every_word():
    """Words that the vocabulary has not keep a page of their own; what has no industry is on none."""
    words = ("Bygg", "bygg och anläggning", "Rymdfart", "rymdfart ", "")
    data = dataset(
        *(attrs.evolve(CLEANING, id=str(place), industry=word, classifications=()) for place, word in enumerate(words))
    )
    swedish, english = (listed(data, locale=locale) for locale in LOCALES)
    for whole in (swedish, english):
        pages = [part for part in whole.parts if part.kind == "industry"]
        assert {part.id: len(part.facts.procurements) for part in pages} == {
            "industry-construction": 2,
            "industry-rymdfart": 2,
        }
    assert "- Bygg och anläggning (2)" in text_of(swedish)
    assert "Hitta er bransch" in headings(swedish)


def test_the_sections_of_an_industry():
    """What is open, planned, passed and over, each with what matters then."""
    every = dataset(*(attrs.evolve(each, industry="Städ") for each in PROCUREMENTS))
    page = next(part for part in listed(every).parts if part.kind == "industry")
    assert headings(page) == ["Öppna för anbud nu", "Planerade", "Planerad tid har passerat", "Avslutade och avbrutna"]
    over = dataset(attrs.evolve(CLEANING, stage=Stage.CANCELLED))
    page = next(part for part in listed(over).parts if part.kind == "industry")
    assert "Just nu planerar vi inget mer i den här branschen." in text_of(page)


def appointments(**fields) -> list[blocks.Appointment]:
    whole = listed(dataset(attrs.evolve(CLEANING, **fields)))
    assert all_of(whole, blocks.Appointment) == []
    return all_of(whole.parts[0], blocks.Appointment)


def test_last_days_are_calendar_entries():
    """Of what is advertised: by the day or by the hour, with the industry; stable ids."""
    last = datetime(2017, 3, 1, 12, tzinfo=ZONE)
    asked, bid = appointments(stage=Stage.ADVERTISED, question_deadline=date(2017, 2, 20), tender_deadline=last)
    assert [asked.uid, bid.uid] == [f"procurement-u-1-{key}@bokedala-kommun" for key in ("questions", "bids")]
    assert [asked.starts, bid.starts] == [date(2017, 2, 20), last]
    assert [(each.is_deadline, each.industry) for each in (asked, bid)] == [(True, "Drift, städ och underhåll")] * 2
    assert bid.title == "Sista anbudsdag: Städtjänster, kommunens lokaler"


@pytest.mark.parametrize(
    "fields",
    [
        {"stage": Stage.PLANNED, "tender_deadline": date(2017, 3, 1)},
        {"stage": Stage.ADVERTISED},
        {"stage": Stage.ADVERTISED, "tender_deadline": date(2017, 2, 9)},
        {"stage": Stage.AWARDED, "tender_deadline": date(2017, 3, 1)},
    ],
)
def test_what_is_no_last_day_is_no_entry(fields: dict):
    """Not advertised, not known, passed, decided."""
    assert appointments(**fields) == []


def test_a_cancelled_procurement_cancels_its_last_day():
    """So that nobody waits for it."""
    (entry,) = appointments(stage=Stage.CANCELLED, tender_deadline=date(2017, 3, 1))
    assert entry.status is EventStatus.CANCELLED


def test_of_one_id_the_later_counts():
    """Records made by hand may name a thing twice; it has one row, one page and one address."""
    whole = listed(dataset(CLEANING, attrs.evolve(CLEANING, title="Fönsterputs")))
    assert [part.title for part in whole.parts if part.kind == "procurement"] == ["Fönsterputs"]
