"""A hundred thousand OCDS releases against a program written for this alone: time, memory, and every count.

Whole processes by turns; what counts is the ratio of their medians, since other work may slow both::

    python tests/benchmarks/ocds.py [--releases 100000] [--runs 5]

The file and the hand-written rival come from the folder of real files (``OUTREACH_SHARED`` or ``../shared``); without
it there is nothing to measure against, and that is said. Exit status 1: a count differs, or a ratio is above its bound.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHARED = pathlib.Path(os.environ.get("OUTREACH_SHARED") or ROOT.parent / "shared")
MOST_TIME, MOST_GROWTH = 1.5, 1.5
SINCE = "2024-01-01"
JOB = f"""
import datetime, sys
import outreach
from outreach import analysis
found = analysis.competition(outreach.scan(sys.argv[1]), since=datetime.date.fromisoformat({SINCE!r}))
found.bids_per_procurement, found.first_time
"""


def main() -> int:
    """Measure, compare, say."""
    asked = _arguments()
    if not (SHARED / "bench").is_dir():
        print(f"nothing to measure against: there is no {SHARED / 'bench'}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        file, larger = pathlib.Path(folder, "ocds.jsonl"), pathlib.Path(folder, "larger.jsonl")
        _make(file, asked.releases)
        fast = _measure(file, asked.runs)  # first: what a process starts from counts as its child's memory
        _multiply(file, larger)
        flat = _grows(file, larger)
        right = _counts(file)
    return 0 if fast and flat and right else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--releases", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    return parser.parse_args()


def _make(file: pathlib.Path, releases: int) -> None:
    subprocess.run([sys.executable, SHARED / "bench" / "make_ocds.py", str(releases), file], check=True)


def _multiply(file: pathlib.Path, larger: pathlib.Path) -> None:
    """Write three times as many processes, line by line: what this process holds counts as its child's memory."""
    with larger.open("wb") as joined:
        for number in range(3):
            with file.open("rb") as lines:
                joined.writelines(line.replace(b"ocds-abc123-", b"ocds-abc%03d-" % number) for line in lines)


def _measure(file: pathlib.Path, runs: int) -> bool:
    rival = [sys.executable, str(SHARED / "bench" / "ocds.py"), "msgspec_struct", str(file)]
    commands = {"by hand": rival, "outreach": [sys.executable, "-c", JOB, str(file)]}
    measured: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            spent = _spent(command)
            if run:  # the first of each warms the page cache
                measured[name].append(spent)
    medians = {
        name: [statistics.median(column) for column in zip(*spent, strict=True)] for name, spent in measured.items()
    }
    for name, (seconds, cpu, memory) in medians.items():
        print(f"{name:10} {seconds:6.2f} s  {cpu:6.2f} s of processor  {memory:6.0f} MB  (medians of {runs})")
    ratios = [ours / theirs for ours, theirs in zip(medians["outreach"], medians["by hand"], strict=True)]
    print(f"ratio      {ratios[0]:6.2f}    {ratios[1]:6.2f}")
    return ratios[0] <= MOST_TIME


def _grows(file: pathlib.Path, larger: pathlib.Path) -> bool:
    """Compare the memory that a file takes with that of one three times as large."""
    once, thrice = (_spent([sys.executable, "-c", JOB, str(path)])[2] for path in (file, larger))
    print(f"memory     {once:6.0f} MB; {thrice:6.0f} MB for three times as many")
    return thrice <= once * MOST_GROWTH


def _counts(file: pathlib.Path) -> bool:
    """Compare the counts with those of a plain loop over the same lines."""
    from datetime import date  # noqa: PLC0415 - after the measuring

    import outreach  # noqa: PLC0415 - the same
    from outreach import analysis  # noqa: PLC0415 - the same

    units = bids = single = 0
    now, before = set(), set()
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            release = json.loads(line)
            details = release["bids"]["details"]
            who = {tenderer["id"] for bid in details for tenderer in bid["tenderers"]}
            if release["tender"]["tenderPeriod"]["endDate"] < SINCE:
                before |= who
                continue
            now |= who
            if details or release["tender"]["numberOfTenderers"] is not None:
                units, bids, single = units + 1, bids + len(details), single + (len(details) == 1)
    found = analysis.competition(outreach.scan(file), since=date.fromisoformat(SINCE))
    counts = (found.units, found.bids, found.single, found.bidders, found.first_time)
    same = counts == (units, bids, single, len(now), len(now - before))
    print(f"counts: {'the same' if same else 'DIFFERENT'}")
    return same


def _spent(command: list[str]) -> tuple[float, float, float]:
    """Run a whole process and return seconds, seconds of processor, and peak megabytes."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
