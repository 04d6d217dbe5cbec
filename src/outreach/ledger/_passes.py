"""Passes over rows in whichever engine holds them, through narwhals, on bare columns only."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import narwhals as nw
import polars as pl

from outreach.errors import QuestionError
from outreach.ledger._columns import COLUMNS, DATE_KEYS, MINOR, TEXTS, UNNAMED, Coded
from outreach.ledger._cube import Facts, added_up
from outreach.ledger._suppliers import name_key, supplier_keys, supplier_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from outreach.countries import Country
    from outreach.ledger._part import Change, LedgerPart

_YEAR_MONTH: Final = "_month"


def cube(rows: Any, keys: Iterable[str], country: Country) -> pl.DataFrame:  # noqa: ANN401 - a frame of whichever engine
    """Return amount and number of the purchases in *rows* by *keys*."""
    wanted = set(keys)
    frame = nw.from_native(rows).lazy()
    dates = wanted & set(DATE_KEYS)
    raw = sorted(wanted - set(DATE_KEYS) - {"supplier_key", "value_band"})
    raw += [name for name in ("supplier_id", "supplier") if "supplier_key" in wanted and name not in raw]
    if dates:
        frame = frame.with_columns((nw.col("date").dt.year() * 100 + nw.col("date").dt.month()).alias(_YEAR_MONTH))
    if "value_band" in wanted:
        frame = _banded(frame, country.bands)
    groups = [*raw, *([_YEAR_MONTH] if dates else []), *(["value_band"] if "value_band" in wanted else [])]
    made = _finished(_grouped(frame, groups), wanted, country)
    return added_up(made, sorted(wanted))


def facts(rows: Any) -> Facts:  # noqa: ANN401
    """Return number, sums and period of the purchases in *rows*."""
    date = nw.col("date")
    columns = (nw.col("amount").sum(), nw.len().alias("purchases"), date.min().alias("first"), date.max().alias("last"))
    frame = nw.from_native(rows).lazy().select("currency", "amount", "date")
    made = to_polars(frame.group_by("currency").agg(*columns)).sort("currency")
    if made.is_empty():
        return Facts()
    sums = made.select(pl.col("currency").cast(pl.String), pl.col("amount").cast(pl.Int64)).iter_rows()
    first, last = made.select(pl.col("first").cast(pl.Date).min(), pl.col("last").cast(pl.Date).max()).row(0)
    return Facts(purchases=int(made["purchases"].sum()), sums=dict(sums), period=(first, last))


def to_polars(frame: nw.LazyFrame[Any]) -> pl.DataFrame:
    """Return the rows of *frame* as a polars frame."""
    native = frame.to_native()
    if isinstance(native, pl.LazyFrame):
        return native.collect(engine="streaming")
    return frame.collect().to_polars()


def _grouped(frame: nw.LazyFrame[Any], groups: list[str]) -> pl.DataFrame:
    sums = (nw.col("amount").sum(), nw.len().alias("purchases"))
    made = frame.select(*groups, "amount").group_by(*groups).agg(*sums) if groups else frame.select(*sums)
    return to_polars(made).with_columns(pl.col("amount", "purchases").cast(pl.Int64))


def _banded(frame: nw.LazyFrame[Any], bands: Sequence[int]) -> nw.LazyFrame[Any]:
    amount = nw.col("amount")
    marks = [nw.when(amount >= edge * MINOR).then(nw.lit(1)).otherwise(nw.lit(0)).alias(f"_{edge}") for edge in bands]
    marked = frame.with_columns(*marks)
    total = nw.col(f"_{bands[0]}")
    for edge in bands[1:]:
        total = total + nw.col(f"_{edge}")
    return marked.with_columns(total.alias("value_band"))


def _finished(made: pl.DataFrame, wanted: set[str], country: Country) -> pl.DataFrame:
    """Turn what the engine grouped by into the keys that were asked for."""
    if "supplier_key" in wanted:
        made = made.with_columns(supplier_key=keys_of(made, country))
    if "value_band" in wanted:
        made = made.with_columns(pl.col("value_band").cast(pl.Int8))
    if _YEAR_MONTH in made.columns:
        made = made.with_columns(**_date_keys(pl.col(_YEAR_MONTH).cast(pl.Int32)))
    return made


def keys_of(rows: pl.DataFrame, country: Country) -> pl.Series:
    """Return the supplier key of each of *rows*, from ``supplier_id`` and ``supplier``."""
    ids, names = (Coded.of(rows[name].cast(pl.String)).tidy() for name in ("supplier_id", "supplier"))
    keys = supplier_keys(ids, names, country.check_column(ids.texts))
    return keys.spread(keys.texts)


def _date_keys(month: pl.Expr) -> dict[str, pl.Expr]:
    year, number = month // 100, month % 100
    text = year.cast(pl.String)
    return {
        "year": year,
        "quarter": text + "-Q" + ((number + 2) // 3).cast(pl.String),
        "month": text + "-" + number.cast(pl.String).str.zfill(2),
    }


_BETWEEN = "\x1f"
_YEAR, _MONTH = nw.col("date").dt.year(), nw.col("date").dt.month()


def select(part: LedgerPart, wanted: Mapping[str, tuple[Any, ...]]) -> Change:
    """Return the change that keeps the rows with one of the *wanted* values for each key."""
    return lambda frame: frame.filter(*(_condition(part, key, values) for key, values in wanted.items()))


def with_masked_names(rows: Any, country: Country) -> nw.LazyFrame[Any]:  # noqa: ANN401 - a frame of whichever engine
    """Return *rows* without personal identity numbers and the names beside them."""
    person = nw.col("supplier_id").str.contains(country.personal_cell)
    frame = nw.from_native(rows).lazy().with_columns(person.fill_null(value=False).alias("_person"))
    hidden = [nw.when(~nw.col("_person")).then(nw.col(name)).alias(name) for name in ("supplier_id", "supplier")]
    public: nw.LazyFrame[Any] = frame.with_columns(*hidden).select(*COLUMNS)
    return public


def in_major_units(frame: Any) -> Any:  # noqa: ANN401 - a frame of whichever engine
    """Return a native *frame* with the amounts as decimals of major units, or as ``amount_minor`` where it has none."""
    if isinstance(frame, (pl.DataFrame, pl.LazyFrame)):
        return frame.with_columns(pl.col("amount").cast(pl.Decimal(38, 2)) / pl.lit(Decimal(MINOR)))
    return nw.from_native(frame).rename({"amount": "amount_minor"}).to_native()


def public_rows(parts: Iterable[LedgerPart]) -> pl.DataFrame:
    """Return the rows of all *parts* with their supplier keys, masked."""
    made = [_public(to_polars(nw.from_native(part.rows()).lazy()), part.country) for part in parts]
    if not made:
        return pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.String) | {"amount": pl.Int64})
    return pl.concat(made, how="vertical_relaxed")


def _public(rows: pl.DataFrame, country: Country) -> pl.DataFrame:
    ordered = rows.sort("origin_line", nulls_last=True, maintain_order=True).select(COLUMNS)
    ordered = ordered.with_columns(
        pl.col("date").cast(pl.Date), pl.col("origin_line").cast(pl.Int64), pl.col(TEXTS).cast(pl.String)
    )
    keyed = ordered.with_columns(supplier_key=keys_of(ordered, country))
    person = pl.col("supplier_id").str.contains(country.personal_cell).fill_null(value=False)
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
        return _any(_in_band(int(value), part.country.bands) for value in values)
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


def _in_band(number: int, bands: Sequence[int]) -> nw.Expr:
    amount, edges = nw.col("amount"), [edge * MINOR for edge in bands]
    lower = amount >= edges[number - 1] if number > 0 else nw.lit(value=True)
    return lower & (amount < edges[number]) if number < len(edges) else lower


def _is_supplier(part: LedgerPart, values: tuple[Any, ...]) -> nw.Expr:
    """Find the spellings first, then the rows that have one of them."""
    pairs = part.by(("supplier_id", "supplier"))
    keys, names = supplier_terms(values, part.country)
    rows = pairs.with_columns(key=keys_of(pairs, part.country))
    found = [
        f"{number or ''}{_BETWEEN}{name or ''}"
        for number, name, key in rows.select("supplier_id", "supplier", "key").iter_rows()
        if key in keys or (key not in UNNAMED and name_key(name or "") in names)
    ]
    both = (nw.col(column).fill_null("") for column in ("supplier_id", "supplier"))
    return nw.concat_str(*both, separator=_BETWEEN).is_in(found)
