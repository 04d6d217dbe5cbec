"""Files packed with gzip: told by how they begin, unpacked as streams, to a bounded size."""

from __future__ import annotations

import gzip
import shutil
import tempfile
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import outreach

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC: Final = b"\x1f\x8b"
MOST_RATIO: Final = 200
"""What a packed file unpacks to at most, times its size."""
_CHUNK: Final = 1 << 20


def first_bytes(head: bytes, most: int = 1 << 16) -> bytes:
    """Return how a file begins whose beginning is *head*, unpacked where it is packed."""
    if not head.startswith(MAGIC):
        return head
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, most)
    except zlib.error:
        return b""


def is_packed(path: Path) -> bool:
    """Tell by its first two bytes whether a file is packed with gzip."""
    with path.open("rb") as file:
        return file.read(2) == MAGIC


@contextmanager
def unpacked(path: Path, source: str) -> Iterator[Path]:
    """Give a temporary copy of the packed file at *path*; it is gone in the end.

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
