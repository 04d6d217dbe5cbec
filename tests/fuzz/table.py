"""Read ten thousand mutants of each format and print a line of each: ``python -m fuzz.table [--count N] [KIND…]``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from fuzz.running import findings_of, read_all
from fuzz.seeds import OWN, SHARED

if TYPE_CHECKING:
    from collections.abc import Iterable

MANY = 10_000
COUNTED = ("read", "set aside", "refused")
BESIDE = Path(__file__).resolve().parents[3] / "shared"
HEADINGS = ("format", "mutants", *COUNTED, "findings", "seconds", "slowest one", "largest memory")


def main() -> int:
    """Print the table; the exit code is 1 where something was found, or could not be tried."""
    given = _arguments()
    shared = Path(os.environ.get("OUTREACH_SHARED") or BESIDE)
    _say(HEADINGS)
    _say(("---", *["---:"] * (len(HEADINGS) - 1)))
    missing = [kind for kind in given.kinds if kind in SHARED and not shared.is_dir()]
    found = [line for kind in given.kinds if kind not in missing for line in _line(kind, given, shared)]
    if missing:
        found.append(f"not tried, since {shared} is not there: {', '.join(missing)}")
    sys.stderr.write("".join(f"{line}\n" for line in found))
    return int(bool(found))


def _say(cells: Iterable[object]) -> None:
    sys.stdout.write(f"| {' | '.join(map(str, cells))} |\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzz.table", description=__doc__)
    parser.add_argument("kinds", nargs="*", default=sorted(OWN | SHARED), metavar="KIND")
    parser.add_argument("--count", type=int, default=MANY, help="mutants of each format")
    parser.add_argument("--at-a-time", type=int, default=2, help="processes")
    return parser.parse_args()


def _line(kind: str, given: argparse.Namespace, shared: Path) -> list[str]:
    """Print what became of a format's mutants, and return what was found."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        parts = read_all(kind, given.count, shared, Path(folder), at_a_time=given.at_a_time)
        seconds = time.perf_counter() - start
    outcomes = sum((Counter(part["outcomes"]) for part in parts), Counter())
    found = findings_of(parts)
    cells = [kind, f"{given.count:,}", *(f"{outcomes[name]:,}" for name in COUNTED), len(found), f"{seconds:.0f}"]
    slowest, memory = max(part["slowest"][0] for part in parts), max(part["memory"] for part in parts)
    _say((*cells, f"{slowest:.2f} s", f"{memory} MB"))
    return [f"{kind} {what}" for what in found]


if __name__ == "__main__":
    sys.exit(main())
