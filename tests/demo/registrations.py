"""Who registered for the made-up municipality's meeting, as a form tool would export it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from demo.companies import FIRST_NAMES, SURNAMES, Company

if TYPE_CHECKING:
    import random

HEADINGS = (
    "Anmälningsnummer", "Förnamn", "Efternamn", "E-post", "Företag", "Organisationsnummer", "Bransch",
    "Lämnat anbud tidigare", "Status",
)  # fmt: skip
INDUSTRIES = {
    "building": "Bygg och anläggning", "electric": "Bygg och anläggning", "painting": "Bygg och anläggning",
    "cleaning": "Drift, städ och underhåll", "greenery": "Drift, städ och underhåll",
    "food": "Livsmedel och måltider", "farm": "Livsmedel och måltider", "bus": "Transporter, resor och fordon",
    "it": "IT och telefoni", "care": "Vård och omsorg", "staffing": "Vård och omsorg",
    "engineers": "Konsulttjänster",
}  # fmt: skip
PEOPLE = 24
CALLED_OFF = {6, 17}


def registrations(chance: random.Random, firms: list[Company]) -> bytes:
    """Return the registrations as a UTF-8 file with semicolons: a company sends one or two people."""
    here = [firm for firm in firms if firm.trade.key in INDUSTRIES]
    coming = chance.sample(here, PEOPLE * 3 // 4)
    senders = [*coming, *coming[: PEOPLE - len(coming)]]
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
    rows.writerow(HEADINGS)
    for place, firm in enumerate(senders, 1):
        first, last = FIRST_NAMES[place % len(FIRST_NAMES)], SURNAMES[(7 * place) % len(SURNAMES)]
        mail = f"{first}.{last}@foretag{place}.example".casefold().translate(str.maketrans("åäö", "aao"))
        has_bid = "Nej" if place % 3 == 0 else "Ja"
        status = "Återbud" if place in CALLED_OFF else "Anmäld"
        number = f"{firm.number[:6]}-{firm.number[6:]}"
        industry = INDUSTRIES[firm.trade.key]
        rows.writerow((f"A-{place:03d}", first, last, mail, firm.name, number, industry, has_bid, status))
    return b"\xef\xbb\xbf" + text.getvalue().encode()
