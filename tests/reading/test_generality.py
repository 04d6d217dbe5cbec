"""A file is known by what is in it: under another name, from another buyer, with headings respelt, it reads alike."""

from __future__ import annotations

import csv
import io
import random
import re
import sys
from pathlib import Path

import attrs
import pytest
from openpyxl import load_workbook

import outreach
from outreach.values import fold

FOLDERS = ("ledger", "lists", "registers", "registrations")
KINDS = ("procurements", "contracts", "suppliers", "buyers", "participations", "feedback")
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
FILES = sorted(path for folder in FOLDERS for path in (SHARED / folder).glob("*.*") if path.suffix != ".md")
TEXTS = [path for path in FILES if path.suffix == ".csv"]
BOOKS = [path for path in FILES if path.suffix == ".xlsx"]
PUBLISHERS = ("leeds", "oxford", "västra götaland", "norrbacka", "alsvike", "tallmo", "storkommun", "hassleholm-form")
WORDS_FROM_HEADINGS = {"asked", "wishes", "session_ids", "choice"}
"""What holds words of the headings themselves."""


def names(path):
    return path.stem


def facts(data):
    """What a dataset holds, but for where it stood; words whatever their case."""
    records = {kind: sorted(_said(record) for record in getattr(data, kind)) for kind in KINDS}
    counts = [
        (each.kind, each.rows, each.kept, each.set_aside, each.blank, each.totals) for each in data.reconciliation
    ]
    return records, data.purchases.totals, data.problems.counts, counts


def _said(record):
    made = attrs.asdict(record, recurse=False) | {"origin": None}
    if isinstance(record, outreach.Feedback | outreach.Participation):
        del made["id"]  # made of what was asked
        for name in WORDS_FROM_HEADINGS & made.keys():
            made[name] = fold(made[name]) if isinstance(made[name], str) else sorted(map(fold, made[name]))
        made["consents"] = [(each.purpose, each.given) for each in made.get("consents", ())]
    return repr(made)


def rows_of(path, data):
    """Return the rows of a text, with the delimiter that was found out."""
    text = path.read_bytes()
    encoding = re.search(r'encoding="([^"]+)"', data.recipe)[1]
    delimiter = re.search(r'delimiter="([^"]+)"', data.recipe)[1].replace("\\t", "\t")
    decoded = text.decode(
        "utf-16" if text[:2] in (b"\xff\xfe", b"\xfe\xff") else {"utf-8": "utf-8-sig"}.get(encoding, encoding)
    )
    return list(csv.reader(io.StringIO(decoded, newline=""), delimiter=delimiter))


def written(folder, path, rows):
    """Write *rows* under a name that says no more than a year."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    new = anonymous(folder, path)
    new.write_text(text.getvalue(), encoding="utf-8", newline="")
    return new


def anonymous(folder, path):
    """Return a name of which only figures are the file's: a year in a name may be the year of its dates."""
    return folder / f"x-{'-'.join(re.findall('[0-9]+', path.stem))}{path.suffix}"


def headings(data):
    """Return every heading that was found, as written."""
    return {heading for report in data.reconciliation for heading, _ in report.columns}


@pytest.mark.parametrize("path", FILES, ids=names)
def test_a_file_by_any_other_name(read, tmp_path, path):
    """What is in it tells what it is."""
    new = anonymous(tmp_path, path)
    new.write_bytes(path.read_bytes())
    assert facts(read(path)) == facts(read(new))


@pytest.mark.parametrize("change", [str.upper, str.title, "  {}  ".format], ids=["upper", "title", "blanks"])
@pytest.mark.parametrize("path", TEXTS, ids=names)
def test_headings_written_otherwise(read, tmp_path, path, change):
    """Case and blanks of a heading say nothing."""
    data = read(path)
    known = headings(data)
    rows = [
        [change(cell) if cell.strip() in known else cell for cell in row] if len(known & {*row}) > 3 else row
        for row in rows_of(path, data)
    ]
    assert facts(data) == facts(read(written(tmp_path, path, rows)))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("path", TEXTS, ids=names)
def test_columns_in_another_order(read, tmp_path, path, seed):
    """Wherever a column stands; of two with one heading the first stays the first."""
    data = read(path)
    rows = rows_of(path, data)
    width = max(map(len, rows))
    head = next(row for row in rows if len(row) == width)
    order = random.Random(seed).sample(range(width), width)
    for heading in {*head}:
        places = [at for at, place in enumerate(order) if head[place] == heading]
        for at, place in zip(places, sorted(order[at] for at in places), strict=True):
            order[at] = place
    shuffled = [[row[place] for place in order] if len(row) == width else row for row in rows]
    assert facts(data) == facts(read(written(tmp_path, path, shuffled)))


@pytest.mark.parametrize("path", BOOKS, ids=names)
def test_workbooks_in_capitals(read, tmp_path, path):
    """A heading in a workbook is known in any case; its sheets may have any names that name no department."""
    data = read(path)
    known = headings(data)
    book = load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row if len(known & {cell.value for cell in row}) > 2 else ():
                cell.value = cell.value.upper() if isinstance(cell.value, str) else cell.value
    new = anonymous(tmp_path, path)
    book.save(new)
    kept = dict(zip(("records", "totals", "problems", "rows"), facts(read(new)), strict=True))
    assert facts(data)[0] == kept["records"]


WORDINGS = {
    outreach.Procurement: {
        "title": (
            "Städtjänster",
            "Upphandling|Upphandlingens namn|Föremål för upphandlingen|Rubrik|Name of procurement",
        ),
        "planned_publication": (
            "Q2 2017",
            "Annonseras|Preliminärt annonsdatum|Planerad upphandlingsstart|När|Expected publication date|Tender date",
        ),
        "estimated_value": ("2 mkr", "Värde (SEK)|Beräknat värde|Kontraktsvärde|Bedömd kostnad|Estimated value"),
        "procedure": ("Öppet", "Förfarande|Upphandlingsform|Typ av förfarande|Procurement route"),
        "incumbents": ("Rent AB", "Befintlig leverantör|Leverantör i dag|Nuvarande avtalsleverantör|Current supplier"),
        "unit": ("Tekniska", "Nämnd|Ansvarig förvaltning|Beställande förvaltning|Department"),
        "internal_id": ("KS 1", "Dnr|Ärendenummer|Ref nr|Reference"),
        "contract_length": ("24 mån", "Avtalstid|Avtalets längd|Duration"),
    },
    outreach.Contract: {
        "title": ("Städtjänster", "Avtal|Benämning|Avtalsområde|Contract title"),
        "supplier_names": ("Rent AB", "Leverantör|Avtalspart|Contractor|Företag"),
        "supplier_ids": ("559901-0112", "Org.nr|Leverantörens orgnr|Company number"),
        "start": ("2017-01-01", "Startdatum|Gäller fr.o.m.|Giltigt från|Contract start date"),
        "end": ("2019-01-01", "Slutdatum|Gäller t.o.m.|Löper ut|Expiry date"),
        "value": ("100 000 kr", "Avtalsvärde|Totalt värde|Contract value"),
    },
    outreach.Supplier: {
        "name": ("Rent AB", "Företagsnamn|Bolag|Leverantör|Company name"),
        "identifier": ("559901-0112", "Org.nr|PeOrgNr|Organisationsnummer|Company number"),
        "industries": ("81210", "SNI|SNI-kod|Branschkod|SNI 2007"),
        "municipality": ("Hässleholm", "Kommun|Sätesort|Säteskommun|Municipality"),
        "employees": ("12", "Anställda|Antal anställda|Antal medarbetare|Number of employees"),
    },
    outreach.Purchase: {
        "date": ("2017-01-01", "Datum|Bokf.datum|Fakturadatum|Payment date|Date paid"),
        "supplier": ("Rent AB", "Leverantör|Levnamn|Payee|Supplier name|Mottagare"),
        "amount": ("100,00", "Nettobelopp|Belopp (SEK)|Summa|Amount|Belopp exkl. moms"),
        "supplier_id": ("559901-0112", "Org.nr|Lev.orgnr|Leverantörens organisationsnummer"),
        "account": ("6400", "Konto|Kontonr|Account code"),
    },
}
"""Kind of record → attribute → a cell, and headings that people give it."""


@pytest.mark.parametrize("record", WORDINGS, ids=lambda record: record.__name__)
@pytest.mark.parametrize("seed", range(12))
def test_headings_in_other_words(read, write, record, seed):
    """However people put it, each column is what it is, and no file of a publisher has just these."""
    chance = random.Random(seed)
    columns = [(role, cell, chance.choice(words.split("|"))) for role, (cell, words) in WORDINGS[record].items()]
    chance.shuffle(columns)
    text = "\n".join(";".join(column[place] for column in columns) for place in (2, 1))
    data = read(write("x.csv", text))
    assert [(heading, role) for role, _, heading in columns] == list(data.reconciliation[0].columns)
    assert (1, 0) == (data.reconciliation[0].kept, data.problems.errors)


def test_no_publisher_is_named_in_the_code():
    """Names of those whose files were at hand stand nowhere in the readers."""
    root = Path(outreach.__file__).parent
    readers = [
        path for part in ("sources", "tables", "fields", "reading", "ledger") for path in (root / part).rglob("*.py")
    ]
    texts = {path.name: path.read_text(encoding="utf-8").casefold() for path in readers}
    assert [] == [(name, word) for name, text in texts.items() for word in PUBLISHERS if word in text]


@pytest.mark.parametrize("name", sorted(outreach.Registry(entry_points=False).sources()))
def test_a_source_tells_what_it_reads_and_every_option(name):
    """The module says what it reads and by which standard; the class, each of its options."""
    kind = outreach.Registry(entry_points=False).sources()[name]
    module = sys.modules[kind.__module__].__doc__
    assert "\nStandard: " in module
    options = [field.name for field in attrs.fields(kind) if not field.name.startswith("_")]
    docs = "".join(base.__doc__ for base in kind.__mro__ if attrs.has(base))
    assert [] == [option for option in options if f"{option}: " not in docs]
