"""What became of every real and every bad file, a line each, to be compared before and after a change.

``verdicts.py [FOLDER]`` reads each file below ``data/`` and ``badinputs/`` of the folder of real files and prints its
path, then each part's kind, rows (kept, set aside, blank, totals) and sums, and how many problems there were; or the
error. ``make verdicts`` runs it.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import outreach

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = Path(__file__).resolve().parents[2] / "shared"


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file with the name it should have when it is read."""
    manifest = json.loads((folder / "badinputs" / "manifest.json").read_text(encoding="utf-8"))
    names = {case["file"]: case["save_as"] for case in manifest if "save_as" in case}
    for part in ("data", "badinputs"):
        for path in sorted((folder / part).rglob("*")):
            if path.is_file() and path.suffix not in {".md", ".py"} and path.name != "manifest.json":
                yield path, names.get(path.name, path.name)


def _verdict(path: Path) -> str:
    try:
        data = outreach.read(path)
        problems = f"{len(data.problems)} problems"
    except outreach.OutreachError as error:
        return f"{type(error).__name__}: {str(error).splitlines()[0].replace(str(path.parent) + '/', '')[:160]}"
    return " | ".join([*map(_part, data.reconciliation), problems])


def _part(report: outreach.FileReport) -> str:
    sums = [f"{amount.currency} {amount.kept} of {amount.read}" for amount in report.amounts]
    counts = f"{report.rows} rows = {report.kept} + {report.set_aside} + {report.blank} + {report.totals}"
    return ", ".join([f"{report.part} {report.kind}".strip(), counts, *sums])


def main() -> None:
    """Print a line a file."""
    warnings.simplefilter("ignore")
    folder = Path(sys.argv[1] if sys.argv[1:] else os.environ.get("OUTREACH_SHARED") or SHARED)
    with tempfile.TemporaryDirectory() as copies:
        for path, name in _files(folder):
            copy = Path(copies) / name
            shutil.copyfile(path, copy)
            print(f"{path.relative_to(folder)}: {_verdict(copy)}", flush=True)  # noqa: T201
            copy.unlink()


if __name__ == "__main__":
    main()
