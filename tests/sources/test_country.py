"""Whose organisation numbers a file holds: as asked for, else as the data itself says."""

from __future__ import annotations

import json

import pytest

import outreach
import sample_invoices
import sample_notices as xml
from outreach import sources

BRITISH = "00445790"
TABLES = (sources.Csv, sources.Xlsx, sources.Json, sources.Html, sources.Pdf, sources.Parquet)
OTHERS = (sources.Ocds, sources.Notices, sources.Ubl, sources.Ted)


def read(*inputs, **asked):
    """Return what is read without installed plugins."""
    return outreach.read(*inputs, registry=outreach.Registry(entry_points=False), **asked)


def release(scheme="GB-COH", buyer="GB-LAC-E09000003"):
    """Return a release with one supplier, whose number is given with its scheme."""
    supplier = {"id": "1", "name": "Tesco", "identifier": {"scheme": scheme, "id": BRITISH}, "roles": ["supplier"]}
    award = {"id": "1", "suppliers": [{"id": "1", "name": "Tesco"}]}
    tender = {"id": "1", "title": "Lifts"}
    return {
        "ocid": "ocds-1",
        "id": "1",
        "date": "2024-01-01T00:00:00Z",
        "tag": ["award"],
        "buyer": {"id": buyer, "name": "Council"},
        "parties": [supplier],
        "tender": tender,
        "awards": [award],
    }


def british_notice():
    """Return a notice of a British council."""
    parties = xml.organisations(xml.organisation(called="Council", number=BRITISH, country="GBR"))
    return xml.notice(extension=parties, inside=xml.buyer() + xml.PROJECT)


def british_invoice():
    """Return an invoice to a British council, from a Swedish and from a British company."""
    customer = (
        "<cac:AccountingCustomerParty><cac:Party><cac:PostalAddress><cac:Country><cbc:IdentificationCode>GB"
        "</cbc:IdentificationCode></cac:Country></cac:PostalAddress></cac:Party></cac:AccountingCustomerParty>"
    )
    text = sample_invoices.INVOICE.format(number="f1", supplier="5560160680")
    return text.replace("<cac:LegalMonetaryTotal>", f"{customer}<cac:LegalMonetaryTotal>")


@pytest.mark.parametrize("source", [*TABLES, *OTHERS], ids=lambda source: source.name)
def test_every_format_takes_a_country(source):
    """It is an option by one name; a country that is not known is refused when the source is made."""
    assert "GB" == source("file", country="GB").options.country.code
    assert source("file").options.country is None
    with pytest.raises(outreach.QuestionError, match="country"):
        source("file", country="XX")


@pytest.mark.parametrize(
    ("name", "text"),
    [("r.json", json.dumps(release())), ("n.xml", british_notice()), ("f.xml", british_invoice())],
    ids=["ocds", "eforms", "ubl"],
)
def test_the_buyer_says_which_country(tmp_path, name, text):
    """By the register of its number or by its address; the reconciliation says so, and what is asked for wins."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")

    assert "GB" == read(path).country.code
    assert "country GB, after its buyer" in read(path).reconciliation[0].notes
    assert "SE" == read(path, country="SE").country.code
    assert "country SE, as asked for" in read(path, country="SE").reconciliation[0].notes


@pytest.mark.parametrize("country", [None, "SE", "GB"])
def test_a_number_with_its_scheme_is_the_same_in_every_country(tmp_path, country):
    """A company of one register has one key, whoever reads it."""
    (tmp_path / "r.json").write_text(json.dumps(release()), encoding="utf-8")
    (tmp_path / "n.xml").write_text(british_notice(), encoding="utf-8")
    (supplier,) = read(tmp_path / "r.json", country=country).suppliers
    (buyer,) = read(tmp_path / "n.xml", country=country).buyers

    key, identifier = f"GB-COH-{BRITISH}", outreach.Identifier(scheme="GB-COH", id=BRITISH)
    assert [(key, identifier)] * 2 == [(supplier.id, supplier.identifier), (buyer.id, buyer.identifier)]


@pytest.mark.parametrize(
    ("country", "number"), [(None, "5560160680"), ("SE", "5560160680"), ("GB", "SE-ON-5560160680")]
)
def test_the_number_on_an_invoice_is_that_of_its_scheme(tmp_path, country, number):
    """A Swedish number (scheme 0007) stands bare in a Swedish ledger, and with its register in a British one."""
    (tmp_path / "f.xml").write_text(british_invoice(), encoding="utf-8")
    (table,) = sources.Ubl(tmp_path / "f.xml", country=country).tables()
    place = table.headings.index("supplier id")

    assert {number} == {row[place] for row in table.frame.collect().rows()}


def test_a_register_that_is_not_known_is_no_country(tmp_path):
    """The country stays the front door's, and the supplier is known by its id."""
    (tmp_path / "r.json").write_text(json.dumps(release("XI-LEI", "XI-LEI-1")), encoding="utf-8")
    data = read(tmp_path / "r.json")

    assert "SE" == data.country.code
    assert not [note for note in data.reconciliation[0].notes if note.startswith("country")]
    assert ["1"] == [supplier.id for supplier in data.suppliers]


@pytest.mark.parametrize("country", ["GB", outreach.countries.country("GB")], ids=["code", "country"])
def test_the_recipe_names_the_country_by_its_code(tmp_path, country):
    """Code that reads the same again needs no more than two letters."""
    (tmp_path / "r.json").write_text(json.dumps(release()), encoding="utf-8")

    assert 'country="GB"' in read(sources.Ocds(tmp_path / "r.json", country=country)).recipe
