"""The made-up municipality's meeting with its suppliers, in two languages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import outreach
from outreach import ContactRole, SessionKind

MUNICIPALITY: Final = "Bokedala kommun"
ZONE: Final = ZoneInfo("Europe/Stockholm")
HEAD: Final = outreach.Contact(
    name="Maria Ekfors",
    role=ContactRole.HEAD_OF_PROCUREMENT,
    email="maria.ekfors@bokedala.example",
    phone="040-628 04 10",
)

# kind, starts, ends, Swedish, English
_PROGRAMME: Final = (
    (SessionKind.PRESENTATION, "13.00", "13.20",
     "Vad kommunen köper, och av vem", "What we buy, and from whom"),
    (SessionKind.PRESENTATION, "13.20", "13.50",
     "Det här ska vi köpa under 2017", "What we will buy in 2017"),
    (SessionKind.BID_TRAINING, "13.50", "14.20",
     "Anbudsskola: fem steg till ett anbud", "Bid training: five steps to a bid"),
    (SessionKind.SUPPLIER_TALK, "14.20", "14.40",
     "En leverantör berättar om sitt första anbud", "A supplier tells of its first bid"),
    (SessionKind.MINGLE, "14.40", "15.40",
     "Kaffe och branschbord: fråga upphandlarna", "Coffee and industry tables: ask the purchasers"),
    (SessionKind.PRESENTATION, "15.40", "16.00",
     "Frågor och svar", "Questions and answers"),
)  # fmt: skip
# Swedish: industry, what we talk about there; English likewise
_TABLES: Final = (
    ("Bygg och anläggning", "Måleri, el, vvs och asfalt",
     "Construction and civil works", "Painting, electricity, plumbing and paving"),
    ("Drift, städ och underhåll", "Lokalvård, grönytor och snöröjning",
     "Cleaning, upkeep and repairs", "Cleaning, green areas and snow clearance"),
    ("Livsmedel och måltider", "Livsmedel i sju delar, bröd från närområdet",
     "Food and meals", "Food in seven lots, bread from nearby"),
    ("Transporter, resor och fordon", "Skolskjuts, personbilar och drivmedel",
     "Transport, travel and vehicles", "School transport, cars and fuel"),
    ("IT och telefoni", "Ett nytt ärendehanteringssystem",
     "IT and telephony", "A new case management system"),
    ("Vård och omsorg", "Bemanning, trygghetslarm och ett nytt LSS-boende",
     "Health and social care", "Staffing, safety alarms and new sheltered housing"),
    ("Konsulttjänster", "Teknikkonsulter i sju delar, tolkar",
     "Consultancy services", "Technical consultants in seven lots, interpreters"),
)  # fmt: skip
_WORDS: Final = {
    "sv": {
        "title": "Företagarträff om offentlig upphandling",
        "description": (
            "Vi berättar vad kommunen köper och vad som är på gång under året. Ni får prata med dem som upphandlar, "
            "bransch för bransch. Ni är välkomna även om ni aldrig har lämnat anbud."
        ),
        "venue": "Stadshuset, Storgatan 1, Bokedala",
    },
    "en": {
        "title": "Supplier meeting on public procurement",
        "description": (
            "We tell you what the municipality buys and what is coming this year. You talk to the people who buy, "
            "industry by industry. You are welcome even if you have never submitted a bid."
        ),
        "venue": "City Hall, Storgatan 1, Bokedala",
    },
}


def meeting(language: str) -> outreach.Event:
    """Return the meeting as told in *language*, ``sv`` or ``en``."""
    words = _WORDS[language]
    return outreach.Event(
        id="2017-var",
        title=words["title"],
        description=words["description"],
        venue=words["venue"],
        organiser=MUNICIPALITY,
        starts=_at("13.00"),
        ends=_at("16.00"),
        contact=HEAD,
        registration_url="https://bokedala.example/foretagartraff",
        registration_deadline=date(2017, 2, 22),
        capacity=120,
        sessions=(*_programme(language), *_tables(language)),
        procurement_ids=("KS 2017:101", "KS 2017:107", "KS 2017:110"),
        changed=date(2017, 1, 9),
    )


def _programme(language: str) -> list[outreach.Session]:
    return [
        outreach.Session(kind=kind, title=sv if language == "sv" else en, starts=_at(starts), ends=_at(ends))
        for kind, starts, ends, sv, en in _PROGRAMME
    ]


def _tables(language: str) -> list[outreach.Session]:
    tables = [table[:2] if language == "sv" else table[2:] for table in _TABLES]
    return [
        outreach.Session(kind=SessionKind.FAIR_TABLE, title=title, industry=industry, table=str(number))
        for number, (industry, title) in enumerate(tables, start=1)
    ]


def _at(clock: str) -> datetime:
    hour, minute = clock.split(".")
    return datetime(2017, 3, 1, int(hour), int(minute), tzinfo=ZONE)
