"""From pages to files: templates, indexes, links between pages and languages."""

from __future__ import annotations

import base64
import hashlib
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach import languages, rendering
from outreach.publishers._site_pages import Page, close_links
from outreach.publishers._site_text import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jinja2 import Environment

TEMPLATES: Final = Path(__file__).parent / "site_templates"
STYLE: Final = "style.css"
_CLOSED: Final = (
    "connect-src",
    "font-src",
    "frame-src",
    "manifest-src",
    "media-src",
    "object-src",
    "worker-src",
)
"""What a page with pictures still loads nothing of."""
_ORDER: Final = ("invitation", "procurement_list", "spend_report")


@attrs.frozen(kw_only=True)
class Settings:
    """What is the same on every page (inställningar)."""

    title: str = ""
    publisher_name: str = ""
    contact: str = ""
    base_url: str = ""
    locale: str = ""


@attrs.frozen
class Alternate:
    """The same in another language."""

    lang: str
    href: str
    name: str


def environment(templates: Path | None) -> Environment:
    """Return the templates, those of the folder *templates* before ours; whatever they show is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - slow to import

    folders = [*([templates] if templates else []), TEMPLATES]
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def style_of(templates: Environment) -> tuple[str, bytes]:
    """Return the style sheet under a name that changes with its content: old pages find the old one."""
    assert templates.loader is not None  # noqa: S101 - environment() gave it one
    source, _, _ = templates.loader.get_source(templates, STYLE)
    content = source.encode()
    return f"assets/style-{hashlib.sha256(content).hexdigest()[:12]}.css", content


class Builder:
    """Makes the files of a site from its pages."""

    def __init__(self, pages: Sequence[Page], settings: Settings, templates: Environment, style: str) -> None:
        """Sort the *pages* by what leads from one to the other."""
        self.pages = sorted(pages, key=_rank)
        self.settings, self.templates, self.style = settings, templates, style
        self.nonce = style.rpartition("-")[2].partition(".")[0]
        self._by_name = {(page.id, page.lang): page for page in self.pages}
        self._by_path = {page.path: page for page in self.pages}
        self._titles = Counter((page.lang, page.title) for page in self.pages)
        self.langs = sorted({page.lang for page in self.pages}, key=lambda lang: (lang != self._default, lang))

    @property
    def _default(self) -> str:
        return languages.lang_tag(self.settings.locale)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every page and index: its path and content."""
        for page in self.pages:
            yield page.path, self._page(page)
        for lang in self.langs:
            yield f"{lang}/index.html", self._index(lang, f"{lang}/index.html")
        yield "index.html", self._index(self._default, "index.html")

    def _page(self, page: Page) -> bytes:
        parent = self._by_path.get(page.parent)
        body = close_links(page.body, lambda key: self._address(key, page))
        trail = [(self._index_path(page.lang), words_of(page.locale)["start"])]
        trail += [(parent.path, parent.title)] if parent else []
        return self._render(
            "page.html",
            page.path,
            page.locale,
            self._twins(page),
            title=self._title(page),
            page=page,
            body=body,
            trail=[(_relative(page.path, path), name) for path, name in trail],
            description=page.summary,
            updated=page.updated_on,
            publisher=self.settings.publisher_name or page.publisher,
            data=[rendering.Markup(block) for block in page.data],
        )

    def _title(self, page: Page) -> str:
        """Return what a browser shows: two pages of one title are told apart by their id."""
        is_only = self._titles[page.lang, page.title] == 1
        return page.title if is_only else f"{page.title} ({rendering.one_line(page.id)})"

    def _address(self, key: str, page: Page) -> str | None:
        target = self._by_name.get((key, page.lang))
        return _relative(page.path, target.path) if target else None

    def _index_path(self, lang: str) -> str:
        return "index.html" if lang == self._default else f"{lang}/index.html"

    def _index(self, lang: str, path: str) -> bytes:
        pages = [page for page in self.pages if page.lang == lang and not page.parent]
        locale = languages.normalise(lang)
        site = self._site_title(locale)
        is_second = path != self._index_path(lang)
        return self._render(
            "index.html",
            path,
            locale,
            self._indexes(),
            title=words_of(locale)["contents"] if is_second else "",
            pages=[(page, _relative(path, page.path)) for page in pages],
            description=site,
            updated=max((page.updated_on for page in pages if page.updated_on), default=None),
            publisher=self.settings.publisher_name or next((page.publisher for page in pages if page.publisher), ""),
            data=[],
            canonical=self._url(self._index_path(lang), path) if is_second else "",
        )

    def _site_title(self, locale: str) -> str:
        return self.settings.title or words_of(locale)["site"]

    def _twins(self, page: Page) -> dict[str, str]:
        """Return where *page* stands in each language it is in."""
        found = (self._by_name.get((page.id, lang)) for lang in self.langs)
        return {other.lang: other.path for other in found if other is not None}

    def _indexes(self) -> dict[str, str]:
        return {lang: self._index_path(lang) for lang in self.langs}

    def _others(self, here: str, lang: str, twins: Mapping[str, str]) -> list[Alternate]:
        """Return what a reader of another language is offered: the same page, or else the start page."""
        paths = {**self._indexes(), **twins}
        return [
            Alternate(other, _relative(here, path), words_of(languages.normalise(other))["this_language"])
            for other, path in paths.items()
            if other != lang
        ]

    def _url(self, path: str, here: str) -> str:
        base = self.settings.base_url.rstrip("/")
        return f"{base}/{path}" if base else _relative(here, path)

    def _render(self, template: str, path: str, locale: str, paths: Mapping[str, str], **values: Any) -> bytes:  # noqa: ANN401
        """Return a page by its *template*: what stands on every page, and the *values* of this one."""
        lang = languages.lang_tag(locale)
        html = self.templates.get_template(template).render(
            **self._naming(locale, values["publisher"]),
            **self._loading(path, values["data"], has_pictures="<img " in values.get("body", "")),
            lang=lang,
            words=words_of(locale),
            home=_relative(path, self._index_path(lang)),
            twins=[(other, self._url(twin, path)) for other, twin in paths.items()] if len(paths) > 1 else [],
            others=self._others(path, lang, paths),
            contact=_contact(self.settings.contact),
            updated_text=languages.format_date(values["updated"], locale) if values["updated"] else "",
            date=lambda day: languages.format_date(day, locale),
            **values,
        )
        return html.encode("utf-8")

    def _naming(self, locale: str, publisher: str) -> dict[str, str]:
        """Return the site's name, its owner where the name does not say who that is, and both in one."""
        site = self._site_title(locale)
        owner = publisher if publisher.casefold() not in site.casefold() else ""
        return {"site": site, "owner": owner, "brand": f"{site}, {owner}" if owner else site}

    def _loading(self, path: str, data: Sequence[str], *, has_pictures: bool) -> dict[str, str]:
        """Return what a page loads, and the policy that it loads nothing else."""
        policy = _policy(self.nonce, data, has_pictures=has_pictures)
        return {"style": _relative(path, self.style), "nonce": self.nonce, "policy": policy}


def _policy(nonce: str, data: Sequence[str], *, has_pictures: bool) -> str:
    """Return what a page may load: our style sheet, pictures where it has some, and no script.

    The style sheet is known by its content, wherever the page is opened from; so are blocks of data, which are no
    scripts, but written as if they were.
    """
    digests = [base64.b64encode(hashlib.sha256(block.encode()).digest()).decode() for block in data]
    scripts = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    # Nothing in a policy names the folder that a page was opened from: checkers that read pages as files say of any
    # img-src that it refuses the pictures. Their addresses are ours alone, so what may load is said kind by kind.
    nothing = "".join(f"{kind} 'none'; " for kind in (_CLOSED if has_pictures else ("default-src",)))
    pictures = "" if has_pictures else "img-src 'self' data:; "
    return f"{nothing}script-src {scripts}; style-src 'nonce-{nonce}'; {pictures}base-uri 'none'; form-action 'none'"


def _rank(page: Page) -> tuple[int, str, str]:
    place = _ORDER.index(page.kind) if page.kind in _ORDER else len(_ORDER)
    return place, page.title.casefold(), page.path


def _relative(here: str, there: str) -> str:
    """Return the address of *there* as a page *here* writes it: a site works wherever it is put."""
    return os.path.relpath(there, os.path.dirname(here) or ".").replace(os.sep, "/")  # noqa: PTH120 - addresses, not files


def _contact(contact: str) -> rendering.Markup:
    """Return whom to ask, an address as a link."""
    text = rendering.one_line(contact)
    href = rendering.safe_url(f"mailto:{text}" if "@" in text and ":" not in text else text)
    return rendering.element("a", text, href=href) if href else rendering.escape(text)


def settings_of(state: Mapping[str, Any], given: Settings, locale: str) -> Settings:
    """Return what was *given*, and for the rest what the folder remembers; the first language published is its own."""
    kept = {key: value for key, value in state.get("settings", {}).items() if isinstance(value, str)}
    merged = {key: value or kept.get(key, "") for key, value in attrs.asdict(given).items()}
    return Settings(**{**merged, "locale": languages.normalise(merged["locale"] or locale)})
