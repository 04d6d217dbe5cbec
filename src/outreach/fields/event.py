"""What is known of the attributes of a meeting (företagarträff): made in code, read from no file."""

from __future__ import annotations

from typing import Final

from outreach.fields.row import Attribute, Place, Rows, msgid

PAGE, DATA = Place.PAGE, Place.DATA

EVENT: Final[Rows] = (
    Attribute("id", required=True),
    Attribute("title", shown=(PAGE, DATA), required=True, schema="name"),
    Attribute("kind", shown=(PAGE,), eforms="E1"),
    Attribute("status", shown=(PAGE, DATA), schema="eventStatus"),
    Attribute("starts", label=msgid("When"), shown=(PAGE, DATA), required=True, schema="startDate"),
    Attribute("ends", shown=(PAGE, DATA), required=True, schema="endDate"),
    Attribute("venue", label=msgid("Where"), shown=(PAGE, DATA), schema="location"),
    Attribute("organiser", shown=(PAGE, DATA), schema="organizer"),
    Attribute("description", shown=(PAGE, DATA), schema="description"),
    Attribute("contact", shown=(PAGE,)),
    Attribute("recurrence"),
    Attribute("series_id"),
    Attribute("registration_url", shown=(PAGE, DATA), schema="url"),
    Attribute("registration_deadline", shown=(PAGE,)),
    Attribute("capacity", shown=(PAGE,)),
    Attribute("cost", shown=(PAGE,)),
    Attribute("sequence"),
    Attribute("changed", shown=(PAGE,)),
    Attribute("sessions", shown=(PAGE,)),
    Attribute("procurement_ids", shown=(PAGE,)),
    Attribute("headcount", shown=(PAGE,)),
    Attribute("summary_points", shown=(PAGE,)),
    Attribute("pictures", shown=(PAGE,)),
    Attribute("coverage", shown=(PAGE,)),
    Attribute("aliases", public=False),
)
