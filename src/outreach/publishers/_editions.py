"""A publication from edition to edition: when it was first published, whether it has changed, its file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cache
from importlib import metadata
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs
import msgspec

from outreach import Edition, Look, Publication, PublishingError, languages
from outreach.publishers.folder._files import digest_of, file_stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from outreach import PublicProcurement
    from outreach.publishers.folder import Change, Folder

NO_DATE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""What stands where nobody gives a date."""


def moment_of(edition: Edition, publication: Publication) -> datetime:
    """Return when *publication* is told: the edition's moment, else its own day."""
    return as_moment(edition.now or publication.updated)


def as_moment(day: date | datetime | None) -> datetime:
    """Return a day as its first moment in UTC, a moment to the second; None: always the same one."""
    if day is None:
        return NO_DATE
    moment = day if isinstance(day, datetime) else datetime.combine(day, time(), UTC)
    return moment.replace(microsecond=0)


def dated(known: Mapping[str, str] | None, digest: str, moment: datetime) -> dict[str, str]:
    """Return when something was first told and when it last changed, given what was *known* of it before."""
    now = moment.isoformat()
    if known is None:
        return {"published": now, "updated": now, "digest": digest}
    if known["digest"] == digest:
        return dict(known)
    latest = max(moment, datetime.fromisoformat(known["updated"]))
    return {**known, "updated": latest.isoformat(), "digest": digest}


def digest_of_parts(*parts: object) -> str:
    """Return a few digits that change with the *parts*, which JSON can hold."""
    content = json.dumps(parts, sort_keys=True, default=str)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def facts_of(procurement: PublicProcurement) -> dict[str, object]:
    """Return what is known of a *procurement*: what is not is left out, so that new fields change nothing."""
    return attrs.asdict(procurement, filter=lambda _, value: value not in (None, "", ()))


HOUSE: Final = Look()
"""The look where nobody says another."""

PACKAGE: Final = Path(__file__).parent.parent
MAKERS: Final = frozenset({"blocks", "languages", "look.py", "model", "publishers", "rendering", "words.py"})
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
    files = sorted(path for path in PACKAGE.rglob("*") if _is_maker(path.relative_to(PACKAGE)))
    sources = [(path.relative_to(PACKAGE).as_posix(), digest_of(path.read_bytes())) for path in files]
    return key_of(sources, [metadata.version(name) for name in WRITERS])


def _is_maker(path: Path) -> bool:
    return path.parts[0] in MAKERS and path.suffix in {".py", ".po", ".toml"}


def files_key(folder: Path) -> str:
    """Return a key of every file in *folder*."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return key_of([(path.relative_to(folder).as_posix(), digest_of(path.read_bytes())) for path in files])


def content_key(publication: Publication) -> str:
    """Return a key of what the page of *publication* says, whenever it is published."""
    return digest_of(_encoded([maker(), _plain(_SHOWN(publication)), _plain(publication.facts.events)]))


def _encoded(shown: object) -> bytes:
    try:
        return msgspec.json.encode(shown)
    except (UnicodeEncodeError, OverflowError):  # half a letter, or a number of twenty digits
        return repr(shown).encode()


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


Make: TypeAlias = Callable[[Publication, Edition], bytes]


def publish_files(folder: Folder, edition: Edition, suffix: str, make: Make) -> list[Path]:
    """Write what *make* gives for each publication: ``sv/inkop.pdf``; the files of earlier editions stay.

    A publication has one file in each language: under another name it takes the place of its earlier one. A file that
    would say the same stays, with the day of its last change.

    Raises:
        PublishingError: The folder is somebody else's, or two publications would stand in one file.
    """
    files = {_path(publication, suffix): publication for publication in edition.publications}
    anew = {(_language(path), publication.id) for path, publication in files.items()}
    with folder.change() as change:
        before: Mapping[str, str] = change.state.get("files", {})
        previous: Mapping[str, list[str]] = change.state.get("told", {})
        remaining = {path: key for path, key in before.items() if (_language(path), key) not in anew}
        for path in remaining:
            change.keep(path)
        now = {path: _write(change, path, made, edition, previous.get(path), make) for path, made in files.items()}
        change.state = {
            "files": remaining | {path: publication.id for path, publication in files.items()},
            "told": {path: previous[path] for path in remaining if path in previous} | now,
        }
    return [folder.root / path for path in files]


def _write(  # noqa: PLR0913, PLR0917 - a file, what makes it, and what is known of it
    change: Change, path: str, publication: Publication, edition: Edition, previous: list[str] | None, make: Make
) -> list[str]:
    """Write a file, or let it stay; return what it says, and the moment it is of."""
    key = content_key(publication)
    if previous is not None and previous[0] == key and _is_later(edition.now, previous[1]):
        same = attrs.evolve(edition, now=datetime.fromisoformat(previous[1]))
        if change.stands(path, make(publication, same)):
            change.keep(path)
            return previous
    change.write(path, make(publication, edition))
    return [key, edition.now.isoformat() if edition.now else ""]


def _is_later(now: datetime | None, previous: str) -> bool:
    return now is not None and bool(previous) and now > datetime.fromisoformat(previous)


def withdraw_files(folder: Folder, publication_id: str) -> None:
    """Remove the files of a publication, in every language.

    Raises:
        PublishingError: There is no such publication.
    """
    with folder.change() as change:
        files: Mapping[str, str] = change.state.get("files", {})
        left = {path: key for path, key in files.items() if key != publication_id}
        if len(left) == len(files):
            raise PublishingError(f"nothing with the id {publication_id!r} is published in {folder.root}")
        for path in left:
            change.keep(path)
        previous: Mapping[str, list[str]] = change.state.get("told", {})
        change.state = {"files": left, "told": {path: previous[path] for path in left if path in previous}}


def _language(path: str) -> str:
    return path.partition("/")[0]


def _path(publication: Publication, suffix: str) -> str:
    return f"{languages.lang_tag(publication.locale)}/{file_stem(publication.slug)}{suffix}"
