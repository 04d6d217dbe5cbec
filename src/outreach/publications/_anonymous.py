"""Texts of others without what tells who wrote them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from outreach.publications._public import masked

if TYPE_CHECKING:
    from outreach.dataset import Dataset
    from outreach.languages import Translator

_ADDRESS: Final = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[^\s@<>(),;:.]+")
_PHONE: Final = re.compile(r"(?<![\w/-])(?:\+\d{1,3}[ -]?|0)\d{1,3}(?:[ -]?\d{2,3}){2,4}(?![\w-])")
_SHORTEST: Final = 4
"""A name of fewer letters is a word of the language as well."""


@attrs.frozen
class Anonymous:
    """Takes from a text what would tell who wrote it (avidentifiera): addresses, numbers, names that are known.

    A person releases a text before it is published; this is the second pair of eyes.
    """

    _names: re.Pattern[str] | None
    _instead: str

    @classmethod
    def of(cls, data: Dataset, t: Translator) -> Anonymous:
        """Return what knows the companies and people on the lists of participants of *data*."""
        companies = {each.supplier_name for each in data.participations}
        people = {each.contact.name for each in data.participations if each.contact}
        names = sorted(
            (name for name in companies | people if len(name) >= _SHORTEST), key=lambda name: (-len(name), name)
        )
        found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE) if names else None
        return cls(found, t("[name left out]"))

    def __call__(self, text: str) -> str:
        """Return *text* without them."""
        bare = _PHONE.sub(self._instead, _ADDRESS.sub(self._instead, masked(text)))
        return self._names.sub(self._instead, bare) if self._names else bare
