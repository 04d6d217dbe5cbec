"""Publications → receipts: everything is checked before anything is written."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from outreach.errors import OutreachError, PluginError, PublishErrors, PublishingError, shown
from outreach.registry._manager import FAULTS, reason
from outreach.registry.contracts import Edition, Publisher, Receipt
from outreach.rendering._publication import Publication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


NOT_WRITTEN = "not written: dry run"
"""What stands as the reply in the receipts of a dry run."""

_IN_WORDS = {1: "one", 2: "two", 3: "three"}


def publish(
    publications: Sequence[Publication], to: Sequence[Publisher], *, now: datetime | None = None, dry_run: bool = False
) -> tuple[Receipt, ...]:
    """Publish in every channel and return what was written where (publicera).

    Each publisher gets the publications that are for an audience it names and that it accepts. What stands
    there is added to or replaced, never removed: that is asked of the publisher, ``Site("public").withdraw(id)``.

    Args:
        publications: What to show; ids and slugs are unique in each language.
        to: The channels, instances such as ``Site("public")``; no two write to the same folder.
        now: The moment, with a time zone. Without it *last updated* is the newest ``updated`` of the publications; the
            clock is never read.
        dry_run: Check everything, write nothing, and return a receipt for each publication and channel.

    Raises:
        PublishingError: Something is refused, and nothing was written.
        PublishErrors: Some publishers failed; what the others did is in its ``receipts``.
    """
    every = listed(publications, Publication, "publications")
    channels = listed(to, Publisher, "to")
    check_moment(now)
    check_names(every)
    check_roots(channels)
    plan = tuple((channel, taken(channel, every)) for channel in channels)
    check_taken(every, plan)
    editions = [(channel, Edition(publications=accepted, now=now)) for channel, accepted in plan if accepted]
    return _rehearse(editions) if dry_run else _perform(editions)


def _rehearse(editions: Iterable[tuple[Publisher, Edition]]) -> tuple[Receipt, ...]:
    return tuple(
        Receipt(
            publisher=publisher.name,
            publication=publication.id,
            target=root_of(publisher),
            at=edition.now,
            reply=NOT_WRITTEN,
        )
        for publisher, edition in editions
        for publication in edition.publications
    )


def _perform(editions: Sequence[tuple[Publisher, Edition]]) -> tuple[Receipt, ...]:
    """Let each publisher do its work, whatever becomes of the others."""
    receipts: list[Receipt] = []
    failures: list[tuple[Publisher, Exception]] = []
    for publisher, edition in editions:
        try:
            receipts += _published(publisher, edition)
        except Exception as error:  # noqa: BLE001 - a plugin may raise anything; it is raised below, with the others'
            failures.append((publisher, error))
        except SystemExit as error:
            failures.append((publisher, PluginError(f"it asked the program to end: {error}")))
    if failures:
        raise PublishErrors(_message(failures, len(editions)), [error for _, error in failures], receipts)
    return tuple(receipts)


def _published(publisher: Publisher, edition: Edition) -> list[Receipt]:
    targets = [_target(target) for target in _listed(publisher.publish_edition(edition))]
    ids = [publication.id for publication in edition.publications] if _one_at_a_time(publisher) else [""] * len(targets)
    return [
        Receipt(publisher=publisher.name, publication=publication, target=target, at=edition.now)
        for publication, target in zip(ids, targets, strict=True)
    ]


def _one_at_a_time(publisher: Publisher) -> bool:
    return type(publisher).publish_edition is Publisher.publish_edition


def _listed(targets: object) -> list[object]:
    if isinstance(targets, (str, bytes, Path)) or not hasattr(targets, "__iter__"):
        raise PluginError(f"publish_edition returns a {type(targets).__name__} (return a list of targets)")
    return list(targets)


def _target(target: object) -> str:
    if not isinstance(target, (str, os.PathLike)):
        raise PluginError(f"it returns a {type(target).__name__} (return where the publication stands)")
    return os.fspath(target)


def _message(failures: Sequence[tuple[Publisher, Exception]], count: int) -> str:
    reasons = "; ".join(f"{publisher.name}: {_reason(error)}" for publisher, error in failures)
    others = count - len(failures)
    rest = f" (the receipts of the other {_IN_WORDS.get(others, others)} are in .receipts)" if others else ""
    return f"{len(failures)} of {count} publishers failed: {reasons}{rest}"


def _reason(error: Exception) -> str:
    """Say what happened; a bare KeyError says only with its name what it is."""
    speaks_for_itself = isinstance(error, (OutreachError, OSError)) and str(error)
    return shown(error, 300) if speaks_for_itself else reason(error)


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
    addresses = {
        (publication.locale, publication.id, publication.slug): publication for publication in _with_parts(every)
    }
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
    return tuple(
        publication
        for publication in publications
        if publication.audience in publisher.audiences and _accepts(publisher, publication)
    )


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
