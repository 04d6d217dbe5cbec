"""Moments of lists, the days of systems that are none, and what stands for nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import attrs
import pytest

import outreach
from outreach import publications


@attrs.frozen
class Given(outreach.Source):
    """A source of rows that a test wrote."""

    name = "given"
    record: type
    values: tuple
    options: outreach.ReadOptions = attrs.field(factory=outreach.ReadOptions)

    def rows(self):
        """Give the rows, from the second line on."""
        return [outreach.Row(self.record, row, line=line) for line, row in enumerate(self.values, 2)]


@pytest.fixture
def procurement(read):
    """Give a function that reads one procurement, and the dataset it is in."""

    def procurement(options=None, **values):
        data = read(Given(outreach.Procurement, ({"title": "Hiss"} | values,), options or outreach.ReadOptions()))
        return data.procurements[0], data

    return procurement


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017-04-03T23:59:00+02:00", datetime(2017, 4, 3, 21, 59, tzinfo=UTC)),
        ("2017-04-03T21:59Z", datetime(2017, 4, 3, 21, 59, tzinfo=UTC)),
        ("2017-04-03 23:59", datetime(2017, 4, 3, 21, 59, tzinfo=UTC)),
        ("2017-04-03 kl. 23.59", datetime(2017, 4, 3, 21, 59, tzinfo=UTC)),
        ("den 3 april 2017 klockan 12.00", datetime(2017, 4, 3, 10, tzinfo=UTC)),
        ("mån 3 april 2017, 12:00", datetime(2017, 4, 3, 10, tzinfo=UTC)),
        ("3 April 2017 at 1.00 pm", datetime(2017, 4, 3, 11, tzinfo=UTC)),
        ("2017–04–03", date(2017, 4, 3)),
        ("2017-04-03 00:00:00", date(2017, 4, 3)),
    ],
)
def test_a_last_day_with_an_hour_is_a_moment(procurement, text, expected):
    """In the country's time where it names no zone; a spreadsheet's midnight is a day."""
    made, _ = procurement(tender_deadline=text)
    assert made.tender_deadline == expected
    assert getattr(getattr(made.tender_deadline, "tzinfo", None), "key", "Europe/Stockholm") == "Europe/Stockholm"


@pytest.mark.parametrize(
    "text", ["9999-12-31T23:59:59Z", "0001-01-01", "31/12/9999", "99991231", "1900-01-00", "1899-12-30 00:00"]
)
def test_a_system_s_first_and_last_days_are_no_dates(procurement, text):
    """They are said and left out; nothing on a page quotes them."""
    made, data = procurement(tender_deadline=text)
    assert made.tender_deadline is None
    assert made.incomplete == ()
    assert [problem.origin.field for problem in data.problems] == ["tender_deadline"]
    assert "placeholder" in str(next(iter(data.problems)))


@pytest.mark.parametrize(
    "text", ["-", "–", "?", "N/A", "#N/A", "#SAKNAS!", "Ej angivet", "TBC", "#REF!", "uppgift saknas"]
)
def test_what_stands_for_nothing_is_nothing(read, text):
    """In every column; a column of dates or values says that it holds none, and no page quotes it."""
    columns = ("description", "comments", "unit", "industry", "incumbents", "purchaser", "purchaser_email")
    times = ("estimated_value", "planned_publication", "tender_deadline", "contract_length")
    row = {"id": "1", "title": "Hiss"} | dict.fromkeys((*columns, *times), text)
    data = read(Given(outreach.Procurement, (row,)))
    record = data.procurements[0]
    assert (record.description, record.comments, record.unit, record.industry) == ("", "", "", "")
    assert (record.incumbents, record.purchaser, record.estimated_value) == ((), None, None)
    page = publications.procurement_list(data, today=date(2017, 1, 10))
    told = "".join(part.as_text() for part in (page, *page.parts))
    assert f"”{text}”" not in told
    assert f": {text}\n" not in told
