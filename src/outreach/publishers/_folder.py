"""A folder that is ours: the next one is built beside it, and takes its place in one step.

A crash at any point leaves the old folder whole. What has not changed keeps its file, and so its time. A folder that
was not made here is refused, files that others put into ours go along, and no link is followed out of it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach import PublishingError
from outreach.publishers._exchange import exchange, locked, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MARKER: Final = ".outreach.json"
VERSION: Final = 1
"""Of what the marker says; another one is not guessed at."""


@attrs.define
class Change:
    """What a folder is to become (ändring).

    Attributes:
        state: What the publisher wants to know next time; JSON.
        files: Every file, by its path with slashes.
    """

    state: dict[str, Any]
    files: dict[str, bytes] = attrs.field(factory=dict)
    _old: Path | None = None

    def write(self, path: str, content: bytes) -> None:
        """Have *content* stand at *path*."""
        if path in self.files:
            raise PublishingError(f"two publications would stand at {path} (give each its own slug, or withdraw one)")
        self.files[path] = content

    def keep(self, path: str) -> None:
        """Have what stands at *path* now stay there."""
        if self._old is not None and (content := read_inside(self._old, path)) is not None:
            self.files[path] = content


@attrs.frozen
class Folder:
    """A folder of one publisher's files.

    Attributes:
        root: Where.
        kind: The publisher's name: one publisher does not write into another's folder.
    """

    root: Path
    kind: str

    @contextlib.contextmanager
    def change(self) -> Iterator[Change]:
        """Give the *state* of last time, take the files of this time, and swap.

        Raises:
            PublishingError: The folder was not made by this publisher.
        """
        self.root.absolute().parent.mkdir(parents=True, exist_ok=True)
        with locked(self.root.absolute().parent):
            self._recover()
            marker = self.marker()
            change = Change(marker["state"], old=self.root if marker["files"] else None)
            yield change
            self._replace(change, marker)

    def marker(self) -> dict[str, Any]:
        """Return what the marker file says; of a folder that is not there, or empty, nothing.

        Raises:
            PublishingError: The folder is a link, a file, or somebody else's.
        """
        if self.root.is_symlink():
            raise PublishingError(f"{self.root} is a link (give the folder itself)")
        if not self.root.exists() or (self.root.is_dir() and not any(self.root.iterdir())):
            return {"kind": self.kind, "files": [], "state": {}}
        if not self.root.is_dir():
            raise PublishingError(f"{self.root} is not a folder")
        return self._read_marker()

    def _read_marker(self) -> dict[str, Any]:
        content = read_inside(self.root, MARKER)
        if content is None:
            raise PublishingError(f"{self.root} holds files that were not published here (give a folder of its own)")
        try:
            marker: dict[str, Any] = json.loads(content)
            found = marker["kind"], list(marker["files"]), dict(marker["state"])
        except (ValueError, TypeError, KeyError) as error:
            raise PublishingError(f"{self.root / MARKER} is damaged (publish to a new folder)") from error
        if marker.get("version") != VERSION:
            raise PublishingError(f"{self.root} was published by another version of outreach (publish to a new folder)")
        if found[0] != self.kind:
            raise PublishingError(f"{self.root} belongs to the publisher {found[0]!r} (give a folder of its own)")
        return marker

    def _beside(self, what: str) -> Path:
        root = self.root.absolute()
        return root.parent / f".{root.name}.{what}"

    def _recover(self) -> None:
        """Finish what a crash left: the last folder comes back, a half-built one goes."""
        if not self.root.exists() and not self.root.is_symlink() and self._beside("previous").is_dir():
            self._beside("previous").rename(self.root)
        self._remove("next")

    def _remove(self, what: str) -> None:
        """Remove a folder beside ours, if it is one of ours."""
        path = self._beside(what)
        if path.is_symlink() or (path.exists() and not (path.is_dir() and _is_ours(path))):
            raise PublishingError(f"{path} was not made by publishing, but stands in its way (move it)")
        if path.exists():
            shutil.rmtree(path)

    def _replace(self, change: Change, marker: Mapping[str, Any]) -> None:
        said = {"version": VERSION, "kind": self.kind, "files": sorted(change.files), "state": change.state}
        marked = f"{json.dumps(said, indent=1, sort_keys=True)}\n".encode()
        files = {MARKER: marked, **change.files}
        if self._is_unchanged(files, marker):
            return
        self._build(files, others=self._others(files, marker))
        self._swap()

    def _is_unchanged(self, files: Mapping[str, bytes], marker: Mapping[str, Any]) -> bool:
        names = {*files} == {MARKER, *marker["files"]}
        return names and all(read_inside(self.root, path) == content for path, content in files.items())

    def _others(self, files: Mapping[str, bytes], marker: Mapping[str, Any]) -> list[str]:
        """Return the files in the folder that others have put there."""
        ours = {MARKER, *marker["files"]}
        others = [path for path in _entries(self.root) if path not in ours]
        for path in others:
            if path in files:
                raise PublishingError(f"{self.root / path} was not published here, but stands in the way (move it)")
        return others

    def _build(self, files: Mapping[str, bytes], others: list[str]) -> None:
        """Write the next folder beside ours, down to the disk; the marker first, so that it is known as ours."""
        target = self._beside("next")
        target.mkdir()
        for path, content in files.items():
            self._put(target, path, content)
        for path in others:
            _carry(self.root / path, target / path)
        for folder, _, _ in os.walk(target):
            sync_folder(Path(folder))

    def _put(self, target: Path, path: str, content: bytes) -> None:
        place = target / _inside(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        if read_inside(self.root, path) == content:
            _carry(self.root / path, place)
        else:
            write_new(place, content)

    def _swap(self) -> None:
        new, root, old = self._beside("next"), self.root.absolute(), self._beside("previous")
        if not root.exists() or not any(root.iterdir()):
            new.replace(root)
        elif exchange(new, root):
            self._remove("previous")
            new.rename(old)
        else:  # two steps: between them a crash leaves the folder where _recover finds it
            self._remove("previous")
            root.rename(old)
            new.rename(root)
        sync_folder(root.parent)


def _is_ours(path: Path) -> bool:
    return not any(path.iterdir()) or (path / MARKER).is_file()


def _inside(path: str) -> PurePosixPath:
    """Return *path*, if it cannot lead anywhere else."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or "\\" in path or not parts.parts:
        raise PublishingError(f"{path!r} leads out of the folder")
    return parts


def read_inside(root: Path, path: str) -> bytes | None:
    """Return the content of a regular file under *root*, or None; links are not followed, not even on the way."""
    place = root
    for part in _inside(path).parts:
        place = place / part
        if place.is_symlink():
            return None
    try:
        return place.read_bytes() if stat.S_ISREG(place.lstat().st_mode) else None
    except OSError:
        return None


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, down to the disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _carry(source: Path, target: Path) -> None:
    """Let *target* be the file that *source* is: the same one where the file system allows, a link as a link."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):  # what os.link raises where a system cannot link, or not a link itself
        shutil.copy2(source, target, follow_symlinks=False)


def _entries(root: Path) -> list[str]:
    """Return every file and link under *root*, by its path with slashes; links are not followed."""
    found = []
    for folder, folders, names in os.walk(root) if root.is_dir() else ():
        links = [name for name in folders if Path(folder, name).is_symlink()]
        found += [Path(folder, name).relative_to(root).as_posix() for name in [*names, *links]]
    return sorted(found)
