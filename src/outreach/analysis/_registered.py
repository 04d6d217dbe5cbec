"""Grouping words that the supplier register answers: how large a supplier is, and where."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import attrs

from outreach import codes
from outreach._later import pl
from outreach.analysis import _cells
from outreach.analysis._cells import REGISTER, UNKNOWN, Cells
from outreach.analysis._names import Name, Namer, group
from outreach.analysis._rows import Kind
from outreach.errors import FileChangedError, UnreadableError

if TYPE_CHECKING:
    from outreach.analysis._question import Question
    from outreach.ledger import Ledger


def supplier_size(question: Question) -> Cells:
    """Group by the supplier's size, which only the register knows."""
    cube = question.cube("supplier_key", "currency").with_columns(size=pl.lit(None, pl.String))
    sizes = question.register(lambda supplier: supplier.size and supplier.size.value)
    return _told(cube, "size", sizes, group)


def supplier_municipality(question: Question) -> Cells:
    """Group by where the supplier is: the ledger's own column first, then the register's."""
    cube = question.cube("supplier_municipality", "supplier_key", "currency")
    places = question.register(lambda supplier: supplier.municipality or None)
    cells = _told(cube, "supplier_municipality", places, _municipality)
    unofficial = (pl.col("kind") == Kind.GROUP.value) & (pl.col("key") == pl.col("label"))
    if cells.names.filter(unofficial).is_empty():
        return cells
    return attrs.evolve(cells, labels=partial(_buyer_labels, question.ledger))


def filled(cube: pl.DataFrame, word: str, register: dict[str, str]) -> pl.DataFrame:
    """Fill the empty texts of the column *word* with what the *register* tells of the supplier."""
    own = pl.col(word).cast(pl.String)
    is_filled = own.fill_null("").str.strip_chars() == ""
    told = _cells.told("supplier_key", register)
    return cube.with_columns(pl.when(is_filled).then(told).otherwise(own).alias(word), is_filled=is_filled)


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


def _municipality(text: str) -> Name:
    try:
        place = codes.municipality(text)
    except UnreadableError:
        return group(text)
    return group(place.code, place.label("sv") or place.code)


def _buyer_labels(ledger: Ledger) -> dict[str, str]:
    """Return what a municipality that the official list has not is called: by the buyer that is in it."""
    buyers = most_used(ledger, "buyer_municipality", "buyer")
    return {key: buyer for key, buyer in buyers.items() if _municipality(key).label == key}
