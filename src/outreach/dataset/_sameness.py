"""What people decided about suppliers, applied: keys that are one, in records and ledger alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from outreach.codes._code import scheme_and_number
from outreach.dataset._merging import one_supplier
from outreach.dataset._records import Records
from outreach.model import Identifier, Origin, Participation, Problem, SameSupplier, Supplier
from outreach.model._party import BY_NAME
from outreach.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def key_of(supplier: Supplier) -> str:
    """Return the key by which a supplier is spoken of: its number, an id of its own, else its name.

    A sole trader has none: its number is a person's, and so is its name.
    """
    if supplier.identifier is None:
        return f"{BY_NAME}{fold(supplier.name)}"
    if supplier.identifier.is_personal:
        return ""
    return supplier.identifier.key if supplier.identifier.is_known else supplier.id


def resolved(decisions: Iterable[SameSupplier]) -> tuple[dict[str, str], list[Problem]]:
    """Return each key with the one that stands for it, chains followed to their end, and which decisions cannot be.

    A decision that would make a supplier the same as itself, by a circle, is left out, and so is an earlier one about
    the same key; each is a problem.
    """
    kept: dict[str, SameSupplier] = {}
    problems = []
    for decision in decisions:
        if decision.same in kept and kept[decision.same].keep != decision.keep:
            problems.append(_problem(kept[decision.same], "decided again later", "the later one counts"))
        before = kept.pop(decision.same, None)
        if _end(decision.keep, kept) == decision.same:
            problems.append(_problem(decision, "they are one already, the other way about", "delete one of the lines"))
            if before:
                kept[decision.same] = before
        else:
            kept[decision.same] = decision
    return {same: _end(same, kept) for same in kept}, problems


def _end(key: str, kept: Mapping[str, SameSupplier]) -> str:
    while key in kept:
        key = kept[key].keep
    return key


def _problem(decision: SameSupplier, message: str, hint: str) -> Problem:
    origin = attrs.evolve(decision.origin or Origin(), field="same")
    return Problem(origin=origin, kind="same", message=message, hint=hint)


def suppliers_as_decided(
    suppliers: Records[Supplier], same: Mapping[str, str], problems: list[Problem]
) -> Records[Supplier]:
    """Return the *suppliers*, those that are one made one: what the one that is kept tells counts."""
    by_key = {key_of(supplier): supplier for supplier in suppliers} | {each.id: each for each in suppliers}
    made: dict[str, Supplier] = {supplier.id: supplier for supplier in suppliers}
    for key, keep in same.items():
        other, kept = by_key.get(key), by_key.get(keep)
        if other is None or other.id not in made:
            continue
        if kept is None:
            made[other.id] = by_key[keep] = _known_as(other, keep)
        elif kept.id != other.id and kept.id in made:
            made[kept.id] = _joined(made.pop(other.id), made[kept.id], problems)
    return Records(Supplier, tuple(made.values()))


def _joined(other: Supplier, kept: Supplier, problems: list[Problem]) -> Supplier:
    """Return *kept* with what only the *other* tells; that their names differ is why somebody decided."""
    found: list[Problem] = []
    made = attrs.evolve(one_supplier(other, kept, found), id=kept.id)
    problems.extend(
        attrs.evolve(problem, hint="the one that is kept counts") for problem in found if problem.origin.field != "name"
    )
    return made


def _known_as(supplier: Supplier, key: str) -> Supplier:
    """Return *supplier* under the number that a person gave it."""
    number = scheme_and_number(key)
    if supplier.identifier or number is None:
        return supplier
    return attrs.evolve(supplier, id=key, identifier=Identifier(scheme=number[0], id=number[1]))


def ids_as_decided(records: Records[Any], same: Mapping[str, str]) -> Records[Any]:
    """Return *records* whose supplier ids are those that are kept; one known by name alone gets the id of its name."""
    several = records.kind is not Participation
    change = _with_ids if several else _with_id
    return Records(records.kind, tuple(change(record, same) for record in records))


def _with_ids(record: Any, same: Mapping[str, str]) -> Any:  # noqa: ANN401 - a contract, bid or award
    ids: tuple[str, ...] = record.supplier_ids
    names: tuple[str, ...] = getattr(record, "supplier_names", ())
    if not ids and len(names) == 1:
        ids = tuple(filter(None, [_id_of_name(names[0], same)]))
    kept = tuple(dict.fromkeys(same.get(key, key) for key in ids))
    return record if kept == record.supplier_ids else attrs.evolve(record, supplier_ids=kept)


def _with_id(record: Any, same: Mapping[str, str]) -> Any:  # noqa: ANN401 - a participation
    known = record.supplier_id or _id_of_name(record.supplier_name, same)
    kept = same.get(known, known)
    return record if kept == record.supplier_id else attrs.evolve(record, supplier_id=kept)


def _id_of_name(name: str, same: Mapping[str, str]) -> str:
    keep = same.get(f"{BY_NAME}{fold(name)}", "")
    return "" if keep.startswith(BY_NAME) else keep
