"""The same invoice twice: as an e-invoice and in the ledger, or as two e-invoices; found by key, never by comparing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
import narwhals as nw
import polars as pl

from outreach.errors import shown
from outreach.ledger._columns import INVOICE_TWICE, PERSONAL, UNKNOWN
from outreach.ledger._passes import keys_of, to_polars
from outreach.model import Origin, Problem
from outreach.reconciliation import Problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from outreach.ledger._part import LedgerPart

_HINT: Final = "it counts twice; leave one of the two out"
_BY: Final = ("supplier_key", "number")
_WHERE: Final = ("origin_file", "origin_part", "origin_line")
_NEEDED: Final = ("supplier_id", "supplier", "invoice", "voucher", *_WHERE)
_SCHEMA: Final = dict.fromkeys((*_BY, *_WHERE[:2]), pl.String) | {"origin_line": pl.Int64, "has_lines": pl.Boolean}


def invoices_twice(parts: Sequence[LedgerPart]) -> Problems:
    """Return a problem for each e-invoice that stands in the ledger too, or in another document.

    The key is the supplier's number (its name where it has none) with the number of the invoice, which some ledgers
    keep as the voucher's.
    """
    papers = [part for part in parts if part.is_documents]
    if not papers:
        return Problems()
    documents = _keyed(papers, ("invoice",)).unique((*_BY, "origin_file", "origin_part"), maintain_order=True)
    numbers = documents["number"].unique()
    ledger = _keyed([part for part in parts if not part.is_documents], ("invoice", "voucher"), numbers)
    ledger = ledger.unique(_BY, keep="first", maintain_order=True)
    return Problems.of([*_of_pairs(documents, documents, is_same=True), *_of_pairs(documents, ledger, is_same=False)])


def _keyed(parts: Iterable[LedgerPart], columns: Sequence[str], numbers: pl.Series | None = None) -> pl.DataFrame:
    """Return supplier, number and place of the rows that have one of the *numbers* in one of the *columns*."""
    frames = [_of_part(part, column, numbers) for part in parts for column in columns]
    return pl.concat([pl.DataFrame(schema=_SCHEMA), *frames], how="vertical_relaxed")


def _of_part(part: LedgerPart, column: str, numbers: pl.Series | None) -> pl.DataFrame:
    rows = nw.from_native(part.rows()).lazy().select(*_NEEDED)
    rows = rows.with_columns(nw.col(column).str.to_uppercase().alias("number")).filter(~nw.col("number").is_null())
    if numbers is not None:
        rows = rows.filter(nw.col("number").is_in(numbers.to_list()))
    found = to_polars(rows).with_columns(pl.col("origin_line").cast(pl.Int64)).sort("origin_line", maintain_order=True)
    keyed = found.with_columns(supplier_key=keys_of(found).cast(pl.String))
    digits = pl.lit(PERSONAL) + pl.col("supplier_id").str.replace_all("[^0-9]", "").str.tail(10)
    key = pl.when(pl.col("supplier_key") == PERSONAL).then(digits).otherwise("supplier_key")
    keyed = keyed.with_columns(supplier_key=key, has_lines=pl.lit(part.has_lines))
    return keyed.filter(pl.col("supplier_key") != UNKNOWN).select(*_SCHEMA)


def _of_pairs(documents: pl.DataFrame, others: pl.DataFrame, *, is_same: bool) -> Iterator[Problem]:
    """Yield a problem for each of the *documents* that one of the *others* is, the first of them."""
    firsts = others.unique(_BY, keep="first", maintain_order=True)
    pairs = documents.join(firsts, on=_BY, how="inner", suffix="_there", maintain_order="left")
    for row in pairs.iter_rows(named=True):
        here = Origin(file=row["origin_file"], part=row["origin_part"] or "", field="invoice")
        there = Origin(file=row["origin_file_there"] or "frame", part=row["origin_part_there"] or "")
        if not is_same:
            there = attrs.evolve(there, **{"line" if row["has_lines_there"] else "row": row["origin_line_there"]})
        if not is_same or (here.file, here.part) != (there.file, there.part):
            message = f"invoice {shown(row['number'], 40)} of the same supplier stands in {shown(there, 200)} too"
            yield Problem(origin=here, kind=INVOICE_TWICE, message=message, hint=_HINT)
