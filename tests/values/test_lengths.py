"""Lengths of contracts, in months."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import UnreadableError
from outreach.values import ParsedLength, parse_contract_length


@pytest.mark.parametrize(
    ("text", "months", "options"),
    [
        ("4 år", 48, ()),
        ("4", 48, ()),
        ("fyra år", 48, ()),
        ("48 months", 48, ()),
        ("36 mån.", 36, ()),
        ("1,5 år", 18, ()),
        ("2 år och 6 månader", 30, ()),
        ("2+1+1 år", 24, (12, 12)),
        ("2+1+1", 24, (12, 12)),
        ("5 + 2 years", 60, (24,)),
        ("2+(1+1) år", 24, (12, 12)),
        ("24+24 mån", 24, (24,)),
        ("24 mån + 12 mån", 24, (12,)),
        ("24 mån + 24 mån option", 24, (24,)),
        ("4 år + 2 år option", 48, (24,)),
        ("3 år, option 1 år", 36, (12,)),
        ("2 år med möjlighet till förlängning 1+1 år", 24, (12, 12)),
        ("tre år med option om ett års förlängning", 36, (12,)),
        ("4 years with option to extend by 2 years", 48, (24,)),
        ("24 months (with 12 month extension)", 24, (12,)),
        ("2 år + 2x12 mån", 24, (12, 12)),
        ("4 år (2+1+1)", 24, (12, 12)),
        ("2 år (24 mån)", 24, ()),
        ("2 år (+2 år)", 24, (24,)),
        ("4 år inkl. option 2 år", 24, (24,)),
    ],
)
def test_the_fixed_time_and_the_options_are_told_apart(text, months, options):
    """The first term is fixed, the rest are options, and all together is the most."""
    assert ParsedLength(months, options, months + sum(options)) == parse_contract_length(text)


@pytest.mark.parametrize(
    "text", ["4 år inkl. option", "4 years incl. extensions", "max 4 år", "48 mån inklusive förlängning"]
)
def test_a_whole_that_is_not_divided_is_only_the_most(text):
    """Where options are included but not told, the fixed time is unknown."""
    assert ParsedLength(None, (), 48) == parse_contract_length(text)


@pytest.mark.parametrize("text", ["2 år med rätt till förlängning", "2 år + option"])
def test_an_option_without_a_length_leaves_the_most_open(text):
    """An extension of untold length is not taken for none."""
    assert ParsedLength(24, (), None) == parse_contract_length(text)


def test_the_heading_may_say_that_numbers_are_months():
    """A bare number counts years, or what the column's heading says."""
    assert ParsedLength(24, (12,), 36) == parse_contract_length("24+12", unit="month")


@pytest.mark.parametrize(
    "text",
    ["", "TBC", "One-off", "ej bestämt", "tillsvidare", "2-3 år", "3 4 år", "48", "0 år", "6 veckor", "option 2 år",
     "4 år (2+1)", "2 år inkl. option 2 år", "1,5 mån", "9999 år", "1+" * 200 + "1", "２ år"],
)  # fmt: skip
def test_what_is_no_length_is_refused(text):
    """No, unknown, open, contradictory and absurd lengths are refused, with what to write."""
    with pytest.raises(UnreadableError, match=r"write 4 years, 48 months or 2\+1\+1 years"):
        parse_contract_length(text)


@given(st.integers(1, 15), st.lists(st.integers(1, 5), max_size=4))
def test_reading_what_was_written_gives_the_same_length(years, options):
    """Every fixed time with its options survives being written as a sum of years."""
    text = "+".join(map(str, [years, *options])) + " år"
    expected = ParsedLength(12 * years, tuple(12 * one for one in options), 12 * (years + sum(options)))
    assert expected == parse_contract_length(text)


WORDS = st.sampled_from("1 2 12 24 1,5 fyra år mån + x ( ) , option inkl. med förlängning max years".split())  # noqa: SIM905


@given(st.one_of(st.text(), st.lists(WORDS, max_size=8).map(" ".join), st.lists(WORDS, max_size=8).map("".join)))
def test_arbitrary_text_is_a_length_or_refused(text):
    """No text gives a length without months, a negative one, or another error."""
    try:
        found = parse_contract_length(text)
    except UnreadableError:
        return
    assert found.months or found.max_months
    assert all(option > 0 for option in found.options)
    if found.months and found.max_months:
        assert found.max_months == found.months + sum(found.options)


@pytest.mark.parametrize(
    ("text", "months", "options"),
    [("24 mån + 12 + 12", 24, (12, 12)), ("36 mån + 12", 36, (12,)), ("2 år + 1", 24, (12,))],
)
def test_a_bare_number_counts_what_the_one_before_it_counts(text, months, options):
    """Where the unit is said once, at the first term, the options after it have the same."""
    assert ParsedLength(months, options, months + sum(options)) == parse_contract_length(text)


@pytest.mark.parametrize("text", ["12+12", "24+12+12", "2 år (1+1)", "4 år (2+2)"])
def test_what_has_two_readings_is_asked_for(text):
    """Years or months without a unit, and a whole or its options in brackets, are not guessed."""
    with pytest.raises(UnreadableError, match="write 4 years"):
        parse_contract_length(text)
