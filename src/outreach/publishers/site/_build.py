"""From pages to files: templates, their words and settings, indexes, links between pages and languages."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach import languages, rendering
from outreach.publishers._addresses import close_links, under
from outreach.publishers._editions import key_of, maker
from outreach.publishers.site._pages import Page, groups_of, is_listed, rank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from outreach.publishers.site._theme import Theme


@attrs.frozen
class Alternate:
    """The same in another language."""

    lang: str
    href: str
    name: str


@attrs.frozen
class Written:
    """A page, and its file; None: the one that stands there stays."""

    page: Page
    stamp: str
    content: bytes | None

    def as_state(self) -> dict[str, Any]:
        """Return the state of the page for the folder's marker."""
        return {**self.page.as_state(), "stamp": self.stamp}


class Builder:
    """Makes the files of a site from its pages."""

    def __init__(self, pages: Sequence[Page], settings: Settings, theme: Theme) -> None:
        """Sort the *pages* by what leads from one to the other."""
        self.pages = sorted(pages, key=rank)
        self.settings, self.theme = settings, theme
        self._by_name = {(page.id, page.lang): page for page in self.pages}
        self._by_path = {page.path: page for page in self.pages}
        self._titles = Counter((page.lang, page.title) for page in self.pages)
        self._default = languages.lang_tag(settings.locale)
        self.langs = sorted({page.lang for page in self.pages}, key=lambda lang: (lang != self._default, lang))
        self._everywhere = key_of(maker(), theme.key, attrs.astuple(settings), self.langs)
        self._page_template = theme.templates.get_template("page.html")
        self._page_template.globals = dict(self._page_template.globals)  # copied for every page: not from a chain

    def written(self, is_whole: Callable[[str], bool]) -> Iterator[Written]:
        """Yield every page with its file; one whose surroundings are as they were, and *is_whole*, is not made anew."""
        for page in self.pages:
            stamp = self._stamp(page)
            if stamp == page.stamp and is_whole(page.path):
                yield Written(page, stamp, None)
            else:
                yield Written(page, stamp, self._page(page))

    def indexes(self) -> Iterator[tuple[str, bytes]]:
        """Yield every start page: its path and content."""
        for lang in self.langs:
            yield f"{lang}/index.html", self._index(lang, f"{lang}/index.html")
        yield "index.html", self._index(self._default, "index.html")

    def _stamp(self, page: Page) -> str:
        """Return a key of all that the file of *page* shows."""
        parent = self._by_path.get(page.parent)
        return key_of(
            self._everywhere,
            page.key,
            page.path,
            page.updated,
            self._title(page),
            parent and (parent.path, parent.title, parent.title_lang),
            self._twins(page),
            [target and target.path for target in self._targets(page)],
        )

    def _page(self, page: Page) -> bytes:
        parent = self._by_path.get(page.parent)
        trail = [(self._index_path(page.lang), words_of(page.locale).start)]
        trail += [(parent.path, _in_its_language(parent))] if parent else []
        return self._render(
            self._page_template,
            page.path,
            page.locale,
            self._twins(page),
            title=self._title(page),
            page=page,
            body=close_links(page.body, lambda key: self._address(key, page)),
            trail=[(_relative(page.path, path), name) for path, name in trail],
            description=page.summary,
            updated=page.updated_on,
            publisher=self.settings.publisher_name or page.publisher,
            data=tuple(rendering.Markup(block) for block in page.data),
        )

    def _title(self, page: Page) -> str:
        """Return what a browser shows: two pages of one title are told apart by their id."""
        is_only = self._titles[page.lang, page.title] == 1
        return page.title if is_only else f"{page.title} ({rendering.one_line(page.id)})"

    def _targets(self, page: Page) -> list[Page | None]:
        """Return the pages that *page* leads to, None for each that is not there."""
        return [self._by_name.get((key, page.lang)) for key in page.leads_to]

    def _address(self, key: str, page: Page) -> str | None:
        target = self._by_name.get((key, page.lang))
        return _relative(page.path, target.path) if target else None

    def _index_path(self, lang: str) -> str:
        return "index.html" if lang == self._default else f"{lang}/index.html"

    def _index(self, lang: str, path: str) -> bytes:
        pages = [page for page in self.pages if page.lang == lang and is_listed(page)]
        locale = languages.normalise(lang)
        site = self._site_title(locale)
        is_second = path != self._index_path(lang)
        listed = [(page, _relative(path, page.path)) for page in pages]
        return self._render(
            self.theme.templates.get_template("index.html"),
            path,
            locale,
            self._indexes(),
            title=words_of(locale).contents if is_second else "",
            pages=listed,
            groups=groups_of(listed, locale),
            description=site,
            updated=max((page.updated_on for page in pages if page.updated_on), default=None),
            publisher=self.settings.publisher_name or next((page.publisher for page in pages if page.publisher), ""),
            data=(),
            canonical=self._url(self._index_path(lang), path) if is_second else "",
        )

    def _site_title(self, locale: str) -> str:
        return self.settings.title or words_of(locale).site

    def _twins(self, page: Page) -> dict[str, str]:
        """Return where *page* stands in each language it is in."""
        result = (self._by_name.get((page.id, lang)) for lang in self.langs)
        return {other.lang: other.path for other in result if other is not None}

    def _indexes(self) -> dict[str, str]:
        return {lang: self._index_path(lang) for lang in self.langs}

    def _others(self, here: str, lang: str, twins: Mapping[str, str]) -> list[Alternate]:
        """Return what a reader of another language is offered: the same page, or else the start page."""
        if self.langs == [lang]:
            return []
        paths = {**self._indexes(), **twins}
        return [
            Alternate(other, _relative(here, path), words_of(languages.normalise(other)).this_language)
            for other, path in paths.items()
            if other != lang
        ]

    def _url(self, path: str, here: str) -> str:
        base = self.settings.base_url.rstrip("/")
        return f"{base}/{path}" if base else _relative(here, path)

    def _render(self, template: Any, path: str, locale: str, paths: Mapping[str, str], **values: Any) -> bytes:  # noqa: ANN401
        """Return a page by its *template*: what stands on every page, and the *values* of this one."""
        lang = languages.lang_tag(locale)
        html: str = template.render(
            **self._naming(locale, values["publisher"]),
            **self._loading(path, values["data"], has_pictures="<img " in values.get("body", "")),
            lang=lang,
            words=words_of(locale),
            home=_relative(path, self._index_path(lang)),
            twins=[(other, self._url(twin, path)) for other, twin in paths.items()] if len(paths) > 1 else [],
            others=self._others(path, lang, paths),
            contact=_contact(self.settings.contact),
            feeds=self._feeds(locale),
            updated_text=languages.format_date(values["updated"], locale) if values["updated"] else "",
            date=lambda day: languages.format_date(day, locale),
            **values,
        )
        return html.encode("utf-8")

    @cache  # noqa: B019 - a builder lives for one edition
    def _feeds(self, locale: str) -> list[tuple[str, str, str]]:
        """Return what one can subscribe to: its address, its type, and what it is called."""
        settings, lang, words = self.settings, languages.lang_tag(locale), words_of(locale)
        offered = (
            (settings.feed_url, f"feed-{lang}.atom", "application/atom+xml", words.news),
            (settings.calendar_url, f"calendar-{lang}.ics", "text/calendar", words.calendar),
        )
        return [(under(url, file), kind, name) for url, file, kind, name in offered if url]

    @cache  # noqa: B019 - a builder lives for one edition
    def _naming(self, locale: str, publisher: str) -> dict[str, str]:
        """Return the site's name, its owner where the name does not say who that is, and both in one."""
        site = self._site_title(locale)
        owner = publisher if publisher.casefold() not in site.casefold() else ""
        return {"site": site, "owner": owner, "brand": f"{site}, {owner}" if owner else site}

    def _loading(self, path: str, data: tuple[str, ...], *, has_pictures: bool) -> dict[str, Any]:
        """Return what a page loads, and the policy that it loads nothing else."""
        theme = self.theme
        return {
            "style": _relative(path, theme.style),
            "logo": _relative(path, theme.logo) if theme.logo else "",
            "logo_name": theme.logo_name,
            "nonce": theme.nonce,
            "policy": policy(
                theme.nonce, data, has_pictures=has_pictures or bool(theme.named), has_fonts=theme.has_fonts
            ),
            "asset": lambda name: _relative(path, theme.asset(name)),
        }


def _in_its_language(page: Page) -> str:
    """Return the title of a page, within a text of another language (WCAG 3.1.2)."""
    return rendering.element("span", page.title, lang=page.title_lang) if page.title_lang else page.title


def _relative(here: str, there: str) -> str:
    """Return the address of *there* as a page *here* writes it: a site works wherever it is put."""
    return _seen_from(here.rpartition("/")[0], there)


@lru_cache(1024)
def _seen_from(folder: str, there: str) -> str:
    above, steps = folder.split("/") if folder else [], there.split("/")
    same = 0
    while same < min(len(above), len(steps) - 1) and above[same] == steps[same]:
        same += 1
    return "../" * (len(above) - same) + "/".join(steps[same:])


@lru_cache(maxsize=8)
def _contact(contact: str) -> rendering.Markup:
    """Return whom to ask, an address as a link."""
    text = rendering.one_line(contact)
    href = rendering.safe_url(f"mailto:{text}" if "@" in text and ":" not in text else text)
    return rendering.element("a", text, href=href) if href else rendering.escape(text)


@attrs.frozen(kw_only=True)
class Settings:
    """What is the same on every page (inställningar)."""

    title: str = ""
    publisher_name: str = ""
    contact: str = ""
    base_url: str = ""
    locale: str = ""
    feed_url: str = ""
    calendar_url: str = ""


def settings_of(state: Mapping[str, Any], given: Settings, locale: str) -> Settings:
    """Return what was *given*, and for the rest what the folder remembers; the first language published is its own."""
    remaining = {key: value for key, value in state.get("settings", {}).items() if isinstance(value, str)}
    merged = {key: value or remaining.get(key, "") for key, value in attrs.asdict(given).items()}
    return Settings(**{**merged, "locale": languages.normalise(merged["locale"] or locale)})


@attrs.frozen(kw_only=True)
class Words:
    """What templates say, by name: ``{{ words.contact }}``."""

    skip: str
    start: str
    here: str
    published_by: str
    contact: str
    updated: str
    languages: str
    this_language: str
    contents: str
    subscribe: str
    news: str
    calendar: str
    site: str


@cache
def words_of(locale: str) -> Words:
    """Return the words of a language."""
    t = languages.translator(locale)
    return Words(
        skip=t("Skip to the content"),
        start=t("Start page"),
        here=t("You are here"),
        published_by=t("Published by"),
        contact=t("Contact"),
        updated=t("Last updated"),
        languages=t("Languages"),
        this_language=t.c("the name of this language, in it", "English"),
        contents=t("Contents"),
        subscribe=t("Subscribe"),
        news=t("News feed"),
        calendar=t("Calendar"),
        site=t("Procurement and purchasing"),
    )


_CLOSED: Final = ("connect-src", "font-src", "frame-src", "manifest-src", "media-src", "object-src", "worker-src")
"""What a page with pictures still loads nothing of."""


@lru_cache(64)
def policy(nonce: str, data: tuple[str, ...], *, has_pictures: bool, has_fonts: bool = False) -> str:
    """Return a page's content security policy.

    The style sheet is known by its *nonce*, which its content gives, wherever the page is opened from; so are blocks
    of *data*, which are no scripts, but written as if they were.
    """
    digests = [base64.b64encode(hashlib.sha256(block.encode()).digest()).decode() for block in data]
    scripts = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    # Nothing in a policy names the folder that a page was opened from: checkers that read pages as files say of any
    # img-src that it refuses the pictures. Their addresses are ours alone, so what may load is said kind by kind.
    closed = [kind for kind in _CLOSED if not (has_fonts and kind == "font-src")]
    nothing = "".join(f"{kind} 'none'; " for kind in (closed if has_pictures else ("default-src",)))
    pictures = "" if has_pictures else "img-src 'self' data:; "
    return f"{nothing}script-src {scripts}; style-src 'nonce-{nonce}'; {pictures}base-uri 'none'; form-action 'none'"
