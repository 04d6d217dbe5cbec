"""When an appointment is, in words and for machines."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from outreach import languages

if TYPE_CHECKING:
    from outreach.blocks import Appointment


def when_text(appointment: Appointment, locale: str) -> str:
    """Return date and time of an *appointment*: as it says, else in the words of *locale*."""
    starts, ends = appointment.starts, appointment.ends
    if appointment.text:
        return appointment.text
    if isinstance(starts, datetime) and isinstance(ends, datetime) and ends != starts:
        return languages.format_datetime_span(starts, ends, locale)
    first = languages.format_moment(starts, locale, weekday=True)
    if ends is None or ends == starts:
        return first
    return f"{first} – {languages.format_moment(ends, locale, weekday=True)}"
