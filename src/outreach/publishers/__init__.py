"""Channels: pages, feeds, calendars, slides, papers, documents, workbooks, open data.

Announced through the same hook as a stranger's; each imports only what a stranger's publisher may import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import lazy_loader

from outreach import hookimpl

if TYPE_CHECKING:
    from outreach import Publisher

__getattr__, _, __all__ = lazy_loader.attach_stub(__name__, __file__)


@hookimpl
def outreach_publishers() -> list[type[Publisher]]:
    """Return the channels that come with the library."""
    return [globals().get(name) or __getattr__(name) for name in __all__]


def __dir__() -> list[str]:
    """Return the channels and the hook, which pluggy looks for here."""
    return sorted({*globals(), *__all__})
