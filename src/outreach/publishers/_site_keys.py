"""Whether a page has to be made anew: keys that are the same only where the page would be."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from functools import cache
from importlib import metadata
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs
import msgspec

from outreach import Publication
from outreach.publishers._inside import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PACKAGE: Final = Path(__file__).parent.parent
MAKERS: Final = ("blocks", "languages", "locale", "model", "publishers", "rendering")
"""The rooms of the library that decide how a page is written."""

WRITERS: Final = ("babel", "icalendar", "jinja2", "xlsxwriter")
"""What they write with."""

LONG: Final = 100
"""A tuple of as many items is the rows of a table rather than words of a sentence."""

_PLAIN: Final = frozenset({str, int, bool, type(None)})
_NOT_SHOWN: Final = frozenset({"parts", "facts", "updated"})
_SHOWN: Final = attrgetter(*[field.name for field in attrs.fields(Publication) if field.name not in _NOT_SHOWN])


def key_of(*values: object) -> str:
    """Return a key of *values* that are texts, numbers, and tuples, lists and dicts of such."""
    return digest_of(repr(values).encode())


@cache
def maker() -> str:
    """Return a key of the code that makes pages: another version may write otherwise."""
    files = sorted(path for room in MAKERS for path in (PACKAGE / room).rglob("*") if path.suffix in {".py", ".mo"})
    sources = [(path.relative_to(PACKAGE).as_posix(), digest_of(path.read_bytes())) for path in files]
    return key_of(sources, [metadata.version(name) for name in WRITERS])


def files_key(folder: Path) -> str:
    """Return a key of every file in *folder*."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return key_of([(path.relative_to(folder).as_posix(), digest_of(path.read_bytes())) for path in files])


def content_key(publication: Publication) -> str:
    """Return a key of what the page of *publication* says, whenever it is published."""
    return digest_of(_encoded([maker(), _plain(_SHOWN(publication)), _plain(publication.facts.events)]))


def _encoded(said: object) -> bytes:
    try:
        return msgspec.json.encode(said)
    except (UnicodeEncodeError, OverflowError):  # half a letter, or a number of twenty digits
        return repr(said).encode()


def _plain(value: Any) -> object:  # noqa: ANN401 - whatever a block may hold
    """Return *value* as texts, whole numbers, lists and dicts, which together say all of it."""
    kind: type = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return [_plain(item) for item in value] if len(value) < LONG else {"long": _digest_of_each(value)}
    return _writer_of(kind)(value)


def _digest_of_each(items: Iterable[object]) -> str:
    """Return what tells *items* from any others: of ten thousand rows one at a time is made plain.

    All at once they are a quarter of a million lists and dicts, for which the collector went through everything that
    the program holds, and that took longer than the keys.
    """
    return digest_of(b"\n".join(digest_of(_encoded(_plain(item))).encode() for item in items))


@cache
def _writer_of(kind: type) -> Callable[[Any], object]:
    """Return what makes an instance of *kind* plain."""
    if kind is bytes:
        return digest_of
    if issubclass(kind, datetime):
        return lambda value: {"datetime": [value.isoformat(), str(value.tzinfo)]}
    if not attrs.has(kind):
        write = cache(repr) if issubclass(kind, Enum) else repr
        return lambda value: {"": write(value)}
    names = [field.name for field in attrs.fields(kind)]
    name, get = kind.__name__, attrgetter(*names) if names else lambda _: ()
    if len(names) == 1:
        return lambda value: {name: _plain(get(value))}
    return lambda value: {name: [_plain(field) for field in get(value)]}
