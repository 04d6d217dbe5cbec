"""Read the mutants of one format: ``python tests/fuzz/reader.py KIND FIRST LAST FOLDER SEED…``.

A process of its own, since what ends one (an abort in a library's compiled code) is a finding as well. It says on the
way which mutant it reads, in ``FOLDER/now``, and in the end what became of them, as JSON. A mutant is called what the
seed is called that it is made from.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import time
import warnings
from collections import Counter
from pathlib import Path
from typing import NoReturn

import outreach
from outreach.errors import shown

sys.path.append(str(Path(__file__).parent))

from mutants import chosen, mutant

SECONDS = 10


class Hung(BaseException):
    """A mutant took too long; no library takes it for an error of its own, as it might an ``Exception``."""


def _ring(*_: object) -> NoReturn:
    raise Hung(f"longer than {SECONDS} s")


def read(path: Path, registry: outreach.Registry) -> str:
    """Return what became of one mutant; a finding begins with ``!``."""
    try:
        data = outreach.read(path, registry=registry)
        words = [*map(str, data.problems), str(data.reconciliation)]
    except outreach.OutreachError as error:
        data, words = None, [str(error)]
    except BaseException as error:  # noqa: BLE001 - it is the finding
        return f"!{type(error).__name__}: {str(error)[:300]}"
    text = "\n".join(words).replace("\n", "")
    if text != shown(text, len(text) + 1):
        return "!not safe to show"
    if data is None:
        return "refused"
    kept = sum(report.kept for report in data.reconciliation if report.kind == "ledger")
    if not data.reconciliation.adds_up or kept != len(data.purchases):
        return f"!does not add up: {data.reconciliation}"
    return "set aside" if data.problems.errors else "read"


def main(kind: str, numbers: range, folder: Path, seeds: list[Path]) -> None:
    """Read the mutants of these *numbers* and print what became of them."""
    warnings.simplefilter("error")
    signal.signal(signal.SIGALRM, _ring)
    registry = outreach.Registry(entry_points=False)
    outcomes: Counter[str] = Counter()
    findings: dict[int, str] = {}
    slowest = (0.0, -1)
    contents = [seed.read_bytes() for seed in seeds]
    suffixes = ["".join(seed.suffixes) for seed in seeds]
    for number in numbers:
        (folder / "now").write_text(str(number))
        path = folder / f"mutant{chosen(suffixes, number, kind=kind)}"
        path.write_bytes(mutant(contents, number, kind=kind) or b" ")
        start = time.perf_counter()
        signal.alarm(SECONDS)
        outcome = read(path, registry)
        signal.alarm(0)
        slowest = max(slowest, (time.perf_counter() - start, number))
        if outcome.startswith("!"):
            findings[number] = outcome
            (folder / path.name.replace("mutant", str(number))).write_bytes(path.read_bytes())
        outcomes[outcome.partition(":")[0]] += 1
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    json.dump({"outcomes": outcomes, "findings": findings, "slowest": slowest, "memory": memory}, sys.stdout)


if __name__ == "__main__":
    kind, first, last, folder, *seeds = sys.argv[1:]
    main(kind, range(int(first), int(last)), Path(folder), [Path(seed) for seed in seeds])
