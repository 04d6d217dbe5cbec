"""A chart as SVG: bars from zero, labels at the bars, to be read on a phone and on paper, with or without colour.

The drawing is as wide as its place: bars are per cent of the width, text is pixels. A drawing that is scaled as a
whole would have to choose between letters too small on a phone and too large on a desk.
"""

from __future__ import annotations

import textwrap
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

import attrs

from outreach.blocks import ChartKind
from outreach.look import HOUSE, Look
from outreach.rendering._markup import Markup, element, join, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.blocks import Bar, Chart

NARROWEST: Final = 288
"""The width that everything must fit, in pixels: a window of 320 less its margins."""

SIZE: Final = 16
LINE: Final = 21
THICK: Final = 18
GAP: Final = 12
LETTER: Final = 8.6
"""The width of a letter at this size, rather too wide."""

LINES: Final = 2
HEIGHT: Final = 180


def chart_svg(chart: Chart, look: Look = HOUSE) -> Markup:
    """Return *chart* as an SVG element (diagram) with its text alternative; the numbers belong beside it as a table.

    Bars stand in the order given. Columns need room for every label at 320 px; where there is none they lie down.
    Colours are seen on white and on black alike (3:1 or more); a page's style sheet may say better ones, for the
    classes ``bar`` and ``rest``.

    Args:
        chart: What to draw.
        look: Whose accent the bars have.
    """
    is_upright = chart.kind is ChartKind.COLUMNS and _fits_upright(chart.bars)
    parts, height = _columns(chart.bars, look) if is_upright else _bars(chart.bars, look)
    return element(
        "svg",
        join(parts),
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_label=one_line(chart.alternative),
        width="100%",
        height=height,
        font_size=SIZE,
        fill="currentColor",
    )


@attrs.frozen
class _Scale:
    """From a value to per cent of the width or pixels of height; zero is always in it."""

    low: Decimal
    high: Decimal
    size: Decimal

    @classmethod
    def over(cls, bars: Sequence[Bar], size: float) -> _Scale:
        values = [Decimal(0), *(bar.value for bar in bars)]
        return cls(min(values), max(values), Decimal(size))

    def at(self, value: Decimal) -> Decimal:
        span = self.high - self.low or Decimal(1)
        return (value - self.low) / span * self.size

    def between(self, one: Decimal, other: Decimal) -> tuple[Decimal, Decimal]:
        """Return where the stretch between two values begins, and how long it is."""
        first, last = sorted((self.at(one), self.at(other)))
        return first, last - first


def _number(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}"


def _paint(bar: Bar, look: Look) -> dict[str, str]:
    if bar.is_rest:
        return {"class_": "rest", "fill": look.rest_anywhere}
    return {"class_": "bar", "fill": look.anywhere}


def _lines(label: str) -> list[str]:
    """Return *label* on as many lines as fit, cut at the end of the last one."""
    return textwrap.wrap(
        one_line(label), int(NARROWEST / LETTER), max_lines=LINES, placeholder="…", break_on_hyphens=False
    ) or ["–"]


def _bars(bars: Sequence[Bar], look: Look) -> tuple[list[Markup], int]:
    longest = max((len(one_line(bar.shown)) for bar in bars), default=0)
    room = max(1 - (longest * LETTER + GAP) / NARROWEST, 0.3)
    scale = _Scale.over(bars, round(room * 100))
    parts, top = [], 0
    for bar in bars:
        lines = _lines(bar.label)
        parts += [_label(line, top + place * LINE) for place, line in enumerate(lines)]
        top += len(lines) * LINE
        parts += _bar(bar, scale, top, look)
        top += THICK + GAP
    return parts, max(top - GAP, 1) + 4


def _label(line: str, top: int) -> Markup:
    return element("text", line, x=0, y=top + SIZE)


def _bar(bar: Bar, scale: _Scale, top: int, look: Look) -> list[Markup]:
    start, length = scale.between(Decimal(0), bar.value)
    drawn = element(
        "rect", x=f"{_number(start)}%", y=top, width=f"{_number(length)}%", height=THICK, **_paint(bar, look)
    )
    value = element(
        "text", one_line(bar.shown), x=f"{_number(start + length)}%", dx=8, y=top + THICK - 3, class_="value"
    )
    return [drawn, value]


def _fits_upright(bars: Sequence[Bar]) -> bool:
    longest = max((max(len(one_line(bar.label)), len(one_line(bar.shown))) for bar in bars), default=0)
    return len(bars) * (longest + 1) * LETTER <= NARROWEST


def _columns(bars: Sequence[Bar], look: Look) -> tuple[list[Markup], int]:
    scale = _Scale.over(bars, HEIGHT)
    width = Decimal(100) / max(len(bars), 1)
    parts = [part for place, bar in enumerate(bars) for part in _column(bar, scale, (place * width, width), look)]
    return parts, HEIGHT + 2 * LINE + 10


def _column(bar: Bar, scale: _Scale, slot: tuple[Decimal, Decimal], look: Look) -> list[Markup]:
    left, width = slot
    start, length = scale.between(Decimal(0), bar.value)
    top = LINE + HEIGHT - int(start + length)
    middle = f"{_number(left + width / 2)}%"
    drawn = element(
        "rect",
        x=f"{_number(left + width / 8)}%",
        y=top,
        width=f"{_number(width * 3 / 4)}%",
        height=_number(length),
        **_paint(bar, look),
    )
    value = element("text", one_line(bar.shown), x=middle, y=top - 6, text_anchor="middle", class_="value")
    label = element("text", one_line(bar.label), x=middle, y=LINE + HEIGHT + SIZE + 6, text_anchor="middle")
    return [drawn, value, label]
