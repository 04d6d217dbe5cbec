"""Every time, value and length in the sample lists is read as people read it."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest

from outreach import countries
from outreach.errors import UnreadableError
from outreach.values import (
    date_order,
    parse_contract_length,
    parse_day_number,
    parse_estimate,
    parse_period,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LISTS = [
    "lists/truth/alsvike-upphandlingsplan.csv.json",
    "lists/truth/council-procurement-pipeline.csv.json",
    "lists/truth/flera-forvaltningar-2018.xlsx.json",
    "lists/truth/hassleholm-form-2017.xlsx.json",
    "lists/truth/norrbacka-kommande.html.json",
    "lists/truth/storkommun-plan-300.xlsx.json",
    "lists/truth/tallmo-upphandlingslista.pdf.json",
    "registers/truth/council-contract-register.csv.json",
    "registers/truth/avtal-eavrop-form.xlsx.json",
]
UNITS = {"Teknik": 1_000_000}  # the sheet that counts in mkr; the others of that file count in tkr


def cells(shared: Path, name: str, mark: str) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Yield field, cell and list of every field whose truth has *mark*."""
    whole = json.loads((shared / "data" / name).read_text(encoding="utf-8"))
    for record in whole["records"]:
        for field, cell in record.items():
            if isinstance(cell, dict) and mark in cell and isinstance(cell.get("text"), str):
                yield field, {**cell, "location": record["origin"]["location"]}, whole


@pytest.mark.parametrize("name", LISTS)
def test_times_are_read_as_people_read_them(shared, name):
    """Bounds and precision agree, with the order of the column or else the table, and the list's year."""
    found = sorted(cells(shared, name, "precision"), key=lambda one: one[0])
    table_order = date_order([cell["text"] for _, cell, _ in found])
    for _, column in groupby(found, key=lambda one: one[0]):
        fields = list(column)
        order = date_order([cell["text"] for _, cell, _ in fields]) or table_order
        for field, cell, whole in fields:
            expected = (cell["start"], cell["end"], cell["precision"])
            assert expected == as_told(cell["text"], whole.get("list_year"), order), (field, cell["text"])


def as_told(text, year, order):
    try:
        found = parse_period(text, default_year=year if isinstance(year, int) else None, order=order)
    except UnreadableError as error:
        if "day number" in error.hint:
            day = parse_day_number(text).isoformat()
            return day, day, "day"
        return None, None, "none"
    precision = {"half_year": "half"}.get(found.precision, found.precision)
    return found.start and found.start.isoformat(), found.end and found.end.isoformat(), precision


@pytest.mark.parametrize("name", LISTS)
def test_values_are_read_as_people_read_them(shared, name):
    """Bounds, *about* and *per year* agree, and a currency that is read is the right one."""
    for _, cell, _ in cells(shared, name, "low"):
        factor = UNITS.get(cell["location"], 1000) if "flera" in name else 1
        found = parse_estimate(cell["text"], factor=factor, home="SEK")
        expected = (cell["low"], cell["high"], cell["about"], cell.get("per"))
        assert expected == (found.low, found.high, found.about, found.per), cell["text"]
        assert found.currency in {cell["currency"], None}


@pytest.mark.parametrize("name", LISTS)
def test_lengths_are_read_as_people_read_them(shared, name):
    """Fixed time, options and the whole agree; where people read nothing, so does the library."""
    for _, cell, _ in cells(shared, name, "max_months"):
        if cell["max_months"] is None:
            with pytest.raises(UnreadableError):
                parse_contract_length(cell["text"])
        else:
            expected = (cell["months"], tuple(cell["options"] or ()), cell["max_months"])
            assert expected == parse_contract_length(cell["text"]), cell["text"]


@pytest.mark.parametrize("name", ["foretagsregister-naringsliv", "foretag-rikstackande-form", "avtal-rangordning-form"])
def test_organisation_numbers_are_read_as_people_read_them(shared, name):
    """Ten digits and whose they are agree; an invalid number is refused."""
    (path,) = (shared / "data" / "registers" / "truth").glob(f"{name}.*")
    for identifier in identifiers(json.loads(path.read_text(encoding="utf-8"))["records"]):
        if identifier["id"] is None:
            with pytest.raises(UnreadableError):
                countries.country("SE").parse_organisation(identifier["text"])
        else:
            found = countries.country("SE").parse_organisation(identifier["text"])
            assert (identifier["scheme"], identifier["id"][-10:], identifier["scheme"] == "SE-PNR") == found


def identifiers(node: Any) -> Iterator[dict[str, str]]:
    """Yield every organisation or personal number within *node*."""
    if isinstance(node, dict) and node.get("scheme") in {"SE-ON", "SE-PNR"} and isinstance(node.get("text"), str):
        yield node
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from identifiers(child)
