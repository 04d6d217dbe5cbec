"""Our own sources and publishers, held to what every plugin is held to."""

import sys
from pathlib import Path

import sample_publications as samples
from kit_subjects import csv_inputs, feed, html_inputs, inputs, json_inputs, ocds, open_data, talks, xlsx_inputs
from outreach import testing
from outreach.publishers import Calendar, Deck, Document, Fragment, Print, PrintForStaff, Site, Workbook
from outreach.sources import Csv, Html, Json, Xlsx

EXAMPLE = Path(__file__).resolve().parents[1] / "docs" / "examples" / "outreach_hassleholm"
sys.path.append(str(EXAMPLE))

from outreach_hassleholm import ProcurementList, Website  # noqa: E402 - found only now

BAD_MEANINGS = ({"currency": "kronor"}, {"decimal": "x"}, {"date_order": "mydd"}, {"path": None}, {"nonsense": 1})
LIST = "Nr;Upphandling;Annonseras\n"

test_csv = testing.source_tests(
    Csv,
    suffix=".csv",
    **inputs(csv_inputs),
    options=[{"delimiter": ";"}, {"encoding": "utf-8", "currency": "SEK"}, {"decimal": ",", "date_order": "ymd"}],
    bad_options=[*BAD_MEANINGS, {"encoding": "no-such"}, {"columns": {"amount": "Ingenstans"}}],
)
test_xlsx = testing.source_tests(
    Xlsx,
    suffix=".xlsx",
    **inputs(xlsx_inputs),
    options=[{"sheets": ["Blad1"]}, {"currency": "SEK"}],
    bad_options=[*BAD_MEANINGS, {"sheets": ["Finns inte"]}],
)
test_json = testing.source_tests(
    Json,
    suffix=".json",
    **inputs(json_inputs),
    options=[{"currency": "SEK"}],
    bad_options=[*BAD_MEANINGS, {"rows_in": "ingenstans"}],
)
test_html = testing.source_tests(
    Html, suffix=".html", **inputs(html_inputs), options=[{"currency": "SEK"}], bad_options=BAD_MEANINGS
)
test_example_source = testing.source_tests(
    ProcurementList,
    suffix=".csv",
    empty=LIST,
    one=f"{LIST}1;Hisservice;Q1 2017\n",
    many=f"{LIST}1;Hisservice;Q1 2017\n2;Skyltar;våren 2017\n",
    bad_options=[{"path": None}],
)
test_site = testing.publisher_tests(
    Site,
    options=[{"title": "Inköp"}, {"base_url": "https://kommun.example/inkop"}],
    bad_options=[
        {"base_url": "javascript:alert(1)"},
        {"base_url": "https://a.example/?b"},
        {"root": None},
        {"nonsense": 1},
    ],
)
test_calendar = testing.publisher_tests(
    Calendar, options=[{"alarm": 30}], bad_options=[{"root": None}, {"alarm": -1}, {"alarm": "30"}]
)
test_workbook = testing.publisher_tests(Workbook, bad_options=[{"root": None}, {"nonsense": 1}])
test_deck = testing.publisher_tests(Deck, publications=talks(), bad_options=[{"root": None}, {"nonsense": 1}])
test_document = testing.publisher_tests(Document, bad_options=[{"root": None}, {"nonsense": 1}])
test_print = testing.publisher_tests(Print, bad_options=[{"root": None}, {"nonsense": 1}])
test_print_staff = testing.publisher_tests(PrintForStaff, bad_options=[{"root": None}, {"nonsense": 1}])
test_feed = testing.publisher_tests(
    feed,
    options=[{"title": "Inköp", "publisher_name": "Storån"}, {"most": 1}, {"authority": "kommun.example,2017"}],
    bad_options=[{"root": None}, {"base_url": "feed"}, {"most": 0}, {"authority": "kommun"}, {"nonsense": 1}],
)
test_fragment = testing.publisher_tests(
    Fragment,
    options=[{"style": "scoped", "heading_level": 3}, {"site_url": "https://kommun.example", "has_title": False}],
    bad_options=[{"root": None}, {"style": "mine"}, {"heading_level": 7}, {"site_url": "kommun"}, {"nonsense": 1}],
)
test_open_data = testing.publisher_tests(
    open_data,
    publications=samples.all_publications(),
    options=[{"title": "Data", "publisher_name": "Storån", "contact": "a@b.example"}, {"licence": "CC-BY-4.0"}],
    bad_options=[{"root": None}, {"base_url": ""}, {"licence": "mine"}, {"contact": "kommun"}, {"frequency": "ofta"}],
)
test_ocds = testing.publisher_tests(
    ocds,
    options=[{"publisher_name": "Storån", "organisation": "212000-1355"}, {"licence": "CC-BY-4.0", "locale": "en"}],
    bad_options=[{"root": None}, {"prefix": "ocds"}, {"base_url": ""}, {"licence": "mine"}, {"timezone": "Mars"}],
)
test_example_publisher = testing.publisher_tests(Website, bad_options=[{"nonsense": 1}])
