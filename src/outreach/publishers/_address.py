"""Addresses of the web, as options of publishers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from outreach import PublishingError, rendering

if TYPE_CHECKING:
    import attrs


def check_address(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    """Refuse what is no web address; an empty text is none, and fine.

    Raises:
        PublishingError: With the option's name.
    """
    if value:
        need_address(instance, attribute, value)


def need_address(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    """Refuse what is no web address, or has a query or a fragment, to which no path can be added.

    Raises:
        PublishingError: With the option's name.
    """
    parts = urlsplit(rendering.safe_url(value) if isinstance(value, str) else "")
    if parts.scheme in ("http", "https") and not (parts.query or parts.fragment):
        return
    reason = f"{type(instance).__name__}.{attribute.name}: not a web address: {rendering.one_line(value)[:80]!r}"
    raise PublishingError(f"{reason} (write https://kommun.example/inkop)")


def under(base: str, path: str) -> str:
    """Return the address of *path*, with slashes, below *base*."""
    return f"{rendering.safe_url(base).rstrip('/')}/{quote(path)}"


def host_of(address: str) -> str:
    """Return the host of a checked *address* in ASCII, as the domain name system writes it."""
    host = urlsplit(rendering.safe_url(address)).hostname or ""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise PublishingError(f"not the name of a host: {rendering.one_line(host)[:80]!r}") from error
