"""The press release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.model import Event, EventStatus
from outreach.publications import afterwards
from outreach.publications.ids import slug_of
from outreach.publications.meetings import has_been, the
from outreach.publications.public import Projection
from outreach.publications.spend import Figures
from outreach.publications.wording import moment, whom_to_ask
from outreach.rendering._publication import PUBLIC, STAFF, Publication, PublicContact, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from outreach.blocks import Block, Quote, Text
    from outreach.countries import Country
    from outreach.dataset import Dataset
    from outreach.languages import Translator
    from outreach.model import Contact
    from outreach.publications.afterwards.pictures import Pictures
    from outreach.publications.facts import EventFacts


FIGURES = 3
"""How many figures a press release has: what a reader remembers."""


def press_release(  # noqa: PLR0913 - each is a keyword somebody needs
    event: Event,
    data: Dataset | None = None,
    *,
    today: date,
    place: str = "",
    headline: str | None = None,
    lead: str | None = None,
    body: Sequence[str] = (),
    quote: Quote | None = None,
    pictures: Pictures | None = None,
    contact: Contact | None = None,
    next_event: Event | None = None,
    locale: str | None = None,
    country: str | Country | None = None,
) -> Publication:
    """Compose a press release about a meeting (pressmeddelande), before it or after, or when it is moved or cancelled.

    The headline has the news; place and day; who, what, when, where and why in two sentences; a quote with name and
    title, which is given and never made up; three figures; what comes next; whom to ask; pictures with their credits.
    A draft has the audience ``staff``.

    Args:
        event: The meeting: an invitation while it is to come, what came of it once it has been on *today*.
        data: What was read, for the figures; None: the headcount alone.
        today: The day it is sent.
        place: Where it is sent from.
        headline: The headline, where you have a better one.
        lead: The first paragraph, where you have a better one.
        body: What you add, a paragraph each.
        quote: What somebody says, with name and title.
        pictures: From :func:`outreach.publications.pictures`, in the same language.
        contact: Whom the press asks; None: the meeting's contact.
        next_event: The next meeting.
        locale: The language; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: the data's, else Sweden.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    view = Projection.of(locale, country, data)
    t = view.t
    lead = view.optional(lead)
    headline = view.optional(headline)
    place = view.text(place)
    body = view.texts(body)
    quote = view.quote(quote)
    meeting = view.event(event)
    following = view.event(next_event) if next_event else None
    first = lead or _lead(meeting, today, t)
    return Publication(
        id=afterwards.id_of("press-release", meeting),
        slug=slug_of(t.c("slug", "press release"), meeting.id),
        title=headline or _headline(meeting, today, t),
        kind="press_release",
        locale=t.locale,
        audience=STAFF if meeting.status is EventStatus.DRAFT else PUBLIC,
        blocks=[
            blocks.Paragraph(_dateline(place, today, t)),
            blocks.Paragraph(first, lead=True),
            *afterwards.paragraphs(body),
            *([quote] if quote else []),
            *_figures(meeting, data, today, view),
            *afterwards.section(t("What happens next"), _next(meeting, following, today, t)),
            *afterwards.section(t("Pictures to publish"), view.pictures(pictures.shown if pictures else ())),
            *_contact(view.contact(contact) if contact else meeting.contact, t),
        ],
        facts=PublicFacts(events=(meeting.public,)),
        summary=first,
        updated=today,
        publisher_name=meeting.organiser,
    )


def _organiser(event: EventFacts, t: Translator) -> str:
    return event.organiser or t("The municipality")


def _headline(event: EventFacts, today: date, t: Translator) -> str:
    organiser, meeting = _organiser(event, t), the(event.kind, t)
    if event.status is EventStatus.CANCELLED:
        return t("{organiser} cancels {event}", organiser=organiser, event=meeting)
    if has_been(event, today):
        return t("{organiser} has met companies to talk about upcoming procurements", organiser=organiser)
    if event.status is EventStatus.MOVED:
        return t("{organiser} moves {event}", organiser=organiser, event=meeting)
    return t("{organiser} invites companies to hear what it will buy", organiser=organiser)


def _dateline(place: str, today: date, t: Translator) -> Text:
    where = (f"{place}, ",) if place else ()
    return (blocks.Strong(t("Press release")), ". ", *where, moment(today, t.locale))


def _lead(event: EventFacts, today: date, t: Translator) -> str:
    """Return who, what, when, where and why, in two sentences; of what is called off there is no why."""
    what = _what(event, today, t)
    if event.status is EventStatus.CANCELLED:
        return what
    return f"{what} {t('We want more companies to bid. That is why we show what we buy and what comes next.')}"


def _what(event: EventFacts, today: date, t: Translator) -> str:
    meeting, people = the(event.kind, t), languages.capitalise(afterwards.how_many(event, t))
    day = languages.format_date(event.starts.date(), t.locale)
    if event.status is EventStatus.CANCELLED:
        return t("We have cancelled {event} on {date}.", event=meeting, date=day)
    if not has_been(event, today):
        return _to_come(event, meeting, t)
    if people:
        return t("{people} came to {event} on {date}.", people=people, event=meeting, date=day)
    return t("On {date} we held {event}.", event=meeting, date=day)


def _to_come(event: EventFacts, meeting: str, t: Translator) -> str:
    when = languages.format_datetime_span(event.starts, event.ends, t.locale)
    whole = ", ".join(filter(None, (when, event.venue)))
    if event.status is EventStatus.MOVED:
        return t("We have moved {event}. The new time and place: {when}.", event=meeting, when=whole)
    invited = t("We invite companies to {event}: {when}.", event=meeting, when=whole)
    return f"{invited} {t('All places are taken.')}" if event.status is EventStatus.FULL else invited


def _figures(event: EventFacts, data: Dataset | None, today: date, view: Projection) -> Iterable[Block]:
    t = view.t
    figures = [*_of_meeting(event, today, t), *(_of_data(data, today, view) if data is not None else [])]
    if figures:
        yield blocks.KeyFigures(figures[:FIGURES])


def _of_meeting(event: EventFacts, today: date, t: Translator) -> Iterable[tuple[str, str]]:
    if event.headcount and has_been(event, today):
        yield afterwards.how_many(event, t), t("came to the meeting")


def _of_data(data: Dataset, today: date, view: Projection) -> Iterable[tuple[str, str]]:
    t, coming = view.t, afterwards.in_the_list(view.procurements(data), today)
    if coming:
        number = languages.format_number(coming, t.locale)
        yield number, t.n("procurement in our list", "procurements in our list", coming)
    if len(data.purchases.totals) == 1 and data.purchases:
        yield from _of_purchases(Figures.of(data, view), t)


def _of_purchases(figures: Figures, t: Translator) -> Iterable[tuple[str, str]]:
    period = languages.format_period(figures.period, t.locale)
    yield languages.format_money_words(figures.total, t.locale), t("spent on purchases in {period}", period=period)
    number = languages.format_number(figures.suppliers, t.locale)
    yield number, t.n("supplier", "suppliers", figures.suppliers)


def _next(event: EventFacts, following: EventFacts | None, today: date, t: Translator) -> Iterable[Block]:
    if following is not None:
        yield afterwards.meeting_to_come(following, t)
    elif event.status is not EventStatus.CANCELLED and not has_been(event, today):
        yield blocks.Paragraph(blocks.Link(t("Read the invitation"), to=afterwards.id_of("invitation", event)))
    yield afterwards.see_the_list(t)


def _contact(public: PublicContact | None, t: Translator) -> Iterable[Block]:
    if public:
        yield blocks.Heading(t("Contact for the press"))
        yield blocks.Paragraph(whom_to_ask(public))
