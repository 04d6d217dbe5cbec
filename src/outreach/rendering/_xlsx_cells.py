"""Typed cells of a workbook: one format for each kind of value, made once."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from outreach.blocks import Link, Share
from outreach.model import Estimate, Money
from outreach.rendering._cells import format_cell
from outreach.rendering._markup import clean, safe_url

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from outreach.blocks import Cell

MOST_TEXT: Final = 32_767
MOST_DIGITS: Final = 15
MOST_ADDRESS: Final = 2_000
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]")
_SIGNS: Final[Mapping[str, str]] = {"SEK": '{0} "kr"', "EUR": '{0} "€"', "GBP": '"£"{0}', "XXX": "{0}"}
DATE: Final = "yyyy-mm-dd"
MOMENT: Final = "yyyy-mm-dd hh:mm"


class CellWriter:
    """Writes cells of every type into the sheets of one workbook, a text as a text whatever it looks like."""

    def __init__(self, book: Any, locale: str) -> None:  # noqa: ANN401 - xlsxwriter has no types
        """Prepare for a *book* whose words are those of *locale*."""
        self.locale = locale
        self._format = cache(lambda items: book.add_format({"valign": "top", **dict(items)}))

    def format(self, **properties: object) -> Any:  # noqa: ANN401
        """Return the format with these properties, made once."""
        return self._format(tuple(sorted(properties.items())))

    def heading(self, sheet: Any, place: int, title: str, *, is_number: bool) -> None:  # noqa: ANN401
        """Write the *title* of a column."""
        side = "right" if is_number else "left"
        self._text(sheet, 0, place, title, bold=True, bottom=1, text_wrap=True, bg_color="#EDEDED", align=side)

    def label(self, sheet: Any, row: int, text: str) -> None:  # noqa: ANN401
        """Write the heading of a *row*."""
        self._text(sheet, row, 0, text, bold=True, text_wrap=True)

    def kind_of(self, cells: Sequence[Cell]) -> int:
        """Return how many decimals the amounts among the *cells* of a column need: none, or two."""
        amounts = [amount for amount in map(_amount, cells) if amount is not None]
        return 0 if all(amount == amount.to_integral_value() for amount in amounts) else 2

    def cell(self, sheet: Any, row: int, place: int, cell: Cell, decimals: int, *, is_total: bool = False) -> None:  # noqa: ANN401, PLR0913 - a cell has a sheet, a place and a value
        """Write a *cell*; amounts in it with so many *decimals*."""
        look: dict[str, object] = {"bold": True, "top": 1} if is_total else {}
        number, pattern = self._number(cell, decimals)
        if cell is None:
            sheet.write_blank(row, place, None, self.format(**look))
        elif number is not None:
            sheet.write_number(row, place, number, self.format(num_format=pattern, **look))
        elif isinstance(cell, date):
            self._date(sheet, row, place, cell, look)
        else:
            self._worded(sheet, row, place, cell, look)

    def _number(self, cell: Cell, decimals: int) -> tuple[Decimal | None, str]:
        """Return a number and its pattern, or None where the *cell* is no number that the format can hold."""
        if isinstance(cell, Share):
            return cell.value, "0.0%" if cell.value * 100 % 1 else "0%"
        number = _amount(cell)
        if number is None or len(number.as_tuple().digits) > MOST_DIGITS:
            return None, ""
        if isinstance(cell, (Money, Estimate)):
            return number, _pattern(cell.currency, decimals)
        return number, "#,##0" if number == number.to_integral_value() else "#,##0.##"

    def _date(self, sheet: Any, row: int, place: int, cell: date, look: dict[str, object]) -> None:  # noqa: ANN401
        """Write a date as one; a moment in its own zone, since the format knows none."""
        if isinstance(cell, datetime):
            local = cell.replace(tzinfo=None, second=0, microsecond=0)
            sheet.write_datetime(row, place, local, self.format(num_format=MOMENT, align="left", **look))
        else:
            sheet.write_datetime(row, place, cell, self.format(num_format=DATE, align="left", **look))

    def _worded(self, sheet: Any, row: int, place: int, cell: Cell, look: dict[str, object]) -> None:  # noqa: ANN401
        address = safe_url(cell.url) if isinstance(cell, Link) else ""
        text = _short(format_cell(cell, self.locale))
        if address and len(address) <= MOST_ADDRESS:
            shown = _short(text or address)
            sheet.write_url(
                row, place, address, self._formatted(shown, font_color="#0B5394", underline=1, **look), shown
            )
        else:
            self._text(sheet, row, place, text, text_wrap=True, **look)

    def _text(self, sheet: Any, row: int, place: int, text: str, **look: object) -> None:  # noqa: ANN401
        shown = _short(text)
        sheet.write_string(row, place, shown, self._formatted(shown, **look))

    def _formatted(self, text: str, **look: object) -> Any:  # noqa: ANN401
        """Return a format; what looks like a formula is marked as text, so that editing it leaves it one."""
        return self.format(**look, **({"quote_prefix": True} if _FORMULA.match(text) else {}))


def _amount(cell: Cell) -> Decimal | None:
    """Return the number in a *cell*; an estimate has one where it says a single value."""
    if isinstance(cell, Money):
        return cell.amount
    if isinstance(cell, Estimate):
        return None if cell.is_span or cell.about else cell.low
    return Decimal(cell) if isinstance(cell, (int, Decimal)) else None


def _pattern(currency: str, decimals: int) -> str:
    number = "#,##0.00" if decimals else "#,##0"
    return _SIGNS.get(currency, f'{{0}} "{currency}"').format(number)


def _short(text: str) -> str:
    """Return *text* as a cell can hold it, cut with an ellipsis where it is too long."""
    plain = clean(text)
    if len(plain.encode("utf-16-le")) <= 2 * MOST_TEXT:
        return plain
    return plain.encode("utf-16-le")[: 2 * (MOST_TEXT - 1)].decode("utf-16-le", errors="ignore") + "…"
