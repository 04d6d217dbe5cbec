"""Notices that tests write themselves: as little as each needs, with any prefixes."""

from __future__ import annotations

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
EFORMS = "http://data.europa.eu/p27/"
PREFIXES = {
    "cac": f"{UBL}CommonAggregateComponents-2",
    "cbc": f"{UBL}CommonBasicComponents-2",
    "ext": f"{UBL}CommonExtensionComponents-2",
    "efac": f"{EFORMS}eforms-ubl-extension-aggregate-components/1",
    "efbc": f"{EFORMS}eforms-ubl-extension-basic-components/1",
    "efext": f"{EFORMS}eforms-ubl-extensions/1",
}
ID = "00000000-0000-4000-8000-00000000000{}"
PROCEDURE = "11111111-0000-4000-8000-000000000001"
LOT = '<cbc:ID schemeName="Lot">LOT-0001</cbc:ID>'
PROJECT = '<cac:ProcurementProject><cbc:Name languageID="SWE">Hisservice</cbc:Name></cac:ProcurementProject>'


def added(inside):
    """Return *inside* as what eForms adds to an element."""
    return (
        "<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>"
        f"{inside}"
        "</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>"
    )


USUAL = {
    "version": "01",
    "form": "competition",
    "kind": "cn-standard",
    "procedure": PROCEDURE,
    "sent": "2024-01-01",
    "extension": "",
    "inside": PROJECT,
    "root": "ContractNotice",
    "language": "SWE",
}
"""What a notice says where a test does not care."""


def notice(number=1, **said):
    """Return a notice as XML; *said* as in ``USUAL``."""
    told = USUAL | said
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in PREFIXES.items())
    folder = f"<cbc:ContractFolderID>{told['procedure']}</cbc:ContractFolderID>" if told["procedure"] else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<n:{told["root"]} xmlns:n="{UBL}{told["root"]}-2" {names}>\n'
        f"{added(told['extension'])}\n"
        f'<cbc:ID schemeName="notice-id">{ID.format(number)}</cbc:ID>{folder}\n'
        f"<cbc:IssueDate>{told['sent']}+01:00</cbc:IssueDate><cbc:IssueTime>10:00:00+01:00</cbc:IssueTime>\n"
        f"<cbc:VersionID>{told['version']}</cbc:VersionID>\n"
        f'<cbc:NoticeTypeCode listName="{told["form"]}">{told["kind"]}</cbc:NoticeTypeCode>\n'
        f"<cbc:NoticeLanguageCode>{told['language']}</cbc:NoticeLanguageCode>\n"
        f"{told['inside']}\n</n:{told['root']}>\n"
    )


def lot(name="LOT-0001", inside="", scheme="Lot"):
    """Return a lot."""
    return (
        f'<cac:ProcurementProjectLot><cbc:ID schemeName="{scheme}">{name}</cbc:ID>{inside}</cac:ProcurementProjectLot>'
    )


def deadline(day, hour="12:00:00+01:00"):
    """Return the process of a lot that may be bid for until *day*."""
    period = f"<cbc:EndDate>{day}+01:00</cbc:EndDate><cbc:EndTime>{hour}</cbc:EndTime>"
    return (
        "<cac:TenderingProcess><cac:TenderSubmissionDeadlinePeriod>"
        f"{period}</cac:TenderSubmissionDeadlinePeriod></cac:TenderingProcess>"
    )


def changes(number, version="01"):
    """Return what a change says of the notice it changes."""
    reference = f"{ID.format(number)}-{version}" if isinstance(number, int) else number
    return f"<efac:Changes><efbc:ChangedNoticeIdentifier>{reference}</efbc:ChangedNoticeIdentifier></efac:Changes>"


def statistics(count, code="tenders", inside=""):
    """Return how many tenders were received."""
    return (
        f"<efac:ReceivedSubmissionsStatistics>{inside}<efbc:StatisticsCode>{code}</efbc:StatisticsCode>"
        f"<efbc:StatisticsNumeric>{count}</efbc:StatisticsNumeric></efac:ReceivedSubmissionsStatistics>"
    )


def private(code):
    """Return that a field is withheld."""
    return f"<efac:FieldsPrivacy><efbc:FieldIdentifierCode>{code}</efbc:FieldIdentifierCode></efac:FieldsPrivacy>"


def result(name="RES-0001", lot="LOT-0001", code="selec-w", tenders=(), inside=""):
    """Return the result of a lot."""
    named = "".join(f"<efac:LotTender><cbc:ID>{tender}</cbc:ID></efac:LotTender>" for tender in tenders)
    return (
        f"<efac:LotResult><cbc:ID>{name}</cbc:ID><cbc:TenderResultCode>{code}</cbc:TenderResultCode>{named}{inside}"
        f"<efac:TenderLot><cbc:ID>{lot}</cbc:ID></efac:TenderLot></efac:LotResult>"
    )


def tender(name="TEN-0001", lot="LOT-0001", value="100 SEK", party="TPA-0001", inside=""):
    """Return a tender."""
    figure, _, currency = value.partition(" ")
    return (
        f"<efac:LotTender>{inside}<cbc:ID>{name}</cbc:ID><cac:LegalMonetaryTotal>"
        f'<cbc:PayableAmount currencyID="{currency}">{figure}</cbc:PayableAmount></cac:LegalMonetaryTotal>'
        f"<efac:TenderingParty><cbc:ID>{party}</cbc:ID></efac:TenderingParty>"
        f"<efac:TenderLot><cbc:ID>{lot}</cbc:ID></efac:TenderLot></efac:LotTender>"
    )


def party(*organisations, name="TPA-0001"):
    """Return those who tender together."""
    named = "".join(f"<efac:Tenderer><cbc:ID>{each}</cbc:ID></efac:Tenderer>" for each in organisations)
    return f"<efac:TenderingParty><cbc:ID>{name}</cbc:ID>{named}</efac:TenderingParty>"


def results(*parts):
    """Return the results of a notice."""
    return f"<efac:NoticeResult>{''.join(parts)}</efac:NoticeResult>"


def organisations(*parts):
    """Return the organisations of a notice."""
    return f"<efac:Organizations>{''.join(parts)}</efac:Organizations>"


def organisation(name="ORG-0001", called="Bolaget AB", number="556016-0680", country="SWE", size=""):
    """Return an organisation."""
    said = f"<efbc:CompanySizeCode>{size}</efbc:CompanySizeCode>" if size else ""
    return (
        f"<efac:Organization><efac:Company>{said}<cac:PartyIdentification><cbc:ID>{name}</cbc:ID>"
        f"</cac:PartyIdentification><cac:PartyName><cbc:Name>{called}</cbc:Name></cac:PartyName>"
        "<cac:PostalAddress><cbc:CityName>Umeå</cbc:CityName><cac:Country>"
        f"<cbc:IdentificationCode>{country}</cbc:IdentificationCode></cac:Country></cac:PostalAddress>"
        f"<cac:PartyLegalEntity><cbc:CompanyID>{number}</cbc:CompanyID></cac:PartyLegalEntity>"
        "</efac:Company></efac:Organization>"
    )


def buyer(name="ORG-0001"):
    """Return who buys."""
    return (
        f"<cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>{name}</cbc:ID>"
        "</cac:PartyIdentification></cac:Party></cac:ContractingParty>"
    )
