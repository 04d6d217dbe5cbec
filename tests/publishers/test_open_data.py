"""Open data: exact tables, a schema that is true of them, a catalogue that the profile takes."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from decimal import Decimal
from xml.etree import ElementTree as ET

import attrs
import pytest

import outreach
import sample_publications as samples
from hostile_publications import hostile, hostile_texts
from outreach import blocks, publications, rendering
from outreach.publishers import OpenData
from sample_facts import listed, procurement
from sample_sites import simple

BASE = "https://kommun.example/inkop/data"
LATER = samples.NOW + timedelta(days=30)
DCAT = "{http://www.w3.org/ns/dcat#}"
TERMS = "{http://purl.org/dc/terms/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def publish(root, *publications, now=samples.NOW, **options):
    """Publish these, and return every file."""
    list(OpenData(root, **{"base_url": BASE, **options}).publish_edition(samples.edition(*publications, now=now)))
    return files(root)


def files(root):
    """Return every file with its content, the marker aside."""
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    return {path: content for path, content in found.items() if path != ".outreach.json"}


def catalogue(root):
    """Return the catalogue as a tree."""
    return ET.fromstring((root / "dcat.rdf").read_bytes())  # noqa: S314 - our own file


def texts(node, name):
    """Return the texts and addresses of the elements of this name."""
    return [each.text or each.get(f"{RDF}resource") for each in node.iter(name)]


def typed(*cells, key="a", title="A"):
    """Return a page with a table of one column that is offered as data."""
    columns = [blocks.Column(key=key, title=title)]
    return simple("p", "P", blocks.Table(caption="T", columns=columns, rows=[(cell,) for cell in cells], download="t"))


def test_each_table_is_csv_and_json_with_a_schema_beside_them(root):
    """In a folder of its publication; and one catalogue of all."""
    assert {
        "dcat.rdf",
        *(f"sv/inkop-2016/{name}" for name in ("datapackage.json", "inkop-per-bransch.csv", "inkop-per-bransch.json")),
        *(
            f"en/procurements/{name}"
            for name in ("datapackage.json", "procurements-2017.csv", "procurements-2017.json")
        ),
    } == {*publish(root, samples.spend_report(), samples.english_list(), typed("x"))} - {
        "sv/p/datapackage.json",
        "sv/p/t.csv",
        "sv/p/t.json",
    }


SPAN = outreach.Estimate(low=Decimal(2_000_000), high=Decimal(4_000_000), currency="SEK")


@pytest.mark.parametrize(
    ("cell", "names", "types", "row"),
    [
        ("=1+1", ["a"], ["string"], ["=1+1"]),
        (5, ["a"], ["integer"], [5]),
        (Decimal("1234567890.10"), ["a"], ["number"], [Decimal("1234567890.10")]),
        (blocks.Share(Decimal("0.25")), ["a"], ["number"], [Decimal("0.25")]),
        (date(2017, 3, 1), ["a"], ["date"], ["2017-03-01"]),
        (samples.STARTS, ["a"], ["datetime"], ["2017-03-01T13:00:00+01:00"]),
        (samples.kronor("12.50"), ["a", "a_currency"], ["number", "string"], [Decimal("12.50"), "SEK"]),
        (
            samples.Q2,
            ["a", "a_start", "a_end"],
            ["string", "date", "date"],
            ["andra kvartalet 2017", "2017-04-01", "2017-06-30"],
        ),
        (
            SPAN,
            ["a", "a_low", "a_high", "a_currency"],
            ["string", "number", "number", "string"],
            ["2–4 miljoner kronor", 2000000, 4000000, "SEK"],
        ),
    ],
)
def test_a_value_keeps_its_type(root, cell, names, types, row):
    """In the schema and in the JSON; a row where nothing is known changes neither."""
    found = publish(root, typed(cell, blocks.Missing("okänt"), None))
    schema = json.loads(found["sv/p/datapackage.json"])["resources"][0]["schema"]
    assert (names, types) == ([f["name"] for f in schema["fields"]], [f["type"] for f in schema["fields"]])
    rows = json.loads(found["sv/p/t.json"], parse_float=Decimal)
    assert row == [each.replace("\xa0", " ") if isinstance(each, str) else each for each in rows[0].values()]
    assert [None] * len(names) == list(rows[1].values()) == list(rows[2].values())


def test_a_column_says_what_it_holds_in_the_language_of_the_table(root):
    """What is a part of a value, too."""
    found = publish(root, typed(SPAN, key="estimate", title="Uppskattat värde"))
    fields = json.loads(found["sv/p/datapackage.json"])["resources"][0]["schema"]["fields"]
    assert [
        ("estimate", "Uppskattat värde"),
        ("estimate_low", "Uppskattat värde (minst)"),
        ("estimate_high", "Uppskattat värde (högst)"),
        ("estimate_currency", "Uppskattat värde (valuta)"),
    ] == [(field["name"], field["title"]) for field in fields]


def _cast(value, field):
    """Read a cell, or a value of JSON, as the schema says."""
    if value in ("", None):
        return None
    casts = {"integer": int, "number": Decimal, "date": date.fromisoformat, "datetime": datetime.fromisoformat}
    return casts.get(field["type"], str)(str(value))


def _read(file, resource):
    """Return the names and the rows of a file."""
    if resource["format"] == "csv":
        names, *rows = csv.reader(io.StringIO(file.decode(), newline=""))
    else:
        objects = json.loads(file, parse_float=Decimal)
        names, rows = list(objects[0]), [list(each.values()) for each in objects]
    fields = resource["schema"]["fields"]
    assert [field["name"] for field in fields] == names
    return [[_cast(cell, field) for cell, field in zip(row, fields, strict=True)] for row in rows]


def test_every_cell_is_what_the_schema_says(root):
    """Of every table there is: each reads as its type, both forms hold the same, sizes and digests are true."""
    mixed = typed(SPAN, samples.Q2, "x", None)
    found = publish(root, *samples.all_publications()[1:], listed(procurement("a"), slug="mer"), mixed)
    for path in (path for path in found if path.endswith("datapackage.json")):
        resources = json.loads(found[path])["resources"]
        contents = [found[path.replace("datapackage.json", each["path"])] for each in resources]
        for file, resource in zip(contents, resources, strict=True):
            assert (len(file), f"sha256:{hashlib.sha256(file).hexdigest()}") == (resource["bytes"], resource["hash"])
        read = [_read(file, resource) for file, resource in zip(contents, resources, strict=True)]
        assert read[::2] == read[1::2]


@pytest.mark.parametrize("locale", ["sv_SE", "en_GB"])
def test_a_list_reads_back_from_both_forms(root, demo_input, locale):
    """As the same procurements; what the source had written in other words is told of in both."""
    data = outreach.read(demo_input / "upphandlingslista-2017.xlsx")
    publish(root, publications.procurement_list(data, today=date(2017, 1, 10), locale=locale))
    (table,) = root.rglob("*.csv")
    read = [outreach.read(table), outreach.read(table.with_suffix(".json"))]
    assert [each.message for each in read[0].problems] == [each.message for each in read[1].problems]
    assert read[0].procurements == read[1].procurements
    assert {each.title for each in data.procurements} == {each.title for each in read[0].procurements}


def test_a_package_says_what_it_is_and_under_which_terms(root):
    """Title, description, licence, publisher; each file with form, size and digest."""
    package = json.loads(publish(root, samples.spend_report(), licence="CC-BY-4.0")["sv/inkop-2016/datapackage.json"])
    resources = package.pop("resources")
    assert {
        "profile": "data-package",
        "name": "sv-inkop-2016",
        "title": "Så köpte kommunen in 2016",
        "description": "118,8 miljoner kronor till 112 leverantörer.",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": "http://creativecommons.org/licenses/by/4.0/",
                "title": "Creative Commons Attribution 4.0 International",
            }
        ],
        "contributors": [{"title": "Storåns kommun", "role": "publisher"}],
    } == package
    assert ["inkop-per-bransch-csv", "inkop-per-bransch-json"] == [each["name"] for each in resources]
    assert len(resources) == len({each["name"] for each in resources})


def test_a_data_set_in_two_languages_is_described_once(root):
    """With both titles, and the files of both."""
    publish(root, listed(procurement("a")), listed(procurement("a"), locale="en_GB", title="To come"))
    (data_set,) = catalogue(root).findall(f"{DCAT}Dataset")
    assert {"To come", "Kommande upphandlingar"} == {each.text for each in data_set.findall(f"{TERMS}title")}
    assert {
        f"{BASE}/{path}.{form}"
        for path in ("sv/upphandlingar/upphandlingar", "en/procurements/upphandlingar")
        for form in ("csv", "json")
    } == {*texts(catalogue(root), f"{DCAT}downloadURL")}


def test_a_catalogue_says_what_a_portal_asks(root):
    """Who, whom to ask, how often, for which days, where it is told; its own terms are CC0, the data's as given."""
    publish(
        root,
        listed(procurement("a"), procurement("b", planned_publication=samples.MARCH)),
        site_url="https://kommun.example/inkop",
        contact="data@kommun.example",
        frequency="QUARTERLY",
        licence="CC-BY-4.0",
        title="Vi köper",
    )
    tree = catalogue(root)
    (data_set,), (whole,) = tree.findall(f"{DCAT}Dataset"), tree.findall(f"{DCAT}Catalog")
    assert ["Vi köper"] == [each.text for each in whole.findall(f"{TERMS}title")]
    assert ["http://creativecommons.org/publicdomain/zero/1.0/"] == texts(whole, f"{TERMS}license")
    assert {"http://creativecommons.org/licenses/by/4.0/"} == {
        address for each in tree.findall(f"{DCAT}Distribution") for address in texts(each, f"{TERMS}license")
    }
    assert ["2017-03-01", "2017-06-30"] == [*texts(data_set, f"{DCAT}startDate"), *texts(data_set, f"{DCAT}endDate")]
    assert ["https://kommun.example/inkop/sv/upphandlingar.html"] == texts(data_set, f"{DCAT}landingPage")
    assert ["mailto:data@kommun.example"] == texts(data_set, "{http://www.w3.org/2006/vcard/ns#}hasEmail")
    assert ["2017-01-10", "2017-01-10"] == [*texts(whole, f"{TERMS}issued"), *texts(whole, f"{TERMS}modified")]


def test_publishing_the_same_again_changes_nothing(root):
    """Not even later; what has changed says when, and keeps the day it was first published."""
    before = publish(root, listed(procurement("a")))
    assert before == publish(root, listed(procurement("a")), now=LATER)
    publish(root, listed(procurement("a"), procurement("b")), now=LATER)
    (data_set,) = catalogue(root).findall(f"{DCAT}Dataset")
    assert ["2017-01-10", "2017-02-09"] == [*texts(data_set, f"{TERMS}issued"), *texts(data_set, f"{TERMS}modified")]


def test_withdrawing_removes_files_and_entry(root):
    """In every language; the last one takes the catalogue along."""
    before = publish(root, samples.spend_report())
    publish(root, listed(procurement("a")), listed(procurement("a"), locale="en_GB"))
    channel = OpenData(root, base_url=BASE)
    channel.withdraw("list")
    assert before == files(root)
    channel.withdraw("spend-report-2016")
    assert {} == files(root)
    with pytest.raises(outreach.PublishingError, match="nothing with the id 'list'"):
        channel.withdraw("list")


def test_it_takes_only_what_offers_data(root):
    """A table without the name of a file is for reading; a slide tells what a report has."""
    channel = OpenData(root, base_url=BASE)
    assert channel.accepts(samples.spend_report())
    assert not channel.accepts(samples.invitation())
    talk = blocks.Slide(title="Vi köper.", blocks=typed("x").blocks)
    assert not channel.accepts(simple("talk", "Tal", talk))


def test_two_tables_of_one_name_are_two_files(root):
    """The second is numbered."""
    (table,) = typed("x").blocks
    assert {"sv/a/t.csv", "sv/a/t-2.csv"} <= {*publish(root, simple("a", "A", table, table))}


def test_two_publications_do_not_share_a_folder(root):
    """The second is refused."""
    publish(root, typed("x"))
    with pytest.raises(outreach.PublishingError, match="two publications would stand at sv/p/"):
        publish(root, attrs.evolve(typed("x"), id="other"))


@pytest.mark.parametrize(
    "options",
    [
        {"base_url": ""},
        {"site_url": "kommun"},
        {"contact": "Per Persson"},
        {"contact": "a@b@c"},
        {"contact": "a b@c.example"},
        {"licence": "free"},
        {"licence": "javascript:alert(1)"},
        {"frequency": "monthly/../x"},
    ],
)
def test_options_that_make_no_sense_are_refused(root, options):
    """Before anything is written."""
    with pytest.raises(outreach.PublishingError):
        OpenData(root, **{"base_url": BASE, **options})


def test_no_text_changes_data_or_catalogue(tmp_path, shared):
    """Every hostile text in every field: the same elements and keys, the text whole; none begins a formula."""

    def made(text, number):
        found = publish(tmp_path / str(number), hostile(text), title=text, publisher_name=text)
        names = [element.tag for element in catalogue(tmp_path / str(number)).iter()]
        (path,) = (path for path in found if path.startswith("sv/sida/") and path.endswith(".csv"))
        rows = list(csv.reader(io.StringIO(found[path].decode(), newline="")))
        return names, rows, json.loads(found[path.replace(".csv", ".json")]), catalogue(tmp_path / str(number))

    expected, _, _, _ = made("x", "x")
    for number, text in enumerate(filter(str.strip, hostile_texts(shared))):
        names, (head, row), (data,), tree = made(text, number)
        assert expected == names, ascii(text)
        assert len(head) == len(row) == len(data), ascii(text)
        assert rendering.clean(text) == next(iter(data.values())), ascii(text)
        assert rendering.safe_text(text) == row[0], ascii(text)
        assert {rendering.one_line(text) or "–"} == {*texts(tree.find(f"{DCAT}Dataset"), f"{TERMS}title")}


def test_the_judge_finds_nothing(root, checkers):
    """The profile's mandatory and recommended fields, on good texts and hostile ones."""
    publish(
        root,
        samples.spend_report(),
        listed(procurement("a")),
        listed(procurement("a"), locale="en_GB"),
        hostile('"><\u202e ]]>&amp;'),
        contact="data@kommun.example",
        frequency="MONTHLY",
    )
    command = [sys.executable, checkers / "dcat.py", "--recommended", root]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ})
    assert 0 == done.returncode, done.stdout + done.stderr
