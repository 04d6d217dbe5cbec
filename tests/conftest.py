"""What every test may use, and what none may do."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
import tempfile
from pathlib import Path

import hypothesis
import pytest

from demo_runs import DemoRun, made_once

ROOT = Path(__file__).resolve().parent.parent
IN_CI = bool(os.environ.get("CI"))
CHECKER_TOOLS = ("chromium", "java", "node", "soffice")

# The files of tests are small and two processes share the machine: more threads wait for each other, a quarter of the
# time. What must not depend on their number is made in processes of its own with one and with four (the kit's worlds).
os.environ.setdefault("POLARS_MAX_THREADS", "1")

FEW_EXAMPLES = 30  # `make long` tries more than ten times as many
hypothesis.settings.register_profile("default", deadline=None, max_examples=FEW_EXAMPLES)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, max_examples=FEW_EXAMPLES)
hypothesis.settings.register_profile("long", deadline=None, max_examples=500)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if IN_CI else "default"))


RUN = "OUTREACH_TEST_RUN"
"""Names the folder that all processes of a run share."""
FIRST = (
    "tests/test_demo.py",
    "tests/publishers/test_every_channel.py",
    "tests/fuzz/test_mutants.py",
    "tests/test_sample.py",
    "tests/test_kit.py",
    "tests/publishers/test_judges.py",
    "tests/reading/test_generality.py",
    "tests/test_docs.py",
)
"""The longest files, and those that others wait for: begun last, one would leave the other processes idle."""


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Give the run a folder, and each process of it one with a short name: messages shorten long paths."""
    if RUN not in os.environ:
        os.environ[RUN] = together = tempfile.mkdtemp(prefix="o")
        config.add_cleanup(lambda: shutil.rmtree(together, ignore_errors=True))
        config.add_cleanup(lambda: os.environ.pop(RUN))
    if hasattr(config, "workerinput"):
        base = tempfile.mkdtemp(prefix="o")
        config.option.basetemp = base
        config.add_cleanup(lambda: shutil.rmtree(base, ignore_errors=True))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files."""
    places = {path: place for place, path in enumerate(FIRST)}
    items.sort(key=lambda item: places.get(item.nodeid.partition("::")[0], len(FIRST)))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in the library asks the world: connecting anywhere but to this machine fails."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and not _is_loopback(address):
            raise AssertionError(f"a test wanted to connect to {address!r}")
        real(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect)


def _is_loopback(address: object) -> bool:
    host = str(address[0]) if isinstance(address, tuple) else ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files and judges beside the repository; tests that need it are skipped without it."""
    folder = Path(os.environ.get("OUTREACH_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():  # as in a user's clone: those files are not ours to ship, and CI has them
        pytest.skip(f"needs the folder of real files, {folder} (OUTREACH_SHARED names another)")
    return folder


@pytest.fixture(scope="session")
def checkers(shared: Path) -> Path:
    """The folder of independent judges, with their tools installed; a missing tool is a failure in CI."""
    missing = [tool for tool in CHECKER_TOOLS if not shutil.which(tool)]
    home = Path(os.environ.setdefault("CHECKERS_HOME", str(ROOT / ".checkers")))
    if not (home / "installed").is_file():
        missing.append(f"the packages in {home}")
    if missing:
        reason = f"not installed: {', '.join(missing)} (run: bash {shared}/checkers/setup.sh)"
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)  # on a user's machine: Java, Node and LibreOffice are much to ask for `make test`
    return shared / "checkers"


@pytest.fixture(scope="session")
def demo_run() -> DemoRun:
    """What ``outreach demo`` wrote, once for all processes of a run, where every socket is refused: only to be read."""
    return made_once(Path(os.environ[RUN]))


@pytest.fixture(scope="session")
def demo_input() -> Path:
    """The inputs of the demo, as they are shipped."""
    return ROOT / "src" / "outreach" / "demo" / "input"
