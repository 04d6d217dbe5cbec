"""Thousands of broken files of each format: each is read and accounted for, or refused; none hangs or ends the process.

Some hundreds of each in the tests, ten thousand in ``make long``, which prints a table; always the same ones.
"""

from __future__ import annotations

import pytest

from fuzz.running import findings_of, read_all
from fuzz.seeds import OWN, SHARED

FEW = 400


def _require_sound(found: list[dict]) -> None:
    assert [] == findings_of(found)[:5]
    assert FEW == sum(sum(part["outcomes"].values()) for part in found)
    # Mutants that are all refused, or all read, would show little.
    assert {"refused"} < {outcome for part in found for outcome in part["outcomes"]}


@pytest.mark.parametrize("kind", OWN)
def test_a_mutant_is_read_or_refused(kind, tmp_path):
    """Hundreds of mutants of each format whose seeds the tests write."""
    _require_sound(read_all(kind, FEW, None, tmp_path))


@pytest.mark.parametrize("kind", SHARED)
def test_a_mutant_of_a_standard_is_read_or_refused(kind, tmp_path, shared):
    """Hundreds of mutants of each standard's examples."""
    _require_sound(read_all(kind, FEW, shared, tmp_path))
