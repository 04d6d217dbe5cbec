"""Text with its inline parts as HTML."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from outreach.blocks import Link, Moment, Strong
from outreach.rendering._cells import machine_time
from outreach.rendering._markup import Markup, element, escape, join, safe_url

if TYPE_CHECKING:
    from outreach.blocks import Inline, Text
    from outreach.rendering._links import Links

_SPAN: Final = re.compile(r"(?:\d[\d.,:/\xa0]{0,12})?\d–\d(?:[\d.,:/\xa0]{0,12}\d)?")
_TAG: Final = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")


def text_html(text: Text, links: Links) -> Markup:
    """Return *text* as HTML: links, emphasis, ``<time>`` and ``lang`` where the text has them."""
    return _inline(text[0], links) if len(text) == 1 else join(_inline(part, links) for part in text)


def _inline(part: Inline, links: Links) -> Markup:
    if isinstance(part, str):
        return whole(part)
    if isinstance(part, Link):
        return link_html(part, links)
    if isinstance(part, Strong):
        return element("strong", part.text, lang=part.lang if is_language_tag(part.lang) else None)
    if isinstance(part, Moment):
        return element("time", whole(part.text), datetime=machine_time(part.value))
    return words_html(part.text, part.lang)


def whole(text: str) -> Markup:
    """Return *text* escaped, with every span of figures (*6–8*, *13.00–16.00*) held on one line.

    A browser breaks a line after a dash. A character that forbids it would travel with what a reader copies, so it is
    an element, which style sheets hold together; without one the line breaks as before.
    """
    return _with_spans(text) if "–" in text else escape(text)


@lru_cache(4096)
def _with_spans(text: str) -> Markup:
    pieces: list[object] = []
    last = 0
    for found in _SPAN.finditer(text):
        pieces += [text[last : found.start()], element("span", found[0], class_="whole")]
        last = found.end()
    return join([*pieces, text[last:]])


def words_html(text: object, lang: str) -> Markup:
    """Return *text* marked with its language, if that has the form of one."""
    return element("span", whole(str(text)), lang=lang if is_language_tag(lang) else None)


def link_html(link: Link, links: Links) -> Markup:
    """Return a link; where its address is unsafe or unknown the text alone, with what the address says as text.

    The language of its text stands within the link, so that it stays where a channel takes the link away.
    """
    page = links.page(link.to) if link.to else None
    address = page if page is not None else safe_url(link.url)
    text = words_html(link.text, link.lang) if link.lang else whole(link.text)
    if address:
        return element("a", text or address, href=address)
    return text if link.to or not link.url or link.url == link.text else join((text, f" ({link.url})"))


def is_language_tag(lang: str) -> bool:
    """Tell whether *lang* has the form of a language tag (BCP 47); anything else would be an error in the page."""
    return bool(_TAG.fullmatch(lang))
