"""A site's pages as its folder remembers them: enough to make every page anew when one comes or goes."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote

import attrs

from outreach import languages, rendering
from outreach.publishers._ics import appointment_event, calendar_ics
from outreach.publishers._jsonld import events_jsonld
from outreach.publishers._names import file_stem

if TYPE_CHECKING:
    from outreach import Edition, Publication
    from outreach.blocks import Appointment, Picture, Table

# Links to other pages are kept open until all pages are known. No text and no address can look like one: texts are
# escaped, and this is not a scheme that an address may have.
_OPEN: Final = "outreach-page:"
_OPEN_LINK: Final = re.compile(f'<a href="{_OPEN}([^"]*)">(.*?)</a>', re.DOTALL)


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
        summary: One sentence, for indexes and search engines.
        updated: The day it was true, as ISO writes it; empty where nobody knows.
        publisher: Who stands behind it.
        parent: The path of the page it is part of; empty for one of its own.
        body: Its text as HTML, links to other pages open.
        data: Blocks of JSON-LD.
        files: The paths of what can be downloaded from it.
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

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Page:
        """Return a page as the folder's marker keeps it."""
        return cls(**kept)

    @property
    def lang(self) -> str:
        """Its language, as HTML says it."""
        return languages.lang_tag(self.locale)

    @property
    def updated_on(self) -> date | None:
        """The day it was true."""
        return date.fromisoformat(self.updated) if self.updated else None


@attrs.frozen
class Made:
    """A page and the files that belong to it."""

    page: Page
    files: Mapping[str, bytes]


def make_pages(publication: Publication, edition: Edition, parent: str = "") -> list[Made]:
    """Return the page of *publication*, and those of its parts."""
    made = _make(publication, edition, parent)
    parts = (make_pages(part, edition, made.page.path) for part in publication.parts)
    return [made, *(page for pages in parts for page in pages)]


def page_path(publication: Publication, parent: str = "") -> str:
    """Return where the page of *publication* stands: parts in a folder named as the page they belong to."""
    folder = parent.removesuffix(".html") or languages.lang_tag(publication.locale)
    return f"{folder}/{file_stem(publication.slug)}.html"


def _make(publication: Publication, edition: Edition, parent: str) -> Made:
    path = page_path(publication, parent)
    files = _Files(publication, edition, path)
    links = rendering.Links(page=_open_link, downloads=files.downloads, calendar=files.calendar, picture=files.picture)
    body = rendering.to_html(publication, links=links)
    page = Page(
        id=publication.id,
        locale=languages.normalise(publication.locale),
        path=path,
        kind=publication.kind,
        title=rendering.one_line(publication.title),
        summary=rendering.one_line(publication.summary),
        updated=_day(edition.now or publication.updated),
        publisher=rendering.one_line(publication.publisher_name),
        parent=parent,
        body=str(body),
        data=events_jsonld(publication),
        files=sorted(files.made),
    )
    return Made(page, files.made)


def _day(moment: date | datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""


def _open_link(publication_id: str) -> str:
    return f"{_OPEN}{quote(publication_id, safe='', errors='surrogatepass')}"


def close_links(body: str, address: Callable[[str], str | None]) -> rendering.Markup:
    """Return *body* with its open links closed: to the *address* of an id, or text alone where there is none."""

    def close(found: re.Match[str]) -> str:
        target = address(unquote(found[1], errors="surrogatepass"))
        return f'<a href="{rendering.escape(target)}">{found[2]}</a>' if target else found[2]

    return rendering.Markup(_OPEN_LINK.sub(close, body))


class _Files:
    """What can be downloaded from a page: its tables as CSV and xlsx, its appointments for a calendar."""

    def __init__(self, publication: Publication, edition: Edition, path: str) -> None:
        self.publication = publication
        self.updated = edition.now or publication.updated
        self.folder = path.removesuffix(".html")
        self.made: dict[str, bytes] = {}

    def _add(self, stem: str, contents: Iterable[tuple[str, bytes]]) -> list[str]:
        """Keep the *contents* under a name that is still free, and return their addresses as seen from the page."""
        name, number = file_stem(stem), 2
        while any(file.startswith(f"{self.folder}/{name}.") for file in self.made):
            name, number = f"{file_stem(stem)}-{number}", number + 1
        added = {f"{self.folder}/{name}{suffix}": content for suffix, content in contents}
        self.made |= added
        return [f"{self.folder.rpartition('/')[2]}/{file.rpartition('/')[2]}" for file in added]

    def downloads(self, table: Table) -> tuple[rendering.Download, ...]:
        if not table.download or not table.rows:
            return ()
        locale, title = self.publication.locale, self.publication.title
        about = rendering.About(title=title, publisher=self.publication.publisher_name, updated=self.updated)
        contents = [
            (".xlsx", rendering.tables_xlsx([table], locale, about)),
            (".csv", rendering.table_csv(table, locale, bom=True)),
        ]
        return tuple(zip(self._add(table.download, contents), ("Excel", "CSV"), strict=True))

    def calendar(self, appointment: Appointment) -> str:
        locale = self.publication.locale
        event = appointment_event(appointment, stamp=self.updated, locale=locale)
        content = calendar_ics([event])
        return self._add(appointment.title, [(".ics", content)])[0]

    def picture(self, picture: Picture) -> str:
        """Keep a picture under a name that its content gives: pages that show the same one share the file."""
        suffix = picture.media_type.rpartition("/")[2]
        path = f"assets/{hashlib.sha256(picture.content).hexdigest()[:12]}.{suffix}"
        self.made[path] = picture.content
        return os.path.relpath(path, os.path.dirname(f"{self.folder}.html")).replace(os.sep, "/")  # noqa: PTH120
