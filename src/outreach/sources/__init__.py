"""Formats: delimited text, workbooks, JSON, e-invoices, notices; announced through the same hook as a stranger's.

Each imports only what a stranger's source may import, and is loaded when it is first asked for: who reads delimited
text does not wait for what reads notices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import lazy_loader

from outreach import hookimpl

if TYPE_CHECKING:
    from outreach import Source

__getattr__, _, __all__ = lazy_loader.attach_stub(__name__, __file__)

FORMATS: Final = ("Csv", "Xlsx", "Ted", "Ocds", "Json", "Ubl", "Notices", "Html", "Pdf", "Parquet", "Web")
"""The formats in the order in which they are asked whether they read a file."""


@hookimpl
def outreach_sources() -> list[type[Source]]:
    """Return the formats that come with the library."""
    return [globals().get(name) or __getattr__(name) for name in FORMATS]


def __dir__() -> list[str]:
    """Return the formats and the hook, which pluggy looks for here."""
    return sorted({*globals(), *__all__})
