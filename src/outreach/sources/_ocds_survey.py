"""One pass over releases: which stand, which belong together, and who bid; all else is read again when asked for."""

from __future__ import annotations

from array import array
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs
import msgspec

from outreach.sources._ocds_bidding import Bidders
from outreach.sources._ocds_faults import problem_of
from outreach.sources._ocds_merge import compiled
from outreach.sources._ocds_releases import NotReleasesError, document, expanded, is_lines, lines_of, refuse
from outreach.sources._ocds_shapes import FACTS, NOTHING, STAMP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import outreach

_HELD: Final = 256 << 20
"""Bytes of releases that are held at a time to be merged."""
_FAULTS: Final = (msgspec.DecodeError, RecursionError, ValueError)


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
    releases: int = 0
    set_aside: int = 0


class Survey:
    """What one pass over *paths* found.

    Attributes:
        files: What was read.
        problems: What is wrong.
        bidders: The facts of every process, as columns.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self.files = [File(path, is_lines(path)) for path in paths]
        self.problems: list[outreach.Problem] = []
        self.bidders = Bidders()
        self._keys, self._sizes = array("q"), array("Q")
        self._bad: set[int] = set()
        self._shared: frozenset[int] = frozenset()
        for file in self.files:
            self._go_through(file)
        self._join()

    def processes(self) -> Iterator[tuple[Place, bytes, int]]:
        """Yield each process once: where it stands, its compiled release, and of how many releases it is made."""
        for place, raw in self._again():
            if self._keys[place.number] not in self._shared:
                yield place, raw, 1
        for places, raw in self._groups():
            yield places[-1], raw, len(places)

    def places(self, numbers: Sequence[int]) -> Iterator[Place]:
        """Yield where the releases of these numbers stand."""
        wanted = set(numbers)
        for place, _ in self._again():
            if place.number in wanted:
                wanted.discard(place.number)
                yield place
            if not wanted:
                return

    def _go_through(self, file: File) -> None:
        """Take the facts of each release as it is, as if it were the only one of its process."""
        decode, add, keys, sizes = FACTS.decode, self.bidders.add, self._keys, self._sizes
        if not file.in_lines:
            for row, raw in enumerate(document(file.path), 1):
                self._take(file, None, row, raw)
            return
        for line, raw in enumerate(lines_of(file.path), 1):
            try:
                found = decode(raw)
                if found.releases is NOTHING and found.records is NOTHING and found.compiledRelease is NOTHING:
                    add(found, len(keys))
                    keys.append(hash(found.ocid))
                    sizes.append(len(raw))
                    file.releases += 1
                    continue
            except _FAULTS:
                pass
            self._take_line(file, line, raw.strip())
        if file.releases and file.releases == file.set_aside and not self._any_json(file):
            raise refuse(file.path, "no line of it is JSON", "give one release a line")

    def _any_json(self, file: File) -> bool:
        return any(problem.kind != "json" for problem in self.problems if problem.origin.file == str(file.path))

    def _take_line(self, file: File, line: int, raw: bytes) -> None:
        """Take a line that is empty, a package, a record, or wrong."""
        if not raw:
            return
        try:
            releases = expanded(raw)
        except (NotReleasesError, *_FAULTS):
            releases = [raw]
        for release in releases:
            self._take(file, line, None, release)

    def _take(self, file: File, line: int | None, row: int | None, raw: bytes) -> None:
        number = len(self._keys)
        place = Place(str(file.path), line, row, number)
        file.releases += 1
        key = 0
        try:
            found = FACTS.decode(raw)
            self.bidders.add(found, number)
            key = hash(found.ocid)
        except _FAULTS as error:
            self._set_aside(place, error)
        self._keys.append(key)
        self._sizes.append(len(raw))

    def _set_aside(self, place: Place, error: Exception) -> None:
        self._bad.add(place.number)
        next(file for file in self.files if str(file.path) == place.file).set_aside += 1
        self.problems.append(problem_of(error, place))

    def _again(self) -> Iterator[tuple[Place, bytes]]:
        """Yield the releases that stand, once more."""
        number = 0
        for file in self.files:
            for line, row, raw in _releases(file):
                if number not in self._bad:
                    yield Place(str(file.path), line, row, number), raw
                number += 1

    def _join(self) -> None:
        """Where several releases are of one process, let the facts of what they make together stand for theirs."""
        if len(set(self._keys)) == len(self._keys):
            return
        several = Counter(key for number, key in enumerate(self._keys) if number not in self._bad)
        self._shared = frozenset(key for key, count in several.items() if count > 1)
        self.bidders.drop(lambda number: self._keys[number] in self._shared)
        for places, raw in self._groups(is_first=True):
            self.bidders.add(FACTS.decode(raw), places[-1].number)

    def _groups(self, *, is_first: bool = False) -> Iterator[tuple[list[Place], bytes]]:
        """Yield what several releases make together, holding a bounded part of the input at a time."""
        if not self._shared:
            return
        held = sum(size for key, size in zip(self._keys, self._sizes, strict=True) if key in self._shared)
        parts = held // _HELD + 1
        for part in range(parts):
            groups: dict[str, list[tuple[Place, bytes]]] = {}
            for place, raw in self._again():
                key = self._keys[place.number]
                if key in self._shared and key % parts == part:
                    groups.setdefault(STAMP.decode(raw).ocid, []).append((place, raw))
            for group in groups.values():
                yield from self._compiled(group, is_first=is_first)

    def _compiled(self, group: list[tuple[Place, bytes]], *, is_first: bool) -> Iterator[tuple[list[Place], bytes]]:
        if len(group) > 1 and is_first:
            group = [one for one in group if self._is_dated(*one)]
        if not group:
            return
        try:
            raw = compiled([raw for _, raw in group])
            FACTS.decode(raw)
        except _FAULTS as error:
            for place, _ in group:
                self._set_aside(place, error)
            return
        yield [place for place, _ in group], raw

    def _is_dated(self, place: Place, raw: bytes) -> bool:
        if isinstance(STAMP.decode(raw).date, str):
            return True
        self._set_aside(place, _undated())
        return False


def _undated() -> ValueError:
    """Return what is wrong with a release among several that has no date."""
    return ValueError("date: missing, and there are several releases of this process")


def _releases(file: File) -> Iterator[tuple[int | None, int | None, bytes]]:
    """Yield line, row and bytes of each release of *file*, in the order of the first pass."""
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
    except (NotReleasesError, *_FAULTS):
        return (raw,)
