"""The words of registrations: how far somebody has come, what is a yes, what consent is for, in what role."""

from __future__ import annotations

import re
from typing import Final

from outreach.errors import UnreadableError
from outreach.model import ParticipationRole, ParticipationStatus
from outreach.tables._headings import key
from outreach.values import fold, parse_boolean

_STATUSES: Final[dict[ParticipationStatus, str]] = {
    ParticipationStatus.INVITED: "inbjuden | invited | inbjudan skickad | invitation sent",
    ParticipationStatus.REGISTERED: "anmäld | registrerad | bekräftad | bokad | betald | klar | godkänd | registered"
    " | confirmed | paid | complete | completed | attending | approved | active | booked | accepted | ja | yes",
    ParticipationStatus.WAITING: "väntelista | på väntelista | kölista | reserv | reservplats | waiting list"
    " | waitlisted | wait list | waitlist | on waiting list",
    ParticipationStatus.DECLINED: "avböjt | tackat nej | declined | not attending | rejected | avslagen | nekad"
    " | canceled | cancelled | withdrawn | refunded | makulerad | expired | deleted | no | nej | kommer ej"
    " | kommer inte",
    ParticipationStatus.CANCELLED: "återbud | avbokad | avbokat | avanmäld | lämnat återbud | called off",
    ParticipationStatus.ATTENDED: "deltog | närvarade | närvarande | deltagit | incheckad | kom | attended"
    " | checked in | checkedin | present",
    ParticipationStatus.ABSENT: "uteblev | uteblivit | frånvarande | kom inte | kom ej | no show | noshow | absent"
    " | did not attend | ej närvarande",
    ParticipationStatus.WALK_IN: "oanmäld | drop in | dropin | walk in | walkin | anmäld på plats | på plats",
}
_OPEN: Final = """pending | awaiting | awaiting approval | awaiting payment | pending approval | unpaid | not paid
| obetald | ej betald | väntar | väntar på betalning | väntar på godkännande | inväntar | kanske | maybe | tentative
| preliminär | unconfirmed | obekräftad | moderated | pending payment"""
_STATUS_OF: Final = {key(word): status for status, words in _STATUSES.items() for word in words.split("|")}
OPEN: Final = frozenset(key(word) for word in _OPEN.split("|"))
"""Statuses that say neither yes nor no."""

_AGREES: Final = """samtycker | jag samtycker | ja jag samtycker | ja, jag samtycker | godkänner | jag godkänner
    | ja, jag godkänner | ja jag godkänner | accepterar | jag accepterar | ja, jag accepterar | i agree | yes, i agree
    | yes i agree | agree | agreed | i consent | yes, i consent | yes i consent | i accept | yes, i accept"""
_CONSENTS: Final = frozenset(fold(word) for word in _AGREES.split("|"))
_PURPOSES: Final = (
    ("photo", r"foto|\bbild(?:er)?\b|\bfilm|photo|picture|image|video"),
    ("list", r"deltagarlist|deltagarförteckning|attendee list|list of (?:participants|attendees)|publicer|publish"),
    ("contact", r"utskick|nyhetsbrev|kontakta|mejl|e-?post|newsletter|contact|mailing|e-?mail|kommande|inbjudningar"),
    ("storage", r"spara|lagra|behandl|personuppgift|gdpr|store|stored|kept|process|registrera"),
)
UNSAID: Final = "unspecified"
"""What consent is for, where the question does not say: it allows nothing in particular."""

_ROLES: Final = (
    (ParticipationRole.PRESS, r"\bpress|media|journalist|reporter|redaktion"),
    (ParticipationRole.SPEAKER, r"talare|föreläsare|speaker|presenter|paneldeltagare|panelist"),
    (ParticipationRole.STAFF, r"\bpersonal\b|\bstaff\b|tjänsteperson|tjänsteman|arrangör|organi[sz]er|värd\b|crew"),
)


def status(text: str) -> ParticipationStatus | None:
    """Return how far somebody has come by a system's word; None where it is neither yes nor no (pending).

    Raises:
        UnreadableError: The word is not known; it is not repeated, since anything may stand there.
    """
    said = key(text)
    if said in OPEN:
        return None
    if said not in _STATUS_OF:
        raise UnreadableError("not a status that is known", "write anmäld, väntelista, återbud, deltog or uteblev")
    return _STATUS_OF[said]


def is_listed_yes(text: str) -> bool:
    """Tell whether *text* is a yes that is listed; whatever else it says (*ja tack*, *kanske*, nothing) is no.

    Listed are *ja, j, yes, y, true, sant, x, 1, ✓, ✔, on*, and *jag samtycker*, *I agree* and their like.
    """
    return said(text) is True or fold(text).rstrip(".!") in _CONSENTS


def said(text: str) -> bool | None:
    """Return what a listed yes or no says; None where it is neither."""
    try:
        return parse_boolean(text)
    except UnreadableError:
        return None


def purpose(question: str) -> str:
    """Return what consent is for: the first of ``photo``, ``list``, ``contact``, ``storage`` the question speaks of."""
    asked = fold(question)
    return next((name for name, words in _PURPOSES if re.search(words, asked)), UNSAID)


def role(*texts: str) -> ParticipationRole:
    """Return in what role somebody comes, by what the role or the ticket is called; a supplier where nothing tells."""
    told = fold(" ".join(texts))
    return next((found for found, words in _ROLES if re.search(words, told)), ParticipationRole.SUPPLIER)
