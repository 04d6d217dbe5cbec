"""Office files: a municipality's own as a template, opened with care, and the same bytes for the same contents."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from outreach import PublishingError
from outreach.publishers._editions import HOUSE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from outreach import Look

_FIRST: Final = "[Content_Types].xml"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP archive can tell."""

_MOST_BYTES: Final = 200 * 1024 * 1024
_MOST_MEMBERS: Final = 5_000
_OLD: Final = b"\xd0\xcf\x11\xe0"  # what files before 2007 and encrypted ones begin with
_MACROS: Final = re.compile(rb"macroEnabled|vbaProject")
_MAIN: Final = {
    "pptx": (b"presentationml.template.main+xml", b"presentationml.presentation.main+xml"),
    "docx": (b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"),
}
"""What the main part of a template calls itself, and that of a file that is written on."""

_DRESSED: Final = re.compile(r"(?:ppt|word)/(?:theme/theme\d+|styles)\.xml")
LETTERS: Final = "Arial"
"""The letters of our own templates."""

APP: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/extended-properties"><Application>outreach</Application></Properties>'
)
"""What a file says of the program that wrote it: nothing of a template's author."""


def rewritten(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return an archive in a fixed order, without the times at which its members were written, each member changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != _FIRST, name)):
            about = zipfile.ZipInfo(name, _EPOCH)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o600 << 16
            new.writestr(about, change(name, old.read(name)))
    return target.getvalue()


def repacked(content: bytes) -> bytes:
    """Return the same archive in a fixed order, and without the times at which its members were written."""
    return rewritten(content, lambda _, member: member)


def dressed(content: bytes, look: Look) -> bytes:
    """Return one of our own templates in the accent and the letters of the *look*."""
    pairs = [(HOUSE.accent, look.accent), (LETTERS, look.letters or LETTERS)]
    changes = [tuple(word.removeprefix("#").upper() if word[0] == "#" else word for word in pair) for pair in pairs]

    def change(name: str, member: bytes) -> bytes:
        for old, new in changes if _DRESSED.fullmatch(name) else ():
            member = member.replace(old.encode(), new.encode())
        return member

    return rewritten(content, change)


def template_bytes(path: Path, kind: str, option: str) -> bytes:
    """Return a municipality's own office file, ready to be opened and written on.

    Args:
        path: The file.
        kind: ``pptx`` or ``docx``; a template (``potx``, ``dotx``) is as good.
        option: What the file was given as, such as ``Deck.template``.

    Raises:
        PublishingError: It is not there, no office file of the *kind*, locked, or has macros.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PublishingError(f"{option}: {path}: {error.strerror or error}") from error
    fault = _fault(content, kind)
    if fault:
        raise PublishingError(f"{option}: {path}: {fault}")
    old, new = _MAIN[kind]
    return rewritten(content, lambda name, member: member.replace(old, new) if name == _FIRST else member)


def _fault(content: bytes, kind: str) -> str:
    """Return why an office file cannot be a template; empty where it can."""
    if content.startswith(_OLD):
        return f"locked with a password, or of the kind before 2007 (save it as .{kind}, without a password)"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _MOST_BYTES:
                return "larger than 200 MB unpacked (leave out pictures)"
            types = archive.read(_FIRST)
            names = {member.filename for member in members}
    # What zipfile raises of a damaged file; NotImplementedError is its word for a packing that it does not know.
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, ValueError):
        return f"not a .{kind} file, or damaged"
    if _MACROS.search(types) or any(name.endswith("vbaProject.bin") for name in names):
        return f"has macros (save it as .{kind}, without them)"
    return "" if any(main in types for main in _MAIN[kind]) else f"not a .{kind} file"
