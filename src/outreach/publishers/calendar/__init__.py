"""Appointments as calendar files, for whoever keeps a calendar."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

import attrs

from outreach import Edition, EventStatus, Publication, Publisher, PublishingError, languages, rendering
from outreach.publishers._editions import as_moment, dated, digest_of_parts
from outreach.publishers.calendar._ics import Component, appointment_event, calendar_ics, uid_of
from outreach.publishers.folder import Change, Folder
from outreach.publishers.folder._files import file_stem, group_stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from outreach.blocks import Appointment

WHOLE: Final = "calendar-{lang}.ics"
OF_INDUSTRY: Final = "{lang}/industries/{stem}.ics"
MOST_MINUTES: Final = 366 * 24 * 60
"""How long before a meeting somebody can be reminded of it: a year."""


def _check_minutes(instance: object, attribute: attrs.Attribute[int], value: int) -> None:
    del instance
    if type(value) is not int or not 0 <= value <= MOST_MINUTES:
        raise PublishingError(f"Calendar.{attribute.name}: not a number of minutes before: {value!r}")


@attrs.frozen
class Calendar(Publisher):
    """Write appointments as iCalendar files under *root* (kalender): for each publication, each industry, and for all.

    ``calendar/sv/foretagartraff.ics`` holds the appointments of one publication and its parts,
    ``calendar/calendar-sv.ics`` those of all in Swedish, earlier ones too, for subscribers.
    ``calendar/sv/industries/livsmedel.ics`` holds those of one industry (bransch), and every meeting that is for all.

    RFC 5545: an event keeps its UID for ever, SEQUENCE goes up with each change of time, place or cancellation that
    the folder sees, also of what was withdrawn and comes back; DTSTAMP is when it last changed. A cancelled one stays
    as cancelled, a last day takes nobody's time. It takes only publications that have an appointment.

    Attributes:
        root: The folder; made where there is none, refused where it holds anything else.
        alarm: How many minutes before it reminds; 0: it does not.
    """

    name: ClassVar[str] = "calendar"
    root: Path = attrs.field(converter=Path)
    alarm: int = attrs.field(default=0, kw_only=True, validator=_check_minutes)

    def accepts(self, publication: Publication) -> bool:
        """Return whether there is an appointment in it, or in its parts."""
        return next(_appointments(publication), None) is not None

    def publish_edition(self, edition: Edition) -> Iterable[Path]:
        """Write the files; those of earlier editions stay.

        Raises:
            PublishingError: The folder is somebody else's, or a recurrence has no end.
        """
        with Folder(self.root, self.name).change() as change:
            entries, counts = dict(change.state.get("entries", {})), Counts(change.state.get("counts", {}))
            for publication in edition.publications:
                entries = self._with(publication, edition, entries, counts)
            _write(change, entries, counts)
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
            _write(change, left, Counts(change.state.get("counts", {})))

    def _with(
        self, publication: Publication, edition: Edition, entries: dict[str, Any], counts: Counts
    ) -> dict[str, Any]:
        """Return the *entries* with those of *publication*, which take the place of its earlier ones."""
        locale, path = languages.normalise(publication.locale), _path(publication)
        if entries.get(path, {"id": publication.id})["id"] != publication.id:
            raise PublishingError(f"another publication stands at {path} (give each its own slug, or withdraw one)")
        name = {"id": publication.id, "locale": locale}
        before: Mapping[str, Any] = next((entry for entry in entries.values() if name.items() <= entry.items()), {})
        moment = as_moment(edition.now or publication.updated)
        every = {uid_of(item): item for item in _appointments(publication)}
        given = {uid: counts.counted(item, locale) for uid, item in every.items()}
        stamps = {uid: self._dated(item, locale, before, moment) for uid, item in given.items()}
        entry = {
            **name,
            "content": calendar_ics(self._event(item, stamps[uid], locale) for uid, item in given.items()).decode(),
            "stamps": stamps,
            "industries": {uid: _industries(item) for uid, item in given.items()},
            "named": sorted(_named(publication)),
        }
        left = {path: entry for path, entry in entries.items() if not name.items() <= entry.items()}
        return {**left, path: entry}

    def _event(self, appointment: Appointment, dates: Mapping[str, str], locale: str) -> Component:
        stamp = datetime.fromisoformat(dates["updated"])
        return appointment_event(appointment, stamp=stamp, locale=locale, alarm=self.alarm)

    def _dated(
        self, appointment: Appointment, locale: str, before: Mapping[str, Any], moment: datetime
    ) -> dict[str, str]:
        """Return when an *appointment* last changed; one that says the same as *before* keeps its moment."""
        shown = appointment_event(appointment, stamp=None, locale=locale, alarm=self.alarm).to_ical().decode()
        return dated(before.get("stamps", {}).get(uid_of(appointment)), digest_of_parts(shown), moment)


class Counts:
    """How often each event has changed, by language: remembered for ever, as digests, since a UID is for ever."""

    def __init__(self, known: Mapping[str, Mapping[str, list[Any]]]) -> None:
        """Go on from what the folder knows."""
        self.known = {locale: dict(events) for locale, events in known.items()}

    def counted(self, appointment: Appointment, locale: str) -> Appointment:
        """Return the *appointment* with its changes counted, where whoever composed it did not."""
        events, key, shown = (
            self.known.setdefault(locale, {}),
            digest_of_parts(uid_of(appointment)),
            _digest(appointment),
        )
        before, sequence = events.get(key, [shown, 0])
        counted = max(appointment.sequence, sequence + (shown != before))
        events[key] = [shown, counted]
        return attrs.evolve(appointment, sequence=counted)


def _appointments(publication: Publication) -> Iterator[Appointment]:
    yield from rendering.appointments(publication)
    for part in publication.parts:
        yield from _appointments(part)


def _named(publication: Publication) -> set[str]:
    """Return the industries that a publication and its parts tell of, whether one has a last day now or not."""
    facts = {rendering.one_line(item.industry) for item in publication.facts.procurements} - {""}
    return facts.union(*map(_named, publication.parts))


def _path(publication: Publication) -> str:
    return f"{languages.lang_tag(publication.locale)}/{file_stem(publication.slug)}.ics"


def _digest(appointment: Appointment) -> str:
    """Return a digest of what subscribers must hear of when it changes: when, where, and whether at all."""
    ends = appointment.ends.isoformat() if appointment.ends else ""
    shown = [appointment.starts.isoformat(), ends, rendering.one_line(appointment.venue), appointment.recurrence]
    return digest_of_parts(*shown, appointment.status is EventStatus.CANCELLED)


def _industries(appointment: Appointment) -> list[str] | None:
    """Return whom it concerns; None: everybody. A last day of an unknown industry is in the whole calendar alone."""
    industry = rendering.one_line(appointment.industry)
    if industry:
        return [industry]
    return [] if appointment.is_deadline else None


def _write(change: Change, entries: Mapping[str, Any], counts: Counts) -> None:
    industries = {locale: dict(names) for locale, names in change.state.get("industries", {}).items()}
    for path, entry in sorted(entries.items()):
        change.write(path, entry["content"].encode())
        industries[entry["locale"]] = industries.get(entry["locale"], {}) | _industries_in(entry)
    for locale in sorted({entry["locale"] for entry in entries.values()}):
        together = [entry for _, entry in sorted(entries.items()) if entry["locale"] == locale]
        _write_together(change, together, locale, industries[locale])
    remaining = {path: entries[path] for path in sorted(entries)}
    change.state = {"entries": remaining, "industries": industries, "counts": counts.known}


def _industries_in(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return the industries that have a calendar by *entry*, by the stem of its name; it stays for who subscribes."""
    concerned = [item for whom in entry.get("industries", {}).values() for item in whom or ()]
    return {group_stem(item): item for item in [*entry.get("named", []), *concerned]}


def _write_together(
    change: Change, entries: list[Mapping[str, Any]], locale: str, industries: Mapping[str, str]
) -> None:
    """Write the calendar of all in a language, and one for each industry."""
    lang, t = languages.lang_tag(locale), languages.translator(locale)
    name = t("Procurement and purchasing")
    events = _events_of(entries)
    change.write(WHOLE.format(lang=lang), calendar_ics(events.values(), name=name))
    concerned = {uid: whom for entry in entries for uid, whom in entry.get("industries", {}).items()}
    for stem, industry in sorted(industries.items()):
        chosen = [event for uid, event in events.items() if _concerns(concerned.get(uid), stem)]
        if chosen:
            content = calendar_ics(chosen, name=f"{name}: {industry}")
            change.write(OF_INDUSTRY.format(lang=lang, stem=stem), content)


def _concerns(industries: list[str] | None, stem: str) -> bool:
    return industries is None or stem in map(group_stem, industries)


def _events_of(entries: Iterable[Mapping[str, Any]]) -> dict[str, Component]:
    """Return the events of several files; the same event twice stands there once, as changed last."""
    from icalendar import Calendar as Parsed  # noqa: PLC0415 - slow to import, and few write calendars

    events: dict[str, Component] = {}
    for entry in entries:
        for event in Parsed.from_ical(entry["content"]).walk("VEVENT"):
            known = events.get(uid := str(event["uid"]))
            if known is None or _age(event) > _age(known):
                events[uid] = event
    return events


def _age(event: Component) -> tuple[int, str]:
    return int(event["sequence"]), event["dtstamp"].dt.isoformat()
