"""A row of registrations → what a Participation is made with."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from outreach.errors import UnreadableError
from outreach.model import Consent, FeedbackKind, ParticipationStatus
from outreach.reading import _form_words as words
from outreach.reading._form_cells import FormCells, digest, is_time, is_time_of_day
from outreach.reading._keys import supplier_id, without_person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from outreach.tables._sheets import Asked


_CAME: Final = (ParticipationStatus.REGISTERED, ParticipationStatus.INVITED)


def participation(fields: FormCells, *, has_begun: bool) -> dict[str, Any]:
    """Return what a Participation is made with.

    Args:
        fields: The row.
        has_begun: Whether anybody of the list is checked in: only then has a person who is not stayed away.
    """
    contact = fields.contact()
    company, number = fields.company()
    registered = fields.when("registered", "registered_time")
    status, status_text = _status(fields, has_begun=has_begun)
    order, ticket = without_person(fields.known("order"), fields.country), fields.known("ticket")
    who = (contact.name or contact.email) if contact else ""
    day = str(registered or "")[:10]
    return {
        "id": "-".join(
            filter(None, (order, digest(who or company, ticket, day, "" if who else fields.known("email"))))
        ),
        "event_id": fields.event_id(),
        "order": order,
        "position": _position(fields),
        "role": words.role(fields.known("participant_role"), ticket),
        "supplier_id": supplier_id(company, number) if number else "",
        "supplier_name": company,
        "contact": contact,
        "status": status,
        "status_text": status_text,
        "ticket": ticket,
        "session_ids": tuple(_sessions(fields)),
        "wishes": tuple(dict.fromkeys(option for _, option in fields.chosen("wishes"))),
        "people": fields.people(),
        "has_bid_before": fields.yes_or_no("has_bid_before"),
        "industry": fields.known("industry"),
        "municipality": fields.known("municipality"),
        "locality": fields.known("locality"),
        "postcode": fields.known("postcode"),
        "invitation": fields.known("invitation"),
        "language": fields.known("language"),
        "consents": tuple(_consents(fields, registered, contact.email if contact else "")),
        "registered": registered,
        "checked_in": _checked_in(fields),
    }


def _position(fields: FormCells) -> int | None:
    text = fields.known("position")
    return int(text) if text.isascii() and text.isdigit() else None


def _status(fields: FormCells, *, has_begun: bool) -> tuple[ParticipationStatus | None, str]:
    """Return how far somebody has come, and the status as written; a check-in goes before what was ordered."""
    text = fields.text("status")
    present = _presence(fields)
    if present is ParticipationStatus.ATTENDED:
        return present, text
    status: ParticipationStatus | None = ParticipationStatus.REGISTERED
    if text:
        status = _listed_status(fields, text)
    elif fields.known("paid") and not words.yes_or_no(fields.known("paid")):
        fields.fault("status", "status", "not paid: neither yes nor no", "the status is left open")
        status = None
    elif present is None and fields.known("checked_in"):
        status = None
    if fields.known("called_off"):
        status = _called_off(fields, status)
    if status in _CAME and (has_begun or present is ParticipationStatus.ABSENT):
        status = ParticipationStatus.ABSENT
    return status, text


def _checked_in(fields: FormCells) -> datetime | date | None:
    """Return when somebody came; None where the cell says only that, or a time of day without its day."""
    text = fields.known("checked_in")
    return fields.when("checked_in") if is_time(text) and not is_time_of_day(text) else None


def _presence(fields: FormCells) -> ParticipationStatus | None:
    """Return what the check-in says; what is neither a time nor a known word is no presence, and a fault."""
    text = fields.known("checked_in")
    present = FormCells.presence(text) if text else None
    if text and present is None:
        fields.fault(
            "checked_in", "status", "neither a time nor a word that is known", "write the time, yes or no", text
        )
    return present


def _called_off(fields: FormCells, status: ParticipationStatus | None) -> ParticipationStatus | None:
    """Return the status of who may have called off: a yes or a time says so, a no does not."""
    text = fields.known("called_off")
    answer = True if is_time(text) else words.yes_or_no(text)
    if answer is None and words.presence(text) is None:
        fields.fault("status", "status", "neither yes nor no", "the status is left open", text)
        return None
    return status if answer is False else ParticipationStatus.CANCELLED


def _listed_status(fields: FormCells, text: str) -> ParticipationStatus | None:
    try:
        status = words.status(text)
    except UnreadableError as error:
        fields.fault("status", "status", error.reason, error.hint, text)
        return None
    if status is None:
        fields.fault("status", "status", f"neither yes nor no: {text!r}", "the status is left open")
    return status


def _sessions(fields: FormCells) -> Iterator[str]:
    """Yield the parts of the programme that somebody comes to: *Deltar på mini-mässan* with a yes."""
    for asked in fields.questions("attends"):
        if words.yes_or_no(asked.text):
            plain = asked.option or asked.question
            yield words.session(plain)
        elif words.yes_or_no(asked.text) is None:
            fields.fault("session_ids", "word", "neither yes nor no", "write yes or no")


def _consents(fields: FormCells, registered: datetime | date | None, who: str) -> Iterator[Consent]:
    """Yield a consent a question; one whose answer is no listed yes is a no, and so is one that is not answered."""
    at = registered if isinstance(registered, datetime) else None
    for asked in fields.asked:
        if asked.role == "consent":
            given = words.is_listed_yes(asked.text)
            if not given and asked.text and words.yes_or_no(asked.text) is None:
                fields.fault("consents", "consent", "not a listed yes: taken for no", "write yes or no")
            yield Consent(purpose=words.purpose(asked.heading), given=given, text=asked.heading, at=at, who=who)
        elif asked.role == "unsubscribed" and asked.text and words.yes_or_no(asked.text) is not False:
            yield Consent(purpose="contact", given=False, text=asked.heading, at=at, who=who)


_THEMES: Final = {"hinders": "hinder", "wishes": "wish", "will_bid": "will_bid"}
_CHOICES: Final = ("hinders", "wishes")
_TEXTS: Final = ("comment", "question")


def responses(fields: FormCells, place: str) -> list[dict[str, Any]]:
    """Return what the Feedback of one answered survey is made with, a record a question; nothing where nothing is said.

    Args:
        fields: The row.
        place: Where the row stands: what keys are made of where the answer has none of its own.
    """
    number, submitted = without_person(fields.known("answer_id"), fields.country), fields.when("submitted")
    times = [fields.text(role) for role in ("submitted", "started")]
    # The order of a form's columns is its own: two exports of one answer have one key.
    answers = sorted(f"{answer.heading}\n{answer.text}" for answer in fields.asked)
    key = f"{number}-{digest(*times, *answers)}" if number else f"answer-{digest(place)}"
    common = {
        "event_id": fields.event_id(),
        "answer_id": key,
        "industry": fields.known("industry"),
        "municipality": fields.known("municipality"),
        "locality": fields.known("locality"),
        "language": fields.known("language"),
        "submitted": submitted,
    }
    return _with_keys(key, [common | answer for answer in _answered(fields)])


def remarks(fields: FormCells, participation: str, event: str) -> list[dict[str, Any]]:
    """Return what the Feedback of one registration is made with: what was remarked or asked beside it."""
    common = {"event_id": event, "answer_id": participation}
    return _with_keys(participation, [common | _text(asked) for asked in fields.questions(*_TEXTS)])


def _with_keys(key: str, made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    taken: dict[str, int] = {}
    for answer in made:
        own = digest(answer["asked"], answer.get("choice", "") if answer["kind"] is FeedbackKind.CHOICE else "")
        taken[own] = taken.get(own, 0) + 1
        answer["id"] = "-".join((key, own, *([str(taken[own])] if taken[own] > 1 else [])))
    return made


def _answered(fields: FormCells) -> Iterator[dict[str, Any]]:
    for asked in fields.questions("rating"):
        if rating := fields.rating(asked):
            score, most = rating
            yield {"kind": FeedbackKind.RATING, "asked": _whole(asked), "score": score, "out_of": most}
    for asked, option in fields.chosen(*_CHOICES):
        yield _choice(asked, option)
    for asked in fields.questions("will_bid"):
        yield _choice(asked, " ".join(asked.text.split()))
    for asked in fields.questions(*_TEXTS):
        yield _text(asked)


def _choice(asked: Asked, option: str) -> dict[str, Any]:
    theme = _THEMES[asked.role]
    return {"kind": FeedbackKind.CHOICE, "asked": asked.question, "choice": option, "theme": theme}


def _text(asked: Asked) -> dict[str, Any]:
    is_question = asked.role == "comment" and words.asks(asked.question)
    kind = FeedbackKind.QUESTION if is_question else FeedbackKind.COMMENT
    return {"kind": kind, "asked": _whole(asked), "text": asked.text}


def _whole(asked: Asked) -> str:
    return " ".join(asked.heading.replace("\ufeff", " ").split())
