"""What a page of the documentation shows as code, and how to run it.

Fences: ``python`` is run, ``pycon`` is run and its output compared, ``console`` runs each ``$ outreach …`` and
``$ pytest …`` and compares what it prints (``…`` stands for anything). ``<!-- file: NAME -->`` before a fence writes
it as a file. All examples of a page share one namespace and one folder.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
KINDS = {"python", "pycon", "console", "text", "toml", "csv", "json", "css", "jinja", "svg"}
EXAMPLE = ROOT / "docs" / "examples" / "outreach_hassleholm"
"""The package that pages speak of as if it were installed."""
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
_FENCE = re.compile(
    r"^(?:<!-- file: (?P<file>\S+) -->\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


class Example(NamedTuple):
    """One fence of a page."""

    page: str
    line: int  # of its first line of code
    kind: str
    text: str
    file: str = ""


def pages() -> list[Path]:
    """Return every page of the documentation; the examples that are packages are tested as such."""
    inner = [page for page in sorted((ROOT / "docs").rglob("*.md")) if "examples" not in page.parts]
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *inner]


def examples(page: Path) -> list[Example]:
    """Return the fences of *page* in order."""
    text = page.read_text(encoding="utf-8")
    name = page.relative_to(ROOT).as_posix()
    return [
        Example(name, text.count("\n", 0, found.start("text")) + 1, found["kind"], found["text"], found["file"] or "")
        for found in _FENCE.finditer(text)
    ]


def run(example: Example, namespace: dict[str, Any], folder: Path) -> None:
    """Run one *example* in *folder*, which is the working directory."""
    if example.file:
        path = folder / example.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(example.text, encoding="utf-8")
    elif example.kind == "python":
        code = "\n" * (example.line - 1) + example.text
        exec(compile(code, example.page, "exec"), namespace)  # noqa: S102 - that is the point
    elif example.kind == "pycon":
        _compare(example, namespace)
    elif example.kind == "console":
        for command, expected in _commands(example.text):
            _call(command, expected, folder)


def _compare(example: Example, namespace: dict[str, Any]) -> None:
    test = doctest.DocTestParser().get_doctest(example.text, namespace, example.page, example.page, example.line - 1)
    report: list[str] = []
    test.globs = namespace
    failed = doctest.DocTestRunner(optionflags=FLAGS).run(test, out=report.append, clear_globs=False).failed
    assert failed == 0, "".join(report)


def _commands(text: str) -> list[tuple[str, str]]:
    """Return each command with what it is said to print."""
    parts = re.split(r"^\$ (.*)\n", text, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def _call(command: str, expected: str, folder: Path) -> None:
    program, *arguments = shlex.split(command)
    if program not in ("outreach", "pytest"):
        return
    line = [sys.executable, "-m", program, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(EXAMPLE)}
    done = subprocess.run(line, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    printed = done.stdout + done.stderr
    if expected:
        assert doctest.OutputChecker().check_output(expected.replace("…", "..."), printed.replace("…", "..."), FLAGS), (
            printed
        )
