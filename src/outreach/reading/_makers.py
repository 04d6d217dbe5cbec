"""The fields of one row → what its record is made with."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final, TypeVar

from outreach.errors import UnreadableError, shown
from outreach.languages import read_lang
from outreach.model import (
    NO_CURRENCY,
    Award,
    Bid,
    BidStatus,
    Buyer,
    Contact,
    ContactRole,
    Contract,
    ContractLength,
    Identifier,
    Lot,
    Money,
    Outcome,
    Procedure,
    Procurement,
    SameSupplier,
    Size,
    Stage,
    Supplier,
    Technique,
)
from outreach.model._party import BY_NAME
from outreach.reading._cells import BRITISH_COMPANY, Fields, may_be_personal
from outreach.tables import _terms
from outreach.values import fold
from outreach.values._slugs import slug

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.reading._cells import Fields


Made = dict[str, Any]
"""Attribute → value, as the record's class takes them."""

_COUNT: Final = re.compile(r"[0-9]{1,6}", re.ASCII)
_EXACT: Final = re.compile(r"(?P<amount>[-\u2212]?[0-9]{1,15}(?:\.[0-9]{1,12})?)(?: (?P<currency>[A-Z]{3}))?", re.ASCII)
_TEN: Final = re.compile(r"[0-9]{6}-?[0-9]{4}", re.ASCII)


def lot(fields: Fields) -> dict[str, Any]:
    """Return what a Lot is made with, and the procurement it is a part of."""
    return {
        "procurement_id": fields.line("procurement_id"),
        "id": fields.line("id"),
        "title": fields.line("title"),
        "description": fields.text("description"),
        "classifications": fields.codes("classifications", "CPV"),
        "estimated_value": fields.estimate("estimated_value"),
        "tender_deadline": fields.moment("tender_deadline"),
        "suits_small_suppliers": fields.yes_or_no("suits_small_suppliers"),
        "bid_count": count(fields, "bid_count"),
    }


def bid(fields: Fields) -> dict[str, Any]:
    """Return what a Bid is made with."""
    return {
        "id": fields.line("id"),
        "procurement_id": fields.line("procurement_id"),
        "lot_id": fields.line("lot_id"),
        "supplier_ids": supplier_keys(fields),
        "value": exact(fields, "value"),
        "status": fields.read("status", lambda text: _member(BidStatus, text), "word"),
        "received": fields.moment("received"),
    }


def award(fields: Fields) -> dict[str, Any]:
    """Return what an Award is made with."""
    return {
        "id": fields.line("id"),
        "procurement_id": fields.line("procurement_id"),
        "title": fields.line("title"),
        "lot_id": fields.line("lot_id"),
        "supplier_ids": supplier_keys(fields),
        "value": exact(fields, "value"),
        "decided": fields.moment("decided"),
        "outcome": fields.read("outcome", lambda text: _member(Outcome, text), "word"),
    }


def buyer(fields: Fields) -> dict[str, Any]:
    """Return what a Buyer is made with."""
    return {
        "id": fields.line("id") or party_key(fields.known("identifier"), fields.line("name")),
        "name": fields.line("name"),
        "identifier": fields.identifier("identifier"),
        "municipality": fields.municipality("municipality"),
        "contact": fields.contact("contact", "email", "phone"),
    }


BIDDING: Final[dict[type, Callable[[Fields], dict[str, Any]]]] = {Lot: lot, Bid: bid, Award: award, Buyer: buyer}
"""Record → what makes its values."""

ROLES: Final[dict[type, frozenset[str]]] = {
    Procurement: frozenset({"bid_count", "buyer_id"}),
    Contract: frozenset({"buyer_id", "supplier_keys"}),
    Lot: frozenset(
        [
            "procurement_id",
            "id",
            "title",
            "description",
            "classifications",
            "estimated_value",
            "tender_deadline",
            "suits_small_suppliers",
            "bid_count",
        ]
    ),
    Bid: frozenset(["id", "procurement_id", "lot_id", "supplier_ids", "supplier_names", "value", "status", "received"]),
    Award: frozenset(
        ["id", "procurement_id", "title", "lot_id", "supplier_ids", "supplier_names", "value", "decided", "outcome"]
    ),
    Buyer: frozenset(["id", "name", "identifier", "municipality", "contact", "email", "phone"]),
}
"""Record → what a row of it may say besides what tables have headings for."""


def supplier_keys(fields: Fields, role: str = "supplier_ids") -> tuple[str, ...]:
    """Return the keys of suppliers given by number or id, one a line, and by name in the same order."""
    numbers = [" ".join(line.split()) for line in fields.text(role).split("\n")]
    named = zip_longest(numbers, fields.names("supplier_names"), fillvalue="")
    return tuple(dict.fromkeys(key for number, name in named if (key := party_key(number, name))))


def party_key(number: str, name: str) -> str:
    """Return the key of an organisation: its Swedish number, else its id, else its name; never a person's number."""
    try:
        identifier = Identifier.organisation(number)
    except UnreadableError:
        is_id = number and not _TEN.fullmatch(number) and not may_be_personal(number)
        return number if is_id else slug(name)
    return slug(name) if identifier.is_personal else identifier.id


def exact(fields: Fields, role: str) -> Money | None:
    """Return an amount as machines write it: ``1234.50 SEK``, no grouping, a dot."""

    def reader(text: str) -> Money:
        found = _EXACT.fullmatch(text)
        if not found:
            raise UnreadableError(f"not an amount: {shown(text)!r}", "write 1234.50 SEK")
        amount = Decimal(found["amount"].replace("\u2212", "-"))
        return Money(amount=amount, currency=found["currency"] or NO_CURRENCY)

    return fields.read(role, reader, "value")


def count(fields: Fields, role: str) -> int | None:
    """Return how many; unknown is not zero."""

    def reader(text: str) -> int:
        if not _COUNT.fullmatch(text):
            raise UnreadableError(f"not a number of bids: {shown(text)!r}", "write 4")
        return int(text)

    return fields.read(role, reader, "number")


def _member(kind: type[Member], text: str) -> Member:
    try:
        return kind(text.strip().casefold())
    except ValueError:
        known = ", ".join(member.value for member in kind)
        raise UnreadableError(f"not a {kind.__name__}: {shown(text)!r}", f"one of: {known}") from None


def same_supplier(fields: Fields) -> dict[str, Any]:
    """Return what a SameSupplier is made with."""
    keep, same = _supplier_key(fields, "keep"), _supplier_key(fields, "same")
    if keep and keep == same:
        fields.fault("same", "", "the same as what is kept", "delete the line", "same")
        same = ""
    return {
        "id": f"{same} is {keep}",
        "keep": keep,
        "same": same,
        "decided": fields.day("decided"),
        "by": fields.known("by"),
        "reason": fields.text("reason"),
    }


def _supplier_key(fields: Fields, role: str) -> str:
    """Return a supplier's key: ten digits, else the name in lower case; a person's number is none."""
    text = fields.known(role)
    if may_be_personal(text):
        fields.fault(role, "", "a personal identity number is no key", "leave the line out", "identifier")
        return ""
    try:
        number = Identifier.organisation(text) if text else None
    except UnreadableError:
        number = None
    if number is not None:
        return "" if number.is_personal else number.id
    if text.startswith(f"{BRITISH_COMPANY}-"):
        return text
    bare = fold(text.removeprefix(BY_NAME))
    return f"{BY_NAME}{bare}" if bare else ""


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


if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from outreach.reading._cells import Fields

    Member = TypeVar("Member", bound=StrEnum)
