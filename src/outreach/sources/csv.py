"""Delimited text: any delimiter, the encodings and line ends that exports come in, read at the speed of polars.

A large regular file (UTF-8, one row a line) is handed over as a polars plan and never held; whatever else a file is,
it is read row by row with the strict reader of the standard library, which knows the physical line of each row.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

import outreach
from outreach.sources._delimited import BINARY, DelimitedText, delimiter_of, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable

SUFFIXES: Final = frozenset({".csv", ".tsv", ".tab", ".txt", ".skv"})
SMALL: Final = 4 << 20
"""Files up to this size, in bytes, are read row by row; larger ones so only where they are not regular."""
_OTHERS: Final = ("{", "[", "<", "BEGIN:")
"""What JSON, XML, calendars and address cards begin with."""
_NAMES: Final = {"\t": "tab", "|": "|", ",": "comma", ";": "semicolon"}


@attrs.frozen
class Csv(outreach.Source):
    """A delimited text file (CSV, semikolonseparerad fil).

    Everything but *path* is found out from the file where it is not given.

    Attributes:
        path: The file.
        delimiter: One character.
        encoding: A Python codec, such as ``"cp1252"``.
        skip: How many rows stand above the table.
        columns: Attribute → heading, such as ``{"amount": "Summa"}``.
        record: What the rows are, such as ``outreach.Purchase``.
        currency: ISO 4217 code of amounts that name none.
        decimal: ``","`` or ``"."``.
        date_order: ``"ymd"``, ``"dmy"`` or ``"mdy"``.
        accounts: Account plan, such as ``"kommun-bas"``; ``"none"`` for none.
        year: The year of dates that name none.
        timezone: Of times that name none, such as ``"Europe/Stockholm"``; else only their day is kept.
        options: The meanings among these, as the core takes them.
    """

    name = "csv"
    path: Path = attrs.field(converter=Path)
    delimiter: str | None = attrs.field(default=None, kw_only=True)
    encoding: str | None = attrs.field(default=None, kw_only=True)
    skip: int = attrs.field(default=0, kw_only=True)
    columns: Mapping[str, str] = attrs.field(factory=dict, kw_only=True, hash=False)
    record: type | None = attrs.field(default=None, kw_only=True)
    currency: str | None = attrs.field(default=None, kw_only=True)
    decimal: str | None = attrs.field(default=None, kw_only=True)
    date_order: str | None = attrs.field(default=None, kw_only=True)
    accounts: str | None = attrs.field(default=None, kw_only=True)
    year: int | None = attrs.field(default=None, kw_only=True)
    timezone: str | None = attrs.field(default=None, kw_only=True)
    options: outreach.ReadOptions = attrs.field(init=False, repr=False, eq=False)

    @options.default
    def _options(self) -> outreach.ReadOptions:
        return outreach.ReadOptions(
            columns=self.columns,
            record=self.record,
            currency=self.currency,
            decimal=self.decimal,
            date_order=self.date_order,
            accounts=self.accounts,
            year=self.year,
            timezone=self.timezone,
        )

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Tell delimited text by its name, or by rows of as many cells; never what begins as another format does."""
        if sample.head.startswith(BINARY) or sample.text.lstrip("\ufeff \t\r\n").startswith(_OTHERS):
            return False
        return sample.suffix in SUFFIXES or width_of(sample.text, delimiter_of(sample.text)) > 1

    def tables(self) -> Iterable[outreach.Table]:
        """Return the one table: its heading row, and what stands above it, are among the rows.

        Raises:
            outreach.SourceError: Not text, more than 512 columns, a quote that is never closed, two encodings.
            outreach.EmptyInputError: Nothing but blanks.
        """
        return [self._regular() or self._exact()]

    def _regular(self) -> outreach.Table | None:
        """Return a large file as a plan, on the word of its beginning; None where it is not, or not regular."""
        if self.path.stat().st_size <= SMALL:
            return None
        text = DelimitedText.of(self.path, self.encoding, self.delimiter, whole=False)
        table = text.regular()
        return self._finished(text, attrs.evolve(table, exact=self._exact)) if table else None

    def _exact(self) -> outreach.Table:
        text = DelimitedText.of(self.path, self.encoding, self.delimiter, whole=True)
        return self._finished(text, text.exact())

    def _finished(self, text: DelimitedText, table: outreach.Table) -> outreach.Table:
        notes = (f"encoding {text.said}", f"delimiter {_NAMES.get(text.delimiter, text.delimiter)}")
        found = {"encoding": text.encoding, "delimiter": text.delimiter}
        if self.skip:
            height = table.height and table.height - self.skip
            top = None if table.top is None else table.top.slice(self.skip)
            table = attrs.evolve(table, frame=table.frame.slice(self.skip), height=height, top=top)
        return text.keeping(attrs.evolve(table, notes=notes, found=found))
