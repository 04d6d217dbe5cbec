"""Publications as text for other systems: links to pages stay open until their addresses are known."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from outreach import rendering
from outreach.publishers._site_files import OPEN
from outreach.publishers._site_pages import close_links, page_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach import Publication

__all__ = ["close_links", "open_body", "paths_of"]


def open_body(publication: Publication, *, heading_level: int, has_title: bool) -> str:
    """Return *publication* as HTML whose links :func:`close_links` closes."""
    links = rendering.Links(page=_open_link)
    return str(rendering.to_html(publication, heading_level=heading_level, links=links, has_title=has_title))


def _open_link(publication_id: str) -> str:
    return f"{OPEN}{quote(publication_id, safe='', errors='surrogatepass')}"


def paths_of(publication: Publication, parent: str = "") -> Iterator[tuple[Publication, str]]:
    """Yield *publication* and its parts, each with the path of its page on a site."""
    path = page_path(publication, parent)
    yield publication, path
    for part in publication.parts:
        yield from paths_of(part, path)
