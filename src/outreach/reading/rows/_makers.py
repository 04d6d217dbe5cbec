"""The fields of one row → what its record is made with."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from outreach.languages import read_lang
from outreach.model import (
    Contact,
    ContactRole,
    Contract,
    ContractLength,
    Identifier,
    Procedure,
    Procurement,
    SameSupplier,
    Size,
    Stage,
    Supplier,
    Technique,
)
from outreach.reading.rows._bidding import BIDDING, count, supplier_keys
from outreach.reading.rows._decisions import same_supplier
from outreach.reading.rows._fields import BRITISH_COMPANY, Fields, may_be_personal
from outreach.tables import _terms
from outreach.values._slugs import slug

if TYPE_CHECKING:
    from collections.abc import Callable

Made = dict[str, Any]
"""Attribute → value, as the record's class takes them."""


def procurement(fields: Fields) -> Made:
    """Return what a Procurement is made with."""
    industry, nature = fields.known("industry"), fields.read("nature", _terms.nature, "word")
    if nature is None and _terms.is_nature(industry):
        industry, nature = "", _terms.nature(industry)
    procedure, techniques = _procedure(fields)
    return {
        "id": fields.line("id"),
        "title": fields.line("title"),
        "internal_id": fields.known("internal_id"),
        "buyer_id": fields.known("buyer_id"),
        "buyer": fields.known("buyer"),
        "description": fields.text("description"),
        "changed": fields.day("changed"),
        "stage": fields.read("stage", _terms.stage, "word") or Stage.PLANNED,
        "nature": nature,
        "procedure": procedure,
        "procedure_text": fields.known("procedure"),
        "techniques": techniques,
        "classifications": fields.codes("classifications", "CPV"),
        "industry": industry,
        "estimated_value": fields.estimate("estimated_value"),
        "planned_publication": fields.period("planned_publication"),
        "question_deadline": fields.moment("question_deadline"),
        "tender_deadline": fields.moment("tender_deadline"),
        "standstill_ends": fields.day("standstill_ends"),
        "contract_period": _contract_period(fields),
        "contract_length": fields.length("contract_length"),
        "bid_count": count(fields, "bid_count"),
        "suits_small_suppliers": fields.yes_or_no("suits_small_suppliers"),
        "follows": fields.known("follows"),
        "notice_url": fields.url("notice_url"),
        "unit": fields.known("unit"),
        "purchaser": fields.contact("purchaser", "purchaser_email", "purchaser_phone", ContactRole.PURCHASER),
        "incumbents": fields.names("incumbents"),
        "current_contract_ends": fields.period("current_contract_ends"),
        "certainty": fields.known("certainty"),
        "comments": fields.text("comments"),
        "lang": _lang(fields),
    }


def contract(fields: Fields) -> Made:
    """Return what a Contract is made with."""
    return {
        "id": fields.line("id"),
        "title": fields.line("title"),
        "buyer_id": fields.known("buyer_id"),
        "buyer": fields.known("buyer"),
        "unit": fields.known("unit"),
        "supplier_ids": supplier_keys(fields, "supplier_keys")
        if fields.text("supplier_keys")
        else _supplier_ids(fields),
        "supplier_names": fields.names("supplier_names"),
        "classifications": fields.codes("classifications", "CPV"),
        "industry": fields.known("industry"),
        **_period_and_length(fields),
        "extension": fields.known("extension"),
        "value": fields.money("value"),
        "procurement_id": fields.known("procurement_id"),
        "lang": _lang(fields),
    }


def supplier(fields: Fields) -> Made:
    """Return what a Supplier is made with."""
    identifier = fields.identifier("identifier")
    contact = fields.contact("contact", "email", "phone")
    industry = fields.known("industry").partition("\n")[0]
    return {
        "id": without_person(fields.known("id")) or supplier_id(fields.line("name"), identifier),
        "name": fields.line("name"),
        "identifier": identifier,
        "industries": fields.codes("industries", "SNI", industry),
        "industry": industry,
        "size": _size(fields),
        "municipality": fields.municipality("municipality"),
        "locality": fields.known("locality"),
        "postcode": fields.known("postcode"),
        "contacts": _one(contact),
        "description": fields.text("description"),
    }


MAKERS: Final[dict[type, Callable[[Fields], Made]]] = {
    Procurement: procurement,
    Contract: contract,
    Supplier: supplier,
    SameSupplier: same_supplier,
    **BIDDING,
}
"""Record → what makes its values; purchases are columns, and made elsewhere."""


def without_person(key: str) -> str:
    """Return *key*, or nothing where it may be a personal identity number: no key is one."""
    return "" if may_be_personal(key) else key


def supplier_id(name: str, identifier: Identifier | None) -> str:
    """Return the key of a supplier: its organisation number, else its name; never a person's number."""
    if identifier is None or identifier.is_personal:
        return slug(name)
    return f"{BRITISH_COMPANY}-{identifier.id}" if identifier.scheme == BRITISH_COMPANY else identifier.id


def _period_and_length(fields: Fields) -> Made:
    """Return when a contract runs and how long: *avtalstid* may tell either."""
    if not fields.text("period"):
        return {"period": fields.from_to("start", "end", "period"), "length": fields.length("length")}
    if not fields.text("length") and fields.reads("period", ContractLength.parse):
        return {"period": fields.from_to("start", "end", "period"), "length": fields.length("period")}
    return {"period": fields.period("period"), "length": fields.length("length")}


def _supplier_ids(fields: Fields) -> tuple[str, ...]:
    names, numbers = fields.names("supplier_names"), fields.identifiers("supplier_ids")
    # Which of several names a person's number belongs to is told by nothing but their order.
    named = zip_longest(names, numbers, fillvalue=None)
    return tuple(supplier_id(name or "", number) for name, number in named if number)


def _procedure(fields: Fields) -> tuple[Procedure | None, tuple[Technique, ...]]:
    said = fields.read("procedure", _terms.procedure, "word") if fields.known("procedure") else None
    procedure, techniques = said or (None, ())
    return procedure, tuple(dict.fromkeys((*techniques, *_terms.techniques_in(fields.text("techniques")))))


def _contract_period(fields: Fields) -> Any:  # noqa: ANN401 - Period or None
    if fields.text("contract_period"):
        return fields.period("contract_period")
    return fields.from_to("contract_start", "contract_end", "contract_period")


def _lang(fields: Fields) -> str:
    return (fields.read("lang", read_lang, "word") if fields.known("lang") else None) or ""


def _size(fields: Fields) -> Size | None:
    said = fields.read("size", _terms.size, "word") if fields.known("size") else None
    people = fields.read("employees", _terms.size_of_people, "number", field="size") if said is None else None
    by_class = fields.read("size_class", _terms.size_of_class, "number", field="size") if not (said or people) else None
    return said or people or by_class


def _one(contact: Contact | None) -> tuple[Contact, ...]:
    return (contact,) if contact else ()
