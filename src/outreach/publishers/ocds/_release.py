"""A procurement as a release of OCDS 1.1, in the words of its schema; what all may know of it, and no more."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import attrs

from outreach import NO_CURRENCY, Identifier, Nature, Procedure, Stage, languages, rendering
from outreach.publishers.folder._files import group_stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from outreach import Estimate, Money, Period, PublicContact, PublicProcurement

Json = dict[str, Any]

_TAGS: Final[Mapping[Stage, str]] = {
    Stage.PLANNED: "planning",
    Stage.ADVERTISED: "tender",
    Stage.CLOSED: "tenderUpdate",
    Stage.AWARDED: "award",
    Stage.CONTRACTED: "contract",
    Stage.CANCELLED: "tenderCancellation",
}
_STATUSES: Final[Mapping[Stage, str]] = {
    Stage.PLANNED: "planned",
    Stage.ADVERTISED: "active",
    Stage.CANCELLED: "cancelled",
}
_NATURES: Final[Mapping[Nature, str]] = {Nature.SUPPLIES: "goods", Nature.SERVICES: "services", Nature.WORKS: "works"}
# The standard has four methods; what is none of them alone is said in words, not taken for one of them.
_METHODS: Final[Mapping[Procedure, str]] = {
    Procedure.OPEN: "open",
    Procedure.RESTRICTED: "selective",
    Procedure.NEGOTIATED_WITHOUT_CALL: "limited",
    Procedure.DIRECT: "direct",
}
_DECIDED: Final = (Stage.AWARDED, Stage.CONTRACTED)
PLANNED_PUBLICATION: Final = "plannedPublication"
"""The code of the milestone that says when a procurement is to be advertised."""

_PLAIN: Final = re.compile(r"[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*", re.ASCII)
_MOST: Final = 40
_END_OF_DAY: Final = time(23, 59, 59)


@attrs.frozen(kw_only=True)
class Making:
    """What every release is made with: its language, its zone, and who publishes."""

    prefix: str  # of every ``ocid``
    locale: str  # the language of the publication
    zone: ZoneInfo  # in which days end
    publisher_name: str  # the buyer, where the procurement names none
    identifier: Identifier | None  # the publisher's number
    shared: frozenset[str] = frozenset()  # ids that several buyers give, each to a procurement of its own


def ocid_of(procurement_id: str, prefix: str) -> str:
    """Return the id of the process, the same for ever; what came from OCDS keeps its own."""
    if procurement_id.startswith("ocds-") and procurement_id == rendering.one_line(procurement_id):
        return procurement_id
    return f"{prefix}-{_key(procurement_id)}"


def _key(text: str) -> str:
    """Return *text* as part of an id: itself where it is letters and digits, else with digits that tell it apart."""
    if _PLAIN.fullmatch(text):
        return text
    digits = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{group_stem(text)[:_MOST]}-{digits}"


def _ocid(procurement: PublicProcurement, making: Making) -> str:
    """Return the id of a procurement's process; of an id that several buyers give, the buyer is a part."""
    ocid = ocid_of(procurement.id, making.prefix)
    if procurement.id not in making.shared or ocid == procurement.id:
        return ocid
    return f"{ocid}-{_key(rendering.one_line(procurement.buyer).casefold() or 'none')}"


def release_of(procurement: PublicProcurement, making: Making) -> Json:
    """Return the release of a *procurement*, without its id and date, which depend on what was published before."""
    lang = languages.text_lang(procurement.lang if rendering.is_language_tag(procurement.lang) else "")
    making = _speaking(making, lang)
    name = rendering.one_line(procurement.buyer) or making.publisher_name
    buyer = _buyer(name, making) if name else {}
    winners = _references(procurement.winners if procurement.stage in _DECIDED else ())
    result = {
        "ocid": _ocid(procurement, making),
        "tag": [_TAGS[procurement.stage]],
        "initiationType": "tender",
        "language": lang,
        "parties": list(_parties(buyer, winners, procurement.contact, making)),
        "buyer": buyer,
        "planning": _planning(procurement, making),
        "tender": _filled(_tender(procurement, making)),
        **(_decision(procurement, winners, making) if procurement.stage in _DECIDED else {}),
    }
    return _filled(result)


def _speaking(making: Making, lang: str) -> Making:
    """Return what a release is made with in the record's language, which its title is in; else the publication's."""
    known = {languages.lang_tag(locale): locale for locale in languages.available()}
    return attrs.evolve(making, locale=known.get(lang[:2], making.locale))


def _filled(given: Json) -> Json:
    """Return what is *given* without what is not known."""
    return {key: value for key, value in given.items() if value not in (None, "", [], {})}


def _reference(name: str) -> Json:
    return {"id": f"name-{_key(name)}", "name": name}


def _buyer(name: str, making: Making) -> Json:
    """Return who buys: the publisher by its number, anybody else by name."""
    number = making.identifier if name == making.publisher_name else None
    return {"id": f"{number.scheme}-{number.id}", "name": name} if number else _reference(name)


def _references(names: Iterable[str]) -> list[Json]:
    lines = dict.fromkeys(filter(None, map(rendering.one_line, names)))
    return [_reference(name) for name in lines]


def _parties(buyer: Json, winners: list[Json], contact: PublicContact | None, making: Making) -> Iterable[Json]:
    """Return buyer and winners; whoever is both is one."""
    parties: dict[str, Json] = {}
    if buyer:
        parties[buyer["id"]] = {**buyer, "roles": ["buyer"], **_known_of_buyer(buyer, contact, making)}
    for reference in winners:
        party = parties.setdefault(reference["id"], {**reference, "roles": []})
        party["roles"] = [*party["roles"], "supplier"]
    return parties.values()


def _known_of_buyer(buyer: Json, contact: PublicContact | None, making: Making) -> Json:
    number, name = making.identifier, buyer["name"]
    if number is None or name != making.publisher_name:
        return _filled({"contactPoint": _contact_point(contact)})
    identifier = {"scheme": number.scheme, "id": number.id, "legalName": name}
    return _filled({"identifier": identifier, "contactPoint": _contact_point(contact)})


def _contact_point(contact: PublicContact | None) -> Json:
    if contact is None:
        return {}
    name = rendering.one_line(contact.name or contact.role)
    return _filled(
        {"name": name, "email": rendering.one_line(contact.email), "telephone": rendering.one_line(contact.phone)}
    )


def _planning(procurement: PublicProcurement, making: Making) -> Json:
    estimate = procurement.estimated_value
    shown = languages.format_estimate(estimate, making.locale) if estimate else ""
    milestones = [_planned(procurement.planned_publication, making)] if procurement.planned_publication else []
    return _filled({"budget": _filled({"description": shown}), "milestones": milestones})


def _planned(period: Period, making: Making) -> Json:
    """Return when it is to be advertised, in words as precise as the source, and the last moment of it."""
    t = languages.translator(making.locale)
    return _filled(
        {
            "id": PLANNED_PUBLICATION,
            "title": t("To be advertised"),
            "type": "preProcurement",
            "code": PLANNED_PUBLICATION,
            "description": languages.format_period(period, making.locale),
            "dueDate": _end(period.end, making),
        }
    )


def _tender(procurement: PublicProcurement, making: Making) -> Json:
    stage, procedure, nature = procurement.stage, procurement.procedure, procurement.nature
    return {
        "id": rendering.one_line(procurement.internal_id or procurement.id),
        "title": rendering.clean(procurement.title),
        "description": rendering.clean(procurement.description),
        "status": _STATUSES.get(stage, "complete"),
        "items": _items(procurement.cpv),
        **_values(procurement.estimated_value),
        "procurementMethod": _METHODS.get(procedure) if procedure else None,
        "procurementMethodDetails": languages.label(procedure, making.locale) if procedure else None,
        "mainProcurementCategory": _NATURES[nature] if nature else None,
        "tenderPeriod": _filled({"endDate": _end(procurement.tender_deadline, making)}),
        "enquiryPeriod": _filled({"endDate": _end(procurement.question_deadline, making)}),
        "contractPeriod": _period(procurement.contract_period, making),
        "documents": _documents(procurement, making),
    }


def _items(cpv: Iterable[str]) -> list[Json]:
    """Return what is bought: one item, the first code what it is, the others what it is besides."""
    codes = [{"scheme": "CPV", "id": rendering.one_line(code)} for code in cpv if code.strip()]
    if not codes:
        return []
    return [_filled({"id": "1", "classification": codes[0], "additionalClassifications": codes[1:]})]


def _values(estimate: Estimate | None) -> Json:
    """Return the bounds of an *estimate* of the whole; one of a year is said in words alone."""
    if estimate is None or estimate.high is None or estimate.per or estimate.currency == NO_CURRENCY:
        return {}
    low = estimate.low if estimate.is_span else None
    return {
        "value": _amount(estimate.high, estimate.currency),
        "minValue": None if low is None else _amount(low, estimate.currency),
    }


def _amount(amount: Decimal, currency: str) -> Json:
    return {"amount": Decimal(f"{amount:f}"), "currency": currency}


def _money(money: Money | None) -> Json | None:
    return _amount(money.amount, money.currency) if money and money.currency != NO_CURRENCY else None


def _documents(procurement: PublicProcurement, making: Making) -> list[Json]:
    url = rendering.safe_url(procurement.notice_url)
    if not url.startswith("http"):
        return []
    lang = languages.lang_tag(making.locale)
    return [{"id": "1", "documentType": "tenderNotice", "url": url, "format": "text/html", "language": lang}]


def _decision(procurement: PublicProcurement, winners: list[Json], making: Making) -> Json:
    value = _money(procurement.awarded_value)
    award = _filled({"id": "1", "status": "active", "value": value, "suppliers": winners})
    if procurement.stage is not Stage.CONTRACTED:
        return {"awards": [award]}
    period = _period(procurement.contract_period, making)
    contract = _filled({"id": "1", "awardID": "1", "status": "active", "period": period, "value": value})
    return {"awards": [award], "contracts": [contract]}


def _period(period: Period | None, making: Making) -> Json:
    if period is None:
        return {}
    start = datetime.combine(period.start, time(), making.zone).isoformat() if period.start else None
    return _filled({"startDate": start, "endDate": _end(period.end, making)})


def _end(when: date | datetime | None, making: Making) -> str | None:
    """Return a moment as it is, and of a day the last second."""
    if when is None:
        return None
    moment = when if isinstance(when, datetime) else datetime.combine(when, _END_OF_DAY, making.zone)
    return moment.replace(microsecond=0).isoformat()


def date_of(procurement: PublicProcurement, updated: str) -> str:
    """Return the date of a release: the day the procurement was changed, else when it was first told like this."""
    changed = procurement.changed
    return datetime.combine(changed, time(), UTC).isoformat() if changed else updated
