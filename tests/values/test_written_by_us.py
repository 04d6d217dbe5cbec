"""What a publication writes, a reader reads: dates, periods, values and lengths in every language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from outreach import languages, values
from outreach.model import ContractLength, Estimate, Period, Precision

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
LOCALES = st.sampled_from(languages.available())
AMOUNTS = st.integers(1, 10**12).map(Decimal) | st.integers(1, 999).map(lambda number: Decimal(number) * 10**6)


@given(DAYS, LOCALES, st.booleans())
def test_days(day, locale, weekday):
    """A day in words, with its weekday or without, is the same day."""
    assert day == values.parse_date(languages.format_date(day, locale, weekday=weekday))


@given(st.integers(1990, 2099), st.integers(1, 12), LOCALES)
def test_months_and_quarters(year, month, locale):
    """A month and a quarter in words are as long as they were."""
    for text in (f"{year}-{month:02}", f"Q{(month + 2) // 3} {year}"):
        period = Period.parse(text)
        assert period == Period.parse(languages.format_period(period, locale))


@given(DAYS, DAYS, LOCALES)
def test_spans(first, last, locale):
    """From one day to another is the same span; days of one month share its name."""
    start, end = sorted((first, last))
    period = Period(start=start, end=end, precision=Precision.SPAN)
    found = values.parse_period(languages.format_period(period, locale))
    assert (start, end) == (found.start, found.end)


@pytest.mark.parametrize("season", ["spring", "summer", "autumn", "winter"])
@given(year=st.integers(1990, 2098), locale=LOCALES)
def test_seasons(season, year, locale):
    """A season keeps its months, a winter its two years."""
    text = f"winter {year}/{year + 1}" if season == "winter" else f"{season} {year}"
    period = Period.parse(text)
    assert period == Period.parse(languages.format_period(period, locale))


@given(AMOUNTS, AMOUNTS, LOCALES, st.booleans())
def test_values(one, other, locale, about):
    """A span of amounts keeps both its ends, to the last digit."""
    low, high = sorted((one, other))
    estimate = Estimate(low=low, high=high, currency="SEK", about=about)
    found = values.parse_estimate(languages.format_estimate(estimate, locale), home="SEK")
    assert (low, high, "SEK", about) == found[:4]


@example(Decimal(10**12), "en_GB", "low")
@given(AMOUNTS, LOCALES, st.sampled_from(["low", "high"]))
def test_bounds(amount, locale, side):
    """*At least* and *at most* stay what they are."""
    estimate = Estimate(**{"low": None, "high": None, side: amount}, currency="SEK")
    found = values.parse_estimate(languages.format_estimate(estimate, locale), home="SEK")
    assert {"low": None, "high": None, side: amount} == {"low": found.low, "high": found.high}


@given(st.integers(1, 10), st.lists(st.integers(1, 5), max_size=3), LOCALES)
def test_lengths(years, options, locale):
    """Years and the options to extend them keep their order."""
    months, extra = years * 12, tuple(option * 12 for option in options)
    length = ContractLength(months=months, options=extra, max_months=months + sum(extra))
    assert length == ContractLength.parse(languages.format_length(length, locale))
