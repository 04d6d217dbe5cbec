"""What groups are called, and numbers for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

from outreach.analysis._rows import Kind


class Name(NamedTuple):
    """What a group is called."""

    kind: Kind
    key: str
    label: str


Namer: TypeAlias = Callable[[str], Name]
NOT_KNOWN: Final = Name(Kind.UNKNOWN, Kind.UNKNOWN.value, Kind.UNKNOWN.value)


def group(key: str, label: str = "") -> Name:
    """Return the name of an ordinary group."""
    return Name(Kind.GROUP, key, label or key)


class Names:
    """Numbers for groups, in the order in which they are first asked for."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Kind, str], int] = {}
        self._names: list[Name] = []

    def number(self, name: Name) -> int:
        """Return the number of the group of that kind and key; its first label stays."""
        identity = (name.kind, name.key)
        if identity not in self._numbers:
            self._numbers[identity] = len(self._names)
            self._names.append(name)
        return self._numbers[identity]

    def rows(self) -> list[tuple[int, str, str, str]]:
        """Return number, kind, key and label of each."""
        return [(number, name.kind.value, name.key, name.label) for number, name in enumerate(self._names)]
