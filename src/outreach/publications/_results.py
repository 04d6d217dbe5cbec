"""What came of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.languages import DEFAULT_LOCALE, Translator
from outreach.publications._afterwards import (
    id_of,
    in_pictures,
    meeting_to_come,
    paragraphs,
    questions,
    section,
    see_the_list,
    who_came,
)
from outreach.publications._meeting import last_update, must_have_been
from outreach.publications._public import masked, public_event
from outreach.publications._results_numbers import counted, key_figures, numbers
from outreach.publications._results_words import their_words
from outreach.publications._slugs import slug_of
from outreach.rendering._publication import Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from outreach.blocks import Block
    from outreach.dataset import Dataset
    from outreach.model import Event
    from outreach.publications._pictures import Pictures


def results(  # noqa: PLR0913 - each is a keyword somebody needs
    event: Event,
    data: Dataset | None = None,
    *,
    locale: str = DEFAULT_LOCALE,
    lead: str | None = None,
    today: date | None = None,
    pictures: Pictures | None = None,
    next_steps: Sequence[str] = (),
    next_event: Event | None = None,
) -> Publication:
    """Compose what came of a meeting (resultat av företagarträffen).

    How many came, and how that is known; what the municipality takes with it; what was said, in the words that a
    person has released, with what we answer; choices counted, where five or more chose alike; pictures; the next step.
    A headcount that somebody estimated and the rows of a list stand beside each other and are never mixed.

    Args:
        event: The meeting; its ``headcount`` and ``summary_points`` are told.
        data: What was read, for the list of participants and the answers; None: neither is told of.
        locale: The language.
        lead: The first sentence, where you have a better one.
        today: The day it is.
        pictures: From :func:`outreach.publications.pictures`, in the same language.
        next_steps: What the municipality will do, a sentence each.
        next_event: The next meeting.

    Raises:
        outreach.errors.ModelError: The meeting is cancelled, or comes after *today*.
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    must_have_been(event, today, "results")
    t = languages.translator(locale)
    summary = lead or "".join(part if isinstance(part, str) else part.text for part in who_came(event, t))
    return Publication(
        id=id_of("results", event),
        slug=slug_of(t.c("slug", "results"), event.id),
        title=t("What came of it: {event}", event=masked(event.title)),
        kind="results",
        locale=t.locale,
        blocks=[
            blocks.Paragraph(lead or who_came(event, t), lead=True),
            *_who(event, data, t, is_told=lead is None),
            *section(t("What we take with us"), _points(event)),
            *their_words(event, data, t),
            *numbers(event, data, t),
            *in_pictures(pictures, t),
            *section(t("What happens next"), _next(next_steps, next_event, t)),
            *questions(event, t),
        ],
        facts=PublicFacts(events=(public_event(event),)),
        summary=summary,
        updated=last_update(event, today) or event.ends.date(),
        publisher_name=masked(event.organiser),
    )


def _who(event: Event, data: Dataset | None, t: Translator, *, is_told: bool) -> Iterable[Block]:
    """Yield the figures, and how they are known; a headcount that *is_told* by the lead needs no figure of its own."""
    figures = tuple(key_figures(event, data, t))
    if len(figures) > (event.headcount is not None and is_told):
        yield blocks.KeyFigures(figures)
    known = [*_how_known(event, t), *counted(event, data, t)]
    if known:
        yield blocks.Paragraph(" ".join(known))


def _how_known(event: Event, t: Translator) -> Iterable[str]:
    if event.headcount is None:
        return
    if event.headcount.is_about:
        yield t("We estimated the number in the room.")
    else:
        yield t("We counted those who were there.")


def _points(event: Event) -> Iterable[Block]:
    if event.summary_points:
        yield blocks.List(masked(point) for point in event.summary_points)


def _next(steps: Sequence[str], following: Event | None, t: Translator) -> Iterable[Block]:
    yield from paragraphs(steps)
    if following is not None:
        yield meeting_to_come(following, t)
    yield see_the_list(t)
