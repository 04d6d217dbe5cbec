"""A check: a name, what it holds a plugin to, and how it fails."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        """Do the check in *folder*, which is empty and is nobody else's.

        Raises:
            outreach.testing.CheckFailed: It does not hold.
        """
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
