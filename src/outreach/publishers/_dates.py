"""When something was first told, and when it last changed: by what the folder remembers, never by the clock."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach import Edition, Publication, PublicProcurement

NO_DATE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""What stands where nobody gives a date."""


def moment_of(edition: Edition, publication: Publication) -> datetime:
    """Return when *publication* is told: the edition's moment, else its own day."""
    return as_moment(edition.now or publication.updated)


def as_moment(day: date | datetime | None) -> datetime:
    """Return a day as its first moment in UTC, a moment to the second; None: always the same one."""
    if day is None:
        return NO_DATE
    moment = day if isinstance(day, datetime) else datetime.combine(day, time(), UTC)
    return moment.replace(microsecond=0)


def dated(known: Mapping[str, str] | None, digest: str, moment: datetime) -> dict[str, str]:
    """Return when something was first told and when it last changed, given what was *known* of it before."""
    now = moment.isoformat()
    if known is None:
        return {"published": now, "updated": now, "digest": digest}
    if known["digest"] == digest:
        return dict(known)
    latest = max(moment, datetime.fromisoformat(known["updated"]))
    return {**known, "updated": latest.isoformat(), "digest": digest}


def digest_of_parts(*parts: object) -> str:
    """Return a few digits that change with the *parts*, which JSON can hold."""
    content = json.dumps(parts, sort_keys=True, default=str)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def facts_of(procurement: PublicProcurement) -> dict[str, object]:
    """Return what is known of a *procurement*: what is not is left out, so that new fields change nothing."""
    return attrs.asdict(procurement, filter=lambda _, value: value not in (None, "", ()))
