"""HTML by elements: whatever is not an element already is text, and escaped; there is no other way in."""

from __future__ import annotations

import html
import re
from functools import cache, lru_cache
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

from outreach.notebook import Html

VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta"})
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

# What HTML, XML and a spreadsheet cannot hold: control characters, halves of pairs, and what is no character at all.
_UNFIT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_NAME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9:-]*")
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_BLANK_OR_BACKSLASH: Final = re.compile(r"[\s\\\x00-\x20\x7f-\xa0]")


class Markup(Html):
    """HTML that was put together by :func:`element`, and is therefore safe; template engines know it as such."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return it as it is: what Jinja asks before it escapes."""
        return self


def clean(text: object) -> str:
    """Return *text* with U+FFFD for every character that HTML, XML and spreadsheets cannot hold, and one line end."""
    plain = str(text).replace("\r\n", "\n").replace("\r", "\n")
    return _UNFIT.sub(REPLACEMENT, plain)


def one_line(text: object) -> str:
    """Return *text* cleaned, every run of blanks one space."""
    return " ".join(clean(text).split())


def escape(text: object) -> Markup:
    """Return *text* as HTML, whole, for a text or an attribute in quotes; :class:`Markup` stays as it is."""
    if type(text) is str:
        return _escaped(text)
    return text if isinstance(text, Markup) else _escaped(str(text))


@lru_cache(4096)
def _escaped(text: str) -> Markup:
    """Return *text* escaped; many a word comes again on the next line, or the next page."""
    return Markup(html.escape(clean(text), quote=True))


@cache
def _name(given: str) -> str:
    """Return the name of an element or attribute as HTML writes it; there are few, each asked for very often."""
    name = given.rstrip("_").replace("_", "-")
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name in HTML: {name!r}")
    return name


def join(parts: object, between: object = "") -> Markup:
    """Return the *parts* (an iterable of texts and markup) in one."""
    written = [part if type(part) is Markup else escape(part) for part in parts]  # type: ignore[attr-defined]
    return Markup(escape(between).join(written))


def element(name: str, *children: object, **attributes: object) -> Markup:
    """Return the element *name* with its *children*.

    Args:
        name: Of the element, written in the code.
        children: Markup as it is, everything else as text; None: nothing.
        attributes: ``class_`` for class, ``data_label`` for data-label; None or False: left out, True: without value.

    Raises:
        ValueError: A name is not one; names come from code, never from data.
    """
    opening, closing = _tag(name)
    if attributes:
        opening += "".join([_attribute(_name(key), value) for key, value in attributes.items()])
    if not closing:
        return Markup(f"{opening}>")
    written = [child if type(child) is Markup else escape(child) for child in children if child is not None]
    return Markup(f"{opening}>{written[0] if len(written) == 1 else ''.join(written)}{closing}")


def pair(term: object, text: object) -> Markup:
    """Return a term and what it is, for a list of such (``dl``); written in one, since pages are full of them."""
    return Markup(f"<div><dt>{escape(term)}</dt><dd>{escape(text)}</dd></div>")


@cache
def _tag(name: str) -> tuple[str, str]:
    """Return how an element begins, its attributes to come, and how it ends; a void one has no end."""
    tag = _name(name)
    return f"<{tag}", "" if tag in VOID else f"</{tag}>"


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(value)}"'


@lru_cache(4096)
def safe_url(url: str) -> str:
    """Return *url* as an address that may stand in a link, or an empty text.

    Only http, https, mailto and tel, without a password and without what readers of addresses understand in two
    ways: blanks, control characters, backslashes, a missing scheme.
    """
    stripped = url.strip()
    if _BLANK_OR_BACKSLASH.search(stripped):
        return ""
    try:
        parts = urlsplit(stripped)
        is_safe = parts.scheme in _SCHEMES and _has_good_place(parts)
    except ValueError:
        return ""
    return _encoded(parts) if is_safe else ""


def _has_good_place(parts: SplitResult) -> bool:
    """Tell whether a web address has a readable host and no password, and any other address no host at all."""
    if parts.scheme in ("mailto", "tel"):
        return not parts.netloc and bool(parts.path)
    host = parts.hostname or ""
    parts.port  # noqa: B018 - raises ValueError where it is no number
    host.encode("ascii" if "xn--" in host else "utf-8").decode("idna" if "xn--" in host else "utf-8")
    return bool(host) and "@" not in parts.netloc and not set(host) & set("\"'<>`{}|^%")


def _encoded(parts: SplitResult) -> str:
    """Return the address with what may not stand in one percent-encoded; what is encoded already stays."""
    unescaped = "%/:=&?~+!$,;'@()*-._"
    quoted = (quote(clean(part), safe=unescaped) for part in (parts.path, parts.query, parts.fragment))
    path, query, fragment = quoted
    return SplitResult(parts.scheme, parts.netloc, path, query, fragment).geturl()
