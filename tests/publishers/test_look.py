"""The graphic profile: colours that can be read, said once and shown by every channel."""

from __future__ import annotations

import io
import pickle
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

import attrs
import pytest

import outreach
import sample_publications as samples
from outreach import Look, blocks, publishers
from publishers.papers import tags

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WINE = "#7a1f3d"
BASE = "https://kommun.example/inkop"
CHANNELS = {
    "deck": (publishers.Deck, {}),
    "document": (publishers.Document, {}),
    "site": (publishers.Site, {}),
    "feed": (publishers.Feed, {"base_url": BASE}),
    "fragment": (publishers.Fragment, {"style": "scoped"}),
    "print": (publishers.Print, {}),
    "workbook": (publishers.Workbook, {}),
}
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def shades(look: Look) -> set[str]:
    """Return every shade of a look's accent, as six digits."""
    return {shade[1:] for shade in (look.accent, look.dark.accent, look.anywhere)}


def unpacked(content: bytes) -> Iterator[bytes]:
    """Yield *content*, and all that is packed in it: the members of archives, the streams of a PDF."""
    yield content
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from unpacked(archive.read(name))
    for stream in STREAM.findall(content) if content.startswith(b"%PDF") else ():
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            yield stream


def shown(root: Path) -> set[str]:
    """Return every colour that any byte below *root* names, as six digits: as text, and in the numbers of a PDF."""
    found: set[str] = set()
    for path in root.rglob("*"):
        for content in unpacked(path.read_bytes()) if path.is_file() and path.name != ".outreach.json" else ():
            text = content.decode("latin-1").lower()
            found |= set(re.findall(r"(?<![0-9a-f])(?:ff)?([0-9a-f]{6})(?![0-9a-f])", text))
            parts = re.findall(r"([01](?:\.\d+)?) ([01](?:\.\d+)?) ([01](?:\.\d+)?) sc", text)
            found |= {"".join(f"{round(float(part) * 255):02x}" for part in colour) for colour in parts}
    return found


def published(kind: str, root: Path, look: Look | None = None) -> set[str]:
    """Return the colours of what a channel publishes: a report with a chart, tables with links, a meeting."""
    channel, options = CHANNELS[kind]
    given = {"look": look} if look else {}
    publisher = channel(root, **options, **given)
    every = (talk(), linked(), samples.spend_report(), samples.procurement_list(), samples.invitation())
    outreach.publish([publication for publication in every if publisher.accepts(publication)], to=[publisher])
    return shown(root)


def linked() -> outreach.Publication:
    """Return a publication with a table whose cells lead somewhere."""
    table = blocks.Table(
        caption="Underlag",
        columns=(blocks.Column(key="where", title="Var"),),
        rows=((blocks.Link(text="Annons", url=BASE),),),
    )
    return attrs.evolve(samples.spend_report(), id="linked", slug="linked", title="Annonser", blocks=(table,))


def talk() -> outreach.Publication:
    """Return a talk: a chart, a table, a box."""
    report = samples.spend_report()
    slides = [blocks.Slide(title=f"Bild {at}", blocks=(block,)) for at, block in enumerate(report.blocks)]
    box = blocks.Box(title="Kort sagt", blocks=(blocks.Paragraph("Vi köper lokalt."),))
    return attrs.evolve(report, id="talk", slug="talk", title="Föredrag", blocks=(*slides, box))


@pytest.mark.parametrize("kind", CHANNELS)
def test_an_accent_is_changed_once(kind, root, tmp_path):
    """The house colour, and each shade of it, is in what a channel writes; with another accent none of them is."""
    assert shades(Look()) & published(kind, root)

    colours = published(kind, tmp_path / "ours", Look(accent=WINE))
    assert shades(Look(accent=WINE)) & colours
    assert set() == shades(Look()) & colours


def test_every_channel_with_a_look_takes_one():
    """All that come with the library, but for calendars and open data, which have none."""
    without = {"calendar", "ocds", "open_data"}
    channels = {channel.name: channel for channel in publishers.outreach_publishers()}

    assert set() == {name for name in channels if name not in without and "look" not in fields(channels[name])}
    assert set(CHANNELS) | {"print_staff"} == channels.keys() - without


def fields(channel: type[outreach.Publisher]) -> set[str]:
    """Return the names of a channel's options."""
    return {field.name for field in attrs.fields(channel)}


def test_what_is_no_look_is_refused(root):
    """A colour alone is not a profile."""
    with pytest.raises(TypeError, match="look"):
        publishers.Site(root, look="#7a1f3d")


@pytest.mark.parametrize(
    ("accent", "reason"),
    [
        (
            "#ffcc00",
            r"cannot be read on a light page: #ffcc00 has a contrast of 1\.51:1 against #ffffff, 4\.5:1 is nee",
        ),
        ("#767676", r"in a box on a light page: #767676 has a contrast of 4\.15:1 against #f2f5f8.*#707070 has it"),
        ("#ffffff", r"has a contrast of 1:1"),
        ("blue", r"not a colour: 'blue' \(write #0b5394\)"),
        ("#fff", "not a colour"),
        ("#７a1f3d", "not a colour"),
        (7, "not a colour"),
    ],
)
def test_an_accent_that_cannot_be_read_is_refused(accent, reason):
    """With the contrast it has, the one it needs (WCAG 2.1 AA), and a shade that has it."""
    with pytest.raises(outreach.PublishingError, match=f"Look.accent: .*{reason}"):
        Look(accent=accent)


@pytest.mark.parametrize(
    "accent", ["#000000", "#7a1f3d", "#0b5394", "#006633", "#5b2c83", "#a3333d", "#0000ff", "#8a5a00"]
)
def test_every_shade_of_an_accent_can_be_read(accent):
    """On a light and a dark page, in boxes, as what text stands on, and as a bar on either page."""
    look = Look(accent=accent)
    for palette in (look.light, look.dark):
        assert min(Look.contrast(palette.accent, ground) for ground in (palette.paper, palette.tint)) >= 4.5
        assert Look.contrast(palette.on_accent, palette.accent) >= 4.5
        assert min(Look.contrast(colour, palette.tint) for colour in (palette.ink, palette.muted)) >= 4.5
        assert Look.contrast(palette.rest, palette.paper) >= 3
    assert min(Look.contrast(look.anywhere, page) for page in ("#ffffff", "#000000")) >= 3


def test_the_shade_that_is_offered_will_do():
    """Whoever follows the hint is not told off again."""
    with pytest.raises(outreach.PublishingError) as refused:
        Look(accent="#e4007c")
    offered = re.search(r"(#[0-9a-f]{6}) has it", str(refused.value))
    assert offered is not None
    assert offered[1] == Look(accent=offered[1]).accent


def test_contrast_is_that_of_the_standard():
    """Black on white is 21, a colour on itself 1, and the order does not matter."""
    assert Look.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert Look.contrast(WINE, WINE) == pytest.approx(1)
    assert Look.contrast("#767676", "#ffffff") == Look.contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("letters", ['Arial"; }', "a\nb", "-x", "Open Sans, serif", "x" * 70, 7])
def test_letters_are_a_name(letters):
    """Nothing that could end the text it stands in."""
    with pytest.raises(outreach.PublishingError, match=r"Look.letters: not a family of letters"):
        Look(letters=letters)


def test_a_look_is_a_value():
    """Equal, hashable and picklable; a colour in capitals is the same colour."""
    look = Look(accent="#7A1F3D", letters="Open Sans", logo=samples.picture().content, name="Hässleholms kommun")
    assert look == pickle.loads(pickle.dumps(look))  # noqa: S301 - our own
    assert WINE == look.accent
    assert len({look, attrs.evolve(look)}) == 1


def test_a_logotype_is_a_picture(tmp_path):
    """Given as a file or as bytes; what is neither PNG nor JPEG, or not there, is refused."""
    path = tmp_path / "logotyp.png"
    path.write_bytes(samples.picture().content)
    assert Look(logo=path) == Look(logo=str(path)) == Look(logo=samples.picture().content)
    with pytest.raises(outreach.PublishingError, match=r"Look.logo: not a PNG or JPEG picture"):
        Look(logo=b"<svg/>")
    with pytest.raises(outreach.PublishingError, match=r"Look.logo: .*nowhere.png: No such file"):
        Look(logo=tmp_path / "nowhere.png")


def test_a_site_shows_the_logotype_and_the_letters(root):
    """On every page, with the name as its description; both stay when the next page is published."""
    look = Look(letters="Open Sans", logo=samples.picture().content, name="Hässleholms kommun")
    outreach.publish([samples.spend_report()], to=[publishers.Site(root, look=look)])
    outreach.publish([samples.invitation()], to=[publishers.Site(root, look=look)])

    for page in root.rglob("*.html"):
        logo = re.search(r'<img class="logo" src="([^"]+)" alt="Hässleholms kommun">', page.read_text(encoding="utf-8"))
        assert logo is not None
        assert samples.picture().content == (page.parent / logo[1]).read_bytes()
    assert 'font: 1.125rem/1.5 "Open Sans", -apple-system' in next(root.rglob("*.css")).read_text(encoding="utf-8")


def test_a_paper_shows_the_logotype(root):
    """On its first page, in the PDF's own tags, with the name as its description."""
    look = Look(logo=samples.picture().content, name="Hässleholms kommun")
    outreach.publish([samples.spend_report()], to=[publishers.Print(root, look=look)])

    assert "Hässleholms kommun" in [tag.get("/Alt") for _, tag in tags(next(root.rglob("*.pdf")))]


def test_another_accent_is_no_news(root):
    """A feed says of nothing that it has changed, because its charts have another colour."""
    report, feed = samples.spend_report(), publishers.Feed(root, base_url=BASE)
    outreach.publish([report], to=[feed])
    before = re.findall("<updated>.*?</updated>", (root / "feed-sv.atom").read_text(encoding="utf-8"))
    outreach.publish([report], to=[attrs.evolve(feed, look=Look(accent=WINE))], now=samples.NOW)

    assert before == re.findall("<updated>.*?</updated>", (root / "feed-sv.atom").read_text(encoding="utf-8"))


def test_a_template_that_asks_for_no_colour_of_a_look_is_told(root, tmp_path):
    """With the name that is not there."""
    (tmp_path / "theme.css").write_text("p { color: {{ look.light.akcent }} }", encoding="utf-8")
    with pytest.raises(outreach.PublishErrors) as refused:
        outreach.publish([samples.spend_report()], to=[publishers.Site(root, templates=tmp_path)])
    assert "a look has no 'look.light.akcent'" in str(refused.value.exceptions[0])
