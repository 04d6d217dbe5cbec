"""Passes over rows in whichever engine holds them, through narwhals, on bare columns only."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl

from outreach.ledger._coded import Coded
from outreach.ledger._columns import BANDS, DATE_KEYS, MINOR
from outreach.ledger._cube import added_up
from outreach.ledger._suppliers import judge_numbers, supplier_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTH = "_month"


def cube(rows: Any, keys: Iterable[str]) -> pl.DataFrame:  # noqa: ANN401 - a frame of whichever engine
    """Return amount and number of the purchases in *rows* by *keys*."""
    wanted = set(keys)
    frame = nw.from_native(rows).lazy()
    dates = wanted & set(DATE_KEYS)
    raw = sorted(wanted - set(DATE_KEYS) - {"supplier_key", "value_band"})
    raw += [name for name in ("supplier_id", "supplier") if "supplier_key" in wanted and name not in raw]
    if dates:
        frame = frame.with_columns((nw.col("date").dt.year() * 100 + nw.col("date").dt.month()).alias(_MONTH))
    if "value_band" in wanted:
        frame = _banded(frame)
    groups = [*raw, *([_MONTH] if dates else []), *(["value_band"] if "value_band" in wanted else [])]
    made = _finished(_grouped(frame, groups), wanted)
    return added_up(made, sorted(wanted))


def period(rows: Any) -> tuple[dt.date, dt.date] | None:  # noqa: ANN401
    """Return the first and last date of *rows*."""
    date = nw.col("date")
    found = to_polars(nw.from_native(rows).lazy().select(first=date.min(), last=date.max())).row(0)
    return None if found[0] is None else (_day(found[0]), _day(found[1]))


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


def _banded(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    amount = nw.col("amount")
    marks = [nw.when(amount >= edge * MINOR).then(nw.lit(1)).otherwise(nw.lit(0)).alias(f"_{edge}") for edge in BANDS]
    marked = frame.with_columns(*marks)
    total = nw.col(f"_{BANDS[0]}")
    for edge in BANDS[1:]:
        total = total + nw.col(f"_{edge}")
    return marked.with_columns(total.alias("value_band"))


def _finished(made: pl.DataFrame, wanted: set[str]) -> pl.DataFrame:
    """Turn what the engine grouped by into the keys that were asked for."""
    if "supplier_key" in wanted:
        made = made.with_columns(supplier_key=keys_of(made))
    if "value_band" in wanted:
        made = made.with_columns(pl.col("value_band").cast(pl.Int8))
    if _MONTH in made.columns:
        made = made.with_columns(**_date_keys(pl.col(_MONTH).cast(pl.Int32)))
    return made


def keys_of(rows: pl.DataFrame) -> pl.Series:
    """Return the supplier key of each of *rows*, from ``supplier_id`` and ``supplier``."""
    ids, names = (Coded.of(rows[name].cast(pl.String)).tidy() for name in ("supplier_id", "supplier"))
    keys = supplier_keys(ids, names, judge_numbers(ids.texts))
    return keys.spread(keys.texts)


def _date_keys(month: pl.Expr) -> dict[str, pl.Expr]:
    year, number = month // 100, month % 100
    text = year.cast(pl.String)
    return {
        "year": year,
        "quarter": text + "-Q" + ((number + 2) // 3).cast(pl.String),
        "month": text + "-" + number.cast(pl.String).str.zfill(2),
    }


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value
