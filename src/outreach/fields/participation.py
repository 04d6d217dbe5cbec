"""What is known of the attributes of a participation (anmälan, deltagande); a whole form is read by ``reading``."""

from __future__ import annotations

from typing import Final

from outreach.fields.row import KNOWN, Attribute, Rows, Sample, mark, msgid

PARTICIPATION: Final[Rows] = (
    Attribute(name="id", required=True, public=False),
    Attribute(name="event_id", columns=("event_id", "event"), public=False),
    Attribute(name="order", columns=("order",), public=False),
    Attribute(name="position", columns=("position",), public=False),
    Attribute(name="role", columns=("participant_role",), public=False),
    Attribute(
        name="contact",
        columns=("name", "given_name", "family_name", "email", "order_email", "phone"),
        public=False,
        samples=(
            Sample(example="Kim Exempel", column="name", label=mark("template", "Name")),
            Sample(example="kim@exempelbolaget.example", column="email", label=mark("template", "E-mail address")),
            Sample(example="0451-00 00 00", column="phone", label=msgid("Telephone")),
        ),
    ),
    Attribute(
        name="supplier_name",
        columns=("supplier_name", "order_company"),
        public=False,
        label=mark("template", "Company name"),
        samples=(Sample(example="Exempelbolaget AB"),),
    ),
    Attribute(
        name="supplier_id",
        columns=("supplier_id", "order_supplier_id"),
        public=False,
        label=mark("template", "Organisation number"),
        samples=(Sample(example="559900-0006"),),
    ),
    Attribute(
        name="industry",
        read=KNOWN,
        public=False,
        label=msgid("Industry"),
        samples=(Sample(example=mark("template", "Cleaning")),),
    ),
    Attribute(name="municipality", read=KNOWN, public=False),
    Attribute(
        name="locality",
        read=KNOWN,
        public=False,
        label=mark("template", "Town"),
        samples=(Sample(example="Hässleholm"),),
    ),
    Attribute(name="postcode", read=KNOWN, public=False),
    Attribute(
        name="registered",
        kind="date",
        columns=("registered",),
        beside=("registered_time",),
        public=False,
        label=mark("template", "Registered"),
        samples=(Sample(example="2027-02-14", is_day=True),),
    ),
    Attribute(name="status", columns=("status", "paid"), public=False),
    Attribute(name="status_text", public=False),
    Attribute(name="ticket", read=KNOWN, public=False),
    Attribute(name="session_ids", columns=("attends",), is_many=True, public=False),
    Attribute(name="wishes", columns=("wishes",), is_many=True, public=False),
    Attribute(
        name="people",
        columns=("people",),
        public=False,
        label=mark("template", "Number of people"),
        samples=(Sample(example="2"),),
    ),
    Attribute(name="has_bid_before", columns=("has_bid_before",), public=False),
    Attribute(name="invitation", read=KNOWN, public=False),
    Attribute(name="language", read=KNOWN, public=False),
    Attribute(
        name="checked_in",
        kind="date",
        columns=("checked_in",),
        public=False,
        label=mark("template", "Attended"),
        samples=(Sample(example=True),),
    ),
    Attribute(
        name="consents",
        columns=("consent", "unsubscribed"),
        is_many=True,
        public=False,
        label=mark("template", "Consent"),
        samples=(Sample(example=False),),
    ),
)

PARTICIPATION_NEEDS: Final = (
    ("name", "given_name", "email"),
    (
        "registered",
        "checked_in",
        "consent",
        "unsubscribed",
        "ticket",
        "wishes",
        "attends",
        "people",
        "paid",
        "invitation",
        "has_bid_before",
    ),
)
"""What a table must have to be taken for a list of registrations: one column of each group."""
