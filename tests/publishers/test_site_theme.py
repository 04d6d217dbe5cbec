"""A theme of one's own: what it brings is loaded, and what is wrong in it is said with its file and line."""

import re

import pytest

import outreach
from outreach.publishers import Site
from sample_publications import appointment
from sample_sites import publish, simple

EXTENDS = '{% extends "outreach/base.html" %}\n{% block name %}'


@pytest.fixture
def theme(tmp_path):
    """An empty theme."""
    folder = tmp_path / "theme"
    (folder / "assets").mkdir(parents=True)
    return folder


def policy(page):
    """Return a page's content security policy."""
    return re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")


def test_a_font_of_ones_own_is_loaded(root, theme):
    """The style sheet names it as its file is called; the page may load it, and still nothing that it does not have."""
    (theme / "assets" / "Vår Font.woff2").write_bytes(b"wOF2")
    sheet = "/* url(nothing.png) */ @font-face { src: url( 'assets/Vår Font.woff2' ) } p { background: url(data:,) }"
    (theme / "theme.css").write_text(sheet, encoding="utf-8")
    page = publish(root, simple(), templates=theme)["sv/a.html"]
    style = root / "assets" / re.search(r'rel="stylesheet" href="\.\./assets/([^"]*)"', page)[1]
    (name,) = re.findall(r'src: url\("([a-z0-9.-]+\.woff2)"\)', style.read_text())
    assert b"wOF2" == (style.parent / name).read_bytes()
    assert "p { background: url(data:,) }" in style.read_text()
    assert "font-src" not in policy(page)
    assert "script-src 'none'" in policy(page)
    (theme / "assets" / "Vår Font.woff2").rename(theme / "assets" / "x.svg")
    (theme / "theme.css").write_text("")
    assert "font-src 'none'" in policy(publish(root, simple(), templates=theme)["sv/a.html"])


@pytest.mark.parametrize(
    ("sheet", "fault"),
    [
        ("p { background: url(logo.svg) }", "'logo.svg' is not a file in its folder 'assets'"),
        ("p { background: URL('https://x.example/a.png') }", "'https://x.example/a.png' is not a file in its folder"),
        ('@import "x.css";', "@import loads nothing"),
    ],
)
def test_a_style_sheet_loads_nothing_from_elsewhere(root, theme, sheet, fault):
    """Neither from the web, nor what the theme does not bring."""
    (theme / "theme.css").write_text(sheet)
    with pytest.raises(outreach.PublishingError, match=rf"theme\.css: {re.escape(fault)}"):
        publish(root, simple(), templates=theme)


def test_a_file_of_any_name_is_an_address(root, theme):
    """Spaces and capitals go; a suffix stays."""
    (theme / "assets" / "Logotyp Ny (1).SVG").write_text("<svg/>")
    (theme / "base.html").write_text(EXTENDS + '<img src="{{ asset("Logotyp Ny (1).SVG") }}" alt="x">{% endblock %}')
    (address,) = re.findall(r'<img src="\.\./([^"]*)"', publish(root, simple(), templates=theme)["sv/a.html"])
    assert re.fullmatch(r"assets/[a-z0-9-]+\.svg", address)
    assert "<svg/>" == (root / address).read_text()


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ("{{ home }", r"base\.html:2: TemplateSyntaxError: unexpected '}'"),
        ("{{ kommun }}", r"base\.html:2: UndefinedError: 'kommun' is undefined"),
        ("{{ 1 / 0 }}", r"base\.html:2: ZeroDivisionError: "),
        ("{% include 'nope.html' %}", r"base\.html:2: TemplateNotFound: nope\.html"),
        ("{{ asset('nope.svg') }}", r"theme: 'nope\.svg' is not a file in its folder 'assets'"),
        ("<a href='nope.html'>x</a>", r"leads to 'nope\.html', which is not there"),
    ],
)
def test_a_fault_in_a_template_is_said_with_its_place(root, theme, block, fault):
    """Nothing is published, and the error is the library's own."""
    publish(root, simple())
    (theme / "base.html").write_text(f"{EXTENDS}{block}{{% endblock %}}")
    with pytest.raises(outreach.PublishingError, match=fault):
        publish(root, simple(title="Ny"), templates=theme)
    assert "<h1>Titel</h1>" in (root / "sv" / "a.html").read_text()


def test_a_template_that_extends_itself_or_is_not_utf_8_is_refused(root, theme):
    """Ours is called outreach/base.html."""
    (theme / "base.html").write_text('{% extends "base.html" %}')
    with pytest.raises(outreach.PublishingError, match=r"base\.html:1: it extends itself"):
        publish(root, simple(), templates=theme)
    (theme / "base.html").write_bytes("å".encode("latin-1"))
    with pytest.raises(outreach.PublishingError, match=r"base\.html: not UTF-8, at byte 0"):
        publish(root, simple(), templates=theme)


def test_what_is_not_the_themes_fault_is_raised_as_it_is(root, theme, monkeypatch):
    """A fault of ours is not laid at its door."""
    monkeypatch.setattr("outreach.publishers.site._build.close_links", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        publish(root, simple(), templates=theme)
    with pytest.raises(ZeroDivisionError):
        list(Site(root).publish_edition(outreach.Edition(publications=(simple(),))))


def test_no_text_looks_like_an_address_that_is_not_there(root):
    """Whatever a meeting is called, in a page's text or in its data."""
    title = " href='nowhere' src=\"nowhere\" x"
    event = outreach.PublicEvent(
        id="e",
        title=title,
        starts=appointment().starts,
        ends=appointment().ends,
        venue=title,
        status=outreach.EventStatus.PUBLISHED,
    )
    page = simple("a", title, facts=outreach.PublicFacts(events=[event]), summary=title)
    assert "application/ld+json" in publish(root, page)["sv/a.html"]
