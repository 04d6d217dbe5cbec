"""Publications for a web system or a newsletter tool that is there already: HTML without a page, and plain text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

import attrs

from outreach import Edition, Look, Publisher, PublishingError, languages, rendering
from outreach.publishers._addresses import check_address, paths_of, picture_path, under
from outreach.publishers.folder import Change, Folder
from outreach.publishers.site._theme import STYLES as SHEETS
from outreach.publishers.site._theme import TEMPLATES, dressed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from outreach import Publication
    from outreach.blocks import Picture

STYLE: Final = "publication.css"
SUFFIXES: Final = (".inc", ".txt")
LEVELS: Final = range(1, 7)
STYLES: Final = ("none", "scoped")


def _check_level(instance: object, attribute: attrs.Attribute[int], value: int) -> None:
    del instance
    if value not in LEVELS:
        raise PublishingError(f"Fragment.{attribute.name}: not the level of a heading: {value!r} (1 to 6)")


def _check_style(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    del instance
    if value not in STYLES:
        raise PublishingError(f"Fragment.{attribute.name}: not a style: {value!r} (one of {', '.join(STYLES)})")


@attrs.frozen
class Fragment(Publisher):
    """Write each publication and each of its parts as a fragment of HTML and as plain text under *root* (utdrag).

    ``fragments/sv/foretagartraff.inc`` is one ``<article>`` without head or body, for a web system (CMS);
    ``fragments/sv/foretagartraff.txt`` is the same as a letter. Headings begin at a level of your choice. Links to
    other publications lead to the site that ``Site`` writes; what is not published has its text alone.

    With the style ``scoped`` a fragment begins with a style sheet whose every rule holds within it; browsers take it
    wherever it stands. Where the system takes such sheets out, ``fragments/publication.css`` is the same one.

    Attributes:
        root: The folder; made where there is none, refused where it holds anything else.
        heading_level: The level of its title, 1 to 6; the headings in it follow.
        has_title: Whether its title stands above; if the system has its own, headings begin at *heading_level*.
        style: ``none``: the page's own, or ``scoped``: that of our site.
        site_url: Where the site stands, such as ``https://kommun.example/inkop``; empty: links have no address.
        base_url: Where this folder will stand: pictures are files there; empty: HTML carries them within itself.
        look: The graphic profile: the colours of charts, and of the style ``scoped``.
    """

    name: ClassVar[str] = "fragment"
    root: Path = attrs.field(converter=Path)
    heading_level: int = attrs.field(default=2, kw_only=True, validator=_check_level)
    has_title: bool = attrs.field(default=True, kw_only=True)
    style: Literal["none", "scoped"] = attrs.field(default="none", kw_only=True, validator=_check_style)
    site_url: str = attrs.field(default="", kw_only=True, validator=check_address)
    base_url: str = attrs.field(default="", kw_only=True, validator=check_address)
    look: Look = attrs.field(factory=Look, kw_only=True, validator=attrs.validators.instance_of(Look))

    def publish_edition(self, edition: Edition) -> Iterable[Path]:
        """Write the fragments; those of earlier editions stay.

        Raises:
            PublishingError: The folder is somebody else's, or two publications would stand in one file.
        """
        with Folder(self.root, self.name).change() as change:
            anew = {(languages.lang_tag(item.locale), item.id) for item in edition.publications}
            before: Mapping[str, Any] = change.state.get("fragments", {})
            remaining = {path: item for path, item in before.items() if (item["lang"], item["with"]) not in anew}
            made = {path: item for publication in edition.publications for path, item in _entries(publication)}
            _keep(change, remaining)
            self._write(change, edition, {**remaining, **made})
        return [self.root / f"{path}{suffix}" for path in made for suffix in SUFFIXES]

    def withdraw(self, publication_id: str) -> None:
        """Remove the fragments of a publication and its parts, in every language; links to it stay where they are.

        Raises:
            PublishingError: There is no such publication.
        """
        with Folder(self.root, self.name).change() as change:
            before: Mapping[str, Any] = change.state.get("fragments", {})
            left = {path: item for path, item in before.items() if item["with"] != publication_id}
            if len(left) == len(before):
                raise PublishingError(f"nothing with the id {publication_id!r} is published in {self.root}")
            _keep(change, left)
            self._finish(change, left)

    def _write(self, change: Change, edition: Edition, fragments: dict[str, Any]) -> None:
        pages = {(item["lang"], item["id"]): path for path, item in fragments.items()}
        for publication in edition.publications:
            for item, page in paths_of(publication):
                path, assets = page.removesuffix(".html"), _Assets(self.base_url)
                links = self._links(item, pages, assets)
                change.write(f"{path}.inc", self._html(item, links).encode())
                change.write(f"{path}.txt", rendering.to_text(item, links=links).encode())
                fragments[path]["assets"] = sorted(assets.files)
                for asset in assets.files.keys() - change.files.keys():
                    change.write(asset, assets.files[asset])
        self._finish(change, fragments)

    def _finish(self, change: Change, fragments: Mapping[str, Any]) -> None:
        if self.style == "scoped" and fragments:
            change.write(STYLE, scoped_style(self.look).encode())
        change.state = {"fragments": {path: fragments[path] for path in sorted(fragments)}}

    def _html(self, publication: Publication, links: rendering.Links) -> str:
        body = rendering.to_html(
            publication, heading_level=self.heading_level, has_title=self.has_title, links=links, look=self.look
        )
        sheet = f"<style>\n{scoped_style(self.look)}</style>\n" if self.style == "scoped" else ""
        return f"{sheet}{body}\n"

    def _links(
        self, publication: Publication, pages: Mapping[tuple[str, str], str], assets: _Assets
    ) -> rendering.Links:
        lang = languages.lang_tag(publication.locale)

        def page(publication_id: str) -> str | None:
            path = pages.get((lang, publication_id))
            return under(self.site_url, f"{path}.html") if path and self.site_url else None

        return rendering.Links(page=page, picture=assets.address)


class _Assets:
    """The pictures of one fragment, by the path of their file; where they have none, it carries them."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.files: dict[str, bytes] = {}

    def address(self, picture: Picture) -> str | None:
        if not self.base_url:
            return None
        path = picture_path(picture)
        self.files[path] = picture.content
        return under(self.base_url, path)


def _entries(publication: Publication) -> Iterable[tuple[str, dict[str, Any]]]:
    lang = languages.lang_tag(publication.locale)
    for item, page in paths_of(publication):
        yield page.removesuffix(".html"), {"id": item.id, "lang": lang, "with": publication.id, "assets": []}


def _keep(change: Change, fragments: Mapping[str, Any]) -> None:
    for path in fragments:
        for suffix in SUFFIXES:
            change.keep(f"{path}{suffix}")
    for asset in sorted({asset for item in fragments.values() for asset in item["assets"]}):
        change.keep(asset)


SCOPE: Final = ".publication"
_FROM: Final = "/* Text */"
_TO: Final = "/* Paper */"
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT: Final = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
_VARIABLE: Final = re.compile(r"--[a-z-]+:[^;]+;")
_SELECTORS: Final = re.compile(r"^([ \t]*)([^@{};\s][^@{};]*)\{", re.MULTILINE)


@cache
def scoped_style(look: Look) -> str:
    """Return a style sheet that changes nothing outside a fragment; its colours are variables that a page may set."""
    whole = dressed((TEMPLATES / SHEETS[0]).read_text(encoding="utf-8"), look)
    text = _COMMENT.sub("", whole[whole.index(_FROM) : whole.index(_TO)])
    colours = _VARIABLE.findall(_ROOT.findall(whole)[0])
    head = "\n".join([f"{SCOPE} {{", *(f"  {item}" for item in colours), "}"])
    boxes = f"{SCOPE} * {{\n  box-sizing: border-box;\n}}"
    return f"{head}\n\n{boxes}\n\n{_SELECTORS.sub(_held, text).strip()}\n"


def _held(match: re.Match[str]) -> str:
    """Return the selectors of one rule, each below the fragment; what only a whole page has goes along in vain."""
    selectors = [f"{SCOPE} {item.strip()}" for item in match[2].split(",")]
    return f"{match[1]}{', '.join(selectors)} {{"
