"""Publications as a static site: pages, downloads and one small style sheet; no script, nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

import attrs

from outreach import Edition, Publisher, PublishingError, languages, rendering
from outreach.publishers._folder import Change, Folder
from outreach.publishers._site_build import Builder, Settings, environment, settings_of, style_of
from outreach.publishers._site_pages import Page, make_pages, page_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_STYLES: Final = 10
"""How many style sheets stay: a reader who is slow finds the one that the page named."""


def _optional_path(given: str | Path | None) -> Path | None:
    return None if given is None else Path(given)


def _check_address(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    del instance
    if value and not rendering.safe_url(value).startswith("http"):
        reason = f"Site.{attribute.name}: not a web address: {rendering.one_line(value)[:80]!r}"
        raise PublishingError(f"{reason} (write https://kommun.example/inkop)")


@attrs.frozen
class Site(Publisher):
    """Write a static web site under *root* (webbplats): a page for each publication and each of its parts.

    ``public/sv/upphandlingar.html`` and ``public/en/procurements.html`` are two languages of one publication and name
    each other; ``public/index.html`` is the start page in the site's own language. Tables can be downloaded as CSV
    and xlsx, meetings as a calendar file; meetings are described for search engines (schema.org ``Event``).

    Publishing adds or replaces; the next site is built beside the old one and takes its place in one step, so a crash
    at any moment leaves the old one whole. Files of your own in the folder (``robots.txt``) stay where they are.

    Attributes:
        root: The folder; made where there is none, refused where it holds anything else.
        title: What the site is called.
        publisher_name: Who stands behind it; else whoever stands behind the pages.
        contact: Whom to ask: an address for mail, or a line of text.
        base_url: Where it will stand, such as ``https://kommun.example/inkop``, for search engines; links are relative.
        locale: The language of the start page; else the one that was published first.
        templates: A folder with templates of your own: ``base.html``, ``page.html``, ``index.html``, ``style.css``;
            those not in it are ours. They are Jinja's, and what they show is escaped.
    """

    name: ClassVar[str] = "site"
    root: Path = attrs.field(converter=Path)
    title: str = attrs.field(default="", kw_only=True)
    publisher_name: str = attrs.field(default="", kw_only=True)
    contact: str = attrs.field(default="", kw_only=True)
    base_url: str = attrs.field(default="", kw_only=True, validator=_check_address)
    locale: str = attrs.field(default="", kw_only=True)
    templates: Path | None = attrs.field(default=None, kw_only=True, converter=_optional_path)

    def publish_edition(self, edition: Edition) -> Iterable[Path]:
        """Build the site with the *edition* in it, and swap.

        Raises:
            PublishingError: The folder is somebody else's, or two pages would stand at one address.
        """
        with Folder(self.root, self.name).change() as change:
            pages, files = self._with(edition, _pages_in(change.state))
            locale = edition.publications[0].locale if edition.publications else ""
            self._write(change, pages, files, locale)
        return [self.root / page_path(publication) for publication in edition.publications]

    def withdraw(self, publication_id: str) -> None:
        """Remove a publication with its parts and files, in every language; links to it become plain text.

        The site before, which is kept beside, still has it.

        Raises:
            PublishingError: There is no such publication.
        """
        with Folder(self.root, self.name).change() as change:
            pages = _pages_in(change.state)
            gone = {page.path for page in pages if page.id == publication_id}
            if not gone:
                raise PublishingError(f"nothing with the id {publication_id!r} is published in {self.root}")
            left = [page for page in pages if page.path not in gone and not _is_part_of(page, gone)]
            self._write(change, left, {}, "")

    def _with(self, edition: Edition, pages: Iterable[Page]) -> tuple[list[Page], dict[str, bytes]]:
        """Return the pages there will be, and the new files; what is published anew goes with all its parts."""
        made = [made for publication in edition.publications for made in make_pages(publication, edition)]
        new = {(each.page.id, each.page.lang) for each in made if not each.page.parent}
        gone = {page.path for page in pages if not page.parent and (page.id, page.lang) in new}
        left = [page for page in pages if page.path not in gone and not _is_part_of(page, gone)]
        files = {path: content for each in made for path, content in each.files.items()}
        return [*left, *(each.page for each in made)], files

    def _write(self, change: Change, pages: list[Page], files: Mapping[str, bytes], locale: str) -> None:
        templates = environment(self.templates)
        settings = settings_of(change.state, self._settings(), locale or (pages[0].locale if pages else ""))
        style, content = style_of(templates)
        for path in {path for page in pages for path in page.files} - {*files}:
            change.keep(path)
        for path, file in files.items():
            change.write(path, file)
        for path, file in Builder(pages, settings, templates, style).files():
            change.write(path, file)
        change.write(style, content)
        change.state = self._remembered(change, pages, settings, style)

    def _settings(self) -> Settings:
        return Settings(
            title=rendering.one_line(self.title),
            publisher_name=rendering.one_line(self.publisher_name),
            contact=rendering.one_line(self.contact),
            base_url=rendering.safe_url(self.base_url),
            locale=languages.normalise(self.locale) if self.locale else "",
        )

    def _remembered(self, change: Change, pages: list[Page], settings: Settings, style: str) -> dict[str, Any]:
        """Return what the folder is to remember; style sheets before stay, for pages that are being loaded."""
        before = [path for path in change.state.get("styles", []) if path != style]
        styles = [style, *before][:MOST_STYLES]
        for path in styles[1:]:
            change.keep(path)
        kept = sorted(pages, key=lambda page: page.path)
        return {"pages": [attrs.asdict(page) for page in kept], "settings": attrs.asdict(settings), "styles": styles}


def _pages_in(state: Mapping[str, Any]) -> list[Page]:
    return [Page.read(page) for page in state.get("pages", [])]


def _is_part_of(page: Page, paths: set[str]) -> bool:
    return any(page.path.startswith(f"{path.removesuffix('.html')}/") for path in paths)
