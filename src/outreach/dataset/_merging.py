"""Records of two datasets made one: the same id once, the same company once by its number, the same person as asked.

Suppliers are one by their organisation number; a name alone makes none the same. Consent only becomes less.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach.dataset._records import Records
from outreach.model import (
    Award,
    Bid,
    Classification,
    Origin,
    Participation,
    ParticipationStatus,
    Problem,
    Procurement,
    Supplier,
)
from outreach.values import fold, slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.model import Consent, Identifier

_FURTHEST: Final = (
    ParticipationStatus.ATTENDED,
    ParticipationStatus.WALK_IN,
    ParticipationStatus.DECLINED,
    ParticipationStatus.CANCELLED,
    ParticipationStatus.ABSENT,
    ParticipationStatus.WAITING,
    ParticipationStatus.REGISTERED,
    ParticipationStatus.INVITED,
)
"""Of two statuses the one that stands first here counts, whichever was read first: who came, came."""
_CAME: Final = frozenset(_FURTHEST[:2])
_CALLED_OFF: Final = frozenset(_FURTHEST[2:4])

_APART: Final = frozenset({"id", "origin", "incomplete", "consents", "status_text"})
"""What two sources may tell differently of one thing."""


def merged(ours: Records[Any], theirs: Records[Any], problems: list[Problem]) -> Records[Any]:
    """Return both; what is the same stands once, in the place of the earlier, and *problems* says what was replaced."""
    if ours.kind is not Participation and not (ours and theirs):
        return ours or theirs
    if ours.kind is Supplier:
        return Records(Supplier, tuple(_suppliers(ours, theirs, problems)))
    if ours.kind is Participation:
        return Records(Participation, tuple(restricted(_participations(ours, theirs, problems))))
    found: dict[object, Any] = {}
    for record in ours:
        found[_place_of(record, found)] = record
    for record in theirs:
        earlier, later = _in_order(found.get(key := _place_of(record, found)), record)
        if earlier is not None:
            problems.append(_replacement(earlier, later))
        found[key] = later
    return Records(ours.kind, tuple(found.values()))


def _in_order(first: Any, second: Any) -> tuple[Any, Any]:  # noqa: ANN401 - any records
    """Return two records of one id in the order they were changed in, where both tell, else in which they were read."""
    days = getattr(first, "changed", None), getattr(second, "changed", None)
    return (second, first) if days[0] and days[1] and days[0] > days[1] else (first, second)


def _place_of(record: Any, found: dict[object, Any]) -> object:  # noqa: ANN401 - any record
    """Return where the same record stands or, where none is, this one will; an id is one within its buyer."""
    key, number = _key(record), 0
    while isinstance(other := found.get((key, number)), Procurement) and not _one_buyer(record, other):
        number += 1
    return key, number


def _one_buyer(first: Procurement, second: Procurement) -> bool:
    """Tell whether two procurements are one buyer's: by its key, else its name; one that names none is anybody's."""
    for ours, theirs in ((first.buyer_id, second.buyer_id), (fold(first.buyer), fold(second.buyer))):
        if ours and theirs:
            return ours == theirs
    return True


def _key(record: Any) -> object:  # noqa: ANN401 - any record
    """Return what makes a record itself; the id of a bid or an award is one within its procurement."""
    return (record.procurement_id, record.id) if isinstance(record, Bid | Award) else record.id


def _replacement(earlier: Any, later: Any) -> Problem:  # noqa: ANN401 - any record
    where = f" of {later.origin}" if later.origin else ""
    origin = attrs.evolve(earlier.origin or Origin(), field="id")
    return Problem(
        origin=origin, kind="duplicate", message=f"replaced by the same id{where}", hint="the later one counts"
    )


# Suppliers


def _suppliers(ours: Records[Supplier], theirs: Records[Supplier], problems: list[Problem]) -> Iterable[Supplier]:
    made = list(ours)
    ids = {supplier.id: place for place, supplier in enumerate(made)}
    numbers = {supplier.identifier: place for place, supplier in enumerate(made) if supplier.identifier}
    for supplier in theirs:
        place = _place(supplier, made, ids, numbers)
        if place is None:
            place = len(made)
            made.append(_free(supplier, ids))
        else:
            made[place] = one_supplier(made[place], supplier, problems)
        ids[made[place].id] = place
        if identifier := made[place].identifier:
            numbers[identifier] = place
    return made


def _place(supplier: Supplier, made: list[Supplier], ids: dict[str, int], numbers: dict[Identifier, int]) -> int | None:
    """Return where the one stands that is the same: by its number, else by an id that is not made of its name."""
    if supplier.identifier in numbers:
        return numbers[supplier.identifier]
    place = ids.get(supplier.id)
    if place is None or (made[place].identifier and supplier.identifier):
        return None
    return place if made[place] == supplier or not _is_named(supplier) else None


def _is_named(supplier: Supplier) -> bool:
    """Whether the id says no more than the name does."""
    return supplier.id == slug(supplier.name)


def _free(supplier: Supplier, ids: dict[str, int]) -> Supplier:
    """Return *supplier* under an id that no other has."""
    taken, number = supplier.id, 1
    while taken in ids:
        number += 1
        taken = f"{supplier.id}-{number}"
    return supplier if taken == supplier.id else attrs.evolve(supplier, id=taken)


def one_supplier(earlier: Supplier, later: Supplier, problems: list[Problem]) -> Supplier:
    """Return one supplier of two that are the same: of each fact the later, where it tells; *problems* says conflicts.

    Their id is the organisation number where their own ids differ.
    """
    facts = _facts(earlier, later, problems)
    number = facts["identifier"]
    if earlier.id != later.id and number and not number.is_personal:
        facts["id"] = number.key if number.is_known else later.id
    contacts = tuple(dict.fromkeys((*later.contacts, *earlier.contacts)))
    return attrs.evolve(later, **facts | {"contacts": contacts})


def _facts(earlier: Any, later: Any, problems: list[Problem], *, apart: frozenset[str] = _APART) -> dict[str, Any]:  # noqa: ANN401
    facts = {}
    for field in attrs.fields(type(later)):
        first, last = getattr(earlier, field.name), getattr(later, field.name)
        tells = last not in (None, "", ()) and (last != field.default or first in (None, "", ()))
        facts[field.name] = last if tells else first
        if tells and field.name not in apart and first not in (None, "", (), field.default) and _differ(first, last):
            problems.append(_conflict(earlier, later, field.name))
    return facts


def _differ(first: Any, last: Any) -> bool:  # noqa: ANN401 - any values
    return bool(_bare(first) != _bare(last))


def _bare(value: Any) -> object:  # noqa: ANN401 - any value
    """Return what of a value tells: a postcode's figures, a name whatever its case, a code whatever its label."""
    if isinstance(value, StrEnum):
        return value
    if isinstance(value, str):
        return fold(value).replace(" ", "")
    if isinstance(value, tuple):
        return frozenset(map(_bare, value))
    return (value.scheme, value.code) if isinstance(value, Classification) else value


def _conflict(earlier: Any, later: Any, field: str, hint: str = "the later one counts") -> Problem:  # noqa: ANN401
    origin = attrs.evolve(later.origin or Origin(), field=field)
    where = f"{earlier.origin} says" if earlier.origin else "an earlier record says"
    return Problem(origin=origin, kind="conflict", message=f"not what {where} of the same", hint=hint)


# Participations


def _participations(
    ours: Records[Participation], theirs: Records[Participation], problems: list[Problem]
) -> Iterable[Participation]:
    found = {each.id: each for each in ours}
    for each in theirs:
        found[each.id] = _one_participation(found[each.id], each, problems) if each.id in found else each
    return found.values()


def _one_participation(earlier: Participation, later: Participation, problems: list[Problem]) -> Participation:
    consents = tuple(dict.fromkeys((*later.consents, *_whose(earlier))))
    facts = _facts(earlier, later, problems, apart=_APART | {"contact", "registered", "checked_in", "status"})
    said = {earlier.status, later.status}
    if said & _CAME and said & _CALLED_OFF:
        problems.append(_conflict(earlier, later, "status", hint="who came, came"))
    status = next((status for status in _FURTHEST if status in said), None)
    return attrs.evolve(later, **facts | {"consents": consents, "status": status})


def restricted(participations: Iterable[Participation]) -> list[Participation]:
    """Return the *participations*, where what somebody refused once is refused in all of them.

    People are the same by their e-mail address. Nothing is ever allowed by it that was not allowed before, and who
    has unsubscribed stays so, in whatever order the files were read.
    """
    every = list(participations)
    refused: dict[str, dict[str, Consent]] = {}
    for each in every:
        for consent in each.consents:
            for who in {_who(each), fold(consent.who)} - {""} if not consent.given else ():
                refused.setdefault(who, {}).setdefault(consent.purpose, consent)
    return [_restrict(each, refused.get(_who(each), {})) for each in every]


def _whose(each: Participation) -> list[Consent]:
    """Return the consents of *each* with the person they are of: it may be another's registration from now on."""
    who = _who(each)
    return [consent if consent.who else attrs.evolve(consent, who=who) for consent in each.consents]


def _restrict(each: Participation, refused: dict[str, Consent]) -> Participation:
    own = {consent.purpose for consent in each.consents if not consent.given}
    more = tuple(consent for purpose, consent in refused.items() if purpose not in own)
    return attrs.evolve(each, consents=(*each.consents, *more)) if more else each


def _who(each: Participation) -> str:
    return fold(each.contact.email) if each.contact else ""
