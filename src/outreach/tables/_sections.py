"""Rows that stand above others and say what is true of them: a year, a time, goods or services, an industry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from outreach import codes, values
from outreach.errors import UnreadableError
from outreach.model import Procurement
from outreach.tables import _terms
from outreach.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.tables._table import Layout

_YEARS: Final = re.compile(r"(?:år |year |plan |planen )?(?P<year>(?:19|20)[0-9]{2})", re.ASCII)
_SPAN_OF_YEARS: Final = re.compile(r"(?:år |year )?(?:19|20)[0-9]{2}[-–/](?:19|20)?[0-9]{2}", re.ASCII)
_UNIT: Final = re.compile(
    r".*(?:förvaltning(?:en)?|nämnd(?:en)?|kontor(?:et)?|bolag(?:et)?|avdelning(?:en)?|department|directorate|division)"
    r"|(?:barn|kultur|vård|socialtjänst|teknik|service|räddningstjänst)(?:en)?(?: och [a-zåäö ]+)?"
)
_YEARLESS: Final = 2000
"""A year that makes a time without one readable, to ask whether it is a time at all."""

_MOST_WORDS: Final = 12


@attrs.frozen
class Section:
    """What a row says of those below it.

    Attributes:
        text: As written.
        year: The year of dates that name none.
        role: The attribute it fills where no column does; empty where it is not known.
    """

    text: str
    year: int | None = None
    role: str = ""


def is_certain(text: str) -> bool:
    """Tell whether *text*, alone in its row, is a section and cannot be the name of a procurement."""
    plain = fold(text)
    return bool(_YEARS.fullmatch(plain) or _SPAN_OF_YEARS.fullmatch(plain) or _terms.is_nature(text) or _is_time(plain))


def section(text: str, layout: Layout) -> Section:
    """Return what *text* says of the rows below it, in a table read as *layout*."""
    plain = fold(text)
    if match := _YEARS.fullmatch(plain):
        return Section(text, year=int(match["year"]))
    roles = [role for role in _roles(text, layout) if role not in layout.roles or role == "planned_publication"]
    return Section(text, year=_year_of(plain), role=roles[0] if roles else "")


def _year_of(plain: str) -> int | None:
    """Return the one year in which a time lies, where it says it."""
    try:
        start, end, _ = values.parse_period(plain)
    except UnreadableError:
        return None
    return start.year if start and end and start.year == end.year else None


def _roles(text: str, layout: Layout) -> Iterator[str]:
    plain = fold(text)
    if layout.record is not Procurement:
        return
    if _is_time(plain):
        yield "planned_publication"
    elif _terms.is_nature(text):
        yield "nature"
    elif codes.industry_by_name(text):
        yield from ("industry", "unit")
    elif _UNIT.fullmatch(plain):
        yield "unit"
    elif {"unit", "industry"} & set(layout.roles):
        # One of the two has a column; what divides the list is then the other.
        yield from ("industry", "unit")


def _is_time(plain: str) -> bool:
    """Tell whether *plain* is a time, more precise than a year and less than a day."""
    try:
        found = values.parse_period(plain, default_year=_YEARLESS)
    except UnreadableError:
        return False
    return found.precision not in ("day", "year")


def time_in(text: str) -> str:
    """Return the time that a heading's words hold (``Under våren 2025 planeras även``), or nothing."""
    words = text.split()[:_MOST_WORDS]
    spans = (
        (end - start, -start, words[start:end])
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    )
    for _, _, span in sorted(spans, key=lambda found: found[:2], reverse=True):
        if _is_time(fold(" ".join(span))):
            return " ".join(span)
    return ""


def told(sections: Iterable[Section]) -> tuple[str, ...]:
    """Return what to note about *sections*: what they were read as, and those that say nothing known."""
    found = list(dict.fromkeys(sections))
    roles = dict.fromkeys(each.role for each in found if each.role)
    unknown = [each.text for each in found if not each.role and each.year is None]
    notes = [f"{role}: after the rows that stand above others" for role in roles]
    if any(each.year for each in found):
        notes.append("year of dates that name none: after the rows that stand above them")
    return (*notes, *(f"section {text!r} says nothing known" for text in unknown[:5]))
