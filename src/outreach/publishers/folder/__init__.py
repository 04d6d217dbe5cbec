"""A folder that is ours: the next one is built beside it, and takes its place in one step.

A crash at any point leaves the old folder whole. What has not changed keeps its file, and so its time. A folder
made by somebody else is refused, files that others put into ours go along, and no link is followed out of it.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import os
import platform
import shutil
import sys
from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from outreach import PublishingError
from outreach.publishers.folder._files import Standing, carry, checked, digest_of, entries, write_new

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MARKER: Final = ".outreach.json"
VERSION: Final = 2
"""Of what the marker says; another one is not guessed at."""

GENERATIONS: Final = ("previous", "previous-2", "previous-3")
"""What earlier folders are called that stay beside ours, the newest first."""

MOVED: Final = "moved"
"""What ours is called while the next one moves in, where two folders cannot change places in one step."""


@attrs.define
class Change:
    """What a folder is to become (ändring).

    Attributes:
        state: What the publisher wants to know next time; JSON.
        files: Every file, by its path with slashes; None: what stands there now stays.
    """

    state: dict[str, Any]
    files: dict[str, bytes | None] = attrs.field(factory=dict)
    _old: Standing | None = None
    _published: Mapping[str, str] = attrs.field(factory=dict)
    _digests: dict[str, str] = attrs.field(factory=dict)

    def write(self, path: str, content: bytes) -> None:
        """Have *content* stand at *path*."""
        self._take(path, content)

    def keep(self, path: str) -> None:
        """Have what stands at *path* now stay there."""
        if self._old is not None and self._old.digest(path):
            self._take(path, None)

    def is_whole(self, path: str) -> bool:
        """Tell whether what stands at *path* is what was published there; a file that somebody changed is not."""
        return self._old is not None and self._published.get(path, "") == self._old.digest(path) != ""

    def stands(self, path: str, content: bytes) -> bool:
        """Tell whether *content* is what stands at *path* now."""
        return self._old is not None and self._old.digest(path) == digest_of(content)

    def is_as_published(self) -> bool:
        """Tell whether all that was taken so far is what was published before."""
        return all(self._published.get(path, "") == self.digest(path) for path in self.files)

    def digest(self, path: str) -> str:
        """Return the digest of what is to stand at *path*."""
        content = self.files[path]
        if content is None:
            return self._old.digest(path) if self._old is not None else ""
        if path not in self._digests:
            self._digests[path] = digest_of(content)
        return self._digests[path]

    def _take(self, path: str, content: bytes | None) -> None:
        if path in self.files:
            raise PublishingError(f"two publications would stand at {path} (give each its own slug, or withdraw one)")
        self.files[checked(path)] = content


@attrs.frozen
class Folder:
    """A folder of one publisher's files."""

    root: Path  # where
    kind: str  # the publisher's name: one publisher does not write into another's folder

    @contextlib.contextmanager
    def change(self) -> Iterator[Change]:
        """Give the *state* of last time, take the files of this time, and swap.

        Raises:
            PublishingError: The folder was not made by this publisher, or is the one the program runs in.
        """
        self._check_place()
        self.root.absolute().parent.mkdir(parents=True, exist_ok=True)
        with locked(self.root.absolute().parent):
            self._recover()
            marker, old = self.marker(), Standing(self.root)
            change = Change(marker["state"], old=old, published=marker["files"])
            yield change
            self._replace(change, marker, old)

    def _check_place(self) -> None:
        """Refuse the folder the program runs in, or one that holds it: another folder takes its place."""
        here, root = Path.cwd(), Path(os.path.abspath(self.root))  # noqa: PTH100 - which resolves .., and no links
        if root == here or root in here.parents:
            raise PublishingError(
                f"{self.root} is where the program runs, or holds it (give a folder in it, as public)"
            )

    def marker(self) -> dict[str, Any]:
        """Return what the marker file says; of a folder that is not there, or empty, nothing.

        Raises:
            PublishingError: The folder is a link, a file, or somebody else's.
        """
        if self.root.is_symlink():
            raise PublishingError(f"{self.root} is a link (give the folder itself)")
        if not self.root.exists() or (self.root.is_dir() and not any(self.root.iterdir())):
            return {"kind": self.kind, "files": {}, "state": {}}
        if not self.root.is_dir():
            raise PublishingError(f"{self.root} is not a folder")
        return self._read_marker()

    def _read_marker(self) -> dict[str, Any]:
        content = Standing(self.root).read(MARKER)
        if content is None:
            raise PublishingError(f"{self.root} holds files that were not published here (give a folder of its own)")
        try:
            marker: dict[str, Any] = json.loads(content)
            version = marker.get("version")
            result = marker["kind"], dict(marker["files"]) if version == VERSION else {}, dict(marker["state"])
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise PublishingError(f"{self.root / MARKER} is damaged (publish to a new folder)") from error
        if version != VERSION:
            raise PublishingError(f"{self.root} was published by another version of outreach (publish to a new folder)")
        if result[0] != self.kind:
            raise PublishingError(f"{self.root} belongs to the publisher {result[0]!r} (give a folder of its own)")
        return marker

    def _beside(self, what: str) -> Path:
        root = self.root.absolute()
        return root.parent / f".{root.name}.{what}"

    def _recover(self) -> None:
        """Finish what a crash left: a folder that had moved out comes back, or goes to those before; a half-built goes.

        A folder that somebody removed stays removed: those before it hold what was withdrawn since.
        """
        moved = self._beside(MOVED)
        if moved.is_dir() and _is_ours(moved):
            if self.root.exists():
                self._put_away(moved)
            elif not self.root.is_symlink():
                moved.rename(self.root)
        self._remove("next")

    def _remove(self, what: str) -> None:
        """Remove a folder beside ours, if it is one of ours."""
        path = self._beside(what)
        if path.is_symlink() or (path.exists() and not (path.is_dir() and _is_ours(path))):
            raise PublishingError(f"{path} was not made by publishing, but stands in its way (move it)")
        if path.exists():
            _remove_all(path)

    def _replace(self, change: Change, marker: Mapping[str, Any], old: Standing) -> None:
        digests = {path: change.digest(path) for path in sorted(change.files)}
        shown = {"version": VERSION, "kind": self.kind, "files": digests, "state": change.state}
        marked = json.dumps(shown, sort_keys=True, separators=(",", ":")).encode()
        if self._is_unchanged(digests, marked, marker, old):
            return
        others = self._others(change.files, marker)
        stays = {path for path, digest in digests.items() if old.digest(path) == digest}
        files = {path: None if path in stays else content for path, content in change.files.items()}
        before = self._take_place({MARKER: marked, **files, **dict.fromkeys(others)})
        if before is not None:
            self._put_away(before)
        sync_folder(self.root.absolute().parent)

    def _take_place(self, files: Mapping[str, bytes | None]) -> Path | None:
        """Build the next folder and let it take the place of ours; return where ours has gone.

        Raises:
            PublishingError: The system refuses, for want of room or of permission: nothing has changed.
        """
        try:
            self._build(files)
            return self._swap()
        except OSError as error:
            with contextlib.suppress(OSError, PublishingError):
                self._remove("next")
            raise PublishingError(f"{self.root} stays as it was: {error}{_remedy(error)}") from error

    def _is_unchanged(
        self, digests: Mapping[str, str], marked: bytes, marker: Mapping[str, Any], old: Standing
    ) -> bool:
        is_same = {*digests} == {*marker["files"]} and old.digest(MARKER) == digest_of(marked)
        return is_same and all(old.digest(path) == digest for path, digest in digests.items())

    def _others(self, files: Mapping[str, bytes | None], marker: Mapping[str, Any]) -> list[str]:
        """Return the files in the folder that others have put there."""
        own_paths = {MARKER, *marker["files"]}
        others = [path for path in entries(self.root) if path not in own_paths]
        for path in others:
            if path in files:
                raise PublishingError(f"{self.root / path} was not published here, but stands in the way (move it)")
        return others

    def _build(self, files: Mapping[str, bytes | None]) -> None:
        """Make the next folder beside ours, down to the disk; the marker first, so that it is known as ours."""
        target = self._beside("next")
        target.mkdir()
        if self.root.exists():
            shutil.copymode(self.root, target)
        made = {""}
        for path, content in files.items():
            if (folder := path.rpartition("/")[0]) not in made:
                (target / folder).mkdir(parents=True, exist_ok=True)
                made.add(folder)
            if content is None:
                carry(f"{self.root}/{path}", f"{target}/{path}")
            else:
                write_new(f"{target}/{path}", content)
        for place, _, _ in os.walk(target):
            sync_folder(Path(place))

    def _swap(self) -> Path | None:
        new, root, moved = self._beside("next"), self.root.absolute(), self._beside(MOVED)
        if not root.exists() or not any(root.iterdir()):
            new.replace(root)
            return None
        if exchange(new, root):
            return new
        root.rename(moved)  # two steps: between them a crash leaves the folder where _recover finds it
        try:
            new.rename(root)
        except OSError:
            moved.rename(root)
            raise
        return moved

    def _put_away(self, before: Path) -> None:
        """Let *before* be the folder before ours, and each earlier one a generation older; the oldest goes."""
        self._remove(GENERATIONS[-1])
        for older, newer in pairwise(reversed(GENERATIONS)):
            if self._beside(newer).exists():
                self._beside(newer).rename(self._beside(older))
        before.rename(self._beside(GENERATIONS[0]))


def _remedy(error: OSError) -> str:
    is_mounted = error.errno in (errno.EBUSY, errno.EXDEV)
    return " (a folder that is mounted by itself cannot be exchanged: give one in it)" if is_mounted else ""


def _remove_all(path: Path) -> None:
    """Remove a folder of ours, the marker last: killed at it, we know it as ours the next time."""
    for entry in path.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != MARKER:
            entry.unlink()
    (path / MARKER).unlink(missing_ok=True)
    path.rmdir()


def _is_ours(path: Path) -> bool:
    return not any(path.iterdir()) or (path / MARKER).is_file()


_HERE: Final = -100  # AT_FDCWD
_EXCHANGE: Final = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS
_NUMBER: Final = {"linux x86_64": 316, "linux aarch64": 276}
"""Of the call on Linux, for C libraries that do not know its name, as musl of Alpine."""


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places at once; False where the system or the file system cannot: nothing has changed."""
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(library.renamex_np(first, second, _EXCHANGE) == 0)
        return bool(_renaming(library)(_HERE, first, _HERE, second, _EXCHANGE) == 0)
    except (AttributeError, KeyError, OSError, TypeError):  # no such call, or no C library that can be asked
        return False


def _renaming(library: ctypes.CDLL) -> Callable[..., Any]:
    named: Callable[..., Any] | None = getattr(library, "renameat2", None)
    return named or partial(library.syscall, _NUMBER[f"{sys.platform} {platform.machine()}"])


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold *folder* for one process at a time, without leaving a file in it; where there is no such lock, go on."""
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # a network share may know no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Let the names in *folder* reach the disk; some systems cannot, and need not."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
