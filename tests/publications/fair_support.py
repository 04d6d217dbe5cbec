"""A fair for the tests of its papers: purchasers, purchases and people of a municipality that does not exist."""

from __future__ import annotations

import functools
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import polars as pl

from outreach import analysis, publications
from outreach.ledger import COLUMNS, Ledger, LedgerPart
from outreach.model import (
    Contact,
    ContactRole,
    Participation,
    ParticipationStatus,
    Purchaser,
    Supplier,
)
from publications.support import PROCUREMENTS, TODAY, dataset, meeting

if TYPE_CHECKING:
    from outreach.dataset import Dataset
    from outreach.model import Event

_TYPES = {"date": pl.Date(), "amount": pl.Int64(), "origin_line": pl.Int64()}
_SCHEMA = {column: _TYPES.get(column, pl.String()) for column in COLUMNS}
BOUGHT = (
    *(("bygg", f"Byggare {number} AB", 1_000_000 * number) for number in range(1, 8)),
    *(("städ", f"Städare {number} AB", 100_000 * number) for number in range(1, 6)),
    ("it", "Data AB", 400_000),
    ("vård", "Omsorg AB", 300_000),
)
ANN = Contact(name="Ann Björk", role=ContactRole.PURCHASER, email="ann.bjork@bokedala.example", phone="040-1")
BO = Contact(name="Bo Ek")
"""A purchaser without a role: no contact in office, so no page names him."""
PURCHASERS = (
    Purchaser(contact=ANN, industries=("bygg", "städ")),
    Purchaser(contact=BO, industries=("städ",)),
)


def purchases(*rows: tuple[str, str, int]) -> Ledger:
    """Return a ledger of 2016: industry, supplier and kronor a row."""
    every = [
        {"date": date(2016, 3, 1), "currency": "SEK", "industry": industry, "supplier": name, "amount": amount * 100}
        for industry, name, amount in rows
    ]
    frame = pl.DataFrame(every, schema=_SCHEMA)
    return Ledger((LedgerPart.of(lambda: frame),))


@functools.cache  # a ledger counts once what it is asked again
def _bought() -> Ledger:
    return purchases(*BOUGHT)


def whole(*participations: Participation, suppliers: tuple[Supplier, ...] = ()) -> Dataset:
    """Return what was read: the tests' procurements, purchases, and these people."""
    data = dataset(*PROCUREMENTS)
    return attrs.evolve(
        data,
        purchases=_bought(),
        participations=type(data.participations)(Participation, participations),
        suppliers=type(data.suppliers)(Supplier, suppliers),
    )


def fair_event(locale: str = "sv_SE", *, count: int | None = 3, **changes: Any) -> Event:
    """Return the meeting with the tables that the tests' data plans."""
    tables = analysis.fair_tables(whole(), today=TODAY, purchasers=PURCHASERS, count=count)
    return publications.with_fair_tables(meeting(**changes), tables, locale=locale)


def person(name: str = "", company: str = "", **changes: Any) -> Participation:
    """Return somebody who has registered."""
    given: dict[str, Any] = {
        "id": f"{name}-{company}",
        "supplier_name": company,
        "contact": Contact(name=name, email=f"{len(name)}@{len(company)}.example") if name else None,
        "status": ParticipationStatus.REGISTERED,
    }
    return Participation(**(given | changes))
