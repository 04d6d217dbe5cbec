"""A site's pages as its folder remembers them: enough to make every page anew when one comes or goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import attrs

from outreach import languages, rendering
from outreach.publishers._jsonld import events_jsonld
from outreach.publishers._names import file_stem
from outreach.publishers._site_files import OPEN, PageFiles
from outreach.publishers._site_keys import content_key

if TYPE_CHECKING:
    from outreach import Edition, Publication

_OPEN_LINK: Final = re.compile(f'<a href="{OPEN}([^"]*)">(.*?)</a>', re.DOTALL)


def _texts(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


@attrs.frozen(kw_only=True)
class Page:
    """One page (sida).

    Attributes:
        id: The publication's id.
        locale: Its language.
        path: Where it stands, with slashes.
        kind: The publication's kind.
        title: Its title.
        title_lang: The language of the title, where that is not the page's.
        summary: One sentence, for indexes and search engines.
        updated: The day it was true, as ISO writes it; empty where nobody knows.
        publisher: Who stands behind it.
        parent: The path of the page it is part of; empty for one of its own.
        body: Its text as HTML, links to other pages open.
        data: Blocks of JSON-LD.
        files: The paths of what can be downloaded from it.
        assets: The paths of its pictures.
        leads_to: The ids of the publications it leads to.
        key: Of what it says; the same only where all of the above would be.
        stamp: Of what stands around that: its title in the browser, the way to it, other languages, the templates.
    """

    id: str
    locale: str
    path: str
    kind: str
    title: str
    summary: str = ""
    updated: str = ""
    publisher: str = ""
    parent: str = ""
    body: str
    data: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    files: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    assets: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    leads_to: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    key: str = ""
    stamp: str = ""
    title_lang: str = ""

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Page:
        """Return a page as the folder's marker keeps it."""
        return cls(**kept)

    def kept(self) -> dict[str, Any]:
        """Return it as the folder's marker keeps it: without what is empty, as of most pages half is."""
        return attrs.asdict(self, recurse=False, filter=_is_told)

    @property
    def lang(self) -> str:
        """Its language, as HTML says it."""
        return languages.lang_tag(self.locale)

    @property
    def updated_on(self) -> date | None:
        """The day it was true."""
        return date.fromisoformat(self.updated) if self.updated else None


def _is_told(field: attrs.Attribute[Any], value: object) -> bool:
    return field.default is attrs.NOTHING or bool(value)


@attrs.frozen
class Made:
    """A page and the files that belong to it; None: what stands there stays."""

    page: Page
    files: Mapping[str, bytes | None]
    assets: Mapping[str, bytes | None]


@attrs.frozen
class Known:
    """The pages of a site as it stands.

    Attributes:
        pages: By their paths.
        is_whole: Whether what stands at a path is what was published there.
    """

    pages: Mapping[str, Page]
    is_whole: Callable[[str], bool]

    def same(self, path: str, key: str, day: str) -> Made | None:
        """Return the page at *path*, if it would say the same: it keeps the day when it changed last."""
        page = self.pages.get(path)
        if page is None or page.key != key or not _is_still(page.updated, day):
            return None
        if not all(map(self.is_whole, (*page.files, *page.assets))):
            return None
        return Made(page, dict.fromkeys(page.files), dict.fromkeys(page.assets))


def _is_still(updated: str, day: str) -> bool:
    """Tell whether a page of the day *updated* may say so on *day*: not where it knew none, or one to come."""
    return updated == day or (bool(updated) and (not day or updated < day))


def make_pages(publication: Publication, edition: Edition, known: Known, parent: str = "") -> Iterator[Made]:
    """Yield the page of *publication*, and those of its parts; of those that would be the same, what is there."""
    path, key = page_path(publication, parent), content_key(publication)
    day = _day(edition.now or publication.updated)
    yield known.same(path, key, day) or _make(publication, edition, _Place(path, parent, key, day))
    for part in publication.parts:
        yield from make_pages(part, edition, known, path)


def page_path(publication: Publication, parent: str = "") -> str:
    """Return where the page of *publication* stands: parts in a folder named as the page they belong to."""
    folder = parent.removesuffix(".html") or languages.lang_tag(publication.locale)
    return f"{folder}/{file_stem(publication.slug)}.html"


@attrs.frozen
class _Place:
    path: str
    parent: str
    key: str
    day: str


def _make(publication: Publication, edition: Edition, place: _Place) -> Made:
    files = PageFiles(publication, edition, place.path)
    page = Page(
        id=publication.id,
        locale=languages.normalise(publication.locale),
        path=place.path,
        kind=publication.kind,
        title=rendering.one_line(publication.title),
        summary=rendering.one_line(publication.summary),
        updated=place.day,
        publisher=rendering.one_line(publication.publisher_name),
        parent=place.parent,
        body=str(rendering.to_html(publication, links=files.links())),
        data=events_jsonld(publication),
        files=sorted(files.downloads),
        assets=sorted(files.assets),
        leads_to=sorted(files.leads_to),
        key=place.key,
        title_lang=publication.title_lang if rendering.is_language_tag(publication.title_lang) else "",
    )
    return Made(page, files.downloads, files.assets)


def _day(moment: date | datetime | None) -> str:
    return moment.isoformat()[:10] if moment else ""


def close_links(body: str, address: Callable[[str], str | None]) -> rendering.Markup:
    """Return *body* with its open links closed: to the *address* of an id, or text alone where there is none."""

    def close(found: re.Match[str]) -> str:
        target = address(unquote(found[1], errors="surrogatepass"))
        return f'<a href="{rendering.escape(target)}">{found[2]}</a>' if target else found[2]

    return rendering.Markup(_OPEN_LINK.sub(close, body))
