"""A request for information and the summary of its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.errors import ModelError
from outreach.languages import DEFAULT_LOCALE, Translator
from outreach.model import EventKind, EventStatus, FeedbackKind
from outreach.publications.afterwards import id_of, paragraphs, questions, section, written
from outreach.publications.afterwards.results import by_theme, of_event, sheets
from outreach.publications.ids import slug_of
from outreach.publications.meetings import (
    NEEDS_A_WAY,
    data_protection,
    ended,
    last_update,
    registration_is_closed,
    registration_section,
    status,
)
from outreach.publications.public import Anonymous, masked, public_event
from outreach.publications.wording import moment
from outreach.rendering._publication import PUBLIC, STAFF, Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from outreach.blocks import Block, Link
    from outreach.dataset import Dataset
    from outreach.model import Event, Feedback


def request_for_information(  # noqa: PLR0913 - each is a keyword somebody needs
    event: Event,
    asked: Sequence[str] = (),
    *,
    documents: Sequence[Link] = (),
    locale: str = DEFAULT_LOCALE,
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
        locale: The language.
        lead: The first sentence, where you have a better one.
        today: The day it is; a deadline that has passed says so.

    Raises:
        outreach.errors.ModelError: It is of another kind, or is open without a way to answer: neither
            ``registration_url`` nor a contact with e-mail or telephone.
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    _check(event)
    t = languages.translator(locale)
    first = lead or _lead(event, bool(documents), t, today)
    return Publication(
        id=id_of("request", event),
        slug=slug_of(t.c("slug", "request"), event.id),
        title=masked(event.title),
        kind="request_for_information",
        locale=t.locale,
        audience=STAFF if event.status is EventStatus.DRAFT else PUBLIC,
        blocks=[
            *status(event, t),
            blocks.Paragraph(first, lead=True),
            *paragraphs(event.description.split("\n\n")),
            *section(t("Draft documents"), _documents(documents)),
            *section(t("Our questions"), [blocks.List(written(asked), ordered=True)] if asked else ()),
            *(() if ended(event) else registration_section(event, t, today)),
            *_terms(event, t),
            *questions(event, t),
        ],
        facts=PublicFacts(events=(public_event(event),)),
        summary=first,
        updated=last_update(event, today),
        publisher_name=masked(event.organiser),
    )


def _check(event: Event) -> None:
    if event.kind is not EventKind.REQUEST_FOR_INFORMATION:
        hint = "give kind=EventKind.REQUEST_FOR_INFORMATION; a meeting has an invitation"
        raise ModelError("Event", "kind", "a request for information is answered in writing", hint)
    if event.status in NEEDS_A_WAY and not event.has_registration:
        hint = "give registration_url=, or a contact= with email or phone"
        raise ModelError("Event", "registration_url", "a request for information needs a way to answer", hint)


def _lead(event: Event, has_documents: bool, t: Translator, today: date | None) -> str:  # noqa: FBT001 - of several
    if ended(event) or registration_is_closed(event, today):
        return t("This is what we asked companies before we wrote the requirements.")
    if has_documents:
        return t("Read our draft before it is final, and tell us what works and what does not.")
    return t("Answer our questions in writing before we write the requirements.")


def _documents(documents: Sequence[Link]) -> Iterable[Block]:
    if documents:
        yield blocks.List((each,) for each in documents)


def _terms(event: Event, t: Translator) -> Iterable[Block]:
    yield blocks.Heading(t("What happens with the answers"))
    yield blocks.List(
        [
            t("We publish a summary for all, without saying who answered."),
            t("Taking part gives no advantage and no disadvantage when we assess bids."),
            t("Nobody is bound: we do not promise to buy, and you do not promise to bid."),
            t("Mark what is a business secret, and say why. Someone may ask to read the answers."),
        ]
    )
    if not ended(event):
        yield data_protection(event, t)


def comments_summary(  # noqa: PLR0913 - each is a keyword somebody needs
    event: Event,
    data: Dataset,
    *,
    changes: Sequence[str] = (),
    locale: str = DEFAULT_LOCALE,
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
        locale: The language.
        lead: The first sentence, where you have a better one.
        today: The day it is.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    t = languages.translator(locale)
    told = of_event(event, data)
    first = lead or _how_many_answered(event, told, t, today)
    return Publication(
        id=id_of("comments", event),
        slug=slug_of(t.c("slug", "answers"), event.id),
        title=t("What you answered: {event}", event=masked(event.title)),
        kind="comments_summary",
        locale=t.locale,
        blocks=[
            blocks.Paragraph(first, lead=True),
            *_asked_and_when(event, t, today),
            *section(t("What you said"), by_theme(_released(told), Anonymous.of(data, t), t)),
            *section(t("What we change"), [blocks.List(written(changes))] if changes else ()),
            *questions(event, t),
        ],
        facts=PublicFacts(events=(public_event(event),)),
        summary=first,
        updated=last_update(event, today) or event.ends.date(),
        publisher_name=masked(event.organiser),
    )


def _how_many_answered(event: Event, told: list[Feedback], t: Translator, today: date | None) -> str:
    answers = sheets(told)
    if not answers:
        return t("Nobody has answered yet.") if _is_open(event, today) else t("Nobody answered.")
    number = languages.format_number(answers, t.locale)
    return t.n("We got {number} answer.", "We got {number} answers.", answers, number=number)


def _is_open(event: Event, today: date | None) -> bool:
    return today is not None and today <= _last_day(event)


def _last_day(event: Event) -> date:
    return event.registration_deadline or event.ends.date()


def _asked_and_when(event: Event, t: Translator, today: date | None) -> Iterable[Block]:
    link = blocks.Link(t("Read what we asked"), to=id_of("request", event))
    day = moment(_last_day(event), t.locale)
    last = (
        t.parts("The last day to answer is {date}.", date=day)
        if _is_open(event, today)
        else t.parts("The last day to answer was {date}.", date=day)
    )
    yield blocks.Paragraph((*last, " ", link))


def _released(told: list[Feedback]) -> list[Feedback]:
    return [each for each in told if each.is_public and each.text.strip() and each.kind is not FeedbackKind.RATING]
