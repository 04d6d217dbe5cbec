"""What a change costs: the table of ``docs/architecture.md`` is done on a copy of the package, file by file."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import outreach
import third_language

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path(outreach.__file__).resolve().parent
COSTS = re.compile(r"^\| (an? [^|]+|the [^|]+) \| ([^|]*`[^|]*) \| (\d) \|$", re.MULTILINE)
WORDS = re.compile(r"languages/")
LIST = "Upphandling;Annonseras;{}\nStädning av skolor;Q2 2027;{}\n"


def costs():
    """Return the docs' table: change → the files it says are touched, and how many of them are code."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return {change: (re.findall(r"`([^`]+)`", files), int(count)) for change, files, count in COSTS.findall(text)}


class Copy:
    """A copy of the package that is edited; it knows which files were touched."""

    def __init__(self, folder):
        self.folder, self.root, self.touched = folder, folder / "src" / "outreach", set()
        shutil.copytree(PACKAGE, self.root, ignore=shutil.ignore_patterns("__pycache__"))

    def edit(self, name, old, new):
        """Put *new* in the place of *old*, which stands there once."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def write(self, name, text):
        """Write a file of the package."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.touched.add(name)

    def file(self, name, text):
        """Write a file to read."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def run(self, code):
        """Run *code* with the copy, and return what it prints as JSON."""
        paths = os.pathsep.join([str(self.root.parent), str(ROOT / "tests")])
        environment = os.environ | {"PYTHONPATH": paths, "PYTHONSAFEPATH": "1"}
        begin = f"import json, datetime\nimport outreach\nassert outreach.__file__.startswith({str(self.root)!r})\n"
        done = subprocess.run(
            [sys.executable, "-c", begin + code],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert not done.returncode, done.stderr[-3000:]
        return json.loads(done.stdout)

    def assert_costs(self, change):
        """Compare the files touched with what the docs say of the change."""
        files, count = costs()[change]
        assert self.touched == set(files)
        assert len({name for name in self.touched if not WORDS.match(name)}) == count


@pytest.fixture
def copy(tmp_path):
    """Return a copy of the package."""
    return Copy(tmp_path)


def test_no_change_costs_more_than_three_files():
    """Beside words, tests and docs; a country, the colour and an alias one, a language one folder of words."""
    table = costs()
    assert len(table) == 10
    assert all(count <= 3 and count == sum(not WORDS.match(name) for name in names) for names, count in table.values())
    assert {"a country": 1, "the accent colour": 1}.items() <= {change: table[change][1] for change in table}.items()
    assert len(table["a heading alias"][0]) == 1
    assert table["a language"][1] == 0


def test_a_heading_alias(copy):
    """One word in one file, and a column of that name is read."""
    copy.edit(
        "languages/sv/headings.toml", "sista anbudsdag | sista dag", "inlämning senast | sista anbudsdag | sista dag"
    )
    copy.file("lista.csv", LIST.format("Inlämning senast", "2027-05-31"))
    code = 'print(json.dumps(str(outreach.read("lista.csv").procurements[0].tender_deadline)))'
    assert copy.run(code) == "2027-05-31"
    copy.assert_costs("a heading alias")


def test_a_registration_export(copy):
    """The headings of another event system are words in one file."""
    copy.edit("languages/en/headings.toml", 'position = ["position id', 'position = ["seat ref | position id')
    copy.edit(
        "languages/en/headings.toml", '"attendee email | your email', '"guest mailbox | attendee email | your email'
    )
    copy.file("guests.csv", "Seat ref,Guest mailbox,Registered at,Company\n7,a@b.example,2027-02-14,Exempel AB\n")
    code = """
guest = outreach.read("guests.csv").participations[0]
print(json.dumps([guest.position, guest.contact.email, guest.supplier_name]))"""
    assert copy.run(code) == [7, "a@b.example", "Exempel AB"]
    copy.assert_costs("a registration export")


def test_a_grouping_word(copy):
    """A line in the table of grouping words, and spend is grouped by it."""
    line = '    "buyer": _folded("buyer"),\n'
    copy.edit("analysis/_words.py", line, f'{line}    "voucher": _folded("voucher"),\n')
    copy.file("ledger.csv", "Leverantör;Belopp kr;Datum;Verifikat\nA AB;100;2027-01-02;V1\nB AB;50;2027-01-03;V2\n")
    code = """
data = outreach.read("ledger.csv")
print(json.dumps([row.label for row in outreach.analysis.spend(data, by="voucher")]))"""
    assert copy.run(code) == ["V1", "V2"]
    copy.assert_costs("a grouping word")


def test_a_severity(copy):
    """A member of the model, and a check tells it, the table of problems shows it."""
    copy.edit("model/_problem.py", '    ERROR = "error"\n', '    ERROR = "error"\n    NOTE = "note"\n')
    code = """
problem = outreach.Problem(
    origin=outreach.Origin(file="a.csv"), kind="k", message="m", severity=outreach.Severity.NOTE
)
data = outreach.Problems.of([problem])
print(json.dumps([list(data.to_native()["severity"]), data.errors]))"""
    assert copy.run(code) == [["note"], 0]
    copy.assert_costs("a severity")


def test_the_accent_colour(copy):
    """The house colour stands once, and pages, slides and charts have the new one."""
    text = (copy.root / "look.py").read_text(encoding="utf-8")
    accent = re.search(r'ACCENT: Final = "(#[0-9a-f]{6})"', text)[1]
    copy.edit("look.py", f'ACCENT: Final = "{accent}"', 'ACCENT: Final = "#6a1b4d"')
    holders = [
        path.relative_to(copy.root).as_posix()
        for path in copy.root.rglob("*")
        if path.suffix in {".py", ".css", ".svg", ".html", ".typ"}
        and accent in path.read_text(encoding="utf-8").casefold()
    ]
    assert holders == []
    code = """
import pathlib
from outreach.publishers import Site
data = outreach.Dataset()
publication = outreach.publications.procurement_list(data, locale="en_GB", today=datetime.date(2027, 1, 10))
outreach.publish([publication], to=[Site("public", base_url="https://kommun.example/")])
sheets = [path.read_text() for path in pathlib.Path("public").rglob("*.css")]
print(json.dumps(any("#6a1b4d" in sheet for sheet in sheets)))"""
    assert copy.run(code)
    copy.assert_costs("the accent colour")


def test_a_language(copy):
    """A folder made by translating every English word: files in it are read, and no word of ours is left on a page."""
    for name, text in third_language.files(copy.root / "languages").items():
        copy.write(f"languages/{third_language.LANG}/{name}", text)
    copy.file(
        "list.csv",
        "Qreference;Qtitle;Qplanned qpublication;Qcpv;Qestimated qvalue;Qprocedure\n"
        "1;Xa;2027-05;90911200;500 000;qopen\n2;Xb;qautumn 2027;45000000;900 000;qrestricted\n3;Xc;qtbc;;;\n",
    )
    copy.file(
        "spend.csv",
        "Qsupplier;Qnet qamount;Qdate qpaid;Qaccount;Qdepartment;Qcpv\n"
        "Xd;100;2026-01-02;460;Xe;45000000\nXf;50;2026-02-03;601;Xg;90911200\n",
    )
    code = """
from zoneinfo import ZoneInfo
from outreach import publications
from outreach.publishers import Site

zone = ZoneInfo("Europe/Helsinki")
spend = outreach.sources.Csv("spend.csv", currency="EUR")
data = outreach.read(outreach.sources.Csv("list.csv", currency="EUR"), spend, country="GB")
day, locale = datetime.date(2027, 1, 10), "fi_FI"
meeting = outreach.Event(
    id="x",
    title="Xh",
    venue="Xi",
    starts=datetime.datetime(2027, 3, 1, 13, tzinfo=zone),
    ends=datetime.datetime(2027, 3, 1, 16, tzinfo=zone),
    registration_url="https://kommun.example/x",
)
pages = [
    publications.procurement_list(data, locale=locale, today=day),
    publications.spend_report(data, locale=locale),
    publications.invitation(meeting, data, locale=locale),
]
outreach.publish(pages, to=[Site("public", base_url="https://kommun.example/")])
procurement = data.procurements[0]

import pathlib
import test_template

kept = []
for kind in test_template.KINDS:
    rows = test_template.filled(kind, locale, pathlib.Path("filled.xlsx"), "EUR")
    filled = outreach.read("filled.xlsx")
    kept.append([rows - len(test_template.records(filled)), [str(problem) for problem in filled.problems]])
print(json.dumps([procurement.procedure, procurement.title, len(data.purchases), kept]))"""
    assert copy.run(code) == ["open", "Xa", 2, [[0, []]] * 4]
    pages = sorted((copy.folder / "public").rglob("*.html"))
    left = {word for page in pages for word in third_language.left_of_ours(page.read_text(encoding="utf-8"))}
    assert len(pages) > 5
    assert left == set()
    shown = " ".join(page.read_text(encoding="utf-8") for page in pages)
    assert "qconstruction qand qcivil qworks" in shown.casefold()
    assert "qdivision: qsewage" in shown.casefold()
    copy.assert_costs("a language")


def test_a_name_that_a_language_lacks_is_named(copy):
    """A third language without a name of an industry gets no English or Swedish one: the error says which to add."""
    for name, text in third_language.files(copy.root / "languages").items():
        kept = text if name != "codes.toml" else text.replace('"care" = "q', '"care?" = "q', 1)
        copy.write(f"languages/{third_language.LANG}/{name}", kept)
    code = """
from outreach import codes, errors
try:
    print(json.dumps(codes.industry("care").label("fi_FI")))
except errors.WordsError as error:
    print(json.dumps(str(error)))"""
    assert copy.run(code) == "languages/fi/codes.toml:industries.care: a name is needed"


COUNTRY = '''"""Norway (Norge): what the library knows of it and of no other country."""

from typing import Final

from outreach.countries._country import Country

NORWAY: Final = Country(
    code="NO", name="Norway", currency="NOK", timezone="Europe/Oslo", locale="nb_NO", currency_words=("kr", "kroner")
)
'''


def test_a_country(copy):
    """One module in one folder, and it is a country to read and publish in."""
    copy.write("countries/norway/__init__.py", COUNTRY)
    code = """
from outreach import countries
norway = countries.country("NO")
registered = outreach.Registry(entry_points=False).countries()
print(json.dumps([norway.currency, norway.timezone, list(countries.known()), sorted(registered)]))"""
    assert copy.run(code) == ["NOK", "Europe/Oslo", ["GB", "NO", "SE"], ["GB", "NO", "SE"]]
    copy.assert_costs("a country")


CHANNEL = '''"""Publications as plain text for a notice board."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from outreach import Publisher

if TYPE_CHECKING:
    from outreach import Publication


@attrs.frozen
class Board(Publisher):
    """Write each publication as text (anslagstavla)."""

    name = "board"
    root: Path = attrs.field(converter=Path)

    def publish(self, publication: Publication) -> Path:
        """Write one publication."""
        path = self.root / f"{publication.slug}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(publication.as_text(), encoding="utf-8")
        return path
'''


def test_a_channel(copy):
    """A file and its line in the stub: it is installed, found by name and written to."""
    copy.write("publishers/board.py", CHANNEL)
    copy.edit(
        "publishers/__init__.pyi", "from .calendar import", "from .board import Board as Board\nfrom .calendar import"
    )
    code = """
page = outreach.publications.procurement_list(outreach.Dataset(), locale="en_GB", today=datetime.date(2027, 1, 10))
(receipt,) = outreach.publish([page], to=[outreach.publisher("board", root="board")])
print(json.dumps([receipt.publisher, receipt.target.endswith(".txt")]))"""
    assert copy.run(code) == ["board", True]
    copy.assert_costs("a channel")


PUBLICATION = '''"""A page that says when to call."""

from outreach import blocks, languages
from outreach.rendering import Publication


def opening_hours(hours: str, *, locale: str = languages.DEFAULT_LOCALE) -> Publication:
    """Compose the page (öppettider)."""
    t = languages.translator(locale)
    return Publication(
        id="hours", slug="hours", title=t("Questions"), kind="hours", locale=t.locale, blocks=(blocks.Paragraph(hours),)
    )
'''


def test_a_publication(copy):
    """A file and its line in the stub: it is a publication like the others."""
    copy.write("publications/opening_hours.py", PUBLICATION)
    stub = (copy.root / "publications/__init__.pyi").read_text(encoding="utf-8")
    copy.write("publications/__init__.pyi", f"{stub}from .opening_hours import opening_hours as opening_hours\n")
    code = """
page = outreach.publications.opening_hours("8–16", locale="en_GB")
outreach.publish([page], to=[outreach.publishers.Site("public", base_url="https://kommun.example/")])
print(json.dumps(page.as_text()))"""
    assert "8–16" in copy.run(code)
    copy.assert_costs("a publication")


def test_a_field_on_procurement(copy):
    """A line in the model, a row in the table, its words: it is read, offered, published and documented."""
    copy.edit(
        "model/_procurement.py", '    comments: str = ""\n', '    comments: str = ""\n    visit: date | None = None\n'
    )
    shown_at, sample = "(LIST, PAGE, DATA)", 'Sample("2027-03-01", is_day=True)'
    row = f'    Attribute("visit", DAY, msgid("Site visit"), {shown_at}, samples={sample}),\n'
    copy.edit("fields/procurement.py", '    Attribute("certainty"', f'{row}    Attribute("certainty"')
    copy.edit("languages/sv/headings.toml", "[Procurement]\n", '[Procurement]\nvisit = ["platsbesök"]\n')
    messages = (copy.root / "languages/sv/messages.po").read_text(encoding="utf-8")
    copy.write("languages/sv/messages.po", f'{messages}\nmsgid "Site visit"\nmsgstr "Platsbesök"\n')
    copy.file("lista.csv", LIST.format("Platsbesök", "2027-03-04"))
    code = """
import io
import openpyxl
from documentation import fields as documented
from outreach import rendering
from outreach.publishers import Site

data = outreach.read("lista.csv")
page = outreach.publications.procurement_list(data, locale="sv_SE", today=datetime.date(2027, 1, 10))
outreach.publish([page], to=[Site("public", base_url="https://kommun.example/")])
book = openpyxl.load_workbook(io.BytesIO(rendering.template("procurement-list", "sv_SE")))
(data_table,) = [block for block in page.blocks if getattr(block, "download", "")]
tables = [block for block in page.blocks if hasattr(block, "columns") and block is not data_table]
print(json.dumps({
    "read": str(data.procurements[0].visit),
    "template": [cell.value for cell in book.worksheets[0][1]],
    "data": [str(column.title) for column in data_table.columns],
    "list": [[str(column.title) for column in table.columns] for table in tables],
    "cells": [str(cell) for table in tables for row in table.rows for cell in row],
    "page": [part.as_text() for part in page.parts],
    "docs": documented.page(),
}))"""
    shown = copy.run(code)
    assert shown["read"] == "2027-03-04"
    assert "Platsbesök" in shown["template"]
    assert shown["list"]
    assert all("Platsbesök" in titles for titles in shown["list"])
    assert "2027-03-04" in shown["cells"]
    assert "Platsbesök" in shown["data"]
    assert any("Platsbesök" in page and "4 mars 2027" in page for page in shown["page"])
    assert "| `visit` |" in shown["docs"]
    copy.assert_costs("a field on `Procurement`")
