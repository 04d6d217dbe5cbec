"""Channels: pages, feeds, calendars, slides, papers, documents, workbooks, open data.

Announced through the same hook as a stranger's; each imports only what a stranger's publisher may import.
"""

from __future__ import annotations

from outreach import Publisher, hookimpl
from outreach.publishers.calendar import Calendar
from outreach.publishers.deck import Deck
from outreach.publishers.document import Document
from outreach.publishers.feed import Feed
from outreach.publishers.fragment import Fragment
from outreach.publishers.ocds import Ocds
from outreach.publishers.open_data import OpenData
from outreach.publishers.print import Print, PrintForStaff
from outreach.publishers.site import Site
from outreach.publishers.workbook import Workbook

__all__ = [
    "Calendar",
    "Deck",
    "Document",
    "Feed",
    "Fragment",
    "Ocds",
    "OpenData",
    "Print",
    "PrintForStaff",
    "Site",
    "Workbook",
]


@hookimpl
def outreach_publishers() -> list[type[Publisher]]:
    """Return the channels that come with the library."""
    return [Site, Calendar, Deck, Document, Feed, Fragment, Ocds, OpenData, Print, PrintForStaff, Workbook]
