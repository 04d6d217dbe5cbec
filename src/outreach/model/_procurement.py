"""Procurements, their lots and bids, and what becomes of one between two lists."""

from __future__ import annotations

import enum
from datetime import date, datetime

import attrs

from outreach.model._money import Estimate, Money
from outreach.model._party import Classification, Contact
from outreach.model._period import ContractLength, Period
from outreach.model._problem import Origin
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
        suits_small_suppliers: BT-726; None where not stated.
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


class ChangeKind(enum.StrEnum):
    """What has become of a procurement since the list before (ändring)."""

    NEW = "new"
    MOVED = "moved"
    ADVERTISED = "advertised"
    AWARDED = "awarded"
    CANCELLED = "cancelled"
    CHANGED = "changed"
    REMOVED = "removed"


class Stage(enum.StrEnum):
    """How far a procurement has come (skede); OCDS ``tender.status``, eForms form type."""

    PLANNED = "planned"
    ADVERTISED = "advertised"
    CLOSED = "closed"
    AWARDED = "awarded"
    CONTRACTED = "contracted"
    CANCELLED = "cancelled"


class Nature(enum.StrEnum):
    """What is bought (varor, tjänster, byggentreprenad); OCDS ``mainProcurementCategory``, eForms BT-23."""

    SUPPLIES = "supplies"
    SERVICES = "services"
    WORKS = "works"


class Procedure(enum.StrEnum):
    """How it is bought (förfarande); OCDS ``procurementMethod``, eForms BT-105."""

    OPEN = "open"
    RESTRICTED = "restricted"
    NEGOTIATED = "negotiated"
    NEGOTIATED_WITHOUT_CALL = "negotiated_without_call"
    COMPETITIVE_DIALOGUE = "competitive_dialogue"
    INNOVATION_PARTNERSHIP = "innovation_partnership"
    DIRECT = "direct"
    SIMPLIFIED = "simplified"
    SELECTION = "selection"
    OTHER = "other"


class Technique(enum.StrEnum):
    """Techniques used with a procedure; eForms BT-765, BT-766."""

    FRAMEWORK = "framework"
    CALL_OFF = "call_off"
    RENEWED_COMPETITION = "renewed_competition"
    DYNAMIC_PURCHASING_SYSTEM = "dynamic_purchasing_system"
    FREE_CHOICE = "free_choice"


@attrs.frozen(kw_only=True, field_transformer=strict)
class Procurement:
    """What a buyer plans to buy, or is buying (upphandling).

    OCDS planning or contracting process; eForms procedure (BT-04).

    Attributes:
        id: The key other records use; OCDS ``tender.id``.
        title: What is bought (benämning); BT-21.
        internal_id: The buyer's reference (diarienummer); BT-22.
        buyer_id: The buyer's key.
        buyer: The buyer as written.
        description: BT-24.
        changed: The day of the last change.
        stage: How far it has come.
        nature: Supplies, services or works; BT-23.
        procedure: BT-105.
        procedure_text: The procedure as written.
        techniques: BT-765, BT-766.
        classifications: CPV codes; BT-262, BT-263.
        industry: The industry as the list writes it (bransch).
        estimated_value: Excluding VAT; BT-27.
        planned_publication: When it is to be advertised (planerad annonsering), no more exact than written; BT-127.
        question_deadline: Last day for questions.
        tender_deadline: Last day for bids (sista anbudsdag); BT-131.
        standstill_ends: End of the standstill (avtalsspärr).
        contract_period: When the contract runs, its start often alone (avtalsstart); BT-536, BT-537.
        contract_length: With options (avtalstid, ``2+1+1 år``); BT-36.
        bid_count: Bids received for the whole; None where unknown, or where its lots tell. Sealed until award.
        lots: The parts that are bid for by themselves; BT-137.
        suits_small_suppliers: BT-726; None where not stated.
        follows: The procurement or notice before; BT-125.
        notice_url: Where to bid (annons); BT-15.
        unit: The department (förvaltning).
        purchaser: Who is responsible (ansvarig upphandlare); shown only as a public contact.
        incumbents: Present suppliers as written (nuvarande leverantör).
        current_contract_ends: When the present contract ends (avtal löper ut).
        certainty: How certain the plan is, as written (säkerhet).
        comments: As written (övrigt).
        lang: The language of its texts (språk), a BCP 47 tag in lower case; OCDS ``language``, BT-702. Not
            stated: they are taken to be Swedish, the language of a Swedish municipality's records.
        incomplete: Fields whose text could not be read, and the text as written.
        origin: Where it was read.
    """

    id: str
    title: str
    internal_id: str = ""
    buyer_id: str = ""
    buyer: str = ""
    description: str = ""
    changed: date | None = None
    stage: Stage = Stage.PLANNED
    nature: Nature | None = None
    procedure: Procedure | None = None
    procedure_text: str = ""
    techniques: tuple[Technique, ...] = ()
    classifications: tuple[Classification, ...] = ()
    industry: str = ""
    estimated_value: Estimate | None = None
    planned_publication: Period | None = None
    question_deadline: datetime | date | None = None
    tender_deadline: datetime | date | None = None
    standstill_ends: date | None = None
    contract_period: Period | None = None
    contract_length: ContractLength | None = None
    bid_count: int | None = None
    lots: tuple[Lot, ...] = ()
    suits_small_suppliers: bool | None = None
    follows: str = ""
    notice_url: str = ""
    unit: str = ""
    purchaser: Contact | None = attrs.field(default=None, repr=False)
    incumbents: tuple[str, ...] = ()
    current_contract_ends: Period | None = None
    certainty: str = ""
    comments: str = ""
    lang: str = ""
    incomplete: tuple[tuple[str, str], ...] = ()
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def is_planned(self) -> bool:
        """Whether it has not been advertised yet."""
        return self.stage is Stage.PLANNED
