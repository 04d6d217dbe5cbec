"""Addresses of the web: as options of channels, of pages and their files in a site, and in a text's links."""

from __future__ import annotations

import hashlib
import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urlsplit

import attrs

from outreach import PublishingError, languages, rendering
from outreach.blocks import Heading, Link, List, Paragraph
from outreach.publishers.folder._files import file_stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from outreach import Edition, Look, Publication
    from outreach.blocks import Block, Picture, Text

    Address = Callable[[str], str | None]


def check_address(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    """Refuse what is no web address; an empty text is none, and fine.

    Raises:
        PublishingError: With the option's name.
    """
    if value:
        need_address(instance, attribute, value)


def need_address(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    """Refuse what is no web address, or has a query or a fragment, to which no path can be added.

    Raises:
        PublishingError: With the option's name.
    """
    parts = urlsplit(rendering.safe_url(value) if isinstance(value, str) else "")
    if parts.scheme in ("http", "https") and not (parts.query or parts.fragment):
        return
    reason = f"{type(instance).__name__}.{attribute.name}: not a web address: {rendering.one_line(value)[:80]!r}"
    raise PublishingError(f"{reason} (write https://council.example/procurement)")


def under(base: str, path: str) -> str:
    """Return the address of *path*, with slashes, below *base*."""
    return f"{rendering.safe_url(base).rstrip('/')}/{quote(path)}"


def host_of(address: str) -> str:
    """Return the host of a checked *address* in ASCII, as the domain name system writes it."""
    host = urlsplit(rendering.safe_url(address)).hostname or ""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise PublishingError(f"not the name of a host: {rendering.one_line(host)[:80]!r}") from error


# Links to other pages are kept open until all pages are known. No text and no address can look like one: texts are
# escaped, and this is not a scheme that an address may have.
OPEN: Final = "outreach-page:"

ASSETS: Final = "assets"
_OPEN_LINK: Final = re.compile(f'<a href="{OPEN}([^"]*)">(.*?)</a>', re.DOTALL)


def asset_path(content: bytes, suffix: str, stem: str = "") -> str:
    """Return where *content* stands: under a name that changes with it, so that old pages find what they name."""
    digest = hashlib.sha256(content).hexdigest()
    return f"{ASSETS}/{stem}-{digest[:12]}{suffix}" if stem else f"{ASSETS}/{digest[:16]}{suffix}"


def page_path(publication: Publication, parent: str = "") -> str:
    """Return where the page of *publication* stands: parts in a folder named as the page they belong to."""
    folder = parent.removesuffix(".html") or languages.lang_tag(publication.locale)
    return f"{folder}/{file_stem(publication.slug)}.html"


def close_links(body: str, address: Callable[[str], str | None]) -> rendering.Markup:
    """Return *body* with its open links closed: to the *address* of an id, or text alone where there is none."""

    def close(match: re.Match[str]) -> str:
        target = address(unquote(match[1], errors="surrogatepass"))
        return f'<a href="{rendering.escape(target)}">{match[2]}</a>' if target else match[2]

    return rendering.Markup(_OPEN_LINK.sub(close, body))


_SUFFIXES: Final = {"image/jpeg": ".jpg", "image/png": ".png"}
_OPEN_PICTURE: Final = "outreach-picture:"  # no address has this scheme, and a text cannot write an attribute


def picture_path(picture: Picture) -> str:
    """Return where a site has a *picture*."""
    return asset_path(picture.content, _SUFFIXES[picture.media_type])


def open_body(publication: Publication, look: Look, *, heading_level: int, has_pictures: bool) -> str:
    """Return *publication* as HTML without its title, whose links and pictures are still to be closed.

    Where pictures are not to be looked for elsewhere (*has_pictures*), it carries them.
    """
    links = rendering.Links(page=_open_link, picture=_open_picture if has_pictures else lambda _: None)
    return str(rendering.to_html(publication, heading_level=heading_level, links=links, has_title=False, look=look))


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


def with_addresses(publication: Publication, edition: Edition, site_url: str) -> Publication:
    """Return *publication* with the address of each page that a line of its own leads to.

    A line that does nothing but lead to a page (*Se allt vi planerar att köpa*) says nothing where there is neither
    page nor address: without *site_url*, or of a page that is not in the *edition*, it is left out, and a heading above
    nothing else too.
    """
    lang = languages.lang_tag(publication.locale)
    of_lang = (entry for entry in edition.publications if languages.lang_tag(entry.locale) == lang)
    pages = {entry.id: path for one in of_lang for entry, path in paths_of(one)} if site_url else {}

    def address(key: str) -> str | None:
        return under(site_url, pages[key]) if key in pages else None

    return publication.with_blocks(_written(publication.blocks, address))


def _written(blocks: Sequence[Block], address: Address) -> Iterable[Block]:
    remaining: list[Block] = []
    for block, after in zip_longest(blocks, blocks[1:]):
        written = _addressed(block, address)
        if written is not None:
            remaining.append(written)
        elif remaining and isinstance(remaining[-1], Heading) and (after is None or isinstance(after, Heading)):
            remaining.pop()
    return remaining


def _addressed(block: Block, address: Address) -> Block | None:
    """Return *block* with addresses, None where there is none to give and nothing else in it."""
    if isinstance(block, Paragraph) and _is_way(block.text):
        line = _line(block.text, address)
        return attrs.evolve(block, text=line) if line else None
    if isinstance(block, List) and block.items and all(map(_is_way, block.items)):
        items = [line for item in block.items if (line := _line(item, address))]
        return attrs.evolve(block, items=items) if items else None
    return block


def _is_way(text: Text) -> bool:
    """Tell whether *text* does nothing but lead to a page; a number behind it, *(7)*, says nothing by itself."""
    first, *rest = text or ("",)
    is_link = isinstance(first, Link) and bool(first.to) and not first.url
    return is_link and all(isinstance(part, str) and not any(map(str.isalpha, part)) for part in rest)


def _line(text: Text, address: Address) -> Text | None:
    first, *rest = text
    match = address(first.to) if isinstance(first, Link) else None
    return (attrs.evolve(first, to="", url=match), *rest) if isinstance(first, Link) and match else None
