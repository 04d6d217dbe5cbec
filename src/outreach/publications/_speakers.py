"""Who speaks at a meeting: named only with consent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from outreach.model import ParticipationRole
from outreach.publications._public import masked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.model import Participation, Session

CONSENT: Final = "list"
"""The purpose of consent to be named in what is published."""


def speakers(session: Session, participations: Iterable[Participation]) -> list[str]:
    """Return who speaks in a *session* (talare): name and company, of those who have said yes to being named."""
    people = [each for each in participations if _speaks(each, session)]
    refused = {_person(each) for each in people if not each.allows(CONSENT)}
    named = {_person(each): _named(each) for each in people if _person(each) not in refused}
    return [text for text in named.values() if text]


def _speaks(each: Participation, session: Session) -> bool:
    """Tell whether a participation is a speaker's; of a company that is named only who comes to speak."""
    is_speaker = each.role is ParticipationRole.SPEAKER
    return each.id in session.speaker_ids or (is_speaker and each.supplier_id in session.speaker_ids)


def _person(each: Participation) -> tuple[str, str]:
    """Return who it is: what one of their entries refuses, none allows."""
    name = each.contact.name if each.contact else ""
    return " ".join(name.casefold().split()), each.supplier_id or each.supplier_name.casefold()


def _named(each: Participation) -> str:
    name = each.contact.name if each.contact else ""
    return masked(", ".join(filter(None, (name, each.supplier_name))))
