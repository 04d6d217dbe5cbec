"""Which contracts end soon, and the purchases made on them."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach import notebook, values
from outreach.errors import CurrencyError, QuestionError
from outreach.ledger import BY_NAME
from outreach.ledger._columns import pl
from outreach.model import Contract, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from outreach.dataset import Dataset

MOST_MONTHS: Final = 1_200
BY_CONTRACT: Final = "contract"
BY_SUPPLIER: Final = "supplier"
_DIGITS: Final = 10


@attrs.frozen(kw_only=True)
class ExpiringContract:
    """A contract that ends, and what was bought under it (avtal som löper ut).

    Attributes:
        contract: The contract.
        ends: Its last day, without options.
        spent: What was bought, net of credits, for each currency; exact.
        purchases: How many rows of the ledger that is.
        found_by: ``contract``: the ledger names the contract; ``supplier``: these are all purchases from its suppliers
            while it ran; empty: none was found.
        is_shared: Whether its purchases may belong to another contract with the same supplier as well, and stand
            there too; in the whole they count once.
    """

    contract: Contract
    ends: dt.date
    spent: tuple[Money, ...] = ()
    purchases: int = 0
    found_by: str = ""
    is_shared: bool = False


@attrs.frozen(kw_only=True, repr=False)
class Expiring:
    """Contracts that end within a time, the next first (avtal som löper ut).

    Attributes:
        today: The day it is.
        until: The last day asked for.
        rows: One a contract.
        totals: What was bought under all of them, for each currency; a purchase that stands under two counts once.
        notes: What is unknown, and what was assumed.
    """

    today: dt.date
    until: dt.date
    rows: tuple[ExpiringContract, ...] = ()
    totals: tuple[Money, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> Money | None:
        """What was bought under all of them; None where nothing was found.

        Raises:
            outreach.errors.CurrencyError: There are several currencies.
        """
        if len(self.totals) > 1:
            raise CurrencyError(f"no one total in {', '.join(total.currency for total in self.totals)}")
        return self.totals[0] if self.totals else None

    def __iter__(self) -> Iterator[ExpiringContract]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return a dictionary a contract and currency: id, title, suppliers, end, amount, purchases."""
        return [_plain(row, money) for row in self.rows for money in row.spent or (None,)]

    def __repr__(self) -> str:
        return f"<Expiring: {len(self.rows):,} contracts until {self.until}>"

    def _repr_html_(self) -> str:
        rows = [
            (row.ends, row.contract.title, ", ".join(row.contract.supplier_names), ", ".join(map(str, row.spent)))
            for row in self.rows
        ]
        return notebook.table(("ends", "contract", "supplier", "bought"), rows, caption=f"Ending until {self.until}")


def expiring(data: Dataset, *, today: dt.date, months: int = 18) -> Expiring:
    """Tell which contracts end within some *months*, and the purchases made on them (avtal som löper ut).

    A contract's end is the one without options. Purchases are a contract's where the ledger's ``contract_id`` names
    it; else they are those from its suppliers while it ran that name no other contract.

    Args:
        data: What was read: contracts, and purchases where there are any.
        today: The day it is.
        months: How far ahead to look.

    Raises:
        outreach.errors.QuestionError: *months* is no whole number from 1 to 1,200.
    """
    if isinstance(months, bool) or not isinstance(months, int) or not 1 <= months <= MOST_MONTHS:
        raise QuestionError("expiring months", str(months), ("1 to 1200",))
    until = _later(today, months)
    ending = sorted(
        ((end, contract) for contract in data.contracts if (end := _end(contract)) and today <= end <= until),
        key=lambda pair: (pair[0], pair[1].title, pair[1].id),
    )
    spent = _Spent.of(data, [contract for _, contract in ending])
    rows = tuple(spent.row(contract, end) for end, contract in ending)
    return Expiring(today=today, until=until, rows=rows, totals=spent.totals(rows), notes=tuple(_notes(data, rows)))


def _later(day: dt.date, months: int) -> dt.date:
    """Return the day so many months later: the last one of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _end(contract: Contract) -> dt.date | None:
    return contract.period.end if contract.period else None


def _keys(contract: Contract) -> frozenset[str]:
    """Return the ledger's keys of a contract's suppliers: their numbers, and their names."""
    numbers = [key for key in contract.supplier_ids if len(key) == _DIGITS and key.isdigit()]
    return frozenset((*numbers, *(BY_NAME + values.fold(name) for name in contract.supplier_names)))


@attrs.frozen(eq=False)
class _Spent:
    """The purchases that may belong to contracts: rows in memory, numbered, so that none counts twice."""

    rows: pl.DataFrame | None
    named: dict[str, tuple[str, ...]]
    others: dict[str, int]
    same: dict[str, str]
    frames: dict[str, pl.DataFrame] = attrs.field(factory=dict)

    @classmethod
    def of(cls, data: Dataset, contracts: Sequence[Contract]) -> _Spent:
        """Take what is needed of the ledger, in one pass."""
        same = dict(data.purchases.same)
        held: dict[str, int] = {}
        for contract in data.contracts:
            for key in _keys(contract):
                held[same.get(key, key)] = held.get(same.get(key, key), 0) + 1
        if not contracts or not data.purchases:
            return cls(None, {}, held, same)
        named = _named(data, contracts)
        references = sorted({reference for own in named.values() for reference in own})
        keys = sorted({same.get(key, key) for contract in contracts for key in _keys(contract)})
        wanted = [data.purchases.where(supplier_key=keys)] if keys else []
        wanted += [data.purchases.where(contract_id=references)] if references else []
        frames = [ledger.to_polars(minor_units=True).rename({"amount_minor": "amount"}) for ledger in wanted]
        columns = ("supplier_key", "contract_id", "date", "amount", "currency")
        place = ("origin_file", "origin_part", "origin_line")
        rows = pl.concat(frames, how="vertical_relaxed").with_row_index("number") if frames else None
        if rows is not None and len(frames) > 1:
            both = pl.col("contract_id").is_in(references)
            first = frames[0].height
            # What both selections gave stands twice: of the first one only what names no contract is kept.
            rows = rows.filter((pl.col("number") >= first) | ~both.fill_null(value=False))
        return cls(None if rows is None else rows.select("number", *columns, *place), named, held, same)

    def row(self, contract: Contract, ends: dt.date) -> ExpiringContract:
        """Return a contract with its purchases."""
        purchases, by = self._purchases(contract)
        if purchases is None or not purchases.height:
            return ExpiringContract(contract=contract, ends=ends)
        self.frames[contract.id] = purchases
        keys = {self.same.get(key, key) for key in _keys(contract)}
        return ExpiringContract(
            contract=contract,
            ends=ends,
            spent=_sums(purchases),
            purchases=purchases.height,
            found_by=by,
            is_shared=by == BY_SUPPLIER and any(self.others.get(key, 0) > 1 for key in keys),
        )

    def _purchases(self, contract: Contract) -> tuple[pl.DataFrame | None, str]:
        if self.rows is None:
            return None, ""
        keys = [self.same.get(key, key) for key in _keys(contract)]
        references = self.named.get(contract.id, ())
        if references:
            rows = self.rows.filter(pl.col("contract_id").is_in(references))
            several = sum(set(references) <= set(own) for own in self.named.values()) > 1
            return (rows.filter(pl.col("supplier_key").is_in(keys)) if several else rows), BY_CONTRACT
        others = [reference for own in self.named.values() for reference in own]
        rows = self.rows.filter(
            pl.col("supplier_key").is_in(keys) & ~pl.col("contract_id").is_in(others).fill_null(value=False)
        )
        period = contract.period
        if period and period.start:
            rows = rows.filter(pl.col("date") >= period.start)
        if period and period.end:
            rows = rows.filter(pl.col("date") <= period.end)
        return rows, BY_SUPPLIER

    def totals(self, rows: Iterable[ExpiringContract]) -> tuple[Money, ...]:
        """Return what was bought under all of *rows*, each purchase once."""
        frames = [self.frames[row.contract.id] for row in rows if row.contract.id in self.frames]
        if not frames:
            return ()
        return _sums(pl.concat(frames).unique("number"))


def _named(data: Dataset, contracts: Iterable[Contract]) -> dict[str, tuple[str, ...]]:
    """Return contract → what the ledger calls it: its id, or what the ids of its rows begin with."""
    written = data.purchases.cube("contract_id")["contract_id"].drop_nulls().to_list()
    by_key: dict[str, list[str]] = {}
    for text in map(str, written):
        by_key.setdefault(values.fold(text), []).append(text)
    if not by_key:
        return {}
    references = {}
    for contract in contracts:
        key = values.fold(contract.id)
        texts = by_key.get(key) or [
            text for begin, own in by_key.items() if key.startswith(f"{begin}-") for text in own
        ]
        if texts:
            references[contract.id] = tuple(texts)
    return references


def _sums(rows: pl.DataFrame) -> tuple[Money, ...]:
    sums = rows.group_by("currency").agg(pl.sum("amount")).sort("currency")
    return tuple(Money.from_minor(amount, currency) for currency, amount in sums.iter_rows())


def _notes(data: Dataset, rows: Sequence[ExpiringContract]) -> Iterator[str]:
    endless = sum(_end(contract) is None for contract in data.contracts)
    if endless:
        yield f"{endless:,} contracts have no end that is known; they are not among these"
    if not data.purchases:
        yield "no purchases were read: what was bought is unknown"
        return
    silent = sum(not row.found_by for row in rows)
    if silent:
        yield f"of {silent:,} contracts no purchase was found"
    by_supplier = sum(row.found_by == BY_SUPPLIER for row in rows)
    if by_supplier:
        yield f"of {by_supplier:,} contracts all purchases from the supplier count that were made while it ran"
    shared = sum(row.is_shared for row in rows)
    if shared:
        yield f"{shared:,} of them have a supplier with other contracts: their purchases may belong to those"


def _plain(row: ExpiringContract, money: Money | None) -> dict[str, Any]:
    return {
        "id": row.contract.id,
        "title": row.contract.title,
        "suppliers": list(row.contract.supplier_names),
        "unit": row.contract.unit,
        "ends": row.ends,
        "amount": money.amount if money else None,
        "currency": money.currency if money else None,
        "purchases": row.purchases,
        "found_by": row.found_by,
        "is_shared": row.is_shared,
    }
