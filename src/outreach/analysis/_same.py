"""Which suppliers may be one: suggestions with their reasons, for a person to decide; a name alone makes none one."""

from __future__ import annotations

import csv
import io
import re
from itertools import combinations
from typing import TYPE_CHECKING, Final

import attrs

from outreach import values
from outreach.dataset._sameness import key_of
from outreach.model._party import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.dataset import Dataset
    from outreach.ledger import Ledger
    from outreach.model import Supplier
    from outreach.reconciliation import Problems

_FORM: Final = re.compile(
    r"\b(?:aktiebolag(?:et)?|ab|handelsbolag(?:et)?|hb|kommanditbolag(?:et)?|kb|publ|ek(?:onomisk)? för(?:ening)?"
    r"|enskild firma|ef|filial|ltd|limited|plc|llp|inc|gmbh|oy|aps|as|a/s|bv|the|i likvidation|i konkurs)\b\.?"
)
_SIGNS: Final = re.compile(r"[^\w\s]|_")
_NUMBER: Final = re.compile(r"[0-9]{10}|[A-Z]{2}-[A-Z]+-\w+", re.ASCII)
_SHORTEST: Final = 3


@attrs.frozen(kw_only=True)
class SameSuggestion:
    """Two suppliers that may be one, and why (kanske samma leverantör). Nothing is merged by it.

    Attributes:
        keep: The key that would stay: the one with an organisation number.
        same: The key of the other.
        keep_name: What the first is called.
        same_name: What the other is called.
        reasons: What speaks for it, as sentences.
        doubts: What speaks against it.
    """

    keep: str
    same: str
    keep_name: str
    same_name: str
    reasons: tuple[str, ...]
    doubts: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The line that accepts it, for the file ``keep;same;decided;by;reason``."""
        cells = io.StringIO()
        csv.writer(cells, delimiter=";", lineterminator="").writerow((self.keep, self.same, "", "", self.reasons[0]))
        return cells.getvalue()


@attrs.define
class _Known:
    """What is known of a supplier key: its names, and where it is."""

    key: str
    names: set[str] = attrs.field(factory=set)
    postcodes: set[str] = attrs.field(factory=set)
    localities: set[str] = attrs.field(factory=set)

    @property
    def name(self) -> str:
        return min(self.names)

    @property
    def has_number(self) -> bool:
        return not self.key.startswith(BY_NAME)


def same_suppliers(data: Dataset) -> tuple[SameSuggestion, ...]:
    """Return which suppliers of register, ledger, contracts and registrations may be one (samma leverantör).

    Only those are suggested of whom at most one has an organisation number: two numbers are two companies. Sole
    traders are never suggested. A person decides, and keeps the decision in a file with the columns ``keep``,
    ``same``, ``decided``, ``by`` and ``reason`` that is read together with the others; deleting a line undoes it.

    Args:
        data: What was read; what is decided in it already is not suggested again.
    """
    groups: dict[str, list[_Known]] = {}
    for known in _known(data).values():
        for stem in {_stem(name) for name in known.names}:
            if len(stem) >= _SHORTEST:
                groups.setdefault(stem, []).append(known)
    suggestions: dict[tuple[str, str], SameSuggestion] = {}
    for group in groups.values():
        numbered = sum(known.has_number for known in group)
        for one, other in combinations(sorted(group, key=_rank), 2):
            if not other.has_number and one.key != other.key:
                suggestions.setdefault((one.key, other.key), _suggestion(one, other, numbered))
    return tuple(suggestion for _, suggestion in sorted(suggestions.items()))


def _rank(known: _Known) -> tuple[bool, str]:
    return not known.has_number, known.key


def _suggestion(one: _Known, other: _Known, numbered: int) -> SameSuggestion:
    doubts = [f"{numbered} companies with a number have this name"] if numbered > 1 else []
    if one.localities and other.localities and not one.localities & other.localities:
        doubts.append("not in the same town")
    return SameSuggestion(
        keep=one.key,
        same=other.key,
        keep_name=one.name,
        same_name=other.name,
        reasons=tuple(_reasons(one, other)),
        doubts=tuple(doubts),
    )


def _reasons(one: _Known, other: _Known) -> Iterator[str]:
    if {_letters(name) for name in one.names} & {_letters(name) for name in other.names}:
        yield "the same name but for case, blanks and signs"
    else:
        yield "the same name but for the form of company"
    if one.postcodes & other.postcodes:
        yield "the same postcode"
    if one.localities & other.localities:
        yield "the same town"


def _known(data: Dataset) -> dict[str, _Known]:
    from outreach.ledger import UNNAMED  # noqa: PLC0415 - heavy

    suppliers: dict[str, _Known] = {}
    for supplier in data.suppliers:
        if key := key_of(supplier):
            _add(suppliers, key, [supplier.name], supplier)
    for key, name in data.purchases.supplier_names().select("supplier_key", "supplier").iter_rows():
        if key not in UNNAMED:
            _add(suppliers, key, [name])
    for key, name in _named(data):
        _add(suppliers, key, [name])
    return {key: known for key, known in suppliers.items() if key not in data.purchases.same}


def _named(data: Dataset) -> Iterator[tuple[str, str]]:
    """Yield the key and name of suppliers in contracts and registrations."""
    for contract in data.contracts:
        yield from _pairs(contract.supplier_ids, contract.supplier_names)
    for entry in data.participations:
        yield from _pairs(tuple(filter(None, [entry.supplier_id])), tuple(filter(None, [entry.supplier_name])))


def _pairs(ids: tuple[str, ...], names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each id with its name; names without ids by themselves. A sole trader's id is no number: it is left."""
    if not ids:
        yield from ((f"{BY_NAME}{values.fold(name)}", name) for name in names)
    elif len(ids) == len(names):
        yield from ((key, name) for key, name in zip(ids, names, strict=True) if _NUMBER.fullmatch(key))


def _add(suppliers: dict[str, _Known], key: str, names: Iterable[str], supplier: Supplier | None = None) -> None:
    known = suppliers.setdefault(key, _Known(key))
    known.names.update(names)
    if supplier is not None:
        known.postcodes |= {text for text in ("".join(supplier.postcode.split()),) if text}
        known.localities |= {text for text in (values.fold(supplier.locality),) if text}


def _letters(name: str) -> str:
    return "".join(_SIGNS.sub("", values.fold(name)).split())


def _stem(name: str) -> str:
    """Return what of a name is not the form of company: *Ljungåsens Städ AB* and *LJUNGÅSENS STÄD* have the same."""
    plain = values.fold(name).replace("&", " och ").replace(" and ", " och ")
    return "".join(_SIGNS.sub(" ", _FORM.sub(" ", plain)).split())


def duplicates(data: Dataset | Ledger) -> Problems:
    """Find the purchases that may count twice (dubbletter); none is dropped.

    Three kinds, by ``.counts``: ``repeated row``, the same as another row of its file in every cell; ``other amount``,
    a row with an invoice number that is another one in every cell but the amount; ``invoice twice``, an e-invoice that
    stands in a ledger as well, or in two documents, by the numbers of supplier and invoice.

    Reading tells of them already, but for rows of ledgers that have no column of invoice numbers: to compare all
    cells takes as much as half the time of reading.

    Args:
        data: What was read, or a ledger alone.
    """
    from outreach.dataset import Dataset  # noqa: PLC0415 - only to tell the two apart

    ledger = data.purchases if isinstance(data, Dataset) else data
    return ledger.repeats() + ledger.twice()
