"""What strangers' code may raise, and how it is told."""

from __future__ import annotations

from outreach.errors import shown

FAULTS = (Exception, SystemExit)
"""What a plugin may raise without taking the library with it; a KeyboardInterrupt is the user's."""


def reason(error: BaseException) -> str:
    """Return class and message of an *error*, on one line; some errors cannot even say what they are."""
    try:
        text = shown(error, 300)
    except FAULTS:
        text = "(it cannot say why)"
    return ": ".join(filter(None, (type(error).__name__, text)))
