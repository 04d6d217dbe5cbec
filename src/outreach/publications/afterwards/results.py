"""What participants answered, in numbers and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from outreach import analysis, blocks, languages
from outreach.blocks import Column, Missing, Table
from outreach.dataset import Records
from outreach.languages import DEFAULT_LOCALE, Translator
from outreach.model import Feedback, FeedbackKind
from outreach.publications.afterwards import (
    how_many,
    id_of,
    in_pictures,
    meeting_to_come,
    paragraphs,
    questions,
    section,
    see_the_list,
    who_came,
)
from outreach.publications.ids import slug_of
from outreach.publications.meetings import last_update, must_have_been
from outreach.publications.public import Anonymous, masked, public_event
from outreach.rendering._publication import Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from outreach.analysis import ChoiceRow, FeedbackRow
    from outreach.blocks import Block, Cell
    from outreach.dataset import Dataset
    from outreach.model import Event
    from outreach.publications.afterwards.pictures import Pictures


SMALLEST: Final = 5
"""Fewer answers than these could tell whose they are."""


def of_event(event: Event, data: Dataset | None) -> list[Feedback]:
    """Return what was said about a meeting: answers that name it, or no meeting at all."""
    return [each for each in data.feedback if each.event_id in ("", event.id)] if data is not None else []


def key_figures(event: Event, data: Dataset | None, t: Translator) -> Iterable[tuple[str, str]]:
    """Yield the few figures that matter: how many came, how many answered, and what they thought."""
    if event.headcount is not None:
        yield how_many(event, t), t("came")
    answers = sheets(of_event(event, data))
    if answers >= SMALLEST:
        number = languages.format_number(answers, t.locale)
        yield number, t.n("answered our questions afterwards", "answered our questions afterwards", answers)


def sheets(feedback: Iterable[Feedback]) -> int:
    """Return how many answered (svarande): a sheet has several answers."""
    return len({each.answer_id or each.id for each in feedback if each.kind is not FeedbackKind.QUESTION})


def counted(event: Event, data: Dataset | None, t: Translator) -> Iterable[str]:
    """Yield what the list of participants tells (deltagarlista), as something of its own."""
    if data is None or not data.participations:
        return
    found = analysis.attendance(data, event.id)
    people = found.registered if found.came is None else found.came
    who = _people(people, found.companies, t)
    if found.came is None:
        yield t.n("{who} had registered.", "{who} had registered.", people, who=who)
    else:
        yield t.n(
            "On the list of participants {who} is ticked off.",
            "On the list of participants {who} are ticked off.",
            people,
            who=who,
        )
    others = found.companies - found.newcomers
    if found.newcomers >= SMALLEST and not 0 < others < SMALLEST:  # the few others would be told by it as well
        number = languages.format_number(found.newcomers, t.locale)
        yield t("{number} of the companies had never bid before.", number=number)


def _people(people: int, companies: int, t: Translator) -> str:
    """Return how many people, and of how many companies where any is named."""
    number = languages.format_number(people, t.locale)
    whole = t.n("{number} person", "{number} people", people, number=number)
    if not companies:
        return whole
    number = languages.format_number(companies, t.locale)
    firms = t.n("{number} company", "{number} companies", companies, number=number)
    return t("{people} from {companies}", people=whole, companies=firms)


def numbers(event: Event, data: Dataset | None, t: Translator) -> Iterable[Block]:
    """Yield the answers in numbers (svaren i siffror): ratings and choices, small groups hidden."""
    if data is not None:
        told = attrs.evolve(data, feedback=Records(Feedback, of_event(event, data)))
        yield from section(t("Your answers in numbers"), [*_ratings(told, t), *_choices(told, t)])


def _ratings(data: Dataset, t: Translator) -> Iterable[Block]:
    rows = [_rating(row, data, t) for row in analysis.feedback_summary(data, smallest=SMALLEST)]
    if rows:
        yield Table(
            caption=t("What you thought, on average"),
            columns=[
                Column(key="asked", title=t("Question")),
                Column(key="answers", title=t("Answers"), is_number=True),
                Column(key="mean", title=t("Average"), is_number=True),
            ],
            rows=rows,
            note=t("We do not show what fewer than {number} have answered.", number=SMALLEST),
        )


def _rating(row: FeedbackRow, data: Dataset, t: Translator) -> tuple[Cell, ...]:
    if row.answers is None or row.mean is None:
        return masked(row.asked), _few(t), _few(t)
    mean = languages.format_number(row.mean, t.locale, decimals=1)
    best = {each.out_of for each in data.feedback if each.kind is FeedbackKind.RATING and each.asked == row.asked}
    out_of = next(iter(best)) if len(best) == 1 else None
    return masked(row.asked), row.answers, t("{mean} out of {best}", mean=mean, best=out_of) if out_of else mean


def _few(t: Translator) -> Cell:
    return Missing(t("fewer than {number}", number=SMALLEST))


def _choices(data: Dataset, t: Translator) -> Iterable[Block]:
    asked: dict[str, list[ChoiceRow]] = {}
    for row in analysis.feedback_choices(data, smallest=SMALLEST):
        asked.setdefault(row.asked, []).append(row)
    for question, (*rows, total) in asked.items():
        if total.answers is not None:
            yield Table(
                caption=masked(question),
                columns=[
                    Column(key="choice", title=t("Answer")),
                    Column(key="answers", title=t("How many"), is_number=True),
                ],
                rows=[(masked(row.choice), _shown(row, t)) for row in rows],
                total=(t("All answers"), total.answers),
                note=_note(rows, t),
            )


def _shown(row: ChoiceRow, t: Translator) -> Cell:
    """Return how many picked it, or that it is not told; which of the hidden are few is not told either."""
    return Missing(t("not shown")) if row.answers is None else row.answers


def _note(rows: Iterable[ChoiceRow], t: Translator) -> str:
    """Return why some are not shown: few have picked them, or they would give away those that few have picked."""
    if all(row.answers is not None for row in rows):
        return ""
    return t("We do not show what fewer than {number} have picked, nor what would give it away.", number=SMALLEST)


def their_words(event: Event, data: Dataset | None, t: Translator) -> Iterable[Block]:
    """Yield released comments (synpunkter) by theme, each with the answer; and where questions are answered."""
    if data is None:
        return
    comments = [each for each in of_event(event, data) if _is_shown(each)]
    answered = any(each.kind is FeedbackKind.QUESTION and each.is_public for each in of_event(event, data))
    if not comments and not answered:
        return
    yield blocks.Heading(t("What you said"))
    yield from by_theme(comments, Anonymous.of(data, t), t)
    if answered:
        yield blocks.Paragraph(blocks.Link(t("Read the questions and our answers"), to=id_of("questions", event)))


def _is_shown(each: Feedback) -> bool:
    return each.kind is FeedbackKind.COMMENT and each.is_public and bool(each.text.strip())


def by_theme(comments: Iterable[Feedback], anonymous: Anonymous, t: Translator) -> Iterable[Block]:
    """Yield *comments* under their themes, the most spoken of first; each with what the municipality answers."""
    themes: dict[str, list[Feedback]] = {}
    for each in comments:
        themes.setdefault(each.theme, []).append(each)
    ordered = sorted(themes.items(), key=lambda pair: (not pair[0], -len(pair[1]), pair[0]))
    for theme, found in ordered:
        if len(themes) > 1 or theme:
            yield blocks.Heading(anonymous(theme) or t("Other things"), level=3)
        for each in found:
            yield blocks.Quote(anonymous(each.text))
            if each.answer:
                yield blocks.Paragraph((blocks.Strong(t("Our answer:")), f" {anonymous(each.answer)}"))


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
