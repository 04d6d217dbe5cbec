"""Supplier numbers and names become keys; a person's number never does."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import outreach
from outreach import countries
from outreach.errors import UnreadableError
from outreach.ledger import PERSONAL, UNKNOWN

PERSON = "121212-1212"


@pytest.mark.parametrize("written", ["5560160680", "556016-0680", "16 5560160680", "SE556016068001", " 556016-0680 "])
def test_one_number_in_all_its_spellings(written):
    """A supplier is one, however its number is written."""
    assert ["5560160680"] == countries.country("SE").check_column(pl.Series([written])).number.to_list()


@pytest.mark.parametrize("written", ["10004007", "20000000_46283317", "abc", "", "12345", "1000004007"])
def test_an_internal_number_is_text(written):
    """What has not the shape of an organisation number is neither a number nor a fault."""
    judged = countries.country("SE").check_column(pl.Series([written]))
    assert ([None], [None], [False]) == (judged.number.to_list(), judged.expected.to_list(), judged.personal.to_list())


@given(st.integers(0, 10**10 - 1))
def test_columns_agree_with_the_strict_parser(number):
    """The column's judgement is that of the parser of single numbers, wherever the number is an organisation's."""
    text = f"{number:010}"
    judged = countries.country("SE").check_column(pl.Series([text]))
    if text[2] < "2" or text[:9] == 9 * text[0]:
        assert judged.number.item() is None
        return
    try:
        assert judged.number.item() == countries.country("SE").parse_organisation(text).id
    except UnreadableError:
        assert judged.number.item() is None
        assert countries.country("SE").parse_organisation(f"{text[:9]}{judged.expected.item()}").id[:9] == text[:9]


def test_a_wrong_check_digit_is_a_warning_and_the_name_is_the_key(read_rows):
    """The row counts, the hint has the right digit."""
    data = read_rows("2024-01-10;Acme AB;556016-0681;4010;1,00;SEK")
    problem = next(iter(data.problems))
    assert (1, "organisation number", "should end in 0") == (len(data.purchases), problem.kind, problem.hint)
    assert ["name:acme ab"] == data.purchases.to_polars()["supplier_key"].to_list()


def test_spellings_of_a_name_are_one_supplier(read_rows):
    """Case, blanks and Unicode forms do not make two suppliers."""
    data = read_rows(*(f"2024-01-10;{name};;4010;1,00;SEK" for name in ("Acme AB", "ACME  ab", "Ａcme\u00a0AB")))
    assert [("name:acme ab", 300, 3)] == data.purchases.cube("supplier_key").rows()
    assert 1 == data.purchases.cube("supplier").height


def test_a_supplier_without_number_and_name_is_unknown(read_rows):
    """It counts, under a key of its own, with a warning."""
    data = read_rows("2024-01-10;;;4010;1,00;SEK")
    assert [(UNKNOWN, 100, 1)] == data.purchases.cube("supplier_key").rows()
    assert {"supplier": 1} == data.problems.counts


@pytest.mark.parametrize("written", [PERSON, "19121212-1212", "121212+1212", "121272-1219", "1912 12121212"])
def test_a_personal_number_is_never_kept(read_rows, written, tmp_path):
    """Neither number nor name of a sole trader is in a key, a cube, a problem, a repr or a frame."""
    data = read_rows(f"2024-01-10;Tolvan Tolvansson;{written};4010;1,00;SEK", "2024-01-11;Acme;;1;2,00;SEK")
    ledger = data.purchases
    assert [("name:acme", 200, 1), (PERSONAL, 100, 1)] == ledger.cube("supplier_key").rows()
    ledger.to_parquet(tmp_path / "out.parquet")
    shown = "".join(
        (
            *map(str, (data.problems, data.problems.to_native().rows(), ledger.to_polars().rows(), repr(ledger))),
            *map(str, (ledger.cube("supplier", "supplier_key").rows(), ledger.to_native().collect().rows())),
            ledger._repr_html_(),
            str(pl.read_parquet(tmp_path / "out.parquet").rows()),
        )
    )
    assert "Tolvansson" not in shown
    assert "1212" not in shown
    assert data.problems.counts["personal number"] == 1


BRITISH = (
    "2024-01-10;Acme Ltd;00000002;4010;1,00;GBP",
    "2024-01-11;Acme Ltd;00000005;4010;2,00;GBP",
    "2024-01-12;Acme Ltd;GB-COH-00000002;4010;4,00;GBP",
)


def test_two_british_companies_of_one_name_stay_two(tmp_path):
    """A number is a key in its own country's form, and finds one of the two."""
    path = tmp_path / "spend.csv"
    path.write_text("\n".join(("datum;leverantör;orgnr;konto;belopp;valuta", *BRITISH, "")), encoding="utf-8")
    ledger = outreach.read(path, country="GB", registry=outreach.Registry(entry_points=False)).purchases
    assert 2 == ledger.cube("supplier_key").height
    for asked in ("00000002", "GB-COH-00000002"):
        assert (2, 500) == (len(ledger.where(supplier=asked)), ledger.where(supplier=asked).cube()["amount"].item())
        assert 2 == ledger.where(supplier=asked).to_polars().height
    assert 3 == len(ledger.where(supplier="acme ltd"))


def test_a_number_that_no_country_explains_is_a_key(read_rows):
    """It stands as scheme and number; it is nobody's personal number and no fault."""
    ledger = read_rows("2024-01-10;Norsk AS;NO-BRC:121212121;4010;1,00;SEK").purchases
    assert ["NO-BRC-121212121"] == ledger.cube("supplier_key")["supplier_key"].to_list()
    assert 1 == len(ledger.where(supplier="NO-BRC:121212121"))
    assert not [*ledger.problems]


def test_nobodys_number_makes_no_two_suppliers_one(read_rows):
    """What a form is filled in with is said; the purchases count by name."""
    data = read_rows(
        "2024-01-02;Alfa GmbH;999999-9999;4010;100,00;SEK",
        "2024-01-02;Beta Ltd;9999999999;4010;40,00;SEK",
        "2024-01-02;Gamma AB;000000-0000;4010;40,00;SEK",
        "2024-01-02;Delta AB;556016-0680;4010;40,00;SEK",
    )
    keys = [row.key for row in outreach.analysis.spend(data, by="supplier")]
    assert sorted(keys) == ["5560160680", "name:alfa gmbh", "name:beta ltd", "name:gamma ab"]
    assert [problem.origin.line for problem in data.problems] == [2, 3, 4]
    assert "nobody's number" in str(data.problems)


@pytest.mark.parametrize("last", "0123456789")
def test_nine_equal_digits_are_nobodys_whatever_the_last(last):
    """What fills a form in is no number with a slip in it: no digit is proposed, by the column or the parser."""
    sweden = countries.country("SE")
    judged = sweden.check_column(pl.Series([f"999999-999{last}"]))
    assert ([None], [None]) == (judged.number.to_list(), judged.expected.to_list())
    with pytest.raises(UnreadableError, match="nobody's number"):
        sweden.parse_organisation(f"999999-999{last}")


def test_nobodys_number_is_told_whatever_the_last_digit(read_rows):
    """Such a purchase counts by the supplier's name, and it is said."""
    data = read_rows("2024-01-10;Acme AB;999999-9990;4010;1,00;SEK")
    assert ["name:acme ab"] == data.purchases.to_polars()["supplier_key"].to_list()
    assert ["nobody's number"] == [problem.message for problem in data.problems]
