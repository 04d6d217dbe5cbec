"""Files of a folder by paths with slashes: named, read, written and carried over; no link is followed out of it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
from typing import TYPE_CHECKING, Final

from outreach import PublishingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DIGITS: Final = 16
"""Bytes of a digest: two contents of one are not found by chance, nor on purpose."""


def digest_of(content: bytes) -> str:
    """Return what tells *content* from any other."""
    return hashlib.blake2b(content, digest_size=DIGITS).hexdigest()


def checked(path: str) -> str:
    """Return *path*, if it cannot lead anywhere else. Raises ``PublishingError``: it leads out of the folder."""
    steps = path.split("/")  # not by pathlib, which took a tenth of publishing ten thousand pages unchanged
    if path.startswith("/") or ".." in steps or "\\" in path or not {*steps} - {"", "."}:
        raise PublishingError(f"{path!r} leads out of the folder")
    return path


class Standing:
    """The files of a folder as they stand there, each read once."""

    def __init__(self, root: Path) -> None:
        """Look at nothing yet."""
        self.root = root
        self._is_real: dict[str, bool] = {"": True}
        self._digests: dict[str, str] = {}

    def read(self, path: str) -> bytes | None:
        """Return the content of a regular file, or None; links are not followed, not even on the way."""
        if not self._is_folder(checked(path).rpartition("/")[0]):
            return None
        place = f"{self.root}/{path}"
        try:
            if not stat.S_ISREG(os.lstat(place).st_mode):
                return None
            with open(place, "rb", buffering=0) as file:  # noqa: PTH123 - ten thousand of them: pathlib is slow
                return file.read()
        except OSError:
            return None

    def digest(self, path: str) -> str:
        """Return the digest of what stands at *path*; empty where nothing does."""
        if path not in self._digests:
            content = self.read(path)
            self._digests[path] = "" if content is None else digest_of(content)
        return self._digests[path]

    def _is_folder(self, path: str) -> bool:
        """Whether *path* is a folder, reached through folders."""
        if path not in self._is_real:
            place = self.root / path
            above = path.rpartition("/")[0]
            self._is_real[path] = self._is_folder(above) and not place.is_symlink() and place.is_dir()
        return self._is_real[path]


def entries(root: Path) -> list[str]:
    """Return every file and link under *root*, by its path with slashes; links are not followed."""
    return sorted(_entries(str(root), "")) if root.is_dir() else []


def _entries(root: str, folder: str) -> Iterator[str]:
    with os.scandir(f"{root}/{folder}") as result:
        for entry in result:
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(root, f"{folder}{entry.name}/")
            else:
                yield f"{folder}{entry.name}"


def write_new(place: str, content: bytes) -> None:
    """Write a file that is not there yet, down to the disk."""
    with open(place, "xb", buffering=0) as file:  # noqa: PTH123 - ten thousand of them: pathlib is slow
        rest = memoryview(content)
        while rest:
            rest = rest[file.write(rest) :]
        os.fsync(file.fileno())


def carry(source: str, target: str) -> None:
    """Let *target* be the file that *source* is: the same one where the file system allows, a link as a link."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):  # what os.link raises where a system cannot link, or not a link itself
        shutil.copy2(source, target, follow_symlinks=False)


MOST: Final = 80
_UNFIT: Final = re.compile(r"[^a-z0-9]+")
_PLAIN: Final = re.compile(rf"(?=.{{1,{MOST}}}\Z)[a-z0-9]+(-[a-z0-9]+)*")
_FOLDED: Final = str.maketrans("åäöéüøæ", "aaoeuoa")
# Names that Windows keeps for devices, whatever their suffix, and those with a meaning on a web server.
_TAKEN: Final = frozenset(
    {"con", "prn", "aux", "nul", "index", "assets"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)


def file_stem(text: str) -> str:
    """Return *text* as the stem of a file name: a–z, 0–9 and hyphens, 80 at most, never a device's name.

    Two texts that differ in more than case and marks get two stems: what is lost leaves a few digits of its hash.
    """
    if _PLAIN.fullmatch(text) and text not in _TAKEN:
        return text
    folded = text.casefold().translate(_FOLDED)
    stem = _UNFIT.sub("-", folded).strip("-")
    if stem == folded and 0 < len(stem) <= MOST and stem not in _TAKEN:
        return stem
    is_harmless = 0 < len(stem) <= MOST and stem not in _TAKEN and folded.replace(" ", "-").replace("_", "-") == stem
    return (
        stem
        if is_harmless
        else f"{stem[:MOST] or 'x'}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    )


def group_stem(text: str) -> str:
    """Return the name of a group, such as an industry, as the stem of a file name.

    Names that differ in case, marks and punctuation alone are one group: their stem needs no hash to tell them apart.
    """
    stem = _UNFIT.sub("-", text.casefold().translate(_FOLDED)).strip("-")
    return stem if 0 < len(stem) <= MOST and stem not in _TAKEN else file_stem(text)
