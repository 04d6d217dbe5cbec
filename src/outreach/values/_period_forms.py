"""The forms of one period: each pattern beside what it means."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from outreach.values._calendar import MONTHS, ORDINALS, SEASONS, day_of, full_year, months_of

if TYPE_CHECKING:
    from collections.abc import Callable

Found = tuple[date, date, str]


def _words(known: dict[str, int] | dict[str, tuple[int, int]]) -> str:
    return "|".join(sorted(map(re.escape, known), key=len, reverse=True))


_YEAR_4: Final = r"(?P<y>[0-9]{4})"
_YEAR: Final = rf"(?:(?:,? ?|[-–/]| -| of | av |, )(?:{_YEAR_4})|(?: ?['’–-] ?)(?P<yy>[0-9]{{2}}))"
_SHORT_TOO: Final = rf"(?:{_YEAR}| ?(?P<short>[0-9]{{2}}))"  # where two bare digits cannot be a day
_QUARTER: Final = r"(?:q|kv\.?|kvartal|k|quarter|qtr\.?)"
_WEEK: Final = r"(?:v\.?|vecka|week|wk\.?|w)"
_HALF: Final = r"(?:halvår|halvåret|half|half-year|half year|h)"
_MONTH: Final = _words(MONTHS)
_SEASON: Final = _words(SEASONS)
_ORDINAL: Final = _words(ORDINALS)


def single(plain: str, default_year: int | None) -> Found | None:
    """Return start, end and precision of a tidied text that is one period, or None."""
    for pattern, read in _FORMS:
        if match := pattern.fullmatch(plain):
            return read(match, default_year)
    return None


def _year(match: re.Match[str], default: int | None) -> int | None:
    parts = match.groupdict()
    digits = parts.get("y") or parts.get("yy") or parts.get("short")
    return full_year(digits) if digits else default


def _quarter(match: re.Match[str], default: int | None) -> Found | None:
    year, number = _year(match, default), _number(match)
    return (*months_of(year, 3 * number - 2, 3 * number), "quarter") if year else None


def _financial_quarter(match: re.Match[str], _: int | None) -> Found | None:
    year, number = _financial_year_of(match), int(match["n"])
    return (*months_of(year, 3 * number + 1, 3 * number + 3), "quarter") if year else None


def _financial_year(match: re.Match[str], _: int | None) -> Found | None:
    year = _financial_year_of(match)
    return (*months_of(year, 4, 15), "span") if year else None


def _financial_year_of(match: re.Match[str]) -> int | None:
    first, second = full_year(match["y"]), full_year(match["z"])
    return first if first and second == first + 1 else None


def _half(match: re.Match[str], default: int | None) -> Found | None:
    year, number = _year(match, default), _number(match)
    return (*months_of(year, 6 * number - 5, 6 * number), "half_year") if year and number <= 2 else None  # noqa: PLR2004


def _number(match: re.Match[str]) -> int:
    return ORDINALS.get(match["n"]) or int(match["n"])


def _season(match: re.Match[str], default: int | None) -> Found | None:
    year = _year(match, default)
    return (*months_of(year, *SEASONS[match["word"]]), "season") if year else None


def _winter(match: re.Match[str], _: int | None) -> Found | None:
    year = _financial_year_of(match)
    return (*months_of(year, 12, 14), "season") if year else None


def _month(match: re.Match[str], default: int | None) -> Found | None:
    year = _year(match, default)
    month = MONTHS.get(match["m"]) or int(match["m"])
    return (*months_of(year, month, month), "month") if year and 1 <= month <= 12 else None  # noqa: PLR2004


def _run_together(match: re.Match[str], default: int | None) -> Found | None:
    """Return the month of ``201703``, unless the six digits can also be a day: ``201012``."""
    digits = match["y"] + match["m"]
    as_a_day = day_of(full_year(digits[:2]), int(digits[2:4]), int(digits[4:]))
    return None if as_a_day else _month(match, default)


def _day(match: re.Match[str], default: int | None) -> Found | None:
    day = day_of(default, MONTHS[match["m"]], int(match["d"]))
    return (day, day, "day") if day else None


def _week(match: re.Match[str], default: int | None) -> Found | None:
    year = _year(match, default)
    try:
        monday = date.fromisocalendar(year or 0, int(match["n"]), 1)
    except ValueError:
        return None
    return monday, monday + timedelta(days=6), "week"


def _weekday(match: re.Match[str], _: int | None) -> Found | None:
    try:
        day = date.fromisocalendar(full_year(match["y"]) or 0, int(match["n"]), int(match["d"]))
    except ValueError:
        return None
    return day, day, "day"


def _whole_year(match: re.Match[str], default: int | None) -> Found | None:
    year = _year(match, default)
    return (date(year, 1, 1), date(year, 12, 31), "year") if year else None


def _turn_of_the_year(match: re.Match[str], _: int | None) -> Found | None:
    year = _financial_year_of(match)
    return (*months_of(year, 12, 13), "span") if year else None


def _two_years(match: re.Match[str], _: int | None) -> Found | None:
    year = _financial_year_of(match)
    return (*months_of(year, 1, 24), "span") if year else None


def _third(match: re.Match[str], default: int | None) -> Found | None:
    """Return the four months of a *tertial*."""
    year, number = _year(match, default), _number(match)
    return (*months_of(year, 4 * number - 3, 4 * number), "span") if year else None


_TWO_YEARS: Final = r"(?P<y>[0-9]{4}|[0-9]{2}) ?[/–-] ?(?P<z>[0-9]{4}|[0-9]{2})"

_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int | None], Found | None]], ...]] = tuple(
    (re.compile(pattern, re.ASCII), read)
    for pattern, read in (
        (_YEAR_4, _whole_year),
        (rf"{_YEAR_4}(?P<m>[0-9]{{2}})", _run_together),
        (rf"{_YEAR_4}[-/.](?P<m>[0-9]{{1,2}})", _month),
        (rf"(?P<m>[0-9]{{1,2}})[-/.]{_YEAR_4}", _month),
        (rf"(?P<m>{_MONTH})\.?(?: månad)?{_YEAR}?", _month),
        (rf"{_YEAR_4}[ ,-]+(?P<m>{_MONTH})\.?", _month),
        (rf"(?:den )?(?P<d>[0-9]{{1,2}})(?:\.|st|nd|rd|th|:a|:e)? ?(?P<m>{_MONTH})\.?", _day),
        (rf"{_QUARTER} ?(?P<n>[1-4])(?:,? (?:fy|financial year|fiscal year)? ?){_TWO_YEARS}", _financial_quarter),
        (rf"{_QUARTER} ?(?P<n>[1-4]){_SHORT_TOO}?", _quarter),
        (rf"{_YEAR_4}[ ,:-]*{_QUARTER} ?(?P<n>[1-4])", _quarter),
        (rf"(?:the )?(?P<n>{_ORDINAL}|[1-4]) ?(?:kvartalet|kvartal|kv\.?|quarter){_SHORT_TOO}?", _quarter),
        (rf"(?:fy|financial year|fiscal year) ?{_TWO_YEARS}", _financial_year),
        (rf"{_HALF} ?(?P<n>[12]){_SHORT_TOO}?", _half),
        (rf"{_YEAR_4}[ ,:-]*{_HALF} ?(?P<n>[12])", _half),
        (rf"(?:the )?(?P<n>{_ORDINAL}|[12]) ?(?:halvåret|halvår|half-year|half year|half){_SHORT_TOO}?", _half),
        (rf"(?P<word>vinter|vintern|winter) {_TWO_YEARS}", _winter),
        (rf"(?P<word>{_SEASON})\.?{_SHORT_TOO}?", _season),
        (rf"{_YEAR_4}[ ,-]+(?P<word>{_SEASON})", _season),
        (rf"{_YEAR_4}-?w(?P<n>[0-9]{{1,2}})-(?P<d>[1-7])", _weekday),
        (rf"{_YEAR_4}[ ,-]*{_WEEK} ?(?P<n>[0-9]{{1,2}})", _week),
        (rf"{_WEEK} ?(?P<n>[0-9]{{1,2}})(?:(?:,? (?:of )?|[-–/]){_YEAR_4})?", _week),
        (rf"årsskiftet {_TWO_YEARS}", _turn_of_the_year),
        (r"(?P<y>[0-9]{4}) ?/ ?(?P<z>[0-9]{4})", _two_years),
        (rf"(?:tertial|t) ?(?P<n>[1-3]){_SHORT_TOO}?", _third),
    )
)
