"""A million rows against a program written for this alone: time, memory, and every planted fault.

Whole processes by turns, each to the rows of five tables (``to_native()``); what counts is the ratio of their medians,
since other work may slow both::

    python tests/benchmarks/ledger.py [--rows 1000000] [--runs 5] [--bad 0.005]
    python tests/benchmarks/ledger.py --rows 10000000 --runs 3

The file and the hand-written rival come from the folder of real files (``OUTREACH_SHARED`` or ``../shared``); without
it there is nothing to measure against, and that is said. Exit status 1: a fault was missed or invented, a sum differs,
or a ratio is above its bound.
"""

from __future__ import annotations

import argparse
import csv
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHARED = pathlib.Path(os.environ.get("OUTREACH_SHARED") or ROOT.parent / "shared")
BOUNDS = {0: (1.5, 1.3), 5_000_000: (1.25, 1.0)}
"""From how many rows on → the greatest ratio of time, and of memory."""
GROUPINGS = ("account", "value_band", "supplier", "year", "supplier_municipality")
KINDS = {"date": "date", "amount": "amount", "organisation number": "orgnr", "supplier": "supplier"}
JOB = f"""
import sys
import outreach
from outreach import analysis
data = outreach.read(sys.argv[1])
for by in {GROUPINGS!r}:
    analysis.spend(data, by=by).to_native()
"""


def main() -> int:
    """Measure, compare, say."""
    asked = _arguments()
    if not (SHARED / "bench").is_dir():
        print(f"nothing to measure against: there is no {SHARED / 'bench'}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "ledger.csv")
        _make(file, asked.rows, asked.bad)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode: so shall this one
        os.environ["PYTHONPYCACHEPREFIX"] = str(pathlib.Path(folder, "bytecode"))
        fast = _measure(file, asked.rows, asked.runs)  # first: what a process starts from counts as its child's memory
        right = _faults(file) and _sums(file)
    return 0 if right and fast else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--bad", type=float, default=0.005)
    return parser.parse_args()


def _make(file: pathlib.Path, rows: int, bad: float) -> None:
    maker = SHARED / "bench" / "make_ledger.py"
    subprocess.run([sys.executable, maker, "--rows", str(rows), "--bad", str(bad), "--out", file], check=True)


def _faults(file: pathlib.Path) -> bool:
    """Compare the problems with the planted faults, line by line."""
    import outreach  # noqa: PLC0415 - after the measuring

    native = outreach.read(file).problems.to_native()
    found = {(line, KINDS.get(kind, kind)) for line, kind in native.select("line", "kind").iter_rows()}
    with pathlib.Path(f"{file}.bad.csv").open(encoding="utf-8", newline="") as planted:
        truth = {(int(row["line"]), row["kind"]) for row in csv.DictReader(planted)}
    missed, invented = len(truth - found), len(found - truth)
    print(f"faults: {len(truth):,} planted, {len(found):,} found, {missed:,} missed, {invented:,} invented")
    return not missed and not invented


def _sums(file: pathlib.Path) -> bool:
    """Compare amounts and numbers of purchases with those of the rival, group by group."""
    sys.path.insert(0, str(SHARED / "bench"))
    import checked  # noqa: PLC0415 - found through the path above

    import outreach  # noqa: PLC0415 - after the measuring

    tables, _ = checked.polars(str(file))
    ledger = outreach.read(file).purchases
    same = True
    for key, table in (("account", "industry"), ("year", "year"), ("value_band", "band")):
        ours = [list(row) for row in ledger.cube(key).iter_rows()]
        same = same and ours == [row[:3] for row in tables[table]]
    print(f"sums by account, year and value band: {'the same' if same else 'DIFFERENT'}")
    return same


def _measure(file: pathlib.Path, rows: int, runs: int) -> bool:
    rival = [sys.executable, str(SHARED / "bench" / "checked.py"), "polars", str(file)]
    commands = {"by hand": rival, "outreach": [sys.executable, "-c", JOB, str(file)]}
    measured: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            spent = _spent(command)
            if run:  # the first of each fills the page cache and writes the bytecode
                measured[name].append(spent)
    medians = {
        name: [statistics.median(column) for column in zip(*spent, strict=True)] for name, spent in measured.items()
    }
    for name, (seconds, cpu, memory) in medians.items():
        print(f"{name:10} {seconds:6.2f} s  {cpu:6.2f} s of processor  {memory:6.0f} MB  (medians of {runs})")
    ratios = [ours / theirs for ours, theirs in zip(medians["outreach"], medians["by hand"], strict=True)]
    print(f"ratio      {ratios[0]:6.2f}    {ratios[1]:6.2f}                 {ratios[2]:6.2f}")
    time_bound, memory_bound = BOUNDS[max(start for start in BOUNDS if start <= rows)]
    return ratios[0] <= time_bound and ratios[2] <= memory_bound


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
