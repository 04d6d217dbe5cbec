"""Who was invited, who came, and what they said."""

from __future__ import annotations

import enum
from datetime import datetime

import attrs

from outreach.model._contact import Contact
from outreach.model._origin import Origin
from outreach.model._strict import strict


class ParticipationRole(enum.StrEnum):
    """In what role a party takes part; only suppliers enter the funnel."""

    SUPPLIER = "supplier"
    PRESS = "press"
    STAFF = "staff"
    SPEAKER = "speaker"


class ParticipationStatus(enum.StrEnum):
    """How far a party has come on its path through one event."""

    INVITED = "invited"
    REGISTERED = "registered"
    WAITING = "waiting"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    ATTENDED = "attended"
    ABSENT = "absent"
    WALK_IN = "walk_in"


class FeedbackKind(enum.StrEnum):
    """What sort of feedback it is."""

    QUESTION = "question"
    COMMENT = "comment"
    RATING = "rating"


@attrs.frozen(kw_only=True, field_transformer=strict)
class Consent:
    """What somebody allowed, for one purpose (samtycke). Anything but a listed yes is no.

    Attributes:
        purpose: What for: ``contact``, ``photo``, ``list`` …
        given: Whether it was a listed yes.
        text: What was asked, as written: consent is to that text.
        at: When it was given or refused; None where the source does not say.
    """

    purpose: str
    given: bool
    text: str = ""
    at: datetime | None = None


@attrs.frozen(kw_only=True, field_transformer=strict)
class Participation:
    """One party's path through one event (inbjudan, anmälan, deltagande).

    Attributes:
        id: The key other records use.
        event_id: Which event; empty where the file does not say.
        role: In what role.
        supplier_id: The company's key, where known.
        supplier_name: The company as written.
        contact: The person; personal data.
        status: How far; None where the source's word is neither yes nor no (pending).
        status_text: The status as written.
        session_ids: What was chosen of the programme.
        people: How many it stands for.
        has_bid_before: Whether the company has bid before; None where not said.
        industry: As written.
        consents: One a purpose.
        registered: When it was registered; None where the source does not say.
        incomplete: Fields whose text could not be read, and the text as written.
        origin: Where it was read.
    """

    id: str
    event_id: str = ""
    role: ParticipationRole = ParticipationRole.SUPPLIER
    supplier_id: str = ""
    supplier_name: str = ""
    contact: Contact | None = attrs.field(default=None, repr=False)
    status: ParticipationStatus | None = None
    status_text: str = ""
    session_ids: tuple[str, ...] = ()
    people: int = 1
    has_bid_before: bool | None = None
    industry: str = ""
    consents: tuple[Consent, ...] = ()
    registered: datetime | None = None
    incomplete: tuple[tuple[str, str], ...] = attrs.field(default=(), repr=False)
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)

    def allows(self, purpose: str) -> bool:
        """Return whether it is allowed for *purpose*: a listed yes, and no refusal beside it."""
        said = [consent.given for consent in self.consents if consent.purpose == purpose]
        return bool(said) and all(said)


@attrs.frozen(kw_only=True, field_transformer=strict)
class Feedback:
    """A question, comment or rating from the market (fråga, synpunkt, betyg).

    OCDS ``tender.enquiries``.

    Attributes:
        id: The key.
        event_id: Which event; empty where the file does not say.
        procurement_id: What it is about; empty for none.
        asked: What was asked, as written.
        kind: What sort it is.
        text: What was said; may hold personal data until a person has read it.
        score: A rating.
        out_of: The best score there is; None where not known.
        theme: As sorted by a person.
        answer: What the municipality answers.
        is_public: Whether a person has released it for publication.
        origin: Where it was read.
    """

    id: str
    event_id: str = ""
    procurement_id: str = ""
    asked: str = ""
    kind: FeedbackKind = FeedbackKind.COMMENT
    text: str = attrs.field(default="", repr=False)
    score: int | None = None
    out_of: int | None = None
    theme: str = ""
    answer: str = ""
    is_public: bool = False
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)
