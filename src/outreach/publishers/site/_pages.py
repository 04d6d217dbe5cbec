"""A site's pages as its folder remembers them: their text, files and groups, enough to make each anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import attrs

from outreach import EventStatus, languages, rendering
from outreach.publishers._addresses import OPEN, asset_path, page_path
from outreach.publishers._editions import HOUSE, content_key, key_of
from outreach.publishers.calendar._ics import appointment_event, calendar_ics
from outreach.publishers.folder._files import file_stem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach import Edition, Look, Publication, PublicEvent
    from outreach.blocks import Appointment, Picture, Table


def _texts(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


@attrs.frozen(kw_only=True)
class Page:
    """One page (sida)."""

    id: str  # the publication's id
    locale: str  # its language
    path: str  # where it stands, with slashes
    kind: str  # the publication's kind
    title: str  # its title
    summary: str = ""  # one sentence, for indexes and search engines
    updated: str = ""  # the day it was true, as ISO writes it; empty where nobody knows
    publisher: str = ""  # who stands behind it
    parent: str = ""  # the path of the page it is part of; empty for one of its own
    body: str  # its text as HTML, links to other pages open
    data: tuple[str, ...] = attrs.field(default=(), converter=_texts)  # blocks of JSON-LD
    files: tuple[str, ...] = attrs.field(default=(), converter=_texts)  # the paths of what can be downloaded from it
    assets: tuple[str, ...] = attrs.field(default=(), converter=_texts)  # the paths of its pictures
    leads_to: tuple[str, ...] = attrs.field(default=(), converter=_texts)  # the ids of the publications it leads to
    key: str = ""  # of what it says; the same only where all of the above would be
    stamp: str = ""
    """Of what stands around that: its title in the browser, the way to it, other languages, the templates."""
    title_lang: str = ""  # the language of the title, where that is not the page's

    @classmethod
    def read(cls, remaining: Mapping[str, Any]) -> Page:
        """Return a page as the folder's marker keeps it."""
        return cls(**remaining)

    def as_state(self) -> dict[str, Any]:
        """Return the state for the folder's marker, without empty values: about half are empty on most pages."""
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
    """The pages of a site as it stands."""

    pages: Mapping[str, Page]  # by their paths
    is_whole: Callable[[str], bool]  # whether what stands at a path is what was published there

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


def make_pages(
    publication: Publication, edition: Edition, known: Known, look: Look = HOUSE, parent: str = ""
) -> Iterator[Made]:
    """Yield the page of *publication*, and those of its parts; of those that would be the same, what is there."""
    path, key = page_path(publication, parent), key_of(content_key(publication), look.accent, look.letters, look.name)
    day = _day(edition.now or publication.updated)
    yield known.same(path, key, day) or _make(publication, edition, _Place(path, parent, key, day), look)
    for part in publication.parts:
        yield from make_pages(part, edition, known, look, path)


@attrs.frozen
class _Place:
    path: str
    parent: str
    key: str
    day: str


def _make(publication: Publication, edition: Edition, place: _Place, look: Look) -> Made:
    files = PageFiles(publication, edition, place.path, look)
    page = Page(
        id=publication.id,
        locale=languages.normalise(publication.locale),
        path=place.path,
        kind=publication.kind,
        title=rendering.one_line(publication.title),
        summary=rendering.one_line(publication.summary),
        updated=place.day,
        publisher=rendering.one_line(publication.publisher_name or look.name),
        parent=place.parent,
        body=str(rendering.to_html(publication, links=files.links(), look=look)),
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


_SUFFIXES: Final = {"image/jpeg": ".jpg", "image/png": ".png"}


class PageFiles:
    """Collects what belongs to the page of one publication while it is written."""

    def __init__(self, publication: Publication, edition: Edition, path: str, look: Look) -> None:
        """Begin with nothing; *path* is the page's."""
        self.publication, self.look = publication, look
        self.updated = edition.now or publication.updated
        self.folder = path.removesuffix(".html")
        self.downloads: dict[str, bytes | None] = {}  # path → its tables as CSV and xlsx, its appointments
        self.assets: dict[str, bytes | None] = {}  # path → its pictures
        self.leads_to: set[str] = set()  # the ids of the publications it leads to

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
            (".xlsx", rendering.tables_xlsx([table], locale, about, self.look)),
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


MOST_PLAIN: Final = 4
"""Up to this many pages need no headings."""

MEETINGS, PLANS, INDUSTRIES, SPEND, BIDDING, AFTER, OTHERS = range(7)
"""The groups, in their order."""

# fmt: off
_KINDS: Final = (
    ("invitation", MEETINGS), ("programme", MEETINGS), ("fair", MEETINGS), ("procurement_list", PLANS),
    ("industry", INDUSTRIES), ("spend_presentation", SPEND), ("spend_report", SPEND), ("handout", BIDDING),
    ("questions", BIDDING), ("request_for_information", BIDDING), ("comments_summary", BIDDING), ("results", AFTER),
    ("press_release", AFTER), ("coverage", AFTER), ("case", AFTER), ("minutes", AFTER),
)
# fmt: on
_GROUP_OF: Final[Mapping[str, int]] = dict(_KINDS)
_PLACE_OF: Final[Mapping[str, int]] = {kind: place for place, (kind, _) in enumerate(_KINDS)}


@attrs.frozen
class Group:
    """Pages under one heading (grupp)."""

    heading: str  # in the page's language; empty where a start page has few pages
    pages: Sequence[tuple[Page, str]]  # each with its address
    is_short: bool = False  # whether titles are enough: pages that are alike, each of a part of the same


def rank(page: Page) -> tuple[int, str, str]:
    """Return what pages are sorted by: meetings first, then what comes, what was, and what was said of it."""
    return _PLACE_OF.get(page.kind, len(_KINDS)), page.title.casefold(), page.path


def is_listed(page: Page) -> bool:
    """Tell whether a start page names *page*: one of its own, or that of an industry."""
    return not page.parent or _GROUP_OF.get(page.kind) == INDUSTRIES


def groups_of(pages: Iterable[tuple[Page, str]], locale: str) -> list[Group]:
    """Return *pages*, each with its address and sorted, in groups; a few of them in one, without a heading."""
    result: dict[int, list[tuple[Page, str]]] = {}
    listed = list(pages)
    if len(listed) <= MOST_PLAIN:
        return [Group("", listed)]
    for page, address in listed:
        result.setdefault(_GROUP_OF.get(page.kind, OTHERS), []).append((page, address))
    headings = _headings(locale)
    return [Group(headings[group], result[group], group == INDUSTRIES) for group in sorted(result)]


def _headings(locale: str) -> Mapping[int, str]:
    t = languages.translator(locale)
    return {
        MEETINGS: t("Meetings with companies"),
        PLANS: t("What we plan to buy"),
        INDUSTRIES: t("Industry by industry"),
        SPEND: t("What we have bought"),
        BIDDING: t("For those who want to bid"),
        AFTER: t.c("heading of a start page", "How it went"),
        OTHERS: t("More from us"),
    }


CONTEXT: Final = "https://schema.org"
_STATUS: Final[Mapping[EventStatus, str]] = {
    EventStatus.CANCELLED: f"{CONTEXT}/EventCancelled",
    EventStatus.MOVED: f"{CONTEXT}/EventRescheduled",
}
# Whatever could end the block, or be read as anything but JSON, is written as its number.
_ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'\u2028\u2029"}


def events_jsonld(publication: Publication) -> list[str]:
    """Return each meeting of *publication* as a block of JSON-LD that can stand in a page.

    A meeting without a place or an address has none: search engines ask for where.
    """
    described = (_event(event, publication) for event in publication.facts.events)
    return [json_block(block) for block in described if block]


def json_block(value: object) -> str:
    """Return *value* as JSON for a script element: nothing in it can end the element."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True).translate(_ESCAPES)


def _event(event: PublicEvent, publication: Publication) -> dict[str, Any] | None:
    place = _place(event)
    if place is None:
        return None
    is_online = place["@type"] == "VirtualLocation"
    url = rendering.safe_url(event.registration_url)
    result = {
        "@context": CONTEXT,
        "@type": "Event",
        "name": rendering.one_line(event.title),
        "description": rendering.one_line(event.description or publication.summary),
        "startDate": event.starts.isoformat(timespec="minutes"),
        "endDate": event.ends.isoformat(timespec="minutes"),
        "eventStatus": _STATUS.get(event.status, f"{CONTEXT}/EventScheduled"),
        "eventAttendanceMode": f"{CONTEXT}/{'Online' if is_online else 'Offline'}EventAttendanceMode",
        "location": place,
        "organizer": _organiser(event, publication),
        "inLanguage": languages.lang_tag(publication.locale),
        "url": url,
    }
    return {key: value for key, value in result.items() if value}


def _place(event: PublicEvent) -> dict[str, str] | None:
    venue = rendering.one_line(event.venue)
    if venue:
        return {"@type": "Place", "name": venue, "address": venue}
    url = rendering.safe_url(event.registration_url)
    return {"@type": "VirtualLocation", "url": url} if url else None


def _organiser(event: PublicEvent, publication: Publication) -> dict[str, str] | None:
    name = rendering.one_line(event.organiser or publication.publisher_name)
    return {"@type": "Organization", "name": name} if name else None
