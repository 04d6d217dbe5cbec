"""Entries as Atom 1.0 (RFC 4287) and as JSON Feed 1.1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    found = {
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
    return {key: value for key, value in found.items() if value}
