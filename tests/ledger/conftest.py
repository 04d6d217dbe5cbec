"""Small ledgers, written as text and read as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import outreach
from outreach.sources.csv import Csv

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = "datum;leverantör;orgnr;konto;belopp;valuta"


@pytest.fixture
def read(tmp_path: Path):
    """Read a text, with a source's options, as a file of its own."""
    registry = outreach.Registry(entry_points=False)
    number = 0

    def read_text(text: str | bytes, **options: object) -> outreach.Dataset:
        nonlocal number
        number += 1
        path = tmp_path / f"ledger-{number}.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return outreach.read(Csv(path, **options), registry=registry)

    return read_text


@pytest.fixture
def read_rows(read):
    """Read rows below the usual headings."""

    def read_lines(*rows: str, **options: object) -> outreach.Dataset:
        return read("\n".join((HEADINGS, *rows, "")), **options)

    return read_lines
