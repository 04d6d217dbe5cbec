"""Nothing asks the world by itself: the whole way runs where every socket is refused."""

from demo_runs import watched

CONTROL = """
import socket
socket.create_connection(("127.0.0.1", 9))
"""


def test_the_whole_way_needs_no_network(demo_run):
    """Reading, analysing, composing and publishing open no socket and look up no name."""
    assert "" == demo_run.stderr
    assert 0 == demo_run.returncode


def test_the_watch_sees_a_connection():
    """What the other test relies on: a program that does ask is stopped."""
    assert "asked the world: socket." in watched(CONTROL).stderr
