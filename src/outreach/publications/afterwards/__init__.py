"""What is published after a meeting, and the sections that those texts share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from outreach import blocks, languages
from outreach.publications.facts import PublicProcurements, timetable
from outreach.publications.ids import slug_of
from outreach.publications.meetings import the
from outreach.publications.wording import LIST_ID, moment, whom_to_ask

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from outreach.blocks import Block, Text
    from outreach.languages import Translator
    from outreach.publications.afterwards.pictures import Pictures
    from outreach.publications.facts import EventFacts
    from outreach.publications.public import Projection


_TENS: Final = 10
_ROUND: Final = 5
"""Swedish says *ett 20-tal* or *ett 15-tal*, but not *ett 23-tal*."""


def how_many(event: EventFacts, t: Translator) -> str:
    """Return the headcount in words, exact or about as it is known (*ett 20-tal personer*); empty where unknown."""
    headcount = event.headcount
    if headcount is None:
        return ""
    number = languages.format_number(headcount.count, t.locale)
    if headcount.is_about and headcount.count >= _TENS and headcount.count % _ROUND == 0:
        return t("about {number} people", number=number)
    if headcount.is_about:
        return t.n("around {number} person", "around {number} people", headcount.count, number=number)
    return t.n("{number} person", "{number} people", headcount.count, number=number)


def who_came(event: EventFacts, t: Translator) -> Text:
    """Return a sentence on when the meeting was, and how many came where that is known."""
    day, meeting = moment(event.starts.date(), t.locale), the(event.kind, t)
    people = languages.capitalise(how_many(event, t))
    if people:
        return t.parts("{people} came to {event} on {date}.", people=people, event=meeting, date=day)
    return t.parts("On {date} we held {event}.", event=meeting, date=day)


def in_the_list(procurements: PublicProcurements, today: date) -> int:
    """Return how many procurements the list holds on a day, as the list itself says: open, planned, overdue."""
    return sum(len(slot.procurements) for slot in timetable(procurements.every, today))


def written(texts: Iterable[str]) -> list[str]:
    """Return what the municipality wrote itself, personal identity numbers masked; a text alone is one, not letters."""
    every = (texts,) if isinstance(texts, str) else texts
    return [text for text in every if text.strip()]


def paragraphs(texts: Iterable[str]) -> Iterable[Block]:
    """Yield what the municipality wrote itself, a paragraph each."""
    yield from map(blocks.Paragraph, written(texts))


def section(heading: str, content: Iterable[Block]) -> Iterable[Block]:
    """Yield a *heading* and what stands below it; nothing where there is nothing to say."""
    items = tuple(content)
    if items:
        yield blocks.Heading(heading)
        yield from items


def in_pictures(pictures: Pictures | None, view: Projection) -> Iterable[Block]:
    """Yield the pictures (bilder) that may be shown."""
    yield from section(view.t("Pictures"), view.pictures(pictures.shown if pictures else ()))


def questions(event: EventFacts, t: Translator) -> Iterable[Block]:
    """Yield whom to ask (kontakt)."""
    contact = event.contact
    if contact:
        yield blocks.Heading(t("Questions"))
        yield blocks.Paragraph(t.parts("Ask {contact}.", contact=whom_to_ask(contact)))


def meeting_to_come(event: EventFacts, t: Translator) -> Block:
    """Return when the next meeting is, with a link to its invitation."""
    when = languages.format_datetime_span(event.starts, event.ends, t.locale)
    link = blocks.Link(event.title, to=invitation_id(event))
    return blocks.Paragraph(t.parts("Next: {event}, {when}.", event=link, when=blocks.Moment(event.starts, when)))


def see_the_list(t: Translator) -> Block:
    """Return the link to what is planned."""
    return blocks.Paragraph(blocks.Link(t("See everything we plan to buy"), to=LIST_ID))


def invitation_id(event: EventFacts) -> str:
    """Return the id of a meeting's invitation."""
    return id_of("invitation", event)


def id_of(kind: str, event: EventFacts) -> str:
    """Return the id of a publication of a *kind* about one meeting: the same in every language."""
    return f"{kind}-{slug_of(event.id)}"
