"""Who was invited, who came, and what they said."""

from __future__ import annotations

import enum
from datetime import date, datetime

import attrs

from outreach.model._party import Contact
from outreach.model._problem import Origin
from outreach.model._strict import PERSONAL, RELEASED_BY, strict


class ParticipationRole(enum.StrEnum):
    """In what role a party takes part; who registers, comes and bids is counted of suppliers."""

    SUPPLIER = "supplier"
    PRESS = "press"
    STAFF = "staff"
    SPEAKER = "speaker"


class ParticipationStatus(enum.StrEnum):
    """How far a party has come on its path through one event.

    ``DECLINED``: it does not come, whoever said so (a system's *cancelled*, *withdrawn*, *rejected*); ``CANCELLED``:
    the party itself called off (återbud).
    """

    INVITED = "invited"
    REGISTERED = "registered"
    WAITING = "waiting"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    ATTENDED = "attended"
    ABSENT = "absent"
    WALK_IN = "walk_in"


class FeedbackKind(enum.StrEnum):
    """What sort of feedback it is; a choice is an answer picked among given ones, and tells of no person."""

    QUESTION = "question"
    COMMENT = "comment"
    RATING = "rating"
    CHOICE = "choice"


@attrs.frozen(kw_only=True, field_transformer=strict)
class Consent:
    """What somebody allowed, for one purpose (samtycke); a yes only where the word is known as one.

    Attributes:
        purpose: What for: ``contact``, ``photo``, ``list`` …
        given: Whether it was a listed yes.
        text: What was asked, as written: consent is to that text.
        at: When it was given or refused; None where the source does not say.
        who: The e-mail address of who was asked; personal data. A refusal is the person's, in whatever list it stands.
    """

    purpose: str
    given: bool
    text: str = ""
    at: datetime | None = None
    who: str = attrs.field(default="", repr=False, metadata={PERSONAL: True})


@attrs.frozen(kw_only=True, field_transformer=strict)
class Participation:
    """Who is invited, registered or there, at one meeting (inbjudan, anmälan, deltagande).

    Attributes:
        id: The key other records use: the order's, and a digest that tells two people of one order apart.
        event_id: Which event; empty where the file does not say.
        order: The order or answer it came with, as written.
        position: Its place in that order; None where not stated.
        role: In what role.
        supplier_id: The company's key, where known.
        supplier_name: The company as written.
        contact: The person; personal data.
        status: How far; None where the source's word is neither yes nor no (pending).
        status_text: The status as written.
        ticket: What was ordered, as written.
        session_ids: What was chosen of the programme.
        wishes: Whom or what the party wants to meet, as written.
        people: How many it stands for; None where the text is no number.
        has_bid_before: Whether the company has bid before; None where not stated.
        industry: As written.
        municipality: As written.
        locality: Town.
        postcode: Postal code.
        invitation: The code of the invitation it answers; personal data.
        language: In which language it was made, as written.
        consents: One a purpose.
        registered: When it was registered; a day where the source says no time or no zone.
        checked_in: When it came; a day where the source says no time or no zone.
        incomplete: Fields whose text could not be read, and the text as written; personal data.
        origin: Where it was read.
    """

    id: str
    event_id: str = ""
    order: str = ""
    position: int | None = None
    role: ParticipationRole = ParticipationRole.SUPPLIER
    supplier_id: str = ""
    supplier_name: str = ""
    contact: Contact | None = attrs.field(default=None, repr=False)
    status: ParticipationStatus | None = None
    status_text: str = ""
    ticket: str = ""
    session_ids: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    people: int | None = 1
    has_bid_before: bool | None = None
    industry: str = ""
    municipality: str = ""
    locality: str = ""
    postcode: str = ""
    invitation: str = attrs.field(default="", repr=False, metadata={PERSONAL: True})
    language: str = ""
    consents: tuple[Consent, ...] = ()
    registered: datetime | date | None = None
    checked_in: datetime | date | None = None
    incomplete: tuple[tuple[str, str], ...] = attrs.field(default=(), repr=False, metadata={PERSONAL: True})
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)

    def allows(self, purpose: str) -> bool:
        """Return whether it is allowed for *purpose*: a listed yes, and no refusal beside it."""
        answers = [consent.given for consent in self.consents if consent.purpose == purpose]
        return bool(answers) and all(answers)


@attrs.frozen(kw_only=True, field_transformer=strict)
class Feedback:
    """What a company asks, thinks or answers (fråga, synpunkt, betyg).

    OCDS ``tender.enquiries``.

    Attributes:
        id: The key.
        event_id: Which event; empty where the file does not say.
        procurement_id: What it is about; empty for none.
        answer_id: What ties the answers of one sheet together; empty where the file does not say.
        asked: What was asked, as written.
        kind: What sort it is.
        text: What was said; may hold personal data until a person has released it.
        choice: The answer picked among given ones, as written.
        score: A rating.
        out_of: The best score there is; None where not known.
        theme: As sorted by a person; for a choice what it is about (``hinder``, ``will_bid``).
        industry: Of who answers, as written.
        municipality: Of who answers, as written.
        locality: Town of who answers.
        language: In which language it was answered, as written.
        submitted: When it was sent; a day where the source says no time or no zone; None: it was not finished.
        answer: What the municipality answers.
        is_public: Whether a person has released it for publication.
        origin: Where it was read.
    """

    id: str
    event_id: str = ""
    procurement_id: str = ""
    answer_id: str = ""
    asked: str = ""
    kind: FeedbackKind = FeedbackKind.COMMENT
    text: str = attrs.field(default="", repr=False, metadata={RELEASED_BY: "is_public"})
    choice: str = ""
    score: int | None = None
    out_of: int | None = None
    theme: str = ""
    industry: str = ""
    municipality: str = ""
    locality: str = ""
    language: str = ""
    submitted: datetime | date | None = None
    answer: str = ""
    is_public: bool = False
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)
