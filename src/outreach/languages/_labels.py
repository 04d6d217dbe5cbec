"""The words for what the model counts up: stages, procedures, sizes, roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from outreach.languages._catalogues import translator
from outreach.languages._dates import _babel
from outreach.model import (
    BidStatus,
    ChangeKind,
    ContactRole,
    EventKind,
    EventStatus,
    FeedbackKind,
    Nature,
    Outcome,
    ParticipationRole,
    ParticipationStatus,
    Precision,
    Procedure,
    SessionKind,
    Size,
    Stage,
    Technique,
)

if TYPE_CHECKING:
    import enum
    from collections.abc import Iterable, Mapping


def mark(context: str, message: str) -> tuple[str, str]:
    """Return both as they are; the extraction of texts knows this name."""
    return context, message


LABELS: Final[Mapping[type[enum.Enum], Mapping[Any, tuple[str, str]]]] = {
    Stage: {
        Stage.PLANNED: mark("stage", "planned"),
        Stage.ADVERTISED: mark("stage", "open for bids"),
        Stage.CLOSED: mark("stage", "bids being assessed"),
        Stage.AWARDED: mark("stage", "awarded"),
        Stage.CONTRACTED: mark("stage", "contract signed"),
        Stage.CANCELLED: mark("stage", "cancelled"),
    },
    Nature: {
        Nature.SUPPLIES: mark("nature", "goods"),
        Nature.SERVICES: mark("nature", "services"),
        Nature.WORKS: mark("nature", "works"),
    },
    Procedure: {
        Procedure.OPEN: mark("procedure", "open procedure"),
        Procedure.RESTRICTED: mark("procedure", "restricted procedure"),
        Procedure.NEGOTIATED: mark("procedure", "negotiated procedure"),
        Procedure.NEGOTIATED_WITHOUT_CALL: mark("procedure", "negotiated procedure without a notice"),
        Procedure.COMPETITIVE_DIALOGUE: mark("procedure", "competitive dialogue"),
        Procedure.INNOVATION_PARTNERSHIP: mark("procedure", "innovation partnership"),
        Procedure.DIRECT: mark("procedure", "direct award"),
        Procedure.SIMPLIFIED: mark("procedure", "simplified procedure"),
        Procedure.SELECTION: mark("procedure", "selective procedure"),
        Procedure.OTHER: mark("procedure", "other procedure"),
    },
    Technique: {
        Technique.FRAMEWORK: mark("technique", "framework agreement"),
        Technique.CALL_OFF: mark("technique", "call-off from a framework agreement"),
        Technique.RENEWED_COMPETITION: mark("technique", "renewed competition"),
        Technique.DYNAMIC_PURCHASING_SYSTEM: mark("technique", "dynamic purchasing system"),
        Technique.FREE_CHOICE: mark("technique", "free choice for the user"),
    },
    Size: {
        Size.MICRO: mark("size", "micro (fewer than 10 people)"),
        Size.SMALL: mark("size", "small (10–49 people)"),
        Size.MEDIUM: mark("size", "medium-sized (50–249 people)"),
        Size.SME: mark("size", "small or medium-sized (fewer than 250 people)"),
        Size.LARGE: mark("size", "large (250 people or more)"),
    },
    ContactRole: {
        ContactRole.HEAD_OF_PROCUREMENT: mark("role", "head of procurement"),
        ContactRole.BUSINESS_DEVELOPER: mark("role", "business developer"),
        ContactRole.HEAD_OF_BUSINESS: mark("role", "head of business relations"),
        ContactRole.PURCHASER: mark("role", "procurement officer"),
        ContactRole.PRESS_OFFICER: mark("role", "press officer"),
    },
    EventKind: {
        EventKind.SUPPLIER_MEETING: mark("event", "supplier meeting"),
        EventKind.HEARING: mark("event", "hearing"),
        EventKind.DIALOGUE_MEETING: mark("event", "dialogue meeting"),
        EventKind.BID_TRAINING: mark("event", "bid training"),
        EventKind.FAIR: mark("event", "supplier fair"),
        EventKind.REQUEST_FOR_INFORMATION: mark("event", "request for information"),
    },
    EventStatus: {
        EventStatus.DRAFT: mark("event status", "draft"),
        EventStatus.PUBLISHED: mark("event status", "open for registration"),
        EventStatus.FULL: mark("event status", "fully booked"),
        EventStatus.HELD: mark("event status", "held"),
        EventStatus.REPORTED: mark("event status", "reported"),
        EventStatus.MOVED: mark("event status", "moved"),
        EventStatus.CANCELLED: mark("event status", "cancelled"),
    },
    SessionKind: {
        SessionKind.PRESENTATION: mark("session", "presentation"),
        SessionKind.SUPPLIER_TALK: mark("session", "a supplier’s story"),
        SessionKind.FAIR_TABLE: mark("session", "industry table"),
        SessionKind.BID_TRAINING: mark("session", "bid training"),
        SessionKind.MINGLE: mark("session", "mingling"),
    },
    ParticipationRole: {
        ParticipationRole.SUPPLIER: mark("participant", "supplier"),
        ParticipationRole.PRESS: mark("participant", "press"),
        ParticipationRole.STAFF: mark("participant", "staff"),
        ParticipationRole.SPEAKER: mark("participant", "speaker"),
    },
    ParticipationStatus: {
        ParticipationStatus.INVITED: mark("participation", "invited"),
        ParticipationStatus.REGISTERED: mark("participation", "registered"),
        ParticipationStatus.WAITING: mark("participation", "on the waiting list"),
        ParticipationStatus.DECLINED: mark("participation", "not coming"),
        ParticipationStatus.CANCELLED: mark("participation", "called off"),
        ParticipationStatus.ATTENDED: mark("participation", "attended"),
        ParticipationStatus.ABSENT: mark("participation", "did not come"),
        ParticipationStatus.WALK_IN: mark("participation", "came without registering"),
    },
    FeedbackKind: {
        FeedbackKind.QUESTION: mark("feedback", "question"),
        FeedbackKind.COMMENT: mark("feedback", "comment"),
        FeedbackKind.RATING: mark("feedback", "rating"),
        FeedbackKind.CHOICE: mark("feedback", "choice"),
    },
    BidStatus: {
        BidStatus.INVITED: mark("bid", "invited"),
        BidStatus.PENDING: mark("bid", "being assessed"),
        BidStatus.VALID: mark("bid", "valid"),
        BidStatus.DISQUALIFIED: mark("bid", "disqualified"),
        BidStatus.WITHDRAWN: mark("bid", "withdrawn"),
    },
    Outcome: {
        Outcome.AWARDED: mark("outcome", "awarded"),
        Outcome.NOT_AWARDED: mark("outcome", "not awarded"),
        Outcome.PENDING: mark("outcome", "not decided yet"),
        Outcome.CANCELLED: mark("outcome", "cancelled"),
    },
    ChangeKind: {
        ChangeKind.NEW: mark("change", "new"),
        ChangeKind.MOVED: mark("change", "moved"),
        ChangeKind.ADVERTISED: mark("change", "open for bids"),
        ChangeKind.AWARDED: mark("change", "awarded"),
        ChangeKind.CANCELLED: mark("change", "cancelled"),
        ChangeKind.CHANGED: mark("change", "changed"),
        ChangeKind.REMOVED: mark("change", "removed from the list"),
    },
    Precision: {
        Precision.DAY: mark("precision", "day"),
        Precision.WEEK: mark("precision", "week"),
        Precision.MONTH: mark("precision", "month"),
        Precision.QUARTER: mark("precision", "quarter"),
        Precision.HALF_YEAR: mark("precision", "half-year"),
        Precision.SEASON: mark("precision", "season"),
        Precision.YEAR: mark("precision", "year"),
        Precision.SPAN: mark("precision", "from and to"),
        Precision.FROM: mark("precision", "from"),
        Precision.UNTIL: mark("precision", "until"),
        Precision.OPEN: mark("precision", "ongoing"),
    },
}
"""Enum → member → context and English of its catalogue entry, for every enum a publication may show.

By class, since members of two enums with the same value are equal: both of them are texts.
"""

GROUPS: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    ("", "credit"): mark("group", "credits"),
    ("", "open"): mark("group", "open for bids now"),
    ("", "ongoing"): mark("group", "ongoing"),
    ("", "other"): mark("group", "others"),
    ("", "personal"): mark("group", "sole traders, together"),
    ("", "undated"): mark("group", "date not set"),
    ("", "unknown"): mark("group", "not known"),
    ("", "passed"): mark("group", "planned date has passed"),
    ("", "not_purchases"): mark("group", "not purchases: pay, grants, interest, taxes"),
    ("industry", "other"): mark("group", "other industries"),
    ("industry", "unknown"): mark("group", "industry not known"),
    ("supplier", "other"): mark("group", "other suppliers"),
    ("supplier", "unknown"): mark("group", "supplier not named"),
    ("supplier_municipality", "other"): mark("group", "other municipalities"),
    ("supplier_municipality", "unknown"): mark("group", "municipality not known"),
    ("supplier_size", "unknown"): mark("group", "size not known"),
    ("unit", "other"): mark("group", "other departments"),
    ("unit", "unknown"): mark("group", "department not known"),
    ("account", "other"): mark("group", "other accounts"),
    ("account", "unknown"): mark("group", "account not known"),
    ("buyer", "other"): mark("group", "other buyers"),
    ("buyer", "unknown"): mark("group", "buyer not known"),
}
"""(grouping word, kind of a breakdown's row) → the label of a group that is no thing of its own."""


def label(member: enum.Enum, locale: str) -> str:
    """Return the word for an enum's *member* (benämning), as it stands within a sentence: ``öppet förfarande``."""
    context, message = LABELS[type(member)][member]
    return translator(locale).c(context, message)


def group_label(by: str, kind: str, locale: str) -> str | None:
    """Return the label of a group that is no thing of its own (grupp), such as the rest or the unknown, else None.

    Args:
        by: The grouping word, such as ``"industry"``.
        kind: Of the breakdown's row: ``other``, ``unknown``, ``not_purchases``, ``personal`` …
        locale: ``sv_SE`` …
    """
    marked = GROUPS.get((by, kind)) or GROUPS.get(("", kind))
    return translator(locale).c(*marked) if marked else None


def capitalise(text: str) -> str:
    """Return *text* with a capital first, and the rest as it is (``str.capitalize`` would write *Eu-direktiv*)."""
    return text[:1].upper() + text[1:]


def format_list(items: Iterable[str], locale: str) -> str:
    """Return *items* as a list within a sentence (uppräkning): ``a, b och c``."""
    every = tuple(items)
    if len(every) < 2:  # noqa: PLR2004 - one alone is no list in any language
        return "".join(every)
    from babel.lists import format_list as by_babel  # noqa: PLC0415 - heavy

    return by_babel(every, locale=_babel(locale))
