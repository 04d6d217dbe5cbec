"""Name badges and signs for tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from outreach import blocks, languages
from outreach.analysis._attendance import of_event
from outreach.model import Event, EventStatus, Participation, ParticipationRole, ParticipationStatus
from outreach.publications.ids import in_alphabet, slug_of
from outreach.publications.meetings import last_update
from outreach.publications.meetings.fair import labels_of, number_of, tables_of
from outreach.publications.public import Projection
from outreach.rendering._publication import PUBLIC, STAFF, Publication

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from outreach.blocks import Block
    from outreach.countries import Country
    from outreach.languages import Translator
    from outreach.publications.facts import PublicSession


_COMES: Final = (ParticipationStatus.REGISTERED, ParticipationStatus.ATTENDED, ParticipationStatus.WALK_IN)


def participants_of(participations: Iterable[Participation], event: Event) -> list[Participation]:
    """Return who comes to *event* (anmälda): registered or there, neither called off nor waiting nor undecided.

    Participations that name no event are of this one.

    Raises:
        outreach.errors.OtherEventError: All of them name other events.
    """
    return [person for person in of_event(participations, event) if person.status in _COMES]


def of_other_events(participations: Iterable[Participation], event: Event) -> int:
    """Return how many *participations* name another event, and are left out."""
    return sum(person.event_id not in ("", event.id, *event.aliases) for person in participations)


_BETWEEN: Final = frozenset({"af", "av", "de", "den", "der", "di", "la", "le", "van", "von", "zu", "bin", "el", "al"})
"""Words before a surname that its place in the alphabet does not count."""


def table_signs(  # noqa: PLR0913 - each is a keyword somebody needs
    event: Event,
    *,
    url: str = "",
    locale: str | None = None,
    country: str | Country | None = None,
    lead: str | None = None,
    today: date | None = None,
) -> Publication:
    """Compose the signs of a fair's tables (bordsskyltar): one a table, to be read across a room.

    The industry is the largest, then others at the same table, who stands there, and the table's number. A purchaser
    is named whose contact has a role. A draft has the audience ``staff``.

    Args:
        event: The meeting; its tables are its sessions, as :func:`with_fair_tables` makes them.
        url: What the signs' QR code leads to, such as the list of procurements; empty: no code.
        locale: The language, such as ``"sv_SE"`` or ``"en_GB"``; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: Sweden.
        lead: A first sentence; None: none, so that there is no sheet of paper but the signs.
        today: The day it is, shown as the day of the update.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    view = Projection.of(locale, country)
    t = view.t
    lead = view.optional(lead)
    url = view.url(url)
    meeting = view.event(event)
    tables = tables_of(meeting)
    counted = t.n("{n} sign on one sheet.", "{n} signs, a sheet each.", len(tables))
    first = lead or (counted if tables else t("There are no tables to put a sign on."))
    return Publication(
        id=f"table-signs-{slug_of(meeting.id)}",
        slug=slug_of(t.c("slug", "table-signs"), meeting.id),
        title=t("Table signs: {event}", event=meeting.title),
        kind="table_signs",
        locale=t.locale,
        audience=STAFF if meeting.status is EventStatus.DRAFT else PUBLIC,
        blocks=[
            *([blocks.Paragraph(first, lead=True)] if lead or not tables else []),
            *(_sign(table, url, t) for table in tables),
        ],
        summary=first,
        updated=last_update(meeting, today),
        publisher_name=meeting.organiser,
    )


def _sign(table: PublicSession, url: str, t: Translator) -> blocks.Card:
    first, *others = labels_of(table, t)
    people = [contact.name for contact in table.staff]
    lines = [*others, *people, *filter(None, [number_of(table, t)])]
    return blocks.Card(kind=blocks.CardKind.SIGN, title=first, lines=lines, url=url)


def name_badges(  # noqa: PLR0913 - each is a keyword somebody needs
    participations: Iterable[Participation],
    event: Event,
    *,
    url: str = "",
    locale: str | None = None,
    country: str | Country | None = None,
    lead: str | None = None,
    today: date | None = None,
) -> Publication:
    """Compose the name badges of those who come (namnbrickor), by surname; for staff.

    The first name is the largest, then the rest of the name as given, the company, and the role of who is no supplier.
    Nothing else that was told is on a badge. Who stands for several people gets a badge with the company for each of
    the others. An entry without name and company gives none, and is counted.

    Args:
        participations: Who registered; those who called off, wait or are undecided get no badge.
        event: The meeting; who names another one is left out, and counted.
        url: What the code on every badge leads to, say the programme; the same on all, so that it tells of nobody.
        locale: The language, such as ``"sv_SE"`` or ``"en_GB"``; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: Sweden.
        lead: A first sentence; None: how many badges there are, where somebody has none or nobody comes; else nothing,
            so that there is no sheet of paper but the badges.
        today: The day it is, shown as the day of the update.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    view = Projection.of(locale, country)
    t = view.t
    lead = view.optional(lead)
    url = view.url(url)
    meeting = view.event(event)
    every = tuple(participations)
    every_badge = [badge for person in _once(participants_of(every, event)) for badge in _badges(person, view)]
    badges = sorted((badge for badge in every_badge if badge.title), key=lambda badge: badge.key)
    first = lead or t.n("{n} badge.", "{n} badges, sorted by surname.", len(badges))
    left_out = list(_left_out(len(every_badge) - len(badges), of_other_events(every, event), t))
    return Publication(
        id=f"name-badges-{slug_of(meeting.id)}",
        slug=slug_of(t.c("slug", "name-badges"), meeting.id),
        title=t("Name badges: {event}", event=meeting.title),
        kind="name_badges",
        locale=t.locale,
        audience=STAFF,
        blocks=[
            *([blocks.Paragraph(first, lead=True)] if lead or left_out or not badges else []),
            *left_out,
            *(
                blocks.Card(kind=blocks.CardKind.BADGE, title=badge.title, lines=badge.lines, url=url)
                for badge in badges
            ),
        ],
        summary=first,
        updated=last_update(meeting, today),
        publisher_name=meeting.organiser,
    )


def _left_out(nameless: int, others: int, t: Translator) -> Iterable[Block]:
    if nameless:
        yield blocks.Paragraph(
            t.n(
                "{n} registration has neither name nor company: write that badge by hand.",
                "{n} registrations have neither name nor company: write those badges by hand.",
                nameless,
            )
        )
    if others:
        yield blocks.Paragraph(
            t.n(
                "{n} registration is for another meeting and has no badge here.",
                "{n} registrations are for another meeting and have no badge here.",
                others,
            )
        )


class _Badge(NamedTuple):
    """A badge, and where it stands in the alphabet."""

    key: tuple[str, ...]
    title: str
    lines: tuple[str, ...]


def _once(participations: Iterable[Participation]) -> Iterable[Participation]:
    """Yield each person once: one name with one address is one person, in however many lists."""
    seen: set[tuple[str, str]] = set()
    for person in participations:
        name, email = (person.contact.name, person.contact.email) if person.contact else ("", "")
        key = (" ".join(name.casefold().split()), email.casefold())
        if not all(key) or key not in seen:
            yield person
        seen.add(key)


def _badges(person: Participation, view: Projection) -> Iterable[_Badge]:
    """Yield the badge of a participation, and one for each companion."""
    t = view.t
    company = _without_number(person.supplier_name, view)
    name = _without_number(person.contact.name, view) if person.contact else ""
    if name.casefold() == company.casefold():
        name = ""  # a company that registered in its own name
    role = "" if person.role is ParticipationRole.SUPPLIER else languages.label(person.role, t.locale)
    yield _badge(name, company, role, t)
    yield from (_badge("", company, role, t) for _ in range(1, person.people or 1) if company)


def _without_number(text: str, view: Projection) -> str:
    """Return *text* without personal identity numbers, not even what stands in their place."""
    return " ".join(view.text(text).replace(view.country.mask, " ").split())


def _badge(name: str, company: str, role: str, t: Translator) -> _Badge:
    first, rest = _parted(name)
    title, lines = (first, (rest, company, role)) if first else (company, (role,))
    key = (_surname(rest) if rest else title, rest, first, company)
    return _Badge(tuple(in_alphabet(part, t.lang) for part in key), title, tuple(filter(None, lines)))


def _parted(name: str) -> tuple[str, str]:
    """Return first name and the rest, as given: *Anna Berg* and *Berg, Anna* alike."""
    before, comma, after = (part.strip() for part in name.partition(","))
    if comma and before and after and "," not in after:
        return after, before
    first, _, rest = name.partition(" ")
    return first, rest.strip()


def _surname(rest: str) -> str:
    """Return what a name is sorted by: its last part with what belongs to it, *af* and *von* not counted."""
    words = [word for word in rest.split() if word.casefold() not in _BETWEEN]
    return words[-1] if words else rest
