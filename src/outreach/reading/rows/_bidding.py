"""The fields of one row → lots, bids, awards and buyers: what structured formats tell and no spreadsheet does."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final, TypeVar

from outreach.errors import UnreadableError, shown
from outreach.model import (
    NO_CURRENCY,
    Award,
    Bid,
    BidStatus,
    Buyer,
    Contract,
    Identifier,
    Lot,
    Money,
    Outcome,
    Procurement,
)
from outreach.reading.rows._fields import may_be_personal
from outreach.values._slugs import slug

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from outreach.reading.rows._fields import Fields

    Member = TypeVar("Member", bound=StrEnum)

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
