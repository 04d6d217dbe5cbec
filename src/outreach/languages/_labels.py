"""The words for what the model counts up: stages, procedures, sizes, roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from outreach import model
from outreach.languages._catalogues import translator
from outreach.languages._dates import _babel

if TYPE_CHECKING:
    import enum
    from collections.abc import Iterable, Mapping


def mark(context: str, message: str) -> tuple[str, str]:
    """Return both as they are; the extraction of texts knows this name."""
    return context, message


# fmt: off
LABELS: Final[Mapping[type[enum.Enum], Mapping[Any, tuple[str, str]]]] = {
    model.Stage: {
        model.Stage.PLANNED: mark("stage", "planned"), model.Stage.ADVERTISED: mark("stage", "open for bids"),
        model.Stage.CLOSED: mark("stage", "bids being assessed"), model.Stage.AWARDED: mark("stage", "awarded"),
        model.Stage.CONTRACTED: mark("stage", "contract signed"), model.Stage.CANCELLED: mark("stage", "cancelled"),
    },
    model.Nature: {
        model.Nature.SUPPLIES: mark("nature", "goods"), model.Nature.SERVICES: mark("nature", "services"),
        model.Nature.WORKS: mark("nature", "works"),
    },
    model.Procedure: {
        model.Procedure.OPEN: mark("procedure", "open procedure"),
        model.Procedure.RESTRICTED: mark("procedure", "restricted procedure"),
        model.Procedure.NEGOTIATED: mark("procedure", "negotiated procedure"),
        model.Procedure.NEGOTIATED_WITHOUT_CALL: mark("procedure", "negotiated procedure without a notice"),
        model.Procedure.COMPETITIVE_DIALOGUE: mark("procedure", "competitive dialogue"),
        model.Procedure.INNOVATION_PARTNERSHIP: mark("procedure", "innovation partnership"),
        model.Procedure.DIRECT: mark("procedure", "direct award"),
        model.Procedure.SIMPLIFIED: mark("procedure", "simplified procedure"),
        model.Procedure.SELECTION: mark("procedure", "selective procedure"),
        model.Procedure.OTHER: mark("procedure", "other procedure"),
    },
    model.Technique: {
        model.Technique.FRAMEWORK: mark("technique", "framework agreement"),
        model.Technique.CALL_OFF: mark("technique", "call-off from a framework agreement"),
        model.Technique.RENEWED_COMPETITION: mark("technique", "renewed competition"),
        model.Technique.DYNAMIC_PURCHASING_SYSTEM: mark("technique", "dynamic purchasing system"),
        model.Technique.FREE_CHOICE: mark("technique", "free choice for the user"),
    },
    model.Size: {
        model.Size.MICRO: mark("size", "micro (fewer than 10 people)"),
        model.Size.SMALL: mark("size", "small (10–49 people)"),
        model.Size.MEDIUM: mark("size", "medium-sized (50–249 people)"),
        model.Size.SME: mark("size", "small or medium-sized (fewer than 250 people)"),
        model.Size.LARGE: mark("size", "large (250 people or more)"),
    },
    model.ContactRole: {
        model.ContactRole.HEAD_OF_PROCUREMENT: mark("role", "head of procurement"),
        model.ContactRole.BUSINESS_DEVELOPER: mark("role", "business developer"),
        model.ContactRole.HEAD_OF_BUSINESS: mark("role", "head of business relations"),
        model.ContactRole.PURCHASER: mark("role", "procurement officer"),
        model.ContactRole.PRESS_OFFICER: mark("role", "press officer"),
    },
    model.EventKind: {
        model.EventKind.SUPPLIER_MEETING: mark("event", "supplier meeting"),
        model.EventKind.HEARING: mark("event", "hearing"),
        model.EventKind.DIALOGUE_MEETING: mark("event", "dialogue meeting"),
        model.EventKind.BID_TRAINING: mark("event", "bid training"),
        model.EventKind.FAIR: mark("event", "supplier fair"),
        model.EventKind.REQUEST_FOR_INFORMATION: mark("event", "request for information"),
    },
    model.EventStatus: {
        model.EventStatus.DRAFT: mark("event status", "draft"),
        model.EventStatus.PUBLISHED: mark("event status", "open for registration"),
        model.EventStatus.FULL: mark("event status", "fully booked"),
        model.EventStatus.HELD: mark("event status", "held"),
        model.EventStatus.REPORTED: mark("event status", "reported"),
        model.EventStatus.MOVED: mark("event status", "moved"),
        model.EventStatus.CANCELLED: mark("event status", "cancelled"),
    },
    model.SessionKind: {
        model.SessionKind.PRESENTATION: mark("session", "presentation"),
        model.SessionKind.SUPPLIER_TALK: mark("session", "a supplier’s story"),
        model.SessionKind.FAIR_TABLE: mark("session", "industry table"),
        model.SessionKind.BID_TRAINING: mark("session", "bid training"),
        model.SessionKind.MINGLE: mark("session", "mingling"),
    },
    model.ParticipationRole: {
        model.ParticipationRole.SUPPLIER: mark("participant", "supplier"),
        model.ParticipationRole.PRESS: mark("participant", "press"),
        model.ParticipationRole.STAFF: mark("participant", "staff"),
        model.ParticipationRole.SPEAKER: mark("participant", "speaker"),
    },
    model.ParticipationStatus: {
        model.ParticipationStatus.INVITED: mark("participation", "invited"),
        model.ParticipationStatus.REGISTERED: mark("participation", "registered"),
        model.ParticipationStatus.WAITING: mark("participation", "on the waiting list"),
        model.ParticipationStatus.DECLINED: mark("participation", "not coming"),
        model.ParticipationStatus.CANCELLED: mark("participation", "called off"),
        model.ParticipationStatus.ATTENDED: mark("participation", "attended"),
        model.ParticipationStatus.ABSENT: mark("participation", "did not come"),
        model.ParticipationStatus.WALK_IN: mark("participation", "came without registering"),
    },
    model.FeedbackKind: {
        model.FeedbackKind.QUESTION: mark("feedback", "question"),
        model.FeedbackKind.COMMENT: mark("feedback", "comment"), model.FeedbackKind.RATING: mark("feedback", "rating"),
        model.FeedbackKind.CHOICE: mark("feedback", "choice"),
    },
    model.BidStatus: {
        model.BidStatus.INVITED: mark("bid", "invited"), model.BidStatus.PENDING: mark("bid", "being assessed"),
        model.BidStatus.VALID: mark("bid", "valid"), model.BidStatus.DISQUALIFIED: mark("bid", "disqualified"),
        model.BidStatus.WITHDRAWN: mark("bid", "withdrawn"),
    },
    model.Outcome: {
        model.Outcome.AWARDED: mark("outcome", "awarded"), model.Outcome.NOT_AWARDED: mark("outcome", "not awarded"),
        model.Outcome.PENDING: mark("outcome", "not decided yet"),
        model.Outcome.CANCELLED: mark("outcome", "cancelled"),
    },
    model.ChangeKind: {
        model.ChangeKind.NEW: mark("change", "new"), model.ChangeKind.MOVED: mark("change", "moved"),
        model.ChangeKind.ADVERTISED: mark("change", "open for bids"),
        model.ChangeKind.AWARDED: mark("change", "awarded"), model.ChangeKind.CANCELLED: mark("change", "cancelled"),
        model.ChangeKind.CHANGED: mark("change", "changed"),
        model.ChangeKind.REMOVED: mark("change", "removed from the list"),
    },
    model.Precision: {
        model.Precision.DAY: mark("precision", "day"), model.Precision.WEEK: mark("precision", "week"),
        model.Precision.MONTH: mark("precision", "month"), model.Precision.QUARTER: mark("precision", "quarter"),
        model.Precision.HALF_YEAR: mark("precision", "half-year"), model.Precision.SEASON: mark("precision", "season"),
        model.Precision.YEAR: mark("precision", "year"), model.Precision.SPAN: mark("precision", "from and to"),
        model.Precision.FROM: mark("precision", "from"), model.Precision.UNTIL: mark("precision", "until"),
        model.Precision.OPEN: mark("precision", "ongoing"),
    },
}
# fmt: on
"""Enum → member → context and English of its catalogue entry, for every enum a publication may show.

By class, since members of two enums with the same value are equal: both of them are texts.
"""

# fmt: off
GROUPS: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    ("", "credit"): mark("group", "credits"), ("", "open"): mark("group", "open for bids now"),
    ("", "ongoing"): mark("group", "ongoing"), ("", "other"): mark("group", "others"),
    ("", "personal"): mark("group", "sole traders, together"),
    ("", "withheld"): mark("group", "not named in the ledger"),
    ("", "undated"): mark("group", "date not set"),
    ("", "unknown"): mark("group", "not known"), ("", "passed"): mark("group", "planned date has passed"),
    ("", "not_purchases"): mark("group", "not purchases: pay, grants, interest, taxes"),
    ("industry", "other"): mark("group", "other industries"),
    ("industry", "unknown"): mark("group", "industry not known"),
    ("supplier", "other"): mark("group", "other suppliers"),
    ("supplier", "unknown"): mark("group", "supplier not named"),
    ("supplier_municipality", "other"): mark("group", "other municipalities"),
    ("supplier_municipality", "unknown"): mark("group", "municipality not known"),
    ("supplier_size", "unknown"): mark("group", "size not known"),
    ("unit", "other"): mark("group", "other departments"), ("unit", "unknown"): mark("group", "department not known"),
    ("account", "other"): mark("group", "other accounts"), ("account", "unknown"): mark("group", "account not known"),
    ("buyer", "other"): mark("group", "other buyers"), ("buyer", "unknown"): mark("group", "buyer not known"),
}
# fmt: on
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


def language_name(lang: str, locale: str) -> str:
    """Return what a language is called in that of *locale*: ``svenska`` for ``sv``; empty where that is not known."""
    from babel import Locale  # noqa: PLC0415 - heavy, and few pages name a language

    names: Mapping[str, str] = Locale.parse(_babel(locale)).languages
    return names.get(lang.partition("-")[0].casefold(), "")


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
