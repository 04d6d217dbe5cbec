"""Fragments: HTML without a page, and text, for systems that are there already."""

import re

import attrs
import pytest

import outreach
import sample_publications as samples
from hostile_publications import Structure, hostile, hostile_texts
from outreach import rendering
from outreach.publishers import Fragment
from sample_facts import listed, procurement
from sample_sites import simple

SITE = "https://kommun.example/inkop"


def publish(root, *publications, **options):
    """Publish these, or one of each, and return every file."""
    list(Fragment(root, **{"site_url": SITE, **options}).publish_edition(samples.edition(*publications)))
    return files(root)


def files(root):
    """Return every file with its content."""
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    return {path: content for path, content in found.items() if path != ".outreach.json"}


def test_each_publication_and_each_part_is_a_fragment_and_a_text(root):
    """Where a site would have its page."""
    found = publish(root, samples.procurement_list(), samples.english_list())
    stems = ("sv/upphandlingar", *(f"sv/upphandlingar/u-2017-{number}" for number in (1, 2, 3)))
    english = ("en/procurements", "en/procurements/u-2017-1")
    assert {f"{stem}{suffix}" for stem in (*stems, *english) for suffix in (".inc", ".txt")} == {*found}


def test_it_returns_what_it_wrote(root):
    """Both forms, parts too."""
    targets = Fragment(root).publish_edition(samples.edition(listed(procurement("a"))))
    assert {"upphandlingar.inc", "upphandlingar.txt", "a.inc", "a.txt"} == {path.name for path in targets}


def test_a_fragment_has_no_page_around_it(root):
    """One article in its language, its title at the level asked for, headings below it."""
    html = publish(root, samples.invitation(), heading_level=3)["sv/foretagartraff-2017.inc"].decode()
    assert html.startswith('<article lang="sv" class="publication"><h3>Företagarträff om offentlig upphandling</h3>')
    assert html.endswith("</article>\n")
    assert {"h3", "h4"} == {name for name, _ in Structure(html).elements if re.fullmatch(r"h\d", name)}
    assert not {"html", "head", "body", "style", "script"} & {name for name, _ in Structure(html).elements}


def test_a_system_with_a_title_of_its_own_gets_none(root):
    """Headings begin where the title would have stood."""
    html = publish(root, samples.invitation(), has_title=False)["sv/foretagartraff-2017.inc"].decode()
    assert {"h2"} == {name for name, _ in Structure(html).elements if re.fullmatch(r"h\d", name)}
    assert "<h2>Det här får du</h2>" in html
    assert "<h2>Företagarträff" not in html


def test_links_lead_to_the_site(root):
    """In both forms; what is not published has its text alone."""
    found = publish(root, samples.invitation(), samples.procurement_list())
    address = f"{SITE}/sv/upphandlingar/u-2017-3.html"
    assert f'<a href="{address}">Städtjänster till skolor</a>' in found["sv/foretagartraff-2017.inc"].decode()
    assert f"({address})" in found["sv/foretagartraff-2017.txt"].decode()
    assert "<li>Hisservice, hösten 2017</li>" in found["sv/foretagartraff-2017.inc"].decode()
    without = publish(root, samples.invitation(), samples.procurement_list(), site_url="")
    assert SITE not in "".join(content.decode() for content in without.values())


def test_links_lead_to_what_was_published_before(root):
    """The folder remembers where it is."""
    publish(root, samples.procurement_list())
    found = publish(root, samples.invitation())
    assert f"{SITE}/sv/upphandlingar/u-2017-3.html" in found["sv/foretagartraff-2017.inc"].decode()


def test_a_scoped_style_holds_in_the_fragment_alone(root):
    """Every rule begins with the fragment's class; colours are variables that a page may set."""
    found = publish(root, simple(), style="scoped")
    sheet = found["publication.css"].decode()
    assert found["sv/a.inc"].decode().startswith(f"<style>\n{sheet}</style>\n<article ")
    rules = [line for line in sheet.splitlines() if line.rstrip().endswith("{") and "@media" not in line]
    selectors = [each.strip() for line in rules for each in line.rstrip(" {").split(",")]
    assert len(selectors) > 50
    assert not [each for each in selectors if not each.startswith(".publication")]
    assert not re.search("@(?!media)", sheet)
    used, said = set(re.findall(r"var\((--[a-z-]+)\)", sheet)), set(re.findall(r"^  (--[a-z-]+):", sheet, re.MULTILINE))
    assert used <= said


def test_pictures_are_files_where_the_folder_has_an_address(root):
    """Else the fragment carries them; a text describes them."""
    page = simple("a", "A", samples.picture())
    (name,) = (path for path in publish(root, page, base_url="https://kommun.example/f") if path.startswith("assets/"))
    assert f'src="https://kommun.example/f/{name}"' in (root / "sv/a.inc").read_text("utf-8")
    publish(root, simple("b"), base_url="https://kommun.example/f")
    assert (root / name).read_bytes() == samples.picture().content
    found = publish(root, page, base_url="")
    assert 'src="data:image/png;base64,' in found["sv/a.inc"].decode()
    assert name not in found
    assert "[Bild: En blå och en vit ruta]" in found["sv/a.txt"].decode()


def test_publishing_adds_or_replaces(root):
    """With all parts; in the language alone; the same again changes nothing."""
    publish(root, listed(procurement("a"), procurement("b")), simple("c"))
    before = files(root)
    assert before == publish(root, listed(procurement("a"), procurement("b")), simple("c"))
    assert {*before} - {"sv/upphandlingar/b.inc", "sv/upphandlingar/b.txt"} == {
        *publish(root, listed(procurement("a")))
    }
    english = simple("c", locale="en_GB")
    assert {"sv/c.txt", "en/c.txt"} <= {*publish(root, english)}


def test_two_publications_do_not_share_a_file(root):
    """Neither at once nor one after the other."""
    other = attrs.evolve(simple("a"), id="other")
    with pytest.raises(outreach.PublishingError, match=r"two publications would stand at sv/a\.inc"):
        publish(root, simple("a"), other)
    publish(root, simple("a"))
    with pytest.raises(outreach.PublishingError, match=r"two publications would stand at sv/a\.inc"):
        publish(root, other)


def test_withdrawing_removes_a_fragment_and_its_parts(root):
    """In every language; nothing else."""
    publish(root, simple("c"), style="scoped")
    before = files(root)
    publish(root, listed(procurement("a")), listed(procurement("a"), locale="en_GB"), style="scoped")
    channel = Fragment(root, style="scoped")
    channel.withdraw("list")
    assert before == files(root)
    with pytest.raises(outreach.PublishingError, match="nothing with the id 'list'"):
        channel.withdraw("list")


@pytest.mark.parametrize(
    "options",
    [{"heading_level": 0}, {"heading_level": 7}, {"style": "mine"}, {"site_url": "kommun"}, {"base_url": "ftp://a.b"}],
)
def test_options_that_make_no_sense_are_refused(root, options):
    """Before anything is written."""
    with pytest.raises(outreach.PublishingError, match=r"Fragment\."):
        Fragment(root, **options)


def test_no_text_changes_a_fragment(tmp_path, shared):
    """Every hostile text in every field: the same elements, the text whole, in both forms."""

    def made(text, number):
        found = publish(tmp_path / str(number), hostile(text))
        structure = Structure(found["sv/sida.inc"].decode())
        labels = [each for each in structure.elements if each != ("text", ("x", "y"))]
        return labels, structure, " ".join(found["sv/sida.txt"].decode().split())

    expected, _, _ = made("x", "x")
    for number, text in enumerate(filter(str.strip, hostile_texts(shared))):
        elements, structure, plain = made(text, number)
        assert expected == elements, ascii(text)
        assert rendering.one_line(text) in " ".join("".join(structure.text).split()), ascii(text)
        assert rendering.one_line(text) in plain, ascii(text)
        assert not [each for each in structure.addresses if each.startswith("javascript")]
        assert not structure.comments
