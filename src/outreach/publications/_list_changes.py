"""What has changed since the list before, for the list, its pages and its feed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

import attrs

from outreach import analysis, values
from outreach.analysis._changes import key_of
from outreach.analysis._changes import told as told_of
from outreach.dataset import Dataset
from outreach.publications._change_words import in_a_cell, what_changed
from outreach.publications._ids import ids_of
from outreach.publications._outcomes import Outcomes
from outreach.publications._public import masked, public_procurement
from outreach.rendering._publication import PublicChange, PublicFacts, PublicProcurement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.analysis import Change
    from outreach.analysis._changes import Key
    from outreach.languages import Translator
    from outreach.model import Procurement

    Previous: TypeAlias = "Dataset | PublicFacts | Iterable[PublicProcurement]"


@attrs.frozen(kw_only=True)
class Changes:
    """The changes of a list (ändringar).

    Attributes:
        told: As the facts carry them, what a reader can act on first.
        by_page: The same by the page of the procurement.
        cells: By the page, what is said in the list, in a few words.
    """

    told: tuple[PublicChange, ...] = ()
    by_page: Mapping[str, PublicChange] = attrs.field(factory=dict)
    cells: Mapping[str, str] = attrs.field(factory=dict)

    @classmethod
    def between(
        cls, now: Mapping[str, PublicProcurement], before: Iterable[PublicProcurement], t: Translator
    ) -> Changes:
        """Compare the list as it is *now*, by the ids of its pages, with the one *before*."""
        found = analysis.changes(now.values(), before)
        ids = {key_of(each): page for page, each in now.items()}
        gone = ids_of(change.subject for change in found if change.now is None).by_key
        told = tuple(_public(change, ids if change.now else gone, t) for change in found)
        return cls(
            told=told,
            by_page={each.procurement_id: each for each in told if each.procurement_id},
            cells={ids[key_of(change.now)]: in_a_cell(change, t) for change in found if change.now},
        )


def public_procurements(data: Dataset, chosen: Iterable[Procurement], locale: str) -> tuple[PublicProcurement, ...]:
    """Return what all may know of the *chosen* procurements of a dataset, with what came of those decided."""
    every = tuple(chosen)
    outcomes = Outcomes.of(data, every)
    return tuple(
        public_procurement(each, locale, winners=outcomes[each].winners, awarded_value=outcomes[each].value)
        for each in every
    )


def earlier(previous: Previous, locale: str, buyer: str) -> tuple[PublicProcurement, ...]:
    """Return the list before, of one *buyer* if there is one: from a dataset, or from what a channel shows."""
    if isinstance(previous, (str, os.PathLike)):
        raise TypeError(f"previous: {os.fspath(previous)!r} is a path, not a list (read it: outreach.read(...))")
    if isinstance(previous, Dataset):
        return public_procurements(previous, (each for each in previous.procurements if is_of(each, buyer)), locale)
    shown = previous.procurements if isinstance(previous, PublicFacts) else previous
    asked = values.fold(masked(buyer))
    return tuple(each for each in shown if not buyer or values.fold(each.buyer) in ("", asked))


def is_of(procurement: Procurement, buyer: str) -> bool:
    """Tell whether a procurement is *buyer*'s, as names are compared; one that names no buyer is anybody's."""
    named = {values.fold(procurement.buyer), values.fold(procurement.buyer_id)} - {""}
    return not buyer or not named or values.fold(buyer) in named


def _public(change: Change[PublicProcurement], ids: Mapping[Key, str], t: Translator) -> PublicChange:
    subject = change.subject
    page = ids[key_of(subject)]
    return PublicChange(
        id=f"{page}-{change.kind.value}-{_digest(change)}",
        procurement_id=page if change.now else "",
        title=subject.title,
        kind=change.kind,
        changed=change.changed,
        text=what_changed(change, t),
        industry=subject.industry,
        lang=subject.lang,
        buyer=subject.buyer,
    )


def _digest(change: Change[PublicProcurement]) -> str:
    """Return what makes a change itself, whenever and in whatever language it is told."""
    values = [(field, told_of(field, change.before), told_of(field, change.now)) for field in change.fields]
    return hashlib.sha256(repr((values, change.changed)).encode()).hexdigest()[:12]
