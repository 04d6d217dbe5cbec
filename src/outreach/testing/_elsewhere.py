"""The same work in another process: another hash seed, time zone and language; and what is made comparable."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach.dataset._dataset import KINDS
from outreach.testing._check import fail

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from outreach.dataset import Dataset

WORLDS: Final = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LANG": "sv_SE.UTF-8", "LC_ALL": "C"},
)
_MINUTE: Final = 60


def in_other_worlds(do: Callable[..., str], *arguments: Sequence[object]) -> list[str]:
    """Return what *do* gives in processes whose hash seed, time zone and language differ.

    Args:
        do: A function that stands in a module.
        arguments: What it is called with, once for each of ``WORLDS``.

    Raises:
        outreach.testing.CheckFailed: It cannot be handed over, or fails there.
    """
    try:
        work = [pickle.dumps((do, given)) for given in arguments]
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        fail(f"cannot be made in another process: {error} (give a class or function that stands in a module)")
    running = [_started(world) for world in WORLDS]
    done = [_finished(process, given) for process, given in zip(running, work, strict=True)]
    for returned, _, complaint in done:
        if returned:
            fail(f"in another process: {' '.join(complaint.strip().splitlines()[-1:]) or returned}")
    return [said for _, said, _ in done]


def _started(world: dict[str, str]) -> subprocess.Popen[bytes]:
    environment = {**os.environ, **world, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "outreach.testing._child"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe)  # noqa: S603 - ourselves


def _finished(process: subprocess.Popen[bytes], work: bytes) -> tuple[int, str, str]:
    """Return how the process ended, what it said and what it complained of."""
    try:
        said, complaint = process.communicate(work, timeout=_MINUTE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return -1, "", f"not done after {_MINUTE} s"
    return process.returncode, said.decode(), complaint.decode(errors="replace")


def digest_of(data: Dataset, *paths: Path) -> str:
    """Return one line that is another if anything in *data* is; where its files lie does not count."""
    records = {name: [repr(attrs.asdict(record)) for record in getattr(data, name)] for name in KINDS}
    rows = data.purchases.to_polars().to_dicts() if len(data.purchases) else []
    told = (records, rows, list(map(str, data.problems)), data.problems.counts, str(data.reconciliation))
    return _digest(json.dumps(told, default=str, ensure_ascii=False), *paths)


def _digest(text: str, *paths: Path) -> str:
    for path in paths:
        text = text.replace(str(path), path.name)
    return hashlib.sha256(text.encode(errors="backslashreplace")).hexdigest()


def files_of(root: Path) -> dict[str, str]:
    """Return the files under *root*, links followed, each with a digest of what is in it."""
    found: dict[str, str] = {}
    for folder, _, names in os.walk(root, followlinks=True):
        for name in names:
            path = Path(folder) / name
            found[path.relative_to(root).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return dict(sorted(found.items()))


def run(work: bytes) -> str:
    """Do what another process asked for."""
    do, arguments = pickle.loads(work)  # noqa: S301 - it comes from the process that started this one
    result: Any = do(*arguments)
    return str(result)
