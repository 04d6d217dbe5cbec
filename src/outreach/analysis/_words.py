"""The grouping words: how each makes cells of a ledger."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import attrs

from outreach import values
from outreach._later import pl
from outreach.analysis import _bands, _cells
from outreach.analysis._cells import LEDGER, UNKNOWN, Cells
from outreach.analysis._industry import industry_cells, industry_of_supplier
from outreach.analysis._names import group
from outreach.analysis._registered import most_used, supplier_municipality, supplier_size
from outreach.analysis._rows import Kind
from outreach.ledger import BANDS
from outreach.ledger import PERSONAL as PERSONAL_SUPPLIER
from outreach.ledger import UNKNOWN as UNKNOWN_SUPPLIER

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.analysis._question import Question
    from outreach.ledger import Ledger

_MINOR: Final = 100


def _industry(question: Question) -> Cells:
    return industry_cells(question.ledger, question.register(industry_of_supplier), question.plan)


def _supplier(question: Question) -> Cells:
    """Group by supplier key; the ledger knows one name for each."""
    cube = question.cube("supplier_key", "supplier", "currency")
    key = pl.col("supplier_key")
    special = {PERSONAL_SUPPLIER: Kind.PERSONAL.value, UNKNOWN_SUPPLIER: Kind.UNKNOWN.value}
    kind = key.replace_strict(special, default=Kind.GROUP.value, return_dtype=pl.String)
    cube = _cells.text_of(cube, "supplier_key")
    numbered = (
        cube.unique("supplier_key")
        .sort("supplier_key")
        .with_row_index("group")
        .select(
            pl.col("group").cast(pl.UInt32),
            "supplier_key",
            kind=kind,
            key=key,
            label=pl.coalesce(pl.col("supplier").cast(pl.String), key),
        )
    )
    frame = cube.drop("supplier").join(numbered.select("group", "supplier_key"), on="supplier_key", how="left")
    source = pl.when(key == UNKNOWN_SUPPLIER).then(pl.lit(UNKNOWN, pl.UInt8)).otherwise(pl.lit(LEDGER, pl.UInt8))
    names = numbered.drop("supplier_key")
    return Cells(frame=frame.with_columns(source=source), names=names, is_minimal=True)


def _value_band(question: Question) -> Cells:
    low = _bands.edges(question.bands)
    usual = low == BANDS
    cube = question.cube("value_band", "supplier_key", "currency") if usual else _banded(question, low)
    cells = _cells.name_cells(cube, "value_band", lambda band: _bands.name(band, low), in_order=True)
    return attrs.evolve(cells, is_minimal=usual)


def _banded(question: Question, low: tuple[int, ...]) -> pl.DataFrame:
    """Return the cube by other bands than the usual ones, from the rows."""
    keys = ("value_band", "supplier_key", "currency")
    band = pl.sum_horizontal((pl.col("amount") >= edge * _MINOR).cast(pl.Int8) for edge in low)
    rows = question.ledger.to_polars().with_columns(value_band=band)
    sums = pl.sum("amount"), pl.len().cast(pl.Int64).alias("purchases")
    made = rows.group_by(*keys, "account").agg(sums)
    return made.drop("account") if question.accounts is None else question.marked(made, keys)


def _account(question: Question) -> Cells:
    """Group by account; texts are looked up when somebody looks at the rows, since they take another pass."""
    cube = question.cube("account", "supplier_key", "currency")
    cells = _cells.name_cells(cube, "account", group)
    return attrs.evolve(cells, labels=partial(_account_labels, question.ledger))


def _account_labels(ledger: Ledger) -> dict[str, str]:
    texts = most_used(ledger, "account", "account_text")
    return {account: f"{account} {text}" for account, text in texts.items()}


def _folded(word: str) -> Callable[[Question], Cells]:
    """Group by a name: spellings that differ in case and blanks are one."""

    def cells(question: Question) -> Cells:
        cube = question.cube(word, "supplier_key", "currency")
        return _cells.name_cells(cube, word, lambda text: group(values.fold(text), text.strip()))

    return cells


def _in_time(word: str) -> Callable[[Question], Cells]:
    def cells(question: Question) -> Cells:
        cube = question.cube(word, "supplier_key", "currency")
        return _cells.name_cells(cube, word, group, in_order=True)

    return cells


WORDS: Final[dict[str, Callable[[Question], Cells]]] = {
    "industry": _industry,
    "supplier": _supplier,
    "value_band": _value_band,
    "supplier_size": supplier_size,
    "supplier_municipality": supplier_municipality,
    "unit": _folded("unit"),
    "account": _account,
    "year": _in_time("year"),
    "quarter": _in_time("quarter"),
    "month": _in_time("month"),
    "buyer": _folded("buyer"),
}
"""What :func:`outreach.analysis.spend` can group by."""
