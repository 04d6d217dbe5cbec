"""What is wrong in a theme of one's own, said with its file and line."""

from __future__ import annotations

import contextlib
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from outreach import PublishingError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def faults_of(folder: Path | None) -> Iterator[None]:
    """Say of what is raised in a template of *folder* where it stands; everything else is raised as it is.

    Raises:
        PublishingError: A template cannot be read, or fails.
    """
    try:
        yield
    except PublishingError:
        raise
    except Exception as error:
        place = _place(error, folder)
        if not place:
            raise
        raise PublishingError(f"{place}: {_reason(error)}") from error


def _place(error: Exception, folder: Path | None) -> str:
    """Return the file and the line of *folder* at which *error* was raised; empty where it was elsewhere."""
    if folder is None:
        return ""
    named, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    steps = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    within = [step for step in [*steps, (named, line)] if step[0] and Path(step[0]).is_relative_to(folder)]
    return f"{within[-1][0]}:{within[-1][1]}" if within else ""


def _reason(error: Exception) -> str:
    kind = type(error).__name__
    return "it extends itself" if isinstance(error, RecursionError) else f"{kind}: {error}"
