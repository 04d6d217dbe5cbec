"""Licences of open data, by their short names (SPDX) or addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from outreach import PublishingError, rendering

if TYPE_CHECKING:
    from collections.abc import Mapping

CC0: Final = "CC0-1.0"
_KNOWN: Final[Mapping[str, tuple[str, str]]] = {
    CC0: ("http://creativecommons.org/publicdomain/zero/1.0/", "Creative Commons Zero v1.0 Universal"),
    "CC-BY-4.0": ("http://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution 4.0 International"),
    "CC-BY-SA-4.0": (
        "http://creativecommons.org/licenses/by-sa/4.0/",
        "Creative Commons Attribution Share Alike 4.0 International",
    ),
}


@attrs.frozen
class Licence:
    """Under which terms data may be used (licens)."""

    name: str
    url: str
    title: str = ""


def licence_of(given: str) -> Licence:
    """Return the licence that is meant by a short name or an address.

    Raises:
        PublishingError: Neither is known.
    """
    if given in _KNOWN:
        return Licence(given, *_KNOWN[given])
    url = rendering.safe_url(given)
    if not url.startswith("http"):
        known = ", ".join(_KNOWN)
        raise PublishingError(f"not a licence: {rendering.one_line(given)[:80]!r} (give one of {known}, or an address)")
    return Licence("", url)


def check_licence(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    """Refuse what names no licence.

    Raises:
        PublishingError: With what may be given.
    """
    del instance, attribute
    licence_of(value)
