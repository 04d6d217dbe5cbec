"""OCDS 1.1 as far as it is used: what the figures rest on, and what records are made of besides.

Both are msgspec structs: what is not named here is passed over without being built. Publishers write ids as text or as
numbers, and null where there is nothing; the standard allows both.
"""

from __future__ import annotations

import json
from decimal import Decimal  # noqa: TC003 - msgspec reads the annotations
from functools import cache
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

import msgspec
from msgspec import UNSET, Meta, Raw, Struct, UnsetType

Id = str | int
NOTHING: Final = Raw(b"")
"""What stands for a field that is not there."""
Number = Annotated[float, Meta(gt=-1e15, lt=1e15)]
"""An amount as far as its being one is checked; none is taken from here (15 digits at most)."""


class Value(Struct, gc=False):
    """``Value``, checked to be a number."""

    amount: Number | None = None


class Org(Struct, gc=False):
    """``OrganizationReference``: only who."""

    id: Id | None = None


class BidFacts(Struct, gc=False):
    """``bids.details[]`` (bid extension)."""

    status: str | None = None
    tenderers: list[Org] | None = None
    relatedLots: list[Id] | None = None  # noqa: N815 - the standard's name


class Statistic(Struct, gc=False):
    """``bids.statistics[]``: how many, of what, for which lot."""

    measure: str | None = None
    value: Any = None
    relatedLot: Id | None = None  # noqa: N815


class Bids(Struct, gc=False):
    """``bids`` (bid extension)."""

    statistics: list[Statistic] | None = None
    details: list[BidFacts] | None = None


class Ends(Struct, gc=False):
    """A ``Period``'s end."""

    endDate: Any = None  # noqa: N815


class TenderFacts(Struct, gc=False):
    """``tender``: the procedure."""

    procurementMethod: str | None = None  # noqa: N815
    numberOfTenderers: Any = None  # noqa: N815
    tenderPeriod: Ends | None = None  # noqa: N815


class Agreed(Struct, gc=False):
    """``awards[]`` and ``contracts[]``: the amounts that are added up."""

    value: Value | None = None


class Facts(Struct, gc=False):
    """A release, as far as figures rest on it; a fault in it sets the release aside."""

    ocid: Annotated[str, Meta(min_length=1, max_length=500)]
    date: str | None = None
    tender: TenderFacts | None = None
    bids: Bids | None = None
    awards: list[Agreed] | None = None
    contracts: list[Agreed] | None = None
    releases: Raw = NOTHING
    records: Raw = NOTHING
    compiledRelease: Raw = NOTHING  # noqa: N815


class Envelope(Struct):
    """What releases come in: a release package, a record package, a record."""

    ocid: Any = None
    releases: list[Raw] | UnsetType | None = UNSET
    records: list[Raw] | UnsetType | None = UNSET
    compiledRelease: Raw = NOTHING  # noqa: N815


class Stamp(Struct):
    """What the releases of one process are ordered by."""

    ocid: str
    id: Any = None
    date: Any = None
    tag: Any = None


class Amount(Struct, frozen=True):
    """``Value``, exact."""

    amount: Decimal | None = None
    currency: str | None = None


class Named(Struct):
    """``OrganizationReference``."""

    id: Id | None = None
    name: str | None = None


class Number_(Struct):  # noqa: N801 - beside the annotated number
    """``Identifier``."""

    scheme: str | None = None
    id: Id | None = None
    legalName: str | None = None  # noqa: N815


class Address(Struct):
    """``Address``, as far as a supplier has one."""

    locality: str | None = None
    postalCode: Id | None = None  # noqa: N815


class ContactPoint(Struct):
    """``ContactPoint``: personal data."""

    name: str | None = None
    email: str | None = None
    telephone: Id | None = None


class Details(Struct):
    """``parties[].details``: how large."""

    scale: str | None = None


class Party(Struct):
    """``parties[]``."""

    id: Id | None = None
    name: str | None = None
    identifier: Number_ | None = None
    address: Address | None = None
    contactPoint: ContactPoint | None = None  # noqa: N815
    roles: list[str] | None = None
    details: Details | None = None


class Code(Struct):
    """``Classification``."""

    scheme: str | None = None
    id: Id | None = None


class Item(Struct):
    """``items[]``."""

    classification: Code | None = None
    additionalClassifications: list[Code] | None = None  # noqa: N815


class Span(Struct):
    """``Period``."""

    startDate: str | None = None  # noqa: N815
    endDate: str | None = None  # noqa: N815


class Lot(Struct):
    """``tender.lots[]`` (lots extension)."""

    id: Id | None = None
    title: str | None = None
    description: str | None = None
    value: Amount | None = None


class Document(Struct):
    """``documents[]``: the notice."""

    documentType: str | None = None  # noqa: N815
    url: str | None = None


class Tender(Struct):
    """``tender``."""

    id: Id | None = None
    title: str | None = None
    description: str | None = None
    status: str | None = None
    procuringEntity: Named | None = None  # noqa: N815
    items: list[Item] | None = None
    value: Amount | None = None
    minValue: Amount | None = None  # noqa: N815
    procurementMethod: str | None = None  # noqa: N815
    procurementMethodDetails: str | None = None  # noqa: N815
    mainProcurementCategory: str | None = None  # noqa: N815
    tenderPeriod: Span | None = None  # noqa: N815
    enquiryPeriod: Span | None = None  # noqa: N815
    contractPeriod: Span | None = None  # noqa: N815
    tenderers: list[Named] | None = None
    lots: list[Lot] | None = None
    documents: list[Document] | None = None


class Bid(Struct):
    """``bids.details[]`` (bid extension)."""

    id: Id | None = None
    date: str | None = None
    status: str | None = None
    tenderers: list[Named] | None = None
    value: Amount | None = None
    relatedLots: list[Id] | None = None  # noqa: N815


class Offers(Struct):
    """``bids`` (bid extension)."""

    details: list[Bid] | None = None


class Award(Struct):
    """``awards[]``."""

    id: Id | None = None
    title: str | None = None
    status: str | None = None
    date: str | None = None
    value: Amount | None = None
    suppliers: list[Named] | None = None
    items: list[Item] | None = None
    relatedLots: list[Id] | None = None  # noqa: N815


class Contract(Struct):
    """``contracts[]``."""

    id: Id | None = None
    awardID: Id | None = None  # noqa: N815
    title: str | None = None
    status: str | None = None
    period: Span | None = None
    value: Amount | None = None


class Money(Struct):
    """``planning.budget``."""

    amount: Amount | None = None


class Milestone(Struct):
    """``planning.milestones[]``."""

    code: str | None = None
    description: str | None = None


class Planning(Struct):
    """``planning``."""

    rationale: str | None = None
    budget: Money | None = None
    milestones: list[Milestone] | None = None


class Release(Struct):
    """A compiled release, as far as records are made of it."""

    ocid: str
    date: str | None = None
    language: Any = None
    buyer: Named | None = None
    parties: list[Party] | None = None
    planning: Planning | None = None
    tender: Tender | None = None
    bids: Offers | None = None
    awards: list[Award] | None = None
    contracts: list[Contract] | None = None

    @property
    def lang(self) -> str:
        """The language of its texts, if it is given as a text."""
        return self.language if isinstance(self.language, str) else ""


FACTS: Final = msgspec.json.Decoder(Facts)
RELEASE: Final = msgspec.json.Decoder(Release)
STAMP: Final = msgspec.json.Decoder(Stamp)

Fault = tuple[str, Exception]
"""Where something has another shape, as in ``awards[0].value``, and what it is."""
_ANYTHING: Final = msgspec.json.Decoder()
_OBJECT: Final = msgspec.json.Decoder(dict[str, Raw])
_ARRAY: Final = msgspec.json.Decoder(list[Raw])


@cache
def _hints(kind: type[Struct]) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401 - an annotation
    return msgspec.json.Decoder(kind)


def known_part(raw: bytes) -> tuple[bytes, list[Fault]]:
    """Return of a release only what is read, for merging: other fields may contradict each other, these fit."""
    part, faults = mended(raw, Release)
    fields = _OBJECT.decode(part or b"{}")
    names = _hints(Release).keys() | {"id", "tag"}
    pairs = (msgspec.json.encode(name) + b":" + bytes(value) for name, value in fields.items() if name in names)
    return b"{%b}" % b",".join(pairs), faults


def mended(raw: bytes, kind: Any, path: str = "") -> tuple[bytes | None, list[Fault]]:  # noqa: ANN401 - an annotation
    """Return *raw* without what has another shape than *kind*, and what that was; None where nothing is left of it.

    A field of the wrong shape costs that field alone, a member of a list that member; what is not named in *kind*
    stays as it is, and so does every figure.
    """
    inner = [one for one in get_args(kind) or (kind,) if one is not type(None)]
    struct = next((one for one in inner if isinstance(one, type) and issubclass(one, Struct)), None)
    listed = next((get_args(one)[0] for one in (kind, *inner) if get_origin(one) is list), None)
    if struct is not None and raw[:1] == b"{":
        fields = _OBJECT.decode(raw)
        hints = _hints(struct)
        parts = {name: mended(bytes(value), hints.get(name, Any), f"{path}.{name}") for name, value in fields.items()}
        pairs = (msgspec.json.encode(name) + b":" + part for name, (part, _) in parts.items() if part is not None)
        return b"{%b}" % b",".join(pairs), [fault for _, faults in parts.values() for fault in faults]
    if listed is not None and raw[:1] == b"[":
        members = [mended(bytes(one), listed, f"{path}[{at}]") for at, one in enumerate(_ARRAY.decode(raw))]
        left = (part for part, _ in members if part is not None)
        return b"[%b]" % b",".join(left), [fault for _, faults in members for fault in faults]
    try:
        _decoder(kind).decode(raw)
    except (msgspec.DecodeError, ValueError) as error:
        return None, [(path.removeprefix("."), error)]
    return raw, []


def facts_of(raw: bytes) -> tuple[Facts, bytes]:
    """Return the facts of a release, and what of it they are taken from: without what no figure rests on.

    Raises:
        msgspec.DecodeError: No release; or an amount, its date, its id or its list of bids has another shape.
    """
    try:
        return FACTS.decode(raw), raw
    except msgspec.ValidationError:
        part, faults = mended(raw, Facts)
        if part is None or any(path.endswith(".amount") or path.startswith(_RESTS_ON) for path, _ in faults):
            raise
        return FACTS.decode(part), part


_RESTS_ON: Final = ("ocid", "date", "bids.details")
"""What, in another shape, leaves no figure to trust; so do amounts."""


def key_twice(raw: bytes) -> str:
    """Return a key that stands twice in one object of *raw*; empty where none does, or it is no JSON.

    What was read is written again: with a key lost, it has a colon less. Only then, each object is looked at.
    """
    try:
        written = msgspec.json.encode(_ANYTHING.decode(raw))
    except (msgspec.DecodeError, RecursionError, ValueError):
        return ""
    if written.count(b":") == raw.count(b":") and b"\\u003" not in raw:
        return ""
    doubles: list[str] = []

    def look(pairs: list[tuple[str, Any]]) -> None:
        keys = [key for key, _ in pairs]
        doubles.extend(key for key in keys if keys.count(key) > 1)

    json.loads(raw, object_pairs_hook=look)
    return doubles[0] if doubles else ""
