"""What the supplier register tells of the ledger's suppliers."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from outreach import values
from outreach.ledger import BY_NAME
from outreach.model import SWEDISH_ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from outreach.model import Supplier

T = TypeVar("T")


def by_supplier_key(
    suppliers: Iterable[Supplier], told: Callable[[Supplier], T | None], names: Callable[[], Iterable[tuple[str, str]]]
) -> dict[str, T]:
    """Return supplier key → what *told* says of that supplier, for those it says something of.

    A supplier is found by its organisation number; where the ledger or the register has none, by its folded name. A
    name that two suppliers have, of whom not the same is told, tells nothing.

    Args:
        suppliers: The register.
        told: Says something of a supplier, or None.
        names: Gives supplier key and name of the ledger's suppliers; asked only if the register lacks numbers.
    """
    by_number: dict[str, T] = {}
    by_name: dict[str, set[T | None]] = {}
    unnumbered: set[str] = set()
    for supplier in suppliers:
        fact, name, number = told(supplier), values.fold(supplier.name), _number(supplier)
        by_name.setdefault(name, set()).add(fact)
        if number is None:
            unnumbered.add(name)
        elif fact is not None:
            by_number[number] = fact
    sure = {name: fact for name, facts in by_name.items() if len(facts) == 1 for fact in facts if fact is not None}
    found = {key: name for key, text in names() if (name := values.fold(text)) in unnumbered} if unnumbered else {}
    by_found = {key: sure[name] for key, name in found.items() if name in sure}
    return {f"{BY_NAME}{name}": fact for name, fact in sure.items()} | by_found | by_number


def _number(supplier: Supplier) -> str | None:
    """Return the organisation number; a sole trader's is a person's and no key."""
    identifier = supplier.identifier
    return identifier.id if identifier is not None and identifier.scheme == SWEDISH_ORGANISATION else None
