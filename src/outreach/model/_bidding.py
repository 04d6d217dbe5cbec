"""What comes of a procurement: its lots, the bids for them, and what was decided."""

from __future__ import annotations

import enum
from datetime import date, datetime

import attrs

from outreach.model._identifier import Classification
from outreach.model._money import Estimate, Money
from outreach.model._origin import Origin
from outreach.model._strict import strict


class BidStatus(enum.StrEnum):
    """What became of a bid; OCDS bid statuses."""

    INVITED = "invited"
    PENDING = "pending"
    VALID = "valid"
    DISQUALIFIED = "disqualified"
    WITHDRAWN = "withdrawn"


class Outcome(enum.StrEnum):
    """What was decided for a lot; eForms BT-142, OCDS award status."""

    AWARDED = "awarded"
    NOT_AWARDED = "not_awarded"
    PENDING = "pending"
    CANCELLED = "cancelled"


@attrs.frozen(kw_only=True, field_transformer=strict)
class Lot:
    """A part of a procurement, with bids of its own (del, anbudsområde).

    OCDS ``tender.lots[]``; eForms BT-137.

    Attributes:
        id: Within its procurement, such as ``LOT-0001``.
        title: What it covers.
        description: BT-24.
        classifications: CPV codes.
        estimated_value: Excluding VAT; BT-27.
        tender_deadline: Last day for bids; BT-131.
        suits_small_suppliers: BT-726; None where not said.
        bid_count: Bids received, BT-759; None where unknown or withheld, which is never zero.
    """

    id: str
    title: str = ""
    description: str = ""
    classifications: tuple[Classification, ...] = ()
    estimated_value: Estimate | None = None
    tender_deadline: datetime | date | None = None
    suits_small_suppliers: bool | None = None
    bid_count: int | None = None


@attrs.frozen(kw_only=True, field_transformer=strict)
class Bid:
    """What somebody has offered, or only that somebody has (anbud). Sealed until award: no publication has it.

    OCDS ``bids.details[]``; eForms OPT-321.

    Attributes:
        id: The key within its procurement.
        procurement_id: What it is for.
        lot_id: Which part; empty for the whole.
        supplier_ids: Who offers; empty where only the fact is known.
        value: The price offered.
        status: What became of it.
        received: When it came.
        origin: Where it was read.
    """

    id: str
    procurement_id: str
    lot_id: str = ""
    supplier_ids: tuple[str, ...] = ()
    value: Money | None = attrs.field(default=None, repr=False)
    status: BidStatus | None = None
    received: datetime | date | None = None
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True, field_transformer=strict)
class Award:
    """What was decided (tilldelning).

    OCDS ``awards[]``; eForms BT-142 and OPT-320.

    Attributes:
        id: The key within its procurement.
        procurement_id: What it ends.
        title: As written.
        lot_id: Which part; empty for the whole.
        supplier_ids: The winners.
        value: Excluding VAT; None where unknown or withheld.
        decided: When.
        outcome: Whether there was a winner.
        origin: Where it was read.
    """

    id: str
    procurement_id: str
    title: str = ""
    lot_id: str = ""
    supplier_ids: tuple[str, ...] = ()
    value: Money | None = None
    decided: datetime | date | None = None
    outcome: Outcome | None = None
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)
