"""A bar for those who wait at a terminal; nothing where the output is read by a program."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    import rich.progress


class Progress:
    """A line on standard error, gone when the work is done.

    Args:
        total: How many steps there are; None where that is not known.
    """

    def __init__(self, total: int | None = None) -> None:
        self._bar = _bar() if sys.stderr.isatty() else None
        self._task = self._bar.add_task("", total=total if total and total > 1 else None) if self._bar else None

    def show(self, what: str) -> None:
        """Say what is being done."""
        if self._bar and self._task is not None:
            self._bar.update(self._task, description=what, refresh=True)

    def advance(self) -> None:
        """Count one step as done."""
        if self._bar and self._task is not None:
            self._bar.advance(self._task)

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()


def _bar() -> rich.progress.Progress:
    from rich import progress  # noqa: PLC0415 - only a terminal needs it
    from rich.console import Console  # noqa: PLC0415

    columns = (
        progress.SpinnerColumn(),
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(),
        progress.TimeElapsedColumn(),
    )
    # Standard output is left alone: it may go to a file while the bar is on the screen.
    console = Console(stderr=True)
    return progress.Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
