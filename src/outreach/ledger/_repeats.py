"""Rows of one file that may count twice: repeated cell by cell, or the same but for the amount.

A ledger has several rows for one invoice, so a shared invoice number alone says nothing: told are rows all of whose
other cells are the same, those the library does not understand included. Nothing is dropped: whether it is a mistake,
the file does not say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach import values
from outreach.errors import shown
from outreach.ledger._amounts import minor
from outreach.ledger._cells import LINE
from outreach.ledger._columns import COLUMNS, INVOICE_TWICE, PERSONAL, UNKNOWN, pl
from outreach.ledger._faults import Place
from outreach.ledger._part import Reading
from outreach.model import Origin, Problem, Severity
from outreach.reconciliation import SHOWN, Problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from outreach.ledger._part import LedgerPart


REPEATED: Final = "repeated row"
OTHER_AMOUNT: Final = "other amount"
_HINTS: Final = {REPEATED: "both count; take one out if it is a mistake", OTHER_AMOUNT: "both count; which is right?"}
_NO_NUMBER: Final = r"^[\s\-–—.0]*$"


@attrs.frozen(eq=False)
class Repeats:
    """Finds the repeated rows of a file when somebody asks: that needs all its cells."""

    reading: Reading  # how its rows are read

    def __call__(self) -> Problems:
        """Return a problem for each row that repeats an earlier one."""
        reading, frame = self.reading, self.reading.cells.frame
        again = frame.select(pl.col(LINE), same=self._others()).collect(engine="streaming")
        again = again.filter(pl.col("same").is_duplicated() & ~pl.col(LINE).is_in(reading.skipped.implode()))
        if again.is_empty():
            return Problems()
        amount = minor(pl.col(reading.cells.columns["amount"]), reading.style) * reading.factor
        told = {"amount": amount, "invoiced": _is_number(reading.cells.text("invoice"))}
        rows = frame.filter(pl.col(LINE).is_in(again[LINE].implode())).select(LINE, **told)
        found_again = again.join(rows.collect(engine="streaming"), on=LINE, how="inner")
        return found(found_again.with_columns(line=pl.col(LINE).cast(pl.Int64)), reading.place)

    def _others(self) -> pl.Expr:
        """Return what is equal where all cells but the amount are."""
        cells = self.reading.cells
        apart = (LINE, cells.columns["amount"], cells.counts)
        return pl.struct([name for name in cells.frame.collect_schema().names() if name not in apart]).hash()


def of_part(part: LedgerPart) -> Problems:
    """Return the repeated rows of a file, or of a user's own frame, which has the canonical columns alone."""
    if part.repeats:
        return part.repeats()
    import narwhals as nw  # noqa: PLC0415 - only for frames

    from outreach.ledger._passes import to_polars  # noqa: PLC0415 - brings narwhals

    rows = to_polars(nw.from_native(part.rows()).lazy())
    others = [name for name in COLUMNS if name not in ("amount", "origin_file", "origin_part", "origin_line")]
    numbered = rows.with_row_index(LINE, offset=1).select(
        line=pl.col(LINE).cast(pl.Int64),
        same=pl.struct(others).hash(),
        amount="amount",
        invoiced=_is_number(pl.col("invoice")),
    )
    return found(numbered, Place(part.file or "frame", part.part, has_lines=False))


def _is_number(invoice: pl.Expr) -> pl.Expr:
    """Whether a cell holds an invoice number; ``-`` and zeros stand for none."""
    return ~invoice.fill_null("").str.contains(_NO_NUMBER)


def found(rows: pl.DataFrame, place: Place) -> Problems:
    """Return what repeats among *rows*: line, ``same`` (equal where all other cells are), amount, ``invoiced``."""
    # A row of nothing counts nothing, however often it stands there.
    again = rows.filter(pl.col("amount") != 0).filter(pl.col("same").is_duplicated()).sort("line")
    if again.is_empty():
        return Problems()
    repeated = _later(again, "same", "amount").with_columns(kind=pl.lit(REPEATED))
    sizes = again.filter("invoiced").with_columns(size=pl.col("amount").abs())
    other = _later(sizes.unique(["same", "size"], keep="first", maintain_order=True), "same")
    told = pl.concat([repeated, other.with_columns(kind=pl.lit(OTHER_AMOUNT))], how="diagonal").sort("line")
    counts = {
        (place.file, place.part, str(kind), Severity.WARNING.value): int(count)
        for kind, count in told.group_by("kind").len().sort("kind").iter_rows()
    }
    first = told.filter(pl.int_range(pl.len()).over("kind") < SHOWN)
    return Problems.of_columns([_problem(row, place) for row in first.iter_rows(named=True)], counts, _all(told, place))


def _later(rows: pl.DataFrame, *by: str) -> pl.DataFrame:
    """Return the rows that are not the first of their group, with the line and amount of the first."""
    firsts = {"first": pl.col("line").first().over(by), "before": pl.col("amount").first().over(by)}
    return rows.with_columns(**firsts).filter(pl.col("line") != pl.col("first"))


def _all(told: pl.DataFrame, place: Place) -> Callable[[], pl.DataFrame]:
    return lambda: Problems.of(_problem(row, place) for row in told.iter_rows(named=True)).to_native()


def _money(minor: int) -> str:
    return f"{values.from_minor(minor):,.2f}"


def _problem(row: dict[str, Any], place: Place) -> Problem:
    number = row["line"]
    there = f"{'line' if place.has_lines else 'row'} {row['first']:,}"
    is_repeated = row["kind"] == REPEATED
    message = (
        f"the same as {there}, cell by cell"
        if is_repeated
        else f"the same as {there} but for the amount: {_money(row['amount'])}, there {_money(row['before'])}"
    )
    return Problem(
        origin=Origin(
            file=place.file,
            part=place.part,
            line=number if place.has_lines else None,
            row=None if place.has_lines else number,
            field="" if is_repeated else "amount",
        ),
        kind=row["kind"],
        message=message,
        hint=_HINTS[row["kind"]],
    )


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
    import narwhals as nw  # noqa: PLC0415 - only when invoices are compared

    from outreach.ledger._passes import keys_of, to_polars  # noqa: PLC0415 - brings narwhals

    rows = nw.from_native(part.rows()).lazy().select(*_NEEDED)
    rows = rows.with_columns(nw.col(column).str.to_uppercase().alias("number")).filter(~nw.col("number").is_null())
    if numbers is not None:
        rows = rows.filter(nw.col("number").is_in(numbers.to_list()))
    found = to_polars(rows).with_columns(pl.col("origin_line").cast(pl.Int64)).sort("origin_line", maintain_order=True)
    keyed = found.with_columns(supplier_key=keys_of(found, part.country).cast(pl.String))
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
