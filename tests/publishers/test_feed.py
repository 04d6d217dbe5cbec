"""Feeds: Atom and JSON Feed, as others read them; ids for ever, dates of the data, nothing told twice."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import attrs
import pytest

import outreach
import sample_publications as samples
from hostile_publications import Structure, hostile, hostile_texts
from outreach import blocks, rendering
from outreach.publishers import Feed, Site
from sample_facts import FOOD, LIFTS, change, listed, procurement
from sample_sites import simple

BASE = "https://kommun.example/inkop"
ATOM = "{http://www.w3.org/2005/Atom}"
LATER = samples.NOW + timedelta(days=30)


def publish(root, *publications, now=samples.NOW, **settings):
    """Publish these, and return the Swedish feed's items by title."""
    options = {"base_url": f"{BASE}/feed", "site_url": BASE, **settings}
    list(Feed(root, **options).publish_edition(samples.edition(*publications, now=now)))
    return items(root)


def items(root, path="feed-sv.json"):
    """Return the items of a feed by their titles, in order."""
    return {item["title"]: item for item in json.loads((root / path).read_text("utf-8"))["items"]}


def files(root):
    """Return every file with its content."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_there_is_a_feed_in_all_and_one_for_each_industry(root):
    """In each language, each as Atom and as JSON; meetings are in every industry's."""
    publish(
        root,
        listed(procurement("a"), procurement("b", industry=LIFTS)),
        listed(procurement("a", industry="Food"), locale="en_GB"),
        samples.invitation(),
        samples.spend_report(),
    )
    assert {
        f"{path}{suffix}"
        for path in (
            "feed-sv",
            "feed-en",
            "sv/industries/livsmedel-och-maltider",
            "sv/industries/bygg-el-och-vvs",
            "en/industries/food",
        )
        for suffix in (".atom", ".json")
    } == {*files(root)} - {".outreach.json"}
    assert {"Upphandling b", samples.invitation().title} == set(items(root, "sv/industries/bygg-el-och-vvs.json"))


def test_an_item_tells_what_who_when_and_where(root):
    """Of the page of a procurement."""
    item = publish(root, listed(procurement("a")), authority="kommun.example,2017")["Upphandling a"]
    assert {
        "id": "tag:kommun.example,2017:sv/procurement-a",
        "url": f"{BASE}/sv/upphandlingar/a.html",
        "title": "Upphandling a",
        "summary": "Vi planerar att annonsera.",
        "content_html": '<article lang="sv" class="publication"><p>Vi planerar att annonsera.</p>\n'
        f'<p><a href="{BASE}/sv/upphandlingar.html">Tillbaka till listan</a></p></article>',
        "date_published": "2017-01-05T00:00:00+00:00",
        "date_modified": "2017-01-05T00:00:00+00:00",
        "tags": [FOOD],
    } == item


def test_both_forms_tell_the_same(root):
    """Atom and JSON Feed, entry by entry."""
    found = publish(root, listed(procurement("a"), changes=(change(),)), samples.invitation())
    feed = ET.fromstring((root / "feed-sv.atom").read_bytes())  # noqa: S314 - our own file
    assert [
        (item["id"], item["title"], item["date_published"], item["date_modified"], item["content_html"], item["url"])
        for item in found.values()
    ] == [
        (
            *(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "published", "updated", "content")),
            entry.find(f"{ATOM}link").get("href"),
        )
        for entry in feed.iter(f"{ATOM}entry")
    ]


def test_a_feed_says_where_it_stands_and_who_stands_behind_it(root):
    """Its own address, its other form, the site."""
    publish(root, listed(procurement("a")), title="Sälj till oss", publisher_name="Storån")
    feed = ET.fromstring((root / "feed-sv.atom").read_bytes())  # noqa: S314 - our own file
    assert {
        ("self", f"{BASE}/feed/feed-sv.atom"),
        ("alternate", f"{BASE}/"),
        ("alternate", f"{BASE}/feed/feed-sv.json"),
    } == {(link.get("rel"), link.get("href")) for link in feed.findall(f"{ATOM}link")}
    assert ("Sälj till oss", "Storån", "tag:kommun.example,2017-01-10:feed/feed-sv", "sv") == (
        feed.findtext(f"{ATOM}title"),
        feed.findtext(f"{ATOM}author/{ATOM}name"),
        feed.findtext(f"{ATOM}id"),
        feed.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )
    of_food = json.loads((root / "sv/industries/livsmedel-och-maltider.json").read_text("utf-8"))
    assert f"Sälj till oss: {FOOD}" == of_food["title"]


def test_changes_are_items_that_stay(root):
    """A list published anew tells of other changes; those told before are still there."""
    first = publish(root, listed(procurement("u-2017-1"), changes=(change(),)))
    assert {
        "id": "tag:kommun.example,2017-01-10:sv/list/change/c1",
        "url": f"{BASE}/sv/upphandlingar/u-2017-1.html",
        "content_html": "<p>Annonseras andra kvartalet 2017 i stället för mars 2017.</p>",
        "date_published": "2017-01-06T00:00:00+00:00",
    }.items() <= first["Upphandling U-2017-1: flyttad"].items()
    gone = change("c2", kind=outreach.ChangeKind.CANCELLED, procurement_id="", changed=None)
    later = publish(root, listed(procurement("b"), changes=(gone,)), now=LATER)
    assert {
        "Kommande upphandlingar",
        "Upphandling U-2017-1: avbruten",
        "Upphandling U-2017-1: flyttad",
        "Upphandling b",
    } == {*later}
    assert first["Upphandling U-2017-1: flyttad"]["id"] == later["Upphandling U-2017-1: flyttad"]["id"]
    assert f"{BASE}/sv/upphandlingar.html" == later["Upphandling U-2017-1: avbruten"]["url"]


@pytest.mark.parametrize("kind", list(outreach.ChangeKind))
@pytest.mark.parametrize("locale", ["sv_SE", "en_GB"])
def test_every_change_has_words(root, kind, locale):
    """In both languages."""
    publish(root, samples.invitation(), listed(procurement("a"), changes=(change(kind=kind),), locale=locale))
    (title,) = (title for title in items(root, f"feed-{locale[:2]}.json") if title.startswith("Upphandling U-2017-1"))
    assert title != "Upphandling U-2017-1: "


def test_publishing_the_same_again_changes_nothing(root):
    """Not even later: nothing in a feed says when it was written."""
    publish(root, listed(procurement("a"), changes=(change(),)), samples.invitation())
    before = files(root)
    publish(root, listed(procurement("a"), changes=(change(),)), samples.invitation(), now=LATER)
    assert before == files(root)


def test_what_has_changed_is_told_again_as_the_same(root):
    """Its id and its first day stay, its last change is now, and it comes first."""
    first = publish(root, listed(procurement("a"), procurement("b")))
    later = publish(root, listed(procurement("a", title="Skolmat"), procurement("b")), now=LATER)
    before, now = first["Upphandling a"], later["Skolmat"]
    assert (before["id"], before["date_published"]) == (now["id"], now["date_published"])
    assert LATER.isoformat() == now["date_modified"]
    assert first["Upphandling b"] == later["Upphandling b"]
    assert "Skolmat" in list(later)[:2]


def test_a_day_that_passes_is_no_change(root):
    """The page of a procurement says the same in other words, and is not told again."""
    first = publish(root, listed(procurement("a")))["Upphandling a"]
    shown = listed(procurement("a"))
    (part,) = shown.parts
    other = attrs.evolve(part, summary="Vi skulle ha annonserat.", updated=date(2017, 7, 1))
    later = publish(root, attrs.evolve(shown, parts=[other]), now=LATER)["Upphandling a"]
    assert first["date_modified"] == later["date_modified"]
    assert "Vi skulle ha annonserat." == later["summary"]


def test_what_comes_later_is_told_when_it_comes(root):
    """In a new feed a page is as old as what it tells of; in one that is read, it is news."""
    publish(root, listed(procurement("a")))
    later = publish(root, listed(procurement("a"), procurement("b")), now=LATER)
    assert LATER.isoformat() == later["Upphandling b"]["date_published"]


def test_what_returns_is_what_it_was(root):
    """A page that was away keeps id and first day."""
    first = publish(root, listed(procurement("a"), procurement("b")))
    assert "Upphandling b" not in publish(root, listed(procurement("a")), now=LATER)
    assert (
        first["Upphandling b"] == publish(root, listed(procurement("a"), procurement("b")), now=LATER)["Upphandling b"]
    )


def test_the_oldest_leave(root):
    """At most so many; the newest stay, and links to those that left still lead to their pages."""
    facts = [procurement(f"p{number}", changed=date(2017, 1, number)) for number in range(1, 8)]
    found = publish(root, listed(*facts), most=3)
    assert ["Kommande upphandlingar", "Upphandling p7", "Upphandling p6"] == list(found)
    assert f"{BASE}/sv/upphandlingar/p1.html" in found["Kommande upphandlingar"]["content_html"]
    assert 3 == len(items(root, "sv/industries/livsmedel-och-maltider.json"))


def test_ids_stay_when_the_site_moves(root):
    """The folder remembers whose they were; addresses follow."""
    first = publish(root, listed(procurement("a")))["Upphandling a"]
    later = publish(root, listed(procurement("a")), base_url="https://ny.example/f", site_url="https://ny.example")
    assert first["id"] == later["Upphandling a"]["id"]
    assert "https://ny.example/sv/upphandlingar/a.html" == later["Upphandling a"]["url"]


def test_without_a_site_items_lead_nowhere(root):
    """The text is whole, links are their text."""
    item = publish(root, listed(procurement("a")), site_url="")["Upphandling a"]
    assert "url" not in item
    assert "<p>Tillbaka till listan</p>" in item["content_html"]


def test_pictures_are_where_the_site_has_them(root):
    """Under the name that the site gives them; without a site an item carries them. No text becomes one."""
    page = simple("a", "A", samples.picture(), blocks.Paragraph('src="outreach-picture:x"'))
    Site(root / "site").publish_edition(samples.edition(page))
    (path,) = (path for path in (root / "site/assets").iterdir() if path.suffix == ".png")
    html = publish(root / "one", page)["A"]["content_html"]
    assert f'src="{BASE}/assets/{path.name}"' in html
    assert "src=&quot;outreach-picture:x&quot;" in html
    assert 'src="data:image/png;base64,' in publish(root / "other", page, site_url="")["A"]["content_html"]


def test_withdrawing_removes_every_trace(root):
    """Entries, changes, in every language; an industry's feed stays for who subscribes, with what is for all."""
    before = publish(root, samples.invitation())
    publish(root, listed(procurement("a"), changes=(change(),)), listed(procurement("a"), locale="en_GB"))
    channel = Feed(root, base_url=f"{BASE}/feed", site_url=BASE)
    channel.withdraw("list")
    assert before == items(root) == items(root, "sv/industries/livsmedel-och-maltider.json")
    assert not (root / "feed-en.atom").exists()
    with pytest.raises(outreach.PublishingError, match="nothing with the id 'list'"):
        channel.withdraw("list")


def test_an_industrys_feed_that_has_nothing_now_stays_for_who_subscribes(root, checkers):
    """It is a feed without entries, as the judge says, too; what comes again has the id it had."""
    both = listed(procurement("a"), procurement("b", industry=LIFTS))
    publish(root, both)
    before = items(root, "sv/industries/bygg-el-och-vvs.json")
    publish(root, listed(procurement("a")), now=LATER)
    assert {} == items(root, "sv/industries/bygg-el-och-vvs.json")
    done = subprocess.run([sys.executable, checkers / "feeds.py", root], capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    publish(root, both, now=LATER)
    again = items(root, "sv/industries/bygg-el-och-vvs.json")
    assert {title: item["id"] for title, item in before.items()} == {title: each["id"] for title, each in again.items()}


@pytest.mark.parametrize(
    "options",
    [
        {"base_url": ""},
        {"base_url": "kommun.example"},
        {"base_url": "javascript:alert(1)"},
        {"base_url": "mailto:a@b.example"},
        {"base_url": "https://kommun.example/?a=b"},
        {"base_url": f"https://{'å' * 80}.example"},
        {"site_url": "//kommun.example"},
        {"authority": "kommun.example"},
        {"authority": "kommun.example,2017\n"},
        {"most": 0},
    ],
)
def test_options_that_make_no_sense_are_refused(root, options):
    """Before anything is written."""
    with pytest.raises(outreach.PublishingError):
        Feed(root, **{"base_url": BASE, **options})


def test_without_any_date_there_is_always_the_same(root):
    """The clock is never asked."""
    page = attrs.evolve(samples.invitation(), updated=None)
    (item,) = publish(root, page, now=None).values()
    assert "2000-01-01T00:00:00+00:00" == item["date_modified"]


def told(root, text):
    """Publish a page and a list that say *text* everywhere, and return both feeds."""
    fact = procurement("a", title=text, industry=text)
    shown = listed(fact, changes=(change(title=text, text=text, industry=text),), title=text, publisher_name=text)
    publish(root, hostile(text), shown, title=text, publisher_name=text)
    feed = ET.fromstring((root / "feed-sv.atom").read_bytes())  # noqa: S314 - our own file
    return feed, json.loads((root / "feed-sv.json").read_text("utf-8"))


def test_no_text_changes_a_feed(tmp_path, shared):
    """Every hostile text in every field: the same elements, the text whole, in both forms."""
    names = [element.tag for element in told(tmp_path / "x", "x")[0].iter()]
    for number, text in enumerate(filter(str.strip, hostile_texts(shared))):
        feed, found = told(tmp_path / str(number), text)
        assert names == [element.tag for element in feed.iter()], ascii(text)
        line = rendering.one_line(text) or "–"
        assert line in {entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")}, ascii(text)
        assert line in {item["title"] for item in found["items"]}, ascii(text)
        assert line == found["title"], ascii(text)
        for item in found["items"]:
            assert not [a for a in Structure(item["content_html"]).addresses if a.startswith("javascript")]


def test_the_judge_finds_nothing(root, checkers):
    """feedparser, RFC 4287 and JSON Feed, on good texts and hostile ones."""
    publish(
        root,
        *samples.all_publications(),
        listed(procurement("a"), changes=(change(),)),
        hostile('"><img src=x>\u202e ]]> &amp; <script>'),
    )
    command = [sys.executable, checkers / "feeds.py", root]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ})
    assert 0 == done.returncode, done.stdout + done.stderr
