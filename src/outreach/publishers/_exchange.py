"""Two folders change places in one step, where the system can do that."""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_HERE: Final = -100  # AT_FDCWD
_EXCHANGE: Final = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS
_NUMBER: Final = {"linux x86_64": 316, "linux aarch64": 276}
"""Of the call on Linux, for C libraries that do not know its name, as musl of Alpine."""


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places at once; False where the system or the file system cannot: nothing has changed."""
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(library.renamex_np(first, second, _EXCHANGE) == 0)
        return bool(_renaming(library)(_HERE, first, _HERE, second, _EXCHANGE) == 0)
    except (AttributeError, KeyError, OSError, TypeError):  # no such call, or no C library that can be asked
        return False


def _renaming(library: ctypes.CDLL) -> Callable[..., Any]:
    named: Callable[..., Any] | None = getattr(library, "renameat2", None)
    return named or partial(library.syscall, _NUMBER[f"{sys.platform} {platform.machine()}"])


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold *folder* for one process at a time, without leaving a file in it; where there is no such lock, go on."""
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # a network share may know no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Let the names in *folder* reach the disk; some systems cannot, and need not."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
