"""The addresses of attributes in OCDS and eForms, and the tables of ``docs/formats.md`` that speak of the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from outreach.fields import ATTRIBUTES
from outreach.model import Procurement

DOCS = Path(__file__).resolve().parents[2] / "docs" / "formats.md"
ROWS = {row.name: row for row in ATTRIBUTES[Procurement]}


def lines(section, *, is_eforms):
    """Return what the table of a section says: names of attributes → what stands in the cell of addresses."""
    text = DOCS.read_text(encoding="utf-8").partition(f"\n## {section}")[2].partition("\n## ")[0]
    for line in re.findall(r"^\| (`.*) \|$", text, re.MULTILINE):
        cells = line.split(" | ")
        names, address = (cells[0], cells[1]) if is_eforms else (cells[1], cells[0])
        yield {name.removeprefix("Procurement.") for name in re.findall(r"`([A-Za-z_.]+)`", names)}, address


def test_business_terms_are_those_of_the_docs():
    """A line of the docs about eForms names exactly the business terms of the attributes it speaks of."""
    told = set()
    for names, address in lines("Notices of the EU", is_eforms=True):
        known = [ROWS[name] for name in names & set(ROWS)]
        if known and names <= set(ROWS):
            told |= names
            terms = {f"BT-{number}" for number in re.findall(r"\d+", address)}
            assert {term for row in known for term in row.eforms} == terms, names
    assert {name for name, row in ROWS.items() if row.eforms} <= told


@pytest.mark.parametrize("row", [row for row in ROWS.values() if row.ocds], ids=lambda row: row.name)
def test_addresses_in_ocds_are_those_of_the_docs(row):
    """The field of OCDS that an attribute has stands in the docs, in a line that speaks of the attribute."""
    field = [
        part.removesuffix("[]") for part in row.ocds.split(".") if part not in ("endDate", "startDate", "name", "id")
    ]
    where = [address for names, address in lines("OCDS", is_eforms=False) if _names(row) & names]
    assert any(field[-1] in address for address in where), (field, where)


def _names(row):
    """Return what the docs call an attribute: a buyer is a record of its own, and bids are counted in words."""
    return {row.name, *({"Buyer"} if row.name.startswith("buyer") else ())}
