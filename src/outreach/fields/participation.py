"""What is known of the attributes of a participation (anmälan, deltagande); a whole form is read by ``reading``."""

from __future__ import annotations

from typing import Final

from outreach.fields.row import KNOWN, Attribute, Rows, Sample, mark, msgid

# fmt: off
PARTICIPATION: Final[Rows] = (
    Attribute("id", required=True, public=False),
    Attribute("event_id", columns=("event_id", "event"), public=False),
    Attribute("order", columns=("order",), public=False),
    Attribute("position", columns=("position",), public=False),
    Attribute("role", columns=("participant_role",), public=False),
    Attribute("contact", columns=("name", "given_name", "family_name", "email", "order_email", "phone"), public=False,
              samples=(Sample("Kim Exempel", column="name", label=mark("template", "Name")),
                       Sample("kim@exempelbolaget.example", column="email", label=mark("template", "E-mail address")),
                       Sample("0451-00 00 00", column="phone", label=msgid("Telephone")))),
    Attribute("supplier_name", label=mark("template", "Company name"), columns=("supplier_name", "order_company"),
              public=False, samples=Sample("Exempelbolaget AB")),
    Attribute("supplier_id", label=mark("template", "Organisation number"),
              columns=("supplier_id", "order_supplier_id"), public=False, samples=Sample("559900-0006")),
    Attribute("industry", KNOWN, msgid("Industry"), public=False, samples=Sample(mark("template", "Cleaning"))),
    Attribute("municipality", KNOWN, public=False),
    Attribute("locality", KNOWN, mark("template", "Town"), public=False, samples=Sample("Hässleholm")),
    Attribute("postcode", KNOWN, public=False),
    Attribute("registered", label=mark("template", "Registered"), kind="date", columns=("registered",),
              beside=("registered_time",), public=False, samples=Sample("2027-02-14", is_day=True)),
    Attribute("status", columns=("status", "paid", "called_off"), public=False),
    Attribute("status_text", public=False),
    Attribute("ticket", KNOWN, public=False),
    Attribute("session_ids", columns=("attends",), is_many=True, public=False),
    Attribute("wishes", columns=("wishes",), is_many=True, public=False),
    Attribute("people", label=mark("template", "Number of people"), columns=("people", "companion"), public=False,
              samples=Sample("2")),
    Attribute("has_bid_before", columns=("has_bid_before",), public=False),
    Attribute("invitation", KNOWN, public=False),
    Attribute("language", KNOWN, public=False),
    Attribute("checked_in", label=mark("template", "Attended"), kind="date", columns=("checked_in",), public=False,
              samples=Sample(example=True)),
    Attribute("consents", label=mark("template", "Consent"), columns=("consent", "unsubscribed"), is_many=True,
              public=False, samples=Sample(example=False)),
)

PARTICIPATION_NEEDS: Final = (
    ("name", "given_name", "email"),
    ("registered", "checked_in", "consent", "unsubscribed", "ticket", "wishes", "attends", "people", "paid",
     "called_off", "invitation", "has_bid_before"),
)
# fmt: on
"""What a table must have to be taken for a list of registrations: one column of each group."""
