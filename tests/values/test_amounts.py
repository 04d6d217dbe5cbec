"""Amounts in figures: exact, or refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import UnreadableError
from outreach.values import decimal_sign, parse_amount

BLANKS = ["", " ", "\u00a0", "\u2009", "\u202f", "'"]
MINUSES = ["-", "\u2212"]


def grouped(whole: int, blank: str) -> str:
    return f"{whole:,}".replace(",", blank)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f234,56", "1234.56"),
        ("−5,00", "-5"),
        ("-5,00", "-5"),
        ("+5", "5"),
        ("5,00-", "-5"),
        ("136.98 ", "136.98"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1234.5000", "1234.5"),
        ("0", "0"),
        ("00012", "12"),
        ("999999999999999.99", "999999999999999.99"),
    ],
)
def test_figures_are_read_exactly(text, expected):
    """Signs, blanks and decimals as ledgers write them give the exact amount."""
    assert Decimal(expected) == parse_amount(text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "NaN", "sNaN", "inf", "-Infinity", "1e5", "1E+1000000", "0x10", "1_000", "١٢٣", "１２３", "½", "--5",
        "+", ",", "1,2,3", "#REF!", "gratis", "12 34", "1 23", "1  234", "- 5", "-5-", "5 kr", "12,", ".5",
        "0,123", "1234.567", "1" * 16, "9" * 5000, "1 234.567 89",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text):
    """Words, exponents, other digits, broken grouping and endless figures are refused with a hint."""
    with pytest.raises(UnreadableError) as refused:
        parse_amount(text)
    assert refused.value.hint


@pytest.mark.parametrize("text", ["1.234", "1,234", "-12.500"])
def test_a_thousand_or_a_fraction_is_not_guessed(text):
    """One sign and three digits have two readings; the hint names the option that decides."""
    with pytest.raises(UnreadableError, match="decimal=','"):
        parse_amount(text)


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [("1.234", ",", "1234"), ("1,234", ".", "1234"), ("12,50", ",", "12.50"), ("12.50", ".", "12.50")],
)
def test_the_columns_decimal_sign_decides(text, decimal, expected):
    """With the decimal sign known, the other sign groups thousands."""
    assert Decimal(expected) == parse_amount(text, decimal=decimal)


@pytest.mark.parametrize(("text", "decimal"), [("1,234", ","), ("12.50", ","), ("1,230", ",")])
def test_figures_that_break_the_columns_sign_are_refused(text, decimal):
    """A cell that does not fit its column's decimal sign is not read another way."""
    with pytest.raises(UnreadableError):
        parse_amount(text, decimal=decimal)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1.234", "5,50"], ","),
        (["1,234", "5.50"], "."),
        (["1.234.567"], ","),
        (["1.234", "1,234"], None),
        (["5,50", "5.50"], None),
        (["100", "2000"], None),
        (["£75,000", "£112.50"], "."),
        (["2,5 mkr", "ca 3 mkr"], ","),
        (["se bilaga"], None),
        ([], None),
    ],
)
def test_a_columns_decimal_sign_is_found_from_its_values(texts, expected):
    """Values with one reading tell the sign; contradiction and silence tell none."""
    assert expected == decimal_sign(texts)


@given(st.integers(-(10**17) + 1, 10**17 - 1), st.sampled_from(BLANKS), st.sampled_from(",."), st.sampled_from(MINUSES))
def test_reading_what_was_written_gives_the_same_amount(minor, blank, sign, minus):
    """Every amount to the öre survives being written in any accepted form."""
    whole, fraction = divmod(abs(minor), 100)
    text = f"{minus if minor < 0 else ''}{grouped(whole, blank)}{sign}{fraction:02}"
    assert Decimal(minor).scaleb(-2) == parse_amount(text, decimal=sign)


@given(st.integers(0, 10**13), st.sampled_from(",."))
def test_two_decimals_need_no_decimal_sign_to_be_said(minor, sign):
    """An amount with two decimals has one reading, whichever the sign."""
    text = f"{minor // 100}{sign}{minor % 100:02}"
    assert Decimal(minor).scaleb(-2) == parse_amount(text)


@given(st.one_of(st.text(), st.text("0123456789 .,-+−\u00a0e٣'")), st.sampled_from([None, ",", "."]))
def test_arbitrary_text_is_an_exact_amount_or_refused(text, decimal):
    """No text gives a float, more than two decimals, sixteen digits, or another error."""
    try:
        amount = parse_amount(text, decimal=decimal)
    except UnreadableError:
        return
    assert isinstance(amount, Decimal)
    assert amount == amount.quantize(Decimal("0.01"))
    assert abs(amount) < 10**15


@pytest.mark.parametrize(
    ("text", "decimal"), [("(1,000.00)", None), ("(1000.00)", None), ("( 1 000,00 )", ","), ("(1.000)", ",")]
)
def test_brackets_are_a_minus(text, decimal):
    """Bookkeepers write a credit in brackets."""
    assert Decimal(-1000) == parse_amount(text, decimal=decimal)


@pytest.mark.parametrize("text", ["(-1000)", "(1000", "1000)", "()", "((1000))", "(1000) kr", "(2+1)"])
def test_other_brackets_are_no_amount(text):
    """Two signs, half a bracket or a sum are not read."""
    with pytest.raises(UnreadableError):
        parse_amount(text)
