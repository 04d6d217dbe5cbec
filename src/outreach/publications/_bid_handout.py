"""The handout of the tender school: how to bid, for who never did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from outreach import analysis, blocks, languages
from outreach.analysis import Kind
from outreach.languages import DEFAULT_LOCALE, Translator
from outreach.model import Stage
from outreach.publications._bid_steps import steps
from outreach.publications._bid_words import words
from outreach.publications._ids import PageIds, ids_of
from outreach.publications._procurement_rows import where_to_bid
from outreach.publications._public import masked, public_contact, public_procurement
from outreach.publications._slugs import slug_of
from outreach.publications._tongue import link_to
from outreach.publications._wording import all_plans, when_due, whom_to_ask
from outreach.rendering._publication import Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from outreach.blocks import Block, Cell
    from outreach.dataset import Dataset
    from outreach.model import Contact, Money, Procurement

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
    locale: str = DEFAULT_LOCALE,
    lead: str | None = None,
) -> Publication:
    """Compose the handout of the tender school (anbudsskola): five steps to a bid, for who never placed one.

    Each step says where and how long; then this buyer's next three deadlines, ten words of procurement explained, and
    whom to call. It follows the Swedish act on public procurement (lagen om offentlig upphandling, LOU): notices in a
    registered database since 2021, questions and answers through the system to all, a declaration first and evidence
    later, secrecy until the decision, the standstill before the contract, review by the administrative court. In
    English the Swedish words stand beside, since notices use them.

    Args:
        data: What was read, for the next deadlines.
        today: The day it is: what has passed is not told of.
        buyer: Who hands it out; where the data names buyers, the deadlines are this one's (name or key).
        contact: Whom to call.
        notices_url: The database where the buyer's notices stand; empty: the public register of such databases.
        direct_limit: Below what amount a direct award is allowed, as the law says when this is handed out; None: the
            limit is told of without a sum.
        locale: The language, such as ``"sv_SE"`` or ``"en_GB"``.
        lead: The first sentence, where you have a better one.

    Raises:
        outreach.errors.LanguageError: There is no catalogue for *locale*.
    """
    t = languages.translator(locale)
    first = lead or t("You can sell to us even if you have never submitted a bid. Here is how.")
    coming = _coming(data, buyer, today)
    return Publication(
        id=slug_of("bid-handout", buyer),
        slug=slug_of(t.c("slug", "five-steps-to-a-bid"), buyer),
        title=t("Five steps to a bid"),
        kind="handout",
        locale=t.locale,
        blocks=[
            blocks.Paragraph(first, lead=True),
            *steps(notices_url, t),
            *_deadlines(coming, ids_of(data.procurements), t),
            blocks.Heading(t("Ten words you will meet")),
            words(t),
            _small_purchases(direct_limit, t),
            *_whom_to_call(contact, t),
        ],
        facts=PublicFacts(procurements=tuple(public_procurement(each, t.locale) for each in coming)),
        summary=first,
        updated=today,
        publisher_name=buyer or _only_buyer(data),
    )


def _coming(data: Dataset, buyer: str, today: date) -> list[Procurement]:
    """Return what has a next date, the nearest first."""
    of_buyer = [each for each in data.procurements if _is_of(each, buyer)]
    dated = (slot for slot in analysis.timetable(of_buyer, today=today) if slot.kind in (Kind.OPEN, Kind.GROUP))
    found = [each for slot in dated for each in slot.procurements]
    return [each for each in found if each.stage is not Stage.ADVERTISED or each.tender_deadline][:DEADLINES]


def _only_buyer(data: Dataset) -> str:
    """Return who buys, where the data names one buyer alone."""
    named = {masked(each.buyer) for each in data.procurements if each.buyer}
    return named.pop() if len(named) == 1 else ""


def _is_of(procurement: Procurement, buyer: str) -> bool:
    named = {procurement.buyer, procurement.buyer_id} - {""}
    return not buyer or not named or buyer in named


def _small_purchases(limit: Money | None, t: Translator) -> blocks.Box:
    if limit:
        amount = languages.format_money(limit, t.locale)
        direct = t("A purchase of less than {amount} may be a direct award: we need not advertise it.", amount=amount)
    else:
        direct = t("Below an amount that the law sets, a purchase may be a direct award: we need not advertise it.")
    sentences = [
        direct,
        t("Instead we often ask a few companies. So tell us that you are there, and what you can do."),
        t("Below the EU’s thresholds simpler, national rules apply. The notice says how it is done this time."),
    ]
    return blocks.Box(title=t("Small purchases"), blocks=[blocks.Paragraph(" ".join(sentences))])


def _deadlines(coming: list[Procurement], ids: PageIds, t: Translator) -> Iterable[Block]:
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
            rows=[_deadline(each, ids, t) for each in coming],
        )
    yield blocks.Paragraph(all_plans(t))


def _deadline(each: Procurement, ids: PageIds, t: Translator) -> tuple[Cell, ...]:
    return (
        link_to(each, ids, t),
        next(iter(when_due(each, t)), None),
        where_to_bid(each, t),
    )


def _whom_to_call(contact: Contact | None, t: Translator) -> Iterable[Block]:
    known = public_contact(contact, t.locale)
    if known:
        yield blocks.Heading(t("Call us"))
        yield blocks.Paragraph(t.parts("Ask {contact}.", contact=whom_to_ask(known)))
        yield blocks.Paragraph(
            t("We explain how it works, and what we plan. Questions about an open procurement belong in the system.")
        )
