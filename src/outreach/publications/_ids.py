"""The ids of procurements' pages: the same in every publication and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.publications._public import masked
from outreach.publications._slugs import each_once, slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.model import Procurement


def ids_of(procurements: Iterable[Procurement]) -> dict[str, str]:
    """Return the id of each procurement → the id of its page."""
    keys = [procurement.id for procurement in procurements]
    return dict(zip(keys, each_once(slug_of("procurement", masked(key)) for key in keys), strict=True))
