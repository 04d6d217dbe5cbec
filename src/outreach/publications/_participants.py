"""Who takes part in a meeting, of a list of registrations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from outreach.model import ParticipationStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.model import Event, Participation

_COMES: Final = (ParticipationStatus.REGISTERED, ParticipationStatus.ATTENDED, ParticipationStatus.WALK_IN)


def participants_of(participations: Iterable[Participation], event: Event) -> list[Participation]:
    """Return who comes to *event* (anmälda): registered or there, neither called off nor waiting nor undecided.

    Participations that name no event are of this one.
    """
    return [each for each in participations if each.status in _COMES and each.event_id in ("", event.id)]


def of_other_events(participations: Iterable[Participation], event: Event) -> int:
    """Return how many *participations* name another event, and are left out."""
    return sum(each.event_id not in ("", event.id) for each in participations)
