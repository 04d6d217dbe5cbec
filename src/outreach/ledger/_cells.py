"""A source's table under the ledger's names: which column is what, and the one pass that reads them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

from outreach import words
from outreach.ledger._amounts import SIGNS, AmountStyle, cell_currency, evidence, minor
from outreach.ledger._columns import CODED, NAMES, local_codes, pl
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
    headed: tuple[str, ...]  # the columns up to the last heading
    beyond: tuple[str, ...]  # columns beyond the cells of the row of headings
    unheaded: tuple[str, ...]  # all columns that have no heading
    counts: str | None  # column with the number of cells of each row, where the source knows it
    needed: int  # how many cells a whole row has
    last: str  # the last column that has a heading
    sample: pl.DataFrame  # the first cells of the columns that decisions are made from, under their roles
    parts: str | None  # column with each row's own part
    has_lines: bool  # whether ``line`` is a physical line; else it is the row's number
    day_numbers: bool  # whether a bare number is a date
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
            headed=tuple(names[:needed]),
            beyond=tuple(names[_width(table, layout, needed) :]),
            unheaded=tuple(
                name for place, name in enumerate(names) if not "".join(layout.headings[place : place + 1]).strip()
            ),
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

    def settled(self, narrow: pl.DataFrame) -> pl.DataFrame:
        """Clear *ragged* of the rows whose cells all stand under their headings, whatever stands beside them."""
        ragged = narrow[LINE].filter(narrow["ragged"])
        if ragged.is_empty() or self.counts is None:
            return narrow
        shapes = self._shapes(pl.col(LINE).is_in(ragged.implode()))
        usual = self._usual_shapes(ragged)
        last = narrow[LINE].item(-1)
        fine = {row: usual.hold(row) for row in shapes["shape"].unique()}
        lines = [
            line for line, row in shapes.iter_rows() if fine[row] and not (line == last and len(row) < self.needed)
        ]
        moved = pl.col("ragged") & ~pl.col(LINE).is_in(pl.Series(lines, dtype=narrow[LINE].dtype).implode())
        return narrow.with_columns(ragged=moved)

    def _shapes(self, rows: pl.Expr) -> pl.DataFrame:
        """Return the line and the shapes of the cells of some rows, a letter a cell, empty ones at the end left out."""
        every = [name for name in self.frame.collect_schema().names() if name not in (LINE, self.counts, self.parts)]
        letters = pl.concat_str([_shape(name) for name in every])
        kept = pl.col("shape").str.slice(0, pl.col("cells"))
        chosen = self.frame.filter(rows).select(LINE, shape=letters, cells=pl.col(self.counts or LINE))
        return chosen.select(LINE, shape=kept.str.strip_chars_end(_EMPTY)).collect(engine="streaming")

    def _usual_shapes(self, ragged: pl.Series) -> _Usual:
        """Return what the cells of whole rows look like; where these are few, what the headings make likely."""
        rows = self._shapes((pl.col(LINE) < _first_lines(self.frame)) & ~pl.col(LINE).is_in(ragged.implode()))["shape"]
        roles = {name: role for role, name in self.columns.items()}
        names = [roles.get(name, "") for name in self.headed]
        seen = [Counter(row[place] if place < len(row) else _EMPTY for row in rows) for place in range(self.needed)]
        if rows.len() < _FEW:
            return _Usual([_LIKELY.get(role, _ANY) for role in names], names)
        usual = ["".join(shape for shape, count in shapes.items() if count >= rows.len() / _RARE) for shapes in seen]
        return _Usual(
            [shapes if role in _LIKELY else shapes + _EMPTY for shapes, role in zip(usual, names, strict=True)], names
        )

    def beside(self, ragged: pl.Series, moved: pl.Series) -> Beside | None:
        """Return what stands under no heading, None where nothing does.

        Arguments:
            ragged: The lines of rows with more or fewer cells than there are headings.
            moved: Those among them whose cells may be under other headings than their own; they are left out.
        """
        spare = () if ragged.len() or not self.assumed else self.beyond
        names = [name for name in self.unheaded if name not in spare]
        if not names:
            return None
        cells = [pl.col(name).str.strip_chars() for name in names]
        text = pl.coalesce(pl.when(cell != "").then(cell) for cell in cells)
        rows = self.frame.select(LINE, text=text).drop_nulls("text").filter(~pl.col(LINE).is_in(moved.implode()))
        found = rows.select(pl.len().alias("rows"), pl.all().first()).collect(engine="streaming").row(0)
        return Beside(*found) if found[0] else None

    def _ragged(self) -> pl.Expr:
        """Whether the row has more or fewer cells than there are headings, and the source tells cells by delimiters."""
        if self.counts is None and not self.assumed:
            return pl.lit(value=False)
        if self.assumed and self.counts is None:
            return pl.any_horizontal(pl.col(self.last).is_null(), *(pl.col(name).is_not_null() for name in self.beyond))
        more = [pl.col(name).fill_null("") != "" for name in self.beyond]
        fewer = [] if self.counts is None else [pl.col(self.counts) < self.needed]
        return pl.any_horizontal(*more, *fewer, pl.lit(value=False))


class Beside(NamedTuple):
    """Cells under no heading."""

    rows: int  # in how many rows
    line: int  # where the first of them begins
    text: str  # the first cell


_EMPTY, _DAY, _WHOLE_NUMBER, _FRACTION, _TEXT = "_dift"
_ANY: Final = "_dift"
_LIKELY: Final = {"amount": "if", "debit": "_if", "credit": "_if", "date": "di", "supplier": "_t"}
"""Role → the shapes that its cells have, where whole rows do not show it."""
_DAYS: Final = (
    r"^\s*(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/. ](?:[0-9]{1,2}|[A-Za-z]{3,9})[-/. ][0-9]{2,4})"
)
_ENDS_WITH_CENTS: Final = r"[0-9][.,][0-9]{2}\D*$"
_FEW: Final = 5
_RARE: Final = 50
"""What fewer than one of so many whole rows have in a column is not usual there."""


def _shape(name: str) -> pl.Expr:
    """Return a letter for what a cell looks like: nothing, a day, a whole number, a number with decimals, or text."""
    text = pl.col(name).str.strip_chars().fill_null("")
    return (
        pl.when(text == "")
        .then(pl.lit(_EMPTY))
        .when(text.str.contains(_DAYS))
        .then(pl.lit(_DAY))
        .when(text.str.contains(r"\p{L}") | ~text.str.contains("[0-9]"))
        .then(pl.lit(_TEXT))
        .when(text.str.contains(_ENDS_WITH_CENTS))
        .then(pl.lit(_FRACTION))
        .otherwise(pl.lit(_WHOLE_NUMBER))
    )


def _first_lines(frame: pl.LazyFrame) -> int:
    """Return the line that ends the rows by which others are judged."""
    return int(frame.head(_SAMPLE).select(pl.col(LINE).max()).collect().item() or 0) + 1


@attrs.frozen
class _Usual:
    """What the cells of each column look like."""

    shapes: Sequence[str]  # for each column the letters
    roles: Sequence[str]  # for each column its role, or nothing

    def hold(self, row: str) -> bool:
        """Tell whether the cells of *row* stand under their headings, and no delimiter in one can have moved them."""
        width = len(self.shapes)
        if len(row) < width:
            place = self.roles.index("amount")
            is_whole = len(row) > place + 1 or (len(row) == place + 1 and row[place] == _FRACTION)
            return is_whole and self._fit(row.ljust(width, _EMPTY), short=len(row))
        return self._fit(row[:width], short=width) and not self._may_have_moved(row)

    def _fit(self, row: str, *, short: int) -> bool:
        return all(
            shape in usual or (place >= short and self.roles[place] not in _LIKELY)
            for place, (shape, usual) in enumerate(zip(row, self.shapes, strict=True))
        )

    def _may_have_moved(self, row: str) -> bool:
        """Tell whether all cells of *row* fit as well if some are pieces of one, so that the amount is another."""
        spare = len(row) - len(self.shapes)
        reached = {(0, False)}
        for place, usual in enumerate(self.shapes):
            matters = self.roles[place] in _LIKELY
            reached = {
                (begin + size, has_moved or (matters and (begin != place or (size > 1 and _TEXT not in usual))))
                for begin, has_moved in reached
                for size in range(1, spare + 2)
                if begin + size <= len(row) and _is_one(row[begin : begin + size], usual)
            }
        return (len(row), True) in reached


def _is_one(cells: str, usual: str) -> bool:
    """Tell whether *cells* may be one of a column: a text with delimiters, or a number with commas for thousands."""
    if len(cells) == 1:
        return cells in usual
    return _TEXT in usual or (
        set(cells) <= {_WHOLE_NUMBER, _FRACTION} and (_WHOLE_NUMBER in usual or _FRACTION in usual)
    )


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
