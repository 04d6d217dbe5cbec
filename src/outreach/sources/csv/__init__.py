"""Delimited text: any delimiter, the encodings and line ends that exports come in, read at the speed of polars.

A large regular file (UTF-8, one row a line) is handed over as a polars plan and never held; whatever else a file is,
it is read row by row with the strict reader of the standard library, which knows the physical line of each row.
What is packed with gzip (``.csv.gz``) is unpacked to a temporary file first, which is there as long as the rows may be
asked for.

Standard: RFC 4180, and what exports do instead: another delimiter, a bare CR, titles above the headings, rows shorter
or longer than these. A column is read as what its heading says, by the words in ``outreach.tables``:
``Nettobelopp``, ``belopp exkl. moms`` and ``net amount`` are one attribute. Which attributes there are stands in
docs/formats.md.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

import outreach
from outreach.sources.archives import MAGIC, ZIP, first_member, is_packed, is_zip, members_of, unpacked, unpacked_head
from outreach.sources.csv.delimited import BINARY, DelimitedText, delimiter_of, width_of
from outreach.sources.table_file import TableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIXES: Final = frozenset({".csv", ".tsv", ".tab", ".txt", ".skv"})
PACKED: Final = ".gz"
SMALL: Final = 4 << 20
"""Files up to this size, in bytes, are read row by row; larger ones so only where they are not regular."""
_OTHERS: Final = ("{", "[", "<", "BEGIN:")
"""What JSON, XML, calendars and address cards begin with."""
_TAR: Final = slice(257, 262)
"""Where an archive of files says that it is one."""
_NAMES: Final = {"\t": "tab", "|": "|", ",": "comma", ";": "semicolon"}


@attrs.frozen
class Csv(TableFile, outreach.Source):
    """A delimited text file (CSV, semikolonseparerad fil).

    Everything but *path* is found out from the file where it is not given.

    Attributes:
        path: The file; its name ends with ``.gz`` where it is packed.
        delimiter: One character.
        encoding: A Python codec, such as ``"cp1252"``.
        skip: How many rows stand above the table.
    """

    name = "csv"
    delimiter: str | None = attrs.field(default=None, kw_only=True)
    encoding: str | None = attrs.field(default=None, kw_only=True)
    skip: int = attrs.field(default=0, kw_only=True)

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Recognise delimited text by its suffix or by rows of equal width; never what begins as another format."""
        if sample.suffix == PACKED and sample.head.startswith(MAGIC):
            sample = _unpacked(sample)
        if sample.head.startswith(ZIP) and sample.suffix in ("", ".zip"):
            return Path(first_member(sample.head)[0]).suffix.lower() in SUFFIXES
        if sample.head.startswith(BINARY) or sample.text.lstrip("\ufeff \t\r\n").startswith(_OTHERS):
            return False
        return sample.suffix in SUFFIXES or width_of(sample.text, delimiter_of(sample.text)) > 1

    def tables(self) -> Iterable[outreach.Table]:
        """Return the one table: its heading row, and what stands above it, are among the rows; of an archive several.

        Raises:
            outreach.SourceError: Not text, more than 512 columns, a quote that is never closed, two encodings; packed,
                and damaged or far larger than it looks.
            outreach.EmptyInputError: Nothing but blanks.
        """
        if is_zip(self.path):
            return list(self._members())
        with ExitStack() as copies:
            lies = copies.enter_context(unpacked(self.path, self.name)) if self._is_packed else self.path
            table = self._regular(lies) or self._exact(lies)
            # The rows may be read from the copy when they are asked for.
            weakref.finalize(table, copies.pop_all().close)
        return [table]

    def _members(self) -> Iterator[outreach.Table]:
        """Yield a table for each file of a zip archive; what has another suffix is named, and left out."""
        left = [member.name for member in members_of(self.path, self.name) if member.suffix not in SUFFIXES]
        for member in members_of(self.path, self.name):
            if member.suffix not in SUFFIXES:
                continue
            with ExitStack() as copies:
                lies = Path(copies.enter_context(tempfile.TemporaryDirectory(prefix="outreach-")), "text")
                with member.opened() as packed, lies.open("wb") as plain:
                    shutil.copyfileobj(packed, plain)
                read = self._exact(lies)
                notes = (*read.notes, *(f"{name!r} in the archive was not read" for name in left))
                table = attrs.evolve(read, part=member.name, notes=notes)
                weakref.finalize(table, copies.pop_all().close)
            left = []
            yield table

    @property
    def _is_packed(self) -> bool:
        """A packed file says so: what is packed under another name came to it by mistake."""
        return self.path.suffix.lower() == PACKED and is_packed(self.path)

    def _regular(self, lies: Path) -> outreach.Table | None:
        """Return a large file as a plan, on the word of its beginning; None where it is not, or not regular."""
        if lies.stat().st_size <= SMALL:
            return None
        text = self._text(lies, whole=False)
        with text.tidied():
            table = text.regular()
            return self._finished(text, attrs.evolve(table, exact=partial(self._exact, lies))) if table else None

    def _exact(self, lies: Path) -> outreach.Table:
        text = self._text(lies, whole=True)
        with text.tidied():
            return self._finished(text, text.exact())

    def _text(self, lies: Path, *, whole: bool) -> DelimitedText:
        return DelimitedText.of(lies, self.encoding, self.delimiter, whole=whole, name=str(self.path))

    def _finished(self, text: DelimitedText, table: outreach.Table) -> outreach.Table:
        packed = ("packed with gzip",) if self._is_packed else ()
        notes = (*packed, f"encoding {text.encoding_name}", f"delimiter {_NAMES.get(text.delimiter, text.delimiter)}")
        decided = {"encoding": text.encoding, "delimiter": text.delimiter}
        if self.skip:
            height = table.height and table.height - self.skip
            top = None if table.top is None else table.top.slice(self.skip)
            table = attrs.evolve(table, frame=table.frame.slice(self.skip), height=height, top=top)
        return text.keeping(attrs.evolve(table, notes=notes, found=decided))


def _unpacked(sample: outreach.Sample) -> outreach.Sample:
    """Return the beginning of a packed file as that of the file in it."""
    head = unpacked_head(sample.head)
    inner = Path(sample.name).with_suffix("")
    text = head.decode("utf-8", errors="replace")
    is_archive = head[_TAR] == b"ustar"
    return attrs.evolve(sample, head=MAGIC if is_archive else head, text=text, suffix=inner.suffix.lower())
