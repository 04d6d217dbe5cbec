"""Planned dates, never more precise than their text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import UnreadableError
from outreach.values import ParsedPeriod, parse_period

PRECISIONS = {"day", "week", "month", "quarter", "half_year", "season", "year", "span", "from", "until", "open"}


def period(start: str | None, end: str | None, precision: str) -> ParsedPeriod:
    return ParsedPeriod(start and date.fromisoformat(start), end and date.fromisoformat(end), precision)


@pytest.mark.parametrize(
    "text",
    ["2017-03-01", "20170301", "1 mars 2017", "den 1 mars 2017", "1 March 2017", "1/3 2017", "2017-03-01 00:00:00",
     "2017-W09-3", "ca 1 mars 2017"],
)  # fmt: skip
def test_a_day_is_a_day(text):
    """A full date is one day, and a zero time is dropped."""
    assert period("2017-03-01", "2017-03-01", "day") == parse_period(text)


@pytest.mark.parametrize(
    "text", ["v. 12 2017", "v12 2017", "vecka 12 2017", "Vecka 12, 2017", "week 12 2017", "2017-W12"]
)
def test_a_week_runs_from_monday_to_sunday(text):
    """Weeks are ISO weeks."""
    assert period("2017-03-20", "2017-03-26", "week") == parse_period(text)


@pytest.mark.parametrize(
    "text",
    ["2017-03", "mars 2017", "Mars -17", "mar 2017", "Mar. 2017", "Mar-17", "March 2017", "3/2017", "2017/03", "201703",
     "mitten av mars 2017", "prel. mars 2017", "mars 2017?", "mars månad 2017", "2017, mars"],
)  # fmt: skip
def test_a_month_is_the_whole_month(text):
    """A month is not made a day, and vague words about it do not make it longer or shorter."""
    assert period("2017-03-01", "2017-03-31", "month") == parse_period(text)


@pytest.mark.parametrize(
    "text",
    ["Q2 2017", "2017 Q2", "2017Q2", "2017-Q2", "Q2-17", "Q2 17", "Q2/2017", "Kv 2 2017", "Kv.2 2017", "kvartal 2 2017",
     "Kvartal 2, 2017", "andra kvartalet 2017", "2:a kvartalet 2017", "second quarter of 2017", "2nd quarter 2017"],
)  # fmt: skip
def test_a_quarter_is_three_months(text):
    """A quarter is found in both languages and any order of its words."""
    assert period("2017-04-01", "2017-06-30", "quarter") == parse_period(text)


@pytest.mark.parametrize("text", ["Q3 25/26", "Q3 2025/26", "Q3 2025/2026", "Q3 FY25/26"])
def test_a_quarter_of_a_financial_year_counts_from_april(text):
    """Two years say that the quarter is of a British financial year."""
    assert period("2025-10-01", "2025-12-31", "quarter") == parse_period(text)


@pytest.mark.parametrize(
    "text", ["2:a halvåret 2017", "andra halvåret 2017", "H2 2017", "2017 H2", "second half of 2017", "halvår 2 2017"]
)
def test_a_half_year_is_six_months(text):
    """Half-years in both languages."""
    assert period("2017-07-01", "2017-12-31", "half_year") == parse_period(text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("våren 2017", "2017-03-01", "2017-05-31"),
        ("Spring 2025", "2025-03-01", "2025-05-31"),
        ("sommaren 2017", "2017-06-01", "2017-08-31"),
        ("Hösten 2024", "2024-09-01", "2024-11-30"),
        ("autumn 2025", "2025-09-01", "2025-11-30"),
        ("vintern 2019", "2019-12-01", "2020-02-29"),
        ("vintern 2019/2020", "2019-12-01", "2020-02-29"),
        ("vt 2017", "2017-01-01", "2017-06-30"),
        ("ht-19", "2019-07-01", "2019-12-31"),
        ("vt17", "2017-01-01", "2017-06-30"),
    ],
)
def test_a_season_is_its_months(text, start, end):
    """Spring is March–May and so on; vt and ht are the halves of the school's calendar year."""
    assert period(start, end, "season") == parse_period(text)


@pytest.mark.parametrize("text", ["2017", "under 2017", "år 2017", "mid 2017", "slutet av 2017"])
def test_a_year_is_the_whole_year(text):
    """A year stays a year, also at its end or in its middle."""
    assert period("2017-01-01", "2017-12-31", "year") == parse_period(text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("maj–juni 2017", "2017-05-01", "2017-06-30"),
        ("maj-juni 2017", "2017-05-01", "2017-06-30"),
        ("okt/nov 2017", "2017-10-01", "2017-11-30"),
        ("oktober och november 2017", "2017-10-01", "2017-11-30"),
        ("nov 2019–jan 2020", "2019-11-01", "2020-01-31"),
        ("nov–jan 2020", "2019-11-01", "2020-01-31"),
        ("nov 2019–jan", "2019-11-01", "2020-01-31"),
        ("2017-03-01–2017-04-15", "2017-03-01", "2017-04-15"),
        ("2017-03-01 - 2017-04-15", "2017-03-01", "2017-04-15"),
        ("2017-03-01/2017-04-15", "2017-03-01", "2017-04-15"),
        ("2017-03-01 till 2017-04-15", "2017-03-01", "2017-04-15"),
        ("15 mars–15 april 2017", "2017-03-15", "2017-04-15"),
        ("15–20 mars 2017", "2017-03-15", "2017-03-20"),
        ("Kv 3–4 2024", "2024-07-01", "2024-12-31"),
        ("Q4 2019 - Q1 2020", "2019-10-01", "2020-03-31"),
        ("v 40-42 2017", "2017-10-02", "2017-10-22"),
        ("2017–2018", "2017-01-01", "2018-12-31"),
        ("2017/2018", "2017-01-01", "2018-12-31"),
        ("FY 25/26", "2025-04-01", "2026-03-31"),
        ("årsskiftet 2017/2018", "2017-12-01", "2018-01-31"),
        ("tertial 2 2017", "2017-05-01", "2017-08-31"),
        ("Jun-25–Jul-25", "2025-06-01", "2025-07-31"),
        ("hösten/vintern 2018", "2018-09-01", "2019-02-28"),
    ],
)
def test_a_span_runs_from_the_first_days_start_to_the_last_ones_end(text, start, end):
    """Two times joined by a sign or a word are one span; a year said once holds for both."""
    assert period(start, end, "span") == parse_period(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("från 2017-03-01", period("2017-03-01", None, "from")),
        ("fr.o.m. 2017-03-01", period("2017-03-01", None, "from")),
        ("tidigast mars 2017", period("2017-03-01", None, "from")),
        ("2017-03-01 och framåt", period("2017-03-01", None, "from")),
        ("2017 –", period("2017-01-01", None, "from")),
        ("efter sommaren 2017", period("2017-09-01", None, "from")),
        ("senast juni 2017", period(None, "2017-06-30", "until")),
        ("t.o.m. 2017-06-30", period(None, "2017-06-30", "until")),
        ("by June 2017", period(None, "2017-06-30", "until")),
        ("före juni 2017", period(None, "2017-05-31", "until")),
        ("Löpande", period(None, None, "open")),
        ("ongoing", period(None, None, "open")),
    ],
)
def test_a_time_with_one_side_or_none_keeps_the_other_open(text, expected):
    """What is not said stays None."""
    assert expected == parse_period(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v 36", period("2019-09-02", "2019-09-08", "week")),
        ("Q2", period("2019-04-01", "2019-06-30", "quarter")),
        ("april", period("2019-04-01", "2019-04-30", "month")),
        ("1 mars", period("2019-03-01", "2019-03-01", "day")),
        ("2:a halvåret", period("2019-07-01", "2019-12-31", "half_year")),
        ("våren", period("2019-03-01", "2019-05-31", "season")),
        ("tidigast sept", period("2019-09-01", None, "from")),
        ("maj–juni", period("2019-05-01", "2019-06-30", "span")),
        ("nov-jan", period("2019-11-01", "2020-01-31", "span")),
        ("v 50–2", period("2019-12-09", "2020-01-12", "span")),
    ],
)
def test_a_text_without_a_year_takes_the_lists_year(text, expected):
    """The year in the list's title fills in; without one such a text is refused."""
    assert expected == parse_period(text, default_year=2019)
    with pytest.raises(UnreadableError):
        parse_period(text)


def test_a_year_in_the_text_goes_before_the_lists_year():
    """The list's year is only for texts that name none."""
    assert parse_period("Q2 2017") == parse_period("Q2 2017", default_year=2019)


@pytest.mark.parametrize(
    "text",
    [
        "", "?", "TBC", "ej bestämt", "Beslut saknas", "när avtalet sagts upp", "10", "fri", "12:30", "1/1/1",
        "2017-13", "2017-02-30", "Q5 2017", "v. 53 2017", "1889", "2101", "½ 2017", "２０１７", "١٢ mars 2017",
        "mars 19", "201012", "jun-25-jul-25", "2018–2017", "juni 2017–mars 2017", "2025/26", "Q3 25/27",
        "före jul 2017", "vintern 2100", "x" * 1000, "2017-W54-1", "mars april 2017", "löpande 2017",
    ],
)  # fmt: skip
def test_what_is_no_time_is_refused(text):
    """Unknown, impossible, falling and ambiguous times are refused, with what to write instead."""
    with pytest.raises(UnreadableError) as refused:
        parse_period(text, default_year=None)
    assert refused.value.hint == "write 2017-03-01, 2017-03, Q1 2017 or våren 2017"


def test_the_message_reads_as_in_the_problem_list():
    """The error's text is what stands after the address of a problem."""
    with pytest.raises(UnreadableError) as refused:
        parse_period("1 mars")
    expected = "no year: '1 mars' (write the year, or say it of all such dates: year=2017)"
    assert expected == str(refused.value)


def test_figures_with_two_readings_need_an_order():
    """03/04/2025 alone is refused; the column's order makes it a day."""
    with pytest.raises(UnreadableError, match="several readings"):
        parse_period("03/04/2025")
    assert period("2025-04-03", "2025-04-03", "day") == parse_period("03/04/2025", order="dmy")


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_iso_dates_months_and_years_are_read_as_written(day):
    """Every ISO day, month, year and week is read at its own precision."""
    year, week, _ = day.isocalendar()
    read = [parse_period(text) for text in (f"{day}", f"{day:%Y-%m}", f"{day:%Y}")]
    assert ["day", "month", "year"] == [one.precision for one in read]
    assert all(one.start <= day <= one.end for one in read if one.start and one.end)
    if 1990 <= year <= 2100 and day.year <= 2099:
        assert "week" == parse_period(f"v. {week} {year}").precision


WORDS = st.sampled_from(
    ["q2", "kv", "v.", "vecka", "mars", "maj", "jun", "våren", "ht", "löpande", "senast", "tidigast", "från", "till",
     "2017", "2018", "-19", "1", "12", "31", "/", "–", "-", ",", ".", "och", "1:a", "halvåret", "kvartalet", "25/26",
     "första", "?", "prel.", "årsskiftet", "fy", "2017-03-01", "jul", "efter", "t.o.m.", "tertial", "i"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(WORDS, max_size=7).map(" ".join), st.lists(WORDS, max_size=7).map("".join)))
def test_arbitrary_text_is_a_rising_time_or_refused(text):
    """No text gives a period that falls, an unknown precision, or another error."""
    try:
        found = parse_period(text, default_year=2019)
    except UnreadableError:
        return
    assert found.precision in PRECISIONS
    if found.start and found.end:
        assert found.start <= found.end
