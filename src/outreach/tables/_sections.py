"""Rows that stand above others and say what is true of them: a year, a time, goods or services, an industry."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import attrs

from outreach import codes, values, words
from outreach.errors import UnreadableError
from outreach.model import Procurement
from outreach.tables import _terms
from outreach.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.tables._table import Layout

_YEARLESS: Final = 2000
"""A year that makes a time without one readable, to ask whether it is a time at all."""

_MOST_WORDS: Final = 12

_FILLED_TOO: Final = ("planned_publication", "stage")
"""What rows say of those below them even where a column does: its empty cells."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what a year, a span of years and a department, alone in a row, look like."""
    led = rf"(?:(?:{words.any_of(words.listed('dates', 'section_year'))}) )?"
    ending, name, and_ = (words.any_of(words.listed("units", part)) for part in ("ending", "name", "and"))
    return (
        re.compile(rf"{led}(?P<year>(?:19|20)[0-9]{{2}})", re.ASCII),
        re.compile(rf"{led}(?:19|20)[0-9]{{2}}[-–/](?:19|20)?[0-9]{{2}}", re.ASCII),
        re.compile(rf".*(?:{ending})|(?:{name})(?: (?:{and_}) [^\W\d_ ][^\W\d_]*(?: [^\W\d_]+)*)?"),
    )


@attrs.frozen
class Section:
    """What a row says of those below it."""

    text: str  # as written
    year: int | None = None  # the year of dates that name none
    role: str = ""  # the attribute it fills where no column does; empty where it is not known


def is_certain(text: str) -> bool:
    """Tell whether *text*, alone in its row, is a section and cannot be the name of a procurement."""
    plain = fold(text)
    year, span, _ = _patterns()
    is_told = _terms.is_nature(text) or _terms.stage_alone(text) is not None
    return bool(is_told or year.fullmatch(plain) or span.fullmatch(plain) or _is_time(plain))


@cache
def _foot() -> re.Pattern[str]:
    """Return what stands below a table: ``Källa: …``, ``Sida 1 av 3``, ``Senast uppdaterad 2024-01-05``, ``* …``."""
    named, by = (words.any_of(words.listed("sections", name)) for name in ("foot", "foot_by"))
    return re.compile(rf"(?:{named})(?:\s*[:.].*|\s+[0-9].*| (?:{by}) .*| .*[0-9]{{4}})?|[*†‡©¹²³].*", re.DOTALL)


def is_foot(text: str) -> bool:
    """Tell whether *text*, alone in its row, is a foot: where the list comes from, its page, when it was changed."""
    return bool(_foot().fullmatch(fold(text)))


def title_section(text: str, layout: Layout) -> Section | None:
    """Return what a title right above headings says of the rows below them; None where it is only a title.

    A title is not alone among rows: only a year, a stage, goods or services, an industry or a department says anything.
    """
    plain = fold(text)
    if _patterns()[0].fullmatch(plain) or any(_named_roles(text, layout)):
        return section(text, layout)
    return None


def is_year(text: str) -> bool:
    """Tell whether *text* is a year, or one behind a word for it: ``År 2022``."""
    return bool(_patterns()[0].fullmatch(fold(text)))


def section(text: str, layout: Layout) -> Section:
    """Return what *text* says of the rows below it, in a table read as *layout*."""
    plain = fold(text)
    if match := _patterns()[0].fullmatch(plain):
        return Section(text, year=int(match["year"]))
    roles = [role for role in _roles(text, layout) if role not in layout.roles or role in _FILLED_TOO]
    return Section(text, year=_year_of(plain), role=roles[0] if roles else "")


def _year_of(plain: str) -> int | None:
    """Return the one year in which a time lies, where it says it."""
    try:
        start, end, _ = values.parse_period(plain)
    except UnreadableError:
        return None
    return start.year if start and end and start.year == end.year else None


def _roles(text: str, layout: Layout) -> Iterator[str]:
    named = list(_named_roles(text, layout))
    yield from named
    if not named and layout.record is Procurement and {"unit", "industry"} & set(layout.roles):
        # One of the two has a column; what divides the list is then the other.
        yield from ("industry", "unit")


def _named_roles(text: str, layout: Layout) -> Iterator[str]:
    plain = fold(text)
    if layout.record is not Procurement:
        return
    if _terms.stage_alone(text):
        yield "stage"
    elif _is_time(plain):
        yield "planned_publication"
    elif _terms.is_nature(text):
        yield "nature"
    elif codes.industry_by_name(text):
        yield from ("industry", "unit")
    elif _patterns()[2].fullmatch(plain):
        yield "unit"


def _is_time(plain: str) -> bool:
    """Tell whether *plain* is a time, more precise than a year and less than a day."""
    try:
        period = values.parse_period(plain, default_year=_YEARLESS)
    except UnreadableError:
        return False
    return period.precision not in ("day", "year")


def time_in(text: str) -> str:
    """Return the time that a heading's words hold (``Under våren 2025 planeras även``), or nothing."""
    tokens = text.split()[:_MOST_WORDS]
    spans = (
        (end - start, -start, tokens[start:end])
        for start in range(len(tokens))
        for end in range(start + 1, len(tokens) + 1)
    )
    for _, _, span in sorted(spans, key=lambda candidate: candidate[:2], reverse=True):
        if _is_time(fold(" ".join(span))):
            return " ".join(span)
    return ""


def section_notes(sections: Iterable[Section]) -> tuple[str, ...]:
    """Return what to note about *sections*: what they were read as, and those that say nothing known."""
    distinct = list(dict.fromkeys(sections))
    roles = dict.fromkeys(section.role for section in distinct if section.role)
    unknown = [section.text for section in distinct if not section.role and section.year is None]
    notes = [f"{role}: after the rows that stand above others" for role in roles]
    if any(section.year for section in distinct):
        notes.append("year of dates that name none: after the rows that stand above them")
    return (*notes, *(f"section {text!r} says nothing known" for text in unknown[:5]))
