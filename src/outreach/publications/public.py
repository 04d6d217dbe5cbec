"""The public projection of records: what a page may show, and nothing beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from outreach import codes, languages
from outreach.errors import UnreadableError
from outreach.model import Identifier, Stage
from outreach.rendering._publication import PublicContact, PublicEvent, PublicProcurement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.dataset import Dataset
    from outreach.languages import Translator
    from outreach.model import Contact, Event, Money, Procurement


_MAY_BE_PERSONAL: Final = re.compile(r"(?<!\d)(?:\d{2})?\d{6}\s?[-+\u2010-\u2015\u2212]?\s?\d{4}(?!\d)")
"""Whatever dash or blank an office program has made of the hyphen."""

MASK: Final = "******-****"


def masked(text: str) -> str:
    """Return *text* without personal identity numbers (personnummer): lists and names carry them now and then."""
    return _MAY_BE_PERSONAL.sub(_mask, text)


def _mask(found: re.Match[str]) -> str:
    try:
        identifier = Identifier.organisation(found[0])
    except UnreadableError:
        return found[0]
    return MASK if identifier.is_personal else found[0]


def public_contact(contact: Contact | None, locale: str) -> PublicContact | None:
    """Return whom to ask (kontaktperson) in office: name, role, e-mail and telephone; None where there is nothing."""
    if contact is None or not (contact.name or contact.email or contact.phone):
        return None
    role = languages.label(contact.role, locale) if contact.role else ""
    return PublicContact(name=masked(contact.name), role=role, email=contact.email, phone=contact.phone)


def public_procurement(
    procurement: Procurement, locale: str, *, winners: Iterable[str] = (), awarded_value: Money | None = None
) -> PublicProcurement:
    """Return what all may know of a *procurement* (upphandling).

    Args:
        procurement: The record.
        locale: The language of its industry and of a contact's role.
        winners: Who was chosen, by name; left out before it is decided.
        awarded_value: What was agreed; left out before it is decided.
    """
    is_decided = procurement.stage in (Stage.AWARDED, Stage.CONTRACTED)
    return PublicProcurement(
        id=masked(procurement.id),
        title=masked(procurement.title),
        description=masked(procurement.description),
        internal_id=masked(procurement.internal_id),
        buyer=masked(procurement.buyer),
        unit=masked(procurement.unit),
        industry=industry_of(procurement, locale),
        cpv=tuple(each.code for each in procurement.classifications if each.scheme == "CPV"),
        stage=procurement.stage,
        nature=procurement.nature,
        procedure=procurement.procedure,
        estimated_value=procurement.estimated_value,
        planned_publication=procurement.planned_publication,
        question_deadline=procurement.question_deadline,
        tender_deadline=procurement.tender_deadline,
        contract_period=procurement.contract_period,
        contract_length=procurement.contract_length,
        current_contract_ends=procurement.current_contract_ends,
        incumbents=tuple(map(masked, procurement.incumbents)),
        winners=tuple(map(masked, winners)) if is_decided else (),
        awarded_value=awarded_value if is_decided else None,
        contact=public_contact(procurement.purchaser, locale),
        notice_url=procurement.notice_url,
        changed=procurement.changed,
        lang=procurement.lang,
    )


def industry_code(procurement: Procurement) -> str:
    """Return the code of the industry: of the list's own word where it is known, else what CPV tells; or nothing."""
    if procurement.industry:
        return codes.industry_by_name(procurement.industry) or ""
    told = (codes.industry_of_cpv(each.code) for each in procurement.classifications if each.scheme == "CPV")
    return next(filter(None, told), "")


def industry_of(procurement: Procurement, locale: str) -> str:
    """Return the industry (bransch): the list's own word in the language where it is known, else what CPV tells."""
    code = industry_code(procurement)
    return codes.industry(code).label(locale) if code else masked(procurement.industry)


def public_event(event: Event) -> PublicEvent:
    """Return what all may know of an *event* (företagarträff): no staff, no speakers, no participants."""
    return PublicEvent(
        id=event.id,
        title=masked(event.title),
        description=masked(event.description),
        starts=event.starts,
        ends=event.ends,
        venue=masked(event.venue),
        organiser=masked(event.organiser),
        registration_url=event.registration_url,
        status=event.status,
        changed=event.changed,
    )


_ADDRESS: Final = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[^\s@<>(),;:.]+")
_PHONE: Final = re.compile(r"(?<![\w/-])(?:\+\d{1,3}[ -]?|0)\d{1,3}(?:[ -]?\d{2,3}){2,4}(?![\w-])")
_SHORTEST: Final = 4
"""A name of fewer letters is a word of the language as well."""


@attrs.frozen
class Anonymous:
    """Takes from a text what would tell who wrote it (avidentifiera): addresses, numbers, names that are known.

    A person releases a text before it is published; this is the second pair of eyes.
    """

    _names: re.Pattern[str] | None
    _instead: str

    @classmethod
    def of(cls, data: Dataset, t: Translator) -> Anonymous:
        """Return what knows the companies and people on the lists of participants of *data*."""
        companies = {each.supplier_name for each in data.participations}
        people = {each.contact.name for each in data.participations if each.contact}
        names = sorted(
            (name for name in companies | people if len(name) >= _SHORTEST), key=lambda name: (-len(name), name)
        )
        found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE) if names else None
        return cls(found, t("[name left out]"))

    def __call__(self, text: str) -> str:
        """Return *text* without them."""
        bare = _PHONE.sub(self._instead, _ADDRESS.sub(self._instead, masked(text)))
        return self._names.sub(self._instead, bare) if self._names else bare
