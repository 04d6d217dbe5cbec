"""A form's frame → one answer a row: what it tells of who answers, and each question with what was answered."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from outreach.tables._form_aliases import ASKED_MANY, INTERNAL, NEVER_KEPT
from outreach.tables._questions import question
from outreach.tables._sheets import Line, lines_of
from outreach.values import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.tables._table import Layout, Table

_TOTALS: Final = frozenset({"total", "totalt", "summa", "sum", "antal", "total:", "summa:", "totalt:"})
_FEW: Final = 3


class Asked(NamedTuple):
    """A question, what it is read as, the option its column stands for, and what was answered."""

    role: str
    heading: str
    question: str
    option: str
    text: str


class Answer(NamedTuple):
    """One row: attribute → text of what is told once, and the questions."""

    values: dict[str, str]
    asked: tuple[Asked, ...]
    line: int | None
    number: int
    extra: tuple[str, ...]


class Answers(NamedTuple):
    """The answers of a table, and the rows that are none.

    Attributes:
        rows: One for each that answered.
        titles: What stands above the headings.
        blank: Rows of empty cells, and headings repeated.
        totals: Rows that count the others.
        never_kept: Role → how many answers were passed over, of what no record holds.
    """

    rows: tuple[Answer, ...]
    titles: tuple[str, ...]
    blank: int
    totals: int
    never_kept: Counter[str]


def answers(table: Table, layout: Layout) -> Answers:
    """Return the answers below the headings of *table*."""
    every = list(lines_of(table.exact() if table.exact else table))
    above, below = every[: layout.skip], every[layout.skip :]
    kinds = [_kind(line.cells, layout) for line in below]
    found = [(at, line) for at, (line, kind) in enumerate(zip(below, kinds, strict=True), 1) if kind == "answer"]
    never: Counter[str] = Counter()
    return Answers(
        rows=tuple(_answer(line, at, layout, never) for at, line in found),
        titles=tuple(" ".join(filter(None, line.cells)) for line in above[:-1] if any(line.cells)),
        blank=kinds.count("blank"),
        totals=kinds.count("total"),
        never_kept=never,
    )


def _kind(cells: Sequence[str], layout: Layout) -> str:
    filled = [(place, text.strip()) for place, text in enumerate(cells) if text.strip()]
    if not filled:
        return "blank"
    if len(filled) <= _FEW and fold(filled[0][1]) in _TOTALS:
        return "total"
    is_heading = all(
        place < len(layout.headings) and fold(layout.headings[place]) == fold(text) for place, text in filled
    )
    return "blank" if is_heading else "answer"


def _answer(line: Line, number: int, layout: Layout, never: Counter[str]) -> Answer:
    values: dict[str, str] = {}
    asked = []
    for role, heading, text in zip(layout.roles, layout.headings, line.cells, strict=False):
        if role in NEVER_KEPT:
            never[role] += bool(text.strip())
        elif role in ASKED_MANY:
            asked.append(Asked(role, heading, *question(heading), text.strip()))
        elif role and role != INTERNAL:
            values[role] = text
    width = max((place for place, heading in enumerate(layout.headings, 1) if heading.strip()), default=0)
    extra = tuple(text for text in line.cells[width:] if text.strip())
    return Answer(values, tuple(asked), line.line, number, extra)
