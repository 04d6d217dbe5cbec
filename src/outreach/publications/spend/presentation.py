"""The talk as a publication: its title, its last slides and those about bidding."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import attrs

from outreach import blocks, languages, rendering
from outreach.ledger import Ledger
from outreach.model import Contact, Event, EventStatus, SessionKind, Stage
from outreach.publications.bidding import steps
from outreach.publications.ids import slug_of
from outreach.publications.meetings.fair import label_of
from outreach.publications.public import Projection
from outreach.publications.spend import Figures, ledger_of
from outreach.publications.spend.report import lead_of
from outreach.publications.spend.talk import Talk, purchase_slides, slide, supplier_slides
from outreach.publications.spend.talk_coming import pipeline_slides
from outreach.publications.wording import one_text, title_of, when_due, whom_to_ask
from outreach.rendering._publication import PUBLIC, STAFF, Publication, PublicContact, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from outreach.analysis._question import Accounts
    from outreach.blocks import Inline, Slide, Text
    from outreach.countries import Country
    from outreach.dataset import Dataset
    from outreach.languages import Translator
    from outreach.publications.facts import ProcurementFacts, PublicSession


def bidding_slides(notices_url: str, view: Projection) -> Iterable[Slide]:
    """Yield how to bid (hur man lämnar anbud), slide by slide; the handout has the same at length."""
    t, handout = view.t, list(steps(notices_url, view))
    names = [block.text.partition(". ")[2] for block in handout if isinstance(block, blocks.Heading)]
    sentences = [_sentences(block) for block in handout if isinstance(block, blocks.List)]
    yield slide(
        t("A bid takes five steps"),
        [blocks.List(names, ordered=True)],
        t("Nobody is born knowing how to bid. It takes five steps, and we go through them one by one."),
        t("We publish these slides, so you need not write anything down."),
    )
    shown = (
        (t("Our notices are free to search"), _find(view)),
        (t("Read first whether you meet every requirement"), _read(t)),
        (t("Ask early: everybody gets the answer"), _ask(t)),
        (t("A bid can fall on a single detail"), _bid(t)),
        (t("You are told who won, and why"), _decision(t)),
    )
    for (title, items), notes in zip(shown, sentences, strict=True):
        yield slide(title, [blocks.List(items)], *notes)


def _sentences(bullets: blocks.List) -> list[str]:
    return [rendering.plain(item) for item in bullets.items]


def _find(view: Projection) -> list[str]:
    t = view.t
    return [
        *filter(None, [view.country.law.text("notices.where", t.locale)]),
        t("Save a search, and get an e-mail"),
        t("See on our list what is to come"),
    ]


def _read(t: Translator) -> list[str]:
    return [
        t("Download the documents, free of charge"),
        t("See what decides who wins"),
        t("Bid for a part, or with others"),
    ]


def _ask(t: Translator) -> list[str]:
    return [
        t("In writing, in the procurement system"),
        t("Before the last day for questions"),
        t("Nobody sees who asked"),
    ]


def _bid(t: Translator) -> list[str]:
    return [t("Answer everything, in our forms"), t("Add no terms of your own"), t("Send it in time")]


def _decision(t: Translator) -> list[str]:
    return [
        t("The decision comes with its reasons"),
        t("Before that, all about the bids is secret"),
        t("Ask why you did not win"),
    ]


@attrs.frozen(kw_only=True)
class Ways:
    """How to go on after the talk.

    Attributes:
        website: Where the list stands.
        notices_url: Where notices stand.
        contact: Whom to call.
    """

    website: str = ""
    notices_url: str = ""
    contact: PublicContact | None = attrs.field(default=None, repr=False)


def closing_slides(talk: Talk, ways: Ways, t: Translator) -> Iterable[Slide]:
    """Yield the end of the talk, slide by slide."""
    yield from _story(talk, t)
    yield from _tables(talk, t)
    yield slide(
        t("What do you want to know?"),
        [blocks.Paragraph(t("Ask now, at the tables, or write to us."))] if talk.tables else [],
        t("Now it is your turn. What do you want to know?"),
        t("We write down every question, and publish the answers for all. Nobody is named."),
        t("About a procurement that is open for bids we answer in the procurement system only."),
    )
    yield _last(talk, ways, t)


def _story(talk: Talk, t: Translator) -> Iterable[Slide]:
    sessions = talk.event.sessions if talk.event else ()
    for session in sessions:
        if session.kind is SessionKind.SUPPLIER_TALK:
            yield _supplier_talk(session, t)


def _supplier_talk(session: PublicSession, t: Translator) -> Slide:
    named = session.speakers
    asked = [
        t("What made you bid?"),
        t("What was hardest?"),
        t("What do you know now that you wish you had known then?"),
    ]
    words = t("You have heard how we see it. Now you hear how it is to bid to us.")
    welcome = t("Please welcome {names}.", names=languages.format_list(named, t.locale)) if named else ""
    thanks = t("We ask three questions, and then you may ask yours.")
    who = [blocks.Paragraph(blocks.Strong("; ".join(named)))] if named else []
    return slide(session.title, [*who, blocks.List(asked)], words, welcome, thanks)


def _tables(talk: Talk, t: Translator) -> Iterable[Slide]:
    tables = talk.tables
    if not tables:
        return
    title = t.n(
        "At {number} table you meet those who buy",
        "At {number} tables you meet those who buy",
        len(tables),
        number=languages.format_number(len(tables), t.locale),
    )
    has_numbers = any(table.table for table in tables)
    table = blocks.Table(
        caption=t("Tables by industry, where you meet us"),
        columns=[
            *([blocks.Column(key="table", title=t("Table"))] if has_numbers else []),
            blocks.Column(key="industry", title=t("Industry")),
        ],
        rows=[
            (*([table.table or blocks.Missing(t("place not set"))] if has_numbers else []), label_of(table, t))
            for table in tables
        ],
    )
    yield slide(
        title,
        [table],
        t("At each table you meet purchasers who know the industry."),
        t("Sit down where it suits you, and change when you like."),
        t("Is your industry not here? Come to any table: we will find the right person."),
    )


def _last(talk: Talk, ways: Ways, t: Translator) -> Slide:
    facts = list(_facts(talk, ways, t))
    contact = ways.contact
    has_list = bool(talk.coming or ways.website)
    notes = [
        t("Take this home with you. Look at our list: it shows what we will buy.") if has_list else "",
        t("Note the dates that matter to you.") if any(map(_has_date, talk.coming)) else "",
        t("And call us: we would rather have a question too many than a bid too few.") if contact and has_list else "",
        t("Call us: we would rather have a question too many than a bid too few.") if contact and not has_list else "",
        t("Thank you. You are welcome to bid.") if not (contact or has_list) else "",
    ]
    if contact:
        facts.append((t("Call or write"), whom_to_ask(contact)))
    shown = [blocks.Facts(facts)] if facts else []
    return slide(_last_title(talk, ways, t, can_call=contact is not None), shown, *notes)


def _last_title(talk: Talk, ways: Ways, t: Translator, *, can_call: bool) -> str:
    """Return what to do next, as far as there is something to look at, and somebody to call."""
    if any(map(_has_date, talk.coming)):
        return t("Look at the list, note the dates, call us") if can_call else t("Look at the list, and note the dates")
    if talk.coming or ways.website:
        return t("Look at the list, and call us") if can_call else t("Look at the list")
    return t("Call us when you wonder") if can_call else t("Thank you for coming")


def _facts(talk: Talk, ways: Ways, t: Translator) -> Iterable[tuple[str, Text | Inline]]:
    if ways.website:
        yield t("Our list"), blocks.Link(ways.website, url=ways.website)
    if ways.notices_url:
        yield t("Our notices"), blocks.Link(ways.notices_url, url=ways.notices_url)
    yield from _next_date(talk, t)


def _next_date(talk: Talk, t: Translator) -> Iterable[tuple[str, Text]]:
    """Yield the next date of the calendar."""
    dated = (procurement for procurement in talk.coming if _has_date(procurement))
    for procurement in islice(dated, 1):
        when = next(iter(when_due(procurement, t)), "")
        yield t("The next date"), one_text((title_of(procurement, t), f": {when}"))


def _has_date(procurement: ProcurementFacts) -> bool:
    """Tell whether it is known by when to bid, or when a planned procurement begins."""
    if procurement.stage is Stage.ADVERTISED:
        return procurement.tender_deadline is not None
    return procurement.planned_publication is not None and procurement.planned_publication.start is not None


def spend_presentation(  # noqa: PLR0913 - each is a keyword somebody needs
    data: Dataset | Ledger,
    event: Event | None = None,
    *,
    locale: str | None = None,
    country: str | Country | None = None,
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
        locale: The language, such as ``"sv_SE"`` or ``"en_GB"``; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: the data's, else Sweden.
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
    view = Projection.of(locale, country, data)
    t = view.t
    lead = view.optional(lead)
    title = view.optional(title)
    buyer = view.text(buyer)
    municipality = view.text(municipality)
    notices_url = view.url(notices_url)
    website = view.url(website)
    figures = None
    if ledger_of(data):
        figures = Figures.of(data, view, currency=currency, accounts=accounts, municipality=municipality)
    meeting = view.event(event, None if isinstance(data, Ledger) else data) if event else None
    talk = Talk.of(data, view, meeting, figures, today)
    who = buyer or (figures.buyer if figures else "") or (meeting.organiser if meeting else "")
    whom = view.contact(contact) if contact else (meeting.contact if meeting else None)
    ways = Ways(website=website, notices_url=notices_url, contact=whom)
    first = lead or _lead(figures, talk, t)
    name = meeting.id if meeting else ""
    return Publication(
        id=slug_of("spend-presentation", buyer, name),
        slug=slug_of(t.c("slug", "what-we-buy"), buyer, name),
        title=title or _title(figures, talk, t),
        kind="spend_presentation",
        locale=t.locale,
        audience=STAFF if meeting and meeting.status is EventStatus.DRAFT else PUBLIC,
        blocks=[
            blocks.Paragraph(first, lead=True),
            *(blocks.Paragraph(sentence) for sentence in _welcome(figures, talk, t)),
            *_slides(figures, talk, ways, view),
        ],
        facts=PublicFacts(events=(meeting.public,) if meeting else ()),
        summary=first,
        updated=max(filter(None, (today or talk.today, meeting.changed if meeting else None)), default=None),
        publisher_name=who,
    )


def _title(figures: Figures | None, talk: Talk, t: Translator) -> str:
    if figures is not None:
        return t("What we buy, and how you bid")
    return t("What comes, and how you bid") if talk.coming else t("How you bid")


def _lead(figures: Figures | None, talk: Talk, t: Translator) -> str:
    if talk.event is not None:
        when = languages.format_date(talk.event.starts, t.locale, weekday=True)
        return t("{meeting}, {date}", meeting=talk.event.title, date=when)
    if figures is not None:
        return lead_of(figures, t)
    return t("What comes next, and how you bid.") if talk.coming else t("This is how you bid to us.")


def _welcome(figures: Figures | None, talk: Talk, t: Translator) -> Iterable[str]:
    """Yield what is said while the first slide is shown."""
    topics = [
        *([t("what we buy, and from whom")] if figures else []),
        *([t("what we will buy next")] if talk.coming else []),
        t("how you bid"),
    ]
    yield t("Welcome. We will tell you {what}.", what=languages.format_list(topics, t.locale))
    yield t("You are welcome whether you have sold to us for years or have never submitted a bid.")
    yield t("Everything we show is published. Those who are not here get the same information.")
    if talk.event is not None and talk.tables:
        yield t("Afterwards you meet those of us who buy in your industry, at their tables.")


def _slides(figures: Figures | None, talk: Talk, ways: Ways, view: Projection) -> Iterable[Slide]:
    t = view.t
    if figures is not None:
        yield from purchase_slides(figures, t)
        yield from supplier_slides(figures, t)
    yield from pipeline_slides(talk, t)
    yield from bidding_slides(ways.notices_url, view)
    yield from closing_slides(talk, ways, t)
