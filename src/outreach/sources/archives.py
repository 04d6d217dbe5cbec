"""Many documents in one input: the members of a zip archive, or the files of a folder, as streams.

Nothing is unpacked to disk. An archive is judged by its list of members before one byte is unpacked: what would leave
the folder it is unpacked in, is a link, an archive again, encrypted, named twice, or far larger than it looks, refuses
the whole archive. Of a folder only regular files are read, never what a link points to.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import shutil
import stat
import struct
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, BinaryIO, Final

import attrs

import outreach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import WriteableBuffer

MAGIC: Final = b"\x1f\x8b"
_CHUNK: Final = 1 << 20


def unpacked_head(head: bytes, most: int = 1 << 16) -> bytes:
    """Return how a file begins whose beginning is *head*, unpacked where it is packed."""
    if not head.startswith(MAGIC):
        return head
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, most)
    except zlib.error:
        return b""


def is_packed(path: Path) -> bool:
    """Return whether a file is packed with gzip, from its first two bytes."""
    with path.open("rb") as file:
        return file.read(2) == MAGIC


@contextmanager
def unpacked(path: Path, source: str) -> Iterator[Path]:
    """Unpack the file at *path* to a temporary copy that is deleted at the end.

    Raises:
        outreach.SourceError: Damaged, or it unpacks to more than 200 times its size.
    """
    folder = Path(tempfile.mkdtemp(prefix="outreach-"))
    try:
        copy = folder / "text"
        _unpack(path, copy, source)
        yield copy
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpack(path: Path, copy: Path, source: str) -> None:
    left = path.stat().st_size * MOST_RATIO
    with gzip.open(path, "rb") as packed, copy.open("wb") as plain, whole_or_refused(path, source):
        while chunk := packed.read(_CHUNK):
            left -= plain.write(chunk)
            if left < 0:
                raise grown(path, source)


@contextmanager
def whole_or_refused(path: Path, source: str) -> Iterator[None]:
    """Turn what gzip raises on a damaged file into the error that refuses it."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise outreach.SourceError(str(path), f"damaged: {error}", "fetch it again", source) from error


def grown(path: Path, source: str) -> outreach.SourceError:
    """Return the error that refuses what unpacks to too much."""
    reason = f"unpacks to more than {MOST_RATIO} times its size"
    return outreach.SourceError(str(path), reason, "unpack it first, if you trust it", source)


MOST_PARTS: Final = 2_000
"""Members of an archive, or files of a folder."""
MOST_PACKED: Final = 100 << 20
MOST_UNPACKED: Final = 256 << 20
MOST_RATIO: Final = 200
"""How many times larger a member of more than a megabyte may be unpacked than packed."""
ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_JUDGED: Final = 1 << 20
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ARCHIVES: Final = frozenset({".zip", ".7z", ".rar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".tar", ".jar", ".cab"})
_ARCHIVE_HEADS: Final = (ZIP, _EMPTY_ZIP, b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_LEFTOVERS: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What programs put into archives and folders for themselves."""
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_FAULTS: Final = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, KeyError, RuntimeError)
"""What zipfile raises on what it does not expect; not everything is foreseen there."""
_HEADER: Final = 30
"""The size of a member's header, before its name."""
_DESCRIPTOR: Final = b"PK\x07\x08"
_DESCRIBED: Final = 16
_FIRST: Final = 1 << 16
_AGAIN: Final = "pack the files again, plainly"


@attrs.frozen
class Member:
    """One document of an input that may hold many."""

    name: str  # within the archive or the folder; empty where the input is the document itself
    place: str  # what it is called in messages
    opened: Callable[[], AbstractContextManager[BinaryIO]] = attrs.field(repr=False, eq=False)  # opens its bytes

    @property
    def suffix(self) -> str:
        """In lower case, with the dot."""
        return PurePosixPath(self.name).suffix.lower()


def members_of(path: Path, source: str) -> Iterator[Member]:
    """Yield what is in the folder, in the zip archive, or the file at *path* itself, in the order of their names.

    Open a member before asking for the next.

    Raises:
        outreach.SourceError: The archive is hostile, damaged or larger than its bounds; a link stands in the folder.
        outreach.EmptyInputError: Nothing is in it.
    """
    is_empty = True
    for member in _members(path, source):
        yield member
        is_empty = False
    if is_empty:
        raise outreach.EmptyInputError(str(path), "no files in it")


def _members(path: Path, source: str) -> Iterator[Member]:
    if path.is_dir():
        yield from _of_folder(path, source)
    elif is_zip(path):
        yield from _of_zip(path, source)
    else:
        yield Member("", str(path), partial(_regular, path, source))


def first_document(path: Path, source: str) -> AbstractContextManager[BinaryIO]:
    """Open the first XML document of an input that may hold many.

    Raises:
        StopIteration: There is none.
        outreach.InputError: As :func:`members_of`.
    """
    return next(member for member in members_of(path, source) if member.suffix in ("", ".xml")).opened()


def is_zip(path: Path) -> bool:
    """Return whether the file at *path* is a zip archive, by how it begins."""
    with path.open("rb") as file:
        return file.read(4) in (ZIP, _EMPTY_ZIP)


def first_bytes(head: bytes, most: int = 4096) -> bytes:
    """Return how the first member begins of a zip archive that begins with *head*; *head* itself if it is no archive.

    By this a source tells whether it reads the archive: the list of members stands at its end.
    """
    return first_member(head, most)[1]


def first_member(head: bytes, most: int = 4096) -> tuple[str, bytes]:
    """Return name and beginning of the first member of a zip archive that begins with *head*; no name if it is none.

    Folders, and what programs put into archives for themselves, are passed over.
    """
    name, content, place = "", head, 0
    while head.startswith(ZIP, place) and len(head) >= place + _HEADER:
        begin = place + _HEADER + _number(head, place + 26) + _number(head, place + 28)
        name = head[place + _HEADER : place + _HEADER + _number(head, place + 26)].decode("utf-8", "replace")
        content, size = _contents(head[begin:], _number(head, place + 8), _number(head, place + 18, 4))
        if not name.endswith("/") and not _is_left(name):
            break
        place = begin + size
        if head.startswith(_DESCRIPTOR, place):
            place += _DESCRIBED
    return name, content[:most] if content else b""


def _number(head: bytes, place: int, size: int = 2) -> int:
    return int.from_bytes(head[place : place + size], "little")


def _contents(packed: bytes, method: int, size: int) -> tuple[bytes, int]:
    """Return the content of a member and how many bytes it takes; *size* is 0 where that is only told behind it."""
    if method == zipfile.ZIP_STORED:
        return (packed[:size] if size else packed), size
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = unpacking.decompress(packed, _FIRST)
    except zlib.error:
        return b"", size
    return content, size or len(packed) - len(unpacking.unused_data)


def _of_folder(path: Path, source: str) -> Iterator[Member]:
    names = sorted(_names_in(path))
    if len(names) > MOST_PARTS:
        raise _refusal(path, source, f"{len(names):,} files", f"at most {MOST_PARTS:,}: split the folder")
    for name in names:
        yield Member(name, str(path / name), partial(_regular, path / name, source))


def _names_in(path: Path) -> Iterator[str]:
    """Yield the files in a folder and in the folders in it; a link to a folder is one that cannot be read."""
    for folder, folders, files in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".") and not _is_left(f"{name}/")]
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in (*files, *links):
            if not name.startswith(".") and not _is_left(name):
                yield Path(folder, name).relative_to(path).as_posix()


@contextmanager
def _regular(path: Path, source: str) -> Iterator[BinaryIO]:
    """Open a regular file; of a folder's files neither a link is followed nor a pipe waited for."""
    try:
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        reason = "a link" if path.is_symlink() else f"cannot be opened: {error.strerror}"
        raise outreach.SourceError(str(path), reason, "put the file itself there", source) from error
    with os.fdopen(number, "rb") as file:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise outreach.SourceError(str(path), "not a regular file", "take it out of the folder", source)
        yield file


def _of_zip(path: Path, source: str) -> Iterator[Member]:
    if path.stat().st_size > MOST_PACKED:
        raise _refusal(path, source, f"larger than {MOST_PACKED >> 20} MB", "split the archive")
    with _guarded(path, source):
        archive = zipfile.ZipFile(path)
    with archive:
        listed = archive.infolist()
        _refuse_hostile(path, source, listed)
        for info in sorted(listed, key=lambda info: info.filename):
            if not info.is_dir() and not _is_left(info.filename):
                place = f"{path}:{info.filename}"
                yield Member(info.filename, place, partial(_unpacked, archive, info, place, source))


def _is_left(name: str) -> bool:
    return name.startswith(_LEFTOVERS[0]) or PurePosixPath(name).name in _LEFTOVERS


@contextmanager
def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str, source: str) -> Iterator[BinaryIO]:
    with _guarded(place, source):
        member = archive.open(info)
    with member, io.BufferedReader(_Guarded(member, place, source)) as file:
        if file.peek(8).startswith(_ARCHIVE_HEADS):
            raise _refusal(place, source, "an archive within the archive", _AGAIN)
        yield file


class _Guarded(io.RawIOBase):
    """The bytes of a member; what is damaged in it is the source's error."""

    def __init__(self, member: IO[bytes], place: str, source: str) -> None:
        self.member, self.place, self.source = member, place, source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        with _guarded(self.place, self.source):
            chunk = self.member.read(view.nbytes)
        view[: len(chunk)] = chunk
        return len(chunk)


@contextmanager
def _guarded(place: Path | str, source: str) -> Iterator[None]:
    try:
        yield
    except _FAULTS as error:
        raise _refusal(place, source, f"damaged: {error}", "fetch it again") from error


def _refuse_hostile(path: Path, source: str, listed: list[zipfile.ZipInfo]) -> None:
    if len(listed) > MOST_PARTS:
        raise _refusal(path, source, f"{len(listed):,} members", f"at most {MOST_PARTS:,}: split the archive")
    if sum(info.file_size for info in listed) > MOST_UNPACKED:
        raise _refusal(path, source, f"larger than {MOST_UNPACKED >> 20} MB when unpacked", "split the archive")
    seen: dict[str, str] = {}
    for info in listed:
        fault = _fault_of(info)
        key = unicodedata.normalize("NFC", info.filename).casefold()
        if key in seen:
            fault = (
                "is there twice" if seen[key] == info.filename else f"and {seen[key]!r} are one file on some systems"
            )
        if fault:
            raise _refusal(path, source, f"member {info.filename!r} {fault}", _AGAIN)
        seen[key] = info.filename


def _fault_of(info: zipfile.ZipInfo) -> str:
    """Return what is wrong with a member, or nothing."""
    name, mode = info.orig_filename, info.external_attr >> 16
    parts = name.replace("\\", "/").split("/")
    faults = {
        "leads out of the archive": ".." in parts or name.startswith(("/", "\\")) or bool(_DRIVE.match(name)),
        "has control characters in its name": not name.isprintable(),
        "is a link or a device": bool(stat.S_IFMT(mode)) and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)),
        "is encrypted": bool(info.flag_bits & 0x2041),
        "is an archive itself": PurePosixPath(name).suffix.lower() in _ARCHIVES,
        "is packed in a way that is not read": info.compress_type not in _METHODS,
        f"is packed more than {MOST_RATIO} times": info.file_size > max(_JUDGED, MOST_RATIO * info.compress_size),
    }
    return next((fault for fault, is_so in faults.items() if is_so), "")


def _refusal(place: Path | str, source: str, reason: str, hint: str) -> outreach.SourceError:
    return outreach.SourceError(str(place), reason, hint, source)
