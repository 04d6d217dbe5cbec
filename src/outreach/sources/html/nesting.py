"""How deep a page is nested, found in one linear pass before it is parsed: the parser's time is quadratic in it."""

from __future__ import annotations

import re
from typing import Final

MOST_NESTED: Final = 512
_MOST_WORK: Final = 200_000_000
"""What the parser looks through at most: open elements, options and attributes, summed over all tags."""
_SPACE: Final = r"\t\n\f\r "
_VALUE: Final = rf"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|(?=>)|[^{_SPACE}>"'][^{_SPACE}>]*+)"""
_ATTRIBUTE: Final = rf"[^{_SPACE}/>][^{_SPACE}/>=]*+(?:[{_SPACE}]*+=[{_SPACE}]*+{_VALUE})?+"
_TAG: Final = re.compile(
    r"<(?:!--(?:-?>|.*?(?:--!?>|\Z))|(?P<data>!\[CDATA\[)|[!?][^>]*+|/(?![a-zA-Z])[^>]*+"
    rf"|(?P<end>/?)(?P<name>[a-zA-Z][^{_SPACE}/>]*+)(?:[{_SPACE}/]++|{_ATTRIBUTE})*+(?P<whole>>?))",
    re.DOTALL,
)
"""A tag, a comment or a declaration, as WHATWG HTML has them; no part is tried twice."""
_ATTRIBUTES: Final = re.compile(_ATTRIBUTE)
_LONG_TAG: Final = 4_096
_RAW: Final = {
    name: re.compile(rf"</{name}(?=[{_SPACE}/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext")
}
"""Elements whose content is no markup."""
_SCRIPT: Final = re.compile(rf"<!--|-->|<script[{_SPACE}/>]|</script[{_SPACE}/>]", re.IGNORECASE)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BREAKS: Final = _names("br embed hr img meta")
_VOID: Final = _BREAKS | _names("area base basefont bgsound frame image input keygen link param source track wbr")
_REPEATED: Final = _names("html body option optgroup")
"""Elements that do not nest in themselves; for every new one the parser goes through all the others."""
_NOT_NESTED: Final = _VOID | _REPEATED | {"head"}
_CELLS: Final = _names("caption td th")
_TABLE_PARTS: Final = _CELLS | _names("tr tbody thead tfoot colgroup col")
_HEADINGS: Final = _names("h1 h2 h3 h4 h5 h6")
_FORMATTING: Final = _names("b big code em font i s small strike strong tt u")
_DRAWINGS: Final = _names("svg math")
_TEXT_OF_DRAWING: Final = _names("annotation-xml desc foreignobject mi mn mo ms mtext title")
_BLOCKS: Final = _names(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer h1"
    " header hgroup li listing main menu nav ol p pre search section summary ul"
)
"""Elements that end an open paragraph."""
_SCOPE: Final = _CELLS | _names("applet marquee object table template")
"""Elements beyond which an end tag does not reach."""
_SPECIAL: Final = (_BLOCKS | _SCOPE) | _names(
    "button form frameset iframe noembed noframes noscript script select style textarea title xmp"
)
_TABLES: Final = _names("template")
_REACH: Final = dict.fromkeys(_SPECIAL, _SCOPE) | {
    "p": _SCOPE | {"button"},
    "li": _SCOPE | {"ol", "ul"},
    "template": frozenset(),
}
"""Which elements an end tag does not reach beyond; all of ``_SPECIAL`` for others."""
_SIBLINGS: Final = {
    name: tuple((other, _SPECIAL - {"address", "div", "p", other}) for other in others)
    for name, others in {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt")}.items()
}
"""Elements that end an open one of the same list."""


def check_nesting(text: str) -> bool:
    """Measure the nesting of the page *text*, and return whether it ends within a table, as one that is cut does.

    Raises:
        ValueError: Deeper than ``MOST_NESTED``, or so much at so many places that parsing would take minutes.
    """
    nesting = _Nesting()
    place = 0
    search = _TAG.search
    while (match := search(text, place)) and match["whole"] != "":
        place = match.end()
        data, end, name = match.group("data", "end", "name")
        if data:
            place = _end_of(text, "]]>" if nesting.is_drawing else ">", place)
        elif name is None:
            continue
        elif end:
            nesting.end(_plain(name))
        else:
            name = _plain(name)
            nesting.begin(name, match[0])
            if name in _RAW and not nesting.drawings:
                place = _script_end(text, place) if name == "script" else _raw_end(name, text, place)
    return nesting.has_open_table


def _plain(name: str) -> str:
    lower = name.lower()
    return "h1" if lower in _HEADINGS else lower


def _end_of(text: str, sign: str, place: int) -> int:
    end = text.find(sign, place)
    return len(text) if end < 0 else end


def _raw_end(name: str, text: str, place: int) -> int:
    match = _RAW[name].search(text, place) if name != "plaintext" else None
    return match.start() if match else len(text)


def _script_end(text: str, place: int) -> int:
    """Return where a script ends: in a remark in it, an inner script has an end of its own."""
    is_remark = is_inner = False
    for sign in _SCRIPT.finditer(text, place):
        if sign[0] == "<!--":
            is_remark = True
        elif sign[0] == "-->":
            is_remark = is_inner = False
        elif not sign[0].startswith("</"):
            is_inner = is_remark
        elif is_inner:
            is_inner = False
        else:
            return sign.start()
    return len(text)


class _Nesting:
    """The elements that are open, estimated without a tree: never fewer than the parser has open.

    An end tag that the parser may ignore ends nothing here. Where other rules hold, in drawings, formulas and choices,
    only an end tag right after what it ends counts.
    """

    def __init__(self) -> None:
        self._names: list[str] = []
        self._tags: list[str] = []
        self._choices = 0
        self._repeated = 0
        self._lost: set[str] = set()  # formatting ended by its block: the parser begins it anew in the next one
        self._work = 0
        self.drawings = 0

    @property
    def is_drawing(self) -> bool:
        """Whether tags are those of a drawing or a formula, and not those of a text in it."""
        return bool(self.drawings) and self._names[-1] not in _TEXT_OF_DRAWING

    @property
    def has_open_table(self) -> bool:
        """Whether a table has begun and not ended."""
        return "table" in self._names

    def begin(self, name: str, tag: str) -> None:
        """Begin an element."""
        if name in _REPEATED or len(tag) > _LONG_TAG:
            self._compare(name, tag)
        if self.drawings:
            if not (tag.endswith("/>") or name in _BREAKS):
                self._push(name, tag)
        elif name in _NOT_NESTED:
            return
        elif self._choices:
            self._push(name, tag)
        elif name in _TABLE_PARTS:
            if self._close("table", _TABLES, but=1) and name in _CELLS:
                self._push(name, tag)
        else:
            if name in _BLOCKS:
                for sibling, fences in _SIBLINGS.get(name, ()):
                    self._close(sibling, fences)
                self._close("p", _REACH["p"])
            self._push(name, tag)

    def end(self, name: str) -> None:
        """End an element, unless the parser may ignore it."""
        if self._names and self._names[-1] == name:
            self._cut(len(self._names) - 1)
        elif self.drawings or self._choices or name == "form" or name in _TABLE_PARTS:
            return
        else:
            self._close(name, _TABLES if name == "table" else _REACH.get(name, _SPECIAL))

    def _push(self, name: str, tag: str) -> None:
        self._names.append(name)
        self._tags.append(tag if name in _FORMATTING else "")
        if name in _DRAWINGS:
            self.drawings += 1
        elif name == "select":
            self._choices += 1
            self._repeated = 0
        if len(self._names) + 3 * len(self._lost) > MOST_NESTED:
            raise ValueError(f"elements nested deeper than {MOST_NESTED}")
        self._add_work(len(self._names) + 32 * len(self._lost))

    def _compare(self, name: str, tag: str) -> None:
        """Count what the parser compares pairwise: attributes of a tag, and elements that stand side by side."""
        self._repeated += name in _REPEATED
        attributes = sum(1 for _ in _ATTRIBUTES.finditer(tag)) if len(tag) > _LONG_TAG else 0
        self._add_work(4 * self._repeated + attributes**2)

    def _add_work(self, work: int) -> None:
        self._work += work
        if self._work > _MOST_WORK:
            raise ValueError("too many elements nested too deep, or too many attributes or options in one")

    def _close(self, name: str, fences: frozenset[str], *, but: int = 0) -> bool:
        """End the innermost element of this *name* with what is open in it, unless a fence stands between."""
        if name not in self._names:
            return False
        for place in range(len(self._names) - 1, -1, -1):
            other = self._names[place]
            if other == name:
                self._lose(place)
                self._cut(place + but)
                return True
            if other in fences:
                return False
        return False

    def _lose(self, place: int) -> None:
        """Note the formatting in the element at *place*, but for that in a cell, which the parser forgets with it."""
        for inner in range(place + 1, len(self._names)):
            if self._names[inner] in _CELLS:
                return
            if self._tags[inner]:
                self._lost.add(self._tags[inner])

    def _cut(self, place: int) -> None:
        for name in self._names[place:]:
            if name in _DRAWINGS:
                self.drawings -= 1
            elif name == "select":
                self._choices -= 1
        del self._names[place:], self._tags[place:]
