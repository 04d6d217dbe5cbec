"""Lots find the procurements they are parts of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.errors import ModelError, shown
from outreach.model import Lot, Procurement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.reading.rows._drafts import Draft


def attach(drafts: Iterable[Draft]) -> None:
    """Give each procurement among *drafts* its lots, in the order they came; a lot of none is set aside."""
    fit = [draft for draft in drafts if draft.is_fit]
    wholes = {draft.made["id"]: draft for draft in fit if draft.record is Procurement}
    for draft in fit:
        if draft.record is Lot:
            _attach(draft, wholes.get(draft.made["procurement_id"]))


def _attach(draft: Draft, whole: Draft | None) -> None:
    if whole is None:
        draft.refuse("procurement_id", "lot", f"no procurement {shown(draft.made['procurement_id'])!r} in this input")
        return
    try:
        lot = Lot(**{name: value for name, value in draft.made.items() if name != "procurement_id"})
    except ModelError as error:
        draft.refuse(error.field, "record", error.reason, error.hint)
        return
    whole.made["lots"] = (*whole.made.get("lots", ()), lot)
