"""What ``outreach check`` finds out about one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

import outreach
from outreach import _cli_report

if TYPE_CHECKING:
    from outreach._cli_progress import Progress

FINE, SET_ASIDE, UNREADABLE = 0, 1, 2


@attrs.frozen(kw_only=True)
class Checked:
    """What is to be said of one file.

    Attributes:
        code: The exit code it asks for.
        lines: What was found.
        complaints: Why it could not be read.
    """

    code: int
    lines: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()


def check(file: str, problems: int, progress: Progress) -> Checked:
    """Read *file* by itself and say what it is, with the first *problems*."""
    progress.show(outreach.errors.shown(file))
    try:
        data = outreach.read(file)
    except (outreach.OutreachError, OSError) as error:
        return Checked(code=UNREADABLE, complaints=(str(error),))
    finally:
        progress.advance()
    reports = data.reconciliation
    lines = (*map(_cli_report.file, reports), *_cli_report.problems(data.problems, problems))
    return Checked(code=SET_ASIDE if any(report.set_aside for report in reports) else FINE, lines=lines)
