"""What a publication is made of: blocks, each in one language, with values that keep their type.

A publisher gets blocks and nothing else of the records' contents, so what is not in a block cannot leak. Text is a
``str`` or a tuple of ``str`` and inline parts (``Link``, ``Strong``, ``Moment``, ``Foreign``). Cells of a table are
typed (money, dates, periods, shares): each channel formats them in its own way, a spreadsheet as numbers. What is in
another language than the publication says so, so that a screen reader pronounces it as what it is.
"""

from outreach.blocks._appointment import Appointment
from outreach.blocks._containers import Block, Box, Card, CardKind, Slide
from outreach.blocks._data import Bar, Chart, ChartKind, Column, Table
from outreach.blocks._inline import AsWritten, Cell, Foreign, Inline, Link, Missing, Moment, Share, Strong, Text, Value
from outreach.blocks._picture import Picture
from outreach.blocks._text import Action, Facts, Heading, KeyFigures, List, Paragraph, Quote

__all__ = [
    "Action",
    "Appointment",
    "AsWritten",
    "Bar",
    "Block",
    "Box",
    "Card",
    "CardKind",
    "Cell",
    "Chart",
    "ChartKind",
    "Column",
    "Facts",
    "Foreign",
    "Heading",
    "Inline",
    "KeyFigures",
    "Link",
    "List",
    "Missing",
    "Moment",
    "Paragraph",
    "Picture",
    "Quote",
    "Share",
    "Slide",
    "Strong",
    "Table",
    "Text",
    "Value",
]
