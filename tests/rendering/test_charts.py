"""Charts: from zero, in the order given, with labels at the bars."""

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import attrs

import sample_publications as samples
from outreach import blocks, rendering


def _chart(values, kind=blocks.ChartKind.BARS, label="x"):
    table = blocks.Table(caption="t", columns=[blocks.Column(key="a", title="A")], rows=[])
    bars = [blocks.Bar(label=f"{label}{value}", value=Decimal(value), shown=str(value)) for value in values]
    return blocks.Chart(title="T", bars=bars, kind=kind, alternative="Störst är a.", table=table)


def _drawn(chart):
    return ET.fromstring(str(rendering.chart_svg(chart)))  # noqa: S314 - our own text


def _all(drawing, name):
    return drawing.findall(f"{{http://www.w3.org/2000/svg}}{name}")


def _percent(rect, name="width"):
    return Decimal(rect.get(name).rstrip("%"))


def test_bars_are_as_long_as_their_values():
    """Twice the value, twice the length, from zero."""
    small, large = _all(_drawn(_chart([10, 20])), "rect")
    assert 2 * _percent(small) == _percent(large)
    assert "0%" == small.get("x") == large.get("x")


def test_bars_stand_in_the_order_given():
    """Sorting is the composer's."""
    texts = [text.text for text in _all(_drawn(_chart([5, 9, 7])), "text")]
    assert ["x5", "5", "x9", "9", "x7", "7"] == texts


def test_negative_values_go_the_other_way():
    """A credit ends where the others begin."""
    debit, credit = _all(_drawn(_chart([30, -10])), "rect")
    assert _percent(credit, "x") + _percent(credit) == _percent(debit, "x")
    assert 3 * _percent(credit) == _percent(debit)


def test_values_fit_beside_the_longest_bar_at_320_pixels():
    """The room for the longest value is kept free."""
    chart = _chart([1_234_567_890])
    (bar,) = _all(_drawn(chart), "rect")
    assert 288 * _percent(bar) / 100 + 8 + len("1234567890") * Decimal("8.2") <= 288


def test_long_labels_are_wrapped_and_cut():
    """A label takes two lines at most, none wider than a phone."""
    texts = [text.text for text in _all(_drawn(_chart([1], label="mycket lång bransch " * 9)), "text")]
    assert 3 == len(texts)
    assert texts[1].endswith("…")
    assert all(len(text) <= 34 for text in texts)


def test_the_rest_is_grey_and_says_so():
    """Colour carries nothing alone: the label says what is the rest."""
    chart = samples.spend_report().blocks[3]
    kinds = [rect.get("class") for rect in _all(_drawn(chart), "rect")]
    assert ["bar"] * 5 + ["rest"] * 2 == kinds


def test_a_chart_has_a_text_alternative():
    """One picture with one text."""
    drawing = _drawn(_chart([1]))
    assert ("img", "Störst är a.") == (drawing.get("role"), drawing.get("aria-label"))


def test_columns_stand_from_zero():
    """Columns of time stand on one line, as high as their values."""
    drawing = _drawn(_chart([10, 20], blocks.ChartKind.COLUMNS))
    small, large = _all(drawing, "rect")
    assert 2 * Decimal(small.get("height")) == Decimal(large.get("height"))
    assert Decimal(small.get("y")) + Decimal(small.get("height")) == Decimal(large.get("y")) + Decimal(
        large.get("height")
    )


def test_columns_without_room_lie_down():
    """Labels that would overlap on a phone become bars."""
    upright = _drawn(_chart(range(1, 5), blocks.ChartKind.COLUMNS))
    lying = _drawn(_chart(range(1, 13), blocks.ChartKind.COLUMNS, label="september "))
    assert not upright.findall(".//*[@dx]")
    assert 12 == len(lying.findall(".//*[@dx]"))


def test_a_chart_of_nothing_or_of_zeros_is_drawn():
    """No bar, or bars without length, are no error."""
    assert [] == _all(_drawn(_chart([])), "rect")
    assert [0, 0] == [_percent(rect) for rect in _all(_drawn(_chart([0, 0])), "rect")]


def test_nothing_in_a_drawing_needs_a_style_sheet_or_an_id():
    """It stands in a page that forbids inline styles, and several stand in one page."""
    drawn = str(rendering.chart_svg(samples.spend_report().blocks[3]))
    assert not re.search(r' (style|id)="', drawn)


def test_drawings_are_the_same_every_time():
    """Same chart, same bytes."""
    chart = samples.spend_report().blocks[3]
    assert rendering.chart_svg(chart) == rendering.chart_svg(attrs.evolve(chart))
