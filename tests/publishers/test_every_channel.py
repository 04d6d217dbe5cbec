"""Every channel that comes with the library, found as a stranger's would be: hostile texts, audiences, withdrawal.

What each channel does with a text is held more closely by its own tests, and by the kit; here none is forgotten.
"""

from __future__ import annotations

import enum
import functools
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
from pptx import Presentation

import outreach
import sample_publications as samples
from hostile_publications import GOOD_URL, hostile, hostile_texts
from independent_readers import READERS, Found, found, unpacked
from outreach import blocks, rendering
from publishers.slides import off_slide, texts
from sample_facts import change, procurement

if TYPE_CHECKING:
    from collections.abc import Iterator

BASE = "https://kommun.example"
OPTIONS = {
    "feed": {"base_url": f"{BASE}/feed", "site_url": f"{BASE}/inkop"},
    "ocds": {"prefix": "ocds-a1b2c3", "base_url": f"{BASE}/ocds"},
    "open_data": {"base_url": f"{BASE}/data"},
}
"""What a channel cannot do without, beside its folder."""
SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,119}")
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
GROWS = {".pptx", ".docx", ".pdf", ".xlsx"}
"""Where a long text makes another slide, page or sheet."""
WORD = "Hemligordet"
NO_TEXT = {
    **dict.fromkeys(
        [
            *((kind, "url") for kind in ("Action", "Appointment", "Card", "Link")),
            ("PublicEvent", "registration_url"),
            ("PublicProcurement", "notice_url"),
        ],
        "an address, tried as one below",
    ),
    ("Appointment", "recurrence"): "a rule, refused where it is none",
    **dict.fromkeys([("Estimate", "currency"), ("Estimate", "per"), ("Money", "currency")], "checked by its class"),
    ("Picture", "media_type"): "one of two",
    **dict.fromkeys([("Publication", name) for name in ("audience", "locale", "slug")], "checked by its class"),
}
"""Fields that hold a text of a fixed form, and why they are not tried with any."""
LONG = 1000
OWN = re.compile(rf"{re.escape(GOOD_URL)}$|{BASE}/|data:image/png;base64,|data:,$|(?![A-Za-z]+:|//|\\)")
"""The address given, the channel's own, a picture that is carried, no icon, or a path within the folder."""
BLANKS = re.compile(r"[\s\u00ad]+")


REGISTRY = outreach.Registry(entry_points=False)


def names() -> list[str]:
    """Return the channels of the library that publish for all, and for nobody else."""
    every = [name for info in outreach.plugins(registry=REGISTRY) for name in info.publishers]
    return [name for name in every if {"public"} == made(name, Path("x")).audiences]


def made(name: str, root: Path) -> outreach.Publisher:
    """Return a channel by its name."""
    return outreach.publisher(name, registry=REGISTRY, root=root, **OPTIONS.get(name, {}))


def saying(text: str) -> outreach.Publication:
    """Return a publication that says *text* in every field of every block and of every fact."""
    contact = outreach.PublicContact(name=text, role=text, email=text, phone=text)
    told = ("id", "title", "description", "internal_id", "buyer", "unit", "industry", "lang")
    fact = procurement(**dict.fromkeys(told, text), contact=contact, incumbents=(text,), winners=(text,), cpv=(text,))
    changed = change(id=text, procurement_id=text, title=text, text=text, industry=text, lang=text, buyer=text)
    page = hostile(text)
    facts = attrs.evolve(page.facts, procurements=(fact,), changes=(changed,))
    return attrs.evolve(page, id=f"id {text}", facts=facts, publisher_name=f"{text} kommun")


def published(name: str, root: Path, *publications: outreach.Publication) -> dict[str, Path]:
    """Publish, and return every file by its path."""
    channel = made(name, root)
    assert all(map(channel.accepts, publications))
    list(channel.publish_edition(samples.edition(*publications)))
    return {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}


def read(files: dict[str, Path], text: str) -> list[tuple[str, Found]]:
    """Return what the independent readers find in each file; what nobody can read on paper they do not look for."""
    is_printable = printable(".pdf", flat(rendering.clean(text)))
    return [
        (path.suffix, found(path, has_words=is_printable))
        for path in files.values()
        if path.suffix in READERS and not path.name.startswith(".")
    ]


@functools.cache
def plain(name: str, root: Path) -> list[tuple[str, Found]]:
    """Return what is found where every text is an *x*."""
    return read(published(name, root / f"plain-{name}", saying("x")), "x")


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Path:
    """A folder for all channels."""
    return tmp_path_factory.mktemp("channels")


@pytest.fixture(scope="module", params=names())
def told(request, base, shared) -> tuple[str, Path, list[tuple[str, dict[str, Path], list[tuple[str, Found]]]]]:
    """One channel, and for each hostile text the files that say it and what is found in them."""
    name = request.param
    every = []
    for number, text in enumerate(filter(str.strip, hostile_texts(shared))):
        files = published(name, base / name / str(number), saying(text))
        every.append((text, files, read(files, text)))
    return name, base, every


def test_no_text_is_forgotten():
    """Every field that holds a text, of every block, cell and fact there is, says what is tried: also those to come."""
    page = saying(WORD)
    said = {(kind, field.name) for kind, field, value in fields_of(page) if WORD in str(value)}
    every = {(kind, field.name) for kind, field, value in fields_of(page) if is_text(field, value)}
    assert {*NO_TEXT} == every - said
    kinds = {
        each.__name__
        for each in (getattr(blocks, name) for name in dir(blocks))
        if isinstance(each, type) and attrs.has(each)
    }
    assert {"Share"} == kinds - {name for name, _ in every}  # numbers alone


def fields_of(value: object) -> Iterator[tuple[str, attrs.Attribute[object], object]]:
    """Yield every field of *value* and of what is in it: of which class, the field, and what it holds."""
    if isinstance(value, (tuple, list)):
        for each in value:
            yield from fields_of(each)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield type(value).__name__, field, getattr(value, field.name)
            yield from fields_of(getattr(value, field.name))


def is_text(field: attrs.Attribute[object], value: object) -> bool:
    """Return whether a *field* is for a text, or several, or its *value* has one; a word of a fixed list is none."""
    if isinstance(value, (tuple, list)):
        return any(is_text(field, each) for each in value)
    return (isinstance(value, str) and not isinstance(value, enum.Enum)) or bool(re.search(r"\bstr\b", str(field.type)))


def test_every_file_keeps_its_shape(told):
    """No element, attribute, key, column, property or tag more or less; no part of another kind; nothing that runs."""
    name, base, every = told
    expected = plain(name, base)
    shapes = Counter((suffix, each.shape) for suffix, each in expected if suffix not in GROWS)
    kinds = {suffix: each.kinds for suffix, each in expected}
    for text, _, files in every:
        assert shapes == Counter((suffix, each.shape) for suffix, each in files if suffix not in GROWS), ascii(text)
        assert [] == [each.kinds - kinds[suffix] for suffix, each in files if each.kinds - kinds[suffix]], ascii(text)
        assert [] == [each.runs for _, each in files if each.runs], ascii(text)


def test_every_text_comes_back_whole(told):
    """In every form a channel writes, by a reader of that form."""
    _, _, every = told
    for text, _, files in every:
        wanted = flat(rendering.clean(text))
        for suffix in {suffix for suffix, _ in files} - {".css"}:
            said = flat("\n".join(each.said for kind, each in files if kind == suffix))
            assert wanted in said or not printable(suffix, wanted), (suffix, ascii(text))


def test_every_text_stays_on_its_slides(told):
    """In every field of every block of a deck, no shape over an edge; longer ones have tests of their own."""
    name, _, every = told
    for text, files, _ in every if name == "deck" else ():
        for path in (path for path in files.values() if path.suffix == ".pptx" and len(text) < LONG):
            deck = Presentation(path)
            assert 10 <= "".join(texts(deck).split()).count("".join(rendering.clean(text).split())), ascii(text)
            assert [] == off_slide(deck), ascii(text)


def flat(text: str) -> str:
    """Return *text* as it is compared: where a line breaks is the channel's affair."""
    return BLANKS.sub("", text)


def printable(suffix: str, text: str) -> bool:
    """Return whether the form shows *text* letter by letter; paper has a box for what no font of ours has.

    What fills page after page of a paper is read by the judge of papers alone.
    """
    return suffix != ".pdf" or (text.isascii() and len(text) < LONG)


def test_no_text_leads_anywhere(told):
    """Every link is the one given, or one of the channel's own."""
    _, _, every = told
    for text, _, files in every:
        links = {link for _, each in files for link in each.links}
        assert [] == [link for link in links if not OWN.match(link)], ascii(text)


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://a@b.example/", "https://x\r\nA: b"]
)
def test_no_address_is_followed_but_those_of_the_web_and_of_mail(name, url, tmp_path):
    """Where a text, a picture, a meeting or a notice leads to anything else, the address is said, and is no link."""
    fact = attrs.evolve(saying("x").facts.procurements[0], notice_url=url)
    page = hostile("x", url=url)
    page = attrs.evolve(page, facts=attrs.evolve(page.facts, procurements=(fact,)))
    links = {link for _, each in read(published(name, tmp_path / "x", page), "x") for link in each.links}
    assert [] == [link for link in links if not OWN.match(link)]


def test_no_text_becomes_a_path(told):
    """Every name of a file is one that every system can hold, inside the folder."""
    _, _, every = told
    for text, files, _ in every:
        parts = {part for path in files for part in path.split("/") if not part.startswith(".outreach")}
        assert [] == [part for part in parts if not SAFE_NAME.fullmatch(part) or RESERVED.match(part)], ascii(text)


def test_the_kit_holds_every_channel():
    """The same bytes in other worlds and in any order, no network, no file outside: a channel more is tried, too."""
    written = (Path(__file__).parent.parent / "test_kit.py").read_text(encoding="utf-8")
    tried = re.findall(r"publisher_tests\(\s*(\w+)", written)
    assert {*names()} <= {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).casefold() for name in tried}


@pytest.mark.parametrize("name", names())
def test_a_public_channel_refuses_what_is_for_staff(name, tmp_path):
    """Before anything is written, and it says why."""
    page = attrs.evolve(saying("x"), audience="staff")
    with pytest.raises(outreach.PublishingError, match=f"nobody shows 'id x': {name} is for public, not for staff"):
        outreach.publish([page], to=[made(name, tmp_path / "x")])
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("name", names())
def test_a_public_channel_shows_nothing_for_staff_beside_what_is_for_all(name, tmp_path):
    """Handed over together, the one goes to those who may have it, and the other does not."""
    hidden = attrs.evolve(saying(WORD), audience="staff", slug="hemlig")
    inside = outreach.publisher("print_staff", registry=REGISTRY, root=tmp_path / "inside")
    outreach.publish([hidden, saying("x")], to=[made(name, tmp_path / "for-all"), inside], now=samples.NOW)
    assert [] == traces(tmp_path / "for-all")
    assert traces(tmp_path / "inside")


@pytest.mark.parametrize("name", names())
def test_what_is_withdrawn_leaves_no_trace(name, tmp_path):
    """In no file, packed or not, nor in what the channel remembers; the folders before it are not shown."""
    other = attrs.evolve(saying("y"), slug="annan")
    channel, root = made(name, tmp_path / "x"), tmp_path / "x"
    published(name, root, secret(), other)
    assert traces(root)
    channel.withdraw("gone")
    assert [] == traces(root)
    assert any(path.suffix in READERS for path in root.rglob("*"))


def secret() -> outreach.Publication:
    """Return a publication that says the word everywhere but in ids, industries and in who publishes.

    Ids stay, so that what returns is what it was, and an industry's feed and calendar, for those who subscribe to them.
    """
    page = saying(WORD)
    fact = attrs.evolve(page.facts.procurements[0], id="u-1", industry="Bygg")
    changed = attrs.evolve(page.facts.changes[0], id="c-1", procurement_id="u-1", industry="Bygg")
    facts = attrs.evolve(page.facts, procurements=(fact,), changes=(changed,))
    body = [
        attrs.evolve(block, industry="Bygg") if isinstance(block, outreach.blocks.Appointment) else block
        for block in page.blocks
    ]
    return attrs.evolve(page, id="gone", blocks=body, facts=facts, publisher_name=samples.MUNICIPALITY)


def traces(root: Path) -> list[str]:
    """Return the files that say the word, packed or not, or are named for it."""
    every = [path for path in root.rglob("*") if path.is_file()]
    said = WORD.casefold().encode()
    return [str(path) for path in every if said in unpacked(path.read_bytes(), str(path)).lower()]
