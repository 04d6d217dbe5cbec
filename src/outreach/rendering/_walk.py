"""What a publication holds, wherever it stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.blocks import Appointment, Box, Chart, Picture, Slide, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.blocks import Block
    from outreach.rendering._publication import Publication


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the *blocks* in order, those in boxes and on slides too."""
    for block in blocks:
        yield block
        if isinstance(block, (Box, Slide)):
            yield from walk(block.blocks)


def tables(publication: Publication) -> tuple[Table, ...]:
    """Return the tables of *publication* (tabeller), those of its charts too, in order."""
    found = (block.table if isinstance(block, Chart) else block for block in walk(publication.blocks))
    return tuple(block for block in found if isinstance(block, Table))


def appointments(publication: Publication) -> tuple[Appointment, ...]:
    """Return what of *publication* belongs in a calendar (kalenderposter), in order."""
    return tuple(block for block in walk(publication.blocks) if isinstance(block, Appointment))


def pictures(publication: Publication) -> tuple[Picture, ...]:
    """Return the pictures of *publication* (bilder), in order."""
    return tuple(block for block in walk(publication.blocks) if isinstance(block, Picture))
