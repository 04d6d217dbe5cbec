"""Meetings in the words of schema.org, for search engines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from outreach import EventStatus, languages, rendering

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach import Publication, PublicEvent

CONTEXT: Final = "https://schema.org"
_STATUS: Final[Mapping[EventStatus, str]] = {
    EventStatus.CANCELLED: f"{CONTEXT}/EventCancelled",
    EventStatus.MOVED: f"{CONTEXT}/EventRescheduled",
}
# Whatever could end the block, or be read as anything but JSON, is written as its number.
_ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'\u2028\u2029"}


def events_jsonld(publication: Publication) -> list[str]:
    """Return each meeting of *publication* as a block of JSON-LD that can stand in a page.

    A meeting without a place or an address has none: search engines ask for where.
    """
    described = (_event(event, publication) for event in publication.facts.events)
    return [json_block(block) for block in described if block]


def json_block(value: object) -> str:
    """Return *value* as JSON for a script element: nothing in it can end the element."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True).translate(_ESCAPES)


def _event(event: PublicEvent, publication: Publication) -> dict[str, Any] | None:
    place = _place(event)
    if place is None:
        return None
    is_online = place["@type"] == "VirtualLocation"
    url = rendering.safe_url(event.registration_url)
    found = {
        "@context": CONTEXT,
        "@type": "Event",
        "name": rendering.one_line(event.title),
        "description": rendering.one_line(event.description or publication.summary),
        "startDate": event.starts.isoformat(timespec="minutes"),
        "endDate": event.ends.isoformat(timespec="minutes"),
        "eventStatus": _STATUS.get(event.status, f"{CONTEXT}/EventScheduled"),
        "eventAttendanceMode": f"{CONTEXT}/{'Online' if is_online else 'Offline'}EventAttendanceMode",
        "location": place,
        "organizer": _organiser(event, publication),
        "inLanguage": languages.lang_tag(publication.locale),
        "url": url,
    }
    return {key: value for key, value in found.items() if value}


def _place(event: PublicEvent) -> dict[str, str] | None:
    venue = rendering.one_line(event.venue)
    if venue:
        return {"@type": "Place", "name": venue, "address": venue}
    url = rendering.safe_url(event.registration_url)
    return {"@type": "VirtualLocation", "url": url} if url else None


def _organiser(event: PublicEvent, publication: Publication) -> dict[str, str] | None:
    name = rendering.one_line(event.organiser or publication.publisher_name)
    return {"@type": "Organization", "name": name} if name else None
