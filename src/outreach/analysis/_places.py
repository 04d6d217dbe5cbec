"""Where suppliers and buyers are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import codes
from outreach._later import pl
from outreach.analysis import _cells
from outreach.analysis._question import Question
from outreach.analysis._registered import filled
from outreach.errors import UnreadableError
from outreach.ledger import PERSONAL, UNKNOWN

if TYPE_CHECKING:
    from outreach.analysis._plans import Accounts
    from outreach.dataset import Dataset
    from outreach.ledger import Ledger


def placed(data: Dataset | Ledger, municipality: str, accounts: Accounts = None) -> pl.DataFrame:
    """Return currency, supplier_key, buyer_municipality, amount, is_known, is_local and is_countable.

    Args:
        data: What was read, or a ledger alone.
        municipality: Where the buyer is; empty: as the ledger says.
        accounts: The account plan that says what is no purchase, and left out; None: nothing is.
    """
    question = Question.of(data, accounts=accounts)
    cube = _cube(question, municipality)
    register = question.register(lambda supplier: supplier.municipality or None)
    cube = filled(cube, "supplier_municipality", register) if register else cube
    home, at = _code(cube, "buyer_municipality"), _code(cube, "supplier_municipality")
    countable = ~pl.col("supplier_key").is_in([PERSONAL, UNKNOWN])
    return cube.with_columns(buyer_municipality=home, _at=at).select(
        "currency",
        "supplier_key",
        "buyer_municipality",
        "amount",
        is_known=pl.col("_at").is_not_null(),
        is_local=(pl.col("_at") == pl.col("buyer_municipality")).fill_null(value=False),
        is_countable=countable,
    )


def _cube(question: Question, municipality: str) -> pl.DataFrame:
    keys = ("supplier_key", "supplier_municipality", "currency")
    if not municipality:
        return _bought(question, *keys, "buyer_municipality")
    code = codes.municipality(municipality).code
    return _bought(question, *keys).with_columns(buyer_municipality=pl.lit(code))


def _bought(question: Question, *keys: str) -> pl.DataFrame:
    """Return the cube by *keys* without what was marked as no purchase."""
    cube = question.cube(*keys)
    bought = cube.filter(~pl.col("is_nothing")) if "is_nothing" in cube.columns else cube
    return _cells.text_of(bought, *keys)


def _code(cube: pl.DataFrame, column: str) -> pl.Expr:
    """Return the municipality code that each text means, or the text where it means none."""
    read = {text: _read(text) for text in _cells.distinct(cube, column)}
    return _cells.told(column, read)


def _read(text: str) -> str:
    try:
        return codes.municipality(text).code
    except UnreadableError:
        return text
