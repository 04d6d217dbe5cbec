"""Numbers of organisations and of persons: each country reads its own, and hides its own."""

from __future__ import annotations

import pickle
import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import countries
from outreach.countries import Country, ParsedNumber
from outreach.errors import ModelError, QuestionError, UnreadableError
from outreach.publications.public import Projection

SWEDEN, BRITAIN = countries.country("SE"), countries.country("GB")
PERSONS = [
    "811218-9876", "8112189876", "811218-9875", "811218+9876", "811218–9875", "811218 9875", "811218\u00a09876",
    "811218 - 9876", "198112189876", "19811218-9875", "19811218 9875", "1981-12-18-9876", "811278-9873",
    "811278-9874", "SE811218987601", "SE 811218-9876 01", "811218\u22129876", "811218\u20119876",
    "811218--9876", "811218_9876", "16811218-9876",
]  # fmt: skip
NOT_PERSONS = ["556016-0680", "5560160680", "165560160680", "SE556016068001", "212000-0985", "2017-03-01 13:00",
    "0451-26 70 00", "45233141-9", "2017-03-01", "123456789", "8112189", "811318-9876"]  # fmt: skip


@pytest.mark.parametrize("number", PERSONS)
@pytest.mark.parametrize("around", ["{}", "Åke ({}), Höör", "pnr{}x", "{}, {}", "nr:{}.", "{} {}"])
def test_whatever_may_be_a_swedish_persons_number_is_hidden(number, around):
    """Check digit right or wrong, any dash or blank, ten or twelve digits, a co-ordination number: none is left."""
    text = around.replace("{}", number)

    masked = SWEDEN.masked(text)

    assert re.sub(r"\D", "", masked) == ""
    assert SWEDEN.may_be_personal(text)
    assert text.count(number) == masked.count(SWEDEN.mask)


@pytest.mark.parametrize("number", NOT_PERSONS)
def test_other_numbers_stay(number):
    """An organisation number has a third digit of at least 2; times, telephones and codes are no persons either."""
    assert number == SWEDEN.masked(number)
    assert not SWEDEN.may_be_personal(number)


@pytest.mark.parametrize("text", [*PERSONS, *NOT_PERSONS, "Åke 811218-9875å", "x19811218-9876 och 811218 9876."])
def test_polars_finds_what_python_finds(text):
    """One pattern, two engines: what a column of a million is cleaned with hides the same."""
    column = pl.Series([text]).str.replace_all(SWEDEN.personal_pattern, "${1}" + SWEDEN.mask + "${2}")

    assert [SWEDEN.masked(text)] == column.to_list()


@given(st.integers(0, 99), st.integers(1, 12), st.integers(1, 31), st.booleans(), st.integers(0, 9999))
def test_every_day_of_birth_with_four_digits_is_hidden(year, month, day, is_coordination, four):
    """No ten digits that begin with a day pass, whatever their check digit."""
    number = f"{year:02}{month:02}{day + 60 * is_coordination:02}-{four:04}"

    assert SWEDEN.mask == SWEDEN.masked(number)


@given(st.text())
def test_masking_twice_is_masking_once(text):
    """The mask itself is no number."""
    assert SWEDEN.masked(text) == SWEDEN.masked(SWEDEN.masked(text))
    assert BRITAIN.masked(text) == BRITAIN.masked(BRITAIN.masked(text))


@pytest.mark.parametrize(
    ("text", "scheme", "number"),
    [
        ("00445790", "GB-COH", "00445790"),
        ("SC095000", "GB-COH", "SC095000"),
        ("oc 301540", "GB-COH", "OC301540"),
        ("GB-COH-00000002", "GB-COH", "00000002"),
        ("IP12345R", "GB-COH", "IP12345R"),
        ("PBZB-4962-TVLR", "GB-PPON", "PBZB-4962-TVLR"),
        ("GB-PPON-PBZB-4962-TVLR", "GB-PPON", "PBZB-4962-TVLR"),
    ],
)
def test_a_british_number_is_read_with_its_scheme(text, scheme, number):
    """Companies House and the Central Digital Platform number organisations; both are none of a person's."""
    assert ParsedNumber(scheme, number) == BRITAIN.parse_organisation(text)


@pytest.mark.parametrize("text", ["", "445790", "GB123456789", "556016-0680", "123456789", "ABCDEFGH"])
def test_other_numbers_are_no_british_company(text):
    """Nothing shorter is filled up: a vendor's number in a council's own system is as long."""
    with pytest.raises(UnreadableError, match="not a company number"):
        BRITAIN.parse_organisation(text)


def test_zeros_that_a_spreadsheet_dropped_are_in_the_hint():
    """Who meant a company's number sees how to write it."""
    with pytest.raises(UnreadableError, match="write 00445790"):
        BRITAIN.parse_organisation("445790")


@pytest.mark.parametrize("text", ["AB123456C", "AB 12 34 56 C", "ab123456c", "AB-12-34-56-C"])
def test_a_national_insurance_number_is_a_persons(text):
    """It is hidden inside texts, known for a person's, and repeated in no message."""
    assert f"Ann ({BRITAIN.mask}), York" == BRITAIN.masked(f"Ann ({text}), York")
    assert ParsedNumber("GB-PNR", "AB123456C", is_personal=True) == BRITAIN.parse_organisation(text)


def test_a_number_within_a_longer_text_is_not_repeated_in_the_refusal():
    """No part of a person's number stands in a message."""
    with pytest.raises(UnreadableError) as refused:
        BRITAIN.parse_organisation("Ann AB123456C")
    assert "123456" not in str(refused.value)


def test_a_country_hides_its_own_numbers_only():
    """Lengths collide between countries: which one it is must be said."""
    assert "811218-9876" == BRITAIN.masked("811218-9876")
    assert "AB123456C" == SWEDEN.masked("AB123456C")


def test_an_unknown_country_is_refused_with_those_there_are():
    """The error names the codes that can be given."""
    with pytest.raises(QuestionError, match="GB, SE"):
        countries.country("XX")


def test_a_country_is_found_in_either_case_and_is_one_value():
    """A code or the country itself may be given; pickled, it is equal still."""
    assert countries.country("se") is countries.country(SWEDEN) is SWEDEN
    again = pickle.loads(pickle.dumps(SWEDEN))  # noqa: S301 - pickled right here
    assert again == SWEDEN != BRITAIN
    assert 1 == len({SWEDEN, again})


def test_a_country_without_numbers_refuses_and_hides_nothing():
    """A stranger's country may say money and time alone."""
    country = Country(code="NO", name="Norway", currency="NOK", timezone="Europe/Oslo", locale="nb_NO")

    assert "923609016" == country.masked("923609016")
    with pytest.raises(UnreadableError, match="no numbers of this country"):
        country.parse_organisation("923609016")


def test_a_countrys_code_is_two_letters():
    """Else no scheme could be told from it."""
    with pytest.raises(ModelError, match=r"Country\.code"):
        Country(code="Norge", name="Norway", currency="NOK", timezone="Europe/Oslo", locale="nb_NO")


@pytest.mark.parametrize("number", ["811218-9876", "811218%2D9876", "19811218%209876"])
def test_a_link_that_holds_a_persons_number_leads_nowhere(number):
    """However its dash is written in the address."""
    view = Projection.of("sv_SE", "SE")

    assert "" == view.url(f"https://kommun.example/?id={number}")
    assert "https://kommun.example/?id=1%2D2" == view.url("https://kommun.example/?id=1%2D2")
