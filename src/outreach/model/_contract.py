"""Agreements in force."""

from __future__ import annotations

import attrs

from outreach.model._identifier import Classification
from outreach.model._money import Money
from outreach.model._origin import Origin
from outreach.model._period import ContractLength, Period
from outreach.model._strict import strict


@attrs.frozen(kw_only=True, field_transformer=strict)
class Contract:
    """What a buyer and its suppliers have agreed on, and until when (avtal).

    OCDS ``contracts[]``; eForms BT-150.

    Attributes:
        id: The key other records use (avtalsnummer).
        title: What it covers (benämning).
        buyer_id: The buyer's key.
        buyer: The buyer as written.
        unit: The department (förvaltning).
        supplier_ids: Keys of its suppliers, where known.
        supplier_names: As written.
        classifications: CPV codes.
        industry: The industry as written (bransch).
        period: From start to end, the latter without options; BT-536, BT-537.
        length: With options.
        extension: Options as written (förlängningsoption).
        value: Excluding VAT.
        procurement_id: The procurement it came from.
        lang: The language of its texts (språk), as of a :class:`Procurement`; empty: taken to be Swedish.
        incomplete: Fields whose text could not be read, and the text as written.
        origin: Where it was read.
    """

    id: str
    title: str
    buyer_id: str = ""
    buyer: str = ""
    unit: str = ""
    supplier_ids: tuple[str, ...] = ()
    supplier_names: tuple[str, ...] = ()
    classifications: tuple[Classification, ...] = ()
    industry: str = ""
    period: Period | None = None
    length: ContractLength | None = None
    extension: str = ""
    value: Money | None = None
    procurement_id: str = ""
    lang: str = ""
    incomplete: tuple[tuple[str, str], ...] = ()
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)
