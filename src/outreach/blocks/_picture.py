"""A picture, ready to be shown."""

from __future__ import annotations

from typing import Final

import attrs

JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
_BEGINS: Final = {JPEG: b"\xff\xd8\xff", PNG: b"\x89PNG\r\n\x1a\n"}


@attrs.frozen(kw_only=True)
class Picture:
    """A picture (bild); :func:`outreach.publications.pictures` makes it from a file: small, and without metadata.

    Attributes:
        content: The file itself.
        media_type: ``image/jpeg`` or ``image/png``.
        alternative: What it shows, for those who do not see it; never empty (WCAG 1.1.1).
        caption: What stands below.
        credit: Who took it, and under which licence.
        width: In pixels.
        height: In pixels.
    """

    content: bytes = attrs.field(repr=False)
    media_type: str
    alternative: str
    caption: str = ""
    credit: str = ""
    width: int
    height: int

    def __attrs_post_init__(self) -> None:
        if not self.alternative.strip():
            raise ValueError("Picture.alternative: empty (say what the picture shows)")
        begins = _BEGINS.get(self.media_type)
        if begins is None or not self.content.startswith(begins):
            raise ValueError(f"Picture.content: not {self.media_type!r} (give a JPEG or a PNG, and say which)")
        if self.width < 1 or self.height < 1:
            raise ValueError(f"Picture: {self.width} × {self.height} pixels")
