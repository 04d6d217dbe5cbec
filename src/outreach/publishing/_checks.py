"""What is refused before anything is published, each with what to write instead."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from outreach.errors import PublishingError, shown
from outreach.registry._faults import FAULTS, reason

if TYPE_CHECKING:
    from outreach.registry.contracts import Publisher
    from outreach.rendering._publication import Publication

Wanted = TypeVar("Wanted")


def listed(given: object, kind: type[Wanted], argument: str) -> tuple[Wanted, ...]:
    """Return what was *given* as a tuple, every item of it a *kind*."""
    if isinstance(given, (str, bytes, type, kind)) or not isinstance(given, Iterable):
        raise PublishingError(f"{argument} is {_described(given)} (give a list of outreach.{kind.__name__})")
    return tuple(_item(item, kind, argument) for item in given)


def _item(item: object, kind: type[Wanted], argument: str) -> Wanted:
    if isinstance(item, type) and issubclass(item, kind):
        raise PublishingError(f"{argument} holds {_described(item)} (give an instance: {item.__name__}(…))")
    if not isinstance(item, kind):
        raise PublishingError(f"{argument} holds {_described(item)} (each is an outreach.{kind.__name__})")
    return item


def _described(given: object) -> str:
    return f"the class {given.__name__}" if isinstance(given, type) else _article(type(given).__name__)


def _article(name: str) -> str:
    return f"{'an' if name[0] in 'AEIOaeio' else 'a'} {name}"


def check_moment(now: object) -> None:
    """Refuse a *now* that is not the same moment everywhere."""
    if now is None:
        return
    if not isinstance(now, datetime):
        raise PublishingError(f"now is {_described(now)} (give a datetime with tzinfo=)")
    if now.utcoffset() is None:
        raise PublishingError('now has no time zone (write tzinfo=ZoneInfo("Europe/Stockholm"))')


def check_names(publications: Iterable[Publication]) -> None:
    """Refuse two publications of one id, or two addresses that are the same, in one language; parts have one, too."""
    every = tuple(publications)
    _check_unique(every, "id", lambda publication: publication.id)
    addresses = {(each.locale, each.id, each.slug): each for each in _with_parts(every)}
    _check_unique(addresses.values(), "slug", lambda publication: publication.slug)


def _with_parts(publications: Iterable[Publication]) -> Iterator[Publication]:
    for publication in publications:
        yield publication
        yield from _with_parts(publication.parts)


def _check_unique(publications: Iterable[Publication], what: str, key: Callable[[Publication], str]) -> None:
    counts = Counter((publication.locale, key(publication)) for publication in publications)
    for (locale, value), count in counts.items():
        if count > 1:
            raise PublishingError(
                f"{count} publications have the {what} {shown(value)!r} in {locale} (give each its own)"
            )


def check_roots(publishers: Iterable[Publisher]) -> None:
    """Refuse two publishers of one folder, or of one inside the other: each may replace everything in its own."""
    for one, other in combinations(publishers, 2):
        if any(_overlap(here, there) for here in _places(one) for there in _places(other)):
            places = f"{one.name} in {root_of(one)!r} and {other.name} in {root_of(other)!r}"
            raise PublishingError(f"two publishers share a root: {places} (give each a folder of its own)")


def _overlap(here: Path, there: Path) -> bool:
    return here.is_relative_to(there) or there.is_relative_to(here)


def _places(publisher: Publisher) -> set[Path]:
    """Return the publisher's folder as written and with links followed; nothing for a channel that has none."""
    root = root_of(publisher)
    return {Path(os.path.normcase(path)) for path in (Path(root).absolute(), Path(root).resolve())} if root else set()


def root_of(publisher: Publisher) -> str:
    """Return the folder a publisher writes to; empty for a channel that has none."""
    root = getattr(publisher, "root", None)
    return os.fspath(root) if isinstance(root, (str, os.PathLike)) else ""


def taken(publisher: Publisher, publications: Iterable[Publication]) -> tuple[Publication, ...]:
    """Return the *publications* the publisher shows: those for an audience it names, and that it accepts."""
    return tuple(each for each in publications if each.audience in publisher.audiences and _accepts(publisher, each))


def _accepts(publisher: Publisher, publication: Publication) -> bool:
    try:
        return bool(publisher.accepts(publication))
    except FAULTS as error:
        what = f"{publisher.name} cannot tell whether it accepts {publication.id!r}"
        raise PublishingError(f"{what}: {reason(error)}") from error


def check_taken(publications: Iterable[Publication], plan: Iterable[tuple[Publisher, tuple[Publication, ...]]]) -> None:
    """Refuse a publication that nobody shows: it would vanish without a word."""
    pairs = tuple(plan)
    for publication in publications:
        if not any(publication in accepted for _, accepted in pairs):
            raise PublishingError(_untaken(publication, [publisher for publisher, _ in pairs]))


def _untaken(publication: Publication, publishers: list[Publisher]) -> str:
    reasons = [f"{publisher.name} {_why_not(publisher, publication)}" for publisher in publishers]
    return f"nobody shows {publication.id!r}: {'; '.join(reasons) or 'there is no publisher'}"


def _why_not(publisher: Publisher, publication: Publication) -> str:
    if publication.audience not in publisher.audiences:
        return f"is for {' and '.join(sorted(publisher.audiences))}, not for {publication.audience}"
    return "declines it"
