"""Read the mutants of one format: ``python tests/fuzz/reader.py KIND SUFFIX FIRST LAST FOLDER SEED…``.

A process of its own, since what ends one (an abort in a library's compiled code) is a finding as well. It says on the
way which mutant it reads, in ``FOLDER/now``, and in the end what became of them, as JSON.
"""

from __future__ import annotations

import json
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

from mutants import mutant

SECONDS = 10


class Hung(Exception):  # noqa: N818 - it is what happened
    """A mutant took too long."""


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


def main(kind: str, suffix: str, numbers: range, folder: Path, seeds: list[bytes]) -> None:
    """Read the mutants of these *numbers* and print what became of them."""
    warnings.simplefilter("error")
    signal.signal(signal.SIGALRM, _ring)
    registry = outreach.Registry(entry_points=False)
    outcomes: Counter[str] = Counter()
    findings: dict[int, str] = {}
    slowest = (0.0, -1)
    path = folder / f"mutant{suffix}"
    for number in numbers:
        (folder / "now").write_text(str(number))
        path.write_bytes(mutant(seeds, number, kind=kind) or b" ")
        start = time.perf_counter()
        signal.alarm(SECONDS)
        outcome = read(path, registry)
        signal.alarm(0)
        slowest = max(slowest, (time.perf_counter() - start, number))
        if outcome.startswith("!"):
            findings[number] = outcome
            (folder / f"{number}{suffix}").write_bytes(path.read_bytes())
        outcomes[outcome.partition(":")[0]] += 1
    json.dump({"outcomes": outcomes, "findings": findings, "slowest": slowest}, sys.stdout)


if __name__ == "__main__":
    given = sys.argv[1:]
    content = [Path(name).read_bytes() for name in given[5:]]
    main(given[0], given[1], range(int(given[2]), int(given[3])), Path(given[4]), content)
