"""A table's frame → rows of records or answers to a form, apart from titles, notes, totals and blank rows."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs

from outreach import words
from outreach.tables._headings import ASKED_MANY, INTERNAL, MANY, NEVER_KEPT, question
from outreach.tables._layout import SEARCHED
from outreach.tables._sections import Section, is_certain, is_foot, section, section_notes, title_section
from outreach.tables._table import Row, as_polars
from outreach.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from outreach.tables._table import Layout, Table


_NUMBER: Final = re.compile(r"[0-9]{1,3}")
_LONG: Final = 60
_MOST_RUNS: Final = 10
LAST: Final = "last"
"""A row of one text right below the last record: most often a foot, perhaps a record with a title and no more."""
_FEW: Final = 3


@cache
def _total() -> re.Pattern[str]:
    """Return what the first cell of a row of totals looks like: ``Summa:``, ``Total (SEK)``."""
    return re.compile(rf"(?:{words.any_of(words.listed('answers', 'total'))})(?:\s*\([^)]*\))?\s*:?")


class Line(NamedTuple):
    """One row of a frame: its physical line or None, and its cells."""

    line: int | None
    cells: tuple[str, ...]


class Beside(NamedTuple):
    """A cell under no heading."""

    line: int | None
    number: int
    text: str


@attrs.frozen(kw_only=True)
class Sheet:
    """The rows of a table that hold records, and how many do not."""

    rows: tuple[Row, ...]  # one a record
    numbers: tuple[int, ...]  # the row's number within the part, from 1, for each of the rows
    years: tuple[int | None, ...]
    """The year of dates that name none, for each of the rows; None where no row above it says one."""
    titles: tuple[str, ...]  # what stands above the headings
    withheld: tuple[str, ...]
    """For each of the rows why a reader of the file does not see it, such as ``hidden``; empty where one does."""
    last: tuple[tuple[Line, int], ...]
    """The rows of one text right below the records, each with its number: no foot that is known, and hardly records."""
    beside: tuple[Beside, ...]  # of the rows with cells under no heading the first such cell
    blank: int  # rows of empty cells, and rows that hold no record: notes, sections, headings repeated
    totals: int  # rows that add up the others
    notes: tuple[str, ...]  # how many of each


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
    """The answers of a table, and the rows that are none."""

    rows: tuple[Answer, ...]  # one for each that answered
    titles: tuple[str, ...]  # what stands above the headings
    blank: int  # rows of empty cells, and headings repeated
    totals: int  # rows that count the others
    discarded: Counter[str]  # role → how many answers were passed over, of what no record holds


def lines_of(table: Table, most: int | None = None) -> Iterator[Line]:
    """Yield the rows of *table*'s frame, at most so many."""
    plan = as_polars(table.frame if most is None or table.top is None else table.top)
    frame = (plan if most is None else plan.head(most)).collect()
    beside = [name for name in (table.line, table.cells, table.parts) if name is not None]
    names = [name for name in frame.columns if name not in beside]
    for row in frame.iter_rows(named=True):
        cells = tuple(_text(row[name]) for name in names)
        yield Line(row[table.line] if table.line else None, cells)


def _text(cell: object) -> str:
    """Return a cell's text; what some engines put where there is nothing (None, not-a-number) is nothing."""
    return "" if cell is None or cell != cell else str(cell)  # noqa: PLR0124 - only a not-a-number is not itself


def first_rows(table: Table) -> list[tuple[str, ...]]:
    """Return the rows among which the headings may stand."""
    return [line.cells for line in lines_of(table, SEARCHED)]


def without_hidden_columns(table: Table) -> tuple[Table, tuple[str, ...]]:
    """Return *table* without the columns that a reader of the file does not see, and the names of their columns."""
    frame = as_polars(table.frame)
    beside = (table.line, table.cells, table.parts)
    names = [name for name in frame.collect_schema().names() if name not in beside]
    hidden = [name for place, name in enumerate(names) if place in table.hidden_columns]
    headings = table.headings and [
        text for place, text in enumerate(table.headings) if place not in table.hidden_columns
    ]
    shown = attrs.evolve(table, frame=frame.drop(hidden), headings=headings, hidden_columns=(), exact=None, top=None)
    return shown, tuple(hidden)


def sheet(table: Table, layout: Layout) -> Sheet:
    """Return the rows of *table* below its headings, as *layout* reads them."""
    titles, below = _divided(table, layout)
    kinds = _kinds(below, layout)
    records = list(_records(below, kinds, layout))
    places = _by_number(layout)
    counts = Counter(kinds)
    headings = layout.skip if layout.before else 0  # below the first headings, these too are rows of the part
    counts["note"] += counts[LAST]
    others = ("section", "note", "repeated heading")
    apart = [f"{counts[kind]} {kind}{'s' if counts[kind] > 1 else ''}" for kind in others if counts[kind]]
    return Sheet(
        rows=tuple(_row(record, layout, table.part, places) for record in records),
        numbers=tuple(record.number + layout.before for record in records),
        years=tuple(record.year for record in records),
        titles=titles,
        withheld=tuple(table.withheld.get(record.line.line or 0, "") for record in records),
        last=tuple((line, at + 1 + layout.before) for at, line in enumerate(below) if kinds[at] == LAST),
        beside=tuple(_beside(below, layout)),
        blank=headings + counts["blank"] + sum(counts[kind] for kind in others),
        totals=counts["total"],
        notes=(
            *([f"rows that are no records: {', '.join(apart)}"] if apart else []),
            *section_notes(_sections(below, kinds, layout).values()),
        ),
    )


def _divided(table: Table, layout: Layout) -> tuple[tuple[str, ...], list[Line]]:
    """Return the titles above the headings of *table*, and the rows below them."""
    lines = list(lines_of(table.exact() if table.exact else table))
    above = lines[: layout.skip]
    return tuple(" ".join(filter(None, line.cells)) for line in above[:-1] if any(line.cells)), lines[layout.skip :]


def _filled(cells: Sequence[str]) -> list[tuple[int, str]]:
    """Return the cells that are not blank, with their places."""
    return [(place, text.strip()) for place, text in enumerate(cells) if text.strip()]


def _width(layout: Layout) -> int:
    """Return the number of cells up to the last heading."""
    return max((place for place, heading in enumerate(layout.headings, 1) if heading.strip()), default=0)


def _beyond(cells: Sequence[str], layout: Layout) -> list[str]:
    """Return the cells beyond the last heading."""
    return [text for text in cells[_width(layout) :] if text.strip()]


def _beside(lines: Sequence[Line], layout: Layout) -> Iterator[Beside]:
    headed = {place for place, heading in enumerate(layout.headings) if heading.strip()}
    for number, line in enumerate(lines, 1 + layout.before):
        text = next((text.strip() for place, text in enumerate(line.cells) if text.strip() and place not in headed), "")
        if text:
            yield Beside(line.line, number, text)


class _Record(NamedTuple):
    """A row that holds a record, its number, and what the rows above it say of it."""

    line: Line
    number: int
    year: int | None
    above: tuple[Section, ...]


def _records(lines: Sequence[Line], kinds: Sequence[str], layout: Layout) -> Iterator[_Record]:
    sections = _sections(lines, kinds, layout)
    titles = [title for text in layout.above if (title := title_section(text, layout))]
    year = next((title.year for title in reversed(titles) if title.year), None)
    above = {title.role: title for title in titles if title.role}
    for at, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if at in sections:
            year = sections[at].year or year
            above[sections[at].role] = sections[at]
        elif kind == "record":
            yield _Record(line, at + 1, year, tuple(above.values()))


def _sections(lines: Sequence[Line], kinds: Sequence[str], layout: Layout) -> dict[int, Section]:
    return {at: section(_first(lines[at].cells), layout) for at, kind in enumerate(kinds) if kind == "section"}


def _first(cells: Sequence[str]) -> str:
    return next((text.strip() for text in cells if text.strip()), "")


def _kinds(lines: Sequence[Line], layout: Layout) -> list[str]:
    width = _width(layout)
    kinds = [_kind(line.cells, layout) for line in lines]
    alone = [_is_alone(line.cells[:width], layout) for line in lines]
    for at in (*_above_others(kinds, alone), *_above_headings(lines, kinds)):
        kinds[at] = "section"
    last = max((at for at, kind in enumerate(kinds) if kind == "record" and not alone[at]), default=-1)
    # What stands alone in its row below the last record is a note, however short.
    for at in range(last + 1, len(kinds)):
        if kinds[at] == "record" and last >= 0:
            kinds[at] = "note" if "blank" in kinds[last + 1 : at] else LAST
    return kinds


def _above_headings(lines: Sequence[Line], kinds: Sequence[str]) -> Iterator[int]:
    """Yield the rows of one text right above headings that are repeated: they divide the table."""
    for at, kind in enumerate(kinds[1:]):
        if kind == "repeated heading" and kinds[at] == "record" and len(_filled(lines[at].cells)) == 1:
            yield at


def _above_others(kinds: Sequence[str], alone: Sequence[bool]) -> list[int]:
    """Return the rows that hold one text only and divide the table: the first row is one, and none lacks rows below."""
    rows = [at for at, kind in enumerate(kinds) if kind in ("record", "section")]
    lone = [at for at in rows if alone[at]]
    follows = dict(pairwise(rows))
    divide = rows[:1] == lone[:1] and all(at in follows and not alone[follows[at]] for at in lone)
    return lone if len(lone) > 1 and divide else []


def _kind(cells: Sequence[str], layout: Layout) -> str:
    width = _width(layout)
    filled, is_noted = _filled(cells[:width]), any(text.strip() for text in cells[width:])
    if not filled:
        return "note" if is_noted else "blank"
    first = filled[0][1]
    if _total().fullmatch(fold(first)):
        return "total"
    if len(filled) > 1 and _repeats_headings(filled, layout):
        return "repeated heading"
    if len(filled) == 1 and len(layout.headings) > 1 and (is_foot(first) or is_certain(first)):
        return "note" if is_foot(first) else "section"
    if _is_alone(cells[:width], layout) or _is_across(filled, layout):
        return _kind_alone(filled[0], layout, is_across=len(filled) > 1)
    return "record"


def _kind_alone(cell: tuple[int, str], layout: Layout, *, is_across: bool) -> str:
    """Return what a row is that holds one text only, in one cell or (merged) across the table."""
    place, text = cell
    if not is_certain(text) and (len(text) > _LONG or text.endswith((".", ":", "!"))):
        return "note"
    return "section" if is_across or is_certain(text) or layout.index(_named(layout)) != place == 0 else "record"


def _is_across(filled: Sequence[tuple[int, str]], layout: Layout) -> bool:
    width = sum(bool(heading.strip()) for heading in layout.headings)
    return len(filled) >= max(width, _FEW) and len({text for _, text in filled}) == 1


def _named(layout: Layout) -> str:
    return "title" if "title" in layout.roles else "name"


def _is_alone(cells: Sequence[str], layout: Layout) -> bool:
    return sum(bool(text.strip()) for text in cells) == 1 and sum(role is not None for role in layout.roles) >= _FEW


def _repeats_headings(filled: Sequence[tuple[int, str]], layout: Layout) -> bool:
    headings = layout.headings
    return all(place < len(headings) and fold(headings[place]) == fold(text) for place, text in filled)


def _by_number(layout: Layout) -> list[int]:
    """Return the places of the columns; those of one attribute that a number tells apart, in the order of it."""
    groups: dict[tuple[str | None, str], list[tuple[int, int]]] = {}
    for place, (role, heading) in enumerate(zip(layout.roles, layout.headings, strict=True)):
        number = _NUMBER.search(heading)
        alike = (role, _NUMBER.sub("", fold(heading)) if role in MANY and number else str(place))
        groups.setdefault(alike, []).append((int(number[0]) if number else 0, place))
    return [place for columns in groups.values() for _, place in sorted(columns)]


def _row(record: _Record, layout: Layout, part: str, places: Sequence[int]) -> Row:
    line = record.line
    values: dict[str, Any] = {}
    for place in places:
        role, text = layout.roles[place], line.cells[place] if place < len(line.cells) else None
        if role in MANY:
            values.setdefault(role, []).append(text)
        elif role and text is not None:
            values[role] = text
    return Row(layout.record, _inherited(record, _joined(values)), line=line.line, part=part)


def _inherited(record: _Record, values: dict[str, Any]) -> dict[str, Any]:
    inherited = {
        section.role: section.text
        for section in record.above
        if section.role and not str(values.get(section.role, "")).strip()
    }
    return values | inherited


def _joined(values: Mapping[str, Any]) -> dict[str, Any]:
    return {role: "\n".join(filter(None, cell)) if isinstance(cell, list) else cell for role, cell in values.items()}


def answers(table: Table, layout: Layout) -> Answers:
    """Return the answers below the headings of *table*."""
    titles, below = _divided(table, layout)
    kinds = [_kind_of_answer(line.cells, layout) for line in below]
    never: Counter[str] = Counter()
    rows = tuple(
        _answer(line, number, layout, never)
        for number, (line, kind) in enumerate(zip(below, kinds, strict=True), 1)
        if kind == "answer"
    )
    return Answers(rows, titles, kinds.count("blank"), kinds.count("total"), never)


def _kind_of_answer(cells: Sequence[str], layout: Layout) -> str:
    filled = _filled(cells)
    if not filled:
        return "blank"
    if len(filled) <= _FEW and _counts(fold(filled[0][1])):
        return "total"
    return "blank" if _repeats_headings(filled, layout) else "answer"


def _counts(folded: str) -> bool:
    """Tell whether a row of a form's answers that begins so counts the others."""
    plain = folded.rstrip(":")
    return plain in words.listed("answers", "total") or plain in words.listed("answers", "count")


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
    return Answer(values, tuple(asked), line.line, number, tuple(_beyond(line.cells, layout)))


def runs_of(numbers: Sequence[int]) -> str:
    """Return the numbers of rows as ``5–9, 12``; of many only the first few."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs[:_MOST_RUNS]]
    return ", ".join(shown) + ("…" if len(runs) > _MOST_RUNS else "")
