"""What a reader may put into a calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import attrs

from outreach.blocks._inline import Foreign, Text
from outreach.model import EventStatus


@attrs.frozen(kw_only=True)
class Appointment:
    """Something a reader may put into a calendar (kalenderpost).

    Attributes:
        uid: Stable for ever.
        title: What it is.
        starts: A time, with a zone; or a day, which is a whole one.
        ends: A time where it starts at one, a day (the last one) where it starts on one; None: it takes no longer.
        venue: Where.
        description: A line or two.
        url: Where to register.
        organiser: Who invites.
        status: A cancelled one stays in the calendar, as cancelled.
        sequence: How often time or place has changed.
        recurrence: RFC 5545 RRULE; empty for one date.
        text: Date and time in words, in the publication's language.
        industry: The industry it concerns (bransch), in the publication's language; empty: every one.
        is_deadline: Whether it is a last day (sista dag), which takes nobody's time.
        lang: The language of *named* and of the description (BCP 47), where that is not the publication's.
        named: The words of the title that are in *lang*.

    Raises:
        ValueError: A time has no zone, it ends before it starts, or one end is a time and the other a day.
    """

    uid: str
    title: str
    starts: date | datetime
    ends: date | datetime | None = None
    venue: str = ""
    description: str = ""
    url: str = ""
    organiser: str = ""
    status: EventStatus = EventStatus.PUBLISHED
    sequence: int = 0
    recurrence: str = ""
    text: str = ""
    industry: str = ""
    is_deadline: bool = False
    lang: str = ""
    named: str = ""

    def __attrs_post_init__(self) -> None:
        for name, given in (("starts", self.starts), ("ends", self.ends)):
            if isinstance(given, datetime) and given.utcoffset() is None:
                raise ValueError(f'Appointment.{name}: no time zone (write tzinfo=ZoneInfo("Europe/Stockholm"))')
        if self.ends is None:
            return
        if isinstance(self.starts, datetime) is not isinstance(self.ends, datetime):
            raise ValueError("Appointment.ends: a time and a day (give two times, or two days)")
        if self.ends < self.starts:
            raise ValueError(f"Appointment.ends: before it starts: {self.ends} (starts {self.starts})")

    @property
    def title_text(self) -> Text:
        """The title, its words of another language marked as such."""
        before, named, after = self.title.partition(self.named) if self.lang and self.named else (self.title, "", "")
        parts = (before, Foreign(named, self.lang) if named else "", after)
        return tuple(part for part in parts if part) or (self.title,)

    @property
    def is_all_day(self) -> bool:
        """Whether it is told by the day, without times."""
        return not isinstance(self.starts, datetime)

    @property
    def until(self) -> date | datetime | None:
        """When it is over: of days the one after the last, as calendars count; None where it takes no time."""
        if self.ends is None or self.ends == self.starts:
            return None
        return self.ends if isinstance(self.ends, datetime) else self.ends + timedelta(days=1)
