"""A source's table under the ledger's names: which column is what, and the one pass that reads them all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import attrs

from outreach import words
from outreach.ledger._amounts import SIGNS, AmountStyle, cell_currency, evidence, minor
from outreach.ledger._columns import CODED, NAMES, local_codes
from outreach.ledger._polars import pl
from outreach.tables._table import as_polars

if TYPE_CHECKING:
    from outreach.tables import Layout, Table

LINE: Final = "line"
_SAMPLE: Final = 1000
_ENOUGH: Final = 100
_WHOLE: Final = r"\s*:?\s*$"
_BEGINNING: Final = r"\b"


def _total(end: str) -> str:
    """Return a pattern for the words of a row of totals, ending so."""
    return rf"(?i)^\s*(?:{words.any_of(words.listed('answers', 'total'))}){end}"


@attrs.frozen(eq=False, kw_only=True)
class Cells:
    """The data rows of a table."""

    frame: pl.LazyFrame  # the rows below the headings, columns named as the source did, but for ``line``
    columns: Mapping[str, str]  # role → name of the column
    beyond: tuple[str, ...]  # columns that have no heading
    counts: str | None  # column with the number of cells of each row, where the source knows it
    needed: int  # how many cells a whole row has
    last: str  # the last column that has a heading
    sample: pl.DataFrame  # the first cells of the columns that decisions are made from, under their roles
    parts: str | None  # column with each row's own part
    has_lines: bool  # whether ``line`` is a physical line; else it is the row's number
    day_numbers: bool  # whether a bare number is a date
    beside: bool  # whether what stands beyond the headings is beside the table, and no sign of a row that is broken
    assumed: bool  # whether the source took the rows to be regular and wants to be told where they are not

    @classmethod
    def of(cls, table: Table, layout: Layout) -> Cells:
        """Return the data rows of *table*."""
        frame = _below(table.frame, layout)
        counts = table.cells
        names = [name for name in frame.collect_schema().names() if name not in (table.line, counts, table.parts)]
        frame = (
            frame.with_row_index(LINE, offset=1 + layout.before)
            if table.line is None
            else frame.rename({table.line: LINE})
        )
        needed = max((place for place, heading in enumerate(layout.headings, 1) if heading.strip()), default=len(names))
        named = [(role, name) for role, name in zip(layout.roles, names, strict=False) if role is not None]
        columns = dict(reversed(named))  # of two columns with one role the first counts
        looked_at = {
            role: pl.col(columns[role]) for role in (*CODED, *NAMES.values(), "amount", "buyer_id") if role in columns
        }
        return cls(
            frame=frame,
            columns=columns,
            beyond=tuple(names[_width(table, layout, needed) :]),
            counts=counts,
            needed=needed,
            last=names[needed - 1],
            sample=(frame if table.top is None else _below(table.top, layout))
            .select(**looked_at)
            .head(_SAMPLE)
            .collect(),
            parts=table.parts,
            has_lines=table.line is not None,
            day_numbers=table.day_numbers,
            beside=counts is None and table.exact is None,  # the cells of a sheet do not move
            assumed=table.exact is not None,
        )

    def text(self, role: str) -> pl.Expr:
        """Return the cells of *role* as written; null where the table has no such column."""
        return pl.col(self.columns[role]) if role in self.columns else pl.lit(None, pl.String)

    def narrow(self, style: AmountStyle) -> pl.DataFrame:
        """Read all rows once, to what the checks need of them: codes, minor units, and texts only where bad."""
        amount = self.text("amount")
        read = minor(amount, style)
        coded = {role: self._coded(role) for role in (*CODED, *NAMES.values()) if role in self.columns}
        if style.names_currency:
            coded["amount_currency"] = cell_currency(amount).cast(local_codes())
        if self.parts is not None:
            coded["part"] = pl.col(self.parts)
        plan = self.frame.select(LINE, minor=read, amount_text=amount, ragged=self._ragged(), **coded)
        unread = pl.when(pl.col("minor").is_null()).then(pl.col("amount_text"))  # a stage later: nothing is read twice
        frame = plan.with_columns(amount_text=unread).collect(engine="streaming")
        return frame if frame[LINE].is_sorted() else frame.sort(LINE)

    def head(self, role: str) -> pl.Series:
        """Return the first cells of *role*."""
        return self.sample[role] if role in self.sample.columns else pl.Series([], dtype=pl.String)

    def usual(self, role: str) -> str | None:
        """Return the text that all the first cells of *role* have, None where they have not."""
        if self.sample.height < _ENOUGH:
            return None
        texts = self.head(role).unique()
        return texts.item() if len(texts) == 1 else None

    def _coded(self, role: str) -> pl.Expr:
        """Return the column as categories, but the usual text as null: a constant column costs next to nothing."""
        text, usual = self.text(role), self.usual(role)
        if usual is not None:
            text = pl.when(text.ne_missing(pl.lit(usual))).then(text.fill_null(""))
        return text.cast(local_codes())

    def votes(self) -> dict[str, int]:
        """Return how many amounts prove the comma, and how many the full stop, to be the decimal sign."""
        proofs = [evidence(self.text("amount"), sign).sum().alias(sign) for sign in SIGNS]
        return self.frame.select(proofs).collect(engine="streaming").row(0, named=True)

    def unusual(self, lines: pl.Series) -> pl.DataFrame:
        """Return of the rows on *lines* whether all cells are empty, and whether one calls the row a total."""
        every = [
            pl.col(name).str.strip_chars()
            for name in self.frame.collect_schema().names()
            if name not in (LINE, self.counts, self.parts)
        ]
        blank = pl.all_horizontal(cell.fill_null("") == "" for cell in every)
        total = pl.any_horizontal(cell.str.contains(_total(_WHOLE)) for cell in every)
        starts = pl.any_horizontal(cell.str.contains(_total(_BEGINNING)) for cell in every)
        columns = {"blank": blank, "total": total, "starts": starts}
        found = (
            self.frame.filter(pl.col(LINE).is_in(lines.implode())).select(LINE, **columns).collect(engine="streaming")
        )
        return found.with_columns(pl.col("blank", "total", "starts").fill_null(value=False)).sort(LINE)

    def _beyond(self) -> list[pl.Expr]:
        return [pl.col(name).fill_null("").str.strip_chars() != "" for name in self.beyond]

    def beside_the_table(self) -> pl.DataFrame:
        """Return line and first text of the rows that have something beyond the headings, beside the table."""
        if not self.beyond or not self.beside:
            return pl.DataFrame(schema={LINE: pl.Int64, "text": pl.String})
        found = self.frame.filter(pl.any_horizontal(self._beyond()))
        texts = (pl.when(pl.col(name).str.strip_chars() != "").then(pl.col(name)) for name in self.beyond)
        return found.select(LINE, text=pl.coalesce(texts)).collect().sort(LINE)

    def _ragged(self) -> pl.Expr:
        """Whether the row has more or fewer cells than there are headings."""
        if self.assumed and self.counts is None:
            return pl.any_horizontal(pl.col(self.last).is_null(), *(pl.col(name).is_not_null() for name in self.beyond))
        more = [] if self.beside else self._beyond()
        fewer = [] if self.counts is None else [pl.col(self.counts) < self.needed]
        return pl.any_horizontal(*more, *fewer, pl.lit(value=False))


def _below(frame: object, layout: Layout) -> pl.LazyFrame:
    return as_polars(frame).slice(layout.skip)


def _width(table: Table, layout: Layout, needed: int) -> int:
    """Return how many cells the heading row has: a cell under a blank heading is not one too many."""
    if table.cells is None and table.exact is not None:
        return needed
    if table.cells is None or table.headings is not None or not layout.skip:
        return max(len(layout.headings), needed)
    top = table.frame if table.top is None else table.top
    row = as_polars(top).slice(layout.skip - 1, 1).select(table.cells).collect()
    return max(int(row.item()), needed)


def says_total(texts: pl.Series) -> pl.Series:
    """Return which *texts* are how total rows call themselves."""
    return texts.str.contains(_total(_WHOLE))
