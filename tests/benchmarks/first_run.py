"""How long a stranger waits: a clean environment, the wheel, the demo, README's script; ``first_run.py WHEEL``.

Each step is a process of its own and is timed as a whole. Nothing of this checkout is on the path; only what the
wheel itself needs is installed. Ends with 1 if a step fails.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def main() -> int:
    """Run every step and print its seconds."""
    wheel = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        return sum(not _timed(name, command, cwd) for name, command, cwd in _steps(wheel, Path(folder))) and 1


def _steps(wheel: Path, folder: Path) -> list[tuple[str, list[str], Path]]:
    python, constraints = str(folder / "env" / "bin" / "python"), str(ROOT / "constraints.txt")
    script = folder / "script.py"
    script.write_text("\n".join(FENCE.findall((ROOT / "README.md").read_text(encoding="utf-8"))), encoding="utf-8")
    venv.create(folder / "env", with_pip=True)
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return [
        ("install the wheel", [*install, "--constraint", constraints, str(wheel)], folder),
        ("import outreach", [python, "-c", "import outreach"], folder),
        ("outreach demo", [python, "-m", "outreach", "demo", "demo"], folder),
        ("README's script", [python, str(script)], folder / "demo" / "input"),
        ("outreach plugins", [python, "-m", "outreach", "plugins"], folder),
    ]


def _timed(name: str, command: list[str], folder: Path) -> bool:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    began = time.monotonic()
    done = subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, check=False)
    print(f"{name:20} {time.monotonic() - began:6.1f} s{'' if done.returncode == 0 else '  FAILED'}")
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n")
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
