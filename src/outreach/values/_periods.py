"""Planned dates, as precise as they are written and never more: a day, a week, a quarter, a season, a span."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from outreach.errors import UnreadableError, shown
from outreach.values._calendar import LAST_YEAR
from outreach.values._dates import read_date
from outreach.values._period_forms import single
from outreach.values._words import LONGEST, is_unknown_word, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.values._dates import Order


class ParsedPeriod(NamedTuple):
    """A time as precise as its text: both days are part of it, and a bound that is not given is None.

    ``precision`` is ``day``, ``week``, ``month``, ``quarter``, ``half_year``, ``season``, ``year``, ``span`` (from one
    to another), ``from`` (no end), ``until`` (no start) or ``open`` (all the time: *löpande*).
    """

    start: date | None
    end: date | None
    precision: str


_OPEN: Final = frozenset(
    "löpande fortlöpande kontinuerligt kontinuerlig ongoing on-going continuous continuously".split()  # noqa: SIM905
)
_AROUND: Final = re.compile(
    r"(?:(?:preliminärt|preliminär|prel\.?|planerat|planerad|cirka|c:a|ca\.?|omkring|runt|under|i|in|during|about|around"
    r"|början av|i början av|början på|mitten av|i mitten av|mitten på|slutet av|i slutet av|slutet på|tidig|tidigt|sen"
    r"|sent|early|mid|mid-|late|end of|start of|beginning of|år|året|year|~)\s*(?<![a-zåäö])(?=\s|[0-9a-zåäö]))"
)
_AFTERWARDS: Final = re.compile(r"\s*(?:\?|\*+|†|‡|\((?:prel\.?|preliminärt|ca|tbc|\?)\)|,? prel\.?|,? preliminärt)$")
_FROM: Final = re.compile(
    r"(?:från och med|from och med|fr\.?\s?o\.?\s?m\.?|från|tidigast|inte före|ej före|from|earliest|not before"
    r"|no earlier than|starting|since)\s+"
)
_ONWARDS: Final = re.compile(r"\s*(?:och framåt|och framöver|och tills vidare|onwards?|and onwards?|–|-\s*>|\s-)$")
_UNTIL: Final = re.compile(
    r"(?:till och med|t\.?\s?o\.?\s?m\.?|senast|till|until|till|by|latest|no later than|not later than)\s+"
)
_AFTER: Final = re.compile(r"(?:efter|after)\s+")
_BEFORE: Final = re.compile(r"(?:före|innan|before)\s+")
_CHRISTMAS: Final = re.compile(r"(?:före|innan|efter|till|senast|runt|omkring|vid|i) jul(?![a-zåäö])")  # not July

# How a span may be divided, the plainest sign first: the hyphen also stands within dates.
_BETWEEN: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"\s+(?:till och med|t\.?o\.?m\.?|till|to|until)\s+",
        r"\s*–\s*",
        r"\s+-\s+",
        r"\s+(?:och|eller|and|or)\s+",
        r"(?<=[^0-9])/(?=[^0-9])|(?<=[^0-9][1-4])/(?=[^0-9])|(?<=[0-9]{4}-[0-9]{2}-[0-9]{2})/(?=[0-9]{4}-)",
        r"-",
    )
)
_COUNTED: Final = re.compile(
    r"(?P<word>q|kv\.?|kvartal|quarters?|h|v\.?|veckor|vecka|weeks?|wk\.?)\s*(?P<a>[0-9]{1,2})\s*(?:[-–/]|till|to|och|and)"
    r"\s*(?P<rest>[0-9]{1,2}(?![0-9]).*)",
    re.ASCII,
)
_DAYS: Final = re.compile(r"(?:den )?(?P<a>[0-9]{1,2})\s*[-–]\s*(?P<b>[0-9]{1,2})\s+(?P<rest>[a-zåäö].*)")

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
    if len(plain) > LONGEST or is_unknown_word(plain) or _CHRISTMAS.search(plain):
        raise _unreadable(text)
    if plain in _OPEN:
        return ParsedPeriod(None, None, "open")
    found = _Reader(default_year, order).read(_bare(plain))
    if found is None:
        raise _why_not(text, plain)
    return found


class _Reader(NamedTuple):
    year: int | None
    order: Order | None

    def read(self, plain: str) -> ParsedPeriod | None:
        return self.whole(plain) or self.one_sided(plain) or self.span(plain)

    def whole(self, plain: str) -> ParsedPeriod | None:
        found = self.day(plain) or single(plain, self.year)
        return ParsedPeriod(*found) if found and found[1].year <= LAST_YEAR else None

    def day(self, plain: str) -> tuple[date, date, str] | None:
        try:
            found = read_date(plain, self.order)
        except UnreadableError:
            return None
        return found, found, "day"

    def one_sided(self, plain: str) -> ParsedPeriod | None:
        for pattern, side in ((_FROM, "from"), (_UNTIL, "until"), (_AFTER, "after"), (_BEFORE, "before")):
            if match := pattern.match(plain):
                return _one_side(self.read(_bare(plain[match.end() :])), side)
        if match := _ONWARDS.search(plain):
            return _one_side(self.whole(_bare(plain[: match.start()])), "from")
        return None

    def span(self, plain: str) -> ParsedPeriod | None:
        for sides in (self.shared(plain), *(self.divided(plain, sign) for sign in _BETWEEN)):
            if len(sides) == 1:
                return sides.pop()
        return None

    def shared(self, plain: str) -> set[ParsedPeriod]:
        """Return the span whose two sides share a word: ``v 40-42 2017``, ``Kv 3–4 2024``, ``15–20 mars 2017``."""
        if match := _COUNTED.fullmatch(plain):
            word = match["word"]
            return set(self.joined(f"{word} {match['a']}", f"{word} {match['rest']}"))
        if match := _DAYS.fullmatch(plain):
            return set(self.joined(f"{match['a']} {match['rest']}", f"{match['b']} {match['rest']}"))
        return set()

    def divided(self, plain: str, sign: re.Pattern[str]) -> set[ParsedPeriod]:
        places = list(sign.finditer(plain))[:_MOST_SPLITS]
        return {
            found
            for place in places
            for found in self.joined(_bare(plain[: place.start()]), _bare(plain[place.end() :]))
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
        match = _AROUND.match(plain)
        plain = _AFTERWARDS.sub("", plain[match.end() :] if match else plain).strip()
    return plain


def _why_not(text: str, plain: str) -> UnreadableError:
    try:
        read_date(plain, None)
    except UnreadableError as error:
        if error.hint != "write 2017-03-01":
            return UnreadableError(f"{error.reason}", error.hint)
    return _unreadable(text)


def _unreadable(text: str) -> UnreadableError:
    return UnreadableError(f"not a date: {shown(text)!r}", _HINT)
