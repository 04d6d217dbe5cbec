"""Languages: labels, and dates, amounts and lists as each language writes them."""

from __future__ import annotations

import enum
import os
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from outreach import languages, model
from outreach.analysis import Kind
from outreach.errors import LanguageError, UntranslatedError
from outreach.languages import _labels
from outreach.model import ContractLength, Estimate, Money, Period, Precision

NB = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOT_PUBLISHED = {model.Severity}
"""Enums that speak to developers alone."""
ENUMS = [
    kind
    for kind in vars(model).values()
    if isinstance(kind, type) and issubclass(kind, enum.Enum) and kind not in NOT_PUBLISHED
]
LOCALES = languages.available()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_member_has_a_label(locale: str):
    """Every member of every enum that a page may show has a word, lower case as within a sentence."""
    for kind in ENUMS:
        for member in kind:
            assert languages.label(member, locale)[0].islower(), member


def test_equal_members_of_two_enums_have_their_own_labels():
    """``Procedure.OPEN`` and ``Precision.OPEN`` are the same text, and mean different things."""
    assert languages.label(model.Procedure.OPEN, "sv_SE") == "öppet förfarande"
    assert languages.label(model.Precision.OPEN, "sv_SE") == "löpande"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_of_row_has_a_label(locale: str):
    """Every row of a breakdown that is no group of its own has a word."""
    for kind in set(Kind) - {Kind.GROUP}:
        assert languages.group_label("", kind.value, locale)
    assert languages.group_label("", Kind.GROUP.value, locale) is None


def test_labels_name_no_member_that_is_gone():
    """The table of labels has the enums of the model and no more."""
    assert set(_labels.LABELS) == set(ENUMS)


def test_a_text_the_catalogue_lacks_is_an_error():
    """English is never put in place of a text that is missing, with or without a context or a plural."""
    t = languages.translator("sv_SE")
    for ask in (lambda: t("no such text"), lambda: t.c("stage", "no such"), lambda: t.n("no such", "no such", 2)):
        with pytest.raises(UntranslatedError, match="the catalogue of 'sv' lacks"):
            ask()


def test_values_are_put_in_as_they_are():
    """Braces in a value mean nothing, and a value is not a template."""
    t = languages.translator("en_GB")
    assert t("from {date}", date="{n} {__class__} %s") == "from {n} {__class__} %s"
    assert t.parts("Ask {contact}.", contact=("A", "B")) == ("Ask ", "A", "B", ".")


@pytest.mark.parametrize(("asked", "meant"), [("sv", "sv_SE"), ("sv-SE", "sv_SE"), ("SV_se", "sv_SE"), ("en", "en_GB")])
def test_locales_are_recognised(asked: str, meant: str):
    """A language alone, a hyphen and other letters' case mean the locale."""
    assert languages.normalise(asked) == meant
    assert languages.lang_tag(asked) == meant[:2]


@pytest.mark.parametrize("asked", ["fi", "en_US", "sv_FI", "", "sv_SE.UTF-8"])
def test_other_locales_are_refused(asked: str):
    """A locale without a catalogue is an error that names those there are."""
    with pytest.raises(LanguageError, match="available: en_GB, sv_SE"):
        languages.translator(asked)


def test_the_machine_has_no_say():
    """Another locale and another time zone of the machine change nothing."""
    code = (
        "from datetime import datetime; from zoneinfo import ZoneInfo; from decimal import Decimal;"
        "from outreach import languages; from outreach.model import Money;"
        "print(ascii(languages.format_moment(datetime(2017, 3, 1, 13, tzinfo=ZoneInfo('Europe/Stockholm')), 'sv')),"
        "ascii(languages.format_money(Money(amount=Decimal(-1200), currency='SEK'), 'sv')))"
    )
    said = set()
    for setting in ({"LANG": "C", "TZ": "UTC"}, {"LANG": "de_DE.UTF-8", "LC_ALL": "en_US.UTF-8", "TZ": "Asia/Tokyo"}):
        environment = {"PATH": os.environ["PATH"], **setting}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        said.add(done.stdout)
    assert said == {r"'1 mars 2017 kl.\xa013.00' '\u22121\xa0200\xa0kr'" + "\n"}


def test_babel_is_not_loaded_before_it_is_needed():
    """Whoever only translates a text does not pay for Babel."""
    code = (
        "import sys; from outreach import languages; languages.translator('sv')('ongoing');"
        "print('babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


# Dates and times


def test_dates():
    """Day, month in words, year; the weekday where it is asked for."""
    day = date(2017, 3, 1)
    assert languages.format_date(day, "sv_SE") == "1 mars 2017"
    assert languages.format_date(day, "sv_SE", weekday=True) == "onsdag 1 mars 2017"
    assert languages.format_date(day, "en_GB") == "1 March 2017"
    assert languages.format_date(day, "en_GB", weekday=True) == "Wednesday 1 March 2017"


def test_spans_of_time():
    """A meeting within a day says the day once; the end is told in the zone of the start."""
    starts, ends = datetime(2017, 3, 1, 13, tzinfo=STOCKHOLM), datetime(2017, 3, 1, 15, tzinfo=ZoneInfo("UTC"))
    assert languages.format_datetime_span(starts, ends, "sv_SE") == f"onsdag 1 mars 2017 kl.{NB}13.00–16.00"
    assert languages.format_datetime_span(starts, ends, "en_GB") == "Wednesday 1 March 2017, 13:00–16:00"
    assert languages.format_time_span(starts, None, "sv_SE") == "13.00"
    later = datetime(2017, 3, 2, 9, 5, tzinfo=STOCKHOLM)
    assert (
        languages.format_datetime_span(starts, later, "en_GB")
        == "Wednesday 1 March 2017, 13:00 – Thursday 2 March 2017, 09:05"
    )


PERIODS = [
    # start, end, precision, Swedish, English
    ("2017-03-01", "2017-03-01", "day", "1 mars 2017", "1 March 2017"),
    ("2017-03-20", "2017-03-26", "week", "vecka 12 2017", "week 12 of 2017"),
    ("2017-03-01", "2017-03-31", "month", "mars 2017", "March 2017"),
    ("2017-04-01", "2017-06-30", "quarter", "andra kvartalet 2017", "second quarter of 2017"),
    ("2017-07-01", "2017-12-31", "half_year", "andra halvåret 2017", "second half of 2017"),
    ("2017-01-01", "2017-06-30", "season", "våren 2017", "spring 2017"),
    ("2017-03-01", "2017-05-31", "season", "våren 2017", "spring 2017"),
    ("2017-06-01", "2017-08-31", "season", "sommaren 2017", "summer 2017"),
    ("2017-07-01", "2017-12-31", "season", "hösten 2017", "autumn 2017"),
    ("2016-12-01", "2017-02-28", "season", "vintern 2016–2017", "winter 2016–2017"),
    ("2017-01-01", "2017-12-31", "year", "2017", "2017"),
    ("2017-05-01", "2017-06-30", "span", "maj–juni 2017", "May–June 2017"),
    ("2019-11-01", "2020-01-31", "span", "november 2019–januari 2020", "November 2019–January 2020"),
    ("2017-03-01", "2017-03-15", "span", "1–15 mars 2017", "1–15 March 2017"),
    ("2017-03-03", "2017-04-15", "span", "3 mars–15 april 2017", "3 March–15 April 2017"),
    ("2017-03-03", "2018-04-15", "span", "3 mars 2017–15 april 2018", "3 March 2017–15 April 2018"),
    ("2018-01-01", "2019-12-31", "span", "2018–2019", "2018–2019"),
    ("2017-09-01", None, "from", "från september 2017", "from September 2017"),
    ("2017-09-14", None, "from", "från 14 september 2017", "from 14 September 2017"),
    (None, "2017-09-30", "until", "senast september 2017", "by September 2017"),
    (None, None, "open", "löpande", "ongoing"),
    (None, None, "span", "datum inte bestämt", "date not set"),
]


@pytest.mark.parametrize(("start", "end", "precision", "swedish", "english"), PERIODS)
def test_periods(start: str | None, end: str | None, precision: str, swedish: str, english: str):
    """A period is as precise as its source, and no more."""
    period = Period(
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end) if end else None,
        precision=Precision(precision),
    )
    assert languages.format_period(period, "sv_SE") == swedish
    assert languages.format_period(period, "en_GB") == english


def test_when_in_a_sentence():
    """A sentence has the preposition its language wants."""
    month, quarter, year = Period.parse("2017-03"), Period.parse("Q2 2017"), Period.parse("2017")
    swedish = [languages.format_when(each, "sv_SE") for each in (month, quarter, year)]
    english = [languages.format_when(each, "en_GB") for each in (month, quarter, year)]
    assert swedish == ["i mars 2017", "andra kvartalet 2017", "under 2017"]
    assert english == ["in March 2017", "in the second quarter of 2017", "during 2017"]


@pytest.mark.parametrize(
    ("given", "swedish", "english"),
    [
        (
            {"months": 24, "options": (12, 12), "max_months": 48},
            "2 år, kan förlängas med 1 + 1 år",
            "2 years, may be extended by 1 + 1 year",
        ),
        (
            {"months": 36, "options": (12, 6)},
            "3 år, kan förlängas med 12 + 6 månader",
            "3 years, may be extended by 12 + 6 months",
        ),
        ({"months": 24, "max_months": 48}, "2 år, kan förlängas till 4 år", "2 years, may be extended to 4 years"),
        ({"max_months": 48}, "högst 4 år med förlängningar", "up to 4 years with extensions"),
        ({"months": 18}, "18 månader", "18 months"),
        ({"months": 1}, "1 månad", "1 month"),
        ({}, "avtalstid inte bestämd", "length not set"),
    ],
)
def test_lengths(given: dict, swedish: str, english: str):
    """A contract's length is told with its options, in years where they are whole."""
    length = ContractLength(**given)
    assert languages.format_length(length, "sv_SE").replace(NB, " ") == swedish
    assert languages.format_length(length, "en_GB") == english


# Numbers and amounts


def test_numbers():
    """Groups of three, the language's decimal sign, a true minus, rounding half up."""
    assert languages.format_number(1_200_000, "sv_SE") == f"1{NB}200{NB}000"
    assert languages.format_number(Decimal("-3.50"), "sv_SE") == f"{MINUS}3,50"
    assert languages.format_number(Decimal("2.5"), "en_GB", decimals=0) == "3"
    assert languages.format_number(Decimal("-0.4"), "en_GB", decimals=0) == "0"
    assert [languages.format_number(Decimal(text), "en_GB") for text in ("1", "1.0", "1.00")] == ["1", "1.0", "1.00"]
    assert [languages.format_count(n, "sv_SE") for n in (1, 2, 12, 13)] == ["1", "två", "tolv", "13"]


MONEY = [
    # amount, currency, Swedish, English
    ("1200000", "SEK", "1 200 000 kr", "SEK 1,200,000"),
    ("-1200.5", "SEK", "−1 201 kr", "−SEK 1,201"),
    ("0", "SEK", "0 kr", "SEK 0"),
    ("1234.4", "GBP", "1 234 GBP", "£1,234"),
    ("50", "EUR", "50 €", "€50"),
    ("1200", "XXX", "1 200", "1,200"),
]


@pytest.mark.parametrize(("amount", "currency", "swedish", "english"), MONEY)
def test_money_in_tables(amount: str, currency: str, swedish: str, english: str):
    """Whole units with the currency where the language puts it; no break can fall within."""
    money = Money(amount=Decimal(amount), currency=currency)
    assert languages.format_money(money, "sv_SE") == swedish.replace(" ", NB)
    assert languages.format_money(money, "en_GB") == english.replace(" ", NB)


def test_exact_money():
    """Two decimals where exactness is asked for."""
    money = Money(amount=Decimal("1200.5"), currency="SEK")
    assert languages.format_money(money, "sv_SE", exact=True) == f"1{NB}200,50{NB}kr"


WORDS = [
    ("450000", "450 000 kronor", "SEK 450,000"),
    ("999999.7", "1 miljon kronor", "SEK 1 million"),
    ("1234567", "1,2 miljoner kronor", "SEK 1.2 million"),
    ("-1200000", "−1,2 miljoner kronor", "−SEK 1.2 million"),
    ("99960000", "100 miljoner kronor", "SEK 100 million"),
    ("431400000", "431 miljoner kronor", "SEK 431 million"),
    ("999600000", "1 miljard kronor", "SEK 1 billion"),
    ("2400000000", "2,4 miljarder kronor", "SEK 2.4 billion"),
]


@pytest.mark.parametrize(("amount", "swedish", "english"), WORDS)
def test_money_in_sentences(amount: str, swedish: str, english: str):
    """An amount that can be read aloud; rounding carries over into the next unit."""
    money = Money(amount=Decimal(amount), currency="SEK")
    assert languages.format_money_words(money, "sv_SE").replace(NB, " ") == swedish
    assert languages.format_money_words(money, "en_GB").replace(NB, " ") == english


ESTIMATES = [
    ("2000000", "4000000", False, "2–4 miljoner kronor", "SEK 2–4 million"),
    ("500000", "500000", True, "ca 500 000 kronor", "about SEK 500,000"),
    ("1000000", None, False, "minst 1 miljon kronor", "at least SEK 1 million"),
    (None, "500000", False, "högst 500 000 kronor", "at most SEK 500,000"),
    ("500000", "1500000", False, "500 000–1 500 000 kronor", "SEK 500,000–1,500,000"),
    ("1234567", "1234567", False, "1 234 567 kronor", "SEK 1,234,567"),
    ("16000000.00", "16000000.00", False, "16 miljoner kronor", "SEK 16 million"),
]


@pytest.mark.parametrize(("low", "high", "about", "swedish", "english"), ESTIMATES)
def test_estimates(low: str | None, high: str | None, about: bool, swedish: str, english: str):  # noqa: FBT001
    """An estimate is as exact as its source: what is not short in millions keeps its digits."""
    ends = {"low": Decimal(low) if low else None, "high": Decimal(high) if high else None}
    estimate = Estimate(**ends, currency="SEK", about=about)
    assert languages.format_estimate(estimate, "sv_SE").replace(NB, " ") == swedish
    assert languages.format_estimate(estimate, "en_GB").replace(NB, " ") == english


@pytest.mark.parametrize(
    ("share", "swedish", "english"),
    [
        ("0.42", "42 %", "42%"),
        ("0.425", "43 %", "43%"),
        ("0.004", "mindre än 1 %", "less than 1%"),
        ("0.9999", "mer än 99 %", "more than 99%"),
        ("0", "0 %", "0%"),
        ("1", "100 %", "100%"),
    ],
)
def test_shares(share: str, swedish: str, english: str):
    """A share is whole per cent; one that is neither nothing nor all never reads as such."""
    assert languages.format_share(Decimal(share), "sv_SE").replace(NB, " ") == swedish
    assert languages.format_share(Decimal(share), "en_GB") == english


def test_shares_in_words():
    """A heading says per cent in a word."""
    assert languages.format_share(Decimal("0.71"), "sv_SE", words=True) == "71 procent"
    assert languages.format_share(Decimal("0.71"), "en_GB", words=True) == "71 per cent"


@pytest.mark.parametrize(
    ("low", "high", "swedish", "english"),
    [
        (None, "0", "krediter", "credits"),
        ("0", "10000", "under 10 000 kr", "below SEK 10,000"),
        ("10000", "100000", "10 000–100 000 kr", "SEK 10,000–100,000"),
        ("5000000", None, "5 000 000 kr eller mer", "SEK 5,000,000 or more"),
    ],
)
def test_value_bands(low: str | None, high: str | None, swedish: str, english: str):
    """A band says its edges, and the currency once."""
    ends = [Decimal(end) if end else None for end in (low, high)]
    assert languages.format_band(*ends, "SEK", "sv_SE").replace(NB, " ") == swedish
    assert languages.format_band(*ends, "SEK", "en_GB").replace(NB, " ") == english


def test_units():
    """An axis says its unit."""
    assert languages.money_unit("SEK", "sv_SE", millions=True) == "miljoner kronor"
    assert languages.money_unit("SEK", "en_GB", millions=True) == "SEK million"
    assert languages.money_unit("SEK", "sv_SE") == "kronor"
    assert languages.money_unit("XXX", "sv_SE") == ""


def test_lists():
    """The last two items have a word between them."""
    assert languages.format_list(["a", "b", "c"], "sv_SE") == "a, b och c"
    assert languages.format_list(["a", "b"], "en_GB") == "a and b"
    assert languages.format_list([], "en_GB") == ""
