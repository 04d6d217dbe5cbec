"""What the command line prints: progress, and reports as lines that do not depend on a terminal's width."""

from __future__ import annotations

import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import attrs

import outreach
from outreach import analysis
from outreach.model import NO_CURRENCY
from outreach.reading import NOT_UNDERSTOOD
from outreach.reading._opening import open_input
from outreach.registry import default_registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from types import TracebackType

    import rich.progress

    from outreach.demo import Demo


def file_line(report: outreach.FileReport) -> str:
    """Return the one line on a file or sheet: what it is, how much, when, and what its columns were taken for."""
    return f"{report.name}: {'; '.join(filter(None, (*_facts(report), _columns(report), *report.notes)))}"


def _facts(report: outreach.FileReport) -> tuple[str, ...]:
    if report.kind == NOT_UNDERSTOOD:
        return (report.kind,)
    return (report.kind, _rows(report), _sums(report), _period(report))


def _rows(report: outreach.FileReport) -> str:
    others = (
        (report.set_aside, "set aside"),
        (report.blank, "blank, ignored"),
        (report.totals, "adding up the others"),
    )
    parts = [f"{count:,} {what}" for count, what in others if count]
    whole = f"{report.rows:,} rows"
    return f"{whole}: {', '.join((f'{report.kept:,} kept', *parts))}" if parts else whole


def _sums(report: outreach.FileReport) -> str:
    sums = [f"sum {', '.join(map(_sum, report.amounts))}"] if report.amounts else []
    unreadable = [f"{report.unreadable_amounts:,} amounts not readable"] if report.unreadable_amounts else []
    return "; ".join((*sums, *unreadable))


def _sum(amount: outreach.AmountReport) -> str:
    aside = f" and {amount.set_aside:,.2f} set aside" if amount.set_aside else ""
    return f"{amount.kept:,.2f} {_currency(amount.currency)}{aside}"


def _currency(code: str) -> str:
    return "(no currency named)" if code == NO_CURRENCY else code


def _period(report: outreach.FileReport) -> str:
    return f"{report.period[0]} to {report.period[1]}" if report.period else ""


def _columns(report: outreach.FileReport) -> str:
    read = [f"{heading} → {role}" for heading, role in report.columns if role]
    unread = [heading for heading, role in report.columns if not role and heading]
    return "; ".join((*([", ".join(read)] if read else []), *([f"not read: {', '.join(unread)}"] if unread else [])))


def problem_lines(problems: outreach.Problems, most: int) -> Iterator[str]:
    """Return the first *most* problems, one a line, and how many there are of each kind where that is not all."""
    yield from map(str, islice(problems, most))
    if problems.total > min(most, len(tuple(problems))):
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in problems.counts.items())
        yield f"… {problems.total:,} problems in all: {kinds}"


def plugins(installed: Sequence[outreach.PluginInfo]) -> Iterator[str]:
    """Return the table of what is installed."""
    rows = [
        ("plugin", "package", "version", "hooks", "sources", "publishers", "left out because"),
        *map(_plugin, installed),
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _plugin(info: outreach.PluginInfo) -> tuple[str, ...]:
    lists = (", ".join(names) or "-" for names in (info.hooks, info.sources, info.publishers))
    return info.name, info.distribution or "-", info.version or "-", *lists, info.problem


def demo(done: Demo) -> Iterator[str]:
    """Return what the demo read and wrote, and where to look."""
    yield f"A small municipality that does not exist; its files are in {done.folder / 'input'}:"
    for report in done.data.reconciliation:
        yield f"  {Path(report.file).name}: {'; '.join(filter(None, _facts(report)))}"
    yield f"  {done.data.problems.total:,} problems, as real files have them (outreach check shows each)"
    yield "What it publishes:"
    for publisher, count in Counter(receipt.publisher for receipt in done.receipts).items():
        yield f"  {publisher}: {count:,} {'file' if count == 1 else 'files'}"
    if done.missing:
        yield f"Left out, for want of a package: {', '.join(done.missing)} (pip install 'outreach[all]')"
    yield f"Look at {done.folder / 'site' / 'index.html'}"


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


FINE, SET_ASIDE, UNREADABLE = 0, 1, 2


@attrs.frozen(kw_only=True)
class Checked:
    """What is to be said of one file."""

    code: int  # the exit code it asks for
    lines: tuple[str, ...] = ()  # what was found
    complaints: tuple[str, ...] = ()  # why it could not be read


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
    lines = (*map(file_line, reports), *problem_lines(data.problems, problems), *scored, *saved)
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
