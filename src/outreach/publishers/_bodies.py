"""Publications as text for other systems: links to pages stay open until their addresses are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from outreach import rendering
from outreach.publishers._address import under
from outreach.publishers._site_files import OPEN, asset_path
from outreach.publishers._site_pages import close_links, page_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach import Publication
    from outreach.blocks import Picture

__all__ = ["close_links", "close_pictures", "open_body", "paths_of", "picture_path"]

_SUFFIXES: Final = {"image/jpeg": ".jpg", "image/png": ".png"}
_OPEN_PICTURE: Final = "outreach-picture:"  # no address has this scheme, and a text cannot write an attribute


def picture_path(picture: Picture) -> str:
    """Return where a site has a *picture*."""
    return asset_path(picture.content, _SUFFIXES[picture.media_type])


def open_body(publication: Publication, *, heading_level: int, has_pictures: bool) -> str:
    """Return *publication* as HTML without its title, whose links and pictures are still to be closed.

    Where pictures are not to be looked for elsewhere (*has_pictures*), it carries them.
    """
    links = rendering.Links(page=_open_link, picture=_open_picture if has_pictures else lambda _: None)
    return str(rendering.to_html(publication, heading_level=heading_level, links=links, has_title=False))


def close_pictures(body: str, site_url: str) -> str:
    """Return *body* with its pictures where the site has them."""
    return body.replace(f'src="{_OPEN_PICTURE}', f'src="{rendering.escape(under(site_url, ""))}')


def _open_picture(picture: Picture) -> str:
    return f"{_OPEN_PICTURE}{picture_path(picture)}"


def _open_link(publication_id: str) -> str:
    return f"{OPEN}{quote(publication_id, safe='', errors='surrogatepass')}"


def paths_of(publication: Publication, parent: str = "") -> Iterator[tuple[Publication, str]]:
    """Yield *publication* and its parts, each with the path of its page on a site."""
    path = page_path(publication, parent)
    yield publication, path
    for part in publication.parts:
        yield from paths_of(part, path)
