"""What a reader may put into a calendar."""

from __future__ import annotations

from datetime import datetime

import attrs

from outreach.model import EventStatus


@attrs.frozen(kw_only=True)
class Appointment:
    """Something a reader may put into a calendar (kalenderpost).

    Attributes:
        uid: Stable for ever.
        title: What it is.
        starts: With a time zone.
        ends: With a time zone.
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
    """

    uid: str
    title: str
    starts: datetime
    ends: datetime
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
