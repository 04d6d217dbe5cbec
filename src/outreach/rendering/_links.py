"""Where a channel shows what a publication points at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import attrs

from outreach.blocks import Appointment, Picture, Table

Download: TypeAlias = tuple[str, str]
"""An address, and the name of what is there: ``("lista.csv", "CSV")``."""


def _no_page(publication_id: str) -> str | None:
    del publication_id
    return None


def _no_downloads(table: Table) -> tuple[Download, ...]:
    del table
    return ()


def _no_calendar(appointment: Appointment) -> str | None:
    del appointment
    return None


def _no_picture(picture: Picture) -> str | None:
    del picture
    return None


@attrs.frozen(kw_only=True)
class Links:
    """What a channel has beside the text: pages, files to download, calendar entries (länkar).

    Everything has a default: a channel that has none of it, such as a letter.

    Attributes:
        page: From the id of a publication to the address of its page; None where there is none.
        downloads: From a table to the files that hold it.
        calendar: From an appointment to the address of its calendar file; None where there is none.
        picture: From a picture to the address of its file; None: HTML carries the picture within itself.
    """

    page: Callable[[str], str | None] = _no_page
    downloads: Callable[[Table], tuple[Download, ...]] = _no_downloads
    calendar: Callable[[Appointment], str | None] = _no_calendar
    picture: Callable[[Picture], str | None] = _no_picture
