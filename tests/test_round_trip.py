"""What languages write, the parsers read back: in both languages, for every value a list can hold."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import outreach
from outreach import languages, values
from outreach.tables import _terms

LOCALES = ("sv_SE", "en_GB")
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
CURRENCIES = st.sampled_from(["SEK", "GBP", "EUR", "USD", "NOK", "DKK", "CHF"])
AMOUNTS = st.decimals(0, 10**10, places=2).map(lambda value: value if value % 1 else value.to_integral_value())
READERS = {
    outreach.Stage: _terms.stage,
    outreach.Nature: _terms.nature,
    outreach.Procedure: lambda text: _terms.procedure(text)[0],
    outreach.Technique: lambda text: _terms.techniques_in(text)[0],
    outreach.Size: _terms.size,
}
FORMS = (
    "v. {week} {year}",
    "{month} {year}",
    "Q{quarter} {year}",
    "{half}:a halvåret {year}",
    "{season} {year}",
    "{year}",
    "{year}–{later}",
    "löpande",
)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("member", [member for kind in READERS for member in kind], ids=repr)
def test_every_label_reads_back(member, locale):
    """The word a publication has for a stage, a procedure or a size is one that lists are read by."""
    assert member is READERS[type(member)](languages.label(member, locale))


@pytest.mark.property
@given(DAYS, st.sampled_from(LOCALES))
def test_days(day, locale):
    """A day stays the day."""
    assert day == values.parse_date(languages.format_date(day, locale))
    assert outreach.Period.day(day) == outreach.Period.parse(languages.format_period(outreach.Period.day(day), locale))


@pytest.mark.property
@given(
    st.sampled_from(FORMS),
    st.fixed_dictionaries(
        {
            "year": st.integers(2000, 2060),
            "week": st.integers(1, 52),
            "month": st.sampled_from(["januari", "mars", "maj", "juni", "augusti", "oktober", "december"]),
            "quarter": st.integers(1, 4),
            "half": st.integers(1, 2),
            "season": st.sampled_from(["våren", "sommaren", "hösten", "vintern"]),
            "years": st.integers(1, 9),
        }
    ),
    st.sampled_from(LOCALES),
)
def test_times_as_precise_as_written(form, values, locale):
    """A week, a quarter or a season is written in either language, and neither grows nor becomes a day."""
    period = outreach.Period.parse(form.format(later=values["year"] + values["years"], **values))
    assert period == outreach.Period.parse(languages.format_period(period, locale))


@pytest.mark.property
@given(DAYS, st.integers(1, 900), st.sampled_from(["span", "from", "until"]), st.sampled_from(LOCALES))
def test_spans_and_bounds(start, days, precision, locale):
    """What reaches from one day to another, begins or ends on one, does so when read back."""
    end = start + timedelta(days=days)
    period = outreach.Period(
        start=None if precision == "until" else start,
        end=None if precision == "from" else end,
        precision=outreach.Precision(precision),
    )
    assert period == outreach.Period.parse(languages.format_period(period, locale))


@pytest.mark.property
@given(st.integers(1, 120), st.lists(st.integers(1, 60), max_size=4), st.sampled_from(LOCALES))
def test_lengths_with_their_options(months, options, locale):
    """Options stay apart and in their order; so does the whole alone, and what it may be extended to."""
    every = outreach.ContractLength(months=months, options=tuple(options), max_months=months + sum(options))
    whole = outreach.ContractLength(max_months=months)
    extended = outreach.ContractLength(months=months, max_months=months + 12)
    for length in (every, whole, extended):
        assert length == outreach.ContractLength.parse(languages.format_length(length, locale))


@pytest.mark.property
@given(
    st.lists(AMOUNTS, min_size=2, max_size=2),
    st.sampled_from(["one", "span", "from", "until"]),
    CURRENCIES,
    st.booleans(),
    st.sampled_from(["", "year"]),
    st.sampled_from(LOCALES),
)
def test_estimates(amounts, form, currency, about, per, locale):  # noqa: PLR0913, PLR0917 - its parts
    """Spans, bounds, *about* and *per year* are read as they were written, in the currency that was named."""
    low, high = sorted(amounts)
    estimate = outreach.Estimate(
        low=None if form == "until" else low,
        high={"one": low, "from": None}.get(form, high),
        currency=currency,
        about=about,
        per=per,
    )
    found = values.parse_estimate(languages.format_estimate(estimate, locale), home="SEK")
    assert (estimate.low, estimate.high, currency, about, per or None) == found


@pytest.mark.property
@given(st.decimals(-(10**10), 10**10, places=2), st.sampled_from(LOCALES))
def test_amounts(amount, locale):
    """An exact amount is read to its last decimal, by the decimal sign of its language."""
    text = languages.format_number(amount, locale, decimals=2)
    sign = "," if locale == "sv_SE" else "."
    assert Decimal(amount) == values.parse_amount(text, decimal=sign)
