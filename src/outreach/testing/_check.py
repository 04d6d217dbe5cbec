"""A check: what it holds a plugin to, how it fails, and how it watches the process that the plugin runs in."""

from __future__ import annotations

import contextlib
import csv
import decimal
import hashlib
import json
import locale
import logging
import os
import pickle
import random
import signal
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import attrs

from outreach.dataset._dataset import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from outreach.dataset import Dataset


SECONDS: Final = 10
"""How long one input may take, broken or not."""


class CheckFailed(AssertionError):  # noqa: N818 - reads as what happened, as assertions do
    """A plugin does not do what a check holds it to; the message says what it did."""


@attrs.frozen
class Check:
    """One thing that is held of a plugin (kontroll). Call it with an empty folder.

    Attributes:
        name: Such as ``"no network"``.
        subject: The plugin's name, such as ``"hassleholm"``.
        about: What it holds, in a sentence.
        expected_failure: Why it is known to fail; empty where it is to hold.
    """

    name: str
    subject: str
    about: str
    _run: Callable[[Path], None] = attrs.field(repr=False)
    expected_failure: str = attrs.field(default="", kw_only=True)

    def __call__(self, folder: Path) -> None:
        """Do the check in *folder*, which is empty and of this check alone; `CheckFailed` where it does not hold."""
        self._run(folder)

    def __str__(self) -> str:
        return f"{self.subject}: {self.name}"


def fail(what: str) -> NoReturn:
    """Raise the failure of a check."""
    raise CheckFailed(what)


def require(holds: object, what: str) -> None:
    """Fail with *what* unless it *holds*."""
    if not holds:
        fail(what)


@contextlib.contextmanager
def in_time(what: str, seconds: int = SECONDS) -> Iterator[None]:
    """Fail if it takes longer than so many *seconds*, where the system can tell."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        fail(f"{what}: not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


NETWORK: Final = frozenset(
    {f"socket.{name}" for name in ("connect", "getaddrinfo", "gethostbyname", "sendto", "bind")} | {"urllib.Request"}
)
_PATHS: Final = {
    "os.remove": ((0, 1),),
    "os.rename": ((0, 2), (1, 3)),
    "os.mkdir": ((0, 2),),
    "os.rmdir": ((0, 1),),
    "os.symlink": ((1, 2),),
    "os.link": ((1, 3),),
    "os.truncate": ((0, None),),
    "os.chmod": ((0, 2),),
    "os.utime": ((0, 3),),
}
"""Events that change a file: which of their arguments are paths, and which the open folders these start from."""
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_watching: list[Seen] = []
_hooked: list[bool] = []


class Seen:
    """What was seen: attempts to reach the network, and paths written to."""

    def __init__(self) -> None:
        self.network: list[str] = []
        self.written: list[Path] = []

    def outside(self, *folders: Path) -> list[Path]:
        """Return the paths written to that lie in none of *folders*."""
        homes = [folder.resolve() for folder in folders]
        return [path for path in self.written if not any(path.is_relative_to(home) for home in homes)]


@contextlib.contextmanager
def watched(temporary: Path) -> Iterator[Seen]:
    """See what is done meanwhile; nothing is connected to, and temporary files lie in *temporary*."""
    if not _hooked:
        sys.addaudithook(_hook)  # it stays for the life of the process, and does nothing unless somebody watches
        _hooked.append(True)
    seen, before = Seen(), tempfile.tempdir
    tempfile.tempdir = str(temporary)
    _watching.append(seen)
    try:
        yield seen
    finally:
        _watching.remove(seen)
        tempfile.tempdir = before


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching:
        return
    if event in NETWORK:
        for seen in _watching:
            seen.network.append(f"{event} {arguments[1:] if event.startswith('socket.c') else arguments}")
        raise PermissionError(f"a check does not let anything reach the network: {event}")
    for path in _changed(event, arguments):
        for seen in _watching:
            seen.written.append(path)


def _changed(event: str, arguments: tuple[Any, ...]) -> list[Path]:
    if event == "open":
        path, _, flags = arguments
        targets = [(path, -1)] if isinstance(flags, int) and flags & _WRITES else []
    else:
        places = _PATHS.get(event, ())
        targets = [(arguments[path], -1 if start is None else arguments[start]) for path, start in places]
    paths = [_whole(path, start) for path, start in targets if isinstance(path, (str, bytes, os.PathLike))]
    # A module that is imported now keeps its compiled form, which is no doing of the plugin's.
    return [path for path in paths if "__pycache__" not in path.parts and str(path) != os.devnull]


def _whole(path: str | bytes | os.PathLike[str], start: int) -> Path:
    """Return *path*, with links followed up to it and not through it: what is removed or renamed is the link."""
    named = Path(os.fsdecode(path))
    if start >= 0 and not named.is_absolute():
        named = Path(f"/proc/self/fd/{start}") / named
    return Path(os.path.realpath(named.parent)) / named.name


def shared_state() -> dict[str, object]:
    """Return the state that the whole process shares, by name, for a later comparison."""
    return {
        "decimal context": repr(decimal.getcontext()),
        "locale": locale.setlocale(locale.LC_ALL),
        "working directory": os.getcwd(),  # noqa: PTH109 - a name, not a path
        "environment": dict(os.environ),
        "warning filters": tuple(map(str, warnings.filters)),
        "csv field size limit": csv.field_size_limit(),
        "import path": tuple(sys.path),
        "recursion limit": sys.getrecursionlimit(),
        "random state": random.getstate(),
        "logging handlers": (tuple(logging.getLogger().handlers), logging.getLogger().level),
    }


IMPORTS_CHANGE: Final = frozenset({"import path", "warning filters", "logging handlers"})
"""What a package may change when it is imported for the first time, which is not the plugin's doing."""


def changed(before: dict[str, object], after: dict[str, object], *, first: bool = False) -> list[str]:
    """Return the names of what is another than before; of a *first* run without what imports change."""
    return [name for name in before if before[name] != after[name] and not (first and name in IMPORTS_CHANGE)]


_UTF_8: Final = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
_PLAIN: Final = {"LANG": "de_DE.UTF-8", "LC_ALL": "C"}
WORLDS: Final = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "POLARS_MAX_THREADS": "1", **_UTF_8},
    {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "POLARS_MAX_THREADS": "4", **_PLAIN},
)
_CHILD: Final = "import sys; from outreach.testing import _check; sys.stdout.write(_check.run(sys.stdin.buffer.read()))"
_MINUTE: Final = 60


def in_other_worlds(do: Callable[..., str], *arguments: Sequence[object]) -> list[str]:
    """Return what *do*, a function of a module, gives in processes of other worlds.

    Hash seed, time zone, language and number of polars' threads differ. It is called with one of the *arguments* in
    each of ``WORLDS``.
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
    return [output for _, output, _ in done]


def _started(world: dict[str, str]) -> subprocess.Popen[bytes]:
    environment = {**os.environ, **world, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", _CHILD]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe)  # noqa: S603 - ourselves


def _finished(process: subprocess.Popen[bytes], work: bytes) -> tuple[int, str, str]:
    """Return the exit status of the process, its output and its errors."""
    try:
        output, complaint = process.communicate(work, timeout=_MINUTE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return -1, "", f"not done after {_MINUTE} s"
    return process.returncode, output.decode(), complaint.decode(errors="replace")


def digest_of(data: Dataset, *paths: Path) -> str:
    """Return one line that is another if anything in *data* is; where its files lie does not count."""
    records = {name: [repr(attrs.asdict(record)) for record in getattr(data, name)] for name in KINDS}
    rows = data.purchases.to_polars().to_dicts() if len(data.purchases) else []
    content = (records, rows, list(map(str, data.problems)), data.problems.counts, str(data.reconciliation))
    return _digest(json.dumps(content, default=str, ensure_ascii=False), *paths)


def _digest(text: str, *paths: Path) -> str:
    for path in paths:
        text = text.replace(str(path), path.name)
    return hashlib.sha256(text.encode(errors="backslashreplace")).hexdigest()


def files_of(root: Path) -> dict[str, str]:
    """Return the files under *root*, links followed, each with a digest of what is in it."""
    digests: dict[str, str] = {}
    for folder, _, names in os.walk(root, followlinks=True):
        for name in names:
            path = Path(folder) / name
            digests[path.relative_to(root).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return dict(sorted(digests.items()))


def run(work: bytes) -> str:
    """Do what another process asked for."""
    do, arguments = pickle.loads(work)  # noqa: S301 - it comes from the process that started this one
    result: Any = do(*arguments)
    return str(result)
