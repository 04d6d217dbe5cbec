"""The words of registrations: how far somebody has come, what is a yes, what consent is for, in what role."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from outreach import words
from outreach.errors import UnreadableError
from outreach.model import ParticipationRole, ParticipationStatus
from outreach.tables._headings import key
from outreach.values import fold, parse_boolean

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

_UNDECIDED: Final = "undecided"
"""The list of statuses that say neither yes nor no."""
_NOT_CHECKED_IN: Final = "not_checked_in"
"""The list of words for who is registered and has not come, or not come yet."""

_PURPOSES: Final = ("photo", "list", "contact", "storage")
_ROLES: Final = (ParticipationRole.PRESS, ParticipationRole.SPEAKER, ParticipationRole.STAFF)

_AWAY: Final = (ParticipationStatus.ABSENT, ParticipationStatus.DECLINED, ParticipationStatus.CANCELLED)
_THERE: Final = (ParticipationStatus.ATTENDED, ParticipationStatus.WALK_IN)

UNSAID: Final = "unspecified"
"""What consent is for, where the question does not say: it allows nothing in particular."""


@cache
def _statuses() -> Mapping[str, ParticipationStatus | None]:
    """Return the words for how far somebody has come, by key; None for those that say neither yes nor no."""
    special = {_UNDECIDED: None, _NOT_CHECKED_IN: ParticipationStatus.REGISTERED}
    return {
        key(word): special[name] if name in special else ParticipationStatus(name)
        for name, listed in words.table("participation").items()
        for word in listed
    }


@cache
def _consenting() -> frozenset[str]:
    return frozenset(map(fold, words.listed("answers", "agree")))


@cache
def _phrases(section: str, name: str) -> re.Pattern[str]:
    return words.phrases(words.listed(section, name))


def status(text: str) -> ParticipationStatus | None:
    """Return how far somebody has come by a system's word; None where it is neither yes nor no (pending).

    Raises:
        UnreadableError: The word is not known; it is not repeated, since anything may stand there.
    """
    word = key(text)
    if word not in _statuses():
        raise UnreadableError(
            "not a status that is known", "write registered, waiting list, called off, attended or did not attend"
        )
    return _statuses()[word]


def presence(text: str) -> ParticipationStatus | None:
    """Return what a column of presence says: came, stayed away, not come (yet); None where the word is not known."""
    answer = yes_or_no(text)
    if answer is not None:
        return ParticipationStatus.ATTENDED if answer else ParticipationStatus.REGISTERED
    known = _statuses().get(key(text))
    if known in _AWAY or key(text) in _not_checked_in():
        return ParticipationStatus.ABSENT if known is ParticipationStatus.ABSENT else ParticipationStatus.REGISTERED
    return ParticipationStatus.ATTENDED if known in _THERE else None


@cache
def _not_checked_in() -> frozenset[str]:
    return frozenset(map(key, words.listed("participation", _NOT_CHECKED_IN)))


@cache
def _ratings() -> Mapping[str, int]:
    return {key(word): int(score) for score, listed in words.table("ratings").items() for word in listed}


BEST_IN_WORDS: Final = 5
"""The best of the ratings in words."""


def rating(text: str) -> int | None:
    """Return a rating in words (omdöme) on a scale to five: *mycket bra* is 5; None for other texts."""
    return _ratings().get(key(text))


def is_listed_yes(text: str) -> bool:
    """Tell whether *text* is a yes that is listed; whatever else it says (*ja tack*, *kanske*, nothing) is no.

    Listed are *ja, j, yes, y, true, sant, x, 1, ✓, ✔, on*, and *jag samtycker*, *I agree* and their like.
    """
    return yes_or_no(text) is True or fold(text).rstrip(".!") in _consenting()


def yes_or_no(text: str) -> bool | None:
    """Return what a listed yes or no says; None where it is neither."""
    try:
        return parse_boolean(text)
    except UnreadableError:
        return None


def purpose(question: str) -> str:
    """Return what consent is for: the first of ``photo``, ``list``, ``contact``, ``storage`` the question speaks of."""
    asked = fold(question)
    return next((name for name in _PURPOSES if _phrases("consent", name).search(asked)), UNSAID)


def role(*texts: str) -> ParticipationRole:
    """Return in what role somebody comes, by what the role or the ticket is called; a supplier where nothing tells."""
    called = fold(" ".join(texts))
    known = (member for member in _ROLES if _phrases("roles", member.value).search(called))
    return next(known, ParticipationRole.SUPPLIER)


def session(heading: str) -> str:
    """Return the part of a programme that a *heading* asks about: ``mini-mässan`` for *Deltar på mini-mässan*."""
    folded = fold(heading)
    begin = next((word for word in words.listed("attends", "phrases") if folded.startswith(f"{word} ")), "")
    return heading[len(begin) :].strip().rstrip("?") or heading


def asks(heading: str) -> bool:
    """Tell whether a column for remarks asks for questions (frågor)."""
    return bool(_phrases("asks", "phrases").search(fold(heading)))
