"""Selections of rows, and what of them may be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl

from outreach.errors import QuestionError
from outreach.ledger._columns import BANDS, COLUMNS, MINOR, PERSONAL, TEXTS
from outreach.ledger._passes import keys_of, to_polars
from outreach.ledger._suppliers import PERSONAL_SHAPE, judge_numbers, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from outreach.ledger._part import Change, LedgerPart

_BETWEEN = "\x1f"
_YEAR, _MONTH = nw.col("date").dt.year(), nw.col("date").dt.month()


def select(part: LedgerPart, wanted: Mapping[str, tuple[Any, ...]]) -> Change:
    """Return the change that keeps the rows with one of the *wanted* values for each key."""
    return lambda frame: frame.filter(*(_condition(part, key, values) for key, values in wanted.items()))


def masked(rows: Any) -> nw.LazyFrame[Any]:  # noqa: ANN401 - a frame of whichever engine
    """Return *rows* without personal identity numbers and the names beside them."""
    person = nw.col("supplier_id").str.contains(PERSONAL_SHAPE)
    frame = nw.from_native(rows).lazy().with_columns(person.fill_null(value=False).alias("_person"))
    hidden = [nw.when(~nw.col("_person")).then(nw.col(name)).alias(name) for name in ("supplier_id", "supplier")]
    public: nw.LazyFrame[Any] = frame.with_columns(*hidden).select(*COLUMNS)
    return public


def public_rows(frames: Iterable[Any]) -> pl.DataFrame:
    """Return the rows of all *frames* with their supplier keys, masked."""
    made = [_public(to_polars(nw.from_native(frame).lazy())) for frame in frames]
    if not made:
        return pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.String))
    return pl.concat(made, how="vertical_relaxed")


def _public(rows: pl.DataFrame) -> pl.DataFrame:
    ordered = rows.sort("origin_line", nulls_last=True, maintain_order=True).select(COLUMNS)
    ordered = ordered.with_columns(
        pl.col("date").cast(pl.Date), pl.col("origin_line").cast(pl.Int64), pl.col(TEXTS).cast(pl.String)
    )
    keyed = ordered.with_columns(supplier_key=keys_of(ordered))
    person = pl.col("supplier_id").str.contains(PERSONAL_SHAPE).fill_null(value=False)
    return keyed.with_columns(pl.when(~person).then(pl.col("supplier_id", "supplier")))


def _condition(part: LedgerPart, key: str, values: tuple[Any, ...]) -> nw.Expr:
    if key in ("supplier", "supplier_key"):
        return _is_supplier(part, values)
    if key == "year":
        return _YEAR.is_in([int(value) for value in values])
    if key == "quarter":
        return _any(_is_quarter(value) for value in values)
    if key == "month":
        return _any(_is_month(value) for value in values)
    if key == "value_band":
        return _any(_in_band(int(value)) for value in values)
    return nw.col(key).is_in(list(values))


def _is(column: nw.Expr, value: int) -> nw.Expr:
    return column.is_in([value])


def _any(conditions: Iterable[nw.Expr]) -> nw.Expr:
    return nw.any_horizontal(nw.lit(value=False), *conditions, ignore_nulls=True)


def _is_quarter(value: str) -> nw.Expr:
    year, number = _numbers(value, "-Q")
    return _is(_YEAR, year) & _MONTH.is_in([3 * number - 2, 3 * number - 1, 3 * number])


def _is_month(value: str) -> nw.Expr:
    year, number = _numbers(value, "-")
    return _is(_YEAR, year) & _is(_MONTH, number)


def _numbers(value: str, between: str) -> tuple[int, int]:
    year, _, number = str(value).partition(between)
    if not (year.isdecimal() and number.isdecimal()):
        raise QuestionError("where", str(value), (f"2017{between}1",))
    return int(year), int(number)


def _in_band(number: int) -> nw.Expr:
    amount, edges = nw.col("amount"), [edge * MINOR for edge in BANDS]
    lower = amount >= edges[number - 1] if number > 0 else nw.lit(value=True)
    return lower & (amount < edges[number]) if number < len(edges) else lower


def _is_supplier(part: LedgerPart, values: tuple[Any, ...]) -> nw.Expr:
    """Find the spellings first, then the rows that have one of them."""
    pairs = part.by(("supplier_id", "supplier"))
    keys = {
        key
        for value in values
        for key in (str(value), name_key(str(value)), *judge_numbers(pl.Series([str(value)])).number)
    }
    folded = {name_key(str(value)) for value in values}
    rows = pairs.with_columns(key=keys_of(pairs))
    found = [
        f"{number or ''}{_BETWEEN}{name or ''}"
        for number, name, key in rows.select("supplier_id", "supplier", "key").iter_rows()
        if key in keys or (key != PERSONAL and name_key(name or "") in folded)
    ]
    both = (nw.col(column).fill_null("") for column in ("supplier_id", "supplier"))
    return nw.concat_str(*both, separator=_BETWEEN).is_in(found)
