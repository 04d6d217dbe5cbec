"""What a British council publishes: no Swedish word, authority, band or language, in any byte of any channel."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import attrs
import pytest

import outreach
from independent_readers import unpacked
from outreach import blocks, model, publications, sources
from outreach.publishers import Deck, Document, Print, Site

TODAY = date(2026, 1, 12)
NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
SWEDISH = re.compile(
    rb"""lang(?:uage)?=["']sv|sv[-_]SE|xml:lang="sv|Swed|Sverige|svensk|konkurrensverket|Bolagsverket|Statistics\ Sweden
    |administrative\ court|[0-9](?:\s|\xc2\xa0)kr\b|kronor|SEK\b|in\ TED|ESPD|EU\xe2\x80\x99s|Hitta\ det
    |[Uu]pphandling|[Ll]everant|[Ii]nk\xc3\xb6p
    |[Kk]ommun\b|ten\ days|notice\ database""",
    re.VERBOSE,
)
EVENT = outreach.Event(
    id="2026-spring",
    title="Meet the buyer",
    organiser="Northbury Council",
    venue="Town Hall, Northbury",
    starts=datetime(2026, 3, 4, 13, tzinfo=UTC),
    ends=datetime(2026, 3, 4, 16, tzinfo=UTC),
    contact=outreach.Contact(name="Jo Ward", role=outreach.ContactRole.PURCHASER, email="buy@northbury.example"),
    sessions=(
        outreach.Session(kind=outreach.SessionKind.SUPPLIER_TALK, title="A supplier tells"),
        outreach.Session(kind=outreach.SessionKind.FAIR_TABLE, title="Roofing", industry="Construction", table="1"),
    ),
)


def procurement(number: int, **more: object) -> model.Procurement:
    """Return a British procurement; its list does not say that it is in English."""
    given = {
        "id": f"NC-{number}",
        "title": f"School meals, area {number}",
        "buyer": "Northbury Council",
        "description": "Meals for four schools.",
        "industry": ("Food", "Grounds keeping")[number % 2],
        "planned_publication": model.Period.parse(f"2026-{number + 2:02}"),
        "estimated_value": model.Estimate(low=100_000 * number, high=200_000 * number, currency="GBP"),
        "comments": "Two lots.",
    }
    return model.Procurement(**{**given, **more})


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> outreach.Dataset:
    """Return a small British ledger and list."""
    path = tmp_path_factory.mktemp("britain") / "spend-2025.csv"
    rows = [
        f"2025-{month:02}-05,{900 * month * number}.50,Firm {number} Ltd,0000{number:04},{industry}"
        for month in range(1, 13)
        for number, industry in enumerate(("Food", "Grounds keeping", "Construction"), start=1)
    ]
    path.write_text("\n".join(["Date,Amount,Supplier,Supplier reference,Industry", *rows]) + "\n", encoding="utf-8")
    read = outreach.read(sources.Csv(path, currency="GBP"))
    listed = [procurement(number) for number in range(1, 5)]
    listed.append(
        procurement(9, stage=model.Stage.ADVERTISED, planned_publication=None, tender_deadline=date(2026, 2, 2))
    )
    ending = model.Contract(id="c", title="Grass cutting", period=model.Period.parse("2024-01-01–2026-06-30"))
    return attrs.evolve(
        read,
        procurements=outreach.Records(model.Procurement, listed),
        contracts=outreach.Records(model.Contract, [ending]),
    )


def composed(data: outreach.Dataset) -> list[outreach.Publication]:
    """Return the list, the spend report, the talk, the handout, the invitation and what else is public of a meeting."""
    return [
        publications.procurement_list(data, today=TODAY, country="GB"),
        publications.spend_report(data, today=TODAY, country="GB"),
        publications.spend_presentation(data, EVENT, today=TODAY, country="GB"),
        publications.bid_handout(data, today=TODAY, buyer="Northbury Council", country="GB"),
        publications.invitation(EVENT, data, today=TODAY, country="GB"),
        publications.programme(EVENT, data, today=TODAY, country="GB"),
        publications.fair(EVENT, data, today=TODAY, country="GB"),
    ]


def test_the_language_is_the_countrys(data):
    """Who asks for none gets English."""
    assert {page.locale for page in composed(data)} == {"en_GB"}


def test_nothing_swedish_is_said(data):
    """Neither in the texts nor in the languages of their parts."""
    for page in composed(data):
        for each in (page, *page.parts):
            found = SWEDISH.findall(each.as_html().encode() + repr(each.facts).encode())
            assert [] == found, each.id


def test_the_handout_names_british_law(data):
    """Where notices stand, how long the standstill is, and which court reviews."""
    text = " ".join(publications.bid_handout(data, today=TODAY, country="GB").as_text().split())
    assert "Find a Tender" in text
    assert "eight working days" in text
    assert "High Court" in text


def test_in_swedish_the_british_words_stand_beside(data):
    """A Swede who reads of a British procurement meets the words that its notices use."""
    page = publications.bid_handout(data, today=TODAY, country="GB", locale="sv_SE")
    lists = [item for block in page.blocks if isinstance(block, blocks.List) for item in block.items]
    assert any(isinstance(part, blocks.Foreign) and part.lang == "en" for item in lists for part in item)


def test_a_swedish_council_in_english_keeps_swedish_law(data):
    """The language does not choose the law."""
    text = " ".join(publications.bid_handout(data, today=TODAY, locale="en_GB").as_text().split())
    assert "Swedish Competition Authority" in text


def test_no_byte_of_any_channel_is_swedish(data, tmp_path):
    """Pages, slides and papers, with everything that is packed in them."""
    channels = [Site(tmp_path / "site"), Deck(tmp_path / "deck"), Document(tmp_path / "doc"), Print(tmp_path / "print")]
    outreach.publish(composed(data), channels, now=NOW)
    found = {
        (path.name, trace)
        for path in filter(lambda path: path.is_file() and path.name != ".outreach.json", tmp_path.rglob("*"))
        for trace in SWEDISH.findall(unpacked(path.read_bytes(), path.name))
    }
    assert set() == found
