"""Publications → receipts."""

from outreach.publishing._publish import publish

__all__ = ["publish"]
