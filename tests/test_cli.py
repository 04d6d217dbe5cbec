"""The command line: honest lines, exact numbers, and exit codes a script can use."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import outreach
from outreach.cli import cli

HEADER = "Leverantör;Organisationsnummer;Nettobelopp;Valuta;Bokföringsdatum;Konto;Fritext\n"
GOOD = "Bygg AB;556016-0680;1200,50;SEK;2016-01-04;6100;hej\n"
ROWS = HEADER + GOOD + "\n" + "Bygg AB;556016-0680;1 000;SEK;2016-12-30;6100;\n"
BAD = HEADER + GOOD + "Bygg AB;556016-0680;abc;SEK;2016-01-04;6100;\n" * 1_000


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Work in a folder with a few files."""
    (tmp_path / "good.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "bad.csv").write_text(BAD, encoding="utf-8")
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "paper.csv").write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
    (tmp_path / "unknown.csv").write_text("Färg;Form\nröd;rund\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments):
    """Run the command in this process."""
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def program(*arguments, **more):
    """Run the command as a user does."""
    command = [sys.executable, "-m", "outreach", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def test_the_version_is_told():
    """``--version`` prints name and version."""
    assert f"outreach {outreach.__version__}\n" == run("--version").output


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["demo", "--help"]])
def test_help_has_examples(arguments):
    """Help shows commands one can type."""
    shown = run(*arguments)

    assert 0 == shown.exit_code
    assert "Example" in shown.output
    assert "\n    outreach " in shown.output


@pytest.mark.usefixtures("folder")
def test_a_good_file_is_one_line():
    """All there is to say of it stands on one line, and nothing else is said."""
    done = run("check", "good.csv")
    (line,) = done.output.splitlines()

    assert 0 == done.exit_code
    assert line.startswith(
        "good.csv: ledger; 3 rows: 2 kept, 1 blank, ignored; sum 2,200.50 SEK; 2016-01-04 to 2016-12-30"
    )
    assert "Nettobelopp → amount" in line
    assert "not read: Fritext" in line
    assert "delimiter semicolon" in line


def test_a_list_is_scored_on_a_day(folder):
    """With ``--today`` its score and what to mend first follow; a ledger has none, and nobody asks the clock."""
    (folder / "list.csv").write_text("Upphandling;Annonseras\nStäd;hösten 2016\nBussar;Q3 2017\n", encoding="utf-8")
    done = run("check", "--today", "2017-01-10", "good.csv", "list.csv")
    lines = done.output.splitlines()
    assert lines[0].startswith("good.csv: ledger;")
    assert lines[1].startswith("list.csv: procurement list;")
    assert lines[2] == "list.csv: 2 of 15 on 2017-01-10"
    assert "lacks date to come: 1 of 2 (the date has passed: write the new one, or the stage)" in lines
    assert lines[lines.index("mend first:") + 1].startswith("list.csv:2: Städ: date to come, contact, value, ")
    assert "of 15" not in run("check", "list.csv").output
    assert "does not match the format" in run("check", "--today", "10/1", "list.csv").output


@pytest.mark.usefixtures("folder")
def test_rows_set_aside_are_exit_code_1():
    """The first problems are shown, the number of all is exact, and a script can tell by the exit code."""
    done = run("check", "bad.csv", "--problems", "3")
    lines = done.output.splitlines()

    assert 1 == done.exit_code
    assert "1,001 rows: 1 kept, 1,000 set aside" in lines[0]
    assert "; 1,000 amounts not readable; " in lines[0]
    assert ["bad.csv:3:amount:", "bad.csv:4:amount:", "bad.csv:5:amount:"] == [
        line.split(" ")[0] for line in lines[1:4]
    ]
    assert ["… 1,000 problems in all: 1,000 amount"] == lines[4:]


def test_sums_are_told_by_currency(folder):
    """Amounts of two currencies stand beside each other, and what was set aside beside what counts."""
    rows = GOOD + GOOD.replace("SEK", "EUR") + GOOD.replace("556016-0680", "556016-0681").replace("2016-01-04", "soon")
    (folder / "two.csv").write_text(HEADER + rows, encoding="utf-8")

    assert "; sum 1,200.50 EUR, 1,200.50 SEK and 1,200.50 set aside; " in run("check", "two.csv").output


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nowhere.csv", "no such file"),
        (".", "a directory"),
        ("empty.csv", "empty"),
        ("paper.csv", "PDF"),
        ("unknown.csv", "'Färg', 'Form'"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_cannot_be_read_is_exit_code_2(name, reason):
    """One clear line on standard error, no traceback, and the other files are shown."""
    done = program("check", name, "good.csv")
    (complaint,) = done.stderr.splitlines()

    assert 2 == done.returncode
    assert complaint.startswith(f"outreach: {name}: ")
    assert reason in complaint
    assert done.stdout.startswith("good.csv: ledger; ")


def test_what_a_file_leaves_open_can_be_said(folder):
    """Options go to the source that recognises the file."""
    (folder / "own.csv").write_text("Vem|Summa|När\nBygg AB|1200,50|2016-01-04\n", encoding="cp1252")
    roles = ["--column", "amount=Summa", "--column", "supplier=Vem", "--column", "date=När"]
    done = run("check", "own.csv", *roles, "--currency", "SEK", "--delimiter", "|", "--encoding", "cp1252")

    assert 0 == done.exit_code, done.output
    assert "sum 1,200.50 SEK" in done.output
    assert "Vem → supplier" in done.output


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--column", "amount"], "write ATTRIBUTE=HEADING"),
        (["--decimal", ";"], "decimal: ';' is not known"),
        (["--column", "amount=Nowhere"], "Nowhere"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_an_option_that_makes_no_sense_is_told(options, reason):
    """A wrong option is exit code 2 and one clear message."""
    done = program("check", "good.csv", *options)

    assert 2 == done.returncode
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_a_terminal_obeys_no_file(folder):
    """Escape sequences, direction marks and line breaks in a file's cells are shown as what they are not."""
    hostile = "\x1b[31mLeverantör\x07\u202e"
    (folder / "hostile.csv").write_text(HEADER.replace("Fritext", hostile) + GOOD.replace("1200,50", "\x1b]0;x\x07"))
    done = program("check", "hostile.csv", "\x1b[2Jgone.csv")

    assert set() == {character for character in done.stdout + done.stderr if not character.isprintable()} - {"\n"}
    assert "\N{REPLACEMENT CHARACTER}" in done.stdout


def test_nothing_is_cut_when_piped(folder):
    """A line is as long as it is, whatever COLUMNS says."""
    (folder / "wide.csv").write_text(HEADER.strip() + ";" + ";".join(f"Kolumn {n}" for n in range(200)) + "\n" + GOOD)
    done = program("check", "wide.csv", env={**os.environ, "COLUMNS": "20"})

    assert "Kolumn 199" in done.stdout.splitlines()[0]
    assert [] == [line for line in done.stdout.splitlines() if line.endswith("…")]


@pytest.mark.usefixtures("folder")
def test_a_stream_that_knows_few_characters_is_no_fault():
    """Where standard output is not UTF-8, what it cannot show is replaced."""
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = program("check", "good.csv", env=environment, encoding="latin-1")

    assert 0 == done.returncode, done.stderr
    assert "Nettobelopp ? amount" in done.stdout


@pytest.mark.usefixtures("folder")
def test_a_closed_pipe_is_quiet():
    """``outreach check … | head -1`` ends without a word."""
    command = f"{sys.executable} -m outreach check --problems 1000 bad.csv bad.csv bad.csv | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602 - the pipe is the point

    assert 1 == len(done.stdout.splitlines())
    assert "" == done.stderr


@pytest.mark.usefixtures("folder")
def test_an_interrupt_is_130():
    """Ctrl-C ends with the code shells expect, and no traceback."""
    code = (
        "import outreach, outreach.cli\n"
        "def read(*_): raise KeyboardInterrupt\n"
        "outreach.read = read\n"
        "outreach.cli.main(['check', 'good.csv'])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert 130 == done.returncode
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("folder")
def test_progress_is_for_terminals():
    """At a terminal a bar is drawn on standard error and taken away; standard output is the same as ever."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "outreach", "check", "good.csv", "bad.csv"]
    environment = {**os.environ, "TERM": "xterm"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=environment, text=True) as running:
        os.close(theirs)
        output = running.stdout.read()
        drawn = b""
        while chunk := _read(ours):
            drawn += chunk
    os.close(ours)

    assert program("check", "good.csv", "bad.csv").stdout == output
    assert b"good.csv" in drawn
    assert b"\x1b[" in drawn


def _read(terminal):
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that the other end is closed
        return b""


def test_plugins_are_listed():
    """Each plugin with its package, version, hooks and names."""
    done = run("plugins")
    heading, *lines = done.output.splitlines()

    assert 0 == done.exit_code
    assert ["plugin", "package", "version", "hooks", "sources", "publishers"] == heading.split()[:6]
    assert "csv" in next(line for line in lines if line.startswith("outreach.sources"))
    ours = next(line for line in lines if line.startswith("outreach.publishers"))
    assert "calendar, deck, document, feed, fragment" in ours


def test_the_demo_says_where_to_look(demo_run):
    """The demo writes its inputs and its pages, and its last line names the first page."""
    last = demo_run.stdout.splitlines()[-1]

    assert 0 == demo_run.returncode, demo_run.stderr
    assert "" == demo_run.stderr
    assert last.startswith("Look at ")
    assert Path(last.removeprefix("Look at ")).is_file()
    assert {"input", "site", "calendar", "workbooks"} <= {path.name for path in Path(demo_run.folder).iterdir()}


def test_the_demo_spares_what_it_did_not_write(folder):
    """A folder with other files is refused, untouched."""
    done = program("demo", ".")

    assert 2 == done.returncode
    assert done.stderr.startswith("outreach: ")
    assert not (folder / "input").exists()
