"""Publications as a static site: pages, downloads and one small style sheet; no script, nothing from elsewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from pathlib import Path
from posixpath import normpath
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import unquote, urlsplit

import attrs

from outreach import Edition, Look, Publisher, PublishingError, languages, rendering
from outreach.publishers._addresses import check_address, page_path
from outreach.publishers.folder import Change, Folder
from outreach.publishers.site._build import Builder, Settings, Written, settings_of
from outreach.publishers.site._pages import Known, Made, Page, make_pages
from outreach.publishers.site._theme import faults_of, theme_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


def _optional_path(given: str | Path | None) -> Path | None:
    return None if given is None else Path(given)


@attrs.frozen
class Site(Publisher):
    """Write a static web site under *root* (webbplats): a page for each publication and each of its parts.

    ``public/sv/upphandlingar.html`` and ``public/en/procurements.html`` are two languages of one publication and name
    each other; ``public/index.html`` is the start page in the site's own language. Tables can be downloaded as CSV
    and xlsx, meetings as a calendar file; meetings are described for search engines (schema.org ``Event``).

    Publishing adds or replaces; the next site is built beside the old one, every address in it followed, and takes its
    place in one step, so a crash at any moment leaves the old one whole; three earlier ones stay beside. A page that
    would say the same stays the same file, with the day of its last change. Style sheets and pictures are named by
    their content, and stay for the next ten sites: no reader meets a page without them. Files of your own in the
    folder (``robots.txt``) stay where they are.

    Attributes:
        root: The folder; made where there is none, refused where it holds anything else.
        title: What the site is called.
        publisher_name: Who stands behind it; else whoever stands behind the pages.
        contact: Whom to ask: an address for mail, or a line of text.
        base_url: Where it will stand, such as ``https://kommun.example/inkop``, for search engines; links are relative.
        locale: The language of the start page; else the one that was published first.
        feed_url: Where the folder of ``Feed`` will stand: every page offers its language's feed.
        calendar_url: Where the folder of ``Calendar`` will stand: every page offers the calendar of all.
        templates: A folder with templates of your own; those not in it are ours: ``base.html``, ``page.html``,
            ``index.html``, ``style.css``, ``theme.css`` (added to the style sheet; ours is empty). They are Jinja's,
            and what they show is escaped; ``{% extends "outreach/base.html" %}`` changes one block of ours. Files in
            its folder ``assets`` are published, and shown by ``{{ asset("logo.svg") }}``.
        look: The graphic profile: colours, letters and logotype of every page, also those published before; where
            *templates* say otherwise, they win.
    """

    name: ClassVar[str] = "site"
    root: Path = attrs.field(converter=Path)
    title: str = attrs.field(default="", kw_only=True)
    publisher_name: str = attrs.field(default="", kw_only=True)
    contact: str = attrs.field(default="", kw_only=True)
    base_url: str = attrs.field(default="", kw_only=True, validator=check_address)
    locale: str = attrs.field(default="", kw_only=True)
    feed_url: str = attrs.field(default="", kw_only=True, validator=check_address)
    calendar_url: str = attrs.field(default="", kw_only=True, validator=check_address)
    templates: Path | None = attrs.field(default=None, kw_only=True, converter=_optional_path)
    look: Look = attrs.field(factory=Look, kw_only=True, validator=attrs.validators.instance_of(Look))

    def publish_edition(self, edition: Edition) -> Iterable[Path]:
        """Build the site with the *edition* in it, and swap.

        Raises:
            PublishingError: The folder is somebody else's, or two pages would stand at one address.
        """
        with Folder(self.root, self.name).change() as change:
            before = _pages_in(change.state)
            known = Known({page.path: page for page in before}, change.is_whole)
            made = [
                item
                for publication in edition.publications
                for item in make_pages(publication, edition, known, self.look)
            ]
            locale = edition.publications[0].locale if edition.publications else ""
            self._write(change, _Site(_left(before, made), made), locale)
        return [self.root / page_path(publication) for publication in edition.publications]

    def withdraw(self, publication_id: str) -> None:
        """Remove a publication with its parts, files and pictures, in every language; links to it become plain text.

        The sites before, which are kept beside, still have it.

        Raises:
            PublishingError: There is no such publication.
        """
        with Folder(self.root, self.name).change() as change:
            pages = _pages_in(change.state)
            removed = {page.path for page in pages if page.id == publication_id}
            if not removed:
                raise PublishingError(f"nothing with the id {publication_id!r} is published in {self.root}")
            left = [page for page in pages if not _is_within(page.path, removed)]
            change.state["assets"] = _without_pictures_of(pages, removed, change.state.get("assets", {}))
            self._write(change, _Site(left, []), "")

    def _write(self, change: Change, site: _Site, locale: str) -> None:
        theme, before = theme_of(self.templates, self.look), change.state
        pages = site.pages
        settings = settings_of(before, self._settings(), locale or (pages[0].locale if pages else ""))
        for path, content in site.downloads().items():
            _put(change, path, content)
        with faults_of(self.templates):
            builder = Builder(pages, settings, theme)
            written, indexes = list(builder.written(change.is_whole)), list(builder.indexes())
        for item in written:
            _put(change, item.page.path, item.content)
        for path, content in indexes:
            change.write(path, content)
        previous = {page["path"]: page for page in before.get("pages", [])}
        is_new = not change.is_as_published() or {page.path for page in pages} != {*previous}
        ages = _put_assets(change, {**site.pictures(), **theme.files}, before.get("assets", {}), is_new=is_new)
        self._check(change)
        change.state = {
            "pages": [_state_of(item, previous) for item in sorted(written, key=lambda item: item.page.path)],
            "settings": attrs.asdict(settings),
            "assets": ages,
        }

    def _check(self, change: Change) -> None:
        """Follow the addresses of every page that was made anew."""

        def is_there(path: str) -> bool:
            return path in change.files or (self.root / path).exists()

        for path, content in change.files.items():
            if content is not None and path.endswith(".html"):
                check_addresses(path, content, is_there)

    def _settings(self) -> Settings:
        return Settings(
            title=rendering.one_line(self.title),
            publisher_name=rendering.one_line(self.publisher_name),
            contact=rendering.one_line(self.contact),
            base_url=rendering.safe_url(self.base_url),
            locale=languages.normalise(self.locale) if self.locale else "",
            feed_url=rendering.safe_url(self.feed_url),
            calendar_url=rendering.safe_url(self.calendar_url),
        )


@attrs.frozen
class _Site:
    """The pages there will be: those *left* from before, and those *made* now, with their files."""

    left: Sequence[Page]
    made: Sequence[Made]

    @property
    def pages(self) -> list[Page]:
        return [*self.left, *(item.page for item in self.made)]

    def downloads(self) -> dict[str, bytes | None]:
        """Return the files to be downloaded, by path; None: what is there."""
        remaining = {path: None for page in self.left for path in page.files}
        return {**remaining, **{path: content for item in self.made for path, content in item.files.items()}}

    def pictures(self) -> dict[str, bytes | None]:
        """Return the pictures that pages show; several may show the same, and one of them have it at hand."""
        remaining = {path: None for page in self.pages for path in page.assets}
        new = {path: content for item in self.made for path, content in item.assets.items() if content is not None}
        return {**remaining, **new}


def _put(change: Change, path: str, content: bytes | None) -> None:
    if content is None:
        change.keep(path)
    else:
        change.write(path, content)


def _put_assets(
    change: Change, used: Mapping[str, bytes | None], before: Mapping[str, int], *, is_new: bool
) -> dict[str, int]:
    ages = ages_of(used, before, is_new=is_new)
    for path in ages:
        _put(change, path, used.get(path))
    return ages


def _pages_in(state: Mapping[str, Any]) -> list[Page]:
    return [Page.read(page) for page in state.get("pages", [])]


def _state_of(written: Written, previous: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
    """Return the state of a page for the folder's marker; that of an unchanged page is taken from *previous*."""
    return written.as_state() if written.content is not None else previous[written.page.path]


def _left(pages: Iterable[Page], made: Iterable[Made]) -> list[Page]:
    """Return the *pages* that stay; what is published anew goes with all its parts."""
    new = {(item.page.id, item.page.lang) for item in made if not item.page.parent}
    removed = {page.path for page in pages if not page.parent and (page.id, page.lang) in new}
    return [page for page in pages if not _is_within(page.path, removed)]


def _is_within(path: str, removed: set[str]) -> bool:
    """Tell whether *path* is one of those *removed*, or that of a part of one: parts stand in a folder of its name."""
    stem = path.removesuffix(".html")
    while stem:
        if f"{stem}.html" in removed:
            return True
        stem = stem.rpartition("/")[0]
    return False


def _without_pictures_of(pages: Iterable[Page], removed: set[str], ages: Mapping[str, int]) -> dict[str, int]:
    """Return the *ages* without the pictures that only pages *removed* show: what is withdrawn goes at once."""
    shown: dict[bool, set[str]] = {True: set(), False: set()}
    for page in pages:
        shown[_is_within(page.path, removed)].update(page.assets)
    return {path: age for path, age in ages.items() if path not in shown[True] - shown[False]}


MOST_GENERATIONS: Final = 10
"""For how many sites a style sheet or a picture stays, the one that used it last among them."""


def ages_of(used: Iterable[str], before: Mapping[str, int], *, is_new: bool) -> dict[str, int]:
    """Return every file that stays, and how many sites ago a page named it; *is_new*: the site is another than before.

    Args:
        used: The paths of what pages name now.
        before: The answer of last time.
        is_new: Whether anything else has changed; a site published again unchanged is no other site.
    """
    older = {path: age + is_new for path, age in before.items()}
    ages = {**older, **dict.fromkeys(used, 0)}
    return {path: ages[path] for path in sorted(ages) if ages[path] < MOST_GENERATIONS}


_ADDRESS: Final = re.compile(r"""\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def check_addresses(path: str, content: bytes, is_there: Callable[[str], bool]) -> None:
    """Refuse the page at *path* if it leads to a file of the site that is not there.

    Addresses that lead elsewhere are not asked for.

    Raises:
        PublishingError: With the page and the address.
    """
    folder = path.rpartition("/")[0]
    for address in dict.fromkeys(one or other for one, other in _ADDRESS.findall(content.decode())):
        parts = urlsplit(html.unescape(address))
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            continue
        target = normpath(f"{folder}/{unquote(parts.path)}" if folder else unquote(parts.path))
        if not target.startswith("../") and not is_there(target):
            raise PublishingError(f"{path} leads to {address!r}, which is not there (see the templates)")
