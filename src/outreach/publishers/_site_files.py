"""What a page has beside its text: downloads, calendar files, pictures, and links that wait for their pages."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from outreach import rendering
from outreach.publishers._ics import appointment_event, calendar_ics
from outreach.publishers._names import file_stem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach import Edition, Publication
    from outreach.blocks import Appointment, Picture, Table

# Links to other pages are kept open until all pages are known. No text and no address can look like one: texts are
# escaped, and this is not a scheme that an address may have.
OPEN: Final = "outreach-page:"

ASSETS: Final = "assets"
_SUFFIXES: Final = {"image/jpeg": ".jpg", "image/png": ".png"}


def asset_path(content: bytes, suffix: str, stem: str = "") -> str:
    """Return where *content* stands: under a name that changes with it, so that old pages find what they name."""
    digest = hashlib.sha256(content).hexdigest()
    return f"{ASSETS}/{stem}-{digest[:12]}{suffix}" if stem else f"{ASSETS}/{digest[:16]}{suffix}"


class PageFiles:
    """Collects what belongs to the page of one publication while it is written.

    Attributes:
        downloads: Its tables as CSV and xlsx, its appointments for a calendar, by path.
        assets: Its pictures, by path.
        leads_to: The ids of the publications it leads to.
    """

    def __init__(self, publication: Publication, edition: Edition, path: str) -> None:
        """Begin with nothing; *path* is the page's."""
        self.publication = publication
        self.updated = edition.now or publication.updated
        self.folder = path.removesuffix(".html")
        self.downloads: dict[str, bytes | None] = {}
        self.assets: dict[str, bytes | None] = {}
        self.leads_to: set[str] = set()

    def links(self) -> rendering.Links:
        """Return what a page of the site offers beside its text."""
        return rendering.Links(page=self._page, downloads=self._tables, calendar=self._calendar, picture=self._picture)

    def _page(self, publication_id: str) -> str:
        self.leads_to.add(publication_id)
        return f"{OPEN}{quote(publication_id, safe='', errors='surrogatepass')}"

    def _add(self, stem: str, contents: Iterable[tuple[str, bytes]]) -> list[str]:
        """Keep the *contents* under a name that is still free, and return their addresses as seen from the page."""
        name, number = file_stem(stem), 2
        while any(file.startswith(f"{self.folder}/{name}.") for file in self.downloads):
            name, number = f"{file_stem(stem)}-{number}", number + 1
        added = {f"{self.folder}/{name}{suffix}": content for suffix, content in contents}
        self.downloads |= added
        return [f"{self.folder.rpartition('/')[2]}/{file.rpartition('/')[2]}" for file in added]

    def _tables(self, table: Table) -> tuple[rendering.Download, ...]:
        if not table.download or not table.rows:
            return ()
        locale, title = self.publication.locale, self.publication.title
        about = rendering.About(title=title, publisher=self.publication.publisher_name, updated=self.updated)
        contents = [
            (".xlsx", rendering.tables_xlsx([table], locale, about)),
            (".csv", rendering.table_csv(table, locale, bom=True)),
        ]
        return tuple(zip(self._add(table.download, contents), ("Excel", "CSV"), strict=True))

    def _calendar(self, appointment: Appointment) -> str:
        event = appointment_event(appointment, stamp=self.updated, locale=self.publication.locale)
        return self._add(appointment.title, [(".ics", calendar_ics([event]))])[0]

    def _picture(self, picture: Picture) -> str:
        path = asset_path(picture.content, _SUFFIXES[picture.media_type])
        self.assets[path] = picture.content
        return f"{'../' * self.folder.count('/')}{path}"
