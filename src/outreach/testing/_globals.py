"""What all code of a process shares, and a plugin leaves as it was."""

from __future__ import annotations

import csv
import decimal
import locale
import logging
import os
import random
import sys
import warnings
from typing import Final

NAMES: Final = (
    "decimal context",
    "locale",
    "working directory",
    "environment",
    "warning filters",
    "csv field size limit",
    "import path",
    "recursion limit",
    "random state",
    "logging handlers",
)


def shared_state() -> dict[str, object]:
    """Return what is shared, by name, to be compared with what it is later."""
    values = (
        repr(decimal.getcontext()),
        locale.setlocale(locale.LC_ALL),
        os.getcwd(),  # noqa: PTH109 - a name, not a path
        dict(os.environ),
        tuple(map(str, warnings.filters)),
        csv.field_size_limit(),
        tuple(sys.path),
        sys.getrecursionlimit(),
        random.getstate(),
        (tuple(logging.getLogger().handlers), logging.getLogger().level),
    )
    return dict(zip(NAMES, values, strict=True))


IMPORTS_CHANGE: Final = frozenset({"import path", "warning filters", "logging handlers"})
"""What a package may change when it is imported for the first time, which is not the plugin's doing."""


def changed(before: dict[str, object], after: dict[str, object], *, first: bool = False) -> list[str]:
    """Return the names of what is another than before; of a *first* run without what imports change."""
    return [name for name in NAMES if before[name] != after[name] and not (first and name in IMPORTS_CHANGE)]
