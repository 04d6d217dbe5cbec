"""The words of the calendar in Swedish and English, and the years the library reads.

They ship here, since ``strptime`` reads months in the machine's own language and Babel is no parser.
"""

from __future__ import annotations

from datetime import date
from typing import Final

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100

_CENTURY_TURNS: Final = FIRST_YEAR % 100  # 90–99 are the 1990s, 00–89 this century

MONTHS: Final = {
    word: number
    for number, words in enumerate(
        (
            "jan januari january",
            "feb febr februari february",
            "mar mars march",
            "apr april",
            "maj may",
            "jun juni june",
            "jul juli july",
            "aug augusti august",
            "sep sept september",
            "okt oct oktober october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for word in words.split()
}
"""Month words, case-folded and without a point, to 1–12."""

SEASONS: Final = {
    word: months
    for months, words in (
        ((3, 5), "vår våren vårens spring"),
        ((6, 8), "sommar sommaren sommarens summer"),
        ((9, 11), "höst hösten höstens autumn fall"),
        ((12, 14), "vinter vintern vinterns winter"),
        ((1, 6), "vt vårterminen vårtermin"),
        ((7, 12), "ht höstterminen hösttermin"),
    )
    for word in words.split()
}
"""Season words to first and last month, 13 and 14 being January and February of the next year."""

ORDINALS: Final = {
    word: number
    for number, words in enumerate(
        ("första 1:a 1a 1:sta 1st first", "andra 2:a 2a 2nd second", "tredje 3:e 3e 3:dje 3rd third",
         "fjärde 4:e 4e 4:de 4th fourth"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
"""Ordinals, for quarters and half-years."""


def full_year(digits: str) -> int | None:
    """Return the year of two or four digits, or None outside 1990–2100."""
    year = int(digits)
    if len(digits) == 2:  # noqa: PLR2004 - two digits are what is asked
        return year + (1900 if year >= _CENTURY_TURNS else 2000)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def day_of(year: int | None, month: int, day: int) -> date | None:
    """Return the date, or None where there is none."""
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None


def months_of(year: int, first: int, last: int) -> tuple[date, date]:
    """Return the first day of month *first* and the last of month *last*; months above 12 are the next year's."""
    return month_start(year, first), date.fromordinal(month_start(year, last + 1).toordinal() - 1)


def month_start(year: int, month: int) -> date:
    """Return the first day of *month*, which may be above 12."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
