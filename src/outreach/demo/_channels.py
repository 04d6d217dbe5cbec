"""The channels of the demo: a folder for each."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from outreach import publishers
from outreach.demo._event import HEAD, MUNICIPALITY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import outreach

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
