"""Have the mutants of a format read, in processes of their own."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

from fuzz.seeds import seeds_of

READER = Path(__file__).with_name("reader.py")


def _started(kind: str, numbers: tuple[int, int], folder: Path, seeds: list[Path]) -> subprocess.Popen[str]:
    command = [sys.executable, READER, kind, *map(str, numbers), folder, *seeds]
    # One thread a process: the files are small, and the processes are several.
    environment = {**os.environ, "POLARS_MAX_THREADS": "1"}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment)


def _finished(process: subprocess.Popen[str], folder: Path) -> dict:
    said, complaint = process.communicate(timeout=3_600)
    now = (folder / "now").read_text() if (folder / "now").exists() else "none"
    assert process.returncode == 0, f"ended by mutant {now}: {complaint[-2000:]}"
    return json.loads(said)


def read_all(kind: str, count: int, shared: Path | None, folder: Path, *, at_a_time: int = 2) -> list[dict]:
    """Return what became of so many mutants, read in a few processes at once."""
    cuts = [count * at // at_a_time for at in range(at_a_time + 1)]
    folders = [folder / str(at) for at in range(at_a_time)]
    for each in folders:
        each.mkdir()
    seeds = seeds_of(kind, shared, folder)
    running = [
        _started(kind, numbers, each, seeds) for numbers, each in zip(itertools.pairwise(cuts), folders, strict=True)
    ]
    return [_finished(process, each) for process, each in zip(running, folders, strict=True)]


def findings_of(found: list[dict]) -> list[str]:
    """Return what was neither read nor refused as it should be."""
    return [f"{number}: {what}" for part in found for number, what in part["findings"].items()]
