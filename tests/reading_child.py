"""Read files in a process of its own and say what became of each: ``python tests/reading_child.py LIST.json``.

The list holds pairs of a name and a path. A line of JSON goes out for each before the next is read, so that whoever
waits knows which one hangs or ends the process.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import warnings
from decimal import Decimal
from pathlib import Path

import outreach
from outreach.testing._check import watched

WRITTEN = Path(sys.argv[2])


def read(name: str, path: str) -> dict[str, object]:
    """Return what became of one file."""
    start, told = time.perf_counter(), {"id": name}
    with watched(WRITTEN) as seen, warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            told |= _read(path)
        except outreach.OutreachError as error:
            told |= {"verdict": "reject", "error": type(error).__name__, "messages": [str(error)]}
        except BaseException as error:  # noqa: BLE001 - it is the finding
            told |= {"verdict": "crash", "error": type(error).__name__, "messages": [str(error)[:300]]}
    return told | {
        "seconds": time.perf_counter() - start,
        "megabytes": peak(),
        "network": seen.network,
        "outside": [str(path) for path in seen.outside(WRITTEN)],
        "warnings": [str(warning.message) for warning in said],
    }


def peak() -> float:
    """Return the most memory this process has held, in MB.

    Where the kernel tells it of this program alone, that is taken: ``getrusage`` counts what the parent held, too.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _read(path: str) -> dict[str, object]:
    data = outreach.read(path)
    reports = list(data.reconciliation)
    problems = data.problems.to_native().to_dicts()
    amounts = [amount for report in reports for amount in report.amounts]
    return {
        "verdict": "read",
        "adds_up": data.reconciliation.adds_up,
        "rows": sum(report.kept + report.set_aside for report in reports),
        "kept": sum(report.kept for report in reports),
        "set_aside": sum(report.set_aside for report in reports),
        "sum": str(sum((amount.kept for amount in amounts), Decimal(0))),
        "kinds": data.problems.counts,
        "severities": sorted({(problem["kind"], problem["severity"]) for problem in problems}),
        "placed": all(problem["file"] for problem in problems),
        "messages": [*map(str, data.problems), str(data.reconciliation), data.recipe],
        "html": data._repr_html_(),
    }


if __name__ == "__main__":
    for name, path in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        sys.stdout.write(json.dumps(read(name, path), default=str) + "\n")
        sys.stdout.flush()
