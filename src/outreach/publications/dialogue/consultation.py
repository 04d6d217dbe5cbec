"""Dialogue in writing: requests for information, what was answered, questions and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.analysis._list_attributes import day_of
from outreach.errors import ModelError
from outreach.languages import Translator, foreign_lang
from outreach.model import Event, EventKind, EventStatus, FeedbackKind, Procurement, Stage
from outreach.publications import meetings
from outreach.publications.afterwards import id_of, paragraphs, questions, section, written
from outreach.publications.afterwards.results import by_theme, sheets
from outreach.publications.facts import EventFacts, ProcurementFacts
from outreach.publications.ids import slug_of
from outreach.publications.public import Projection
from outreach.publications.wording import moment, title_of, whom_to_ask
from outreach.rendering._publication import PUBLIC, STAFF, Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from outreach.blocks import Block, Link
    from outreach.countries import Country
    from outreach.dataset import Dataset
    from outreach.publications.facts import PublicFeedback


def request_for_information(  # noqa: PLR0913 - each is a keyword somebody needs
    event: Event,
    asked: Sequence[str] = (),
    *,
    documents: Sequence[Link] = (),
    locale: str | None = None,
    country: str | Country | None = None,
    lead: str | None = None,
    today: date | None = None,
) -> Publication:
    """Compose questions to the market (RFI), or drafts that companies may comment on (extern remiss).

    What is planned and why we ask; the draft documents; the questions, numbered; how to answer, and by when; what
    becomes of the answers, and that answering binds nobody. A draft has the audience ``staff``.

    eForms pre-market consultation (E1).

    Args:
        event: The dialogue, of the kind ``REQUEST_FOR_INFORMATION``; its description tells what is planned.
        asked: The questions, a sentence each.
        documents: The draft documents, with their addresses.
        locale: The language; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: Sweden.
        lead: The first sentence, where you have a better one.
        today: The day it is; a deadline that has passed says so.

    Raises:
        outreach.errors.ModelError: It is of another kind, or is open without a way to answer: neither
            ``registration_url`` nor a contact with e-mail or telephone.
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    view = Projection.of(locale, country)
    t = view.t
    lead = view.optional(lead)
    asked = view.texts(asked)
    documents = view.links(documents)
    meeting = view.event(event)
    _check(meeting)
    first = lead or _lead(meeting, bool(documents), t, today)
    return Publication(
        id=id_of("request", meeting),
        slug=slug_of(t.c("slug", "request"), meeting.id),
        title=meeting.title,
        kind="request_for_information",
        locale=t.locale,
        audience=STAFF if meeting.status is EventStatus.DRAFT else PUBLIC,
        blocks=[
            *meetings.status(meeting, t),
            blocks.Paragraph(first, lead=True),
            *paragraphs(meeting.description.split("\n\n")),
            *section(t("Draft documents"), _documents(documents)),
            *section(t("Our questions"), [blocks.List(written(asked), ordered=True)] if asked else ()),
            *(() if meetings.ended(meeting) else meetings.registration_section(meeting, t, today)),
            *_terms(meeting, t),
            *questions(meeting, t),
        ],
        facts=PublicFacts(events=(meeting.public,)),
        summary=first,
        updated=meetings.last_update(meeting, today),
        publisher_name=meeting.organiser,
    )


def _check(event: EventFacts) -> None:
    if event.kind is not EventKind.REQUEST_FOR_INFORMATION:
        hint = "give kind=EventKind.REQUEST_FOR_INFORMATION; a meeting has an invitation"
        raise ModelError("Event", "kind", "a request for information is answered in writing", hint)
    if event.status in meetings.NEEDS_A_WAY and not event.has_registration:
        hint = "give registration_url=, or a contact= with email or phone"
        raise ModelError("Event", "registration_url", "a request for information needs a way to answer", hint)


def _lead(event: EventFacts, has_documents: bool, t: Translator, today: date | None) -> str:  # noqa: FBT001 - of several
    if meetings.ended(event) or meetings.registration_is_closed(event, today):
        return t("This is what we asked companies before we wrote the requirements.")
    if has_documents:
        return t("Read our draft before it is final, and tell us what works and what does not.")
    return t("Answer our questions in writing before we write the requirements.")


def _documents(documents: Sequence[Link]) -> Iterable[Block]:
    if documents:
        yield blocks.List((link,) for link in documents)


def _terms(event: EventFacts, t: Translator) -> Iterable[Block]:
    yield blocks.Heading(t("What happens with the answers"))
    yield blocks.List(
        [
            t("We publish a summary for all, without saying who answered."),
            t("Taking part gives no advantage and no disadvantage when we assess bids."),
            t("Nobody is bound: we do not promise to buy, and you do not promise to bid."),
            t("Mark what is a business secret, and say why. Someone may ask to read the answers."),
        ]
    )
    if not meetings.ended(event):
        yield meetings.data_protection(event, t)


def comments_summary(  # noqa: PLR0913 - each is a keyword somebody needs
    event: Event,
    data: Dataset,
    *,
    changes: Sequence[str] = (),
    locale: str | None = None,
    country: str | Country | None = None,
    lead: str | None = None,
    today: date | None = None,
) -> Publication:
    """Compose the summary of the answers (sammanställning av svaren): what was said, and what we change.

    How many answered; what was said, by theme, in words a person has released, with our answers; what we change in
    the documents. Nobody is named.

    Args:
        event: The dialogue.
        data: What was read; its ``feedback`` about the dialogue is told.
        changes: What is changed because of the answers, a sentence each.
        locale: The language; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: the data's, else Sweden.
        lead: The first sentence, where you have a better one.
        today: The day it is.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    view = Projection.of(locale, country, data)
    t = view.t
    lead = view.optional(lead)
    changes = view.texts(changes)
    meeting = view.event(event)
    feedback = view.feedback(data, event)
    first = lead or _how_many_answered(meeting, feedback, t, today)
    return Publication(
        id=id_of("comments", meeting),
        slug=slug_of(t.c("slug", "answers"), meeting.id),
        title=t("What you answered: {event}", event=meeting.title),
        kind="comments_summary",
        locale=t.locale,
        blocks=[
            blocks.Paragraph(first, lead=True),
            *_asked_and_when(meeting, t, today),
            *section(t("What you said"), by_theme(_released(feedback), t)),
            *section(t("What we change"), [blocks.List(written(changes))] if changes else ()),
            *questions(meeting, t),
        ],
        facts=PublicFacts(events=(meeting.public,)),
        summary=first,
        updated=meetings.last_update(meeting, today) or meeting.ends.date(),
        publisher_name=meeting.organiser,
    )


def _how_many_answered(event: EventFacts, feedback: Sequence[PublicFeedback], t: Translator, today: date | None) -> str:
    answers = sheets(feedback)
    if not answers:
        return t("Nobody has answered yet.") if _is_open(event, today) else t("Nobody answered.")
    number = languages.format_number(answers, t.locale)
    return t.n("We got {number} answer.", "We got {number} answers.", answers, number=number)


def _is_open(event: EventFacts, today: date | None) -> bool:
    return today is not None and today <= _last_day(event)


def _last_day(event: EventFacts) -> date:
    return event.registration_deadline or event.ends.date()


def _asked_and_when(event: EventFacts, t: Translator, today: date | None) -> Iterable[Block]:
    link = blocks.Link(t("Read what we asked"), to=id_of("request", event))
    day = moment(_last_day(event), t.locale)
    last = (
        t.parts("The last day to answer is {date}.", date=day)
        if _is_open(event, today)
        else t.parts("The last day to answer was {date}.", date=day)
    )
    yield blocks.Paragraph((*last, " ", link))


def _released(feedback: Sequence[PublicFeedback]) -> list[PublicFeedback]:
    return [entry for entry in feedback if entry.text and entry.kind is not FeedbackKind.RATING]


def questions_and_answers(  # noqa: PLR0913 - each is a keyword somebody needs
    data: Dataset,
    about: Event | Procurement,
    *,
    locale: str | None = None,
    country: str | Country | None = None,
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
        locale: The language; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: the data's, else Sweden.
        lead: The first sentence, where you have a better one.
        today: The day it is.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    view = Projection.of(locale, country, data)
    t = view.t
    lead = view.optional(lead)
    subject = view.event(about) if isinstance(about, Event) else view.procurement(about)
    is_meeting = isinstance(subject, EventFacts)
    entries = [entry for entry in view.feedback(data, about) if not (is_meeting and entry.of_procurement)]
    asked = [entry for entry in entries if entry.kind is FeedbackKind.QUESTION]
    released = [entry for entry in asked if entry.text]
    first = lead or _lead_of_questions(released, t)
    return Publication(
        id=slug_of("questions", subject.id),
        slug=slug_of(t.c("slug", "questions"), subject.id),
        title=t("Questions and answers: {subject}", subject=_subject(subject, t)),
        kind="questions",
        locale=t.locale,
        blocks=[
            blocks.Paragraph(first, lead=True),
            *_named(subject, t),
            *_listed(released, t),
            *_waiting(len(asked) - len(released), t),
            *_how_to_ask(subject, t, today),
        ],
        facts=_facts(subject),
        summary=first,
        updated=meetings.last_update(subject, today),
        publisher_name=subject.organiser if isinstance(subject, EventFacts) else subject.buyer,
    )


def _subject(about: EventFacts | ProcurementFacts, t: Translator) -> str:
    """Return what is asked about: its title, or its number where that is in another language than the heading."""
    if isinstance(about, ProcurementFacts) and foreign_lang(about.lang, t.locale):
        return about.internal_id or about.id
    return about.title


def _named(about: EventFacts | ProcurementFacts, t: Translator) -> Iterable[Block]:
    """Yield the title that the heading does not have."""
    if isinstance(about, ProcurementFacts) and not isinstance(title := title_of(about, t), str):
        yield blocks.Facts([(t("What"), title)])


def _lead_of_questions(released: list[PublicFeedback], t: Translator) -> str:
    if not released:
        return t("There are no questions yet. When there are, you can read them here with our answers.")
    return t("What we answer one company, everyone can read here. We do not say who asked.")


def _listed(released: list[PublicFeedback], t: Translator) -> Iterable[Block]:
    for number, question in enumerate(released, 1):
        yield blocks.Heading(t("Question {number}", number=number))
        yield blocks.Quote(question.text)
        if question.answer:
            yield blocks.Paragraph((blocks.Strong(t("Our answer:")), f" {question.answer}"))
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


def _how_to_ask(about: EventFacts | ProcurementFacts, t: Translator, today: date | None) -> Iterable[Block]:
    """Yield how to ask: in the procurement system where it is advertised, else the person named; or that it is over."""
    if isinstance(about, ProcurementFacts) and (about.notice_url or about.stage is not Stage.PLANNED):
        yield from section(t("Ask a question"), _in_the_system(about, t, today))
        return
    contact = about.contact
    if contact:
        yield blocks.Heading(t("Ask a question"))
        yield blocks.Paragraph(t.parts("Ask {contact}.", contact=whom_to_ask(contact)))
        yield blocks.Paragraph(t("We publish your question and the answer here, without your name."))


def _in_the_system(about: ProcurementFacts, t: Translator, today: date | None) -> Iterable[Block]:
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


def _facts(about: EventFacts | ProcurementFacts) -> PublicFacts:
    if isinstance(about, EventFacts):
        return PublicFacts(events=(about.public,))
    return PublicFacts(procurements=(about.public,))
