"""The end of a talk: a supplier tells, where the tables stand, time for questions, and what to do next."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import attrs

from outreach import blocks, languages
from outreach.model import Contact, SessionKind, Stage
from outreach.publications._fair_tables import label_of
from outreach.publications._public import masked, public_contact
from outreach.publications._speakers import speakers
from outreach.publications._talk import slide
from outreach.publications._tongue import one_text, title_of
from outreach.publications._wording import when_due, whom_to_ask

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks import Inline, Slide, Text
    from outreach.languages import Translator
    from outreach.model import Procurement, Session
    from outreach.publications._talk import Talk


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
    contact: Contact | None = attrs.field(default=None, repr=False)


def slides(talk: Talk, ways: Ways, t: Translator) -> Iterable[Slide]:
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
            yield _told(session, talk, t)


def _told(session: Session, talk: Talk, t: Translator) -> Slide:
    named = speakers(session, talk.participations)
    asked = [
        t("What made you bid?"),
        t("What was hardest?"),
        t("What do you know now that you wish you had known then?"),
    ]
    words = t("You have heard how we see it. Now you hear how it is to bid to us.")
    welcome = t("Please welcome {names}.", names=languages.format_list(named, t.locale)) if named else ""
    thanks = t("We ask three questions, and then you may ask yours.")
    who = [blocks.Paragraph(blocks.Strong("; ".join(named)))] if named else []
    return slide(masked(session.title), [*who, blocks.List(asked)], words, welcome, thanks)


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
            (*([masked(each.table) or blocks.Missing(t("place not set"))] if has_numbers else []), label_of(each, t))
            for each in tables
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
    contact = public_contact(ways.contact, t.locale)
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
    dated = (each for each in talk.coming if _has_date(each))
    for each in islice(dated, 1):
        when = next(iter(when_due(each, t)), "")
        yield t("The next date"), one_text((title_of(each, t), f": {when}"))


def _has_date(each: Procurement) -> bool:
    """Tell whether it is known by when to bid, or when a planned procurement begins."""
    if each.stage is Stage.ADVERTISED:
        return each.tender_deadline is not None
    return each.planned_publication is not None and each.planned_publication.start is not None
