"""Formats: delimited text, workbooks, JSON, e-invoices, notices; announced through the same hook as a stranger's.

Each imports only what a stranger's source may import, and is loaded when it is first asked for: who reads delimited
text does not wait for what reads notices.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final

from outreach import hookimpl

if TYPE_CHECKING:
    from outreach import Source
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

_HOMES: Final = {
    "Csv": "csv",
    "Xlsx": "xlsx",
    "Ted": "ted",
    "Ocds": "ocds",
    "Json": "json",
    "Ubl": "ubl",
    "Notices": "eforms",
    "Html": "html",
    "Pdf": "pdf",
    "Parquet": "parquet",
    "Web": "web",
}
FORMATS: Final = tuple(_HOMES)
"""The formats in the order in which they are asked whether they read a file."""


@hookimpl
def outreach_sources() -> list[type[Source]]:
    """Return the formats that come with the library."""
    return [globals().get(name) or __getattr__(name) for name in FORMATS]


def __getattr__(name: str) -> type[Source]:
    """Load what is asked for, and keep it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: type[Source] = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return sorted({*globals(), *__all__})
