"""The talk about what is bought: a slide for each message, with what the speaker says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import blocks, languages
from outreach.languages import DEFAULT_LOCALE, Translator
from outreach.model import EventStatus
from outreach.publications import _talk_bidding, _talk_bought, _talk_coming, _talk_end, _talk_suppliers
from outreach.publications._public import masked, public_event
from outreach.publications._slugs import slug_of
from outreach.publications._spend_figures import Figures, ledger_of
from outreach.publications._spend_report import lead_of
from outreach.publications._talk import Talk
from outreach.rendering._publication import PUBLIC, STAFF, Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from outreach.analysis._question import Accounts
    from outreach.blocks import Slide
    from outreach.dataset import Dataset
    from outreach.ledger import Ledger
    from outreach.model import Contact, Event


def spend_presentation(  # noqa: PLR0913 - each is a keyword somebody needs
    data: Dataset | Ledger,
    event: Event | None = None,
    *,
    locale: str = DEFAULT_LOCALE,
    lead: str | None = None,
    title: str | None = None,
    today: date | None = None,
    buyer: str = "",
    municipality: str = "",
    currency: str | None = None,
    accounts: Accounts = None,
    contact: Contact | None = None,
    website: str = "",
    notices_url: str = "",
) -> Publication:
    """Compose the talk about what is bought (inköpspresentation): an hour, a message a slide, each with its notes.

    In the order of the talk: the purchases and who sold, the coming procurements, how a bid is made, a supplier who
    tells, where the tables stand, time for questions; last the address, the calendar, whom to call. A slide is there
    where the data has something to say: a ledger alone tells of no procurements, a list alone of no purchases. What a
    slide shows is what the spend report and the procurement list say. :class:`outreach.publishers.Deck` makes slides
    of it; it is a page as well.

    Args:
        data: What was read, or a ledger alone.
        event: The meeting where the talk is given: its day, its supplier's talk, its tables, its contact. None: those
            slides are not there.
        locale: The language, such as ``"sv_SE"`` or ``"en_GB"``.
        lead: What stands below the title, where you have better words.
        title: The title, where you have a better one.
        today: The day it is: what has passed is not told of, nor what will have passed when the meeting is. None: the
            day of the meeting, else of the last purchase.
        buyer: Who bought; empty: the buyer of the ledger, where it names one alone, else who invites.
        municipality: The buyer's municipality, its code or name; empty: as the ledger says.
        currency: The currency to report on, where the ledger has several: amounts of two are never added.
        accounts: The account plan, as for :func:`outreach.analysis.spend`.
        contact: Whom to call; None: the meeting's contact.
        website: Where the procurement list stands.
        notices_url: Where notices stand.

    Raises:
        outreach.errors.CurrencyError: The ledger names no currency, or several of which none is chosen.
        outreach.errors.LanguageError: There is no catalogue for *locale*.
        outreach.errors.QuestionError: There is no such account plan.
        outreach.errors.UnreadableError: There is no such *municipality*.
    """
    t = languages.translator(locale)
    figures = None
    if ledger_of(data):
        figures = Figures.of(data, currency=currency, accounts=accounts, municipality=municipality)
    talk = Talk.of(data, event, figures, today)
    who = buyer or (figures.buyer if figures else "") or (masked(event.organiser) if event else "")
    ways = _talk_end.Ways(
        website=website, notices_url=notices_url, contact=contact or (event.contact if event else None)
    )
    first = lead or _lead(figures, talk, t)
    name = event.id if event else ""
    return Publication(
        id=slug_of("spend-presentation", buyer, name),
        slug=slug_of(t.c("slug", "what-we-buy"), buyer, name),
        title=title or _title(figures, talk, t),
        kind="spend_presentation",
        locale=t.locale,
        audience=STAFF if event and event.status is EventStatus.DRAFT else PUBLIC,
        blocks=[
            blocks.Paragraph(first, lead=True),
            *(blocks.Paragraph(each) for each in _welcome(figures, talk, t)),
            *_slides(figures, talk, ways, t),
        ],
        facts=PublicFacts(events=(public_event(event),) if event else ()),
        summary=first,
        updated=max(filter(None, (today or talk.today, event.changed if event else None)), default=None),
        publisher_name=who,
    )


def _title(figures: Figures | None, talk: Talk, t: Translator) -> str:
    if figures is not None:
        return t("What we buy, and how you bid")
    return t("What comes, and how you bid") if talk.coming else t("How you bid")


def _lead(figures: Figures | None, talk: Talk, t: Translator) -> str:
    if talk.event is not None:
        when = languages.format_date(talk.event.starts, t.locale, weekday=True)
        return t("{meeting}, {date}", meeting=masked(talk.event.title), date=when)
    if figures is not None:
        return lead_of(figures, t)
    return t("What comes next, and how you bid.") if talk.coming else t("This is how you bid to us.")


def _welcome(figures: Figures | None, talk: Talk, t: Translator) -> Iterable[str]:
    """Yield what is said while the first slide is shown."""
    told = [
        *([t("what we buy, and from whom")] if figures else []),
        *([t("what we will buy next")] if talk.coming else []),
        t("how you bid"),
    ]
    yield t("Welcome. We will tell you {what}.", what=languages.format_list(told, t.locale))
    yield t("You are welcome whether you have sold to us for years or have never submitted a bid.")
    yield t("Everything we show is published. Those who are not here get the same information.")
    if talk.event is not None and talk.tables:
        yield t("Afterwards you meet those of us who buy in your industry, at their tables.")


def _slides(figures: Figures | None, talk: Talk, ways: _talk_end.Ways, t: Translator) -> Iterable[Slide]:
    if figures is not None:
        yield from _talk_bought.slides(figures, t)
        yield from _talk_suppliers.slides(figures, t)
    yield from _talk_coming.slides(talk, t)
    yield from _talk_bidding.slides(ways.notices_url, t)
    yield from _talk_end.slides(talk, ways, t)
