"""Amounts as written, and how a column tells its decimal sign."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import UnreadableError
from outreach.ledger._amounts import AmountStyle
from outreach.ledger._amounts import minor as minor_units
from outreach.values import parse_amount


def rows(*amounts: str) -> list[str]:
    return [f'2024-01-10;A;;4010;"{amount}";SEK' for amount in amounts]


def minor(data) -> list[int]:
    return data.purchases.to_polars(minor_units=True)["amount_minor"].to_list()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1234,50", 123450),
        ("1 234,50", 123450),
        ("1\u00a0234,50", 123450),
        ("1\u202f234,5", 123450),
        ("1\u2009234 567,05", None),
        ("12 345 678,90", 1234567890),
        ("1.234,50", 123450),
        ("-5,00", -500),
        ("\u22125,00", -500),
        ("100,00-", -10000),
        ("+7", 700),
        ("5,00 ", 500),
        ("1 234,50 kr", 123450),
        ("kr 12", 1200),
        ("0,00", 0),
        ("999999999999999,99", 99999999999999999),
        ("9999999999999999,99", None),
        ("1,234", None),
        ("1e5", None),
        ("0x10", None),
        ("1_000", None),
        ("\u0663\u0664", None),
        ("\uff11", None),
        ("--5", None),
        ("5,", None),
        (",5", None),
        ("1 23,00", None),
        ("1,2,3", None),
        ("NaN", None),
        ("", None),
    ],
)
def test_an_amount_is_exact_or_none(read_rows, written, expected):
    """Known groupings, minus signs and currency words are read to the minor unit, everything else is set aside."""
    data = read_rows(*rows("2,25", written))
    assert minor(data) == ([225] if expected is None else [225, expected])
    assert data.purchases.reconciliation[0].unreadable_amounts == (expected is None)


def test_grouping_by_the_other_sign_is_told_by_the_column(read_rows):
    """A column that proves the comma reads 1.234 as a thousand and more."""
    assert minor(read_rows(*rows("1.234", "5,50"))) == [123400, 550]
    assert minor(read_rows(*rows("1,234", "5.50"))) == [123400, 550]


def test_a_column_that_proves_nothing_is_not_guessed(read_rows):
    """What may be a thousand or three decimals is set aside, and the option that decides is named."""
    data = read_rows(*rows("1.234", "1,234", "17"))
    assert minor(data) == [1700]
    assert data.problems.counts["decimal sign"] == 2
    assert 'decimal=","' in next(p.hint for p in data.problems if p.kind == "decimal sign")


def test_the_user_decides(read_rows):
    """With the option the same text is read, and only in that sense."""
    assert minor(read_rows(*rows("1.234"), decimal=",")) == [123400]
    assert minor(read_rows(*rows("1,234"), decimal=".")) == [123400]
    assert minor(read_rows(*rows("1.50"), decimal=",")) == []


def test_the_late_majority_wins_over_the_first_rows(read_rows):
    """The first thousand rows only suggest; all rows decide."""
    data = read_rows(*rows(*["1"] * 1200, *["2.50"] * 3, "1,234"))
    assert sum(minor(data)) == 1200 * 100 + 3 * 250 + 123400
    data = read_rows(*rows(*["1,50"] * 2, *["1"] * 1200, *["2.50"] * 3))
    assert sum(minor(data)) == 1200 * 100 + 3 * 250
    assert data.problems.counts["amount"] == 2


def test_a_column_torn_in_two_reads_only_whole_numbers(read_rows):
    """As many proofs for one sign as for the other decide nothing."""
    assert minor(read_rows(*rows("1,50", "1.50", "3"))) == [300]


def test_amounts_that_could_overflow_are_refused(read_rows):
    """Sums are exact or not made: nothing wraps around."""
    with pytest.raises(ValueError, match="add up to more than"):
        read_rows(*rows(*["999999999999999,99"] * 93))


def test_thousands_in_the_heading_multiply(read):
    """A heading that says tkr makes kronor of the numbers."""
    data = read("datum;leverantör;konto;belopp (tkr)\n2024-01-10;A;1;1,5\n")
    assert data.purchases.to_polars(minor_units=True)["amount_minor"].to_list() == [150000]


def figures(text: str, sign: str) -> int | None:
    """Return the minor units that a ledger reads in a column whose decimal sign is known."""
    style = AmountStyle(decimal=sign, decided=True)
    return pl.select(minor_units(pl.lit(text), style)).item()


@given(st.from_regex(r"[+\-\u2212]?[0-9]{1,3}([ .,'\u00a0]?[0-9]{3}){0,3}([.,][0-9]{1,5})?-?", fullmatch=True))
@pytest.mark.parametrize("sign", [",", "."])
def test_columns_agree_with_the_reader_of_values(sign, text):
    """What polars reads of a whole column is what values reads of each cell, to the minor unit, and nothing else."""
    try:
        expected = int(parse_amount(text, decimal=sign) * 100)
    except UnreadableError:
        expected = None
    assert expected == figures(text, sign)


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["cents", "plain", "full"]))
def test_the_fast_paths_agree(amount, way):
    """Each way reads what is written with two decimals."""
    style = AmountStyle(decimal=",", decided=True, way=way)
    text = f"{amount:.2f}".replace(".", ",")
    assert int(amount * 100) == pl.select(minor_units(pl.lit(text), style)).item()
    assert parse_amount(text, decimal=",") == amount
