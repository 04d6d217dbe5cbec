"""A chart as PowerPoint knows it: native, with its data inside, so that it can be edited."""

from __future__ import annotations

import io
from collections import Counter
from decimal import Decimal
from locale import windows_locale
from typing import TYPE_CHECKING, Final

from outreach import languages
from outreach.blocks import ChartKind
from outreach.publishers.deck._canvas import Box, Canvas, Native, speak
from outreach.publishers.deck._text import fit, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.blocks import Bar, Chart

SIZE: Final = 28
_SMALL: Final = 24
_SMALLER: Final = 20
_MOST_LARGE: Final = 5
"""Of more bars than these the letters are smaller."""
LONGEST_LABEL: Final = 48
LONGEST_VALUE: Final = 24
"""What is longer is cut in the chart, and told below it, whole."""
_GAP: Final = 45
"""Between bars, in per cent of their thickness."""
_WIDEST_GAP: Final = 500
_THICKEST: Final = {False: 64, True: 150}
"""How thick a bar, or how wide a column, is at most; in points."""
_MILLION: Final = Decimal(10**6)
_LANGUAGES: Final = {name: f"[$-{number:X}]" for number, name in windows_locale.items()}
"""How a number's form names the language whose signs it uses: by Windows' number of it."""
NO_DATE: Final = (2000, 1, 1)


def draw_chart(slide: Native, chart: Chart, box: Box, locale: str, canvas: Canvas) -> None:
    """Draw *chart* into a *box* of a slide: bars from the left or columns, from zero, their values at their ends."""
    from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415 - an extra

    form = _form(chart.bars, locale)
    labels = [_label(bar) for bar in chart.bars]
    data = _data(chart, labels, form)
    is_upright = chart.kind is ChartKind.COLUMNS
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if is_upright else XL_CHART_TYPE.BAR_CLUSTERED
    frame = slide.shapes.add_chart(kind, *canvas.box(box), data)
    frame._element.xpath(".//p:cNvPr")[0].set("descr", fit(chart.alternative) or fit(chart.title) or "–")  # noqa: SLF001
    drawn: Native = frame.chart
    size = _size(labels, box[2], is_upright=is_upright)
    _look(drawn, chart, size, canvas, is_upright=is_upright)
    _values(drawn.plots[0], chart.bars, (form, locale), size, canvas)
    _lay_out(drawn, labels, chart.bars, box, size, is_upright=is_upright)
    speak(drawn._chartSpace, locale.replace("_", "-"))  # noqa: SLF001


def _size(labels: Sequence[str], width: float, *, is_upright: bool) -> int:
    """Return how large the letters are: smaller where bars are many, or names do not stand below their columns."""
    room = width / len(labels) * 0.92
    sizes = ((SIZE, 2), (_SMALL, 3)) if len(labels) <= _MOST_LARGE else ()
    return next((size for size, lines in sizes if not is_upright or _lines(labels, room, size) <= lines), _SMALLER)


def _lines(labels: Sequence[str], room: float, size: int) -> int:
    return max(len(list(wrapped(label, room, size))) for label in labels)


def _label(bar: Bar) -> str:
    return _short(bar.label, LONGEST_LABEL)


def _short(text: str, most: int) -> str:
    one = fit(text) or "–"
    return one if len(one) <= most else f"{one[: most - 1].rstrip()}…"


def _forms(value: Decimal, locale: str) -> dict[str, str]:
    """Return the forms a number can have, each with what it makes of *value*."""
    worded = _LANGUAGES.get(locale, "")
    return {
        f"{worded}#,##0": languages.format_number(value, locale, decimals=0),
        f"{worded}#,##0.0": languages.format_number(value, locale, decimals=1),
        f"{worded}#,##0.0,,": languages.format_number(value / _MILLION, locale, decimals=1),
    }


def _form(bars: Sequence[Bar], locale: str) -> str:
    """Return the form that shows most values as they are shown elsewhere."""
    counts = Counter(form for bar in bars for form, text in _forms(bar.value, locale).items() if text == bar.shown)
    return counts.most_common(1)[0][0] if counts else next(iter(_forms(Decimal(0), locale)))


def _data(chart: Chart, labels: Sequence[str], form: str) -> Native:
    """Return the data of a chart, with a workbook of our own: python-pptx's takes texts for formulas and addresses."""
    import pptx.chart.data  # noqa: PLC0415
    import pptx.chart.xlsx  # noqa: PLC0415

    kinds: Native = pptx.chart
    book = type("Workbook", (kinds.xlsx.CategoryWorkbookWriter,), {"xlsx_blob": _workbook(chart, labels, form)})
    data = type("Data", (kinds.data.CategoryChartData,), {"_workbook_writer": property(book)})(number_format=form)
    data.categories = labels
    data.add_series(fit(chart.subtitle or chart.title), [bar.value for bar in chart.bars])
    return data


def _workbook(chart: Chart, labels: Sequence[str], form: str) -> bytes:
    """Return the data of a chart as it is edited, the same bytes for the same data."""
    from datetime import datetime  # noqa: PLC0415

    import xlsxwriter  # noqa: PLC0415

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(*NO_DATE)})  # noqa: DTZ001 - the format has no zone
    sheet = book.add_worksheet("Sheet1")
    sheet.write_string(0, 1, fit(chart.subtitle or chart.title))
    shown = book.add_format({"num_format": form})
    for row, (label, bar) in enumerate(zip(labels, chart.bars, strict=True), 1):
        sheet.write_string(row, 0, label)
        sheet.write_number(row, 1, bar.value, shown)
    sheet.set_column(0, 1, 32)
    book.close()
    return target.getvalue()


def _look(drawn: Native, chart: Chart, size: int, canvas: Canvas, *, is_upright: bool) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK  # noqa: PLC0415

    drawn.has_legend, drawn.has_title = False, False
    drawn.font.size = canvas.letters(size)
    canvas.paint(drawn.font.color, "ink")
    drawn.value_axis.visible = False
    drawn.value_axis.has_major_gridlines = False
    if all(bar.value >= 0 for bar in chart.bars):
        drawn.value_axis.minimum_scale = 0
    names = drawn.category_axis
    names.reverse_order = not is_upright
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    canvas.paint(names.format.line.color, "line")
    plot = drawn.plots[0]
    plot.vary_by_categories = False
    series = plot.series[0]
    series.invert_if_negative = False
    canvas.fill(series.format, "accent")
    for at, bar in enumerate(chart.bars):
        if bar.is_rest:
            canvas.fill(series.points[at].format, "rest")


def _values(plot: Native, bars: Sequence[Bar], numbers: tuple[str, str], size: int, canvas: Canvas) -> None:
    """Let every bar say its value; one that the form would say otherwise says its own text."""
    from pptx.enum.chart import XL_LABEL_POSITION  # noqa: PLC0415

    form, locale = numbers
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, form, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.bold = canvas.letters(size), True
    canvas.paint(labels.font.color, "ink")
    for at, bar in enumerate(bars):
        if _forms(bar.value, locale)[form] != bar.shown:
            own = plot.series[0].points[at].data_label
            run = own.text_frame.paragraphs[0].add_run()
            run.text = _short(bar.shown, LONGEST_VALUE)
            run.font.size, run.font.bold = canvas.letters(size), True
            own.position = XL_LABEL_POSITION.OUTSIDE_END


def _lay_out(  # noqa: PLR0913 - each is another measure
    drawn: Native, labels: Sequence[str], bars: Sequence[Bar], box: Box, size: int, *, is_upright: bool
) -> None:
    """Give names and values the room they need: programs that guess leave half the slide empty."""
    from pptx.oxml import parse_xml  # noqa: PLC0415

    _, _, width, height = box
    if is_upright:
        lines = _lines(labels, width / len(labels) * 0.92, size)
        above, below = (item / height for item in (size * 1.5, lines * 1.25 * size + 10))
        inner = (0.0, above, 1.0, 1.0 - above - below)
    else:
        names = max(width_of(label, size) for label in labels) + 14
        values = max(width_of(fit(bar.shown), size, is_bold=True) for bar in bars) + 10
        left, right = min(names, width * 0.5) / width, min(values, width * 0.25) / width
        inner = (left, 0.0, 1.0 - left - right, 1.0)
    slot = (width * inner[2] if is_upright else height * inner[3]) / len(labels)
    drawn.plots[0].gap_width = min(max(_GAP, int((slot / _THICKEST[is_upright] - 1) * 100)), _WIDEST_GAP)
    shares = "".join(f'<c:{name} val="{item:.4f}"/>' for name, item in zip("xywh", inner, strict=True))
    layout = (
        '<c:layout xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:manualLayout>'
        '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{shares}</c:manualLayout></c:layout>"
    )
    area = drawn._chartSpace.xpath(".//c:plotArea")[0]  # noqa: SLF001 - there is no public way to a layout
    for old in area.xpath("./c:layout"):
        area.remove(old)
    area.insert(0, parse_xml(layout))
