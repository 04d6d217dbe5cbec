"""The grouping words: how each makes cells of a ledger."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import attrs

from outreach import values
from outreach.analysis import _cells
from outreach.analysis._breakdown import Kind
from outreach.analysis._cells import LEDGER, REGISTER, UNKNOWN, Cells, Name, Namer, group
from outreach.analysis._industry import industry_cells, industry_of_supplier
from outreach.errors import FileChangedError, QuestionError, UnreadableError
from outreach.ledger import PERSONAL as PERSONAL_SUPPLIER
from outreach.ledger import UNKNOWN as UNKNOWN_SUPPLIER
from outreach.ledger import WITHHELD
from outreach.ledger._columns import pl

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from outreach.analysis._question import Question
    from outreach.countries import Country
    from outreach.ledger import Ledger

_MINOR: Final = 100


def _industry(question: Question) -> Cells:
    return industry_cells(question.ledger, question.register(industry_of_supplier), question.plan)


def _supplier(question: Question) -> Cells:
    """Group by supplier key; the ledger knows one name for each."""
    cube = question.cube("supplier_key", "supplier", "currency")
    key = pl.col("supplier_key")
    special = {
        PERSONAL_SUPPLIER: Kind.PERSONAL.value,
        UNKNOWN_SUPPLIER: Kind.UNKNOWN.value,
        WITHHELD: Kind.WITHHELD.value,
    }
    kind = key.replace_strict(special, default=Kind.GROUP.value, return_dtype=pl.String)
    cube = _cells.text_of(cube, "supplier_key")
    numbered = (
        cube.unique("supplier_key")
        .sort("supplier_key")
        .with_row_index("group")
        .select(
            pl.col("group").cast(pl.UInt32),
            "supplier_key",
            kind=kind,
            key=key,
            label=pl.coalesce(pl.col("supplier").cast(pl.String), key),
        )
    )
    frame = cube.drop("supplier").join(numbered.select("group", "supplier_key"), on="supplier_key", how="left")
    source = pl.when(key == UNKNOWN_SUPPLIER).then(pl.lit(UNKNOWN, pl.UInt8)).otherwise(pl.lit(LEDGER, pl.UInt8))
    names = numbered.drop("supplier_key")
    return Cells(frame=frame.with_columns(source=source), names=names, is_minimal=True)


def _value_band(question: Question) -> Cells:
    low = band_edges(question.country.bands if question.bands is None else question.bands)
    usual = all(part.country.bands == low for part in question.ledger.parts)
    cube = question.cube("value_band", "supplier_key", "currency") if usual else _banded(question, low)
    cells = _cells.name_cells(cube, "value_band", lambda band: band_name(band, low), in_order=True)
    return attrs.evolve(cells, is_minimal=usual)


def _banded(question: Question, low: tuple[int, ...]) -> pl.DataFrame:
    """Return the cube by other bands than the usual ones, from the rows."""
    keys = ("value_band", "supplier_key", "currency")
    band = pl.sum_horizontal((pl.col("amount") >= edge * _MINOR).cast(pl.Int8) for edge in low)
    rows = question.ledger.to_polars(minor_units=True).rename({"amount_minor": "amount"}).with_columns(value_band=band)
    sums = pl.sum("amount"), pl.len().cast(pl.Int64).alias("purchases")
    made = rows.group_by(*keys, "account").agg(sums)
    return made.drop("account") if question.accounts is None else question.marked(made, keys)


def _account(question: Question) -> Cells:
    """Group by account, with the text that most of its purchases have."""
    cube = question.cube("account", "supplier_key", "currency")
    cells = _cells.name_cells(cube, "account", group)
    return attrs.evolve(cells, labels=_account_labels(question.ledger))


def _account_labels(ledger: Ledger) -> dict[str, str]:
    texts = most_used(ledger, "account", "account_text")
    return {account: f"{account} {text}" for account, text in texts.items()}


def _folded(word: str) -> Callable[[Question], Cells]:
    """Group by a name: spellings that differ in case and blanks are one."""

    def cells(question: Question) -> Cells:
        cube = question.cube(word, "supplier_key", "currency")
        return _cells.name_cells(cube, word, lambda text: group(values.fold(text), text.strip()))

    return cells


def _in_time(word: str) -> Callable[[Question], Cells]:
    def cells(question: Question) -> Cells:
        cube = question.cube(word, "supplier_key", "currency")
        return _cells.name_cells(cube, word, group, in_order=True)

    return cells


def supplier_size(question: Question) -> Cells:
    """Group by the supplier's size, which only the register knows."""
    cube = question.cube("supplier_key", "currency").with_columns(size=pl.lit(None, pl.String))
    sizes = question.register(lambda supplier: supplier.size and supplier.size.value)
    return _told(cube, "size", sizes, group)


def supplier_municipality(question: Question) -> Cells:
    """Group by where the supplier is: the ledger's own column first, then the register's."""
    cube = question.cube("supplier_municipality", "supplier_key", "currency")
    places = question.register(lambda supplier: supplier.municipality or None)
    cells = _told(cube, "supplier_municipality", places, partial(_municipality, question.country))
    unofficial = (pl.col("kind") == Kind.GROUP.value) & (pl.col("key") == pl.col("label"))
    if cells.names.filter(unofficial).is_empty():
        return cells
    return attrs.evolve(cells, labels=_buyer_labels(question.ledger))


def filled(cube: pl.DataFrame, word: str, register: dict[str, str]) -> pl.DataFrame:
    """Fill the empty texts of the column *word* with what the *register* tells of the supplier."""
    own = pl.col(word).cast(pl.String)
    is_filled = own.fill_null("").str.strip_chars() == ""
    registered = _cells.value_of("supplier_key", register)
    return cube.with_columns(pl.when(is_filled).then(registered).otherwise(own).alias(word), is_filled=is_filled)


def most_used(ledger: Ledger, key: str, name: str) -> dict[str, str]:
    """Return each *key* with the *name* that most of its purchases have."""
    try:
        cube = ledger.cube(key, name)
    except FileChangedError:
        return {}  # the amounts stand; only what things are called is gone with the file
    pairs = _cells.text_of(cube, key, name).drop_nulls()
    ordered = pairs.sort("purchases", name, descending=[False, True])
    return dict(ordered.select(key, name).iter_rows())


def _told(cube: pl.DataFrame, word: str, register: dict[str, str], name: Namer) -> Cells:
    """Group by the column *word*; where it is empty, by what the *register* tells of the supplier."""
    if not register:
        return _cells.name_cells(cube, word, name)
    cells = _cells.name_cells(filled(cube, word, register), word, name)
    from_register = pl.col("is_filled") & (pl.col("source") != UNKNOWN)
    source = pl.when(from_register).then(pl.lit(REGISTER, pl.UInt8)).otherwise("source")
    return attrs.evolve(cells, frame=cells.frame.with_columns(source=source).drop("is_filled"), is_minimal=False)


def _municipality(country: Country, text: str) -> Name:
    try:
        place = country.municipality(text)
    except UnreadableError:
        return group(text)
    return group(place.code, place.label(country.locale[:2]) or place.code)


def _buyer_labels(ledger: Ledger) -> dict[str, str]:
    """Return what a municipality that the official list has not is called: by the buyer that is in it."""
    buyers = most_used(ledger, "buyer_municipality", "buyer")
    return {key: buyer for key, buyer in buyers.items() if _municipality(ledger.country, key).label == key}


CREDIT: Final = Name(Kind.CREDIT, "credit", "credit")


def band_edges(bands: Sequence[int]) -> tuple[int, ...]:
    """Return the lower edges of the bands, from 0 on.

    Raises:
        outreach.errors.QuestionError: They do not rise, or are not whole major units.
    """
    given = tuple(bands)
    if any(isinstance(edge, bool) or not isinstance(edge, int) or edge < 0 for edge in given):
        raise QuestionError("bands", repr(given), ["whole major units, none below 0"])
    if any(low >= high for low, high in pairwise(given)):
        raise QuestionError("bands", repr(given), ["edges that rise"])
    return given if given[:1] == (0,) else (0, *given)


def band_name(band: str, low: tuple[int, ...]) -> Name:
    """Return the name of a *band*, given by its place: 0 is credit, 1 begins at the first edge of *low*."""
    place = int(band)
    if place == 0:
        return CREDIT
    if place == len(low):
        return group(f"{low[-1]}-", f"{low[-1]:,} and more")
    return group(f"{low[place - 1]}-{low[place]}", f"{low[place - 1]:,} to {low[place]:,}")


WORDS: Final[dict[str, Callable[[Question], Cells]]] = {
    "industry": _industry,
    "supplier": _supplier,
    "value_band": _value_band,
    "supplier_size": supplier_size,
    "supplier_municipality": supplier_municipality,
    "unit": _folded("unit"),
    "account": _account,
    "year": _in_time("year"),
    "quarter": _in_time("quarter"),
    "month": _in_time("month"),
    "buyer": _folded("buyer"),
}
"""What :func:`outreach.analysis.spend` can group by."""
