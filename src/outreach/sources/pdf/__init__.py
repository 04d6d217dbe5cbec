"""PDF: printed tables whose text and columns can be recovered.

A PDF says where words stand, not what belongs together. Read are tables whose cells are ruled, and those whose columns
all begin where their headings do; a scan, a text and a table of another kind are refused, since a guess would put a
value with the wrong procurement. A text that was wrapped is joined again with a blank.

Standard: ISO 32000, of which the words with their places and the ruled lines of a page are read. A table once found is
read as any other, by its headings.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

import attrs

import outreach
from outreach.sources.pdf.layout import NoTableError, PageRows, marks_of, rows_of
from outreach.sources.table_file import TableFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_BYTES: Final = 50 << 20
MOST_PAGES: Final = 300
_SIGN: Final = b"%PDF-"
_ASK: Final = "ask for the spreadsheet it was made from"
logging.getLogger("pypdf").addHandler(logging.NullHandler())


@attrs.frozen
class Pdf(TableFile, outreach.Source):
    """A PDF that holds a table (needs the extra ``pdf``).

    Attributes:
        path: The file.
    """

    name = "pdf"

    @classmethod
    def recognises(cls, sample: outreach.Sample) -> bool:
        """Recognise a PDF by its first bytes."""
        return sample.head.startswith(_SIGN)

    def tables(self) -> Iterator[outreach.Table]:
        """Yield a table for each run of pages with as many columns; the line of a row is its number in the run.

        Raises:
            outreach.MissingExtraError: The package that reads PDFs is not installed.
            outreach.SourceError: No table in it whose columns can be told, encrypted, damaged, larger than the bounds.
        """
        yield from map(_table, _runs(self._pages()))

    def _pages(self) -> list[PageRows | None]:
        pages: list[PageRows | None] = []
        reasons = []
        for page in self._opened():
            marks = marks_of(page)
            try:
                pages.append(rows_of(marks))
            except NoTableError as error:
                reasons.append(str(error))
                pages.append(None)
        if not any(pages):
            raise self._error(reasons[0] if reasons else "no page in it", _ASK)
        return pages

    def _opened(self) -> Sequence[Any]:
        try:
            import pypdf  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise outreach.MissingExtraError("pypdf", "pdf") from error
        if self.path.stat().st_size > MOST_BYTES:
            raise self._error(f"larger than {MOST_BYTES >> 20} MB", _ASK)
        try:
            reader = pypdf.PdfReader(self.path)
            if reader.is_encrypted:
                raise self._error("encrypted", "save it without a password")
            pages = reader.pages
            if len(pages) > MOST_PAGES:
                raise self._error(f"{len(pages):,} pages", f"at most {MOST_PAGES}")
            return list(pages)
        except pypdf.errors.PyPdfError as error:
            raise self._error(f"a damaged PDF: {error}", "save it again, or fetch it again") from error

    def _error(self, reason: str, hint: str) -> outreach.SourceError:
        return outreach.SourceError(str(self.path), reason, hint, self.name)


@attrs.define
class _Run:
    """Pages that follow each other and have as many columns: one table."""

    first: int
    last: int
    pages: list[PageRows] = attrs.field(factory=list)

    @property
    def width(self) -> int:
        return max((len(row) for page in self.pages for row in page.rows), default=0)

    @property
    def part(self) -> str:
        return f"page {self.first}" if self.first == self.last else f"pages {self.first}–{self.last}"

    def rows(self) -> list[list[str]]:
        """Return the rows: what runs along the top of every page once, what stands below the table behind all of it."""
        seen: dict[str, None] = {}
        rows: list[list[str]] = []
        for page in self.pages:
            rows.extend([text] for text in page.above if text not in seen)
            seen |= dict.fromkeys(page.above)
            rows.extend(page.rows)
        below = dict.fromkeys(text for page in self.pages for text in page.below)
        return [*rows, [], *([text] for text in below)] if below else rows


def _runs(pages: Sequence[PageRows | None]) -> list[_Run]:
    runs: list[_Run] = []
    for number, page in enumerate(pages, 1):
        if page is None:
            continue
        alone = _Run(number, number, [page])
        if runs and runs[-1].width == alone.width:
            runs[-1].last = number
            runs[-1].pages.append(page)
        else:
            runs.append(alone)
    return runs


def _table(run: _Run) -> outreach.Table:
    import polars as pl  # noqa: PLC0415 - heavy

    rows, width = run.rows(), run.width
    columns = {
        f"c{place}": [(row[place] if place < len(row) else "") or None for row in rows] for place in range(width)
    }
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).with_row_index("line", offset=1)
    return outreach.Table(frame=frame.lazy(), line="line", part=run.part)
