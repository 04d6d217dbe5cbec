"""How much stays in the municipality."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from outreach.analysis import _cells
from outreach.analysis._breakdown import DIVISION
from outreach.analysis._question import Question
from outreach.analysis._words import filled
from outreach.errors import CurrencyError, UnreadableError
from outreach.ledger import UNNAMED
from outreach.ledger._columns import pl
from outreach.model import Money

if TYPE_CHECKING:
    from outreach.analysis._question import Accounts
    from outreach.countries import Country
    from outreach.dataset import Dataset
    from outreach.ledger import Ledger


@attrs.frozen(kw_only=True)
class LocalShare:
    """How many suppliers are local, and how much they were paid (lokala leverantörer).

    A supplier is local whose municipality is the buyer's. Sole traders whose number is a person's cannot be told
    apart, nor can suppliers without number and name: their amounts count, they themselves do not.

    Attributes:
        municipalities: The buyers' municipality codes; empty where they are not known, and then nobody is local.
        suppliers: How many suppliers.
        known_suppliers: Of how many of them the municipality is known.
        local_suppliers: How many of them are local.
        amounts: What was paid, for each currency.
        known: What was paid to suppliers whose municipality is known, in the same order.
        local: What was paid to local ones, in the same order.
    """

    municipalities: tuple[str, ...] = ()
    suppliers: int = 0
    known_suppliers: int = 0
    local_suppliers: int = 0
    amounts: tuple[Money, ...] = ()
    known: tuple[Money, ...] = ()
    local: tuple[Money, ...] = ()

    @property
    def by_number(self) -> Decimal | None:
        """Local suppliers as a part of those whose municipality is known, 0 to 1; None where none is."""
        return _part(Decimal(self.local_suppliers), Decimal(self.known_suppliers)) if self.municipalities else None

    @property
    def by_value(self) -> Decimal | None:
        """What local suppliers were paid as a part of what those with a known municipality were, 0 to 1.

        None where it is no part of it, as after great credits.

        Raises:
            outreach.errors.CurrencyError: There are several currencies.
        """
        return _part(_only(self.local), _only(self.known)) if self.municipalities else None

    @property
    def known_by_value(self) -> Decimal | None:
        """What suppliers with a known municipality were paid as a part of everything, 0 to 1.

        Raises:
            outreach.errors.CurrencyError: There are several currencies.
        """
        return _part(_only(self.known), _only(self.amounts))


def local_share(data: Dataset | Ledger, *, municipality: str = "", accounts: Accounts = None) -> LocalShare:
    """Tell how many suppliers are local and how much they were paid (andel lokala leverantörer).

    Args:
        data: What was read, or a ledger alone; then only the ledger's own column tells where a supplier is.
        municipality: The buyer's municipality, its code or name; empty: what the ledger says of each row.
        accounts: The account plan that says what is no purchase, and then not counted, as for
            :func:`outreach.analysis.spend`; None: everything counts.

    Raises:
        outreach.errors.QuestionError: There is no such account plan.
        outreach.errors.UnreadableError: There is no such *municipality*.
    """
    return _of(placed(data, municipality, accounts))


def _of(cells: pl.DataFrame) -> LocalShare:
    """Count and add up cells that say of each supplier whether it is known where it is, and whether it is local."""
    known, local = pl.col("amount").filter("is_known"), pl.col("amount").filter("is_local")
    sums = cells.group_by("currency").agg(pl.sum("amount"), known=known.sum(), local=local.sum()).sort("currency")
    suppliers = cells.filter("is_countable").group_by("supplier_key").agg(pl.any("is_known", "is_local"))
    return LocalShare(
        municipalities=tuple(cells["buyer_municipality"].drop_nulls().unique().sort()),
        suppliers=suppliers.height,
        known_suppliers=int(suppliers["is_known"].sum()),
        local_suppliers=int(suppliers["is_local"].sum()),
        amounts=_money(sums, "amount"),
        known=_money(sums, "known"),
        local=_money(sums, "local"),
    )


def _money(sums: pl.DataFrame, column: str) -> tuple[Money, ...]:
    return tuple(Money.from_minor(minor, currency) for currency, minor in sums.select("currency", column).iter_rows())


def _only(amounts: tuple[Money, ...]) -> Decimal:
    if len(amounts) > 1:
        raise CurrencyError(f"no one share in {', '.join(amount.currency for amount in amounts)} (.local has each)")
    return amounts[0].amount if amounts else Decimal(0)


def _part(part: Decimal, whole: Decimal) -> Decimal | None:
    return DIVISION.divide(part, whole) if whole > 0 and 0 <= part <= whole else None


def placed(data: Dataset | Ledger, municipality: str, accounts: Accounts = None) -> pl.DataFrame:
    """Return currency, supplier_key, buyer_municipality, amount, is_known, is_local and is_countable.

    An empty *municipality* of the buyer is that of the ledger; *accounts* tells what is no purchase and left out.
    """
    question = Question.of(data, accounts=accounts)
    cube = _cube(question, municipality)
    register = question.register(lambda supplier: supplier.municipality or None)
    cube = filled(cube, "supplier_municipality", register) if register else cube
    home, at = (_code(cube, name, question.country) for name in ("buyer_municipality", "supplier_municipality"))
    countable = ~pl.col("supplier_key").is_in(UNNAMED)
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
    code = question.country.municipality(municipality).code
    return _bought(question, *keys).with_columns(buyer_municipality=pl.lit(code))


def _bought(question: Question, *keys: str) -> pl.DataFrame:
    """Return the cube by *keys* without what was marked as no purchase."""
    cube = question.cube(*keys)
    bought = cube.filter(~pl.col("is_nothing")) if "is_nothing" in cube.columns else cube
    return _cells.text_of(bought, *keys)


def _code(cube: pl.DataFrame, column: str, country: Country) -> pl.Expr:
    """Return the municipality code that each text means, or the text where it means none."""
    read = {text: _read(text, country) for text in _cells.distinct(cube, column)}
    return _cells.value_of(column, read)


def _read(text: str, country: Country) -> str:
    try:
        return country.municipality(text).code
    except UnreadableError:
        return text
