"""Nothing asks the world by itself: the whole way runs where every socket is refused."""

import subprocess
import sys

WATCH = """
import sys

ASKED = []

def watch(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "smtplib.", "ftplib.")):
        ASKED.append(event)
        raise RuntimeError(f"asked the world: {event}")

sys.addaudithook(watch)
"""

DEMO = """
from pathlib import Path
from outreach import demo as _demo

done = _demo.write_demo(Path(sys.argv[1]))
assert done.receipts
assert not ASKED, ASKED
"""

CONTROL = """
import socket
socket.create_connection(("127.0.0.1", 9))
"""


def _run(code, *arguments):
    command = [sys.executable, "-W", "error", "-c", WATCH + code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_whole_way_needs_no_network(tmp_path):
    """Reading, analysing, composing and publishing open no socket and look up no name."""
    done = _run(DEMO, str(tmp_path / "demo"))

    assert "" == done.stderr
    assert 0 == done.returncode


def test_the_watch_sees_a_connection():
    """What the other test relies on: a program that does ask is stopped."""
    assert "asked the world: socket." in _run(CONTROL).stderr
