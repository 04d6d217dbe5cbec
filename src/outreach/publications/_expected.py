"""Who is expected at which table of a fair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from outreach import codes
from outreach.analysis._fair import OTHER
from outreach.analysis._industry import industry_named, industry_of_supplier
from outreach.model import Participation, ParticipationRole
from outreach.publications._alphabet import in_alphabet
from outreach.publications._fair_tables import keys_of
from outreach.publications._fair_topics import is_at
from outreach.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.languages import Translator
    from outreach.model import Session, Supplier


@attrs.frozen(kw_only=True)
class Expected:
    """Who is expected (väntade besökare).

    Attributes:
        at: For each table who fits it, by company.
        nowhere: How many of those who come fit no table.
    """

    at: tuple[tuple[Participation, ...], ...]
    nowhere: int


def companies(participations: Iterable[Participation]) -> list[list[Participation]]:
    """Return *participations* by company, by its number or its name; who names none is one alone."""
    every = list(participations)
    named = {each.supplier_id: fold(each.supplier_name) for each in reversed(every) if each.supplier_name}
    found: dict[str, list[Participation]] = {}
    for number, each in enumerate(every):
        name = (named.get(each.supplier_id) if each.supplier_id else "") or fold(each.supplier_name)
        found.setdefault(name or each.supplier_id or f"\0{number}", []).append(each)
    return list(found.values())


def expected(
    tables: Sequence[Session], participations: Iterable[Participation], suppliers: Iterable[Supplier], t: Translator
) -> Expected:
    """Put those who come to the *tables* they fit: one, several or none."""
    told = [(each, found.key) for each in suppliers if (found := industry_of_supplier(each))]
    register = {fold(each.name): key for each, key in told} | {each.id: key for each, key in told}
    who = [each for each in participations if each.role is ParticipationRole.SUPPLIER]
    ordered = sorted(who, key=lambda each: (in_alphabet(each.supplier_name or "\uffff", t.lang), _name(each, t)))
    own = {key for table in tables for key in keys_of(table)} - {OTHER}
    places = [{at for at, table in enumerate(tables) if _fits(each, table, own, register)} for each in ordered]
    at = tuple(
        tuple(each for each, fitting in zip(ordered, places, strict=True) if place in fitting)
        for place in range(len(tables))
    )
    return Expected(at=at, nowhere=sum(not fitting for fitting in places))


def _name(each: Participation, t: Translator) -> str:
    return in_alphabet(each.contact.name if each.contact else "", t.lang)


def _fits(each: Participation, table: Session, own: set[str], register: dict[str, str]) -> bool:
    """Tell whether a table is one that somebody wants: by choice of the programme, by whom to meet, by industry."""
    if {fold(each_id) for each_id in each.session_ids} & {fold(text) for text in _called(table)}:
        return True
    if any(fold(contact.name) in fold(wish) for contact in table.staff if contact.name for wish in each.wishes):
        return True
    keys = keys_of(table)
    return any(is_at(industry, keys, own) for industry in _industries(each, register))


def _called(table: Session) -> list[str]:
    return [text for text in (table.title, table.industry) if text]


def _industries(each: Participation, register: dict[str, str]) -> set[str]:
    """Return the industries that somebody is of, or wants to meet; the register is asked where nothing is said."""
    wished = {code for wish in each.wishes if (code := codes.industry_by_name(wish))}
    said = wished | ({industry_named(each.industry).key} if each.industry else set())
    known = register.get(each.supplier_id) or register.get(fold(each.supplier_name))
    return said or ({known} if known else set())
