"""Channels: a static site, calendar files, workbooks; announced through the same hook as a stranger's.

Each imports only what a stranger's publisher may import.
"""

from __future__ import annotations

from outreach import Publisher, hookimpl
from outreach.publishers.calendar import Calendar
from outreach.publishers.deck import Deck
from outreach.publishers.feed import Feed
from outreach.publishers.fragment import Fragment
from outreach.publishers.ocds import Ocds
from outreach.publishers.site import Site
from outreach.publishers.workbook import Workbook

__all__ = ["Calendar", "Deck", "Feed", "Fragment", "Ocds", "Site", "Workbook"]


@hookimpl
def outreach_publishers() -> list[type[Publisher]]:
    """Return the channels that come with the library."""
    return [Site, Calendar, Deck, Feed, Fragment, Ocds, Workbook]
