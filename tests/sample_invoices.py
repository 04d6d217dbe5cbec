"""E-invoices as small as they may be."""

from __future__ import annotations

INVOICE = """<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:ID>{number}</cbc:ID><cbc:IssueDate>2024-01-08</cbc:IssueDate><cbc:DocumentCurrencyCode>SEK</cbc:DocumentCurrencyCode>
<cac:AccountingSupplierParty><cac:Party><cac:PartyName><cbc:Name>BYGG</cbc:Name></cac:PartyName><cac:PartyLegalEntity>
<cbc:CompanyID schemeID="0007">{supplier}</cbc:CompanyID>
</cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:LegalMonetaryTotal>
<cbc:TaxExclusiveAmount currencyID="SEK">100.00</cbc:TaxExclusiveAmount></cac:LegalMonetaryTotal>
<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:LineExtensionAmount currencyID="SEK">50.00</cbc:LineExtensionAmount>
<cac:Item><cbc:Name>Spik</cbc:Name></cac:Item></cac:InvoiceLine>
<cac:InvoiceLine><cbc:ID>2</cbc:ID><cbc:LineExtensionAmount currencyID="SEK">50.00</cbc:LineExtensionAmount>
<cac:Item><cbc:Name>Spik</cbc:Name></cac:Item></cac:InvoiceLine></Invoice>"""
"""Two lines of 50 kr."""


def invoice(folder, name, number="f1", supplier="5560160680"):
    """Write an invoice of two equal lines, 100 kr together, into *folder*, and return the folder."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(INVOICE.format(number=number, supplier=supplier), encoding="utf-8")
    return folder
