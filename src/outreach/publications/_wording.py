"""Pieces that several publications say in the same way."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from outreach import languages
from outreach.blocks import AsWritten, Cell, Inline, Link, Missing, Moment
from outreach.languages import foreign_lang
from outreach.model import Stage
from outreach.publications import _advertising
from outreach.publications._public import masked
from outreach.publications._tongue import one_text, words
from outreach.rendering._cells import format_cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks import Text
    from outreach.languages import Translator
    from outreach.model import Procurement
    from outreach.rendering._publication import PublicContact

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


def as_written(procurement: Procurement, field: str) -> str:
    """Return the text of a *field* that could not be read, without personal numbers; empty where there is none."""
    return masked(dict(procurement.incomplete).get(field, ""))


def cell(procurement: Procurement, field: str, missing: str, t: Translator) -> Cell:
    """Return a *field* for a table: the value, else the text as written, else what is said in its absence."""
    value: Cell = getattr(procurement, field)
    if value is not None:
        return value
    text = as_written(procurement, field)
    return AsWritten(text, lang=foreign_lang(procurement.lang, t.locale)) if text else Missing(missing)


def in_words(procurement: Procurement, field: str, missing: str, t: Translator) -> Text:
    """Return a *field* for a list of facts, in words; a text that could not be read is quoted."""
    value: Cell = getattr(procurement, field)
    if isinstance(value, date):
        return (moment(value, t.locale),)
    if value is not None:
        return (format_cell(value, t.locale),)
    text = as_written(procurement, field)
    said = words(text, procurement.lang, t)
    return one_text(t.parts("the list says: “{text}”", text=said)) if text else (missing,)


def when_and_how_much(procurement: Procurement, t: Translator) -> str:
    """Return in few words when a procurement is due and what it may cost; empty where neither is known."""
    known = [*when_due(procurement, t), *_how_much(procurement, t)]
    return ", ".join(known)


def when_due(procurement: Procurement, t: Translator) -> Iterable[str]:
    """Yield what comes next of a procurement, and when, in few words; nothing where that is not known."""
    if procurement.stage is Stage.ADVERTISED and procurement.tender_deadline:
        deadline = languages.format_moment(procurement.tender_deadline, t.locale)
        yield t("bids by {date}", date=deadline)
    elif procurement.stage is Stage.ADVERTISED:
        yield t("open for bids now")
    elif procurement.planned_publication:
        yield _advertising.due(procurement, procurement.planned_publication, t)


def _how_much(procurement: Procurement, t: Translator) -> Iterable[str]:
    if procurement.estimated_value:
        yield languages.format_estimate(procurement.estimated_value, t.locale)
