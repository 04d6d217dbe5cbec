"""Calendar files: RFC 5545, as another library reads them."""

import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import attrs
import icalendar
import pytest

import outreach
import sample_publications as samples
from hostile_publications import hostile, hostile_texts
from outreach import blocks, rendering
from outreach.publishers import Calendar
from sample_facts import LIFTS, listed, procurement


def publish(root, *entries, now=samples.NOW, key="invitation", locale="sv_SE", **settings):
    """Publish a page with these entries, and return the events of its file."""
    page = outreach.Publication(id=key, slug=key, title="Träff", kind="k", locale=locale, blocks=entries)
    (path,) = Calendar(root, **settings).publish_edition(samples.edition(page, now=now))
    return read(path)


def read(path):
    """Return the events of a file."""
    return icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")


def test_an_event_says_what_when_and_where(root):
    """Every field of an appointment is in the file."""
    (event,) = publish(root, samples.appointment(sequence=2))
    said = {key: str(event[key]) for key in ("uid", "summary", "location", "status", "url", "contact")}
    assert {
        "uid": "2017-var@storan.example",
        "summary": "Företagarträff om offentlig upphandling",
        "location": "Stadshuset, Storgatan 1, Storån",
        "status": "CONFIRMED",
        "url": "https://kommun.example/anmalan",
        "contact": "Storåns kommun",
    } == said
    assert (samples.STARTS, samples.ENDS, 2) == (event["dtstart"].dt, event["dtend"].dt, event["sequence"])
    assert "Vi berättar vad kommunen ska köpa i år.\nhttps://kommun.example/anmalan" == event["description"]


def test_the_zone_is_defined_in_the_file(root):
    """A calendar that knows no Stockholm finds it there; and the file is one to read, no request to answer."""
    publish(root, samples.appointment())
    text = (root / "sv/invitation.ics").read_text()
    assert "METHOD:PUBLISH" in text
    assert "TZID:Europe/Stockholm" in text
    assert "DTSTART;TZID=Europe/Stockholm:20170301T130000" in text


def test_the_stamp_is_the_moment_of_publishing(root):
    """Now as given, else the publication's day, else always the same; never the clock."""
    (event,) = publish(root, samples.appointment())
    assert datetime(2017, 1, 10, 8, tzinfo=UTC) == event["dtstamp"].dt
    (event,) = publish(root.with_name("other"), samples.appointment(), now=None)
    assert datetime(2000, 1, 1, tzinfo=UTC) == event["dtstamp"].dt
    Calendar(root).publish_edition(samples.edition(samples.invitation(), now=None))
    (event,) = read(root / "sv/foretagartraff-2017.ics")
    assert datetime(2017, 1, 9, tzinfo=UTC) == event["dtstamp"].dt


@pytest.mark.parametrize(
    ("status", "said"),
    [("cancelled", "CANCELLED"), ("draft", "TENTATIVE"), ("moved", "CONFIRMED"), ("full", "CONFIRMED")],
)
def test_a_cancelled_meeting_stays_as_cancelled(root, status, said):
    """Subscribers see what became of it."""
    (event,) = publish(root, samples.appointment(status=outreach.EventStatus(status)))
    assert said == event["status"]


def test_a_meeting_can_remind(root):
    """So many minutes before."""
    (event,) = publish(root, samples.appointment(), alarm=60)
    (alarm,) = event.walk("VALARM")
    assert ("DISPLAY", -3600) == (alarm["action"], alarm["trigger"].dt.total_seconds())


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        ("FREQ=YEARLY;COUNT=3", "FREQ=YEARLY;COUNT=3"),
        ("RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=10", "FREQ=WEEKLY;COUNT=10;BYDAY=WE"),
        ("FREQ=MONTHLY;UNTIL=20171231T120000Z", "FREQ=MONTHLY;UNTIL=20171231T120000Z"),
        ("FREQ=MONTHLY;UNTIL=20171231", "FREQ=MONTHLY;UNTIL=20171231T225959Z"),
    ],
)
def test_a_recurring_meeting_has_its_rule(root, rule, written):
    """With an end in UTC, as the standard asks."""
    (event,) = publish(root, samples.appointment(recurrence=rule))
    assert written == event["rrule"].to_ical().decode()


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=SECONDLY;COUNT=3", "recurs more often than daily"),
        ("FREQ=MINUTELY;COUNT=3", "recurs more often than daily"),
        ("FREQ=HOURLY;COUNT=3", "recurs more often than daily"),
        ("FREQ=DAILY", "needs one end"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20180101", "needs one end"),
        ("FREQ=DAILY;COUNT=1001", "more than 1000 dates"),
        ("FREQ=DAILY;UNTIL=20991231", "more than 1000 dates"),
        ("FREQ=DAILY;UNTIL=20201231", "more than 1000 dates"),
        ("FREQ=DAILY;INTERVAL=0;COUNT=3", "is not an RFC 5545 RRULE"),
        ("FREQ=DAILY;BYHOUR=1,2;COUNT=3", "is not an RFC 5545 RRULE"),
        ("varje år", "is not an RFC 5545 RRULE"),
        ("FREQ=YEARLY;COUNT=x", "is not an RFC 5545 RRULE"),
        ("FREQ=YEARLY;COUNT=0", "has no date"),
        ("FREQ=YEARLY;COUNT=-1", "has no date"),
        ("FREQ=WEEKLY;UNTIL=20170228", "has no date"),
        ("FREQ=YEARLY\r\nX:1;COUNT=3", "is not an RFC 5545 RRULE"),
    ],
)
def test_a_recurrence_without_bounds_is_refused(root, rule, reason):
    """Before anything is written, with the meeting and the rule."""
    with pytest.raises(outreach.PublishingError, match=reason):
        publish(root, samples.appointment(recurrence=rule))
    assert not root.exists()


def test_an_impossible_recurrence_costs_nothing(root):
    """The thirty-first of February is not looked for until the end of time."""
    rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31;UNTIL=20601231"
    (event,) = publish(root, samples.appointment(recurrence=rule))
    assert [2] == event["rrule"]["BYMONTH"]


def test_all_meetings_of_a_language_are_in_one_file(root):
    """Earlier ones too, in order; the same meeting once, as changed last."""
    publish(root, samples.appointment(uid="b"), key="b")
    publish(root, samples.appointment(uid="a", sequence=1, title="Ny"), samples.appointment(uid="c"), key="a")
    publish(root, samples.appointment(uid="a", sequence=0, title="Gammal"), key="z")
    publish(root, samples.appointment(uid="e"), key="e", locale="en_GB")
    assert {"calendar-sv.ics", "calendar-en.ics", "sv", "en", ".outreach.json"} == {
        path.name for path in root.iterdir()
    }
    assert [("a", "Ny"), ("b", samples.appointment().title), ("c", samples.appointment().title)] == [
        (event["uid"], event["summary"]) for event in read(root / "calendar-sv.ics")
    ]


def test_withdrawing_removes_a_file_and_its_events(root):
    """What is left is as if it had never been."""
    publish(root, samples.appointment(uid="b"), key="b")
    before = (root / "calendar-sv.ics").read_bytes()
    publish(root, samples.appointment(uid="a"), key="a")
    Calendar(root).withdraw("a")
    assert not (root / "sv/a.ics").exists()
    assert before == (root / "calendar-sv.ics").read_bytes()
    with pytest.raises(outreach.PublishingError, match="nothing with the id 'a'"):
        Calendar(root).withdraw("a")


def test_it_takes_only_what_has_an_appointment(root):
    """A report has no date to keep free."""
    assert Calendar(root).accepts(samples.invitation())
    assert not Calendar(root).accepts(samples.spend_report())


def test_no_text_changes_a_file(tmp_path, shared):
    """Every hostile text in every field: the same properties, the text whole, CRLF, 75 octets, UTF-8."""

    def lines(text, number):
        page = attrs.evolve(hostile(text), id="x")
        (path,) = Calendar(tmp_path / str(number)).publish_edition(samples.edition(page))
        data = path.read_bytes()
        assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
        assert 75 >= max(map(len, data.split(b"\r\n")))
        unfolded = re.sub(rb"\r\n[ \t]", b"", data).decode()
        return [re.split("[;:]", line)[0] for line in unfolded.split("\r\n")], read(path)

    expected, _ = lines("x", "x")
    for number, text in enumerate(hostile_texts(shared)):
        if not text.strip():
            continue
        names, (event,) = lines(text, number)
        assert expected == names, ascii(text)
        assert rendering.clean(text) == event["location"], ascii(text)
        assert rendering.one_line(text) == event["summary"] == event["uid"], ascii(text)
        assert [rendering.one_line(text)] == event["categories"].cats, ascii(text)


def test_a_summers_day_keeps_its_hour(root):
    """The zone's summer time holds years ahead."""
    starts = datetime(2030, 7, 1, 13, tzinfo=samples.STOCKHOLM)
    (event,) = publish(root, samples.appointment(starts=starts, ends=starts.replace(hour=14)))
    assert date(2030, 7, 1) == event["dtstart"].dt.date()
    assert datetime(2030, 7, 1, 11, tzinfo=UTC) == event["dtstart"].dt


def test_a_new_edition_under_another_name_replaces_the_old(root):
    """One publication, one file; another publication does not take its place."""
    Calendar(root).publish_edition(samples.edition(samples.invitation()))
    Calendar(root).publish_edition(samples.edition(attrs.evolve(samples.invitation(), slug="ny")))
    assert ["ny.ics"] == [path.name for path in (root / "sv").iterdir()]
    with pytest.raises(outreach.PublishingError, match=r"another publication stands at sv/ny\.ics"):
        Calendar(root).publish_edition(samples.edition(attrs.evolve(samples.invitation(), slug="ny", id="x")))


def test_an_event_says_only_what_is_known(root):
    """A meeting of a title and a time has no empty properties."""
    (event,) = publish(root, samples.appointment(venue="", description="", url="", organiser=""))
    assert not {"location", "description", "url", "contact"} & {*map(str.casefold, event.keys())}
    assert "\r\n\r\n" not in (root / "sv/invitation.ics").read_bytes().decode()


def test_an_address_that_cannot_be_linked_is_still_said(root):
    """It stands in the description alone."""
    (event,) = publish(root, samples.appointment(description="Anmälan:", url="kommun.example/anmalan"))
    assert "Anmälan:\nkommun.example/anmalan" == event["description"]
    assert "url" not in event


def deadline(uid="d", **changes):
    """Return a last day for bids."""
    values = {"uid": uid, "title": "Sista anbudsdag: Hisservice", "starts": date(2017, 4, 3), "is_deadline": True}
    return blocks.Appointment(**{**values, **changes})


def test_a_last_day_takes_nobodys_time(root):
    """A whole day without an end, shown as free; a time of day is a moment."""
    (event,) = publish(root, deadline())
    assert (date(2017, 4, 3), "DATE", "TRANSPARENT") == (
        event["dtstart"].dt,
        event["dtstart"].params["VALUE"],
        event["transp"],
    )
    assert "dtend" not in event
    (event,) = publish(root, deadline(starts=samples.STARTS, ends=samples.STARTS))
    assert samples.STARTS == event["dtstart"].dt
    assert "dtend" not in event


def test_whole_days_end_the_day_after(root):
    """As the standard counts; a recurrence of days ends on a day."""
    fair = deadline(ends=date(2017, 4, 4), is_deadline=False, recurrence="FREQ=YEARLY;UNTIL=20200403T120000Z")
    (event,) = publish(root, fair)
    assert (date(2017, 4, 5), "OPAQUE") == (event["dtend"].dt, event["transp"])
    assert "FREQ=YEARLY;UNTIL=20200403" == event["rrule"].to_ical().decode()
    assert "VTIMEZONE" not in (root / "sv/invitation.ics").read_text()


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (datetime(2017, 3, 1, 13), None),  # noqa: DTZ001 - that is what is refused
        (samples.STARTS, samples.STARTS - timedelta(hours=1)),
        (samples.STARTS, date(2017, 3, 1)),
        (date(2017, 3, 1), samples.STARTS),
    ],
)
def test_an_appointment_that_makes_no_sense_is_refused(starts, ends):
    """No zone, an end before the start, a day and a time."""
    with pytest.raises(ValueError, match=r"Appointment\."):
        samples.appointment(starts=starts, ends=ends)


def test_each_industry_has_a_calendar(root):
    """Its own last days, and the meetings that are for all; a last day of no industry is in the whole one alone."""
    entries = [
        samples.appointment(uid="meeting"),
        deadline("lifts", industry="Bygg, el och vvs"),
        deadline("food", industry="Livsmedel"),
        deadline("other"),
    ]
    publish(root, *entries)
    found = {path.name: {str(event["uid"]) for event in read(path)} for path in root.rglob("*.ics")}
    assert {
        "bygg-el-och-vvs.ics": {"meeting", "lifts"},
        "livsmedel.ics": {"meeting", "food"},
        "calendar-sv.ics": {"meeting", "lifts", "food", "other"},
        "invitation.ics": {"meeting", "lifts", "food", "other"},
    } == found
    assert "NAME:Upphandling och inköp: Livsmedel" in (root / "sv/industries/livsmedel.ics").read_text()


def test_an_industrys_calendar_stays(root):
    """It is there before the industry has a last day, and when it has none any more: somebody subscribes to it."""
    meeting = samples.appointment(uid="meeting")
    for fact, uids in ((procurement("a"), ["meeting"]), (procurement("b", industry=LIFTS), ["meeting"])):
        page = listed(fact, blocks=[meeting, deadline("x")])
        Calendar(root).publish_edition(samples.edition(page))
        assert uids == [event["uid"] for event in read(root / "sv/industries/livsmedel-och-maltider.ics")]
    assert (root / "sv/industries/bygg-el-och-vvs.ics").exists()


def test_the_last_days_of_parts_are_in_the_list(root):
    """A list's pages have no calendar files of their own."""
    part = outreach.Publication(id="p", slug="p", title="P", kind="k", locale="sv_SE", blocks=[deadline()])
    whole = attrs.evolve(part, id="list", slug="list", blocks=[], parts=[part])
    assert Calendar(root).accepts(whole)
    (path,) = Calendar(root).publish_edition(samples.edition(whole))
    assert ["d"] == [event["uid"] for event in read(path)]


def test_a_change_is_counted_where_the_appointment_does_not(root):
    """Another time, another place, a cancellation; nothing else, and never downwards."""
    steps = [
        ({}, 0),
        ({"title": "Träff"}, 0),
        ({"starts": samples.STARTS - timedelta(hours=1)}, 1),
        ({"venue": "Biblioteket"}, 2),
        ({"ends": samples.ENDS + timedelta(hours=1)}, 3),
        ({"recurrence": "FREQ=YEARLY;COUNT=2"}, 4),
        ({"sequence": 7}, 7),
        ({"status": outreach.EventStatus.CANCELLED, "sequence": 1}, 8),
        ({"description": "Inställd"}, 8),
    ]
    said = {}
    for changes, sequence in steps:
        said |= changes
        (event,) = publish(root, samples.appointment(**said))
        assert sequence == event["sequence"]
    assert [8] == [event["sequence"] for event in read(root / "calendar-sv.ics")]


def test_changes_are_counted_for_ever(root):
    """What was withdrawn, or left a list and comes back, is no older than what subscribers know."""
    publish(root, deadline())
    publish(root, deadline(starts=date(2017, 5, 2)))
    publish(root, samples.appointment())
    (event,) = publish(root, deadline(starts=date(2017, 5, 2)))
    assert 1 == event["sequence"]
    Calendar(root).withdraw("invitation")
    (event,) = publish(root, deadline())
    assert 2 == event["sequence"]


def test_an_event_that_says_the_same_keeps_its_stamp(root):
    """Published again another day no byte changes; a change of its words is stamped, and not counted."""
    publish(root, samples.appointment(), deadline())
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    events = publish(root, samples.appointment(), deadline(), now=samples.NOW + timedelta(days=1))
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert {samples.NOW} == {event["dtstamp"].dt for event in events}
    events = publish(root, samples.appointment(title="Ny"), deadline(), now=samples.NOW + timedelta(days=2))
    assert {"Ny": (2, 0), "Sista anbudsdag: Hisservice": (0, 0)} == {
        str(event["summary"]): ((event["dtstamp"].dt - samples.NOW).days, event["sequence"]) for event in events
    }


def test_nobody_is_reminded_of_what_is_cancelled(root):
    """An alarm is for what takes place."""
    (event,) = publish(root, samples.appointment(), alarm=60)
    assert event.walk("VALARM")
    (event,) = publish(root, samples.appointment(status=outreach.EventStatus.CANCELLED), alarm=60)
    assert [] == event.walk("VALARM")


def test_the_judge_finds_nothing(root, checkers):
    """ical.js and RFC 5545: meetings, last days, whole days, what recurs, what is cancelled, reminders."""
    entries = [
        samples.appointment(uid="a", recurrence="FREQ=YEARLY;COUNT=3"),
        samples.appointment(uid="b", status=outreach.EventStatus.CANCELLED, starts=samples.LATER, ends=None),
        deadline("c", industry="Bygg, el; vvs"),
        deadline("d", starts=samples.STARTS),
        deadline("e", ends=date(2017, 4, 5), is_deadline=False, recurrence="FREQ=MONTHLY;UNTIL=20171231"),
    ]
    publish(root, *entries, alarm=60)
    command = [sys.executable, checkers / "calendars.py", root]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
