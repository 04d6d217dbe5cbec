"""What a procurement list and its pages share: the procurements in time, their pages, what has changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from outreach import analysis
from outreach.analysis import Kind, Slot
from outreach.analysis._changes import Key, key_of
from outreach.analysis._timetable import in_order
from outreach.languages import Translator
from outreach.model import Procurement
from outreach.publications._ids import PageIds, ids_of
from outreach.publications._industries import Industry, industries_of, key_of_industry
from outreach.publications._list_changes import Changes, earlier, is_of, public_procurements
from outreach.publications._public import masked
from outreach.publications._slugs import slug_of
from outreach.publications._wording import LIST_ID
from outreach.rendering._publication import PublicChange, PublicProcurement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.dataset import Dataset
    from outreach.publications._list_changes import Previous


@attrs.frozen(kw_only=True, eq=False)
class Listing:
    """One list, ready to be written.

    Attributes:
        id: The list's.
        buyer: Whose it is, where that was asked for.
        today: The day it is.
        t: The language.
        procurements: All of them, in the order they were read.
        slots: What comes, in time.
        ids: Of the procurements' pages.
        public: What all may know of each.
        changes: Since the list before; None: there is none to compare with.
        industries: Those of its procurements, each with a page.
        kinds: Of the slot of each that is in one.
    """

    id: str
    buyer: str
    today: date
    t: Translator
    procurements: tuple[Procurement, ...]
    slots: tuple[Slot, ...]
    ids: PageIds
    public: Mapping[Key, PublicProcurement]
    changes: Changes | None
    industries: tuple[Industry, ...]
    kinds: Mapping[Key, Kind]

    @classmethod
    def of(cls, data: Dataset, *, today: date, t: Translator, buyer: str, previous: Previous | None) -> Listing:
        """Take the list of *buyer*, or all there is, out of what was read."""
        last = {key_of(each): each for each in data.procurements}  # of one id the later counts, as when reading
        chosen = tuple(in_order((each for each in last.values() if is_of(each, buyer)), today))
        slots = analysis.timetable(chosen, today=today)
        ids = ids_of(data.procurements)
        keys = map(key_of, chosen)
        public = dict(zip(keys, public_procurements(data, chosen, t.locale), strict=True))
        pages = {ids.by_key[key]: each for key, each in public.items()}
        before = None if previous is None else earlier(previous, t.locale, buyer)
        return cls(
            id=slug_of(LIST_ID, buyer),
            buyer=buyer,
            today=today,
            t=t,
            procurements=chosen,
            slots=slots,
            ids=ids,
            public=public,
            changes=None if before is None else Changes.between(pages, before, t),
            industries=industries_of(chosen, buyer, t),
            kinds={key_of(each): slot.kind for slot in slots for each in slot.procurements},
        )

    @cached_property
    def buyers(self) -> tuple[str, ...]:
        """Whose procurements there are, by name."""
        return tuple(sorted({masked(each.buyer) for each in self.procurements if each.buyer}))

    @property
    def coming(self) -> list[Procurement]:
        """What can be bid for now, and what is planned for a time to come; the next first."""
        return [each for slot in self.slots if slot.kind in (Kind.OPEN, Kind.GROUP) for each in slot.procurements]

    @property
    def over(self) -> list[Procurement]:
        """What can no longer be bid for, in whatever order it was read; what was changed last comes first."""
        over = (each for each in self.procurements if key_of(each) not in self.kinds)
        return sorted(over, key=_newest_first)

    def kind(self, each: Procurement) -> Kind:
        """Return the kind of the slot of a procurement; ``OTHER`` of one that is over."""
        return self.kinds.get(key_of(each), Kind.OTHER)

    def fact(self, each: Procurement) -> PublicProcurement:
        """Return what all may know of a procurement."""
        return self.public[key_of(each)]

    def change(self, each: Procurement) -> PublicChange | None:
        """Return what has become of a procurement since the list before."""
        return self.changes.by_page.get(self.ids.of(each)) if self.changes else None

    def change_in_a_cell(self, each: Procurement) -> str:
        """Return the same in a few words."""
        return self.changes.cells.get(self.ids.of(each), "") if self.changes else ""

    @property
    def told(self) -> tuple[PublicChange, ...]:
        """The changes, as the facts carry them."""
        return self.changes.told if self.changes else ()

    def industry(self, each: Procurement) -> Industry | None:
        """Return the industry of a procurement."""
        return self._industries.get(key_of_industry(each))

    @cached_property
    def _industries(self) -> dict[str, Industry]:
        return {one.key: one for one in self.industries}

    def facts(self, procurements: Iterable[Procurement]) -> tuple[PublicProcurement, ...]:
        """Return what all may know of the *procurements*."""
        return tuple(map(self.fact, procurements))


def _newest_first(each: Procurement) -> tuple[int, str, str]:
    return (-each.changed.toordinal() if each.changed else 0, each.title.casefold(), each.id)
