"""Formats of a workbook: one for each look, made when it is first asked for."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from outreach.blocks import Share
from outreach.model import Estimate, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from outreach.blocks import Cell, Column
    from outreach.look import Look

# xlsxwriter has no types.
Book: TypeAlias = Any
Format: TypeAlias = Any

MOST_DIGITS: Final = 15
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]")
_SIGNS: Final[Mapping[str, str]] = {"SEK": '{0} "kr"', "EUR": '{0} "€"', "GBP": '"£"{0}', "XXX": "{0}"}
DATE: Final = "yyyy-mm-dd"
MOMENT: Final = "yyyy-mm-dd hh:mm"


@attrs.frozen(kw_only=True)
class Form:
    """How the cells of a column look.

    Attributes:
        is_number: Whether they stand to the right.
        is_set_in: Whether words stand a little to the right, so that the number before them does not touch them.
        decimals: How many decimals its amounts have.
        is_total: Whether the cell adds up those above.
    """

    is_number: bool = False
    is_set_in: bool = False
    decimals: int = 0
    is_total: bool = False

    @property
    def look(self) -> dict[str, object]:
        """The properties of every cell of this form."""
        side = {"align": "right"} if self.is_number else {"align": "left", **({"indent": 1} if self.is_set_in else {})}
        return {**side, "bold": True, "top": 1} if self.is_total else {**side}


def form_of(column: Column, cells: Iterable[Cell], before: Form | None) -> Form:
    """Return the form of a *column*, beside one of the form *before*.

    Its amounts have no decimals where none of them needs any, else two.
    """
    amounts = [amount for cell in cells if type(cell) is not str and (amount := amount_of(cell)) is not None]
    decimals = 0 if all(amount == amount.to_integral_value() for amount in amounts) else 2
    is_number = column.is_number or bool(amounts)
    is_set_in = not is_number and before is not None and before.is_number
    return Form(is_number=is_number, is_set_in=is_set_in, decimals=decimals)


class Formats:
    """The formats of one *book*."""

    def __init__(self, book: Book, look: Look) -> None:
        """Begin with none; links and letters are those of the *look*."""
        self.link = {"font_color": look.light.accent.upper(), "underline": 1}
        always = {"valign": "top", **({"font_name": look.letters} if look.letters else {})}
        self._made = cache(lambda items: book.add_format({**always, **dict(items)}))

    def of(self, **properties: object) -> Format:
        """Return the format with these *properties* of xlsxwriter's."""
        return self._made(tuple(sorted(properties.items())))

    def of_text(self, text: str, **properties: object) -> Format:
        """Return the format for *text* with these *properties*."""
        return self.of(**properties, **quoted(is_like_formula(text)))


def is_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet would take *text* for a formula, were it typed."""
    return _FORMULA.match(text) is not None


def quoted(is_formula: bool) -> dict[str, object]:  # noqa: FBT001 - a word of a format, as the others
    """Return what marks a text as one, so that editing it leaves it one."""
    return {"quote_prefix": True} if is_formula else {}


def number_of(cell: Cell, decimals: int) -> tuple[Decimal | None, str]:
    """Return a number and its pattern, or None where the *cell* is no number that the format can hold."""
    if isinstance(cell, Share):
        return cell.value, "0.0%" if cell.value * 100 % 1 else "0%"
    number = amount_of(cell)
    if number is None or len(number.as_tuple().digits) > MOST_DIGITS:
        return None, ""
    if isinstance(cell, (Money, Estimate)):
        return number, _pattern(cell.currency, decimals, is_about=isinstance(cell, Estimate) and cell.about)
    return number, "#,##0" if number == number.to_integral_value() else "#,##0.##"


def amount_of(cell: Cell) -> Decimal | None:
    """Return the number in a *cell*; an estimate has one where it says a single value of the whole contract."""
    if isinstance(cell, Money):
        return cell.amount
    if isinstance(cell, Estimate):
        return None if cell.is_span or cell.per else cell.low
    return Decimal(cell) if isinstance(cell, (int, Decimal)) else None


@cache
def _pattern(currency: str, decimals: int, *, is_about: bool) -> str:
    number = "#,##0.00" if decimals else "#,##0"
    return ('"≈ "' if is_about else "") + _SIGNS.get(currency, f'{{0}} "{currency}"').format(number)
