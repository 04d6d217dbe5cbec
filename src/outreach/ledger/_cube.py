"""The cube: what every breakdown is made from, small, exact, and such that cubes add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from outreach.errors import SourceError
from outreach.ledger._columns import BANDS, BASE_KEYS, FIRST_YEAR, LAST_YEAR, MINOR
from outreach.ledger._judge import Fate, Judged
from outreach.ledger._packed import add_up

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 2**63 - 1
"""The largest sum; Int64 wraps silently beyond it."""


def base_cube(judged: Judged) -> pl.DataFrame:
    """Return amount and number of the kept rows by ``BASE_KEYS``."""
    coded = {key: judged.coded[key] for key in BASE_KEYS if key in judged.coded}
    codes = {key: column.codes for key, column in coded.items()}
    if judged.numbers.personal.any():  # the names of sole traders are persons' names
        person = judged.coded["supplier_id"].flags(judged.numbers.personal)
        codes["supplier"] = codes["supplier"].set(person, None)
    years = judged.coded["date"].spread(judged.dates.dates.dt.year() - FIRST_YEAR)
    frame = pl.DataFrame({**codes, "year": years, "amount": judged.minor}).filter(judged.fate == Fate.KEPT)
    sizes = {key: column.texts.len() for key, column in coded.items()}
    sizes |= {"year": LAST_YEAR - FIRST_YEAR + 1, "value_band": len(BANDS) + 1}
    cube = add_up(frame.with_columns(value_band=band(pl.col("amount"))), sizes)
    texts = [column.of_codes(cube[key]).alias(key) for key, column in coded.items()]
    return cube.with_columns(*texts, pl.col("year") + FIRST_YEAR).select(*BASE_KEYS, "amount", "purchases")


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
