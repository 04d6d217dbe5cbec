"""What the publications' tests compose from: a list and a meeting, with the blemishes real ones have."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from outreach import blocks
from outreach.dataset import Dataset
from outreach.model import (
    Classification,
    Contact,
    ContactRole,
    ContractLength,
    Estimate,
    Event,
    Nature,
    Period,
    Procedure,
    Procurement,
    Session,
    SessionKind,
    Stage,
    Technique,
)
from outreach.rendering._publication import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.rendering._publication import Publication

LOCALES = ("sv_SE", "en_GB")
TODAY = date(2017, 1, 10)
ZONE = ZoneInfo("Europe/Stockholm")
PERSONAL = "640823-3234"
"""A personal identity number with a right check digit, of nobody."""
BUYER = "Bokedala kommun"
KARIN = Contact(name="Karin Exempelsson", email="karin.exempelsson@bokedala.example", phone="040-628 04 10")
LARS = Contact(name="Lars Provberg", phone="040-628 04 11")
ANNA = Contact(
    name="Anna Testgren",
    role=ContactRole.HEAD_OF_PROCUREMENT,
    email="anna.testgren@bokedala.example",
    phone="040-628 04 12",
)


def crowns(low: int, high: int | None = None, *, about: bool = False) -> Estimate:
    """Return an estimate in kronor."""
    return Estimate(low=Decimal(low), high=Decimal(high or low), currency="SEK", about=about)


PROCUREMENTS = (
    Procurement(
        id="U-1",
        internal_id="KS 2017/41",
        title="Städtjänster, kommunens lokaler",
        description="Städning av skolor och kontor.",
        buyer=BUYER,
        unit="Tekniska förvaltningen",
        industry="Städ",
        classifications=(Classification(scheme="CPV", code="90910000"),),
        nature=Nature.SERVICES,
        procedure=Procedure.OPEN,
        planned_publication=Period.parse("Q2 2017"),
        estimated_value=crowns(2_000_000, 4_000_000),
        contract_period=Period.parse("2017-10-01"),
        contract_length=ContractLength.parse("2+1+1 år"),
        incumbents=("Ljungåsens Städ AB",),
        current_contract_ends=Period.parse("2017-09-30"),
        purchaser=KARIN,
        suits_small_suppliers=True,
        changed=date(2017, 1, 9),
    ),
    Procurement(
        id="U-2",
        title="Skolskjuts med buss",
        buyer=BUYER,
        procedure=Procedure.SIMPLIFIED,
        planned_publication=Period.parse("Kv 1 2017"),
        estimated_value=crowns(40_000_000),
        incumbents=("Lärkans Skolskjuts AB", "Norrsjö Taxi AB"),
        purchaser=LARS,
        comments="Delad i fyra områden",
        changed=date(2016, 11, 2),
    ),
    Procurement(
        id="U-3",
        title="Livsmedel, kolonial och djupfryst",
        buyer=BUYER,
        techniques=(Technique.FRAMEWORK,),
        planned_publication=Period.parse("våren 2017"),
        estimated_value=crowns(30_000_000, about=True),
    ),
    Procurement(
        id="U-4",
        title="Målningsarbeten, ramavtal",
        buyer=BUYER,
        comments=f"Fråga Sven {PERSONAL}",
        incomplete=(("estimated_value", "ca 3 mkr/år"), ("planned_publication", "när avtalet sagts upp")),
    ),
    Procurement(
        id="U-5",
        title="Hemtjänst, valfrihet",
        buyer=BUYER,
        techniques=(Technique.FREE_CHOICE,),
        planned_publication=Period.parse("löpande"),
    ),
    Procurement(
        id="U-6",
        title="Tolktjänster",
        buyer=BUYER,
        stage=Stage.ADVERTISED,
        tender_deadline=datetime(2017, 2, 14, 23, 59, tzinfo=ZONE),
        notice_url="https://annonser.example/6",
        estimated_value=crowns(1_500_000),
    ),
    Procurement(id="U-7", title="Skolfoto", buyer=BUYER, planned_publication=Period.parse("hösten 2016")),
    Procurement(id="U-8", title="Asfaltering", buyer=BUYER, stage=Stage.AWARDED),
    Procurement(
        id="U-9",
        title="Tolktjänster",
        buyer=BUYER,
        procedure=Procedure.DIRECT,
        planned_publication=Period.parse("hösten 2017"),
        certainty="osäker",
    ),
)


def dataset(*procurements: Procurement) -> Dataset:
    """Return what was read: *procurements*, or those of this module."""
    empty = Dataset().procurements
    return Dataset(procurements=type(empty)(Procurement, procurements or PROCUREMENTS))


def _at(hour: int, minute: int = 0) -> datetime:
    return datetime(2017, 3, 1, hour, minute, tzinfo=ZONE)


SESSIONS = (
    Session(kind=SessionKind.BID_TRAINING, title="Så lämnar ni anbud", starts=_at(14), ends=_at(15)),
    Session(
        kind=SessionKind.PRESENTATION,
        title="Det här ska vi köpa",
        starts=_at(13),
        ends=_at(14),
        staff=(LARS,),
        speaker_ids=("5560160680",),
    ),
    Session(kind=SessionKind.FAIR_TABLE, title="Mat", industry="livsmedel", table="2"),
    Session(kind=SessionKind.FAIR_TABLE, title="Hus och vägar", industry="bygg", table="1"),
)


def meeting(**changes: Any) -> Event:
    """Return the meeting, with *changes*."""
    given = {
        "id": "2017-var",
        "title": "Företagarträff om offentlig upphandling",
        "venue": "Stadshuset, Bokedala",
        "organiser": BUYER,
        "starts": _at(13),
        "ends": _at(16),
        "registration_url": "https://bokedala.example/anmalan",
        "registration_deadline": date(2017, 2, 22),
        "capacity": 80,
        "contact": ANNA,
        "sessions": SESSIONS,
    }
    return Event(**(given | changes))


def text_of(publication: Publication) -> str:
    """Return all a reader sees, parts too, on one line and with ordinary spaces."""
    whole = "\n".join([publication.as_text(), *(part.as_text() for part in publication.parts)])
    return " ".join(whole.split())


def bytes_of(publication: Publication) -> str:
    """Return everything that can leave: pages, tables for download, facts, addresses."""
    return repr(publication) + publication.as_html() + publication.as_markdown()


def all_of(publication: Publication, kind: type) -> list[Any]:
    """Return the blocks of a *kind*, in order."""
    return [block for block in walk(publication.blocks) if isinstance(block, kind)]


def headings(publication: Publication) -> list[str]:
    """Return the headings."""
    return [block.text for block in all_of(publication, blocks.Heading)]


def sentences(publication: Publication) -> Iterator[str]:
    """Yield every sentence of paragraphs and lists."""
    for block in walk(publication.blocks):
        texts = block.items if isinstance(block, blocks.List) else [getattr(block, "text", ())]
        if isinstance(block, (blocks.Paragraph, blocks.List)):
            for text in texts:
                whole = "".join(part if isinstance(part, str) else part.text for part in text)
                yield from (each.strip() for each in whole.replace("kl.", "kl").split(". ") if each.strip())
