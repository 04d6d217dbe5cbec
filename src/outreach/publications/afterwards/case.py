"""The story of a meeting, and what was written about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.languages import DEFAULT_LOCALE, Translator, foreign_lang
from outreach.model import SessionKind
from outreach.publications.afterwards import (
    id_of,
    in_pictures,
    in_the_list,
    invitation_id,
    meeting_to_come,
    paragraphs,
    questions,
    section,
    who_came,
    written,
)
from outreach.publications.ids import slug_of
from outreach.publications.meetings import last_update, must_have_been, the
from outreach.publications.meetings.programme import in_time
from outreach.publications.public import masked, public_event
from outreach.publications.spend import Figures
from outreach.publications.wording import LIST_ID, moment, words
from outreach.rendering._publication import Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from outreach.blocks import Block, Inline, Link, Text
    from outreach.dataset import Dataset
    from outreach.model import Coverage, Event
    from outreach.publications.afterwards.pictures import Pictures


def coverage(
    event: Event,
    *,
    locale: str = DEFAULT_LOCALE,
    lead: str | None = None,
    today: date | None = None,
) -> Publication:
    """Compose what others wrote of a meeting (i media): headline, outlet and day, linked, never reproduced.

    The newest first; one without a day last. A headline in another language is marked as such.

    Args:
        event: The meeting; its ``coverage`` is told.
        locale: The language.
        lead: The first sentence, where you have a better one.
        today: The day it is.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    t = languages.translator(locale)
    first = lead or _lead(event, t)
    days = [each.published for each in event.coverage if each.published]
    return Publication(
        id=id_of("coverage", event),
        slug=slug_of(t.c("slug", "coverage"), event.id),
        title=t("In the media: {event}", event=masked(event.title)),
        kind="coverage",
        locale=t.locale,
        blocks=[blocks.Paragraph(first, lead=True), *articles(event, t), *_release(event, t)],
        facts=PublicFacts(events=(public_event(event),)),
        summary=first,
        updated=max([*days, *filter(None, (event.changed, today))], default=event.ends.date()),
        publisher_name=masked(event.organiser),
    )


def _lead(event: Event, t: Translator) -> str:
    if not event.coverage:
        return t("We know of nobody who has written about it yet.")
    return t("This is what others have written. The links lead to their own pages.")


def articles(event: Event, t: Translator) -> Iterable[Block]:
    """Yield the articles (artiklar) about a meeting, the newest first."""
    if event.coverage:
        ordered = sorted(event.coverage, key=lambda each: (each.published is None, _backwards(each), each.title))
        yield blocks.List(_cited(each, t) for each in ordered)


def _backwards(each: Coverage) -> int:
    return -each.published.toordinal() if each.published else 0


def _cited(each: Coverage, t: Translator) -> Text:
    title, lang = masked(each.title), foreign_lang(each.lang or t.lang, t.locale)
    named: Inline = blocks.Link(title, url=each.url, lang=lang) if each.url else words(title, each.lang or t.lang, t)
    day = (", ", moment(each.published, t.locale)) if each.published else ()
    tongue = (f" ({_tongue(lang, t)})",) if each.url and lang else ()
    return (named, f", {masked(each.outlet)}", *day, *tongue)


def _tongue(lang: str, t: Translator) -> str:
    """Return in which language an article is, so that nobody follows a link in vain."""
    known = {"sv": t("in Swedish"), "en": t("in English")}
    return known.get(lang.casefold()[:2], t("in another language: {lang}", lang=lang))


def _release(event: Event, t: Translator) -> Iterable[Block]:
    yield blocks.Paragraph(blocks.Link(t("Read our press release"), to=id_of("press-release", event)))


def case_page(  # noqa: PLR0913 - each is a keyword somebody needs
    event: Event,
    data: Dataset | None = None,
    *,
    background: Sequence[str] | None = None,
    preparation: Sequence[str] = (),
    told_in: Sequence[str] = (),
    outcome: Sequence[str] = (),
    related: Sequence[Link] = (),
    pictures: Pictures | None = None,
    next_event: Event | None = None,
    title: str | None = None,
    lead: str | None = None,
    locale: str = DEFAULT_LOCALE,
    today: date | None = None,
) -> Publication:
    """Compose the story of an outreach (goda exempel): so others can do the same.

    Why it was done, how it was prepared, who was asked to come, what happened there and what became of it, where to
    read on; and the day of the last update. What the records tell is said by itself, and what you write is added to it.

    Args:
        event: The meeting.
        data: What was read; tells what was analysed. None: the preparation is told without figures.
        background: Why you did it, a paragraph each; None: that you wanted more companies to bid.
        preparation: What you did before, added to what the data tells.
        told_in: Where you invited: ``["webbplatsen", "näringslivets nyhetsbrev"]``, in the language.
        outcome: What came of it, added to the headcount and the summary points.
        related: Links to more.
        pictures: From :func:`outreach.publications.pictures`, in the same language.
        next_event: The next meeting.
        title: The heading, where you have a better one.
        lead: The first sentence, where you have a better one.
        locale: The language.
        today: The day it is.

    Raises:
        outreach.errors.ModelError: The meeting is cancelled, or comes after *today*.
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    must_have_been(event, today, "story")
    t = languages.translator(locale)
    first = lead or t("This is how we invited companies, and what came of it.")
    return Publication(
        id=id_of("case", event),
        slug=slug_of(t.c("slug", "case"), event.id),
        title=title or t("How we reach more suppliers: {event}", event=masked(event.title)),
        kind="case",
        locale=t.locale,
        blocks=[
            blocks.Paragraph(first, lead=True),
            *section(t("Background"), paragraphs(background if background is not None else _background(t))),
            *section(t("Preparation"), _preparation(data, preparation, today or event.ends.date(), t)),
            *section(t("Invitation"), _invitation(event, told_in, t)),
            *section(t("How it went"), _how_it_went(event, t)),
            *section(t("Result"), _result(event, outcome, next_event, t)),
            *in_pictures(pictures, t),
            *section(t("In the media"), articles(event, t)),
            *section(t("More about this"), [blocks.List((each,) for each in _related(event, related, t))]),
            *questions(event, t),
        ],
        facts=PublicFacts(events=(public_event(event),)),
        summary=first,
        updated=last_update(event, today) or event.ends.date(),
        publisher_name=masked(event.organiser),
    )


def _background(t: Translator) -> list[str]:
    return [
        t("We want more companies to bid for our contracts, small and local ones too."),
        t("Companies that have never bid often know neither what we buy nor how to bid."),
    ]


def _preparation(data: Dataset | None, added: Sequence[str], today: date, t: Translator) -> Iterable[Block]:
    if data is not None:
        yield from paragraphs([*_analysed(data, t), *_listed(data, today, t)])
    yield from paragraphs(added)


def _analysed(data: Dataset, t: Translator) -> Iterable[str]:
    """Yield what was analysed: the ledger, in figures, where it has one currency."""
    if not data.purchases or len(data.purchases.totals) != 1:
        return
    figures = Figures.of(data, currency=None, accounts=None, municipality="")
    purchases = languages.format_number(figures.purchases, t.locale)
    suppliers = languages.format_number(figures.suppliers, t.locale)
    yield t(
        "We went through what we bought in {period}: {purchases} for {amount} from {suppliers}, by industry, value and "
        "supplier.",
        period=languages.format_period(figures.period, t.locale),
        purchases=t.n("{number} purchase", "{number} purchases", figures.purchases, number=purchases),
        amount=languages.format_money_words(figures.total, t.locale),
        suppliers=t.n("{number} supplier", "{number} suppliers", figures.suppliers, number=suppliers),
    )


def _listed(data: Dataset, today: date, t: Translator) -> Iterable[str]:
    planned = in_the_list(data, today)
    if planned:
        number = languages.format_number(planned, t.locale)
        yield t.n(
            "Then we made a list of what we planned to buy: {number} procurement.",
            "Then we made a list of what we planned to buy: {number} procurements.",
            planned,
            number=number,
        )


def _invitation(event: Event, told_in: Sequence[str], t: Translator) -> Iterable[Block]:
    when = languages.format_datetime_span(event.starts, event.ends, t.locale)
    where = ", ".join(filter(None, (when, masked(event.venue))))
    yield blocks.Paragraph(t("We invited companies to {event}: {when}.", event=the(event.kind, t), when=where))
    if told_in:
        places = languages.format_list(written(told_in), t.locale)
        yield blocks.Paragraph(t("The invitation went out here: {places}.", places=places))


def _how_it_went(event: Event, t: Translator) -> Iterable[Block]:
    yield blocks.Paragraph(who_came(event, t))
    talks = in_time(each for each in event.sessions if each.kind is not SessionKind.FAIR_TABLE)
    if talks:
        yield blocks.Paragraph(t("This was on the programme:"))
        yield blocks.List(masked(each.title) for each in talks)
    tables = sum(each.kind is SessionKind.FAIR_TABLE for each in event.sessions)
    if tables:
        number = languages.format_number(tables, t.locale)
        yield blocks.Paragraph(
            t.n(
                "There were purchasers at {number} industry table.",
                "There were purchasers at {number} industry tables.",
                tables,
                number=number,
            )
        )


def _result(event: Event, outcome: Sequence[str], following: Event | None, t: Translator) -> Iterable[Block]:
    if event.summary_points:
        yield blocks.List(map(masked, event.summary_points))
    yield from paragraphs(outcome)
    if following is not None:
        yield meeting_to_come(following, t)


def _related(event: Event, related: Sequence[Link], t: Translator) -> Iterable[Link]:
    yield blocks.Link(t("The invitation"), to=invitation_id(event))
    yield blocks.Link(t("What came of it"), to=id_of("results", event))
    yield blocks.Link(t("Everything we plan to buy"), to=LIST_ID)
    yield from related
