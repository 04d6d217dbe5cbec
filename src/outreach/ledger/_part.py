"""A part of a ledger: one file's or one frame's purchases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from outreach import countries, values
from outreach.countries import Country
from outreach.errors import FileChangedError
from outreach.ledger._amounts import AmountStyle, cell_currency, full_style, minor
from outreach.ledger._cells import LINE, Cells
from outreach.ledger._columns import BASE_KEYS, COLUMNS, TEXTS, pl, undressed
from outreach.ledger._cube import Cube, Facts, added_up, refuse_overflow
from outreach.ledger._faults import Place
from outreach.ledger._judge import CURRENCY_CODE, Fate, Judged
from outreach.reconciliation import FileReport, Problems

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    import narwhals as nw

    from outreach.tables import Layout

Change = Callable[["nw.LazyFrame[Any]"], "nw.LazyFrame[Any]"]


@attrs.frozen
class Stamp:
    """Which file it was that the facts were read from."""

    path: Path  # where it lies
    size: int  # in bytes
    changed: int  # time of the last change, nanoseconds

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """Return the stamp of the file at *path* as it is now."""
        facts = path.stat()
        return cls(path.resolve(), facts.st_size, facts.st_mtime_ns)

    def check(self, file: str) -> None:
        """Refuse a file that is another than the one the facts are of."""
        if not self.path.exists() or Stamp.of(self.path) != self:
            raise FileChangedError(
                file, "the file has changed since it was read", "read it again, or .collect() at once"
            )


@attrs.frozen(eq=False, kw_only=True, repr=False)
class LedgerPart:
    """The purchases of one file or frame: facts at once, rows when somebody asks.

    Attributes:
        file: Its name, as given; empty for a frame.
        part: The sheet or member.
        stamp: Which file it was; None for a frame.
        facts: Number, sums and period of its purchases.
        report: Its line of the reconciliation; None for a selection of rows.
        problems: What is wrong in its rows.
        cube: Amount and number by ``BASE_KEYS``; None where it must first be made.
        repeats: Finds the rows that may count twice, where the file's own cells tell.
        has_lines: Whether ``origin_line`` counts physical lines, or rows.
        country: Whose numbers its suppliers have.
        is_documents: Whether its rows come from invoices, one a document, not from a ledger.
        accounts: The account plan that was asked for when it was read; None: its texts decide.
        may_hold_another: Whether a row that was set aside has a heading where an amount or a date should be.
    """

    file: str = ""
    part: str = ""
    stamp: Stamp | None = None
    facts: Facts
    report: FileReport | None = None
    problems: Problems = attrs.field(factory=Problems)
    cube: Cube | None = None
    repeats: Callable[[], Problems] | None = attrs.field(default=None, repr=False)
    has_lines: bool = True
    is_documents: bool = False
    may_hold_another: bool = False
    accounts: str | None = None
    country: Country = attrs.field(factory=countries.default)
    _rows: Callable[[], Any]
    _keeps: object = None
    _made: dict[frozenset[str], pl.DataFrame] = attrs.field(factory=dict, init=False)

    @classmethod
    def of(cls, rows: Callable[[], Any]) -> LedgerPart:
        """Return the part that has *rows*, canonical columns in a frame of any engine; reads them once for facts."""
        from outreach.ledger._passes import facts  # noqa: PLC0415 - brings narwhals

        return cls(rows=rows, facts=facts(rows()))

    @property
    def identity(self) -> tuple[str, str] | None:
        """What makes it the same as another: its path and part."""
        return (str(self.stamp.path), self.part) if self.stamp else None

    def rows(self) -> Any:  # noqa: ANN401 - a frame of whichever engine
        """Return the rows in their engine's own lazy or eager frame, personal numbers not yet masked."""
        if self.stamp:
            self.stamp.check(self.file)
        return self._rows()

    def by(self, keys: Iterable[str]) -> pl.DataFrame:
        """Return amount and number of purchases by *keys*, texts as text, sorted by the keys."""
        wanted = tuple(dict.fromkeys(keys))
        if self.cube is not None and set(wanted) <= set(BASE_KEYS):
            return self.cube.by(wanted)
        if self.cube is not None and (named := self.cube.named.get(frozenset(wanted))) is not None:
            return added_up(named, wanted)
        return added_up(self._passed(frozenset(wanted)), wanted)

    def held(self) -> LedgerPart:
        """Return the same part with its rows in memory."""
        import narwhals as nw  # noqa: PLC0415 - only when rows are asked for

        frame = nw.from_native(self.rows())
        eager = (frame.collect() if isinstance(frame, nw.LazyFrame) else frame).to_native()
        return self._with(rows=lambda: eager, stamp=None)

    def where(self, wanted: Mapping[str, tuple[Any, ...]]) -> LedgerPart:
        """Return the rows that have one of the *wanted* values for each key.

        Where the first pass kept all these keys, its cube tells the facts; else the rows are read once.
        """
        from outreach.ledger._passes import select  # noqa: PLC0415 - brings narwhals

        cube = self.cube.where(wanted) if self.cube is not None and wanted.keys() <= set(BASE_KEYS) else None
        return self.changed(select(self, wanted), cube)

    def changed(self, change: Change, cube: Cube | None = None) -> LedgerPart:
        """Return the rows that *change* selects; without their *cube* they are read once for their facts."""
        import narwhals as nw  # noqa: PLC0415

        from outreach.ledger._passes import facts  # noqa: PLC0415 - brings narwhals

        def rows() -> Any:  # noqa: ANN401 - a frame of whichever engine
            return change(nw.from_native(self.rows()).lazy()).to_native()

        known = cube.facts if cube is not None else facts(rows())
        return self._with(rows=rows, cube=cube, facts=known, report=None, problems=Problems(), repeats=None)

    @property
    def purchases(self) -> int:
        """How many there are."""
        return self.facts.purchases

    @property
    def totals(self) -> dict[str, Decimal]:
        """Currency → sum in major units."""
        return {currency: values.from_minor(minor) for currency, minor in self.facts.sums.items()}

    @property
    def period(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last date; None without a purchase."""
        return self.facts.period

    def _passed(self, keys: frozenset[str]) -> pl.DataFrame:
        if keys not in self._made:
            from outreach.ledger._passes import cube  # noqa: PLC0415 - brings narwhals

            made = cube(self.rows(), keys, self.country)
            refuse_overflow(made["amount"], self.file)
            self._made[keys] = made
        return self._made[keys]

    def _with(self, **changes: Any) -> LedgerPart:  # noqa: ANN401
        return attrs.evolve(self, **changes)


@attrs.frozen(eq=False, kw_only=True)
class Reading:
    """What was decided about a file, enough to read its rows again as they were read the first time."""

    cells: Cells  # the data rows
    place: Place  # where they stand
    style: AmountStyle  # how amounts are written
    factor: int  # what amounts are multiplied by
    dates: pl.DataFrame  # text → date, for the texts that are dates
    skipped: pl.Series  # the lines that do not count
    currency: str  # of rows that name none
    words: Mapping[str, str]  # word for a currency, in small letters → its code

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
            words=judged.words,
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
        upper = stands.str.to_lowercase().replace(self.words).str.to_uppercase()
        named = pl.when(upper.str.contains(CURRENCY_CODE)).then(upper)
        beside = cell_currency(self.cells.text("amount")) if self.style.names_currency else pl.lit(None, pl.String)
        return pl.coalesce(named, beside, pl.lit(self.currency))


def _tidy(text: pl.Expr) -> pl.Expr:
    bare = text.str.strip_chars().map_batches(undressed, return_dtype=pl.String)
    return pl.when(bare != "").then(bare)
