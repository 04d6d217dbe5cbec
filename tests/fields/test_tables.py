"""The tables of attributes: they speak of the records there are, and nothing stands in them twice."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from outreach import Dataset, analysis, fields, languages, words
from outreach.fields import ATTRIBUTES, NEEDS
from outreach.fields.row import Place
from outreach.model import Lot, Procurement
from outreach.publications.procurements.tables import LAID_OUT

RECORDS = pytest.mark.parametrize("record", ATTRIBUTES, ids=lambda record: record.__name__)
NOT_OF_A_FILE = {"origin", "incomplete"}
OTHER_COLUMNS = {"lot", "internal", "health_data", "bank_details", "access_code", "comment", "has_bid_before"}
"""What headings are known for besides attributes: what is never kept, and what becomes another record."""


@RECORDS
def test_each_attribute_has_one_row(record):
    """Every attribute of a record has a row and no row is of another; a lot is read with its procurement's id."""
    names = [row.name for row in ATTRIBUTES[record]]
    own = {field.name for field in attrs.fields(record)} - NOT_OF_A_FILE
    assert own | ({"procurement_id"} if record is Lot else set()) == set(names)
    assert len(names) == len(set(names))


@RECORDS
def test_required_is_what_the_record_cannot_be_without(record):
    """A row is set aside without exactly what the record's class demands."""
    demanded = {field.name for field in attrs.fields(record) if field.default is attrs.NOTHING}
    own = {row.name for row in ATTRIBUTES[record] if row.required}
    assert demanded == own - ({"procurement_id"} if record is Lot else set())


@pytest.mark.parametrize("record", NEEDS, ids=lambda record: record.__name__)
def test_every_heading_fills_an_attribute(record):
    """A column that headings are known for fills an attribute, or is one of those that are known and left."""
    known = set(words.headings(record.__name__))
    of_people = {"name", "email", "supplier_name"}  # of who answers a survey: known so as to be left
    assert known - set(fields.columns(record)) <= OTHER_COLUMNS | of_people
    assert {column for group in NEEDS[record] for column in group} <= known


@RECORDS
@pytest.mark.parametrize("locale", ["sv_SE", "en_GB"])
def test_labels_are_in_every_language(record, locale):
    """Each label, wherever it is shown, stands in the catalogue of each language."""
    t = languages.translator(locale)
    for row in ATTRIBUTES[record]:
        labels = [row.label, *row.labels.values(), *(sample.label for sample in row.samples)]
        assert all(t.of(label) for label in labels if label)


def test_what_is_compared_is_shown():
    """Attributes that are compared between two lists have places of their own in that order, and a name there."""
    compared = sorted((row.weight, row.name) for row in ATTRIBUTES[Procurement] if row.weight)
    assert [weight for weight, _ in compared] == list(range(1, len(compared) + 1))
    for _, name in compared:
        row = fields.attribute(Procurement, name)
        assert Place.CHANGES in row.shown
        assert row.label_at(Place.CHANGES)


def test_nothing_is_read_in_vain():
    """Whatever is read of a procurement is shown somewhere, is part of what is, or is sealed."""
    parts = {"procedure_text": "procedure", "buyer_id": "buyer", "lots": "tender_deadline"}
    for row in ATTRIBUTES[Procurement]:
        assert row.shown or row.name in parts or row.name == "bid_count", row.name


QUALITY = {
    "date": ("planned_publication", "tender_deadline"),
    "current": ("planned_publication", "tender_deadline"),
    "way_to_bid": ("notice_url",),
    "contact": ("purchaser",),
    "value": ("estimated_value",),
    "industry": ("industry", "classifications"),
    "supplier": ("incumbents",),
    "contract_ends": ("current_contract_ends",),
    "precision": ("planned_publication",),
    "description": ("description", "comments"),
    "unit": ("unit",),
    "procedure": ("procedure", "techniques"),
    "contract_start": ("contract_period",),
    "contract_length": ("contract_length",),
    "updated": ("changed",),
}
"""What a list is scored by → the attributes that give it."""


def test_what_a_list_is_scored_by_can_be_written_and_is_shown():
    """Whoever follows the advice of the score finds a column for it, and readers see what was written."""
    assert [score.key for score in analysis.list_quality(Dataset(), today=date(2027, 1, 10)).attributes] == list(
        QUALITY
    )
    for names in QUALITY.values():
        rows = [fields.attribute(Procurement, name) for name in names]
        assert all(row.columns and row.public and {Place.PAGE, Place.LIST} & {*row.shown} for row in rows), names
        assert any(row.samples for row in rows) or names == ("changed",)


def test_every_column_of_a_list_is_an_attribute_shown_in_lists():
    """Columns that are written by hand are of attributes that say so; any other attribute that does gets its own."""
    assert {row.name for row in ATTRIBUTES[Procurement] if Place.LIST in row.shown} == LAID_OUT
