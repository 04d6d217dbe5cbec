"""Delimited text: any delimiter, the encodings and line ends that exports come in, read at the speed of polars.

A large regular file (UTF-8, one row a line) is handed over as a polars plan and never held; whatever else a file is,
it is read row by row with the strict reader of the standard library, which knows the physical line of each row.
"""

from __future__ import annotations

import codecs
import csv
import itertools
import shutil
import tempfile
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

import outreach

if TYPE_CHECKING:
    import polars as pl

SUFFIXES: Final = frozenset({".csv", ".tsv", ".tab", ".txt", ".skv"})
DELIMITERS: Final = (";", ",", "\t", "|")
MOST_COLUMNS: Final = 512
LONGEST_RECORD: Final = 1 << 20
SMALL: Final = 4 << 20
"""Files up to this size, in bytes, are read row by row; larger ones so only where they are not regular."""
_HEAD: Final = 1 << 16
_CHUNK: Final = 1 << 22
_BATCH: Final = 50_000
_SPARE: Final = 16
"""Columns kept for the cells of rows that are longer than the others."""
_LOOKED_AT: Final = 200
_BINARY: Final = (b"%PDF", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"Rar!")
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TWICE: Final = codecs.BOM_UTF8.decode("cp1252").encode()
"""A byte-order mark that was taken for text and encoded once more."""


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
        )

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Tell delimited text by its name, or by rows of as many cells; never what begins as another format does."""
        if sample.head.startswith(_BINARY) or sample.text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[", "<"):
            return False
        return sample.suffix in SUFFIXES or _width(sample.text, _delimiter(sample.text)) > 1

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
        text = _Text.of(self.path, self.encoding, self.delimiter, whole=False)
        table = text.regular()
        return self._finished(text, attrs.evolve(table, exact=self._exact)) if table else None

    def _exact(self) -> outreach.Table:
        text = _Text.of(self.path, self.encoding, self.delimiter, whole=True)
        return self._finished(text, text.exact())

    def _finished(self, text: _Text, table: outreach.Table) -> outreach.Table:
        notes = (f"encoding {text.said}", f"delimiter {_NAMES.get(text.delimiter, text.delimiter)}")
        found = {"encoding": text.encoding, "delimiter": text.delimiter}
        if self.skip:
            height = table.height and table.height - self.skip
            top = None if table.top is None else table.top.slice(self.skip)
            table = attrs.evolve(table, frame=table.frame.slice(self.skip), height=height, top=top)
        return text.keeping(attrs.evolve(table, notes=notes, found=found))


_NAMES: Final = {"\t": "tab", "|": "|", ",": "comma", ";": "semicolon"}


@attrs.frozen(kw_only=True)
class _Text:
    """A text file whose encoding and delimiter are known.

    Attributes:
        path: Where it lies; a copy in UTF-8, where the original is something else and large.
        name: What it is called in messages.
        encoding: The codec.
        said: What the encoding is called in the reconciliation.
        delimiter: One character.
        width: How many cells most rows have.
        copy: The folder of temporary files.
    """

    path: Path
    name: str
    encoding: str
    said: str
    delimiter: str
    width: int
    folder: list[Path] = attrs.field(factory=list, eq=False)

    @classmethod
    def of(cls, path: Path, encoding: str | None, delimiter: str | None, *, whole: bool) -> _Text:
        """Look at the beginning of the file, and at the *whole* of it for its encoding."""
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if head.startswith(_BINARY):
            raise outreach.SourceError(str(path), "not text, whatever its name says", "export it as CSV", "csv")
        codec, said = (encoding, encoding) if encoding else _encoding(path, head, whole=whole)
        text = _decoded(head, codec, str(path))
        if not text.strip("\ufeff \t\r\n") and len(head) < _HEAD:
            raise outreach.EmptyInputError(str(path), "empty", "")
        sign = delimiter or _delimiter(text)
        width = _width(text, sign)
        if width > MOST_COLUMNS:
            raise outreach.SourceError(str(path), f"{width:,} columns", f"at most {MOST_COLUMNS}", "csv")
        return cls(path=path, name=str(path), encoding=codec, said=said, delimiter=sign, width=width)

    def regular(self) -> outreach.Table | None:
        """Return the rows as a plan over the file, or over a copy in UTF-8; None where they are not a line each."""
        import polars as pl  # noqa: PLC0415 - heavy

        if self.said.endswith("twice"):
            return None
        plain = self if self.encoding in ("utf-8", "utf-8-sig") and b"\n" in self.head() else self._copied()
        try:
            top = plain.scan(self.width + 1, plain.head()).collect()
        except pl.exceptions.PolarsError:
            return None
        return outreach.Table(frame=plain.scan(self.width + 1), line="line", height=plain.lines(), top=top)

    def exact(self) -> outreach.Table:
        """Return the rows read one by one."""
        import polars as pl  # noqa: PLC0415 - heavy

        batches = _batches(self._records(), self.width + _SPARE)
        first = next(batches)
        second = next(batches, None)
        if second is None:
            empty = [name for name in first.columns[self.width :] if first[name].null_count() == first.height]
            return outreach.Table(frame=first.drop(empty).lazy(), line="line", cells="cells")
        folder = self._folder()
        for number, batch in enumerate(itertools.chain((first, second), batches)):
            batch.write_parquet(folder / f"{number:06}.parquet")
        return outreach.Table(frame=pl.scan_parquet(folder / "*.parquet"), line="line", cells="cells")

    def keeping(self, table: outreach.Table) -> outreach.Table:
        """Remove temporary files when *table* is gone."""
        for folder in self.folder:
            weakref.finalize(table, shutil.rmtree, folder, ignore_errors=True)
        return table

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row with its first physical line."""
        line, limit = 1, csv.field_size_limit(LONGEST_RECORD)
        try:
            with self.path.open(encoding=self.encoding, newline="") as file:
                reader = csv.reader(_without_mark(file), delimiter=self.delimiter, strict=True)
                for record in reader:
                    yield line, record
                    line = reader.line_num + 1
        except csv.Error as error:
            raise outreach.SourceError(self.name, f"line {line}: {_said(error)}", _hint(error), "csv") from error
        except UnicodeError as error:
            hint = f"say its encoding: Csv(…, encoding=…); {self.said} it is not"
            raise outreach.SourceError(self.name, f"line {line} or below: not {self.said}", hint, "csv") from error
        finally:
            csv.field_size_limit(limit)

    def head(self) -> bytes:
        """Return the first whole lines."""
        with self.path.open("rb") as file:
            head = file.read(_HEAD)
        return head[: head.rfind(b"\n") + 1]

    def scan(self, width: int, text: bytes | None = None) -> pl.LazyFrame:
        """Return the plan of a file in UTF-8, or of some *text* of it, that has a line for each row."""
        import polars as pl  # noqa: PLC0415

        return pl.scan_csv(
            self.path if text is None else text,
            separator=self.delimiter,
            has_header=False,
            schema={f"c{place}": pl.String for place in range(width)},
            row_index_name="line",
            row_index_offset=1,
            missing_columns="insert",
        )

    def lines(self) -> int:
        """Count them: with a quoted line break, or a quote too many, there are fewer rows."""
        import polars as pl  # noqa: PLC0415

        plan = pl.scan_csv(self.path, has_header=False, schema={"c": pl.String}, separator="\x1f", quote_char=None)
        return int(plan.select(pl.len()).collect(engine="streaming").item())

    def _copied(self) -> _Text:
        copy = self._folder() / "text.csv"
        with (
            self.path.open(encoding=self.encoding, newline=None) as source,
            copy.open("w", encoding="utf-8", newline="") as target,
        ):
            shutil.copyfileobj(source, target, _CHUNK)
        return attrs.evolve(self, path=copy, encoding="utf-8")

    def _folder(self) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="outreach-"))
        self.folder.append(folder)
        return folder


def _batches(records: Iterable[tuple[int, list[str]]], width: int) -> Iterator[pl.DataFrame]:
    """Yield frames of many rows; cells that are missing are null, and so are empty ones."""
    import polars as pl  # noqa: PLC0415

    schema = {f"c{place}": pl.String for place in range(width)}
    rows = iter(records)
    done = False
    while batch := list(itertools.islice(rows, _BATCH)):
        columns = zip(*(_filled(cells, width) for _, cells in batch), strict=True)
        frame = pl.DataFrame(dict(zip(schema, columns, strict=True)), schema=schema)
        lines = pl.Series("line", [line for line, _ in batch], pl.Int64)
        yield frame.with_columns(lines, pl.Series("cells", [len(cells) for _, cells in batch], pl.Int64))
        done = True
    if not done:
        yield pl.DataFrame(schema=schema | {"line": pl.Int64, "cells": pl.Int64})


def _filled(cells: list[str], width: int) -> list[str | None]:
    filled: list[str | None] = [cell or None for cell in cells[:width]]
    return filled + [None] * (width - len(filled))


def _without_mark(lines: Iterable[str]) -> Iterator[str]:
    """Drop a byte-order mark, also one that was encoded twice."""
    rest = iter(lines)
    for line in itertools.islice(rest, 1):
        yield line.removeprefix("\ufeff").removeprefix(_TWICE.decode())
    yield from rest


def _said(error: csv.Error) -> str:
    text = str(error)
    if "unexpected end" in text:
        return "a quote is opened and never closed"
    if "field larger" in text:
        return f"a cell of more than {LONGEST_RECORD:,} bytes"
    return f"quotes cannot be told apart ({text})"


def _hint(error: csv.Error) -> str:
    return (
        "close it, or double quotes inside a quoted cell"
        if "field larger" not in str(error)
        else "is the delimiter right?"
    )


def _encoding(path: Path, head: bytes, *, whole: bool) -> tuple[str, str]:
    """Return the codec, and what to call it: from the mark, else from all bytes of the file.

    If not the *whole* counts, a beginning in UTF-8 is enough: polars refuses what is not.
    """
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return codec, f"{codec.removesuffix('-sig')} with byte-order mark"
    if head.startswith(_TWICE):
        return "utf-8", "utf-8 with a byte-order mark encoded twice"
    zeros = head[::2].count(0), head[1::2].count(0)
    if max(zeros) * 4 > len(head) > 1:
        codec = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
        return codec, codec
    is_utf8 = _is_utf8(path) if whole else _decodes(head[: len(head) - _unfinished(head)], "utf-8")
    return ("utf-8", "utf-8") if is_utf8 else _windows(path)


def _is_utf8(path: Path) -> bool:
    import polars as pl  # noqa: PLC0415 - validates six times as fast as decoding does

    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            whole = rest + chunk
            cut = len(whole) - _unfinished(whole)
            rest = whole[cut:]
            try:
                pl.Series([whole[:cut]], dtype=pl.Binary).cast(pl.String)
            except pl.exceptions.PolarsError:
                return False
    return not rest


def _unfinished(text: bytes) -> int:
    """Return how many bytes at the end begin a character that is not complete."""
    for back in range(1, min(4, len(text) + 1)):
        byte = text[-back]
        if byte >= 0xC0:  # noqa: PLR2004 - the first byte of a character of two or more
            length = 2 + (byte >= 0xE0) + (byte >= 0xF0)  # noqa: PLR2004
            return back if length > back else 0
        if byte < 0x80:  # noqa: PLR2004 - ASCII
            return 0
    return 0


def _windows(path: Path) -> tuple[str, str]:
    """Take the file for Windows-1252, unless a part of it is UTF-8 or no text at all."""
    utf8 = other = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.isascii():
                continue
            if _decodes(line, "utf-8"):
                utf8 = utf8 or number
            elif _decodes(line, "cp1252"):
                other = other or number
            else:
                raise outreach.SourceError(
                    str(path), f"line {number}: neither UTF-8 nor Windows-1252", _SAY_ENCODING, "csv"
                )
    if utf8:
        reason = f"two encodings: line {utf8} is UTF-8, line {other} is not"
        raise outreach.SourceError(str(path), reason, _SAY_ENCODING, "csv")
    return "cp1252", "cp1252"


_SAY_ENCODING: Final = 'save it as UTF-8, or say its encoding: Csv(…, encoding="cp1252")'


def _decodes(line: bytes, codec: str) -> bool:
    try:
        line.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(head: bytes, codec: str, name: str) -> str:
    try:
        return codecs.getincrementaldecoder(codec)().decode(head).removeprefix(_TWICE.decode())
    except LookupError as error:
        raise outreach.SourceError(
            name, f"no such encoding: {codec}", 'for example encoding="cp1252"', "csv"
        ) from error
    except UnicodeDecodeError as error:
        raise outreach.SourceError(name, f"not {codec}", "say another encoding, or none", "csv") from error


def _first_rows(text: str, delimiter: str) -> list[int]:
    """Return how many cells the first lines have, each by itself, so that a quote never closed spoils one alone."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    whole = lines[:-1] if len(text) > _HEAD // 4 and len(lines) > 1 else lines
    return [len(next(csv.reader([line], delimiter=delimiter))) for line in whole if len(line) < csv.field_size_limit()]


def _delimiter(text: str) -> str:
    """Return the sign that cuts most rows into as many cells, and into most."""

    def score(sign: str) -> int:
        counts = Counter(count for count in _first_rows(text, sign) if count > 1)
        return max(((cells - 1) * rows for cells, rows in counts.items()), default=0)

    return max(DELIMITERS, key=score)


def _width(text: str, delimiter: str) -> int:
    counts = Counter(count for count in _first_rows(text, delimiter) if count > 0)
    return max(counts, key=lambda cells: (counts[cells] * (cells > 1), cells), default=1)
