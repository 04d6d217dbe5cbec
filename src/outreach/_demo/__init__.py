"""The whole way on made-up input: a small municipality that does not exist, and what it would publish.

Nothing here does what a user's own script could not: it reads the files, composes and publishes through the public
names alone.
"""

from __future__ import annotations

from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Final

import attrs

import outreach
from outreach import publications
from outreach._demo._event import HEAD, MUNICIPALITY, ZONE, meeting
from outreach.errors import PublishingError
from outreach.publishers import Calendar, Site, Workbook

INPUTS: Final = ("leverantorsreskontra-2016.csv", "upphandlingslista-2017.xlsx", "foretag.csv", "avtal.xlsx")
LOCALES: Final = ("sv_SE", "en_GB")
TODAY: Final = date(2017, 1, 10)
NOW: Final = datetime(2017, 1, 10, 9, tzinfo=ZONE)


@attrs.frozen(kw_only=True)
class Demo:
    """What the demo wrote.

    Attributes:
        folder: Where everything is.
        data: What was read from ``folder / "input"``.
        receipts: What was published.
    """

    folder: Path
    data: outreach.Dataset = attrs.field(repr=False)
    receipts: tuple[outreach.Receipt, ...] = attrs.field(repr=False)


def write_demo(folder: Path) -> Demo:
    """Write the inputs to ``folder/input``, read them, and publish into ``site``, ``calendar`` and ``workbooks``.

    Running it again gives the same files.

    Raises:
        outreach.errors.PublishingError: *folder* holds something that no demo wrote; nothing was touched.
    """
    _check(folder)
    data = outreach.read(*_write_inputs(folder / "input"))
    site = Site(folder / "site", publisher_name=MUNICIPALITY, contact=HEAD.email)
    receipts = outreach.publish(
        [publication for locale in LOCALES for publication in _compose(data, locale)],
        to=[site, Calendar(folder / "calendar"), Workbook(folder / "workbooks")],
        now=NOW,
    )
    return Demo(folder=folder, data=data, receipts=receipts)


def _compose(data: outreach.Dataset, locale: str) -> list[outreach.Publication]:
    event = meeting(locale[:2])
    return [
        publications.invitation(event, data, locale=locale, today=TODAY),
        publications.procurement_list(data, locale=locale, today=TODAY),
        publications.spend_report(data, locale=locale),
    ]


def _check(folder: Path) -> None:
    if folder.is_file():
        raise PublishingError(f"{folder} is a file (name a folder)")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "input" / INPUTS[0]).is_file():
        raise PublishingError(f"{folder} holds files that the demo did not write (name an empty or a new folder)")


def _write_inputs(folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name in INPUTS:
        (folder / name).write_bytes(files(__name__).joinpath("input", name).read_bytes())
    return [folder / name for name in INPUTS]
