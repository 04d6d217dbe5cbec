"""The page of a procurement, with its deadlines as appointments."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from outreach import blocks, codes, languages
from outreach.analysis import Kind
from outreach.blocks import Appointment
from outreach.errors import UnreadableError
from outreach.fields.row import Place
from outreach.languages import foreign_lang
from outreach.model import EventStatus, Precision, Stage, Technique
from outreach.publications import wording
from outreach.publications.ids import slug_of
from outreach.publications.procurements.tables import present_contract
from outreach.rendering._publication import Publication, PublicFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.blocks import Block, Text
    from outreach.languages import Translator
    from outreach.model import Procedure
    from outreach.publications.facts import ProcurementFacts, PublicCode
    from outreach.publications.procurements.listing import Listing

    Fact = tuple[str, str | Text]


def deadlines(procurement: ProcurementFacts, page: str, today: date, t: Translator) -> Iterable[Appointment]:
    """Yield the last days that are still to come of what is advertised (sista dag för frågor, sista anbudsdag).

    Of what was cancelled they are there as cancelled, so that nobody waits for them.

    Args:
        procurement: The procurement.
        page: The id of its page; with what it is the last day for, and the buyer, it names the entry for ever.
        today: The day it is.
        t: The language.
    """
    if procurement.stage not in (Stage.ADVERTISED, Stage.CANCELLED):
        return
    whose = (
        f"@{slug_of(procurement.buyer)}" if procurement.buyer else ""
    )  # who follows two buyers has both in one calendar
    lang = languages.foreign_lang(procurement.lang, t.locale)
    status = EventStatus.CANCELLED if procurement.stage is Stage.CANCELLED else EventStatus.PUBLISHED
    of_what = (
        ("questions", t("Questions by"), procurement.question_deadline),
        ("bids", t("Bid by"), procurement.tender_deadline),
    )
    for key, what, when in of_what:
        if when is not None and _day(when) >= today:
            yield Appointment(
                uid=f"{page}-{key}{whose}",
                title=t("{what}: {title}", what=what, title=procurement.title),
                lang=lang,
                named=procurement.title if lang else "",
                starts=when,
                description=procurement.description,
                url=procurement.notice_url,
                organiser=procurement.buyer,
                status=status,
                text=languages.format_moment(when, t.locale, weekday=True),
                industry=procurement.industry,
                is_deadline=True,
            )


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


def page(procurement: ProcurementFacts, listing: Listing, slug: str) -> Publication:
    """Compose the page of one *procurement* (upphandling) of a *listing*, to stand at the address *slug*."""
    t, kind = listing.t, listing.kind(procurement)
    change = listing.change(procurement)
    return Publication(
        id=listing.ids.of(procurement),
        slug=slug,
        title=procurement.title,
        title_lang=foreign_lang(procurement.lang, t.locale),
        kind="procurement",
        locale=t.locale,
        blocks=tuple(_blocks(procurement, kind, listing)),
        facts=PublicFacts(procurements=(procurement.public,), changes=(change,) if change else ()),
        summary=_lead(procurement, kind, t),
        updated=procurement.changed or listing.today,
        publisher_name=procurement.buyer,
    )


def _blocks(procurement: ProcurementFacts, kind: Kind, listing: Listing) -> Iterable[Block]:
    t = listing.t
    yield blocks.Paragraph(_lead(procurement, kind, t), lead=True)
    if change := listing.change(procurement):
        yield blocks.Paragraph((blocks.Strong(t("Changed since the last list:")), f" {change.text}"))
    if procurement.description:
        paragraphs = (text for text in procurement.description.split("\n\n") if text)
        yield from (blocks.Paragraph(wording.words(text, procurement.lang, t)) for text in paragraphs)
    yield from _bid(procurement, kind, t)
    days = tuple(deadlines(procurement, listing.ids.of(procurement), listing.today, t))
    yield from days
    yield blocks.Facts((*_result(procurement, t), *_facts(procurement, listing, {day.starts for day in days})))
    yield from _questions(procurement, kind, t)
    yield from _onwards(procurement, listing)


def _questions(procurement: ProcurementFacts, kind: Kind, t: Translator) -> Iterable[Block]:
    """Yield whom to ask; while bids are taken, the procurement system comes first: answers there reach everybody."""
    contact = procurement.contact
    if contact is None:
        return
    yield blocks.Heading(t("Questions"))
    if kind is Kind.OPEN:
        yield blocks.Paragraph(t("Ask in the system where the notice is. All who follow it get the answer."))
        yield blocks.Paragraph(t.parts("Contact: {contact}.", contact=wording.whom_to_ask(contact)))
    else:
        yield blocks.Paragraph(t.parts("Ask {contact}.", contact=wording.whom_to_ask(contact)))


def _onwards(procurement: ProcurementFacts, listing: Listing) -> Iterable[Block]:
    t = listing.t
    if industry := listing.industry(procurement):
        name = industry.in_a_sentence
        if industry.lang:
            yield blocks.Paragraph(t.parts("Everything we plan to buy in {industry}", industry=industry.link(name)))
        else:
            text = t("Everything we plan to buy in {industry}", industry=name)
            yield blocks.Paragraph(blocks.Link(text, to=industry.id))
    yield blocks.Paragraph(blocks.Link(t("Back to everything we plan to buy"), to=listing.id))


def _result(public: ProcurementFacts, t: Translator) -> Iterator[Fact]:
    """Yield who was chosen, and for how much; the projection knows it only of what is decided."""
    if public.winners:
        yield t("Chosen supplier"), languages.format_list(public.winners, t.locale)
    if public.awarded_value:
        yield t("Agreed value"), languages.format_money(public.awarded_value, t.locale)


def _lead(procurement: ProcurementFacts, kind: Kind, t: Translator) -> str:
    if kind is Kind.OPEN:
        return _lead_of_open(procurement, t)
    if kind is Kind.OTHER:
        return _lead_of_over(procurement, t)
    if kind is Kind.ONGOING:
        return _lead_of_ongoing(procurement, t)
    if procurement.planned_publication is None or kind is Kind.UNDATED:
        return wording.advertising_without_date(procurement, t)
    if kind is Kind.PASSED:
        return wording.advertising_was_planned(procurement, procurement.planned_publication, t)
    return wording.advertising_planned(procurement, procurement.planned_publication, t)


def _lead_of_open(procurement: ProcurementFacts, t: Translator) -> str:
    if procurement.tender_deadline is None:
        return t("This procurement is open for bids.")
    deadline = languages.format_moment(procurement.tender_deadline, t.locale, weekday=True)
    return t("This procurement is open for bids until {deadline}.", deadline=deadline)


def _lead_of_ongoing(procurement: ProcurementFacts, t: Translator) -> str:
    if {Technique.DYNAMIC_PURCHASING_SYSTEM, Technique.FREE_CHOICE} & set(procurement.techniques):
        return t("You can apply at any time.")
    return t("This procurement has no fixed date: it is ongoing.")


def _lead_of_over(procurement: ProcurementFacts, t: Translator) -> str:
    return {
        Stage.AWARDED: t("This procurement has been decided."),
        Stage.CONTRACTED: t("The contract has been signed."),
        Stage.CANCELLED: t("This procurement has been cancelled."),
    }.get(procurement.stage, t("The time for bids is over."))


def _bid(procurement: ProcurementFacts, kind: Kind, t: Translator) -> Iterable[Block]:
    if procurement.notice_url:
        text = t("Read the notice and bid") if kind is Kind.OPEN else t("Read the notice")
        yield blocks.Action(text, procurement.notice_url)
    elif kind is Kind.OPEN:
        yield blocks.Paragraph(
            t("You bid in the procurement system, where the notice is. Its link is not stated here.")
        )
    elif procurement.stage is Stage.PLANNED and kind is not Kind.ONGOING:
        yield blocks.Paragraph(wording.how_to_bid(procurement, t))


def _facts(procurement: ProcurementFacts, listing: Listing, shown_days: set[date]) -> Iterator[Fact]:
    """Yield what else is known; the last days in *shown_days* are left out."""
    t = listing.t
    yield from _when(procurement, t, shown_days)
    yield _called("estimated_value", t), wording.in_words(procurement, "estimated_value", t("not estimated"), t)
    yield from _contract(procurement, t)
    yield from _kind_of_purchase(procurement, listing)
    yield from _about(procurement, t)
    yield from _details(procurement, t)


def _when(procurement: ProcurementFacts, t: Translator, shown_days: set[date]) -> Iterator[Fact]:
    if procurement.is_planned:
        term = wording.advertising_term(procurement, t)
        yield term, wording.in_words(procurement, "planned_publication", t("date not set"), t)
    elif procurement.stage is Stage.CANCELLED and not procurement.notice_url:  # nobody knows that it was advertised
        yield from _known(t("Planned for"), procurement, "planned_publication", t)
    else:
        yield from _known(t("Advertising"), procurement, "planned_publication", t)
    if procurement.question_deadline not in shown_days:
        yield from _known(_called("question_deadline", t), procurement, "question_deadline", t)
    if procurement.tender_deadline not in shown_days:
        yield from _known(_called("tender_deadline", t), procurement, "tender_deadline", t)


def _contract(procurement: ProcurementFacts, t: Translator) -> Iterator[Fact]:
    yield from _contract_period(procurement, t)
    yield from _known(_called("contract_length", t), procurement, "contract_length", t)
    present = present_contract(procurement, t)
    if present:
        yield t("Present contract"), present


def _contract_period(procurement: ProcurementFacts, t: Translator) -> Iterator[Fact]:
    """Yield from when the contract runs; lists often tell its start alone."""
    period = procurement.contract_period
    if period is not None and period.start and period.end is None:
        yield _called("contract_period", t), (wording.moment(period.start, t.locale),)
    elif period is not None and period.precision is Precision.SPAN:
        yield t("Contract period"), languages.format_period(period, t.locale)
    else:
        yield from _known(_called("contract_period", t), procurement, "contract_period", t)


def _kind_of_purchase(procurement: ProcurementFacts, listing: Listing) -> Iterator[Fact]:
    t = listing.t
    if procurement.nature:
        yield _called("nature", t), languages.label(procurement.nature, t.locale)
    if industry := listing.industry(procurement):
        yield _called("industry", t), (industry.link(industry.label),)
    if procurement.classifications:
        codes_of = (_code(code, procurement.lang, t) for code in procurement.classifications)
        yield _called("cpv", t), wording.one_text(wording.joined(codes_of, "; "))
    if procurement.procedure:
        yield _called("procedure", t), _term(procurement.procedure, t)
    elif procurement.procedure_text and not procurement.techniques:  # else it is said as a technique
        yield _called("procedure", t), (wording.words(procurement.procedure_text, procurement.lang, t),)
    if procurement.techniques:
        yield (_called("techniques", t), "; ".join(_term(technique, t) for technique in procurement.techniques))


def _about(procurement: ProcurementFacts, t: Translator) -> Iterator[Fact]:
    if procurement.suits_small_suppliers:
        yield _called("suits_small_suppliers", t), t("yes")
    written = (
        (_called("buyer", t), procurement.buyer),
        (_called("unit", t), procurement.unit),
        (_called("internal_id", t), procurement.internal_id),
    )
    yield from ((term, text) for term, text in written if text)
    own = ((_called("certainty", t), procurement.certainty), (_called("comments", t), procurement.comments))
    yield from ((term, (wording.words(text, procurement.lang, t),)) for term, text in own if text)
    if procurement.changed:
        yield _called("changed", t), (wording.moment(procurement.changed, t.locale),)


def _details(procurement: ProcurementFacts, t: Translator) -> Iterator[Fact]:
    """Yield what the table of attributes shows on a page and nothing above speaks of."""
    yield from _known(_called("standstill_ends", t), procurement, "standstill_ends", t)
    for name, _ in procurement.details:
        if Place.PAGE in wording.shown_at(name):
            yield from _known(_called(name, t), procurement, name, t)


def _called(name: str, t: Translator) -> str:
    return wording.called(name, Place.PAGE, t)


def _known(term: str, procurement: ProcurementFacts, field: str, t: Translator) -> Iterator[Fact]:
    """Yield the fact if there is anything to tell: a value, or a text as written."""
    text = wording.in_words(procurement, field, "", t)
    if any(text):
        yield term, text


def _term(term: Procedure | Technique | None, t: Translator) -> str:
    """Return a *term* of law with what it means."""
    if term is None:
        return ""
    return ": ".join(filter(None, (languages.label(term, t.locale), wording.explained(term, t))))


def _code(classification: PublicCode, lang: str, t: Translator) -> Text:
    """Return a code and what it stands for: as the record, which is in *lang*, says it, else by the code list."""
    known = (classification.scheme, classification.code, _code_label(classification, lang, t))
    return wording.joined(((part,) for part in known if part), " ")


def _code_label(classification: PublicCode, lang: str, t: Translator) -> str | blocks.Foreign:
    if classification.label or classification.scheme != "CPV":
        return wording.words(classification.label, lang, t)
    try:
        code = codes.cpv(classification.code)
    except UnreadableError:
        return ""
    name = code.division.label(t.locale) or ""
    return name if code.code == code.division.code or not name else t("(division: {name})", name=name)
