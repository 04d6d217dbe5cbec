"""The ledger's columns and words, once and for all."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final

import attrs

from outreach.model._party import BY_NAME as BY_NAME  # noqa: PLC0414 - one of the ledger's own words
from outreach.values import plainly

if TYPE_CHECKING:
    import polars  # noqa: ICN001 - handed on to others under its usual name

    pl = polars
else:

    class _Later:
        """Stands for polars, and loads it when it is first used: what reads no ledger should not wait for it."""

        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, name: str) -> object:
            found = getattr(importlib.import_module(self._name), name)
            setattr(self, name, found)
            return found

    pl = _Later("polars")


def repeated(value: object, height: int, dtype: pl.DataType | type[pl.DataType]) -> pl.Series:
    """Return a column that says *value* in each row; ``pl.repeat`` makes it by a query, ten times as slowly."""
    return pl.Series([value], dtype=dtype).new_from_index(0, height)


# fmt: off
TEXTS: Final = (
    "buyer_id", "buyer", "buyer_municipality", "supplier_id", "supplier", "voucher", "invoice", "currency", "account",
    "account_text", "unit", "industry", "classification", "supplier_municipality", "contract_id",
)
# fmt: on
"""Columns kept as text."""

COLUMNS: Final = (*TEXTS[:7], "date", "amount", *TEXTS[7:], "origin_file", "origin_part", "origin_line")
"""Every canonical column, in order; ``amount`` is whole minor units (öre, pence) as Int64, ``date`` a date."""

CODED: Final = ("supplier_id", "supplier", "account", "supplier_municipality", "buyer_municipality", "currency", "date")
"""Columns read as codes of their distinct texts, so that each text is checked once."""

NAMES: Final = {"account": "account_text", "buyer_municipality": "buyer"}
"""Key → the column that names it; read in the first pass too, so that a table's labels never read the file again."""

BASE_KEYS: Final = (
    "supplier_key",
    "supplier",
    "account",
    "year",
    "value_band",
    "supplier_municipality",
    "buyer_municipality",
    "currency",
)
"""What the cube of a file that was just read is made by."""

DATE_KEYS: Final = ("year", "quarter", "month")
KEYS: Final = (*BASE_KEYS, "quarter", "month", *(text for text in TEXTS if text not in (*BASE_KEYS, "supplier_id")))
"""What a cube can be made by: not the supplier's number as written, which may be a person's."""

_DRESSED: Final = '^="|&[#A-Za-z0-9]+;'
"""What a text has that a program dressed for another: HTML's entities, a spreadsheet's way to keep a text."""

MINOR: Final = 100
"""Minor units to the major unit."""

PERSONAL: Final = "personal"
"""The supplier key that all sole traders share: their own numbers are a person's."""
UNKNOWN: Final = "unknown"
"""The supplier key of purchases with neither number nor name."""
WITHHELD: Final = "withheld"
"""The supplier key of purchases whose supplier the publisher does not tell: *REDACTED PERSONAL DATA*, *sekretess*."""
UNNAMED: Final = (PERSONAL, UNKNOWN, WITHHELD)
"""The supplier keys that are no single supplier's."""

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
"""Purchases of other years are misread dates."""

LONGEST_CELL: Final = 32_767
"""Characters; what a spreadsheet holds."""

INVOICE_TWICE: Final = "invoice twice"
"""The kind of problem that tells of an invoice that is in two documents, or in a document and a ledger."""


@attrs.frozen(eq=False)
class Coded:
    """A text column of many rows and few texts."""

    codes: pl.Series  # per row the position of its text in *texts*; null where the cell is empty
    texts: pl.Series  # the distinct texts, as written

    @classmethod
    def of(cls, column: pl.Series, usual: str | None = None) -> Coded:
        """Return a categorical *column* as codes; its nulls stand for the *usual* text, where there is one."""
        dtype = column.dtype
        if not isinstance(dtype, pl.Categorical):
            return cls.of(column.cast(local_codes()), usual)
        codes = column.to_physical()
        used = int(codes.max() or 0) + 1 if codes.null_count() < codes.len() else 0  # type: ignore[arg-type]
        texts = pl.int_range(used, dtype=pl.UInt32, eager=True).cat.to(dtype).cast(pl.String).alias("")
        if usual is None:
            return cls(codes, texts)
        return cls(codes.fill_null(texts.len()), pl.concat([texts, pl.Series([usual])]))

    @classmethod
    def nothing(cls, height: int) -> Coded:
        """Return the column of a file that does not have it."""
        return cls(repeated(None, height, pl.UInt32), pl.Series([], dtype=pl.String))

    @classmethod
    def same(cls, text: str, height: int) -> Coded:
        """Return the column that has the same *text* in every row."""
        return cls(repeated(0, height, pl.UInt32), pl.Series([text]))

    @property
    def is_empty(self) -> bool:
        """Whether no row has a text."""
        return self.codes.null_count() == self.codes.len()

    def spread(self, judged: pl.Series) -> pl.Series:
        """Return what was *judged* of each text, a row each; null where the cell is empty."""
        return judged.gather(self.codes) if judged.len() else self.codes.cast(judged.dtype)

    def flags(self, judged: pl.Series) -> pl.Series:
        """Return for each row whether its text was *judged* so; an empty cell is not."""
        if not judged.any():
            return repeated(value=False, height=self.codes.len(), dtype=pl.Boolean)
        return self.spread(judged).fill_null(value=False)

    def at(self, rows: pl.Series) -> pl.Series:
        """Return the texts of some *rows*."""
        if not self.texts.len():
            return repeated(None, rows.len(), pl.String)
        return self.texts.gather(self.codes.gather(rows))

    def renamed(self, names: pl.Series) -> Coded:
        """Return the column with other texts in their places; those that become equal share a code, null is empty."""
        distinct = names.drop_nulls().unique().sort()
        places = names.cast(pl.Enum(distinct)).to_physical()
        return Coded(self.spread(places.cast(pl.UInt32)), distinct)

    def tidy(self) -> Coded:
        """Return the column with the blanks around each text taken away, and empty texts as empty cells."""
        if not self.texts.len():
            return self
        bare = self.texts.str.strip_chars()
        bare = undressed(bare)
        if (bare != self.texts).any():
            return self.renamed(bare.replace("", None))
        if not (bare == "").any():
            return self
        places = pl.int_range(bare.len(), dtype=pl.UInt32, eager=True)
        return Coded(self.spread(places.set(bare == "", None)), bare)


def undressed(texts: pl.Series) -> pl.Series:
    """Return *texts* as they were before a program dressed them for another; what few are is asked of all at once."""
    dressed = texts.filter(texts.str.contains(_DRESSED))
    return texts.replace({text: plainly(text) for text in dressed.unique()}) if dressed.len() else texts


def local_codes() -> pl.Categorical:
    """Return a type whose texts live only as long as the columns that use it."""
    return pl.Categorical(pl.Categories.random())
