"""Zones of a calendar: by rules, as the system knows them; an offset is none."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import dateutil.tz
import pytest

import outreach
import sample_publications as samples
from outreach import blocks
from outreach.publishers import Calendar
from outreach.publishers.calendar._zones import timezone_of


def text_of(folder, starts):
    """Return the calendar of an appointment of an hour."""
    appointment = blocks.Appointment(uid="u", title="T", starts=starts, ends=starts + timedelta(hours=1))
    page = outreach.Publication(id="p", slug="p", title="Träff", kind="k", locale="sv_SE", blocks=[appointment])
    (path,) = Calendar(folder).publish_edition(samples.edition(page))
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("zone", "year"),
    [
        ("Europe/Stockholm", 2017),
        ("Europe/Stockholm", 1994),  # summer time ended in September until 1995
        ("Europe/London", 2024),
        ("America/New_York", 2005),  # rules changed in 2007
        ("Pacific/Auckland", 2024),
        ("Africa/Casablanca", 2024),  # around Ramadan, by no rule of the calendar
        ("Asia/Tokyo", 2024),
    ],
)
def test_a_zone_is_defined_as_the_system_knows_it(zone, year):
    """On each day from the year of the appointment on, and by rules, since Outlook reads no lists of dates."""
    defined = timezone_of(zone, year)
    assert "RDATE" not in defined.to_ical().decode()
    read_back = defined.to_tz(lookup_tzid=False)
    for day in range(0, 4 * 365, 4):
        moment = datetime(year, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)
        local = moment.astimezone(ZoneInfo(zone))
        assert local.replace(tzinfo=read_back).utcoffset() == local.utcoffset(), local


@pytest.mark.parametrize(
    "zone", [UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=2), "CEST"), dateutil.tz.tzoffset("X", 7200)]
)
def test_an_offset_is_no_zone_of_a_calendar(tmp_path, zone):
    """It is written in UTC, which every calendar reads."""
    starts = datetime(2017, 6, 1, 12, tzinfo=zone)
    text = text_of(tmp_path / "c", starts)
    assert f"DTSTART:{starts.astimezone(UTC):%Y%m%dT%H%M%SZ}" in text
    assert "TZID" not in text


def test_the_end_of_all_calendars_stops_no_publication(tmp_path):
    """Years that no zone reaches are written as they are."""
    starts = datetime(9999, 12, 31, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
    assert "DTSTART;TZID=Europe/Stockholm:99991231T120000" in text_of(tmp_path / "c", starts)
