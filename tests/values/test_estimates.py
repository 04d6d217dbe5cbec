"""Estimated values: amounts, spans and bounds in words."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import values
from outreach.errors import UnreadableError
from outreach.values import ParsedEstimate

parse_estimate = partial(values.parse_estimate, home="SEK")


def value(low, high, currency="SEK", *, about=False, per=None) -> ParsedEstimate:
    exact = [None if bound is None else Decimal(bound) for bound in (low, high)]
    return ParsedEstimate(exact[0], exact[1], currency, about, per)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("500 000 kr", value(500_000, 500_000)),
        ("700 000:-", value(700_000, 700_000)),
        ("kr 500 000", value(500_000, 500_000)),
        ("1.500.000 kr", value(1_500_000, 1_500_000)),
        ("1 234 567,89 kr", value("1234567.89", "1234567.89")),
        ("2–4 mkr", value(2_000_000, 4_000_000)),
        ("10 - 15 Mkr", value(10_000_000, 15_000_000)),
        ("mellan 2 och 4 mkr", value(2_000_000, 4_000_000)),
        ("500 tkr - 1 mkr", value(500_000, 1_000_000)),
        ("ca 500 tkr", value(500_000, 500_000, about=True)),
        ("c:a 4 miljoner kronor", value(4_000_000, 4_000_000, about=True)),
        ("~8 000 tkr", value(8_000_000, 8_000_000, about=True)),
        ("1,2 miljoner", value(1_200_000, 1_200_000, None)),
        ("1.5 mkr", value(1_500_000, 1_500_000)),
        ("5 MSEK", value(5_000_000, 5_000_000)),
        ("1,2 Mkr (exkl. moms)", value(1_200_000, 1_200_000)),
        ("> 1 mkr", value(1_000_000, None)),
        ("över 5 miljoner kronor", value(5_000_000, None)),
        ("£20m+", value(20_000_000, None, "GBP")),
        ("< 500 tkr", value(None, 500_000)),
        ("högst 600 tkr", value(None, 600_000)),
        ("mindre än 500 000 kr", value(None, 500_000)),
        ("Below £150K", value(None, 150_000, "GBP")),
        ("£1,200,000", value(1_200_000, 1_200_000, "GBP")),
        ("£75,000", value(75_000, 75_000, "GBP")),
        ("£5m - £10m", value(5_000_000, 10_000_000, "GBP")),
        ("$10.1 - $20M", value(10_100_000, 20_000_000, "USD")),
        ("€2.5m", value(2_500_000, 2_500_000, "EUR")),
        ("ca 3 mkr/år", value(3_000_000, 3_000_000, about=True, per="year")),
        ("£200k p.a.", value(200_000, 200_000, "GBP", per="year")),
    ],
)
def test_values_are_read_as_written(text, expected):
    """Units, spans, bounds, *about* and *per year* are kept; nothing is multiplied by years."""
    assert expected == parse_estimate(text)


@pytest.mark.parametrize(
    ("text", "factor", "expected"),
    [
        ("900", 1000, value(900_000, 900_000, None)),
        ("ca 500", 1000, value(500_000, 500_000, None, about=True)),
        ("2–4", 1_000_000, value(2_000_000, 4_000_000, None)),
        ("> 10", 1_000_000, value(10_000_000, None, None)),
        ("1 500 000 kr", 1000, value(1_500_000, 1_500_000)),
        ("2 mkr", 1000, value(2_000_000, 2_000_000)),
    ],
)
def test_the_headings_unit_holds_where_the_cell_says_none(text, factor, expected):
    """A column in tkr or mkr multiplies bare figures only."""
    assert expected == parse_estimate(text, factor=factor)


@pytest.mark.parametrize(
    "text",
    [
        "", "?", "se bilaga", "To be Dertermined", "Under direktupphandlingsgräns", "-5 mkr", "10–5 mkr", "1e5",
        "½ mkr", "5 mkr 3 tkr", "2 eur – 3 £", "3 mkr inkl moms", "1200 kr/mån", "1.234 mkr", "1.234", "1-2-3 mkr",
        "mkr", "5 tkr mkr", "5 kr eur", "9" * 20, "9" * 300, "999999999999999 mdkr", "２ mkr",
    ],
)  # fmt: skip
def test_what_is_no_value_is_refused(text):
    """Words without figures, falling spans, two currencies and two readings are refused."""
    with pytest.raises(UnreadableError):
        parse_estimate(text)


def test_the_columns_decimal_sign_decides_what_is_open():
    """A value with two readings is read once the column's sign is known."""
    assert value(1234, 1234, None) == parse_estimate("1,234", decimal=".")


WORDS = st.sampled_from(
    "ca > < över högst 1 2,5 500 000 1.234 – - till mkr tkr kr £ € m k mdr miljoner per år p.a. + ~ .,' :-".split()  # noqa: SIM905 - the words read better so
)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=7).map(" ".join), st.lists(WORDS, max_size=7).map("".join)))
def test_arbitrary_text_is_an_exact_rising_value_or_refused(text):
    """No text gives a float, a falling span, no bound at all, or another error."""
    try:
        found = parse_estimate(text, factor=1000)
    except UnreadableError:
        return
    bounds = [bound for bound in (found.low, found.high) if bound is not None]
    assert bounds == sorted(bounds)
    assert bounds
    assert all(isinstance(bound, Decimal) and 0 <= bound < 10**15 for bound in bounds)


@pytest.mark.parametrize("text", ["500 000 kr", "500 tkr", "0,5 mkr", "kr 500 000", "500 000:-"])
@pytest.mark.parametrize("home", ["SEK", "NOK", "DKK", None])
def test_kr_is_the_currency_of_the_country(text, home):
    """*kr* says crowns, and whose is said by where the text comes from; without that no currency is named."""
    assert value(500_000, 500_000, home) == values.parse_estimate(text, home=home)


@pytest.mark.parametrize(("text", "currency"), [("5 MSEK", "SEK"), ("500 000 norska kronor", "NOK"), ("£5", "GBP")])
def test_a_named_currency_is_never_the_countrys(text, currency):
    """A currency that is named stays what it is, wherever the text comes from."""
    assert currency == values.parse_estimate(text, home="DKK").currency
