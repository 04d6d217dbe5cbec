"""What makes a procurement itself: its id, within its buyer."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol, TypeAlias

from outreach import values

Key: TypeAlias = tuple[str, str]
"""Buyer, as names are compared, and id."""


class Owned(Protocol):
    """What has an id within a buyer: a procurement, or what all may know of one."""

    @property
    def id(self) -> str:
        """The key within its buyer."""

    @property
    def buyer(self) -> str:
        """The buyer as written; empty where the list names none."""


def key_of(each: Owned) -> Key:
    """Return what tells *each* from all others: two buyers may give one number to two things."""
    return _folded(each.buyer), each.id


@lru_cache(maxsize=1_024)  # a list has few buyers, many times
def _folded(name: str) -> str:
    return values.fold(name)
