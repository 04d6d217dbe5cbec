"""Polars, loaded when something is first asked of it: what reads no ledger should not wait for it."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def repeated(value: object, height: int, dtype: pl.DataType | type[pl.DataType]) -> pl.Series:
    """Return a column that says *value* in each row; ``pl.repeat`` makes it by a query, ten times as slowly."""
    return pl.Series([value], dtype=dtype).new_from_index(0, height)


__all__ = ["pl", "repeated"]
