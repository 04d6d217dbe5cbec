"""What becomes of each row: kept, set aside, blank or a total; and what its cells mean."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

import attrs

from outreach import countries
from outreach.countries import Country, NumberColumn
from outreach.ledger import _amounts
from outreach.ledger._amounts import AmountStyle
from outreach.ledger._cells import LINE, Cells, says_total
from outreach.ledger._columns import CODED, LONGEST_CELL, NAMES, Coded, pl, repeated
from outreach.ledger._dates import Dates, read_dates
from outreach.ledger._suppliers import supplier_keys
from outreach.model import NO_CURRENCY
from outreach.tables._options import home_currency
from outreach.values import fold

if TYPE_CHECKING:
    from outreach.ledger._cells import Cells
    from outreach.tables import Layout
    from outreach.tables._options import ReadOptions

_UNFIT: Final = r"\x00"
CURRENCY_CODE: Final = "^[A-Z]{3}$"


class Fate(enum.IntEnum):
    """What became of a row."""

    KEPT = 0
    SET_ASIDE = 1
    BLANK = 2
    TOTAL = 3


@attrs.frozen(eq=False, kw_only=True)
class Judged:
    """All rows of a table, judged; every series has a value for each row."""

    line: pl.Series  # physical line, or row number
    minor: pl.Series  # the amount, where it can be read
    amount_text: pl.Series  # the amount as written, where it cannot
    ragged: pl.Series  # whether the row has more or fewer cells than there are headings
    unfit: pl.Series  # whether a cell is longer than a spreadsheet holds, or contains NUL
    fate: pl.Series  # a ``Fate``
    # The columns as codes of their texts; ``currency`` is empty where the cell that should name it is, and
    # ``supplier_key`` is there too.
    coded: Mapping[str, Coded]
    dates: Dates  # what the date texts mean
    numbers: NumberColumn  # what the supplier numbers say
    country: Country  # whose numbers they are
    words: Mapping[str, str]  # word for a currency, in small letters → its code
    style: AmountStyle  # how the amounts are written
    is_doubtful: pl.Series  # whether the amount, unread, may be thousands or decimals
    currency: Currency  # of rows that name none
    assumed: bool  # whether some rows have it
    has_suppliers: bool  # whether the table has a column of supplier names
    parts: pl.Series | None = None  # the row's own part, where the table's rows have several


def judge(cells: Cells, narrow: pl.DataFrame, layout: Layout, options: ReadOptions, style: AmountStyle) -> Judged:
    """Judge the rows of *narrow*, distinct texts once each."""
    coded = {role: _column(cells, narrow, role) for role in CODED if role != "currency"}
    dates = read_dates(coded["date"].texts, options.date_order, day_numbers=cells.day_numbers)
    country = options.country or countries.default()
    numbers = country.check_column(coded["supplier_id"].texts)
    words = _amounts.currency_words(home_currency(options))
    currency = decide_currency(cells, layout, options, numbers.number, style)
    currencies, assumed = _currencies(cells, narrow, currency, options, words)
    narrow = narrow.with_columns(minor=pl.when(~pl.col("ragged")).then(pl.col("minor")))
    unfit = _unfit(coded.values(), narrow.height)
    names = {name: _column(cells, narrow, name) for name in NAMES.values()}
    fate = _fates(cells, narrow, coded, coded["date"].spread(dates.dates), unfit | currencies.codes.is_null())
    keys = supplier_keys(coded["supplier_id"], coded["supplier"], numbers)
    return Judged(
        line=narrow[LINE],
        minor=narrow["minor"],
        amount_text=narrow["amount_text"],
        ragged=narrow["ragged"],
        unfit=unfit,
        fate=fate,
        coded=coded | names | {"currency": currencies, "supplier_key": keys},
        dates=dates,
        numbers=numbers,
        country=country,
        words=words,
        style=style,
        is_doubtful=_doubtful(narrow["amount_text"], style),
        currency=currency,
        assumed=assumed,
        has_suppliers="supplier" in cells.columns,
        parts=narrow["part"] if cells.parts is not None else None,
    )


def _doubtful(text: pl.Series, style: AmountStyle) -> pl.Series:
    left = text.drop_nulls().unique()
    found = left if style.decided else left.filter(pl.select(_amounts.ambiguous(pl.lit(left))).to_series())
    if style.decided or found.is_empty():
        return repeated(value=False, height=text.len(), dtype=pl.Boolean)
    return text.is_in(found.implode()).fill_null(value=False)


def _column(cells: Cells, narrow: pl.DataFrame, role: str) -> Coded:
    if role not in narrow.columns:
        return Coded.nothing(narrow.height)
    return Coded.of(narrow[role], cells.usual(role)).tidy()


def _currencies(
    cells: Cells, narrow: pl.DataFrame, currency: Currency, options: ReadOptions, words: Mapping[str, str]
) -> tuple[Coded, bool]:
    """Each row's currency: its column's, its cell's, or the file's; empty where a cell should name one and does not.

    Also whether the file's was used.
    """
    column, cell = (_codes_of_currency(cells, narrow, name, words) for name in ("currency", "amount_currency"))
    if column.is_empty and cell.is_empty:
        return Coded.same(currency.code, narrow.height), True
    texts = pl.Series(sorted({*column.texts, *cell.texts, currency.code}))
    if cell.is_empty and not column.codes.null_count():
        return column, False
    known = pl.Enum(texts)
    stands, beside = (each.spread(each.texts.cast(known)) for each in (column, cell))
    told = currency.code if column.is_empty or options.currency else None
    clash = (stands != beside).fill_null(value=False)
    named = pl.select(pl.coalesce(stands, beside)).to_series()
    row = pl.select(pl.when(~clash).then(named.fill_null(pl.lit(told, known)))).to_series()
    return Coded(row.to_physical().cast(pl.UInt32), texts), told is not None and named.null_count() > 0


def _codes_of_currency(cells: Cells, narrow: pl.DataFrame, name: str, words: Mapping[str, str]) -> Coded:
    column = _column(cells, narrow, name)
    if not column.texts.len():
        return column
    upper = column.texts.str.to_lowercase().replace(words).str.to_uppercase()
    return column.renamed(pl.select(pl.when(upper.str.contains(CURRENCY_CODE)).then(upper)).to_series())


def _unfit(columns: Iterable[Coded], height: int) -> pl.Series:
    unfit = repeated(value=False, height=height, dtype=pl.Boolean)
    for column in columns:
        if not column.texts.len():
            continue
        bad = column.texts.str.contains(_UNFIT) | (column.texts.str.len_bytes() > LONGEST_CELL)
        if bad.any():
            unfit |= column.flags(bad)
    return unfit


def _fates(
    cells: Cells, narrow: pl.DataFrame, coded: Mapping[str, Coded], date: pl.Series, refused: pl.Series
) -> pl.Series:
    aside = date.is_null() | narrow["minor"].is_null() | narrow["ragged"] | refused
    suspects = _suspects(coded)
    if not suspects.any():
        return aside.cast(pl.UInt8)
    found = cells.unusual(narrow[LINE].filter(suspects))
    rows = narrow.select(LINE, "minor").with_columns(aside=aside, undated=date.is_null())
    totals = _totals(rows, found)
    blank = rows[LINE].is_in(found[LINE].filter(found["blank"]).implode())
    fate = (
        pl.when(blank)
        .then(Fate.BLANK)
        .when(rows[LINE].is_in(totals.implode()))
        .then(Fate.TOTAL)
        .otherwise(aside.cast(pl.UInt8))
    )
    return pl.select(fate.cast(pl.UInt8)).to_series()


def _suspects(coded: Mapping[str, Coded]) -> pl.Series:
    """Rows that may be blank or a total: without a date, or calling themselves a total in the place of a text."""
    date, name = coded["date"], coded["supplier"]
    suspects = date.codes.is_null()
    for column in (date, name):
        words = says_total(column.texts)
        if words.any():
            suspects |= column.flags(words)
    return suspects


def _totals(rows: pl.DataFrame, found: pl.DataFrame) -> pl.Series:
    """Return the lines of total rows: undated rows that say so, and dated ones whose amount is the sum so far."""
    said = rows.join(found.filter("starts"), on=LINE).sort(LINE)
    running = rows.select(LINE, sum=pl.when(~pl.col("aside")).then(pl.col("minor")).fill_null(0).cum_sum())
    said = said.join(running, on=LINE, how="left", maintain_order="left")
    lines, counted, before = [], 0, 0
    for row in said.iter_rows(named=True):
        amount = row["minor"] or 0
        so_far = row["sum"] - counted - (0 if row["aside"] else amount)
        if (row["total"] and row["undated"]) or (amount and amount in (so_far, so_far - before)):
            lines.append(row[LINE])
            before, counted = so_far, counted + (0 if row["aside"] else amount)
    return pl.Series(lines, dtype=rows[LINE].dtype)


_ENOUGH: Final = 5
"""How many of the specification's headings make a file one of it."""


@attrs.frozen
class Currency:
    """The currency of amounts beside which none stands."""

    code: str  # ISO 4217; ``XXX`` where nothing tells
    note: str  # why
    is_told: bool = True  # whether something tells


def decide_currency(
    cells: Cells, layout: Layout, options: ReadOptions, numbers: pl.Series, style: AmountStyle
) -> Currency:
    """Decide from what is asked for, the heading, *kr* beside amounts, or the specification of the country."""
    if options.currency:
        return Currency(options.currency, f"currency {options.currency} as asked for")
    headed = dict(layout.currencies).get("amount")
    if headed:
        return Currency(headed, f"currency {headed} after the heading")
    land, home = options.country or countries.default(), home_currency(options)
    if style.has_crowns and home != NO_CURRENCY:
        return Currency(home, f"currency {home}: kr beside amounts")
    if _is_specification(layout, land) and (
        _has_number(numbers) or _has_number(land.check_column(cells.head("buyer_id")).number)
    ):
        return Currency(land.currency, f"currency {land.currency}: headings and organisation numbers of {land.name}")
    return Currency(NO_CURRENCY, "no currency named", is_told=False)


def _is_specification(layout: Layout, country: Country) -> bool:
    return len(country.ledger_headings & {fold(heading) for heading in layout.headings}) >= _ENOUGH


def _has_number(numbers: pl.Series) -> bool:
    return numbers.null_count() < numbers.len()
