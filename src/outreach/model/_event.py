"""Meetings with suppliers, and the record of them afterwards: how many came, pictures, what others wrote."""

from __future__ import annotations

import enum
from datetime import date, datetime

import attrs

from outreach.model._party import Contact
from outreach.model._problem import Origin
from outreach.model._strict import refuse, strict


@attrs.frozen(kw_only=True, field_transformer=strict)
class Headcount:
    """How many came (antal deltagare), as it is known: counted, or about (*ett 20-tal*).

    It stands by itself: it is never added to, nor taken for, the rows of a list of participants.

    Attributes:
        count: The number.
        is_about: Whether it is a round figure that somebody estimated.
    """

    count: int
    is_about: bool = False


@attrs.frozen(kw_only=True, field_transformer=strict)
class Picture:
    """An image, and what must be known before it is shown (bild); OCDS ``documents[]``.

    Attributes:
        path: Where the file lies.
        alternatives: What it shows, for those who do not see it: pairs of language and text, ``("sv", "…")``. Without
            one in the language of a publication the picture is refused there.
        captions: What stands below: pairs of language and text.
        photographer: Who took it.
        licence: Under which terms it may be shown, as written.
        people_consented: Whether everybody who can be recognised has agreed to be shown, or nobody can be recognised.
            None and False: it is withheld.
    """

    path: str
    alternatives: tuple[tuple[str, str], ...] = ()
    captions: tuple[tuple[str, str], ...] = ()
    photographer: str = ""
    licence: str = ""
    people_consented: bool | None = None


@attrs.frozen(kw_only=True, field_transformer=strict)
class Coverage:
    """What others wrote of it (mediebevakning, artikel): cited and linked, never reproduced; OCDS ``documents[]``.

    Attributes:
        title: Its headline, as it stands there.
        outlet: Who published it: the newspaper, the station.
        published: The day; None where not known.
        url: Where it can be read; http or https.
        event_id: Which event it is about; empty where that is not stated.
        lang: The language it is written in (BCP 47), where that is not the publication's.
    """

    title: str
    outlet: str
    published: date | None = None
    url: str = ""
    event_id: str = ""
    lang: str = ""

    def __attrs_post_init__(self) -> None:
        if self.url and not self.url.startswith(("https://", "http://")):
            raise refuse(type(self), "url", f"not a web address: {self.url!r}", "write https://…")


class EventKind(enum.StrEnum):
    """What sort of meeting it is; eForms E1 is the written kind."""

    SUPPLIER_MEETING = "supplier_meeting"
    HEARING = "hearing"
    DIALOGUE_MEETING = "dialogue_meeting"
    BID_TRAINING = "bid_training"
    FAIR = "fair"
    REQUEST_FOR_INFORMATION = "request_for_information"


class EventStatus(enum.StrEnum):
    """How far a meeting has come."""

    DRAFT = "draft"
    PUBLISHED = "published"
    FULL = "full"
    HELD = "held"
    REPORTED = "reported"
    MOVED = "moved"
    CANCELLED = "cancelled"


class SessionKind(enum.StrEnum):
    """What sort of item of the programme it is."""

    PRESENTATION = "presentation"
    SUPPLIER_TALK = "supplier_talk"
    FAIR_TABLE = "fair_table"
    BID_TRAINING = "bid_training"
    MINGLE = "mingle"


@attrs.frozen(kw_only=True, field_transformer=strict)
class Session:
    """What happens at a meeting at some time, or at a table of its fair (programpunkt, bord).

    Attributes:
        kind: What sort of item it is.
        title: What stands in the programme.
        starts: With a time zone; None for what runs throughout, such as a table.
        ends: With a time zone.
        industry: The industry of a table (branschbord); a semicolon between several.
        table: The table's number or name.
        staff: Who stands there; personal data.
        speaker_ids: Who speaks; named only with consent.
        description: A line or two.
        chairs: How many visitors can sit at a table; None where nobody has counted.
        lang: The language of its title and description (BCP 47), where that is not the programme's.
    """

    kind: SessionKind
    title: str
    starts: datetime | None = None
    ends: datetime | None = None
    industry: str = ""
    table: str = ""
    staff: tuple[Contact, ...] = attrs.field(default=(), repr=False)
    speaker_ids: tuple[str, ...] = ()
    description: str = ""
    chairs: int | None = None
    lang: str = ""

    def __attrs_post_init__(self) -> None:
        _in_order(self)


@attrs.frozen(kw_only=True, field_transformer=strict)
class Event:
    """A day, or a dialogue in writing, to which companies are asked (företagarträff, leverantörsträff, tidig dialog).

    OCDS ``milestones[].type = engagement``; eForms pre-market consultation (E1).

    Attributes:
        id: Stable for ever: calendars know the meeting by it and its organiser.
        title: What it is called.
        kind: What sort of meeting it is.
        status: How far it has come.
        starts: With a time zone.
        ends: With a time zone; after *starts*.
        venue: Where; empty for a written dialogue.
        organiser: Who invites.
        description: What it is about.
        contact: Whom to ask; shown on the invitation, since that is what it is given for.
        recurrence: An RFC 5545 RRULE, such as ``FREQ=YEARLY;COUNT=3``; empty for a single meeting.
        series_id: What recurring meetings share.
        registration_url: Where to register (anmälan); an invitation wants it, or somebody to write to.
        registration_deadline: The last day to register.
        capacity: How many there is room for.
        cost: What it costs to come, as written; empty: free of charge.
        sequence: How often time or place has changed (RFC 5545 SEQUENCE).
        changed: The day of the last change.
        sessions: The programme.
        procurement_ids: What is presented.
        headcount: How many came, as it is known; beside the counted participants, never mixed with them.
        summary_points: The municipality's own summary of what was said (kommunens sammanfattning).
        pictures: From the meeting.
        coverage: What others wrote of it.
        aliases: What else registrations and answers call it, such as the slug of a form (samma evenemang).
        origin: Where it was read.
    """

    id: str
    title: str
    kind: EventKind = EventKind.SUPPLIER_MEETING
    status: EventStatus = EventStatus.PUBLISHED
    starts: datetime
    ends: datetime
    venue: str = ""
    organiser: str = ""
    description: str = ""
    contact: Contact | None = attrs.field(default=None, repr=False)
    recurrence: str = ""
    series_id: str = ""
    registration_url: str = ""
    registration_deadline: date | None = None
    capacity: int | None = None
    cost: str = ""
    sequence: int = 0
    changed: date | None = None
    sessions: tuple[Session, ...] = ()
    procurement_ids: tuple[str, ...] = ()
    headcount: Headcount | None = None
    summary_points: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    aliases: tuple[str, ...] = ()
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _in_order(self)

    @property
    def has_registration(self) -> bool:
        """Whether there is a way to register."""
        return bool(self.registration_url or (self.contact and (self.contact.email or self.contact.phone)))


def _in_order(thing: Event | Session) -> None:
    if thing.starts and thing.ends and thing.ends <= thing.starts:
        raise refuse(type(thing), "ends", f"not after starts: {thing.ends}")
