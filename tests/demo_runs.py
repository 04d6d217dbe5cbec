"""The demo as a user runs it, made once for all tests that look at it, by a program that is refused the network."""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

WATCH = """
import sys

ASKED = []

def watch(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "smtplib.", "ftplib.")):
        ASKED.append(event)
        raise RuntimeError(f"asked the world: {event}")

sys.addaudithook(watch)
"""
"""Stops a program that opens a socket or looks up a name, and notes that it has tried."""

DEMO = """
import runpy

try:
    runpy.run_module("outreach", run_name="__main__")
finally:
    assert not ASKED, ASKED
"""


class DemoRun(NamedTuple):
    """A run of ``outreach demo``."""

    folder: str  # where everything is
    returncode: int
    stdout: str
    stderr: str


def watched(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run *code* where nothing may ask the world, and where a warning is an error."""
    command = [sys.executable, "-W", "error", "-c", WATCH + code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def made_once(folder: Path) -> DemoRun:
    """Return the run whose demo is in *folder*; of several processes the first makes it, and the others wait."""
    noted, target = folder / "demo.json", folder / "demo"
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not noted.is_file():
            done = watched(DEMO, "demo", str(target))
            noted.write_text(json.dumps([str(target), done.returncode, done.stdout, done.stderr]), encoding="utf-8")
    return DemoRun(*json.loads(noted.read_text(encoding="utf-8")))
