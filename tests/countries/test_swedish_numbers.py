"""Swedish organisation numbers, and persons kept out of messages."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from outreach import countries
from outreach.countries import ParsedNumber
from outreach.errors import UnreadableError

parse_organisation_number = countries.country("SE").parse_organisation


@pytest.mark.parametrize(
    "text",
    ["556016-0680", "5560160680", "16 5560160680", "165560160680", "SE556016068001", "SE 556016-0680 01", "556016–0680",
     " 556016\u00a00680 "],
)  # fmt: skip
def test_an_organisation_number_is_read_in_all_its_spellings(text):
    """Hyphen, blanks, the prefix 16 and the VAT form are the same ten digits."""
    assert ParsedNumber("SE-ON", "5560160680", is_personal=False) == parse_organisation_number(text)


@pytest.mark.parametrize("text", ["121212-1212", "19121212-1212", "121212+1212", "191212121212", "SE121212121201"])
def test_a_sole_traders_number_is_known_for_a_persons(text):
    """A third digit below 2 is a birthday's month: the number is personal."""
    assert ParsedNumber("SE-PNR", "1212121212", is_personal=True) == parse_organisation_number(text)


def test_a_coordination_number_is_personal_too():
    """A day of birth with 60 added belongs to a person."""
    assert parse_organisation_number("121272-1219").is_personal


def test_a_wrong_check_digit_is_told_with_the_right_one():
    """The hint says how the number should end."""
    with pytest.raises(UnreadableError) as refused:
        parse_organisation_number("556677-8890")
    assert "check digit is wrong: '556677-8890' (should end in 9)" == str(refused.value)


@pytest.mark.parametrize("text", ["", "12345", "0999999999x", "DE811569869", "0000000000", "205560160680", "９" * 10])
def test_other_numbers_are_refused_and_shown(text):
    """Internal and foreign numbers are text, not organisation numbers."""
    with pytest.raises(UnreadableError, match="not an organisation number"):
        parse_organisation_number(text)


@pytest.mark.parametrize(
    "text", ["121212-1213", "19121212-1213", "121212-121", "16121212-1212", "1012121212123", "Tolvan 121212-1212"]
)
def test_a_number_that_may_be_a_persons_is_never_repeated(text):
    """No part of the digits stands in the message, its hint or its arguments."""
    with pytest.raises(UnreadableError) as refused:
        parse_organisation_number(text)
    assert "1212" not in f"{refused.value} {refused.value.args!r}"
    assert "a number that may be a person's" in str(refused.value)


@given(
    st.integers(200_000_000, 999_999_999).map(str).filter(lambda digits: digits[2] >= "2" and {*digits} != {digits[0]})
)
def test_every_number_with_its_check_digit_is_read_and_any_other_end_is_named(digits):
    """Ten digits after Luhn are accepted; each wrong tenth digit is refused with the right one."""
    right = luhn.calc_check_digit(digits)
    assert ("SE-ON", digits + right, False) == parse_organisation_number(digits + right)
    wrong = str((int(right) + 1) % 10)
    with pytest.raises(UnreadableError, match=f"should end in {right}"):
        parse_organisation_number(digits + wrong)


@given(st.one_of(st.text(), st.text("0123456789-+ SEse")))
def test_arbitrary_text_is_a_number_or_refused(text):
    """No text gives another error, and what is read is ten ASCII digits."""
    try:
        found = parse_organisation_number(text)
    except UnreadableError:
        return
    assert 10 == len(found.id)
    assert found.id.isascii()


@pytest.mark.parametrize("text", ["999999-9999", "9999999999", "16 222222-2222", "333333-3333"])
def test_ten_equal_digits_are_nobodys_number(text):
    """They are what a form is filled in with: no key, whatever the check digit."""
    with pytest.raises(UnreadableError, match="nobody's number"):
        countries.country("SE").parse_organisation(text)
    column = countries.country("SE").check_column(pl.Series([text, "556016-0680"]))
    assert column.number.to_list() == [None, "5560160680"]
