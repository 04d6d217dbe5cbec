"""What the list of procurements and its pages share: the selection, the industries, the ids."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from outreach import values
from outreach.analysis import Kind
from outreach.analysis._changes import Key, key_of
from outreach.blocks import Link
from outreach.languages import Translator
from outreach.publications.facts import ProcurementFacts, PublicProcurements, PublicSlot, in_order, timetable
from outreach.publications.ids import PageIds, made_unique, slug_of
from outreach.publications.procurements.changes import Changes, is_of
from outreach.publications.wording import LIST_ID, industry_lang

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.rendering._publication import PublicChange, PublicProcurement


@attrs.frozen(kw_only=True)
class Industry:
    """An industry of a list (bransch).

    Attributes:
        key: Its code in the library's vocabulary, else the list's own word, folded.
        id: Of its page: the same in every language.
        slug: The address of its page.
        label: Its name in the language.
        procurements: Those of the list, in its order.
        lang: The language of its name, where that is the list's own word and not in the publication's language.
    """

    key: str
    id: str
    slug: str
    label: str
    procurements: tuple[ProcurementFacts, ...]
    lang: str = ""

    def link(self, text: str) -> Link:
        """Return the link to its page, under its name as *text*."""
        return Link(text, to=self.id, lang=self.lang)

    @property
    def in_a_sentence(self) -> str:
        """Its name as it stands within a sentence: *bygg och anläggning*, but *IT och telefoni*."""
        return self.label if self.label[1:2].isupper() else f"{self.label[:1].lower()}{self.label[1:]}"


def key_of_industry(entry: ProcurementFacts) -> str:
    """Return what names the industry of a *procurement* in every language; empty where nothing tells it."""
    return entry.industry_code or values.fold(entry.industry)


def industries_of(procurements: Iterable[ProcurementFacts], buyer: str, t: Translator) -> tuple[Industry, ...]:
    """Return the industries of the *procurements*, by name; what has none is in none."""
    groups: dict[str, list[ProcurementFacts]] = {}
    for entry in procurements:
        groups.setdefault(key_of_industry(entry), []).append(entry)
    groups.pop("", None)
    labels = {key: groups[key][0].industry for key in groups}
    order = sorted(groups, key=lambda key: (values.fold(labels[key]), key))
    ids = dict(zip(sorted(groups), made_unique(slug_of("industry", buyer, key) for key in sorted(groups)), strict=True))
    slugs = made_unique(slug_of(t.c("slug", "industry"), buyer, labels[key]) for key in order)
    langs = {key: industry_lang(groups[key][0], t.locale) for key in groups}
    return tuple(
        Industry(key=key, id=ids[key], slug=slug, label=labels[key], procurements=tuple(groups[key]), lang=langs[key])
        for key, slug in zip(order, slugs, strict=True)
    )


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
        changes: Since the list before; None: there is none to compare with.
        industries: Those of its procurements, each with a page.
        kinds: Of the slot of each that is in one.
    """

    id: str
    buyer: str
    today: date
    t: Translator
    procurements: tuple[ProcurementFacts, ...]
    slots: tuple[PublicSlot, ...]
    ids: PageIds
    changes: Changes | None
    industries: tuple[Industry, ...]
    kinds: Mapping[Key, Kind]

    @classmethod
    def of(
        cls,
        procurements: PublicProcurements,
        *,
        today: date,
        t: Translator,
        buyer: str,
        before: tuple[PublicProcurement, ...] | None,
    ) -> Listing:
        """Take the list of *buyer*, or all there is, out of what was read; *before*: the list before."""
        chosen = in_order((entry for entry in procurements.every if is_of(entry, buyer)), today)
        slots = timetable(chosen, today)
        ids = procurements.ids
        pages = {ids.of(entry): entry for entry in chosen}
        return cls(
            id=slug_of(LIST_ID, buyer),
            buyer=buyer,
            today=today,
            t=t,
            procurements=chosen,
            slots=slots,
            ids=ids,
            changes=None if before is None else Changes.between(pages, before, t),
            industries=industries_of(chosen, buyer, t),
            kinds={key_of(entry): slot.kind for slot in slots for entry in slot.procurements},
        )

    @cached_property
    def buyers(self) -> tuple[str, ...]:
        """Whose procurements there are, by name."""
        return tuple(sorted({entry.buyer for entry in self.procurements if entry.buyer}))

    @property
    def coming(self) -> list[ProcurementFacts]:
        """What can be bid for now, and what is planned for a time to come; the next first."""
        return [entry for slot in self.slots if slot.kind in (Kind.OPEN, Kind.GROUP) for entry in slot.procurements]

    @property
    def over(self) -> list[ProcurementFacts]:
        """What can no longer be bid for, in whatever order it was read; what was changed last comes first."""
        over = (entry for entry in self.procurements if key_of(entry) not in self.kinds)
        return sorted(over, key=_newest_first)

    def kind(self, entry: ProcurementFacts) -> Kind:
        """Return the kind of the slot of a procurement; ``OTHER`` of one that is over."""
        return self.kinds.get(key_of(entry), Kind.OTHER)

    def change(self, entry: ProcurementFacts) -> PublicChange | None:
        """Return what has become of a procurement since the list before."""
        return self.changes.by_page.get(self.ids.of(entry)) if self.changes else None

    def change_in_a_cell(self, entry: ProcurementFacts) -> str:
        """Return the same in a few words."""
        return self.changes.cells.get(self.ids.of(entry), "") if self.changes else ""

    @property
    def entries(self) -> tuple[PublicChange, ...]:
        """The changes, as the facts carry them."""
        return self.changes.entries if self.changes else ()

    def industry(self, entry: ProcurementFacts) -> Industry | None:
        """Return the industry of a procurement."""
        return self._industries.get(key_of_industry(entry))

    @cached_property
    def _industries(self) -> dict[str, Industry]:
        return {one.key: one for one in self.industries}


def _newest_first(entry: ProcurementFacts) -> tuple[int, str, str]:
    return (-entry.changed.toordinal() if entry.changed else 0, entry.title.casefold(), entry.id)
