"""Before a site takes its place: every address in a page leads to something that is there."""

from __future__ import annotations

import html
import re
from posixpath import normpath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from outreach import PublishingError

if TYPE_CHECKING:
    from collections.abc import Callable

_ADDRESS: Final = re.compile(r"""\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def check_addresses(path: str, content: bytes, is_there: Callable[[str], bool]) -> None:
    """Refuse the page at *path* if it leads to a file of the site that is not there.

    Addresses that lead elsewhere are not asked for.

    Raises:
        PublishingError: With the page and the address.
    """
    folder = path.rpartition("/")[0]
    for address in dict.fromkeys(one or other for one, other in _ADDRESS.findall(content.decode())):
        parts = urlsplit(html.unescape(address))
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            continue
        target = normpath(f"{folder}/{unquote(parts.path)}" if folder else unquote(parts.path))
        if not target.startswith("../") and not is_there(target):
            raise PublishingError(f"{path} leads to {address!r}, which is not there (see the templates)")
