"""How to bid: the handout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from outreach import blocks, languages
from outreach.analysis import Kind
from outreach.blocks import Inline, Text
from outreach.model import Stage
from outreach.publications.facts import PublicProcurements, timetable
from outreach.publications.ids import PageIds, slug_of
from outreach.publications.procurements.tables import where_to_bid
from outreach.publications.public import Projection
from outreach.publications.wording import LIST_ID, all_plans, link_to, when_due, whom_to_ask
from outreach.rendering._publication import Publication, PublicContact, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from outreach.blocks import Block, Cell
    from outreach.countries import Country
    from outreach.dataset import Dataset
    from outreach.languages import Translator
    from outreach.model import Contact, Money
    from outreach.publications.facts import ProcurementFacts


def words(view: Projection) -> blocks.List:
    """Return the words (ordlista) with what they mean; in another language the country's own word stands first."""
    t, home = view.t, languages.translator(view.country.locale)
    pairs = zip(_words(view), _words(attrs.evolve(view, t=home)), strict=True)
    return blocks.List(_item(word, meaning, original, home.lang, t) for (word, meaning), (original, _) in pairs)


def _item(word: str, meaning: str, original: str, lang: str, t: Translator) -> tuple[Inline, ...]:
    term = blocks.Strong(languages.capitalise(word))
    if t.lang == lang:
        return (term, f": {meaning}")
    return (term, " (", blocks.Foreign(original, lang), f"): {meaning}")


def _words(view: Projection) -> Iterable[tuple[str, str]]:
    t = view.t
    yield t.c("glossary", "notice"), t("how we invite bids; it is published in an open database.")
    yield (
        t.c("glossary", "procurement documents"),
        t("everything you need to bid: what we want, the requirements, the contract."),
    )
    yield t.c("glossary", "mandatory requirement"), t("must be met; otherwise we may not accept the bid.")
    yield t.c("glossary", "award criterion"), t("what we compare bids by, such as price and quality.")
    yield t.c("glossary", "self-declaration"), t("you declare that you may and can deliver; the evidence comes later.")
    yield (
        t.c("glossary", "framework agreement"),
        t("sets the terms for purchases that we make later, when we need something."),
    )
    yield (
        t.c("glossary", "direct award"),
        t("a purchase without a notice, when it is small or the law has another reason."),
    )
    yield t.c("glossary", "award decision"), t("says who wins, and why.")
    yield (
        t.c("glossary", "standstill period"),
        t("the days between decision and contract, when the decision can be reviewed."),
    )
    yield t.c("glossary", "review"), _law("review.meaning", view)


def _law(key: str, view: Projection) -> str:
    """Return what the country's law says under a *key*; empty where it has no such thing."""
    return view.country.law.text(key, view.t.locale)


@attrs.frozen
class _Step:
    title: str
    items: tuple[str | Text, ...]
    where: Inline | Text
    how_long: str


def steps(notices_url: str, view: Projection) -> Iterable[Block]:
    """Yield the steps (fem steg till ett anbud), each under a heading of its own."""
    t = view.t
    made = (_find(notices_url, view), _read(t), _ask(t), _bid(view), _decision(view))
    for number, step in enumerate(made, start=1):
        yield blocks.Heading(f"{number}. {step.title}")
        yield blocks.List(item for item in step.items if item)
        yield blocks.Facts([(t("Where"), step.where), (t("How long"), step.how_long)])


def _database(notices_url: str, view: Projection) -> blocks.Link:
    t = view.t
    if notices_url:
        return blocks.Link(t("our notices"), url=notices_url)
    return blocks.Link(_law("register.notices", view), url=view.country.law.links.get("register.notices", ""))


def _find(notices_url: str, view: Projection) -> _Step:
    t = view.t
    return _Step(
        t("Find what we buy"),
        (
            _law("notices.advertised", view),
            t("Anybody can search there free of charge. Save a search for what you sell, and you get an e-mail."),
            _law("notices.large", view),
            t.parts(
                "On {list} you see what is to come, so that you can prepare.",
                list=blocks.Link(t("our list of procurements"), to=LIST_ID),
            ),
        ),
        _database(notices_url, view),
        t("about an hour, once"),
    )


def _read(t: Translator) -> _Step:
    return _Step(
        t("Read what we ask for"),
        (
            t("Download the procurement documents; they are free. Begin with the requirements: do you meet them all?"),
            t("Then see what decides who wins, when the contract begins, and the last day for bids."),
            t("Is it too large? See if you can bid for a part, or bid together with others."),
        ),
        t("in the procurement system where the notice is"),
        t("two hours to half a day"),
    )


def _ask(t: Translator) -> _Step:
    return _Step(
        t("Ask when something is unclear"),
        (
            t("Put your question in the procurement system, in writing, before the last day for questions. Ask early."),
            t("We answer in the system, to everybody at once, without saying who asked."),
            t("What you are told in any other way does not count."),
            t("Is something wrong in the documents? Tell us: while bids are open we can still change them."),
        ),
        t("in the procurement system where the notice is"),
        t("a few minutes; then wait some days for the answer"),
    )


def _bid(view: Projection) -> _Step:
    t = view.t
    return _Step(
        t("Write the bid and send it"),
        (
            t("Answer everything we ask for, in our forms, and add no terms of your own."),
            t("You declare that you meet the requirements. We ask the winner for the evidence."),
            _law("declaration.form", view),
            t("Is something a business secret? Say what, and why."),
            t("Send the bid in the system. Until the last day you can change it or take it back."),
            t("A bid that comes too late we may not assess."),
        ),
        t("in the procurement system where the notice is"),
        t("one to three days; the first time takes longest"),
    )


def _decision(view: Projection) -> _Step:
    t = view.t
    return _Step(
        t("Wait for the decision"),
        (
            t("We open the bids when the time for bids is over."),
            _law("secrecy.bids", view),
            t("Everybody who has bid gets the decision, with the reasons."),
            _law("standstill.wait", view),
            _law("review.ask", view),
            t("You did not win? Ask why, and ask to see the winning bid. It makes the next one better."),
        ),
        t("the decision comes through the system, or by e-mail"),
        t("often one to three months"),
    )


DEADLINES: Final = 3
"""How many deadlines a handout tells."""


def bid_handout(  # noqa: PLR0913 - each is a keyword somebody needs
    data: Dataset,
    *,
    today: date,
    buyer: str = "",
    contact: Contact | None = None,
    notices_url: str = "",
    direct_limit: Money | None = None,
    locale: str | None = None,
    country: str | Country | None = None,
    lead: str | None = None,
) -> Publication:
    """Compose the handout of the tender school (anbudsskola): five steps to a bid, for who never placed one.

    Each step says where and how long; then this buyer's next three deadlines, ten words of procurement explained, and
    whom to call. It follows the country's law: in Sweden the act on public procurement (lagen om offentlig upphandling,
    LOU), with notices in a registered database, secrecy until the decision, and review by the administrative court; in
    the United Kingdom the Procurement Act 2023. In another language than the country's its own words stand beside,
    since notices use them.

    Args:
        data: What was read, for the next deadlines.
        today: The day it is: what has passed is not told of.
        buyer: Who hands it out; where the data names buyers, the deadlines are this one's (name or key).
        contact: Whom to call.
        notices_url: The database where the buyer's notices stand; empty: the public register of such databases.
        direct_limit: Below what amount a direct award is allowed, as the law says when this is handed out; None: the
            limit is told of without a sum.
        locale: The language, such as ``"sv_SE"`` or ``"en_GB"``; None: the country's.
        country: Whose numbers are masked and whose law holds, such as ``"GB"``; None: the data's, else Sweden.
        lead: The first sentence, where you have a better one.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    view = Projection.of(locale, country, data)
    t = view.t
    lead = view.optional(lead)
    buyer = view.text(buyer)
    notices_url = view.url(notices_url)
    first = lead or t("You can sell to us even if you have never submitted a bid. Here is how.")
    listed = view.procurements(data)
    coming = _coming(listed, buyer, today)
    return Publication(
        id=slug_of("bid-handout", buyer),
        slug=slug_of(t.c("slug", "five-steps-to-a-bid"), buyer),
        title=t("Five steps to a bid"),
        kind="handout",
        locale=t.locale,
        blocks=[
            blocks.Paragraph(first, lead=True),
            *steps(notices_url, view),
            *_deadlines(coming, listed.ids, t),
            blocks.Heading(t("Ten words you will meet")),
            words(view),
            _small_purchases(direct_limit, view),
            *_whom_to_call(view.contact(contact), t),
        ],
        facts=PublicFacts(procurements=tuple(procurement.public for procurement in coming)),
        summary=first,
        updated=today,
        publisher_name=buyer or _only_buyer(listed),
    )


def _coming(listed: PublicProcurements, buyer: str, today: date) -> list[ProcurementFacts]:
    """Return what has a next date, the nearest first."""
    of_buyer = [procurement for procurement in listed.every if _is_of(procurement, buyer)]
    dated = (slot for slot in timetable(of_buyer, today) if slot.kind in (Kind.OPEN, Kind.GROUP))
    procurements = [procurement for slot in dated for procurement in slot.procurements]
    return [
        procurement
        for procurement in procurements
        if procurement.stage is not Stage.ADVERTISED or procurement.tender_deadline
    ][:DEADLINES]


def _only_buyer(listed: PublicProcurements) -> str:
    """Return who buys, where the data names one buyer alone."""
    named = {procurement.buyer for procurement in listed.every if procurement.buyer}
    return named.pop() if len(named) == 1 else ""


def _is_of(procurement: ProcurementFacts, buyer: str) -> bool:
    named = {procurement.buyer, procurement.buyer_id} - {""}
    return not buyer or not named or buyer in named


def _small_purchases(limit: Money | None, view: Projection) -> blocks.Box:
    t = view.t
    if limit:
        amount = languages.format_money(limit, t.locale)
        direct = t("A purchase of less than {amount} may be a direct award: we need not advertise it.", amount=amount)
    else:
        direct = t("Below an amount that the law sets, a purchase may be a direct award: we need not advertise it.")
    sentences = [
        direct,
        t("Instead we often ask a few companies. So tell us that you are there, and what you can do."),
        _law("small.rules", view),
    ]
    return blocks.Box(title=t("Small purchases"), blocks=[blocks.Paragraph(" ".join(filter(None, sentences)))])


def _deadlines(coming: list[ProcurementFacts], ids: PageIds, t: Translator) -> Iterable[Block]:
    yield blocks.Heading(t("Our next deadlines"))
    if not coming:
        yield blocks.Paragraph(t("Right now no date is set. Look here again from time to time."))
    else:
        yield blocks.Table(
            caption=t("What you can bid for next"),
            columns=[
                blocks.Column(key="title", title=t("What")),
                blocks.Column(key="when", title=t("When")),
                blocks.Column(key="notice_url", title=t("Where to bid")),
            ],
            rows=[_deadline(procurement, ids, t) for procurement in coming],
        )
    yield blocks.Paragraph(all_plans(t))


def _deadline(procurement: ProcurementFacts, ids: PageIds, t: Translator) -> tuple[Cell, ...]:
    return (link_to(procurement, ids, t), next(iter(when_due(procurement, t)), None), where_to_bid(procurement, t))


def _whom_to_call(known: PublicContact | None, t: Translator) -> Iterable[Block]:
    if known:
        yield blocks.Heading(t("Call us"))
        yield blocks.Paragraph(t.parts("Ask {contact}.", contact=whom_to_ask(known)))
        yield blocks.Paragraph(
            t("We explain how it works, and what we plan. Questions about an open procurement belong in the system.")
        )
