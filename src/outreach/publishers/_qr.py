"""An address as a QR code."""

from __future__ import annotations

import io
from typing import Final

from outreach import MissingExtraError, rendering

LONGEST: Final = 250
"""A longer address makes squares too small for a phone at a badge."""


def qr_svg(url: str) -> str:
    """Return the QR code (ISO/IEC 18004) of an address as SVG with its quiet zone; empty where it is not a safe one.

    Raises:
        MissingExtraError: The package that draws it is not installed.
    """
    address = rendering.safe_url(url)
    if not address or len(address) > LONGEST:
        return ""
    try:
        import segno  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("segno", "print") from error
    drawn = io.BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind="svg", xmldecl=False, nl=False, border=4, omitsize=True)
    return drawn.getvalue().decode()
