"""The made-up municipality's written dialogue: a draft out for comment, and what was answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

import outreach
from outreach import EventKind, EventStatus, FeedbackKind, blocks
from outreach.demo._event import HEAD, MUNICIPALITY, ZONE

_ID: Final = "remiss-lokalvard"
_TITLE: Final = ("Utkast för synpunkter: lokalvård i förskolor och skolor", "Draft for comment: cleaning of schools")
_DESCRIPTION: Final = (
    "Vi ska upphandla lokalvård i 31 förskolor och skolor. Nu vill vi veta om kraven går att leva upp till.",
    "We are going to procure cleaning of 31 schools. Now we want to know whether the requirements can be met.",
)
_DOCUMENT: Final = ("Utkast till kravspecifikation", "Draft specification (in Swedish)")
_ASKED: Final = (
    ("Hur stora delområden vill ni helst lämna anbud på?", "How large are the lots that you would rather bid for?"),
    ("Vilka krav gör att ni inte kan lämna anbud?", "Which requirements keep you from bidding?"),
    ("Hur lång tid behöver ni från avtal till start?", "How much time do you need from contract to start?"),
)
# theme, text, answer: Swedish, English
_ANSWERS: Final = (
    ("Delområden", "Dela upp det i fem områden, så kan även små företag vara med.", "Vi delar i fem områden.",
     "Lots", "Make five lots of it, and small companies can take part.", "We make five lots."),
    ("Delområden", "Vi tar gärna hela kommunen.", "",
     "Lots", "We would gladly take all of it.", ""),
    ("Starttid", "Två månader är för kort tid för att anställa.", "Det blir fyra månader.",
     "Time to start", "Two months are too short to hire people.", "It will be four months."),
)  # fmt: skip
_CHANGES: Final = (
    ("Upphandlingen delas i fem områden.", "The procurement has five lots."),
    ("Tiden från avtal till start blir fyra månader.", "The time from contract to start is four months."),
)


def dialogue(language: str, *, is_over: bool = False) -> outreach.Event:
    """Return the dialogue, open or over."""
    place = _place(language)
    return outreach.Event(
        id=_ID,
        title=_TITLE[place],
        kind=EventKind.REQUEST_FOR_INFORMATION,
        status=EventStatus.REPORTED if is_over else EventStatus.PUBLISHED,
        description=_DESCRIPTION[place],
        organiser=MUNICIPALITY,
        starts=datetime(2017, 1, 10, 9, tzinfo=ZONE),
        ends=datetime(2017, 2, 3, 16, tzinfo=ZONE),
        registration_deadline=date(2017, 2, 3),
        contact=HEAD,
        procurement_ids=("KS 2017:110",),
        changed=date(2017, 1, 9),
    )


def asked(language: str) -> list[str]:
    """Return the questions."""
    return [question[_place(language)] for question in _ASKED]


def documents(language: str) -> list[blocks.Link]:
    """Return the draft documents."""
    return [blocks.Link(_DOCUMENT[_place(language)], url="https://bokedala.example/remiss/lokalvard.pdf")]


def changes(language: str) -> list[str]:
    """Return what is changed because of the answers."""
    return [change[_place(language)] for change in _CHANGES]


def answers(language: str) -> outreach.Dataset:
    """Return what was answered."""
    answered = [answer[3 * _place(language) :][:3] for answer in _ANSWERS]
    feedback = [
        _feedback(f"r-{number}", theme=theme, text=text, answer=answer)
        for number, (theme, text, answer) in enumerate(answered, 1)
    ]
    return outreach.Dataset(feedback=outreach.Records(outreach.Feedback, feedback))


def _feedback(key: str, **more: Any) -> outreach.Feedback:  # noqa: ANN401 - fields of Feedback
    return outreach.Feedback(id=key, event_id=_ID, answer_id=key, kind=FeedbackKind.COMMENT, is_public=True, **more)


def _place(language: str) -> int:
    return ("sv", "en").index(language)
