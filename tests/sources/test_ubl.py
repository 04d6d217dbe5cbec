"""E-invoices: a row a line, signed once, that add up to the total without VAT, or are told."""

from __future__ import annotations

import json
import random
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import outreach
from outreach import analysis, testing
from outreach.sources import Csv, Ubl
from outreach.sources.ubl import CAC, CBC

NAMESPACES = """xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\""""


def _amount(name, amount, currency="SEK"):
    return f'<cbc:{name} currencyID="{currency}">{amount}</cbc:{name}>'


def _line(root, amount, name="Spik", codes=""):
    item = f"<cac:Item><cbc:Name>{name}</cbc:Name>{codes}</cac:Item>"
    return f"<cac:{root}Line><cbc:ID>1</cbc:ID>{_amount('LineExtensionAmount', amount)}{item}</cac:{root}Line>"


def _code(code, listed):
    inner = f'<cbc:ItemClassificationCode listID="{listed}">{code}</cbc:ItemClassificationCode>'
    return f"<cac:CommodityClassification>{inner}</cac:CommodityClassification>"


def _allowance(amount, *, charge=False, reason=""):
    said = f"<cbc:ChargeIndicator>{str(charge).lower()}</cbc:ChargeIndicator>"
    why = f"<cbc:AllowanceChargeReason>{reason}</cbc:AllowanceChargeReason>" if reason else ""
    return f"<cac:AllowanceCharge>{said}{why}{_amount('Amount', amount)}</cac:AllowanceCharge>"


def _party(role, *parts):
    return f"<cac:Accounting{role}Party><cac:Party>{''.join(parts)}</cac:Party></cac:Accounting{role}Party>"


def _legal(name, number="", scheme="0007"):
    told = f' schemeID="{scheme}"' if scheme else ""
    number = number and f"<cbc:CompanyID{told}>{number}</cbc:CompanyID>"
    return f"<cac:PartyLegalEntity><cbc:RegistrationName>{name}</cbc:RegistrationName>{number}</cac:PartyLegalEntity>"


SELLER = _party("Supplier", _legal("Bygg AB", "5560160680"))


def _document(lines=("100.00",), *, root="Invoice", net=None, head="", seller=SELLER, extra="", tax="0.00", gross=None):  # noqa: PLR0913 - a document has many parts
    body = "".join(line if line.startswith("<") else _line(root, line) for line in lines)
    net = net or f"{sum(Decimal(line) for line in lines if not line.startswith('<')):.2f}"
    totals = _amount("TaxExclusiveAmount", net) + _amount("TaxInclusiveAmount", gross or net)
    return (
        f"<{root} {NAMESPACES.format(root=root)}><cbc:ID>F1</cbc:ID><cbc:IssueDate>2024-01-10</cbc:IssueDate>{head}"
        f"<cbc:DocumentCurrencyCode>SEK</cbc:DocumentCurrencyCode>{seller}{extra}"
        f"<cac:TaxTotal>{_amount('TaxAmount', tax)}</cac:TaxTotal>"
        f"<cac:LegalMonetaryTotal>{totals}</cac:LegalMonetaryTotal>{body}</{root}>"
    )


def _read(*inputs):
    return outreach.read(*inputs, registry=outreach.Registry(entry_points=False))


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Read documents (name → text), a folder of them if there are several.

    From within their folder: a message shortens a long path, and the folders that pytest makes may be deep.
    """
    monkeypatch.chdir(tmp_path)

    def read(*documents):
        folder = Path("fakturor")
        folder.mkdir(exist_ok=True)
        for number, document in enumerate(documents):
            (folder / f"{number}.xml").write_text(document, encoding="utf-8")
        return _read(Ubl(folder / "0.xml" if len(documents) == 1 else folder))

    return read


def _rows(data, *columns):
    rows = data.purchases.to_polars(minor_units=True).rename({"amount_minor": "amount"})
    return rows.select(*columns).rows()


def test_a_line_is_a_purchase(read):
    """With all that a ledger has a column for."""
    buyer = _party("Customer", "<cac:PartyName><cbc:Name>Hässleholm</cbc:Name></cac:PartyName>")
    contract = "<cac:ContractDocumentReference><cbc:ID>A-7</cbc:ID></cac:ContractDocumentReference>"
    lines = (_line("Invoice", "60.00", "Spik &amp;\n skruv", _code("44531000-1", "STI")), _line("Invoice", "40.00"))
    row = read(_document(lines, net="100.00", extra=buyer + contract)).purchases.to_polars().row(0, named=True)
    told = {name: row[name] for name in ("supplier", "supplier_id", "buyer", "invoice", "amount", "currency")}
    kept = {name: str(row[name]) for name in ("date", "classification", "account_text", "contract_id", "supplier_key")}

    assert ("Bygg AB", "5560160680", "Hässleholm", "F1", Decimal(60), "SEK") == tuple(told.values())
    assert ("2024-01-10", "44531000-1", "Spik & skruv", "A-7", "5560160680") == tuple(kept.values())


@pytest.mark.parametrize(
    ("root", "lines", "total"),
    [
        ("Invoice", ("100.00", "-30.00"), "70.00"),
        ("Invoice", ("-100.00",), "-100.00"),
        ("CreditNote", ("100.00",), "-100.00"),
        ("CreditNote", ("-100.00", "30.00"), "70.00"),
    ],
)
def test_amounts_are_signed_once(read, root, lines, total):
    """A credit note counts down, a minus in an invoice too, a minus in a credit note up."""
    data = read(_document(lines, root=root))

    assert {"SEK": Decimal(total)} == data.purchases.totals
    assert 0 == data.problems.total


@pytest.mark.parametrize(("root", "sign"), [("Invoice", 1), ("CreditNote", -1)])
def test_allowances_and_charges_are_rows(read, root, sign):
    """Those of the whole document, so that the rows add up to its total."""
    extra = _allowance("10.00", reason="Rabatt") + _allowance("25.50", charge=True)
    data = read(_document(("100.00",), root=root, net="115.50", extra=extra))

    assert {"SEK": sign * Decimal("115.50")} == data.purchases.totals
    assert {("Spik", sign * 10000), ("Rabatt", sign * -1000), ("charge", sign * 2550)} == set(
        _rows(data, "account_text", "amount")
    )
    assert 0 == data.problems.total


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (_document(net="100.01"), "lines, allowances and charges add up to 100.00, not to 100.01 (BR-CO-13)"),
        (_document(gross="125.01", tax="25.00"), "net and VAT add up to 125.00, not to 125.01 (BR-CO-15)"),
    ],
)
def test_totals_that_disagree_are_told(read, document, said):
    """Exactly, to the öre; the lines count as they stand."""
    data = read(document)

    assert [said] == [problem.message for problem in data.problems]
    assert {"SEK": Decimal(100)} == data.purchases.totals


@pytest.mark.parametrize(
    ("seller", "number"),
    [
        (_legal("A", "5560160680"), "5560160680"),
        (_legal("A", "5560160680", ""), "5560160680"),
        (_legal("A", "987654321", "0192"), "0192:987654321"),
        ('<cbc:EndpointID schemeID="0088">7350000001204</cbc:EndpointID>' + _legal("A"), "0088:7350000001204"),
        ('<cbc:EndpointID schemeID="0007">5560160680</cbc:EndpointID>' + _legal("A", "1", "0088"), "5560160680"),
        (
            "<cac:PartyTaxScheme><cbc:CompanyID>SE556016068001</cbc:CompanyID></cac:PartyTaxScheme>" + _legal("A"),
            "SE556016068001",
        ),
        (_legal("A"), None),
    ],
)
def test_the_swedish_number_is_found_and_others_are_text(read, seller, number):
    """Wherever it stands, by its scheme; what is of another scheme keeps it in front."""
    assert [(number,)] == _rows(read(_document(seller=_party("Supplier", seller))), "supplier_id")


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        (_code("44531000", "STI"), "44531000"),
        (_code("31161504", "TSP") + _code("44531000-1", "STI"), "44531000-1"),
        (_code("31161504", "TSP"), "TSP:31161504"),
        ("", None),
    ],
)
def test_the_classification_is_kept(read, codes, found):
    """The CPV code bare, another behind the name of its list."""
    document = _document((_line("Invoice", "100.00", codes=codes),), net="100.00")

    assert [(found,)] == _rows(read(document), "classification")


def test_codes_of_another_list_do_not_hide_those_of_cpv(read):
    """The industry is told by CPV codes, however many lines have codes of another list."""
    lines = [_line("Invoice", "10.00", codes=_code(code, "TSP")) for code in ("31161504", "31161505", "31161506")]
    data = read(_document((*lines, _line("Invoice", "5.00", codes=_code("45000000", "STI"))), net="35.00"))
    spent = analysis.spend(data, by="industry").to_dicts()

    assert {"construction": "5.00"} == {row["key"]: str(row["amount"]) for row in spent if row["kind"] == "group"}


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (_document(net="100,00"), "TaxExclusiveAmount: not a decimal number: '100,00'"),
        (_document((_line("Invoice", "1 000.00"),), net="1.00"), "LineExtensionAmount: not a decimal number"),
        (_document((_line("Invoice", "1e3"),), net="1.00"), "not a decimal number: '1e3'"),
        (_document((_line("Invoice", "٣"),), net="1.00"), "not a decimal number"),
        (_document((_line("Invoice", "1<b/>0"),), net="1.00"), "not a decimal number: ''"),
        (_document(("1.005",), net="1.00"), "more than two decimals: '1.005'"),
        (_document().replace("SEK<", "kr<"), "DocumentCurrencyCode: no currency"),
        (_document().replace('"SEK">100.00</cbc:Line', '"EUR">100.00</cbc:Line'), "in 'EUR', the invoice in SEK"),
        (_document().replace("2024-01-10", "10/1 2024"), "IssueDate: not a date: '10/1 2024'"),
        (_document(()), "no lines"),
        (_document(extra=_allowance("1.00").replace("false", "maybe")), "ChargeIndicator: neither true nor false"),
        (
            _document(head="<cbc:InvoiceTypeCode>381</cbc:InvoiceTypeCode>"),
            "an Invoice whose type, 381, is a credit note's: its sign is unclear",
        ),
        (_document().replace("Invoice-2", "Invoice-1"), "Invoice-1', not an invoice of UBL 2.1"),
        (_document(root="Order"), "<Order>, not an invoice of UBL 2.1"),
    ],
)
def test_no_half_invoice(read, document, said):
    """What a purchase needs and is not there refuses the document, with its line."""
    with pytest.raises(outreach.SourceError) as caught:
        read(document)

    assert said in str(caught.value)
    assert re.search(r"0\.xml: line [13]: ", str(caught.value))


def test_more_decimals_of_nothing_are_fine(read):
    """``100.0000`` and ``.5`` are decimal numbers."""
    assert {"SEK": Decimal("100.50")} == read(_document(("100.0000", ".5"))).purchases.totals


def test_an_envelope_is_opened(read):
    """The header that networks put around a document is no part of it."""
    header = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"
    data = read(f'<StandardBusinessDocument xmlns="{header}">{_document()}</StandardBusinessDocument>')

    assert {"SEK": Decimal(100)} == data.purchases.totals


def test_a_folder_reads_what_can_be_read(read):
    """The others are told in problems and in the reconciliation, by name and line; each row knows its document."""
    data = read(_document(), _document(root="CreditNote", lines=("40.00",)), "<html>", _document(()))
    told = [(problem.origin.part, problem.severity.value) for problem in data.problems]
    parts = [(report.part, report.kind, report.kept) for report in data.reconciliation.files]

    assert {"SEK": Decimal(60)} == data.purchases.totals
    assert [("2.xml", "error"), ("3.xml", "error")] == told[:2]
    assert [("", "ledger", 2), ("2.xml", "not understood", 0), ("3.xml", "not understood", 0)] == parts
    assert [("0.xml",), ("1.xml",)] == _rows(data, "origin_part")
    assert "1 invoice; 1 credit note; 2 documents were not read" in str(data.reconciliation)


def test_problems_of_a_folder_name_the_document(read):
    """Also those that the ledger finds."""
    seller = _party("Supplier", _legal("A", "5560160681"))
    data = read(_document(), _document(seller=seller).replace("F1", "F2"))

    assert ["1.xml"] == [problem.origin.part for problem in data.problems]
    assert "fakturor:1.xml:row 2:supplier_id: check digit is wrong" in str(data.problems)


def test_a_zip_is_recognised_by_its_first_member(tmp_path):
    """And read like a folder; what is no XML in it is counted."""
    path = tmp_path / "januari.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("f1.xml", _document())
        archive.writestr("f1.pdf", b"%PDF-1.7")
    data = _read(path)

    assert {"SEK": Decimal(100)} == data.purchases.totals
    assert "1 other files were not read" in str(data.reconciliation)
    assert f'outreach.source("ubl", path="{path}")' in data.recipe


def test_nothing_readable_raises_the_first_reason(read, tmp_path):
    """A folder of nothing but errors is one."""
    with pytest.raises(outreach.SourceError, match=r"0\.xml: a web page"):
        read("<html>", "<html>")
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(outreach.EmptyInputError, match="no XML files in it"):
        _read(Ubl(tmp_path / "none"))


def test_invoice_and_its_credit_are_nothing(read):
    """What was taken back is zero."""
    credit = _document(root="CreditNote", lines=("100.00", "30.00")).replace("F1", "K1")
    data = read(_document(("100.00", "30.00")), credit)

    assert {"SEK": Decimal(0)} == data.purchases.totals


def test_every_real_invoice_reads(shared):
    """Those of the test set of the standard add up to what they say, to the cent."""
    for path in sorted((shared / "data" / "ubl").glob("*.xml")):
        data = _read(path)
        root = ET.parse(path).getroot()  # noqa: S314 - a file at hand, for its own total
        net = Decimal(root.findtext(f"{CAC}LegalMonetaryTotal/{CBC}TaxExclusiveAmount"))
        sign = -1 if root.tag.endswith("CreditNote") else 1
        assert {root.findtext(f"{CBC}DocumentCurrencyCode"): sign * net} == data.purchases.totals
        assert {"organisation number"} >= set(data.problems.counts)


def test_all_real_invoices_together(shared):
    """A folder is one ledger; the two files of one invoice are told."""
    data = _read(Ubl(shared / "data" / "ubl"))

    assert 5 == data.purchases.to_polars()["origin_part"].n_unique()
    assert 1 == data.problems.counts["invoice twice"]


def _bad(shared, kind):
    entries = json.loads((shared / "badinputs" / "manifest.json").read_text(encoding="utf-8"))
    return [entry for entry in entries if entry["reads_as"] == kind]


def test_every_bad_input_gets_its_verdict(shared):
    """Refused, told, or read with its sum: as the manifest says."""
    for entry in _bad(shared, "ubl"):
        path = shared / "badinputs" / entry["file"]
        if entry["expect"] == "reject":
            with pytest.raises(outreach.InputError):
                _read(Ubl(path))
            with pytest.raises(outreach.InputError):
                _read(path)
            continue
        data = _read(path)
        told = set(data.problems.counts) - {"organisation number"}
        assert ({"totals"} if entry["expect"] == "warn" else set()) == told, entry["file"]
        assert {"SEK": Decimal(entry.get("sum", data.purchases.totals["SEK"]))} == data.purchases.totals, entry["file"]


def test_every_bad_archive_is_refused(shared):
    """By name, as an input nobody knows, and with what is wrong by the source that would read it."""
    for entry in _bad(shared, "zip"):
        path = shared / "badinputs" / entry["file"]
        for given in (path, Ubl(path)):
            with pytest.raises(outreach.InputError):
                _read(given)


def test_damaged_invoices_stay_in_the_family(tmp_path, shared):
    """Some hundred invoices with a few bytes changed, cut, doubled or moved: rows, or one error of the library."""
    made = random.Random(4)
    seeds = [path.read_bytes() for path in sorted((shared / "data" / "ubl").glob("*.xml"))]
    path = tmp_path / "f.xml"
    for number in range(200):
        raw = bytearray(seeds[number % len(seeds)])
        at, length = made.randrange(len(raw)), made.randrange(1, 60)
        change = number // len(seeds) % 4
        if change == 0:
            raw[at] = made.randrange(256)
        elif change == 1:
            del raw[at : at + length]
        elif change == 2:
            raw[at:at] = raw[at : at + length]
        else:
            del raw[at:]
        path.write_bytes(bytes(raw))
        try:
            _read(Ubl(path))
        except outreach.InputError as error:
            refused = str(error)
            assert "\n" not in refused
            assert "failed" not in refused


def test_csv_and_ubl_add(tmp_path, read):
    """Rows of documents and of ledgers are one ledger."""
    path = tmp_path / "l.csv"
    path.write_text("datum;leverantör;belopp\n2024-01-10;A;10,00\n", encoding="utf-8")

    assert {"SEK": Decimal(110)} == (read(_document()) + _read(Csv(path, currency="SEK"))).purchases.totals


test_kit = testing.source_tests(
    Ubl,
    suffix=".xml",
    empty=_document(()),
    one=_document(),
    many=_document(("100.00", "-30.00", "0.05")),
    bad_options=[{"path": None}, {"nonsense": 1}],
)
