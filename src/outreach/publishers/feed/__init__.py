"""What is new, for whoever subscribes: Atom and JSON Feed."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import attrs

from outreach import Edition, Look, Publisher, PublishingError, languages, rendering
from outreach.publishers._addresses import check_address, close_links, close_pictures, host_of, need_address, under
from outreach.publishers.feed._entries import Memory
from outreach.publishers.folder import Change, Folder
from outreach.publishers.folder._files import group_stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from outreach.publishers.feed._entries import Entry

WHOLE: Final = "feed-{lang}"
OF_INDUSTRY: Final = "{lang}/industries/{stem}"
SUFFIXES: Final = (".atom", ".json")
MOST: Final = 200
_AUTHORITY: Final = re.compile(r"[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)*,\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


def _is_authority(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    if value and not _AUTHORITY.fullmatch(value):
        reason = (
            f"{type(instance).__name__}.{attribute.name}: not a domain and a day: {rendering.one_line(value)[:80]!r}"
        )
        raise PublishingError(f"{reason} (write council.example,2017 or council.example,2017-01-10)")


def _at_least_one(instance: object, attribute: attrs.Attribute[int], value: int) -> None:
    if value < 1:
        raise PublishingError(f"{type(instance).__name__}.{attribute.name}: not a number of entries: {value!r}")


@attrs.frozen
class Feed(Publisher):
    """Write feeds under *root* (nyhetsflöde): Atom 1.0 and JSON Feed 1.1, one in all and one for each industry.

    ``feed/feed-sv.atom`` and ``feed/feed-sv.json`` tell everything in Swedish, ``feed/sv/industries/livsmedel.atom``
    what concerns one industry (bransch), and every meeting. There is an entry for each publication, each page of a
    procurement, and each change that a list tells of: new, moved, open for bids, decided, cancelled.

    An entry keeps its id for ever (a ``tag:`` URI, RFC 4151), and has the day it was first told and the day it last
    changed, from the publications and the edition; publishing the same again changes no byte. The newest come first;
    those beyond *most* leave the feed, and stay on the site.

    Attributes:
        root: The folder; made where there is none, refused where it holds anything else.
        base_url: Where this folder will stand, such as ``https://kommun.example/inkop/feed``.
        site_url: Where the site stands that ``Site`` writes, to whose pages entries lead; empty: they lead nowhere.
        title: What it is called.
        publisher_name: Who stands behind it; else whoever stands behind the newest entry.
        authority: Whose name the ids begin with, a domain and a day on which it was yours: ``kommun.example,2017``.
            Else it is the host of *base_url* and the day of the first edition, as the folder remembers them.
        most: How many entries a feed has at most.
        look: The graphic profile: the colours of charts.
    """

    name: ClassVar[str] = "feed"
    root: Path = attrs.field(converter=Path)
    base_url: str = attrs.field(kw_only=True, validator=need_address)
    site_url: str = attrs.field(default="", kw_only=True, validator=check_address)
    title: str = attrs.field(default="", kw_only=True)
    publisher_name: str = attrs.field(default="", kw_only=True)
    authority: str = attrs.field(default="", kw_only=True, validator=_is_authority)
    most: int = attrs.field(default=MOST, kw_only=True, validator=_at_least_one)
    look: Look = attrs.field(factory=Look, kw_only=True, validator=attrs.validators.instance_of(Look))

    def __attrs_post_init__(self) -> None:
        host_of(self.base_url)

    def publish_edition(self, edition: Edition) -> Iterable[Path]:
        """Write the feeds; entries of earlier editions stay.

        Raises:
            PublishingError: The folder is somebody else's.
        """
        with Folder(self.root, self.name).change() as change:
            memory = Memory.read(change.state)
            memory.authority = self.authority or memory.authority
            memory.name(host_of(self.base_url), edition)
            for publication in edition.publications:
                memory.take(publication, edition, self.look, has_site=bool(self.site_url))
            self._write(change, memory)
        langs = {languages.lang_tag(publication.locale) for publication in edition.publications}
        return [self.root / f"{WHOLE.format(lang=lang)}{suffix}" for lang in sorted(langs) for suffix in SUFFIXES]

    def withdraw(self, publication_id: str) -> None:
        """Remove the entries of a publication, its parts and the changes it told of, in every language.

        Raises:
            PublishingError: There is no such publication.
        """
        with Folder(self.root, self.name).change() as change:
            memory = Memory.read(change.state)
            if not memory.withdraw(publication_id):
                raise PublishingError(f"nothing with the id {publication_id!r} is published in {self.root}")
            self._write(change, memory)

    def _write(self, change: Change, memory: Memory) -> None:
        shown: dict[str, Entry] = {}
        for lang in sorted({entry.lang for entry in memory.entries.values()}):
            entries = sorted((e for e in memory.entries.values() if e.lang == lang), key=lambda entry: entry.age)
            for path, name, chosen in _feeds(entries, lang, memory.industries_of(lang, reversed(entries))):
                newest = chosen[: self.most]
                shown |= {entry.key: entry for entry in newest}
                channel = self._channel(path, name, newest, memory, entries)
                change.write(f"{path}.atom", atom_feed(channel))
                change.write(f"{path}.json", json_feed(channel))
        change.state = memory.as_state(sorted(shown.values(), key=lambda entry: entry.key))

    def _channel(
        self, path: str, industry: str, entries: Sequence[Entry], memory: Memory, every: Sequence[Entry]
    ) -> Channel:
        """Return the feed of an *industry*; one that has nothing now is as old as the newest of *every* entry."""
        lang = every[0].lang
        title = rendering.one_line(self.title) or languages.translator(lang)("Procurement and purchasing")
        names = (rendering.one_line(self.publisher_name), *(entry.author for entry in entries or every), title)
        return Channel(
            id=memory.tag(f"feed/{path}"),
            title=f"{title}: {industry}" if industry else title,
            author=next(filter(None, names)),
            lang=lang,
            updated=max((entry.updated for entry in entries or every), key=datetime.fromisoformat),
            atom_url=under(self.base_url, f"{path}.atom"),
            json_url=under(self.base_url, f"{path}.json"),
            home=under(self.site_url or self.base_url, ""),
            items=[self._item(entry, memory) for entry in entries],
        )

    def _item(self, entry: Entry, memory: Memory) -> Item:
        def address(publication_id: str) -> str | None:
            page = memory.pages.get(f"{entry.lang}/{publication_id}")
            return under(self.site_url, page[1]) if page and self.site_url else None

        return Item(
            id=memory.tag(entry.key),
            url=address(entry.page) or address(entry.parent) or "",
            title=entry.title,
            title_lang=entry.title_lang,
            summary=entry.summary,
            html=close_links(close_pictures(entry.body, self.site_url), address),
            industry=entry.industry,
            author=entry.author,
            published=entry.published,
            updated=entry.updated,
        )


def _feeds(
    entries: Sequence[Entry], lang: str, industries: Mapping[str, str]
) -> Iterator[tuple[str, str, list[Entry]]]:
    """Yield the feed of all *entries*, and one for each industry that ever had one: its path, its name, its entries."""
    yield WHOLE.format(lang=lang), "", list(entries)
    for stem, industry in sorted(industries.items()):
        chosen = [entry for entry in entries if entry.is_for_all or _is_of(entry, stem)]
        yield OF_INDUSTRY.format(lang=lang, stem=stem), industry, chosen


def _is_of(entry: Entry, stem: str) -> bool:
    return bool(entry.industry) and group_stem(entry.industry) == stem


ATOM: Final = "http://www.w3.org/2005/Atom"
JSON_FEED: Final = "https://jsonfeed.org/version/1.1"
HEAD: Final = b'<?xml version="1.0" encoding="utf-8"?>\n'


@attrs.frozen(kw_only=True)
class Item:
    """An entry with its addresses; every text of one line, and cleaned."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    industry: str
    author: str
    published: str
    updated: str
    title_lang: str = ""


def _items(given: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(given)


@attrs.frozen(kw_only=True)
class Channel:
    """A feed: what it is called, where it stands, what is in it, the newest first."""

    id: str
    title: str
    author: str
    lang: str
    updated: str
    atom_url: str
    json_url: str
    home: str
    items: tuple[Item, ...] = attrs.field(converter=_items)


def atom_feed(channel: Channel) -> bytes:
    """Return *channel* as Atom 1.0."""
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": channel.lang})
    _texts(feed, id=channel.id, title=channel.title, updated=channel.updated)
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=channel.atom_url)
    SubElement(feed, "link", rel="alternate", type="text/html", href=channel.home)
    SubElement(feed, "link", rel="alternate", type="application/feed+json", href=channel.json_url)
    _texts(SubElement(feed, "author"), name=channel.author)
    for item in channel.items:
        _atom_entry(SubElement(feed, "entry"), item, channel)
    indent(feed, " ")
    return HEAD + tostring(feed, encoding="unicode").encode() + b"\n"


def _texts(parent: Element, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(parent, name).text = text


def _atom_entry(entry: Element, item: Item, channel: Channel) -> None:
    _texts(entry, id=item.id, title=item.title, published=item.published, updated=item.updated)
    if item.title_lang:
        entry[1].set("xml:lang", item.title_lang)
    if item.url:
        SubElement(entry, "link", rel="alternate", type="text/html", href=item.url)
    if item.author and item.author != channel.author:
        _texts(SubElement(entry, "author"), name=item.author)
    if item.industry:
        SubElement(entry, "category", term=item.industry)
    if item.summary:
        _texts(entry, summary=item.summary)
    SubElement(entry, "content", type="html").text = item.html


def json_feed(channel: Channel) -> bytes:
    """Return *channel* as JSON Feed 1.1."""
    feed = {
        "version": JSON_FEED,
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.json_url,
        "language": channel.lang,
        "authors": [{"name": channel.author}],
        "items": [_json_item(item, channel) for item in channel.items],
    }
    return f"{json.dumps(feed, ensure_ascii=False, indent=1)}\n".encode()


def _json_item(item: Item, channel: Channel) -> dict[str, Any]:
    result = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "date_published": item.published,
        "date_modified": item.updated,
        "authors": [{"name": item.author}] if item.author not in ("", channel.author) else [],
        "tags": [item.industry] if item.industry else [],
    }
    return {key: value for key, value in result.items() if value}
