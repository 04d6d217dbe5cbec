"""Publications → receipts: nothing is written until all of it has been checked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.errors import OutreachError, PluginError, PublishErrors, shown
from outreach.publishing import _checks as checks
from outreach.registry._faults import reason
from outreach.registry.contracts import Edition, Publisher, Receipt
from outreach.rendering._publication import Publication

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

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
    every = checks.listed(publications, Publication, "publications")
    channels = checks.listed(to, Publisher, "to")
    checks.check_moment(now)
    checks.check_names(every)
    checks.check_roots(channels)
    plan = tuple((channel, checks.taken(channel, every)) for channel in channels)
    checks.check_taken(every, plan)
    editions = [(channel, Edition(publications=accepted, now=now)) for channel, accepted in plan if accepted]
    return _rehearse(editions) if dry_run else _perform(editions)


def _rehearse(editions: Iterable[tuple[Publisher, Edition]]) -> tuple[Receipt, ...]:
    return tuple(
        Receipt(
            publisher=publisher.name,
            publication=publication.id,
            target=checks.root_of(publisher),
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
