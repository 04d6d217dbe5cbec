"""Grouping by many columns of small numbers at once: as one whole number, where they fit into one.

A million rows by eight columns take a sixth of the time so.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Final

from outreach._later import pl

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST: Final = 2**63
_KEY: Final = "_key"


def add_up(frame: pl.LazyFrame, sizes: Mapping[str, int], *, in_order: bool = True) -> pl.DataFrame:
    """Return the sums of ``amount`` and ``purchases`` by the columns named in *sizes*.

    Args:
        frame: ``amount``, ``purchases``, and columns of whole numbers from 0, or null.
        sizes: Column → what all its numbers are below.
        in_order: Whether to sort by these columns, null last.
    """
    sums = pl.col("amount").sum(), pl.col("purchases").sum()
    if not sizes:
        return frame.select(sums).collect(engine="streaming")
    spaces = {name: size + 1 for name, size in sizes.items()}  # the last place is for null
    if prod(spaces.values()) >= _MOST:
        found = frame.group_by(*sizes).agg(sums).collect(engine="streaming")
        return found.sort(*sizes, nulls_last=True) if in_order else found
    packed = frame.select(_packed(spaces), "amount", "purchases")
    grouped = packed.group_by(_KEY).agg(sums).collect(engine="streaming")
    return (grouped.sort(_KEY) if in_order else grouped).select(*_unpacked(spaces), "amount", "purchases")


def _packed(spaces: Mapping[str, int]) -> pl.Expr:
    key = pl.lit(0, pl.UInt64)
    for name, space in spaces.items():
        key = key * space + pl.col(name).cast(pl.UInt64).fill_null(space - 1)
    return key.alias(_KEY)


def _unpacked(spaces: Mapping[str, int]) -> list[pl.Expr]:
    key, found = pl.col(_KEY), []
    for name in reversed(list(spaces)):
        space = spaces[name]
        place = key % space
        found.append(pl.when(place != space - 1).then(place).cast(pl.UInt32).alias(name))
        key = key // space
    return found[::-1]
