"""Dates as written, each form's order told by its column."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import values
from outreach.errors import UnreadableError
from outreach.ledger._dates import read_dates
from outreach.values import parse_date


def dates(*texts: str, order: str | None = None) -> list[dt.date | None]:
    return read_dates(pl.Series(texts, dtype=pl.String), order).dates.to_list()


@pytest.mark.parametrize(
    "written",
    [
        "2013-06-20",
        "2013-06-20 00:00:00",
        "2013-06-20T12:30:00Z",
        "2013/06/20",
        "2013-6-20",
        "20130620",
        "20-Jun-13",
        "20 June 2013",
        "20 juni 2013",
        "20.06.2013",
        " 2013-06-20 ",
    ],
)
def test_a_form_that_tells_itself_is_read(written):
    """Year first, month in words, or a day above twelve need no option."""
    assert [dt.date(2013, 6, 20)] == dates(written)


@pytest.mark.parametrize(
    "written",
    ["2013-02-30", "2013-13-01", "0000-00-00", "1889-01-01", "2101-01-01", "10", "2013", "May", "12:30", "45292", ""],
)
def test_what_is_no_date_is_none(written):
    """Impossible days, other centuries, parts of dates and numbers are not turned into a day."""
    assert [None] == dates(written)


def test_the_column_tells_day_from_month():
    """One day above twelve decides for all texts of the same form."""
    assert [dt.date(2010, 12, 24), dt.date(2010, 4, 3)] == dates("24/12/2010", "03/04/2010")
    assert [dt.date(2010, 12, 24), dt.date(2010, 3, 4)] == dates("12/24/2010", "03/04/2010")


def test_another_form_tells_nothing():
    """What decides 31.12.2023 decides nothing about 03/04/2024."""
    read = read_dates(pl.Series(["03/04/2024", "31.12.2023"]))
    assert [None, dt.date(2023, 12, 31)] == read.dates.to_list()
    assert [True, False] == read.undecided.to_list()


def test_the_user_tells():
    """The option decides where the column does not."""
    assert [dt.date(2017, 4, 3)] == dates("03/04/2017", order="dmy")
    assert [dt.date(2017, 3, 4)] == dates("03/04/2017", order="mdy")


def test_days_are_numbers_only_where_the_source_says_so():
    """A bare number is a spreadsheet's day only if the table says that its cells lost their format."""
    read = read_dates(pl.Series(["44910"]), day_numbers=True)
    assert [dt.date(2022, 12, 15)] == read.dates.to_list()


FORMS = (
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%-m-%-d",
    " %Y-%m-%d",
    "%Y-%m-%d %H",
    "%Y%m%d",
    "%Y/%m/%d",
    "%-d %B %Y",
)


@given(st.dates(dt.date(1985, 1, 1), dt.date(2105, 12, 31)), st.times(), st.sampled_from(FORMS))
def test_the_fast_path_agrees_with_the_reader_of_values(day, time, form):
    """A text that polars reads is the day that the one reader of values reads, and no other."""
    text = dt.datetime.combine(day, time).strftime(form)
    try:
        expected = parse_date(text)
    except UnreadableError:
        expected = None
    assert [expected] == dates(text)


@given(st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?", fullmatch=True))
def test_what_only_looks_like_a_date_is_none_to_both(text):
    """An hour that no clock has, or a day that no month has, is refused by both."""
    try:
        expected = parse_date(text)
    except UnreadableError:
        expected = None
    assert [expected] == dates(text)


@given(st.lists(st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)), min_size=1, max_size=20))
def test_iso_dates_come_back(days):
    """Every day of the range, written as ISO 8601, is that day."""
    assert days == dates(*(day.isoformat() for day in days))


@given(st.lists(st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)), min_size=1, max_size=20), st.randoms())
def test_order_of_rows_decides_nothing(days, random):
    """A column is read the same whatever the order of its rows; a day is right or undecided, never another."""
    texts = [day.strftime("%d/%m/%Y") for day in days]
    read = dict(zip(texts, dates(*texts), strict=True))
    random.shuffle(texts)
    assert read == dict(zip(texts, dates(*texts), strict=True))
    if any(day.day > 12 for day in days):
        assert list(read.values()) == list(
            dict(zip([d.strftime("%d/%m/%Y") for d in days], days, strict=True)).values()
        )


WRITTEN = [
    "%Y-%m-%d",
    "%Y%m%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%SZ",
    "%d/%m/%Y",
    "%d.%m.%y",
]


@given(st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2089, 12, 31)), st.sampled_from(WRITTEN))  # noqa: DTZ001 - as written
def test_the_fast_paths_agree_with_the_reader(moment, form):
    """What an expression reads of a column, the one reader of dates reads of a cell."""
    text = moment.strftime(form)
    assert values.read_date(text, "dmy") == read_dates(pl.Series([text]), "dmy").dates[0] == moment.date()
