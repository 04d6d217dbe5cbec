"""OCDS 1.1: release packages, record packages, single releases, and any of these a line; plain or packed with gzip.

Releases of one process (``ocid``) are compiled, by the library of the standard's makers and the rules of schema 1.1.4,
before anything is counted: an amended total replaces the earlier one. Links in a file are never followed.

Standard: Open Contracting Data Standard 1.1 with its extensions for bids and lots. Read are ``tender``, ``bids``,
``awards``, ``contracts``, ``parties`` and ``buyer``; each field and its attribute stand in docs/formats.md.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

import outreach
from outreach.sources.ocds.bidding import FAULTS, Bidders, reason
from outreach.sources.ocds.releases import (
    NAME,
    Place,
    compiled,
    document,
    files_in,
    head_of,
    in_line,
    in_utf8,
    is_lines,
    is_releases,
    left_out,
    lines_of,
    problem_of,
    refuse,
)
from outreach.sources.ocds.rows import GIVES, Rows
from outreach.sources.ocds.shapes import STAMP, facts_of, key_twice, known_part
from outreach.sources.table_file import OfCountry, known_country

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Iterator, Sequence

_OF_BUYER: Final = re.compile(rb'"buyer"\s*:\s*\{[^{}]*?"id"\s*:\s*"([A-Z]{2})-')
_OF_PARTY: Final = re.compile(rb'"scheme"\s*:\s*"([A-Z]{2})-[A-Z]')
"""How the country of the registers of a release begins the ids of its buyer and its parties."""
_NO_RELEASE: Final = ("json", "ocid")
"""Kinds of problems of what is no release at all."""
_BIDS: Final = "bids"
_COUNTED: Final = "bids.details counts, without those invited or withdrawn"
SHOWN: Final = 10
_LOOKED_AT: Final = 250_000
"""How many keys are compared at a time."""
MOST_CHECKED: Final = 64 << 20
"""Up to how many bytes a file of JSON lines is looked through for keys that stand twice in one object."""
_HELD: Final = 256 << 20
"""Bytes of releases that are held at a time to be merged."""


@attrs.define(eq=False)
class File:
    """One file, and what became of its releases."""

    path: Path
    in_lines: bool
    facts: os.stat_result
    releases: int = 0
    set_aside: int = 0


class Survey:
    """One pass over *paths*; numbers that name no country are those of *country*."""

    def __init__(self, paths: Sequence[Path], country: outreach.Country) -> None:
        self.files = [File(path, is_lines(path), path.stat()) for path in paths]
        self.country = country
        self.first: list[outreach.Problem] = []  # the first problems of each file and kind
        self.counts: Counter[tuple[str, str]] = Counter()  # of all problems, by file and kind
        self.left_out: list[outreach.Problem] = []  # fields without which releases are merged
        self._late: dict[int, Exception] = {}
        self.bidders = Bidders(country)  # the facts of every process
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
        """Yield every process once: its place, its compiled release, and the number of its releases."""
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
        """Take the facts of every release as if it were the only one of its process."""
        if not file.in_lines:
            for row, raw in enumerate(document(file.path), 1):
                self._take(file, None, row, raw)
            return
        is_checked = file.facts.st_size <= MOST_CHECKED
        for line, raw in self.bidders.take(lines_of(file.path), is_suspect=key_twice if is_checked else None):
            for release in in_line(raw):
                self._take(file, line, None, release)

    def _take(self, file: File, line: int | None, row: int | None, raw: bytes) -> None:
        is_in = not key_twice(raw)
        for _ in self.bidders.take([raw] if is_in else ()):
            is_in = self.bidders.takes_part_of(raw)
        if not is_in:
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
        """Yield the problem of every release that was set aside, by reading the files again."""
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
            for _ in self.bidders.take([facts_of(raw)[1]], most=len(raw)):
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
            raw = self._merged(dated, is_first=is_first) if dated else b""
            facts_of(raw or b"{}")
        except FAULTS as error:
            for place, _ in dated if is_first else ():
                self._leave_out(place, error)
            return
        # Sorted, so that which one stands for all does not depend on the order of the files.
        yield sorted((place for place, _ in dated), key=_address), raw

    def _merged(self, dated: Sequence[tuple[Place, bytes]], *, is_first: bool) -> bytes:
        """Return what releases make together; what is of another shape in one of them cannot keep them apart."""
        try:
            return compiled([raw for _, raw in dated])
        except ValueError:
            parts = [(place, *known_part(raw)) for place, raw in dated]
        if is_first:
            self.left_out += [left_out(field, fault, place) for place, _, faults in parts for field, fault in faults]
        return compiled([part for _, part, _ in parts])


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
    """Yield line, row and bytes of the releases of *file*, in the order of the first pass."""
    now = file.path.stat()
    if (now.st_size, now.st_mtime_ns) != (file.facts.st_size, file.facts.st_mtime_ns):
        raise outreach.FileChangedError(str(file.path), "changed since it was read", "read it again")
    if not file.in_lines:
        yield from ((None, row, raw) for row, raw in enumerate(document(file.path), 1))
        return
    for line, raw in enumerate(lines_of(file.path), 1):
        yield from ((line, None, release) for release in in_line(raw))


def set_aside(survey: Survey) -> outreach.Problems:
    """Return what set releases aside: the first problems of every file and kind as objects, others on demand."""
    error = outreach.Severity.ERROR.value
    counts = {(file, "", kind, error): count for (file, kind), count in survey.counts.items() if count}
    return outreach.Problems.of_columns(survey.first, counts, partial(_frame, survey.every_problem))


def _frame(give: Callable[[], Iterable[outreach.Problem]]) -> Any:  # noqa: ANN401 - a polars frame
    return outreach.Problems.of(give()).to_native()


def disagreements(survey: Survey) -> outreach.Problems:
    """Return a warning for every process with differing counts of bids: the first as objects, the others on demand."""
    wanted = survey.bidders.disagreeing
    if not wanted:
        return outreach.Problems()
    counts = Counter((survey.file_of(number), "", _BIDS, str(outreach.Severity.WARNING.value)) for number in wanted)
    first = [_differing(place) for place in survey.places(wanted[:SHOWN])]
    every = partial(_frame_of, survey, wanted)
    return outreach.Problems.of_columns(first, counts, every)


def _frame_of(survey: Survey, wanted: Sequence[int]) -> Any:  # noqa: ANN401 - a polars frame
    return outreach.Problems.of(_differing(place) for place in survey.places(wanted)).to_native()


def _differing(place: Place) -> outreach.Problem:
    origin = outreach.Origin(file=place.file, line=place.line, row=place.row, field="bids")
    return outreach.Problem(origin=origin, kind=_BIDS, message="counts of bids differ", hint=_COUNTED)


KIND: Final = "contracting processes"


def _names(given: Iterable[str | Path]) -> tuple[str, ...]:
    return tuple(map(str, given))


@attrs.frozen
class Ocds(OfCountry, outreach.Source):
    """OCDS releases and records, as procurements with lots, bids, awards and contracts (upphandlingsdata).

    A large file is gone through once for its facts; its records are made when they are asked for.

    Attributes:
        path: A file of JSON or JSON lines, packed or not, or a folder of them.
        more: Other files of the same processes: their releases are compiled together.
        country: Whose organisation numbers are meant, such as ``"GB"``.
        options: How amounts are written: as JSON writes numbers.
    """

    name = NAME
    takes_folders = True
    path: Path = attrs.field(converter=Path)
    more: tuple[str, ...] = attrs.field(default=(), kw_only=True, converter=_names)

    def __attrs_post_init__(self) -> None:
        """Read amounts as JSON writes numbers."""
        object.__setattr__(self, "options", attrs.evolve(self.options, decimal=".", date_order="ymd"))

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Recognise releases by their ``ocid``, a package by its own fields."""
        return is_releases(sample.head)

    def joined(self, others: Sequence[Ocds]) -> Ocds:
        """Return one source for all: the releases of one process may lie in several files."""
        names = [name for other in others for name in (str(other.path), *other.more)]
        return attrs.evolve(self, more=(*self.more, *names))

    def named_country(self) -> outreach.Country | None:
        """Return the country whose register the id of the first buyer names, else that of the first party."""
        head = in_utf8(next(map(head_of, files_in(self.path)), b""))
        codes = (code.decode() for pattern in (_OF_BUYER, _OF_PARTY) for code in pattern.findall(head))
        return next(filter(None, map(known_country, codes)), None)

    def rows(self) -> outreach.Processes:
        """Go through all releases once, and return the facts, and the way to the rows.

        Raises:
            outreach.SourceError: Not JSON, not UTF-8, too large, or no releases.
        """
        paths = [file for path in (self.path, *map(Path, self.more)) for file in files_in(path)]
        if not paths:
            raise outreach.EmptyInputError(str(self.path), "no JSON files in it")
        survey = Survey(paths, self.home)
        bids, awards, contracts = survey.bidders.totals
        counts = {outreach.Bid: bids, outreach.Award: awards, outreach.Contract: contracts}
        return outreach.Processes(
            read=partial(_rows, survey),
            records=frozenset(GIVES),
            count=len(survey.bidders),
            counts={outreach.Procurement: len(survey.bidders)} | ({} if survey.is_joined else counts),
            reports=tuple(_reports(survey)),
            more_problems=set_aside(survey) + disagreements(survey) + outreach.Problems.of(survey.left_out),
            bidding=survey.bidders.columns(),
        )


def _rows(survey: Survey, wanted: type | None) -> Iterator[outreach.Row | outreach.Problem]:
    rows = Rows(wanted, survey.country)
    for place, raw, _ in survey.processes():
        yield from rows.of(raw, place)


def _reports(survey: Survey) -> Iterable[outreach.FileReport]:
    for file in survey.files:
        yield outreach.FileReport(
            file=str(file.path),
            kind=KIND,
            source=NAME,
            rows=file.releases,
            kept=file.releases - file.set_aside,
            set_aside=file.set_aside,
            notes=_notes(survey, in_lines=file.in_lines),
        )


def _notes(survey: Survey, *, in_lines: bool) -> tuple[str, ...]:
    return ("JSON lines" if in_lines else "one document", f"{len(survey.bidders):,} processes in all")
