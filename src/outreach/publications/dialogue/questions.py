"""Questions and answers about a procurement or a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.analysis._list_attributes import day_of
from outreach.languages import DEFAULT_LOCALE, Translator, foreign_lang
from outreach.model import Event, FeedbackKind, Procurement, Stage
from outreach.publications.afterwards import section
from outreach.publications.ids import slug_of
from outreach.publications.meetings import last_update
from outreach.publications.public import Anonymous, masked, public_contact, public_event, public_procurement
from outreach.publications.wording import moment, title_of, whom_to_ask
from outreach.rendering._publication import Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from outreach.blocks import Block
    from outreach.dataset import Dataset
    from outreach.model import Feedback


def questions_and_answers(
    data: Dataset,
    about: Event | Procurement,
    *,
    locale: str = DEFAULT_LOCALE,
    lead: str | None = None,
    today: date | None = None,
) -> Publication:
    """Compose the questions and answers about a meeting or a procurement (frågor och svar).

    What one company is told, all can read. A question is shown once a person has released it (``is_public``), and
    without who asked; one without an answer is said to be waiting for it. Questions that are not released are
    counted, no more.

    Args:
        data: What was read; its ``feedback`` of the kind question is told.
        about: The meeting, or the procurement, that was asked about. A question that names neither is the meeting's.
        locale: The language.
        lead: The first sentence, where you have a better one.
        today: The day it is.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    t = languages.translator(locale)
    asked = [each for each in data.feedback if each.kind is FeedbackKind.QUESTION and _is_about(each, about)]
    released = [each for each in asked if each.is_public and each.text.strip()]
    first = lead or _lead(released, t)
    return Publication(
        id=slug_of("questions", masked(about.id)),
        slug=slug_of(t.c("slug", "questions"), masked(about.id)),
        title=t("Questions and answers: {subject}", subject=_subject(about, t)),
        kind="questions",
        locale=t.locale,
        blocks=[
            blocks.Paragraph(first, lead=True),
            *_named(about, t),
            *_listed(released, Anonymous.of(data, t), t),
            *_waiting(len(asked) - len(released), t),
            *_how_to_ask(about, t, today),
        ],
        facts=_facts(about, t.locale),
        summary=first,
        updated=last_update(about, today),
        publisher_name=masked(about.organiser if isinstance(about, Event) else about.buyer),
    )


def _subject(about: Event | Procurement, t: Translator) -> str:
    """Return what is asked about: its title, or its number where that is in another language than the heading."""
    if isinstance(about, Procurement) and foreign_lang(about.lang, t.locale):
        return masked(about.internal_id or about.id)
    return masked(about.title)


def _named(about: Event | Procurement, t: Translator) -> Iterable[Block]:
    """Yield the title that the heading does not have."""
    if isinstance(about, Procurement) and not isinstance(title := title_of(about, t), str):
        yield blocks.Facts([(t("What"), title)])


def _is_about(each: Feedback, about: Event | Procurement) -> bool:
    if isinstance(about, Procurement):
        return each.procurement_id == about.id
    return not each.procurement_id and each.event_id in ("", about.id)


def _lead(released: list[Feedback], t: Translator) -> str:
    if not released:
        return t("There are no questions yet. When there are, you can read them here with our answers.")
    return t("What we answer one company, everyone can read here. We do not say who asked.")


def _listed(released: list[Feedback], anonymous: Anonymous, t: Translator) -> Iterable[Block]:
    for number, each in enumerate(released, 1):
        yield blocks.Heading(t("Question {number}", number=number))
        yield blocks.Quote(anonymous(each.text))
        if each.answer:
            yield blocks.Paragraph((blocks.Strong(t("Our answer:")), f" {anonymous(each.answer)}"))
        else:
            yield blocks.Paragraph(t("We have not answered yet. The answer will be here."))


def _waiting(count: int, t: Translator) -> Iterable[Block]:
    if count:
        number = languages.format_number(count, t.locale)
        yield blocks.Paragraph(
            t.n(
                "{number} more question has come in. It will be here with the answer when we have read it.",
                "{number} more questions have come in. They will be here with the answers when we have read them.",
                count,
                number=number,
            )
        )


def _how_to_ask(about: Event | Procurement, t: Translator, today: date | None) -> Iterable[Block]:
    """Yield how to ask: in the procurement system where it is advertised, else the person named; or that it is over."""
    if isinstance(about, Procurement) and (about.notice_url or about.stage is not Stage.PLANNED):
        yield from section(t("Ask a question"), _in_the_system(about, t, today))
        return
    contact = public_contact(about.contact if isinstance(about, Event) else about.purchaser, t.locale)
    if contact:
        yield blocks.Heading(t("Ask a question"))
        yield blocks.Paragraph(t.parts("Ask {contact}.", contact=whom_to_ask(contact)))
        yield blocks.Paragraph(t("We publish your question and the answer here, without your name."))


def _in_the_system(about: Procurement, t: Translator, today: date | None) -> Iterable[Block]:
    """Yield how to ask while bids are taken: in the system, so that all get the answer."""
    if about.stage not in (Stage.PLANNED, Stage.ADVERTISED):
        return
    day = about.question_deadline and moment(about.question_deadline, t.locale, weekday=True)
    if day and today and day_of(day.value) < today:
        yield blocks.Paragraph(t.parts("The last day to ask was {date}.", date=day))
        return
    yield blocks.Paragraph(t("Ask in the system where the notice is. All who follow it get the answer."))
    if about.notice_url:
        yield blocks.Action(t("Read the notice"), about.notice_url)
    if day:
        yield blocks.Paragraph(t.parts("Ask by {date}, so that there is time to answer all.", date=day))


def _facts(about: Event | Procurement, locale: str) -> PublicFacts:
    if isinstance(about, Event):
        return PublicFacts(events=(public_event(about),))
    return PublicFacts(procurements=(public_procurement(about, locale),))
