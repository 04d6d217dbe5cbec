"""Dates to the day: ISO first, one reading, or the column's order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import outreach
from outreach import sources
from outreach.errors import UnreadableError
from outreach.values import date_order, parse_date, parse_day_number, read_date

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2017-03-02", "20170302", "2017/03/02", "2017.3.2", "2 mars 2017", "den 2 mars 2017", "2 March 2017",
        "2nd of March 2017", "March 2, 2017", "2-Mar-17", "2/3 2017", "2017-03-02 00:00:00", "2017-03-02T13:45:00Z",
        "2017-03-02 13:45", " 2017‑03‑02 ",
    ],
)  # fmt: skip
def test_forms_with_one_reading_are_read(text):
    """Each of these can only mean the 2nd of March 2017; a time of day is dropped."""
    assert date(2017, 3, 2) == parse_date(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("24/12/2010", date(2010, 12, 24)), ("12/24/2010", date(2010, 12, 24)),
                           ("03/03/2017", date(2017, 3, 3)), ("20-Jun-13", date(2013, 6, 20)),
                           ("31.12.1999", date(1999, 12, 31))],
)  # fmt: skip
def test_figures_that_fit_one_day_only_are_read(text, expected):
    """Where only one order gives a day, or all give the same, no order need be said."""
    assert expected == parse_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "10", "2024", "May", "fri", "12:30", "1/1/1", "2024-02-30", "20240230", "2024-13-01", "0000-00-00",
        "2024-01-01T00:00:00+99:99", "2024-01-01 25:00", "1" * 400, "1989-12-31", "2101-01-01", "٢٠١٧-٠٣-٠١",
        "２０１７-03-01", "17-03-01", "1 mars",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(text):
    """Nothing is filled in from today, and no impossible day is moved."""
    with pytest.raises(UnreadableError) as refused:
        parse_date(text)
    assert "2017-03-01" in refused.value.hint


def test_two_readings_are_refused_with_the_way_out():
    """Figures that can be two days are refused, and the hint says what decides."""
    with pytest.raises(UnreadableError, match=r"several readings: '03/04/2017'.*say the order"):
        parse_date("03/04/2017")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["24/12/2010", "03/04/2010"], "dmy"),
        (["12/24/2010", "03/04/2010"], "mdy"),
        (["03/04/2024", "04/03/24", "31.12.2023"], "dmy"),
        (["2017-03-01", "20170302"], "ymd"),
        (["2017-03-01", "31/12/2016"], "dmy"),
        (["20-Jun-13"], "ymd"),
        (["03/04/2017"], None),
        (["24/12/2010", "12/24/2010"], None),
        (["x", ""], None),
        ([], None),
    ],
)
def test_a_columns_order_is_found_from_its_values(texts, expected):
    """The order all figures agree on is the column's; if they leave it open or disagree there is none."""
    assert expected == date_order(texts)


def test_the_columns_order_decides_what_is_open():
    """With an order, figures that could be two days are one."""
    assert date(2025, 4, 3) == read_date("03/04/2025", "dmy")
    assert date(2025, 3, 4) == read_date("03/04/2025", "mdy")
    assert date(2003, 4, 25) == read_date("03/04/25", "ymd")


def test_figures_that_break_the_columns_order_are_refused():
    """A cell that does not fit its column's order is not read in another."""
    with pytest.raises(UnreadableError):
        read_date("12/24/2010", "dmy")


def test_a_spreadsheets_day_number_is_read_only_where_it_is_asked_for():
    """A number of five digits is no date by itself; the hint says which day it would be."""
    assert date(2022, 12, 15) == parse_day_number("44910")
    with pytest.raises(UnreadableError, match="day number, write 2022-12-15"):
        parse_date("44910")


@pytest.mark.parametrize("text", ["", "2017", "99999", "30000", "44910.5", "x"])
def test_other_numbers_are_no_day_numbers(text):
    """A day number is whole and falls between 1990 and 2100."""
    with pytest.raises(UnreadableError):
        parse_day_number(text)


@given(DAYS)
def test_reading_what_was_written_gives_the_same_day(day):
    """Every day survives ISO, compact, Swedish and ordered figures."""
    assert [day] * 4 == [
        parse_date(day.isoformat()),
        parse_date(f"{day:%Y%m%d}"),
        parse_date(f"{day.day}/{day.month} {day.year}"),
        read_date(f"{day.day:02}/{day.month:02}/{day.year}", "dmy"),
    ]


@given(st.lists(DAYS, min_size=1))
def test_an_order_that_is_found_reads_the_column_as_it_was_written(days):
    """Written day/month/year, a column is found to be so or left open, never read as another."""
    texts = [f"{day.day}/{day.month}/{day.year}" for day in days]
    assert date_order(texts) in {"dmy", None}


@given(st.one_of(st.text(), st.text("0123456789-/. :tz+årmasjun")), st.sampled_from([None, "ymd", "dmy", "mdy"]))
def test_arbitrary_text_is_a_day_or_refused(text, order):
    """No text gives a day outside 1990–2100 or another error."""
    try:
        day = read_date(text, order)
    except UnreadableError:
        return
    assert 1990 <= day.year <= 2100


FORMS = {
    "2019-03-01": "2019-03-01",
    "2019-03-01 00:00:00": "2019-03-01",
    "2019-03-01T00:00:00.000Z": "2019-03-01",
    "2019-03-01 13.30": "2019-03-01",
    "2019-03-01 1:30 PM": "2019-03-01",
    "2019-03-01+01:00": "2019-03-01",
    "20190301": "2019-03-01",
    "2019/3/1": "2019-03-01",
    "2019-W09-5": "2019-03-01",
    "2019W095": "2019-03-01",
    "2/9 2019": "2019-09-02",
    "2/9-2019": "2019-09-02",
    "2/9 -19": "2019-09-02",
    "24/12/2019": "2019-12-24",
    "24.12.2019": "2019-12-24",
    "1 mars 2019": "2019-03-01",
    "1 mars, 2019": "2019-03-01",
    "1 mars -19": "2019-03-01",
    "1 Mar 19": "2019-03-01",
    "1/Mar/2019": "2019-03-01",
    "1:a mars 2019": "2019-03-01",
    "den 1 mars 2019": "2019-03-01",
    "fredag den 1 mars 2019": "2019-03-01",
    "20-Jun-13": "2013-06-20",
    "March 1, 2019": "2019-03-01",
    "the 1st of March 2019": "2019-03-01",
    "Wednesday, May 04, 2022": "2022-05-04",
    "24/12/2019 12:00:00 AM": "2019-12-24",
}
"""Forms of one reading, in every kind of file."""

OPEN_FORMS = {
    "1.3.2019": "2019-03-01",
    "01/03/2019": "2019-03-01",
    "01-03-19": "2019-03-01",
    "1/3/2019 0:00": "2019-03-01",
}
"""Forms that the order of a column decides; here day, month, year."""


@pytest.mark.parametrize(("text", "expected"), FORMS.items())
def test_every_form_of_one_reading_is_read(text, expected):
    """Each of these is read alone, and whatever the order of its column is."""
    assert [date.fromisoformat(expected)] * 2 == [parse_date(text), read_date(text, "dmy")]


@pytest.mark.parametrize(("text", "expected"), OPEN_FORMS.items())
def test_forms_of_two_readings_need_an_order(text, expected):
    """Each of these is refused alone, and read where the order is known."""
    with pytest.raises(UnreadableError, match="several readings"):
        parse_date(text)
    assert date.fromisoformat(expected) == read_date(text, "dmy")


@pytest.mark.parametrize(
    "text",
    [
        "2019-03",
        "2019-W10",
        "Mar-19",
        "v. 10 2019",
        "2019",
        "monday 1 mars 2019",
        "2019-W60-1",
        "2019-03-01 13:75",
        "2019-03-01 14:00 PM",
    ],
)
def test_a_month_a_week_or_a_contradiction_is_no_day(text):
    """A longer time has no day of its own, and a weekday that is another day's is not passed over."""
    with pytest.raises(UnreadableError):
        parse_date(text)


@pytest.mark.parametrize(("text", "expected"), (FORMS | OPEN_FORMS).items())
def test_a_ledger_and_a_list_read_the_same_day(tmp_path, text, expected):
    """A date is read alike whatever kind of file it stands in."""
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(f'Leverantör;Bokföringsdatum;Belopp\nAcme;"{text}";1,00\n', encoding="utf-8")
    plan = tmp_path / "plan.csv"
    plan.write_text(f'Upphandling;Planerad annonsering\nHissar;"{text}"\n', encoding="utf-8")
    bought = outreach.read(sources.Csv(ledger, date_order="dmy"))
    planned = outreach.read(sources.Csv(plan, date_order="dmy"))
    assert [] == [str(problem) for problem in (*bought.problems, *planned.problems) if "date" in problem.kind]
    day = date.fromisoformat(expected)
    assert (day, day) == (planned.procurements[0].planned_publication.start, bought.purchases.period[0])


@pytest.mark.parametrize("text", ["onsdagen den 1 mars 2017", "onsdag 1 mars 2017", "Onsdagen 1 mars 2017"])
def test_a_weekday_may_be_definite(text):
    """The day of the week stands before a date as Swedes say it."""
    assert date(2017, 3, 1) == parse_date(text)
