"""What a plugin does to the world while it works: connections, and files it writes, seen through audit events."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

NETWORK: Final = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
    "socket.bind",
    "urllib.Request",
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
        found = [(path, -1)] if isinstance(flags, int) and flags & _WRITES else []
    else:
        places = _PATHS.get(event, ())
        found = [(arguments[path], -1 if start is None else arguments[start]) for path, start in places]
    paths = [_whole(path, start) for path, start in found if isinstance(path, (str, bytes, os.PathLike))]
    # A module that is imported now keeps its compiled form, which is no doing of the plugin's.
    return [path for path in paths if "__pycache__" not in path.parts and str(path) != os.devnull]


def _whole(path: str | bytes | os.PathLike[str], start: int) -> Path:
    """Return *path*, with links followed up to it and not through it: what is removed or renamed is the link."""
    named = Path(os.fsdecode(path))
    if start >= 0 and not named.is_absolute():
        named = Path(f"/proc/self/fd/{start}") / named
    return Path(os.path.realpath(named.parent)) / named.name
