"""Value bands (värdeintervall): in which band one purchase's amount lies."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from outreach.analysis._names import Name, group
from outreach.analysis._rows import Kind
from outreach.errors import QuestionError
from outreach.ledger import BANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

CREDIT: Final = Name(Kind.CREDIT, "credit", "credit")


def edges(bands: Sequence[int] | None) -> tuple[int, ...]:
    """Return the lower edges of the bands, from 0 on.

    Raises:
        outreach.errors.QuestionError: They do not rise, or are not whole major units.
    """
    given = BANDS if bands is None else tuple(bands)
    if any(isinstance(edge, bool) or not isinstance(edge, int) or edge < 0 for edge in given):
        raise QuestionError("bands", repr(given), ["whole kronor, none below 0"])
    if any(low >= high for low, high in pairwise(given)):
        raise QuestionError("bands", repr(given), ["edges that rise"])
    return given if given[:1] == (0,) else (0, *given)


def name(band: str, low: tuple[int, ...]) -> Name:
    """Return the name of a *band*, given by its place: 0 is credit, 1 begins at the first edge of *low*."""
    place = int(band)
    if place == 0:
        return CREDIT
    if place == len(low):
        return group(f"{low[-1]}-", f"{low[-1]:,} and more")
    return group(f"{low[place - 1]}-{low[place]}", f"{low[place - 1]:,} to {low[place]:,}")
