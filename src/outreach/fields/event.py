"""What is known of the attributes of a meeting (företagarträff): made in code, read from no file."""

from __future__ import annotations

from typing import Final

from outreach.fields.row import Attribute, Place, Rows, msgid

PAGE, DATA = Place.PAGE, Place.DATA

EVENT: Final[Rows] = (
    Attribute(name="id", required=True),
    Attribute(name="title", required=True, shown=(PAGE, DATA), schema="name"),
    Attribute(name="kind", shown=(PAGE,), eforms=("E1",)),
    Attribute(name="status", shown=(PAGE, DATA), schema="eventStatus"),
    Attribute(name="starts", required=True, label=msgid("When"), shown=(PAGE, DATA), schema="startDate"),
    Attribute(name="ends", required=True, shown=(PAGE, DATA), schema="endDate"),
    Attribute(name="venue", label=msgid("Where"), shown=(PAGE, DATA), schema="location"),
    Attribute(name="organiser", shown=(PAGE, DATA), schema="organizer"),
    Attribute(name="description", shown=(PAGE, DATA), schema="description"),
    Attribute(name="contact", shown=(PAGE,)),
    Attribute(name="recurrence"),
    Attribute(name="series_id"),
    Attribute(name="registration_url", shown=(PAGE, DATA), schema="url"),
    Attribute(name="registration_deadline", shown=(PAGE,)),
    Attribute(name="capacity", shown=(PAGE,)),
    Attribute(name="cost", shown=(PAGE,)),
    Attribute(name="sequence"),
    Attribute(name="changed", shown=(PAGE,)),
    Attribute(name="sessions", shown=(PAGE,)),
    Attribute(name="procurement_ids", shown=(PAGE,)),
    Attribute(name="headcount", shown=(PAGE,)),
    Attribute(name="summary_points", shown=(PAGE,)),
    Attribute(name="pictures", shown=(PAGE,)),
    Attribute(name="coverage", shown=(PAGE,)),
)
