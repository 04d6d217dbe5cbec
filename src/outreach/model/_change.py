"""What becomes of a procurement between two lists."""

from __future__ import annotations

import enum


class ChangeKind(enum.StrEnum):
    """What has become of a procurement since the list before (ändring)."""

    NEW = "new"
    MOVED = "moved"
    ADVERTISED = "advertised"
    AWARDED = "awarded"
    CANCELLED = "cancelled"
    CHANGED = "changed"
    REMOVED = "removed"
