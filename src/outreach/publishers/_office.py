"""Office files that are the same bytes for the same contents."""

from __future__ import annotations

import io
import zipfile
from typing import Final

_FIRST: Final = "[Content_Types].xml"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP archive can tell."""


def repacked(content: bytes) -> bytes:
    """Return the same archive in a fixed order, and without the times at which its members were written."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != _FIRST, name)):
            about = zipfile.ZipInfo(name, _EPOCH)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o600 << 16
            new.writestr(about, old.read(name))
    return target.getvalue()
