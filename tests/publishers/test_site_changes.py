"""A site over time: what comes, what goes, what stays, and that nobody ever meets half of one."""

import re
import threading

import attrs
import pytest

import outreach
import sample_publications as samples
from outreach.publishers import Site
from sample_sites import pages, publish, simple


def test_links_follow_what_comes_and_goes(root):
    """A page published before links to one that comes later, and no longer to one that has gone."""
    before = publish(root, samples.invitation())["sv/foretagartraff-2017.html"]
    after = publish(root, samples.procurement_list())["sv/foretagartraff-2017.html"]
    Site(root).withdraw("procurement-list")
    gone = pages(root)["sv/foretagartraff-2017.html"]
    link = '<a href="upphandlingar/u-2017-3.html">Städtjänster till skolor</a>'
    assert [False, True, False] == [link in page for page in (before, after, gone)]
    assert "<li>Städtjänster till skolor, " in gone


def test_publishing_adds_or_replaces(root):
    """Earlier publications stay, in every language; a new edition of one replaces it with all its parts."""
    publish(root)
    shorter = attrs.evolve(samples.procurement_list(), slug="lista", parts=samples.procurement_list().parts[:1])
    found = publish(root, shorter)
    assert "sv/upphandlingar.html" not in found
    assert {"sv/lista.html", "sv/lista/u-2017-1.html"} == {path for path in found if path.startswith("sv/lista")}
    assert "en/procurements.html" in found
    assert not list(root.glob("sv/upphandlingar/*"))


def test_settings_are_remembered(root):
    """Later editions need not repeat them."""
    publish(root, samples.spend_report(), title="Sälj till oss", contact="a@b.example")
    found = publish(root, simple())
    assert "Sälj till oss" in found["sv/a.html"]
    assert "a@b.example" in found["sv/inkop-2016.html"]


def test_withdrawing_removes_every_trace(root):
    """Page, parts, files, in every language; the index forgets it."""
    publish(root)
    Site(root).withdraw("procurement-list")
    left = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert not [path for path in left if path.startswith(("sv/upphandling", "en/procurement"))]
    assert "Kommande upphandlingar" not in "".join(pages(root).values())


def test_withdrawing_what_is_not_there_is_refused(root):
    """A misspelt id is no success."""
    publish(root, simple())
    with pytest.raises(outreach.PublishingError, match="nothing with the id 'x' is published"):
        Site(root).withdraw("x")


def test_withdrawing_everything_leaves_an_empty_index(root):
    """The address still answers."""
    publish(root, simple())
    Site(root).withdraw("a")
    assert {"index.html"} <= set(pages(root))


def test_style_sheets_before_stay(root, tmp_path):
    """Pages that are being loaded while the site is swapped find theirs; ten are kept, the newest first."""
    mine = tmp_path / "mine"
    mine.mkdir()
    seen = []
    for number in range(12):
        (mine / "style.css").write_text(f"body {{ margin: {number}px; }}")
        page = publish(root, simple(), templates=mine)["index.html"]
        seen.append(re.search(r'href="assets/([^"]*)"', page)[1])
    assert set(seen[2:]) == {path.name for path in (root / "assets").iterdir()}


def test_two_pages_at_one_address_are_refused(root):
    """Another publication of an earlier slug does not overwrite it."""
    publish(root, simple("a"))
    with pytest.raises(outreach.PublishingError, match=r"two publications would stand at sv/a\.html"):
        publish(root, simple("b", slug="a"))


def test_the_same_again_changes_no_file(root):
    """Neither a byte nor a time."""
    publish(root)
    before = {path: path.stat() for path in root.rglob("*")}
    publish(root)
    after = {path: path.stat() for path in root.rglob("*")}
    assert {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in before.items()} == {
        path: (stat.st_ino, stat.st_mtime_ns) for path, stat in after.items()
    }


def test_a_site_does_not_depend_on_what_was_before(tmp_path):
    """Published at once or one after the other, it is the same site."""
    everything = samples.all_publications()
    publish(tmp_path / "a", *everything)
    for publication in [*everything, everything[0]]:
        publish(tmp_path / "b", publication)
    first, second = (
        {p.relative_to(r): p.read_bytes() for p in r.rglob("*") if p.is_file()}
        for r in (tmp_path / "a", tmp_path / "b")
    )
    assert first == second


def test_an_edition_of_nothing_makes_a_site_of_nothing(root):
    """It is no error: the index says so by being empty."""
    list(Site(root, locale="sv_SE").publish_edition(outreach.Edition(publications=[])))
    assert {"index.html"} == set(pages(root))


def test_an_address_that_is_none_is_refused(root):
    """Before anything is written."""
    with pytest.raises(outreach.PublishingError, match="base_url: not a web address"):
        Site(root, base_url="kommun.example")


def test_no_reader_meets_a_page_without_its_style_sheet(root, tmp_path):
    """Files are fetched one by one while the site changes under them, style sheet and all."""
    mine = tmp_path / "mine"
    mine.mkdir()

    def renew(number):
        (mine / "style.css").write_text(f"body {{ margin: {number}px; }}")
        publish(root, simple(title=str(number)), templates=mine)

    renew(0)
    is_done = threading.Event()
    loads = []

    def load():
        while not is_done.is_set():
            page = (root / "index.html").read_text("utf-8")
            sheet = re.search(r'href="(assets/[^"]*)"', page)[1]
            loads.append((root / sheet).is_file())

    reader = threading.Thread(target=load)
    reader.start()
    for number in range(1, 10):
        renew(number)
    is_done.set()
    reader.join()
    assert loads
    assert all(loads)
