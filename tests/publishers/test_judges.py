"""What we publish, before independent judges; and the same bytes wherever and whenever it is made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import sample_publications as samples
from hostile_publications import hostile
from kit_subjects import feed, ocds, open_data, talks
from outreach import blocks
from outreach.publishers import Calendar, Deck, Document, Fragment, Print, Site, Workbook
from sample_sites import simple

TESTS = Path(__file__).resolve().parent.parent
SITE = "https://kommun.example/inkop"
HOSTILE = (
    '"><img src=x onerror=alert(1)><b>\u202e </style><!-- =1+1 #panic() </w:t> är vad någon har skrivit i listan, '
    "och det ska synas som text."
)
CHANNELS = {
    "public": Site,
    "calendar": Calendar,
    "workbooks": Workbook,
    "slides": Deck,
    "documents": Document,
    "papers": Print,
    "fragments": Fragment,
    "feeds": feed,
    "ocds": ocds,
    "data": open_data,
}


def publish(root, *publications):
    """Publish in every channel."""
    for name, channel in CHANNELS.items():
        publisher = channel(root / name)
        accepted = [publication for publication in publications if publisher.accepts(publication)]
        list(publisher.publish_edition(samples.edition(*accepted)))


def publish_pages(root):
    """Publish each fragment in a page of a web system, with its style in the head: there no rule, no id may clash."""
    publications = [*samples.all_publications(), hostile(HOSTILE), simple("q", "Q", *_every_block())]
    fragments = root / "scoped"
    list(Fragment(fragments, style="scoped", site_url=SITE).publish_edition(samples.edition(*publications)))
    pages = root / "pages"
    pages.mkdir()
    (pages / "publication.css").write_bytes((fragments / "publication.css").read_bytes())
    for number, path in enumerate(sorted(fragments.rglob("*.inc"))):
        text, lang = path.read_text("utf-8").partition("</style>\n")[2], path.relative_to(fragments).parts[0]
        head = f'<title>{number}</title><link rel="stylesheet" href="publication.css">'
        view = '<meta name="viewport" content="width=device-width">'
        page = f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}{view}</head>'
        page += f"<body><main><h1>{number}</h1>{text}</main></body></html>"
        (pages / f"{number}.html").write_text(page, "utf-8")


def _every_block():
    card = blocks.Card(kind=blocks.CardKind.SIGN, title="Livsmedel", lines=["Per Persson"])
    slide = blocks.Slide(title="Vi köper mat.", blocks=[blocks.List(["mjölk"])], notes=["Säg det."])
    return samples.picture(), blocks.Quote("Kom igen!", "Per Persson"), card, slide, samples.appointment()


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """One of each, and one whose every text is hostile, in every channel: each judge is started once."""
    root = tmp_path_factory.mktemp("published")
    publish(root, *samples.all_publications(), *talks(), hostile(HOSTILE))
    publish_pages(root)
    return root


@pytest.mark.parametrize(
    ("judge", "folders", "options"),
    [
        ("html.py", ["public", "pages"], []),
        ("accessibility.py", ["public", "pages"], ["--langs", "sv,en", "--sample", "7"]),
        ("jsonld.py", ["public"], ["--events"]),
        ("calendars.py", ["."], []),
        ("office.py", ["."], []),
        ("pdf.py", ["papers"], []),
    ],
)
def test_judges_find_nothing(judge, folders, options, published, checkers):
    """Each judge reads what it knows, and finds nothing."""
    command = [sys.executable, checkers / judge, *options, *folders]
    done = subprocess.run(command, cwd=published, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr


PROGRAM = (
    "import sys, pathlib, test_judges as t; "
    "t.publish(pathlib.Path(sys.argv[1]), *t.samples.all_publications(), *t.talks())"
)


def _made(folder, **environment):
    """Publish in a process of its own, and return every file."""
    search = os.pathsep.join([str(TESTS), str(TESTS / "publishers")])
    command = [sys.executable, "-c", PROGRAM, str(folder)]
    subprocess.run(command, check=True, cwd=folder.parent, env={**os.environ, "PYTHONPATH": search, **environment})
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_input_makes_the_same_bytes(tmp_path):
    """Whatever the hash seed, the time zone, the language of the machine and the folder."""
    (tmp_path / "elsewhere").mkdir()
    one = _made(tmp_path / "one", PYTHONHASHSEED="1", TZ="Europe/Stockholm", LC_ALL="C.UTF-8")
    other = _made(tmp_path / "elsewhere" / "x", PYTHONHASHSEED="2", TZ="Pacific/Auckland", LC_ALL="C", LANG="en_US")
    assert one == other
