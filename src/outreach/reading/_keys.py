"""Keys of suppliers and buyers: an organisation number, else an id, else a name; never a person's number."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from outreach.errors import ModelError, UnreadableError, shown
from outreach.model import (
    Award,
    Bid,
    Buyer,
    Contract,
    Feedback,
    Lot,
    Participation,
    Procurement,
    SameSupplier,
    Supplier,
)
from outreach.model._party import BY_NAME
from outreach.values import fold, slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from outreach.countries import Country
    from outreach.model import Identifier
    from outreach.reading._drafts import Draft


_TEN: Final = re.compile(r"[0-9]{6}-?[0-9]{4}", re.ASCII)


def without_person(key: str, country: Country) -> str:
    """Return *key*, or nothing where it may be a person's number: no key is one."""
    return "" if country.may_be_personal(key) else key


def supplier_id(name: str, identifier: Identifier | None) -> str:
    """Return the key of a supplier: its organisation number, else its name."""
    if identifier is None or identifier.is_personal:
        return slug(name)
    return identifier.key


def party_key(number: str, name: str, country: Country) -> str:
    """Return the key of an organisation: its number, else its id, else its name."""
    try:
        parsed = country.organisation(number)
    except UnreadableError:
        is_id = number and not _TEN.fullmatch(number) and not country.may_be_personal(number)
        return number if is_id else slug(name)
    return slug(name) if parsed.is_personal else country.key(parsed)


def key_of_decision(text: str, country: Country) -> str:
    """Return the supplier's key that a person wrote: ten digits, else the name in lower case; of a person none."""
    try:
        number = country.organisation(text) if text else None
    except UnreadableError:
        number = None
    if number is not None:
        return country.key(number)
    bare = fold(text.removeprefix(BY_NAME))
    return f"{BY_NAME}{bare}" if bare else ""


_RUNNING: Final = 4
"""A bare number of so few digits counts rows; it is nobody's reference."""


def settle(drafts: Sequence[Draft]) -> None:
    """Give each draft its key; of those that are the same thing the last one stays, and the others are set aside."""
    for record in (Procurement, Contract, Supplier):
        fit = [draft for draft in drafts if draft.record is record and draft.is_fit]
        _give_keys(_latest(fit))
    settle_answers(drafts)
    for kind in (Lot, Bid, Award, Buyer):
        _latest(draft for draft in drafts if draft.record is kind and draft.is_fit)


def _latest(drafts: Iterable[Draft]) -> list[Draft]:
    latest: dict[object, Draft] = {}
    for draft in drafts:
        same = _SAME[draft.record](draft)
        if same in latest:
            earlier, origin = latest.pop(same), draft.origin
            place = f"line {origin.line}" if origin.line is not None else f"row {origin.row}"
            where = f"{origin.part}:{place}" if origin.part != earlier.origin.part else place
            earlier.refuse("id", "duplicate", f"the same as {where}", "the later one counts")
        latest[same] = draft
    return list(latest.values())


def _give_keys(drafts: Sequence[Draft]) -> None:
    bases = [(_owner(draft), _base(draft)) for draft in drafts]
    shared = Counter(bases)
    taken: Counter[tuple[str, str]] = Counter()
    for draft, (owner, base) in zip(drafts, bases, strict=True):
        key = base if shared[owner, base] == 1 else "-".join(filter(None, (base, _apart(draft))))
        taken[owner, key] += 1
        draft.made["id"] = key if taken[owner, key] == 1 else f"{key}-{taken[owner, key]}"


def _owner(draft: Draft) -> str:
    """Return the buyer of a procurement, within whom its id is one; all else has one in its file."""
    if draft.record is not Procurement:
        return ""
    return draft.made["buyer_id"] or fold(draft.made["buyer"])


def _base(draft: Draft) -> str:
    made = draft.made
    reference = made["id"] or made.get("internal_id", "")
    if reference and not _is_running_number(draft):
        return str(reference)
    return slug(made.get("title") or made["name"]) or "record"


def _is_running_number(draft: Draft) -> bool:
    reference = draft.made["id"] or draft.made.get("internal_id", "")
    return not draft.made["id"] and reference.isdigit() and len(reference) <= _RUNNING


def _apart(draft: Draft) -> str:
    """Return what tells a draft from others with the same reference: its lot and supplier, or its title."""
    made = draft.made
    if draft.record is Contract:
        return slug(f"{draft.lot} {' '.join(made['supplier_names'])}")
    if draft.record is Procurement and (made["id"] or made["internal_id"]) and not _is_running_number(draft):
        return slug(made["title"])
    return ""


def _all_of(draft: Draft) -> object:
    return tuple((name, repr(value) if name == "purchaser" else value) for name, value in sorted(draft.made.items()))


def _procurement(draft: Draft) -> object:
    """Return buyer and id: two buyers of a joint list may give one number to two things."""
    made = draft.made
    buyer = _owner(draft)
    if made["id"]:
        return buyer, made["id"]
    if made["internal_id"] and not _is_running_number(draft):
        return buyer, made["internal_id"], fold(made["title"])
    return _all_of(draft)


def _contract(draft: Draft) -> object:
    return draft.lot, _all_of(draft)


def _supplier(draft: Draft) -> object:
    made: dict[str, Any] = draft.made
    return made["identifier"] or (made["id"], fold(made["name"]))


def _within(draft: Draft) -> object:
    return draft.made["procurement_id"], draft.made["id"]


_SAME: Final[dict[type, Callable[[Draft], object]]] = {
    Procurement: _procurement,
    Contract: _contract,
    Supplier: _supplier,
    Lot: _within,
    Bid: _within,
    Award: _within,
    Buyer: lambda draft: draft.made["id"],
}
"""Record → what two rows share if they are about the same thing."""


def settle_answers(drafts: Sequence[Draft]) -> None:
    """Set aside what a later row says again; what was refused with the earlier one stays refused."""
    latest: dict[tuple[type, str], Draft] = {}
    for draft in drafts:
        if draft.record not in (Participation, Feedback, SameSupplier) or not draft.is_fit:
            continue
        same = (draft.record, draft.made["id"])
        if same in latest:
            _give_way(latest[same], draft)
        latest[same] = draft


def _give_way(earlier: Draft, later: Draft) -> None:
    if earlier.record is Participation:
        refused = [consent for consent in earlier.made["consents"] if not consent.given]
        later.made["consents"] = tuple(dict.fromkeys((*later.made["consents"], *refused)))
    origin = later.origin
    place = f"line {origin.line}" if origin.line is not None else f"row {origin.row}"
    earlier.refuse("id", "duplicate", f"the same as {place}", "the later one counts")


def attach(drafts: Iterable[Draft]) -> None:
    """Give each procurement among *drafts* its lots, in the order they came; a lot of none is set aside."""
    fit = [draft for draft in drafts if draft.is_fit]
    wholes = {draft.made["id"]: draft for draft in fit if draft.record is Procurement}
    for draft in fit:
        if draft.record is Lot:
            _attach(draft, wholes.get(draft.made["procurement_id"]))


def _attach(draft: Draft, whole: Draft | None) -> None:
    if whole is None:
        draft.refuse("procurement_id", "lot", f"no procurement {shown(draft.made['procurement_id'])!r} in this input")
        return
    try:
        lot = Lot(**{name: value for name, value in draft.made.items() if name != "procurement_id"})
    except ModelError as error:
        draft.refuse(error.field, "record", error.reason, error.hint)
        return
    whole.made["lots"] = (*whole.made.get("lots", ()), lot)
