"""Appointments as calendar files, for whoever keeps a calendar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

import attrs

from outreach import Edition, Publication, Publisher, PublishingError, languages, rendering
from outreach.publishers._folder import Change, Folder
from outreach.publishers._ics import Component, appointment_event, calendar_ics
from outreach.publishers._names import file_stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WHOLE: Final = "calendar-{lang}.ics"


@attrs.frozen
class Calendar(Publisher):
    """Write appointments as iCalendar files under *root* (kalender): one for each publication, one for all.

    ``calendar/sv/foretagartraff.ics`` holds the appointments of one publication, ``calendar/calendar-sv.ics`` those of
    all in Swedish, earlier ones too, for subscribers. RFC 5545: an event keeps its UID for ever, SEQUENCE counts its
    changes, a cancelled one stays as cancelled. It takes only publications that have an appointment.

    Attributes:
        root: The folder; made where there is none, refused where it holds anything else.
        alarm: How many minutes before it reminds; 0: it does not.
    """

    name: ClassVar[str] = "calendar"
    root: Path = attrs.field(converter=Path)
    alarm: int = attrs.field(default=0, kw_only=True)

    def accepts(self, publication: Publication) -> bool:
        """Return whether there is an appointment in it."""
        return bool(rendering.appointments(publication))

    def publish_edition(self, edition: Edition) -> Iterable[Path]:
        """Write the files; those of earlier editions stay.

        Raises:
            PublishingError: The folder is somebody else's, or a recurrence has no end.
        """
        with Folder(self.root, self.name).change() as change:
            entries = dict(change.state.get("entries", {}))
            for publication in edition.publications:
                entries = self._with(publication, edition, entries)
            self._write(change, entries)
        return [self.root / _path(publication) for publication in edition.publications]

    def withdraw(self, publication_id: str) -> None:
        """Remove the files of a publication, in every language; to cancel a meeting, publish it as cancelled.

        Raises:
            PublishingError: There is no such publication.
        """
        with Folder(self.root, self.name).change() as change:
            entries = dict(change.state.get("entries", {}))
            left = {path: entry for path, entry in entries.items() if entry["id"] != publication_id}
            if len(left) == len(entries):
                raise PublishingError(f"nothing with the id {publication_id!r} is published in {self.root}")
            self._write(change, left)

    def _with(self, publication: Publication, edition: Edition, entries: dict[str, Any]) -> dict[str, Any]:
        """Return the *entries* with those of *publication*, which take the place of its earlier ones."""
        locale = languages.normalise(publication.locale)
        events = [
            appointment_event(each, stamp=edition.now or publication.updated, locale=locale, alarm=self.alarm)
            for each in rendering.appointments(publication)
        ]
        content = calendar_ics(events).decode()
        path = _path(publication)
        if entries.get(path, {"id": publication.id})["id"] != publication.id:
            raise PublishingError(f"another publication stands at {path} (give each its own slug, or withdraw one)")
        name = {"id": publication.id, "locale": locale}
        left = {path: entry for path, entry in entries.items() if not name.items() <= entry.items()}
        return {**left, path: {**name, "content": content}}

    def _write(self, change: Change, entries: Mapping[str, Any]) -> None:
        change.state = {"entries": {path: entries[path] for path in sorted(entries)}}
        for path, entry in sorted(entries.items()):
            change.write(path, entry["content"].encode())
        for locale in sorted({entry["locale"] for entry in entries.values()}):
            whole = [entry["content"] for _, entry in sorted(entries.items()) if entry["locale"] == locale]
            change.write(WHOLE.format(lang=languages.lang_tag(locale)), _together(whole, locale))


def _path(publication: Publication) -> str:
    return f"{languages.lang_tag(publication.locale)}/{file_stem(publication.slug)}.ics"


def _together(contents: Iterable[str], locale: str) -> bytes:
    """Return the events of several files in one; the same event twice stands in it once, as changed last."""
    from icalendar import Calendar as Parsed  # noqa: PLC0415 - slow to import, and few write calendars

    events: dict[str, Component] = {}
    for content in contents:
        for event in Parsed.from_ical(content).walk("VEVENT"):
            known = events.get(uid := str(event["uid"]))
            if known is None or _age(event) > _age(known):
                events[uid] = event
    return calendar_ics(events.values(), name=languages.translator(locale)("Procurement and purchasing"))


def _age(event: Component) -> tuple[int, str]:
    return int(event["sequence"]), event["dtstamp"].dt.isoformat()
