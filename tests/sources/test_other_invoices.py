"""E-invoices of other kinds than UBL are named as what they are, with what to ask the supplier for."""

from __future__ import annotations

import zipfile

import pytest

import outreach
from outreach.errors import SourceError, SourceNotFoundError
from outreach.sources import Ubl

CII = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
INVOICES = {
    "cii.xml": (f'<?xml version="1.0"?>\n<!-- x -->\n<rsm:CrossIndustryInvoice xmlns:rsm="{CII}"/>', "CII"),
    "plain.xml": (f'<CrossIndustryInvoice xmlns="{CII}"><a/></CrossIndustryInvoice>', "CII"),
    "zugferd.xml": ('<a:CrossIndustryDocument xmlns:a="urn:ferd:CrossIndustryDocument:invoice:1p0"/>', "CII"),
    "una.edi": ("UNA:+.? '\nUNB+UNOC:3+73:14+73:14+260101:1200+1'\nUNH+1+INVOIC:D:96A:UN'\nBGM+380+7+9'", "EDIFACT"),
    "unb.txt": ("UNB+UNOC:3+73:14+73:14+260101:1200+1'UNH+1+INVOIC:D:93A:UN:EDIT30'BGM+380+7'", "EDIFACT"),
    "named.csv": ("UNB+UNOA:1+A;1+B;2+260101:1200+1'\r\nUNH+1+INVOIC:D:01B:UN:EAN010'\r\nBGM+380'", "EDIFACT"),
    "fin.xml": ('<?xml version="1.0"?><Finvoice Version="3.0"/>', "Finvoice"),
}
ASK = "ask the supplier, or your e-invoice operator, for Peppol BIS Billing 3"


@pytest.mark.parametrize("name", INVOICES)
def test_another_invoice_is_named_with_what_to_ask_for(tmp_path, name):
    """Given by its name alone, and given as an invoice."""
    text, kind = INVOICES[name]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")

    for given, error in ((path, SourceNotFoundError), (Ubl(path), SourceError))[: 1 if kind == "Finvoice" else 2]:
        with pytest.raises(error, match=f"an e-invoice in {kind}.*{ASK}"):
            outreach.read(given)


def test_another_invoice_in_an_archive_is_a_problem_of_its_own(tmp_path, shared):
    """The UBL invoices beside it are read."""
    ubl = next((shared / "data" / "ubl").glob("*.xml"))
    path = tmp_path / "fakturor.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(ubl, "a.xml")
        for name, (text, _) in INVOICES.items():
            archive.writestr(name, text)
        archive.writestr("readme.txt", "UNB is how it begins")

    data = outreach.read(Ubl(path))

    named = {problem.origin.part for problem in data.problems if problem.kind == "document"}
    assert named == {*INVOICES}
    assert data.purchases


def test_a_text_that_only_looks_like_one_is_none(tmp_path):
    """A table whose first cell is UNB is a table."""
    path = tmp_path / "list.csv"
    path.write_text("UNB+;Upphandling;Annonseras\n1;Hiss;2027-01-01\n", encoding="utf-8")

    assert ["Hiss"] == [one.title for one in outreach.read(path).procurements]
