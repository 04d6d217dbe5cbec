"""Delimited text of older systems and other programs: DOS and Macintosh, HTML's entities, archives and folders."""

from __future__ import annotations

import io
import zipfile

import pytest

import outreach

LEDGER = "Datum;Leverantör;Orgnr;Konto;Belopp\n2024-01-02;Ljungåsens Städ AB;556016-0680;4010;1,50\n"
LIST = "Dnr;Upphandling;Beskrivning;Annonseras\nKS 1/24;Måltidsverksamhet på Öland;Förskolornas kök;Q3 2024\n"


@pytest.mark.parametrize("codec", ["cp850", "cp437", "mac_roman", "cp1252", "utf-8", "utf-16"])
@pytest.mark.parametrize("text", [LEDGER, LIST])
def test_letters_are_letters(tmp_path, codec, text):
    """Whatever system wrote the file, and it is said which."""
    path = tmp_path / "lista.csv"
    path.write_bytes(text.encode(codec))
    data = outreach.read(path)
    names = data.purchases.to_polars()["supplier"].to_list() if len(data.purchases) else []
    assert ["Ljungåsens Städ AB"] == names or "Måltidsverksamhet på Öland" == data.procurements[0].title
    assert "encoding" in str(data.reconciliation)


@pytest.mark.parametrize("name", ["O’Briens AB", "Smak–Skola AB", "L’Oréal", "Café ”Söder” AB", "Åre…"])
def test_windows_signs_are_not_taken_for_those_of_dos(tmp_path, name):
    """An apostrophe or a dash within a word is one in Windows alone."""
    path = tmp_path / "l.csv"
    path.write_bytes(LEDGER.replace("Ljungåsens Städ AB", name).encode("cp1252"))
    assert [name] == outreach.read(path).purchases.to_polars()["supplier"].to_list()


def test_entities_are_letters(tmp_path):
    """In lists and ledgers; what only looks like one stays."""
    path = tmp_path / "lista.csv"
    path.write_text(
        "Upphandling\tAnnonseras\tEnhet\nDrift &amp; underh&aring;ll\tQ3 2024\tR&D\n&#214;versyn\tQ4 2024\tA&B;\n"
    )
    first, second = outreach.read(path).procurements
    assert ("Drift & underhåll", "R&D", "Översyn") == (first.title, first.unit, second.title)
    path.write_text("Datum,Leverantör,Belopp\n2024-01-02,Berg &amp; S&ouml;ner,10\n2024-01-03,Berg & Söner,5\n")
    assert {"name:berg & söner"} == set(outreach.read(path).purchases.to_polars()["supplier_key"])


def test_a_text_that_a_spreadsheet_was_to_keep_is_that_text(tmp_path):
    """Programs write ``="5560160680"`` so that a spreadsheet drops no zero."""
    path = tmp_path / "l.csv"
    path.write_text(
        'Datum;Leverantör;Orgnr;Konto;Belopp\n="2024-01-02";="Bokvalls";="556016-0680";="0401";="1 200,50"\n'
        '"=""2024-01-03""";Ekfors;"=""5560160680""";4010;10,00\n'
    )
    data = outreach.read(path)
    assert ["5560160680", "5560160680"] == data.purchases.to_polars()["supplier_key"].to_list()
    assert (1210.50, ["0401", "4010"]) == (
        float(sum(data.purchases.totals.values())),
        data.purchases.to_polars()["account"].to_list(),
    )


def _zip(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_csv", ".csv").replace("_pdf", ".pdf"), content)
    return path


def test_files_in_a_zip_are_read_and_the_others_named(tmp_path):
    """Each is a table of its own, with its place in the archive in its address."""
    path = _zip(
        tmp_path / "reskontra.zip", jan_csv=LEDGER, mapp__feb_csv=LEDGER.replace("01-02", "02-02"), avtal_pdf="%PDF"
    )
    data = outreach.read(path)
    assert (2, ["jan.csv", "mapp/feb.csv"]) == (len(data.purchases), [report.part for report in data.reconciliation])
    assert "'avtal.pdf' in the archive was not read" in str(data.reconciliation)


@pytest.mark.parametrize("is_streamed", [False, True])
def test_what_programs_put_into_an_archive_for_themselves_is_passed_over(tmp_path, is_streamed):
    """A folder and ``__MACOSX`` first, sizes told before or behind the content: the first file decides."""
    path = tmp_path / "export.zip"
    out = io.BytesIO() if not is_streamed else path.open("wb")
    target = _Pipe(out) if is_streamed else out
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("export/", b""), ("__MACOSX/._export", b"\x00\x05\x16\x07"), (".DS_Store", b"x" * 50)):
            archive.writestr(name, content)
        archive.writestr("export/l.csv", LEDGER)
    if is_streamed:
        out.close()
    else:
        path.write_bytes(out.getvalue())
    assert 1 == len(outreach.read(path).purchases)


class _Pipe:
    """A file that only goes forward: sizes then stand behind the content, as programs on Macintosh write them."""

    def __init__(self, file):
        self.file = file

    def write(self, content):
        """Write on."""
        return self.file.write(content)

    def flush(self):
        """Write all."""
        self.file.flush()


def test_invoices_in_folders_of_a_folder(shared, tmp_path):
    """A folder for each month is one input; a document within an invoice is not read, however large."""
    invoice = (shared / "data" / "ubl" / "ubl-tc434-example2.xml").read_text(encoding="utf-8")
    attached = (
        "<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject "
        f'mimeCode="application/pdf" filename="f.pdf">{"QUJD" * 400_000}</cbc:EmbeddedDocumentBinaryObject>'
        "</cac:Attachment></cac:AdditionalDocumentReference><cac:AccountingSupplierParty>"
    )
    for month in ("januari", "februari/sen"):
        (tmp_path / "in" / month).mkdir(parents=True)
    (tmp_path / "in" / "januari" / "a.xml").write_text(invoice)
    larger = invoice.replace("<cac:AccountingSupplierParty>", attached, 1)
    (tmp_path / "in" / "februari" / "sen" / "b.xml").write_text(larger.replace("<cbc:ID>", "<cbc:ID>9", 1))
    alone = outreach.read(tmp_path / "in" / "januari" / "a.xml")
    both = outreach.read(outreach.sources.Ubl(tmp_path / "in"))
    assert 2 * len(alone.purchases) == len(both.purchases)


@pytest.mark.parametrize(
    "supplier", ["REDACTED PERSONAL DATA", "Redacted", "Sekretess", "Personal Data", "Redacted - S40"]
)
def test_a_supplier_who_is_not_told_is_nobody_and_its_money_a_row_of_its_own(tmp_path, supplier):
    """Neither a supplier of that name nor unknown: somebody knows; ``-`` and ``N/A`` are unknown."""
    path = tmp_path / "l.csv"
    rows = (
        "".join(f"2024-01-{day:02},{supplier},10\n" for day in range(1, 4))
        + "2024-01-05,Alfa Ltd,5\n2024-01-06,N/A,1\n"
    )
    path.write_text("Date,Supplier,Amount\n" + rows)
    spend = outreach.analysis.spend(outreach.read(path), by="supplier")
    told = {(row.kind.value, row.key, float(row.amount.amount)) for row in spend}
    assert {("withheld", "withheld", 30.0), ("group", "name:alfa ltd", 5.0), ("unknown", "unknown", 1.0)} == told


def test_redaction_is_a_company_too(tmp_path):
    """A word in a name is no sign."""
    path = tmp_path / "l.csv"
    path.write_text(
        "Date,Supplier,Amount\n2024-01-01,Confidential Shredding Ltd,10\n2024-01-01,Individual Care Ltd,5\n"
    )
    assert {"group"} == {row.kind.value for row in outreach.analysis.spend(outreach.read(path), by="supplier")}
