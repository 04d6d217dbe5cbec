"""What participants answered, in numbers and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from outreach import blocks, languages
from outreach.blocks import Column, Missing, Table
from outreach.model import Event, FeedbackKind
from outreach.publications import afterwards
from outreach.publications.ids import slug_of
from outreach.publications.meetings import last_update, must_have_been
from outreach.publications.public import Projection
from outreach.rendering._publication import Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from outreach.analysis import Attendance, ChoiceRow, FeedbackRow
    from outreach.blocks import Block, Cell
    from outreach.countries import Country
    from outreach.dataset import Dataset
    from outreach.languages import Translator
    from outreach.publications.afterwards.pictures import Pictures
    from outreach.publications.facts import EventFacts, PublicAnswers, PublicFeedback


SMALLEST: Final = 5
"""Fewer answers than these could tell whose they are."""


def key_figures(event: EventFacts, feedback: Iterable[PublicFeedback], t: Translator) -> Iterable[tuple[str, str]]:
    """Yield the few figures that matter: how many came, how many answered, and what they thought."""
    if event.headcount is not None:
        yield afterwards.how_many(event, t), t("came")
    answers = sheets(feedback)
    if answers >= SMALLEST:
        number = languages.format_number(answers, t.locale)
        yield number, t.n("answered our questions afterwards", "answered our questions afterwards", answers)


def sheets(feedback: Iterable[PublicFeedback]) -> int:
    """Return how many answered (svarande): a sheet has several answers."""
    return len({entry.sheet for entry in feedback if entry.kind is not FeedbackKind.QUESTION})


def counted(attendance: Attendance | None, t: Translator) -> Iterable[str]:
    """Yield what the list of participants tells (deltagarlista), as something of its own."""
    if attendance is None:
        return
    people = attendance.registered if attendance.came is None else attendance.came
    who = _people(people, attendance.companies, t)
    if attendance.came is None:
        yield t.n("{who} had registered.", "{who} had registered.", people, who=who)
    else:
        yield t.n(
            "On the list of participants {who} is ticked off.",
            "On the list of participants {who} are ticked off.",
            people,
            who=who,
        )
    others = attendance.companies - attendance.newcomers
    if attendance.newcomers >= SMALLEST and not 0 < others < SMALLEST:  # the few others would be told by it as well
        number = languages.format_number(attendance.newcomers, t.locale)
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


def numbers(answers: PublicAnswers, t: Translator) -> Iterable[Block]:
    """Yield the answers in numbers (svaren i siffror): ratings and choices, small groups hidden."""
    yield from afterwards.section(t("Your answers in numbers"), [*_ratings(answers, t), *_choices(answers, t)])


def _ratings(answers: PublicAnswers, t: Translator) -> Iterable[Block]:
    rows = [_rating(row, best, t) for row, best in zip(answers.ratings, answers.best, strict=True)]
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


def _rating(row: FeedbackRow, out_of: int | None, t: Translator) -> tuple[Cell, ...]:
    if row.answers is None or row.mean is None:
        return row.asked, _few(t), _few(t)
    mean = languages.format_number(row.mean, t.locale, decimals=1)
    return row.asked, row.answers, t("{mean} out of {best}", mean=mean, best=out_of) if out_of else mean


def _few(t: Translator) -> Cell:
    return Missing(t("fewer than {number}", number=SMALLEST))


def _choices(answers: PublicAnswers, t: Translator) -> Iterable[Block]:
    asked: dict[str, list[ChoiceRow]] = {}
    for row in answers.choices:
        asked.setdefault(row.asked, []).append(row)
    for question, (*rows, total) in asked.items():
        if total.answers is not None:
            yield Table(
                caption=question,
                columns=[
                    Column(key="choice", title=t("Answer")),
                    Column(key="answers", title=t("How many"), is_number=True),
                ],
                rows=[(row.choice, _shown(row, t)) for row in rows],
                total=(t("All answers"), total.answers),
                note=_note(rows, t),
            )


def _shown(row: ChoiceRow, t: Translator) -> Cell:
    """Return how many picked it, or that the number is hidden; which of the hidden numbers are small is not shown."""
    return Missing(t("not shown")) if row.answers is None else row.answers


def _note(rows: Iterable[ChoiceRow], t: Translator) -> str:
    """Return why some are not shown: few have picked them, or they would give away those that few have picked."""
    if all(row.answers is not None for row in rows):
        return ""
    return t("We do not show what fewer than {number} have picked, nor what would give it away.", number=SMALLEST)


def their_words(event: EventFacts, feedback: Sequence[PublicFeedback], t: Translator) -> Iterable[Block]:
    """Yield released comments (synpunkter) by theme, each with the answer; and where questions are answered."""
    comments = [entry for entry in feedback if entry.kind is FeedbackKind.COMMENT and entry.text]
    answered = any(entry.kind is FeedbackKind.QUESTION and entry.is_public for entry in feedback)
    if not comments and not answered:
        return
    yield blocks.Heading(t("What you said"))
    yield from by_theme(comments, t)
    if answered:
        yield blocks.Paragraph(
            blocks.Link(t("Read the questions and our answers"), to=afterwards.id_of("questions", event))
        )


def by_theme(comments: Iterable[PublicFeedback], t: Translator) -> Iterable[Block]:
    """Yield *comments* under their themes, the most spoken of first; each with what the municipality answers."""
    themes: dict[str, list[PublicFeedback]] = {}
    for comment in comments:
        themes.setdefault(comment.theme, []).append(comment)
    ordered = sorted(themes.items(), key=lambda pair: (not pair[0], -len(pair[1]), pair[0]))
    for theme, of_theme in ordered:
        if len(themes) > 1 or theme:
            yield blocks.Heading(theme or t("Other things"), level=3)
        for comment in of_theme:
            yield blocks.Quote(comment.text)
            if comment.answer:
                yield blocks.Paragraph((blocks.Strong(t("Our answer:")), f" {comment.answer}"))


def results(  # noqa: PLR0913 - each is a keyword somebody needs
    event: Event,
    data: Dataset | None = None,
    *,
    locale: str | None = None,
    country: str | Country | None = None,
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
        locale: The language; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: the data's, else Sweden.
        lead: The first sentence, where you have a better one.
        today: The day it is.
        pictures: From :func:`outreach.publications.pictures`, in the same language.
        next_steps: What the municipality will do, a sentence each.
        next_event: The next meeting.

    Raises:
        outreach.errors.ModelError: The meeting is cancelled, or comes after *today*.
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    view = Projection.of(locale, country, data)
    t = view.t
    lead = view.optional(lead)
    next_steps = view.texts(next_steps)
    meeting = view.event(event)
    must_have_been(meeting, today, "results")
    feedback = view.feedback(data, event)
    following = view.event(next_event) if next_event else None
    summary = lead or "".join(part if isinstance(part, str) else part.text for part in afterwards.who_came(meeting, t))
    return Publication(
        id=afterwards.id_of("results", meeting),
        slug=slug_of(t.c("slug", "results"), meeting.id),
        title=t("What came of it: {event}", event=meeting.title),
        kind="results",
        locale=t.locale,
        blocks=[
            blocks.Paragraph(lead or afterwards.who_came(meeting, t), lead=True),
            *_who(meeting, feedback, view.attendance(data, event), t, in_lead=lead is None),
            *afterwards.section(t("What we take with us"), _points(meeting)),
            *their_words(meeting, feedback, t),
            *numbers(view.answers(data, event, SMALLEST), t),
            *afterwards.in_pictures(pictures, view),
            *afterwards.section(t("What happens next"), _next(next_steps, following, t)),
            *afterwards.questions(meeting, t),
        ],
        facts=PublicFacts(events=(meeting.public,)),
        summary=summary,
        updated=last_update(meeting, today) or meeting.ends.date(),
        publisher_name=meeting.organiser,
    )


def _who(
    event: EventFacts, feedback: Sequence[PublicFeedback], present: Attendance | None, t: Translator, *, in_lead: bool
) -> Iterable[Block]:
    """Yield the figures, and how they are known; a headcount that *is_told* by the lead needs no figure of its own."""
    figures = tuple(key_figures(event, feedback, t))
    if len(figures) > (event.headcount is not None and in_lead):
        yield blocks.KeyFigures(figures)
    known = [*_how_known(event, t), *counted(present, t)]
    if known:
        yield blocks.Paragraph(" ".join(known))


def _how_known(event: EventFacts, t: Translator) -> Iterable[str]:
    if event.headcount is None:
        return
    if event.headcount.is_about:
        yield t("We estimated the number in the room.")
    else:
        yield t("We counted those who were there.")


def _points(event: EventFacts) -> Iterable[Block]:
    if event.summary_points:
        yield blocks.List(point for point in event.summary_points)


def _next(steps: Sequence[str], following: EventFacts | None, t: Translator) -> Iterable[Block]:
    yield from afterwards.paragraphs(steps)
    if following is not None:
        yield afterwards.meeting_to_come(following, t)
    yield afterwards.see_the_list(t)
