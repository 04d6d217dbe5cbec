"""A line of the file that a person keeps of suppliers that are one → what the decision is made with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outreach.errors import UnreadableError
from outreach.model import Identifier
from outreach.model._same import BY_NAME
from outreach.reading.rows._fields import BRITISH_COMPANY, may_be_personal
from outreach.values import fold

if TYPE_CHECKING:
    from outreach.reading.rows._fields import Fields


def same_supplier(fields: Fields) -> dict[str, Any]:
    """Return what a SameSupplier is made with."""
    keep, same = _supplier_key(fields, "keep"), _supplier_key(fields, "same")
    if keep and keep == same:
        fields.fault("same", "", "the same as what is kept", "delete the line", "same")
        same = ""
    return {
        "id": f"{same} is {keep}",
        "keep": keep,
        "same": same,
        "decided": fields.day("decided"),
        "by": fields.known("by"),
        "reason": fields.text("reason"),
    }


def _supplier_key(fields: Fields, role: str) -> str:
    """Return a supplier's key: ten digits, else the name in lower case; a person's number is none."""
    text = fields.known(role)
    if may_be_personal(text):
        fields.fault(role, "", "a personal identity number is no key", "leave the line out", "identifier")
        return ""
    try:
        number = Identifier.organisation(text) if text else None
    except UnreadableError:
        number = None
    if number is not None:
        return "" if number.is_personal else number.id
    if text.startswith(f"{BRITISH_COMPANY}-"):
        return text
    bare = fold(text.removeprefix(BY_NAME))
    return f"{BY_NAME}{bare}" if bare else ""
