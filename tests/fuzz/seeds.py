"""Sound files of each format, small ones, which the mutants are made from."""

from __future__ import annotations

import gzip
import io
import zipfile
from typing import TYPE_CHECKING

import polars as pl

from kit_subjects import csv_inputs, json_inputs, xlsx_inputs
from sample_invoices import INVOICE
from sample_notices import (
    PROJECT,
    added,
    buyer,
    lot,
    notice,
    organisation,
    organisations,
    party,
    result,
    results,
    statistics,
    tender,
)

if TYPE_CHECKING:
    from pathlib import Path

LIST = (
    "Upphandlingslista 2017;;;\nUpphandling;Annonseras;Värde;Avtalstid\nStädning av skolor;Q2 2017;2–4 mkr;2+1+1 år\n"
    "Hisservice;våren 2017;ca 500 tkr;4 år\n;;;\nSumma;;4 500 000;\n"
)
CHECK_IN = (
    "Order code;Attendee name;Product;Price;Checked in;Paid;E-mail;Company;Order date;Comment\n"
    "K3AA1;Ida Påhittad;Företagarträff;0.00;2017-03-01 13:02;Yes;ida@bokvalls.example;Bokvalls Bageri;2017-02-01;\n"
    "K3AA2;Per Utkast;Företagarträff;0.00;;Yes;per@ekfors.example;Ekfors Städ;2017-02-02;Kommer sent\n"
)
SIGNED_UP = (
    "ID,Name,Email Address,Affiliation,Organisationsnummer,Registration date,Registration state,Checked in\n"
    "1,Ida Påhittad,ida@bokvalls.example,Bokvalls Bageri,556016-0680,2017-02-01 09:00:11.482913+00:00,Completed,True\n"
    "2,Per Utkast,per@ekfors.example,Ekfors Städ,,2017-02-02 09:00:11.482913+00:00,Withdrawn,False\n"
)
ANSWERS = (
    '"Response ID","Date submitted","Last page","Start language","Hur nöjd är du? [Innehållet]","Lämnar ni anbud?"\n'
    '"2","2017-03-02 10:00:33","3","sv","4","Ja"\n"3","2017-03-03 10:01:33","3","sv","Vet ej","Kanske"\n'
)
FORM = (
    '[{"Tidsstämpel": "2017-02-01 10:00", "Namn": "Ida Påhittad", "E-post": "ida@bokvalls.example", '
    '"Företag": "Bokvalls Bageri", "Organisationsnummer": "556016-0680", "Jag vill ha inbjudningar": "Ja"}, '
    '{"Tidsstämpel": "2017-02-02 10:00", "Namn": "Per Utkast", "E-post": "per@ekfors.example", '
    '"Företag": "Ekfors Städ", "Organisationsnummer": "", "Jag vill ha inbjudningar": "nej tack"}]'
)
AWARDED = added(
    results(result(tenders=["TEN-0001"], inside=statistics(3)), tender(), party("ORG-0002"))
    + organisations(organisation("ORG-0001", "Bokedala kommun", "212000-0001"), organisation("ORG-0002"))
)


def _parquet() -> bytes:
    made = io.BytesIO()
    rows = [line.split(";") for line in csv_inputs(2).splitlines()]
    pl.DataFrame(rows[1:], schema=rows[0], orient="row").write_parquet(made)
    return made.getvalue()


def _packed(*texts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number, text in enumerate(texts):
            archive.writestr(zipfile.ZipInfo(f"{number}f.xml" if number else "f.xml"), text)
    return made.getvalue()


def _invoices() -> bytes:
    return _packed(*(INVOICE.format(number=f"f{number}", supplier="5560160680") for number in range(2)))


def _notices() -> bytes:
    inside = buyer() + PROJECT + lot(inside=PROJECT)
    said = notice(1, inside=inside), notice(2, form="result", kind="can-standard", extension=AWARDED, inside=inside)
    return _packed(*said)


OWN: dict[str, list[tuple[str, str | bytes]]] = {
    "csv": [(".csv", csv_inputs(2) * 3), (".csv", LIST)],
    "csv.gz": [(".csv.gz", gzip.compress(text.encode(), mtime=0)) for text in (csv_inputs(2) * 3, LIST)],
    "json": [(".json", json_inputs(2)), (".json", '{"results": ' + json_inputs(2) + ', "resultCount": 9}')],
    "xlsx": [(".xlsx", xlsx_inputs(2))],
    "parquet": [(".parquet", _parquet())],
    "zip": [(".zip", _invoices()), (".zip", _notices())],
    "registrations": [(".csv", CHECK_IN), (".csv", SIGNED_UP), (".csv", ANSWERS), (".json", FORM)],
}
"""Suffix and content of what the tests write themselves."""
SHARED = {
    "ubl": ["ubl/guide-example1.xml", "ubl/ubl-tc434-example2.xml"],
    "eforms": ["eforms/cn_24_minimal.xml", "eforms/can_24_minimal.xml"],
    "ocds": ["ocds/ocds-213czf-000-00001-02-tender.json", "ocds/ocds-213czf-000-00001-04-award.json"],
    "pdf": ["lists/tallmo-upphandlingslista.pdf"],
    "html": ["lists/norrbacka-kommande.html"],
}
"""Where the standards' examples lie."""


def seeds_of(kind: str, shared: Path | None, folder: Path) -> list[Path]:
    """Return the paths of the seeds of a format; those of our own are written to *folder*."""
    if kind in SHARED:
        return [shared / "data" / name for name in SHARED[kind]]
    paths = []
    for number, (suffix, content) in enumerate(OWN[kind]):
        paths.append(folder / f"seed{number}{suffix}")
        paths[-1].write_bytes(content.encode() if isinstance(content, str) else content)
    return paths
