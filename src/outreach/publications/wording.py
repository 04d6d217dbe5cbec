"""What several publications word in the same way: terms of law, advertising, contacts, texts in other languages."""

from __future__ import annotations

import enum
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from outreach import languages
from outreach import words as vocabulary
from outreach.blocks import AsWritten, Cell, Foreign, Inline, Link, Missing, Moment
from outreach.fields.procurement import PROCUREMENT
from outreach.languages import foreign_lang, format_list
from outreach.model import Procedure, Stage, Technique
from outreach.rendering._cells import format_cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks import Text
    from outreach.fields.row import Place
    from outreach.languages import Translator
    from outreach.model import Period
    from outreach.publications.facts import ProcurementFacts, PublicContract, PublicSession
    from outreach.publications.ids import PageIds
    from outreach.rendering._publication import PublicContact


_ROWS: Final = {row.public_name: row for row in PROCUREMENT}


def explained(term: Procedure | Technique, t: Translator) -> str:
    """Return what a *term* of law means (förklaring); empty where there is nothing to explain."""
    return _explanations(t).get(term, "")


def terms_of(procurements: Iterable[ProcurementFacts], t: Translator) -> list[tuple[str, str]]:
    """Return the terms that the *procurements* use, with their explanations, in the order of the model."""
    used: set[Procedure | Technique | None] = set()
    for procurement in procurements:
        used |= {procurement.procedure, *procurement.techniques}
    return [
        (languages.capitalise(languages.label(term, t.locale)), explained(term, t))
        for term in (*Procedure, *Technique)
        if term in used and explained(term, t)
    ]


def _explanations(t: Translator) -> dict[Procedure | Technique, str]:
    return {
        Procedure.OPEN: t("every company may bid"),
        Procedure.RESTRICTED: t("every company may apply, and those we select may bid"),
        Procedure.NEGOTIATED: t("every company may apply, and we negotiate with those we select"),
        Procedure.NEGOTIATED_WITHOUT_CALL: t("we negotiate with one or more companies without advertising"),
        Procedure.COMPETITIVE_DIALOGUE: t("we discuss solutions with the companies we select before they bid"),
        Procedure.INNOVATION_PARTNERSHIP: t("we develop something new together with one or more companies"),
        Procedure.DIRECT: t("a purchase without advertising, below a certain amount"),
        Procedure.SIMPLIFIED: t("every company may bid, and we may negotiate"),
        Procedure.SELECTION: t("every company may apply, and we invite some to bid"),
        Technique.FRAMEWORK: t("an agreement on the terms of purchases we make later"),
        Technique.CALL_OFF: t("a purchase under a framework agreement that is in place"),
        Technique.RENEWED_COMPETITION: t("companies in a framework agreement bid anew for a purchase"),
        Technique.DYNAMIC_PURCHASING_SYSTEM: t("you can join at any time, and then bid for each purchase"),
        Technique.FREE_CHOICE: t("the people who use the service choose among approved companies"),
    }


_PLACE: Final = re.compile(r"\{(\d+)\}")


def words(text: str, lang: str, t: Translator) -> str | Foreign:
    """Return *text* as it is where its language is the publication's, else marked with it.

    Args:
        text: What the record says, without personal numbers.
        lang: The record's language; empty: Swedish.
        t: The language of the publication.
    """
    foreign = foreign_lang(lang, t.locale)
    return Foreign(text, foreign) if text and foreign else text


def title_of(procurement: ProcurementFacts | PublicContract, t: Translator) -> str | Foreign:
    """Return what a record is called, in its own language."""
    return words(procurement.title, procurement.lang, t)


def link_to(procurement: ProcurementFacts, ids: PageIds, t: Translator) -> Link:
    """Return the link to the page of a procurement, called what it is called."""
    return Link(procurement.title, to=ids.of(procurement), lang=foreign_lang(procurement.lang, t.locale))


def in_language_of(session: PublicSession, text: str, t: Translator) -> str | Foreign:
    """Return what an item of a programme says: in its own language where it names one, else in the programme's."""
    return words(text, session.lang or t.lang, t)


def industry_lang(procurement: ProcurementFacts, locale: str) -> str:
    """Return the language of the industry (bransch) where it is the list's own word, and not of the publication's."""
    return foreign_lang(procurement.lang, locale) if procurement.industry and not procurement.industry_code else ""


def one_text(parts: Iterable[Inline]) -> Text:
    """Return *parts* with the plain texts that stand side by side made one: a sentence without foreign words is one."""
    merged: list[Inline] = []
    for part in parts:
        if merged and isinstance(part, str) and isinstance(last := merged[-1], str):
            merged[-1] = last + part
        else:
            merged.append(part)
    return tuple(merged)


def plain_part(part: Inline) -> str:
    """Return a part of a text without its markup."""
    return part if isinstance(part, str) else part.text


def listed(items: Iterable[Inline], t: Translator) -> Text:
    """Return *items* as a list within a sentence (uppräkning), each in its own language."""
    every = tuple(items)
    pattern = format_list([f"{{{place}}}" for place in range(len(every))], t.locale)
    pieces = enumerate(_PLACE.split(pattern))
    return one_text(every[int(piece)] if at % 2 else piece for at, piece in pieces if piece)


_CLOSED: Final = frozenset({Technique.CALL_OFF, Technique.RENEWED_COMPETITION})
_QUIET: Final = frozenset({Procedure.DIRECT, Procedure.NEGOTIATED_WITHOUT_CALL})


def is_advertised(procurement: ProcurementFacts) -> bool:
    """Tell whether there is, or will be, a notice (annonseras).

    A direct award needs none, and a call-off is for the companies of its framework agreement alone; but a buyer may
    advertise what it need not, and then the list says so.
    """
    if procurement.notice_url or procurement.tender_deadline:
        return True
    if procurement.procedure in _QUIET:
        return any(word in procurement.procedure_text.casefold() for word in vocabulary.listed("notices", "advertised"))
    return not _CLOSED & set(procurement.techniques)


def advertising_planned(procurement: ProcurementFacts, period: Period, t: Translator) -> str:
    """Return that a procurement is planned for a *period*, as a sentence: to advertise it, or to buy."""
    when = languages.format_when(period, t.locale)
    if is_advertised(procurement):
        return t("We plan to advertise this procurement {when}.", when=when)
    return t("We plan to buy this {when}.", when=when)


def advertising_was_planned(procurement: ProcurementFacts, period: Period, t: Translator) -> str:
    """Return the same of a *period* that has passed."""
    when = languages.format_when(period, t.locale)
    if is_advertised(procurement):
        return t("We planned to advertise this procurement {when}. Ask us what applies now.", when=when)
    return t("We planned to buy this {when}. Ask us what applies now.", when=when)


def advertising_without_date(procurement: ProcurementFacts, t: Translator) -> str:
    """Return that a procurement is planned, and nobody knows for when."""
    if is_advertised(procurement):
        return t("We plan this procurement. When we will advertise it is not set yet.")
    return t("We plan this purchase. When we will buy is not set yet.")


def advertising_due(procurement: ProcurementFacts, period: Period, t: Translator) -> str:
    """Return what will happen when, in few words."""
    when = languages.format_when(period, t.locale)
    if period.is_open:
        return when
    if is_advertised(procurement):
        return t("to be advertised {when}", when=when)
    return t("to be bought {when}", when=when)


def advertising_term(procurement: ProcurementFacts, t: Translator) -> str:
    """Return what the planned time is the time of."""
    return t("To be advertised") if is_advertised(procurement) else t("To be bought")


def how_to_bid(procurement: ProcurementFacts, t: Translator) -> str:
    """Return what a supplier does who wants what is planned."""
    if is_advertised(procurement):
        return t("You can bid when we have advertised it. The link will be here.")
    if _CLOSED & set(procurement.techniques):
        return t("Only companies in the framework agreement can supply this.")
    if procurement.procedure is Procedure.DIRECT:
        return t("A direct award need not be advertised. Tell us if you want to bid.")
    return t("This purchase is not advertised. Ask us how it is made.")


LIST_ID: Final = "procurement-list"
"""What other publications link to as the list of planned procurements."""


def all_plans(t: Translator) -> Text:
    """Return where all plans are: a sentence that can be read on paper too."""
    return t.parts("All our plans are in {list}.", list=Link(t("our list of procurements"), to=LIST_ID))


def moment(value: date | datetime, locale: str, *, weekday: bool = False) -> Moment:
    """Return a day or a time with its words."""
    return Moment(value, languages.format_moment(value, locale, weekday=weekday))


def reach(contact: PublicContact) -> Text:
    """Return how to reach a *contact*: e-mail and telephone as links, a comma between."""
    links = []
    if contact.email:
        links.append(Link(contact.email, url=f"mailto:{contact.email}"))
    if contact.phone:
        links.append(Link(contact.phone, url=f"tel:{re.sub(r'[^0-9+]', '', contact.phone)}"))
    return joined([(link,) for link in links])


def whom_to_ask(contact: PublicContact) -> Text:
    """Return a *contact* in full: name, role, e-mail, telephone."""
    pieces = [(contact.name,), (contact.role,), reach(contact)]
    return joined([piece for piece in pieces if any(piece)])


def joined(pieces: Iterable[Text], between: Inline = ", ") -> Text:
    """Return the *pieces* as one text."""
    parts: list[Inline] = []
    for piece in pieces:
        parts.extend((between, *piece) if parts else piece)
    return tuple(parts)


def as_written(procurement: ProcurementFacts, field: str) -> str:
    """Return the text of a *field* that could not be read; empty where there is none."""
    return dict(procurement.incomplete).get(field, "")


def cell(procurement: ProcurementFacts, field: str, missing: str, t: Translator) -> Cell:
    """Return a *field* for a table: the value, else the text as written, else what is said in its absence."""
    value: Cell = getattr(procurement, field)
    if value is not None:
        return value
    text = as_written(procurement, field)
    return AsWritten(text, lang=foreign_lang(procurement.lang, t.locale)) if text else Missing(missing)


def called(name: str, place: Place, t: Translator) -> str:
    """Return what an attribute of a procurement, by the name it has among the facts, is called at a place."""
    return t.of(_ROWS[name].label_at(place))


def shown_at(name: str) -> tuple[Place, ...]:
    """Return where an attribute of a procurement is shown."""
    return _ROWS[name].shown


def plain(value: object, t: Translator) -> str:
    """Return a word of the model, a list of them or of texts, or a text; empty for what is no text."""
    if isinstance(value, enum.Enum):
        return languages.label(value, t.locale)
    if isinstance(value, tuple):
        words_of = [plain(item, t) for item in value]
        is_words = any(isinstance(item, enum.Enum) for item in value)
        return ", ".join(words_of) if is_words else languages.format_list(words_of, t.locale)
    return value if isinstance(value, str) else ""


def in_words(procurement: ProcurementFacts, field: str, missing: str, t: Translator) -> Text:
    """Return a *field* for a list of facts, in words; a text that could not be read is quoted."""
    value = procurement.value(field)
    if isinstance(value, (str, tuple)):
        return (words(plain(value, t), procurement.lang, t),)
    if isinstance(value, date):
        return (moment(value, t.locale),)
    if value is not None:
        return (format_cell(value, t.locale),)
    text = as_written(procurement, field)
    quoted = words(text, procurement.lang, t)
    return one_text(t.parts("the list says: “{text}”", text=quoted)) if text else (missing,)


def when_and_how_much(procurement: ProcurementFacts, t: Translator) -> str:
    """Return in few words when a procurement is due and what it may cost; empty where neither is known."""
    known = [*when_due(procurement, t), *_how_much(procurement, t)]
    return ", ".join(known)


def when_due(procurement: ProcurementFacts, t: Translator) -> Iterable[str]:
    """Yield what comes next of a procurement, and when, in few words; nothing where that is not known."""
    if procurement.stage is Stage.ADVERTISED and procurement.tender_deadline:
        deadline = languages.format_moment(procurement.tender_deadline, t.locale)
        yield t("bids by {date}", date=deadline)
    elif procurement.stage is Stage.ADVERTISED:
        yield t.n("open for bids now", "open for bids now", 1)
    elif procurement.planned_publication:
        yield advertising_due(procurement, procurement.planned_publication, t)


def _how_much(procurement: ProcurementFacts, t: Translator) -> Iterable[str]:
    if procurement.estimated_value:
        yield languages.format_estimate(procurement.estimated_value, t.locale)
