"""The numbers of a meeting: who came by the list, what was answered; groups under five are hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from outreach import analysis, languages
from outreach.blocks import Column, Missing, Table
from outreach.dataset import Records
from outreach.model import Feedback, FeedbackKind
from outreach.publications._afterwards import how_many, section
from outreach.publications._public import masked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.analysis import ChoiceRow, FeedbackRow
    from outreach.blocks import Block, Cell
    from outreach.dataset import Dataset
    from outreach.languages import Translator
    from outreach.model import Event

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
