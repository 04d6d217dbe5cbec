"""Dates, times and spans of them, as precise as their source."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from outreach.languages._catalogues import Translator, normalise, translator
from outreach.model import ContractLength, Period, Precision

if TYPE_CHECKING:
    from collections.abc import Callable

    from babel import Locale

MOST: Final = 1 << 15
"""How many distinct values are remembered: a page says few dates many times, and Babel is what it costs."""

_MONTHS_A_YEAR: Final = 12
_EN_DASH: Final = "–"


def _babel(locale: str) -> Locale:
    from babel import Locale  # noqa: PLC0415 - heavy, and only those who publish need it

    return Locale.parse(normalise(locale))


@lru_cache(MOST)
def _day(day: date, pattern: str, locale: str) -> str:
    from babel.dates import format_date as by_babel  # noqa: PLC0415

    return by_babel(day, pattern, locale=_babel(locale))


def format_date(day: date, locale: str, *, weekday: bool = False) -> str:
    """Return *day* (datum): ``1 mars 2017``, with *weekday* ``onsdag 1 mars 2017``."""
    plain = date(day.year, day.month, day.day)
    return _day(plain, "EEEE d MMMM y" if weekday else "d MMMM y", normalise(locale))


def _time(moment: datetime, t: Translator) -> str:
    return t.c("time of day", "{hour}:{minute}", hour=f"{moment.hour:02}", minute=f"{moment.minute:02}")


def format_moment(moment: date | datetime, locale: str, *, weekday: bool = False) -> str:
    """Return a day, or a day with its time in its own zone (tidpunkt): ``1 mars 2017 kl. 13.00``."""
    day = format_date(moment, locale, weekday=weekday)
    if not isinstance(moment, datetime):
        return day
    t = translator(locale)
    return t("{date}, {time}", date=day, time=_time(moment, t))


def format_time_span(starts: datetime, ends: datetime | None, locale: str) -> str:
    """Return the times of one day (klockslag): ``13.00–16.00``; without *ends* ``13.00``."""
    t = translator(locale)
    if ends is None:
        return _time(starts, t)
    return f"{_time(starts, t)}{_EN_DASH}{_time(ends.astimezone(starts.tzinfo), t)}"


def format_datetime_span(starts: datetime, ends: datetime, locale: str) -> str:
    """Return from when to when (tid): ``onsdag 1 mars 2017 kl. 13.00–16.00``, in the zone of *starts*."""
    ends = ends.astimezone(starts.tzinfo)
    if ends.date() != starts.date():
        return f"{format_moment(starts, locale, weekday=True)} {_EN_DASH} {format_moment(ends, locale, weekday=True)}"
    t = translator(locale)
    day = format_date(starts, locale, weekday=True)
    return t("{date}, {time}", date=day, time=format_time_span(starts, ends, locale))


def format_period(period: Period, locale: str) -> str:
    """Return a *period* (tidsperiod), no more precise than its source: ``andra kvartalet 2017``, ``våren 2017``.

    What has neither start nor end, and is not ongoing (``löpande``), reads *datum inte bestämt*.
    """
    return _period(period, normalise(locale))


@lru_cache(MOST)
def _period(period: Period, locale: str) -> str:
    t = translator(locale)
    start, end = period.start or period.end, period.end or period.start
    if period.is_open:
        return t("ongoing")
    if start is None or end is None:
        return t("date not set")
    if period.start is None:
        return t("by {date}", date=_bound(end, (end + timedelta(days=1)).day == 1, t))
    if period.end is None:
        return t("from {date}", date=_bound(start, start.day == 1, t))
    return _SHAPES.get(period.precision, _span)(start, end, t)


def _bound(day: date, is_edge_of_month: bool, t: Translator) -> str:  # noqa: FBT001 - a private helper
    """Return the one end that is known; at the edge of a month the source may have said no more than the month."""
    return _month(day, day, t) if is_edge_of_month else format_date(day, t.locale)


def _one_day(start: date, end: date, t: Translator) -> str:
    del end
    return format_date(start, t.locale)


def _week(start: date, end: date, t: Translator) -> str:
    del end
    year, week, _ = start.isocalendar()
    return t("week {week} of {year}", week=week, year=year)


def _month(start: date, end: date, t: Translator) -> str:
    del end
    return _day(date(start.year, start.month, 1), "MMMM y", t.locale)


def quarter_of(year: int, quarter: int, locale: str) -> str:
    """Return a *quarter* (kvartal), 1 to 4, of a *year*: ``andra kvartalet 2017``."""
    t = translator(locale)
    names = (
        t("first quarter of {year}", year=year),
        t("second quarter of {year}", year=year),
        t("third quarter of {year}", year=year),
        t("fourth quarter of {year}", year=year),
    )
    return names[quarter - 1]


def _quarter(start: date, end: date, t: Translator) -> str:
    del end
    return quarter_of(start.year, (start.month + 2) // 3, t.locale)


def _half_year(start: date, end: date, t: Translator) -> str:
    del end
    halves = (t("first half of {year}", year=start.year), t("second half of {year}", year=start.year))
    return halves[start.month > _MONTHS_A_YEAR // 2]


def _season(start: date, end: date, t: Translator) -> str:
    """Name the season by its middle: a spring may begin in January or in March."""
    middle = start + (end - start) // 2
    year = start.year if start.year == end.year else f"{start.year}{_EN_DASH}{end.year}"
    names = (
        t("winter {year}", year=year),
        t("spring {year}", year=year),
        t("summer {year}", year=year),
        t("autumn {year}", year=year),
    )
    return names[middle.month % _MONTHS_A_YEAR // 3]


def _year(start: date, end: date, t: Translator) -> str:
    del t
    return str(start.year) if start.year == end.year else f"{start.year}{_EN_DASH}{end.year}"


def _span(start: date, end: date, t: Translator) -> str:
    """Return a span: of whole years, of whole months, else of days; what both ends share is said once."""
    whole_months = start.day == 1 and (end + timedelta(days=1)).day == 1
    if whole_months and start.month == 1 and end.month == _MONTHS_A_YEAR:
        return _year(start, end, t)
    if start == end:
        return _one_day(start, end, t)
    if whole_months:
        return _month_span(start, end, t)
    return _day_span(start, end, t)


def _month_span(start: date, end: date, t: Translator) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return _month(start, end, t)
    pattern = "MMMM" if start.year == end.year else "MMMM y"
    return f"{_day(start, pattern, t.locale)}{_EN_DASH}{_month(end, end, t)}"


def _day_span(start: date, end: date, t: Translator) -> str:
    last = format_date(end, t.locale)
    if start.year != end.year:
        return f"{format_date(start, t.locale)}{_EN_DASH}{last}"
    pattern = "d" if start.month == end.month else "d MMMM"
    return f"{_day(start, pattern, t.locale)}{_EN_DASH}{last}"


_SHAPES: Final[dict[Precision, Callable[[date, date, Translator], str]]] = {
    Precision.DAY: _one_day,
    Precision.WEEK: _week,
    Precision.MONTH: _month,
    Precision.QUARTER: _quarter,
    Precision.HALF_YEAR: _half_year,
    Precision.SEASON: _season,
    Precision.YEAR: _year,
}


def format_when(period: Period, locale: str) -> str:
    """Return a *period* as a sentence tells it (när): ``i mars 2017``, ``andra kvartalet 2017``, ``under 2017``."""
    t = translator(locale)
    text = format_period(period, locale)
    if period.start is None or period.end is None:
        return text
    if period.precision in (Precision.QUARTER, Precision.HALF_YEAR):
        return t("in the {quarter}", quarter=text)
    if period.precision is Precision.DAY:
        return t("on {day}", day=text)
    if period.precision is Precision.MONTH:
        return t("in {month}", month=text)
    if period.precision in (Precision.WEEK, Precision.SEASON):
        return t("in {season}", season=text)
    return t("during {period}", period=text)


def format_length(length: ContractLength, locale: str) -> str:
    """Return how long a contract runs (avtalslängd): ``2 år, kan förlängas med 1 + 1 år``."""
    return _length(length, normalise(locale))


@lru_cache(MOST)
def _length(length: ContractLength, locale: str) -> str:
    t = translator(locale)
    whole = length.max_months
    if length.months is None:
        return t("length not set") if whole is None else t("up to {length} with extensions", length=_months(whole, t))
    first = _months(length.months, t)
    if length.options:
        return t("{length}, may be extended by {options}", length=first, options=_options(length.options, t))
    if whole and whole > length.months:
        return t("{length}, may be extended to {whole}", length=first, whole=_months(whole, t))
    return first


def _months(months: int, t: Translator) -> str:
    if months and months % _MONTHS_A_YEAR == 0:
        return t.n("{n} year", "{n} years", months // _MONTHS_A_YEAR)
    return t.n("{n} month", "{n} months", months)


def _options(options: tuple[int, ...], t: Translator) -> str:
    """Return ``1 + 1 år``: every option in its order, in years where all of them are whole years."""
    unit = _MONTHS_A_YEAR if all(months % _MONTHS_A_YEAR == 0 for months in options) else 1
    numbers = [months // unit for months in options]
    last = (
        _months(options[-1], t)
        if unit > 1 or options[-1] % _MONTHS_A_YEAR
        else t.n("{n} month", "{n} months", options[-1])
    )
    return " + ".join([*map(str, numbers[:-1]), last])
