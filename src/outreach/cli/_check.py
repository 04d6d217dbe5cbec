"""What ``outreach check`` finds out about one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

import outreach
from outreach import analysis
from outreach.cli import _report
from outreach.reading._opening import open_input
from outreach.registry import default_registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from outreach.cli._report import Progress

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


def check(  # noqa: PLR0913 - each is an option of the command
    file: str,
    options: Mapping[str, Any],
    problems: int,
    progress: Progress,
    *,
    save: bool = False,
    today: date | None = None,
) -> Checked:
    """Read *file* by itself, with the source's *options*, and say what it is, with the first *problems*.

    With *save* what its columns were read as is kept beside it; with *today* a list of procurements is scored as of
    that day.
    """
    progress.show(outreach.errors.shown(file))
    try:
        given = _with(file, options)
        data = outreach.read(given)
        saved = [f"saved in {outreach.save_mapping(given)}"] if save else []
    except (outreach.OutreachError, OSError) as error:
        return Checked(code=UNREADABLE, complaints=(str(error),))
    finally:
        progress.advance()
    reports = data.reconciliation
    scored = _score(file, data, today) if today else ()
    lines = (*map(_report.file, reports), *_report.problems(data.problems, problems), *scored, *saved)
    return Checked(code=SET_ASIDE if any(report.set_aside for report in reports) else FINE, lines=lines)


def _score(file: str, data: outreach.Dataset, today: date) -> Iterable[str]:
    """Return how good the procurement list of a *file* is, and what to mend first; nothing where it holds none."""
    if not data.procurements:
        return
    first, *more = str(analysis.list_quality(data, today=today)).splitlines()
    yield f"{file}: {first} on {today}"
    yield from more


def _with(file: str, options: Mapping[str, Any]) -> str | outreach.Source:
    """Return *file*, as a source with the *options* where there are any; the source is the one that recognises it."""
    if not options:
        return file
    name = open_input(file, default_registry()).source.name
    return outreach.source(name, path=file, **options)
