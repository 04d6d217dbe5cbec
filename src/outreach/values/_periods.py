"""Planned dates, as precise as they are written and never more: a day, a week, a quarter, a season, a span."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from outreach import words
from outreach.errors import UnreadableError, shown
from outreach.values._dates import LAST_YEAR, day_of, full_year, months, months_of, numbered, part, read_date
from outreach.values._text import LONGEST, is_unknown_word, tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from outreach.values._dates import Order


class ParsedPeriod(NamedTuple):
    """A time as precise as its text: both days are part of it, and a bound that is not given is None.

    ``precision`` is ``day``, ``week``, ``month``, ``quarter``, ``half_year``, ``season``, ``year``, ``span`` (from one
    to another), ``from`` (no end), ``until`` (no start) or ``open`` (all the time: *löpande*).
    """

    start: date | None
    end: date | None
    precision: str


Found = tuple[date, date, str]
_Form = tuple[re.Pattern[str], "Callable[[re.Match[str], int | None], Found | None]"]

_SEASONS: Final = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "winter": (12, 14),
    "spring_term": (1, 6),
    "autumn_term": (7, 12),
}
"""Season → first and last month, 13 and 14 being January and February of the next year."""

_LETTER: Final = r"[^\W\d_]"


class _Patterns(NamedTuple):
    """What surrounds, divides and bounds times, in the languages there are."""

    ongoing: frozenset[str]
    around: re.Pattern[str]
    tentative: re.Pattern[str]
    sides: tuple[tuple[re.Pattern[str], str], ...]
    onwards: re.Pattern[str]
    christmas: re.Pattern[str]
    between: tuple[re.Pattern[str], ...]
    counted: re.Pattern[str]
    days: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    tentative, to, and_ = part("tentative"), part("to"), part("and")
    return _Patterns(
        ongoing=frozenset(words.listed("dates", "ongoing")),
        around=re.compile(rf"(?:(?:{part('around')}|~)\s*(?<!{_LETTER})(?=\s|\w))"),
        tentative=re.compile(rf"\s*(?:\?|\*+|†|‡|\((?:{tentative}|\?)\)|,? (?:{tentative}))$"),
        sides=tuple((re.compile(rf"(?:{part(side)})\s+"), side) for side in ("from", "until", "after", "before")),
        onwards=re.compile(rf"\s*(?:{part('onwards')}|–|-\s*>|\s-)$"),
        christmas=re.compile(rf"(?:{part('christmas')})(?!{_LETTER})"),
        # The plainest sign first: the hyphen also stands within dates.
        between=tuple(
            re.compile(pattern)
            for pattern in (
                rf"\s+(?:{to})\s+",
                r"\s*–\s*",
                r"\s+-\s+",
                rf"\s+(?:{and_})\s+",
                r"(?<=[^0-9])/(?=[^0-9])|(?<=[^0-9][1-4])/(?=[^0-9])|(?<=[0-9]{4}-[0-9]{2}-[0-9]{2})/(?=[0-9]{4}-)",
                r"-",
            )
        ),
        counted=re.compile(
            rf"(?P<word>{part('quarter')}|{part('half')}|{part('week')})\s*(?P<a>[0-9]{{1,2}})\s*(?:[-–/]|{to}|{and_})"
            r"\s*(?P<rest>[0-9]{1,2}(?![0-9]).*)",
            re.ASCII,
        ),
        days=re.compile(
            rf"(?:(?:{part('the')}) )?(?P<a>[0-9]{{1,2}})\s*[-–]\s*(?P<b>[0-9]{{1,2}})\s+(?P<rest>{_LETTER}.*)"
        ),
    )


_HINT: Final = "write 2017-03-01, 2017-03, Q1 2017 or våren 2017"
_MOST_SPLITS: Final = 12


def parse_period(text: str, *, default_year: int | None = None, order: Order | None = None) -> ParsedPeriod:
    """Return the time (tidsperiod) that *text* writes, in Swedish or English, never more precise than the text.

    Read are days, weeks (``v. 12 2017``), months (``mars -19``), quarters (``Kv 2 2017``, ``Q3 25/26`` of a financial
    year from April), half-years, seasons, years, spans of these (``maj–juni 2017``), one-sided times (``tidigast sept
    2017``, ``senast juni 2017``) and *löpande*. Spring is March–May, summer June–August, autumn September–November,
    winter December–February, ``vt`` January–June, ``ht`` July–December.

    Arguments:
        text: One cell.
        default_year: The year of a text that names none, such as the one in the list's title.
        order: How figures such as ``03/04/2025`` stand, as :func:`date_order` finds it for the column.

    Raises:
        UnreadableError: Another form, a text that says the time is unknown (see :func:`is_unknown_word`), a year
            outside 1990–2100, or a form with two readings.
    """
    plain = tidy(text)
    if len(plain) > LONGEST or is_unknown_word(plain) or _patterns().christmas.search(plain):
        raise _unreadable(text)
    if plain in _patterns().ongoing:
        return ParsedPeriod(None, None, "open")
    period = _Reader(default_year, order).read(_bare(plain))
    if period is None:
        raise _why_not(text, plain)
    return period


_SOME_YEAR: Final = 2000
"""Makes a time without a year readable, to tell whether a year is all that it lacks."""


class _Reader(NamedTuple):
    year: int | None
    order: Order | None

    def read(self, plain: str) -> ParsedPeriod | None:
        return self.whole(plain) or self.one_sided(plain) or self.span(plain)

    def whole(self, plain: str) -> ParsedPeriod | None:
        parsed = self.day(plain) or _single(plain, self.year)
        return ParsedPeriod(*parsed) if parsed and parsed[1].year <= LAST_YEAR else None

    def day(self, plain: str) -> tuple[date, date, str] | None:
        try:
            day = read_date(plain, self.order)
        except UnreadableError:
            return None
        return day, day, "day"

    def one_sided(self, plain: str) -> ParsedPeriod | None:
        for pattern, side in _patterns().sides:
            if match := pattern.match(plain):
                return _one_side(self.read(_bare(plain[match.end() :])), side)
        if match := _patterns().onwards.search(plain):
            return _one_side(self.whole(_bare(plain[: match.start()])), "from")
        return None

    def span(self, plain: str) -> ParsedPeriod | None:
        for sides in (self.shared(plain), *(self.divided(plain, sign) for sign in _patterns().between)):
            if len(sides) == 1:
                return sides.pop()
        return None

    def shared(self, plain: str) -> set[ParsedPeriod]:
        """Return the span whose two sides share a word: ``v 40-42 2017``, ``Kv 3–4 2024``, ``15–20 mars 2017``."""
        if match := _patterns().counted.fullmatch(plain):
            word = match["word"]
            return set(self.joined(f"{word} {match['a']}", f"{word} {match['rest']}"))
        if match := _patterns().days.fullmatch(plain):
            return set(self.joined(f"{match['a']} {match['rest']}", f"{match['b']} {match['rest']}"))
        return set()

    def divided(self, plain: str, sign: re.Pattern[str]) -> set[ParsedPeriod]:
        places = list(sign.finditer(plain))[:_MOST_SPLITS]
        return {
            period
            for place in places
            for period in self.joined(_bare(plain[: place.start()]), _bare(plain[place.end() :]))
        }

    def joined(self, left: str, right: str) -> Iterator[ParsedPeriod]:
        """Yield the span of two sides, a year that one side lacks taken from the other."""
        pair = self.with_years(left, right)
        if pair and pair[0].start and pair[1].end and pair[0].start <= pair[1].end:
            yield ParsedPeriod(pair[0].start, pair[1].end, "span")

    def with_years(self, left: str, right: str) -> tuple[ParsedPeriod, ParsedPeriod] | None:
        yearless = self._replace(year=None)
        first, last = yearless.whole(left), yearless.whole(right)
        if last and last.start and not first:
            # "nov–jan 2020" began the year before.
            first = self._fitting(left, last.start.year, -1, last)
        elif first and first.start and not last:
            last = self._fitting(right, first.start.year, 1, first)
        elif not first and not last and self.year:
            first = self.whole(left)
            last = self._fitting(right, self.year, 1, first) if first else None
        return (first, last) if first and last else None

    def _fitting(self, plain: str, year: int, step: int, other: ParsedPeriod) -> ParsedPeriod | None:
        same = self._replace(year=year).whole(plain)
        if same and same.start and other.start and (same.start - other.start) * step < timedelta(0):
            return self._replace(year=year + step).whole(plain)
        return same


def _one_side(period: ParsedPeriod | None, side: str) -> ParsedPeriod | None:
    if period is None or period.start is None or period.end is None:
        return None
    return {
        "from": ParsedPeriod(period.start, None, "from"),
        "until": ParsedPeriod(None, period.end, "until"),
        "after": ParsedPeriod(period.end + timedelta(days=1), None, "from"),
        "before": ParsedPeriod(None, period.start - timedelta(days=1), "until"),
    }[side]


def _bare(plain: str) -> str:
    """Return *plain* without what makes it vaguer, not other: *preliminärt*, *mitten av*, a question mark."""
    before = None
    while before != plain:
        before = plain
        match = _patterns().around.match(plain)
        plain = _patterns().tentative.sub("", plain[match.end() :] if match else plain).strip()
    return plain


def _why_not(text: str, plain: str) -> UnreadableError:
    try:
        read_date(plain, None)
    except UnreadableError as error:
        if error.hint != "write 2017-03-01":
            return UnreadableError(f"{error.reason}", error.hint)
    if _Reader(_SOME_YEAR, None).read(_bare(plain)) is not None:
        return UnreadableError(f"no year: {shown(text)!r}", "write the year, or say it of all such dates: year=2017")
    return _unreadable(text)


def _unreadable(text: str) -> UnreadableError:
    return UnreadableError(f"not a date: {shown(text)!r}", _HINT)


def _single(plain: str, default_year: int | None) -> Found | None:
    """Return start, end and precision of a tidied text that is one period, or None."""
    for pattern, read in _forms():
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
    return _ordinals().get(match["n"]) or int(match["n"])


def _season(match: re.Match[str], default: int | None) -> Found | None:
    year = _year(match, default)
    return (*months_of(year, *_seasons()[match["word"]]), "season") if year else None


def _winter(match: re.Match[str], _: int | None) -> Found | None:
    year = _financial_year_of(match)
    return (*months_of(year, 12, 14), "season") if year else None


def _month(match: re.Match[str], default: int | None) -> Found | None:
    year = _year(match, default)
    month = months().get(match["m"]) or int(match["m"])
    return (*months_of(year, month, month), "month") if year and 1 <= month <= 12 else None  # noqa: PLR2004


def _run_together(match: re.Match[str], default: int | None) -> Found | None:
    """Return the month of ``201703``, unless the six digits can also be a day: ``201012``."""
    digits = match["y"] + match["m"]
    as_a_day = day_of(full_year(digits[:2]), int(digits[2:4]), int(digits[4:]))
    return None if as_a_day else _month(match, default)


def _day(match: re.Match[str], default: int | None) -> Found | None:
    day = day_of(default, months()[match["m"]], int(match["d"]))
    return (day, day, "day") if day else None


def _week(match: re.Match[str], default: int | None) -> Found | None:
    year = _year(match, default)
    try:
        monday = date.fromisocalendar(year or 0, int(match["n"]), 1)
    except ValueError:
        return None
    return monday, monday + timedelta(days=6), "week"


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


@cache
def _ordinals() -> Mapping[str, int]:
    return numbered("ordinals")


@cache
def _seasons() -> Mapping[str, tuple[int, int]]:
    return {word: _SEASONS[season] for season, named in words.table("seasons").items() for word in named}


@cache
def _forms() -> tuple[_Form, ...]:
    """Return the forms of one period: each pattern beside what it means."""
    the, of, quarter, half, week = (part(name) for name in ("the", "of", "quarter", "half", "week"))
    month, season, ordinal = (words.any_of(known) for known in (months(), _seasons(), _ordinals()))
    nth_quarter, nth_half, fiscal = part("nth_quarter"), part("nth_half"), part("financial_year")
    after_day, winter = part("after_day"), words.any_of(words.listed("seasons", "winter"))
    year_4 = r"(?P<y>[0-9]{4})"
    year = rf"(?:(?:,? ?|[-–/]| -| (?:{of}) |, )(?:{year_4})|(?: ?['’–-] ?)(?P<yy>[0-9]{{2}}))"
    short_too = rf"(?:{year}| ?(?P<short>[0-9]{{2}}))"  # where two bare digits cannot be a day
    two_years = r"(?P<y>[0-9]{4}|[0-9]{2}) ?[/–-] ?(?P<z>[0-9]{4}|[0-9]{2})"
    return tuple(
        (re.compile(pattern, re.ASCII), read)
        for pattern, read in (
            (year_4, _whole_year),
            (rf"{year_4}(?P<m>[0-9]{{2}})", _run_together),
            (rf"{year_4}[-/.](?P<m>[0-9]{{1,2}})", _month),
            (rf"(?P<m>[0-9]{{1,2}})[-/.]{year_4}", _month),
            (rf"(?P<m>{month})\.?(?: (?:{part('month')}))?{year}?", _month),
            (rf"{year_4}[ ,-]+(?P<m>{month})\.?", _month),
            (rf"(?:(?:{the}) )?(?P<d>[0-9]{{1,2}})(?:\.|{after_day})? ?(?P<m>{month})\.?", _day),
            (rf"(?:{quarter}) ?(?P<n>[1-4])(?:,? (?:{fiscal})? ?){two_years}", _financial_quarter),
            (rf"(?:{quarter}) ?(?P<n>[1-4]){short_too}?", _quarter),
            (rf"{year_4}[ ,:-]*(?:{quarter}) ?(?P<n>[1-4])", _quarter),
            (rf"(?:(?:{the}) )?(?P<n>{ordinal}|[1-4]) ?(?:{nth_quarter}){short_too}?", _quarter),
            (rf"(?:{fiscal}) ?{two_years}", _financial_year),
            (rf"(?:{half}) ?(?P<n>[12]){short_too}?", _half),
            (rf"{year_4}[ ,:-]*(?:{half}) ?(?P<n>[12])", _half),
            (rf"(?:(?:{the}) )?(?P<n>{ordinal}|[12]) ?(?:{nth_half}){short_too}?", _half),
            (rf"(?P<word>{winter}) {two_years}", _winter),
            (rf"(?P<word>{season})\.?{short_too}?", _season),
            (rf"{year_4}[ ,-]+(?P<word>{season})", _season),
            (rf"{year_4}[ ,-]*(?:{week}) ?(?P<n>[0-9]{{1,2}})", _week),
            (rf"(?:{week}) ?(?P<n>[0-9]{{1,2}})(?:(?:,? (?:(?:{of}) )?|[-–/]){year_4})?", _week),
            (rf"(?:{part('turn_of_year')}) {two_years}", _turn_of_the_year),
            (r"(?P<y>[0-9]{4}) ?/ ?(?P<z>[0-9]{4})", _two_years),
            (rf"(?:{part('third')}) ?(?P<n>[1-3]){short_too}?", _third),
        )
    )
