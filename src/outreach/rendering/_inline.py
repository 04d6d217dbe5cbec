"""Text with its inline parts as HTML, and where its links lead in a channel."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from outreach.blocks import Appointment, Link, Moment, Picture, Strong, Table
from outreach.rendering._cells import machine_time
from outreach.rendering._markup import Markup, element, escape, join, safe_url

if TYPE_CHECKING:
    from outreach.blocks import Inline, Text


Download: TypeAlias = tuple[str, str]
"""An address, and the name of what is there: ``("lista.csv", "CSV")``."""


def _no_page(publication_id: str) -> str | None:
    del publication_id
    return None


def _no_downloads(table: Table) -> tuple[Download, ...]:
    del table
    return ()


def _no_calendar(appointment: Appointment) -> str | None:
    del appointment
    return None


def _no_picture(picture: Picture) -> str | None:
    del picture
    return None


@attrs.frozen(kw_only=True)
class Links:
    """What a channel has beside the text: pages, files to download, calendar entries (länkar).

    Everything has a default: a channel that has none of it, such as a letter.

    Attributes:
        page: From the id of a publication to the address of its page; None where there is none.
        downloads: From a table to the files that hold it.
        calendar: From an appointment to the address of its calendar file; None where there is none.
        picture: From a picture to the address of its file; None: HTML carries the picture within itself.
    """

    page: Callable[[str], str | None] = _no_page
    downloads: Callable[[Table], tuple[Download, ...]] = _no_downloads
    calendar: Callable[[Appointment], str | None] = _no_calendar
    picture: Callable[[Picture], str | None] = _no_picture


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
    for match in _SPAN.finditer(text):
        pieces += [text[last : match.start()], element("span", match[0], class_="whole")]
        last = match.end()
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
