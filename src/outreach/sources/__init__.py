"""Formats: delimited text, workbooks, JSON, e-invoices, notices; announced through the same hook as a stranger's.

Each imports only what a stranger's source may import.
"""

from __future__ import annotations

from outreach import Source, hookimpl
from outreach.sources.csv import Csv
from outreach.sources.eforms import Notices
from outreach.sources.html import Html
from outreach.sources.json import Json
from outreach.sources.ocds import Ocds
from outreach.sources.parquet import Parquet
from outreach.sources.pdf import Pdf
from outreach.sources.ted import Ted
from outreach.sources.ubl import Ubl
from outreach.sources.web import Web
from outreach.sources.xlsx import Xlsx

__all__ = ["Csv", "Html", "Json", "Notices", "Ocds", "Parquet", "Pdf", "Ted", "Ubl", "Web", "Xlsx"]


@hookimpl
def outreach_sources() -> list[type[Source]]:
    """Return the formats that come with the library."""
    return [Csv, Xlsx, Ted, Ocds, Json, Ubl, Notices, Html, Pdf, Parquet, Web]
