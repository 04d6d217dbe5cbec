"""The companies of a made-up municipality: who there is, in what trade, from where.

Names are put together from common words; organisation numbers lie in 559901–559999, sole traders' numbers are test
numbers of people born in 1890. Whatever resembles a real company is chance.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random

HOME = "1299"  # a code that no municipality has
HOME_NAME = "Bokedala"
NEIGHBOURS = {
    "1257": "Örkelljunga",
    "1267": "Höör",
    "1273": "Osby",
    "1275": "Perstorp",
    "1276": "Klippan",
    "1290": "Kristianstad",
    "1293": "Hässleholm",
}
FAR = {"0180": "Stockholm", "1280": "Malmö", "1281": "Lund", "1283": "Helsingborg", "1480": "Göteborg", "0780": "Växjö"}

SURNAMES = """
    Alvehed Asktorp Bergdala Björklid Bokvall Brännlid Dalvik Ekfors Elmlund Fagerdal Forsvik Furulid Granhed
    Gullvik Hagelid Hallvik Hasselmark Havsved Hedtorp Högdal Junelid Klintvik Kvarnlid Lindhed Ljungvall Lövdal
    Mossvik Nordlid Norrhed Rönnvall Sandlid Sjövall Skogvik Stenlid Strandhed Sundvall Tallvik Torplid Videlund
    Åkervall Älvlid Ängmark Ödelund Öjvall
""".split()  # noqa: SIM905 - a list of words reads better as a text
FIRST_NAMES = """
    Anna Bengt Cecilia David Elsa Fredrik Gunilla Henrik Ingrid Johan Karin Lars
""".split()  # noqa: SIM905 - a list of words reads better as a text


class Trade(NamedTuple):
    """What companies of one trade are like, and how the municipality buys from them."""

    key: str
    sni: str
    names: str  # templates, separated by |
    accounts: str
    units: str  # as in UNITS below; * for any
    companies: int
    rows: int  # purchases of a typical company in a year
    median: int  # kronor a purchase
    spread: float  # of the logarithm of a purchase's amount
    local: float  # share of the companies that are at home here
    sizes: str  # one letter a company: m(icro) s(mall) M(edium) L(arge)


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table beside this file."""
    with Path(__file__).with_name(f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _trade(row: dict[str, str]) -> Trade:
    numbers = {"companies": int, "rows": int, "median": int, "spread": float, "local": float}
    return Trade(**row | {name: number(row[name]) for name, number in numbers.items()})


TRADES = tuple(_trade(row) for row in table("trades"))


class Company(NamedTuple):
    """One company."""

    trade: Trade
    name: str
    number: str  # ten digits, as in a register
    municipality: str
    town: str
    size: str
    is_person: bool = False


def luhn(digits: str) -> str:
    """Return the check digit of nine *digits*."""
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(digits))
    return str(-total % 10)


def companies(chance: random.Random) -> list[Company]:
    """Return all companies, those of one trade after another; the first of each trade sells most."""
    names = set[str]()
    made = [_company(trade, place, chance, names) for trade in TRADES for place in range(trade.companies)]
    return [company._replace(number=_number(serial)) for serial, company in enumerate(made, start=1)]


def sole_traders() -> list[Company]:
    """Return sole traders (enskilda näringsidkare), whose number is a person's: test numbers of 1890."""
    trades = [trade for trade in TRADES if trade.key in {"painting", "greenery", "culture", "farm"}]
    return [
        Company(
            trades[place % 4], f"{first} {SURNAMES[3 * place]}", _person(place), HOME, HOME_NAME, "m", is_person=True
        )
        for place, first in enumerate(FIRST_NAMES)
    ]


def _company(trade: Trade, place: int, chance: random.Random, names: set[str]) -> Company:
    templates = trade.names.split("|")
    name = templates[place % len(templates)].format(chance.choice(SURNAMES))
    while name in names:
        name = templates[place % len(templates)].format(chance.choice(SURNAMES))
    names.add(name)
    municipality, town = _home(trade, place, chance)
    return Company(trade, name, "", municipality, town, trade.sizes[place % len(trade.sizes)])


def _home(trade: Trade, place: int, chance: random.Random) -> tuple[str, str]:
    # The largest company of a trade comes from elsewhere, as it does in most places.
    if place and (place - 1) / max(trade.companies - 1, 1) < trade.local:
        return HOME, HOME_NAME
    return chance.choice(list((NEIGHBOURS if chance.random() < 0.45 else FAR).items()))


def _number(serial: int) -> str:
    digits = f"5599{1 + serial * 7 % 99:02d}{serial * 37 % 1000:03d}"
    return digits + luhn(digits)


def _person(place: int) -> str:
    digits = f"90010{1 + place % 9}98{place % 4}"
    return digits + luhn(digits)
