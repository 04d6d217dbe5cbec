"""Ways to other pages where a reader cannot follow them: on paper and in documents."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import attrs

from outreach import languages
from outreach.blocks import Heading, Link, List, Paragraph
from outreach.publishers._address import under
from outreach.publishers._bodies import paths_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from outreach import Edition, Publication
    from outreach.blocks import Block, Text

    Address = Callable[[str], str | None]


def with_addresses(publication: Publication, edition: Edition, site_url: str) -> Publication:
    """Return *publication* with the address of each page that a line of its own leads to.

    A line that does nothing but lead to a page (*Se allt vi planerar att köpa*) says nothing where there is neither
    page nor address: without *site_url*, or of a page that is not in the *edition*, it is left out, and a heading above
    nothing else too.
    """
    lang = languages.lang_tag(publication.locale)
    of_lang = (each for each in edition.publications if languages.lang_tag(each.locale) == lang)
    pages = {each.id: path for one in of_lang for each, path in paths_of(one)} if site_url else {}

    def address(key: str) -> str | None:
        return under(site_url, pages[key]) if key in pages else None

    return publication.with_blocks(_written(publication.blocks, address))


def _written(blocks: Sequence[Block], address: Address) -> Iterable[Block]:
    kept: list[Block] = []
    for block, after in zip_longest(blocks, blocks[1:]):
        written = _addressed(block, address)
        if written is not None:
            kept.append(written)
        elif kept and isinstance(kept[-1], Heading) and (after is None or isinstance(after, Heading)):
            kept.pop()
    return kept


def _addressed(block: Block, address: Address) -> Block | None:
    """Return *block* with addresses, None where there is none to give and nothing else in it."""
    if isinstance(block, Paragraph) and _is_way(block.text):
        line = _line(block.text, address)
        return attrs.evolve(block, text=line) if line else None
    if isinstance(block, List) and block.items and all(map(_is_way, block.items)):
        items = [line for item in block.items if (line := _line(item, address))]
        return attrs.evolve(block, items=items) if items else None
    return block


def _is_way(text: Text) -> bool:
    """Tell whether *text* does nothing but lead to a page; a number behind it, *(7)*, says nothing by itself."""
    first, *rest = text or ("",)
    is_link = isinstance(first, Link) and bool(first.to) and not first.url
    return is_link and all(isinstance(part, str) and not any(map(str.isalpha, part)) for part in rest)


def _line(text: Text, address: Address) -> Text | None:
    first, *rest = text
    found = address(first.to) if isinstance(first, Link) else None
    return (attrs.evolve(first, to="", url=found), *rest) if isinstance(first, Link) and found else None
