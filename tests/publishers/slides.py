"""What is read out of a deck, by a library that did not write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pptx.presentation import Presentation


def texts(read: Presentation) -> str:
    """Return all that a deck says: shapes, tables, descriptions, charts; then titles, feet and notes."""
    found, frames = [], []
    for each in read.slides:
        frames += [shape.text_frame.text for shape in each.placeholders]
        for shape in each.shapes:
            found.append(shape._element.xpath(".//p:cNvPr")[0].get("descr") or "")
            if shape.has_text_frame and not shape.is_placeholder:
                found += [paragraph.text for paragraph in shape.text_frame.paragraphs]
            if shape.has_table:
                found += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
            if shape.has_chart:
                found += [str(category) for category in shape.chart.plots[0].categories]
                found += [series.name for series in shape.chart.plots[0].series]
        if each.has_notes_slide:
            frames += [paragraph.text for paragraph in each.notes_slide.notes_text_frame.paragraphs]
    return "\n".join([*found, *frames])


def off_slide(read: Presentation) -> list[tuple[int, str]]:
    """Return the shapes that reach over an edge, or below the foot."""
    bottom = 500 * 12700
    return [
        (number, shape.name)
        for number, each in enumerate(read.slides, 1)
        for shape in each.shapes
        if not shape.is_placeholder
        and (shape.left < 0 or shape.left + shape.width > read.slide_width or shape.top + shape.height > bottom)
    ]
