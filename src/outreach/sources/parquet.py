"""Parquet: ledgers by the million rows, from data warehouses and from ``ledger.to_parquet``, read as they lie.

Nothing is held: the file's columns become text in the plan, as a person would write them, so that they are read by the
same rules as any other file. Dates are written ISO, numbers as the digits they are; of binary fractions, which carry
no amount exactly, the noise beyond the sixth decimal goes.

Standard: Apache Parquet, columns of text, numbers, decimals, dates and moments; what is nested is left, and said. The
names of the columns are the headings, read as those of any table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

import outreach
from outreach.sources.table_file import TableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

MAGIC: Final = b"PAR1"
MOST_COLUMNS: Final = 512
MOST_ROWS: Final = 200_000_000
OWN: Final = frozenset({"supplier_id", "supplier", "date", "amount", "currency", "origin_file", "origin_line"})
"""Columns that ``ledger.to_parquet`` writes; beside them, whole amounts are minor units (öre)."""
_NOT_READ: Final = frozenset({"origin_file", "origin_part", "origin_line", "supplier_key"})
_DECIMALS: Final = 6
_AGAIN: Final = "write it again"


@attrs.frozen
class Parquet(TableFile, outreach.Source):
    """A Parquet file: typed or text columns, of a ledger or any other table.

    Attributes:
        path: The file.
    """

    name = "parquet"

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Recognise the format by its first four bytes."""
        return sample.head.startswith(MAGIC)

    def tables(self) -> Iterator[outreach.Table]:
        """Yield the one table as a plan over the file.

        Raises:
            outreach.SourceError: Damaged, more than 512 columns, or none that holds plain values.
            outreach.EmptyInputError: No rows.
        """
        schema, height = self._looked_at()
        if len(schema) > MOST_COLUMNS:
            raise self._error(f"{len(schema):,} columns", f"at most {MOST_COLUMNS}")
        if height > MOST_ROWS:
            raise self._error(f"{height:,} rows", f"at most {MOST_ROWS:,}: split it")
        if not height:
            raise outreach.EmptyInputError(str(self.path), "no rows in it")
        is_own = schema.keys() >= OWN and schema["amount"].is_integer()
        left = _NOT_READ if is_own else frozenset()
        read = [name for name, dtype in schema.items() if name not in left and _is_plain(dtype)]
        if not read:
            raise self._error("no column of plain values", _AGAIN)
        nested = [name for name, dtype in schema.items() if not _is_plain(dtype)]
        cells = [_text(name, schema[name], is_minor=is_own and name == "amount") for name in read]
        yield outreach.Table(
            frame=self._scanned().select(cell.alias(f"c{at}") for at, cell in enumerate(cells)),
            headings=read,
            notes=[f"column {name!r} was not read: it holds no plain values" for name in nested],
        )

    def _looked_at(self) -> tuple[dict[str, pl.DataType], int]:
        """Return the columns with their types, and how many rows there are; of the file only its end is read."""
        import polars as pl  # noqa: PLC0415 - heavy

        try:
            plan = self._scanned()
            return dict(plan.collect_schema()), int(plan.select(pl.len()).collect().item())
        except (pl.exceptions.PolarsError, OSError, pl.exceptions.PanicException) as error:
            reason = " ".join(str(error).split())[:120]
            raise self._error(f"damaged: {reason}", "is it whole? fetch it again") from error

    def _scanned(self) -> pl.LazyFrame:
        import polars as pl  # noqa: PLC0415 - heavy

        return pl.scan_parquet(self.path, glob=False)

    def _error(self, reason: str, hint: str) -> outreach.SourceError:
        return outreach.SourceError(str(self.path), reason, hint, self.name)


def _is_plain(dtype: pl.DataType) -> bool:
    import polars as pl  # noqa: PLC0415 - heavy

    return not dtype.is_nested() and dtype not in (pl.Binary, pl.Object)


def _text(name: str, dtype: pl.DataType, *, is_minor: bool) -> pl.Expr:
    """Return a column as text."""
    import polars as pl  # noqa: PLC0415 - heavy

    cell = pl.col(name)
    if is_minor:
        size = cell.abs()
        sign = pl.when(cell < 0).then(pl.lit("-")).otherwise(pl.lit(""))
        cents = (size % 100).cast(pl.String).str.zfill(2)
        return pl.concat_str(sign, size // 100, pl.lit("."), cents)
    if dtype.is_float():
        return cell.round(_DECIMALS).cast(pl.String).str.strip_suffix(".0")
    if isinstance(dtype, pl.Datetime):
        day, time = cell.dt.strftime("%Y-%m-%d"), cell.dt.strftime("%H:%M:%S")
        return pl.when(time == "00:00:00").then(day).otherwise(pl.concat_str(day, pl.lit(" "), time))
    return cell.cast(pl.String)
