"""Broken versions of sound files: the same for the same seed, on every machine."""

from __future__ import annotations

import gzip
import io
import random
import warnings
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TOKENS = (
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b'"',
    b"'",
    b";;;;",
    b"\r",
    b"\n\n",
    b"\t",
    b"=1+1",
    b"-" * 20,
    b"9" * 400,
    b"1e999999",
    b"NaN",
    b"-0,00",
    b"99999999999999999999,99",
    b"2017-02-30",
    b"0000-00-00",
    b"\x1b[2J",
    b"\xe2\x80\xae",
    b"\xed\xa0\x80",
    b"<!DOCTYPE a [<!ENTITY x 'y'>]>",
    b"&x;",
    b"]]>",
    b"<a><a><a>",
    b"</",
    b'{"a":',
    b"[[[[[[",
    b"\\ud800",
    b"null",
    b"true",
    b"191212-1212",
    b"A" * 40_000,
    b"PK\x03\x04",
)
NAMES = ("../f.xml", "/f.xml", "C:f.xml", "f.zip", "F.XML", "f.xml", "f\x1b[2J.xml", "f/", "", "å" * 300)
"""What members of archives are called that mean no good; some only beside another."""
ARCHIVES = {"xlsx": "sheet1", "zip": "f.xml"}
"""Kinds that are archives, and in which part of them most stands."""
MOST = 1 << 20
"""No mutant is larger, so that thousands are read in a minute."""


def mutant(seeds: Sequence[bytes], number: int, *, kind: str) -> bytes:
    """Return the broken file of that *number*: one of the *seeds* with one to eight changes."""
    chance = random.Random(f"{kind}/{number}")
    content = chance.choice(seeds)
    if kind == "csv.gz" and chance.random() < 0.6:
        return gzip.compress(_changed(gzip.decompress(content), chance, [gzip.decompress(content)]), mtime=0)
    if kind in ARCHIVES and chance.random() < 0.8:
        return _inside(content, chance, kind)
    return _changed(content, chance, seeds)


def chosen(among: Sequence[str], number: int, *, kind: str) -> str:
    """Return the one of *among*, such as the seeds' suffixes, that stands where the mutant's seed stands."""
    return random.Random(f"{kind}/{number}").choice(among)


def _changed(content: bytes, chance: random.Random, seeds: Sequence[bytes]) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5, 8))):
        content = chance.choice(CHANGES)(content, chance, seeds)[:MOST]
    return content


def _inside(content: bytes, chance: random.Random, kind: str) -> bytes:
    """Change a part of a workbook or a member of an archive, or its name, and pack it again."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(made, "w") as changed:
        names = book.namelist()
        # Twice as often the part in which most stands.
        unlucky = chance.choice([*names, *(name for name in names if ARCHIVES[kind] in name)])
        is_renamed = kind == "zip" and chance.random() < 0.2
        for name in names:
            part = book.read(name)
            if name == unlucky and not is_renamed:
                part = _changed(part, chance, [part])
            said = chance.choice(NAMES) if name == unlucky and is_renamed else name
            with warnings.catch_warnings(action="ignore"):
                changed.writestr(zipfile.ZipInfo(said), part)
    return made.getvalue()


def _flip(content: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    changed = bytearray(content or b" ")
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _remove(content: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _piece(content, chance)
    return content[:start] + content[end:]


def _repeat(content: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _piece(content, chance)
    return content[:end] + content[start:end] * chance.choice((1, 2, 50)) + content[end:]


def _insert(content: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(TOKENS) + content[at:]


def _replace(content: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _piece(content, chance, most=12)
    return content[:start] + chance.choice(TOKENS) + content[end:]


def _swap_lines(content: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    lines = content.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


def _splice(content: bytes, chance: random.Random, seeds: Sequence[bytes]) -> bytes:
    other = chance.choice(seeds)
    return content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other) + 1) :]


def _recode(content: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    text = content.decode("utf-8", errors="replace")
    return text.encode(chance.choice(("utf-16", "utf-16-be", "latin-1", "cp1252", "utf-8-sig")), errors="replace")


def _piece(content: bytes, chance: random.Random, most: int = 200) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.randrange(1, most))


CHANGES: tuple[Callable[[bytes, random.Random, Sequence[bytes]], bytes], ...] = (
    _flip,
    _flip,
    _cut,
    _remove,
    _repeat,
    _insert,
    _insert,
    _replace,
    _replace,
    _swap_lines,
    _splice,
    _recode,
)
