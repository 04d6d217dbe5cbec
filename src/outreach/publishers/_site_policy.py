"""What a page may load: its style sheet, pictures from here, and no script."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from typing import Final

_CLOSED: Final = (
    "connect-src",
    "font-src",
    "frame-src",
    "manifest-src",
    "media-src",
    "object-src",
    "worker-src",
)
"""What a page with pictures still loads nothing of."""


@lru_cache(64)
def policy(nonce: str, data: tuple[str, ...], *, has_pictures: bool, has_fonts: bool = False) -> str:
    """Return a page's content security policy.

    The style sheet is known by its *nonce*, which its content gives, wherever the page is opened from; so are blocks
    of *data*, which are no scripts, but written as if they were.
    """
    digests = [base64.b64encode(hashlib.sha256(block.encode()).digest()).decode() for block in data]
    scripts = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    # Nothing in a policy names the folder that a page was opened from: checkers that read pages as files say of any
    # img-src that it refuses the pictures. Their addresses are ours alone, so what may load is said kind by kind.
    closed = [kind for kind in _CLOSED if not (has_fonts and kind == "font-src")]
    nothing = "".join(f"{kind} 'none'; " for kind in (closed if has_pictures else ("default-src",)))
    pictures = "" if has_pictures else "img-src 'self' data:; "
    return f"{nothing}script-src {scripts}; style-src 'nonce-{nonce}'; {pictures}base-uri 'none'; form-action 'none'"
