"""A chart on paper: bars or columns from zero, in thousandths of the room they have."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from outreach.blocks import ChartKind
from outreach.publishers._print_text import fit, name, pieces

if TYPE_CHECKING:
    from outreach.blocks import Bar, Chart

ROOM: Final = 1000
MOST_UPRIGHT: Final = 90
"""How many characters of labels fit side by side below columns."""


def chart_data(chart: Chart) -> dict[str, Any]:
    """Return the drawing of *chart*, with the text that stands for it where it is not seen."""
    values = [Decimal(0), *(bar.value for bar in chart.bars)]
    low, span = min(values), max(values) - min(values) or Decimal(1)
    is_upright = chart.kind is ChartKind.COLUMNS and low == 0 and _fits_upright(chart)
    return {
        "kind": "columns" if is_upright else "bars",
        "alternative": name(chart.alternative if chart.alternative.strip() else chart.title),
        "bars": [_bar(bar, low, span) for bar in chart.bars],
        "room": _room(chart),
    }


def _bar(bar: Bar, low: Decimal, span: Decimal) -> dict[str, Any]:
    first, last = sorted((Decimal(0), bar.value))
    return {
        "label": pieces(bar.label),
        "shown": pieces(bar.shown),
        "from": int((first - low) / span * ROOM),
        "long": int((last - first) / span * ROOM),
        "rest": bar.is_rest,
    }


def _fits_upright(chart: Chart) -> bool:
    longest = max((max(len(fit(bar.label)), len(fit(bar.shown))) for bar in chart.bars), default=0)
    return len(chart.bars) * (longest + 1) <= MOST_UPRIGHT


def _room(chart: Chart) -> int:
    """Return how many per cent of the room bars may take, so that the longest value fits behind one."""
    longest = max((len(fit(bar.shown)) for bar in chart.bars), default=0)
    return max(97 - 2 * longest, 40)
