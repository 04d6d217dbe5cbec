"""A page's tags and words, one after another, in one pass whatever the page holds.

The standard library's parser looks again for the end of what never ends: sixty kilobytes of ``<a`` take it a minute.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# Nothing of it is tried twice: a tag that never ends is looked through once, however long it is.
_TAG: Final = re.compile(r"""<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?:[^>"']+|"[^"]*"|'[^']*')*+)>""")
_BEGINS_TAG: Final = re.compile(r"</?[a-zA-Z]")
_ATTRIBUTE: Final = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
_RAW: Final = {
    name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "xmp", "iframe")
}
"""Elements whose content is no markup."""


class Start(NamedTuple):
    """A tag that begins an element: its name in lower case, and what stands in it."""

    name: str
    rest: str

    @property
    def attributes(self) -> dict[str, str]:
        """Name in lower case → value; empty where there is none."""
        found = _ATTRIBUTE.findall(self.rest)
        return {name.casefold(): unescape(double or single or bare) for name, double, single, bare in found}


class End(NamedTuple):
    """A tag that ends an element."""

    name: str


def tokens(text: str) -> Iterator[Start | End | str]:
    """Yield the tags and words of a page; what is never closed ends with the page, as in a browser."""
    place = 0
    while 0 <= place < len(text):
        begin = text.find("<", place)
        if begin < 0:
            yield unescape(text[place:])
            return
        if begin > place:
            yield unescape(text[place:begin])
        if text.startswith(("<!", "<?"), begin):
            place = _after_remark(text, begin)
        elif _BEGINS_TAG.match(text, begin):
            match = _TAG.match(text, begin)
            if not match:
                return
            name = match["name"].casefold()
            yield End(name) if match["end"] else Start(name, match["rest"])
            place = match.end() if match["end"] else _after_content(text, name, match.end())
        else:
            yield "<"
            place = begin + 1


def _after_remark(text: str, begin: int) -> int:
    """Return where a comment or a declaration has ended."""
    end = "-->" if text.startswith("<!--", begin) else ">"
    found = text.find(end, begin + 2)
    return found + len(end) if found >= 0 else len(text)


def _after_content(text: str, name: str, place: int) -> int:
    """Return where to go on after a tag: what is no markup is left out."""
    if name not in _RAW:
        return place
    end = _RAW[name].search(text, place)
    return end.start() if end else len(text)
