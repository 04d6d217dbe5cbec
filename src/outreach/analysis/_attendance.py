"""How many registered, and how many came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import attrs

from outreach.errors import OtherEventError
from outreach.model import ParticipationRole, ParticipationStatus
from outreach.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.dataset import Dataset
    from outreach.model import Event, Feedback, Participation

_CAME: Final = frozenset({ParticipationStatus.ATTENDED, ParticipationStatus.WALK_IN})
_TICKED: Final = _CAME | {ParticipationStatus.ABSENT}
"""The status of whom somebody has ticked off at the door, one way or the other."""
_CALLED_OFF: Final = frozenset({ParticipationStatus.CANCELLED, ParticipationStatus.DECLINED})
_EXPECTED: Final = _TICKED | {ParticipationStatus.REGISTERED}


@attrs.frozen(kw_only=True)
class Attendance:
    """Who registered for an event and who came, counted from its list (närvaro). Suppliers alone are counted.

    Attributes:
        registered: How many people were expected, or came all the same.
        came: How many of them came; None where nobody was ticked off at the door.
        companies: How many companies came, or were expected where nobody was ticked off; those that give a name.
        called_off: How many people called off.
        waiting: How many people are on the waiting list.
        newcomers: How many of the companies say that they have never bid before.
        without_number: Entries whose number of people could not be read; each counts as one.
    """

    registered: int
    came: int | None
    companies: int
    called_off: int
    waiting: int
    newcomers: int
    without_number: int


Entry = TypeVar("Entry", bound="Participation | Feedback")


def of_event(entries: Iterable[Entry], event: str | Event) -> list[Entry]:
    """Return the participations or answers of an event, by its id or one of its aliases; those that name none too.

    Raises:
        outreach.errors.OtherEventError: All of them name other events: nobody came is then no answer.
    """
    names = [event] if isinstance(event, str) else [event.id, *event.aliases]
    every = list(entries)
    of_this = [entry for entry in every if not names[0] or entry.event_id in ("", *names)]
    if every and not of_this:
        raise OtherEventError(names[0], sorted({entry.event_id for entry in every}))
    return of_this


def attendance(data: Dataset, event_id: str | Event = "") -> Attendance:
    """Return how many registered for an event and how many came (närvaro), as its list tells.

    Args:
        data: What was read.
        event_id: Which event, or its id; participations that name none belong to it. Empty: all that were read.

    Raises:
        outreach.errors.OtherEventError: All of them name other events.
    """
    named = of_event(data.participations, event_id)
    suppliers = [entry for entry in named if entry.role is ParticipationRole.SUPPLIER]
    expected = [entry for entry in suppliers if entry.status in _EXPECTED]
    is_ticked = any(entry.status in _TICKED for entry in expected)
    there = [entry for entry in expected if entry.status in _CAME] if is_ticked else expected
    return Attendance(
        registered=_people(expected),
        came=_people(there) if is_ticked else None,
        companies=len(_companies(there)),
        called_off=_people(entry for entry in suppliers if entry.status in _CALLED_OFF),
        waiting=_people(entry for entry in suppliers if entry.status is ParticipationStatus.WAITING),
        newcomers=len(_companies(entry for entry in there if entry.has_bid_before is False)),
        without_number=sum(entry.people is None for entry in there),
    )


def _people(participations: Iterable[Participation]) -> int:
    return sum(1 if entry.people is None else entry.people for entry in participations)


def _companies(participations: Iterable[Participation]) -> set[str]:
    """Return the companies by their keys; one without a key by its name."""
    return {entry.supplier_id or fold(entry.supplier_name) for entry in participations} - {""}
