"""The whole way on made-up input: a small municipality that does not exist, and what it would publish.

Nothing here does what a user's own script could not: it reads the files, composes and publishes through the public
names alone.
"""

from __future__ import annotations

from datetime import datetime
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

import outreach
from outreach import publishers
from outreach.demo._afterwards import ON, decisions
from outreach.demo._editions import TODAY, after, before, for_staff, to_put_up
from outreach.demo._event import HEAD, MUNICIPALITY, ZONE
from outreach.errors import PublishingError

if TYPE_CHECKING:
    from collections.abc import Iterator


INPUTS: Final = (
    "leverantorsreskontra-2016.csv",
    "upphandlingslista-2017.xlsx",
    "foretag.csv",
    "avtal.xlsx",
    "anmalningar.csv",
)
LATER: Final = "upphandlingslista-mars-2017.xlsx"
"""The list as it stands after the meeting."""
PICTURE: Final = "traffen.jpg"
LOCALES: Final = ("sv_SE", "en_GB")
NOW: Final = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=ZONE)
THEN: Final = datetime(ON.year, ON.month, ON.day, 9, tzinfo=ZONE)


@attrs.frozen(kw_only=True)
class Demo:
    """What the demo wrote."""

    folder: Path  # where everything is
    data: outreach.Dataset = attrs.field(repr=False)  # what was read from ``folder / "input"``
    receipts: tuple[outreach.Receipt, ...] = attrs.field(repr=False)  # what was published
    missing: tuple[str, ...] = ()  # the extras without which something was left out


def write_demo(folder: Path) -> Demo:
    """Write the inputs to ``folder/input``, read them, and publish in every channel, each in a folder of its own.

    First as it is before the meeting, then as it is a week after it. Running it again gives the same files.

    Raises:
        outreach.errors.PublishingError: *folder* holds something that no demo wrote; nothing was touched.
    """
    _check(folder)
    paths = _write_inputs(folder / "input")
    data = outreach.read(*(paths[name] for name in INPUTS))
    later = outreach.read(*(paths[LATER if name.startswith("upphandlingslista") else name] for name in INPUTS))
    later += decisions()
    announced = [publication for locale in LOCALES for publication in before(data, locale)]
    signs = [publication for locale in LOCALES for publication in to_put_up(data, locale)]
    staff = [publication for locale in LOCALES for publication in for_staff(data, locale)]
    news = [publication for locale in LOCALES for publication in after(later, data, folder / "input", locale)]
    public, paper, inside = channels(folder), papers(folder), papers_for_staff(folder)
    receipts = outreach.publish(announced, [*public, *paper], now=NOW)
    receipts += outreach.publish(signs if paper else (), paper, now=NOW)
    receipts += outreach.publish(staff if inside else (), inside, now=NOW)
    receipts += outreach.publish(news, [*public, *paper], now=THEN)
    return Demo(folder=folder, data=data, receipts=receipts, missing=tuple(missing_extras()))


def _check(folder: Path) -> None:
    if folder.is_file():
        raise PublishingError(f"{folder} is a file (name a folder)")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "input" / INPUTS[0]).is_file():
        raise PublishingError(f"{folder} holds files that the demo did not write (name an empty or a new folder)")


def _write_inputs(folder: Path) -> dict[str, Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*INPUTS, LATER, PICTURE):
        (folder / name).write_bytes(files(__name__).joinpath("input", name).read_bytes())
    return {name: folder / name for name in (*INPUTS, LATER)}


BASE: Final = "https://bokedala.example"
STAFF: Final = "for-staff"
"""The folder that no public channel writes to."""
EXTRAS: Final = {"slides": "pptx", "documents": "docx", "print": "typst", "pictures": "PIL"}
"""Each extra, and a module that it brings."""


def missing_extras() -> list[str]:
    """Return the extras without which the demo leaves something out."""
    return [extra for extra, module in EXTRAS.items() if find_spec(module) is None]


def channels(folder: Path) -> list[outreach.Publisher]:
    """Return the channels for what is read on a screen, those whose packages are installed."""
    site = publishers.Site(
        folder / "site",
        publisher_name=MUNICIPALITY,
        contact=HEAD.email,
        base_url=f"{BASE}/inkop",
        locale="sv_SE",
        feed_url=f"{BASE}/feeds",
        calendar_url=f"{BASE}/calendar",
    )
    return [site, *_for_people(folder, missing_extras()), *_for_programs(folder)]


def _for_people(folder: Path, missing: list[str]) -> Iterator[outreach.Publisher]:
    yield publishers.Calendar(folder / "calendar")
    yield publishers.Workbook(folder / "workbooks")
    yield publishers.Fragment(folder / "fragments", site_url=f"{BASE}/inkop", base_url=f"{BASE}/inkop")
    if "slides" not in missing:
        yield publishers.Deck(folder / "slides")
    if "documents" not in missing:
        yield publishers.Document(folder / "documents", site_url=f"{BASE}/inkop")


def _for_programs(folder: Path) -> Iterator[outreach.Publisher]:
    yield publishers.Feed(
        folder / "feeds", base_url=f"{BASE}/feeds", site_url=f"{BASE}/inkop", publisher_name=MUNICIPALITY
    )
    yield publishers.Ocds(folder / "ocds", prefix="ocds-b0ked4", base_url=f"{BASE}/ocds", publisher_name=MUNICIPALITY)
    yield publishers.OpenData(
        folder / "open-data",
        base_url=f"{BASE}/data",
        site_url=f"{BASE}/inkop",
        contact=HEAD.email,
        publisher_name=MUNICIPALITY,
        frequency="QUARTERLY",
    )


def papers(folder: Path) -> list[outreach.Publisher]:
    """Return the printer of papers for all, where its packages are installed."""
    return [publishers.Print(folder / "papers", site_url=f"{BASE}/inkop")] if "print" not in missing_extras() else []


def papers_for_staff(folder: Path) -> list[outreach.Publisher]:
    """Return the printer of papers for those who work there."""
    return [publishers.PrintForStaff(folder / STAFF)] if "print" not in missing_extras() else []
