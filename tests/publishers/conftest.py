"""What the tests of publishers share."""

from pathlib import Path

import pytest


def contents(root: Path) -> dict[str, bytes]:
    """Return every file under *root* with its content."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "public"
