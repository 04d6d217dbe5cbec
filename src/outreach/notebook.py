"""Tiny HTML for notebooks: escaped, bounded, and at home in light and dark themes."""

from __future__ import annotations

import html
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_ROWS: Final = 50
MOST_CHARACTERS: Final = 200

# currentColor and transparency take the notebook's own colours, so neither theme needs a style sheet.
_NUMBER: Final = ' style="text-align:right;white-space:nowrap"'
_TEXT: Final = ' style="text-align:left"'


class Html(str):
    """Text that is HTML already, and safe; :func:`table` puts it into a cell as it is."""

    __slots__ = ()


def escape(text: object, most: int = MOST_CHARACTERS) -> Html:
    """Return *text* as safe HTML: escaped, without control characters, cut at *most* characters."""
    plain = "".join(" " if character in "\t\r\n" else character for character in str(text))
    printable = "".join(character for character in plain if character.isprintable())
    return Html(html.escape(printable if len(printable) <= most else f"{printable[: most - 1]}…", quote=True))


def bar(share: Decimal | float | None, width: int = 120) -> Html:
    """Return a bar for a *share* of 0 to 1, *width* pixels at most; the number itself stands in a cell of its own.

    A share outside 0–1 is drawn as 0 or 1, and None as nothing.
    """
    if share is None:
        return Html("")
    pixels = round(min(max(Decimal(share), Decimal(0)), Decimal(1)) * width)
    style = f"display:inline-block;height:.7em;width:{pixels}px;background:currentColor;opacity:.45"
    return Html(f'<span aria-hidden="true" style="{style}"></span>')


def table(
    headings: Sequence[object],
    rows: Iterable[Sequence[object]],
    *,
    caption: object = "",
    numbers: Sequence[int] = (),
    more: int = 0,
) -> Html:
    """Return a table of at most ``MOST_ROWS`` rows.

    Arguments:
        headings: One per column.
        rows: Cells, each escaped unless it is :class:`Html`.
        caption: What the table shows; empty: none.
        numbers: The places of the columns that hold numbers, from 0; they stand to the right.
        more: How many rows the caller left out already; those left out here are added, and the number is shown.
    """
    remaining = iter(rows)
    body = "".join(_row(row, numbers) for row in islice(remaining, MOST_ROWS))
    left_out = more + sum(1 for _ in remaining)
    head = "".join(f'<th scope="col"{_style(place, numbers)}>{_cell(text)}</th>' for place, text in enumerate(headings))
    return Html(
        f"<table>{_caption(caption)}<thead><tr>{head}</tr></thead>"
        f"<tbody>{body}{_rest(left_out, len(headings))}</tbody></table>"
    )


def _row(cells: Sequence[object], numbers: Sequence[int]) -> str:
    return f"<tr>{''.join(f'<td{_style(place, numbers)}>{_cell(cell)}</td>' for place, cell in enumerate(cells))}</tr>"


def _cell(cell: object) -> str:
    return cell if isinstance(cell, Html) else escape("" if cell is None else cell)


def _style(place: int, numbers: Sequence[int]) -> str:
    return _NUMBER if place in numbers else _TEXT


def _caption(caption: object) -> str:
    return f'<caption style="text-align:left">{_cell(caption)}</caption>' if caption else ""


def _rest(left_out: int, columns: int) -> str:
    return f'<tr><td colspan="{columns}"{_TEXT}>… and {left_out} more</td></tr>' if left_out else ""
