"""A row of registrations → what a Participation is made with."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from outreach.errors import UnreadableError
from outreach.model import Consent, ParticipationStatus
from outreach.reading.rows import _form_words as words
from outreach.reading.rows._form_fields import FormFields, digest
from outreach.reading.rows._makers import supplier_id, without_person
from outreach.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_ATTENDS: Final = ("deltar på ", "deltar i ", "deltar vid ", "kommer på ", "kommer till ", "vill delta ", "attends ")
_CAME: Final = (ParticipationStatus.REGISTERED, ParticipationStatus.INVITED)


def participation(fields: FormFields, *, has_begun: bool) -> dict[str, Any]:
    """Return what a Participation is made with.

    Args:
        fields: The row.
        has_begun: Whether anybody of the list is checked in: only then has a person who is not stayed away.
    """
    contact = fields.contact()
    company, number = fields.company()
    registered = fields.when("registered", "registered_time")
    status, said = _status(fields, has_begun=has_begun)
    order, ticket = without_person(fields.known("order")), fields.known("ticket")
    who = (contact.name or contact.email) if contact else ""
    day = str(registered or "")[:10]
    return {
        "id": "-".join(
            filter(None, (order, digest(who or company, ticket, day, "" if who else fields.known("email"))))
        ),
        "event_id": fields.known("event_id") or fields.known("event"),
        "order": order,
        "position": _position(fields),
        "role": words.role(fields.known("participant_role"), ticket),
        "supplier_id": supplier_id(company, number) if number else "",
        "supplier_name": company,
        "contact": contact,
        "status": status,
        "status_text": said,
        "ticket": ticket,
        "session_ids": tuple(_sessions(fields)),
        "wishes": tuple(dict.fromkeys(option for _, option in fields.chosen("wishes"))),
        "people": fields.people(),
        "has_bid_before": fields.yes_or_no("has_bid_before"),
        "industry": fields.known("industry"),
        "municipality": fields.known("municipality"),
        "locality": fields.known("locality"),
        "postcode": fields.known("postcode"),
        "invitation": fields.known("invitation"),
        "language": fields.known("language"),
        "consents": tuple(_consents(fields, registered, contact.email if contact else "")),
        "registered": registered,
        "checked_in": None if words.said(fields.known("checked_in")) is not None else fields.when("checked_in"),
    }


def _position(fields: FormFields) -> int | None:
    text = fields.known("position")
    return int(text) if text.isascii() and text.isdigit() else None


def _status(fields: FormFields, *, has_begun: bool) -> tuple[ParticipationStatus | None, str]:
    """Return how far somebody has come, and the status as written; a check-in goes before what was ordered."""
    text = fields.known("status")
    if FormFields.came({"checked_in": fields.text("checked_in")}):
        return ParticipationStatus.ATTENDED, text
    found: ParticipationStatus | None = ParticipationStatus.REGISTERED
    if text:
        found = _said_status(fields, text)
    elif fields.known("paid") and not words.said(fields.known("paid")):
        fields.fault("status", "status", "not paid: neither yes nor no", "the status is left open")
        found = None
    if has_begun and found in _CAME:
        found = ParticipationStatus.ABSENT
    return found, text


def _said_status(fields: FormFields, text: str) -> ParticipationStatus | None:
    try:
        found = words.status(text)
    except UnreadableError as error:
        fields.fault("status", "status", error.reason, error.hint, text)
        return None
    if found is None:
        fields.fault("status", "status", f"neither yes nor no: {text!r}", "the status is left open")
    return found


def _sessions(fields: FormFields) -> Iterator[str]:
    """Yield the parts of the programme that somebody comes to: *Deltar på mini-mässan* with a yes."""
    for asked in fields.questions("attends"):
        if words.said(asked.text):
            plain = asked.option or asked.question
            begin = next((word for word in _ATTENDS if fold(plain).startswith(word)), "")
            yield plain[len(begin) :].rstrip("?") or plain
        elif words.said(asked.text) is None:
            fields.fault("session_ids", "word", "neither yes nor no", "write ja or nej")


def _consents(fields: FormFields, registered: datetime | date | None, who: str) -> Iterator[Consent]:
    """Yield a consent a question; one whose answer is no listed yes is a no, and so is one that is not answered."""
    at = registered if isinstance(registered, datetime) else None
    for asked in fields.asked:
        if asked.role == "consent":
            given = words.is_listed_yes(asked.text)
            if not given and asked.text and words.said(asked.text) is None:
                fields.fault("consents", "consent", "not a listed yes: taken for no", "write ja or nej")
            yield Consent(purpose=words.purpose(asked.heading), given=given, text=asked.heading, at=at, who=who)
        elif asked.role == "unsubscribed" and asked.text and words.said(asked.text) is not False:
            yield Consent(purpose="contact", given=False, text=asked.heading, at=at, who=who)
