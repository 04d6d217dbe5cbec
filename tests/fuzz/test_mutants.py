"""Thousands of broken files of each format: each is read and accounted for, or refused; none hangs or ends the process.

Two thousand of each in the tests, ten thousand in ``make long``; always the same ones.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from kit_subjects import csv_inputs, json_inputs, xlsx_inputs

READER = Path(__file__).with_name("reader.py")
LIST = (
    "Upphandlingslista 2017;;;\nUpphandling;Annonseras;Värde;Avtalstid\nStädning av skolor;Q2 2017;2–4 mkr;2+1+1 år\n"
    "Hisservice;våren 2017;ca 500 tkr;4 år\n;;;\nSumma;;4 500 000;\n"
)


def _parquet() -> bytes:
    made = io.BytesIO()
    rows = [line.split(";") for line in csv_inputs(2).splitlines()]
    pl.DataFrame(rows[1:], schema=rows[0], orient="row").write_parquet(made)
    return made.getvalue()


OWN = {
    "csv": (".csv", [csv_inputs(2) * 3, LIST]),
    "json": (".json", [json_inputs(2), '{"results": ' + json_inputs(2) + ', "resultCount": 9}']),
    "xlsx": (".xlsx", [xlsx_inputs(2)]),
    "parquet": (".parquet", [_parquet()]),
}
SHARED = {
    "ubl": (".xml", ["ubl/guide-example1.xml", "ubl/ubl-tc434-example2.xml"]),
    "eforms": (".xml", ["eforms/cn_24_minimal.xml", "eforms/can_24_minimal.xml"]),
    "ocds": (".json", ["ocds/ocds-213czf-000-00001-02-tender.json", "ocds/ocds-213czf-000-00001-04-award.json"]),
    "pdf": (".pdf", ["lists/tallmo-upphandlingslista.pdf"]),
    "html": (".html", ["lists/norrbacka-kommande.html"]),
}
FEW, MANY = 2_000, 10_000
AT_A_TIME = 2


def _seeds(kind: str, shared: Path | None, folder: Path) -> list[Path]:
    if kind in SHARED:
        return [shared / "data" / name for name in SHARED[kind][1]]
    suffix, contents = OWN[kind]
    paths = [folder / f"seed{number}{suffix}" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return paths


def _started(kind: str, first: int, last: int, shared: Path | None, folder: Path) -> subprocess.Popen[str]:
    suffix = (OWN | SHARED)[kind][0]
    numbers = (str(first), str(last))
    command = [sys.executable, READER, kind, suffix, *numbers, folder, *_seeds(kind, shared, folder)]
    # One thread a process: the files are small, and the processes are several.
    environment = {**os.environ, "POLARS_MAX_THREADS": "1"}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment)


def _finished(process: subprocess.Popen[str], folder: Path) -> dict:
    said, complaint = process.communicate(timeout=900)
    now = (folder / "now").read_text() if (folder / "now").exists() else "none"
    assert process.returncode == 0, f"ended by mutant {now}: {complaint[-2000:]}"
    return json.loads(said)


def _read_all(kind: str, count: int, shared: Path | None, tmp_path: Path) -> list[dict]:
    """Read so many mutants in a few processes at once."""
    cuts = [count * at // AT_A_TIME for at in range(AT_A_TIME + 1)]
    folders = [tmp_path / str(at) for at in range(AT_A_TIME)]
    for folder in folders:
        folder.mkdir()
    running = [
        _started(kind, first, last, shared, folder)
        for first, last, folder in zip(cuts, cuts[1:], folders, strict=False)
    ]
    return [_finished(process, folder) for process, folder in zip(running, folders, strict=True)]


def _require_sound(found: list[dict], count: int) -> None:
    assert [] == [f"{number}: {what}" for part in found for number, what in part["findings"].items()][:5]
    assert count == sum(sum(part["outcomes"].values()) for part in found)
    # Mutants that are all refused, or all read, would show little.
    assert {"refused"} < {outcome for part in found for outcome in part["outcomes"]}


@pytest.mark.parametrize("kind", OWN)
def test_a_mutant_is_read_or_refused(kind, tmp_path):
    """Two thousand mutants of each format that tables come in."""
    _require_sound(_read_all(kind, FEW, None, tmp_path), FEW)


@pytest.mark.parametrize("kind", SHARED)
def test_a_mutant_of_a_standard_is_read_or_refused(kind, tmp_path, shared):
    """Two thousand mutants of each standard's examples."""
    _require_sound(_read_all(kind, FEW, shared, tmp_path), FEW)


@pytest.mark.slow
@pytest.mark.parametrize("kind", OWN | SHARED)
def test_ten_thousand_mutants(kind, tmp_path, shared):
    """Ten thousand mutants of each format, in the long run."""
    _require_sound(_read_all(kind, MANY, shared, tmp_path), MANY)
