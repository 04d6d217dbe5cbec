"""What is to be bought, and when."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import attrs

from outreach import values
from outreach.analysis import _timetable
from outreach.analysis._breakdown import Breakdown, Kind, PipelineRow
from outreach.analysis._cells import NOT_KNOWN, Name, group
from outreach.analysis._industry import industry_classified, industry_named
from outreach.errors import CurrencyError, QuestionError
from outreach.model import Estimate, Money, Procurement, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    import polars as pl

    from outreach.dataset import Dataset


class _Group:
    """Procurements of one group, and what they call it."""

    def __init__(self) -> None:
        self.procurements: list[Procurement] = []
        self.labels: Counter[str] = Counter()

    def add(self, label: str, procurement: Procurement) -> None:
        self.procurements.append(procurement)
        self.labels[label] += 1

    @property
    def label(self) -> str:
        """The name that most of them write."""
        return min(self.labels, key=lambda label: (-self.labels[label], label))


def pipeline(data: Dataset | Iterable[Procurement], by: str = "quarter", *, today: date) -> PipelineBreakdown:
    """Break down what is planned and has not been advertised (kommande upphandlingar per kvartal, bransch …).

    Args:
        data: What was read, or procurements.
        by: ``quarter``, ``industry`` or ``unit``.
        today: The day it is.

    Returns:
        A row for each group; where the values of a group are in several currencies, a row for each. Quarters stand in
        order, other groups by how many procurements they have. A period that has begun or spans several quarters
        counts in its first quarter from *today* on. What has passed is a row of its own, by quarter also what has no
        date or runs without one.

    Raises:
        outreach.errors.QuestionError: *by* is not known.
    """
    if by not in _NAMERS:
        raise QuestionError("pipeline by", by, tuple(_NAMERS))
    procurements = _timetable.procurements_of(data)
    groups: dict[tuple[Kind, str], _Group] = {}
    for procurement in filter(lambda procurement: procurement.is_planned, procurements):
        name = _name(procurement, by, today)
        groups.setdefault(name[:2], _Group()).add(name.label, procurement)
    rows = [row for kind, key in _in_order(groups, by) for row in _rows(kind, key, groups[kind, key], by)]
    return PipelineBreakdown(by=by, notes=_notes(procurements), rows=tuple(rows))


def _name(procurement: Procurement, by: str, today: date) -> Name:
    """Return the group; what has passed is one of its own, whatever is asked for."""
    kind, key = _timetable.place(procurement, today) or NOT_KNOWN[:2]
    return Name(kind, key, key) if kind is Kind.PASSED or by == "quarter" else _NAMERS[by](procurement)


def _by_industry(procurement: Procurement) -> Name:
    """Return the industry by the list's own word, else by CPV."""
    if procurement.industry:
        return industry_named(procurement.industry)
    return industry_classified(procurement.classifications) or NOT_KNOWN


def industry_of(procurement: Procurement) -> str:
    """Return the industry's key (bransch) of a *procurement*; empty where nothing tells it."""
    name = _by_industry(procurement)
    return name.key if name.kind is Kind.GROUP else ""


def _by_unit(procurement: Procurement) -> Name:
    return group(values.fold(procurement.unit), procurement.unit) if procurement.unit else NOT_KNOWN


def _in_order(groups: dict[tuple[Kind, str], _Group], by: str) -> list[tuple[Kind, str]]:
    def place(group: tuple[Kind, str]) -> tuple[int, int, str]:
        kind, key = group
        return kind.rank, 0 if by == "quarter" else -len(groups[group].procurements), key

    return sorted(groups, key=place)


def _rows(kind: Kind, key: str, group: _Group, by: str) -> Iterable[PipelineRow]:
    """Make a row for each currency; what has no value stands with the only one, or by itself."""
    by_currency: dict[str, list[Procurement]] = {}
    for procurement in group.procurements:
        value = _whole(procurement)
        by_currency.setdefault(value.currency if value else "", []).append(procurement)
    if len(by_currency) == 2 and "" in by_currency:  # noqa: PLR2004 - one currency, and what has no value
        by_currency = {max(by_currency): group.procurements}
    name = Name(kind, key, group.label)
    return [_row(name, currency, members, by) for currency, members in sorted(by_currency.items())]


def _whole(procurement: Procurement) -> Estimate | None:
    """Return the estimate of the whole contract; one per year is in no sum, since nobody multiplied it."""
    value = procurement.estimated_value
    return None if value is None or value.per else value


def _row(name: Name, currency: str, procurements: list[Procurement], by: str) -> PipelineRow:
    values = [value for procurement in procurements if (value := _whole(procurement))]
    in_quarter = by == "quarter" and name.kind is Kind.GROUP
    less_precise = sum(map(_timetable.is_less_precise, procurements)) if in_quarter else 0
    return PipelineRow(
        key=name.key,
        label=f"{name.label} ({less_precise} of {len(procurements)} less precise)" if less_precise else name.label,
        kind=name.kind,
        procurements=len(procurements),
        low=_sum([value.low or Decimal(0) for value in values], currency),
        high=_sum([value.high for value in values], currency),
        without_value=len(procurements) - len(values),
        less_precise=less_precise,
    )


def _sum(amounts: Sequence[Decimal | None], currency: str) -> Money | None:
    """Return the sum, or None if there is nothing to sum or one of the *amounts* is not known."""
    known = [amount for amount in amounts if amount is not None]
    if not known or len(known) < len(amounts):
        return None
    return Money(amount=values.exact_sum(known), currency=currency)


def _notes(procurements: Sequence[Procurement]) -> tuple[str, ...]:
    left_out = Counter(procurement.stage for procurement in procurements if not procurement.is_planned)
    counts = ", ".join(f"{left_out[stage]:,} {stage.value}" for stage in Stage if left_out[stage])
    a_year = sum(
        procurement.is_planned and bool(procurement.estimated_value and procurement.estimated_value.per)
        for procurement in procurements
    )
    notes = {
        f"left out, since no longer only planned: {counts}": bool(counts),
        f"in no sum, since per year: {a_year:,} values": bool(a_year),
    }
    return tuple(note for note, is_so in notes.items() if is_so)


_NAMERS: Final[dict[str, Callable[[Procurement], Name]]] = {
    "quarter": lambda _: NOT_KNOWN,
    "industry": _by_industry,
    "unit": _by_unit,
}


_ZERO: Final = Decimal(0)
# fmt: off
_COLUMNS: Final[dict[str, type]] = {
    "key": str, "label": str, "kind": str, "currency": str, "procurements": int, "low": Decimal, "high": Decimal,
    "without_value": int, "less_precise": int,
}
# fmt: on


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PipelineBreakdown(Breakdown[PipelineRow]):
    """What is planned, by group (kommande upphandlingar per …).

    Attributes:
        by: The grouping word.
        rows: The rows.
        notes: What a reader must know to read it right: what is left out and why.
    """

    rows: tuple[PipelineRow, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def procurements(self) -> int:
        """How many procurements are in the rows."""
        return sum(row.procurements for row in self.rows)

    @property
    def totals(self) -> tuple[Estimate, ...]:
        """The sums of the values of each currency, what has passed among them."""
        by_currency: dict[str, list[PipelineRow]] = {}
        for row in self.rows:
            if row.low:
                by_currency.setdefault(row.low.currency, []).append(row)
        return tuple(_estimate_of(currency, rows) for currency, rows in sorted(by_currency.items()))

    @property
    def total(self) -> Estimate:
        """The sum of the values of all rows.

        Raises:
            outreach.errors.CurrencyError: There are several currencies, or no value at all.
        """
        totals = self.totals
        if len(totals) != 1:
            what = f"in {', '.join(total.currency for total in totals)}" if totals else "of nothing: no value is known"
            raise CurrencyError(f"no one total {what} (.totals has one for each currency)")
        return totals[0]

    def to_dicts(self) -> list[dict[str, object]]:
        """Return the rows as dictionaries.

        Keys: key, label, kind, currency, procurements, low, high, without_value, less_precise.
        """
        return [_dict(row) for row in self.rows]

    def to_native(self) -> pl.DataFrame:
        """Return the rows as a polars frame with the columns of ``to_dicts()``; low and high are Decimals."""
        import polars as pl  # noqa: PLC0415 - heavy, and only asked for here

        dtypes = {str: pl.String(), int: pl.Int64(), Decimal: pl.Decimal(38, 2)}
        return pl.DataFrame(self.to_dicts(), schema={name: dtypes[kind] for name, kind in _COLUMNS.items()})

    def _row(self, index: int) -> PipelineRow:
        return self.rows[index]

    def _headings(self) -> tuple[str, ...]:
        return (self.by, "procurements", "low", "high", "without value")

    def _cells(self, row: PipelineRow) -> tuple[str, ...]:
        return (row.label, f"{row.procurements:,}", _shown(row.low), _shown(row.high), f"{row.without_value:,}")

    def _sums(self) -> tuple[str, ...]:
        return (f"{self.procurements:,} procurements",)


def _estimate_of(currency: str, rows: list[PipelineRow]) -> Estimate:
    return Estimate(low=_added(row.low for row in rows), high=_added(row.high for row in rows), currency=currency)


def _added(amounts: Iterable[Money | None]) -> Decimal | None:
    """Return the sum, or None if one of the *amounts* is not known."""
    known = [amount.amount if amount else None for amount in amounts]
    return None if None in known else sum(filter(None, known), start=_ZERO)


def _shown(amount: Money | None) -> str:
    return "" if amount is None else str(amount)


def _dict(row: PipelineRow) -> dict[str, object]:
    return {
        "key": row.key,
        "label": row.label,
        "kind": row.kind.value,
        "currency": row.low.currency if row.low else None,
        "procurements": row.procurements,
        "low": row.low.amount if row.low else None,
        "high": row.high.amount if row.high else None,
        "without_value": row.without_value,
        "less_precise": row.less_precise,
    }
