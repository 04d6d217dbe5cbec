"""Delimited text: a fast reader for files with one row a line, an exact one for all others; and its encoding."""

from __future__ import annotations

import codecs
import csv
import itertools
import re
import shutil
import tempfile
import weakref
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

import outreach

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import polars as pl

CHUNK: Final = 1 << 22
"""How many bytes of a file are looked at, or copied, at a time."""
TWICE: Final = codecs.BOM_UTF8.decode("cp1252").encode()
"""A byte-order mark that was taken for text and encoded once more."""
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAY_ENCODING: Final = 'save it as UTF-8, or say its encoding: Csv(…, encoding="cp1252")'


def encoding_of(path: Path, head: bytes, name: str, *, whole: bool) -> tuple[str, str]:
    """Return the codec, and what to call it: from the mark, else from all bytes of the file, which is called *name*.

    If not the *whole* counts, a beginning in UTF-8 is enough: polars refuses what is not.
    """
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return codec, f"{codec.removesuffix('-sig')} with byte-order mark"
    if head.startswith(TWICE):
        return "utf-8", "utf-8 with a byte-order mark encoded twice"
    zeros = head[::2].count(0), head[1::2].count(0)
    if max(zeros) * 4 > len(head) > 1:
        codec = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
        return codec, codec
    is_utf8 = _is_utf8(path) if whole else _decodes(head[: len(head) - _unfinished(head)], "utf-8")
    return ("utf-8", "utf-8") if is_utf8 else _windows(path, name)


def _is_utf8(path: Path) -> bool:
    import polars as pl  # noqa: PLC0415 - validates six times as fast as decoding does

    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
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


def _windows(path: Path, name: str) -> tuple[str, str]:
    """Take the file for Windows-1252 or what is likelier, unless a part of it is UTF-8 or no text at all."""
    utf8 = other = bad = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.isascii():
                continue
            if _decodes(line, "utf-8"):
                utf8 = utf8 or number
            else:
                other = other or number
                bad = bad or (0 if _decodes(line, "cp1252") else number)
    if utf8:
        reason = f"two encodings: line {utf8} is UTF-8, line {other} is not"
        raise outreach.SourceError(name, reason, _SAY_ENCODING, "csv")
    codec = _likeliest(path)
    if codec == "cp1252" and bad:
        raise outreach.SourceError(name, f"line {bad}: neither UTF-8 nor Windows-1252", _SAY_ENCODING, "csv")
    return codec, codec


_LETTERS: Final = "åäöÅÄÖéÉüÜæøÆØèáíóñçëïßõôêâàð’–"
"""What words of these countries have beside the letters of ASCII."""
_CODECS: Final = ("cp1252", "cp850", "mac_roman")
_IN_A_WORD: Final = re.compile(rb"(?<=[A-Za-z])[\x80-\xff](?=[A-Za-z])")


def _likeliest(path: Path) -> str:
    """Return the codec that makes letters of what stands within words: of Windows, of DOS, or of Macintosh before 2001.

    What reads as well in several is Windows'.
    """
    with path.open("rb") as file:
        inside = Counter(byte for line in file if not line.isascii() for byte in _IN_A_WORD.findall(line))
    return max(_CODECS, key=lambda codec: _score(inside, codec))


def _score(inside: Mapping[bytes, int], codec: str) -> int:
    """Return how many letters there are in words, less what is none."""
    return sum(count if byte.decode(codec, errors="replace") in _LETTERS else -count for byte, count in inside.items())


def _decodes(line: bytes, codec: str) -> bool:
    try:
        line.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def decoded(head: bytes, codec: str, name: str) -> str:
    """Return the text of a file's beginning, whose last character may be cut."""
    try:
        return codecs.getincrementaldecoder(codec)().decode(head).removeprefix(TWICE.decode())
    except LookupError as error:
        raise outreach.SourceError(
            name, f"no such encoding: {codec}", 'for example encoding="cp1252"', "csv"
        ) from error
    except UnicodeDecodeError as error:
        raise outreach.SourceError(name, f"not {codec}", "say another encoding, or none", "csv") from error


DELIMITERS: Final = (";", ",", "\t", "|")
MOST_COLUMNS: Final = 512
LONGEST_RECORD: Final = 1 << 20
BINARY: Final = (b"%PDF", b"PAR1", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"Rar!")
"""What files begin with that are no text."""
_HEAD: Final = 1 << 16
_BATCH: Final = 50_000
_SPARE: Final = 16
"""Spare columns for the cells of rows that are longer than the others."""
_LOOKED_AT: Final = 200


@attrs.frozen(kw_only=True)
class DelimitedText:
    """A text file whose encoding and delimiter are known."""

    path: Path  # where it lies; a copy in UTF-8, where the original is something else and large
    name: str  # what it is called in messages
    encoding: str  # the codec
    encoding_name: str  # what the encoding is called in the reconciliation
    delimiter: str  # one character
    width: int  # how many cells most rows have
    folder: list[Path] = attrs.field(factory=list, eq=False)  # the folder of temporary files, where there is one

    @classmethod
    def of(
        cls, path: Path, encoding: str | None, delimiter: str | None, *, whole: bool, name: str = ""
    ) -> DelimitedText:
        """Look at the beginning of the file, and at the *whole* of it for its encoding.

        Messages call it *name*, as a copy has none; else by its path.
        """
        name = name or str(path)
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if head.startswith(BINARY):
            raise outreach.SourceError(name, "not text, whatever its name says", "export it as CSV", "csv")
        codec, encoding_name = (encoding, encoding) if encoding else encoding_of(path, head, name, whole=whole)
        text = decoded(head, codec, name)
        if not text.strip("\ufeff \t\r\n") and len(head) < _HEAD:
            raise outreach.EmptyInputError(name, "empty", "")
        sign = delimiter or delimiter_of(text)
        width = width_of(text, sign)
        if width > MOST_COLUMNS:
            raise outreach.SourceError(name, f"{width:,} columns", f"at most {MOST_COLUMNS}", "csv")
        return cls(path=path, name=name, encoding=codec, encoding_name=encoding_name, delimiter=sign, width=width)

    def regular(self) -> outreach.Table | None:
        """Return the rows as a plan over the file, or over a copy in UTF-8; None where they are not a line each."""
        import polars as pl  # noqa: PLC0415 - heavy

        if self.encoding_name.endswith("twice"):
            return None
        plain = self if self.encoding in ("utf-8", "utf-8-sig") and b"\n" in self.head() else self._copied()
        try:
            top = plain.scan(plain.head()).collect()
            is_counted = bool(
                top[f"c{self.width - 1}"].null_count()
            )  # a last cell that is empty may as well be missing
            top = plain.counted(plain.head()).collect() if is_counted else top
        except pl.exceptions.PolarsError:
            self._discard()
            return None
        frame, cells = (plain.counted(), "cells") if is_counted else (plain.scan(), None)
        return outreach.Table(frame=frame, line="line", cells=cells, height=plain.lines(), top=top)

    def exact(self) -> outreach.Table:
        """Return the rows read one by one."""
        import polars as pl  # noqa: PLC0415 - heavy

        records = self._records()
        looked_at = list(itertools.islice(records, _LOOKED_AT))
        # Cells of several lines hide from the first look, which takes each line for a row, how many cells rows have.
        counts = Counter(len(cells) for _, cells in looked_at)
        width = max(self.width, max(counts, key=lambda cells: (counts[cells] * (cells > 1), cells), default=1))
        if width > MOST_COLUMNS:
            raise outreach.SourceError(self.name, f"{width:,} columns", f"at most {MOST_COLUMNS}", "csv")
        batches = _batches(itertools.chain(looked_at, records), width + _SPARE)
        first = next(batches)
        second = next(batches, None)
        if second is None:
            empty = [name for name in first.columns[width:] if first[name].null_count() == first.height]
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

    @contextmanager
    def tidied(self) -> Iterator[None]:
        """Remove temporary files where nothing comes of them."""
        try:
            yield
        except BaseException:
            self._discard()
            raise

    def _discard(self) -> None:
        while self.folder:
            shutil.rmtree(self.folder.pop(), ignore_errors=True)

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows with their first physical lines."""
        line, limit = 1, csv.field_size_limit(LONGEST_RECORD)
        try:
            with self.path.open(encoding=self.encoding, newline="") as file:
                reader = csv.reader(_without_mark(file), delimiter=self.delimiter, strict=True)
                for record in reader:
                    yield line, record
                    line = reader.line_num + 1
        except csv.Error as error:
            raise outreach.SourceError(self.name, f"line {line}: {_csv_fault(error)}", _hint(error), "csv") from error
        except UnicodeError as error:
            hint = f"say its encoding: Csv(…, encoding=…); {self.encoding_name} it is not"
            raise outreach.SourceError(
                self.name, f"line {line} or below: not {self.encoding_name}", hint, "csv"
            ) from error
        finally:
            csv.field_size_limit(limit)

    def head(self) -> bytes:
        """Return the first whole lines."""
        with self.path.open("rb") as file:
            head = file.read(_HEAD)
        return head[: head.rfind(b"\n") + 1]

    def scan(self, text: bytes | None = None) -> pl.LazyFrame:
        """Return the plan of a file in UTF-8, or of some *text* of it, that has a line for each row.

        A column more than most rows have shows the longer ones; of two more polars makes an error.
        """
        import polars as pl  # noqa: PLC0415

        return pl.scan_csv(
            self.path if text is None else text,
            separator=self.delimiter,
            has_header=False,
            schema={f"c{place}": pl.String for place in range(self.width + 1)},
            row_index_name="line",
            row_index_offset=1,
            missing_columns="insert",
        )

    def counted(self, text: bytes | None = None) -> pl.LazyFrame:
        """Return the same with the number of cells of each row: one more than delimiters outside quotes."""
        import polars as pl  # noqa: PLC0415

        line = pl.col("text")
        bare = pl.when(line.str.contains('"', literal=True)).then(line.str.replace_all('"[^"]*"', "")).otherwise(line)
        counts = self._lines(text).select(cells=bare.fill_null("").str.count_matches(self.delimiter, literal=True) + 1)
        return pl.concat([self.scan(text), counts], how="horizontal")

    def lines(self) -> int:
        """Count them: with a quoted line break, or a quote too many, there are fewer rows."""
        import polars as pl  # noqa: PLC0415

        return int(self._lines().select(pl.len()).collect(engine="streaming").item())

    def _lines(self, text: bytes | None = None) -> pl.LazyFrame:
        import polars as pl  # noqa: PLC0415

        return pl.scan_csv(
            self.path if text is None else text,
            separator="\x1f",
            quote_char=None,
            has_header=False,
            schema={"text": pl.String},
            truncate_ragged_lines=True,
        )

    def _copied(self) -> DelimitedText:
        copy = self._folder() / "text.csv"
        with (
            self.path.open(encoding=self.encoding, newline=None) as source,
            copy.open("w", encoding="utf-8", newline="") as target,
        ):
            shutil.copyfileobj(source, target, CHUNK)
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
        yield line.removeprefix("\ufeff").removeprefix(TWICE.decode())
    yield from rest


def _csv_fault(error: csv.Error) -> str:
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


def _first_rows(text: str, delimiter: str) -> list[int]:
    """Return how many cells the first lines have, line by line, so that an unclosed quote spoils only its own."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    whole = lines[:-1] if len(text) > _HEAD // 4 and len(lines) > 1 else lines
    return [len(next(csv.reader([line], delimiter=delimiter))) for line in whole if len(line) < csv.field_size_limit()]


def delimiter_of(text: str) -> str:
    """Return the sign that cuts most rows into as many cells, and into most."""

    def score(sign: str) -> int:
        counts = Counter(count for count in _first_rows(text, sign) if count > 1)
        return max(((cells - 1) * rows for cells, rows in counts.items()), default=0)

    return max(DELIMITERS, key=score)


def width_of(text: str, delimiter: str) -> int:
    """Return how many cells most rows at the beginning of *text* have."""
    counts = Counter(count for count in _first_rows(text, delimiter) if count > 0)
    return max(counts, key=lambda cells: (counts[cells] * (cells > 1), cells), default=1)
