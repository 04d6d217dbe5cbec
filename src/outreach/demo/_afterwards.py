"""What came of the made-up municipality's meeting, in two languages: who came, what was said, who wrote of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import attrs

import outreach
from outreach import EventStatus, FeedbackKind, blocks
from outreach.demo._event import HEAD, MUNICIPALITY, ZONE, meeting

ON: Final = date(2017, 3, 8)
"""The day on which what came of it is published."""
SAID_BY: Final = "Maria Ekfors"

PICTURE: Final = outreach.Picture(
    path="traffen.jpg",
    alternatives=(
        ("sv", "Teckning: företagare och upphandlare vid åtta runda bord, framför dem en bild med staplar."),
        ("en", "Drawing: companies and purchasers at eight round tables, before them a slide with bars."),
    ),
    captions=(("sv", "Vid varje bord satt en upphandlare."), ("en", "A purchaser sat at every table.")),
    photographer=MUNICIPALITY,
    licence="CC0 1.0",
    people_consented=True,
)

_POINTS: Final = (
    ("Många trodde att man måste vara stor för att lämna anbud. Det måste man inte.",
     "Many thought that you have to be large to bid. You do not."),
    ("Delade kontrakt lockar fler: flera vill lämna anbud på en del men inte på allt.",
     "Lots attract more bidders: several would bid for a part but not for the whole."),
    ("Kraven på referenser stänger ute nya företag. Vi ser över dem under våren.",
     "Our requirements for references shut new companies out. We review them this spring."),
)  # fmt: skip
_STEPS: Final = (
    ("Vi ser över kraven på referenser före upphandlingen av målning och städning.",
     "We review our requirements for references before we procure painting and cleaning."),
    ("Listan över kommande upphandlingar uppdateras varje månad.",
     "We update the list of procurements every month."),
)  # fmt: skip
# theme, text, answer: Swedish, English
_COMMENTS: Final = (
    ("Krav", "Vi är tre anställda och har inga kommunala referenser. Då kommer vi aldrig in.",
     "Vi godtar privata referenser i nästa upphandling av målning.",
     "Requirements", "There are three of us, without references from the public sector. So we never get in.",
     "We accept private references the next time we procure painting."),
    ("Krav", "Skriv vad ni vill ha, inte hur vi ska göra det.",
     "",
     "Requirements", "Write what you want, not how we are to do it.",
     ""),
    ("Information", "Bra att få se hela årets lista i förväg. Då hinner vi planera.",
     "Listan uppdateras varje månad.",
     "Information", "It was good to see the list for the whole year. It gives us time to plan.",
     "We update the list every month."),
)  # fmt: skip
_QUESTIONS: Final = (
    ("Kan två små företag lämna anbud tillsammans?",
     "Ja. Ni lämnar ett gemensamt anbud och berättar vem som gör vad.",
     "Can two small companies bid together?",
     "Yes. You submit one joint bid, and say who does what."),
    ("Måste man ha kollektivavtal?",
     "Nej. Ni ska följa de villkor som står i upphandlingen.",
     "Do we need a collective agreement?",
     "No. You follow the terms that stand in the procurement."),
    ("Hur får vi veta när ni annonserar?",
     "",
     "How do we learn when you advertise?",
     ""),
)  # fmt: skip
_NOTES: Final = (
    {
        "Vad kommunen köper, och av vem": [
            "Mest går till fastigheter och lokaler, köpt verksamhet och konsulttjänster."
        ],
        "Frågor och svar": ["Frågorna och svaren finns på en egen sida."],
    },
    {
        "What we buy, and from whom": ["Most goes to property and premises, bought operations and consultancy."],
        "Questions and answers": ["The questions and answers have a page of their own."],
    },
)
_TOLD_IN: Final = (
    ("kommunens webbplats", "näringslivets nyhetsbrev", "lokalpressen"),
    ("the municipality’s website", "the business newsletter", "the local press"),
)
_RATING: Final = ("Hur nyttig var träffen för er?", "How useful was the meeting to you?")
_SCORES: Final = (5, 4, 4, 5, 3, 4, 5, 4, 4, 5, 2, 4)
_BID: Final = ("Kommer ni att lämna anbud i år?", "Will you bid this year?")
_WILL_BID: Final = (("Ja", "Yes", 6), ("Kanske", "Perhaps", 5), ("Nej", "No", 1))
# title, outlet, day, address
_ARTICLES: Final = (
    ("Kommunen vill ha fler lokala anbud", "Bokedalsposten", date(2017, 3, 2), "https://bokedalsposten.example/anbud"),
    ("Fullt hus när företagen mötte inköparna", "Radio Storån", date(2017, 3, 1), "https://radiostoran.example/mote"),
)


def held_meeting(language: str) -> outreach.Event:
    """Return the meeting as it is told of afterwards."""
    place = _place(language)
    return attrs.evolve(
        meeting(language),
        status=EventStatus.REPORTED,
        headcount=outreach.Headcount(count=20, is_about=True),
        summary_points=tuple(point[place] for point in _POINTS),
        coverage=tuple(
            outreach.Coverage(title=title, outlet=outlet, published=day, url=url, lang="sv")
            for title, outlet, day, url in _ARTICLES
        ),
        pictures=(PICTURE,),
        changed=ON,
    )


def decisions() -> outreach.Dataset:
    """Return what has been decided since the list before; until then nobody is told of bids."""
    award = outreach.Award(
        id="TB-2017-7",
        procurement_id="KS 2017:161",
        supplier_ids=("5599505855",),
        value=outreach.Money(amount=Decimal(585_000), currency="SEK"),
        decided=date(2017, 3, 1),
    )
    return outreach.Dataset(awards=outreach.Records(outreach.Award, [award]))


def told_in(language: str) -> tuple[str, ...]:
    """Return where the invitation went out."""
    return _TOLD_IN[_place(language)]


def minutes_of(language: str) -> dict[str, list[str]]:
    """Return what was said, by the sessions of the programme."""
    return _NOTES[_place(language)]


def next_meeting(language: str) -> outreach.Event:
    """Return the meeting of the autumn."""
    title = ("Företagarträff i höst", "Supplier meeting this autumn")[_place(language)]
    return outreach.Event(
        id="2017-host",
        title=title,
        venue=meeting(language).venue,
        organiser=MUNICIPALITY,
        starts=datetime(2017, 10, 4, 13, tzinfo=ZONE),
        ends=datetime(2017, 10, 4, 16, tzinfo=ZONE),
        contact=HEAD,
    )


def next_steps(language: str) -> list[str]:
    """Return what the municipality will do."""
    return [step[_place(language)] for step in _STEPS]


def answers(language: str) -> outreach.Dataset:
    """Return what the companies said: comments, questions, ratings, and whether they will bid."""
    feedback = [*_comments(language), *_questions(language), *_ratings(language), *_choices(language)]
    return outreach.Dataset(feedback=outreach.Records(outreach.Feedback, feedback))


def quote(language: str) -> blocks.Quote:
    """Return what the head of procurement says to the press."""
    quotes = (
        "Vi köper för skattebetalarnas pengar. Ju fler som lämnar anbud, desto bättre köp gör vi.",
        "We buy for the taxpayers’ money. The more companies bid, the better we buy.",
    )
    title = ("upphandlingschef", "head of procurement")
    place = _place(language)
    return blocks.Quote(quotes[place], f"{SAID_BY}, {title[place]}")


def _place(language: str) -> int:
    return ("sv", "en").index(language)


def _comments(language: str) -> list[outreach.Feedback]:
    comments = [comment[3 * _place(language) :][:3] for comment in _COMMENTS]
    return [
        _feedback(
            f"k-{number}",
            FeedbackKind.COMMENT,
            answer_id=f"svar-{number}",
            theme=theme,
            text=text,
            answer=answer,
            is_public=True,
        )
        for number, (theme, text, answer) in enumerate(comments, 1)
    ]


def _questions(language: str) -> list[outreach.Feedback]:
    questions = [question[2 * _place(language) :][:2] for question in _QUESTIONS]
    return [
        _feedback(f"f-{number}", FeedbackKind.QUESTION, text=text, answer=answer, is_public=True)
        for number, (text, answer) in enumerate(questions, 1)
    ]


def _ratings(language: str) -> list[outreach.Feedback]:
    asked = _RATING[_place(language)]
    return [
        _feedback(f"b-{number}", FeedbackKind.RATING, answer_id=f"svar-{number}", asked=asked, score=score, out_of=5)
        for number, score in enumerate(_SCORES, 1)
    ]


def _choices(language: str) -> list[outreach.Feedback]:
    place = _place(language)
    picked = [words[place] for words in _WILL_BID for _ in range(words[2])]
    return [
        _feedback(f"v-{number}", FeedbackKind.CHOICE, answer_id=f"svar-{number}", asked=_BID[place], choice=choice)
        for number, choice in enumerate(picked, 1)
    ]


def _feedback(key: str, kind: FeedbackKind, **more: Any) -> outreach.Feedback:  # noqa: ANN401 - fields of Feedback
    return outreach.Feedback(id=key, event_id="2017-var", kind=kind, **more)
