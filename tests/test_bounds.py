"""The bounds the documentation lists are those the code holds."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[1] / "docs" / "trust.md"
ROWS = re.findall(r"^\| [^|]+ \| ([^|]+) \| [^|]+ \| `([\w.]+)` \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("said", "name"), ROWS, ids=[name for _, name in ROWS])
def test_each_bound_is_as_documented(said, name):
    """A bound has the name and the default that the documentation says."""
    module, _, constant = name.rpartition(".")
    number = int(re.match(r"[0-9,]+", said)[0].replace(",", ""))

    assert number << (20 if " MB" in said else 0) == getattr(importlib.import_module(module), constant)


def test_there_are_bounds():
    """The table is found at all."""
    assert 15 < len(ROWS)
