"""The problems of a dataset: every one counted, the first of each kind as objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from outreach import notebook
from outreach.model import Problem, Severity

if TYPE_CHECKING:
    import polars as pl  # noqa: TC004 - functions import it for themselves

SHOWN = 10
"""How many of each kind are objects; all of them are in ``to_native()``."""

Key = tuple[str, str, str, str]
"""File, part, kind and severity: what problems are counted by."""


@attrs.frozen(eq=False)
class Problems:
    """What is wrong in the inputs (brister): counted exactly, the first ones of each file and kind as objects.

    A million bad rows cost columns, not objects: iterate for the first ones, ask ``total`` and ``counts`` for how
    many there are, and ``to_native()`` for all of them.
    """

    _shown: tuple[Problem, ...] = ()
    _counts: Mapping[Key, int] = MappingProxyType({})
    _frames: tuple[Callable[[], pl.DataFrame], ...] = ()

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> Problems:
        """Return the collection of *problems*, all of them objects."""
        every = tuple(problems)
        counts: dict[Key, int] = {}
        shown = []
        for problem in every:
            key = _key(problem)
            counts[key] = counts.get(key, 0) + 1
            if counts[key] <= SHOWN:
                shown.append(problem)
        return cls(tuple(shown), counts, (lambda: _frame(every),) if every else ())

    @classmethod
    def of_columns(
        cls, first: Iterable[Problem], counts: Mapping[Key, int], frame: Callable[[], pl.DataFrame]
    ) -> Problems:
        """Return the collection of problems kept as columns.

        Args:
            first: The first ``SHOWN`` of each kind, in file order.
            counts: (file, part, kind, severity) → how many there are.
            frame: Makes the frame of all of them, with the columns of ``to_native()``.
        """
        return cls(tuple(first), dict(counts), (frame,))

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self._counts.values())

    @property
    def counts(self) -> dict[str, int]:
        """Kind → how many, most frequent first."""
        counts: dict[str, int] = {}
        for (_, _, kind, _), count in self._counts.items():
            counts[kind] = counts.get(kind, 0) + count
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    @property
    def errors(self) -> int:
        """How many set a row aside."""
        return sum(count for (_, _, _, severity), count in self._counts.items() if severity == Severity.ERROR)

    def count(self, *, file: str | None = None, part: str | None = None, kind: str | None = None) -> int:
        """Return how many there are of a *file*, a *part* or a *kind*."""
        wanted = (file, part, kind)
        return sum(
            n for key, n in self._counts.items() if all(w in (None, k) for w, k in zip(wanted, key[:3], strict=True))
        )

    def without(self, kind: str) -> Problems:
        """Return those that are not of *kind*."""
        if not self.count(kind=kind):
            return self
        counts = {key: count for key, count in self._counts.items() if key[2] != kind}
        frames = tuple(partial(_other_kinds, make, kind) for make in self._frames)
        return Problems(tuple(problem for problem in self if problem.kind != kind), counts, frames)

    def to_native(self) -> pl.DataFrame:
        """Return all of them as a frame: file, part, line, row, field, kind, severity, message, hint."""
        import polars as pl  # noqa: PLC0415 - heavy, and not every user asks

        frames = [make() for make in self._frames]
        return pl.concat(frames) if frames else _frame(())

    def to_dicts(self) -> list[dict[str, object]]:
        """Return all of them as dictionaries."""
        return self.to_native().to_dicts()

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._shown)

    def __len__(self) -> int:
        return self.total

    def __add__(self, other: Problems) -> Problems:
        if not isinstance(other, Problems):
            return NotImplemented
        counts = dict(self._counts)
        for key, count in other._counts.items():
            counts[key] = counts.get(key, 0) + count
        return Problems((*self._shown, *other._shown), counts, (*self._frames, *other._frames))

    def __str__(self) -> str:
        lines = [str(problem) for problem in self._shown]
        if self.total > len(lines):
            kinds = ", ".join(f"{count:,} {kind}" for kind, count in self.counts.items())
            lines.append(f"… {self.total:,} in all: {kinds}; .to_native() has every one")
        return "\n".join(lines) or "no problems"

    def __repr__(self) -> str:
        return f"<Problems: {self.total:,}>"

    def _repr_html_(self) -> str:
        rows = [(str(p.origin), p.severity.value, p.message, p.hint) for p in self._shown]
        return notebook.table(("where", "severity", "what", "hint"), rows, caption=f"{self.total:,} problems")


def _key(problem: Problem) -> Key:
    return problem.origin.file, problem.origin.part, problem.kind, problem.severity.value


def _other_kinds(make: Callable[[], pl.DataFrame], kind: str) -> pl.DataFrame:
    import polars as pl  # noqa: PLC0415 - heavy

    return make().filter(pl.col("kind") != kind)


def _frame(problems: Iterable[Problem]) -> pl.DataFrame:
    import polars as pl  # noqa: PLC0415 - heavy

    schema = {"file": pl.String, "part": pl.String, "line": pl.Int64, "row": pl.Int64, "field": pl.String}
    schema |= dict.fromkeys(("kind", "severity", "message", "hint"), pl.String)
    return pl.DataFrame([_record(problem) for problem in problems], schema=schema, orient="row")


def _record(problem: Problem) -> tuple[object, ...]:
    origin = problem.origin
    place = (origin.file, origin.part, origin.line, origin.row, origin.field)
    return (*place, problem.kind, problem.severity.value, problem.message, problem.hint)
