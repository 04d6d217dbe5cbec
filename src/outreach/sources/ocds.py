"""OCDS 1.1: release packages, record packages, single releases, and any of these a line; plain or packed with gzip.

Releases of one process (``ocid``) are compiled, by the library of the standard's makers and the rules of schema 1.1.4,
before anything is counted: an amended total replaces the earlier one. Links in a file are never followed.

Standard: Open Contracting Data Standard 1.1 with its extensions for bids and lots. Read are ``tender``, ``bids``,
``awards``, ``contracts``, ``parties`` and ``buyer``; each field and its attribute stand in docs/formats.md.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

import outreach
from outreach.sources._ocds_faults import disagreements, set_aside
from outreach.sources._ocds_releases import NAME, files_in, is_releases
from outreach.sources._ocds_rows import GIVES, Rows
from outreach.sources._ocds_survey import Survey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

KIND: Final = "contracting processes"


def _names(given: Iterable[str | Path]) -> tuple[str, ...]:
    return tuple(map(str, given))


@attrs.frozen
class Ocds(outreach.Source):
    """OCDS releases and records, as procurements with lots, bids, awards and contracts (upphandlingsdata).

    A large file is gone through once for its facts; its records are made when they are asked for.

    Attributes:
        path: A file of JSON or JSON lines, packed or not, or a folder of them.
        more: Other files of the same processes: their releases are compiled together.
        options: How amounts are written: as JSON writes numbers.
    """

    name = NAME
    takes_folders = True
    path: Path = attrs.field(converter=Path)
    more: tuple[str, ...] = attrs.field(default=(), kw_only=True, converter=_names)
    options: outreach.ReadOptions = attrs.field(
        init=False, repr=False, eq=False, factory=lambda: outreach.ReadOptions(decimal=".", date_order="ymd")
    )

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Tell releases by their ``ocid``, or a package by its own fields."""
        return is_releases(sample.head)

    def joined(self, others: Sequence[Ocds]) -> Ocds:
        """Return one source for all: the releases of one process may lie in several files."""
        names = [name for other in others for name in (str(other.path), *other.more)]
        return attrs.evolve(self, more=(*self.more, *names))

    def rows(self) -> outreach.Processes:
        """Go through all releases once, and return the facts, and the way to the rows.

        Raises:
            outreach.SourceError: Not JSON, not UTF-8, too large, or no releases.
        """
        paths = [file for path in (self.path, *map(Path, self.more)) for file in files_in(path)]
        if not paths:
            raise outreach.EmptyInputError(str(self.path), "no JSON files in it")
        survey = Survey(paths)
        bids, awards, contracts = survey.bidders.totals
        counts = {outreach.Bid: bids, outreach.Award: awards, outreach.Contract: contracts}
        return outreach.Processes(
            read=partial(_rows, survey),
            records=frozenset(GIVES),
            count=len(survey.bidders),
            counts={outreach.Procurement: len(survey.bidders)} | ({} if survey.is_joined else counts),
            reports=tuple(_reports(survey)),
            more_problems=set_aside(survey) + disagreements(survey),
            bidding=survey.bidders.columns(),
        )


def _rows(survey: Survey, wanted: type | None) -> Iterator[outreach.Row | outreach.Problem]:
    rows = Rows(wanted)
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
