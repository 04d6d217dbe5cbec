"""Which answers to a form, or decisions, are the same: their keys are made of what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.model import Feedback, Participation, SameSupplier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.reading.rows._drafts import Draft


def settle_answers(drafts: Sequence[Draft]) -> None:
    """Set aside what a later row says again; what was refused with the earlier one stays refused."""
    kept: dict[tuple[type, str], Draft] = {}
    for draft in drafts:
        if draft.record not in (Participation, Feedback, SameSupplier) or not draft.is_fit:
            continue
        same = (draft.record, draft.made["id"])
        if same in kept:
            _give_way(kept[same], draft)
        kept[same] = draft


def _give_way(earlier: Draft, later: Draft) -> None:
    if earlier.record is Participation:
        refused = [consent for consent in earlier.made["consents"] if not consent.given]
        later.made["consents"] = tuple(dict.fromkeys((*later.made["consents"], *refused)))
    origin = later.origin
    place = f"line {origin.line}" if origin.line is not None else f"row {origin.row}"
    earlier.refuse("id", "duplicate", f"the same as {place}", "the later one counts")
