"""The cube: what every breakdown is made from, small, exact, and such that cubes add up."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from outreach.errors import SourceError
from outreach.ledger._columns import BANDS, BASE_KEYS, MINOR
from outreach.ledger._judge import Fate, Judged

MOST = 2**63 - 1
"""The largest sum; Int64 wraps silently beyond it."""


def base_cube(judged: Judged, file: str) -> pl.DataFrame:
    """Return amount and number of the kept rows by ``BASE_KEYS``."""
    coded = {
        "supplier_key": judged.keys,
        "supplier": judged.names,
        "account": judged.accounts,
        "supplier_municipality": judged.municipalities,
        "currency": judged.currencies,
    }
    years = judged.date_texts.spread(judged.dates.dates.dt.year())
    codes = {key: column.codes for key, column in coded.items()}
    if judged.numbers.personal.any():  # the names of sole traders are persons' names
        person = judged.ids.flags(judged.numbers.personal)
        codes["supplier"] = codes["supplier"].set(person, None)
    frame = pl.DataFrame({**codes, "year": years, "amount": judged.minor}).filter(judged.fate == Fate.KEPT)
    refuse_overflow(frame["amount"], file)
    cube = added_up(frame.with_columns(value_band=band(pl.col("amount")), purchases=pl.lit(1, pl.UInt32)), BASE_KEYS)
    return cube.with_columns(column.of_codes(cube[key]).alias(key) for key, column in coded.items())


def added_up(frame: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Return *frame* summed by *keys*."""
    sums = pl.col("amount").sum(), pl.col("purchases").cast(pl.Int64).sum()
    return frame.group_by(keys).agg(sums) if keys else frame.select(sums)


def band(minor: pl.Expr, bands: Sequence[int] = BANDS) -> pl.Expr:
    """Return the value band of amounts in minor units: how many of the lower edges lie at or below."""
    return pl.sum_horizontal((minor >= edge * MINOR).cast(pl.Int8) for edge in bands).cast(pl.Int8)


def refuse_overflow(amounts: pl.Series, file: str) -> None:
    """Refuse amounts whose sum could leave the range of exact whole numbers."""
    if float(amounts.abs().cast(pl.Float64).sum()) > MOST * 0.99:
        raise SourceError(file, "the amounts add up to more than 92 quadrillions", "read the file in parts")
