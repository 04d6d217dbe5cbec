"""What the supplier register tells of the ledger's suppliers."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from outreach import _parsing
from outreach.ledger import BY_NAME
from outreach.model import SWEDISH_ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from outreach.model import Supplier

T = TypeVar("T")


def by_supplier_key(suppliers: Iterable[Supplier], told: Callable[[Supplier], T | None]) -> dict[str, T]:
    """Return supplier key → what *told* says of that supplier, for those it says something of.

    A supplier is found by its organisation number or by its folded name. A name that two suppliers have, of whom
    not the same is told, tells nothing. Sole traders are found by name alone: their number is a person's.
    """
    by_number: dict[str, T] = {}
    by_name: dict[str, set[T | None]] = {}
    for supplier in suppliers:
        fact = told(supplier)
        by_name.setdefault(f"{BY_NAME}{_parsing.fold(supplier.name)}", set()).add(fact)
        if fact is not None and supplier.identifier is not None and supplier.identifier.scheme == SWEDISH_ORGANISATION:
            by_number[supplier.identifier.id] = fact
    sure = ((name, facts.pop()) for name, facts in by_name.items() if len(facts) == 1)
    return {name: fact for name, fact in sure if fact is not None} | by_number
