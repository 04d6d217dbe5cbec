"""A site published again: what would be the same stays the same file, and nothing else does."""

import json
import re
from datetime import timedelta

import attrs
import pytest

import outreach
import sample_publications as samples
from outreach import blocks
from outreach.publishers import Site
from sample_sites import pages, publish, simple

TOMORROW = samples.NOW + timedelta(days=1)


def files(root):
    """Return which file stands at each path."""
    return {path.relative_to(root).as_posix(): path.stat().st_ino for path in root.rglob("*") if path.is_file()}


def changed(root, before):
    """Return the paths that have another file than before, the marker aside."""
    return {path for path, file in files(root).items() if before.get(path) != file} - {".outreach.json"}


def test_one_change_makes_one_page_anew(root):
    """With its list, which did not change, and the start pages, which are always made, as they were."""
    publish(root)
    before = files(root)
    listed = samples.procurement_list()
    first, *others = listed.parts
    publish(root, attrs.evolve(listed, parts=[first.with_blocks([blocks.Paragraph("Nytt.")]), *others]))
    assert {"sv/upphandlingar/u-2017-1.html"} == changed(root, before)


def test_a_page_keeps_the_day_of_its_last_change(root):
    """Published again the next day unchanged, no byte changes; with a change, that page says when."""
    publish(root)
    before = files(root)
    publish(root, now=TOMORROW)
    assert set() == changed(root, before)
    other = attrs.evolve(samples.spend_report(), title="Inköp 2016")
    found = publish(root, other, now=TOMORROW)
    assert 'datetime="2017-01-11"' in found["sv/inkop-2016.html"]
    assert 'datetime="2017-01-10"' in found["sv/upphandlingar.html"]
    assert 'datetime="2017-01-11"' in found["index.html"]


def test_a_day_to_come_is_put_right(root):
    """A page that was published with a wrong clock gets the right day."""
    publish(root, simple(), now=TOMORROW)
    assert 'datetime="2017-01-10"' in publish(root, simple())["sv/a.html"]


def test_what_somebody_changed_is_made_anew(root):
    """A page, and a file to be downloaded, of what is published again."""
    publish(root)
    page, table = root / "sv/upphandlingar.html", root / "sv/upphandlingar/upphandlingar-2017.csv"
    wanted = page.read_bytes(), table.read_bytes()
    page.unlink()
    page.write_text("mine")
    table.unlink()
    publish(root)
    assert wanted == (page.read_bytes(), table.read_bytes())


@pytest.mark.parametrize("settings", [{"title": "Sälj till oss"}, {"contact": "a@b.example"}, {"publisher_name": "Vi"}])
def test_what_stands_on_every_page_makes_every_page_anew(root, settings):
    """Also those that are not in this edition."""
    publish(root)
    before = files(root)
    publish(root, samples.spend_report(), **settings)
    assert set(pages(root)) <= changed(root, before)


def test_a_template_makes_every_page_anew(root, tmp_path):
    """And one that is taken away again."""
    mine = tmp_path / "mine"
    mine.mkdir()
    publish(root)
    (mine / "page.html").write_text("<p>{{ page.title }}</p>{{ body }}")
    assert "<p>Så köpte kommunen in 2016</p>" in publish(root, simple(), templates=mine)["sv/inkop-2016.html"]
    assert "<!DOCTYPE html>" in publish(root, simple())["sv/inkop-2016.html"]


def test_a_language_that_comes_is_offered_on_every_page(root):
    """Pages published before are made anew for it."""
    publish(root, samples.spend_report())
    assert "hreflang" in publish(root, samples.english_list())["sv/inkop-2016.html"]


def _cell(value):
    columns = [blocks.Column(key="a", title="A"), blocks.Column(key="b", title="B")]
    return simple("a", "Titel", blocks.Table(caption="t", columns=columns, rows=[("x", value)]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", 1),
        (blocks.Missing("x"), blocks.AsWritten("x")),
        (blocks.Link("x", url="https://a.example"), blocks.Link("x", to="https://a.example")),
        (samples.kronor(1), samples.kronor(2)),
        (samples.STARTS, samples.STARTS.date()),
    ],
)
def test_no_change_is_overlooked(root, tmp_path, one, other):
    """Whatever a cell holds: the page is as if nothing had been there before."""
    publish(root, _cell(one))
    assert publish(tmp_path / "fresh", _cell(other)) == publish(root, _cell(other))


def test_pictures_before_stay_for_a_while(root):
    """For ten sites, as style sheets do; a picture that is withdrawn goes at once."""
    shown = []
    for number in range(12):
        picture = samples.picture(content=samples.picture().content + bytes([number]))
        page = publish(root, simple("a", f"Titel {number}", picture), simple("b", "B", samples.picture()))["sv/a.html"]
        shown.append(re.search(r'<img src="\.\./assets/([^"]*)"', page)[1])
    there = {path.name for path in (root / "assets").glob("*.png")}
    assert set(shown[2:]) == there - {samples_name(root)}
    Site(root).withdraw("a")
    assert shown[-1] not in {path.name for path in (root / "assets").iterdir()}
    assert samples_name(root) in {path.name for path in (root / "assets").iterdir()}


def samples_name(root):
    """Return the name of the picture that page b shows."""
    return re.search(r'<img src="\.\./assets/([^"]*)"', pages(root)["sv/b.html"])[1]


def test_a_page_that_leads_nowhere_is_refused(root, tmp_path):
    """Before the site takes its place: the one before stands as it did."""
    publish(root, simple())
    before = files(root)
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "page.html").write_text('<img src="logo.svg">{{ body }}')
    with pytest.raises(outreach.PublishingError, match=r"sv/a\.html leads to 'logo\.svg', which is not there"):
        publish(root, simple(), templates=mine)
    assert before == files(root)


def test_a_template_may_lead_to_files_of_others_and_out_of_the_site(root, tmp_path):
    """A file put into the folder, the municipality's own site, an anchor."""
    publish(root, simple())
    (root / "logo.svg").write_text("<svg/>")
    mine = tmp_path / "mine"
    mine.mkdir()
    links = ["../logo.svg", "/", "../../om", "https://kommun.example/x", "#main", "?a=b", "mailto:a@b.example"]
    (mine / "page.html").write_text("".join(f'<a href="{link}">x</a>' for link in links))
    assert "../logo.svg" in publish(root, simple(), templates=mine)["sv/a.html"]


def test_a_theme_adds_to_ours(root, tmp_path):
    """Colours in a style sheet of its own, a logotype, and one block of one template."""
    mine = tmp_path / "mine"
    (mine / "assets").mkdir(parents=True)
    (mine / "theme.css").write_text(":root { --accent: #067a46; }\n")
    (mine / "assets" / "logo.svg").write_text("<svg/>")
    (mine / "assets" / ".hidden").write_text("x")
    logo = '{% block name %}<img src="{{ asset("logo.svg") }}" alt="Kommunen">{% endblock %}'
    (mine / "base.html").write_text(f'{{% extends "outreach/base.html" %}}{logo}')
    page = publish(root, simple(), templates=mine)["sv/a.html"]
    assert "<h1>Titel</h1>" in page
    (path,) = re.findall(r'<img src="\.\./(assets/logo-[0-9a-f]{12}\.svg)" alt="Kommunen">', page)
    assert "<svg/>" == (root / path).read_text()
    (style,) = (root / "assets").glob("style-*.css")
    assert style.read_text().endswith(":root { --accent: #067a46; }\n")
    assert 2 == len(list((root / "assets").iterdir()))


def test_templates_that_are_not_there_are_refused(root, tmp_path):
    """A misspelt folder is no theme of ours."""
    with pytest.raises(outreach.PublishingError, match=r"Site\.templates: .*none is not a folder"):
        publish(root, simple(), templates=tmp_path / "none")


KINDS = ("minutes", "industry", "results", "spend_report", "procurement_list", "invitation", "handout", "other")


def test_a_start_page_of_many_is_in_groups(root):
    """Under headings, from what comes to what was; industries by their names alone."""
    found = publish(root, *(simple(kind.replace("_", "-"), kind, kind=kind, summary="Kort.") for kind in KINDS))
    page = found["index.html"]
    headings = re.findall(r"<h2>([^<]*)</h2>", page)
    wanted = ["Möten med företag", "Det här ska vi köpa", "Bransch för bransch", "Det här har vi köpt"]
    assert [*wanted, "För er som vill lämna anbud", "Så gick det", "Mer från oss"] == headings
    links = re.findall(r'<a href="sv/([^"]*)\.html"', page)
    wanted = ["invitation", "procurement-list", "industry", "spend-report", "handout", "results", "minutes", "other"]
    assert wanted == links
    assert '<ul class="pages short">\n<li>\n<a href="sv/industry.html">industry</a>\n</li>' in page


def test_the_page_of_an_industry_is_on_the_start_page(root):
    """Also where it is part of a list."""
    listed = attrs.evolve(samples.procurement_list(), parts=[simple("bygg", "Bygg", kind="industry")])
    assert 'href="sv/upphandlingar/bygg.html"' in publish(root, listed)["index.html"]


def test_the_folder_remembers_nothing_of_the_machine(root):
    """What it keeps is the same wherever it is made: no path, no time, no name of a user."""
    publish(root)
    state = json.loads((root / ".outreach.json").read_text())["state"]
    assert {"assets", "pages", "settings"} == set(state)
    assert str(root) not in (root / ".outreach.json").read_text()
