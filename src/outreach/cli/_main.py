"""The command line: a few commands over what every script can call.

Only click is imported until a command runs, so that ``outreach --help`` answers at once.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

import outreach
from outreach.errors import OutreachError, PluginWarning, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells count it."""

_HELP = """\
Help a municipality reach its suppliers.

Reads purchase ledgers and lists of upcoming procurements, says exactly what it took them for, and publishes pages,
spreadsheets and calendars. Publishing is a few lines of a script; this command shows what there is to know before.

\b
Examples:
  outreach demo                            a made-up municipality, from its files to its pages
  outreach check ledger.csv list.xlsx      what would be read, and what is wrong with it
  outreach check --today 2017-01-10 l.xlsx the same, and how good a procurement list is
  outreach plugins                         which sources and publishers are installed
"""

TEMPLATES = ("procurement-list", "contracts", "suppliers", "registrations")
"""What there are workbooks to fill in of; named here, so that help loads nothing."""

_COLUMN_HELP = "What a column is: amount=Summa. May be repeated."


@click.group("outreach", help=_HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(outreach.__version__, prog_name="outreach", message="%(prog)s %(version)s")
def cli() -> None:
    """Hold the commands."""


def _pairs(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Read ``ATTRIBUTE=HEADING``; a heading may hold the sign as well."""
    pairs = [text.partition("=") for text in given]
    if any(not name or not heading for name, _, heading in pairs):
        raise click.BadParameter("write ATTRIBUTE=HEADING, such as amount=Summa", context, option)
    return {name: heading for name, _, heading in pairs}


@cli.command()
@click.argument("directory", type=click.Path(path_type=Path), default=Path("outreach-demo"))
def demo(directory: Path) -> None:
    """Show the whole way on a small municipality that does not exist.

    Writes its files to DIRECTORY/input, reads them, and publishes beside them. Without a name DIRECTORY is
    outreach-demo. Running it again gives the same files.

    \b
    Example:
      outreach demo /tmp/demo
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from outreach.cli import _report  # noqa: PLC0415 - heavy
    from outreach.cli._report import Progress  # noqa: PLC0415
    from outreach.demo import write_demo  # noqa: PLC0415 - heavy

    with Progress() as progress:
        progress.show("reading and publishing")
        done = write_demo(directory)
    _say(_report.demo(done))


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--column", "columns", multiple=True, metavar="ATTRIBUTE=HEADING", callback=_pairs, help=_COLUMN_HELP)
@click.option("--currency", metavar="CODE", help="Of amounts that name none, by its ISO 4217 code.")
@click.option("--decimal", metavar="SIGN", help="Comma or dot, where the file leaves it open.")
@click.option("--date-order", metavar="ORDER", help="ymd, dmy or mdy, where the file leaves it open.")
@click.option("--accounts", metavar="PLAN", help="Name of an account plan, or none.")
@click.option("--year", type=int, help="Of dates that name none.")
@click.option("--delimiter", metavar="CHARACTER", help="Between the cells of a text file.")
@click.option("--encoding", metavar="CODEC", help="Of a text file: cp1252.")
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Score lists of procurements that day."
)
@click.option("--save", is_flag=True, help="Keep what its columns are, for the next file of its kind.")
@click.option("--problems", type=click.IntRange(min=0), default=20, show_default=True, help="How many to show a file.")
@click.pass_context
def check(
    context: click.Context,
    /,
    *,
    files: tuple[str, ...],
    problems: int,
    save: bool,
    today: datetime | None,
    **options: object,
) -> None:
    """Say what each FILE would be read as, and what is wrong with it.

    One line for each file and sheet: its kind, rows, sums and period, what its columns were taken for, and every
    assumption. Then the first problems, with the exact number of all. With --today the score of a list of procurements
    follows, 12 of 15, and what to mend first. Options hold for every FILE.

    Exit code: 2 where a file could not be read, else 1 where rows were set aside, else 0.

    \b
    Examples:
      outreach check leverantorsreskontra-2016.csv upphandlingslista-2017.xlsx
      outreach check --column amount=Summa --currency SEK ledger.csv
      outreach check --today 2017-01-10 upphandlingslista-2017.xlsx
    """  # noqa: D301
    from outreach.cli import _report  # noqa: PLC0415 - heavy
    from outreach.cli._report import Progress  # noqa: PLC0415

    given = {name: value for name, value in options.items() if value}
    with Progress(total=len(files)) as progress:
        day = today.date() if today else None
        checked = [_report.check(file, given, problems, progress, save=save, today=day) for file in files]
    for result in checked:
        _say(result.lines)
        _complain(result.complaints)
    context.exit(max(result.code for result in checked))


@cli.command()
@click.argument("file")
@click.argument("out")
def sample(file: str, out: str) -> None:
    """Write a copy of FILE to OUT with other values in it.

    Send it along when you report a fault: names, numbers and dates are others, and only headings, blanks and short
    words and codes of public lists stay. It is read as FILE is, with problems of the same kinds.

    \b
    Example:
      outreach sample leverantorsreskontra-2016.csv prov.csv
    """  # noqa: D301
    _say([f"{out}: {outreach.write_sample(file, out).stat().st_size:,} bytes; look through it before you send it"])


@cli.command()
@click.argument("kind", type=click.Choice(TEMPLATES))
@click.argument("out", metavar="OUT.xlsx", type=click.Path(path_type=Path))
@click.option(
    "--locale",
    default=lambda: outreach.countries.default().locale,
    show_default="Swedish",
    metavar="LOCALE",
    help="Of headings and choices.",
)
@click.option("--currency", default="", metavar="CODE", help="Of values; that of the language's country if not given.")
def template(kind: str, out: Path, locale: str, currency: str) -> None:
    """Write a workbook to fill in: a procurement list, contracts, suppliers or registrations.

    Filled in, it is read without a problem. A file that is there already is not replaced.

    \b
    Example:
      outreach template procurement-list upphandlingar.xlsx
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from outreach import rendering  # noqa: PLC0415 - heavy

    content = rendering.template(kind, locale, currency=currency)
    try:
        with out.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise click.ClickException(f"{out}: is there already; give another name") from None
    except OSError as error:
        raise click.ClickException(f"{out}: {error.strerror}") from error
    _say([f"{out}: fill in its first sheet, then read it: outreach check {out}"])


@cli.command()
def plugins() -> None:
    """List what is installed: version, hooks and names.

    What was left out is in the list, with the reason. A plugin may do all that you may. To leave one out, set
    OUTREACH_BLOCKED_PLUGINS to its name.
    """
    from outreach.cli import _report  # noqa: PLC0415 - heavy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PluginWarning)  # the list says it
        _say(_report.plugins(outreach.plugins()))


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the program."""
    _tolerate_narrow_encodings()
    with warnings.catch_warnings():
        warnings.showwarning = lambda message, *_, **__: _complain([f"warning: {message}"])
        sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        return cli.main(arguments, prog_name="outreach", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    except OutreachError as error:
        _complain([str(error)])
        return 2


def _tolerate_narrow_encodings() -> None:
    """Let a stream that cannot show a character show another, rather than end the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(_safe(line))


def _complain(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(f"outreach: {_safe(line)}", err=True)


def _safe(line: str) -> str:
    """Return the whole *line*, without what a terminal would obey; files are strangers'."""
    return shown(line, len(line) + 1)
