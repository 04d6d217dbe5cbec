"""A folder filled and read, for the tests of folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.publishers.folder import MARKER, Folder

if TYPE_CHECKING:
    from pathlib import Path


def contents(root: Path) -> dict[str, bytes]:
    """Return every file under *root* with its content, the marker aside."""
    files = (path for path in root.rglob("*") if path.is_file() and path.name != MARKER)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def fill(root: Path, kind: str = "site", **files: str) -> None:
    """Publish *files* in *root*; a double underscore is a slash."""
    with Folder(root, kind).change() as change:
        for name, content in files.items():
            change.write(name.replace("__", "/"), content.encode())
        change.state = {"names": sorted(files)}
