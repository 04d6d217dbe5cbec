"""The whole way on made-up input: a small municipality that does not exist, and what it would publish.

Nothing here does what a user's own script could not: it reads the files, composes and publishes through the public
names alone.
"""

from __future__ import annotations

from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Final

import attrs

import outreach
from outreach.demo._afterwards import ON, decisions
from outreach.demo._channels import channels, missing_extras, papers, papers_for_staff
from outreach.demo._editions import TODAY, after, before, for_staff, to_put_up
from outreach.demo._event import ZONE
from outreach.errors import PublishingError

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
    """What the demo wrote.

    Attributes:
        folder: Where everything is.
        data: What was read from ``folder / "input"``.
        receipts: What was published.
        missing: The extras without which something was left out.
    """

    folder: Path
    data: outreach.Dataset = attrs.field(repr=False)
    receipts: tuple[outreach.Receipt, ...] = attrs.field(repr=False)
    missing: tuple[str, ...] = ()


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
    told = [publication for locale in LOCALES for publication in before(data, locale)]
    signs = [publication for locale in LOCALES for publication in to_put_up(data, locale)]
    staff = [publication for locale in LOCALES for publication in for_staff(data, locale)]
    news = [publication for locale in LOCALES for publication in after(later, data, folder / "input", locale)]
    public, paper, inside = channels(folder), papers(folder), papers_for_staff(folder)
    receipts = outreach.publish(told, [*public, *paper], now=NOW)
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
