"""The nouns: frozen records. Where they were read and what is made of them is not known here."""

from outreach.model._bidding import Award, Bid, BidStatus, Lot, Outcome
from outreach.model._change import ChangeKind
from outreach.model._contact import Contact, ContactRole
from outreach.model._contract import Contract
from outreach.model._event import Event, EventKind, EventStatus, Session, SessionKind
from outreach.model._identifier import SWEDISH_ORGANISATION, SWEDISH_PERSON, Classification, Identifier
from outreach.model._money import NO_CURRENCY, Estimate, Money
from outreach.model._origin import Origin
from outreach.model._participation import (
    Consent,
    Feedback,
    FeedbackKind,
    Participation,
    ParticipationRole,
    ParticipationStatus,
)
from outreach.model._party import Buyer, Size, Supplier
from outreach.model._period import ContractLength, Period, Precision
from outreach.model._problem import Problem, Severity
from outreach.model._procurement import Nature, Procedure, Procurement, Stage, Technique
from outreach.model._purchase import Purchase
from outreach.model._purchaser import Purchaser
from outreach.model._same import SameSupplier
from outreach.model._told import Coverage, Headcount, Picture

__all__ = [
    "NO_CURRENCY",
    "SWEDISH_ORGANISATION",
    "SWEDISH_PERSON",
    "Award",
    "Bid",
    "BidStatus",
    "Buyer",
    "ChangeKind",
    "Classification",
    "Consent",
    "Contact",
    "ContactRole",
    "Contract",
    "ContractLength",
    "Coverage",
    "Estimate",
    "Event",
    "EventKind",
    "EventStatus",
    "Feedback",
    "FeedbackKind",
    "Headcount",
    "Identifier",
    "Lot",
    "Money",
    "Nature",
    "Origin",
    "Outcome",
    "Participation",
    "ParticipationRole",
    "ParticipationStatus",
    "Period",
    "Picture",
    "Precision",
    "Problem",
    "Procedure",
    "Procurement",
    "Purchase",
    "Purchaser",
    "SameSupplier",
    "Session",
    "SessionKind",
    "Severity",
    "Size",
    "Stage",
    "Supplier",
    "Technique",
]
