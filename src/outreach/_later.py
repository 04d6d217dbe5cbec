"""What is loaded when something is first asked of it: polars, and the public names of a room.

What reads no ledger should not wait for polars, nor who asks one question for the answers to all others.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl
else:

    class _Later:
        """Stands for a module, and loads it when it is first used."""

        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, name: str) -> object:
            found = getattr(importlib.import_module(self._name), name)
            setattr(self, name, found)
            return found

    pl = _Later("polars")

__all__ = ["names_later", "pl"]


def names_later(
    room: dict[str, Any], names: Mapping[str, tuple[str, ...]]
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return ``__getattr__`` and ``__dir__`` of a package that loads its names when they are first asked for.

    Args:
        room: The package's ``globals()``: what is loaded is kept there.
        names: Private module → the names that live in it.
    """
    homes = {name: home for home, found in names.items() for name in found}

    def load(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {room['__name__']!r} has no attribute {name!r}")
        found = getattr(importlib.import_module(f"{room['__name__']}.{homes[name]}"), name)
        room[name] = found
        return found

    return load, lambda: sorted({*room, *homes})
