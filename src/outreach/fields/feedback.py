"""What is known of the attributes of feedback (fråga, synpunkt, betyg); answers of a form are read by ``reading``."""

from __future__ import annotations

from typing import Final

from outreach.fields.row import KNOWN, Attribute, Rows

FEEDBACK: Final[Rows] = (
    Attribute("id", required=True, public=False),
    Attribute("event_id", columns=("event_id", "event"), public=False),
    Attribute("procurement_id", public=False),
    Attribute("answer_id", columns=("answer_id",), public=False),
    Attribute("asked"),
    Attribute("kind"),
    Attribute("text", columns=("comment", "question"), is_many=True, ocds="tender.enquiries[].description"),
    Attribute("choice", columns=("hinders", "wishes", "will_bid"), is_many=True),
    Attribute("score", columns=("rating",), is_many=True),
    Attribute("out_of"),
    Attribute("theme"),
    Attribute("industry", KNOWN, public=False),
    Attribute("municipality", KNOWN, public=False),
    Attribute("locality", KNOWN, public=False),
    Attribute("language", KNOWN, public=False),
    Attribute("submitted", kind="date", columns=("submitted", "started"), public=False),
    Attribute("answer", ocds="tender.enquiries[].answer"),
    Attribute("is_public", public=False),
)
"""The attributes of one answer; its text is public only where a person has released it (``is_public``)."""

FEEDBACK_NEEDS: Final = (
    ("rating", "hinders", "will_bid", "submitted"),
    ("rating", "hinders", "will_bid", "comment", "question"),
    ("submitted", "answer_id", "industry", "locality", "municipality", "comment", "event_id"),
)
"""What a table must have to be taken for answers to a survey: one column of each group."""
