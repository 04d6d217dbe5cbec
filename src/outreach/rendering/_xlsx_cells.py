"""Typed cells of a workbook: one format for each kind of value, made once."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from outreach.blocks import Link, Share
from outreach.model import Estimate, Money
from outreach.rendering._cells import format_cell
from outreach.rendering._markup import clean, safe_url

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from outreach.blocks import Cell, Column

# xlsxwriter has no types.
Book: TypeAlias = Any
Sheet: TypeAlias = Any
Format: TypeAlias = Any

Place: TypeAlias = tuple[int, int]
"""Row and column, from 0."""

MOST_TEXT: Final = 32_767
MOST_DIGITS: Final = 15
MOST_ADDRESS: Final = 2_000
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]")
_SIGNS: Final[Mapping[str, str]] = {"SEK": '{0} "kr"', "EUR": '{0} "€"', "GBP": '"£"{0}', "XXX": "{0}"}
DATE: Final = "yyyy-mm-dd"
MOMENT: Final = "yyyy-mm-dd hh:mm"


@attrs.frozen(kw_only=True)
class Form:
    """How the cells of a column look.

    Attributes:
        is_number: Whether they stand to the right.
        decimals: How many decimals its amounts have.
        is_total: Whether the cell adds up those above.
    """

    is_number: bool = False
    decimals: int = 0
    is_total: bool = False

    @property
    def look(self) -> dict[str, object]:
        """The properties of every cell of this form."""
        side = {"align": "right"} if self.is_number else {"align": "left"}
        return {**side, "bold": True, "top": 1} if self.is_total else {**side}


class CellWriter:
    """Writes cells of every type into the sheets of one workbook, a text as a text whatever it looks like."""

    def __init__(self, book: Book, locale: str) -> None:
        """Prepare for a *book* whose words are those of *locale*."""
        self.locale = locale
        self._made = cache(lambda items: book.add_format({"valign": "top", **dict(items)}))
        self._look = cache(self._look_of)

    def _format(self, **properties: object) -> Format:
        return self._made(tuple(sorted(properties.items())))

    def form_of(self, column: Column, cells: Sequence[Cell]) -> Form:
        """Return the form of a *column*: its amounts have no decimals where none of them needs any, else two."""
        amounts = [amount for amount in map(_amount, cells) if amount is not None]
        decimals = 0 if all(amount == amount.to_integral_value() for amount in amounts) else 2
        return Form(is_number=column.is_number or bool(amounts), decimals=decimals)

    def shown(self, cell: Cell, form: Form) -> str:
        """Return about what the *cell* shows, for the width of its column."""
        if isinstance(cell, (Money, Estimate)) and (amount := _amount(cell)) is not None:
            return f"{amount:,.{form.decimals}f} {cell.currency}"
        return format_cell(cell, self.locale)

    def heading(self, sheet: Sheet, place: int, title: str, form: Form) -> None:
        """Write the *title* of a column."""
        self._text(sheet, (0, place), title, **form.look, bold=True, bottom=1, text_wrap=True, bg_color="#EDEDED")

    def label(self, sheet: Sheet, row: int, text: str) -> None:
        """Write the heading of a *row*."""
        self._text(sheet, (row, 0), text, bold=True, text_wrap=True)

    def cell(self, sheet: Sheet, place: Place, cell: Cell, form: Form) -> None:
        """Write a *cell* as what it is."""
        number, pattern = _number(cell, form)
        if cell is None:
            sheet.write_blank(*place, None, self._format(**form.look))
        elif number is not None:
            sheet.write_number(*place, number, self._format(**form.look, num_format=pattern))
        elif isinstance(cell, date):
            self._date(sheet, place, cell, form)
        else:
            self._worded(sheet, place, cell, form)

    def _date(self, sheet: Sheet, place: Place, cell: date, form: Form) -> None:
        """Write a date as one; a moment in its own zone, since the format knows none."""
        if isinstance(cell, datetime):
            local = cell.replace(tzinfo=None, second=0, microsecond=0)
            sheet.write_datetime(*place, local, self._format(**form.look, num_format=MOMENT))
        else:
            sheet.write_datetime(*place, cell, self._format(**form.look, num_format=DATE))

    def _worded(self, sheet: Sheet, place: Place, cell: Cell, form: Form) -> None:
        """Write a text, with its address where it has one that a workbook can hold."""
        address = safe_url(cell.url) if isinstance(cell, Link) else ""
        text = _short(format_cell(cell, self.locale))
        if address and len(address) <= MOST_ADDRESS:
            shown = text or address[:MOST_TEXT]
            sheet.write_url(*place, address, self._look(form, _is_like_formula(shown), is_link=True), shown)
        else:
            sheet.write_string(*place, text, self._look(form, _is_like_formula(text)))

    def _look_of(self, form: Form, is_formula: bool, is_link: bool = False) -> Format:  # noqa: FBT001, FBT002 - cached
        look = {"font_color": "#0B5394", "underline": 1} if is_link else {"text_wrap": True}
        return self._format(**form.look, **look, **({"quote_prefix": True} if is_formula else {}))

    def _text(self, sheet: Sheet, place: Place, text: str, **look: object) -> None:
        shown = _short(text)
        sheet.write_string(*place, shown, self._for_text(shown, **look))

    def _for_text(self, text: str, **look: object) -> Format:
        """Return a format; what looks like a formula is marked as text, so that editing it leaves it one."""
        return self._format(**look, **({"quote_prefix": True} if _is_like_formula(text) else {}))


def _is_like_formula(text: str) -> bool:
    return _FORMULA.match(text) is not None


def _number(cell: Cell, form: Form) -> tuple[Decimal | None, str]:
    """Return a number and its pattern, or None where the *cell* is no number that the format can hold."""
    if isinstance(cell, Share):
        return cell.value, "0.0%" if cell.value * 100 % 1 else "0%"
    number = _amount(cell)
    if number is None or len(number.as_tuple().digits) > MOST_DIGITS:
        return None, ""
    if isinstance(cell, (Money, Estimate)):
        about = '"≈ "' if isinstance(cell, Estimate) and cell.about else ""
        return number, about + _pattern(cell.currency, form.decimals)
    return number, "#,##0" if number == number.to_integral_value() else "#,##0.##"


def _amount(cell: Cell) -> Decimal | None:
    """Return the number in a *cell*; an estimate has one where it says a single value of the whole contract."""
    if isinstance(cell, Money):
        return cell.amount
    if isinstance(cell, Estimate):
        return None if cell.is_span or cell.per else cell.low
    return Decimal(cell) if isinstance(cell, (int, Decimal)) else None


def _pattern(currency: str, decimals: int) -> str:
    number = "#,##0.00" if decimals else "#,##0"
    return _SIGNS.get(currency, f'{{0}} "{currency}"').format(number)


def _short(text: str) -> str:
    """Return *text* as a cell can hold it, cut with an ellipsis where it is too long."""
    plain = clean(text)
    if 2 * len(plain) <= MOST_TEXT:  # a letter is two units at most
        return plain
    units = plain.encode("utf-16-le")
    if len(units) <= 2 * MOST_TEXT:
        return plain
    return units[: 2 * (MOST_TEXT - 1)].decode("utf-16-le", errors="ignore") + "…"
