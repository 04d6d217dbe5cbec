"""The page of the reference that the tables of attributes give: one row an attribute, for each record."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from outreach.fields import ATTRIBUTES

if TYPE_CHECKING:
    from outreach.fields.row import Attribute, Rows

TITLE = "Attributes"
INTRO = (
    "What is known of each attribute of each record: its columns, where it is shown, its addresses in the standards."
)
HEADINGS = ("attribute", "columns", "needed", "for all to know", "shown", "called", "OCDS", "eForms", "schema.org")
EXPLAINED = """\
*Columns* are the names that a source's rows and `columns={…}` use; what files call them stands in
`languages/xx/headings.toml`. *Shown*: in the list, on the page of a procurement, in the whole list as data, among what
has changed, in the workbook to fill in. An attribute that is not for all to know is in no public publication."""


def page() -> str:
    """Return the page as Markdown."""
    parts = [f"# {TITLE}", INTRO, EXPLAINED]
    for record, rows in ATTRIBUTES.items():
        first = (inspect.getdoc(record) or "").partition("\n")[0]
        parts += [f"## `{record.__name__}`", first, _table(rows)]
    return "\n\n".join(parts) + "\n"


def _table(rows: Rows) -> str:
    lines = [_line(HEADINGS), _line(["---"] * len(HEADINGS)), *(_line(_cells(row)) for row in rows)]
    return "\n".join(lines)


def _cells(row: Attribute) -> list[str]:
    columns = (*row.columns, *row.beside)
    shown = [*row.shown, *(["template"] if row.samples else [])]
    return [
        f"`{row.name}`",
        "" if columns == (row.name,) else ", ".join(f"`{column}`" for column in columns),
        "yes" if row.required else "",
        "yes" if row.public else "no",
        ", ".join(shown),
        row.label.message if row.label else "",
        f"`{row.ocds}`" if row.ocds else "",
        ", ".join(row.eforms),
        f"`{row.schema}`" if row.schema else "",
    ]


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
