"""What is known of the attributes of feedback (fråga, synpunkt, betyg); answers of a form are read by ``reading``."""

from __future__ import annotations

from typing import Final

from outreach.fields.row import KNOWN, Attribute, Rows

FEEDBACK: Final[Rows] = (
    Attribute(name="id", required=True, public=False),
    Attribute(name="event_id", columns=("event_id", "event"), public=False),
    Attribute(name="procurement_id", public=False),
    Attribute(name="answer_id", columns=("answer_id",), public=False),
    Attribute(name="asked"),
    Attribute(name="kind"),
    Attribute(name="text", columns=("comment", "question"), is_many=True, ocds="tender.enquiries[].description"),
    Attribute(name="choice", columns=("hinders", "wishes", "will_bid"), is_many=True),
    Attribute(name="score", columns=("rating",), is_many=True),
    Attribute(name="out_of"),
    Attribute(name="theme"),
    Attribute(name="industry", read=KNOWN, public=False),
    Attribute(name="municipality", read=KNOWN, public=False),
    Attribute(name="locality", read=KNOWN, public=False),
    Attribute(name="language", read=KNOWN, public=False),
    Attribute(name="submitted", kind="date", columns=("submitted", "started"), public=False),
    Attribute(name="answer", ocds="tender.enquiries[].answer"),
    Attribute(name="is_public", public=False),
)
"""The attributes of one answer; its text is public only where a person has released it (``is_public``)."""

FEEDBACK_NEEDS: Final = (
    ("rating", "hinders", "will_bid", "submitted"),
    ("rating", "hinders", "will_bid", "comment", "question"),
    ("submitted", "answer_id", "industry", "locality", "municipality", "comment", "event_id"),
)
"""What a table must have to be taken for answers to a survey: one column of each group."""
