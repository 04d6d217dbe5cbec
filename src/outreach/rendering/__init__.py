"""Blocks in the forms a channel needs: HTML, text, Markdown, charts, CSV, spreadsheets; public, for every publisher.

Each name is loaded when it is first asked for: a publisher that is only registered renders nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach._later import names_later

if TYPE_CHECKING:
    from outreach.rendering._cells import format_cell, machine_time
    from outreach.rendering._chart import chart_svg
    from outreach.rendering._csv import safe_text, table_csv
    from outreach.rendering._inline import is_language_tag
    from outreach.rendering._links import Download, Links
    from outreach.rendering._markup import Markup, clean, element, escape, join, one_line, safe_url
    from outreach.rendering._publication import (
        PUBLIC,
        STAFF,
        ChangeKind,
        Publication,
        PublicChange,
        PublicContact,
        PublicEvent,
        PublicFacts,
        PublicProcurement,
    )
    from outreach.rendering._table_data import DataColumn, Datum, table_columns, unique_names
    from outreach.rendering._template import template
    from outreach.rendering._to_html import to_html
    from outreach.rendering._to_markdown import markdown_text, to_markdown
    from outreach.rendering._to_text import plain, to_text
    from outreach.rendering._walk import appointments, pictures, tables, walk
    from outreach.rendering._when import when_text
    from outreach.rendering._xlsx import About, sheet_names, tables_xlsx

__all__ = [
    "PUBLIC",
    "STAFF",
    "About",
    "ChangeKind",
    "DataColumn",
    "Datum",
    "Download",
    "Links",
    "Markup",
    "PublicChange",
    "PublicContact",
    "PublicEvent",
    "PublicFacts",
    "PublicProcurement",
    "Publication",
    "appointments",
    "chart_svg",
    "clean",
    "element",
    "escape",
    "format_cell",
    "is_language_tag",
    "join",
    "machine_time",
    "markdown_text",
    "one_line",
    "pictures",
    "plain",
    "safe_text",
    "safe_url",
    "sheet_names",
    "table_columns",
    "table_csv",
    "tables",
    "tables_xlsx",
    "template",
    "to_html",
    "to_markdown",
    "to_text",
    "unique_names",
    "walk",
    "when_text",
]

_NAMES = {
    "_cells": (
        "format_cell",
        "machine_time",
    ),
    "_chart": ("chart_svg",),
    "_csv": (
        "safe_text",
        "table_csv",
    ),
    "_inline": ("is_language_tag",),
    "_links": (
        "Download",
        "Links",
    ),
    "_markup": (
        "Markup",
        "clean",
        "element",
        "escape",
        "join",
        "one_line",
        "safe_url",
    ),
    "_publication": (
        "PUBLIC",
        "STAFF",
        "ChangeKind",
        "Publication",
        "PublicChange",
        "PublicContact",
        "PublicEvent",
        "PublicFacts",
        "PublicProcurement",
    ),
    "_table_data": (
        "DataColumn",
        "Datum",
        "table_columns",
        "unique_names",
    ),
    "_template": ("template",),
    "_to_html": ("to_html",),
    "_to_markdown": (
        "markdown_text",
        "to_markdown",
    ),
    "_to_text": (
        "plain",
        "to_text",
    ),
    "_walk": (
        "appointments",
        "pictures",
        "tables",
        "walk",
    ),
    "_when": ("when_text",),
    "_xlsx": (
        "About",
        "sheet_names",
        "tables_xlsx",
    ),
}
__getattr__, __dir__ = names_later(globals(), _NAMES)
