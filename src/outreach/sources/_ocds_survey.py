"""One pass over releases: which stand, which belong together, and who bid; all else is read again when asked for."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

import outreach
from outreach.sources._ocds_bidding import FAULTS, Bidders, reason
from outreach.sources._ocds_faults import SHOWN, problem_of
from outreach.sources._ocds_merge import compiled
from outreach.sources._ocds_releases import NotReleasesError, document, expanded, is_lines, lines_of, refuse
from outreach.sources._ocds_shapes import FACTS, STAMP

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Sequence


_NO_RELEASE: Final = ("json", "ocid")
"""Kinds of problems of what is no release at all."""
_LOOKED_AT: Final = 250_000
"""Keys that are compared with each other at a time."""
_HELD: Final = 256 << 20
"""Bytes of releases that are held at a time to be merged."""


class Place(NamedTuple):
    """Where a release stands: its file, its line in it or its number, and its number in everything that is read."""

    file: str
    line: int | None
    row: int | None
    number: int


@attrs.define(eq=False)
class File:
    """One file, and what became of its releases."""

    path: Path
    in_lines: bool
    facts: os.stat_result
    releases: int = 0
    set_aside: int = 0


class Survey:
    """What one pass over *paths* found.

    Attributes:
        files: What was read.
        first: The first problems of each file and kind.
        counts: How many there are, by file and kind.
        bidders: The facts of every process, as columns.
        is_joined: Whether some processes have several releases.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self.files = [File(path, is_lines(path), path.stat()) for path in paths]
        self.first: list[outreach.Problem] = []
        self.counts: Counter[tuple[str, str]] = Counter()
        self._late: dict[int, Exception] = {}
        self.bidders = Bidders()
        self._shared: frozenset[int] = frozenset()
        self._origins: dict[int, Place] = {}
        for file in self.files:
            before = len(self.bidders.keys)
            self._go_through(file)
            file.releases = len(self.bidders.keys) - before
            self._check(file)
        self._releases = len(self.bidders.keys)
        self._join()

    @property
    def is_joined(self) -> bool:
        """Whether some processes have several releases."""
        return bool(self._shared)

    def processes(self) -> Iterator[tuple[Place, bytes, int]]:
        """Yield each process once: where it stands, its compiled release, and of how many releases it is made."""
        keys = self.bidders.keys
        for place, raw in self._again():
            if keys[place.number] not in self._shared:
                yield place, raw, 1
        for places, raw in self._groups():
            yield places[-1], raw, len(places)

    def file_of(self, number: int) -> str:
        """Return the file of the release of this number."""
        if number in self._origins:
            return self._origins[number].file
        for file in self.files:
            number -= file.releases
            if number < 0:
                break
        return str(file.path)

    def places(self, numbers: Sequence[int]) -> Iterator[Place]:
        """Yield where the releases of these numbers stand."""
        yield from (self._origins[number] for number in numbers if number in self._origins)
        wanted = {number for number in numbers if number not in self._origins}
        for place, _ in self._again():
            if place.number in wanted:
                wanted.discard(place.number)
                yield place
            if not wanted:
                return

    def _go_through(self, file: File) -> None:
        """Take the facts of each release as it is, as if it were the only one of its process."""
        if not file.in_lines:
            for row, raw in enumerate(document(file.path), 1):
                self._take(file, None, row, raw)
            return
        for line, raw in self.bidders.take(lines_of(file.path)):
            for release in _in_line(raw):
                self._take(file, line, None, release)

    def _take(self, file: File, line: int | None, row: int | None, raw: bytes) -> None:
        for _ in self.bidders.take([raw]):
            self._set_aside(Place(str(file.path), line, row, len(self.bidders.keys)), reason(raw))
            self.bidders.leave_out()

    def _check(self, file: File) -> None:
        """Refuse a file of which nothing is what it seemed."""
        if file.releases == sum(self.counts[str(file.path), kind] for kind in _NO_RELEASE):
            raise refuse(file.path, "no releases in it", "links to releases are not followed: give the releases")

    def _leave_out(self, place: Place, error: Exception) -> None:
        """Set aside a release that was taken, and only its fellows showed to be wrong."""
        self._late[place.number] = error
        self._set_aside(place, error)

    def _set_aside(self, place: Place, error: Exception) -> None:
        next(file for file in self.files if str(file.path) == place.file).set_aside += 1
        problem = problem_of(error, place)
        key = place.file, problem.kind
        self.counts[key] += 1
        if self.counts[key] <= SHOWN:
            self.first.append(problem)

    def every_problem(self) -> Iterator[outreach.Problem]:
        """Yield what is wrong with each release that was set aside, found out once more."""
        number = 0
        for file in self.files:
            for line, row, raw in _releases(file):
                if number in self._late or self._is_bad(number):
                    error = self._late.get(number) or reason(raw)
                    yield problem_of(error, Place(str(file.path), line, row, number))
                number += 1

    def _again(self) -> Iterator[tuple[Place, bytes]]:
        """Yield the releases that stand, once more."""
        number = 0
        for file in self.files:
            for line, row, raw in _releases(file):
                if not self._is_bad(number):
                    yield Place(str(file.path), line, row, number), raw
                number += 1

    def _is_bad(self, number: int) -> bool:
        return self.bidders.is_dropped(number) and self.bidders.keys[number] not in self._shared

    def _join(self) -> None:
        """Where several releases are of one process, let the facts of what they make together stand for theirs."""
        keys = self.bidders.keys
        self._shared = frozenset(_more_than_once(keys))
        if not self._shared:
            return
        shared = {number for number, key in enumerate(keys) if key in self._shared}
        self.bidders.drop(shared)
        self.bidders.disagreeing = [number for number in self.bidders.disagreeing if number not in shared]
        for places, raw in self._groups(is_first=True):
            self._origins[len(keys)] = places[-1]
            # Each was small enough by itself.
            for _ in self.bidders.take([raw], most=len(raw)):
                self.bidders.leave_out()

    def _groups(self, *, is_first: bool = False) -> Iterator[tuple[list[Place], bytes]]:
        """Yield what several releases make together, holding a bounded part of the input at a time."""
        if not self._shared:
            return
        keys = self.bidders.keys
        parts = sum(file.facts.st_size for file in self.files) // _HELD + 1
        for part in range(parts):
            groups: dict[str, list[tuple[Place, bytes]]] = {}
            for place, raw in self._again():
                key = keys[place.number]
                if key in self._shared and key % parts == part:
                    groups.setdefault(STAMP.decode(raw).ocid, []).append((place, raw))
            for group in groups.values():
                yield from self._compiled(group, is_first=is_first)

    def _compiled(self, group: list[tuple[Place, bytes]], *, is_first: bool) -> Iterator[tuple[list[Place], bytes]]:
        dated = [one for one in group if len(group) == 1 or isinstance(STAMP.decode(one[1]).date, str)]
        if is_first:
            for place, _ in group:
                if not any(place == one for one, _ in dated):
                    self._leave_out(place, _undated())
        try:
            raw = compiled([raw for _, raw in dated]) if dated else b""
            FACTS.decode(raw or b"{}")
        except FAULTS as error:
            for place, _ in dated if is_first else ():
                self._leave_out(place, error)
            return
        # Sorted, so that which one stands for all does not depend on the order of the files.
        yield sorted((place for place, _ in dated), key=_address), raw


def _address(place: Place) -> tuple[str, int]:
    return place.file, place.line or place.row or 0


def _more_than_once(keys: array[int]) -> Iterator[int]:
    """Yield the keys that stand more than once, looking at a bounded number of them at a time; 0 is none."""
    parts = len(keys) // _LOOKED_AT + 1
    for part in range(parts):
        own = keys if parts == 1 else [key for key in keys if key % parts == part]
        if len(set(own)) < len(own):
            yield from (key for key, count in Counter(own).items() if count > 1 and key)


def _undated() -> ValueError:
    """Return what is wrong with a release among several that has no date."""
    return ValueError("date: missing, and there are several releases of this process")


def _releases(file: File) -> Iterator[tuple[int | None, int | None, bytes]]:
    """Yield line, row and bytes of each release of *file*, in the order of the first pass."""
    now = file.path.stat()
    if (now.st_size, now.st_mtime_ns) != (file.facts.st_size, file.facts.st_mtime_ns):
        raise outreach.FileChangedError(str(file.path), "changed since it was read", "read it again")
    if not file.in_lines:
        yield from ((None, row, raw) for row, raw in enumerate(document(file.path), 1))
        return
    for line, raw in enumerate(lines_of(file.path), 1):
        yield from ((line, None, release) for release in _in_line(raw))


def _in_line(raw: bytes) -> Sequence[bytes]:
    if not raw.strip():
        return ()
    if b'"releases"' not in raw and b'"records"' not in raw and b'"compiledRelease"' not in raw:
        return (raw,)
    try:
        return expanded(raw.strip())
    except (NotReleasesError, *FAULTS):
        return (raw,)
