"""The story of a meeting, and what was written about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.languages import Translator, foreign_lang
from outreach.model import Event, SessionKind
from outreach.publications import afterwards
from outreach.publications.ids import slug_of
from outreach.publications.meetings import last_update, must_have_been, the
from outreach.publications.meetings.programme import in_time
from outreach.publications.public import Projection
from outreach.publications.spend import Figures
from outreach.publications.wording import LIST_ID, moment, words
from outreach.rendering._publication import Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from outreach.blocks import Block, Inline, Link, Text
    from outreach.countries import Country
    from outreach.dataset import Dataset
    from outreach.publications.afterwards.pictures import Pictures
    from outreach.publications.facts import EventFacts, PublicCoverage, PublicProcurements


def coverage(
    event: Event,
    *,
    locale: str | None = None,
    country: str | Country | None = None,
    lead: str | None = None,
    today: date | None = None,
) -> Publication:
    """Compose what others wrote of a meeting (i media): headline, outlet and day, linked, never reproduced.

    The newest first; one without a day last. A headline in another language is marked as such.

    Args:
        event: The meeting; its ``coverage`` is told.
        locale: The language; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: Sweden.
        lead: The first sentence, where you have a better one.
        today: The day it is.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    view = Projection.of(locale, country)
    t = view.t
    lead = view.optional(lead)
    meeting = view.event(event)
    first = lead or _lead(meeting, t)
    days = [article.published for article in meeting.coverage if article.published]
    return Publication(
        id=afterwards.id_of("coverage", meeting),
        slug=slug_of(t.c("slug", "coverage"), meeting.id),
        title=t("In the media: {event}", event=meeting.title),
        kind="coverage",
        locale=t.locale,
        blocks=[blocks.Paragraph(first, lead=True), *articles(meeting, t), *_release(meeting, t)],
        facts=PublicFacts(events=(meeting.public,)),
        summary=first,
        updated=max([*days, *filter(None, (meeting.changed, today))], default=meeting.ends.date()),
        publisher_name=meeting.organiser,
    )


def _lead(event: EventFacts, t: Translator) -> str:
    if not event.coverage:
        return t("We know of nobody who has written about it yet.")
    return t("This is what others have written. The links lead to their own pages.")


def articles(event: EventFacts, t: Translator) -> Iterable[Block]:
    """Yield the articles (artiklar) about a meeting, the newest first."""
    if event.coverage:
        ordered = sorted(
            event.coverage, key=lambda article: (article.published is None, _backwards(article), article.title)
        )
        yield blocks.List(_cited(article, t) for article in ordered)


def _backwards(article: PublicCoverage) -> int:
    return -article.published.toordinal() if article.published else 0


def _cited(article: PublicCoverage, t: Translator) -> Text:
    title, lang = article.title, foreign_lang(article.lang or t.lang, t.locale)
    named: Inline = (
        blocks.Link(title, url=article.url, lang=lang) if article.url else words(title, article.lang or t.lang, t)
    )
    day = (", ", moment(article.published, t.locale)) if article.published else ()
    tongue = (f" ({_tongue(lang, t)})",) if article.url and lang else ()
    return (named, f", {article.outlet}", *day, *tongue)


def _tongue(lang: str, t: Translator) -> str:
    """Return in which language an article is, so that nobody follows a link in vain."""
    name = languages.language_name(lang, t.locale)
    return t("in {language}", language=name) if name else t("in another language: {lang}", lang=lang)


def _release(event: EventFacts, t: Translator) -> Iterable[Block]:
    yield blocks.Paragraph(blocks.Link(t("Read our press release"), to=afterwards.id_of("press-release", event)))


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
    locale: str | None = None,
    country: str | Country | None = None,
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
        locale: The language; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: the data's, else Sweden.
        today: The day it is.

    Raises:
        outreach.errors.ModelError: The meeting is cancelled, or comes after *today*.
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    view = Projection.of(locale, country, data)
    t = view.t
    lead = view.optional(lead)
    title = view.optional(title)
    background = None if background is None else view.texts(background)
    preparation = view.texts(preparation)
    told_in = view.texts(told_in)
    outcome = view.texts(outcome)
    related = view.links(related)
    meeting = view.event(event)
    must_have_been(meeting, today, "story")
    following = view.event(next_event) if next_event else None
    first = lead or t("This is how we invited companies, and what came of it.")
    return Publication(
        id=afterwards.id_of("case", meeting),
        slug=slug_of(t.c("slug", "case"), meeting.id),
        title=title or t("How we reach more suppliers: {event}", event=meeting.title),
        kind="case",
        locale=t.locale,
        blocks=[
            blocks.Paragraph(first, lead=True),
            *afterwards.section(
                t("Background"), afterwards.paragraphs(background if background is not None else _background(t))
            ),
            *afterwards.section(t("Preparation"), _preparation(data, preparation, today or meeting.ends.date(), view)),
            *afterwards.section(t("Invitation"), _invitation(meeting, told_in, t)),
            *afterwards.section(t("How it went"), _how_it_went(meeting, t)),
            *afterwards.section(t("Result"), _result(meeting, outcome, following, t)),
            *afterwards.in_pictures(pictures, view),
            *afterwards.section(t("In the media"), articles(meeting, t)),
            *afterwards.section(t("More about this"), [blocks.List((link,) for link in _related(meeting, related, t))]),
            *afterwards.questions(meeting, t),
        ],
        facts=PublicFacts(events=(meeting.public,)),
        summary=first,
        updated=last_update(meeting, today) or meeting.ends.date(),
        publisher_name=meeting.organiser,
    )


def _background(t: Translator) -> list[str]:
    return [
        t("We want more companies to bid for our contracts, small and local ones too."),
        t("Companies that have never bid often know neither what we buy nor how to bid."),
    ]


def _preparation(data: Dataset | None, added: Sequence[str], today: date, view: Projection) -> Iterable[Block]:
    if data is not None:
        yield from afterwards.paragraphs([*_analysed(data, view), *_listed(view.procurements(data), today, view.t)])
    yield from afterwards.paragraphs(added)


def _analysed(data: Dataset, view: Projection) -> Iterable[str]:
    """Yield what was analysed: the ledger, in figures, where it has one currency."""
    if not data.purchases or len(data.purchases.totals) != 1:
        return
    t, figures = view.t, Figures.of(data, view)
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


def _listed(procurements: PublicProcurements, today: date, t: Translator) -> Iterable[str]:
    planned = afterwards.in_the_list(procurements, today)
    if planned:
        number = languages.format_number(planned, t.locale)
        yield t.n(
            "Then we made a list of what we planned to buy: {number} procurement.",
            "Then we made a list of what we planned to buy: {number} procurements.",
            planned,
            number=number,
        )


def _invitation(event: EventFacts, told_in: Sequence[str], t: Translator) -> Iterable[Block]:
    when = languages.format_datetime_span(event.starts, event.ends, t.locale)
    where = ", ".join(filter(None, (when, event.venue)))
    yield blocks.Paragraph(t("We invited companies to {event}: {when}.", event=the(event.kind, t), when=where))
    if told_in:
        places = languages.format_list(afterwards.written(told_in), t.locale)
        yield blocks.Paragraph(t("The invitation went out here: {places}.", places=places))


def _how_it_went(event: EventFacts, t: Translator) -> Iterable[Block]:
    yield blocks.Paragraph(afterwards.who_came(event, t))
    talks = in_time(article for article in event.sessions if article.kind is not SessionKind.FAIR_TABLE)
    if talks:
        yield blocks.Paragraph(t("This was on the programme:"))
        yield blocks.List(article.title for article in talks)
    tables = sum(article.kind is SessionKind.FAIR_TABLE for article in event.sessions)
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


def _result(event: EventFacts, outcome: Sequence[str], following: EventFacts | None, t: Translator) -> Iterable[Block]:
    if event.summary_points:
        yield blocks.List(event.summary_points)
    yield from afterwards.paragraphs(outcome)
    if following is not None:
        yield afterwards.meeting_to_come(following, t)


def _related(event: EventFacts, related: Sequence[Link], t: Translator) -> Iterable[Link]:
    yield blocks.Link(t("The invitation"), to=afterwards.invitation_id(event))
    yield blocks.Link(t("What came of it"), to=afterwards.id_of("results", event))
    yield blocks.Link(t("Everything we plan to buy"), to=LIST_ID)
    yield from related
