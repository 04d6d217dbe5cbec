"""The ids of procurements' pages: the same in every publication and language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from outreach.analysis._changes import Key, key_of
from outreach.publications._public import masked
from outreach.publications._slugs import each_once, slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.analysis._changes import Owned


@attrs.frozen
class PageIds(Mapping[str, str]):
    """The id of each procurement → the id of its page; :meth:`of` tells two buyers' procurements apart too."""

    by_key: Mapping[Key, str]
    by_id: Mapping[str, str]

    def of(self, each: Owned) -> str:
        """Return the id of the page of a procurement."""
        return self.by_key[key_of(each)]

    def __getitem__(self, key: str) -> str:
        """Return the id of the page of the procurement with that id: of several buyers the first one's."""
        return self.by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_id)

    def __len__(self) -> int:
        return len(self.by_id)


def ids_of(procurements: Iterable[Owned]) -> PageIds:
    """Return the ids of the pages of *procurements*: their own ids, with the buyer where two have the same."""
    keys = sorted({key_of(each) for each in procurements})
    counts = Counter(key for _, key in keys)
    wanted = (slug_of("procurement", masked(buyer) if counts[key] > 1 else "", masked(key)) for buyer, key in keys)
    by_key = dict(zip(keys, each_once(wanted), strict=True))
    return PageIds(by_key, {key: by_key[buyer, key] for buyer, key in reversed(keys)})
