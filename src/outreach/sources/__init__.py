"""The library's own sources, announced through the same hook as a stranger's."""

from __future__ import annotations

from outreach import Source, hookimpl
from outreach.sources.csv import Csv
from outreach.sources.json import Json
from outreach.sources.xlsx import Xlsx

__all__ = ["Csv", "Json", "Xlsx"]


@hookimpl
def outreach_sources() -> list[type[Source]]:
    """Return what ships with the library; CSV is asked first, since it declines what begins as the others do."""
    return [Csv, Xlsx, Json]
