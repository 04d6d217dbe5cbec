"""A static site: pages, languages, downloads, links, and what leads from one to the other."""

import csv
import io
import json
import re
from datetime import date

import attrs
import icalendar
import openpyxl
import pytest

import outreach
import sample_publications as samples
from hostile_publications import Structure, hostile, hostile_texts
from outreach import blocks
from outreach.publishers import Site
from sample_sites import publish, simple


def test_a_page_for_each_publication_and_each_part(root):
    """Languages have folders, parts stand in the folder of the page they belong to; indexes lead to all."""
    assert {
        "index.html",
        "sv/index.html",
        "sv/foretagartraff-2017.html",
        "sv/inkop-2016.html",
        "sv/upphandlingar.html",
        "sv/upphandlingar/u-2017-1.html",
        "sv/upphandlingar/u-2017-2.html",
        "sv/upphandlingar/u-2017-3.html",
        "en/index.html",
        "en/procurements.html",
        "en/procurements/u-2017-1.html",
    } == set(publish(root))


def test_it_returns_where_each_publication_stands(root):
    """In the order given."""
    targets = Site(root).publish_edition(samples.edition(samples.english_list(), samples.spend_report()))
    assert [root / "en/procurements.html", root / "sv/inkop-2016.html"] == list(targets)


def test_a_page_says_language_title_and_summary(root):
    """What a browser and a search engine ask for."""
    page = publish(root, title="Sälj till oss")["en/procurements.html"]
    assert '<html lang="en">' in page
    assert "<title>Procurements to come in 2017 – Sälj till oss, Storåns kommun</title>" in page
    assert '<a href="index.html"><strong>Storåns kommun</strong> <span>Sälj till oss</span></a>' in page
    assert '<meta name="description" content="What the municipality plans to buy.">' in page
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page


def test_a_page_says_who_when_and_whom_to_ask(root):
    """The publisher, the day of publishing, the contact as a link."""
    page = publish(root, contact="upphandling@kommun.example")["sv/inkop-2016.html"]
    assert "<dd>Storåns kommun</dd>" in page
    assert '<a href="mailto:upphandling@kommun.example">upphandling@kommun.example</a>' in page
    assert '<time datetime="2017-01-10">10\xa0januari 2017</time>' in page.replace("10 januari", "10\xa0januari")


def test_without_now_a_page_has_its_own_day(root):
    """The clock is never asked."""
    assert 'datetime="2017-01-09"' in publish(root, samples.invitation(), now=None)["sv/foretagartraff-2017.html"]


def test_without_any_day_a_page_says_none(root):
    """Nothing is invented."""
    page = publish(root, simple(), now=None)["sv/a.html"]
    assert "<time" not in page


def test_languages_name_each_other(root):
    """Hreflang joins the pages of one publication; a reader can change language on every page."""
    found = publish(root, base_url="https://a.example/x/")
    assert (
        '<link rel="alternate" hreflang="en" href="https://a.example/x/en/procurements.html">'
        in found["sv/upphandlingar.html"]
    )
    assert '<a href="../sv/upphandlingar.html" lang="sv" hreflang="sv">Svenska</a>' in found["en/procurements.html"]
    assert '<a href="../en/index.html" lang="en" hreflang="en">English</a>' in found["sv/inkop-2016.html"]
    assert "alternate" not in found["sv/inkop-2016.html"]


def test_one_language_needs_no_choice(root):
    """A site in Swedish alone speaks of no other."""
    found = publish(root, samples.spend_report())
    assert "hreflang" not in "".join(found.values())


def test_the_start_page_is_in_the_sites_language(root):
    """The one given, else the one published first; it stays so."""
    assert '<html lang="en">' in publish(root, locale="en_GB")["index.html"]
    assert '<html lang="en">' in publish(root, samples.spend_report())["index.html"]


def test_the_start_page_lists_meetings_first(root):
    """Then lists, then reports, then what others compose."""
    links = re.findall(r'<h2><a href="([^"]*)">', publish(root, *samples.all_publications(), simple())["index.html"])
    assert ["sv/foretagartraff-2017.html", "sv/upphandlingar.html", "sv/inkop-2016.html", "sv/a.html"] == links


def test_links_lead_to_pages_of_the_same_language(root):
    """Where there is one; else the text stands alone."""
    found = publish(root)
    assert (
        '<a href="upphandlingar/u-2017-3.html">Städtjänster till skolor</a>, andra'
        in found["sv/foretagartraff-2017.html"]
    )
    assert "<li>Hisservice, hösten 2017</li>" in found["sv/foretagartraff-2017.html"]
    assert '<a href="procurements/u-2017-1.html">Food for schools</a>' in found["en/procurements.html"]


def test_tables_can_be_downloaded(root):
    """As CSV and xlsx, named as the table says, with the rows of the page."""
    page = publish(root)["sv/upphandlingar.html"]
    assert '<a href="upphandlingar/upphandlingar-2017.csv" download>CSV</a>' in page
    content = (root / "sv/upphandlingar/upphandlingar-2017.csv").read_text("utf-8-sig")
    assert 4 == len(list(csv.reader(io.StringIO(content))))
    book = openpyxl.load_workbook(root / "sv/upphandlingar/upphandlingar-2017.xlsx")
    assert ["Alla upphandlingar", "Om filen"] == book.sheetnames


def test_a_meeting_can_be_put_into_a_calendar(root):
    """The page offers the file."""
    publish(root, samples.invitation())
    (file,) = root.rglob("*.ics")
    (event,) = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert "2017-var@storan.example" == event["uid"]


def test_two_downloads_of_one_name_are_two_files(root):
    """The second is numbered."""
    table = blocks.Table(caption="t", columns=[blocks.Column(key="a", title="A")], rows=[("x",)], download="Å/ä")
    publish(root, simple("a", "Titel", table, table))
    names = sorted(path.name for path in (root / "sv/a").iterdir())
    assert 4 == len(names)
    assert all(re.fullmatch(r"a-a-[0-9a-f]{8}(-2)?\.(csv|xlsx)", name) for name in names)


def test_meetings_are_described_for_search_engines(root):
    """schema.org Event, with place, time with offset, and status."""
    page = publish(root, samples.invitation())["sv/foretagartraff-2017.html"]
    event = json.loads(Structure(page).data[0])
    assert "2017-03-01T13:00+01:00" == event["startDate"]
    assert {"@type": "Place", "name": samples.appointment().venue, "address": samples.appointment().venue} == event[
        "location"
    ]
    assert "https://schema.org/EventScheduled" == event["eventStatus"]
    for status, said in (("CANCELLED", "EventCancelled"), ("MOVED", "EventRescheduled")):
        fact = attrs.evolve(samples.invitation().facts.events[0], status=outreach.EventStatus[status])
        meeting = attrs.evolve(samples.invitation(), facts=outreach.PublicFacts(events=[fact]))
        page = publish(root, meeting)["sv/foretagartraff-2017.html"]
        assert f"https://schema.org/{said}" == json.loads(Structure(page).data[0])["eventStatus"]


def test_a_meeting_without_a_place_is_online_or_not_described(root):
    """Search engines ask for where."""
    invitation = samples.invitation()
    (event,) = invitation.facts.events
    online = attrs.evolve(invitation, facts=outreach.PublicFacts(events=[attrs.evolve(event, venue="")]))
    nowhere = attrs.evolve(event, venue="", registration_url="")
    found = publish(root, online)["sv/foretagartraff-2017.html"]
    assert "VirtualLocation" == json.loads(Structure(found).data[0])["location"]["@type"]
    found = publish(root, attrs.evolve(invitation, facts=outreach.PublicFacts(events=[nowhere])))
    assert [] == Structure(found["sv/foretagartraff-2017.html"]).data


def test_a_page_loads_its_style_sheet_and_nothing_else(root):
    """The policy forbids all but it, and it is named by its content."""
    page = publish(root)["sv/foretagartraff-2017.html"]
    (style,) = (root / "assets").iterdir()
    assert re.fullmatch(r"style-[0-9a-f]{12}\.css", style.name)
    nonce = style.name[6:18]
    assert f'<link rel="stylesheet" href="../assets/{style.name}" nonce="{nonce}">' in page
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert policy.endswith(f"style-src 'nonce-{nonce}'; img-src 'self' data:; base-uri 'none'; form-action 'none'")
    assert "script-src &#39;none&#39;" in publish(root)["sv/inkop-2016.html"]


def test_a_page_with_a_picture_still_loads_nothing_else(root):
    """A picture is a file named by its content; scripts, fonts, frames and requests stay forbidden."""
    found = publish(root, attrs.evolve(samples.invitation(), blocks=[samples.picture(), samples.picture()]))
    page = found["sv/foretagartraff-2017.html"]
    (picture,) = (root / "assets").glob("*.png")

    assert 2 == page.count(f'<img src="../assets/{picture.name}"')
    assert samples.picture().content == picture.read_bytes()
    assert "connect-src &#39;none&#39;; font-src &#39;none&#39;; frame-src &#39;none&#39;" in page
    assert "default-src" not in page


def test_templates_can_be_overridden_one_by_one(root, tmp_path):
    """A municipality changes the footer and keeps the rest."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "index.html").write_text('{% extends "base.html" %}{% block main %}<h1>{{ site }} & co</h1>{% endblock %}')
    found = publish(root, templates=mine, title="<Vi>")
    assert "<h1>&lt;Vi&gt; & co</h1>" in found["index.html"]
    assert "<h1>Så köpte kommunen in 2016</h1>" in found["sv/inkop-2016.html"]


def test_two_pages_of_one_title_are_told_apart(root):
    """Their titles name their ids; their headings need not."""
    found = publish(root, simple("a", "Städ"), simple("b", "Städ"))
    assert "<title>Städ (a) – " in found["sv/a.html"]
    assert "<title>Städ (b) – " in found["sv/b.html"]


@pytest.mark.parametrize("slug", ["index", "con", "assets", "x" * 300])
def test_names_with_a_meaning_are_no_names_of_files(root, slug):
    """An index stays the index; every system can hold the name."""
    found = publish(root, simple("a", slug=slug))
    (path,) = {*found} - {"index.html", "sv/index.html"}
    assert re.fullmatch(rf"sv/{slug[:80]}-[0-9a-f]{{8}}\.html", path)


def test_no_page_holds_a_script(root):
    """Nor a handler, nor anything from elsewhere."""
    for page in publish(root).values():
        structure = Structure(page)
        assert not [names for _, names in structure.elements if any(name.startswith("on") for name in names)]
        assert [("script", ("type",))] * len(structure.data) == [
            each for each in structure.elements if each[0] == "script"
        ]
        assert not structure.comments


def _hostile_page(root, text):
    """Return the elements of a page that says *text* everywhere, less what the length of a text decides, and all."""
    found = publish(root, hostile(text), title=text, publisher_name=text)
    structure = Structure(found["sv/sida.html"])
    label = ("text", ("x", "y"))
    pairs = zip(structure.elements, [None, *structure.elements], strict=False)
    return [one for one, before in pairs if (one, before) != (label, label)], structure


def test_no_text_changes_a_page(tmp_path, shared):
    """Every hostile text in every field: the same elements, the text whole, the data valid, no way out."""
    expected, _ = _hostile_page(tmp_path / "x", "x")
    texts = [text for text in hostile_texts(shared) if text.strip()]
    for number, text in enumerate(texts):
        found, structure = _hostile_page(tmp_path / str(number), text)
        whole = " ".join("".join(structure.text).split())
        assert expected == found, ascii(text)
        assert " ".join(outreach.rendering.clean(text).split()) in whole, ascii(text)
        assert "Event" == json.loads(structure.data[0])["@type"]
        assert not [each for each in structure.addresses if each.startswith("javascript")]
    assert {"x", *map(str, range(len(texts)))} == {path.name for path in tmp_path.iterdir()}


def test_updated_is_the_day_in_the_publishers_own_zone(root):
    """Just after midnight in Stockholm it is the new day."""
    now = samples.NOW.replace(hour=0, minute=5)
    assert 'datetime="2017-01-10"' in publish(root, simple(updated=date(2016, 1, 1)), now=now)["sv/a.html"]


def test_a_name_that_says_whose_site_it_is_is_said_once(root):
    """The municipality is not named twice in one line."""
    page = publish(root, title="Sälj till Storåns kommun")["sv/inkop-2016.html"]
    assert "<title>Så köpte kommunen in 2016 – Sälj till Storåns kommun</title>" in page
    assert '<a href="../index.html"><strong>Sälj till Storåns kommun</strong></a>' in page


def test_a_page_offers_feed_and_calendar(root):
    """Those of its language, where the site knows where they stand; else it offers none."""
    where = {"feed_url": "https://a.example/feed", "calendar_url": "https://a.example/calendar/"}
    found = publish(root, **where)
    feed = 'type="application/atom+xml" title="Nyhetsflöde" href="https://a.example/feed/feed-sv.atom"'
    assert f'<link rel="alternate" {feed}>' in found["sv/upphandlingar.html"]
    assert '<a href="https://a.example/calendar/calendar-en.ics" type="text/calendar">' in found["en/procurements.html"]
    assert "Prenumerera" in found["index.html"]
    assert "Prenumerera" not in publish(root.parent / "other")["index.html"]
