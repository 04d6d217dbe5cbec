"""What the supplier register tells of the ledger's suppliers."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from outreach import _parsing
from outreach.model import SWEDISH_ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from outreach.model import Supplier

T = TypeVar("T")


def by_supplier_key(suppliers: Iterable[Supplier], told: Callable[[Supplier], T | None]) -> dict[str, T]:
    """Return supplier key → what *told* says of that supplier, for those it says something of.

    A supplier is found by its organisation number or by its folded name. A name that two suppliers have, of whom
    different things are told, tells nothing. Sole traders are found by name alone: their number is a person's.
    """
    by_number: dict[str, T] = {}
    by_name: dict[str, set[T]] = {}
    for supplier in suppliers:
        fact = told(supplier)
        if fact is None:
            continue
        if supplier.identifier is not None and supplier.identifier.scheme == SWEDISH_ORGANISATION:
            by_number[supplier.identifier.id] = fact
        by_name.setdefault(f"name:{_parsing.fold(supplier.name)}", set()).add(fact)
    return {name: facts.pop() for name, facts in by_name.items() if len(facts) == 1} | by_number
