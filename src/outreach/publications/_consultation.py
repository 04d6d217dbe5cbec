"""Questions to the market in writing, draft documents out for comment, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.languages import DEFAULT_LOCALE, Translator
from outreach.model import EventStatus, FeedbackKind
from outreach.publications import _registration
from outreach.publications._afterwards import id_of, paragraphs, questions, section
from outreach.publications._anonymous import Anonymous
from outreach.publications._meeting import ended, last_update, status
from outreach.publications._public import masked, public_event
from outreach.publications._results_numbers import of_event, sheets
from outreach.publications._results_words import by_theme
from outreach.publications._slugs import slug_of
from outreach.publications._wording import moment
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
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    t = languages.translator(locale)
    first = lead or _lead(bool(documents), t)
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
            *section(t("Our questions"), [blocks.List(map(masked, asked), ordered=True)] if asked else ()),
            *(() if ended(event) else _registration.registration(event, t, today)),
            *_terms(event, t),
            *questions(event, t),
        ],
        facts=PublicFacts(events=(public_event(event),)),
        summary=first,
        updated=last_update(event, today),
        publisher_name=masked(event.organiser),
    )


def _lead(has_documents: bool, t: Translator) -> str:  # noqa: FBT001 - the one thing it depends on
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
        yield _registration.data_protection(event, t)


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
    first = lead or _how_many_answered(told, t)
    return Publication(
        id=id_of("comments", event),
        slug=slug_of(t.c("slug", "answers"), event.id),
        title=t("What you answered: {event}", event=masked(event.title)),
        kind="comments_summary",
        locale=t.locale,
        blocks=[
            blocks.Paragraph(first, lead=True),
            *_asked_and_when(event, t),
            *section(t("What you said"), by_theme(_released(told), Anonymous.of(data, t), t)),
            *section(t("What we change"), [blocks.List(map(masked, changes))] if changes else ()),
            *questions(event, t),
        ],
        facts=PublicFacts(events=(public_event(event),)),
        summary=first,
        updated=last_update(event, today) or event.ends.date(),
        publisher_name=masked(event.organiser),
    )


def _how_many_answered(told: list[Feedback], t: Translator) -> str:
    answers = sheets(told)
    if not answers:
        return t("Nobody answered.")
    number = languages.format_number(answers, t.locale)
    return t.n("We got {number} answer.", "We got {number} answers.", answers, number=number)


def _asked_and_when(event: Event, t: Translator) -> Iterable[Block]:
    link = blocks.Link(t("Read what we asked"), to=id_of("request", event))
    last = event.registration_deadline or event.ends.date()
    day = moment(last, t.locale)
    yield blocks.Paragraph((*t.parts("The last day to answer was {date}.", date=day), " ", link))


def _released(told: list[Feedback]) -> list[Feedback]:
    return [each for each in told if each.is_public and each.text.strip() and each.kind is not FeedbackKind.RATING]
