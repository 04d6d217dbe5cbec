"""Answers → what Feedback is made with: of a survey every question, of a registration what was remarked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from outreach.model import FeedbackKind
from outreach.reading.rows._form_fields import FormFields, digest
from outreach.reading.rows._makers import without_person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.tables._answers import Asked

_ASKS: Final = re.compile(r"\bfråg(?:a|or)\b|\bquestions?\b", re.IGNORECASE)
_THEMES: Final = {"hinders": "hinder", "wishes": "wish", "will_bid": "will_bid"}
_CHOICES: Final = ("hinders", "wishes")
_TEXTS: Final = ("comment", "question")


def responses(fields: FormFields, place: str) -> list[dict[str, Any]]:
    """Return what the Feedback of one answered survey is made with, a record a question; nothing where nothing is said.

    Args:
        fields: The row.
        place: Where the row stands: what keys are made of where the answer has none of its own.
    """
    number, submitted = without_person(fields.known("answer_id")), fields.when("submitted")
    told = [fields.text(role) for role in ("submitted", "started")]
    # The order of a form's columns is its own: two exports of one answer have one key.
    answers = sorted(f"{each.heading}\n{each.text}" for each in fields.asked)
    key = f"{number}-{digest(*told, *answers)}" if number else f"answer-{digest(place)}"
    common = {
        "event_id": fields.known("event_id") or fields.known("event"),
        "answer_id": key,
        "industry": fields.known("industry"),
        "municipality": fields.known("municipality"),
        "locality": fields.known("locality"),
        "language": fields.known("language"),
        "submitted": submitted,
    }
    return _with_keys(key, [common | each for each in _said(fields)])


def remarks(fields: FormFields, participation: str, event: str) -> list[dict[str, Any]]:
    """Return what the Feedback of one registration is made with: what was remarked or asked beside it."""
    common = {"event_id": event, "answer_id": participation}
    return _with_keys(participation, [common | _text(asked) for asked in fields.questions(*_TEXTS)])


def _with_keys(key: str, made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    taken: dict[str, int] = {}
    for each in made:
        own = digest(each["asked"], each.get("choice", "") if each["kind"] is FeedbackKind.CHOICE else "")
        taken[own] = taken.get(own, 0) + 1
        each["id"] = "-".join((key, own, *([str(taken[own])] if taken[own] > 1 else [])))
    return made


def _said(fields: FormFields) -> Iterator[dict[str, Any]]:
    for asked in fields.questions("rating"):
        if found := fields.rating(asked):
            score, most = found
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
    is_question = asked.role == "comment" and bool(_ASKS.search(asked.question))
    kind = FeedbackKind.QUESTION if is_question else FeedbackKind.COMMENT
    return {"kind": kind, "asked": _whole(asked), "text": asked.text}


def _whole(asked: Asked) -> str:
    return " ".join(asked.heading.replace("\ufeff", " ").split())
