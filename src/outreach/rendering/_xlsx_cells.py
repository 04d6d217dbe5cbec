"""Typed cells of a workbook and their number formats, a column at a time."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from outreach import codes
from outreach.blocks import AsWritten, Foreign, Link, Missing, Share
from outreach.model import ContractLength, Estimate, Money, Period
from outreach.rendering._cells import format_cell
from outreach.rendering._markup import clean, safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.blocks import Cell, Column
    from outreach.look import Look


# xlsxwriter has no types.
Book: TypeAlias = Any
Format: TypeAlias = Any

MOST_DIGITS: Final = 15
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]")
DATE: Final = "yyyy-mm-dd"
MOMENT: Final = "yyyy-mm-dd hh:mm"


@attrs.frozen(kw_only=True)
class Form:
    """How the cells of a column look."""

    is_number: bool = False  # whether they stand to the right
    is_set_in: bool = False
    """Whether words stand a little to the right, so that the number before them does not touch them."""
    decimals: int = 0  # how many decimals its amounts have
    is_total: bool = False  # whether the cell adds up those above

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
    before, after = codes.money_signs(currency)
    number = "#,##0.00" if decimals else "#,##0"
    signed = (f'"{before}"' if before else "") + number + (f' "{after}"' if after else "")
    return ('"≈ "' if is_about else "") + signed


Sheet: TypeAlias = Any
"""xlsxwriter's worksheet, which has no types."""

MOST_TEXT: Final = 32_767
MOST_ADDRESS: Final = 2_000


_WORDS: Final = frozenset({Period, ContractLength, Missing, AsWritten, Foreign})
"""Kinds of values, beside a text, that a workbook has in words."""


class ColumnWriter:
    """Writes cells of one form into a column of a sheet, a text as a text whatever it looks like."""

    # Most of what a column says it says again, as buyers, industries and stages do: what a text or a pattern needs is
    # found once. Beside the 0.5 s of xlsxwriter itself 160,000 cells took 0.75; so they take 0.2.

    def __init__(self, sheet: Sheet, place: int, form: Form, formats: Formats, locale: str) -> None:
        """Prepare for the column at *place*, from 0, whose words are those of *locale*."""
        self._sheet, self._place, self._form, self._formats, self._locale = sheet, place, form, formats, locale
        self._texts: dict[str, tuple[str, Format]] = {}
        self._values: set[str] = set()
        self._look = cache(lambda pattern: formats.of(**form.look, **({"num_format": pattern} if pattern else {})))
        self._wrapped = cache(lambda is_formula: formats.of(**form.look, **quoted(is_formula), text_wrap=True))

    @property
    def shown(self) -> set[str]:
        """About what its cells show, each once, for the width of the column."""
        return self._values.union(self._texts)

    def heading(self, title: str) -> None:
        """Write the *title* of the column."""
        text = _short(title)
        look = {"bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#EDEDED"}
        self._sheet.write_string(0, self._place, text, self._formats.of_text(text, **{**self._form.look, **look}))

    def cells(self, cells: Iterable[Cell], first: int) -> None:
        """Write *cells* below each other, from the row *first* on."""
        write, ready, place, locale = self._sheet.write_string, self._texts, self._place, self._locale
        for row, cell in enumerate(cells, first):
            if type(cell) is str or type(cell) in _WORDS:
                text = format_cell(cell, locale)
                write(row, place, *(ready.get(text) or self._ready(text)))
            else:
                self._value(row, cell)

    def _value(self, row: int, cell: Cell) -> None:
        """Write a *cell* that is more than words as what it is."""
        number, pattern = number_of(cell, self._form.decimals)
        if isinstance(cell, Link):
            self._link(row, cell)
        elif cell is None:
            self._sheet.write_blank(row, self._place, None, self._look(""))
        elif number is not None:
            self._sheet.write_number(row, self._place, number, self._look(pattern))
        elif isinstance(cell, date):
            self._date(row, cell)
        else:
            self._text(row, format_cell(cell, self._locale))
        self._values.add(self._about(cell))

    def _about(self, cell: Cell) -> str:
        if isinstance(cell, (Money, Estimate)) and (amount := amount_of(cell)) is not None:
            return f"{amount:,.{self._form.decimals}f} {cell.currency}"
        return format_cell(cell, self._locale)

    def _date(self, row: int, cell: date) -> None:
        """Write a date as one; a moment in its own zone, since the format knows none."""
        if isinstance(cell, datetime):
            local = cell.replace(tzinfo=None, second=0, microsecond=0)
            self._sheet.write_datetime(row, self._place, local, self._look(MOMENT))
        else:
            self._sheet.write_datetime(row, self._place, cell, self._look(DATE))

    def _link(self, row: int, link: Link) -> None:
        """Write a text with its address, where it has one that a workbook can hold."""
        address = safe_url(link.url)
        if not address or len(address) > MOST_ADDRESS:
            self._text(row, link.text)
            return
        shown = _short(link.text) or address[:MOST_TEXT]
        look = self._formats.of_text(shown, **{**self._form.look, **self._formats.link})
        self._sheet.write_url(row, self._place, address, look, shown)

    def _text(self, row: int, text: str) -> None:
        self._sheet.write_string(row, self._place, *(self._texts.get(text) or self._ready(text)))

    def _ready(self, text: str) -> tuple[str, Format]:
        """Return *text* as the sheet takes it, and its format."""
        short = _short(text)
        self._texts[text] = short, self._wrapped(is_like_formula(short))
        return self._texts[text]


def write_label(sheet: Sheet, row: int, text: str, formats: Formats) -> None:
    """Write the heading of a *row*."""
    shown = _short(text)
    sheet.write_string(row, 0, shown, formats.of_text(shown, bold=True, text_wrap=True))


def _short(text: str) -> str:
    """Return *text* as a cell can hold it, cut with an ellipsis where it is too long."""
    plain = clean(text)
    if 2 * len(plain) <= MOST_TEXT:  # a letter is two units at most
        return plain
    units = plain.encode("utf-16-le")
    if len(units) <= 2 * MOST_TEXT:
        return plain
    return units[: 2 * (MOST_TEXT - 1)].decode("utf-16-le", errors="ignore") + "…"
