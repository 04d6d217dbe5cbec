"""The rows of a file that was read, under the canonical columns, lazily."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from outreach._later import pl
from outreach.ledger._amounts import AmountStyle, cell_currency, full_style, minor
from outreach.ledger._cells import LINE, Cells
from outreach.ledger._columns import COLUMNS, TEXTS
from outreach.ledger._faults import Place
from outreach.ledger._judge import CURRENCY_CODE, CURRENCY_WORDS, Fate, Judged

if TYPE_CHECKING:
    from outreach.tables import Layout


@attrs.frozen(eq=False, kw_only=True)
class Reading:
    """What was decided about a file, enough to read its rows again as they were read the first time.

    Attributes:
        cells: The data rows.
        place: Where they stand.
        style: How amounts are written.
        factor: What amounts are multiplied by.
        dates: Text → date, for the texts that are dates.
        skipped: The lines that do not count.
        currency: Of rows that name none.
    """

    cells: Cells
    place: Place
    style: AmountStyle
    factor: int
    dates: pl.DataFrame
    skipped: pl.Series
    currency: str

    @classmethod
    def of(cls, cells: Cells, judged: Judged, layout: Layout, style: AmountStyle, place: Place) -> Reading:
        """Return what *judged* decided."""
        dates = pl.DataFrame({"text": judged.coded["date"].texts, "date": judged.dates.dates}).drop_nulls()
        return cls(
            cells=cells,
            place=place,
            style=full_style(style),
            factor=dict(layout.factors).get("amount", 1),
            dates=dates,
            skipped=judged.line.filter(judged.fate != Fate.KEPT),
            currency=judged.currency.code,
        )

    def rows(self) -> pl.LazyFrame:
        """Return the rows that count, canonical columns, in no particular order."""
        frame = self.cells.frame
        if self.skipped.len():
            frame = frame.filter(~pl.col(LINE).is_in(self.skipped.implode()))
        texts = {role: _tidy(self.cells.text(role)) for role in TEXTS}
        texts["currency"] = self._currency(texts["currency"])
        amount = minor(self.cells.text("amount"), self.style) * self.factor
        date = _tidy(self.cells.text("date")).replace_strict(
            self.dates["text"], self.dates["date"], default=None, return_dtype=pl.Date
        )
        origin = {
            "origin_file": pl.lit(self.place.file),
            "origin_part": pl.lit(self.place.part) if self.cells.parts is None else pl.col(self.cells.parts),
            "origin_line": pl.col(LINE).cast(pl.Int64),
        }
        return frame.select(**texts, amount=amount, date=date, **origin).select(COLUMNS)

    def _currency(self, stands: pl.Expr) -> pl.Expr:
        upper = stands.str.to_uppercase().replace(CURRENCY_WORDS)
        named = pl.when(upper.str.contains(CURRENCY_CODE)).then(upper)
        beside = cell_currency(self.cells.text("amount")) if self.style.names_currency else pl.lit(None, pl.String)
        return pl.coalesce(named, beside, pl.lit(self.currency))


def _tidy(text: pl.Expr) -> pl.Expr:
    bare = text.str.strip_chars()
    return pl.when(bare != "").then(bare)
